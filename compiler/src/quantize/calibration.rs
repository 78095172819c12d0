//! Calibration: sample images, and what the network makes of them in float32.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use crate::compile_error::{CompileError, LayerProblem};
use crate::execute::{Extent, LayerExtents, Samples, passes, run_pass};
use crate::layer::LayerGraph;
use crate::network::{MAX_ELEMENTS, Network};

/// Sample inputs that show the compiler how large activations become.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// One array per graph input.
    pub samples: Samples,
    /// Where the samples come from, for the program's information section.
    pub source: String,
}

impl Calibration {
    /// Images of standard normal values from ChaCha8: independent ones, the latents of most generators, and
    /// every other image one value held along all axes but the first, as even areas of a picture are. The sums
    /// of a convolution grow largest on those.
    pub fn seeded(graph: &LayerGraph, seed: u64, images: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let arrays = graph.inputs.iter().map(|port| {
            let area = port.dims.iter().skip(1).fold(1usize, |count, &extent| count.saturating_mul(extent));
            let channels = port.dims.first().copied().unwrap_or(1);
            let copies = if port.batched { images } else { 1 };
            let mut array = Vec::new();
            for image in 0..copies {
                let held = if image % 2 == 1 { area } else { 1 };
                // A longer array belongs to a graph that is about to be refused.
                let draws =
                    channels.saturating_mul(area / held).min(MAX_ELEMENTS.saturating_sub(array.len()) / held);
                for _ in 0..draws {
                    let value = StandardNormal.sample(&mut random);
                    array.extend(std::iter::repeat_n::<f32>(value, held));
                }
            }
            array
        });
        let samples = Samples { images, arrays: arrays.collect() };
        Self { samples, source: format!("{images} images of normal values, seed {seed}") }
    }

    /// The caller's own samples, named by their origin.
    pub fn given(samples: Samples, origin: &str) -> Self {
        let source = format!("{} images of {origin}", samples.images);
        Self { samples, source }
    }
}

/// Observed intervals of inputs and layers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Observation {
    /// One per graph input.
    pub(crate) inputs: Vec<Extent>,
    /// One per layer.
    pub(crate) layers: Vec<LayerExtents>,
}

/// Runs the samples through the network. `progress` receives the finished fraction.
///
/// # Errors
/// Samples that do not fit, or a layer whose values overflow float32.
pub(crate) fn observe(
    network: &Network,
    samples: &Samples,
    progress: &mut dyn FnMut(f32),
) -> Result<Observation, CompileError> {
    samples.check(&network.inputs)?;
    let inputs = samples.arrays.iter().map(|array| Extent::of(array)).collect();
    let mut layers = vec![LayerExtents::default(); network.layers.len()];
    let steps = samples.images * network.layers.len().max(1);
    for images in passes(network, samples.images) {
        let (done, count) = (images.start * network.layers.len(), images.len());
        run_pass(network, samples, images, &mut |index, seen| {
            layers[index] = layers[index].union(seen);
            progress((done + (index + 1) * count) as f32 / steps as f32);
        });
    }
    for (layer, seen) in network.layers.iter().zip(&layers) {
        if !(seen.before_activation.finite && seen.output.finite) {
            return Err(LayerProblem::Overflow.of(&layer.name));
        }
    }
    Ok(Observation { inputs, layers })
}
