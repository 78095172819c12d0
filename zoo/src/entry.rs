//! One entry of the zoo: a generator or a discriminator, what it takes and gives, and what it costs.

use crate::samples::{self, Tensor};
use crate::table::{Activation, Counts, Layer, Network, NetworkPart, Status};
use crate::trained::Trained;
use crate::{ZooError, export};
use serde::Serialize;
use std::borrow::Cow;

/// Seed of the samples of [`Entry::calibration`], away from the small seeds that people type.
const CALIBRATION_SEED: u64 = 0x6361_6c69_6272_6174;
/// Effective multiply-accumulates that a calibration run may cost; networks above it get fewer samples.
const CALIBRATION_MACS: u64 = 16_000_000_000;

/// Which half of a GAN an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Makes pictures or voxels.
    Generator,
    /// Judges them, or encodes and rebuilds them.
    Discriminator,
}

/// The one input or the one output of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Port {
    /// Name of the value in the ONNX graph.
    pub name: &'static str,
    /// Extents of one sample; the graph has the dynamic batch axis `N` in front.
    pub shape: Vec<usize>,
}

/// Inputs, and what onnxruntime makes of them in float32.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Fed to the network.
    pub input: Tensor,
    /// Returned by onnxruntime on a CPU.
    pub output: Tensor,
}

/// A network of the zoo.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Name in lower case; a discriminator ends in `/d`.
    pub name: String,
    /// Generator or discriminator.
    pub part: Part,
    /// One sentence.
    pub description: String,
    /// How sure the layers are.
    pub status: Status,
    /// Repository, revision and file, or paper, that the layers come from.
    pub source: String,
    /// What else there is to know of the network; may be empty.
    pub note: String,
    /// Length of the one-hot class at the end of the input, 0 for a network without classes.
    pub classes: usize,
    /// Input of one sample.
    pub input: Port,
    /// Output of one sample.
    pub output: Port,
    /// Layers in order, with their counts.
    pub layers: Vec<Layer>,
    #[serde(skip)]
    trained: Option<Trained>,
}

impl Entry {
    /// The entries of a network: its generator and, if it has one, its discriminator.
    pub(crate) fn parts_of(mut network: Network) -> Vec<Self> {
        let discriminator = network.discriminator.take();
        let mut entries = vec![Self::new(&network, Part::Generator, &network.generator)];
        entries.extend(discriminator.map(|part| Self::new(&network, Part::Discriminator, &part)));
        entries
    }

    fn new(network: &Network, part: Part, table: &NetworkPart) -> Self {
        let invariant = "every table has layers, as the tests check";
        let (first, last) = (table.layers.first().expect(invariant), table.layers.last().expect(invariant));
        let name = match part {
            Part::Generator => network.name.clone(),
            Part::Discriminator => format!("{}/d", network.name),
        };
        let input = input_port(part, first);
        Self {
            part,
            trained: Trained::named(&name),
            name,
            description: table.description.clone(),
            status: network.status,
            source: network.source.clone(),
            note: network.note.clone(),
            classes: table.classes,
            output: output_port(part, &input, last),
            input,
            layers: table.layers.clone(),
        }
    }

    /// Work and weights of all layers.
    pub fn totals(&self) -> Counts {
        self.layers.iter().fold(Counts::default(), |sum, layer| sum + layer.counts)
    }

    /// Trained values of the network: weights, biases, scale and shift of the normalisations.
    pub fn parameters(&self) -> u64 {
        self.layers.iter().map(Layer::parameters).sum()
    }

    /// Whether the input is a latent vector, not a picture or a grid.
    pub fn takes_latents(&self) -> bool {
        self.input.name == "z"
    }

    /// The bytes of the ONNX file (opset 13, IR version 8), the same on every call and machine.
    ///
    /// Trained models are embedded; the others are written with random weights, in one allocation of the
    /// size of the file.
    pub fn onnx(&self) -> Cow<'static, [u8]> {
        match &self.trained {
            Some(trained) => Cow::Borrowed(trained.generator),
            None => Cow::Owned(export::model(self)),
        }
    }

    /// `count` inputs drawn from `seed`, as `[count, input.shape...]`.
    ///
    /// Latents are normal, followed by one-hot classes in turn where the network has classes. Pictures and
    /// grids are smooth uniform noise in -1..1. The first samples do not depend on `count`.
    ///
    /// # Errors
    /// [`ZooError::TooManySamples`] above [`crate::MAX_ELEMENTS`] values.
    pub fn latents(&self, seed: u64, count: usize) -> Result<Tensor, ZooError> {
        samples::draw(self, seed, count)
    }

    /// Inputs to calibrate a quantisation on: the shipped latents of a trained model, otherwise up to 32
    /// seeded samples, fewer where running them would take long.
    pub fn calibration(&self) -> Tensor {
        match &self.trained {
            Some(trained) => trained.latents(),
            None => {
                let affordable = CALIBRATION_MACS / self.totals().macs_effective.max(1);
                let count = affordable.clamp(4, 32) as usize;
                self.latents(CALIBRATION_SEED, count).expect("32 samples of any entry are below the limit")
            }
        }
    }

    /// The shipped latents of a trained model with the float32 result, `None` for a random network.
    pub fn expected(&self) -> Option<Expected> {
        let trained = self.trained.as_ref()?;
        Some(Expected { input: trained.latents(), output: trained.expected(self.output.name) })
    }
}

fn elements(shape: &[usize]) -> usize {
    shape.iter().product()
}

/// Name of a picture or a grid of voxels, by its spatial axes.
fn picture_name(shape: &[usize]) -> &'static str {
    if shape.len() == 4 { "voxels" } else { "image" }
}

fn input_port(part: Part, first: &Layer) -> Port {
    let shape = first.in_shape.clone();
    let is_latent = part == Part::Generator && elements(&shape[1..]) == 1;
    Port { name: if is_latent { "z" } else { picture_name(&shape) }, shape }
}

fn output_port(part: Part, input: &Port, last: &Layer) -> Port {
    let shape = last.out_shape.clone();
    let name = match part {
        Part::Generator if input.name == "z" => picture_name(&shape),
        // The graph has one name space, and an image is already its input.
        Part::Generator => "generated",
        Part::Discriminator if elements(&shape) == elements(&input.shape) => "reconstruction",
        Part::Discriminator if last.act == Activation::Softmax => "logits",
        Part::Discriminator => "score",
    };
    Port { name, shape }
}

#[cfg(test)]
mod test {
    use crate::{Part, find, list};
    use compiler::onnx::proto::{ModelProto, TensorProto};
    use prost::Message;

    /// FNV-1a, so that the value can stand in a test.
    fn hash(bytes: &[u8]) -> u64 {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
    }

    fn elements(tensor: &TensorProto) -> u64 {
        tensor.dims.iter().map(|extent| u64::try_from(*extent).unwrap()).product()
    }

    /// Values of a model that training sets. Which initialisers those are follows from the operators.
    fn trained_values(model: &ModelProto) -> (u64, u64) {
        let graph = model.graph.as_ref().unwrap();
        let size = |name: &String| {
            elements(graph.initializer.iter().find(|t| t.name.as_ref() == Some(name)).unwrap())
        };
        let (mut weights, mut others) = (0, 0);
        for node in &graph.node {
            match node.op_type.as_deref().unwrap() {
                "Conv" | "ConvTranspose" | "Gemm" => {
                    weights += size(&node.input[1]);
                    others += node.input.get(2).map_or(0, size);
                }
                "BatchNormalization" => others += size(&node.input[1]) + size(&node.input[2]),
                _ => {}
            }
        }
        (weights, weights + others)
    }

    #[test]
    fn every_model_is_deterministic_and_holds_the_listed_parameters() {
        for entry in list() {
            let bytes = entry.onnx();
            let (weights, parameters) = trained_values(&ModelProto::decode(&*bytes).unwrap());
            assert_eq!(weights, entry.totals().weights, "{}", entry.name);
            assert_eq!(parameters, entry.parameters(), "{}", entry.name);
            assert!(bytes == entry.onnx(), "{} differs on the second call", entry.name);
        }
    }

    #[test]
    fn weights_do_not_change_with_versions_of_dependencies() {
        assert_eq!(hash(&find("magan-mnist").unwrap().onnx()), 785_412_714_797_965_110);
    }

    #[test]
    fn ports_of_model_and_entry_agree() {
        for entry in list().iter().filter(|entry| entry.totals().weights < 20_000_000) {
            let bytes = entry.onnx();
            let graph = ModelProto::decode(&*bytes).unwrap().graph.unwrap();
            assert_eq!(graph.input[0].name.as_deref(), Some(entry.input.name), "{}", entry.name);
            assert_eq!(graph.output[0].name.as_deref(), Some(entry.output.name), "{}", entry.name);
            assert_ne!(entry.input.name, entry.output.name, "{}", entry.name);
        }
    }

    #[test]
    fn trained_models_ship_what_they_should_make() {
        for (name, count) in [("fashion", 80), ("furniture", 36)] {
            let entry = find(name).unwrap();
            let expected = entry.expected().unwrap();
            assert_eq!(expected.input.shape[0], count);
            assert_eq!(expected.input.shape[1..], entry.input.shape);
            assert_eq!(expected.output.shape[0], count);
            assert_eq!(expected.output.shape[1..], entry.output.shape);
            assert_eq!(expected.input, entry.calibration());
        }
        assert!(find("dcgan").unwrap().expected().is_none());
    }

    #[test]
    fn calibration_costs_a_bounded_run() {
        assert_eq!(find("dcgan-pytorch").unwrap().calibration().shape[0], 32);
        assert_eq!(find("3d-gan").unwrap().calibration().shape[0], 4);
    }

    #[test]
    fn parts_have_the_ports_of_their_kind() {
        let ports = |name: &str| {
            let entry = find(name).unwrap();
            (entry.input.name, entry.output.name)
        };
        assert_eq!(ports("3d-gan"), ("z", "voxels"));
        assert_eq!(ports("3d-gan/d"), ("voxels", "score"));
        assert_eq!(ports("discogan"), ("image", "generated"));
        assert_eq!(ports("magan-mnist/d"), ("image", "reconstruction"));
        assert_eq!(ports("artgan-icip17/d"), ("image", "logits"));
        assert!(list().iter().all(|entry| entry.part == Part::Generator || !entry.takes_latents()));
    }
}
