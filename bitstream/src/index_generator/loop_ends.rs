//! Which of the four loops are in their first and last iterations.

use crate::hdl::*;

/// First and last iterations of the loops, the innermost loop in bit 0.
#[derive(LogicBlock, Default)]
pub struct LoopEnds {
    pub clock: Signal<In, Clock>,
    /// A register of the next generation is written.
    pub write: Signal<In, Bit>,
    pub write_select: Signal<In, Bits<4>>,
    /// The loop of that register has a single iteration from then on.
    pub write_single: Signal<In, Bit>,
    /// The next address is the first one of a new generation.
    pub new_generation: Signal<In, Bit>,
    /// Moves to the next address at the end of this cycle.
    pub advance: Signal<In, Bit>,
    /// A step of the innermost loop leads into its last iteration.
    pub inner_final_follows: Signal<In, Bit>,
    /// A step of the outer loop that is to move on leads into its last iteration.
    pub outer_final_follows: Signal<In, Bit>,
    /// Loops in their last iterations.
    pub ends: Signal<Out, Bits<4>>,
    /// Loops in their first iterations.
    pub fresh: Signal<Out, Bits<4>>,
    upcoming_single: [DFF<Bit>; 4],
    /// The outermost loop does not begin twice.
    single: [DFF<Bit>; 3],
    finals: [DFF<Bit>; 4],
    firsts: [DFF<Bit>; 4],
}

impl Logic for LoopEnds {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block loop_ends");
        for i in 0..4 {
            self.upcoming_single[i].clock.next = self.clock.val();
            self.upcoming_single[i].d.next = self.upcoming_single[i].q.val();
            self.finals[i].clock.next = self.clock.val();
            self.finals[i].d.next = self.finals[i].q.val();
            self.firsts[i].clock.next = self.clock.val();
            self.firsts[i].d.next = self.firsts[i].q.val();
        }
        for i in 0..3 {
            self.single[i].clock.next = self.clock.val();
            self.single[i].d.next = self.single[i].q.val();
        }
        if self.write.val() & ((self.write_select.val() == 2) | (self.write_select.val() == 3)) {
            self.upcoming_single[0].d.next = self.write_single.val();
        }
        if self.write.val() & (self.write_select.val() == 4) {
            self.upcoming_single[1].d.next = self.write_single.val();
        }
        if self.write.val() & (self.write_select.val() == 6) {
            self.upcoming_single[2].d.next = self.write_single.val();
        }
        if self.write.val() & (self.write_select.val() == 8) {
            self.upcoming_single[3].d.next = self.write_single.val();
        }

        // The innermost loop that is not in its last iteration moves on, those inside it begin again.
        if self.advance.val() {
            self.finals[0].d.next = self.inner_final_follows.val();
            self.firsts[0].d.next = false;
            if self.finals[0].q.val() {
                self.finals[0].d.next = self.single[0].q.val();
                self.firsts[0].d.next = true;
                self.finals[1].d.next = self.outer_final_follows.val();
                self.firsts[1].d.next = false;
                if self.finals[1].q.val() {
                    self.finals[1].d.next = self.single[1].q.val();
                    self.firsts[1].d.next = true;
                    self.finals[2].d.next = self.outer_final_follows.val();
                    self.firsts[2].d.next = false;
                    if self.finals[2].q.val() {
                        self.finals[2].d.next = self.single[2].q.val();
                        self.firsts[2].d.next = true;
                        self.finals[3].d.next = self.outer_final_follows.val();
                        self.firsts[3].d.next = false;
                    }
                }
            }
        }
        if self.advance.val() & self.new_generation.val() {
            for i in 0..4 {
                self.finals[i].d.next = self.upcoming_single[i].q.val();
                self.firsts[i].d.next = true;
            }
            for i in 0..3 {
                self.single[i].d.next = self.upcoming_single[i].q.val();
            }
        }
        self.ends.next = bits::<4>(0)
            .replace_bit(0, self.finals[0].q.val())
            .replace_bit(1, self.finals[1].q.val())
            .replace_bit(2, self.finals[2].q.val())
            .replace_bit(3, self.finals[3].q.val());
        self.fresh.next = bits::<4>(0)
            .replace_bit(0, self.firsts[0].q.val())
            .replace_bit(1, self.firsts[1].q.val())
            .replace_bit(2, self.firsts[2].q.val())
            .replace_bit(3, self.firsts[3].q.val());
    }
}
