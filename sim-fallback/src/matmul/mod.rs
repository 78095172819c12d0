//! The exact product of two 16-bit integer matrices: where the functional device spends its time.
//!
//! `c[m][n] = sum over k of a[m][k] * b[k][n]` with `a` the activations (`m` output positions, `k` taps times
//! input channels), `b` the weights (`n` output channels) and `c` in 64 bits. Every result is the exact integer
//! (for any `k` below 2^33), at every instruction-set level and however the caller cuts the matrices up; the
//! accelerator's 48-bit accumulators and requantisation come after this.
//!
//! # How
//! The processor multiplies pairs of 16-bit integers and adds them in 32-bit lanes (`vpmaddwd`), at twice the
//! rate at which it multiplies 32-bit floats, but products of 16-bit integers overflow 32-bit sums almost at
//! once. So a lane keeps its sum in two words and carries from one to the other, as on paper; and since a carry
//! takes three instructions where a product takes two, `run.rs` proves from the data how long a lane can do without.
//!
//! | file | holds |
//! |---|---|
//! | `simd.rs` | the vector operations of each level, the two-word accumulator |
//! | `run.rs` | the bound on sums between two carries |
//! | `panel.rs`, `tile.rs` | the general product: packed weights, register tiles |
//! | `thin.rs`, `row.rs` | products with few columns, and with one row |
//!
//! One call runs on one thread. Callers split `m` (and `n`, if they must) over threads, with a [`Workspace`] for
//! each; a call packs the weights it is given, which pays off from a few dozen rows.

mod panel;
mod row;
mod run;
mod simd;
#[cfg(test)]
mod test;
mod thin;
mod tile;

use panel::{Pack, Panels};
use row::RowProduct;
use simd::{MAX_LANES, Simd};
use std::ops::Range;
use thin::{Columns, ScalarProducts};
use tile::TileRow;

/// Rows of weights that are packed together: the activations of a tile stay in the first cache meanwhile.
const SLICE_ROWS: usize = 1024;
/// Weights that are packed at a time, so that they stay in the second cache.
const PACKED_WEIGHTS: usize = 1 << 18;
/// Columns of the product that are finished together, at most.
const MAX_COLUMNS: usize = 512;
/// Rows of the product that are finished together.
const BLOCK_ROWS: usize = 48;

/// What is wrong with the operands of a product.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatmulError {
    /// A matrix reaches beyond its elements.
    #[error(
        "{rows} rows of {columns} columns, one every {stride} elements, do not fit in {elements} elements"
    )]
    Matrix {
        /// Rows of the matrix.
        rows: usize,
        /// Columns of the matrix.
        columns: usize,
        /// Elements from one row to the next.
        stride: usize,
        /// Elements that there are.
        elements: usize,
    },
    /// The factors do not match.
    #[error("a matrix of {a_columns} columns cannot be multiplied by one of {b_rows} rows")]
    Factors {
        /// Columns of the first factor.
        a_columns: usize,
        /// Rows of the second.
        b_rows: usize,
    },
    /// The product has another size than the place for it.
    #[error("a product of {expected} elements was to be written to {found}")]
    Product {
        /// Rows of the first factor times columns of the second.
        expected: usize,
        /// Elements that were given.
        found: usize,
    },
}

/// A matrix of 16-bit integers, row by row.
#[derive(Debug, Clone, Copy)]
pub struct MatrixRef<'a> {
    elements: &'a [i16],
    rows: usize,
    columns: usize,
    stride: usize,
}

impl<'a> MatrixRef<'a> {
    /// A matrix whose rows start every `stride` elements. Rows may overlap (`stride < columns`).
    ///
    /// # Errors
    /// [`MatmulError::Matrix`] if the last row ends behind `elements`.
    pub fn new(elements: &'a [i16], rows: usize, columns: usize, stride: usize) -> Result<Self, MatmulError> {
        let end = rows.checked_sub(1).map_or(Some(0), |last| last.checked_mul(stride)?.checked_add(columns));
        match end {
            Some(end) if end <= elements.len() => Ok(Self { elements, rows, columns, stride }),
            _ => Err(MatmulError::Matrix { rows, columns, stride, elements: elements.len() }),
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The part of the matrix in some rows and columns.
    ///
    /// # Panics
    /// If the matrix does not have them.
    pub fn block(&self, rows: Range<usize>, columns: Range<usize>) -> Self {
        assert!(rows.start <= rows.end && rows.end <= self.rows, "rows {rows:?} of {}", self.rows);
        assert!(columns.start <= columns.end && columns.end <= self.columns, "columns {columns:?}");
        let start = if rows.is_empty() { 0 } else { rows.start * self.stride + columns.start };
        Self {
            elements: &self.elements[start..],
            rows: rows.len(),
            columns: columns.len(),
            stride: self.stride,
        }
    }

    #[inline(always)]
    fn row(&self, row: usize) -> &'a [i16] {
        &self.elements[row * self.stride..][..self.columns]
    }

    /// A row from a column on; empty where there is none.
    #[inline(always)]
    fn row_from(&self, row: usize, column: usize) -> &'a [i16] {
        if row < self.rows { &self.row(row)[column..] } else { &[] }
    }
}

/// The instructions to compute with. All levels give the same results.
#[derive(Debug, Clone, Copy)]
pub struct Level(Instructions);

#[derive(Debug, Clone, Copy)]
enum Instructions {
    Portable(simd::Portable),
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    Avx2(simd::Avx2),
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    Avx512(simd::Avx512),
}

impl Level {
    /// The fastest level of this processor.
    pub fn best() -> Self {
        Self::available().next().unwrap_or(Self(Instructions::Portable(simd::Portable)))
    }

    /// The levels of this processor, fastest first.
    pub fn available() -> impl Iterator<Item = Self> {
        [
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            simd::Avx512::detect().map(Instructions::Avx512),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            simd::Avx2::detect().map(Instructions::Avx2),
            Some(Instructions::Portable(simd::Portable)),
        ]
        .into_iter()
        .flatten()
        .map(Self)
    }

    /// Its name, for logs and tables.
    pub fn name(&self) -> &'static str {
        match self.0 {
            Instructions::Portable(_) => "portable",
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Instructions::Avx2(_) => "avx2",
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Instructions::Avx512(_) => "avx512",
        }
    }
}

/// Memory that products of one thread reuse. It grows to a little over 1 MiB, and beyond only for `k` above 8192.
#[derive(Debug, Default)]
pub struct Workspace {
    panels: Panels,
    columns: Columns,
    /// Panels of each slice of rows of the weights.
    slices: Vec<(Range<usize>, Range<usize>)>,
    ends: [run::Block; tile::MAX_TILE_ROWS],
    sums: Vec<i64>,
}

/// A finished part of a product.
#[derive(Debug)]
pub struct Block<'a> {
    /// Its rows in the product.
    pub rows: Range<usize>,
    /// Its columns in the product.
    pub columns: Range<usize>,
    /// `rows.len() * columns.len()` sums, row by row.
    pub sums: &'a [i64],
}

/// Writes the product of `a` and `b` to `c`, row by row.
///
/// # Errors
/// [`MatmulError`] if the sizes do not match.
pub fn multiply(
    level: Level,
    a: MatrixRef<'_>,
    b: MatrixRef<'_>,
    c: &mut [i64],
    workspace: &mut Workspace,
) -> Result<(), MatmulError> {
    let expected = a.rows.saturating_mul(b.columns);
    if c.len() != expected {
        return Err(MatmulError::Product { expected, found: c.len() });
    }
    multiply_with(level, a, b, workspace, |block| {
        for (row, sums) in block.rows.zip(block.sums.chunks_exact(block.columns.len())) {
            c[row * b.columns..][block.columns.clone()].copy_from_slice(sums);
        }
    })
}

/// Hands the product of `a` and `b` to `sink` block by block, each element once, while it is in the cache.
///
/// # Errors
/// [`MatmulError`] if the sizes do not match.
pub fn multiply_with(
    level: Level,
    a: MatrixRef<'_>,
    b: MatrixRef<'_>,
    workspace: &mut Workspace,
    sink: impl FnMut(Block<'_>),
) -> Result<(), MatmulError> {
    if a.columns != b.rows {
        return Err(MatmulError::Factors { a_columns: a.columns, b_rows: b.rows });
    }
    match level.0 {
        Instructions::Portable(simd) => workspace.multiply(simd, a, b, sink),
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        Instructions::Avx2(simd) => workspace.multiply(simd, a, b, sink),
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        Instructions::Avx512(simd) => workspace.multiply(simd, a, b, sink),
    }
    Ok(())
}

/// The ways to compute a product.
#[derive(Debug, Clone, Copy)]
enum Kernel {
    /// `row.rs`
    Row,
    /// `thin.rs`
    Thin,
    /// `tile.rs`
    Tiles,
}

impl Workspace {
    fn multiply<S: Simd>(
        &mut self,
        simd: S,
        a: MatrixRef<'_>,
        b: MatrixRef<'_>,
        mut sink: impl FnMut(Block<'_>),
    ) {
        let (kernel, width) = match (a.rows, b.columns) {
            (1, _) => (Kernel::Row, row::COLUMNS),
            (_, columns) if columns <= thin::COLUMNS => (Kernel::Thin, columns),
            _ => (Kernel::Tiles, packed_columns(b.rows)),
        };
        for columns in chunks(b.columns, width.max(1)) {
            let weights = b.block(0..b.rows, columns.clone());
            self.pack(simd, kernel, weights);
            for rows in chunks(a.rows, BLOCK_ROWS) {
                self.sums.clear();
                self.sums.resize(rows.len() * columns.len(), 0);
                self.add_products(simd, kernel, a.block(rows.clone(), 0..a.columns), weights);
                sink(Block { rows, columns: columns.clone(), sums: &self.sums });
            }
        }
    }

    fn pack<S: Simd>(&mut self, simd: S, kernel: Kernel, weights: MatrixRef<'_>) {
        match kernel {
            Kernel::Row => {}
            Kernel::Thin => self.columns.pack(weights),
            Kernel::Tiles => {
                self.panels.list.clear();
                self.slices.clear();
                for rows in chunks(weights.rows, SLICE_ROWS) {
                    let first = self.panels.list.len();
                    let slice = weights.block(rows.clone(), 0..weights.columns);
                    simd.vectorize(Pack { weights: slice, panels: &mut self.panels });
                    self.slices.push((rows, first..self.panels.list.len()));
                }
            }
        }
    }

    fn add_products<S: Simd>(&mut self, simd: S, kernel: Kernel, a: MatrixRef<'_>, weights: MatrixRef<'_>) {
        let stride = weights.columns;
        match kernel {
            Kernel::Row => simd.vectorize(RowProduct { row: a.row(0), weights, sums: &mut self.sums }),
            Kernel::Thin => {
                let (columns, sums) = (&self.columns, &mut self.sums[..]);
                simd.vectorize(ScalarProducts { activations: a, columns, sums, stride });
            }
            Kernel::Tiles => {
                for (slice, selected) in &self.slices {
                    for rows in chunks(a.rows, S::TILE_ROWS) {
                        simd.vectorize(TileRow {
                            sums: &mut self.sums[rows.start * stride..],
                            stride,
                            activations: a.block(rows, slice.clone()),
                            panels: &self.panels,
                            selected: selected.clone(),
                            ends: &mut self.ends,
                        });
                    }
                }
            }
        }
    }
}

/// Columns of weights that are packed together: some panels.
fn packed_columns(rows: usize) -> usize {
    (PACKED_WEIGHTS / rows.max(1)).clamp(1, MAX_COLUMNS).next_multiple_of(2 * MAX_LANES)
}

/// `0..length` in pieces of `size`.
fn chunks(length: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length).step_by(size).map(move |start| start..length.min(start + size))
}
