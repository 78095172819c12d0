//! The three loops of a generation, one inside the other, and the address they produce.

use super::loop_level::LoopLevel;
use crate::hdl::*;

/// The data path of an index generator. It knows nothing of commands; `new_generation` and `advance` drive it.
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
    pub outer_offset: Signal<In, Bits<ADDRESS_BITS>>,
    pub outer_passes: Signal<In, Bits<ADDRESS_BITS>>,
    pub address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The address is the last one of its generation.
    pub last: Signal<Out, Bit>,
    inner: LoopLevel<ADDRESS_BITS>,
    pass: LoopLevel<ADDRESS_BITS>,
    outer: LoopLevel<ADDRESS_BITS>,
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
            outer_offset: Default::default(),
            outer_passes: Default::default(),
            address: Default::default(),
            last: Default::default(),
            inner: Default::default(),
            pass: Default::default(),
            outer: Default::default(),
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
        clock!(self, clock, inner, pass, outer);
        dff_setup!(self, clock, current, is_last);
        self.inner.new_generation.next = self.new_generation.val();
        self.pass.new_generation.next = self.new_generation.val();
        self.outer.new_generation.next = self.new_generation.val();
        self.inner.advance.next = self.advance.val();
        self.pass.advance.next = self.advance.val();
        self.outer.advance.next = self.advance.val();

        self.outer.limit.next = self.outer_passes.val();
        self.outer.step.next = self.one.val();
        self.outer.stride.next = self.outer_offset.val();
        self.outer.origin.next = self.addr.val();
        self.outer.turn.next = self.inner.ends.val() & self.pass.ends.val();

        self.pass.limit.next = self.passes.val();
        self.pass.step.next = self.one.val();
        self.pass.stride.next = self.offset.val();
        self.pass.origin.next = self.outer.next_address.val();
        self.pass.turn.next = self.inner.ends.val();

        self.inner.limit.next = self.limit.val();
        self.inner.step.next = self.step.val();
        self.inner.stride.next = self.step.val();
        self.inner.origin.next = self.pass.next_address.val();
        self.inner.turn.next = true;

        self.address.next = self.current.q.val();
        self.last.next = self.is_last.q.val();
        if self.advance.val() {
            self.current.d.next = self.inner.next_address.val();
            self.is_last.d.next =
                self.inner.next_ends.val() & self.pass.next_ends.val() & self.outer.next_ends.val();
        }
    }
}
