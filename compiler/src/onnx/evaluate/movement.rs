//! Operators on constants that move or create elements without arithmetic.

use std::sync::Arc;

use super::{check_growth, expanded, refused, row_major, window};
use crate::error::Refusal;
use crate::onnx::call::Call;
use crate::onnx::rules;
use crate::onnx::tensor::{ConstTensor, TensorData};

/// `Reshape`, `Flatten`, `Squeeze` and `Unsqueeze`.
pub(super) fn reshape<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=2)?;
    let tensor = call.constant(0, "data")?;
    let dims = reshaped_dims(call, tensor.dims())?;
    ConstTensor::new(dims, tensor.data().clone()).map_err(refused)
}

/// The result shape of the operators that only rename positions.
pub(crate) fn reshaped_dims<T>(call: &mut Call<T>, dims: &[usize]) -> Result<Vec<usize>, Refusal> {
    let required = |list: Option<Vec<i64>>, name| {
        list.ok_or_else(|| Refusal::of(name, "is missing", "the file is damaged; export it again"))
    };
    match call.operator.as_str() {
        "Reshape" => {
            let allow_zero = call.attributes.flag("allowzero", false)?;
            let target = required(call.integer_list("shape", 1)?, "shape")?;
            rules::reshape(dims, &target, allow_zero)
        }
        "Flatten" => rules::flatten(dims, call.attributes.int("axis")?.unwrap_or(1)),
        "Squeeze" => rules::squeeze(dims, call.integer_list("axes", 1)?.as_deref()),
        _ => rules::unsqueeze(dims, &required(call.integer_list("axes", 1)?, "axes")?),
    }
}

pub(super) fn transpose<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=1)?;
    let tensor = call.constant(0, "data")?;
    let order = rules::transpose_order(call.attributes.ints("perm")?, tensor.dims().len())?;
    let own = row_major(tensor.dims());
    let dims: Vec<usize> = order.iter().map(|&axis| tensor.dims()[axis]).collect();
    let strides: Vec<isize> = order.iter().map(|&axis| own[axis]).collect();
    ConstTensor::new(dims.clone(), window(tensor.data(), 0, &dims, &strides)).map_err(refused)
}

/// One axis of a `Slice`.
pub(crate) struct SliceAxis {
    pub axis: usize,
    pub start: usize,
    pub count: usize,
    pub step: i64,
}

/// The ranges that a `Slice` keeps of a tensor of `dims`.
pub(crate) fn slice_axes<T>(call: &mut Call<T>, dims: &[usize]) -> Result<Vec<SliceAxis>, Refusal> {
    let required = |list: Option<Vec<i64>>, name| {
        list.ok_or_else(|| Refusal::of(name, "is missing", "the file is damaged; export it again"))
    };
    let starts = required(call.integer_list("starts", 1)?, "starts")?;
    let ends = required(call.integer_list("ends", 2)?, "ends")?;
    let list = call.integer_list("axes", 3)?.unwrap_or_else(|| (0..starts.len() as i64).collect());
    let steps = call.integer_list("steps", 4)?.unwrap_or_else(|| vec![1; starts.len()]);
    let axes = rules::axes(&list, dims.len())?;
    if [ends.len(), axes.len(), steps.len()].iter().any(|&length| length != starts.len()) {
        let problem = "has another length than ends, axes or steps";
        return Err(Refusal::of("starts", problem, "the file is damaged; export it again"));
    }
    let one = |i: usize| {
        let (start, count) = rules::slice(starts[i], ends[i], steps[i], dims[axes[i]])?;
        Ok(SliceAxis { axis: axes[i], start, count, step: steps[i] })
    };
    (0..starts.len()).map(one).collect()
}

pub(super) fn slice<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=5)?;
    let tensor = call.constant(0, "data")?;
    let (mut dims, mut strides, mut first) = (tensor.dims().to_vec(), row_major(tensor.dims()), 0);
    for part in slice_axes(call, tensor.dims())? {
        dims[part.axis] = part.count;
        first += part.start * strides[part.axis] as usize;
        // A step beyond the extent keeps one position, so its size does not matter.
        let extent = tensor.dims()[part.axis] as i64;
        strides[part.axis] *= part.step.clamp(-extent, extent) as isize;
    }
    ConstTensor::new(dims.clone(), window(tensor.data(), first, &dims, &strides)).map_err(refused)
}

pub(super) fn split<T>(call: &mut Call<T>) -> Result<Vec<Arc<ConstTensor>>, Refusal> {
    call.expect_operands(1..=2)?;
    let tensor = call.constant(0, "input")?;
    let axis = rules::axis(call.attributes.int("axis")?.unwrap_or(0), tensor.dims().len())?;
    let sizes = split_sizes(call, tensor.dims()[axis])?;
    let strides = row_major(tensor.dims());
    let mut start = 0;
    let mut parts = Vec::new();
    for size in sizes {
        let mut dims = tensor.dims().to_vec();
        dims[axis] = size;
        let data = window(tensor.data(), start * strides[axis] as usize, &dims, &strides);
        parts.push(Arc::new(ConstTensor::new(dims, data).map_err(refused)?));
        start += size;
    }
    Ok(parts)
}

/// Sizes of the parts of a `Split` along an axis of `extent`.
pub(crate) fn split_sizes<T>(call: &mut Call<T>, extent: usize) -> Result<Vec<usize>, Refusal> {
    call.attributes.ignore("num_outputs");
    let sizes = call.integer_list("split", 1)?;
    rules::split(extent, sizes.as_deref(), call.results)
}

pub(super) fn gather<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(2..=2)?;
    let (tensor, indices) = (call.constant(0, "data")?, call.constant(1, "indices")?);
    let axis = rules::axis(call.attributes.int("axis")?.unwrap_or(0), tensor.dims().len())?;
    let extent = tensor.dims()[axis];
    let inside = |&index: &i64| rules::axis(index, extent);
    let picked: Vec<usize> =
        indices.integers().unwrap_or_default().iter().map(inside).collect::<Result<_, _>>()?;
    let (outer, inner) = (&tensor.dims()[..axis], &tensor.dims()[axis + 1..]);
    let dims = [outer, indices.dims(), inner].concat();
    check_growth(call, &dims)?;
    let run: usize = inner.iter().product();
    let starts = (0..outer.iter().product::<usize>())
        .flat_map(|block| picked.iter().map(move |&index| (block * extent + index) * run));
    let data = match tensor.data() {
        TensorData::Float(data) => {
            TensorData::Float(starts.flat_map(|s| &data[s..s + run]).copied().collect())
        }
        TensorData::Integer(data) => {
            TensorData::Integer(starts.flat_map(|s| &data[s..s + run]).copied().collect())
        }
    };
    ConstTensor::new(dims, data).map_err(refused)
}

pub(super) fn concat<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    let parts =
        (0..call.operands.len()).map(|i| call.constant(i, "inputs")).collect::<Result<Vec<_>, _>>()?;
    let first = parts.first().ok_or_else(|| Refusal::new("has no inputs", "the file is damaged"))?;
    let axis = rules::axis(call.attributes.int("axis")?.unwrap_or(0), first.dims().len())?;
    let mut dims = first.dims().to_vec();
    dims[axis] = parts.iter().map(|part| part.dims().get(axis).copied().unwrap_or(0)).sum();
    rules::elements(&dims)?;
    let other =
        |dims: &[usize]| dims.iter().enumerate().filter(|(a, _)| *a != axis).map(|(_, &d)| d).collect();
    let expected: Vec<usize> = other(&dims);
    if parts.iter().any(|part| part.dims().len() != dims.len() || other(part.dims()) != expected) {
        return Err(Refusal::new("joins constants of different shapes", "check the shapes of the model"));
    }
    let blocks = dims[..axis].iter().product::<usize>();
    let run = |part: &ConstTensor| part.dims()[axis..].iter().product::<usize>();
    let ranges = (0..blocks).flat_map(|block| parts.iter().map(move |part| (part, block * run(part))));
    let data = if first.integers().is_some() {
        let pick = |(part, start): (&Arc<ConstTensor>, usize)| {
            part.integers().map(|data| data[start..start + run(part)].to_vec())
        };
        ranges.map(pick).collect::<Option<Vec<_>>>().map(|parts| TensorData::Integer(parts.concat()))
    } else {
        let pick = |(part, start): (&Arc<ConstTensor>, usize)| {
            part.floats().map(|data| data[start..start + run(part)].to_vec())
        };
        ranges.map(pick).collect::<Option<Vec<_>>>().map(|parts| TensorData::Float(parts.concat()))
    };
    let data = data.ok_or_else(|| Refusal::new("joins integers and floats", "the file is damaged"))?;
    ConstTensor::new(dims, data).map_err(refused)
}

/// `Expand` to a shape, `Tile` by factors.
pub(super) fn repeat<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(2..=2)?;
    let (tensor, list) = (call.constant(0, "input")?, call.constant(1, "shape")?);
    let convert = |&value: &i64| usize::try_from(value).ok();
    let list: Option<Vec<usize>> = list.integers().unwrap_or_default().iter().map(convert).collect();
    let list = list.ok_or_else(|| Refusal::of("shape", "holds a negative number", "the file is damaged"))?;
    if call.operator == "Expand" {
        rules::elements(&list)?;
        let dims = rules::broadcast(tensor.dims(), &list)?;
        check_growth(call, &dims)?;
        return ConstTensor::new(dims.clone(), expanded(&tensor, &dims)).map_err(refused);
    }
    let advice = "the file is damaged";
    if list.len() != tensor.dims().len() {
        return Err(Refusal::of("repeats", "does not list every axis", advice));
    }
    let pairs = || tensor.dims().iter().zip(&list);
    let dims: Option<Vec<usize>> = pairs().map(|(&extent, &times)| extent.checked_mul(times)).collect();
    let dims = dims.ok_or_else(|| Refusal::of("repeats", "is too large", advice))?;
    check_growth(call, &dims)?;
    // A repetition is an extra axis of stride zero in front of each axis.
    let doubled: Vec<usize> = pairs().flat_map(|(&extent, &times)| [times, extent]).collect();
    let strides: Vec<isize> = row_major(tensor.dims()).iter().flat_map(|&stride| [0, stride]).collect();
    ConstTensor::new(dims, window(tensor.data(), 0, &doubled, &strides)).map_err(refused)
}

pub(super) fn constant_of_shape<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=1)?;
    let value = match call.attributes.tensor("value")? {
        Some(value) if value.elements() == 1 => value.data().clone(),
        Some(_) => return Err(Refusal::of("value", "is not a single number", "the file is damaged")),
        None => TensorData::Float(vec![0.0]),
    };
    let shape = call.constant(0, "input")?;
    let convert = |&extent: &i64| usize::try_from(extent).ok();
    let dims: Option<Vec<usize>> = shape.integers().unwrap_or_default().iter().map(convert).collect();
    let dims = dims.ok_or_else(|| Refusal::of("input", "holds a negative extent", "check the shapes"))?;
    check_growth(call, &dims)?;
    let zeros = vec![0; dims.len()];
    ConstTensor::new(dims.clone(), window(&value, 0, &dims, &zeros)).map_err(refused)
}

pub(super) fn range<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(3..=3)?;
    call.attributes.ignore("stash_type");
    let (start, limit, delta) =
        (call.constant(0, "start")?, call.constant(1, "limit")?, call.constant(2, "delta")?);
    let wrong = || Refusal::new("has bounds that are no range of numbers", "check the shape computation");
    let checked = |count: f64| {
        let dims = vec![if count.is_finite() { count.max(0.0) as usize } else { usize::MAX }];
        check_growth(call, &dims).map(|()| dims)
    };
    let (dims, data) = match (start.data(), limit.data(), delta.data()) {
        (TensorData::Integer(a), TensorData::Integer(b), TensorData::Integer(d)) => {
            let (&[a], &[b], &[d]) = (&a[..], &b[..], &d[..]) else { return Err(wrong()) };
            if d == 0 {
                return Err(wrong());
            }
            let (a, b, d) = (i128::from(a), i128::from(b), i128::from(d));
            let count =
                if (b - a).signum() == d.signum() { ((b - a).abs() + d.abs() - 1) / d.abs() } else { 0 };
            let dims = checked(count as f64)?;
            (dims, TensorData::Integer((0..count).map(|i| (a + i * d) as i64).collect()))
        }
        (TensorData::Float(a), TensorData::Float(b), TensorData::Float(d)) => {
            let (&[a], &[b], &[d]) = (&a[..], &b[..], &d[..]) else { return Err(wrong()) };
            let dims = checked(((f64::from(b) - f64::from(a)) / f64::from(d)).ceil())?;
            let value = |i: usize| (f64::from(a) + i as f64 * f64::from(d)) as f32;
            let data = (0..dims[0]).map(value).collect();
            (dims, TensorData::Float(data))
        }
        _ => return Err(wrong()),
    };
    ConstTensor::new(dims, data).map_err(refused)
}
