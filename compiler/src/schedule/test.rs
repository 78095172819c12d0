//! Plans cover every output exactly once, whatever the layer and the array.

use std::collections::BTreeMap;

use isa::ArchConfig;
use isa::phase::{KernelAxis, PhaseAxis};
use isa::program::Mode;
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, TensorRef};
use isa::segment::Segment;
use proptest::prelude::*;

use super::plan::Plan;
use super::work::Work;
use super::{BODY_IMAGES, emit_code, plan_layer};

fn tensor(segment: Segment, shape: [u32; 4]) -> TensorRef {
    let [c, d, h, w] = shape;
    let image_stride = 2 * u64::from(c * d * h * w);
    TensorRef { segment, offset: 0, image_stride, shape, strides: [1, h * w * c, w * c, c] }
}

/// A transposed or ordinary convolution over one to three axes.
fn record(
    channels: [u32; 2],
    groups: u32,
    extents: [u32; 3],
    kernels: [KernelAxis; 3],
    up: bool,
) -> LayerRecord {
    let axes = std::array::from_fn(|axis| {
        let KernelAxis { kernel, stride, dilation, .. } = kernels[axis];
        let reach = (kernel - 1) * dilation + 1;
        let input = extents[axis];
        match up {
            true => PhaseAxis::transposed_convolution(input, (input - 1) * stride + reach, kernels[axis]).0,
            false => PhaseAxis::convolution(input, input.div_ceil(stride), kernels[axis]).0,
        }
    });
    let of = |c: u32, extent: fn(&PhaseAxis) -> u32| {
        let [d, h, w]: [u32; 3] = std::array::from_fn(|axis| extent(&axes[axis]));
        [c * groups, d, h, w]
    };
    let (input, output) = (of(channels[0], |axis| axis.input), of(channels[1], |axis| axis.output));
    LayerRecord {
        name: "layer".into(),
        op: LayerOp::Conv,
        inputs: vec![tensor(Segment::Input, input)],
        output: tensor(Segment::Output, output),
        operation: Operation::Convolution { axes, groups, weights: 0 },
        post: PostProcess { requantisation: 0, clamp: (i16::MIN, i16::MAX), table: None },
        cost: Cost::default(),
    }
}

prop_compose! {
    fn layers()(
        channels in [1u32..40, 1u32..40],
        groups in 1u32..4,
        extents in [1u32..5, 1u32..9, 1u32..9],
        kernels in [1u32..3, 1u32..6, 1u32..6],
        stride in 1u32..4,
        dilation in 1u32..3,
        pad_begin in 0i32..3,
        up: bool,
    ) -> LayerRecord {
        let axis = |kernel| KernelAxis { kernel, stride, dilation, pad_begin };
        record(channels, groups, extents, kernels.map(axis), up)
    }
}

/// How often each output block of each image is computed.
fn coverage(work: &Work, plan: &Plan, arch: &ArchConfig) -> BTreeMap<(u32, u32, [u32; 3]), u32> {
    let phases = Plan::phases(work);
    let mut seen = BTreeMap::new();
    plan.for_each_step(work, arch, |step| {
        for pv in (0..arch.pv_count).filter(|_| step.last) {
            let Some(a) = plan.assignment(work, arch, &phases, step, pv) else { continue };
            for d in a.outputs.t[0].clone() {
                for h in a.outputs.t[1].clone() {
                    for w in a.outputs.t[2].clone() {
                        let place = [d, h, w];
                        let y = std::array::from_fn(|axis| {
                            place[axis] * work.axes[axis].phases.len() as u32 + a.outputs.phase[axis] as u32
                        });
                        *seen.entry((a.image, a.block, y)).or_insert(0) += 1;
                    }
                }
            }
        }
    });
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_output_is_computed_once(record in layers(), pvs in 1u32..17, pes in 1u32..17, dense: bool) {
        let arch = ArchConfig::with_geometry(pvs, pes);
        let mode = if dense { Mode::Dense } else { Mode::Reorganised };
        let lines = Work::allows_input_lanes(&record, &arch).then_some(0);
        for lines in [None, lines] {
            let layer = plan_layer(&record, &arch, mode, lines).expect("fits");
            for ((plan, _), images) in layer.plans.iter().zip(BODY_IMAGES) {
                let seen = coverage(&layer.work, plan, &arch);
                let positions: u32 = record.output.shape[1..].iter().product();
                let expected = images * layer.work.blocks(&arch) * positions;
                prop_assert_eq!(seen.len() as u32, expected);
                prop_assert!(seen.values().all(|&count| count == 1));
            }
            prop_assert!(!emit_code(&[layer], &[0], &arch, mode).expect("encodes").is_empty());
        }
    }
}

#[test]
fn a_kernel_larger_than_the_scratchpad_is_summed_in_parts() {
    let wide = KernelAxis { kernel: 60, stride: 1, dilation: 1, pad_begin: 0 };
    let one = KernelAxis { kernel: 1, ..wide };
    let mut pooling = record([1, 1], 5, [1, 60, 60], [one, wide, wide], false);
    let Operation::Convolution { axes, .. } = &mut pooling.operation else { panic!("is a convolution") };
    (axes[1].output, axes[2].output) = (1, 1);
    pooling.output.shape = [5, 1, 1, 1];
    let layer = plan_layer(&pooling, &ArchConfig::REFERENCE, Mode::Reorganised, None).expect("fits");
    assert!(layer.plans[1].0.parts(&layer.work).len() > 1);
}
