//! The layer graph as execution, quantisation and emission want it: checked once, inputs kept apart.
//!
//! A device cannot write its input segment. Where the graph writes a buffer that also holds an input, or
//! hands an input out as an output, the input moves to a buffer of its own and a copy layer leads the program.
//! Weights are borrowed from the graph, never copied. Nothing here looks at values beyond whether they are finite.

use std::borrow::Cow;

use isa::segment::Segment;

use crate::compile_error::CompileError;
use crate::layer::{Buffer, Layer, LayerGraph, LayerKind, Port, View};

pub(crate) mod check;

/// Largest number of activation elements of one image over all buffers: 512 MiB on the device.
pub const MAX_ELEMENTS: usize = 1 << 28;

/// A checked network for one image.
#[derive(Debug)]
pub(crate) struct Network<'g> {
    pub(crate) buffers: Vec<Buffer>,
    pub(crate) layers: Vec<Cow<'g, Layer>>,
    pub(crate) inputs: Vec<Port>,
    pub(crate) outputs: Vec<Port>,
}

impl<'g> Network<'g> {
    /// Checks a graph and separates its inputs.
    ///
    /// # Errors
    /// The first rule that the graph breaks, and the layer or port that breaks it.
    pub(crate) fn new(graph: &'g LayerGraph) -> Result<Self, CompileError> {
        let mut network = Self {
            buffers: graph.buffers.clone(),
            layers: graph.layers.iter().map(Cow::Borrowed).collect(),
            inputs: graph.inputs.clone(),
            outputs: graph.outputs.clone(),
        };
        check::structure(&network)?;
        network.separate_inputs();
        check::data_flow(&network)?;
        Ok(network)
    }

    /// The segment of each buffer.
    pub(crate) fn segments(&self) -> Vec<Segment> {
        let mut segments = vec![Segment::Scratch; self.buffers.len()];
        self.outputs.iter().for_each(|port| segments[port.buffer] = Segment::Output);
        self.inputs.iter().for_each(|port| segments[port.buffer] = Segment::Input);
        segments
    }

    /// For each buffer the first and the last layer that touches it.
    pub(crate) fn lifetimes(&self) -> Vec<Option<(usize, usize)>> {
        let mut lifetimes: Vec<Option<(usize, usize)>> = vec![None; self.buffers.len()];
        for (index, layer) in self.layers.iter().enumerate() {
            for view in layer.inputs.iter().chain([&layer.output]) {
                let lifetime = &mut lifetimes[view.buffer];
                *lifetime = Some((lifetime.map_or(index, |(first, _)| first), index));
            }
        }
        lifetimes
    }

    fn separate_inputs(&mut self) {
        for buffer in 0..self.buffers.len() {
            let holds_input = self.inputs.iter().any(|port| port.buffer == buffer);
            let written = self.layers.iter().any(|layer| layer.output.buffer == buffer)
                || self.outputs.iter().any(|port| port.buffer == buffer);
            if holds_input && written {
                self.copy_in(buffer);
            }
        }
    }

    /// Moves the inputs of `buffer` to a new buffer of the same layout and copies that over first.
    fn copy_in(&mut self, buffer: usize) {
        let copy = self.buffers.len();
        let Buffer { name, elements } = self.buffers[buffer].clone();
        self.buffers.push(Buffer { name: format!("{name} (input)"), elements });
        self.inputs.iter_mut().filter(|port| port.buffer == buffer).for_each(|port| port.buffer = copy);
        let whole = |buffer| View { buffer, offset: 0, shape: [1, 1, 1, elements], strides: [0, 0, 0, 1] };
        let layer = Layer {
            name: format!("{name} (copy of the input)"),
            op: "copy",
            inputs: vec![whole(copy)],
            output: whole(buffer),
            kind: LayerKind::Linear { coefficients: vec![vec![1.0]] },
            bias: vec![0.0],
            negative_slope: vec![1.0],
            clamp: None,
            activation: None,
        };
        self.layers.insert(0, Cow::Owned(layer));
    }
}

/// Whether the layer hands its one input on unchanged.
pub(crate) fn is_copy(layer: &Layer) -> bool {
    let LayerKind::Linear { coefficients } = &layer.kind else { return false };
    let all = |values: &[f32], value| values.iter().all(|&v| v == value);
    coefficients.len() == 1
        && all(&coefficients[0], 1.0)
        && all(&layer.bias, 0.0)
        && all(&layer.negative_slope, 1.0)
        && layer.clamp.is_none()
        && layer.activation.is_none()
}

/// Calls `visit` with the element offset of every element of a view, channels innermost.
pub(crate) fn for_each_offset(view: &View, mut visit: impl FnMut(usize)) {
    let [channels, depth, height, width] = view.shape;
    let [channel_stride, depth_stride, height_stride, width_stride] = view.strides;
    for d in 0..depth {
        for h in 0..height {
            for w in 0..width {
                let start = view.offset + d * depth_stride + h * height_stride + w * width_stride;
                (0..channels).for_each(|c| visit(start + c * channel_stride));
            }
        }
    }
}
