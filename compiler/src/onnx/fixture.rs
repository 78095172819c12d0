//! Small models for tests, built from the protocol buffer structs.

use bytes::Bytes;
use prost::Message;

use super::proto::attribute_proto::AttributeType;
use super::proto::tensor_proto::DataType;
use super::proto::tensor_shape_proto::{Dimension, dimension};
use super::proto::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto, TensorShapeProto,
    TypeProto, ValueInfoProto, type_proto,
};
use super::{ImportOptions, import_bytes};
use crate::error::ImportError;
use crate::layer::LayerGraph;

/// A model under construction.
pub(crate) struct Model(pub ModelProto);

impl Model {
    /// An empty model of opset 17.
    pub fn new() -> Self {
        let opset = OperatorSetIdProto { version: Some(17), ..Default::default() };
        Self(ModelProto {
            ir_version: Some(8),
            opset_import: vec![opset],
            graph: Some(GraphProto::default()),
            ..Default::default()
        })
    }

    pub fn graph(&mut self) -> &mut GraphProto {
        self.0.graph.get_or_insert_default()
    }

    /// A float32 input; a name such as `N` is a symbolic dimension.
    pub fn input(mut self, name: &str, dims: &[&str]) -> Self {
        self.graph().input.push(value_info(name, dims));
        self
    }

    pub fn output(mut self, name: &str) -> Self {
        self.graph().output.push(value_info(name, &[]));
        self
    }

    pub fn floats(mut self, name: &str, dims: &[usize], data: &[f32]) -> Self {
        self.graph().initializer.push(TensorProto {
            name: Some(name.to_owned()),
            dims: dims.iter().map(|&d| d as i64).collect(),
            data_type: Some(DataType::Float as i32),
            float_data: data.to_vec(),
            ..Default::default()
        });
        self
    }

    pub fn integers(mut self, name: &str, data: &[i64]) -> Self {
        self.graph().initializer.push(TensorProto {
            name: Some(name.to_owned()),
            dims: vec![data.len() as i64],
            data_type: Some(DataType::Int64 as i32),
            raw_data: Some(data.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>().into()),
            ..Default::default()
        });
        self
    }

    /// A node named like its operator; operands and results separated by blanks.
    pub fn node(
        mut self,
        operator: &str,
        inputs: &str,
        outputs: &str,
        attributes: &[AttributeProto],
    ) -> Self {
        let names = |list: &str| list.split(' ').map(|n| n.trim_matches('-').to_owned()).collect();
        self.graph().node.push(NodeProto {
            name: Some(format!("my_{operator}")),
            op_type: Some(operator.to_owned()),
            input: names(inputs),
            output: names(outputs),
            attribute: attributes.to_vec(),
            ..Default::default()
        });
        self
    }

    pub fn bytes(&self) -> Bytes {
        self.0.encode_to_vec().into()
    }

    pub fn import_with(&self, options: &ImportOptions) -> Result<LayerGraph, ImportError> {
        import_bytes(self.bytes(), "test.onnx", None, options)
    }

    pub fn import(&self) -> Result<LayerGraph, ImportError> {
        self.import_with(&ImportOptions::default())
    }

    /// The message with which the model is refused.
    pub fn refusal(&self) -> String {
        self.import().expect_err("the model is refused").to_string()
    }
}

pub(crate) fn value_info(name: &str, dims: &[&str]) -> ValueInfoProto {
    let dimension = |dim: &&str| Dimension {
        value: Some(match dim.parse() {
            Ok(number) => dimension::Value::DimValue(number),
            Err(_) => dimension::Value::DimParam((*dim).to_owned()),
        }),
        ..Default::default()
    };
    let shape = TensorShapeProto { dim: dims.iter().map(dimension).collect() };
    let tensor = type_proto::Tensor { elem_type: Some(DataType::Float as i32), shape: Some(shape) };
    ValueInfoProto {
        name: Some(name.to_owned()),
        r#type: Some(TypeProto { value: Some(type_proto::Value::TensorType(tensor)), ..Default::default() }),
        ..Default::default()
    }
}

pub(crate) fn int(name: &str, value: i64) -> AttributeProto {
    attribute(name, AttributeType::Int, |proto| proto.i = Some(value))
}

pub(crate) fn ints(name: &str, values: &[i64]) -> AttributeProto {
    attribute(name, AttributeType::Ints, |proto| proto.ints = values.to_vec())
}

pub(crate) fn float(name: &str, value: f32) -> AttributeProto {
    attribute(name, AttributeType::Float, |proto| proto.f = Some(value))
}

pub(crate) fn text(name: &str, value: &str) -> AttributeProto {
    attribute(name, AttributeType::String, |proto| proto.s = Some(value.as_bytes().to_vec().into()))
}

fn attribute(name: &str, kind: AttributeType, set: impl FnOnce(&mut AttributeProto)) -> AttributeProto {
    let mut proto =
        AttributeProto { name: Some(name.to_owned()), r#type: Some(kind as i32), ..Default::default() };
    set(&mut proto);
    proto
}
