//! `Conv` and `ConvTranspose` (ONNX operator specification, opsets 1, 11 and 22).

use isa::phase::{MAX_EXTENT, MAX_PHASES, MAX_TAPS};

use super::{spatial_list, tensor};
use crate::error::Refusal;
use crate::lower::grid::Grid;
use crate::lower::operator::{Head, Kernel, Operator, OperatorGraph, Post, TensorId};
use crate::onnx::call::Call;

const CHECK: &str = "check the export of this node";

/// Rule for automatic padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AutoPad {
    Explicit,
    SameUpper,
    SameLower,
    Valid,
}

/// Window of a convolution or pool along all spatial axes.
pub(super) struct Window {
    pub extent: Vec<u32>,
    pub stride: Vec<u32>,
    pub dilation: Vec<u32>,
    pub auto_pad: AutoPad,
    pub pad_begin: Vec<i32>,
    pub pad_end: Vec<i32>,
}

impl Window {
    /// Reads the attributes that convolutions and pools have in common; `extent` is that of the weights.
    pub fn read(call: &mut Call<TensorId>, extent: Vec<u32>) -> Result<Self, Refusal> {
        let count = extent.len();
        if extent.iter().any(|&taps| taps as usize > MAX_TAPS) {
            let problem = format!("is {extent:?}, at most {MAX_TAPS} taps along an axis can run");
            return Err(Refusal::of("kernel_shape", problem, "use smaller kernels"));
        }
        let (stride, dilation) =
            (spatial_list(call, "strides", count, 1, 1)?, spatial_list(call, "dilations", count, 1, 1)?);
        let reach = |axis: usize| u64::from(extent[axis]) * u64::from(dilation[axis]);
        if (0..count).any(|axis| reach(axis) > u64::from(MAX_EXTENT)) {
            return Err(Refusal::of("dilations", format!("{dilation:?} is too large"), CHECK));
        }
        let auto_pad = auto_pad(call)?;
        let (pad_begin, pad_end) = pads(call, count)?;
        Ok(Self { extent, stride, dilation, auto_pad, pad_begin, pad_end })
    }

    /// Positions that the window covers along an axis.
    fn reach(&self, axis: usize) -> i64 {
        (i64::from(self.extent[axis]) - 1) * i64::from(self.dilation[axis]) + 1
    }

    /// Resolves automatic padding of a convolution or pool over `input` and returns the output extents.
    pub fn resolve(&mut self, input: &[usize]) -> Result<Vec<usize>, Refusal> {
        let mut output = Vec::new();
        for axis in 0..input.len() {
            let (extent, stride) = (input[axis] as i64, i64::from(self.stride[axis]));
            if matches!(self.auto_pad, AutoPad::SameUpper | AutoPad::SameLower) {
                let target = extent / stride + i64::from(extent % stride != 0);
                self.distribute(axis, ((target - 1) * stride + self.reach(axis) - extent).max(0));
            }
            let padded = extent + i64::from(self.pad_begin[axis]) + i64::from(self.pad_end[axis]);
            output.push(positive((padded - self.reach(axis)).div_euclid(stride) + 1, &self.extent, input)?);
        }
        Ok(output)
    }

    /// Resolves padding of a transposed convolution over `input` and returns the output extents.
    fn resolve_transposed(
        &mut self,
        input: &[usize],
        output_padding: &[u32],
        output_shape: Option<Vec<i64>>,
    ) -> Result<Vec<usize>, Refusal> {
        let same = matches!(self.auto_pad, AutoPad::SameUpper | AutoPad::SameLower);
        let mut output = Vec::new();
        for axis in 0..input.len() {
            let (extent, stride) = (input[axis] as i64, i64::from(self.stride[axis]));
            let full = (extent - 1) * stride + i64::from(output_padding[axis]) + self.reach(axis);
            let target = match &output_shape {
                Some(shape) => Some(shape[axis]),
                None => same.then_some(extent * stride),
            };
            if let Some(target) = target {
                if same && full < target {
                    let problem = format!("asks for {target} positions of a kernel that reaches {full}");
                    let advice = "runtimes differ here; give pads and output_padding instead";
                    return Err(Refusal::of("auto_pad", problem, advice));
                }
                self.distribute(axis, full.saturating_sub(target).clamp(0, i64::from(MAX_EXTENT)));
            }
            let cropped = full - i64::from(self.pad_begin[axis]) - i64::from(self.pad_end[axis]);
            output.push(positive(target.unwrap_or(cropped), &self.extent, input)?);
        }
        Ok(output)
    }

    /// Splits padding between both ends: the odd one goes to the end for `SAME_UPPER`, else to the beginning.
    fn distribute(&mut self, axis: usize, total: i64) {
        let (half, rest) = ((total / 2) as i32, (total - total / 2) as i32);
        let (begin, end) = if self.auto_pad == AutoPad::SameUpper { (half, rest) } else { (rest, half) };
        (self.pad_begin[axis], self.pad_end[axis]) = (begin, end);
    }
}

fn positive(extent: i64, kernel: &[u32], input: &[usize]) -> Result<usize, Refusal> {
    usize::try_from(extent).ok().filter(|&extent| extent > 0 && extent <= MAX_EXTENT as usize).ok_or_else(
        || {
            let problem =
                format!("with kernel {kernel:?} over an input of {input:?} has an output extent of {extent}");
            Refusal::new(problem, "check pads, strides and the size of the input")
        },
    )
}

fn auto_pad(call: &mut Call<TensorId>) -> Result<AutoPad, Refusal> {
    match call.attributes.text("auto_pad")?.as_deref() {
        None | Some("NOTSET" | "") => Ok(AutoPad::Explicit),
        Some("SAME_UPPER") => Ok(AutoPad::SameUpper),
        Some("SAME_LOWER") => Ok(AutoPad::SameLower),
        Some("VALID") => Ok(AutoPad::Valid),
        Some(other) => Err(Refusal::of(
            "auto_pad",
            format!("is \"{other}\""),
            "use NOTSET, SAME_UPPER, SAME_LOWER or VALID",
        )),
    }
}

fn pads(call: &mut Call<TensorId>, count: usize) -> Result<(Vec<i32>, Vec<i32>), Refusal> {
    let Some(list) = call.attributes.ints("pads")? else { return Ok((vec![0; count], vec![0; count])) };
    let convert = |&pad: &i64| i32::try_from(pad).ok().filter(|pad| pad.unsigned_abs() <= MAX_EXTENT);
    let pads: Option<Vec<i32>> = list.iter().map(convert).collect();
    let pads = pads
        .filter(|pads| pads.len() == 2 * count)
        .ok_or_else(|| Refusal::of("pads", format!("is {list:?}, expected {} numbers", 2 * count), CHECK))?;
    Ok((pads[..count].to_vec(), pads[count..].to_vec()))
}

/// A tensor as `[channels, spatial axes..]`, and how to bring a result back to the form of the original.
pub(super) struct Spatial {
    pub tensor: TensorId,
    /// Axes of the images of a tensor that has no batch, which become one more spatial axis.
    images: Option<usize>,
    batched: bool,
}

impl Spatial {
    /// Prepares the ONNX tensor `[images, channels, spatial axes..]`.
    pub fn prepare(out: &mut OperatorGraph, tensor: TensorId) -> Result<Self, Refusal> {
        let (dims, batched) = (out.tensors[tensor].dims.clone(), out.tensors[tensor].batched);
        let spatial = out.onnx_dims(tensor).len().saturating_sub(2);
        let images = if batched { None } else { dims.first().copied().filter(|&n| n > 1) };
        if spatial == 0 || spatial + usize::from(images.is_some()) > 3 {
            let problem = format!("has {spatial} spatial axes over {} images", images.unwrap_or(1));
            return Err(Refusal::of("X", problem, "1 to 3 axes can run; fix the batch to 1 for 3-D maps"));
        }
        let tensor = match (batched, images) {
            (true, _) => tensor,
            (false, None) => out.push_reshape(tensor, dims[1..].to_vec())?,
            (false, Some(_)) => {
                let order = [1, 0].into_iter().chain(2..dims.len()).collect();
                out.push_transpose(tensor, order)?
            }
        };
        Ok(Self { tensor, images, batched })
    }

    /// Gives a per-axis list an entry for the axis of images.
    pub fn extend<T: Copy>(&self, list: &[T], neutral: T) -> Vec<T> {
        self.images.map(|_| neutral).into_iter().chain(list.iter().copied()).collect()
    }

    /// Adds the step and restores the form `[images, channels, spatial axes..]`.
    pub fn push(
        &self,
        out: &mut OperatorGraph,
        kernel: Kernel,
        post: Post,
        output: &[usize],
    ) -> Result<TensorId, Refusal> {
        let mut dims = vec![kernel.out_channels];
        dims.extend(self.images);
        dims.extend(output);
        let operator = Operator::Compute { head: Head::Convolution(kernel), post };
        let result = out.push(operator, vec![self.tensor], dims.clone(), self.batched)?;
        match (self.batched, self.images) {
            (true, _) => Ok(result),
            (false, None) => {
                dims.insert(0, 1);
                out.push_reshape(result, dims)
            }
            (false, Some(_)) => out.push_transpose(result, [1, 0].into_iter().chain(2..dims.len()).collect()),
        }
    }
}

/// `Conv` and `ConvTranspose`.
pub(super) fn convolution(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(2..=3)?;
    let transposed = call.operator == "ConvTranspose";
    let input = tensor(call, 0, "X")?;
    let weights = call.weights(1, "W")?;
    let onnx_dims = out.onnx_dims(input);
    let groups = call.attributes.int("group")?.unwrap_or(1);
    let (channels, extent) = check_weights(weights.dims(), &onnx_dims, groups)?;
    let groups = groups as usize;
    let out_channels = if transposed { weights.dims()[1] * groups } else { weights.dims()[0] };
    if !transposed && (out_channels % groups != 0 || weights.dims()[1] * groups != channels)
        || transposed && weights.dims()[0] != channels
    {
        let problem = format!("{:?} does not fit {channels} channels in {groups} groups", weights.dims());
        return Err(Refusal::of("W", problem, CHECK));
    }
    if let Some(list) = call.attributes.ints("kernel_shape")?
        && (list.len() != extent.len() || list.iter().zip(&extent).any(|(&a, &b)| a != i64::from(b)))
    {
        return Err(Refusal::of("kernel_shape", format!("{list:?} differs from the weights"), CHECK));
    }
    let mut window = Window::read(call, extent)?;
    let output = if transposed {
        transposed_output(call, &mut window, &onnx_dims[2..])?
    } else {
        window.resolve(&onnx_dims[2..])?
    };
    let spatial = Spatial::prepare(out, input)?;
    let kernel = Kernel {
        transposed,
        upsample: spatial.extend(&vec![1; output.len()], 1),
        extent: spatial.extend(&window.extent, 1),
        stride: spatial.extend(&window.stride, 1),
        dilation: spatial.extend(&window.dilation, 1),
        pad_begin: spatial.extend(&window.pad_begin, 0),
        groups,
        in_channels: channels,
        out_channels,
        weights,
    };
    let post = bias(call, out_channels, out.tensors[spatial.tensor].dims.len())?;
    spatial.push(out, kernel, post, &output)
}

/// Channels of the input and extents of the kernel.
fn check_weights(weights: &[usize], input: &[usize], groups: i64) -> Result<(usize, Vec<u32>), Refusal> {
    if weights.len() != input.len() || weights.len() < 3 || weights.contains(&0) {
        let problem = format!("has the shape {weights:?} for an input of {input:?}");
        return Err(Refusal::of("W", problem, CHECK));
    }
    let channels = input[1];
    if !usize::try_from(groups).is_ok_and(|groups| groups > 0 && channels.is_multiple_of(groups)) {
        return Err(Refusal::of("group", format!("{groups} does not divide {channels} channels"), CHECK));
    }
    Ok((channels, weights[2..].iter().map(|&taps| u32::try_from(taps).unwrap_or(u32::MAX)).collect()))
}

fn transposed_output(
    call: &mut Call<TensorId>,
    window: &mut Window,
    input: &[usize],
) -> Result<Vec<usize>, Refusal> {
    let output_padding = spatial_list(call, "output_padding", input.len(), 0, 0)?;
    let output_shape = call.attributes.ints("output_shape")?;
    if let Some(shape) = output_shape.as_ref().filter(|shape| shape.len() != input.len()) {
        return Err(Refusal::of("output_shape", format!("{shape:?} does not list the spatial axes"), CHECK));
    }
    let output = window.resolve_transposed(input, &output_padding, output_shape)?;
    // A map of one position has no phases, whatever the stride.
    let limited = |axis: usize| input[axis] > 1 && window.stride[axis] > MAX_PHASES;
    if (0..input.len()).any(limited) {
        let problem = format!("{:?} has a stride above {MAX_PHASES}", window.stride);
        return Err(Refusal::of("strides", problem, "use smaller strides"));
    }
    Ok(output)
}

fn bias(call: &Call<TensorId>, channels: usize, rank: usize) -> Result<Post, Refusal> {
    let Some(bias) = call.optional_weights(2, "B")? else { return Ok(Post::identity(rank)) };
    if bias.dims() != [channels] {
        let problem = format!("has the shape {:?}, expected [{channels}]", bias.dims());
        return Err(Refusal::of("B", problem, CHECK));
    }
    let shift = Grid::along(rank, 0, bias.floats().unwrap_or_default().to_vec());
    Ok(Post::affine(Grid::uniform(rank, 1.0), shift))
}
