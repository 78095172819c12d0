//! Chooses the regions that a layer is computed in. All choices compute the same sums.
//!
//! Splitting at the border saves multiplying by padding; not splitting saves packing the weights once more.
//! Where there are few output channels, all phases are fused into one region over the union of their taps, and
//! neighbouring outputs are made phases as well, so that the columns of the product fill the vectors that the
//! channels of one phase would leave almost empty.

use std::ops::Range;

use isa::phase::PhaseAxis;

use super::region::{AxisRegion, Region, reach, triples};

/// Rows of a product that cost about as much as packing its weights.
const PACKING_ROWS: u64 = 16;
/// Columns that the matrix kernel rounds up to.
const VECTOR_COLUMNS: u64 = 16;
/// Products of at most so many columns are scalar products, of which one costs as much as
/// [`SCALAR_PRODUCT_COST`] columns of a vector.
const MAX_SCALAR_PRODUCTS: u64 = 8;
const SCALAR_PRODUCT_COST: u64 = 3;
/// Columns that cost about as much as gathering the inputs they are summed from.
const GATHERING_COLUMNS: u64 = 6;
/// Most columns of a fused region.
const MAX_FUSED_COLUMNS: u64 = 64;
/// Numbers of neighbouring outputs along an axis that may become phases.
const UNROLLINGS: [u32; 3] = [1, 2, 4];

/// Cost of one row of one tap and input channel in a product with so many columns.
fn cost_of_columns(columns: u64) -> u64 {
    let product = match columns {
        0..=MAX_SCALAR_PRODUCTS => columns * SCALAR_PRODUCT_COST,
        _ => columns.next_multiple_of(VECTOR_COLUMNS),
    };
    product + GATHERING_COLUMNS
}

/// Work of the product of some regions per axis: rows times taps, and taps, in units of channels squared.
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

/// How a layer falls into regions.
#[derive(Debug)]
pub(super) struct Plan {
    /// The layer's axes, perhaps with more phases than the record has: phase `p` is the record's phase
    /// `p modulo` its number of phases.
    pub(super) axes: [PhaseAxis; 3],
    fused: Option<Region>,
    batch: u32,
}

impl Plan {
    /// Regions for matrix products with `columns` output channels.
    pub(super) fn of_product(axes: &[PhaseAxis; 3], batch: u32, columns: u64) -> Self {
        let plan = Self::of_phases(axes, batch);
        if columns * phases(axes) > MAX_FUSED_COLUMNS {
            return plan;
        }
        let separate = plan.phase_plans().map(|plan| plan.work).fold(0, u64::saturating_add);
        let separate = separate.saturating_mul(cost_of_columns(columns));
        let all = [0..UNROLLINGS.len() as u32, 0..UNROLLINGS.len() as u32, 0..UNROLLINGS.len() as u32];
        let fusings = triples(all).filter_map(|choice| Self::fused(axes, choice, batch, columns));
        match fusings.min_by_key(|(cost, _)| *cost) {
            Some((cost, fused)) if cost < separate => fused,
            _ => plan,
        }
    }

    /// Regions of one phase each.
    pub(super) fn of_phases(axes: &[PhaseAxis; 3], batch: u32) -> Self {
        Self { axes: axes.clone(), fused: None, batch }
    }

    /// One region of all phases with its cost, after unrolling each axis by the chosen factor.
    fn fused(axes: &[PhaseAxis; 3], choice: [u32; 3], batch: u32, columns: u64) -> Option<(u64, Self)> {
        let factors = choice.map(|index| UNROLLINGS[index as usize]);
        if (0..3).any(|axis| factors[axis] > 1 && factors[axis] > axes[axis].output) {
            return None;
        }
        let columns =
            columns * phases(axes) * factors.iter().map(|&factor| u64::from(factor)).product::<u64>();
        if columns > MAX_FUSED_COLUMNS {
            return None;
        }
        let axes: [PhaseAxis; 3] = std::array::from_fn(|axis| unrolled(&axes[axis], factors[axis]));
        let [depth, height, width] = axes.each_ref().map(AxisRegion::fused);
        let region = Region { axes: [depth?, height?, width?] };
        let work = work(region.axes.each_ref().map(std::slice::from_ref), batch);
        let cost = work.saturating_mul(cost_of_columns(columns));
        Some((cost, Self { axes, fused: Some(region), batch }))
    }

    /// The regions, each output position in exactly one.
    pub(super) fn regions(&self) -> Box<dyn Iterator<Item = Region> + '_> {
        match &self.fused {
            Some(region) => Box::new(std::iter::once(region.clone())),
            None => Box::new(self.phase_plans().flatten()),
        }
    }

    fn phase_plans(&self) -> impl Iterator<Item = PhasePlan> + '_ {
        let all = self.axes.each_ref().map(|axis| 0..axis.phases());
        triples(all).filter_map(|phase| PhasePlan::new(&self.axes, phase, self.batch))
    }
}

fn phases(axes: &[PhaseAxis; 3]) -> u64 {
    axes.iter().map(|axis| u64::from(axis.phases())).product()
}

/// The same axis with `factor` times as many phases: output `phases * (factor * t + j) + p` is index `t` of
/// phase `phases * j + p`, and its taps lie `step * j` further on.
fn unrolled(axis: &PhaseAxis, factor: u32) -> PhaseAxis {
    let taps = (0..factor).flat_map(|j| {
        let distance = (axis.step * j) as i32;
        axis.taps.iter().map(move |taps| taps.iter().map(|offset| offset + distance).collect())
    });
    PhaseAxis { step: axis.step * factor, taps: taps.collect(), ..*axis }
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
