//! Average pools, as convolutions with equal weights.

use std::sync::Arc;

use super::convolution::{Spatial, Window};
use super::{spatial_list, tensor};
use crate::error::Refusal;
use crate::lower::operator::{Kernel, OperatorGraph, Post, TensorId};
use crate::onnx::call::Call;
use crate::onnx::limits::MAX_FOLDED_ELEMENTS;
use crate::onnx::{ConstTensor, TensorData};

/// `AveragePool` and `GlobalAveragePool`.
pub(super) fn average(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(1..=1)?;
    let input = tensor(call, 0, "X")?;
    let onnx_dims = out.onnx_dims(input);
    let extents = onnx_dims.get(2..).unwrap_or_default();
    let global = call.operator == "GlobalAveragePool";
    let extent = if global {
        extents.iter().map(|&extent| u32::try_from(extent).unwrap_or(u32::MAX)).collect()
    } else {
        spatial_list(call, "kernel_shape", extents.len(), 0, 1)?
    };
    if extent.contains(&0) {
        return Err(Refusal::of("kernel_shape", "is missing", "the file is damaged; export it again"));
    }
    let mut window = Window::read(call, extent)?;
    let output = window.resolve(extents)?;
    let padded = window.pad_begin.iter().chain(&window.pad_end).any(|&pad| pad != 0);
    if padded && !call.attributes.flag("count_include_pad", false)? {
        let advice = "pad explicitly before the pool, set count_include_pad to 1, or pool without padding";
        return Err(Refusal::of("count_include_pad", "is 0 while the pool has padding", advice));
    }
    call.attributes.ignore("count_include_pad");
    if call.attributes.flag("ceil_mode", false)? && !covers_exactly(&window, extents, &output) {
        let problem = "is 1 and makes windows that reach beyond the padding";
        return Err(Refusal::of("ceil_mode", problem, "set it to 0, or pad explicitly"));
    }
    let spatial = Spatial::prepare(out, input)?;
    let channels = onnx_dims[1];
    let kernel = Kernel {
        transposed: false,
        upsample: spatial.extend(&vec![1; output.len()], 1),
        extent: spatial.extend(&window.extent, 1),
        stride: spatial.extend(&window.stride, 1),
        dilation: spatial.extend(&window.dilation, 1),
        pad_begin: spatial.extend(&window.pad_begin, 0),
        groups: channels,
        in_channels: channels,
        out_channels: channels,
        weights: equal_weights(channels, &window.extent)?,
    };
    let rank = out.tensors[spatial.tensor].dims.len();
    spatial.push(out, kernel, Post::identity(rank), &output)
}

/// Whether rounding the output extents down or up gives the same.
fn covers_exactly(window: &Window, input: &[usize], output: &[usize]) -> bool {
    (0..input.len()).all(|axis| {
        let reach = (i64::from(window.extent[axis]) - 1) * i64::from(window.dilation[axis]) + 1;
        let padded = input[axis] as i64 + i64::from(window.pad_begin[axis]) + i64::from(window.pad_end[axis]);
        (output[axis] as i64 - 1) * i64::from(window.stride[axis]) + reach == padded
    })
}

fn equal_weights(channels: usize, extent: &[u32]) -> Result<Arc<ConstTensor>, Refusal> {
    let dims: Vec<usize> =
        [channels, 1].into_iter().chain(extent.iter().map(|&taps| taps as usize)).collect();
    let taps = extent.iter().try_fold(1usize, |n, &taps| n.checked_mul(taps as usize));
    let count =
        taps.and_then(|taps| taps.checked_mul(channels)).filter(|&count| count <= MAX_FOLDED_ELEMENTS);
    let (Some(taps), Some(count)) = (taps, count) else {
        return Err(Refusal::of("kernel_shape", format!("{extent:?} is too large"), "pool in two steps"));
    };
    let data = TensorData::Float(vec![(1.0 / taps as f64) as f32; count]);
    ConstTensor::new(dims, data)
        .map(Arc::new)
        .map_err(|problem| Refusal::new(problem.to_string(), "use smaller pools"))
}
