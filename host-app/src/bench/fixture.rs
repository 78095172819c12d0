//! Layers, programs' runs and counts made up for the tests of this module. No test here needs a device.

use isa::ArchConfig;
use isa::phase::{KernelAxis, PhaseAxis};
use isa::program::Mode;
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, TensorRef};
use isa::segment::Segment;
use sim_fallback::cycle::Counts;

use super::measure::{LayerRun, Run};

fn tensor(shape: [u32; 4]) -> TensorRef {
    let strides = [1, shape[3] * shape[2] * shape[0], shape[3] * shape[0], shape[0]];
    TensorRef { segment: Segment::Scratch, offset: 0, image_stride: 1 << 20, shape, strides }
}

/// A layer of 8 channels from 4x4 to 8x8 pixels: a transposed convolution with a 4x4 kernel and stride 2.
/// Its dense multiply-accumulates are given; half of them are effective.
pub(crate) fn record(name: &str, op: LayerOp, macs_dense: u64) -> LayerRecord {
    let axis = KernelAxis { kernel: 4, stride: 2, dilation: 1, pad_begin: 1 };
    let axis = PhaseAxis::transposed_convolution(4, 8, axis).0;
    LayerRecord {
        name: name.into(),
        op,
        operation: Operation::Convolution {
            axes: [PhaseAxis::unit(), axis.clone(), axis],
            groups: 1,
            weights: 0,
        },
        inputs: vec![tensor([8, 1, 4, 4])],
        output: tensor([8, 1, 8, 8]),
        post: PostProcess { requantisation: 0, clamp: (i16::MIN, i16::MAX), table: None },
        cost: Cost {
            macs_effective: macs_dense / 2,
            macs_lattice: macs_dense / 2,
            macs_dense,
            ..Cost::default()
        },
    }
}

/// The same layer from a single pixel: a projection.
pub(crate) fn projection(name: &str) -> LayerRecord {
    let mut record = record(name, LayerOp::Tconv, 64);
    record.inputs = vec![tensor([8, 1, 1, 1])];
    record
}

/// A run in which every layer took the given cycles and issued 1000 multiply-accumulates a layer.
pub(crate) fn run(mode: Mode, batch: u32, layers: Vec<(LayerRecord, u64)>) -> Run {
    let counts = Counts { macs: 1000, busy: 10, stalls: [1, 2, 3, 4], written: 32, ..Counts::default() };
    Run {
        mode,
        arch: ArchConfig::REFERENCE,
        batch,
        cycles: layers.iter().map(|(_, cycles)| cycles).sum(),
        exact_layers: true,
        layers: layers.into_iter().map(|(record, cycles)| LayerRun { record, cycles, counts }).collect(),
        outside: Counts::default(),
    }
}
