//! Convolution phase by phase: gather the inputs of some positions, multiply by the phase's weights.
//!
//! Taps that lie outside the input for every position of a block are left out of gathering and product. That
//! is what makes a projection (a transposed convolution of a 1x1 map) a matrix-vector product here.

use std::ops::Range;

use super::block::{Block, Lattice, Scratch};
use super::matrix::{Matrix, TILE_ROWS, multiply_add};
use super::storage::Storage;
use crate::layer::{Convolution, View};

/// Gathered values of one block: 1 MiB.
const GATHERED_FLOATS: usize = 1 << 18;
/// Output channels of one block.
const BLOCK_CHANNELS: usize = 256;
/// Most rows of one block.
const BLOCK_ROWS: usize = 1 << 12;

/// One phase of one channel group.
#[derive(Debug)]
struct Phase<'a> {
    group: usize,
    lattice: Lattice,
    /// Input offsets along depth, height and width.
    taps: [&'a [i32]; 3],
    /// `[tap d][h][w][in_channels / groups][out_channels / groups]`.
    weights: &'a [f32],
}

/// All phases of a layer.
#[derive(Debug)]
pub(super) struct Phases<'a> {
    input: &'a View,
    steps: [i64; 3],
    in_channels: usize,
    out_channels: usize,
    phases: Vec<Phase<'a>>,
}

impl<'a> Phases<'a> {
    pub(super) fn new(convolution: &'a Convolution, input: &'a View) -> Self {
        let Convolution { axes, groups, weights, .. } = convolution;
        let (in_channels, out_channels) =
            (convolution.in_channels / groups, convolution.out_channels / groups);
        let mut phases = Vec::new();
        let mut rest = weights.as_slice();
        let counts: [usize; 3] = std::array::from_fn(|axis| axes[axis].taps.len());
        let all = Lattice { first: [0; 3], step: [1; 3], counts };
        for group in 0..*groups {
            for phase in 0..all.positions() {
                let first = all.indices(phase);
                let outputs = |axis: usize| axes[axis].outputs_of_phase(first[axis] as u32) as usize;
                let taps: [&[i32]; 3] = std::array::from_fn(|axis| axes[axis].taps[first[axis]].as_slice());
                let lattice = Lattice { first, step: counts, counts: std::array::from_fn(outputs) };
                let count: usize = taps.iter().map(|taps| taps.len()).product();
                let (weights, others) = rest.split_at(count * in_channels * out_channels);
                rest = others;
                phases.push(Phase { group, lattice, taps, weights });
            }
        }
        let steps = std::array::from_fn(|axis| i64::from(axes[axis].step));
        Self { input, steps, in_channels, out_channels, phases }
    }

    /// Blocks that cover the output.
    pub(super) fn blocks(&self, images: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (index, phase) in self.phases.iter().enumerate() {
            let rows = phase.lattice.positions() * images;
            let step = self.block_rows(phase, images);
            for first in (0..rows).step_by(step) {
                let rows = first..rows.min(first + step);
                for column in (0..self.out_channels).step_by(BLOCK_CHANNELS) {
                    let end = self.out_channels.min(column + BLOCK_CHANNELS);
                    let base = phase.group * self.out_channels;
                    let channels = base + column..base + end;
                    blocks.push(Block { phase: index, lattice: phase.lattice, rows: rows.clone(), channels });
                }
            }
        }
        blocks
    }

    fn block_rows(&self, phase: &Phase<'_>, images: usize) -> usize {
        // On a map of one element every position has its own single tap.
        if self.input.shape[1..] == [1; 3] {
            return images;
        }
        let rows = GATHERED_FLOATS / self.depth(phase).max(1);
        rows.clamp(TILE_ROWS, BLOCK_ROWS).next_multiple_of(TILE_ROWS)
    }

    /// Summands of one output.
    fn depth(&self, phase: &Phase<'_>) -> usize {
        phase.taps.iter().map(|taps| taps.len()).product::<usize>() * self.in_channels
    }

    /// Adds the block's convolution to `sums`, `[row][channel]`.
    pub(super) fn sum(&self, block: &Block, storage: &Storage, scratch: &mut Scratch, sums: &mut [f32]) {
        let phase = &self.phases[block.phase];
        let depth = self.depth(phase);
        // NaN, so that a product with something that was not gathered could not go unnoticed.
        scratch.gathered.clear();
        scratch.gathered.resize(block.rows.len() * depth, f32::NAN);
        let rows = self.rows(block, storage.images());
        let mut active: Vec<Range<usize>> = Vec::new();
        for (tap, offsets) in tap_offsets(phase.taps).enumerate() {
            let target = tap * self.in_channels..(tap + 1) * self.in_channels;
            if self.gather(phase, &rows, offsets, storage, &mut scratch.gathered[target.start..], depth) {
                match active.last_mut() {
                    Some(last) if last.end == target.start => last.end = target.end,
                    _ => active.push(target),
                }
            }
        }
        let column = block.channels.start - phase.group * self.out_channels;
        for run in active {
            let a = Matrix {
                values: &scratch.gathered[run.start..],
                rows: block.rows.len(),
                columns: run.len(),
                stride: depth,
            };
            let b = Matrix {
                values: &phase.weights[run.start * self.out_channels + column..],
                rows: run.len(),
                columns: block.channels.len(),
                stride: self.out_channels,
            };
            multiply_add(a, b, sums, &mut scratch.panel);
        }
    }

    /// Image and input origin of each row.
    fn rows(&self, block: &Block, images: usize) -> Vec<(usize, [i64; 3])> {
        let origin = |row: usize| {
            let indices = block.lattice.indices(row / images);
            (row % images, std::array::from_fn(|axis| indices[axis] as i64 * self.steps[axis]))
        };
        block.rows.clone().map(origin).collect()
    }

    /// Copies what one tap reads, zeros outside the input, to every `depth`-th float of `target`. Returns
    /// whether any row reads inside the input; if none does, `target` is left as it was.
    fn gather(
        &self,
        phase: &Phase<'_>,
        rows: &[(usize, [i64; 3])],
        offsets: [i32; 3],
        storage: &Storage,
        target: &mut [f32],
        depth: usize,
    ) -> bool {
        let source = |origin: &[i64; 3]| {
            let mut offset = self.input.offset + phase.group * self.in_channels * self.input.strides[0];
            for axis in 0..3 {
                let position = usize::try_from(origin[axis] + i64::from(offsets[axis])).ok()?;
                if position >= self.input.shape[axis + 1] {
                    return None;
                }
                offset += position * self.input.strides[axis + 1];
            }
            Some(offset)
        };
        if rows.iter().all(|(_, origin)| source(origin).is_none()) {
            return false;
        }
        for ((image, origin), target) in rows.iter().zip(target.chunks_mut(depth)) {
            let target = &mut target[..self.in_channels];
            match (source(origin), self.input.strides[0]) {
                (None, _) => target.fill(0.0),
                (Some(offset), 1) => {
                    let values = &storage.image(self.input.buffer, *image)[offset..][..self.in_channels];
                    target.copy_from_slice(values);
                }
                (Some(offset), stride) => {
                    let values = storage.image(self.input.buffer, *image);
                    target.iter_mut().enumerate().for_each(|(c, to)| *to = values[offset + c * stride]);
                }
            }
        }
        true
    }
}

/// The offsets of every tap, in the order of the weights.
fn tap_offsets(taps: [&[i32]; 3]) -> impl Iterator<Item = [i32; 3]> + '_ {
    let [depth, height, width] = taps;
    depth.iter().flat_map(move |&d| height.iter().flat_map(move |&h| width.iter().map(move |&w| [d, h, w])))
}
