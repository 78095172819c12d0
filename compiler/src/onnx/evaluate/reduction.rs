//! Sums, products and extrema of constants over axes, as shape computations and weight normalisation use them.

use super::{refused, row_major};
use crate::error::Refusal;
use crate::onnx::call::Call;
use crate::onnx::rules;
use crate::onnx::tensor::{ConstTensor, TensorData};

pub(super) fn is_reduction(operator: &str) -> bool {
    matches!(operator, "ReduceProd" | "ReduceSum" | "ReduceMean" | "ReduceMax" | "ReduceMin")
}

pub(super) fn reduce<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=2)?;
    let tensor = call.constant(0, "data")?;
    let keep = call.attributes.flag("keepdims", true)?;
    let nothing = call.attributes.flag("noop_with_empty_axes", false)?;
    let list = call.integer_list("axes", 1)?.unwrap_or_default();
    if list.is_empty() && nothing {
        return Ok((*tensor).clone());
    }
    let all = || (0..tensor.dims().len()).collect();
    let axes = if list.is_empty() { all() } else { rules::axes(&list, tensor.dims().len())? };
    let kept: Vec<usize> = (0..tensor.dims().len()).filter(|axis| !axes.contains(axis)).collect();
    let groups = group_of_each(tensor.dims(), &kept);
    let count = kept.iter().map(|&axis| tensor.dims()[axis]).product::<usize>();
    let operator = call.operator.as_str();
    let data = match tensor.data() {
        TensorData::Float(values) => TensorData::Float(reduce_floats(operator, values, &groups, count)),
        TensorData::Integer(values) => {
            TensorData::Integer(reduce_integers(operator, values, &groups, count)?)
        }
    };
    let dims = if keep {
        (0..tensor.dims().len())
            .map(|axis| if kept.contains(&axis) { tensor.dims()[axis] } else { 1 })
            .collect()
    } else {
        kept.iter().map(|&axis| tensor.dims()[axis]).collect()
    };
    ConstTensor::new(dims, data).map_err(refused)
}

/// For each element in row-major order, the element of the result that it goes to.
fn group_of_each(dims: &[usize], kept: &[usize]) -> Vec<usize> {
    let strides = row_major(dims);
    let group = |element: usize| {
        let coordinate = |axis: usize| element / strides[axis] as usize % dims[axis];
        kept.iter().fold(0, |group, &axis| group * dims[axis] + coordinate(axis))
    };
    (0..dims.iter().product()).map(group).collect()
}

fn reduce_floats(operator: &str, values: &[f32], groups: &[usize], count: usize) -> Vec<f32> {
    let (start, step): (f64, fn(f64, f64) -> f64) = match operator {
        "ReduceProd" => (1.0, |a, b| a * b),
        "ReduceMax" => (f64::NEG_INFINITY, f64::max),
        "ReduceMin" => (f64::INFINITY, f64::min),
        _ => (0.0, |a, b| a + b),
    };
    let mut results = vec![start; count];
    values
        .iter()
        .zip(groups)
        .for_each(|(&value, &group)| results[group] = step(results[group], value.into()));
    let divisor = if operator == "ReduceMean" { values.len() as f64 / count as f64 } else { 1.0 };
    results.iter().map(|&result| (result / divisor) as f32).collect()
}

type CheckedStep = fn(i64, i64) -> Option<i64>;

fn reduce_integers(
    operator: &str,
    values: &[i64],
    groups: &[usize],
    count: usize,
) -> Result<Vec<i64>, Refusal> {
    let (start, step): (i64, CheckedStep) = match operator {
        "ReduceProd" => (1, i64::checked_mul),
        "ReduceSum" => (0, i64::checked_add),
        "ReduceMax" => (i64::MIN, |a, b| Some(a.max(b))),
        "ReduceMin" => (i64::MAX, |a, b| Some(a.min(b))),
        _ => return Err(Refusal::new("averages integers", "fold constants before exporting")),
    };
    let mut results = vec![start; count];
    for (&value, &group) in values.iter().zip(groups) {
        results[group] = step(results[group], value)
            .ok_or_else(|| Refusal::new("overflows 64-bit integers", "check the shape computation"))?;
    }
    Ok(results)
}
