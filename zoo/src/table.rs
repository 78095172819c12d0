//! The layer tables of `networks.json` as Rust types.
//!
//! The file is part of the program, so reading it cannot fail at run time; the tests of this module
//! recompute every count in it from the geometry.

use serde::{Deserialize, Serialize};
use std::ops::Add;

/// How a network of the zoo came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Trained for this project; weights are real.
    Trained,
    /// Layers read from the code named as source.
    Code,
    /// The code named as source with other parameters.
    Variant,
    /// Layers read from somebody else's re-implementation.
    Reimplementation,
    /// Rebuilt from a paper's description; not verified.
    Reconstruction,
}

/// The operator that does the work of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Fully connected.
    Fc,
    /// Convolution, after nearest-neighbour upsampling where [`Layer::upsample`] says so.
    Conv,
    /// Transposed convolution.
    Tconv,
}

/// What normalises the result of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Norm {
    /// Nothing.
    None,
    /// Batch normalisation, one scale and shift per channel.
    Batch,
}

/// The function at the end of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Activation {
    /// Identity.
    #[serde(rename = "none")]
    None,
    /// `max(x, 0)`.
    #[serde(rename = "relu")]
    Relu,
    /// `x < 0 ? 0.2 x : x`.
    #[serde(rename = "lrelu0.2")]
    LeakyRelu,
    /// Hyperbolic tangent.
    #[serde(rename = "tanh")]
    Tanh,
    /// Logistic sigmoid.
    #[serde(rename = "sigmoid")]
    Sigmoid,
    /// Softmax over classes. Left out of the exported model, which ends at the logits.
    #[serde(rename = "softmax")]
    Softmax,
}

/// Work and size of a layer or of a network, for one image. Biases are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Counts {
    /// Multiply-accumulates of a plain convolution over the zero-inserted, bordered (or upsampled) map.
    pub macs_dense: u64,
    /// `macs_dense` without the taps on zeros inserted inside the map; all border taps run.
    pub macs_strict: u64,
    /// Only taps on the stride lattice, border included. After upsampling, taps on one pixel count once.
    pub macs_lattice: u64,
    /// Only taps on real input pixels: neither inserted zeros nor border.
    pub macs_effective: u64,
    /// Weights of the operator.
    pub weights: u64,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            macs_dense: self.macs_dense + other.macs_dense,
            macs_strict: self.macs_strict + other.macs_strict,
            macs_lattice: self.macs_lattice + other.macs_lattice,
            macs_effective: self.macs_effective + other.macs_effective,
            weights: self.weights + other.weights,
        }
    }
}

/// One layer: operator, normalisation, activation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Layer {
    /// Operator.
    pub op: Op,
    /// Channels, then spatial extents, of the input of one image.
    pub in_shape: Vec<usize>,
    /// Channels, then spatial extents, of the output of one image.
    pub out_shape: Vec<usize>,
    /// Kernel extent of every spatial axis; 1 for [`Op::Fc`].
    #[serde(default = "one")]
    pub kernel: usize,
    /// Stride of every spatial axis; 1 for [`Op::Fc`].
    #[serde(default = "one")]
    pub stride: usize,
    /// Padding (convolution) or crop (transposed convolution) at begin and end of every spatial axis.
    #[serde(default)]
    pub padding: [usize; 2],
    /// Factor of nearest-neighbour upsampling in front of the operator; 1 is none.
    #[serde(default = "one")]
    pub upsample: usize,
    /// Whether the operator adds a bias.
    #[serde(default)]
    pub bias: bool,
    /// Normalisation after the operator.
    pub norm: Norm,
    /// Activation after the normalisation.
    pub act: Activation,
    /// Whether this transposed convolution starts from a single pixel, which is a matrix-vector product:
    /// speedups over transposed convolutions leave it out.
    #[serde(default)]
    pub projection: bool,
    /// Work and size.
    #[serde(flatten)]
    pub counts: Counts,
}

impl Layer {
    /// Spatial axes of the layer; a fully connected one has those of its output.
    pub fn spatial_axes(&self) -> usize {
        self.out_shape.len() - 1
    }

    /// Values in the operator's bias, 0 without one.
    pub(crate) fn bias_values(&self) -> usize {
        match (self.bias, self.op) {
            (false, _) => 0,
            (true, Op::Fc) => self.out_shape.iter().product(),
            (true, Op::Conv | Op::Tconv) => self.out_shape[0],
        }
    }

    /// Trained values: weights, biases, scale and shift of the normalisation.
    pub fn parameters(&self) -> u64 {
        let norm_values = if self.norm == Norm::Batch { 2 * self.out_shape[0] } else { 0 };
        self.counts.weights + (self.bias_values() + norm_values) as u64
    }
}

/// A network as the file has it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Network {
    pub name: String,
    pub status: Status,
    pub source: String,
    #[serde(default)]
    pub note: String,
    pub generator: NetworkPart,
    pub discriminator: Option<NetworkPart>,
}

/// Generator or discriminator of a network as the file has it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct NetworkPart {
    pub description: String,
    /// The last this many inputs are a one-hot class.
    #[serde(default)]
    pub classes: usize,
    pub layers: Vec<Layer>,
}

#[derive(Deserialize)]
struct File {
    networks: Vec<Network>,
}

fn one() -> usize {
    1
}

/// The networks of `networks.json` in its order.
pub(crate) fn networks() -> impl Iterator<Item = Network> {
    let file: File = serde_json::from_str(include_str!("../networks.json"))
        .expect("networks.json is part of the program and checked by the tests");
    file.networks.into_iter()
}

#[cfg(test)]
mod test {
    use super::*;

    fn all_layers() -> Vec<(String, Layer)> {
        let mut layers = Vec::new();
        for network in networks() {
            for part in [Some(network.generator), network.discriminator].into_iter().flatten() {
                layers.extend(part.layers.into_iter().map(|layer| (network.name.clone(), layer)));
            }
        }
        layers
    }

    /// Taps of one axis, counted one by one: all, inside the zero-inserted map, on the lattice, on real pixels.
    fn axis_taps(layer: &Layer, extent: usize, out_extent: usize) -> [u64; 4] {
        let [n, k, s, u, pad] = [extent, layer.kernel, layer.stride, layer.upsample, layer.padding[0]]
            .map(|value| i64::try_from(value).unwrap());
        let (mut dense, mut inside, mut lattice, mut effective) = (0, 0, 0, 0);
        for y in 0..out_extent as i64 {
            let mut last_source = i64::MIN;
            for tap in 0..k {
                dense += 1;
                if layer.op == Op::Tconv {
                    let at = y + pad - tap;
                    inside += u64::from((0..=(n - 1) * s).contains(&at));
                    lattice += u64::from(at % s == 0);
                    effective += u64::from(at % s == 0 && (0..n).contains(&at.div_euclid(s)));
                } else {
                    let source = (y * s + tap - pad).div_euclid(u);
                    lattice += u64::from(source != last_source);
                    effective += u64::from(source != last_source && (0..n).contains(&source));
                    last_source = source;
                }
            }
        }
        [dense, inside, lattice, effective]
    }

    fn recount(layer: &Layer) -> Counts {
        let channels = (layer.in_shape[0] * layer.out_shape[0]) as u64;
        if layer.op == Op::Fc {
            let macs = layer.in_shape.iter().chain(&layer.out_shape).product::<usize>() as u64;
            return Counts {
                macs_dense: macs,
                macs_strict: macs,
                macs_lattice: macs,
                macs_effective: macs,
                weights: macs,
            };
        }
        let mut taps = [1; 4];
        for (n, o) in layer.in_shape[1..].iter().zip(&layer.out_shape[1..]) {
            for (total, axis) in taps.iter_mut().zip(axis_taps(layer, *n, *o)) {
                *total *= axis;
            }
        }
        let [dense, inside, lattice, effective] = taps;
        let strict = if layer.op == Op::Tconv { dense - inside + effective } else { dense };
        Counts {
            macs_dense: channels * dense,
            macs_strict: channels * strict,
            macs_lattice: channels * lattice,
            macs_effective: channels * effective,
            weights: channels * (layer.kernel as u64).pow(layer.spatial_axes() as u32),
        }
    }

    #[test]
    fn counts_equal_an_enumeration_of_all_taps() {
        for (network, layer) in all_layers() {
            assert_eq!(recount(&layer), layer.counts, "{network}: {layer:?}");
        }
    }

    #[test]
    fn geometry_gives_the_listed_output_extents() {
        for (network, layer) in all_layers().into_iter().filter(|(_, layer)| layer.op != Op::Fc) {
            let pads: usize = layer.padding.iter().sum();
            for (n, o) in layer.in_shape[1..].iter().zip(&layer.out_shape[1..]) {
                let computed = match layer.op {
                    Op::Tconv => (n - 1) * layer.stride + layer.kernel - pads,
                    _ => (n * layer.upsample + pads - layer.kernel) / layer.stride + 1,
                };
                assert_eq!(computed, *o, "{network}: {layer:?}");
            }
        }
    }

    #[test]
    fn each_layer_takes_what_the_one_before_makes() {
        for network in networks() {
            for part in [Some(network.generator), network.discriminator].into_iter().flatten() {
                for pair in part.layers.windows(2) {
                    assert_eq!(pair[0].out_shape, pair[1].in_shape, "{}", network.name);
                }
            }
        }
    }

    #[test]
    fn totals_of_the_literature_are_met() {
        let transposed = |name: &str| {
            let network = networks().find(|network| network.name == name).unwrap();
            network
                .generator
                .layers
                .iter()
                .filter(|layer| layer.op == Op::Tconv && !layer.projection)
                .fold(Counts::default(), |sum, layer| sum + layer.counts)
        };
        assert_eq!(transposed("dcgan").macs_dense, 648_806_400);
        assert_eq!(transposed("dcgan").macs_effective, 136_042_176);
        assert_eq!(transposed("dcgan-sd").macs_lattice, 109_772_800);
        assert_eq!(transposed("gp-gan").macs_lattice, 103_809_024);
    }
}
