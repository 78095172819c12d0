//! A float32 matrix product of moderate ambition: one register tile, weights packed strip by strip.
//!
//! `pulp` compiles the tile for the widest vectors that the processor has and keeps the code safe. A sum's
//! order is fixed by the shapes alone, so results do not depend on threads.

use pulp::bytemuck::{cast_slice, pod_read_unaligned};
use pulp::{Arch, Simd, WithSimd};

/// Rows of the register tile.
pub(super) const TILE_ROWS: usize = 6;
/// Vectors of the register tile.
const TILE_VECTORS: usize = 2;
/// Summands of one pass: a packed strip of this depth stays in the first-level cache.
const DEPTH: usize = 256;

/// A row-major matrix inside a larger one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix<'a> {
    /// From the first element on.
    pub(super) values: &'a [f32],
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Distance between rows.
    pub(super) stride: usize,
}

impl<'a> Matrix<'a> {
    fn row(&self, row: usize) -> &'a [f32] {
        &self.values[row * self.stride..][..self.columns]
    }
}

/// Adds `a * b` to `sums`, which is `[a.rows][b.columns]`. `panel` is scratch memory.
pub(super) fn multiply_add(a: Matrix<'_>, b: Matrix<'_>, sums: &mut [f32], panel: &mut Vec<f32>) {
    debug_assert_eq!(a.columns, b.rows);
    Arch::new().dispatch(Product { a, b, sums, panel });
}

struct Product<'a> {
    a: Matrix<'a>,
    b: Matrix<'a>,
    sums: &'a mut [f32],
    panel: &'a mut Vec<f32>,
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { a, b, sums, panel } = self;
        let width = TILE_VECTORS * S::F32_LANES;
        for column in (0..b.columns).step_by(width) {
            let used = width.min(b.columns - column);
            for first in (0..a.columns).step_by(DEPTH) {
                let depth = DEPTH.min(a.columns - first);
                panel.clear();
                panel.resize(depth * width, 0.0);
                for (strip, k) in panel.chunks_exact_mut(width).zip(first..) {
                    strip[..used].copy_from_slice(&b.row(k)[column..column + used]);
                }
                for row in (0..a.rows).step_by(TILE_ROWS) {
                    let count = TILE_ROWS.min(a.rows - row);
                    let mut rows: [&[f32]; TILE_ROWS] = [&[]; TILE_ROWS];
                    for (i, slice) in rows.iter_mut().enumerate() {
                        // Rows past the end repeat the last one; their sums are dropped.
                        *slice = &a.row(row + i.min(count - 1))[first..first + depth];
                    }
                    let tile = tile(simd, rows, panel);
                    for (i, vectors) in tile[..count].iter().enumerate() {
                        let target = &mut sums[(row + i) * b.columns + column..][..used];
                        let values: &[f32] = cast_slice(vectors);
                        target.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
                    }
                }
            }
        }
    }
}

/// Products of six rows with a packed strip, `[depth][TILE_VECTORS * lanes]`.
#[inline(always)]
fn tile<S: Simd>(simd: S, rows: [&[f32]; TILE_ROWS], panel: &[f32]) -> [[S::f32s; TILE_VECTORS]; TILE_ROWS] {
    let depth = panel.len() / (TILE_VECTORS * S::F32_LANES);
    let mut sums = [[simd.splat_f32s(0.0); TILE_VECTORS]; TILE_ROWS];
    // Equal lengths that the compiler can see make the bounds checks disappear.
    let rows = rows.map(|row| &row[..depth]);
    for (k, strip) in panel.chunks_exact(TILE_VECTORS * S::F32_LANES).take(depth).enumerate() {
        let mut weights = [simd.splat_f32s(0.0); TILE_VECTORS];
        for (weight, lanes) in weights.iter_mut().zip(strip.chunks_exact(S::F32_LANES)) {
            *weight = pod_read_unaligned(cast_slice(lanes));
        }
        for (row, sums) in rows.iter().zip(&mut sums) {
            let value = simd.splat_f32s(row[k]);
            for (sum, &weight) in sums.iter_mut().zip(&weights) {
                *sum = simd.mul_add_e_f32s(value, weight, *sum);
            }
        }
    }
    sums
}

#[cfg(test)]
mod test {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn product_matches_its_definition(rows in 1usize..20, depth in 1usize..600, columns in 1usize..70, seed: u32) {
            let value = |i: usize| ((i as u32).wrapping_mul(2654435761).wrapping_add(seed) >> 24) as f32 - 128.0;
            let a: Vec<f32> = (0..rows * (depth + 3)).map(value).collect();
            let b: Vec<f32> = (0..depth * (columns + 2)).map(|i| value(i + 7)).collect();
            let mut sums = vec![1.0; rows * columns];
            multiply_add(
                Matrix { values: &a, rows, columns: depth, stride: depth + 3 },
                Matrix { values: &b, rows: depth, columns, stride: columns + 2 },
                &mut sums,
                &mut Vec::new(),
            );
            for row in 0..rows {
                for column in 0..columns {
                    // Small integers: exact in float32 in any order.
                    let expected: f32 = (0..depth).map(|k| a[row * (depth + 3) + k] * b[k * (columns + 2) + column]).sum();
                    prop_assert_eq!(sums[row * columns + column], expected + 1.0);
                }
            }
        }
    }
}
