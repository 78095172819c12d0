//! Element-wise operators: arithmetic, normalisation with stored statistics, activations, bounds.

use super::{grid, tensor};
use crate::error::Refusal;
use crate::layer::Activation;
use crate::lower::grid::Grid;
use crate::lower::operator::{Head, Operator, OperatorGraph, Post, TensorId};
use crate::onnx::call::{Call, Operand};
use crate::onnx::evaluate::{cast_target, is_float};
use crate::onnx::{ConstTensor, rules};

const CHECK: &str = "check the shapes with `onnx.shape_inference`";
/// Most operands of one layer.
const MAX_OPERANDS: usize = isa::record::MAX_INPUTS;

/// `BatchNormalization` with the statistics of the training.
pub(super) fn batch_normalization(
    call: &mut Call<TensorId>,
    out: &mut OperatorGraph,
) -> Result<TensorId, Refusal> {
    call.expect_operands(5..=5)?;
    let input = tensor(call, 0, "X")?;
    call.attributes.ignore("momentum");
    let spatial = call.attributes.flag("spatial", true)?;
    if call.attributes.flag("training_mode", false)? || call.results > 1 || !spatial {
        let advice = "export the model for inference (`model.eval()`)";
        return Err(Refusal::of("training_mode", "asks for the statistics of the batch", advice));
    }
    let epsilon = f64::from(call.attributes.float("epsilon")?.unwrap_or(1e-5));
    let onnx_dims = out.onnx_dims(input);
    let channels = *onnx_dims.get(1).ok_or_else(|| Refusal::of("X", "has no channels", CHECK))?;
    let mut lists = Vec::new();
    for (index, name) in [(1, "scale"), (2, "B"), (3, "input_mean"), (4, "input_var")] {
        let list = call.weights(index, name)?;
        if list.dims() != [channels] {
            let problem = format!("has the shape {:?}, expected [{channels}]", list.dims());
            return Err(Refusal::of(name, problem, CHECK));
        }
        lists.push(list.floats().unwrap_or_default().to_vec());
    }
    let value = |list: usize, channel: usize| f64::from(lists[list][channel]);
    let factor = |channel: usize| value(0, channel) / (value(3, channel) + epsilon).sqrt();
    let scale: Vec<f32> = (0..channels).map(|c| factor(c) as f32).collect();
    let shift: Vec<f32> = (0..channels).map(|c| (value(1, c) - value(2, c) * factor(c)) as f32).collect();
    if scale.iter().chain(&shift).any(|value| !value.is_finite()) {
        return Err(Refusal::of(
            "input_var",
            "makes a factor that is not finite",
            "export finite statistics",
        ));
    }
    let (rank, axis) = (out.tensors[input].dims.len(), out.image_axis(input, 1)?);
    out.push_post(input, Post::affine(Grid::along(rank, axis, scale), Grid::along(rank, axis, shift)))
}

/// `Add`, `Sub`, `Mul` and `Div`.
pub(super) fn arithmetic(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(2..=2)?;
    let operator = call.operator.clone();
    match (call.operand(0), call.operand(1)) {
        (Some(&Operand::Tensor(a)), Some(&Operand::Tensor(b))) => {
            let head = match operator.as_str() {
                "Add" => Head::Sum(vec![1.0, 1.0]),
                "Sub" => Head::Sum(vec![1.0, -1.0]),
                "Mul" => Head::Product,
                _ => return Err(division()),
            };
            let (a, b, dims, batched) = aligned(out, a, b)?;
            let post = Post::identity(dims.len());
            out.push(Operator::Compute { head, post }, vec![a, b], dims, batched)
        }
        (Some(&Operand::Tensor(a)), Some(Operand::Constant(_))) => {
            let constant = call.weights(1, "B")?;
            match operator.as_str() {
                "Add" => affine(out, a, &constant, |c| (1.0, c)),
                "Sub" => affine(out, a, &constant, |c| (1.0, -c)),
                "Mul" => affine(out, a, &constant, |c| (c, 0.0)),
                _ => affine(out, a, &constant, |c| (c.recip(), 0.0)),
            }
        }
        (Some(Operand::Constant(_)), Some(&Operand::Tensor(b))) => {
            let constant = call.weights(0, "A")?;
            match operator.as_str() {
                "Add" => affine(out, b, &constant, |c| (1.0, c)),
                "Sub" => affine(out, b, &constant, |c| (-1.0, c)),
                "Mul" => affine(out, b, &constant, |c| (c, 0.0)),
                _ => Err(division()),
            }
        }
        _ => Err(Refusal::new("lacks an operand", "the file is damaged; export it again")),
    }
}

fn division() -> Refusal {
    Refusal::new("divides by a value that is computed at run time", "divide on the host, or by a constant")
}

/// `x * scale + shift` with both computed from one constant.
fn affine(
    out: &mut OperatorGraph,
    input: TensorId,
    constant: &ConstTensor,
    terms: impl Fn(f32) -> (f32, f32),
) -> Result<TensorId, Refusal> {
    let onnx_dims = rules::broadcast(&out.onnx_dims(input), constant.dims())?;
    let batched = out.tensors[input].batched;
    let dims = out.image_dims(input, &onnx_dims)?;
    let missing = dims.len() - out.tensors[input].dims.len();
    let input = out.push_reshape(input, [&vec![1; missing][..], &out.tensors[input].dims].concat())?;
    let values = grid(constant, &onnx_dims, batched)?;
    let (scale, shift) = (values.map(|c| terms(c).0), values.map(|c| terms(c).1));
    if !scale.all(f32::is_finite) {
        return Err(Refusal::of("B", "holds a zero divisor", "export the model with finite weights"));
    }
    let post = Post::affine(scale, shift);
    out.push(Operator::Compute { head: Head::Sum(vec![1.0]), post }, vec![input], dims, batched)
}

/// Brings two operands to one rank. Returns both, and extents and batch of the result.
pub(super) fn aligned(
    out: &mut OperatorGraph,
    a: TensorId,
    b: TensorId,
) -> Result<(TensorId, TensorId, Vec<usize>, bool), Refusal> {
    let (batched_a, batched_b) = (out.tensors[a].batched, out.tensors[b].batched);
    let rank = out.onnx_dims(a).len().max(out.onnx_dims(b).len());
    // Axis 0 of a shorter operand meets another axis than the batch.
    let short = |tensor: TensorId, batched| batched && out.onnx_dims(tensor).len() < rank;
    if short(a, batched_a) || short(b, batched_b) {
        return Err(Refusal::MixesImages);
    }
    let batched = batched_a || batched_b;
    let image_rank = rank - usize::from(batched);
    let mut same_rank = |tensor: TensorId| -> Result<TensorId, Refusal> {
        let dims = out.tensors[tensor].dims.clone();
        match image_rank.checked_sub(dims.len()) {
            Some(missing) => out.push_reshape(tensor, [&vec![1; missing][..], &dims].concat()),
            // Shared by all images if its leading extent is 1.
            None if dims[0] == 1 => out.push_reshape(tensor, dims[1..].to_vec()),
            None => Err(Refusal::MixesImages),
        }
    };
    let (a, b) = (same_rank(a)?, same_rank(b)?);
    let dims = rules::broadcast(&out.tensors[a].dims, &out.tensors[b].dims)?;
    Ok((a, b, dims, batched))
}

/// `Sum` and `Mean` of any number of operands.
pub(super) fn sum(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    let count = call.operands.len();
    call.expect_operands(1..=MAX_OPERANDS)?;
    let mut total: Option<TensorId> = None;
    for index in 0..count {
        if let Some(&Operand::Tensor(tensor)) = call.operand(index) {
            total = Some(match total {
                None => tensor,
                Some(sum) => {
                    let (a, b, dims, batched) = aligned(out, sum, tensor)?;
                    let post = Post::identity(dims.len());
                    let head = Head::Sum(vec![1.0, 1.0]);
                    out.push(Operator::Compute { head, post }, vec![a, b], dims, batched)?
                }
            });
        }
    }
    let mut total = total.ok_or_else(|| Refusal::new("has no operands", "the file is damaged"))?;
    for index in 0..count {
        if matches!(call.operand(index), Some(Operand::Constant(_))) {
            total = affine(out, total, &*call.weights(index, "data")?, |c| (1.0, c))?;
        }
    }
    if call.operator == "Mean" {
        let rank = out.tensors[total].dims.len();
        let scale = Grid::uniform(rank, (1.0 / count as f64) as f32);
        total = out.push_post(total, Post::affine(scale, Grid::uniform(rank, 0.0)))?;
    }
    Ok(total)
}

/// Functions of one value.
pub(super) fn function(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    let input = tensor(call, 0, "X")?;
    let rank = out.tensors[input].dims.len();
    let most = match call.operator.as_str() {
        "Clip" => 3,
        "PRelu" => 2,
        _ => 1,
    };
    call.expect_operands(1..=most)?;
    let operator = call.operator.clone();
    let mut parameter = |name: &str, default: f32| Ok(call.attributes.float(name)?.unwrap_or(default));
    let activation = match operator.as_str() {
        "Tanh" => Activation::Tanh,
        "Sigmoid" => Activation::Sigmoid,
        "Softplus" => Activation::Softplus,
        "HardSwish" => Activation::HardSwish,
        "Elu" => Activation::Elu(parameter("alpha", 1.0)?),
        "Selu" => Activation::Selu(parameter("alpha", 1.673_263_2)?, parameter("gamma", 1.050_701)?),
        "HardSigmoid" => Activation::HardSigmoid(parameter("alpha", 0.2)?, parameter("beta", 0.5)?),
        "Neg" => {
            let (scale, shift) = (Grid::uniform(rank, -1.0), Grid::uniform(rank, 0.0));
            return out.push_post(input, Post::affine(scale, shift));
        }
        "Relu" => return out.push_post(input, Post::slope(Grid::uniform(rank, 0.0))),
        "LeakyRelu" => {
            let slope = Grid::uniform(rank, parameter("alpha", 0.01)?);
            return out.push_post(input, Post::slope(slope));
        }
        "PRelu" => {
            let (slope, dims) = (call.weights(1, "slope")?, out.onnx_dims(input));
            if rules::broadcast(&dims, slope.dims())? != dims {
                return Err(Refusal::of("slope", format!("{:?} does not fit {dims:?}", slope.dims()), CHECK));
            }
            let slope = grid(&slope, &dims, out.tensors[input].batched)?;
            return out.push_post(input, Post::slope(slope));
        }
        _ => {
            let (low, high) = (call.scalar("min", 1)?, call.scalar("max", 2)?);
            return push_bounds(out, input, low, high);
        }
    };
    out.push_post(input, Post::activation(rank, activation))
}

/// Adds bounds; one that is absent or infinite becomes the largest float, so that every number stays finite.
fn push_bounds(
    out: &mut OperatorGraph,
    input: TensorId,
    low: Option<f32>,
    high: Option<f32>,
) -> Result<TensorId, Refusal> {
    let finite = |bound: Option<f32>, absent: f32| match bound.unwrap_or(absent) {
        value if value.is_nan() => {
            Err(Refusal::new("has a bound that is no number", "export a finite bound"))
        }
        value => Ok(value.clamp(f32::MIN, f32::MAX)),
    };
    let (low, high) = (finite(low, f32::MIN)?, finite(high, f32::MAX)?);
    let rank = out.tensors[input].dims.len();
    // Where the bounds cross, the upper one wins.
    out.push_post(input, Post::clamp(rank, low.min(high), high))
}

/// `Max` and `Min` of a value and scalar constants.
pub(super) fn bound(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    let advice = "only bounds that are single constants can run";
    let (mut input, mut bounds) = (None, Vec::new());
    for index in 0..call.operands.len() {
        match call.operand(index) {
            Some(&Operand::Tensor(tensor)) if input.is_none() => input = Some(tensor),
            Some(Operand::Constant(constant)) if constant.elements() == 1 => {
                bounds.push(call.scalar("data", index)?.unwrap_or_default());
            }
            _ => return Err(Refusal::new("compares values element by element", advice)),
        }
    }
    let input = input.ok_or_else(|| Refusal::new("has no operand computed at run time", advice))?;
    if call.operator == "Max" {
        let low = bounds.into_iter().reduce(f32::max);
        push_bounds(out, input, low, None)
    } else {
        let high = bounds.into_iter().reduce(f32::min);
        push_bounds(out, input, None, high)
    }
}

/// Operators that leave a value as it is at inference.
pub(super) fn pass(call: &mut Call<TensorId>) -> Result<TensorId, Refusal> {
    let input = tensor(call, 0, "input")?;
    match call.operator.as_str() {
        "Dropout" => {
            ["ratio", "seed"].into_iter().for_each(|name| call.attributes.ignore(name));
            let training = call.optional_constant(2, "training_mode")?;
            let on =
                training.is_some_and(|mode| mode.integers().is_none_or(|mode| mode.iter().any(|&m| m != 0)));
            if on || call.results > 1 {
                let advice = "export the model for inference (`model.eval()`)";
                return Err(Refusal::of("training_mode", "asks for random masks", advice));
            }
        }
        "Cast" => {
            let target = cast_target(call)?;
            if !is_float(target) {
                let problem = format!("is {}", target.as_str_name());
                return Err(Refusal::of(
                    "to",
                    problem,
                    "values computed at run time can only be real numbers",
                ));
            }
        }
        _ => call.expect_operands(1..=1)?,
    }
    Ok(input)
}

/// `Expand` of a value computed at run time.
pub(super) fn expand(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(2..=2)?;
    let input = tensor(call, 0, "input")?;
    let list = call.integer_list("shape", 1)?.unwrap_or_default();
    let shape: Option<Vec<usize>> = list.iter().map(|&extent| usize::try_from(extent).ok()).collect();
    let shape = shape.ok_or_else(|| Refusal::of("shape", format!("is {list:?}"), CHECK))?;
    let onnx_dims = rules::broadcast(&out.onnx_dims(input), &shape)?;
    let dims = out.image_dims(input, &onnx_dims)?;
    let (own, batched) = (out.tensors[input].dims.clone(), out.tensors[input].batched);
    let missing = dims.len() - own.len();
    let input = out.push_reshape(input, [&vec![1; missing][..], &own].concat())?;
    if own == dims {
        return Ok(input);
    }
    let post = Post::identity(dims.len());
    out.push(Operator::Compute { head: Head::Sum(vec![1.0]), post }, vec![input], dims, batched)
}
