//! Evaluates operators whose operands are all constants: the shape computations that exporters leave in
//! a graph, and arithmetic on weights. Not an inference engine: operators on images are never run here.

mod arithmetic;
mod movement;
mod reduction;

use std::sync::Arc;

pub(crate) use arithmetic::{cast_target, is_float};
pub(crate) use movement::{reshaped_dims, slice_axes, split_sizes};

use super::call::{Call, Operand};
use super::limits::MAX_FOLDED_ELEMENTS;
use super::tensor::{ConstTensor, TensorData};
use crate::error::Refusal;

/// Results of a node, or `None` if it is not an operator that is evaluated.
pub(crate) fn evaluate<T>(call: &mut Call<T>) -> Result<Option<Vec<Arc<ConstTensor>>>, Refusal> {
    let name = call.operator.clone();
    let single = match name.as_str() {
        "Identity" => return Ok(Some(vec![call.constant(0, "input")?])),
        "Split" => return movement::split(call).map(Some),
        "Constant" => return constant(call).map(|tensor| Some(vec![tensor])),
        "ConstantOfShape" => movement::constant_of_shape(call)?,
        "Range" => movement::range(call)?,
        "Shape" => shape(call)?,
        "Size" => {
            ConstTensor::new(vec![], TensorData::Integer(vec![call.constant(0, "data")?.elements() as i64]))
                .map_err(refused)?
        }
        "Gather" => movement::gather(call)?,
        "Slice" => movement::slice(call)?,
        "Concat" => movement::concat(call)?,
        "Reshape" | "Flatten" | "Squeeze" | "Unsqueeze" => movement::reshape(call)?,
        "Transpose" => movement::transpose(call)?,
        "Expand" | "Tile" => movement::repeat(call)?,
        "Cast" => arithmetic::cast(call)?,
        "Where" => arithmetic::select(call)?,
        name if arithmetic::is_unary(name) => arithmetic::unary(call)?,
        name if arithmetic::is_binary(name) => arithmetic::binary(call)?,
        name if reduction::is_reduction(name) => reduction::reduce(call)?,
        _ => return Ok(None),
    };
    Ok(Some(vec![Arc::new(single)]))
}

/// The extents `start..end` of a shape, as the `Shape` operator gives them.
pub(crate) fn shape_of<T>(call: &mut Call<T>, dims: &[usize]) -> Result<ConstTensor, Refusal> {
    let rank = dims.len() as i64;
    let mut bound = |name, default| -> Result<usize, Refusal> {
        let value = call.attributes.int(name)?.unwrap_or(default);
        Ok((if value < 0 { value.saturating_add(rank) } else { value }).clamp(0, rank) as usize)
    };
    let (start, end) = (bound("start", 0)?, bound("end", rank)?);
    let part = dims.get(start..end).unwrap_or_default();
    Ok(ConstTensor::integers_1d(part.iter().map(|&extent| extent as i64).collect()))
}

fn shape<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    let dims = call.constant(0, "data")?.dims().to_vec();
    shape_of(call, &dims)
}

fn constant<T>(call: &mut Call<T>) -> Result<Arc<ConstTensor>, Refusal> {
    let attributes = &mut call.attributes;
    let (dims, data) = if let Some(tensor) = attributes.tensor("value")? {
        return Ok(tensor);
    } else if let Some(value) = attributes.float("value_float")? {
        (vec![], TensorData::Float(vec![value]))
    } else if let Some(value) = attributes.int("value_int")? {
        (vec![], TensorData::Integer(vec![value]))
    } else if let Some(values) = attributes.floats("value_floats")? {
        (vec![values.len()], TensorData::Float(values))
    } else if let Some(values) = attributes.ints("value_ints")? {
        (vec![values.len()], TensorData::Integer(values))
    } else {
        let advice = "only tensors, floats and integers can be constants";
        return Err(Refusal::of("value", "is missing or not numeric", advice));
    };
    ConstTensor::new(dims, data).map(Arc::new).map_err(refused)
}

/// Refuses a result that is both large and larger than the largest operand: a few bytes of file must not
/// become gigabytes.
fn check_growth<T>(call: &Call<T>, dims: &[usize]) -> Result<(), Refusal> {
    let largest = call.operands.iter().map(|operand| match operand {
        Operand::Constant(tensor) => tensor.elements(),
        _ => 0,
    });
    let limit = largest.max().unwrap_or(0).max(MAX_FOLDED_ELEMENTS);
    let found = super::rules::elements(dims)?;
    if found <= limit {
        return Ok(());
    }
    let problem = format!("makes a constant of {found} elements, at most {limit} are accepted");
    Err(Refusal::new(problem, "compute it at run time from an input, or store it as an initializer"))
}

fn refused(problem: crate::error::TensorProblem) -> Refusal {
    Refusal::new(problem.to_string(), "check the shapes with `onnx.shape_inference`")
}

/// Row-major distances between neighbours along each axis.
fn row_major(dims: &[usize]) -> Vec<isize> {
    let mut strides = vec![1; dims.len()];
    for axis in (1..dims.len()).rev() {
        strides[axis - 1] = strides[axis] * dims[axis] as isize;
    }
    strides
}

/// Gathers a strided window of `data` into a row-major tensor. The caller guarantees that it lies inside.
fn window(data: &TensorData, first: usize, dims: &[usize], strides: &[isize]) -> TensorData {
    let count = dims.iter().product();
    let mut counters = vec![0usize; dims.len()];
    let mut position = first as isize;
    let mut positions = Vec::with_capacity(count);
    for _ in 0..count {
        positions.push(position as usize);
        for axis in (0..dims.len()).rev() {
            counters[axis] += 1;
            position += strides[axis];
            if counters[axis] < dims[axis] {
                break;
            }
            position -= strides[axis] * dims[axis] as isize;
            counters[axis] = 0;
        }
    }
    match data {
        TensorData::Float(data) => TensorData::Float(positions.iter().map(|&i| data[i]).collect()),
        TensorData::Integer(data) => TensorData::Integer(positions.iter().map(|&i| data[i]).collect()),
    }
}

/// Repeats `tensor` to `dims`, which it must broadcast to.
fn expanded(tensor: &ConstTensor, dims: &[usize]) -> TensorData {
    if tensor.dims() == dims {
        return tensor.data().clone();
    }
    let own = row_major(tensor.dims());
    let missing = dims.len() - tensor.dims().len();
    let stride = |axis: usize| match axis.checked_sub(missing) {
        Some(own_axis) if tensor.dims()[own_axis] > 1 => own[own_axis],
        _ => 0,
    };
    window(tensor.data(), 0, dims, &(0..dims.len()).map(stride).collect::<Vec<_>>())
}
