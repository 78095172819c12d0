//! A validated ONNX graph: names resolved, nodes in execution order, nothing dead, constants decoded.
//! Shapes and operators are not looked at yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attributes::Attributes;
use super::tensor::ConstTensor;

/// Index of a value in [`Graph::names`].
pub(crate) type ValueId = usize;

/// One operator.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its name, or that of its first output where it has none.
    pub name: String,
    /// ONNX operator of domain `ai.onnx`.
    pub operator: String,
    /// Operands; `None` where an optional one is left out.
    pub inputs: Vec<Option<ValueId>>,
    /// Results; `None` where an optional one is left out.
    pub outputs: Vec<Option<ValueId>>,
    /// Attributes.
    pub attributes: Attributes,
}

/// One dimension of a graph input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputDim {
    /// A number, at least 1.
    Fixed(usize),
    /// A name that stands for a number; empty where the model gives neither.
    Symbol(String),
}

/// A graph input that must be given at run time.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its value.
    pub value: ValueId,
    /// Declared shape.
    pub dims: Vec<InputDim>,
}

/// A validated graph.
#[derive(Debug)]
pub(crate) struct Graph {
    /// Version of the operator set.
    pub opset: i64,
    /// Names of the values.
    pub names: Vec<String>,
    /// Operators, each after the ones it depends on.
    pub nodes: Vec<Node>,
    /// Values known before execution: initialisers and bound inputs.
    pub constants: BTreeMap<ValueId, Arc<ConstTensor>>,
    /// Inputs in ONNX order, constants left out.
    pub inputs: Vec<Input>,
    /// Outputs in ONNX order.
    pub outputs: Vec<ValueId>,
}
