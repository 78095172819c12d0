//! Regions: output positions that are computed together because they read the same taps.
//!
//! Along one axis, the outputs of one phase fall into intervals within which the same taps lie inside the
//! input. A region is a box of such intervals, or of all outputs of all phases over the union of their taps.
//! Which regions a layer is computed in is chosen by [`super::plan`].

use std::ops::Range;

use isa::phase::PhaseAxis;

/// Most taps, over all phases of one axis, that are worth fusing.
const MAX_FUSED_TAPS: usize = 256;

/// An interval of outputs along one axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AxisRegion {
    /// The phases whose outputs are computed: one, or all of them.
    pub(super) phases: Range<u32>,
    /// First index within the phase.
    pub(super) first: u32,
    /// Number of indices.
    pub(super) count: u32,
    /// Input offsets of the taps.
    pub(super) offsets: Vec<i32>,
    /// For each phase and tap, the tap's index in the phase's list, `None` where the phase has no such tap:
    /// `[phase][tap]`.
    sources: Vec<Option<u32>>,
    /// Whether every tap of every output lies inside the input.
    pub(super) inside: bool,
}

impl AxisRegion {
    /// The index of a tap in the list of a phase.
    pub(super) fn source(&self, phase: u32, tap: usize) -> Option<usize> {
        let row = (phase - self.phases.start) as usize * self.offsets.len();
        self.sources[row + tap].map(|index| index as usize)
    }

    /// All phases over the union of their taps; `None` where there are too many for it to pay, or where a phase
    /// reads an input twice.
    pub(super) fn fused(axis: &PhaseAxis) -> Option<Self> {
        if axis.taps.iter().map(Vec::len).sum::<usize>() > MAX_FUSED_TAPS {
            return None;
        }
        let mut offsets: Vec<i32> = axis.taps.iter().flatten().copied().collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut sources = Vec::with_capacity(offsets.len() * axis.taps.len());
        for taps in &axis.taps {
            let before = sources.len();
            sources.extend(
                offsets
                    .iter()
                    .map(|offset| taps.iter().position(|other| other == offset).map(|index| index as u32)),
            );
            if sources[before..].iter().flatten().count() != taps.len() {
                return None;
            }
        }
        let count = axis.outputs_of_phase(0);
        let all = 0..i64::from(count);
        let inside = offsets.iter().all(|&offset| reach(axis, all.end, offset) == all);
        Some(Self { phases: 0..axis.phases(), first: 0, count, offsets, sources, inside })
    }

    /// Some outputs of one phase, and those of its taps that they read.
    pub(super) fn of_phase(
        axis: &PhaseAxis,
        phase: u32,
        interval: Range<i64>,
        taps: Vec<u32>,
        inside: bool,
    ) -> Self {
        Self {
            phases: phase..phase + 1,
            first: interval.start as u32,
            count: (interval.end - interval.start) as u32,
            offsets: taps.iter().map(|&tap| axis.taps[phase as usize][tap as usize]).collect(),
            sources: taps.into_iter().map(Some).collect(),
            inside,
        }
    }
}

/// The outputs of a phase for which the input at `offset` exists: an interval of indices.
pub(super) fn reach(axis: &PhaseAxis, outputs: i64, offset: i32) -> Range<i64> {
    // The first index at or beyond a distance from the origin.
    let index_at = |distance: i64| (distance.max(0) as u64).div_ceil(axis.step.into()) as i64;
    let first = index_at(-i64::from(offset)).min(outputs);
    let end = index_at(i64::from(axis.input) - i64::from(offset)).clamp(first, outputs);
    first..end
}

/// A box of output positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Depth, height, width.
    pub(super) axes: [AxisRegion; 3],
}

impl Region {
    /// Output positions of one phase of one image.
    pub(super) fn positions(&self) -> u64 {
        self.axes.iter().map(|axis| u64::from(axis.count)).product()
    }

    /// Number of taps.
    pub(super) fn taps(&self) -> usize {
        self.axes.iter().map(|axis| axis.offsets.len()).product()
    }

    /// The position of a tap in the lists of the axes; width varies fastest.
    pub(super) fn tap(&self, index: usize) -> [usize; 3] {
        let [_, heights, widths] = self.axes.each_ref().map(|axis| axis.offsets.len());
        [index / widths / heights, index / widths % heights, index % widths]
    }

    /// The phases that are computed, one triple each; width varies fastest.
    pub(super) fn phases(&self) -> impl Iterator<Item = [u32; 3]> + '_ {
        let [depths, heights, widths] = self.axes.each_ref().map(|axis| axis.phases.clone());
        triples([depths, heights, widths])
    }

    /// Number of triples in [`phases`](Self::phases).
    pub(super) fn phase_count(&self) -> usize {
        self.axes.iter().map(|axis| axis.phases.len()).product()
    }

    /// Whether no tap ever leaves the input.
    pub(super) fn inside(&self) -> bool {
        self.axes.iter().all(|axis| axis.inside)
    }
}

/// Every combination of three counts; the last varies fastest.
pub(super) fn triples([depths, heights, widths]: [Range<u32>; 3]) -> impl Iterator<Item = [u32; 3]> {
    depths.flat_map(move |d| {
        let (heights, widths) = (heights.clone(), widths.clone());
        heights.flat_map(move |h| widths.clone().map(move |w| [d, h, w]))
    })
}
