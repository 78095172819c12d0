//! Post-processing in float32: bias, slope, clamp, activation.

use std::ops::Range;

use super::observe::{Extent, LayerExtents};
use crate::layer::Layer;

/// Turns the sums of some output channels, `[row][channel]`, into outputs.
pub(super) fn apply(layer: &Layer, channels: &Range<usize>, sums: &mut [f32]) -> LayerExtents {
    let bias = &layer.bias[channels.clone()];
    let slopes: Vec<f32> = match layer.negative_slope.as_slice() {
        [slope] => vec![*slope; channels.len()],
        slopes => slopes[channels.clone()].to_vec(),
    };
    for row in sums.chunks_exact_mut(channels.len()) {
        for ((value, bias), slope) in row.iter_mut().zip(bias).zip(&slopes) {
            let sum = *value + bias;
            *value = if sum < 0.0 { sum * slope } else { sum };
        }
    }
    if let Some((low, high)) = layer.clamp {
        // Not `clamp`, which panics on bounds that are not numbers; they were checked, NaN values pass.
        sums.iter_mut().for_each(|value| {
            *value = if *value < low {
                low
            } else if *value > high {
                high
            } else {
                *value
            }
        });
    }
    let before_activation = Extent::of(sums);
    let Some(activation) = layer.activation else {
        return LayerExtents { before_activation, output: before_activation };
    };
    sums.iter_mut().for_each(|value| *value = activation.evaluate(f64::from(*value)) as f32);
    LayerExtents { before_activation, output: Extent::of(sums) }
}
