//! Writes an ONNX file into one buffer of its exact size.
//!
//! Encoding a complete `ModelProto` would hold the weights twice; GP-GAN has 284 MB of them. So the messages
//! without weights are encoded by prost, and each initialiser is drawn straight into its place.

use super::weights::{Fill, Initializer};
use compiler::onnx::proto::tensor_proto::DataType;
use compiler::onnx::proto::{GraphProto, ModelProto, TensorProto};
use prost::{Message, length_delimiter_len};
use rand_chacha::ChaCha8Rng;

/// Keys of length-delimited protocol buffer fields: field number, then wire type 2.
const MODEL_GRAPH: u8 = 7 << 3 | 2;
const GRAPH_INITIALIZER: u8 = 5 << 3 | 2;
const TENSOR_RAW_DATA: u8 = 9 << 3 | 2;

/// Encodes `model` with `graph` and `initializers` as its graph; both must be empty in the arguments.
pub(super) fn model(
    model: &ModelProto,
    graph: &GraphProto,
    initializers: &[Initializer],
    random: &mut ChaCha8Rng,
) -> Vec<u8> {
    let tensors: Vec<TensorProto> = initializers.iter().map(tensor_header).collect();
    let bodies = initializers.iter().zip(&tensors);
    let fields: usize = bodies.clone().map(|(init, tensor)| field_len(tensor_len(init, tensor))).sum();
    let graph_len = graph.encoded_len() + fields;
    let total = model.encoded_len() + field_len(graph_len);
    let mut buffer = Vec::with_capacity(total);
    append_message(&mut buffer, model);
    append_key(&mut buffer, MODEL_GRAPH, graph_len);
    append_message(&mut buffer, graph);
    for (initializer, tensor) in bodies {
        append_key(&mut buffer, GRAPH_INITIALIZER, tensor_len(initializer, tensor));
        append_message(&mut buffer, tensor);
        append_key(&mut buffer, TENSOR_RAW_DATA, initializer.size_bytes());
        initializer.append_to(&mut buffer, random);
    }
    debug_assert_eq!(buffer.len(), total);
    buffer
}

/// The tensor without its raw data.
fn tensor_header(initializer: &Initializer) -> TensorProto {
    let data_type = match initializer.fill {
        Fill::Integers(_) => DataType::Int64,
        Fill::Normal { .. } | Fill::Uniform { .. } | Fill::Floats(_) => DataType::Float,
    };
    TensorProto {
        name: Some(initializer.name.clone()),
        dims: initializer.dims.iter().map(|extent| *extent as i64).collect(),
        data_type: Some(data_type as i32),
        ..TensorProto::default()
    }
}

fn tensor_len(initializer: &Initializer, tensor: &TensorProto) -> usize {
    tensor.encoded_len() + field_len(initializer.size_bytes())
}

/// Bytes of a length-delimited field: key, length, contents.
fn field_len(contents: usize) -> usize {
    1 + length_delimiter_len(contents) + contents
}

fn append_key(buffer: &mut Vec<u8>, key: u8, length: usize) {
    buffer.push(key);
    prost::encode_length_delimiter(length, buffer).expect("a vector grows as needed");
}

fn append_message(buffer: &mut Vec<u8>, message: &impl Message) {
    message.encode(buffer).expect("a vector grows as needed");
}

#[cfg(test)]
mod test {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn encoding_is_that_of_a_complete_message() {
        let initializers = [
            Initializer { name: "scales".into(), dims: vec![2], fill: Fill::Floats(vec![1.0, 2.5]) },
            Initializer { name: "shape".into(), dims: vec![3], fill: Fill::Integers(vec![0, -1, 70_000]) },
        ];
        let graph = GraphProto { name: Some("g".into()), ..GraphProto::default() };
        let outer = ModelProto { ir_version: Some(8), ..ModelProto::default() };
        let bytes = model(&outer, &graph, &initializers, &mut ChaCha8Rng::seed_from_u64(0));
        assert_eq!(bytes.len(), bytes.capacity(), "the size was known beforehand");

        let decoded = ModelProto::decode(&*bytes).unwrap();
        let tensors = decoded.graph.clone().unwrap().initializer;
        assert_eq!(tensors[0].raw_data.as_deref(), Some(&[0, 0, 128, 63, 0, 0, 32, 64][..]));
        assert_eq!(tensors[1].dims, [3]);
        assert_eq!(tensors[1].raw_data.as_ref().unwrap().len(), 24);
        assert_eq!(decoded.encode_to_vec().len(), bytes.len());
    }
}
