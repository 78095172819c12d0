//! Padding and resizing that no convolution takes over: depthwise convolutions with weights of one.

use isa::phase::PhaseAxis;

use super::loops::{Loop, align, joined};
use super::{Builder, IRREGULAR, convolution_layer, view};
use crate::error::Refusal;
use crate::layer::Convolution;
use crate::lower::layout::Layout;
use crate::lower::operator::{Post, Step};
use crate::lower::place::{Stored, default_layout};

/// One axis of the layer: extents and strides of input and output, and what happens along it.
struct Axis {
    phases: PhaseAxis,
    input_stride: usize,
    output_stride: usize,
}

impl Builder<'_> {
    pub(super) fn remap(
        &mut self,
        step: &Step,
        maps: &[Option<PhaseAxis>],
        post: &Post,
    ) -> Result<Stored, Refusal> {
        let (input_dims, dims) = (self.dims(step.inputs[0]).to_vec(), self.dims(step.output).to_vec());
        let mut input = self.stored(step.inputs[0]);
        let single = |layout: &Layout| {
            (0..maps.len()).all(|axis| maps[axis].is_none() || layout.stride(axis).is_some())
        };
        let mut output = self.place(step.output, default_layout(&dims), single);
        let mut axes = if single(&input.layout) { axes(maps, &input.layout, &output.layout) } else { None };
        if axes.is_none() {
            input = self.copy_fresh(&step.name, &input, &default_layout(&input_dims))?;
            output = self.fresh(&self.graph.tensors[step.output].name.clone(), &default_layout(&dims));
            axes = self::axes(maps, &input.layout, &output.layout);
        }
        let (channel, others) = axes.ok_or_else(|| Refusal::new("moves too many axes", IRREGULAR))?;
        let channels = channel.phases.output as usize;
        let taps = |axis: &Axis| axis.phases.taps.iter().map(Vec::len).sum::<usize>();
        let count = others.iter().try_fold(channels, |n, axis| n.checked_mul(taps(axis)));
        let count = self.reserve_weights(count)?;
        let scale = post.scale.value().expect("only uniform constants are joined here");
        let missing = 3 - others.len();
        let mut phases = std::array::from_fn(|_| PhaseAxis::unit());
        others.iter().enumerate().for_each(|(axis, one)| phases[missing + axis] = one.phases.clone());
        let convolution = Convolution {
            axes: phases,
            groups: channels,
            in_channels: channels,
            out_channels: channels,
            weights: vec![scale; count],
            dense_taps: 1,
        };
        let end = |stored: &Stored, input: bool| {
            let others: Vec<(usize, usize)> = others.iter().map(|axis| axis.end(input)).collect();
            view(stored, channel.end(input), &others)
        };
        let views = (end(&input, true), end(&output, false));
        self.push(convolution_layer(step, "copy", views, convolution, post, None))?;
        Ok(output)
    }
}

impl Axis {
    fn end(&self, input: bool) -> (usize, usize) {
        if input {
            (self.phases.input as usize, self.input_stride)
        } else {
            (self.phases.output as usize, self.output_stride)
        }
    }
}

/// The channel axis, which stays as it is, and at most three others, outermost in memory first.
fn axes(maps: &[Option<PhaseAxis>], input: &Layout, output: &Layout) -> Option<(Axis, Vec<Axis>)> {
    let without = |layout: &Layout| {
        let mut layout = layout.clone();
        (0..maps.len()).filter(|&axis| maps[axis].is_some()).for_each(|axis| layout.axes[axis].clear());
        layout
    };
    let kept = align(&[&without(output), &without(input)])?;
    let mapped = maps.iter().flatten().count();
    let kept = if mapped + kept.len() > 4 { joined(&kept) } else { kept };
    let whole = |one: &Loop| Axis {
        phases: PhaseAxis::identity(one.extent as u32),
        input_stride: one.strides[1].unwrap_or(0),
        output_stride: one.result_stride(),
    };
    let mut others: Vec<Axis> = kept.iter().map(whole).collect();
    let unit = || Axis { phases: PhaseAxis::unit(), input_stride: 0, output_stride: 0 };
    let channel = others.pop().unwrap_or_else(unit);
    for (axis, map) in maps.iter().enumerate() {
        let Some(phases) = map.clone() else { continue };
        others.push(Axis { phases, input_stride: input.stride(axis)?, output_stride: output.stride(axis)? });
    }
    others.sort_by_key(|axis| std::cmp::Reverse(axis.output_stride));
    (others.len() <= 3).then_some((channel, others))
}
