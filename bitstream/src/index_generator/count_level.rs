//! One of the three outer loops: which of its iterations is the last one.

use crate::hdl::*;

/// A loop of a number of iterations, without the addresses.
#[derive(LogicBlock)]
pub struct CountLevel<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// Iterations of the next generation's loop.
    pub upcoming_count: Signal<In, Bits<ADDRESS_BITS>>,
    /// Iterations of the running generation's loop.
    pub count: Signal<In, Bits<ADDRESS_BITS>>,
    /// The loop begins for the first time.
    pub new_generation: Signal<In, Bit>,
    /// The loops inside this one are in their last iterations, so that this one moves on.
    pub turn: Signal<In, Bit>,
    /// Takes the step.
    pub advance: Signal<In, Bit>,
    /// The loop is in its last iteration.
    pub ends: Signal<Out, Bit>,
    final_iteration: DFF<Bit>,
    /// Number of the current iteration, from 2.
    iteration: DFF<Bits<ADDRESS_BITS>>,
    /// There is one iteration.
    single: DFF<Bit>,
    upcoming_single: Signal<Local, Bit>,
    one: Constant<Bits<ADDRESS_BITS>>,
    two: Constant<Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize> Default for CountLevel<ADDRESS_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            upcoming_count: Default::default(),
            count: Default::default(),
            new_generation: Default::default(),
            turn: Default::default(),
            advance: Default::default(),
            ends: Default::default(),
            final_iteration: Default::default(),
            iteration: Default::default(),
            single: Default::default(),
            upcoming_single: Default::default(),
            one: Constant::new(bits(1)),
            two: Constant::new(bits(2)),
        }
    }
}

impl<const ADDRESS_BITS: usize> Logic for CountLevel<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block count_level");
        dff_setup!(self, clock, final_iteration, iteration, single);
        self.ends.next = self.final_iteration.q.val();
        self.upcoming_single.next = self.upcoming_count.val() == self.one.val();
        if self.advance.val() & (self.new_generation.val() | self.turn.val()) {
            self.final_iteration.d.next = self.iteration.q.val() == self.count.val();
            self.iteration.d.next = self.iteration.q.val() + self.one.val();
            if self.final_iteration.q.val() {
                self.final_iteration.d.next = self.single.q.val();
            }
            if self.new_generation.val() {
                self.final_iteration.d.next = self.upcoming_single.val();
                self.single.d.next = self.upcoming_single.val();
            }
            if self.new_generation.val() | self.final_iteration.q.val() {
                self.iteration.d.next = self.two.val();
            }
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    const BITS: usize = 3;

    #[test]
    fn every_count_of_three_bits_ends_where_it_should_again_and_again() {
        for count in 1..1_u64 << BITS {
            let mut level = CountLevel::<BITS>::default();
            level.connect_all();
            level.upcoming_count.next = count.into();
            level.count.next = count.into();
            level.advance.next = true;
            level.new_generation.next = true;
            settle(&mut level);
            for iteration in 0..3 * count {
                clock_cycle(&mut level, |level| &mut level.clock);
                level.new_generation.next = false;
                assert_eq!(level.ends.val(), (iteration + 1) % count == 0, "{iteration} of {count}");
                // A cycle in which it is not its turn changes nothing.
                level.turn.next = false;
                clock_cycle(&mut level, |level| &mut level.clock);
                level.turn.next = true;
            }
        }
    }
}
