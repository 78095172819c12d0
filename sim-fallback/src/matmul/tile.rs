//! The register tile: a few rows of activations times a panel of weights. Most products run through here.

use super::MatrixRef;
use super::panel::{Panel, Panels};
use super::run::{Block, NormMeter, RUN, RUNS};
use super::simd::{Accumulator, Pair, Simd, Task};
use pulp::bytemuck::cast;
use std::ops::Range;

/// Rows of the largest tile of any level.
pub(super) const MAX_TILE_ROWS: usize = 6;

/// Elements of a [`Block`].
const BLOCK_ELEMENTS: usize = 2 * RUN * RUNS;

/// Adds the products of the rows of one tile with some panels to `sums`.
pub(super) struct TileRow<'a> {
    /// As many columns as the panels have rows.
    pub(super) activations: MatrixRef<'a>,
    pub(super) panels: &'a Panels,
    pub(super) selected: Range<usize>,
    /// One row every `stride` elements.
    pub(super) sums: &'a mut [i64],
    pub(super) stride: usize,
    /// Room for the last block of each row, where it is not whole.
    pub(super) ends: &'a mut [Block; MAX_TILE_ROWS],
}

impl<S: Simd> Task<S> for TileRow<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self, simd: S) {
        match self.activations.rows {
            1 => self.multiply::<S, 1>(simd),
            2 => self.multiply::<S, 2>(simd),
            3 => self.multiply::<S, 3>(simd),
            4 => self.multiply::<S, 4>(simd),
            5 => self.multiply::<S, 5>(simd),
            _ => self.multiply::<S, MAX_TILE_ROWS>(simd),
        }
    }
}

impl TileRow<'_> {
    #[inline(always)]
    fn multiply<S: Simd, const ROWS: usize>(self, simd: S) {
        let mut rows = [Row::default(); ROWS];
        let mut meter = NormMeter::new(simd);
        for (index, end) in self.ends.iter_mut().enumerate().take(ROWS) {
            rows[index] = Row::new(self.activations.row(index), end);
            for block in rows[index].blocks.iter().chain(rows[index].end) {
                meter.measure_block(block);
            }
        }
        let norms = meter.norms();
        for panel in &self.panels.list[self.selected] {
            let weights = &self.panels.pairs[panel.pairs.clone()];
            let distance = norms.carry_distance(panel.norms);
            if panel.width > S::LANES {
                let tile = multiply_tile::<S, ROWS, 2>(simd, &rows, weights, distance);
                add_tile::<S, ROWS, 2>(&tile, panel, self.sums, self.stride);
            } else {
                let tile = multiply_tile::<S, ROWS, 1>(simd, &rows, weights, distance);
                add_tile::<S, ROWS, 1>(&tile, panel, self.sums, self.stride);
            }
        }
    }
}

/// A row of activations, cut into blocks.
#[derive(Clone, Copy, Default)]
struct Row<'a> {
    blocks: &'a [Block],
    /// What is left. The zeros behind it keep the norms those of the row; the weights there are zero anyway.
    end: Option<&'a Block>,
}

impl<'a> Row<'a> {
    #[inline(always)]
    fn new(row: &'a [i16], end: &'a mut Block) -> Self {
        let (blocks, _) = row.as_chunks::<2>().0.as_chunks::<RUNS>().0.as_chunks::<RUN>();
        let rest = &row[blocks.len() * BLOCK_ELEMENTS..];
        if rest.is_empty() {
            return Self { blocks, end: None };
        }
        let elements = end.as_flattened_mut().as_flattened_mut();
        elements[..rest.len()].copy_from_slice(rest);
        elements[rest.len()..].fill(0);
        Self { blocks, end: Some(end) }
    }

    #[inline(always)]
    fn block(&self, index: usize) -> &'a Block {
        const ZERO: &Block = &[[[0; 2]; RUNS]; RUN];
        self.blocks.get(index).or(self.end).unwrap_or(ZERO)
    }
}

type Tile<V, const ROWS: usize, const VECTORS: usize> = [[Accumulator<V>; VECTORS]; ROWS];

/// Multiplies with one panel, and carries every `distance` pairs of a run.
#[inline(always)]
fn multiply_tile<S: Simd, const ROWS: usize, const VECTORS: usize>(
    simd: S,
    rows: &[Row<'_>; ROWS],
    weights: &[Pair],
    distance: usize,
) -> Tile<S::Vector, ROWS, VECTORS> {
    let width = VECTORS * S::LANES;
    let mut tile = [[Accumulator::zero(); VECTORS]; ROWS];
    for (index, weights) in weights.chunks(RUN * RUNS * width).enumerate() {
        let run_length = RUN.min(weights.len() / (RUNS * width));
        let mut blocks = [rows[0].block(index); ROWS];
        for row in 1..ROWS {
            blocks[row] = rows[row].block(index);
        }
        let mut weights = weights.chunks_exact(width);
        for run in 0..RUNS {
            let mut start = 0;
            while start < run_length {
                let end = run_length.min(start + distance);
                for (pair, weights) in (start..end).zip(&mut weights) {
                    multiply_step(simd, &mut tile, blocks, [pair, run], weights);
                }
                for accumulator in tile.as_flattened_mut() {
                    accumulator.carry(simd);
                }
                start = end;
            }
        }
    }
    tile
}

/// Adds the products of one pair of each row.
#[inline(always)]
fn multiply_step<S: Simd, const ROWS: usize, const VECTORS: usize>(
    simd: S,
    tile: &mut Tile<S::Vector, ROWS, VECTORS>,
    blocks: [&Block; ROWS],
    [pair, run]: [usize; 2],
    weights: &[Pair],
) {
    let mut columns = [simd.splat(0); VECTORS];
    for vector in 0..VECTORS {
        columns[vector] = simd.load(&weights[vector * S::LANES..]);
    }
    for row in 0..ROWS {
        let activations = simd.splat(cast(blocks[row][pair][run]));
        for vector in 0..VECTORS {
            tile[row][vector].multiply_add(simd, activations, columns[vector]);
        }
    }
}

#[inline(always)]
fn add_tile<S: Simd, const ROWS: usize, const VECTORS: usize>(
    tile: &Tile<S::Vector, ROWS, VECTORS>,
    panel: &Panel,
    sums: &mut [i64],
    stride: usize,
) {
    for row in 0..ROWS {
        let sums = &mut sums[row * stride..][panel.columns.clone()];
        for (accumulator, sums) in tile[row].iter().zip(sums.chunks_mut(S::LANES)) {
            accumulator.add_to(sums);
        }
    }
}
