//! A bench for unit tests: a small device with queues, segments and interrupts set up as a driver would.

use driver::transport::{Transport, WaitBudget, Wake};
use isa::ArchConfig;
use isa::csr::{Csr, bits};
use isa::ops::MicroOp;
use isa::queue::{COMPLETION_BYTES, Completion, JOB_BYTES, JobDescriptor, Window};
use isa::record::LayerRecord;
use isa::segment::Segment;
use std::num::NonZeroUsize;
use std::time::Duration;

use crate::cycle::CycleOptions;
use crate::{LevelOptions, SimOptions, SimTransport};

pub(crate) const QUEUE_ENTRIES: u32 = 4;
/// Size of each segment; segments lie back to back behind the queues.
pub(crate) const SEGMENT_BYTES: u64 = 1 << 20;
const MEMORY_BYTES: usize = 8 << 20;
const COMPLETION_QUEUE: u64 = 0x1000;
const SEGMENTS: u64 = 1 << 20;
/// Long enough for every test job.
pub(crate) const PLENTY: u64 = 1 << 40;

pub(crate) struct Rig {
    pub(crate) device: SimTransport,
    pub(crate) submitted: u32,
    pub(crate) completed: u32,
}

impl Rig {
    pub(crate) fn new(threads: usize) -> Self {
        Self::with(SimOptions { threads: NonZeroUsize::new(threads), ..SimOptions::default() })
    }

    /// A rig around level `cycle`.
    pub(crate) fn cycle(arch: ArchConfig, cycle: CycleOptions) -> Self {
        Self::with(SimOptions { arch, level: LevelOptions::Cycle(cycle), ..SimOptions::default() })
    }

    fn with(options: SimOptions) -> Self {
        let options = SimOptions { memory_bytes: MEMORY_BYTES, build_id: 0xb111d, ..options };
        let device = SimTransport::open(&options).expect("legal options");
        let mut rig = Self { device, submitted: 0, completed: 0 };
        rig.configure();
        rig
    }

    pub(crate) fn base(&self) -> u64 {
        self.device.info().memory_base
    }

    /// Sets queues, segments and interrupts up, as after a reset.
    pub(crate) fn configure(&mut self) {
        let base = self.base();
        self.set_wide(Csr::SubmissionBaseLow, base);
        self.set(Csr::SubmissionEntries, QUEUE_ENTRIES);
        self.set_wide(Csr::CompletionBaseLow, base + COMPLETION_QUEUE);
        self.set(Csr::CompletionEntries, QUEUE_ENTRIES);
        for segment in Segment::ALL {
            let [base_low, _, size_low, _] = Csr::segment(segment);
            self.set_wide(base_low, self.segment_base(segment));
            self.set_wide(size_low, SEGMENT_BYTES);
        }
        self.set(Csr::InterruptEnable, bits::INTERRUPT_COMPLETION | bits::INTERRUPT_QUEUE);
        self.set(Csr::InterruptGlobalEnable, 1);
        (self.submitted, self.completed) = (0, 0);
    }

    pub(crate) fn set(&mut self, csr: Csr, value: u32) {
        self.device.write_register(csr.offset(), value).expect("a register");
    }

    /// Writes a pair of registers, given its low half.
    pub(crate) fn set_wide(&mut self, low: Csr, value: u64) {
        self.set(low, value as u32);
        self.device.write_register(low.offset() + 4, (value >> 32) as u32).expect("a register");
    }

    pub(crate) fn get(&mut self, csr: Csr) -> u32 {
        self.device.read_register(csr.offset()).expect("a register")
    }

    pub(crate) fn get_wide(&mut self, low: Csr) -> u64 {
        let high = self.device.read_register(low.offset() + 4).expect("a register");
        u64::from(high) << 32 | u64::from(self.get(low))
    }

    pub(crate) fn segment_base(&self, segment: Segment) -> u64 {
        self.base() + SEGMENTS + segment as u64 * SEGMENT_BYTES
    }

    pub(crate) fn write(&mut self, segment: Segment, offset: u64, bytes: &[u8]) {
        self.device.write_memory(self.segment_base(segment) + offset, bytes).expect("in memory");
    }

    pub(crate) fn read(&mut self, segment: Segment, offset: u64, bytes: usize) -> Vec<u8> {
        let mut data = vec![0; bytes];
        self.device.read_memory(self.segment_base(segment) + offset, &mut data).expect("in memory");
        data
    }

    /// A job over whole segments.
    pub(crate) fn job(&self, sequence: u32, batch: u32) -> JobDescriptor {
        let windows = [Window { offset: 0, size: SEGMENT_BYTES }; 5];
        JobDescriptor { sequence, batch, windows, cookie: 0xc0_0000 + u64::from(sequence) }
    }

    /// Writes an entry without ringing.
    pub(crate) fn enqueue(&mut self, entry: &[u8; JOB_BYTES]) {
        let slot = u64::from(self.submitted % QUEUE_ENTRIES) * JOB_BYTES as u64;
        self.device.write_memory(self.base() + slot, entry).expect("in memory");
        self.submitted = self.submitted.wrapping_add(1);
    }

    pub(crate) fn submit(&mut self, job: &JobDescriptor) {
        self.enqueue(&job.encode());
        self.set(Csr::SubmissionDoorbell, self.submitted);
    }

    pub(crate) fn wait(&mut self, cycles: u64) -> Wake {
        self.device.wait(WaitBudget { wall: Duration::ZERO, cycles }).expect("waits")
    }

    /// The completion that has been written, consumed and its interrupt cleared.
    pub(crate) fn take_completion(&mut self) -> Completion {
        let slot = u64::from(self.completed % QUEUE_ENTRIES) * COMPLETION_BYTES as u64;
        let mut entry = [0; COMPLETION_BYTES];
        self.device.read_memory(self.base() + COMPLETION_QUEUE + slot, &mut entry).expect("in memory");
        self.set(Csr::InterruptStatus, u32::MAX);
        self.completed = self.completed.wrapping_add(1);
        self.set(Csr::CompletionHead, self.completed);
        Completion::decode(&entry).expect("a completion")
    }

    pub(crate) fn load(&mut self, code: &[u64]) {
        let bytes: Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.write(Segment::Program, 0, &bytes);
    }

    /// Runs what is loaded.
    pub(crate) fn run(&mut self, job: &JobDescriptor) -> Completion {
        self.submit(job);
        assert_eq!(self.wait(PLENTY), Wake::Interrupt);
        self.take_completion()
    }

    /// Runs one layer.
    pub(crate) fn run_layer(&mut self, record: &LayerRecord, batch: u32) -> Completion {
        self.load(&code(&[MicroOp::LayerBegin { record: 8 }, MicroOp::LayerEnd {}, MicroOp::Halt {}]));
        self.write(Segment::Program, 64, &record.encode());
        self.run(&self.job(1, batch))
    }
}

pub(crate) fn code(ops: &[MicroOp]) -> Vec<u64> {
    ops.iter().map(|op| op.encode().expect("operands fit")).collect()
}
