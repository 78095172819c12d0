//! Regions: output positions that are computed together because they read the same taps.
//!
//! Along one axis, the outputs of one phase fall into intervals within which the same taps lie inside the
//! input. A region is a box of such intervals. Splitting at the border saves multiplying by padding; not
//! splitting saves packing the weights once more. Where there are few output channels, all phases are fused
//! into one region over the union of their taps, so that the channels of all phases fill the vectors that
//! those of one phase would leave almost empty. All choices compute the same sums.

use std::ops::Range;

use isa::phase::PhaseAxis;

/// Rows of a product that cost about as much as packing its weights.
const PACKING_ROWS: u64 = 16;
/// Columns that the matrix kernel rounds up to.
const VECTOR_COLUMNS: u64 = 16;
/// Most columns of a fused region.
const MAX_FUSED_COLUMNS: u64 = 64;

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

    /// All phases over the union of their taps; `None` where a phase reads an input twice.
    fn fused(axis: &PhaseAxis) -> Option<Self> {
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

    fn of_phase(axis: &PhaseAxis, phase: u32, interval: Range<i64>, taps: Vec<u32>, inside: bool) -> Self {
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
fn reach(axis: &PhaseAxis, outputs: i64, offset: i32) -> Range<i64> {
    // The first index at or beyond a distance from the origin.
    let index_at = |distance: i64| (distance.max(0) as u64).div_ceil(axis.step.into()) as i64;
    let first = index_at(-i64::from(offset)).min(outputs);
    let end = index_at(i64::from(axis.input) - i64::from(offset)).clamp(first, outputs);
    first..end
}

/// The ways to compute one phase of one axis.
struct AxisChoice {
    split: Vec<AxisRegion>,
    whole: AxisRegion,
}

impl AxisChoice {
    fn new(axis: &PhaseAxis, phase: u32) -> Self {
        let outputs = i64::from(axis.outputs_of_phase(phase));
        let taps = &axis.taps[phase as usize];
        let reaches: Vec<_> = taps.iter().map(|&offset| reach(axis, outputs, offset)).collect();
        let mut bounds: Vec<i64> = reaches.iter().flat_map(|range| [range.start, range.end]).collect();
        bounds.extend([0, outputs]);
        bounds.sort_unstable();
        bounds.dedup();
        let taps_where = |test: &dyn Fn(&Range<i64>) -> bool| -> Vec<u32> {
            (0..taps.len() as u32).filter(|&tap| test(&reaches[tap as usize])).collect()
        };
        let split = bounds.windows(2).map(|bound| {
            let interval = bound[0]..bound[1];
            let taps = taps_where(&|range| range.start <= interval.start && interval.end <= range.end);
            AxisRegion::of_phase(axis, phase, interval, taps, true)
        });
        let everywhere = reaches.iter().all(|range| range.is_empty() || *range == (0..outputs));
        let some = taps_where(&|range| !range.is_empty());
        Self {
            split: split.collect(),
            whole: AxisRegion::of_phase(axis, phase, 0..outputs, some, everywhere),
        }
    }

    fn regions(&self, split: bool) -> &[AxisRegion] {
        match split {
            true => &self.split,
            false => std::slice::from_ref(&self.whole),
        }
    }
}

/// Work of a product of regions: rows times taps, and taps, in units of channels squared.
fn work(axes: [&[AxisRegion]; 3], batch: u32) -> u64 {
    let product = |value: fn(&AxisRegion) -> u64| {
        axes.iter()
            .map(|regions| regions.iter().map(value).fold(0, u64::saturating_add))
            .fold(1, u64::saturating_mul)
    };
    let rows = product(|region| u64::from(region.count) * region.offsets.len() as u64);
    let packing = product(|region| region.offsets.len() as u64);
    rows.saturating_mul(batch.into()).saturating_add(packing.saturating_mul(PACKING_ROWS))
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

fn triples([depths, heights, widths]: [Range<u32>; 3]) -> impl Iterator<Item = [u32; 3]> {
    depths.flat_map(move |d| {
        let (heights, widths) = (heights.clone(), widths.clone());
        heights.flat_map(move |h| widths.clone().map(move |w| [d, h, w]))
    })
}

/// The regions of a layer, each output position in exactly one.
///
/// `columns` is the number of output channels that are computed together.
pub(super) fn regions(
    axes: &[PhaseAxis; 3],
    batch: u32,
    columns: u64,
) -> Box<dyn Iterator<Item = Region> + '_> {
    match fused(axes, batch, columns) {
        Some(region) => Box::new(std::iter::once(region)),
        None => {
            let all = axes.each_ref().map(|axis| 0..axis.phases());
            Box::new(triples(all).filter_map(move |phase| PhasePlan::new(axes, phase, batch)).flatten())
        }
    }
}

/// The cheapest way to compute one phase: regions per axis, of which every combination is one region.
struct PhasePlan {
    axes: [Vec<AxisRegion>; 3],
    work: u64,
}

impl PhasePlan {
    /// `None` for a phase without outputs.
    fn new(axes: &[PhaseAxis; 3], phase: [u32; 3], batch: u32) -> Option<Self> {
        if (0..3).any(|i| axes[i].outputs_of_phase(phase[i]) == 0) {
            return None;
        }
        let choices: [AxisChoice; 3] = std::array::from_fn(|i| AxisChoice::new(&axes[i], phase[i]));
        let regions = |mask: usize| std::array::from_fn(|i| choices[i].regions(mask >> i & 1 == 1));
        let (work, mask) = (0..8).map(|mask| (work(regions(mask), batch), mask)).min().unwrap_or_default();
        Some(Self { axes: regions(mask).map(<[AxisRegion]>::to_vec), work })
    }
}

impl IntoIterator for PhasePlan {
    type Item = Region;
    type IntoIter = Box<dyn Iterator<Item = Region>>;

    /// Lazily: a record can ask for more regions than fit memory.
    fn into_iter(self) -> Self::IntoIter {
        let all = self.axes.each_ref().map(|regions| 0..regions.len() as u32);
        Box::new(triples(all).map(move |index| Region {
            axes: std::array::from_fn(|i| self.axes[i][index[i] as usize].clone()),
        }))
    }
}

/// All phases in one region, if that is cheaper.
fn fused(axes: &[PhaseAxis; 3], batch: u32, columns: u64) -> Option<Region> {
    let phases: u64 = axes.iter().map(|axis| u64::from(axis.phases())).product();
    let fused_columns = columns.saturating_mul(phases);
    if phases == 1 || fused_columns > MAX_FUSED_COLUMNS {
        return None;
    }
    let [depth, height, width] = axes.each_ref().map(AxisRegion::fused);
    let axes_fused = [depth?, height?, width?];
    let all = axes.each_ref().map(|axis| 0..axis.phases());
    let plans = triples(all).filter_map(|phase| PhasePlan::new(axes, phase, batch));
    let separate = plans.map(|plan| plan.work).fold(0, u64::saturating_add);
    let together = work(axes_fused.each_ref().map(std::slice::from_ref), batch);
    let vectors = |columns: u64| columns.div_ceil(VECTOR_COLUMNS);
    let cheaper = together.saturating_mul(vectors(fused_columns)) < separate.saturating_mul(vectors(columns));
    cheaper.then_some(Region { axes: axes_fused })
}
