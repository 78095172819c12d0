//! Weights as integers: statistics per output channel, and quantisation straight into the memory image.

use rayon::prelude::*;

use super::channel::MAX_WEIGHT;

/// Rows of one parallel piece, in weights. Pieces depend on shapes only, and so does the order of sums.
const PIECE: usize = 1 << 16;

/// Largest magnitude and sum of magnitudes of one column.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct ColumnStatistics {
    pub(super) largest: f64,
    pub(super) sum: f64,
}

/// Statistics of every column of a row-major matrix.
pub(super) fn column_statistics(weights: &[f32], columns: usize) -> Vec<ColumnStatistics> {
    let pieces = weights.par_chunks(piece(columns)).map(|rows| {
        let mut statistics = vec![ColumnStatistics::default(); columns];
        for row in rows.chunks_exact(columns) {
            for (column, &weight) in statistics.iter_mut().zip(row) {
                let magnitude = f64::from(weight.abs());
                column.largest = column.largest.max(magnitude);
                column.sum += magnitude;
            }
        }
        statistics
    });
    let mut total = vec![ColumnStatistics::default(); columns];
    for piece in pieces.collect::<Vec<_>>() {
        for (total, column) in total.iter_mut().zip(piece) {
            total.largest = total.largest.max(column.largest);
            total.sum += column.sum;
        }
    }
    total
}

/// Writes `weights[row][column] * factors[column]`, rounded, as little-endian 16-bit words. Returns the sum of
/// magnitudes of every column.
pub(super) fn quantise(weights: &[f32], factors: &[f64], target: &mut [u8]) -> Vec<u64> {
    let columns = factors.len();
    let pieces = weights.par_chunks(piece(columns)).zip(target.par_chunks_mut(2 * piece(columns)));
    let pieces = pieces.map(|(rows, target)| {
        let mut sums = vec![0u64; columns];
        for (row, target) in rows.chunks_exact(columns).zip(target.chunks_exact_mut(2 * columns)) {
            for (column, (&weight, bytes)) in row.iter().zip(target.chunks_exact_mut(2)).enumerate() {
                let integer = integer(f64::from(weight) * factors[column]);
                sums[column] += u64::from(integer.unsigned_abs());
                bytes.copy_from_slice(&integer.to_le_bytes());
            }
        }
        sums
    });
    let mut total = vec![0; columns];
    for piece in pieces.collect::<Vec<_>>() {
        total.iter_mut().zip(piece).for_each(|(total, sum)| *total += sum);
    }
    total
}

/// The nearest weight in the symmetric 16-bit range.
pub(super) fn integer(value: f64) -> i16 {
    // `as` would round towards zero; `round` is slow without SSE4.1, this is exact for halves away from zero.
    (value.clamp(-MAX_WEIGHT, MAX_WEIGHT) + 0.5f64.copysign(value)) as i16
}

fn piece(columns: usize) -> usize {
    (PIECE / columns).max(1) * columns
}
