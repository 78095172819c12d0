//! Random weights that keep activations in the range of a trained network.
//!
//! As in He et al. 2015, each layer's weights are scaled by the number of values that one output sums and by
//! their mean square, so that the sums have a deviation near one. What differs here is the number of values:
//! an output of a transposed convolution sees only the kernel taps of its phase, one in `stride^axes`, and
//! outputs at the border see fewer.

use crate::table::{Activation, Layer};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Bias of an operator: small beside sums of deviation one.
pub(super) const OPERATOR_BIAS: Fill = Fill::Normal { deviation: 0.05 };

/// Operands of BatchNormalization in the order of ONNX: statistics near those of the sums, and a scale and
/// shift as training leaves them.
pub(super) const BATCH_NORM: [(&str, Fill); 4] = [
    ("scale", Fill::Uniform { low: 0.8, high: 1.2 }),
    ("shift", Fill::Normal { deviation: 0.1 }),
    ("mean", Fill::Normal { deviation: 0.1 }),
    ("variance", Fill::Uniform { low: 0.7, high: 1.4 }),
];

/// Values of an initialiser.
#[derive(Debug, Clone)]
pub(super) enum Fill {
    /// Near-normal float32 of mean zero.
    Normal { deviation: f32 },
    /// Uniform float32.
    Uniform { low: f32, high: f32 },
    /// These float32.
    Floats(Vec<f32>),
    /// These int64.
    Integers(Vec<i64>),
}

/// An initialiser to be filled when the file is written.
#[derive(Debug, Clone)]
pub(super) struct Initializer {
    pub name: String,
    pub dims: Vec<usize>,
    pub fill: Fill,
}

/// Deviation of the weights of `layer` for an input of this mean square.
pub(super) fn deviation(layer: &Layer, input_mean_square: f64, is_last: bool) -> f32 {
    let sums = layer.out_shape.iter().product::<usize>() as f64;
    // The effective count merges taps on one upsampled pixel, but their weights are drawn one by one.
    let macs = if layer.upsample > 1 { layer.counts.macs_dense } else { layer.counts.macs_effective };
    let summed_values = macs as f64 / sums;
    let target = if is_last { final_deviation(layer) } else { 1.0 };
    (target / (summed_values * input_mean_square).sqrt()) as f32
}

/// Deviation of the last sums: wide enough for the function's range, not so wide that it saturates. A lone
/// score has no other values around it to make up for one that falls far out.
fn final_deviation(layer: &Layer) -> f64 {
    let is_score = layer.out_shape.iter().all(|extent| *extent == 1);
    match layer.act {
        Activation::Tanh => 0.8,
        Activation::Sigmoid if !is_score => 1.5,
        _ => 1.0,
    }
}

/// Mean square of an activation of normal sums with deviation one.
pub(super) fn mean_square_after(activation: Activation) -> f64 {
    match activation {
        Activation::Relu => 0.5,
        Activation::LeakyRelu => (1.0 + 0.2 * 0.2) / 2.0,
        // Only ever last.
        Activation::None | Activation::Tanh | Activation::Sigmoid | Activation::Softmax => 1.0,
    }
}

impl Initializer {
    /// Size of the raw data in bytes.
    pub fn size_bytes(&self) -> usize {
        let bytes_per_value = if matches!(self.fill, Fill::Integers(_)) { 8 } else { 4 };
        self.dims.iter().product::<usize>() * bytes_per_value
    }

    /// Appends the raw data, little-endian.
    pub fn append_to(&self, buffer: &mut Vec<u8>, random: &mut ChaCha8Rng) {
        let count: usize = self.dims.iter().product();
        match &self.fill {
            Fill::Normal { deviation } => append(buffer, (0..count).map(|_| near_normal(random) * deviation)),
            Fill::Uniform { low, high } => {
                append(buffer, (0..count).map(|_| low + (high - low) * unit(random)));
            }
            Fill::Floats(values) => append(buffer, values.iter().copied()),
            Fill::Integers(values) => buffer.extend(values.iter().flat_map(|value| value.to_le_bytes())),
        }
    }
}

fn append(buffer: &mut Vec<u8>, values: impl Iterator<Item = f32>) {
    values.for_each(|value| buffer.extend_from_slice(&value.to_le_bytes()));
}

/// Sum of four uniform values (Irwin-Hall), scaled to deviation one: within 3.5 deviations, and a dozen times
/// faster than an exact normal value for the tens of millions of weights of one file.
fn near_normal(random: &mut ChaCha8Rng) -> f32 {
    const DEVIATION: f32 = 37_837.23; // sqrt(4 * (65536^2 - 1) / 12)
    let word = random.next_u64();
    let sum = (word & 0xffff) + (word >> 16 & 0xffff) + (word >> 32 & 0xffff) + (word >> 48);
    (sum as f32 - 2.0 * 65_535.0) / DEVIATION
}

/// Uniform in 0..1, in steps that float32 holds exactly.
fn unit(random: &mut ChaCha8Rng) -> f32 {
    (random.next_u32() >> 8) as f32 / (1 << 24) as f32
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::find;
    use rand::SeedableRng;

    #[test]
    fn near_normal_has_the_moments_of_a_normal() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let values: Vec<f64> = (0..200_000).map(|_| near_normal(&mut random).into()).collect();
        let moment = |power| values.iter().map(|v| v.powi(power)).sum::<f64>() / values.len() as f64;
        assert!(moment(1).abs() < 0.01);
        assert!((moment(2) - 1.0).abs() < 0.01);
        assert!((moment(4) - 3.0).abs() < 0.4, "four uniforms give 2.7");
    }

    #[test]
    fn transposed_convolution_is_scaled_by_the_taps_of_one_phase() {
        let layer = &find("dcgan-pytorch").unwrap().layers[3];
        // 128 channels, 4x4 kernel at stride 2: 4 taps an output, a little fewer at the border.
        let unpadded = 1.0 / (128.0 * 4.0_f32 * 0.5).sqrt();
        let ratio = deviation(layer, 0.5, false) / unpadded;
        assert!((1.0..1.1).contains(&ratio), "{ratio}");
    }

    #[test]
    fn projection_sums_one_tap() {
        let layer = &find("dcgan-pytorch").unwrap().layers[0];
        assert_eq!(deviation(layer, 1.0, false), 0.1);
    }
}
