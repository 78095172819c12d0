//! A chain of ONNX nodes under construction.
//!
//! Every network of the zoo is a chain: each node takes the value before it and its own initialisers.

use super::weights::{Fill, Initializer};
use crate::Port;
use compiler::onnx::proto::attribute_proto::AttributeType;
use compiler::onnx::proto::tensor_proto::DataType;
use compiler::onnx::proto::tensor_shape_proto::{Dimension, dimension};
use compiler::onnx::proto::{
    AttributeProto, GraphProto, NodeProto, TensorShapeProto, TypeProto, ValueInfoProto, type_proto,
};

/// Nodes and initialisers so far, and the value that the next node takes.
pub(super) struct Chain {
    graph: GraphProto,
    initializers: Vec<Initializer>,
    current: String,
}

impl Chain {
    /// A graph with its ports and no nodes.
    pub fn new(name: &str, input: &Port, output: &Port) -> Self {
        let graph = GraphProto {
            name: Some(name.to_owned()),
            input: vec![value_info(input)],
            output: vec![value_info(output)],
            ..GraphProto::default()
        };
        Self { graph, initializers: Vec::new(), current: input.name.to_owned() }
    }

    /// Declares an initialiser and returns its name.
    pub fn initializer(&mut self, name: String, dims: Vec<usize>, fill: Fill) -> String {
        self.initializers.push(Initializer { name: name.clone(), dims, fill });
        name
    }

    /// Appends a node that takes the current value and then `operands`; its result becomes current.
    pub fn push(
        &mut self,
        name: String,
        op_type: &str,
        operands: Vec<String>,
        attribute: Vec<AttributeProto>,
    ) {
        let output = format!("{name}_out");
        let input = std::iter::once(self.current.clone()).chain(operands).collect();
        self.graph.node.push(NodeProto {
            input,
            output: vec![output.clone()],
            name: Some(name),
            op_type: Some(op_type.to_owned()),
            attribute,
            ..NodeProto::default()
        });
        self.current = output;
    }

    /// The graph, its last node renamed to make the graph's output, and the initialisers to encode with it.
    pub fn finish(mut self) -> (GraphProto, Vec<Initializer>) {
        if let Some(last) = self.graph.node.last_mut() {
            last.output[0] = self.graph.output[0].name.clone().unwrap_or_default();
        }
        (self.graph, self.initializers)
    }
}

fn value_info(port: &Port) -> ValueInfoProto {
    let extent = |value| Dimension { value: Some(value), ..Dimension::default() };
    let batch = extent(dimension::Value::DimParam("N".to_owned()));
    let rest = port.shape.iter().map(|n| extent(dimension::Value::DimValue(*n as i64)));
    let tensor = type_proto::Tensor {
        elem_type: Some(DataType::Float as i32),
        shape: Some(TensorShapeProto { dim: std::iter::once(batch).chain(rest).collect() }),
    };
    ValueInfoProto {
        name: Some(port.name.to_owned()),
        r#type: Some(TypeProto {
            value: Some(type_proto::Value::TensorType(tensor)),
            ..TypeProto::default()
        }),
        ..ValueInfoProto::default()
    }
}

fn attribute(name: &str, kind: AttributeType) -> AttributeProto {
    AttributeProto { name: Some(name.to_owned()), r#type: Some(kind as i32), ..AttributeProto::default() }
}

/// An integer attribute.
pub(super) fn int(name: &str, value: i64) -> AttributeProto {
    AttributeProto { i: Some(value), ..attribute(name, AttributeType::Int) }
}

/// A list of integers.
pub(super) fn ints(name: &str, values: Vec<i64>) -> AttributeProto {
    AttributeProto { ints: values, ..attribute(name, AttributeType::Ints) }
}

/// A float attribute.
pub(super) fn float(name: &str, value: f32) -> AttributeProto {
    AttributeProto { f: Some(value), ..attribute(name, AttributeType::Float) }
}

/// A string attribute.
pub(super) fn string(name: &str, value: &'static str) -> AttributeProto {
    AttributeProto { s: Some(value.into()), ..attribute(name, AttributeType::String) }
}
