//! `Gemm` and `MatMul` with one constant operand.

use std::sync::Arc;

use super::{grid, tensor};
use crate::error::Refusal;
use crate::lower::grid::Grid;
use crate::lower::operator::{Head, Matrix, Operator, OperatorGraph, Post, TensorId};
use crate::onnx::ConstTensor;
use crate::onnx::call::{Call, Operand};

const CHECK: &str = "check the shapes with `onnx.shape_inference`";

/// `MatMul`: a constant matrix on either side.
pub(super) fn matmul(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(2..=2)?;
    match (call.operand(0), call.operand(1)) {
        (Some(&Operand::Tensor(a)), Some(Operand::Constant(_))) => {
            let rank = out.onnx_dims(a).len();
            let weights = matrix(call, 1, "B")?;
            let last = rank.checked_sub(1).ok_or_else(|| Refusal::of("A", "is a scalar", CHECK))?;
            let product = push(out, a, last, weights.clone(), false, 1.0)?;
            // A vector on the right contracts its axis away.
            if call.weights(1, "B")?.dims().len() > 1 {
                return Ok(product);
            }
            let mut dims = out.tensors[product].dims.clone();
            dims.pop();
            out.push_reshape(product, dims)
        }
        (Some(Operand::Constant(_)), Some(&Operand::Tensor(b))) => {
            let rank = out.onnx_dims(b).len();
            let weights = matrix(call, 0, "A")?;
            if rank < 2 || call.weights(0, "A")?.dims().len() < 2 {
                return Err(Refusal::of(
                    "A",
                    "multiplies a vector from the left",
                    "put the constant on the right",
                ));
            }
            push(out, b, rank - 2, weights, true, 1.0)
        }
        _ => Err(Refusal::new(
            "multiplies two values that are computed at run time",
            "the accelerator needs one constant matrix; attention cannot run on it",
        )),
    }
}

/// `Gemm`: `alpha * A * B + beta * C`.
pub(super) fn gemm(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(2..=3)?;
    let mut a = tensor(call, 0, "A")?;
    let weights = matrix(call, 1, "B")?;
    let alpha = call.attributes.float("alpha")?.unwrap_or(1.0);
    let beta = call.attributes.float("beta")?.unwrap_or(1.0);
    let trans_b = call.attributes.flag("transB", false)?;
    if out.onnx_dims(a).len() != 2 {
        return Err(Refusal::of(
            "A",
            format!("has the shape {:?}, not that of a matrix", out.onnx_dims(a)),
            CHECK,
        ));
    }
    if call.attributes.flag("transA", false)? {
        if out.tensors[a].batched {
            return Err(Refusal::MixesImages);
        }
        a = out.push_transpose(a, vec![1, 0])?;
    }
    let product = push(out, a, 1, weights, trans_b, alpha)?;
    match call.operand(2) {
        Some(&Operand::Tensor(c)) => add(out, product, c, beta),
        Some(Operand::Constant(_)) => {
            let summand = call.weights(2, "C")?;
            let dims = out.onnx_dims(product);
            if crate::onnx::rules::broadcast(&dims, summand.dims())? != dims {
                return Err(Refusal::of(
                    "C",
                    format!("of shape {:?} does not fit {dims:?}", summand.dims()),
                    CHECK,
                ));
            }
            let shift = grid(&summand, &dims, out.tensors[product].batched)?.map(|c| c * beta);
            let rank = out.tensors[product].dims.len();
            out.push_post(product, Post::affine(Grid::uniform(rank, 1.0), shift))
        }
        _ => Ok(product),
    }
}

fn add(out: &mut OperatorGraph, product: TensorId, c: TensorId, beta: f32) -> Result<TensorId, Refusal> {
    let (a, b, dims, batched) = super::elementwise::aligned(out, product, c)?;
    let head = Head::Sum(vec![1.0, beta]);
    let post = Post::identity(dims.len());
    out.push(Operator::Compute { head, post }, vec![a, b], dims, batched)
}

/// A constant that is a matrix but for leading axes of extent 1. A vector counts as a column.
fn matrix(call: &Call<TensorId>, index: usize, name: &str) -> Result<Arc<ConstTensor>, Refusal> {
    let weights = call.weights(index, name)?;
    let leading = weights.dims().len().saturating_sub(2);
    if weights.dims().is_empty() || weights.dims()[..leading].iter().any(|&extent| extent != 1) {
        let problem = format!("has the shape {:?}, expected a matrix", weights.dims());
        return Err(Refusal::of(name, problem, "use one matrix for the whole batch"));
    }
    Ok(weights)
}

/// Adds the product along ONNX axis `axis`; `transposed` says that the matrix is `[outputs, inputs]`.
fn push(
    out: &mut OperatorGraph,
    input: TensorId,
    axis: usize,
    weights: Arc<ConstTensor>,
    transposed: bool,
    factor: f32,
) -> Result<TensorId, Refusal> {
    let axis = out.image_axis(input, axis)?;
    let mut dims = out.tensors[input].dims.clone();
    let (rows, columns) = match weights.dims() {
        [rows] => (*rows, 1),
        [.., rows, columns] => (*rows, *columns),
        [] => return Err(Refusal::of("B", "is a scalar", CHECK)),
    };
    let (inputs, outputs) = if transposed { (columns, rows) } else { (rows, columns) };
    if dims[axis] != inputs {
        let problem = format!("{:?} does not fit an axis of extent {}", weights.dims(), dims[axis]);
        return Err(Refusal::of("B", problem, CHECK));
    }
    dims[axis] = outputs;
    let rank = dims.len();
    let scale = Grid::uniform(rank, factor);
    let post = Post::affine(scale, Grid::uniform(rank, 0.0));
    let head = Head::MatMul(Matrix { axis, inputs, outputs, weights, transposed });
    let batched = out.tensors[input].batched;
    out.push(Operator::Compute { head, post }, vec![input], dims, batched)
}
