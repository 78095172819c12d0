//! The innermost loop: how much of a pass is left. It counts distance in units of `step`.

use crate::hdl::*;

/// A loop over `0, step, 2*step, ... < end`, without the addresses.
///
/// What is left of a bound is there as its negative, so that a step is added, and a carry says that it reaches the bound.
/// `step - end`, what is left behind the first iteration, comes with the writes of either register.
#[derive(LogicBlock)]
pub struct DistanceLevel<const ADDRESS_BITS: usize, const SUM_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// `step` or `end` of the next generation is written.
    pub write: Signal<In, Bit>,
    /// `step - end` from then on.
    pub write_left: Signal<In, Bits<ADDRESS_BITS>>,
    /// The next generation begins.
    pub load: Signal<In, Bit>,
    /// Takes a step.
    pub advance: Signal<In, Bit>,
    /// The loop is in its first iteration.
    pub fresh: Signal<In, Bit>,
    /// Step of the running generation, while the loop is not in its last iteration.
    pub step: Signal<In, Bits<ADDRESS_BITS>>,
    /// The iteration that follows is the last one.
    pub final_follows: Signal<Out, Bit>,
    /// Behind the first iteration of the next generation.
    upcoming: DFF<Bits<ADDRESS_BITS>>,
    /// Behind the first iteration of the running one.
    at_first: DFF<Bits<ADDRESS_BITS>>,
    /// Behind the current iteration, unless it is the first or the last.
    left: DFF<Bits<ADDRESS_BITS>>,
    left_now: Signal<Local, Bits<ADDRESS_BITS>>,
    sum: Signal<Local, Bits<SUM_BITS>>,
    carry: Constant<Bits<8>>,
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Default for DistanceLevel<ADDRESS_BITS, SUM_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            write: Default::default(),
            write_left: Default::default(),
            load: Default::default(),
            advance: Default::default(),
            fresh: Default::default(),
            step: Default::default(),
            final_follows: Default::default(),
            upcoming: Default::default(),
            at_first: Default::default(),
            left: Default::default(),
            left_now: Default::default(),
            sum: Default::default(),
            carry: Constant::new(bits(ADDRESS_BITS as u64)),
        }
    }
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Logic for DistanceLevel<ADDRESS_BITS, SUM_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block distance_level");
        dff_setup!(self, clock, upcoming, at_first, left);
        if self.write.val() {
            self.upcoming.d.next = self.write_left.val();
        }
        if self.load.val() {
            self.at_first.d.next = self.upcoming.q.val();
        }
        self.left_now.next = self.left.q.val();
        if self.fresh.val() {
            self.left_now.next = self.at_first.q.val();
        }
        self.sum.next = bit_cast::<SUM_BITS, ADDRESS_BITS>(self.step.val())
            + bit_cast::<SUM_BITS, ADDRESS_BITS>(self.left_now.val());
        if self.advance.val() {
            self.left.d.next = self.sum.val().get_bits::<ADDRESS_BITS>(0);
        }
        self.final_follows.next = self.sum.val().get_bit(self.carry.val().index());
    }
}

#[cfg(test)]
mod test {
    use super::*;

    type Level = DistanceLevel<4, 5>;

    fn cycle(level: &mut Level) {
        clock_cycle(level, |level| &mut level.clock);
        settle(level);
    }

    #[test]
    fn every_limit_and_step_of_four_bits_gives_the_iterations_of_the_definition() {
        for limit in 2..16_u64 {
            for step in 1..limit {
                let mut level = Level::default();
                level.connect_all();
                level.write.next = true;
                level.write_left.next = (step.wrapping_sub(limit) & 15).into();
                cycle(&mut level);
                level.write.next = false;
                level.load.next = true;
                cycle(&mut level);
                level.load.next = false;
                level.step.next = step.into();
                level.fresh.next = true;
                level.advance.next = true;
                settle(&mut level);
                let iterations = limit.div_ceil(step);
                for iteration in 2..=iterations {
                    let message = "limit, step";
                    assert_eq!(
                        level.final_follows.val(),
                        iteration == iterations,
                        "{message} {limit} {step}"
                    );
                    cycle(&mut level);
                    level.fresh.next = false;
                    settle(&mut level);
                }
            }
        }
    }
}
