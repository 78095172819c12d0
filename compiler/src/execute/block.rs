//! Runs one layer: splits its output into blocks, computes them in parallel, writes them in order.
//!
//! A block is some positions of one phase times some output channels, small enough that its operands stay in
//! the cache. Blocks depend on shapes only, never on the number of threads.

use std::ops::Range;

use rayon::prelude::*;

use super::convolution::Phases;
use super::elementwise;
use super::observe::LayerExtents;
use super::post;
use super::storage::Storage;
use crate::layer::{Layer, LayerKind, View};

/// Output positions that are computed alike, `first + step * index` along depth, height and width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lattice {
    pub(super) first: [usize; 3],
    pub(super) step: [usize; 3],
    pub(super) counts: [usize; 3],
}

impl Lattice {
    pub(super) fn positions(&self) -> usize {
        self.counts.iter().product()
    }

    /// The index along each axis of a position.
    pub(super) fn indices(&self, position: usize) -> [usize; 3] {
        let [_, height, width] = self.counts;
        [position / (height * width), position / width % height, position % width]
    }

    /// The output coordinates of a position.
    pub(super) fn coordinates(&self, position: usize) -> [usize; 3] {
        let indices = self.indices(position);
        std::array::from_fn(|axis| self.first[axis] + self.step[axis] * indices[axis])
    }
}

/// One unit of work. Rows are counted position by position, and within a position image by image.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Which phase of a convolution; 0 otherwise.
    pub(super) phase: usize,
    pub(super) lattice: Lattice,
    pub(super) rows: Range<usize>,
    /// Output channels, counted over all groups.
    pub(super) channels: Range<usize>,
}

/// Memory that a thread reuses from block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) gathered: Vec<f32>,
    pub(super) panel: Vec<f32>,
}

/// Runs a layer on all images of the storage and reports what it produced.
pub(super) fn run_layer(layer: &Layer, storage: &mut Storage) -> LayerExtents {
    match &layer.kind {
        LayerKind::Convolution(convolution) => {
            let phases = Phases::new(convolution, &layer.inputs[0]);
            let blocks = phases.blocks(storage.images());
            run_blocks(layer, &blocks, storage, |block, storage, scratch, sums| {
                phases.sum(block, storage, scratch, sums);
            })
        }
        LayerKind::Linear { coefficients } => {
            let blocks = elementwise::blocks(&layer.output, storage.images());
            run_blocks(layer, &blocks, storage, |block, storage, _, sums| {
                elementwise::linear(&layer.inputs, coefficients, block, storage, sums);
            })
        }
        LayerKind::Product => {
            let blocks = elementwise::blocks(&layer.output, storage.images());
            run_blocks(layer, &blocks, storage, |block, storage, _, sums| {
                elementwise::product(&layer.inputs, block, storage, sums);
            })
        }
    }
}

fn run_blocks(
    layer: &Layer,
    blocks: &[Block],
    storage: &mut Storage,
    sum: impl Fn(&Block, &Storage, &mut Scratch, &mut [f32]) + Sync,
) -> LayerExtents {
    let mut extents = LayerExtents::default();
    // Waves bound the memory of finished blocks that wait to be written.
    for wave in blocks.chunks(8 * rayon::current_num_threads()) {
        let shared = &*storage;
        let compute = |scratch: &mut Scratch, block: &Block| {
            let mut values = vec![0.0; block.rows.len() * block.channels.len()];
            sum(block, shared, scratch, &mut values);
            let extents = post::apply(layer, &block.channels, &mut values);
            (values, extents)
        };
        let finished: Vec<_> = wave.par_iter().map_init(Scratch::default, compute).collect();
        for (block, (values, seen)) in wave.iter().zip(finished) {
            extents = extents.union(seen);
            store(block, &values, &layer.output, storage);
        }
    }
    extents
}

/// The offset of channel 0 of a position in a view.
pub(super) fn position_offset(view: &View, coordinates: [usize; 3]) -> usize {
    (0..3).fold(view.offset, |offset, axis| offset + coordinates[axis] * view.strides[axis + 1])
}

fn store(block: &Block, values: &[f32], output: &View, storage: &mut Storage) {
    let images = storage.images();
    let stride = output.strides[0];
    for (row, values) in block.rows.clone().zip(values.chunks_exact(block.channels.len())) {
        let offset = position_offset(output, block.lattice.coordinates(row / images));
        let target =
            &mut storage.image_mut(output.buffer, row % images)[offset + block.channels.start * stride..];
        match stride {
            1 => target[..values.len()].copy_from_slice(values),
            _ => target.iter_mut().step_by(stride.max(1)).zip(values).for_each(|(to, &from)| *to = from),
        }
    }
}
