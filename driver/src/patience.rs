//! How long a job may take on a device of unknown speed: a board runs a large network in milliseconds, the simulated
//! circuit in hours.
//!
//! A device that works shows it: registers of its contract count what it has done. So the bound that ends most waits is on
//! the time without such a sign, and it is as short for a slow device as for a fast one. The bound on the whole job only sees
//! to it that every wait ends.

use std::time::Duration;

use isa::csr::Csr;

use crate::deadline::Deadline;
use crate::device::Device;
use crate::error::{AccessError, WaitError};
use crate::job::{JobHandle, JobReport};
use crate::link::Link;

/// A device that has not done anything in this time, and in the same time again, will not.
const PERIOD: Duration = Duration::from_secs(30);
/// Low on purpose, for circuits that are simulated on busy machines: this bound only sees to it that a wait ends.
const SLOWEST_CYCLES_PER_SECOND: u64 = 100;

/// How long a job may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    period: Deadline,
    /// Periods that a job may take at most.
    periods: u64,
}

impl Patience {
    /// A bound, whatever the device does.
    pub fn until(deadline: Deadline) -> Self {
        Self { period: deadline, periods: 1 }
    }

    /// For a job of so many predicted cycles: about a minute without a sign of work, and as long altogether as the slowest
    /// device may take.
    pub fn for_cycles(predicted: u64) -> Self {
        let seconds = predicted / SLOWEST_CYCLES_PER_SECOND;
        Self { period: Deadline::after(PERIOD), periods: 2 + seconds.div_ceil(PERIOD.as_secs()) }
    }
}

/// What a device counts while it works. Cycles are not among it: they may go by for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signs([u32; 6]);

impl Signs {
    const REGISTERS: [Csr; 6] = [
        Csr::SubmissionHead,
        Csr::CompletionTail,
        Csr::ProgramCounter,
        Csr::CounterMacsLow,
        Csr::CounterBytesReadLow,
        Csr::CounterBytesWrittenLow,
    ];

    fn read(link: &mut Link) -> Result<Self, AccessError> {
        let mut signs = [0; 6];
        for (sign, register) in signs.iter_mut().zip(Self::REGISTERS) {
            *sign = link.read(register)?;
        }
        Ok(Self(signs))
    }
}

impl Device {
    /// Waits until a job is complete, as long as the device shows that it works.
    ///
    /// # Errors
    /// As [`Device::wait`]; the deadline in [`WaitError::Timeout`] is that of the last period.
    pub fn wait_with(&mut self, handle: &JobHandle, patience: Patience) -> Result<JobReport, WaitError> {
        let mut before = None;
        let mut left = patience.periods;
        loop {
            left = left.saturating_sub(1);
            match self.wait(handle, patience.period) {
                Err(WaitError::Timeout(timeout)) => {
                    // A device whose job has only this period is not asked.
                    let now = if left > 0 { Some(Signs::read(&mut self.link)?) } else { None };
                    if now.is_none() || now == before {
                        return Err(WaitError::Timeout(timeout));
                    }
                    log::debug!("job {} goes on: {}", handle.sequence(), timeout.state);
                    before = now;
                }
                result => return result,
            }
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::device::OpenOptions;
    use crate::device::test::copy_program;
    use crate::fake::{FakeCard, Script};

    #[test]
    fn patience_grows_with_what_is_to_be_done() {
        let second = |predicted| Patience::for_cycles(predicted).periods * PERIOD.as_secs();
        assert_eq!(second(0), 60);
        assert_eq!(second(1), 60, "nothing to speak of");
        assert_eq!(second(938_089), 60 + 9390, "the 64x64 generator, at a hundred cycles a second");
        assert!(second(u64::MAX) > 1 << 56, "no overflow");
        assert_eq!(Patience::until(Deadline::NOW).periods, 1);
    }

    /// Ten waits take a second: a millisecond, and the double until it is a tenth of a second.
    const WAITS_OF_A_SECOND: usize = 10;

    /// A device with one job, told what to do, and how waiting for it ends.
    fn wait(patience: Patience, script: impl FnOnce(&mut Script)) -> (Result<JobReport, WaitError>, usize) {
        let card = FakeCard::default();
        let mut device = Device::open(Box::new(card.clone()), OpenOptions::default()).expect("opens");
        let program = device.load(&copy_program()).expect("loads");
        script(&mut card.state().script);
        let job = device.input_buffer(&program, 1).expect("there is room").submit().expect("is submitted");
        let result = device.wait_with(&job, patience);
        let waits = card.state().waits;
        (result, waits)
    }

    #[test]
    fn a_device_that_works_is_waited_for_and_one_that_does_not_is_not() {
        let patience = Patience::for_cycles(938_089);
        let hour = 3600 * WAITS_OF_A_SECOND;
        let (result, waits) = wait(patience, |script| script.slow = hour);
        assert!(result.is_ok() && waits > hour, "{result:?}");
        let (result, waits) = wait(patience, |script| script.stuck = true);
        assert!(matches!(result, Err(WaitError::Timeout(_))), "{result:?}");
        assert!((600..620).contains(&waits), "{waits} waits in a minute");
        // Works for an hour, then stands.
        let (result, waits) = wait(patience, |script| (script.slow, script.stuck) = (hour, true));
        assert!(matches!(result, Err(WaitError::Timeout(_))), "{result:?}");
        assert!((hour + 300..hour + 620).contains(&waits), "{waits}");
    }

    #[test]
    fn every_wait_ends() {
        let (result, waits) = wait(Patience::for_cycles(0), |script| script.slow = usize::MAX);
        assert!(matches!(result, Err(WaitError::Timeout(_))) && waits < 620, "{waits} waits: {result:?}");
        let second = Patience::until(Deadline::after(Duration::from_secs(1)));
        let (result, waits) = wait(second, |script| script.slow = usize::MAX);
        assert!(matches!(result, Err(WaitError::Timeout(_))) && waits < 20, "{waits} waits: {result:?}");
    }
}
