//! Packs weights into panels, which the tile kernel reads from front to back.

use super::MatrixRef;
use super::run::{NormMeter, RUN, RUNS, RunNorms};
use super::simd::{Pair, Simd, Task};
use std::ops::Range;

/// Two vectors of columns (or one, at the right edge) of a slice of the weights.
#[derive(Debug, Clone)]
pub(super) struct Panel {
    /// Its columns among those that were packed.
    pub(super) columns: Range<usize>,
    /// Its pairs in [`Panels::pairs`], as `[block][run][pair of the run][column]`. The last block may have
    /// shorter runs; absent rows and columns are zero.
    pub(super) pairs: Range<usize>,
    /// Columns, with those that are absent.
    pub(super) width: usize,
    pub(super) norms: RunNorms,
}

/// Packed weights.
#[derive(Debug, Default)]
pub(super) struct Panels {
    /// Storage that only grows; what lies behind the last panel is of an earlier product.
    pub(super) pairs: Vec<Pair>,
    pub(super) list: Vec<Panel>,
}

/// Packs a slice of the weights: appends its panels.
pub(super) struct Pack<'a> {
    pub(super) weights: MatrixRef<'a>,
    pub(super) panels: &'a mut Panels,
}

impl<S: Simd> Task<S> for Pack<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self, simd: S) {
        let Self { weights, panels } = self;
        let first = panels.list.len();
        let steps = weights.rows.div_ceil(2).next_multiple_of(RUNS);
        for start in (0..weights.columns).step_by(2 * S::LANES) {
            panels.append::<S>(start..weights.columns.min(start + 2 * S::LANES), steps);
        }
        panels.fill(simd, first, weights);
        for index in first..panels.list.len() {
            panels.measure(simd, index);
            if panels.list[index].norms.has_extreme_pair() {
                panels.halve(simd, index);
            }
        }
    }
}

impl Panels {
    /// Appends a panel of `steps` pairs of rows, with arbitrary contents.
    #[inline(always)]
    fn append<S: Simd>(&mut self, columns: Range<usize>, steps: usize) {
        let width = columns.len().next_multiple_of(S::LANES);
        let start = self.list.last().map_or(0, |panel| panel.pairs.end);
        let pairs = start..start + steps * width;
        if self.pairs.len() < pairs.end {
            self.pairs.resize(pairs.end, [0; 2]);
        }
        self.list.push(Panel { columns, pairs, width, norms: RunNorms::default() });
    }

    /// Copies the weights to the panels from `first`, row by row, because that is how memory likes to be read.
    #[inline(always)]
    fn fill<S: Simd>(&mut self, simd: S, first: usize, weights: MatrixRef<'_>) {
        let row = |row| if row < weights.rows { weights.row(row) } else { &[] };
        let segments = weights.rows.div_ceil(2 * RUNS);
        for segment in 0..segments {
            let (block, pair) = (segment / RUN, segment % RUN);
            let run_length = RUN.min(segments - block * RUN);
            for run in 0..RUNS {
                let even = 2 * (segment * RUNS + run);
                let rows = [row(even), row(even + 1)];
                let step = block * RUN * RUNS + run * run_length + pair;
                for panel in &self.list[first..] {
                    let packed = &mut self.pairs[panel.pairs.clone()][step * panel.width..][..panel.width];
                    for column in (0..panel.width).step_by(S::LANES) {
                        let pairs = simd.interleave_from(rows, panel.columns.start + column);
                        simd.store(&mut packed[column..], pairs);
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn measure<S: Simd>(&mut self, simd: S, index: usize) {
        let panel = &mut self.list[index];
        let mut meter = NormMeter::new(simd);
        for block in self.pairs[panel.pairs.clone()].chunks(RUN * RUNS * panel.width) {
            let run_length = RUN.min(block.len() / (RUNS * panel.width));
            for run in block.chunks_exact(run_length * panel.width) {
                for column in (0..panel.width).step_by(S::LANES) {
                    let mut pairs = [simd.splat(0); RUN];
                    for pair in 0..run_length {
                        pairs[pair] = simd.load(&run[pair * panel.width + column..]);
                    }
                    meter.measure(pairs);
                }
            }
        }
        panel.norms = meter.norms();
    }

    /// Replaces a panel by two of half its weights: the same sum, without an extreme pair.
    #[inline(always)]
    fn halve<S: Simd>(&mut self, simd: S, index: usize) {
        let Panel { columns, pairs, width, .. } = self.list[index].clone();
        self.append::<S>(columns, pairs.len() / width);
        let rest = self.list.len() - 1;
        for (pair, rest) in pairs.zip(self.list[rest].pairs.clone()) {
            [self.pairs[pair], self.pairs[rest]] = halves(self.pairs[pair]);
        }
        self.measure(simd, index);
        self.measure(simd, rest);
    }
}

/// Two pairs whose sum is `pair`.
pub(super) fn halves([first, second]: Pair) -> [Pair; 2] {
    [[first >> 1, second >> 1], [first - (first >> 1), second - (second >> 1)]]
}
