//! Operators that move elements: they become views wherever memory allows.

use std::sync::Arc;

use super::{Value, grid, tensor};
use crate::error::Refusal;
use crate::lower::operator::{Head, Operator, OperatorGraph, Post, TensorId};
use crate::onnx::call::{Call, Operand};
use crate::onnx::evaluate::{reshaped_dims, slice_axes, split_sizes};
use crate::onnx::{ConstTensor, rules};

const CHECK: &str = "check the shapes with `onnx.shape_inference`";

/// `Reshape`, `Flatten`, `Squeeze` and `Unsqueeze`.
pub(super) fn reshape(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(1..=2)?;
    let input = tensor(call, 0, "data")?;
    let onnx_dims = reshaped_dims(call, &out.onnx_dims(input))?;
    let dims = out.image_dims(input, &onnx_dims)?;
    out.push_reshape(input, dims)
}

pub(super) fn transpose(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(1..=1)?;
    let input = tensor(call, 0, "data")?;
    let order = rules::transpose_order(call.attributes.ints("perm")?, out.onnx_dims(input).len())?;
    if !out.tensors[input].batched {
        return out.push_transpose(input, order);
    }
    match order.split_first() {
        Some((0, rest)) => out.push_transpose(input, rest.iter().map(|axis| axis - 1).collect()),
        _ => Err(Refusal::MixesImages),
    }
}

pub(super) fn slice(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(1..=5)?;
    let mut result = tensor(call, 0, "data")?;
    let onnx_dims = out.onnx_dims(result);
    for part in slice_axes(call, &onnx_dims)? {
        if part.count == onnx_dims[part.axis] && part.step > 0 {
            continue;
        }
        let step = usize::try_from(part.step).map_err(|_| {
            let problem = format!("holds {}, which reverses an axis", part.step);
            Refusal::of("steps", problem, "only positive steps can run; reverse on the host")
        })?;
        let axis = out.image_axis(result, part.axis)?;
        result = out.push_slice(result, axis, part.start, part.count, step)?;
    }
    Ok(result)
}

/// `Gather` with constant indices that are evenly spaced.
pub(super) fn gather(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(2..=2)?;
    let input = tensor(call, 0, "data")?;
    let onnx_dims = out.onnx_dims(input);
    let onnx_axis = rules::axis(call.attributes.int("axis")?.unwrap_or(0), onnx_dims.len())?;
    let (axis, extent) = (out.image_axis(input, onnx_axis)?, onnx_dims[onnx_axis]);
    let indices = call.constant(1, "indices")?;
    let inside = |&index: &i64| rules::axis(index, extent);
    let list: Vec<usize> =
        indices.integers().unwrap_or_default().iter().map(inside).collect::<Result<_, _>>()?;
    let uneven = || {
        let problem = format!("{list:?} is not an evenly spaced ascending list");
        Refusal::of("indices", problem, "use Slice and Concat, or gather on the host")
    };
    let (first, count) = (*list.first().ok_or_else(uneven)?, list.len());
    let step = list.get(1).map_or(Some(1), |second| second.checked_sub(first)).filter(|&step| step > 0);
    let step = step.ok_or_else(uneven)?;
    if (0..count).any(|i| list[i] != first + i * step) || indices.dims().len() > 1 {
        return Err(uneven());
    }
    let result = out.push_slice(input, axis, first, count, step)?;
    let mut dims = out.tensors[result].dims.clone();
    if indices.dims().is_empty() {
        dims.remove(axis);
    }
    out.push_reshape(result, dims)
}

pub(super) fn split(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<Vec<Value>, Refusal> {
    call.expect_operands(1..=2)?;
    let input = tensor(call, 0, "input")?;
    let onnx_dims = out.onnx_dims(input);
    let onnx_axis = rules::axis(call.attributes.int("axis")?.unwrap_or(0), onnx_dims.len())?;
    let axis = out.image_axis(input, onnx_axis)?;
    let mut start = 0;
    let mut parts = Vec::new();
    for size in split_sizes(call, onnx_dims[onnx_axis])? {
        parts.push(Operand::Tensor(out.push_slice(input, axis, start, size, 1)?));
        start += size;
    }
    Ok(parts)
}

pub(super) fn concat(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    let tensors = call.operands.iter().filter_map(|operand| match operand {
        Operand::Tensor(tensor) => Some(*tensor),
        _ => None,
    });
    let tensors: Vec<TensorId> = tensors.collect();
    let first = *tensors.first().ok_or_else(|| Refusal::new("has no operands", "the file is damaged"))?;
    let batched = out.tensors[first].batched;
    if tensors.iter().any(|&tensor| out.tensors[tensor].batched != batched) {
        return Err(Refusal::MixesImages);
    }
    let onnx_dims = out.onnx_dims(first);
    let onnx_axis = rules::axis(call.attributes.int("axis")?.unwrap_or(1), onnx_dims.len())?;
    let axis = out.image_axis(first, onnx_axis)?;
    let mut parts = Vec::new();
    let mut total = 0usize;
    for index in 0..call.operands.len() {
        let part = match call.operand(index) {
            Some(&Operand::Tensor(tensor)) => tensor,
            Some(Operand::Constant(_)) => constant(out, first, &call.weights(index, "inputs")?)?,
            _ => return Err(Refusal::new("lacks an operand", "the file is damaged; export it again")),
        };
        let mut expected = out.tensors[part].dims.clone();
        let extent =
            *expected.get(axis).ok_or_else(|| Refusal::new("joins tensors of different ranks", CHECK))?;
        expected[axis] = out.tensors[first].dims[axis];
        if expected != out.tensors[first].dims {
            let problem = format!("joins {:?} and {:?}", out.tensors[first].dims, out.tensors[part].dims);
            return Err(Refusal::new(problem, CHECK));
        }
        total += extent;
        parts.push(part);
    }
    if let [single] = parts[..] {
        return Ok(single);
    }
    let mut dims = out.tensors[first].dims.clone();
    dims[axis] = total;
    out.push(Operator::Concat { axis }, parts, dims, batched)
}

/// A constant as a tensor that a layer writes.
fn constant(
    out: &mut OperatorGraph,
    like: TensorId,
    constant: &Arc<ConstTensor>,
) -> Result<TensorId, Refusal> {
    let batched = out.tensors[like].batched;
    let shift = grid(constant, constant.dims(), batched)?;
    let dims = shift.dims().to_vec();
    if dims.contains(&0) {
        return Err(Refusal::new("joins an empty constant", "leave the constant out of the Concat"));
    }
    let post = Post::affine(crate::lower::grid::Grid::uniform(dims.len(), 1.0), shift);
    out.push(Operator::Compute { head: Head::Fill, post }, vec![like], dims, batched)
}

/// The block of `DepthToSpace` and `SpaceToDepth`, and the extents of one image without its channel axis.
fn block(
    call: &mut Call<TensorId>,
    out: &OperatorGraph,
    input: TensorId,
) -> Result<(usize, Vec<usize>), Refusal> {
    call.expect_operands(1..=1)?;
    let block = call.attributes.int("blocksize")?.unwrap_or(0);
    let block =
        usize::try_from(block).ok().filter(|&block| block > 0 && block <= isa::phase::MAX_PHASES as usize);
    let block = block.ok_or_else(|| Refusal::of("blocksize", "is missing or out of range", CHECK))?;
    let dims = out.onnx_dims(input);
    if dims.len() != 4 {
        return Err(Refusal::of("input", format!("has the shape {dims:?}, expected 4 dimensions"), CHECK));
    }
    Ok((block, dims))
}

/// Reshape, transpose, reshape on the axes behind the images; `order` counts from the channel axis.
fn shuffle(
    out: &mut OperatorGraph,
    input: TensorId,
    split: [usize; 5],
    order: [usize; 5],
    result: [usize; 3],
) -> Result<TensorId, Refusal> {
    // Without a batch axis the images are one more leading axis that stays where it is.
    let images: Vec<usize> =
        if out.tensors[input].batched { vec![] } else { vec![out.tensors[input].dims[0]] };
    let lead = images.len();
    let dims = |own: &[usize]| [&images[..], own].concat();
    let order: Vec<usize> = (0..lead).chain(order.iter().map(|axis| axis + lead)).collect();
    let split = out.push_reshape(input, dims(&split))?;
    let moved = out.push_transpose(split, order)?;
    out.push_reshape(moved, dims(&result))
}

pub(super) fn depth_to_space(
    call: &mut Call<TensorId>,
    out: &mut OperatorGraph,
) -> Result<TensorId, Refusal> {
    let input = tensor(call, 0, "input")?;
    let (block, dims) = block(call, out, input)?;
    let (channels, height, width) = (dims[1] / (block * block), dims[2], dims[3]);
    if channels * block * block != dims[1] {
        return Err(Refusal::of("blocksize", format!("{block} does not fit {} channels", dims[1]), CHECK));
    }
    let result = [channels, height * block, width * block];
    match call.attributes.text("mode")?.as_deref() {
        None | Some("DCR") => {
            shuffle(out, input, [block, block, channels, height, width], [2, 3, 0, 4, 1], result)
        }
        Some("CRD") => shuffle(out, input, [channels, block, block, height, width], [0, 3, 1, 4, 2], result),
        Some(other) => Err(Refusal::of("mode", format!("is \"{other}\""), "use DCR or CRD")),
    }
}

pub(super) fn space_to_depth(
    call: &mut Call<TensorId>,
    out: &mut OperatorGraph,
) -> Result<TensorId, Refusal> {
    let input = tensor(call, 0, "input")?;
    let (block, dims) = block(call, out, input)?;
    let (channels, height, width) = (dims[1], dims[2] / block, dims[3] / block);
    if [height * block, width * block] != dims[2..] {
        return Err(Refusal::of("blocksize", format!("{block} does not divide {:?}", &dims[2..]), CHECK));
    }
    let result = [channels * block * block, height, width];
    shuffle(out, input, [channels, height, block, width, block], [2, 4, 0, 1, 3], result)
}
