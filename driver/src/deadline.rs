//! How long the driver waits, and in what steps.
//!
//! A deadline has two bounds because time has two meanings: boards live on the wall clock, simulators on array
//! cycles (a simulated second may take an hour). The driver hands out a deadline in slices, so that a lost
//! interrupt costs one slice and not the whole wait. Nothing here sleeps; the transport does.

use std::time::Duration;

use crate::transport::{WaitBudget, Wake};

/// The bound of one wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Bound on the wall clock, for boards.
    pub wall: Duration,
    /// Bound in array cycles, for simulators.
    pub cycles: u64,
}

impl Deadline {
    /// Bounds on the wall clock only look: ask once, do not wait.
    pub const NOW: Self = Self { wall: Duration::ZERO, cycles: 0 };

    /// A wall-clock bound, and for simulators one cycle per nanosecond of it: no board runs faster.
    pub fn after(wall: Duration) -> Self {
        Self { wall, cycles: u64::try_from(wall.as_nanos()).unwrap_or(u64::MAX) }
    }
}

impl std::fmt::Display for Deadline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} or {} cycles", self.wall, self.cycles)
    }
}

/// Length of the slices, which double from the first to the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    first: Duration,
    last: Duration,
}

impl Pace {
    /// With an interrupt line the slices only guard against lost interrupts.
    pub(crate) const INTERRUPT: Self =
        Self { first: Duration::from_millis(1), last: Duration::from_millis(100) };
    /// Without one they are the polling interval.
    pub(crate) const POLLING: Self =
        Self { first: Duration::from_micros(20), last: Duration::from_millis(1) };
}

/// A deadline being used up.
#[derive(Debug)]
pub(crate) struct Countdown {
    deadline: Deadline,
    pace: Pace,
    spent: Duration,
    slice: Duration,
}

impl Countdown {
    pub(crate) fn new(deadline: Deadline, pace: Pace) -> Self {
        Self { deadline, pace, spent: Duration::ZERO, slice: pace.first }
    }

    /// The next slice, `None` when the deadline is used up.
    pub(crate) fn slice(&self) -> Option<WaitBudget> {
        let wall = self.slice.min(self.deadline.wall.saturating_sub(self.spent));
        if wall.is_zero() {
            return None;
        }
        // The same share of both bounds, so that both are used up together. The quotient is at most `cycles`.
        let share = u128::from(self.deadline.cycles) * wall.as_nanos();
        let cycles = (share / self.deadline.wall.as_nanos()) as u64;
        Some(WaitBudget { wall, cycles: cycles.max(1) })
    }

    /// Accounts for a slice: a full one where the wait timed out, whatever the clock says, because a simulator
    /// has then used its cycles; the time it took where something woke it.
    pub(crate) fn spend(&mut self, budget: WaitBudget, wake: Wake, elapsed: Duration) {
        self.spent += match wake {
            Wake::TimedOut => budget.wall,
            Wake::Interrupt => elapsed.clamp(Duration::from_nanos(1), budget.wall),
        };
        self.slice = match wake {
            Wake::TimedOut => (self.slice * 2).min(self.pace.last),
            Wake::Interrupt => self.pace.first,
        };
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn slices_use_up_both_bounds_together() {
        let deadline = Deadline { wall: Duration::from_secs(1), cycles: 5000 };
        let mut countdown = Countdown::new(deadline, Pace::INTERRUPT);
        let (mut wall, mut cycles) = (Duration::ZERO, 0);
        while let Some(budget) = countdown.slice() {
            wall += budget.wall;
            cycles += budget.cycles;
            countdown.spend(budget, Wake::TimedOut, Duration::ZERO);
        }
        assert_eq!(wall, deadline.wall);
        assert!((4900..=5000).contains(&cycles), "{cycles} of 5000 cycles, rounded down per slice");
    }

    #[test]
    fn endless_interrupts_use_up_the_wall_clock() {
        let mut countdown = Countdown::new(Deadline::after(Duration::from_micros(10)), Pace::POLLING);
        let mut wakes = 0;
        while let Some(budget) = countdown.slice() {
            countdown.spend(budget, Wake::Interrupt, Duration::from_micros(1));
            wakes += 1;
        }
        assert_eq!(wakes, 10);
    }

    #[test]
    fn the_longest_deadline_does_not_overflow() {
        let countdown = Countdown::new(Deadline { wall: Duration::MAX, cycles: u64::MAX }, Pace::POLLING);
        assert_eq!(countdown.slice().expect("time is left").wall, Pace::POLLING.first);
        assert_eq!(Countdown::new(Deadline::NOW, Pace::POLLING).slice(), None);
    }
}
