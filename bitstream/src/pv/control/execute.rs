//! The execute engine's sequencing: which operands are consumed in which cycle, and what it waits for. The arithmetic
//! is not here.

use super::address_source::REGISTER_BITS;
use super::operation_queue::OperationQueue;
use super::timelines::COUNT_BITS;
use crate::hdl::*;
use isa::timing::{HORIZONTAL_SWITCH, OPERANDS_TO_HORIZONTAL_SUM, OPERANDS_TO_SUM};

/// Bits of a count of operands with its carry.
const SUM_BITS: usize = REGISTER_BITS + 1;
const SWITCH_BITS: usize = HORIZONTAL_SWITCH as usize;

/// Runs operations in order, one operand pair a cycle.
#[derive(LogicBlock)]
pub struct Execute {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job.
    pub reset: Signal<In, Bit>,
    /// Appends an operation to the queue, with what it takes along.
    pub push: Signal<In, Bit>,
    /// The operation.
    pub operation_in: Signal<In, Bits<4>>,
    /// Its flags.
    pub flags_in: Signal<In, Bits<4>>,
    /// Operands for each output address.
    pub operands_in: Signal<In, Bits<REGISTER_BITS>>,
    /// They are one.
    pub single_operand_in: Signal<In, Bit>,
    /// Transfers of the input channel that it needs.
    pub inputs_needed: Signal<In, Bits<REGISTER_BITS>>,
    /// Transfers of the weight channel that it needs.
    pub weights_needed: Signal<In, Bits<REGISTER_BITS>>,
    /// Signalling `act`s that it needs.
    pub drains_needed: Signal<In, Bits<REGISTER_BITS>>,
    /// The queue has an operation.
    pub valid: Signal<Out, Bit>,
    /// The queue has no room.
    pub full: Signal<Out, Bit>,
    /// Complete transfers of the input channel.
    pub inputs_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// Complete transfers of the weight channel.
    pub weights_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// Complete signalling `act`s.
    pub drains_completed: Signal<In, Bits<COUNT_BITS>>,
    /// The input generator's FIFO has a head.
    pub input_valid: Signal<In, Bit>,
    /// The weight generator's FIFO has a head.
    pub weight_valid: Signal<In, Bit>,
    /// The output generator's FIFO has a head.
    pub output_valid: Signal<In, Bit>,
    /// It is the last address of its generation.
    pub output_last: Signal<In, Bit>,
    /// Operands are consumed.
    pub operate: Signal<Out, Bit>,
    /// Operands are consumed, or a signalling `nop` is done.
    pub takes: Signal<Out, Bit>,
    /// The weight generator's head is consumed.
    pub weight_pop: Signal<Out, Bit>,
    /// The output generator's head is consumed.
    pub output_pop: Signal<Out, Bit>,
    /// The operation at the head of the queue.
    pub operation: Signal<Out, Bits<4>>,
    /// Its flags.
    pub flags: Signal<Out, Bits<4>>,
    /// The operands are the first ones of their output address.
    pub first: Signal<Out, Bit>,
    /// The operands are the last ones of their output address.
    pub last: Signal<Out, Bit>,
    /// A signalling operation ends.
    pub signal: Signal<Out, Bit>,
    /// The sums of all operations are in the accumulators.
    pub settled: Signal<Out, Bit>,
    /// The PV was busy in the cycle before.
    pub busy: Signal<Out, Bit>,
    /// It was, and read weights.
    pub multiplies: Signal<Out, Bit>,
    /// It lacked an input.
    pub stalled_input: Signal<Out, Bit>,
    /// It lacked a weight.
    pub stalled_weight: Signal<Out, Bit>,
    /// It lacked an accumulator.
    pub stalled_output: Signal<Out, Bit>,
    /// It had no operation.
    pub without_operation: Signal<Out, Bit>,
    /// Its operation waited out the switch from `horizontal`.
    pub switches: Signal<Out, Bit>,
    queue: OperationQueue,
    /// Some operands of the current output address are consumed.
    midway: DFF<Bit>,
    /// Of which the operands to come are the last ones.
    ending: DFF<Bit>,
    /// Operands consumed for the current output address less all of them, plus one; of the first operands on.
    counted: DFF<Bits<REGISTER_BITS>>,
    /// Cycles in which only an operation with `horizontal` may start.
    switching: DFF<Bits<SWITCH_BITS>>,
    /// Cycles until the sums of the latest operation are in the accumulators.
    settling: DFF<Bits<4>>,
    /// There are some.
    settles_now: DFF<Bit>,
    was_busy: DFF<Bit>,
    did_multiply: DFF<Bit>,
    lacked_input: DFF<Bit>,
    lacked_weight: DFF<Bit>,
    lacked_output: DFF<Bit>,
    was_without: DFF<Bit>,
    was_switching: DFF<Bit>,
    code: Signal<Local, Bits<4>>,
    modifiers: Signal<Local, Bits<4>>,
    may_run: Signal<Local, Bit>,
    is_nop: Signal<Local, Bit>,
    reads_weights: Signal<Local, Bit>,
    has_input: Signal<Local, Bit>,
    has_weight: Signal<Local, Bit>,
    has_output: Signal<Local, Bit>,
    takes_now: Signal<Local, Bit>,
    group_ends: Signal<Local, Bit>,
    done: Signal<Local, Bit>,
    now: Signal<Local, Bits<REGISTER_BITS>>,
    increment: Signal<Local, Bits<SUM_BITS>>,
    sum: Signal<Local, Bits<SUM_BITS>>,
    ones: Constant<Bits<REGISTER_BITS>>,
    carry: Constant<Bits<8>>,
    all_switching: Constant<Bits<SWITCH_BITS>>,
    settles: Constant<Bits<4>>,
    settles_horizontal: Constant<Bits<4>>,
}

impl Default for Execute {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            push: Default::default(),
            operation_in: Default::default(),
            flags_in: Default::default(),
            operands_in: Default::default(),
            single_operand_in: Default::default(),
            inputs_needed: Default::default(),
            weights_needed: Default::default(),
            drains_needed: Default::default(),
            valid: Default::default(),
            full: Default::default(),
            inputs_completed: Default::default(),
            weights_completed: Default::default(),
            drains_completed: Default::default(),
            input_valid: Default::default(),
            weight_valid: Default::default(),
            output_valid: Default::default(),
            output_last: Default::default(),
            operate: Default::default(),
            takes: Default::default(),
            weight_pop: Default::default(),
            output_pop: Default::default(),
            operation: Default::default(),
            flags: Default::default(),
            first: Default::default(),
            last: Default::default(),
            signal: Default::default(),
            settled: Default::default(),
            busy: Default::default(),
            multiplies: Default::default(),
            stalled_input: Default::default(),
            stalled_weight: Default::default(),
            stalled_output: Default::default(),
            without_operation: Default::default(),
            switches: Default::default(),
            queue: Default::default(),
            midway: Default::default(),
            ending: Default::default(),
            counted: Default::default(),
            switching: Default::default(),
            settling: Default::default(),
            settles_now: Default::default(),
            was_busy: Default::default(),
            did_multiply: Default::default(),
            lacked_input: Default::default(),
            lacked_weight: Default::default(),
            lacked_output: Default::default(),
            was_without: Default::default(),
            was_switching: Default::default(),
            code: Default::default(),
            modifiers: Default::default(),
            may_run: Default::default(),
            is_nop: Default::default(),
            reads_weights: Default::default(),
            has_input: Default::default(),
            has_weight: Default::default(),
            has_output: Default::default(),
            takes_now: Default::default(),
            group_ends: Default::default(),
            done: Default::default(),
            now: Default::default(),
            increment: Default::default(),
            sum: Default::default(),
            ones: Constant::new(Bits::mask()),
            carry: Constant::new(bits(REGISTER_BITS as u64)),
            all_switching: Constant::new(Bits::mask()),
            settles: Constant::new(bits(OPERANDS_TO_SUM - 1)),
            settles_horizontal: Constant::new(bits(OPERANDS_TO_HORIZONTAL_SUM - 1)),
        }
    }
}

impl Logic for Execute {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block execute");
        clock!(self, clock, queue);
        dff_setup!(self, clock, midway, ending, counted, switching, settling, settles_now);
        dff_setup!(
            self,
            clock,
            was_busy,
            did_multiply,
            lacked_input,
            lacked_weight,
            lacked_output,
            was_without,
            was_switching
        );
        self.queue.reset.next = self.reset.val();
        self.queue.push.next = self.push.val();
        self.queue.operation_in.next = self.operation_in.val();
        self.queue.flags_in.next = self.flags_in.val();
        self.queue.operands_in.next = self.operands_in.val();
        self.queue.single_operand_in.next = self.single_operand_in.val();
        self.queue.inputs_needed_in.next = self.inputs_needed.val();
        self.queue.weights_needed_in.next = self.weights_needed.val();
        self.queue.drains_needed_in.next = self.drains_needed.val();
        self.valid.next = self.queue.valid.val();
        self.full.next = self.queue.full.val();

        // What the operation at the head has. Once true the comparisons stay true as long as it is there.
        self.code.next = self.queue.operation.val();
        self.modifiers.next = self.queue.flags.val();
        self.is_nop.next = self.code.val() == 0;
        self.reads_weights.next = (self.code.val() == 2) | (self.code.val() == 4);
        self.may_run.next =
            self.queue.valid.val() & (self.modifiers.val().get_bit(0) | !self.switching.q.val().any());
        self.has_input.next = self.is_nop.val()
            | (self.input_valid.val() & (self.inputs_completed.val() >= self.queue.inputs_needed.val()));
        self.has_weight.next = !self.reads_weights.val()
            | (self.weight_valid.val() & (self.weights_completed.val() >= self.queue.weights_needed.val()));
        self.has_output.next = (self.is_nop.val() | self.output_valid.val())
            & (self.drains_completed.val()
                >= bit_cast::<COUNT_BITS, REGISTER_BITS>(self.queue.drains_needed.val()));
        self.takes_now.next =
            self.may_run.val() & self.has_input.val() & self.has_weight.val() & self.has_output.val();

        // Which operands of their output address they are. A carry says that those to come are the last ones.
        self.now.next = self.counted.q.val();
        self.increment.next = bits::<SUM_BITS>(1);
        if !self.midway.q.val() {
            self.now.next = self.queue.operands.val() ^ self.ones.val();
            self.increment.next = bits::<SUM_BITS>(3);
        }
        self.sum.next = self.increment.val() + bit_cast::<SUM_BITS, REGISTER_BITS>(self.now.val());
        self.group_ends.next = self.queue.single_operand.val();
        if self.midway.q.val() {
            self.group_ends.next = self.ending.q.val();
        }
        if self.takes_now.val() & !self.is_nop.val() {
            self.midway.d.next = !self.group_ends.val();
            self.ending.d.next = self.sum.val().get_bit(self.carry.val().index());
            self.counted.d.next = self.sum.val().get_bits::<REGISTER_BITS>(0);
        }
        self.done.next =
            self.takes_now.val() & (self.is_nop.val() | (self.group_ends.val() & self.output_last.val()));
        self.queue.pop.next = self.done.val();

        // Behind its end.
        self.switching.d.next = self.switching.q.val() >> 1;
        if self.settles_now.q.val() {
            self.settling.d.next = self.settling.q.val() - bits::<4>(1);
            self.settles_now.d.next = self.settling.q.val() != bits::<4>(1);
        }
        if self.done.val() {
            self.settles_now.d.next = true;
            self.settling.d.next = self.settles.val();
            if self.modifiers.val().get_bit(0) {
                self.settling.d.next = self.settles_horizontal.val();
                self.switching.d.next = self.all_switching.val();
            }
        }
        self.settled.next = !self.settles_now.q.val();
        self.signal.next = self.done.val() & self.modifiers.val().get_bit(3);

        self.takes.next = self.takes_now.val();
        self.operate.next = self.takes_now.val() & !self.is_nop.val();
        self.weight_pop.next = self.takes_now.val() & self.reads_weights.val();
        self.output_pop.next = self.takes_now.val() & !self.is_nop.val() & self.group_ends.val();
        self.operation.next = self.code.val();
        self.flags.next = self.modifiers.val();
        self.first.next = !self.midway.q.val();
        self.last.next = self.group_ends.val();

        self.was_busy.d.next = self.takes_now.val();
        self.did_multiply.d.next = self.takes_now.val() & self.reads_weights.val();
        self.lacked_input.d.next = self.may_run.val() & !self.has_input.val();
        self.lacked_weight.d.next = self.may_run.val() & self.has_input.val() & !self.has_weight.val();
        self.lacked_output.d.next =
            self.may_run.val() & self.has_input.val() & self.has_weight.val() & !self.has_output.val();
        self.was_without.d.next = !self.queue.valid.val();
        self.was_switching.d.next = self.queue.valid.val() & !self.may_run.val();
        self.busy.next = self.was_busy.q.val();
        self.multiplies.next = self.did_multiply.q.val();
        self.stalled_input.next = self.lacked_input.q.val();
        self.stalled_weight.next = self.lacked_weight.q.val();
        self.stalled_output.next = self.lacked_output.q.val();
        self.without_operation.next = self.was_without.q.val();
        self.switches.next = self.was_switching.q.val();

        if self.reset.val() {
            self.midway.d.next = false;
            self.switching.d.next = bits::<SWITCH_BITS>(0);
            self.settling.d.next = bits::<4>(0);
            self.settles_now.d.next = false;
        }
    }
}
