//! The four loops of a generation, one inside the other, and the address they produce.

use super::loop_level::LoopLevel;
use crate::hdl::*;

/// The data path of an index generator. It knows nothing of commands; `new_generation` and `advance` drive
/// it.
#[derive(LogicBlock)]
pub struct LoopNest<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// The next address is the first one of a new generation.
    pub new_generation: Signal<In, Bit>,
    /// Moves to the next address at the end of this cycle.
    pub advance: Signal<In, Bit>,
    pub addr: Signal<In, Bits<ADDRESS_BITS>>,
    pub offset: Signal<In, Bits<ADDRESS_BITS>>,
    pub step: Signal<In, Bits<ADDRESS_BITS>>,
    pub limit: Signal<In, Bits<ADDRESS_BITS>>,
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
    inner: LoopLevel<ADDRESS_BITS>,
    /// Passes of a group.
    pass: LoopLevel<ADDRESS_BITS>,
    /// Groups of passes.
    group: LoopLevel<ADDRESS_BITS>,
    /// Repetitions of all groups.
    outer: LoopLevel<ADDRESS_BITS>,
    passes_end: Signal<Local, Bit>,
    groups_end: Signal<Local, Bit>,
    current: DFF<Bits<ADDRESS_BITS>>,
    is_last: DFF<Bit>,
    one: Constant<Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize> Default for LoopNest<ADDRESS_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            new_generation: Default::default(),
            advance: Default::default(),
            addr: Default::default(),
            offset: Default::default(),
            step: Default::default(),
            limit: Default::default(),
            passes: Default::default(),
            offset1: Default::default(),
            passes1: Default::default(),
            offset2: Default::default(),
            passes2: Default::default(),
            address: Default::default(),
            pass_ends: Default::default(),
            last: Default::default(),
            inner: Default::default(),
            pass: Default::default(),
            group: Default::default(),
            outer: Default::default(),
            passes_end: Default::default(),
            groups_end: Default::default(),
            current: Default::default(),
            is_last: Default::default(),
            one: Constant::new(bits(1)),
        }
    }
}

impl<const ADDRESS_BITS: usize> Logic for LoopNest<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block loop_nest");
        clock!(self, clock, inner, pass, group, outer);
        dff_setup!(self, clock, current, is_last);
        self.inner.new_generation.next = self.new_generation.val();
        self.pass.new_generation.next = self.new_generation.val();
        self.group.new_generation.next = self.new_generation.val();
        self.outer.new_generation.next = self.new_generation.val();
        self.inner.advance.next = self.advance.val();
        self.pass.advance.next = self.advance.val();
        self.group.advance.next = self.advance.val();
        self.outer.advance.next = self.advance.val();
        self.passes_end.next = self.inner.ends.val() & self.pass.ends.val();
        self.groups_end.next = self.passes_end.val() & self.group.ends.val();

        self.outer.limit.next = self.passes2.val();
        self.outer.step.next = self.one.val();
        self.outer.stride.next = self.offset2.val();
        self.outer.origin.next = self.addr.val();
        self.outer.turn.next = self.groups_end.val();

        self.group.limit.next = self.passes1.val();
        self.group.step.next = self.one.val();
        self.group.stride.next = self.offset1.val();
        self.group.origin.next = self.outer.next_address.val();
        self.group.turn.next = self.passes_end.val();

        self.pass.limit.next = self.passes.val();
        self.pass.step.next = self.one.val();
        self.pass.stride.next = self.offset.val();
        self.pass.origin.next = self.group.next_address.val();
        self.pass.turn.next = self.inner.ends.val();

        self.inner.limit.next = self.limit.val();
        self.inner.step.next = self.step.val();
        self.inner.stride.next = self.step.val();
        self.inner.origin.next = self.pass.next_address.val();
        self.inner.turn.next = true;

        self.address.next = self.current.q.val();
        self.pass_ends.next = self.inner.ends.val();
        self.last.next = self.is_last.q.val();
        if self.advance.val() {
            self.current.d.next = self.inner.next_address.val();
            self.is_last.d.next = self.inner.next_ends.val()
                & self.pass.next_ends.val()
                & self.group.next_ends.val()
                & self.outer.next_ends.val();
        }
    }
}
