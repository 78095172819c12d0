//! The small programs of the suite, and what is common to running them.

use std::time::Duration;

use driver::{Deadline, Device, JobHandle, LoadedProgram, OpenOptions};
use isa::numerics::Requantisation;
use isa::ops::MicroOp;
use isa::program::{Interface, Mode, Port, Program};
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, TensorRef};
use isa::segment::Segment;
use isa::{ArchConfig, FINGERPRINT};

use super::Harness;

/// Long enough for any job of the suite on any target that works.
pub const PATIENCE: Deadline = Deadline { wall: Duration::from_secs(60), cycles: 1 << 40 };
/// 16-bit samples of one image, in and out.
pub const SAMPLES: usize = 32;
/// Bytes of one image.
pub const IMAGE_BYTES: usize = 2 * SAMPLES;

/// What a program of the suite does. Images have 32 samples in and out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixture {
    /// Multiplies every sample by this factor.
    Scale(i16),
    /// Doubles every sample, and takes at least 65536 array cycles for every image.
    Slow,
    /// Reads far outside the input window.
    OutsideWindow,
}

/// A program of one layer record, for targets that run records.
pub fn record_program(fixture: Fixture, arch: ArchConfig) -> Program {
    let (factor, cycles, input_offset) = match fixture {
        Fixture::Scale(factor) => (factor, 16, 0),
        Fixture::Slow => (2, 1 << 17, 0),
        Fixture::OutsideWindow => (2, 16, 1 << 32),
    };
    let tensor = |segment, offset| TensorRef {
        segment,
        offset,
        image_stride: IMAGE_BYTES as u64,
        shape: [1, 1, 1, SAMPLES as u32],
        strides: [1; 4],
    };
    // Multiplied by 2^14 and shifted by 14: requantisation changes nothing.
    let identity = Requantisation { bias: 0, positive: 1 << 14, negative: 1 << 14, shift: 14 };
    let mut constants = vec![0; 128];
    constants[..2].copy_from_slice(&factor.to_le_bytes());
    constants[64..80].copy_from_slice(&identity.encode());
    let record = LayerRecord {
        name: format!("{fixture:?}"),
        op: LayerOp::Mul,
        operation: Operation::Linear { coefficients: 0 },
        inputs: vec![tensor(Segment::Input, input_offset)],
        output: tensor(Segment::Output, 0),
        post: PostProcess { requantisation: 64, clamp: (i16::MIN, i16::MAX), table: None },
        cost: Cost { macs_effective: SAMPLES as u64, body_cycles: [16 * cycles, cycles], ..Cost::default() },
    };
    let code = [MicroOp::LayerBegin { record: 3 }, MicroOp::LayerEnd {}, MicroOp::Halt {}];
    let port = |name: &str| Port {
        name: name.into(),
        batched: true,
        dims: vec![SAMPLES as u32],
        strides: vec![1],
        offset: 0,
        scale: 1.0,
    };
    Program {
        arch,
        mode: Mode::Reorganised,
        code: code.map(|op| op.encode().expect("operands fit")).into(),
        records: record.encode(),
        constants,
        interface: Interface {
            inputs: vec![port("x")],
            outputs: vec![port("y")],
            image_bytes: [IMAGE_BYTES as u64, IMAGE_BYTES as u64, 0],
        },
        info: vec![("fingerprint".into(), format!("{FINGERPRINT:#018x}"))],
    }
}

/// The same for targets that execute micro-ops: the record's microprogram, one image at a time.
pub fn micro_op_program(fixture: Fixture, arch: ArchConfig) -> Program {
    let program = record_program(fixture, arch);
    let records = program.layers().expect("own record");
    let mut code = compiler::microprogram(&records, &arch, program.mode).expect("fits the array");
    if fixture == Fixture::Slow {
        delay(&mut code);
    }
    Program { code, ..program }
}

/// Puts 65536 idle cycles into the body for one image, and takes the other body away.
fn delay(code: &mut Vec<u64>) {
    let decode = |&word: &u64| MicroOp::decode(word).expect("own code");
    let is_begin = |op: &MicroOp| matches!(op, MicroOp::BatchBegin { images: 1, .. });
    let begin = code.iter().position(|word| is_begin(&decode(word))).expect("a body for one image");
    let nop = MicroOp::Nop {}.encode().expect("has no operands");
    let removed = begin;
    *code = code.split_off(begin);
    code.splice(1..1, std::iter::repeat_n(nop, 1 << 16));
    let length = code.len() as u32 - 2;
    let moved = |record: u32| record + (1 << 16) - removed as u32;
    for word in code.iter_mut() {
        let op = match decode(word) {
            MicroOp::BatchBegin { images, .. } => MicroOp::BatchBegin { images, length },
            MicroOp::LayerBegin { record } => MicroOp::LayerBegin { record: moved(record) },
            other => other,
        };
        *word = op.encode().expect("operands fit");
    }
}

/// Opens the target through the driver.
pub fn open(harness: &mut dyn Harness, options: OpenOptions) -> Device {
    Device::open(harness.open(), options).expect("the target opens")
}

/// Loads a fixture.
pub fn load(harness: &mut dyn Harness, device: &mut Device, fixture: Fixture) -> LoadedProgram {
    let program = harness.program(fixture, device.identity().arch);
    device.load(&program).expect("the program loads")
}

/// Input images that differ from job to job, small enough to be scaled without saturation.
pub fn input(seed: usize, batch: u32) -> Vec<u8> {
    let sample = |index: usize| ((index * 37 + seed * 101) % 1999) as i16 - 999;
    (0..batch as usize * SAMPLES).flat_map(|index| sample(index).to_le_bytes()).collect()
}

/// Checks the output of a job against its input.
pub fn check_output(device: &mut Device, job: &JobHandle, input: &[u8], factor: i16) {
    let mut output = vec![0; job.output_bytes() as usize];
    device.read_output(job, &mut output).expect("the job is complete");
    let scaled = |sample: &[u8]| (i16::from_le_bytes([sample[0], sample[1]]) * factor).to_le_bytes();
    let expected: Vec<u8> = input.chunks_exact(2).flat_map(scaled).collect();
    assert_eq!(output, expected, "output of job {}", job.sequence());
}

/// Runs one job and checks its output: the device works.
pub fn check_one_job(device: &mut Device, program: &LoadedProgram, factor: i16) {
    let images = input(7, 3);
    let job = device.submit(program, 3, &images).expect("the job is submitted");
    device.wait(&job, PATIENCE).expect("the job completes");
    check_output(device, &job, &images, factor);
}
