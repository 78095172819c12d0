//! What a layer costs: exact counts of multiplications and bytes, and a prediction of array cycles.
//!
//! The prediction distributes *tasks* over the processing vectors (PVs) of the array. A task is one output row
//! of one phase (or a segment of its columns) for as many output channels as one PV computes at a time. Two
//! mappings of the processing elements (PEs) of a PV compete, as the compiler would choose between them:
//!
//! - **channels out**: each PE has its own output channel, all share the input;
//! - **channels in**: the PEs split the summands of one output channel and add up horizontally.
//!
//! Border taps are skipped, ragged ends are paid for in full, loading of weights and activations is assumed to
//! hide behind computation. Memory time is the business of `isa::record::Cost::predicted_cycles`; levels that
//! execute micro-ops measure what this file predicts.

use std::collections::BTreeMap;

use isa::ArchConfig;
use isa::phase::PhaseAxis;
use isa::program::Mode;
use isa::record::Cost;

use crate::layer::{Convolution, Layer, LayerKind, View};

/// Rows of one phase that use the same number of taps.
#[derive(Debug, Clone, Copy, PartialEq)]
struct RowClass {
    rows: u64,
    /// Taps along depth and height that each of these rows uses.
    outer_taps: u64,
    /// Taps along the width, summed over the columns of a row.
    column_taps: u64,
    columns: u64,
}

/// Counts and prediction for one layer. Element-wise layers multiply too, but no convolution: their
/// counts of multiply-accumulates are 0 in all three senses.
pub(crate) fn of_layer(layer: &Layer, arch: &ArchConfig, mode: Mode, constant_bytes: u64) -> Cost {
    let distinct = |view: &View| 2 * view.elements() as u64;
    let image_bytes = layer.inputs.iter().chain([&layer.output]).map(distinct).sum();
    let elements = layer.output.elements() as u64;
    // Each PV post-processes one output per cycle, whatever its PEs do.
    let post_cycles = elements.div_ceil(arch.pv_count.into());
    let base = Cost { constant_bytes, image_bytes, ..Cost::default() };
    match &layer.kind {
        LayerKind::Convolution(convolution) => {
            let classes = match mode {
                Mode::Reorganised => row_classes(&convolution.axes),
                Mode::Dense => vec![dense_class(convolution)],
            };
            Cost {
                compute_cycles: cycles(convolution, &classes, arch).max(post_cycles),
                ..counts(convolution, base)
            }
        }
        LayerKind::Linear { .. } | LayerKind::Product => {
            let products = elements.saturating_mul(layer.inputs.len() as u64);
            Cost { compute_cycles: products.div_ceil(arch.pe_total()).max(post_cycles), ..base }
        }
    }
}

fn counts(convolution: &Convolution, base: Cost) -> Cost {
    let per_tap = (convolution.in_channels / convolution.groups) as u64 * convolution.out_channels as u64;
    let product = |count: fn(&PhaseAxis) -> u64| {
        convolution.axes.iter().map(count).fold(per_tap, |product, taps| product.saturating_mul(taps))
    };
    Cost {
        macs_effective: product(PhaseAxis::effective_taps),
        macs_lattice: product(PhaseAxis::lattice_taps),
        macs_dense: product(|axis| axis.output.into()).saturating_mul(convolution.dense_taps as u64),
        ..base
    }
}

/// The one class of a conventional engine: every row runs every tap, on inserted zeros and border too.
fn dense_class(convolution: &Convolution) -> RowClass {
    let [depth, height, width] = std::array::from_fn(|axis| u64::from(convolution.axes[axis].output));
    RowClass {
        rows: depth * height,
        outer_taps: convolution.dense_taps as u64,
        column_taps: width,
        columns: width,
    }
}

fn row_classes(axes: &[PhaseAxis; 3]) -> Vec<RowClass> {
    let [depth, height, width] = axes;
    let mut classes = Vec::new();
    for (depth_taps, depth_rows) in tap_counts(depth) {
        for (height_taps, height_rows) in tap_counts(height) {
            for phase in 0..width.phases() {
                let columns = width.outputs_of_phase(phase);
                let column_taps = (0..columns).map(|t| taps_at(width, phase + t * width.phases())).sum();
                classes.push(RowClass {
                    rows: depth_rows * height_rows,
                    outer_taps: depth_taps * height_taps,
                    column_taps,
                    columns: columns.into(),
                });
            }
        }
    }
    classes.retain(|class| class.outer_taps * class.column_taps > 0);
    classes
}

/// How many outputs of an axis use how many taps.
fn tap_counts(axis: &PhaseAxis) -> BTreeMap<u64, u64> {
    let mut counts = BTreeMap::new();
    (0..axis.output).for_each(|y| *counts.entry(taps_at(axis, y)).or_default() += 1);
    counts
}

fn taps_at(axis: &PhaseAxis, y: u32) -> u64 {
    axis.taps_of(y).count() as u64
}

/// The fewest cycles over both mappings and all splits of the columns.
fn cycles(convolution: &Convolution, classes: &[RowClass], arch: &ArchConfig) -> u64 {
    let groups = convolution.groups as u64;
    let in_channels = convolution.in_channels as u64 / groups;
    let out_channels = convolution.out_channels as u64;
    let pes = u64::from(arch.pe_count);
    let blocks = groups * (out_channels / groups).div_ceil(pes);
    let mut best = u64::MAX;
    for split in [1, 2, 4, 8, 16] {
        // Tasks of equal length: length -> number.
        let (mut channels_out, mut channels_in) = (BTreeMap::new(), BTreeMap::new());
        for class in classes {
            let segments = split.min(class.columns);
            let column_taps = class.column_taps.div_ceil(segments);
            let rows = class.rows * segments;
            let summands = class.outer_taps * in_channels;
            *channels_out.entry(summands * column_taps).or_default() += rows * blocks;
            *channels_in.entry(summands.div_ceil(pes) * column_taps).or_default() += rows * out_channels;
        }
        best = best.min(makespan(&channels_out, arch)).min(makespan(&channels_in, arch));
    }
    best
}

/// Cycles until the last PV is done when tasks are handed out longest first, each to the PV that is free first.
fn makespan(tasks: &BTreeMap<u64, u64>, arch: &ArchConfig) -> u64 {
    let mut busy = vec![0u64; arch.pv_count as usize];
    let pvs = busy.len() as u64;
    for (&length, &count) in tasks.iter().rev() {
        // As many for everyone, then the rest one by one.
        busy.iter_mut().for_each(|time| *time = time.saturating_add(length.saturating_mul(count / pvs)));
        for _ in 0..count % pvs {
            if let Some(first_free) = busy.iter_mut().min() {
                *first_free = first_free.saturating_add(length);
            }
        }
    }
    busy.into_iter().max().unwrap_or(0)
}

#[cfg(test)]
mod test {
    use super::*;
    use isa::phase::KernelAxis;
    use proptest::prelude::*;

    fn convolution(axes: [PhaseAxis; 3], in_channels: usize, out_channels: usize) -> Convolution {
        Convolution { axes, groups: 1, in_channels, out_channels, weights: Vec::new(), dense_taps: 16 }
    }

    fn transposed(input: u32, output: u32, kernel: u32, stride: u32) -> PhaseAxis {
        let axis = KernelAxis { kernel, stride, dilation: 1, pad_begin: 1 };
        PhaseAxis::transposed_convolution(input, output, axis).0
    }

    proptest! {
        #[test]
        fn prediction_is_never_below_the_effective_work(
            inputs in [1u32..8, 1u32..8, 1u32..8],
            outputs in [1u32..10, 1u32..10, 1u32..10],
            kernel in 1u32..6,
            stride in 1u32..4,
            channels in (1usize..70, 1usize..70),
            array in (1u32..17, 1u32..17),
        ) {
            let axes = std::array::from_fn(|axis| transposed(inputs[axis], outputs[axis], kernel, stride));
            let layer = convolution(axes, channels.0, channels.1);
            let classes = row_classes(&layer.axes);
            let work: u64 = classes.iter().map(|class| class.rows * class.outer_taps * class.column_taps).sum();
            let counts = counts(&layer, Cost::default());
            prop_assert_eq!(work * (channels.0 * channels.1) as u64, counts.macs_effective);
            let arch = ArchConfig::with_geometry(array.0, array.1);
            prop_assert!(cycles(&layer, &classes, &arch) >= counts.macs_effective.div_ceil(arch.pe_total()));
        }
    }

    #[test]
    fn tasks_are_handed_to_the_first_free_vector() {
        let arch = ArchConfig::with_geometry(2, 16);
        let tasks = |list: &[(u64, u64)]| makespan(&list.iter().copied().collect(), &arch);
        assert_eq!(tasks(&[(5, 3)]), 10, "the third task waits");
        assert_eq!(tasks(&[(5, 1), (3, 1), (2, 1)]), 5);
        assert_eq!(tasks(&[(7, 4), (1, 1)]), 15);
        assert_eq!(tasks(&[]), 0);
    }

    #[test]
    fn few_output_channels_are_mapped_by_input_channels() {
        let arch = ArchConfig::REFERENCE;
        let axes = [PhaseAxis::unit(), transposed(32, 64, 4, 2), transposed(32, 64, 4, 2)];
        let layer = convolution(axes, 64, 3);
        let ideal = counts(&layer, Cost::default()).macs_effective / 256;
        let predicted = cycles(&layer, &row_classes(&layer.axes), &arch);
        assert!(predicted < ideal * 21 / 20, "{predicted} cycles, ideal {ideal}");
    }

    #[test]
    fn conventional_engine_runs_every_tap() {
        let axes = [PhaseAxis::unit(), transposed(8, 16, 4, 2), transposed(8, 16, 4, 2)];
        let layer = convolution(axes, 256, 128);
        let predicted = cycles(&layer, &[dense_class(&layer)], &ArchConfig::REFERENCE);
        assert_eq!(predicted * 256, counts(&layer, Cost::default()).macs_dense);
    }
}
