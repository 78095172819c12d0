//! ONNX nodes to the operator graph: shapes inferred, constants folded, attributes checked.
//!
//! Each operator family has a module. An operator that is not listed in [`translate_node`] is refused;
//! nothing is approximated. Storage and layers are decided later.

mod convolution;
mod elementwise;
mod matrix;
mod movement;
mod pooling;
mod resample;

use std::sync::Arc;

use super::batch::Batch;
use super::grid::Grid;
use super::operator::{OperatorGraph, TensorId};
use crate::error::{ImportProblem, Refusal};
use crate::onnx::ConstTensor;
use crate::onnx::call::{Call, Operand};
use crate::onnx::evaluate::{evaluate, shape_of};
use crate::onnx::graph::{Graph, Node};
use crate::onnx::limits::MAX_FOLDED_TOTAL_ELEMENTS;

/// Why a translation failed.
pub(crate) enum Failure {
    /// A node does not keep the images of the batch apart.
    MixesImages(ImportProblem),
    /// Anything else.
    Refused(ImportProblem),
}

type Value = Operand<TensorId>;

/// Translates a graph with the leading axes understood as `batch` says.
pub(crate) fn translate(graph: &Graph, batch: &Batch) -> Result<OperatorGraph, Failure> {
    let mut translator = Translator {
        known: vec![None; graph.names.len()],
        out: OperatorGraph { batch: batch.extent, ..Default::default() },
        folded: 0,
    };
    for (&id, constant) in &graph.constants {
        translator.known[id] = Some(Operand::Constant(constant.clone()));
    }
    for (input, shape) in graph.inputs.iter().zip(&batch.inputs) {
        let name = &graph.names[input.value];
        let tensor = translator.out.tensor(name, shape.dims.clone(), shape.batched);
        let tensor = tensor.map_err(|refusal| Failure::Refused(refusal.at(name, "graph input")))?;
        translator.out.inputs.push(tensor);
        translator.known[input.value] = Some(Operand::Tensor(tensor));
    }
    for node in &graph.nodes {
        translator.node(node, graph).map_err(|refusal| match refusal {
            Refusal::MixesImages => Failure::MixesImages(refusal.at(&node.name, &node.operator)),
            fault => Failure::Refused(fault.at(&node.name, &node.operator)),
        })?;
    }
    translator.finish(graph).map_err(Failure::Refused)
}

struct Translator {
    /// What is known of each ONNX value; `None` until its node has been translated.
    known: Vec<Option<Value>>,
    out: OperatorGraph,
    /// Elements of the constants made so far.
    folded: usize,
}

impl Translator {
    fn node(&mut self, node: &Node, graph: &Graph) -> Result<(), Refusal> {
        let look_up = |input: &Option<usize>| match input {
            Some(id) => self.known[*id].clone().expect("operands come before their nodes"),
            None => Operand::Absent,
        };
        let results = node.outputs.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        let mut call = Call {
            operator: node.operator.clone(),
            opset: graph.opset,
            attributes: node.attributes.clone(),
            operands: node.inputs.iter().map(look_up).collect(),
            results,
        };
        self.out.node = (node.name.clone(), node.operator.clone());
        let before = self.out.tensors.len();
        let values = self.fold(&mut call)?.map_or_else(|| translate_node(&mut call, &mut self.out), Ok)?;
        call.attributes.finish()?;
        for (position, output) in node.outputs.iter().enumerate() {
            let Some(id) = *output else { continue };
            if let Some(&Operand::Tensor(tensor)) = values.get(position)
                && tensor >= before
            {
                self.out.tensors[tensor].name.clone_from(&graph.names[id]);
            }
            self.known[id] = Some(values.get(position).cloned().ok_or_else(|| {
                let problem = format!("has a result number {} that is not computed here", position + 1);
                Refusal::new(problem, "export the model for inference")
            })?);
        }
        Ok(())
    }

    /// Evaluates a node whose operands are all constants, or that asks for a shape only.
    fn fold(&mut self, call: &mut Call<TensorId>) -> Result<Option<Vec<Value>>, Refusal> {
        if let ("Shape" | "Size", Some(&Operand::Tensor(tensor))) = (call.operator.as_str(), call.operand(0))
        {
            let dims = self.out.onnx_dims(tensor);
            let constant = match call.operator.as_str() {
                "Shape" => shape_of(call, &dims)?,
                _ => size(&dims)?,
            };
            return Ok(Some(vec![Operand::Constant(Arc::new(constant))]));
        }
        if call.operands.iter().any(|operand| matches!(operand, Operand::Tensor(_))) {
            return Ok(None);
        }
        let Some(constants) = evaluate(call)? else { return Ok(None) };
        self.folded += constants.iter().map(|constant| constant.elements()).sum::<usize>();
        if self.folded > MAX_FOLDED_TOTAL_ELEMENTS {
            let problem =
                format!("makes the folded constants exceed {MAX_FOLDED_TOTAL_ELEMENTS} elements together");
            return Err(Refusal::new(problem, "store computed weights as initializers"));
        }
        Ok(Some(constants.into_iter().map(Operand::Constant).collect()))
    }

    fn finish(mut self, graph: &Graph) -> Result<OperatorGraph, ImportProblem> {
        for &output in &graph.outputs {
            let name = graph.names[output].clone();
            let Some(Operand::Tensor(tensor)) = self.known[output] else {
                let refusal =
                    Refusal::new("does not depend on any input", "remove it from the outputs of the graph");
                return Err(refusal.at(&name, "graph output"));
            };
            self.out.outputs.push((name, tensor));
        }
        Ok(self.out)
    }
}

fn size(dims: &[usize]) -> Result<ConstTensor, Refusal> {
    let overflow = || Refusal::new("has too many elements to count", "export a smaller model");
    let product =
        dims.iter().try_fold(1i64, |n, &d| n.checked_mul(i64::try_from(d).ok()?)).ok_or_else(overflow)?;
    let flat = ConstTensor::integers_1d(vec![product]);
    ConstTensor::new(vec![], flat.data().clone()).map_err(|_| overflow())
}

/// Translates one node with at least one operand that is only known at run time.
fn translate_node(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<Vec<Value>, Refusal> {
    let result = match call.operator.clone().as_str() {
        "Conv" | "ConvTranspose" => convolution::convolution(call, out)?,
        "Gemm" => matrix::gemm(call, out)?,
        "MatMul" => matrix::matmul(call, out)?,
        "BatchNormalization" => elementwise::batch_normalization(call, out)?,
        "Add" | "Sub" | "Mul" | "Div" => elementwise::arithmetic(call, out)?,
        "Sum" | "Mean" => elementwise::sum(call, out)?,
        "Neg" | "Relu" | "LeakyRelu" | "PRelu" | "Tanh" | "Sigmoid" | "Elu" | "Selu" | "Softplus"
        | "HardSigmoid" | "HardSwish" | "Clip" => elementwise::function(call, out)?,
        "Max" | "Min" => elementwise::bound(call, out)?,
        "Identity" | "Dropout" | "Cast" => elementwise::pass(call)?,
        "Expand" => elementwise::expand(call, out)?,
        "Reshape" | "Flatten" | "Squeeze" | "Unsqueeze" => movement::reshape(call, out)?,
        "Transpose" => movement::transpose(call, out)?,
        "Slice" => movement::slice(call, out)?,
        "Gather" => movement::gather(call, out)?,
        "Concat" => movement::concat(call, out)?,
        "Split" => return movement::split(call, out),
        "DepthToSpace" => movement::depth_to_space(call, out)?,
        "SpaceToDepth" => movement::space_to_depth(call, out)?,
        "Pad" => resample::pad(call, out)?,
        "Resize" | "Upsample" => resample::resize(call, out)?,
        "AveragePool" | "GlobalAveragePool" => pooling::average(call, out)?,
        operator => return Err(unsupported(operator)),
    };
    Ok(vec![Operand::Tensor(result)])
}

fn unsupported(operator: &str) -> Refusal {
    let advice = match operator {
        "InstanceNormalization" | "GroupNormalization" | "LayerNormalization" => {
            "its statistics depend on the image; train with batch normalisation, which folds into the convolution"
        }
        "MaxPool" | "GlobalMaxPool" => "use a strided convolution or an average pool",
        "Softmax" | "LogSoftmax" | "ArgMax" => {
            "leave it out of the export and apply it to the output on the host"
        }
        "RandomNormal" | "RandomNormalLike" | "RandomUniform" | "RandomUniformLike" => {
            "make the noise an input of the graph"
        }
        "If" | "Loop" | "Scan" => "control flow cannot run on the accelerator; export the model without it",
        _ => {
            "docs/operators.md lists the operators that run; export the model with those, or split the graph here"
        }
    };
    Refusal::new("is an operator that the accelerator cannot run", advice)
}

/// Operand `index` as a value computed at run time.
fn tensor(call: &Call<TensorId>, index: usize, name: &str) -> Result<TensorId, Refusal> {
    match call.operand(index) {
        Some(&Operand::Tensor(tensor)) => Ok(tensor),
        Some(Operand::Constant(_)) => {
            let problem = "is a constant where a value computed at run time is expected";
            Err(Refusal::of(name, problem, "fold constants before exporting"))
        }
        _ => Err(Refusal::of(name, "is missing", "the file is damaged; export it again")),
    }
}

/// A constant as the grid of a result with the ONNX extents `dims`; it broadcasts to them.
fn grid(constant: &ConstTensor, dims: &[usize], batched: bool) -> Result<Grid, Refusal> {
    let values = constant.floats().unwrap_or_default();
    let missing = dims.len().checked_sub(constant.dims().len()).ok_or(Refusal::MixesImages)?;
    let padded = [&vec![1; missing][..], constant.dims()].concat();
    if !batched {
        return Ok(Grid::new(padded, values.to_vec()));
    }
    let (&images, rest) = padded.split_first().ok_or(Refusal::MixesImages)?;
    let (first, others) = values.split_at(values.len() / images.max(1));
    // A constant with one row per image must have the same row for each.
    if others.chunks(first.len().max(1)).any(|row| row != first) {
        return Err(Refusal::MixesImages);
    }
    Ok(Grid::new(rest.to_vec(), first.to_vec()))
}

/// A list of `count` numbers of at least `least`, or `default` repeated.
fn spatial_list(
    call: &mut Call<TensorId>,
    name: &str,
    count: usize,
    default: u32,
    least: u32,
) -> Result<Vec<u32>, Refusal> {
    let Some(list) = call.attributes.ints(name)? else { return Ok(vec![default; count]) };
    let convert =
        |&value: &i64| u32::try_from(value).ok().filter(|&v| v >= least && v <= isa::phase::MAX_EXTENT);
    let found: Option<Vec<u32>> = list.iter().map(convert).collect();
    found.filter(|found| found.len() == count).ok_or_else(|| {
        let problem = format!("is {list:?}, expected {count} numbers of at least {least}");
        Refusal::of(name, problem, "check the export of this node")
    })
}
