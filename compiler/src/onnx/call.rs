//! One node at work: its attributes and operands, as the evaluator and the translator see them.

use std::sync::Arc;

use super::attributes::Attributes;
use super::tensor::ConstTensor;
use crate::error::Refusal;

/// An operand of a node. `T` names a value that is only known at run time.
#[derive(Debug, Clone)]
pub(crate) enum Operand<T> {
    /// Left out.
    Absent,
    /// Known before execution.
    Constant(Arc<ConstTensor>),
    /// Known at run time.
    Tensor(T),
}

/// A node with its operands looked up.
#[derive(Debug)]
pub(crate) struct Call<T> {
    /// ONNX operator.
    pub operator: String,
    /// Version of the operator set.
    pub opset: i64,
    /// Attributes that nobody has taken yet.
    pub attributes: Attributes,
    /// Operands in ONNX order.
    pub operands: Vec<Operand<T>>,
    /// Number of results that the node names, trailing ones left out not counted.
    pub results: usize,
}

impl<T> Call<T> {
    /// Refuses a number of operands outside `allowed`.
    pub fn expect_operands(&self, allowed: std::ops::RangeInclusive<usize>) -> Result<(), Refusal> {
        let found = self.operands.len();
        if allowed.contains(&found) {
            return Ok(());
        }
        let problem = format!("has {found} inputs, expected {} to {}", allowed.start(), allowed.end());
        Err(Refusal::new(problem, "the file is damaged; export it again"))
    }

    /// Operand `index`, if it is given.
    pub fn operand(&self, index: usize) -> Option<&Operand<T>> {
        self.operands.get(index).filter(|operand| !matches!(operand, Operand::Absent))
    }

    /// Operand `index` as a constant, or `None` where it is left out.
    ///
    /// # Errors
    /// It is only known at run time.
    pub fn optional_constant(&self, index: usize, name: &str) -> Result<Option<Arc<ConstTensor>>, Refusal> {
        match self.operand(index) {
            None | Some(Operand::Absent) => Ok(None),
            Some(Operand::Constant(tensor)) => Ok(Some(tensor.clone())),
            Some(Operand::Tensor(_)) => Err(Refusal::of(
                name,
                "is computed at run time, but must be a constant",
                "store it as an initializer, or bind the graph input that it comes from",
            )),
        }
    }

    /// Operand `index` as a constant.
    ///
    /// # Errors
    /// It is left out or only known at run time.
    pub fn constant(&self, index: usize, name: &str) -> Result<Arc<ConstTensor>, Refusal> {
        self.optional_constant(index, name)?.ok_or_else(|| missing(name))
    }

    /// Operand `index` as real numbers, all finite, or `None` where it is left out.
    pub fn optional_weights(&self, index: usize, name: &str) -> Result<Option<Arc<ConstTensor>>, Refusal> {
        let Some(tensor) = self.optional_constant(index, name)? else { return Ok(None) };
        let Some(values) = tensor.floats() else {
            return Err(Refusal::of(name, "holds integers", "store it as real numbers"));
        };
        match values.iter().find(|value| !value.is_finite()) {
            None => Ok(Some(tensor)),
            Some(value) => {
                Err(Refusal::of(name, format!("holds {value}"), "export the model with finite weights"))
            }
        }
    }

    /// Operand `index` as real numbers, all finite.
    pub fn weights(&self, index: usize, name: &str) -> Result<Arc<ConstTensor>, Refusal> {
        self.optional_weights(index, name)?.ok_or_else(|| missing(name))
    }

    /// A list of integers that older operator sets give as an attribute, newer ones as an operand.
    pub fn integer_list(&mut self, name: &str, index: usize) -> Result<Option<Vec<i64>>, Refusal> {
        if let Some(list) = self.attributes.ints(name)? {
            return Ok(Some(list));
        }
        let Some(tensor) = self.optional_constant(index, name)? else { return Ok(None) };
        match tensor.integers() {
            Some(values) if tensor.dims().len() <= 1 => Ok(Some(values.to_vec())),
            _ => Err(Refusal::of(name, "is not a list of integers", "the file is damaged; export it again")),
        }
    }

    /// A single real number that older operator sets give as an attribute, newer ones as an operand.
    pub fn scalar(&mut self, name: &str, index: usize) -> Result<Option<f32>, Refusal> {
        if let Some(value) = self.attributes.float(name)? {
            return Ok(Some(value));
        }
        let Some(tensor) = self.optional_constant(index, name)? else { return Ok(None) };
        match tensor.floats() {
            Some(&[value]) => Ok(Some(value)),
            _ => {
                Err(Refusal::of(name, "is not a single real number", "the file is damaged; export it again"))
            }
        }
    }
}

fn missing(name: &str) -> Refusal {
    Refusal::of(name, "is missing", "the file is damaged; export it again")
}
