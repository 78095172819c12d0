//! The four loops of a generation, one inside the other, and the address they produce.

use super::count_level::CountLevel;
use super::distance_level::DistanceLevel;
use crate::hdl::*;

/// The data path of an index generator. It knows nothing of commands; `new_generation` and `advance` drive
/// it.
///
/// The next address is the sum of one stride and of where the loop of that stride has its current iteration begun: one
/// adder for all four loops.
#[derive(LogicBlock, Default)]
pub struct LoopNest<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// The next address is the first one of a new generation.
    pub new_generation: Signal<In, Bit>,
    /// Moves to the next address at the end of this cycle.
    pub advance: Signal<In, Bit>,
    /// First address of the next generation, and its loops.
    pub addr: Signal<In, Bits<ADDRESS_BITS>>,
    pub upcoming_step: Signal<In, Bits<ADDRESS_BITS>>,
    pub upcoming_limit: Signal<In, Bits<ADDRESS_BITS>>,
    pub upcoming_passes: Signal<In, Bits<ADDRESS_BITS>>,
    pub upcoming_passes1: Signal<In, Bits<ADDRESS_BITS>>,
    pub upcoming_passes2: Signal<In, Bits<ADDRESS_BITS>>,
    /// Loops of the running generation.
    pub offset: Signal<In, Bits<ADDRESS_BITS>>,
    pub step: Signal<In, Bits<ADDRESS_BITS>>,
    pub passes: Signal<In, Bits<ADDRESS_BITS>>,
    pub offset1: Signal<In, Bits<ADDRESS_BITS>>,
    pub passes1: Signal<In, Bits<ADDRESS_BITS>>,
    pub offset2: Signal<In, Bits<ADDRESS_BITS>>,
    pub passes2: Signal<In, Bits<ADDRESS_BITS>>,
    pub address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The address is the last one of its pass.
    pub pass_ends: Signal<Out, Bit>,
    /// The address is the last one of its generation.
    pub last: Signal<Out, Bit>,
    /// Distances of a pass.
    inner: DistanceLevel<ADDRESS_BITS>,
    /// Passes of a group.
    pass: CountLevel<ADDRESS_BITS>,
    /// Groups of passes.
    group: CountLevel<ADDRESS_BITS>,
    /// Repetitions of all groups.
    outer: CountLevel<ADDRESS_BITS>,
    current: DFF<Bits<ADDRESS_BITS>>,
    /// First address of the current pass.
    pass_start: DFF<Bits<ADDRESS_BITS>>,
    /// First address of the current group.
    group_start: DFF<Bits<ADDRESS_BITS>>,
    /// First address of the current outermost iteration.
    outer_start: DFF<Bits<ADDRESS_BITS>>,
    passes_end: Signal<Local, Bit>,
    groups_end: Signal<Local, Bit>,
    base: Signal<Local, Bits<ADDRESS_BITS>>,
    stride: Signal<Local, Bits<ADDRESS_BITS>>,
    following: Signal<Local, Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize> Logic for LoopNest<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block loop_nest");
        clock!(self, clock, inner, pass, group, outer);
        dff_setup!(self, clock, current, pass_start, group_start, outer_start);
        self.passes_end.next = self.inner.ends.val() & self.pass.ends.val();
        self.groups_end.next = self.passes_end.val() & self.group.ends.val();

        self.inner.new_generation.next = self.new_generation.val();
        self.inner.advance.next = self.advance.val();
        self.inner.upcoming_limit.next = self.upcoming_limit.val();
        self.inner.upcoming_step.next = self.upcoming_step.val();
        self.inner.step.next = self.step.val();

        self.pass.new_generation.next = self.new_generation.val();
        self.pass.advance.next = self.advance.val();
        self.pass.turn.next = self.inner.ends.val();
        self.pass.upcoming_count.next = self.upcoming_passes.val();
        self.pass.count.next = self.passes.val();

        self.group.new_generation.next = self.new_generation.val();
        self.group.advance.next = self.advance.val();
        self.group.turn.next = self.passes_end.val();
        self.group.upcoming_count.next = self.upcoming_passes1.val();
        self.group.count.next = self.passes1.val();

        self.outer.new_generation.next = self.new_generation.val();
        self.outer.advance.next = self.advance.val();
        self.outer.turn.next = self.groups_end.val();
        self.outer.upcoming_count.next = self.upcoming_passes2.val();
        self.outer.count.next = self.passes2.val();

        // The outermost loop that moves on.
        self.base.next = self.current.q.val();
        self.stride.next = self.step.val();
        if self.inner.ends.val() {
            self.base.next = self.pass_start.q.val();
            self.stride.next = self.offset.val();
        }
        if self.passes_end.val() {
            self.base.next = self.group_start.q.val();
            self.stride.next = self.offset1.val();
        }
        if self.groups_end.val() {
            self.base.next = self.outer_start.q.val();
            self.stride.next = self.offset2.val();
        }
        self.following.next = self.base.val() + self.stride.val();
        if self.new_generation.val() {
            self.following.next = self.addr.val();
        }
        if self.advance.val() {
            self.current.d.next = self.following.val();
        }
        if self.advance.val() & (self.new_generation.val() | self.inner.ends.val()) {
            self.pass_start.d.next = self.following.val();
        }
        if self.advance.val() & (self.new_generation.val() | self.passes_end.val()) {
            self.group_start.d.next = self.following.val();
        }
        if self.advance.val() & (self.new_generation.val() | self.groups_end.val()) {
            self.outer_start.d.next = self.following.val();
        }

        self.address.next = self.current.q.val();
        self.pass_ends.next = self.inner.ends.val();
        self.last.next = self.groups_end.val() & self.outer.ends.val();
    }
}
