//! Measures level `sim` on the layers of a network: milliseconds per image and multiply-accumulates per second.
//!
//! `cargo run --release -p sim-fallback --example layers -- [dcgan|3d-gan] [batch] [threads]`
//!
//! Weights and inputs are random, seeded; the shapes are those of the 64x64 DCGAN generator of the PyTorch
//! examples and of 3D-GAN. Jobs go through queues and registers, as the driver submits them. Times are medians:
//! of the processor time of all threads on one thread on Linux, which other work on the machine disturbs least,
//! else of wall-clock time.

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use driver::transport::{Transport, TransportError, WaitBudget, Wake};
use isa::csr::{Csr, bits};
use isa::numerics::Requantisation;
use isa::ops::MicroOp;
use isa::phase::{KernelAxis, PhaseAxis};
use isa::queue::{COMPLETION_BYTES, Completion, JobDescriptor, Window};
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, TensorRef};
use isa::segment::Segment;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sim_fallback::{SimOptions, SimTransport};

const QUEUE_BYTES: u64 = 0x1000;
const SEGMENT_BYTES: u64 = 512 << 20;
/// The segments' first byte, behind the queues.
const SEGMENTS: u64 = 1 << 20;
const ROUNDS: usize = 9;

/// A transposed convolution: extents of the input, channels in and out, stride, crop.
struct Shape {
    name: &'static str,
    /// Spatial axes.
    rank: usize,
    extent: u32,
    channels: (u32, u32),
    stride: u32,
    crop: i32,
}

const fn shape(name: &'static str, rank: usize, extent: u32, channels: (u32, u32)) -> Shape {
    // A generator begins with a projection of the latent: stride 1, no crop.
    let (stride, crop) = if extent == 1 { (1, 0) } else { (2, 1) };
    Shape { name, rank, extent, channels, stride, crop }
}

const DCGAN: &[Shape] = &[
    shape("project", 2, 1, (100, 512)),
    shape("4x4", 2, 4, (512, 256)),
    shape("8x8", 2, 8, (256, 128)),
    shape("16x16", 2, 16, (128, 64)),
    shape("32x32", 2, 32, (64, 3)),
];

const GAN_3D: &[Shape] = &[
    shape("project", 3, 1, (200, 512)),
    shape("4x4x4", 3, 4, (512, 256)),
    shape("8x8x8", 3, 8, (256, 128)),
    shape("16x16x16", 3, 16, (128, 64)),
    shape("32x32x32", 3, 32, (64, 1)),
];

fn tensor(segment: Segment, shape: [u32; 4]) -> TensorRef {
    let [c, d, h, w] = shape;
    let image_stride = 2 * u64::from(c * d * h * w);
    TensorRef { segment, offset: 0, image_stride, shape, strides: [1, h * w * c, w * c, c] }
}

/// The record of a layer, and the constants it wants: weights first, requantisation behind them.
fn layer(shape: &Shape, rng: &mut impl Rng) -> (LayerRecord, Vec<u8>) {
    let kernel = KernelAxis { kernel: 4, stride: shape.stride, dilation: 1, pad_begin: shape.crop };
    let output = (shape.extent - 1) * shape.stride + 4 - 2 * shape.crop as u32;
    let axis = PhaseAxis::transposed_convolution(shape.extent, output, kernel).0;
    let axes = std::array::from_fn(|i| if i < 3 - shape.rank { PhaseAxis::unit() } else { axis.clone() });
    let taps: u64 = axes.iter().map(PhaseAxis::effective_taps).product();
    let (inputs, outputs) = shape.channels;
    let [d, h, w] = axes.each_ref().map(|axis: &PhaseAxis| axis.input);
    let input = tensor(Segment::Input, [inputs, d, h, w]);
    let [d, h, w] = axes.each_ref().map(|axis: &PhaseAxis| axis.output);
    let macs_effective = taps * u64::from(inputs) * u64::from(outputs);
    let mut record = LayerRecord {
        name: shape.name.into(),
        op: LayerOp::Tconv,
        operation: Operation::Convolution { axes, groups: 1, weights: 0 },
        inputs: vec![input],
        output: tensor(Segment::Output, [outputs, d, h, w]),
        post: PostProcess { requantisation: 0, clamp: (i16::MIN, i16::MAX), table: None },
        cost: Cost {
            macs_effective,
            body_cycles: [macs_effective / 16, macs_effective / 256],
            ..Cost::default()
        },
    };
    let weights = record.weight_count().unwrap_or(0);
    let mut constants: Vec<u8> = (0..weights).flat_map(|_| weight(rng).to_le_bytes()).collect();
    constants.resize(constants.len().next_multiple_of(64), 0);
    record.post.requantisation = constants.len() as u64;
    let relu = Requantisation { bias: 1000, positive: 20000, negative: 0, shift: 34 };
    (0..outputs).for_each(|_| constants.extend(relu.encode()));
    (record, constants)
}

/// Roughly normal, as trained weights and activations are: their sums rarely come near the worst case.
fn weight(rng: &mut impl Rng) -> i16 {
    let sum: i32 = (0..4).map(|_| rng.random_range(-5000..5000)).sum();
    sum as i16
}

struct Bench {
    device: SimTransport,
    base: u64,
    threads: usize,
    submitted: u32,
}

impl Bench {
    fn new(threads: usize) -> anyhow::Result<Self> {
        let options = SimOptions { threads: NonZeroUsize::new(threads), ..SimOptions::default() };
        let device = SimTransport::open(&options)?;
        let base = device.info().memory_base;
        let mut bench = Self { device, base, threads, submitted: 0 };
        bench.set(Csr::SubmissionBaseLow, base as u32)?;
        bench.set(Csr::SubmissionEntries, 2)?;
        bench.set(Csr::CompletionBaseLow, (base + QUEUE_BYTES) as u32)?;
        bench.set(Csr::CompletionEntries, 2)?;
        for segment in Segment::ALL {
            let [low, high, size, _] = Csr::segment(segment);
            let address = bench.address(segment);
            bench.set(low, address as u32)?;
            bench.set(high, (address >> 32) as u32)?;
            bench.set(size, SEGMENT_BYTES as u32)?;
        }
        bench.set(Csr::InterruptEnable, bits::INTERRUPT_COMPLETION)?;
        bench.set(Csr::InterruptGlobalEnable, 1)?;
        Ok(bench)
    }

    fn address(&self, segment: Segment) -> u64 {
        self.base + SEGMENTS + segment as u64 * SEGMENT_BYTES
    }

    fn set(&mut self, csr: Csr, value: u32) -> Result<(), TransportError> {
        self.device.write_register(csr.offset(), value)
    }

    fn write(&mut self, segment: Segment, offset: u64, bytes: &[u8]) -> Result<(), TransportError> {
        self.device.write_memory(self.address(segment) + offset, bytes)
    }

    /// Runs one layer and returns how long the job took.
    fn run(&mut self, batch: u32) -> anyhow::Result<Duration> {
        let windows = [Window { offset: 0, size: SEGMENT_BYTES }; 5];
        let job = JobDescriptor { sequence: self.submitted, batch, windows, cookie: 0 };
        let slot = u64::from(self.submitted % 2);
        self.device.write_memory(self.base + slot * 128, &job.encode())?;
        self.submitted += 1;
        let start = Instant::now();
        let processor_start = processor_time();
        self.set(Csr::SubmissionDoorbell, self.submitted)?;
        let wake = self.device.wait(WaitBudget { wall: Duration::MAX, cycles: u64::MAX })?;
        let wall = start.elapsed();
        let processor = processor_start.and_then(|start| processor_time()?.checked_sub(start));
        let time = processor.filter(|_| self.threads == 1).unwrap_or(wall);
        let mut entry = [0; COMPLETION_BYTES];
        self.device.read_memory(self.base + QUEUE_BYTES + slot * COMPLETION_BYTES as u64, &mut entry)?;
        let fault = Completion::decode(&entry)?.fault;
        anyhow::ensure!(wake == Wake::Interrupt && fault.is_none(), "{wake:?}, {fault:?}");
        self.set(Csr::CompletionHead, self.submitted)?;
        self.set(Csr::InterruptStatus, u32::MAX)?;
        Ok(time)
    }
}

/// Processor time of all threads of this process, where the system tells it.
fn processor_time() -> Option<Duration> {
    let mut nanoseconds = 0;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        nanoseconds += text.split_whitespace().next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(nanoseconds))
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |index: usize| arguments.get(index).map(String::as_str);
    let network = if argument(0) == Some("3d-gan") { GAN_3D } else { DCGAN };
    let batch: u32 = argument(1).unwrap_or("16").parse()?;
    let threads = argument(2).unwrap_or("1").parse()?;
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut bench = Bench::new(threads)?;
    println!("{:<10} {:>10} {:>14} {:>10}", "layer", "ms/image", "MMAC/image", "GMAC/s");
    let mut total = (0.0, 0);
    for shape in network {
        let (record, constants) = layer(shape, &mut rng);
        let ops = [MicroOp::LayerBegin { record: 8 }, MicroOp::LayerEnd {}, MicroOp::Halt {}];
        for (index, op) in ops.into_iter().enumerate() {
            bench.write(Segment::Program, 8 * index as u64, &op.encode()?.to_le_bytes())?;
        }
        bench.write(Segment::Program, 64, &record.encode())?;
        bench.write(Segment::Constants, 0, &constants)?;
        let elements = record.inputs[0].elements() * u64::from(batch);
        let input: Vec<u8> = (0..elements).flat_map(|_| weight(&mut rng).to_le_bytes()).collect();
        bench.write(Segment::Input, 0, &input)?;
        let mut times = (0..ROUNDS).map(|_| bench.run(batch)).collect::<Result<Vec<_>, _>>()?;
        times.sort_unstable();
        let milliseconds = times[ROUNDS / 2].as_secs_f64() * 1e3 / f64::from(batch);
        report(shape.name, milliseconds, record.cost.macs_effective);
        total = (total.0 + milliseconds, total.1 + record.cost.macs_effective);
    }
    report("total", total.0, total.1);
    Ok(())
}

fn report(name: &str, milliseconds: f64, macs: u64) {
    let giga_per_second = macs as f64 / milliseconds / 1e6;
    println!("{name:<10} {milliseconds:>10.3} {:>14.2} {giga_per_second:>10.1}", macs as f64 / 1e6);
}
