//! The few vector operations the kernels are written in, at each instruction-set level.
//!
//! A vector is a row of 32-bit lanes, and each lane holds a [`Pair`] of 16-bit factors or a 32-bit sum. The
//! levels differ in width and speed, never in a result: all arithmetic wraps, and `run.rs` decides how long it
//! may go on before it would.
//!
//! Nothing here knows matrices. The only way to a level is its constructor, which asks the processor first;
//! that is what lets `pulp` offer the instructions as safe functions. They are fast only where they are
//! inlined into [`Simd::vectorize`]: every function on the way is `#[inline(always)]`, and vector operations
//! stay out of closures, which cannot promise it.

use pulp::bytemuck::{Pod, cast, cast_slice, pod_read_unaligned};
use std::slice::from_ref;

/// Two neighbours along the summed dimension: what one lane multiplies in one instruction.
pub(super) type Pair = [i16; 2];

/// Lanes of the widest vector. The lanes of every vector divide it.
pub(super) const MAX_LANES: usize = 16;

/// Bits that stay in the sum when the rest is moved to the carry.
pub(super) const SUM_BITS: u32 = 14;

/// How often a lane may carry before the carry itself could overflow.
pub(super) const MAX_CARRIES: usize = 1 << SUM_BITS;

/// A computation that is compiled once for each level, with the instructions of that level.
pub(super) trait Task<S> {
    type Output;
    /// Must be `#[inline(always)]`, or it is compiled without those instructions.
    fn run(self, simd: S) -> Self::Output;
}

/// One instruction-set level.
pub(super) trait Simd: Copy {
    type Vector: Pod;
    const LANES: usize = size_of::<Self::Vector>() / size_of::<Pair>();
    /// Rows of the register tile, which is two vectors wide: as many as leave room for sums and carries.
    const TILE_ROWS: usize;

    /// Runs `task` with the instructions of this level.
    fn vectorize<T: Task<Self>>(self, task: T) -> T::Output;
    /// The same 32 bits in each lane: a sum, or a [`Pair`] cast to one.
    fn splat(self, lane: i32) -> Self::Vector;
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    fn and(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The larger of two signed lanes.
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// Arithmetic shift right by [`SUM_BITS`].
    fn shift(self, a: Self::Vector) -> Self::Vector;
    /// `a[0] * b[0] + a[1] * b[1]` in each lane.
    fn multiply_pairs(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// Pairs up the first `LANES` elements of both.
    fn interleave(self, first: &[i16], second: &[i16]) -> Self::Vector;

    /// Reads `LANES` pairs.
    #[inline(always)]
    fn load(self, pairs: &[Pair]) -> Self::Vector {
        pod_read_unaligned(cast_slice(&pairs[..Self::LANES]))
    }

    /// Writes `LANES` pairs.
    #[inline(always)]
    fn store(self, pairs: &mut [Pair], vector: Self::Vector) {
        pairs[..Self::LANES].copy_from_slice(cast_slice(from_ref(&vector)));
    }

    /// Pairs up the elements of both from `start`; what is absent is zero.
    #[inline(always)]
    fn interleave_from(self, [first, second]: [&[i16]; 2], start: usize) -> Self::Vector {
        if first.len().min(second.len()) >= start + Self::LANES {
            return self.interleave(&first[start..], &second[start..]);
        }
        let mut padded = [[0; MAX_LANES]; 2];
        for (padded, row) in padded.iter_mut().zip([first, second]) {
            let rest = row.get(start..).unwrap_or_default();
            let count = rest.len().min(Self::LANES);
            padded[..count].copy_from_slice(&rest[..count]);
        }
        self.interleave(&padded[0], &padded[1])
    }
}

/// Sums of products, one in each lane: `carry * 2^SUM_BITS + sum`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Accumulator<V> {
    sum: V,
    carry: V,
}

impl<V: Pod> Accumulator<V> {
    #[inline(always)]
    pub(super) fn zero() -> Self {
        Self { sum: V::zeroed(), carry: V::zeroed() }
    }

    /// Adds `a[0] * b[0] + a[1] * b[1]` in each lane. The sum must not leave 32 bits before the next carry.
    #[inline(always)]
    pub(super) fn multiply_add<S: Simd<Vector = V>>(&mut self, simd: S, a: V, b: V) {
        self.sum = simd.add(self.sum, simd.multiply_pairs(a, b));
    }

    /// Moves all but the lowest [`SUM_BITS`] of the sum to the carry, at most [`MAX_CARRIES`] times.
    #[inline(always)]
    pub(super) fn carry<S: Simd<Vector = V>>(&mut self, simd: S) {
        self.carry = simd.add(self.carry, simd.shift(self.sum));
        self.sum = simd.and(self.sum, simd.splat((1 << SUM_BITS) - 1));
    }

    /// Adds the lanes to as many, or fewer, 64-bit sums.
    #[inline(always)]
    pub(super) fn add_to(&self, sums: &mut [i64]) {
        let low: &[i32] = cast_slice(from_ref(&self.sum));
        let high: &[i32] = cast_slice(from_ref(&self.carry));
        for ((sum, &low), &high) in sums.iter_mut().zip(low).zip(high) {
            *sum = sum.wrapping_add((i64::from(high) << SUM_BITS) + i64::from(low));
        }
    }
}

/// Plain Rust, for every processor; the compiler vectorizes what it can.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

impl Simd for Portable {
    type Vector = [i32; 8];
    const TILE_ROWS: usize = 2;

    #[inline(always)]
    fn vectorize<T: Task<Self>>(self, task: T) -> T::Output {
        task.run(self)
    }
    #[inline(always)]
    fn splat(self, lane: i32) -> Self::Vector {
        [lane; 8]
    }
    #[inline(always)]
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
        std::array::from_fn(|lane| a[lane].wrapping_add(b[lane]))
    }
    #[inline(always)]
    fn and(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
        std::array::from_fn(|lane| a[lane] & b[lane])
    }
    #[inline(always)]
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
        std::array::from_fn(|lane| a[lane].max(b[lane]))
    }
    #[inline(always)]
    fn shift(self, a: Self::Vector) -> Self::Vector {
        a.map(|lane| lane >> SUM_BITS)
    }
    #[inline(always)]
    fn interleave(self, first: &[i16], second: &[i16]) -> Self::Vector {
        std::array::from_fn(|lane| cast([first[lane], second[lane]]))
    }
    #[inline(always)]
    fn multiply_pairs(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
        // In this form compilers find the multiplication of 16-bit halves.
        let products =
            |a: i32, b: i32| (((a << 16) >> 16) * ((b << 16) >> 16)).wrapping_add((a >> 16) * (b >> 16));
        std::array::from_fn(|lane| products(a[lane], b[lane]))
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub(super) use x86::{Avx2, Avx512};

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod x86 {
    use super::{SUM_BITS, Simd, Task, cast, cast_slice, pod_read_unaligned};
    use pulp::x86::{V3, V4};

    /// A [`Task`] with its level, in the form that `pulp` calls.
    struct Bound<S, T>(S, T);

    impl<S, T: Task<S>> pulp::NullaryFnOnce for Bound<S, T> {
        type Output = T::Output;
        #[inline(always)]
        fn call(self) -> T::Output {
            self.1.run(self.0)
        }
    }

    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Avx2(V3);

    impl Avx2 {
        pub(crate) fn detect() -> Option<Self> {
            V3::try_new().map(Self)
        }
    }

    impl Simd for Avx2 {
        type Vector = pulp::i32x8;
        const TILE_ROWS: usize = 3;

        #[inline(always)]
        fn vectorize<T: Task<Self>>(self, task: T) -> T::Output {
            self.0.vectorize(Bound(self, task))
        }
        #[inline(always)]
        fn splat(self, lane: i32) -> Self::Vector {
            self.0.splat_i32x8(lane)
        }
        #[inline(always)]
        fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            cast(self.0.avx2._mm256_add_epi32(cast(a), cast(b)))
        }
        #[inline(always)]
        fn and(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            cast(self.0.avx2._mm256_and_si256(cast(a), cast(b)))
        }
        #[inline(always)]
        fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            cast(self.0.avx2._mm256_max_epi32(cast(a), cast(b)))
        }
        #[inline(always)]
        fn interleave(self, first: &[i16], second: &[i16]) -> Self::Vector {
            let [first, second] = [first, second].map(|half| {
                let half: pulp::i16x8 = pod_read_unaligned(cast_slice(&half[..Self::LANES]));
                self.0.avx2._mm256_cvtepu16_epi32(cast(half))
            });
            cast(self.0.avx2._mm256_or_si256(first, self.0.avx2._mm256_slli_epi32::<16>(second)))
        }
        #[inline(always)]
        fn shift(self, a: Self::Vector) -> Self::Vector {
            self.0.shr_const_i32x8::<{ SUM_BITS as i32 }>(a)
        }
        #[inline(always)]
        fn multiply_pairs(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            self.0.multiply_wrapping_add_adjacent_i16x16(cast(a), cast(b))
        }
    }

    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Avx512(V4);

    impl Avx512 {
        pub(crate) fn detect() -> Option<Self> {
            V4::try_new().map(Self)
        }
    }

    impl Simd for Avx512 {
        type Vector = pulp::i32x16;
        const TILE_ROWS: usize = 6;

        #[inline(always)]
        fn vectorize<T: Task<Self>>(self, task: T) -> T::Output {
            self.0.vectorize(Bound(self, task))
        }
        #[inline(always)]
        fn splat(self, lane: i32) -> Self::Vector {
            self.0.splat_i32x16(lane)
        }
        #[inline(always)]
        fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            cast(self.0.avx512f._mm512_add_epi32(cast(a), cast(b)))
        }
        #[inline(always)]
        fn and(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            cast(self.0.avx512f._mm512_and_si512(cast(a), cast(b)))
        }
        #[inline(always)]
        fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            cast(self.0.avx512f._mm512_max_epi32(cast(a), cast(b)))
        }
        #[inline(always)]
        fn interleave(self, first: &[i16], second: &[i16]) -> Self::Vector {
            let [first, second] = [first, second].map(|half| {
                let half: pulp::i16x16 = pod_read_unaligned(cast_slice(&half[..Self::LANES]));
                self.0.avx512f._mm512_cvtepu16_epi32(cast(half))
            });
            cast(self.0.avx512f._mm512_or_si512(first, self.0.avx512f._mm512_slli_epi32::<16>(second)))
        }
        #[inline(always)]
        fn shift(self, a: Self::Vector) -> Self::Vector {
            self.0.shr_const_i32x16::<SUM_BITS>(a)
        }
        #[inline(always)]
        fn multiply_pairs(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
            self.0.multiply_wrapping_add_adjacent_i16x32(cast(a), cast(b))
        }
    }
}
