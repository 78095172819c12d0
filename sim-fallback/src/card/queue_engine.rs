//! The queue engine: takes jobs from the submission queue, runs them in order, writes completions.
//!
//! Any number of jobs may wait in the queue; one runs at a time. Indices count modulo 2^32. A queue that
//! cannot be (entries no power of two, misaligned, outside memory, more jobs submitted than it has entries)
//! raises the queue interrupt when software touches it and stands still until it is configured anew.

use isa::csr::{Csr, bits};
use isa::queue::{
    COMPLETION_BYTES, Completion, ErrorCause, Fault, JOB_BYTES, JobDescriptor, MAX_QUEUE_ENTRIES,
};

use super::bus::{Activity, Bus, SegmentMap};
use super::memory::{Direction, Memory};
use super::register_file::RegisterFile;
use crate::level::{Level, RunState};

/// Cycles per unit of [`Csr::WatchdogLimit`].
const WATCHDOG_UNIT: u64 = 65536;

/// What the engine is doing.
#[derive(Debug)]
enum State {
    Idle,
    Running(Box<RunningJob>),
    /// A job is over and its completion waits for room in the completion queue.
    Completing(Completion),
}

#[derive(Debug)]
struct RunningJob {
    descriptor: JobDescriptor,
    map: SegmentMap,
    activity: Activity,
}

/// Whether the engine has anything to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Something happened; look again.
    Progress,
    /// The budget is used up and a job still runs.
    OutOfCycles,
    /// Nothing can happen before software does something.
    Stalled,
}

/// One queue in device memory, checked.
#[derive(Debug, Clone, Copy)]
struct Ring {
    base: u64,
    entries: u32,
    entry_bytes: u64,
}

impl Ring {
    /// The queue that these registers describe, or nothing if they describe none.
    fn checked(
        base: u64,
        entries: u32,
        entry_bytes: usize,
        memory: &Memory,
        direction: Direction,
    ) -> Option<Self> {
        let entry_bytes = entry_bytes as u64;
        let legal = entries.is_power_of_two() && (2..=MAX_QUEUE_ENTRIES).contains(&entries);
        let aligned = base.is_multiple_of(entry_bytes);
        let inside = memory.locate(base, u64::from(entries) * entry_bytes, direction).is_ok();
        (legal && aligned && inside).then_some(Self { base, entries, entry_bytes })
    }

    fn submission(registers: &RegisterFile, memory: &Memory) -> Option<Self> {
        let base = registers.wide([Csr::SubmissionBaseLow, Csr::SubmissionBaseHigh]);
        Self::checked(base, registers.read(Csr::SubmissionEntries), JOB_BYTES, memory, Direction::Read)
            .filter(|ring| jobs_waiting(registers) <= ring.entries)
    }

    fn completion(registers: &RegisterFile, memory: &Memory) -> Option<Self> {
        let base = registers.wide([Csr::CompletionBaseLow, Csr::CompletionBaseHigh]);
        Self::checked(
            base,
            registers.read(Csr::CompletionEntries),
            COMPLETION_BYTES,
            memory,
            Direction::Write,
        )
        .filter(|ring| completions_unread(registers) <= ring.entries)
    }

    fn address(&self, index: u32) -> u64 {
        self.base + u64::from(index & (self.entries - 1)) * self.entry_bytes
    }
}

fn jobs_waiting(registers: &RegisterFile) -> u32 {
    registers.read(Csr::SubmissionDoorbell).wrapping_sub(registers.read(Csr::SubmissionHead))
}

fn completions_unread(registers: &RegisterFile) -> u32 {
    registers.read(Csr::CompletionTail).wrapping_sub(registers.read(Csr::CompletionHead))
}

/// Takes, runs and completes jobs.
#[derive(Debug)]
pub struct QueueEngine {
    state: State,
    totals: Activity,
}

impl QueueEngine {
    /// An engine after reset.
    pub fn new() -> Self {
        Self { state: State::Idle, totals: Activity::default() }
    }

    /// Called when software touched a queue: raises the queue interrupt if the queues cannot be used as asked.
    pub fn inspect(&self, registers: &mut RegisterFile, memory: &Memory) {
        let jobs_wrong = jobs_waiting(registers) != 0 && Ring::submission(registers, memory).is_none();
        let completions_needed = jobs_waiting(registers) != 0 || completions_unread(registers) != 0;
        let completions_wrong = completions_needed && Ring::completion(registers, memory).is_none();
        if jobs_wrong || completions_wrong {
            log::debug!("a queue register holds a value that cannot be");
            registers.raise_interrupt(bits::INTERRUPT_QUEUE);
        }
    }

    /// The live value of [`Csr::Control`].
    pub fn control(&self, registers: &RegisterFile, memory: &Memory) -> u32 {
        let idle = matches!(self.state, State::Idle);
        let waiting = jobs_waiting(registers);
        let ready = Ring::submission(registers, memory).is_some_and(|ring| waiting < ring.entries);
        let done = registers.read(Csr::Control) & bits::CONTROL_DONE;
        let flag = |condition, bit| if condition { bit } else { 0 };
        done | flag(waiting != 0 || !idle, bits::CONTROL_START)
            | flag(idle, bits::CONTROL_IDLE)
            | flag(ready, bits::CONTROL_READY)
    }

    /// Does the next thing that is due, using up cycles of `budget`.
    pub fn step(
        &mut self,
        registers: &mut RegisterFile,
        memory: &mut Memory,
        level: &mut dyn Level,
        budget: &mut u64,
    ) -> Step {
        match &mut self.state {
            State::Idle => self.take_job(registers, memory, level),
            State::Running(job) => {
                let before = job.activity.cycles;
                let outcome = job.run(registers, memory, level, *budget);
                *budget = budget.saturating_sub(job.activity.cycles - before);
                let Some(fault) = outcome else { return Step::OutOfCycles };
                let completion = job.completion(fault);
                self.finish(completion, registers);
                Step::Progress
            }
            State::Completing(completion) => {
                let completion = *completion;
                self.write_completion(completion, registers, memory)
            }
        }
    }

    fn take_job(&mut self, registers: &mut RegisterFile, memory: &Memory, level: &mut dyn Level) -> Step {
        let rings = Ring::submission(registers, memory).zip(Ring::completion(registers, memory));
        let Some((ring, _)) = rings.filter(|_| jobs_waiting(registers) != 0) else { return Step::Stalled };
        let head = registers.read(Csr::SubmissionHead);
        let mut entry = [0; JOB_BYTES];
        match memory.read(ring.address(head), JOB_BYTES as u64) {
            Ok(bytes) => entry.copy_from_slice(bytes),
            Err(_) => return Step::Stalled,
        }
        registers.set(Csr::SubmissionHead, head.wrapping_add(1));
        self.totals.bytes_read = self.totals.bytes_read.saturating_add(JOB_BYTES as u64);
        let started = JobDescriptor::decode(&entry)
            .map_err(|error| {
                log::debug!("submission entry {head} is refused: {error}");
                Fault { cause: ErrorCause::BadDescriptor, segment: 0, address: 0 }
            })
            .and_then(|descriptor| Ok((descriptor, SegmentMap::new(registers, &descriptor)?)));
        match started {
            Ok((descriptor, map)) => {
                log::debug!("job {} starts, batch {}", descriptor.sequence, descriptor.batch);
                level.start(&descriptor);
                self.state =
                    State::Running(Box::new(RunningJob { descriptor, map, activity: Activity::default() }));
            }
            Err(fault) => self.finish(refused(&entry, fault), registers),
        }
        Step::Progress
    }

    /// Books a job that is over; its completion is written in the next step.
    fn finish(&mut self, completion: Completion, registers: &mut RegisterFile) {
        if let State::Running(job) = &self.state {
            self.totals.add(&job.activity);
        }
        if let Some(fault) = completion.fault {
            log::debug!("job {} failed: {fault:?}", completion.sequence);
            registers.set(Csr::ErrorCause, fault.cause as u32);
            registers.set(Csr::ErrorSequence, completion.sequence);
            registers.set_wide([Csr::FaultAddressLow, Csr::FaultAddressHigh], fault.address);
            registers.set(Csr::FaultSegment, fault.segment);
        }
        self.state = State::Completing(completion);
    }

    fn write_completion(
        &mut self,
        completion: Completion,
        registers: &mut RegisterFile,
        memory: &mut Memory,
    ) -> Step {
        let room = |ring: &Ring| completions_unread(registers) < ring.entries;
        let Some(ring) = Ring::completion(registers, memory).filter(room) else { return Step::Stalled };
        let tail = registers.read(Csr::CompletionTail);
        if memory.write(ring.address(tail), &completion.encode()).is_err() {
            return Step::Stalled;
        }
        self.totals.bytes_written = self.totals.bytes_written.saturating_add(COMPLETION_BYTES as u64);
        registers.set(Csr::CompletionTail, tail.wrapping_add(1));
        registers.set(Csr::Control, registers.read(Csr::Control) | bits::CONTROL_DONE);
        let fault = if completion.fault.is_some() { bits::INTERRUPT_FAULT } else { 0 };
        registers.raise_interrupt(bits::INTERRUPT_COMPLETION | fault);
        self.state = State::Idle;
        Step::Progress
    }

    /// Brings the counter registers up to date, the running job included.
    pub fn show_counters(&self, registers: &mut RegisterFile) {
        let mut now = self.totals;
        if let State::Running(job) = &self.state {
            now.add(&job.activity);
        }
        let [input, weight, output, micro_op] = now.stalls;
        for (pair, value) in [
            ([Csr::CounterCyclesLow, Csr::CounterCyclesHigh], now.cycles),
            ([Csr::CounterMacsLow, Csr::CounterMacsHigh], now.macs),
            ([Csr::CounterBytesReadLow, Csr::CounterBytesReadHigh], now.bytes_read),
            ([Csr::CounterBytesWrittenLow, Csr::CounterBytesWrittenHigh], now.bytes_written),
            ([Csr::CounterStallInputLow, Csr::CounterStallInputHigh], input),
            ([Csr::CounterStallWeightLow, Csr::CounterStallWeightHigh], weight),
            ([Csr::CounterStallOutputLow, Csr::CounterStallOutputHigh], output),
            ([Csr::CounterStallMicroOpLow, Csr::CounterStallMicroOpHigh], micro_op),
        ] {
            registers.set_wide(pair, value);
        }
    }
}

impl RunningJob {
    /// Runs on for at most `budget` cycles. `Some` once the job is over, with the fault that ended it if any.
    fn run(
        &mut self,
        registers: &RegisterFile,
        memory: &mut Memory,
        level: &mut dyn Level,
        budget: u64,
    ) -> Option<Option<Fault>> {
        let limit = match u64::from(registers.read(Csr::WatchdogLimit)) {
            0 => u64::MAX,
            units => units * WATCHDOG_UNIT,
        };
        let left = limit.saturating_sub(self.activity.cycles);
        let mut bus = Bus::new(memory, &self.map, &mut self.activity);
        match level.run(budget.min(left), &mut bus) {
            Err(fault) => Some(Some(fault)),
            Ok(RunState::Halted) => Some(None),
            Ok(RunState::Running) if self.activity.cycles >= limit => {
                Some(Some(Fault { cause: ErrorCause::Watchdog, segment: 0, address: 0 }))
            }
            Ok(RunState::Running) => None,
        }
    }

    fn completion(&self, fault: Option<Fault>) -> Completion {
        Completion {
            sequence: self.descriptor.sequence,
            fault,
            cycles: self.activity.cycles,
            macs: self.activity.macs,
            bytes_read: self.activity.bytes_read,
            bytes_written: self.activity.bytes_written,
            cookie: self.descriptor.cookie,
        }
    }
}

/// The completion of an entry that never became a running job.
///
/// Sequence and cookie are those of the entry's bytes even where it is no job, so that software can tell which.
fn refused(entry: &[u8; JOB_BYTES], fault: Fault) -> Completion {
    let (sequence, cookie) = JobDescriptor::identity(entry);
    Completion { sequence, cookie, fault: Some(fault), ..Completion::default() }
}
