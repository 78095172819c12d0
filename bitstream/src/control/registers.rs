//! The registers behind the bus: what is stored, what a write sets off, interrupts.
//!
//! Software's accesses and those of the queue engine share one read port; the engine goes first. After a reset the stored
//! words are cleared one by one; they read as zero at once, and writes wait.

use super::map::{Identity, ReadMultiplexer, StoredIndex, stored, word_address};
use crate::hdl::*;
use crate::primitives::LookupMemory;
use isa::csr::{Csr, RESET_KEY, bits as masks};

/// Registers of the device, but for the indices of the queues and the counters.
#[derive(LogicBlock)]
pub struct Registers {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Reset of the device.
    pub reset: Signal<In, Bit>,
    /// Word address of software's access.
    pub address: Signal<In, Bits<10>>,
    /// Software asks for that word.
    pub lookup: Signal<In, Bit>,
    /// It is looked up in this cycle.
    pub lookup_granted: Signal<Out, Bit>,
    /// Word address of the engine.
    pub engine_address: Signal<In, Bits<10>>,
    /// The engine asks for that word, and gets it.
    pub engine_lookup: Signal<In, Bit>,
    /// The word that was looked up in the cycle before.
    pub looked_up: Signal<Out, Bits<32>>,
    /// The register of software's access acts on what is written.
    pub acts: Signal<Out, Bit>,
    /// Writes are taken.
    pub write_ready: Signal<Out, Bit>,
    /// Software writes `data`.
    pub write: Signal<In, Bit>,
    /// What software writes.
    pub data: Signal<In, Bits<32>>,
    /// Everything but `SCRATCH` goes back to its reset value: software wrote the key.
    pub soft_reset: Signal<Out, Bit>,
    /// Software touches a queue: doorbell, completions consumed, start, or the queue's place and size.
    pub touched: Signal<Out, Bit>,
    /// Two cycles after a touch that asks whether the queues can be.
    pub inspect: Signal<Out, Bit>,
    /// Write to the register of that name, as those below.
    pub write_submission_base_low: Signal<Out, Bit>,
    /// See its name.
    pub write_submission_base_high: Signal<Out, Bit>,
    /// See its name.
    pub write_submission_entries: Signal<Out, Bit>,
    /// See its name.
    pub write_submission_doorbell: Signal<Out, Bit>,
    /// See its name.
    pub write_completion_base_low: Signal<Out, Bit>,
    /// See its name.
    pub write_completion_base_high: Signal<Out, Bit>,
    /// See its name.
    pub write_completion_entries: Signal<Out, Bit>,
    /// See its name.
    pub write_completion_head: Signal<Out, Bit>,
    /// A completion was written.
    pub raise_completion: Signal<In, Bit>,
    /// And it tells of a failure.
    pub raise_fault: Signal<In, Bit>,
    /// A queue cannot be used.
    pub raise_queue: Signal<In, Bit>,
    /// Jobs wait or one runs.
    pub pending: Signal<In, Bit>,
    /// No job runs.
    pub idle: Signal<In, Bit>,
    /// The submission queue takes another job.
    pub ready: Signal<In, Bit>,
    /// Level of the interrupt line.
    pub interrupt: Signal<Out, Bit>,
    map: ReadMultiplexer,
    /// See [`ReadMultiplexer`], as those below.
    pub error_cause: Signal<In, Bits<4>>,
    /// See [`ReadMultiplexer`].
    pub error_sequence: Signal<In, Bits<32>>,
    /// See [`ReadMultiplexer`].
    pub fault_address: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub fault_segment: Signal<In, Bits<3>>,
    /// See its name.
    pub program_counter: Signal<In, Bits<32>>,
    /// See [`ReadMultiplexer`].
    pub submission_head: Signal<In, Bits<32>>,
    /// See [`ReadMultiplexer`].
    pub submission_doorbell: Signal<In, Bits<32>>,
    /// See [`ReadMultiplexer`].
    pub completion_tail: Signal<In, Bits<32>>,
    /// See [`ReadMultiplexer`].
    pub completion_head: Signal<In, Bits<32>>,
    /// See [`ReadMultiplexer`].
    pub cycles: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub macs: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub bytes_read: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub bytes_written: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub stall_input: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub stall_weight: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub stall_output: Signal<In, Bits<64>>,
    /// See [`ReadMultiplexer`].
    pub stall_micro_op: Signal<In, Bits<64>>,
    place: StoredIndex,
    stored_words: LookupMemory<32>,
    word: DFF<Bits<32>>,
    index: DFF<Bits<16>>,
    is_stored: DFF<Bit>,
    clearing: DFF<Bit>,
    clear_index: DFF<Bits<16>>,
    done: DFF<Bit>,
    global_enable: DFF<Bit>,
    enable: DFF<Bits<3>>,
    status: DFF<Bits<3>>,
    line: DFF<Bit>,
    inspect_soon: DFF<Bit>,
    inspect_now: DFF<Bit>,
    looked_up_address: Signal<Local, Bits<10>>,
    restore: Signal<Local, Bit>,
    key_written: Signal<Local, Bit>,
    started: Signal<Local, Bit>,
    indices_written: Signal<Local, Bit>,
    queues_written: Signal<Local, Bit>,
    flags: Signal<Local, Bits<4>>,
    cleared: Signal<Local, Bits<3>>,
    raised: Signal<Local, Bits<3>>,
    pending_causes: Signal<Local, Bits<3>>,
    control: Constant<Bits<10>>,
    global_enable_address: Constant<Bits<10>>,
    enable_address: Constant<Bits<10>>,
    status_address: Constant<Bits<10>>,
    reset_address: Constant<Bits<10>>,
    submission_base_low: Constant<Bits<10>>,
    submission_base_high: Constant<Bits<10>>,
    submission_entries: Constant<Bits<10>>,
    doorbell_address: Constant<Bits<10>>,
    completion_base_low: Constant<Bits<10>>,
    completion_base_high: Constant<Bits<10>>,
    completion_entries: Constant<Bits<10>>,
    consumed_address: Constant<Bits<10>>,
    reset_key: Constant<Bits<32>>,
    start_mask: Constant<Bits<4>>,
    done_mask: Constant<Bits<4>>,
    idle_mask: Constant<Bits<4>>,
    ready_mask: Constant<Bits<4>>,
    completion_mask: Constant<Bits<3>>,
    fault_mask: Constant<Bits<3>>,
    queue_mask: Constant<Bits<3>>,
    first_cleared: Constant<Bits<16>>,
    last_cleared: Constant<Bits<16>>,
    one: Constant<Bits<16>>,
}

fn mask<const WIDTH: usize>(mask: u32) -> Constant<Bits<WIDTH>> {
    Constant::new(bits(u64::from(mask)))
}

impl Registers {
    /// The registers of this device.
    pub fn new(identity: &Identity) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            address: Default::default(),
            lookup: Default::default(),
            lookup_granted: Default::default(),
            engine_address: Default::default(),
            engine_lookup: Default::default(),
            looked_up: Default::default(),
            acts: Default::default(),
            write_ready: Default::default(),
            write: Default::default(),
            data: Default::default(),
            soft_reset: Default::default(),
            touched: Default::default(),
            inspect: Default::default(),
            write_submission_base_low: Default::default(),
            write_submission_base_high: Default::default(),
            write_submission_entries: Default::default(),
            write_submission_doorbell: Default::default(),
            write_completion_base_low: Default::default(),
            write_completion_base_high: Default::default(),
            write_completion_entries: Default::default(),
            write_completion_head: Default::default(),
            raise_completion: Default::default(),
            raise_fault: Default::default(),
            raise_queue: Default::default(),
            pending: Default::default(),
            idle: Default::default(),
            ready: Default::default(),
            interrupt: Default::default(),
            map: ReadMultiplexer::new(identity),
            error_cause: Default::default(),
            error_sequence: Default::default(),
            fault_address: Default::default(),
            fault_segment: Default::default(),
            program_counter: Default::default(),
            submission_head: Default::default(),
            submission_doorbell: Default::default(),
            completion_tail: Default::default(),
            completion_head: Default::default(),
            cycles: Default::default(),
            macs: Default::default(),
            bytes_read: Default::default(),
            bytes_written: Default::default(),
            stall_input: Default::default(),
            stall_weight: Default::default(),
            stall_output: Default::default(),
            stall_micro_op: Default::default(),
            place: Default::default(),
            stored_words: LookupMemory::new(stored().count()),
            word: Default::default(),
            index: Default::default(),
            is_stored: Default::default(),
            clearing: Default::default(),
            clear_index: Default::default(),
            done: Default::default(),
            global_enable: Default::default(),
            enable: Default::default(),
            status: Default::default(),
            line: Default::default(),
            inspect_soon: Default::default(),
            inspect_now: Default::default(),
            looked_up_address: Default::default(),
            restore: Default::default(),
            key_written: Default::default(),
            started: Default::default(),
            indices_written: Default::default(),
            queues_written: Default::default(),
            flags: Default::default(),
            cleared: Default::default(),
            raised: Default::default(),
            pending_causes: Default::default(),
            control: word_address(Csr::Control),
            global_enable_address: word_address(Csr::InterruptGlobalEnable),
            enable_address: word_address(Csr::InterruptEnable),
            status_address: word_address(Csr::InterruptStatus),
            reset_address: word_address(Csr::Reset),
            submission_base_low: word_address(Csr::SubmissionBaseLow),
            submission_base_high: word_address(Csr::SubmissionBaseHigh),
            submission_entries: word_address(Csr::SubmissionEntries),
            doorbell_address: word_address(Csr::SubmissionDoorbell),
            completion_base_low: word_address(Csr::CompletionBaseLow),
            completion_base_high: word_address(Csr::CompletionBaseHigh),
            completion_entries: word_address(Csr::CompletionEntries),
            consumed_address: word_address(Csr::CompletionHead),
            reset_key: Constant::new(bits(u64::from(RESET_KEY))),
            start_mask: mask(masks::CONTROL_START),
            done_mask: mask(masks::CONTROL_DONE),
            idle_mask: mask(masks::CONTROL_IDLE),
            ready_mask: mask(masks::CONTROL_READY),
            completion_mask: mask(masks::INTERRUPT_COMPLETION),
            fault_mask: mask(masks::INTERRUPT_FAULT),
            queue_mask: mask(masks::INTERRUPT_QUEUE),
            first_cleared: Constant::new(bits(1)),
            last_cleared: Constant::new(bits(stored().count() as u64 - 1)),
            one: Constant::new(bits(1)),
        }
    }
}

impl Logic for Registers {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block registers");
        dff_setup!(
            self,
            clock,
            word,
            index,
            is_stored,
            clearing,
            clear_index,
            done,
            global_enable,
            enable,
            status,
            line,
            inspect_soon,
            inspect_now
        );
        self.stored_words.clock.next = self.clock.val();
        self.map.error_cause.next = self.error_cause.val();
        self.map.error_sequence.next = self.error_sequence.val();
        self.map.fault_address.next = self.fault_address.val();
        self.map.fault_segment.next = self.fault_segment.val();
        self.map.program_counter.next = self.program_counter.val();
        self.map.submission_head.next = self.submission_head.val();
        self.map.submission_doorbell.next = self.submission_doorbell.val();
        self.map.completion_tail.next = self.completion_tail.val();
        self.map.completion_head.next = self.completion_head.val();
        self.map.cycles.next = self.cycles.val();
        self.map.macs.next = self.macs.val();
        self.map.bytes_read.next = self.bytes_read.val();
        self.map.bytes_written.next = self.bytes_written.val();
        self.map.stall_input.next = self.stall_input.val();
        self.map.stall_weight.next = self.stall_weight.val();
        self.map.stall_output.next = self.stall_output.val();
        self.map.stall_micro_op.next = self.stall_micro_op.val();

        // One look-up in a cycle.
        self.lookup_granted.next = self.lookup.val() & !self.engine_lookup.val();
        self.looked_up_address.next = self.address.val();
        if self.engine_lookup.val() {
            self.looked_up_address.next = self.engine_address.val();
        }
        self.place.address.next = self.looked_up_address.val();
        self.map.address.next = self.looked_up_address.val();
        self.stored_words.read_address.next = self.place.index.val();
        self.map.stored_word.next = self.stored_words.read_data.val();
        if self.clearing.q.val() & (self.place.index.val() >= self.clear_index.q.val()) {
            self.map.stored_word.next = bits::<32>(0);
        }
        self.word.d.next = self.map.word.val();
        self.looked_up.next = self.word.q.val();
        if !self.engine_lookup.val() {
            self.index.d.next = self.place.index.val();
            self.is_stored.d.next = self.place.is_stored.val();
        }

        // What a write sets off.
        self.acts.next =
            (self.address.val() == self.control.val()) | (self.address.val() == self.status_address.val());
        self.write_ready.next = !self.clearing.q.val();
        self.write_submission_base_low.next =
            self.write.val() & (self.address.val() == self.submission_base_low.val());
        self.write_submission_base_high.next =
            self.write.val() & (self.address.val() == self.submission_base_high.val());
        self.write_submission_entries.next =
            self.write.val() & (self.address.val() == self.submission_entries.val());
        self.write_submission_doorbell.next =
            self.write.val() & (self.address.val() == self.doorbell_address.val());
        self.write_completion_base_low.next =
            self.write.val() & (self.address.val() == self.completion_base_low.val());
        self.write_completion_base_high.next =
            self.write.val() & (self.address.val() == self.completion_base_high.val());
        self.write_completion_entries.next =
            self.write.val() & (self.address.val() == self.completion_entries.val());
        self.write_completion_head.next =
            self.write.val() & (self.address.val() == self.consumed_address.val());
        self.started.next =
            self.write.val() & (self.address.val() == self.control.val()) & self.data.val().get_bit(0);
        self.key_written.next = self.write.val()
            & (self.address.val() == self.reset_address.val())
            & (self.data.val() == self.reset_key.val());
        self.soft_reset.next = self.key_written.val();
        self.indices_written.next =
            self.write_submission_doorbell.val() | self.write_completion_head.val() | self.started.val();
        self.queues_written.next = self.write_submission_base_low.val()
            | self.write_submission_base_high.val()
            | self.write_submission_entries.val()
            | self.write_completion_base_low.val()
            | self.write_completion_base_high.val()
            | self.write_completion_entries.val();
        self.touched.next = self.indices_written.val() | self.queues_written.val();
        self.inspect_soon.d.next = self.indices_written.val();
        self.inspect_now.d.next = self.inspect_soon.q.val();
        self.inspect.next = self.inspect_now.q.val();

        // Stored stored_words.
        self.stored_words.write_enable.next = self.write.val() & self.is_stored.q.val();
        self.stored_words.write_address.next = self.index.q.val();
        self.stored_words.write_data.next = self.data.val();
        if self.clearing.q.val() {
            self.stored_words.write_enable.next = true;
            self.stored_words.write_address.next = self.clear_index.q.val();
            self.stored_words.write_data.next = bits::<32>(0);
            self.clear_index.d.next = self.clear_index.q.val() + self.one.val();
            if self.clear_index.q.val() == self.last_cleared.val() {
                self.clearing.d.next = false;
            }
        }

        // Control and interrupts.
        self.flags.next = bits::<4>(0);
        if self.pending.val() {
            self.flags.next = self.flags.val() | self.start_mask.val();
        }
        if self.done.q.val() {
            self.flags.next = self.flags.val() | self.done_mask.val();
        }
        if self.idle.val() {
            self.flags.next = self.flags.val() | self.idle_mask.val();
        }
        if self.ready.val() {
            self.flags.next = self.flags.val() | self.ready_mask.val();
        }
        self.map.control.next = self.flags.val();
        self.map.interrupt_global_enable.next = self.global_enable.q.val();
        self.map.interrupt_enable.next = self.enable.q.val();
        self.map.interrupt_status.next = self.status.q.val();
        self.pending_causes.next = self.enable.q.val() & self.status.q.val();
        self.line.d.next = self.global_enable.q.val() & self.pending_causes.val().any();
        self.interrupt.next = self.line.q.val();
        if self.started.val() {
            self.done.d.next = false;
        }
        if self.write.val() & (self.address.val() == self.global_enable_address.val()) {
            self.global_enable.d.next = self.data.val().get_bit(0);
        }
        if self.write.val() & (self.address.val() == self.enable_address.val()) {
            self.enable.d.next = self.data.val().get_bits::<3>(0);
        }
        self.cleared.next = bits::<3>(0);
        if self.write.val() & (self.address.val() == self.status_address.val()) {
            self.cleared.next = self.data.val().get_bits::<3>(0);
        }
        self.raised.next = bits::<3>(0);
        if self.raise_completion.val() {
            self.done.d.next = true;
            self.raised.next = self.raised.val() | self.completion_mask.val();
        }
        if self.raise_fault.val() {
            self.raised.next = self.raised.val() | self.fault_mask.val();
        }
        if self.raise_queue.val() {
            self.raised.next = self.raised.val() | self.queue_mask.val();
        }
        self.status.d.next = (self.status.q.val() & !self.cleared.val()) | self.raised.val();

        self.restore.next = self.reset.val() | self.key_written.val();
        if self.restore.val() {
            self.done.d.next = false;
            self.global_enable.d.next = false;
            self.enable.d.next = bits::<3>(0);
            self.status.d.next = bits::<3>(0);
            self.line.d.next = false;
            self.inspect_soon.d.next = false;
            self.inspect_now.d.next = false;
            self.clearing.d.next = true;
            self.clear_index.d.next = self.first_cleared.val();
        }
        if self.reset.val() {
            self.clear_index.d.next = bits::<16>(0);
        }
    }
}
