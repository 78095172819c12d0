//! Holds execution to plain loops over the definition of a record.

use isa::numerics::{Requantisation, TABLE_ENTRIES, table_lookup};
use isa::phase::{KernelAxis, PhaseAxis};
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, REQUANTISATION_BYTES, TensorRef};
use isa::segment::Segment;
use proptest::prelude::*;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::gather::{Chunk, Gather};
use super::operands::View;
use super::region::{AxisRegion, Region};
use crate::rig::{Rig, SEGMENT_BYTES};

/// The constants segment: rules of up to 2048 channels, a table, and weights to its end.
const REQUANTISATION: u64 = 0;
const TABLE: u64 = 0x8000;
const WEIGHTS: u64 = 0x9000;
/// What is random of the input segment.
const INPUT_BYTES: u64 = SEGMENT_BYTES / 2;
/// The largest batch of a random layer.
const BATCH: u32 = 3;

/// Everything a layer reads, as elements and entries.
struct Data {
    input: Vec<i16>,
    weights: Vec<i16>,
    rules: Vec<Requantisation>,
    table: [i16; TABLE_ENTRIES],
}

fn element(tensor: &TensorRef, image: u32, position: [u32; 4]) -> usize {
    let offset = tensor.offset + u64::from(image) * tensor.image_stride;
    let distance: u64 = (0..4).map(|i| u64::from(position[i]) * u64::from(tensor.strides[i])).sum();
    (offset / 2 + distance) as usize
}

/// `sum` of one output element, from the doc comments of [`Operation`].
fn sum(record: &LayerRecord, data: &Data, image: u32, [channel, d, h, w]: [u32; 4]) -> i64 {
    let value =
        |input: usize, position| i64::from(data.input[element(&record.inputs[input], image, position)]);
    match &record.operation {
        Operation::Product => value(0, [channel, d, h, w]) * value(1, [channel, d, h, w]),
        Operation::Linear { .. } => (0..record.inputs.len())
            .map(|input| {
                let coefficient = data.weights[input * record.output.shape[0] as usize + channel as usize];
                i64::from(coefficient) * value(input, [channel, d, h, w])
            })
            .sum(),
        Operation::Convolution { axes, groups, .. } => {
            let in_channels = record.inputs[0].shape[0] / groups;
            let out_channels = record.output.shape[0] / groups;
            let group = channel / out_channels;
            let mut total = 0;
            for (tap_d, y_d) in axes[0].taps_of(d) {
                for (tap_h, y_h) in axes[1].taps_of(h) {
                    for (tap_w, y_w) in axes[2].taps_of(w) {
                        for c in 0..in_channels {
                            let at = weight_index(axes, group, [d, h, w], [tap_d, tap_h, tap_w]);
                            let at = (at * in_channels as usize + c as usize) * out_channels as usize;
                            let weight = data.weights[at + (channel % out_channels) as usize];
                            total += i64::from(weight) * value(0, [group * in_channels + c, y_d, y_h, y_w]);
                        }
                    }
                }
            }
            total
        }
    }
}

/// Counts the taps that are stored before this one, in the order of the definition.
fn weight_index(axes: &[PhaseAxis; 3], group: u32, position: [u32; 3], tap: [usize; 3]) -> usize {
    let phase: [usize; 3] = std::array::from_fn(|i| (position[i] % axes[i].phases()) as usize);
    let mut before = 0;
    for pd in 0..axes[0].taps.len() {
        for ph in 0..axes[1].taps.len() {
            for pw in 0..axes[2].taps.len() {
                let (d, h, w) = (axes[0].taps[pd].len(), axes[1].taps[ph].len(), axes[2].taps[pw].len());
                if [pd, ph, pw] == phase {
                    let all: usize =
                        axes.iter().map(|axis| axis.taps.iter().map(Vec::len).sum::<usize>()).product();
                    return group as usize * all + before + (tap[0] * h + tap[1]) * w + tap[2];
                }
                before += d * h * w;
            }
        }
    }
    unreachable!("every phase is stored")
}

fn reference(record: &LayerRecord, data: &Data, batch: u32) -> Vec<(usize, i16)> {
    let mut outputs = Vec::new();
    let [channels, depth, height, width] = record.output.shape;
    for image in 0..batch {
        for channel in 0..channels {
            for d in 0..depth {
                for h in 0..height {
                    for w in 0..width {
                        let position = [channel, d, h, w];
                        let rule = &data.rules[channel as usize];
                        let value = rule.apply(sum(record, data, image, position));
                        let value = value.clamp(record.post.clamp.0, record.post.clamp.1);
                        let value = match record.post.table {
                            Some(_) => table_lookup(&data.table, value),
                            None => value,
                        };
                        outputs.push((element(&record.output, image, position), value));
                    }
                }
            }
        }
    }
    outputs
}

/// A view with the axes in the order of `order` (outermost first) and gaps between neighbours.
fn view(segment: Segment, shape: [u32; 4], order: [usize; 4], gaps: [u32; 4]) -> TensorRef {
    let mut strides = [0; 4];
    let mut stride = 1;
    for axis in order.into_iter().rev() {
        stride += gaps[axis];
        strides[axis] = stride;
        stride *= shape[axis];
    }
    let image_stride = 2 * u64::from(stride) + 2 * u64::from(gaps[0]);
    TensorRef { segment, offset: 2 * u64::from(gaps[3]), image_stride, shape, strides }
}

fn orders() -> impl Strategy<Value = [usize; 4]> {
    prop_oneof![Just([1, 2, 3, 0]), Just([0, 1, 2, 3]), Just([0, 1, 2, 3]).prop_shuffle(),]
}

fn gaps() -> impl Strategy<Value = [u32; 4]> {
    prop_oneof![Just([0; 4]), prop::array::uniform4(0u32..3)]
}

fn axes() -> impl Strategy<Value = PhaseAxis> {
    let kernel = (1u32..5, 1u32..4, 1u32..3, -1i32..4, 1u32..6, 1u32..9, 0u32..3);
    let of_operator = kernel.prop_map(|(kernel, stride, dilation, pad_begin, input, output, kind)| {
        let axis = KernelAxis { kernel, stride, dilation, pad_begin };
        match kind {
            0 => PhaseAxis::convolution(input, output, axis).0,
            1 => PhaseAxis::transposed_convolution(input, output, axis).0,
            _ => PhaseAxis::upsampled_convolution(input, output, 2, axis).0,
        }
    });
    // Beyond what operators make: phases without taps, unordered and repeated offsets.
    let taps = prop::collection::vec(prop::collection::vec(-3i32..4, 0..4), 1..4);
    let arbitrary = (1u32..6, 1u32..8, 1u32..4, taps).prop_map(|(input, output, step, taps)| PhaseAxis {
        input,
        output,
        step,
        taps,
    });
    prop_oneof![4 => of_operator, 1 => arbitrary, 2 => Just(PhaseAxis::unit())]
}

fn convolutions() -> impl Strategy<Value = LayerRecord> {
    let channels = prop_oneof![Just((1u32, 1u32)), (1u32..5, 1u32..6), (1u32..40, 1u32..40)];
    let layout = (orders(), gaps(), orders(), gaps());
    (axes(), axes(), axes(), 1u32..4, channels, layout)
        .prop_map(|(d, h, w, groups, channels, layout)| {
            let (input_order, input_gaps, output_order, output_gaps) = layout;
            let axes = [d, h, w];
            let [depth, height, width] = axes.each_ref().map(|axis| axis.input);
            let input = [groups * channels.0, depth, height, width];
            let [depth, height, width] = axes.each_ref().map(|axis| axis.output);
            let output = [groups * channels.1, depth, height, width];
            LayerRecord {
                operation: Operation::Convolution { axes, groups, weights: WEIGHTS },
                inputs: vec![view(Segment::Input, input, input_order, input_gaps)],
                output: view(Segment::Output, output, output_order, output_gaps),
                ..template()
            }
        })
        .prop_filter("more than a segment holds", fits)
}

/// Whether inputs, output and weights lie in their segments without overlap.
fn fits(record: &LayerRecord) -> bool {
    let tensors = record.inputs.iter().chain([&record.output]);
    let weights = record.weight_count().expect("small");
    weights <= (SEGMENT_BYTES - WEIGHTS) / 2
        && tensors.into_iter().all(|tensor| {
            tensor.extent_bytes(BATCH).is_some_and(|bytes| tensor.offset + bytes <= INPUT_BYTES)
        })
}

fn element_wise() -> impl Strategy<Value = LayerRecord> {
    let shape = (1u32..300, 1u32..3, 1u32..4, 1u32..5);
    (shape, 1usize..4, any::<bool>(), orders(), gaps(), orders(), gaps()).prop_map(
        |((c, d, h, w), inputs, product, input_order, input_gaps, output_order, output_gaps)| {
            let input = view(Segment::Input, [c, d, h, w], input_order, input_gaps);
            let operation = match product {
                true => Operation::Product,
                false => Operation::Linear { coefficients: WEIGHTS },
            };
            let count = if product { 2 } else { inputs };
            let inputs =
                (0..count as u64).map(|i| TensorRef { offset: input.offset + 20 * i, ..input }).collect();
            let output = view(Segment::Output, [c, d, h, w], output_order, output_gaps);
            LayerRecord { operation, inputs, output, ..template() }
        },
    )
}

fn template() -> LayerRecord {
    LayerRecord {
        name: "layer".into(),
        op: LayerOp::Conv,
        operation: Operation::Product,
        inputs: Vec::new(),
        output: view(Segment::Output, [1; 4], [0, 1, 2, 3], [0; 4]),
        post: PostProcess { requantisation: REQUANTISATION, clamp: (i16::MIN, i16::MAX), table: None },
        cost: Cost::default(),
    }
}

fn random_data(record: &LayerRecord, rng: &mut impl Rng) -> Data {
    let channels = record.output.shape[0];
    let weights = record.weight_count().expect("small");
    let rule = |rng: &mut dyn Rng| Requantisation {
        bias: rng.random_range(-1 << 40..1 << 40) >> rng.random_range(0..40),
        positive: rng.random(),
        negative: rng.random(),
        shift: rng.random_range(20..45),
    };
    Data {
        input: (0..INPUT_BYTES / 2).map(|_| rng.random()).collect(),
        weights: (0..weights).map(|_| rng.random()).collect(),
        rules: (0..channels).map(|_| rule(rng)).collect(),
        table: std::array::from_fn(|_| rng.random()),
    }
}

fn load(rig: &mut Rig, data: &Data) {
    let bytes = |values: &[i16]| -> Vec<u8> { values.iter().flat_map(|value| value.to_le_bytes()).collect() };
    rig.write(Segment::Input, 0, &bytes(&data.input));
    rig.write(Segment::Constants, WEIGHTS, &bytes(&data.weights));
    let rules: Vec<u8> = data.rules.iter().flat_map(Requantisation::encode).collect();
    assert_eq!(rules.len(), data.rules.len() * REQUANTISATION_BYTES);
    assert!(rules.len() as u64 <= TABLE - REQUANTISATION && 2 * TABLE_ENTRIES as u64 <= WEIGHTS - TABLE);
    assert!(2 * data.weights.len() as u64 <= SEGMENT_BYTES - WEIGHTS);
    rig.write(Segment::Constants, REQUANTISATION, &rules);
    rig.write(Segment::Constants, TABLE, &bytes(&data.table));
}

fn check(record: &LayerRecord, batch: u32, seed: u64) -> Result<(), TestCaseError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let data = random_data(record, &mut rng);
    let mut memories = Vec::new();
    for threads in [1, 2] {
        let mut rig = Rig::new(threads);
        load(&mut rig, &data);
        let completion = rig.run_layer(record, batch);
        prop_assert_eq!(completion.fault, None);
        memories.push(rig.read(Segment::Output, 0, 1 << 20));
    }
    prop_assert_eq!(&memories[0], &memories[1], "one and two threads differ");
    let mut expected = vec![0; 1 << 20];
    for (position, value) in reference(record, &data, batch) {
        expected[2 * position..2 * position + 2].copy_from_slice(&value.to_le_bytes());
    }
    let wrong = memories[0].iter().zip(&expected).position(|(found, expected)| found != expected);
    prop_assert_eq!(wrong, None, "first wrong byte of the output segment");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn convolutions_match_their_definition(record in convolutions(), batch in 1..=BATCH, post in posts(), seed: u64) {
        check(&LayerRecord { post, ..record }, batch, seed)?;
    }

    #[test]
    fn element_wise_layers_match_their_definition(record in element_wise(), batch in 1..=BATCH, post in posts(), seed: u64) {
        check(&LayerRecord { post, ..record }, batch, seed)?;
    }
}

fn posts() -> impl Strategy<Value = PostProcess> {
    (any::<i16>(), any::<i16>(), any::<bool>(), any::<bool>()).prop_map(|(a, b, bounded, table)| {
        PostProcess {
            requantisation: REQUANTISATION,
            clamp: if bounded { (a.min(b), a.max(b)) } else { (i16::MIN, i16::MAX) },
            table: table.then_some(TABLE),
        }
    })
}

/// A dense layer over a line of `positions`, each reading `taps` neighbours.
fn line(positions: u32, taps: i32, channels: (u32, u32)) -> LayerRecord {
    let axis = PhaseAxis { input: positions, output: positions, step: 1, taps: vec![(0..taps).collect()] };
    let axes = [PhaseAxis::unit(), PhaseAxis::unit(), axis];
    let order = [1, 2, 3, 0];
    LayerRecord {
        operation: Operation::Convolution { axes, groups: 1, weights: WEIGHTS },
        inputs: vec![view(Segment::Input, [channels.0, 1, 1, positions], order, [0; 4])],
        output: view(Segment::Output, [channels.1, 1, 1, positions], order, [0; 4]),
        ..template()
    }
}

/// Layers that do not fit one block, one chunk of the sum, or one wave.
#[test]
fn large_layers_match_their_definition() -> Result<(), TestCaseError> {
    check(&line(2, 1, (9000, 5)), 2, 1)?;
    check(&line(3, 3, (3000, 20)), 2, 2)?;
    check(&line(2, 1, (300, 700)), 3, 3)?;
    check(&line(700, 3, (3, 2)), 3, 4)?;
    check(&line(3000, 2, (2, 17)), 2, 5)
}

/// Only a hostile record has such a step; the stride of an axis of one position is never followed.
#[test]
fn positions_far_outside_the_input_gather_zeros() {
    let width = PhaseAxis { input: 1, output: 4096, step: 1 << 24, taps: vec![vec![0]] };
    let axes = [PhaseAxis::unit(), PhaseAxis::unit(), width];
    let region = Region { axes: axes.each_ref().map(|axis| AxisRegion::fused(axis).expect("fuses")) };
    let strides = [1, 1, 1, u32::MAX as usize];
    let view = View { start: 0, image_stride: 0, shape: [1; 4], strides };
    let mut matrix = [-1; 4096];
    let chunk = Chunk { taps: 0..1, channels: 0..1 };
    Gather::new(&[7], &view, &axes, &region).run(0..4096, &chunk, &mut matrix);
    assert_eq!(matrix[0], 7);
    assert_eq!(matrix[1..], [0; 4095]);
}
