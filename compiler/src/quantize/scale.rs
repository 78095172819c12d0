//! Scales of buffers and of the values before an activation.

use super::calibration::Observation;
use crate::layer::{Activation, View};
use crate::network::{Network, is_copy};

/// Largest integer of the symmetric 16-bit range.
const FULL_SCALE: f64 = 32767.0;

/// Real values of one unit, everywhere in a network.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scales {
    /// One per buffer.
    pub(crate) buffers: Vec<f32>,
    /// One per layer.
    pub(crate) layers: Vec<LayerScales>,
}

/// Real values of one unit around one layer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LayerScales {
    pub(crate) inputs: Vec<f64>,
    /// Of the requantised value: before the activation, or the output's where there is none.
    pub(crate) requantised: f64,
    pub(crate) output: f64,
}

impl Scales {
    /// Chooses scales: the largest magnitude that calibration saw, times `headroom`, becomes full scale.
    /// Ranges that are known exactly (tanh, sigmoid) take no headroom, and bounds that a clamp sets cap it.
    pub(crate) fn new(network: &Network, seen: &Observation, headroom: f32) -> Self {
        let headroom = f64::from(headroom);
        let buffers: Vec<f32> = magnitudes(network, seen, headroom).into_iter().map(full_scale).collect();
        let scale = |view: &View| f64::from(buffers[view.buffer]);
        let layers = network.layers.iter().zip(&seen.layers).map(|(layer, seen)| {
            let output = scale(&layer.output);
            let requantised = layer.activation.map_or(output, |activation| {
                let (least, most) = layer.clamp.unwrap_or((f32::NEG_INFINITY, f32::INFINITY));
                let low = (f64::from(seen.before_activation.low) * headroom).max(least.into());
                let high = (f64::from(seen.before_activation.high) * headroom).min(most.into());
                domain(activation, low, high, output) / FULL_SCALE
            });
            LayerScales { inputs: layer.inputs.iter().map(scale).collect(), requantised, output }
        });
        Self { layers: layers.collect(), buffers }
    }
}

/// The magnitude that each buffer must be able to hold.
fn magnitudes(network: &Network, seen: &Observation, headroom: f64) -> Vec<f64> {
    let mut magnitudes = vec![0f64; network.buffers.len()];
    for (port, extent) in network.inputs.iter().zip(&seen.inputs) {
        magnitudes[port.buffer] = magnitudes[port.buffer].max(extent.magnitude() * headroom);
    }
    for (layer, seen) in network.layers.iter().zip(&seen.layers).filter(|(layer, _)| !is_copy(layer)) {
        let calibrated = seen.output.magnitude() * headroom;
        let largest = match (layer.activation, layer.clamp) {
            (Some(activation), _) => bound(activation).unwrap_or(calibrated),
            (None, Some((low, high))) => calibrated.min(low.abs().max(high.abs()).into()),
            (None, None) => calibrated,
        };
        magnitudes[layer.output.buffer] = magnitudes[layer.output.buffer].max(largest);
    }
    // A copy takes over its source's scale, so that it changes no bit.
    for layer in network.layers.iter().filter(|layer| is_copy(layer)) {
        let (from, to) = (layer.inputs[0].buffer, layer.output.buffer);
        magnitudes[to] = magnitudes[to].max(magnitudes[from]);
    }
    magnitudes
}

/// The largest magnitude of a function whose range is bounded.
fn bound(activation: Activation) -> Option<f64> {
    match activation {
        Activation::Tanh | Activation::Sigmoid | Activation::HardSigmoid(..) => Some(1.0),
        Activation::Elu(_) | Activation::Selu(..) | Activation::Softplus | Activation::HardSwish => None,
    }
}

/// The scale whose full scale is `magnitude`, rounded up to 8 significant bits: sums of floats differ in their
/// last bits from one processor to another, and programs should not.
fn full_scale(magnitude: f64) -> f32 {
    const LOW_BITS: u32 = 24 - 8;
    // Something never excited could be of any size; one is as good as any.
    let magnitude = if magnitude > f64::from(f32::MIN_POSITIVE) { magnitude as f32 } else { 1.0 };
    let bits = magnitude.to_bits().div_ceil(1 << LOW_BITS) << LOW_BITS;
    (f64::from(f32::from_bits(bits).min(f32::MAX)) / FULL_SCALE) as f32
}

/// The largest magnitude that the table's domain must cover, when values from `low` to `high` may occur:
/// all of them, but for ends where the function no longer changes by half an output unit.
fn domain(activation: Activation, low: f64, high: f64, output_scale: f64) -> f64 {
    const SHRINK: f64 = 0.98;
    const STEPS: usize = 1000;
    let changes =
        |from: f64, to: f64| (activation.evaluate(from) - activation.evaluate(to)).abs() > output_scale / 2.0;
    let mut covered = high.max(-low);
    // Also true for NaN and for the interval of nothing.
    if !(covered > 1e-6 && covered < f64::from(f32::MAX)) {
        return 1.0;
    }
    for _ in 0..STEPS {
        let smaller = covered * SHRINK;
        if changes(high, high.min(smaller)) || changes(low, low.max(-smaller)) {
            break;
        }
        covered = smaller;
    }
    covered
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn domain_ends_where_the_function_is_flat() {
        let unit = 1.0 / 32767.0;
        let tanh = domain(Activation::Tanh, -100.0, 100.0, unit);
        assert!((5.8..6.3).contains(&tanh), "tanh covers {tanh}");
        let sigmoid = domain(Activation::Sigmoid, -100.0, 100.0, unit);
        assert!((11.0..12.0).contains(&sigmoid), "sigmoid covers {sigmoid}");
        assert_eq!(domain(Activation::Tanh, -0.5, 1.5, unit), 1.5);
        let elu = domain(Activation::Elu(1.0), -100.0, 3.0, 6.0 / 32767.0);
        assert!((8.0..11.0).contains(&elu), "elu covers {elu}");
        assert_eq!(domain(Activation::HardSwish, -2.0, -1.9, unit), 2.0);
    }

    #[test]
    fn scales_are_rounded_up_and_never_zero() {
        assert_eq!(full_scale(1.0), (1.0 / FULL_SCALE) as f32);
        assert_eq!(full_scale(0.0), full_scale(1.0));
        let three = f64::from(full_scale(3.001)) * FULL_SCALE;
        assert!((3.001..3.025).contains(&three), "{three}");
        assert!(full_scale(f64::from(f32::MAX)).is_finite());
        assert!(full_scale(1e-38) > 0.0);
    }
}
