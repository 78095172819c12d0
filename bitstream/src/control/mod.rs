//! Control: the register block on AXI4-Lite, the queue engine, watchdog and counters.
//!
//! Software sees what `docs/csr.md` says. Where hardware has a choice:
//!
//! - *Partial writes.* Bytes without strobe keep their value; in `CONTROL`, `INTERRUPT_STATUS` and `RESET`, which act on
//!   what is written, they are zero. A write without any strobe does nothing.
//! - *A queue outside of memory* shows when its entry is read or written: the queue interrupt is raised, and the engine
//!   stands still until software touches a queue register or writes `CONTROL.start`.
//! - *Reset* by software restores the registers at once. What the bus has begun is finished first; jobs that are
//!   submitted meanwhile wait.
//! - *Watchdog.* It is seen a few cycles late, and so are `halt` and faults; the first one counts.
//!
//! Not here: anything that reads programs, and the master port.

mod arithmetic;
pub(crate) mod axi_lite;
mod completion;
mod counters;
pub(crate) mod engine;
mod failure;
mod job;
mod map;
mod registers;
pub(crate) mod ring;
mod watchdog;

use crate::hdl::*;
use arithmetic::Arithmetic;
use axi_lite::AxiLite;
use completion::CompletionEntry;
use counters::Counters;
use engine::QueueEngine;
use failure::Failure;
use isa::queue::{COMPLETION_BYTES, JOB_BYTES};
use job::Job;
pub use map::Identity;
use registers::Registers;
use ring::Ring;
use watchdog::Watchdog;

/// Registers, queues and counters of one device.
#[derive(LogicBlock)]
pub struct Control {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Reset of the whole device, synchronous, active high.
    pub reset: Signal<In, Bit>,
    /// AXI4-Lite.
    pub awaddr: Signal<In, Bits<12>>,
    /// AXI4-Lite.
    pub awvalid: Signal<In, Bit>,
    /// AXI4-Lite.
    pub awready: Signal<Out, Bit>,
    /// AXI4-Lite.
    pub wdata: Signal<In, Bits<32>>,
    /// AXI4-Lite.
    pub wstrb: Signal<In, Bits<4>>,
    /// AXI4-Lite.
    pub wvalid: Signal<In, Bit>,
    /// AXI4-Lite.
    pub wready: Signal<Out, Bit>,
    /// AXI4-Lite.
    pub bvalid: Signal<Out, Bit>,
    /// AXI4-Lite.
    pub bready: Signal<In, Bit>,
    /// AXI4-Lite.
    pub araddr: Signal<In, Bits<12>>,
    /// AXI4-Lite.
    pub arvalid: Signal<In, Bit>,
    /// AXI4-Lite.
    pub arready: Signal<Out, Bit>,
    /// AXI4-Lite.
    pub rdata: Signal<Out, Bits<32>>,
    /// AXI4-Lite.
    pub rvalid: Signal<Out, Bit>,
    /// AXI4-Lite.
    pub rready: Signal<In, Bit>,
    /// Level of the interrupt line.
    pub interrupt: Signal<Out, Bit>,
    /// Starts the core: the cycle after it is cycle 0 of the job.
    pub start: Signal<Out, Bit>,
    /// No job runs: request nothing more, finish what the bus has begun. Queue traffic is not meant.
    pub abort: Signal<Out, Bit>,
    /// Images of the job.
    pub batch: Signal<Out, Bits<17>>,
    /// Where the window of segment program begins.
    pub program_address: Signal<Out, Bits<64>>,
    /// Its size in bytes.
    pub program_size: Signal<Out, Bits<64>>,
    /// Where the window of segment constants begins.
    pub constants_address: Signal<Out, Bits<64>>,
    /// Its size in bytes.
    pub constants_size: Signal<Out, Bits<64>>,
    /// Where the window of segment input begins.
    pub input_address: Signal<Out, Bits<64>>,
    /// Its size in bytes.
    pub input_size: Signal<Out, Bits<64>>,
    /// Where the window of segment output begins.
    pub output_address: Signal<Out, Bits<64>>,
    /// Its size in bytes.
    pub output_size: Signal<Out, Bits<64>>,
    /// Where the window of segment scratch begins.
    pub scratch_address: Signal<Out, Bits<64>>,
    /// Its size in bytes.
    pub scratch_size: Signal<Out, Bits<64>>,
    /// The core has done `halt`, in the cycle before.
    pub halted: Signal<In, Bit>,
    /// The core refuses to go on.
    pub fault: Signal<In, Bit>,
    /// Why, see [`isa::queue::ErrorCause`].
    pub fault_cause: Signal<In, Bits<4>>,
    /// Segment, where one is involved.
    pub fault_segment: Signal<In, Bits<3>>,
    /// Offset in the segment or word of the program.
    pub fault_address: Signal<In, Bits<64>>,
    /// No transaction is outstanding.
    pub bus_idle: Signal<In, Bit>,
    /// From cycle 0 of the job to the cycle of `halt`.
    pub running: Signal<In, Bit>,
    /// PVs whose PEs multiplied, registered, in cycles of the job only; as those below.
    pub multiplies: Signal<In, Bits<5>>,
    /// PVs stalled for an input.
    pub stalled_input: Signal<In, Bits<5>>,
    /// PVs stalled for a weight.
    pub stalled_weight: Signal<In, Bits<5>>,
    /// PVs stalled for an output.
    pub stalled_output: Signal<In, Bits<5>>,
    /// PVs without a micro-op.
    pub stalled_micro_op: Signal<In, Bits<5>>,
    /// Bytes of the read burst that was requested.
    pub read_bytes: Signal<In, Bits<9>>,
    /// Bytes of the beat that was accepted.
    pub written_bytes: Signal<In, Bits<5>>,
    /// Reads 128 bytes (pulse).
    pub queue_read: Signal<Out, Bit>,
    /// Where.
    pub queue_read_address: Signal<Out, Bits<64>>,
    /// A beat of them.
    pub queue_read_valid: Signal<In, Bit>,
    /// The beat.
    pub queue_read_data: Signal<In, Bits<128>>,
    /// Some of them could not be read; with the last beat.
    pub queue_read_error: Signal<In, Bit>,
    /// Writes 64 bytes (pulse).
    pub queue_write: Signal<Out, Bit>,
    /// Where.
    pub queue_write_address: Signal<Out, Bits<64>>,
    /// What is written.
    pub queue_write_data: Signal<Out, Bits<512>>,
    /// It is written.
    pub queue_write_done: Signal<In, Bit>,
    /// It could not be.
    pub queue_write_error: Signal<In, Bit>,
    axi: AxiLite,
    registers: Registers,
    submission: Ring,
    completion: Ring,
    engine: QueueEngine,
    arithmetic: Arithmetic,
    job: Job,
    failure: Failure,
    completion_entry: CompletionEntry,
    counters: Counters,
    watchdog: Watchdog,
    restore: Signal<Local, Bit>,
    word: Signal<Local, Bits<32>>,
    has_jobs: Signal<Local, Bit>,
    jobs_wrong: Signal<Local, Bit>,
    completions_wrong: Signal<Local, Bit>,
}

impl Control {
    /// The control of a device with this identity.
    pub fn new(identity: &Identity) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            awaddr: Default::default(),
            awvalid: Default::default(),
            awready: Default::default(),
            wdata: Default::default(),
            wstrb: Default::default(),
            wvalid: Default::default(),
            wready: Default::default(),
            bvalid: Default::default(),
            bready: Default::default(),
            araddr: Default::default(),
            arvalid: Default::default(),
            arready: Default::default(),
            rdata: Default::default(),
            rvalid: Default::default(),
            rready: Default::default(),
            interrupt: Default::default(),
            start: Default::default(),
            abort: Default::default(),
            batch: Default::default(),
            program_address: Default::default(),
            program_size: Default::default(),
            constants_address: Default::default(),
            constants_size: Default::default(),
            input_address: Default::default(),
            input_size: Default::default(),
            output_address: Default::default(),
            output_size: Default::default(),
            scratch_address: Default::default(),
            scratch_size: Default::default(),
            halted: Default::default(),
            fault: Default::default(),
            fault_cause: Default::default(),
            fault_segment: Default::default(),
            fault_address: Default::default(),
            bus_idle: Default::default(),
            running: Default::default(),
            multiplies: Default::default(),
            stalled_input: Default::default(),
            stalled_weight: Default::default(),
            stalled_output: Default::default(),
            stalled_micro_op: Default::default(),
            read_bytes: Default::default(),
            written_bytes: Default::default(),
            queue_read: Default::default(),
            queue_read_address: Default::default(),
            queue_read_valid: Default::default(),
            queue_read_data: Default::default(),
            queue_read_error: Default::default(),
            queue_write: Default::default(),
            queue_write_address: Default::default(),
            queue_write_data: Default::default(),
            queue_write_done: Default::default(),
            queue_write_error: Default::default(),
            axi: AxiLite::default(),
            registers: Registers::new(identity),
            submission: Ring::new(JOB_BYTES, false),
            completion: Ring::new(COMPLETION_BYTES, true),
            engine: QueueEngine::default(),
            arithmetic: Arithmetic::default(),
            job: Job::default(),
            failure: Failure::default(),
            completion_entry: CompletionEntry::default(),
            counters: Counters::new(identity.arch.pe_count),
            watchdog: Watchdog::default(),
            restore: Default::default(),
            word: Default::default(),
            has_jobs: Default::default(),
            jobs_wrong: Default::default(),
            completions_wrong: Default::default(),
        }
    }
}

impl Logic for Control {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block control");
        self.axi.clock.next = self.clock.val();
        self.registers.clock.next = self.clock.val();
        self.submission.clock.next = self.clock.val();
        self.completion.clock.next = self.clock.val();
        self.engine.clock.next = self.clock.val();
        self.arithmetic.clock.next = self.clock.val();
        self.job.clock.next = self.clock.val();
        self.failure.clock.next = self.clock.val();
        self.completion_entry.clock.next = self.clock.val();
        self.counters.clock.next = self.clock.val();
        self.watchdog.clock.next = self.clock.val();
        self.restore.next = self.reset.val() | self.registers.soft_reset.val();
        self.axi.reset.next = self.reset.val();
        self.registers.reset.next = self.reset.val();
        self.engine.reset.next = self.reset.val();
        self.submission.reset.next = self.restore.val();
        self.completion.reset.next = self.restore.val();
        self.failure.reset.next = self.restore.val();
        self.counters.reset.next = self.restore.val();

        // The bus and the registers.
        self.axi.awaddr.next = self.awaddr.val();
        self.axi.awvalid.next = self.awvalid.val();
        self.awready.next = self.axi.awready.val();
        self.axi.wdata.next = self.wdata.val();
        self.axi.wstrb.next = self.wstrb.val();
        self.axi.wvalid.next = self.wvalid.val();
        self.wready.next = self.axi.wready.val();
        self.bvalid.next = self.axi.bvalid.val();
        self.axi.bready.next = self.bready.val();
        self.axi.araddr.next = self.araddr.val();
        self.axi.arvalid.next = self.arvalid.val();
        self.arready.next = self.axi.arready.val();
        self.rdata.next = self.axi.rdata.val();
        self.rvalid.next = self.axi.rvalid.val();
        self.axi.rready.next = self.rready.val();
        self.registers.address.next = self.axi.address.val();
        self.registers.lookup.next = self.axi.lookup.val();
        self.axi.lookup_granted.next = self.registers.lookup_granted.val();
        self.axi.looked_up.next = self.registers.looked_up.val();
        self.axi.acts.next = self.registers.acts.val();
        self.axi.write_ready.next = self.registers.write_ready.val();
        self.registers.write.next = self.axi.write.val();
        self.registers.data.next = self.axi.write_data.val();
        self.registers.engine_lookup.next = self.engine.lookup.val();
        self.registers.engine_address.next = self.engine.lookup_address.val();
        self.interrupt.next = self.registers.interrupt.val();
        self.registers.error_cause.next = self.failure.error_cause.val();
        self.registers.error_sequence.next = self.failure.error_sequence.val();
        self.registers.fault_address.next = self.failure.error_address.val();
        self.registers.fault_segment.next = self.failure.error_segment.val();
        self.registers.submission_head.next = self.submission.device_index.val();
        self.registers.submission_doorbell.next = self.submission.software_index.val();
        self.registers.completion_tail.next = self.completion.device_index.val();
        self.registers.completion_head.next = self.completion.software_index.val();
        self.registers.cycles.next = self.counters.cycles.val();
        self.registers.macs.next = self.counters.macs.val();
        self.registers.bytes_read.next = self.counters.bytes_read.val();
        self.registers.bytes_written.next = self.counters.bytes_written.val();
        self.registers.stall_input.next = self.counters.stall_input.val();
        self.registers.stall_weight.next = self.counters.stall_weight.val();
        self.registers.stall_output.next = self.counters.stall_output.val();
        self.registers.stall_micro_op.next = self.counters.stall_micro_op.val();

        // The queues.
        self.submission.write_base_low.next = self.registers.write_submission_base_low.val();
        self.submission.write_base_high.next = self.registers.write_submission_base_high.val();
        self.submission.write_entries.next = self.registers.write_submission_entries.val();
        self.submission.write_index.next = self.registers.write_submission_doorbell.val();
        self.submission.data.next = self.axi.write_data.val();
        self.completion.write_base_low.next = self.registers.write_completion_base_low.val();
        self.completion.write_base_high.next = self.registers.write_completion_base_high.val();
        self.completion.write_entries.next = self.registers.write_completion_entries.val();
        self.completion.write_index.next = self.registers.write_completion_head.val();
        self.completion.data.next = self.axi.write_data.val();
        self.submission.advance.next = self.engine.entry_taken.val();
        self.completion.advance.next = self.engine.completion_advance.val();
        self.has_jobs.next = self.submission.any.val();
        self.jobs_wrong.next = self.has_jobs.val() & !self.submission.legal.val();
        self.completions_wrong.next =
            (self.has_jobs.val() | self.completion.any.val()) & !self.completion.legal.val();
        self.registers.raise_queue.next = self.engine.queue_error.val()
            | (self.registers.inspect.val() & (self.jobs_wrong.val() | self.completions_wrong.val()));
        self.registers.raise_completion.next = self.engine.completed.val();
        self.registers.raise_fault.next = self.engine.completed.val() & self.failure.failed.val();
        self.registers.pending.next = self.has_jobs.val() | !self.engine.idle.val();
        self.registers.idle.next = self.engine.idle.val();
        self.registers.ready.next = self.submission.legal.val() & self.submission.has_room.val();

        // The engine and what it works with.
        self.engine.soft_reset.next = self.registers.soft_reset.val();
        self.engine.settling.next = self.axi.settling.val();
        self.engine.touched.next = self.registers.touched.val();
        self.engine.jobs_wait.next = self.submission.any.val();
        self.engine.submission_legal.next = self.submission.legal.val();
        self.engine.submission_configured.next = self.submission.configured.val();
        self.engine.completion_legal.next = self.completion.legal.val();
        self.engine.completion_room.next = self.completion.has_room.val();
        self.engine.completion_configured.next = self.completion.configured.val();
        self.engine.last_beat.next = self.job.last_beat.val();
        self.engine.read_error.next = self.queue_read_error.val();
        self.engine.write_done.next = self.queue_write_done.val();
        self.engine.write_error.next = self.queue_write_error.val();
        self.engine.job_refused.next = self.job.refused.val();
        self.engine.window_offset.next = self.job.first_offset.val();
        self.engine.core_halted.next = self.halted.val();
        self.engine.core_fault.next = self.fault.val();
        self.engine.core_cause.next = self.fault_cause.val();
        self.engine.core_segment.next = self.fault_segment.val();
        self.engine.core_address.next = self.fault_address.val();
        self.engine.bus_idle.next = self.bus_idle.val();
        self.engine.looked_up.next = self.registers.looked_up.val();
        self.engine.carry_out.next = self.arithmetic.carry_out.val();
        self.arithmetic.looked_up.next = self.registers.looked_up.val();
        self.arithmetic.window_offset.next = self.job.first_offset.val();
        self.arithmetic.window_size.next = self.job.first_size.val();
        self.arithmetic.high_half.next = self.engine.high_half.val();
        self.arithmetic.operation.next = self.engine.operation.val();
        self.arithmetic.enable.next = self.engine.enable.val();
        self.arithmetic.index.next = self.engine.counter_index.val();
        self.arithmetic.keep.next = self.engine.keep.val();
        self.arithmetic.units.next = self.watchdog.units.val();
        self.arithmetic.queue_offset.next = self.submission.offset.val();
        if self.engine.selects_completion.val() {
            self.arithmetic.queue_offset.next = self.completion.offset.val();
        }
        self.job.entry_begins.next = self.engine.begin_entry.val();
        self.job.beat_valid.next = self.queue_read_valid.val();
        self.job.beat.next = self.queue_read_data.val();
        self.job.place_window.next = self.engine.place_window.val();
        self.job.address.next = self.arithmetic.result.val();
        self.failure.clear.next = self.engine.begin_entry.val();
        self.failure.fail.next = self.engine.fail.val();
        self.failure.cause.next = self.engine.cause.val();
        self.failure.segment.next = self.engine.segment.val();
        self.failure.address.next = self.engine.address.val();
        self.failure.job_sequence.next = self.job.job_sequence.val();
        self.watchdog.clear.next = self.engine.start.val();
        self.watchdog.running.next = self.engine.running.val() & self.running.val();
        self.counters.counting.next = self.engine.counting.val();
        self.counters.running.next = self.engine.running.val() & self.running.val();
        self.counters.multiplies.next = self.multiplies.val();
        self.counters.stalled_input.next = self.stalled_input.val();
        self.counters.stalled_weight.next = self.stalled_weight.val();
        self.counters.stalled_output.next = self.stalled_output.val();
        self.counters.stalled_micro_op.next = self.stalled_micro_op.val();
        self.counters.read_bytes.next = self.read_bytes.val();
        self.counters.written_bytes.next = self.written_bytes.val();
        self.counters.entry_read.next = self.engine.entry_taken.val();
        self.counters.entry_written.next = self.engine.completed.val();

        // The completion, word by word.
        self.word.next = bits::<32>(0);
        if self.engine.has_run.val() {
            self.word.next = self.arithmetic.sum.val();
        }
        if self.engine.word_index.val() == bits::<4>(0) {
            self.word.next = self.job.job_sequence.val();
        }
        if self.engine.word_index.val() == bits::<4>(1) {
            self.word.next = bit_cast::<32, 4>(self.failure.error_cause.val());
        }
        if self.engine.word_index.val() == bits::<4>(2) {
            self.word.next = bit_cast::<32, 3>(self.failure.error_segment.val());
        }
        if self.engine.word_index.val() == bits::<4>(4) {
            self.word.next = self.failure.error_address.val().get_bits::<32>(0);
        }
        if self.engine.word_index.val() == bits::<4>(5) {
            self.word.next = self.failure.error_address.val().get_bits::<32>(32);
        }
        if self.engine.word_index.val() == bits::<4>(3) {
            self.word.next = bits::<32>(0);
        }
        if !self.failure.failed.val()
            & (self.engine.word_index.val() >= bits::<4>(1))
            & (self.engine.word_index.val() <= bits::<4>(5))
        {
            self.word.next = bits::<32>(0);
        }
        if self.engine.word_index.val() == bits::<4>(14) {
            self.word.next = self.job.cookie.val().get_bits::<32>(0);
        }
        if self.engine.word_index.val() == bits::<4>(15) {
            self.word.next = self.job.cookie.val().get_bits::<32>(32);
        }
        self.completion_entry.push.next = self.engine.push.val();
        self.completion_entry.word.next = self.word.val();
        self.queue_read.next = self.engine.queue_read.val();
        self.queue_read_address.next = self.arithmetic.result.val();
        self.queue_write.next = self.engine.queue_write.val();
        self.queue_write_address.next = self.arithmetic.result.val();
        self.queue_write_data.next = self.completion_entry.entry.val();
        self.start.next = self.engine.start.val();
        self.abort.next = self.engine.abort.val();
        self.batch.next = self.job.batch.val();
        self.program_address.next = self.job.program_address.val();
        self.program_size.next = self.job.program_size.val();
        self.constants_address.next = self.job.constants_address.val();
        self.constants_size.next = self.job.constants_size.val();
        self.input_address.next = self.job.input_address.val();
        self.input_size.next = self.job.input_size.val();
        self.output_address.next = self.job.output_address.val();
        self.output_size.next = self.job.output_size.val();
        self.scratch_address.next = self.job.scratch_address.val();
        self.scratch_size.next = self.job.scratch_size.val();
    }
}
