//! What a PV has completed: counts of signalling operations, of those whose sums are in the accumulators, and of
//! signalling `act`s. And which channels may begin their transfers as far as this PV is concerned.

use super::address_source::REGISTER_BITS;
use crate::hdl::*;
use isa::timing::{HORIZONTAL_SWITCH, OPERANDS_TO_SUM};

/// Bits of a count that transfers are compared with.
pub const COUNT_BITS: usize = 32;

/// Cycles that an operation with `horizontal` takes longer to its sums.
const TREE_BITS: usize = HORIZONTAL_SWITCH as usize;
/// Cycles from an operation's last operands to the one before which its sums are seen.
const SUM_BITS: usize = OPERANDS_TO_SUM as usize - 1;

/// The timelines of a PV.
#[derive(LogicBlock)]
pub struct Timelines {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job.
    pub reset: Signal<In, Bit>,
    /// Sets the counts to zero. Nothing is on its way then.
    pub clear: Signal<In, Bit>,
    /// A signalling operation ends in this cycle.
    pub operation_signal: Signal<In, Bit>,
    /// It sums over the PEs.
    pub horizontal: Signal<In, Bit>,
    /// A signalling `act` ends in this cycle.
    pub act_signal: Signal<In, Bit>,
    /// Signalling operations whose sums are in the accumulators; stays at the largest value.
    pub sums_completed: Signal<Out, Bits<REGISTER_BITS>>,
    /// Signalling `act`s.
    pub drains_completed: Signal<Out, Bits<COUNT_BITS>>,
    /// Operations that the input channel's transfer needs.
    pub input_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// `act`s that the input channel's transfer needs.
    pub input_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Operations that the weight channel's transfer needs.
    pub weight_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// `act`s that the weight channel's transfer needs.
    pub weight_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Operations that the parameter channel's transfer needs.
    pub parameter_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// `act`s that the parameter channel's transfer needs.
    pub parameter_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Operations that the output channel's transfer needs.
    pub output_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// `act`s that the output channel's transfer needs.
    pub output_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Channels whose transfers have what they need of this PV, in the order of [`isa::ops::DmaChannel`].
    pub channel_ready: Signal<Out, Bits<4>>,
    operations: DFF<Bits<COUNT_BITS>>,
    sums: DFF<Bits<REGISTER_BITS>>,
    drains: DFF<Bits<COUNT_BITS>>,
    /// Signals on their way through the adder tree, the oldest in bit 0.
    in_tree: DFF<Bits<TREE_BITS>>,
    /// Signals on their way to the accumulators, the oldest in bit 0.
    on_their_way: DFF<Bits<SUM_BITS>>,
    more_operations: Signal<Local, Bits<COUNT_BITS>>,
    more_drains: Signal<Local, Bits<COUNT_BITS>>,
    more_sums: Signal<Local, Bits<REGISTER_BITS>>,
    one: Constant<Bits<COUNT_BITS>>,
    one_sum: Constant<Bits<REGISTER_BITS>>,
    enters_tree: Constant<Bits<TREE_BITS>>,
    enters: Constant<Bits<SUM_BITS>>,
}

impl Default for Timelines {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            clear: Default::default(),
            operation_signal: Default::default(),
            horizontal: Default::default(),
            act_signal: Default::default(),
            sums_completed: Default::default(),
            drains_completed: Default::default(),
            input_sums_needed: Default::default(),
            input_drains_needed: Default::default(),
            weight_sums_needed: Default::default(),
            weight_drains_needed: Default::default(),
            parameter_sums_needed: Default::default(),
            parameter_drains_needed: Default::default(),
            output_sums_needed: Default::default(),
            output_drains_needed: Default::default(),
            channel_ready: Default::default(),
            operations: Default::default(),
            sums: Default::default(),
            drains: Default::default(),
            in_tree: Default::default(),
            on_their_way: Default::default(),
            more_operations: Default::default(),
            more_drains: Default::default(),
            more_sums: Default::default(),
            one: Constant::new(bits(1)),
            one_sum: Constant::new(bits(1)),
            enters_tree: Constant::new(bits(1 << (TREE_BITS - 1))),
            enters: Constant::new(bits(1 << (SUM_BITS - 1))),
        }
    }
}

impl Logic for Timelines {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block timelines");
        dff_setup!(self, clock, operations, sums, drains, in_tree, on_their_way);
        self.more_operations.next = self.operations.q.val() + self.one.val();
        self.more_drains.next = self.drains.q.val() + self.one.val();
        self.more_sums.next = self.sums.q.val() + self.one_sum.val();
        if self.operation_signal.val() {
            self.operations.d.next = self.more_operations.val();
        }
        if self.act_signal.val() {
            self.drains.d.next = self.more_drains.val();
        }

        // A signal out of the tree never meets one that needs no tree: the engine keeps them apart.
        self.in_tree.d.next = self.in_tree.q.val() >> 1;
        self.on_their_way.d.next = self.on_their_way.q.val() >> 1;
        if self.operation_signal.val() & self.horizontal.val() {
            self.in_tree.d.next = (self.in_tree.q.val() >> 1) | self.enters_tree.val();
        }
        if self.in_tree.q.val().get_bit(0) | (self.operation_signal.val() & !self.horizontal.val()) {
            self.on_their_way.d.next = (self.on_their_way.q.val() >> 1) | self.enters.val();
        }
        if self.on_their_way.q.val().get_bit(0) & self.more_sums.val().any() {
            self.sums.d.next = self.more_sums.val();
        }
        if self.reset.val() | self.clear.val() {
            self.operations.d.next = bits::<COUNT_BITS>(0);
            self.sums.d.next = bits::<REGISTER_BITS>(0);
            self.drains.d.next = bits::<COUNT_BITS>(0);
            self.in_tree.d.next = bits::<TREE_BITS>(0);
            self.on_their_way.d.next = bits::<SUM_BITS>(0);
        }
        self.sums_completed.next = self.sums.q.val();
        self.drains_completed.next = self.drains.q.val();

        self.channel_ready.next = bits::<4>(0)
            .replace_bit(
                0,
                (self.operations.q.val() >= self.input_sums_needed.val())
                    & (self.drains.q.val() >= self.input_drains_needed.val()),
            )
            .replace_bit(
                1,
                (self.operations.q.val() >= self.weight_sums_needed.val())
                    & (self.drains.q.val() >= self.weight_drains_needed.val()),
            )
            .replace_bit(
                2,
                (self.operations.q.val() >= self.parameter_sums_needed.val())
                    & (self.drains.q.val() >= self.parameter_drains_needed.val()),
            )
            .replace_bit(
                3,
                (self.operations.q.val() >= self.output_sums_needed.val())
                    & (self.drains.q.val() >= self.output_drains_needed.val()),
            );
    }
}
