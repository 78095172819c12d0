//! The innermost loop: how much of a pass is left. It counts distance in units of `step`.

use crate::hdl::*;

/// A loop over `0, step, 2*step, ... < limit`, without the addresses.
#[derive(LogicBlock, Default)]
pub struct DistanceLevel<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// Bound of a pass of the next generation.
    pub upcoming_limit: Signal<In, Bits<ADDRESS_BITS>>,
    /// Step of the next generation.
    pub upcoming_step: Signal<In, Bits<ADDRESS_BITS>>,
    /// Step of the running generation.
    pub step: Signal<In, Bits<ADDRESS_BITS>>,
    /// The loop begins for the first time.
    pub new_generation: Signal<In, Bit>,
    /// Takes the step.
    pub advance: Signal<In, Bit>,
    /// The loop is in its last iteration.
    pub ends: Signal<Out, Bit>,
    final_iteration: DFF<Bit>,
    /// The loop is in its first iteration, and `left` has no meaning.
    fresh: DFF<Bit>,
    /// What is left of the bound behind the current iteration, if there is a next one.
    left: DFF<Bits<ADDRESS_BITS>>,
    /// What is left of the bound behind the first iteration.
    left_at_first: DFF<Bits<ADDRESS_BITS>>,
    /// A pass has one iteration.
    single: DFF<Bit>,
    upcoming_left: Signal<Local, Bits<ADDRESS_BITS>>,
    upcoming_single: Signal<Local, Bit>,
    left_now: Signal<Local, Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize> Logic for DistanceLevel<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block distance_level");
        dff_setup!(self, clock, final_iteration, fresh, left, left_at_first, single);
        self.ends.next = self.final_iteration.q.val();
        self.upcoming_left.next = self.upcoming_limit.val() - self.upcoming_step.val();
        self.upcoming_single.next = self.upcoming_limit.val() <= self.upcoming_step.val();
        self.left_now.next = self.left.q.val();
        if self.fresh.q.val() {
            self.left_now.next = self.left_at_first.q.val();
        }
        if self.advance.val() {
            // The next iteration is the last one if it reaches the bound.
            self.final_iteration.d.next = self.left_now.val() <= self.step.val();
            self.left.d.next = self.left_now.val() - self.step.val();
            self.fresh.d.next = false;
            if self.final_iteration.q.val() {
                self.final_iteration.d.next = self.single.q.val();
                self.fresh.d.next = true;
            }
            if self.new_generation.val() {
                self.final_iteration.d.next = self.upcoming_single.val();
                self.fresh.d.next = true;
                self.left_at_first.d.next = self.upcoming_left.val();
                self.single.d.next = self.upcoming_single.val();
            }
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    const BITS: usize = 4;

    /// The iterations of two passes of a loop that is asked to move in every cycle.
    fn passes(limit: u64, step: u64) -> [usize; 2] {
        let mut level = DistanceLevel::<BITS>::default();
        level.connect_all();
        level.upcoming_limit.next = limit.into();
        level.upcoming_step.next = step.into();
        level.step.next = step.into();
        level.advance.next = true;
        level.new_generation.next = true;
        settle(&mut level);
        [(); 2].map(|()| {
            for iterations in 1.. {
                clock_cycle(&mut level, |level| &mut level.clock);
                level.new_generation.next = false;
                if level.ends.val() {
                    return iterations;
                }
            }
            0
        })
    }

    #[test]
    fn every_limit_and_step_of_four_bits_gives_the_iterations_of_the_definition() {
        for limit in 1..1_u64 << BITS {
            for step in 1..1 << BITS {
                let expected = limit.div_ceil(step) as usize;
                assert_eq!(passes(limit, step), [expected; 2], "limit {limit} step {step}");
            }
        }
    }
}
