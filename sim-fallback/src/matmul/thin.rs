//! Products with few columns: scalar products of rows of activations, as they lie in memory, with columns of
//! weights. A tile would spend most of its lanes on columns that do not exist.

use super::MatrixRef;
use super::panel::halves;
use super::simd::{Accumulator, MAX_CARRIES, MAX_LANES, Pair, Simd, Task};

/// Most columns of a thin product: those that share the loads of a row of activations.
pub(super) const COLUMNS: usize = 4;

/// Pairs that are added before the 32-bit carries are: a carry follows each vector, of at least one pair.
const MAX_PAIRS: usize = MAX_CARRIES;

/// The columns of the weights, each as consecutive pairs.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pairs: Vec<Pair>,
    /// Pairs of a column: a multiple of [`MAX_LANES`], the absent ones zero.
    length: usize,
    /// The column of the product that each belongs to.
    targets: Vec<usize>,
}

impl Columns {
    pub(super) fn pack(&mut self, weights: MatrixRef<'_>) {
        self.length = weights.rows.div_ceil(2).next_multiple_of(MAX_LANES);
        self.pairs.clear();
        self.targets.clear();
        for column in 0..weights.columns {
            let start = self.pairs.len();
            self.pairs.resize(start + self.length, [0; 2]);
            for row in 0..weights.rows {
                self.pairs[start + row / 2][row % 2] = weights.row(row)[column];
            }
            self.targets.push(column);
            if self.pairs[start..].contains(&[i16::MIN; 2]) {
                self.halve(start, column);
            }
        }
    }

    /// Replaces the last column by two of half its weights. The products of two weights -32768 could leave
    /// 32 bits.
    fn halve(&mut self, start: usize, target: usize) {
        for index in start..self.pairs.len() {
            let [half, rest] = halves(self.pairs[index]);
            self.pairs[index] = half;
            self.pairs.push(rest);
        }
        self.targets.push(target);
    }

    fn column(&self, index: usize) -> &[Pair] {
        &self.pairs[index * self.length..(index + 1) * self.length]
    }
}

/// Adds the product of `activations` and `columns` to `sums`.
pub(super) struct ScalarProducts<'a> {
    pub(super) activations: MatrixRef<'a>,
    pub(super) columns: &'a Columns,
    /// One row every `stride` elements.
    pub(super) sums: &'a mut [i64],
    pub(super) stride: usize,
}

impl<S: Simd> Task<S> for ScalarProducts<'_> {
    type Output = ();
    #[inline(always)]
    fn run(mut self, simd: S) {
        let count = self.columns.targets.len();
        for first in (0..count).step_by(COLUMNS) {
            match count - first {
                1 => self.multiply::<S, 1>(simd, first),
                2 => self.multiply::<S, 2>(simd, first),
                3 => self.multiply::<S, 3>(simd, first),
                _ => self.multiply::<S, COLUMNS>(simd, first),
            }
        }
    }
}

impl ScalarProducts<'_> {
    #[inline(always)]
    fn multiply<S: Simd, const COUNT: usize>(&mut self, simd: S, first: usize) {
        let mut columns = [self.columns.column(first); COUNT];
        for column in 1..COUNT {
            columns[column] = self.columns.column(first + column);
        }
        for row in 0..self.activations.rows {
            let sums = &mut self.sums[row * self.stride..];
            for (part, row) in self.activations.row(row).chunks(2 * MAX_PAIRS).enumerate() {
                let products = scalar_products(simd, row, columns, part * MAX_PAIRS);
                for column in 0..COUNT {
                    let mut lanes = [0; MAX_LANES];
                    products[column].add_to(&mut lanes);
                    sums[self.columns.targets[first + column]] += lanes.iter().sum::<i64>();
                }
            }
        }
    }
}

/// The scalar products of a row with the pairs of each column from `start`, spread over lanes.
#[inline(always)]
fn scalar_products<S: Simd, const COUNT: usize>(
    simd: S,
    row: &[i16],
    columns: [&[Pair]; COUNT],
    start: usize,
) -> [Accumulator<S::Vector>; COUNT] {
    let mut products = [Accumulator::zero(); COUNT];
    let mut end = [[0; 2]; MAX_LANES];
    let whole = row.len() / (2 * S::LANES) * S::LANES;
    let rest = &row[2 * whole..];
    end.as_flattened_mut()[..rest.len()].copy_from_slice(rest);
    let end = (!rest.is_empty()).then_some(&end[..S::LANES]);
    let pairs = &row.as_chunks::<2>().0[..whole];
    for (vector, pairs) in pairs.chunks_exact(S::LANES).chain(end).enumerate() {
        let activations = simd.load(pairs);
        for column in 0..COUNT {
            let weights = simd.load(&columns[column][start + vector * S::LANES..]);
            products[column].multiply_add(simd, activations, weights);
            products[column].carry(simd);
        }
    }
    products
}
