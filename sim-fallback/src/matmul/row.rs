//! Products with one row: weights are used once, so they are multiplied as they stream by, not packed.

use super::MatrixRef;
use super::simd::{Accumulator, MAX_CARRIES, Pair, Simd, Task};
use pulp::bytemuck::cast;

/// Columns that are handed on together.
pub(super) const COLUMNS: usize = 1 << 12;

/// Vectors of a strip of columns: long reads from each row of weights, and sums that fit the first cache.
const VECTORS: usize = 128;

/// Adds the product of `row` and `weights` to `sums`.
pub(super) struct RowProduct<'a> {
    pub(super) row: &'a [i16],
    pub(super) weights: MatrixRef<'a>,
    pub(super) sums: &'a mut [i64],
}

impl<S: Simd> Task<S> for RowProduct<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self, simd: S) {
        for (strip, sums) in self.sums.chunks_mut(VECTORS * S::LANES).enumerate() {
            let columns = strip * VECTORS * S::LANES;
            // A pair carries once, or twice.
            for (part, row) in self.row.chunks(MAX_CARRIES).enumerate() {
                let mut products = [Accumulator::zero(); VECTORS];
                let products = &mut products[..sums.len().div_ceil(S::LANES)];
                for (index, pair) in row.chunks(2).enumerate() {
                    let even = part * MAX_CARRIES + 2 * index;
                    let weights =
                        [self.weights.row_from(even, columns), self.weights.row_from(even + 1, columns)];
                    match *pair {
                        // The products of two pairs of -32768 would leave 32 bits.
                        [first @ i16::MIN, second @ i16::MIN] => {
                            add_products(simd, products, [first, 0], weights);
                            add_products(simd, products, [0, second], weights);
                        }
                        [first, second] => add_products(simd, products, [first, second], weights),
                        [first] => add_products(simd, products, [first, 0], weights),
                        _ => {}
                    }
                }
                for (products, sums) in products.iter().zip(sums.chunks_mut(S::LANES)) {
                    products.add_to(sums);
                }
            }
        }
    }
}

/// Adds the products of one pair of activations and two rows of weights.
#[inline(always)]
fn add_products<S: Simd>(
    simd: S,
    products: &mut [Accumulator<S::Vector>],
    activations: Pair,
    weights: [&[i16]; 2],
) {
    let activations = simd.splat(cast(activations));
    for (vector, product) in products.iter_mut().enumerate() {
        let weights = simd.interleave_from(weights, vector * S::LANES);
        product.multiply_add(simd, activations, weights);
        product.carry(simd);
    }
}
