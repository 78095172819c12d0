//! What a layer costs, as far as shapes alone tell: exact counts of multiplications and bytes.
//!
//! Cycles follow from the plan of the layer and are predicted in [`crate::schedule`].

use isa::phase::PhaseAxis;
use isa::record::Cost;

use crate::layer::{Convolution, Layer, LayerKind, View};

/// Counts for one layer. Element-wise layers multiply too, but no convolution: their counts of
/// multiply-accumulates are 0 in all three senses.
pub(crate) fn of_layer(layer: &Layer, constant_bytes: u64) -> Cost {
    let distinct = |view: &View| 2 * view.elements() as u64;
    let image_bytes = layer.inputs.iter().chain([&layer.output]).map(distinct).sum();
    let base = Cost { constant_bytes, image_bytes, ..Cost::default() };
    match &layer.kind {
        LayerKind::Convolution(convolution) => counts(convolution, base),
        LayerKind::Linear { .. } | LayerKind::Product => base,
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
