//! The post engine's queue: two `act`s with what they took along, and whether the first one may begin.

use super::address_source::REGISTER_BITS;
use super::queue::{QueueControl, QueueField, QueueWord};
use crate::hdl::*;

/// Two `act`s, the running one included.
#[derive(LogicBlock, Default)]
pub struct ActQueue {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets both.
    pub reset: Signal<In, Bit>,
    /// Appends an `act`.
    pub push: Signal<In, Bit>,
    /// Removes the head.
    pub pop: Signal<In, Bit>,
    /// There is a head.
    pub valid: Signal<Out, Bit>,
    /// No room.
    pub full: Signal<Out, Bit>,
    /// Flags of what is pushed.
    pub flags_in: Signal<In, Bits<4>>,
    /// Signalling operations that it needs.
    pub sums_needed_in: Signal<In, Bits<REGISTER_BITS>>,
    /// Transfers of the parameter channel that it needs.
    pub parameters_needed_in: Signal<In, Bits<REGISTER_BITS>>,
    /// Its lower bound.
    pub clamp_low_in: Signal<In, Bits<16>>,
    /// Its upper bound.
    pub clamp_high_in: Signal<In, Bits<16>>,
    /// Its requantisation entry of lane 0.
    pub parameter_base_in: Signal<In, Bits<16>>,
    /// Its table.
    pub table_in: Signal<In, Bits<2>>,
    /// Signalling operations whose sums are in the accumulators.
    pub sums_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// Complete transfers of the parameter channel.
    pub parameters_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// The head has what it needs.
    pub ready: Signal<Out, Bit>,
    /// The head counts when it is complete.
    pub signals: Signal<Out, Bit>,
    /// The head's lower bound.
    pub clamp_low: Signal<Out, Bits<16>>,
    /// The head's upper bound.
    pub clamp_high: Signal<Out, Bits<16>>,
    /// The head's requantisation entry of lane 0.
    pub parameter_base: Signal<Out, Bits<16>>,
    /// The head's table.
    pub act_table: Signal<Out, Bits<2>>,
    control: QueueControl,
    flags_field: QueueField<4>,
    table_field: QueueField<2>,
    /// Sums, parameters.
    count_fields: [QueueWord<REGISTER_BITS>; 2],
    /// Lower and upper bound, entry.
    value_fields: [QueueWord<16>; 3],
    flags: Signal<Local, Bits<4>>,
}

impl Logic for ActQueue {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block act_queue");
        clock!(self, clock, control, flags_field, table_field);
        self.control.reset.next = self.reset.val();
        self.control.push.next = self.push.val();
        self.control.pop.next = self.pop.val();
        self.valid.next = self.control.valid.val();
        self.full.next = self.control.full.val();

        self.flags_field.push.next = self.push.val();
        self.flags_field.tail_is_second.next = self.control.tail_is_second.val();
        self.flags_field.head_is_second.next = self.control.head_is_second.val();
        self.flags_field.data_in.next = self.flags_in.val();
        self.flags.next = self.flags_field.data_out.val();
        self.signals.next = self.flags.val().get_bit(3);

        self.table_field.push.next = self.push.val();
        self.table_field.tail_is_second.next = self.control.tail_is_second.val();
        self.table_field.head_is_second.next = self.control.head_is_second.val();
        self.table_field.data_in.next = self.table_in.val();
        self.act_table.next = self.table_field.data_out.val();

        for i in 0..2 {
            self.count_fields[i].clock.next = self.clock.val();
            self.count_fields[i].push.next = self.push.val();
            self.count_fields[i].tail_is_second.next = self.control.tail_is_second.val();
            self.count_fields[i].head_is_second.next = self.control.head_is_second.val();
        }
        self.count_fields[0].data_in.next = self.sums_needed_in.val();
        self.count_fields[1].data_in.next = self.parameters_needed_in.val();
        self.ready.next = (self.sums_completed.val() >= self.count_fields[0].data_out.val())
            & (self.parameters_completed.val() >= self.count_fields[1].data_out.val());

        for i in 0..3 {
            self.value_fields[i].clock.next = self.clock.val();
            self.value_fields[i].push.next = self.push.val();
            self.value_fields[i].tail_is_second.next = self.control.tail_is_second.val();
            self.value_fields[i].head_is_second.next = self.control.head_is_second.val();
        }
        self.value_fields[0].data_in.next = self.clamp_low_in.val();
        self.value_fields[1].data_in.next = self.clamp_high_in.val();
        self.value_fields[2].data_in.next = self.parameter_base_in.val();
        self.clamp_low.next = self.value_fields[0].data_out.val();
        self.clamp_high.next = self.value_fields[1].data_out.val();
        self.parameter_base.next = self.value_fields[2].data_out.val();
    }
}
