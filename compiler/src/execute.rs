//! The layer graph in float32: the reference that calibration observes and tests compare with.
//!
//! Runs a batch of images through a network, layer by layer, as matrix products over the positions of each
//! phase. Results depend neither on the number of threads nor on how images are grouped. This is not the
//! device: nothing here is an integer, and nothing is fused or scheduled.

use std::ops::Range;

use crate::compile_error::CompileError;
use crate::layer::{LayerGraph, Port};
use crate::network::Network;
use crate::network::check::for_each_port_offset;

mod block;
mod convolution;
mod elementwise;
mod matrix;
mod observe;
mod post;
mod samples;
mod storage;

pub use samples::Samples;

pub(crate) use observe::{Extent, LayerExtents};
use storage::Storage;

/// Floats of activations that are alive at once, over all images of a pass: 256 MiB.
const LIVE_FLOATS: usize = 1 << 26;

/// Runs the network on samples in float32.
///
/// `samples` holds one array per graph input; the result holds one per graph output, `[images, dims...]` in
/// ONNX order, without the leading axis where the port is not batched.
///
/// # Errors
/// A malformed graph, or samples that do not fit its inputs.
pub fn run(graph: &LayerGraph, samples: &Samples) -> Result<Samples, CompileError> {
    let network = Network::new(graph)?;
    samples.check(&network.inputs)?;
    let mut arrays: Vec<Vec<f32>> = vec![Vec::new(); network.outputs.len()];
    for images in passes(&network, samples.images) {
        let storage = run_pass(&network, samples, images.clone(), &mut |_, _| {});
        for (port, array) in network.outputs.iter().zip(&mut arrays) {
            let copies = if port.batched { 0..images.len() } else { 0..usize::from(images.start == 0) };
            for image in copies {
                let values = storage.image(port.buffer, image);
                for_each_port_offset(port, &mut |offset| array.push(values[offset]));
            }
        }
    }
    Ok(Samples { images: samples.images, arrays })
}

/// Groups of images that fit [`LIVE_FLOATS`] together.
pub(crate) fn passes(network: &Network, images: usize) -> impl Iterator<Item = Range<usize>> + use<> {
    let lifetimes = network.lifetimes();
    let alive = |layer: usize| {
        let spans = lifetimes.iter().zip(&network.buffers);
        let alive = spans.filter(|(span, _)| span.is_some_and(|(from, to)| (from..=to).contains(&layer)));
        alive.map(|(_, buffer)| buffer.elements).sum::<usize>()
    };
    let peak = (0..network.layers.len()).map(alive).max().unwrap_or(1);
    let group = (LIVE_FLOATS / peak.max(1)).clamp(1, images.max(1));
    (0..images).step_by(group).map(move |first| first..images.min(first + group))
}

/// Runs all layers for some of the images and tells `observe` what each layer produced.
///
/// The returned storage holds the buffers that outputs lie in; others are released after their last use.
pub(crate) fn run_pass(
    network: &Network,
    samples: &Samples,
    images: Range<usize>,
    observe: &mut dyn FnMut(usize, LayerExtents),
) -> Storage {
    let mut storage = Storage::new(&network.buffers, images.len());
    for (port, array) in network.inputs.iter().zip(&samples.arrays) {
        load(&mut storage, port, array, images.clone());
    }
    let lifetimes = network.lifetimes();
    for (index, layer) in network.layers.iter().enumerate() {
        storage.allocate(layer.output.buffer);
        observe(index, block::run_layer(layer, &mut storage));
        for (buffer, lifetime) in lifetimes.iter().enumerate() {
            let needed = network.outputs.iter().any(|port| port.buffer == buffer);
            if lifetime.is_some_and(|(_, last)| last == index) && !needed {
                storage.release(buffer);
            }
        }
    }
    storage
}

fn load(storage: &mut Storage, port: &Port, array: &[f32], images: Range<usize>) {
    storage.allocate(port.buffer);
    let elements: usize = port.dims.iter().product();
    for (slot, image) in images.enumerate() {
        let first = if port.batched { image * elements } else { 0 };
        let mut values = array[first..first + elements].iter();
        let target = storage.image_mut(port.buffer, slot);
        for_each_port_offset(port, &mut |offset| {
            if let Some(&value) = values.next() {
                target[offset] = value;
            }
        });
    }
}
