//! A card for tests: registers, memory and queues as the contract has them, misbehaving by script.
//!
//! Its "network" copies the input window to the output window. Time passes only in `wait`, which never sleeps.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use isa::ArchConfig;
use isa::csr::{Access, CSRS, Csr, RESET_KEY, bits};
use isa::fingerprint::FINGERPRINT;
use isa::queue::{COMPLETION_BYTES, Completion, Fault, JOB_BYTES, JobDescriptor, Window};
use isa::segment::Segment;

use crate::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};

const MEMORY_BASE: u64 = 0x8000_0000;

/// What the card is told to do wrong. All off: a good card.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// Every register reads all ones from now on.
    pub(crate) gone: bool,
    /// Leaves the bus when this many waits have passed.
    pub(crate) gone_after_waits: Option<usize>,
    /// Never takes a job.
    pub(crate) stuck: bool,
    /// Waits that the next job takes, which it counts as multiply-accumulates.
    pub(crate) slow: usize,
    /// Ignores the soft reset.
    pub(crate) ignores_reset: bool,
    /// Completes jobs without raising the line.
    pub(crate) loses_interrupts: bool,
    /// Raises the line so many times for nothing.
    pub(crate) spurious_interrupts: usize,
    /// Added to the sequence number of the next completion.
    pub(crate) wrong_sequence: Option<u32>,
    /// Cookie of the next completion.
    pub(crate) wrong_cookie: Option<u64>,
    /// Error-cause word of the next completion.
    pub(crate) raw_cause: Option<u32>,
    /// Added to the completion tail.
    pub(crate) extra_tail: u32,
    /// Faults of the next jobs, in order.
    pub(crate) faults: VecDeque<Option<Fault>>,
    /// Raises the queue cause on the next wait.
    pub(crate) refuses_queue: bool,
    /// Hears the doorbell, but the access fails.
    pub(crate) doorbell_fails: bool,
    /// Fails every register access.
    pub(crate) transport_fails: bool,
    /// Jobs completed in one wait; all of them if `None`.
    pub(crate) jobs_per_wait: Option<usize>,
}

/// The card's insides, for tests to look at and to tamper with.
#[derive(Debug)]
pub(crate) struct CardState {
    info: TransportInfo,
    registers: BTreeMap<u32, u32>,
    pub(crate) memory: Vec<u8>,
    /// Registers that read a value of the test's choice.
    pub(crate) forced: BTreeMap<u32, u32>,
    /// Register writes in order, by register.
    pub(crate) written: Vec<(Csr, u32)>,
    pub(crate) script: Script,
    pub(crate) waits: usize,
    pub(crate) resets: usize,
    /// Jobs taken at the doorbell: what is written later comes too late.
    taken: VecDeque<JobDescriptor>,
    /// Descriptors of all jobs run.
    pub(crate) jobs: Vec<JobDescriptor>,
}

/// A handle on a card; clones are handles on the same card.
#[derive(Debug, Clone)]
pub(crate) struct FakeCard(Arc<Mutex<CardState>>);

impl Default for FakeCard {
    fn default() -> Self {
        Self::with_memory(1 << 20)
    }
}

impl FakeCard {
    pub(crate) fn with_memory(bytes: usize) -> Self {
        let info = TransportInfo {
            name: "fake".into(),
            location: "test".into(),
            memory_base: MEMORY_BASE,
            memory_bytes: bytes as u64,
            alignment: 64,
        };
        let mut state = CardState {
            info,
            registers: BTreeMap::new(),
            memory: vec![0; bytes],
            forced: BTreeMap::new(),
            written: Vec::new(),
            script: Script::default(),
            waits: 0,
            resets: 0,
            taken: VecDeque::new(),
            jobs: Vec::new(),
        };
        state.reset();
        Self(Arc::new(Mutex::new(state)))
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, CardState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CardState {
    fn reset(&mut self) {
        self.taken.clear();
        let scratch = self.get(Csr::Scratch);
        self.registers = CSRS.iter().map(|info| (info.offset, info.reset.unwrap_or(0))).collect();
        self.set(Csr::Scratch, scratch);
        self.set(Csr::FingerprintLow, FINGERPRINT as u32);
        self.set(Csr::FingerprintHigh, (FINGERPRINT >> 32) as u32);
        self.set(Csr::Capabilities, bits::CAPABILITY_INTERRUPT);
        for (index, parameter) in ArchConfig::REFERENCE.parameters().iter().enumerate() {
            self.set(Csr::arch_parameter(index).expect("a register each"), parameter.value);
        }
    }

    pub(crate) fn get(&self, csr: Csr) -> u32 {
        self.registers.get(&csr.offset()).copied().unwrap_or(0)
    }

    pub(crate) fn set(&mut self, csr: Csr, value: u32) {
        self.registers.insert(csr.offset(), value);
    }

    fn get_wide(&self, low: Csr, high: Csr) -> u64 {
        u64::from(self.get(high)) << 32 | u64::from(self.get(low))
    }

    fn write(&mut self, csr: Csr, value: u32) {
        self.written.push((csr, value));
        match (csr, csr.info().access) {
            (Csr::Reset, _) if value == RESET_KEY && !self.script.ignores_reset => self.reset(),
            (Csr::SubmissionDoorbell, _) => self.take_jobs(value),
            (_, Access::ReadWrite) => self.set(csr, value),
            (_, Access::WriteOneToClear) => self.set(csr, self.get(csr) & !value),
            _ => {}
        }
    }

    fn range(&self, address: DeviceAddress, bytes: usize) -> Result<std::ops::Range<usize>, TransportError> {
        let start = address.checked_sub(MEMORY_BASE).and_then(|start| usize::try_from(start).ok());
        let end = start.and_then(|start| start.checked_add(bytes)).filter(|&end| end <= self.memory.len());
        start.zip(end).map(|(start, end)| start..end).ok_or_else(|| TransportError::MemoryRange {
            transport: "fake".into(),
            address,
            bytes: bytes as u64,
        })
    }

    fn take_jobs(&mut self, doorbell: u32) {
        let (entries, known) = (self.get(Csr::SubmissionEntries), self.get(Csr::SubmissionDoorbell));
        let base = self.get_wide(Csr::SubmissionBaseLow, Csr::SubmissionBaseHigh);
        for index in known..doorbell {
            let address = base + u64::from(index % entries) * JOB_BYTES as u64;
            let entry = self.range(address, JOB_BYTES).expect("in memory");
            self.taken.push_back(JobDescriptor::decode(&self.memory[entry]).expect("a job"));
        }
        self.set(Csr::SubmissionDoorbell, doorbell);
    }

    /// Runs one submitted job, if there is one.
    fn run_one(&mut self) -> bool {
        let unread = self.get(Csr::CompletionTail).wrapping_sub(self.get(Csr::CompletionHead));
        if self.script.stuck || unread >= self.get(Csr::CompletionEntries) {
            return false;
        }
        let Some(job) = self.taken.pop_front() else { return false };
        self.set(Csr::SubmissionHead, self.get(Csr::SubmissionHead).wrapping_add(1));
        let fault = self.script.faults.pop_front().flatten();
        if fault.is_none() {
            let (from, to) = (self.window(&job, Segment::Input), self.window(&job, Segment::Output));
            let bytes = from.len().min(to.len());
            self.memory.copy_within(from.start..from.start + bytes, to.start);
        }
        self.jobs.push(job);
        self.complete(&job, fault);
        true
    }

    /// A job's window as a range of the memory, which must lie inside the segment.
    pub(crate) fn window(&self, job: &JobDescriptor, segment: Segment) -> std::ops::Range<usize> {
        let [base_low, base_high, size_low, size_high] = Csr::segment(segment);
        let Window { offset, size } = job.window(segment);
        assert!(offset + size <= self.get_wide(size_low, size_high), "window leaves segment {segment}");
        let base = self.get_wide(base_low, base_high);
        self.range(base + offset, size as usize).expect("segment leaves memory")
    }

    fn complete(&mut self, job: &JobDescriptor, fault: Option<Fault>) {
        let wrong = self.script.wrong_sequence.take().unwrap_or(0);
        let sequence = job.sequence.wrapping_add(wrong);
        let batch = u64::from(job.batch);
        let cookie = self.script.wrong_cookie.take().unwrap_or(job.cookie);
        let counts = Completion { cycles: 1000 * batch, macs: batch, ..Default::default() };
        let completion = Completion { sequence, fault, cookie, ..counts };
        let mut bytes = completion.encode();
        if let Some(cause) = self.script.raw_cause.take() {
            bytes[4..8].copy_from_slice(&cause.to_le_bytes());
        }
        let (entries, tail) = (self.get(Csr::CompletionEntries), self.get(Csr::CompletionTail));
        let base = self.get_wide(Csr::CompletionBaseLow, Csr::CompletionBaseHigh);
        let address = base + u64::from(tail % entries) * COMPLETION_BYTES as u64;
        let entry = self.range(address, COMPLETION_BYTES).expect("in memory");
        self.memory[entry].copy_from_slice(&bytes);
        self.set(Csr::CompletionTail, tail.wrapping_add(1));
        let cause = if fault.is_some() { bits::INTERRUPT_FAULT } else { 0 };
        self.raise(bits::INTERRUPT_COMPLETION | cause);
    }

    fn raise(&mut self, causes: u32) {
        if !self.script.loses_interrupts {
            self.set(Csr::InterruptStatus, self.get(Csr::InterruptStatus) | causes);
        }
    }

    fn wait(&mut self) -> Wake {
        self.waits += 1;
        self.script.gone |= self.script.gone_after_waits.is_some_and(|waits| self.waits > waits);
        if self.script.refuses_queue {
            self.raise(bits::INTERRUPT_QUEUE);
        }
        if self.script.spurious_interrupts > 0 {
            self.script.spurious_interrupts -= 1;
            return Wake::Interrupt;
        }
        if self.script.slow > 0 {
            self.script.slow -= 1;
            self.set(Csr::CounterMacsLow, self.get(Csr::CounterMacsLow).wrapping_add(1));
            return Wake::TimedOut;
        }
        let mut budget = self.script.jobs_per_wait.unwrap_or(usize::MAX);
        while budget > 0 && self.run_one() {
            budget -= 1;
        }
        let raised = self.get(Csr::InterruptStatus) & self.get(Csr::InterruptEnable) != 0;
        match raised && self.get(Csr::InterruptGlobalEnable) == 1 {
            true => Wake::Interrupt,
            false => Wake::TimedOut,
        }
    }

    fn refusal(&self) -> Result<(), TransportError> {
        match self.script.transport_fails {
            true => Err(link_down()),
            false => Ok(()),
        }
    }
}

fn link_down() -> TransportError {
    let source = std::io::Error::other("the link is down");
    TransportError::Os { transport: "fake".into(), action: "access a register", source }
}

impl Transport for FakeCard {
    fn info(&self) -> &TransportInfo {
        // The trait wants a reference that no lock guards; a test may leak a few bytes.
        Box::leak(Box::new(self.state().info.clone()))
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        let state = self.state();
        state.refusal()?;
        if state.script.gone {
            return Ok(u32::MAX);
        }
        let extra = if offset == Csr::CompletionTail.offset() { state.script.extra_tail } else { 0 };
        let value = state.registers.get(&offset).map_or(0, |value| value.wrapping_add(extra));
        Ok(state.forced.get(&offset).copied().unwrap_or(value))
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        let mut state = self.state();
        state.refusal()?;
        let csr = Csr::at(offset).expect("the driver writes registers only");
        state.write(csr, value);
        match state.script.doorbell_fails && csr == Csr::SubmissionDoorbell {
            true => Err(link_down()),
            false => Ok(()),
        }
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        let state = self.state();
        bytes.copy_from_slice(&state.memory[state.range(address, bytes.len())?]);
        Ok(())
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        let mut state = self.state();
        let range = state.range(address, bytes.len())?;
        state.memory[range].copy_from_slice(bytes);
        Ok(())
    }

    fn wait(&mut self, _budget: WaitBudget) -> Result<Wake, TransportError> {
        Ok(self.state().wait())
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        let mut state = self.state();
        state.resets += 1;
        state.script = Script::default();
        state.reset();
        Ok(())
    }
}
