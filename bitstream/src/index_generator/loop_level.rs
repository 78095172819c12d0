//! One of the four nested loops: how far it has come, and the address where its next iteration begins.
//!
//! All four are the same block. The innermost counts distance in units of `step` and moves the address by
//! `step`; the others count iterations in units of one and move it by their offset.

use crate::hdl::*;

/// A loop over `0, step, 2*step, ... < limit` that moves an address by `stride` per iteration.
///
/// The outputs named `next_...` describe the state after this cycle, should `advance` be high, and depend on
/// registers and configuration alone.
#[derive(LogicBlock)]
pub struct LoopLevel<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    pub limit: Signal<In, Bits<ADDRESS_BITS>>,
    pub step: Signal<In, Bits<ADDRESS_BITS>>,
    pub stride: Signal<In, Bits<ADDRESS_BITS>>,
    /// Where the first iteration begins; read when the loop begins, for the first time or again.
    pub origin: Signal<In, Bits<ADDRESS_BITS>>,
    /// The loop begins for the first time.
    pub new_generation: Signal<In, Bit>,
    /// The loop inside this one is in its last iteration, so that this one moves on.
    pub turn: Signal<In, Bit>,
    /// Takes the step.
    pub advance: Signal<In, Bit>,
    /// The loop is in its last iteration.
    pub ends: Signal<Out, Bit>,
    /// The loop will be in its last iteration.
    pub next_ends: Signal<Out, Bit>,
    /// Where the next iteration begins. Meaningful when the loop moves on.
    pub next_address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// What is left of `limit` at the current iteration.
    remaining: DFF<Bits<ADDRESS_BITS>>,
    final_iteration: DFF<Bit>,
    /// Address of the iteration after the current one.
    following: DFF<Bits<ADDRESS_BITS>>,
    restart: Signal<Local, Bit>,
    two_steps: Signal<Local, Bits<ADDRESS_BITS>>,
    next_remaining: Signal<Local, Bits<ADDRESS_BITS>>,
    compared: Signal<Local, Bits<ADDRESS_BITS>>,
    threshold: Signal<Local, Bits<ADDRESS_BITS>>,
    top_bit: Constant<Bits<8>>,
    all_ones: Constant<Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize> Default for LoopLevel<ADDRESS_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            limit: Default::default(),
            step: Default::default(),
            stride: Default::default(),
            origin: Default::default(),
            new_generation: Default::default(),
            turn: Default::default(),
            advance: Default::default(),
            ends: Default::default(),
            next_ends: Default::default(),
            next_address: Default::default(),
            remaining: Default::default(),
            final_iteration: Default::default(),
            following: Default::default(),
            restart: Default::default(),
            two_steps: Default::default(),
            next_remaining: Default::default(),
            compared: Default::default(),
            threshold: Default::default(),
            top_bit: Constant::new(bits(ADDRESS_BITS as u64 - 1)),
            all_ones: Constant::new(Bits::mask()),
        }
    }
}

impl<const ADDRESS_BITS: usize> Logic for LoopLevel<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block loop_level");
        dff_setup!(self, clock, remaining, final_iteration, following);
        self.ends.next = self.final_iteration.q.val();
        self.restart.next = self.new_generation.val() | (self.turn.val() & self.final_iteration.q.val());

        // The next iteration is the last one if it has no successor: if what remains now is at most two
        // steps.
        self.two_steps.next = self.step.val() << 1;
        if self.step.val().get_bit(self.top_bit.val().index()) {
            self.two_steps.next = self.all_ones.val();
        }
        self.next_remaining.next = self.remaining.q.val() - self.step.val();
        self.compared.next = self.remaining.q.val();
        self.threshold.next = self.two_steps.val();
        self.next_address.next = self.following.q.val();
        if self.restart.val() {
            self.next_remaining.next = self.limit.val();
            self.compared.next = self.limit.val();
            self.threshold.next = self.step.val();
            self.next_address.next = self.origin.val();
        }
        self.next_ends.next = self.final_iteration.q.val();
        if self.new_generation.val() | self.turn.val() {
            self.next_ends.next = self.compared.val() <= self.threshold.val();
        }

        if self.advance.val() & (self.new_generation.val() | self.turn.val()) {
            self.remaining.d.next = self.next_remaining.val();
            self.final_iteration.d.next = self.next_ends.val();
            self.following.d.next = self.next_address.val() + self.stride.val();
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    const BITS: usize = 4;

    /// The addresses of one run of a loop that is asked to move in every cycle.
    fn run(limit: u64, step: u64, origin: u64) -> Vec<u64> {
        let mut level = LoopLevel::<BITS>::default();
        level.connect_all();
        level.limit.next = limit.into();
        level.step.next = step.into();
        level.stride.next = step.into();
        level.origin.next = origin.into();
        level.turn.next = true;
        level.advance.next = true;
        level.new_generation.next = true;
        settle(&mut level);
        let mut addresses = vec![];
        loop {
            addresses.push(level.next_address.val().to_u64());
            clock_cycle(&mut level, |level| &mut level.clock);
            if level.ends.val() {
                return addresses;
            }
            level.new_generation.next = false;
            settle(&mut level);
        }
    }

    #[test]
    fn every_limit_and_step_of_four_bits_gives_the_addresses_of_the_definition() {
        for limit in 1..1 << BITS {
            for step in 1..1 << BITS {
                let expected: Vec<u64> =
                    (0..limit).step_by(step as usize).map(|distance| (13 + distance) % (1 << BITS)).collect();
                assert_eq!(run(limit, step, 13), expected, "limit {limit} step {step}");
            }
        }
    }

    #[test]
    fn loop_waits_until_it_is_its_turn() {
        let mut level = LoopLevel::<BITS>::default();
        level.connect_all();
        level.limit.next = 2_u64.into();
        level.step.next = 1_u64.into();
        level.stride.next = 3_u64.into();
        level.advance.next = true;
        level.new_generation.next = true;
        clock_cycle(&mut level, |level| &mut level.clock);
        level.new_generation.next = false;
        for _ in 0..3 {
            clock_cycle(&mut level, |level| &mut level.clock);
            assert!(!level.ends.val());
        }
        level.turn.next = true;
        clock_cycle(&mut level, |level| &mut level.clock);
        assert!(level.ends.val());
    }
}
