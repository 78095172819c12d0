//! How long a 32-bit lane may add products before it must carry.
//!
//! What a lane adds between two carries is the scalar product of two short vectors, so the Cauchy-Schwarz
//! inequality bounds it by the product of their Euclidean norms. Real activations and weights are mostly far
//! below their largest value, and earn eight pairs of products between carries where the largest values alone
//! would allow one. One pair always fits, except two weights -32768, which `panel.rs` takes apart.
//!
//! A *run* is the pairs that a lane may add without a carry: a column of a [`Block`]. Runs across memory rather
//! than along it cost the kernel nothing, and let vertical sums measure a whole vector of runs at once.

use super::simd::{MAX_LANES, Pair, SUM_BITS, Simd};
use pulp::bytemuck::cast_slice;
use std::slice::from_ref;

/// Pairs of a run.
pub(super) const RUN: usize = 8;
/// Runs of a block.
pub(super) const RUNS: usize = MAX_LANES;
/// Consecutive pairs of a row, as `[pair of the run][run]`.
pub(super) type Block = [[Pair; RUNS]; RUN];

/// Carries are every 1, 2, 4 or 8 pairs.
const LEVELS: usize = RUN.ilog2() as usize + 1;

/// The square of the norm of the extreme pair, twice -32768, in units of `2^SUM_BITS`.
const EXTREME: u32 = 1 << (31 - SUM_BITS);

/// The largest squared norm of any aligned `2^level` pairs of a run, in units of `2^SUM_BITS`, rounded up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunNorms([u32; LEVELS]);

impl RunNorms {
    /// The longest distance between carries, in pairs, at which every sum of products with `other` fits a lane
    /// that already holds what the last carry left.
    #[inline(always)]
    pub(super) fn carry_distance(self, other: Self) -> usize {
        let limit = u64::from(EXTREME) - 1;
        let fits = |level: &usize| u64::from(self.0[*level]) * u64::from(other.0[*level]) <= limit * limit;
        1 << (1..LEVELS).take_while(fits).last().unwrap_or(0)
    }

    /// Whether some pair is the extreme one, the only one whose product with another can leave 32 bits.
    #[inline(always)]
    pub(super) fn has_extreme_pair(self) -> bool {
        self.0[0] > EXTREME
    }
}

/// Finds the [`RunNorms`] of many runs.
pub(super) struct NormMeter<S: Simd> {
    simd: S,
    largest: [S::Vector; LEVELS],
}

impl<S: Simd> NormMeter<S> {
    #[inline(always)]
    pub(super) fn new(simd: S) -> Self {
        Self { simd, largest: [simd.splat(0); LEVELS] }
    }

    /// Measures the runs of a block of a row.
    #[inline(always)]
    pub(super) fn measure_block(&mut self, block: &Block) {
        for run in (0..RUNS).step_by(S::LANES) {
            let mut pairs = [self.simd.splat(0); RUN];
            for pair in 0..RUN {
                pairs[pair] = self.simd.load(&block[pair][run..]);
            }
            self.measure(pairs);
        }
    }

    /// Measures one run in each lane.
    #[inline(always)]
    pub(super) fn measure(&mut self, runs: [S::Vector; RUN]) {
        let mut sums = runs;
        for sum in &mut sums {
            *sum = self.squared_norm(*sum);
        }
        for level in 0..LEVELS {
            for part in 0..RUN >> level {
                self.largest[level] = self.simd.max(self.largest[level], sums[part]);
            }
            for part in 0..RUN >> (level + 1) {
                sums[part] = self.simd.add(sums[2 * part], sums[2 * part + 1]);
            }
        }
    }

    /// The squared norm of each pair, in units, rounded down. The mask makes the shift a logical one: 2^31, the
    /// square of the extreme pair, is a negative number here.
    #[inline(always)]
    fn squared_norm(&self, pairs: S::Vector) -> S::Vector {
        let units = self.simd.shift(self.simd.multiply_pairs(pairs, pairs));
        self.simd.and(units, self.simd.splat((1 << (32 - SUM_BITS)) - 1))
    }

    #[inline(always)]
    pub(super) fn norms(&self) -> RunNorms {
        let mut norms = RunNorms::default();
        for level in 0..LEVELS {
            let lanes: &[u32] = cast_slice(from_ref(&self.largest[level]));
            // Each of the pairs was rounded down by less than one unit.
            norms.0[level] = lanes.iter().fold(0, |largest, &lane| largest.max(lane)) + (1 << level);
        }
        norms
    }
}

#[cfg(test)]
mod test {
    use super::super::simd::Portable;
    use super::*;

    fn norms_of(pair: Pair) -> RunNorms {
        let mut meter = NormMeter::new(Portable);
        meter.measure_block(&[[pair; RUNS]; RUN]);
        meter.norms()
    }

    #[test]
    fn small_factors_carry_rarely_and_the_largest_at_every_pair() {
        let distance = |a, b| norms_of([a, a]).carry_distance(norms_of([b, b]));
        assert_eq!(distance(11_000, 11_000), 8);
        assert_eq!(distance(12_000, 12_000), 4);
        assert_eq!(distance(32_767, 16_000), 2);
        assert_eq!(distance(32_767, 32_767), 1);
        assert_eq!(distance(-32_768, -32_767), 1);
    }

    #[test]
    fn only_the_extreme_pair_is_extreme() {
        assert!(norms_of([-32_768, -32_768]).has_extreme_pair());
        assert!(!norms_of([-32_768, -32_767]).has_extreme_pair());
        assert!(!norms_of([-32_768, 32_767]).has_extreme_pair());
    }
}
