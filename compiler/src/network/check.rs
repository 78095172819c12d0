//! The rules of a layer graph that everything behind relies on.
//!
//! Structure first (shapes, lengths, bounds, finite constants), then data flow: nothing is read before it
//! was written, and no layer overwrites what it still has to read.

use std::borrow::Cow;

use isa::phase::MAX_EXTENT;
use isa::program::{MAX_PORTS, MAX_RANK};
use isa::record::{LayerOp, MAX_INPUTS};
use rayon::prelude::*;

use super::{MAX_ELEMENTS, Network, for_each_offset};
use crate::compile_error::{CompileError, LayerProblem};
use crate::layer::{Activation, Buffer, Convolution, Layer, LayerKind, Port, View};

type Check = Result<(), LayerProblem>;

fn rule(holds: bool, rule: &'static str) -> Check {
    if holds { Ok(()) } else { Err(LayerProblem::Rule(rule)) }
}

fn length(what: &'static str, found: usize, expected: usize) -> Check {
    if found == expected { Ok(()) } else { Err(LayerProblem::Length { what, expected, found }) }
}

/// One value for all channels, or one for each.
fn per_channel(what: &'static str, found: usize, channels: usize) -> Check {
    if found == 1 { Ok(()) } else { length(what, found, channels) }
}

fn finite(what: &'static str, values: &[f32]) -> Check {
    match values.par_chunks(1 << 16).all(|chunk| chunk.iter().all(|value| value.is_finite())) {
        true => Ok(()),
        false => Err(LayerProblem::NotFinite { what }),
    }
}

/// Shapes, lengths, bounds and constants of buffers, ports and layers.
pub(super) fn structure(network: &Network) -> Result<(), CompileError> {
    let elements: u128 = network.buffers.iter().map(|buffer| buffer.elements as u128).sum();
    if elements > MAX_ELEMENTS as u128 {
        return Err(CompileError::TooLarge { elements, limit: MAX_ELEMENTS });
    }
    for (direction, ports) in [("input", &network.inputs), ("output", &network.outputs)] {
        if ports.len() > MAX_PORTS {
            return Err(CompileError::Graph("too many inputs or outputs"));
        }
        for port in ports {
            port_fits(port, &network.buffers).map_err(|problem| CompileError::Port {
                direction,
                port: port.name.clone(),
                problem,
            })?;
        }
    }
    if network.outputs.is_empty() {
        return Err(CompileError::Graph("it has no output"));
    }
    network.layers.iter().try_for_each(|layer| {
        layer_structure(layer, &network.buffers).map_err(|problem| problem.of(&layer.name))
    })
}

fn port_fits(port: &Port, buffers: &[Buffer]) -> Result<(), &'static str> {
    if port.dims.len() > MAX_RANK {
        return Err("it has too many axes");
    }
    if port.dims.len() != port.strides.len() {
        return Err("it has another number of strides than of axes");
    }
    if !(1..=MAX_ELEMENTS).contains(&count(&port.dims)) {
        return Err("its extents are zero or too large");
    }
    let buffer = buffers.get(port.buffer).ok_or("its buffer does not exist")?;
    match last_element(port.offset, &port.dims, &port.strides) {
        Some(last) if last < buffer.elements => Ok(()),
        _ => Err("it lies outside its buffer"),
    }
}

/// Elements of a shape, `usize::MAX` on overflow.
fn count(extents: &[usize]) -> usize {
    extents.iter().fold(1, |count: usize, &extent| count.saturating_mul(extent))
}

fn last_element(offset: usize, extents: &[usize], strides: &[usize]) -> Option<usize> {
    extents
        .iter()
        .zip(strides)
        .try_fold(offset, |last, (&extent, &stride)| last.checked_add((extent - 1).checked_mul(stride)?))
}

fn view_fits(view: &View, buffers: &[Buffer]) -> Check {
    rule(view.shape.iter().all(|&e| (1..=MAX_EXTENT as usize).contains(&e)), "an extent is out of range")?;
    rule(count(&view.shape) <= MAX_ELEMENTS, "a view is too large")?;
    let buffer = buffers.get(view.buffer).ok_or(LayerProblem::Rule("a view names no buffer"))?;
    let last = last_element(view.offset, &view.shape, &view.strides);
    rule(last.is_some_and(|last| last < buffer.elements), "a view lies outside its buffer")
}

fn layer_structure(layer: &Layer, buffers: &[Buffer]) -> Check {
    rule(LayerOp::from_name(layer.op).is_some(), "its op has no code")?;
    layer.inputs.iter().chain([&layer.output]).try_for_each(|view| view_fits(view, buffers))?;
    let output = &layer.output;
    let distinct =
        output.shape.iter().zip(&output.strides).all(|(&extent, &stride)| extent == 1 || stride > 0);
    rule(distinct, "the output has several elements in one place")?;
    let channels = output.shape[0];
    length("bias", layer.bias.len(), channels)?;
    finite("biases", &layer.bias)?;
    per_channel("negative slopes", layer.negative_slope.len(), channels)?;
    finite("negative slopes", &layer.negative_slope)?;
    if let Some((low, high)) = layer.clamp {
        // Written so that NaN fails.
        rule(low <= high, "clamp bounds are reversed or not numbers")?;
    }
    finite("activation parameters", &activation_parameters(layer.activation))?;
    match &layer.kind {
        LayerKind::Convolution(convolution) => convolution_structure(layer, convolution),
        LayerKind::Linear { coefficients } => {
            rule((1..=MAX_INPUTS).contains(&layer.inputs.len()), "it has no input or too many")?;
            length("coefficient lists", coefficients.len(), layer.inputs.len())?;
            for list in coefficients {
                per_channel("coefficients", list.len(), channels)?;
                finite("coefficients", list)?;
            }
            layer.inputs.iter().try_for_each(|input| broadcasts(input, output))
        }
        LayerKind::Product => {
            length("inputs", layer.inputs.len(), 2)?;
            layer.inputs.iter().try_for_each(|input| broadcasts(input, output))
        }
    }
}

fn activation_parameters(activation: Option<Activation>) -> Vec<f32> {
    match activation {
        Some(Activation::Elu(alpha)) => vec![alpha],
        Some(Activation::Selu(alpha, gamma)) => vec![alpha, gamma],
        Some(Activation::HardSigmoid(alpha, beta)) => vec![alpha, beta],
        _ => Vec::new(),
    }
}

fn broadcasts(input: &View, output: &View) -> Check {
    let fits = input.shape.iter().zip(&output.shape).all(|(&from, &to)| from == to || from == 1);
    rule(fits, "an operand's shape does not broadcast to the output's")
}

fn convolution_structure(layer: &Layer, convolution: &Convolution) -> Check {
    let Convolution { axes, groups, in_channels, out_channels, weights, dense_taps } = convolution;
    length("inputs", layer.inputs.len(), 1)?;
    let (input, output) = (&layer.inputs[0], &layer.output);
    rule(
        input.shape[0] == *in_channels && output.shape[0] == *out_channels,
        "channel counts differ from the views'",
    )?;
    for (index, axis) in axes.iter().enumerate() {
        axis.validate().map_err(LayerProblem::Rule)?;
        rule(
            axis.input as usize == input.shape[index + 1] && axis.output as usize == output.shape[index + 1],
            "axis extents differ from the views'",
        )?;
    }
    rule(
        *groups > 0 && in_channels % groups == 0 && out_channels % groups == 0,
        "groups do not divide the channels",
    )?;
    rule(*dense_taps <= 1 << 32, "the kernel is too large")?;
    let taps = axes.iter().map(|axis| axis.taps.iter().map(Vec::len).sum::<usize>());
    let count = taps.chain([in_channels / groups, *out_channels]).try_fold(1usize, usize::checked_mul);
    length("weights", weights.len(), count.ok_or(LayerProblem::Rule("it has too many weights"))?)?;
    finite("weights", weights)
}

/// Reads follow writes, and layers that work in place do so harmlessly.
pub(super) fn data_flow(network: &Network) -> Result<(), CompileError> {
    let mut written: Vec<Vec<bool>> =
        network.buffers.iter().map(|buffer| vec![false; buffer.elements]).collect();
    for port in &network.inputs {
        for_each_port_offset(port, &mut |offset| written[port.buffer][offset] = true);
    }
    for layer in &network.layers {
        if let Cow::Owned(copy) = layer {
            // The copy of an input buffer takes the places between its inputs along, whatever they hold.
            written[copy.output.buffer] = written[copy.inputs[0].buffer].clone();
            continue;
        }
        for input in &layer.inputs {
            let mut complete = true;
            for_each_offset(input, |offset| complete &= written[input.buffer][offset]);
            rule(complete, "it reads values that no layer before it wrote")
                .and_then(|()| in_place(layer, input, network.buffers[input.buffer].elements))
                .map_err(|problem| problem.of(&layer.name))?;
        }
        let output = &layer.output;
        for_each_offset(output, |offset| written[output.buffer][offset] = true);
    }
    for port in &network.outputs {
        let mut complete = true;
        for_each_port_offset(port, &mut |offset| complete &= written[port.buffer][offset]);
        if !complete {
            let (direction, port, problem) = ("output", port.name.clone(), "no layer writes all of it");
            return Err(CompileError::Port { direction, port, problem });
        }
    }
    Ok(())
}

/// An element-wise layer may write exactly where it reads; any other overlap would read overwritten values.
fn in_place(layer: &Layer, input: &View, elements: usize) -> Check {
    let output = &layer.output;
    let elementwise = !matches!(layer.kind, LayerKind::Convolution(_));
    if input.buffer != output.buffer || (elementwise && input == output) {
        return Ok(());
    }
    let mut read = vec![false; elements];
    for_each_offset(input, |offset| read[offset] = true);
    let mut disjoint = true;
    for_each_offset(output, |offset| disjoint &= !read[offset]);
    rule(disjoint, "it overwrites values that it still has to read")
}

/// Calls `visit` with the element offset of every element of a port, in ONNX order.
pub(crate) fn for_each_port_offset(port: &Port, visit: &mut impl FnMut(usize)) {
    fn walk(offset: usize, dims: &[usize], strides: &[usize], visit: &mut impl FnMut(usize)) {
        match (dims, strides) {
            ([extent, dims @ ..], [stride, strides @ ..]) => {
                (0..*extent).for_each(|index| walk(offset + index * stride, dims, strides, visit));
            }
            _ => visit(offset),
        }
    }
    walk(port.offset, &port.dims, &port.strides, visit);
}
