//! What a PV has completed: counts of signalling operations, of those whose sums are in the accumulators, and of
//! signalling `act`s. And which channels may begin their transfers as far as this PV is concerned: the needs are those of the
//! cycle before, so that the comparison is not in the way of what a channel then does.

use super::address_source::REGISTER_BITS;
use crate::hdl::*;
use crate::primitives::CountReached;
use isa::timing::{HORIZONTAL_SWITCH, OPERANDS_TO_SUM};

/// Bits of a count that transfers are compared with.
pub const COUNT_BITS: usize = 32;

/// Channels of the DMA.
const CHANNELS: usize = 4;
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
    /// Channels whose transfers have what they need of this PV, in the order of [`isa::ops::DmaChannel`]: the needs of the
    /// cycle before, the counts of this one. No channel in the cycle behind `reset` or `clear`.
    pub channel_ready: Signal<Out, Bits<4>>,
    /// Signalling operations, plus one.
    following_operation: DFF<Bits<COUNT_BITS>>,
    sums: DFF<Bits<REGISTER_BITS>>,
    drains: DFF<Bits<COUNT_BITS>>,
    /// The same, plus one.
    following_drain: DFF<Bits<COUNT_BITS>>,
    enough_operations: [CountReached<COUNT_BITS>; CHANNELS],
    enough_drains: [CountReached<COUNT_BITS>; CHANNELS],
    /// Signals on their way through the adder tree, the oldest in bit 0.
    in_tree: DFF<Bits<TREE_BITS>>,
    /// Signals on their way to the accumulators, the oldest in bit 0.
    on_their_way: DFF<Bits<SUM_BITS>>,
    clears: Signal<Local, Bit>,
    more_sums: Signal<Local, Bits<REGISTER_BITS>>,
    one: Constant<Bits<COUNT_BITS>>,
    one_sum: Constant<Bits<REGISTER_BITS>>,
    enters_tree: Constant<Bits<TREE_BITS>>,
    enters: Constant<Bits<SUM_BITS>>,
}

impl Default for Timelines {
    fn default() -> Self {
        parts! {
            clock reset clear operation_signal horizontal act_signal sums_completed drains_completed
            input_sums_needed input_drains_needed weight_sums_needed weight_drains_needed
            parameter_sums_needed parameter_drains_needed output_sums_needed output_drains_needed
            channel_ready following_operation sums drains following_drain enough_operations enough_drains
            in_tree on_their_way clears more_sums;
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
        dff_setup!(self, clock, following_operation, sums, drains, following_drain);
        dff_setup!(self, clock, in_tree, on_their_way);
        self.more_sums.next = self.sums.q.val() + self.one_sum.val();
        if self.operation_signal.val() {
            self.following_operation.d.next = self.following_operation.q.val() + self.one.val();
        }
        if self.act_signal.val() {
            self.drains.d.next = self.following_drain.q.val();
            self.following_drain.d.next = self.following_drain.q.val() + self.one.val();
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
        self.clears.next = self.reset.val() | self.clear.val();
        if self.clears.val() {
            self.following_operation.d.next = self.one.val();
            self.sums.d.next = bits::<REGISTER_BITS>(0);
            self.drains.d.next = bits::<COUNT_BITS>(0);
            self.following_drain.d.next = self.one.val();
            self.in_tree.d.next = bits::<TREE_BITS>(0);
            self.on_their_way.d.next = bits::<SUM_BITS>(0);
        }
        self.sums_completed.next = self.sums.q.val();
        self.drains_completed.next = self.drains.q.val();

        // What the channels wait for.
        for i in 0..CHANNELS {
            self.enough_operations[i].clock.next = self.clock.val();
            self.enough_operations[i].clear.next = self.clears.val();
            self.enough_operations[i].following.next = self.following_operation.q.val();
            self.enough_operations[i].counts.next = self.operation_signal.val();
            self.enough_drains[i].clock.next = self.clock.val();
            self.enough_drains[i].clear.next = self.clears.val();
            self.enough_drains[i].following.next = self.following_drain.q.val();
            self.enough_drains[i].counts.next = self.act_signal.val();
        }
        self.enough_operations[0].needed.next = self.input_sums_needed.val();
        self.enough_drains[0].needed.next = self.input_drains_needed.val();
        self.enough_operations[1].needed.next = self.weight_sums_needed.val();
        self.enough_drains[1].needed.next = self.weight_drains_needed.val();
        self.enough_operations[2].needed.next = self.parameter_sums_needed.val();
        self.enough_drains[2].needed.next = self.parameter_drains_needed.val();
        self.enough_operations[3].needed.next = self.output_sums_needed.val();
        self.enough_drains[3].needed.next = self.output_drains_needed.val();
        self.channel_ready.next = bits::<4>(0);
        for i in 0..CHANNELS {
            self.channel_ready.next = self.channel_ready.val().replace_bit(
                i,
                self.enough_operations[i].reached.val() & self.enough_drains[i].reached.val(),
            );
        }
    }
}
