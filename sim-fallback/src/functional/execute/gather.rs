//! Gathers the inputs of a block of rows into a matrix: row by row the taps, tap by tap the channels.
//!
//! Reads in memory order where channels are neighbours. Inputs outside the tensor are zeros, which changes no
//! sum; regions inside the border need no test and copy neighbouring taps together.

use std::ops::Range;

use isa::phase::PhaseAxis;

use super::operands::View;
use super::region::Region;
use super::rows::{Row, rows_from};

/// Which part of a region's inputs is gathered: a chunk of the summed dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Taps, by their number in the region.
    pub(super) taps: Range<usize>,
    /// Input channels.
    pub(super) channels: Range<usize>,
}

impl Chunk {
    /// Columns of the gathered matrix.
    pub(super) fn columns(&self) -> usize {
        self.taps.len() * self.channels.len()
    }
}

/// What one tap, or several neighbouring taps, contribute to a row.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Input offset along depth, height, width.
    offset: [i64; 3],
    /// The same in elements.
    delta: i64,
    /// Channels, or several taps' channels in a row.
    length: usize,
}

/// The inputs of a convolution as a matrix.
#[derive(Debug)]
pub(super) struct Gather<'a> {
    memory: &'a [i16],
    view: &'a View,
    steps: [i64; 3],
    region: &'a Region,
}

impl<'a> Gather<'a> {
    /// The inputs that `region` reads from `view`.
    pub(super) fn new(memory: &'a [i16], view: &'a View, axes: &[PhaseAxis; 3], region: &'a Region) -> Self {
        Self { memory, view, steps: axes.each_ref().map(|axis| axis.step.into()), region }
    }

    /// Writes the matrix of `rows`, `chunk.columns()` wide, to `matrix`, which has its size.
    pub(super) fn run(&self, rows: Range<u64>, chunk: &Chunk, matrix: &mut [i16]) {
        let columns = chunk.columns();
        if columns == 0 {
            return;
        }
        let inside = self.region.inside();
        let pieces = self.pieces(chunk, inside);
        let channel_offset = chunk.channels.start * self.view.strides[0];
        let rows = rows_from(self.region, rows.start).take((rows.end - rows.start) as usize);
        for (row, out) in rows.zip(matrix.chunks_exact_mut(columns)) {
            let origin: [i64; 3] = std::array::from_fn(|axis| i64::from(row.index[axis]) * self.steps[axis]);
            let start = self.origin_element(&row, origin).wrapping_add(channel_offset as i64);
            let mut rest = out;
            for piece in &pieces {
                let (values, tail) = rest.split_at_mut(piece.length);
                rest = tail;
                if inside || self.exists(origin, piece.offset) {
                    self.copy(start.wrapping_add(piece.delta) as usize, values);
                } else {
                    values.fill(0);
                }
            }
        }
    }

    fn pieces(&self, chunk: &Chunk, inside: bool) -> Vec<Piece> {
        let length = chunk.channels.len();
        let mut pieces: Vec<Piece> = Vec::with_capacity(chunk.taps.len());
        for tap in chunk.taps.clone() {
            let indices = self.region.tap(tap);
            let offset: [i64; 3] =
                std::array::from_fn(|axis| self.region.axes[axis].offsets[indices[axis]].into());
            let delta = self.distance(offset);
            match pieces.last_mut() {
                Some(last)
                    if inside
                        && self.view.strides[0] == 1
                        && last.delta.wrapping_add(last.length as i64) == delta =>
                {
                    last.length += length;
                }
                _ => pieces.push(Piece { offset, delta, length }),
            }
        }
        pieces
    }

    /// Element of the position that the taps' offsets count from; it need not exist.
    fn origin_element(&self, row: &Row, origin: [i64; 3]) -> i64 {
        let image = self.view.start + row.image as usize * self.view.image_stride;
        self.distance(origin).wrapping_add(image as i64)
    }

    /// Elements between two positions that lie so far apart.
    ///
    /// Wraps: a position outside the tensor may be anywhere, and the sums for those inside come out right.
    fn distance(&self, positions: [i64; 3]) -> i64 {
        let along = |axis: usize| positions[axis].wrapping_mul(self.view.strides[axis + 1] as i64);
        (0..3).map(along).fold(0, i64::wrapping_add)
    }

    fn exists(&self, origin: [i64; 3], offset: [i64; 3]) -> bool {
        (0..3).all(|axis| (0..i64::from(self.view.shape[axis + 1])).contains(&(origin[axis] + offset[axis])))
    }

    fn copy(&self, start: usize, values: &mut [i16]) {
        match self.view.strides[0] {
            1 => values.copy_from_slice(&self.memory[start..start + values.len()]),
            stride => {
                for (channel, value) in values.iter_mut().enumerate() {
                    *value = self.memory[start + channel * stride];
                }
            }
        }
    }
}
