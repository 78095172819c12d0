//! The execute engine's queue: two operations with what they took along.

use super::address_source::REGISTER_BITS;
use super::queue::{QueueControl, QueueField, QueueWord};
use crate::hdl::*;

/// Two operations, the running one included.
#[derive(LogicBlock, Default)]
pub struct OperationQueue {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets both.
    pub reset: Signal<In, Bit>,
    /// Appends an operation.
    pub push: Signal<In, Bit>,
    /// Removes the head.
    pub pop: Signal<In, Bit>,
    /// There is a head.
    pub valid: Signal<Out, Bit>,
    /// No room.
    pub full: Signal<Out, Bit>,
    /// What is pushed: the operation.
    pub operation_in: Signal<In, Bits<4>>,
    /// Its flags.
    pub flags_in: Signal<In, Bits<4>>,
    /// Operands for each output address.
    pub operands_in: Signal<In, Bits<REGISTER_BITS>>,
    /// They are one.
    pub single_operand_in: Signal<In, Bit>,
    /// Transfers of the input channel.
    pub inputs_needed_in: Signal<In, Bits<REGISTER_BITS>>,
    /// Transfers of the weight channel.
    pub weights_needed_in: Signal<In, Bits<REGISTER_BITS>>,
    /// Signalling `act`s.
    pub drains_needed_in: Signal<In, Bits<REGISTER_BITS>>,
    /// The head's operation.
    pub operation: Signal<Out, Bits<4>>,
    /// The head's flags.
    pub flags: Signal<Out, Bits<4>>,
    /// The head's operands for each output address.
    pub operands: Signal<Out, Bits<REGISTER_BITS>>,
    /// They are one.
    pub single_operand: Signal<Out, Bit>,
    /// What the head needs of the input channel.
    pub inputs_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// What the head needs of the weight channel.
    pub weights_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// What the head needs of the post engine.
    pub drains_needed: Signal<Out, Bits<REGISTER_BITS>>,
    control: QueueControl,
    operation_field: QueueField<4>,
    flags_field: QueueField<4>,
    single_field: QueueField<1>,
    operands_field: QueueField<REGISTER_BITS>,
    /// Inputs, weights, drains.
    needs: [QueueWord<REGISTER_BITS>; 3],
    single: Signal<Local, Bits<1>>,
    single_head: Signal<Local, Bits<1>>,
}

impl Logic for OperationQueue {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block operation_queue");
        clock!(self, clock, control, operation_field, flags_field, single_field, operands_field);
        self.control.reset.next = self.reset.val();
        self.control.push.next = self.push.val();
        self.control.pop.next = self.pop.val();
        self.valid.next = self.control.valid.val();
        self.full.next = self.control.full.val();

        self.operation_field.push.next = self.push.val();
        self.operation_field.tail_is_second.next = self.control.tail_is_second.val();
        self.operation_field.head_is_second.next = self.control.head_is_second.val();
        self.operation_field.data_in.next = self.operation_in.val();
        self.operation.next = self.operation_field.data_out.val();

        self.flags_field.push.next = self.push.val();
        self.flags_field.tail_is_second.next = self.control.tail_is_second.val();
        self.flags_field.head_is_second.next = self.control.head_is_second.val();
        self.flags_field.data_in.next = self.flags_in.val();
        self.flags.next = self.flags_field.data_out.val();

        self.single.next = bits::<1>(0);
        if self.single_operand_in.val() {
            self.single.next = bits::<1>(1);
        }
        self.single_field.push.next = self.push.val();
        self.single_field.tail_is_second.next = self.control.tail_is_second.val();
        self.single_field.head_is_second.next = self.control.head_is_second.val();
        self.single_field.data_in.next = self.single.val();
        self.single_head.next = self.single_field.data_out.val();
        self.single_operand.next = self.single_head.val().any();

        self.operands_field.push.next = self.push.val();
        self.operands_field.tail_is_second.next = self.control.tail_is_second.val();
        self.operands_field.head_is_second.next = self.control.head_is_second.val();
        self.operands_field.data_in.next = self.operands_in.val();
        self.operands.next = self.operands_field.data_out.val();

        for i in 0..3 {
            self.needs[i].clock.next = self.clock.val();
            self.needs[i].push.next = self.push.val();
            self.needs[i].tail_is_second.next = self.control.tail_is_second.val();
            self.needs[i].head_is_second.next = self.control.head_is_second.val();
        }
        self.needs[0].data_in.next = self.inputs_needed_in.val();
        self.needs[1].data_in.next = self.weights_needed_in.val();
        self.needs[2].data_in.next = self.drains_needed_in.val();
        self.inputs_needed.next = self.needs[0].data_out.val();
        self.weights_needed.next = self.needs[1].data_out.val();
        self.drains_needed.next = self.needs[2].data_out.val();
    }
}
