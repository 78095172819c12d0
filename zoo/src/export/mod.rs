//! From a layer table to the bytes of an ONNX file.
//!
//! `layers` writes the nodes, `weights` says how each initialiser is filled, `encode` puts both into one
//! buffer. Trained models do not pass through here.

mod encode;
mod graph;
mod layers;
mod weights;

use crate::Entry;
use compiler::onnx::proto::{ModelProto, OperatorSetIdProto};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

const IR_VERSION: i64 = 8;
const OPSET: i64 = 13;

/// The ONNX file of `entry`. Its name seeds the weights.
pub(crate) fn model(entry: &Entry) -> Vec<u8> {
    let (graph, initializers) = layers::graph(entry).finish();
    let model = ModelProto {
        ir_version: Some(IR_VERSION),
        opset_import: vec![OperatorSetIdProto { domain: Some(String::new()), version: Some(OPSET) }],
        producer_name: Some("ganax zoo".to_owned()),
        ..ModelProto::default()
    };
    encode::model(&model, &graph, &initializers, &mut weight_stream(&entry.name))
}

fn weight_stream(name: &str) -> ChaCha8Rng {
    let mut seed = [0; 32];
    for (place, byte) in seed.iter_mut().zip(name.bytes()) {
        *place = byte;
    }
    ChaCha8Rng::from_seed(seed)
}
