//! Programs and records that are wrong, and what time and traffic the right ones take.

use isa::numerics::Requantisation;
use isa::ops::MicroOp;
use isa::phase::PhaseAxis;
use isa::queue::{Completion, ErrorCause, Fault, Window};
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, TensorRef};
use isa::segment::Segment;
use proptest::prelude::*;

use crate::rig::{Rig, SEGMENT_BYTES, code};

const CHANNELS: u32 = 8;

fn tensor(segment: Segment, offset: u64) -> TensorRef {
    let shape = [CHANNELS, 1, 1, 4];
    TensorRef { segment, offset, image_stride: 64, shape, strides: [1, 32, 32, 8] }
}

/// A 1x1 convolution of 8 to 8 channels on 4 positions.
fn record() -> LayerRecord {
    LayerRecord {
        name: "layer".into(),
        op: LayerOp::Conv,
        operation: Operation::Convolution {
            axes: [PhaseAxis::unit(), PhaseAxis::unit(), PhaseAxis::identity(4)],
            groups: 1,
            weights: 0,
        },
        inputs: vec![tensor(Segment::Input, 0)],
        output: tensor(Segment::Output, 0),
        post: PostProcess { requantisation: 0x1000, clamp: (i16::MIN, i16::MAX), table: None },
        cost: Cost {
            macs_effective: 256,
            body_cycles: [1600, 100],
            constant_bytes: 256,
            image_bytes: 128,
            ..Cost::default()
        },
    }
}

fn rig() -> Rig {
    let mut rig = Rig::new(1);
    let rule = Requantisation { positive: 1, negative: 1, shift: 1, bias: 0 };
    let rules: Vec<u8> = (0..CHANNELS).flat_map(|_| rule.encode()).collect();
    rig.write(Segment::Constants, 0x1000, &rules);
    rig
}

fn fault(cause: ErrorCause, segment: Segment, address: u64) -> Option<Fault> {
    Some(Fault { cause, segment: segment as u32, address })
}

fn run_code(ops: &[MicroOp]) -> Completion {
    let mut rig = rig();
    rig.write(Segment::Program, 0x8000, &record().encode());
    rig.load(&code(ops));
    rig.run(&rig.job(1, 2))
}

const BEGIN: MicroOp = MicroOp::LayerBegin { record: 0x1000 };
const END: MicroOp = MicroOp::LayerEnd {};
const HALT: MicroOp = MicroOp::Halt {};
const NOP: MicroOp = MicroOp::Nop {};
const BATCH_END: MicroOp = MicroOp::BatchEnd {};

fn batch_begin(images: u16, length: u32) -> MicroOp {
    MicroOp::BatchBegin { images, length }
}

#[test]
fn a_layer_takes_its_predicted_cycles_and_moves_its_bytes() {
    let batch = 3;
    let completion = rig().run_layer(&record(), batch);
    assert_eq!(completion.fault, None);
    assert_eq!(completion.cycles, record().cost.predicted_cycles(batch));
    assert_eq!(completion.macs, 3 * 256);
    let (code, activations) = (3 * 8 + record().encode().len() as u64, 3 * 2 * 32);
    assert_eq!(completion.bytes_read, code + 2 * 64 + 16 * 8 + activations);
    assert_eq!(completion.bytes_written, activations);
}

#[test]
fn a_prediction_beyond_the_peak_of_the_array_is_not_believed() {
    let mut lying = record();
    lying.cost = Cost::default();
    let Operation::Convolution { axes, .. } = &mut lying.operation else { panic!("is a convolution") };
    axes[2].taps = vec![vec![0; 1000]];
    let completion = rig().run_layer(&lying, 1);
    assert_eq!(completion.cycles, 1000 * 4 * 8 * 8 / 256);
}

#[test]
fn the_body_for_one_image_runs_once_for_all() {
    let once = run_code(&[BEGIN, NOP, END, HALT]);
    assert_eq!(once.fault, None);
    for several in [&[][..], &[batch_begin(16, 4), BEGIN, NOP, END, BATCH_END]] {
        let ops = [several, &[batch_begin(1, 4), BEGIN, NOP, END, BATCH_END, HALT]].concat();
        let completion = run_code(&ops);
        assert_eq!((completion.fault, completion.macs), (None, once.macs));
        assert_eq!(completion.cycles, once.cycles, "the marks take no cycle");
    }
}

#[test]
fn sequences_without_meaning_are_refused_where_they_are() {
    for (ops, index) in [
        (&[END, HALT][..], 0),
        (&[NOP, BATCH_END, HALT], 1),
        (&[batch_begin(1, 2), HALT, BATCH_END], 1),
        (&[batch_begin(0, 1), BATCH_END, HALT], 0),
        (&[batch_begin(2, 0), BATCH_END, HALT], 0),
        (&[batch_begin(2, 2), BATCH_END, HALT], 0),
        (&[batch_begin(1, 3), batch_begin(1, 1), BATCH_END, BATCH_END, HALT], 1),
        (&[BEGIN, HALT], 1),
        (&[BEGIN, NOP, BEGIN, END, END, HALT], 2),
        (&[BEGIN, BATCH_END, END, HALT], 1),
        (&[BEGIN, batch_begin(1, 1), END, HALT], 1),
    ] {
        let found = run_code(ops).fault;
        assert_eq!(found, fault(ErrorCause::IllegalSequence, Segment::Program, index), "{ops:?}");
    }
}

#[test]
fn undefined_words_are_refused_in_and_outside_layers() {
    for (prefix, index) in [(&[][..], 0), (&[NOP], 1), (&[BEGIN, NOP], 2)] {
        let mut rig = rig();
        rig.write(Segment::Program, 0x8000, &record().encode());
        let mut words = code(prefix);
        words.push(u64::MAX);
        rig.load(&words);
        let found = rig.run(&rig.job(1, 1)).fault;
        assert_eq!(found, fault(ErrorCause::UndefinedMicroOp, Segment::Program, index));
    }
}

#[test]
fn a_program_without_halt_runs_into_the_end_of_its_window() {
    let mut rig = rig();
    rig.load(&code(&[NOP; 8]));
    let mut job = rig.job(1, 1);
    job.windows[0] = Window { offset: 0, size: 60 };
    assert_eq!(rig.run(&job).fault, fault(ErrorCause::SegmentViolation, Segment::Program, 60));
}

#[test]
fn records_outside_the_program_or_damaged_are_refused() {
    let outside = run_code(&[MicroOp::LayerBegin { record: u32::MAX }, END, HALT]);
    assert_eq!(outside.fault, fault(ErrorCause::SegmentViolation, Segment::Program, 8 * u64::from(u32::MAX)));
    let none = run_code(&[MicroOp::LayerBegin { record: 0x400 }, END, HALT]);
    assert_eq!(none.fault, fault(ErrorCause::BadRecord, Segment::Program, 0x2000));
    let mut wrong = record();
    wrong.output.shape[3] = 5;
    let found = rig().run_layer(&wrong, 1).fault;
    assert_eq!(found, fault(ErrorCause::BadRecord, Segment::Program, 64));
    let mut rig = rig();
    rig.write(Segment::Constants, 0x1000 + 16 * 5 + 12, &[0]);
    let found = rig.run_layer(&record(), 1).fault;
    assert_eq!(found, fault(ErrorCause::BadRecord, Segment::Constants, 0x1000 + 16 * 5), "a shift of zero");
}

#[test]
fn accesses_outside_every_segment_are_refused() {
    use Segment::{Constants, Input, Output, Scratch};
    let end = SEGMENT_BYTES;
    let violation = |segment| fault(ErrorCause::SegmentViolation, segment, end);
    let with = |change: &dyn Fn(&mut LayerRecord)| {
        let mut changed = record();
        change(&mut changed);
        rig().run_layer(&changed, 2).fault
    };
    let weights = |offset| {
        move |record: &mut LayerRecord| {
            let Operation::Convolution { weights, .. } = &mut record.operation else {
                panic!("is a convolution")
            };
            *weights = offset;
        }
    };
    assert_eq!(with(&weights(end - 128)), None, "the last weights that fit");
    assert_eq!(with(&weights(end - 126)), violation(Constants));
    assert_eq!(with(&weights(u64::MAX)), fault(ErrorCause::SegmentViolation, Constants, u64::MAX));
    assert_eq!(
        with(&weights(1)),
        fault(ErrorCause::MemoryError, Constants, 1),
        "elements lie at even addresses"
    );
    assert_eq!(with(&|record| record.post.requantisation = end - 127), violation(Constants));
    assert_eq!(with(&|record| record.post.table = Some(end - 1024)), violation(Constants));
    assert_eq!(with(&|record| record.inputs[0].offset = end - 128), None);
    assert_eq!(with(&|record| record.inputs[0].offset = end - 126), violation(Input));
    assert_eq!(
        with(&|record| record.inputs[0].image_stride = u64::MAX - 1),
        fault(ErrorCause::SegmentViolation, Input, 0)
    );
    assert_eq!(with(&|record| record.output.offset = end - 126), violation(Output));
    assert_eq!(with(&|record| record.output = tensor(Scratch, end - 128)), None);
    assert_eq!(with(&|record| record.output = tensor(Scratch, end - 126)), violation(Scratch));
    assert_eq!(with(&|record| record.inputs[0] = tensor(Scratch, end - 126)), violation(Scratch));
}

#[test]
fn an_unused_image_stride_may_be_anything() {
    let mut single = record();
    single.inputs[0].image_stride = u64::MAX - 1;
    assert_eq!(rig().run_layer(&single, 1).fault, None);
}

#[test]
fn windows_move_a_job_inside_its_segments() {
    let mut rig = rig();
    let values: Vec<u8> = (1..=8u8).flat_map(|value| [value, 0]).collect();
    let identity: Vec<u8> = (0..64u8).flat_map(|i| [if i % 9 == 0 { 2 } else { 0 }, 0]).collect();
    rig.write(Segment::Constants, 0, &identity);
    rig.write(Segment::Input, 0x200, &values);
    rig.load(&code(&[BEGIN, END, HALT]));
    rig.write(Segment::Program, 0x8000, &record().encode());
    let mut job = rig.job(1, 1);
    job.windows[Segment::Input as usize] = Window { offset: 0x200, size: 64 };
    job.windows[Segment::Output as usize] = Window { offset: 0x40, size: 64 };
    assert_eq!(rig.run(&job).fault, None);
    assert_eq!(rig.read(Segment::Output, 0x40, 16), values);
    job.windows[Segment::Output as usize].size = 63;
    assert_eq!(rig.run(&job).fault, fault(ErrorCause::SegmentViolation, Segment::Output, 63));
}

#[test]
fn a_layer_that_would_never_end_does_not_hold_the_wait_up() {
    let mut endless = record();
    // 2^32 outputs of every image on one element: small in memory, and legal.
    let [input, output] = [Segment::Input, Segment::Output].map(|segment| TensorRef {
        shape: [1 << 20, 1, 1, 1 << 12],
        strides: [0; 4],
        ..tensor(segment, 0)
    });
    endless.operation = Operation::Linear { coefficients: 0 };
    endless.post.requantisation = 0;
    (endless.inputs, endless.output) = (vec![input], output);
    let mut rig = rig();
    rig.write(Segment::Program, 0x8000, &endless.encode());
    rig.load(&code(&[BEGIN, END, HALT]));
    rig.submit(&rig.job(1, 1 << 16));
    assert_eq!(rig.wait(1_000_000_000), driver::transport::Wake::TimedOut);
}

#[test]
fn overlapping_input_and_output_give_the_same_result_on_any_number_of_threads() {
    let memories = [1, 2].map(|threads| {
        let mut rig = Rig::new(threads);
        let rule = Requantisation { positive: 1, negative: -1, shift: 1, bias: 3 };
        let rules: Vec<u8> = (0..CHANNELS).flat_map(|_| rule.encode()).collect();
        rig.write(Segment::Constants, 0x1000, &rules);
        let noise: Vec<u8> = (0..1u32 << 19).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        rig.write(Segment::Constants, 0, &noise[..128]);
        rig.write(Segment::Scratch, 0, &noise);
        let mut shifted = record();
        let shape = [CHANNELS, 1, 1, 20_000];
        let [input, output] = [0, 2].map(|offset| TensorRef { shape, ..tensor(Segment::Scratch, offset) });
        let Operation::Convolution { axes, .. } = &mut shifted.operation else { panic!("is a convolution") };
        axes[2] = PhaseAxis::identity(20_000);
        (shifted.inputs, shifted.output) = (vec![input], output);
        assert_eq!(rig.run_layer(&shifted, 1).fault, None);
        rig.read(Segment::Scratch, 0, 1 << 19)
    });
    assert!(memories[0] == memories[1]);
}

/// Numbers at and near the limits of records.
fn extreme() -> impl Strategy<Value = u32> {
    let near = prop_oneof![Just(0), Just(1 << 12), Just(1 << 16), Just(1 << 24), Just(u32::MAX)];
    prop_oneof![3 => 1u32..6, 1 => (near, -2i32..3).prop_map(|(value, step)| value.wrapping_add_signed(step))]
}

fn extreme_tensor(segment: Segment) -> impl Strategy<Value = TensorRef> {
    let extents = prop::array::uniform4(extreme());
    (extents, prop::array::uniform4(extreme()), extreme(), extreme()).prop_map(
        move |(shape, strides, offset, stride)| TensorRef {
            segment,
            offset: u64::from(offset & !1),
            image_stride: u64::from(stride & !1),
            shape,
            strides,
        },
    )
}

fn extreme_taps() -> impl Strategy<Value = Vec<Vec<i32>>> {
    let offset = prop_oneof![3 => -3i32..4, 1 => extreme().prop_map(|value| value as i32)];
    prop::collection::vec(prop::collection::vec(offset, 0..5), 1..4)
}

/// Layers whose axes fit their tensors, so that most pass the record's own checks.
fn extreme_layer() -> impl Strategy<Value = LayerRecord> {
    let tensors = (extreme_tensor(Segment::Input), extreme_tensor(Segment::Output));
    let taps = prop::array::uniform3((extreme(), extreme_taps()));
    (tensors, taps, 1u32..4, 0u8..4).prop_map(|((input, output), taps, groups, kind)| {
        let mut axis = 0;
        let axes = taps.map(|(step, taps)| {
            axis += 1;
            PhaseAxis { input: input.shape[axis], output: output.shape[axis], step, taps }
        });
        let like_output = TensorRef { shape: output.shape, ..input };
        let (operation, inputs) = match kind {
            0 => (Operation::Linear { coefficients: 0 }, vec![like_output; 3]),
            1 => (Operation::Product, vec![like_output; 2]),
            _ => (Operation::Convolution { axes, groups, weights: 0 }, vec![input]),
        };
        LayerRecord { operation, inputs, output, cost: Cost::default(), ..record() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn extreme_layers_fail_with_a_fault_or_run(layer in extreme_layer(), batch in prop_oneof![1u32..4, Just(1 << 16)]) {
        let mut rig = rig();
        rig.write(Segment::Program, 0x8000, &layer.encode());
        rig.load(&code(&[BEGIN, END, HALT]));
        rig.set(isa::csr::Csr::WatchdogLimit, 1);
        let completion = rig.run(&rig.job(1, batch));
        prop_assert!(completion.cycles <= 65536);
    }

    #[test]
    fn damaged_programs_fail_with_a_fault_or_run(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut rig = rig();
        let mut program: Vec<u8> = code(&[BEGIN, NOP, END, HALT]).iter().flat_map(|word| word.to_le_bytes()).collect();
        let code_bytes = program.len();
        program.extend(record().encode());
        for (index, value) in changes {
            let length = program.len();
            program[index.index(length)] = value;
        }
        rig.write(Segment::Program, 0, &program[..code_bytes]);
        rig.write(Segment::Program, 0x8000, &program[code_bytes..]);
        rig.set(isa::csr::Csr::WatchdogLimit, 1);
        let completion = rig.run(&rig.job(1, 2));
        prop_assert!(completion.cycles <= 65536);
    }
}
