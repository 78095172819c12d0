//! Chooses the plan of a layer: every split of the PVs and both orders compete by predicted cycles.
//!
//! The prediction is the larger of the work of the busiest PV and the beats of the memory port, plus what no
//! overlap hides: the first input tile and the last stores.

use isa::ArchConfig;

use super::plan::{Order, Plan, Split, Step, region_words};
use super::work::{Lanes, Work};

/// Divisors of the largest tile and the largest part of the sum: smaller ones begin earlier, larger ones need fewer
/// micro-ops.
const SHRINKS: [(u32, u32); 11] =
    [(1, 1), (1, 2), (1, 4), (1, 8), (1, 16), (1, 32), (2, 1), (2, 4), (4, 1), (4, 4), (8, 1)];

/// What a plan is expected to cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Estimate {
    /// Cycles for all images of the plan.
    pub(crate) cycles: u64,
    /// Beats read.
    pub(crate) beats: u64,
    /// Micro-ops, roughly.
    pub(crate) micro_ops: u64,
}

impl Estimate {
    /// What decides between plans: cycles, and a little for traffic, which costs energy even where it hides.
    fn score(&self) -> u64 {
        self.cycles + self.beats / 32
    }
}

/// The best plan for `images` images at a time; `None` if the layer does not fit the array's scratchpads.
pub(crate) fn choose(work: &Work, arch: &ArchConfig, images: u32) -> Option<(Plan, Estimate)> {
    let sums = TapSums::new(work);
    let mut best: Option<(Plan, Estimate)> = None;
    let mut consider = |plan: Plan| {
        let estimate = estimate(work, arch, &plan, &sums);
        if best.is_none_or(|(_, other)| estimate.score() < other.score()) {
            best = Some((plan, estimate));
        }
    };
    for split in splits(work, arch, images) {
        for resident in [true, false] {
            for (tile_shrink, part_shrink) in SHRINKS {
                let plan = shaped(work, arch, images, split, resident, tile_shrink, part_shrink);
                for plan in plan
                    .into_iter()
                    .flat_map(|plan| [Order::Weights, Order::Inputs].map(|order| Plan { order, ..plan }))
                {
                    consider(plan);
                }
            }
        }
    }
    best
}

/// All divisions of the PVs that make sense.
fn splits(work: &Work, arch: &ArchConfig, images: u32) -> Vec<Split> {
    let pvs = arch.pv_count;
    let (blocks, phases) = (work.blocks(arch), Plan::phases(work).len() as u32);
    let axis = Plan::row_axis(work);
    let longest = work.axes[axis].outputs_of_phase(0);
    let mut splits = Vec::new();
    for image in (1..=pvs.min(images)).filter(|&n| images.is_multiple_of(n)) {
        for block in 1..=(pvs / image).min(blocks) {
            // PVs of one step share an input tile, so they stay within a group.
            if work.groups > 1 && !work.blocks_per_group(arch).is_multiple_of(block) {
                continue;
            }
            for phase in (1..=(pvs / image / block).min(phases)).filter(|&n| phases.is_multiple_of(n)) {
                let most = (pvs / image / block / phase).min(longest);
                let mut rows: Vec<u32> = vec![1, most];
                rows.dedup();
                splits.extend(rows.iter().map(|&rows| Split {
                    images: image,
                    blocks: block,
                    phases: phase,
                    rows,
                }));
            }
        }
    }
    splits
}

/// The largest tile and part that fit accumulators and scratchpads, divided by the shrinks.
fn shaped(
    work: &Work,
    arch: &ArchConfig,
    images: u32,
    split: Split,
    resident: bool,
    tile_shrink: u32,
    part_shrink: u32,
) -> Option<Plan> {
    let lanes = arch.lanes();
    let extents = [0, 1, 2].map(|axis| work.axes[axis].outputs_of_phase(0));
    let row_axis = Plan::row_axis(work);
    let (part_channels, part_taps) = part(work, arch, part_shrink)?;
    let mut lines = (arch.accumulator_words / 2).checked_div(tile_shrink).filter(|&lines| lines > 0)?;
    let mut tile = [1; 3];
    for axis in (0..3).rev() {
        let rows = if axis == row_axis { split.rows } else { 1 };
        tile[axis] = (lines * rows).min(extents[axis]).max(1);
        // Whole rows only: a part of a row ends the growth.
        lines = if tile[axis] == extents[axis] { lines / tile[axis].div_ceil(rows) } else { 1 };
    }
    if tile[row_axis] < split.rows {
        return None;
    }
    let capacity = u64::from(lanes * arch.input_words);
    let mut plan = Plan { images, split, tile, part_channels, part_taps, resident, order: Order::Weights };
    let words = |plan: &Plan| input_tile_words(work, arch, plan);
    if resident {
        let stays = words(&plan) <= capacity / u64::from(images.div_ceil(split.images)).min(2);
        return stays.then_some(plan);
    }
    while words(&plan) > capacity / 2 {
        if plan.part_channels > lanes {
            plan.part_channels = (plan.part_channels / 2).next_multiple_of(lanes);
        } else if let Some(axis) =
            (0..3).find(|&axis| plan.tile[axis] > if axis == row_axis { split.rows } else { 1 })
        {
            plan.tile[axis] = (plan.tile[axis] / 2).max(if axis == row_axis { split.rows } else { 1 });
        } else if plan.part_taps > 1 {
            plan.part_taps = plan.part_taps.div_ceil(2);
        } else if words(&plan) <= capacity {
            break;
        } else if plan.part_channels > 1 && work.lanes == Lanes::Outputs {
            plan.part_channels /= 2;
        } else {
            return None;
        }
    }
    Some(plan)
}

/// Input channels and taps of the largest part whose weights fit half the scratchpad, divided by `shrink`.
fn part(work: &Work, arch: &ArchConfig, shrink: u32) -> Option<(u32, usize)> {
    let lanes = arch.lanes();
    let axis = Plan::tap_axis(work);
    let other: usize = (0..3).filter(|&a| a != axis).map(|a| work.axes[a].most_taps().max(1)).product();
    let most = work.axes[axis].most_taps().max(1);
    let room = u64::from(arch.weight_words / 2 / shrink);
    let lines = |channels: u32, taps: usize| {
        let per_tap = match work.lanes {
            Lanes::Outputs => u64::from(channels),
            Lanes::Inputs => u64::from(channels.div_ceil(lanes)) * u64::from(work.block_size(arch)),
            Lanes::Each => work.inputs.len() as u64,
        };
        per_tap * (other * taps) as u64
    };
    let unit = if work.lanes == Lanes::Inputs { lanes } else { 1 };
    let mut channels = work.in_channels;
    while lines(channels, most) > room && channels > unit.max(lanes.min(work.in_channels)) {
        channels = (channels / 2).next_multiple_of(lanes.min(work.in_channels));
    }
    let mut taps = most;
    while lines(channels, taps) > room && taps > 1 {
        taps = taps.div_ceil(2);
    }
    while lines(channels, taps) > room && channels > unit {
        channels = (channels / 2).next_multiple_of(unit);
    }
    (lines(channels, taps) <= room).then_some((channels, taps))
}

/// Words of the largest input tile.
fn input_tile_words(work: &Work, arch: &ArchConfig, plan: &Plan) -> u64 {
    let Some(tile) = plan.tiles(work).into_iter().next() else { return 0 };
    let step = Step::at(tile, plan.part_channels.min(work.in_channels), plan.part_taps);
    // Inner tiles reach to both sides.
    let region = [0, 1, 2].map(|axis| {
        let range = plan.region(work, &step)[axis].clone();
        let extent = plan.tile[axis];
        let whole = plan.resident || extent >= work.axes[axis].outputs_of_phase(0);
        let taps = if axis == Plan::tap_axis(work) { step.taps.clone() } else { 0..usize::MAX };
        if whole { range } else { work.axes[axis].span(extent, &taps) }
    });
    let channels = plan.tile_channels(work, arch, &step);
    region_words(&region, plan.pixel_words(work, arch, &channels)) * work.inputs.len() as u64
}

/// Prefix sums of taps per axis and phase, so that the taps of a box are three subtractions.
struct TapSums([Vec<Vec<u64>>; 3]);

impl TapSums {
    fn new(work: &Work) -> Self {
        Self([0, 1, 2].map(|axis| {
            let a = &work.axes[axis];
            (0..a.phases.len())
                .map(|phase| {
                    let mut sums = vec![0];
                    for t in 0..a.outputs_of_phase(phase) {
                        sums.push(sums[t as usize] + a.taps(phase, t).len() as u64);
                    }
                    sums
                })
                .collect()
        }))
    }

    fn of(&self, outputs: &super::plan::Box3) -> u64 {
        (0..3)
            .map(|axis| {
                let sums = &self.0[axis][outputs.phase[axis]];
                sums[outputs.t[axis].end as usize] - sums[outputs.t[axis].start as usize]
            })
            .product()
    }
}

fn estimate(work: &Work, arch: &ArchConfig, plan: &Plan, sums: &TapSums) -> Estimate {
    let [image_rounds, block_rounds, phase_rounds] = plan.rounds(work, arch).map(u64::from);
    let (tiles, parts, phases) = (plan.tiles(work), plan.parts(work), Plan::phases(work));
    let pvs = arch.pv_count;
    let mut compute = 0;
    let mut largest = 0;
    for phase_round in 0..phase_rounds as u32 {
        for tile in &tiles {
            let step = Step { phase_round, ..Step::at(tile.clone(), work.in_channels, usize::MAX) };
            let taps = (0..pvs).filter_map(|pv| plan.assignment(work, arch, &phases, &step, pv));
            let most = taps.map(|assignment| sums.of(&assignment.outputs)).max().unwrap_or(0);
            compute += most;
            largest = largest.max(most);
        }
    }
    let steps = image_rounds * block_rounds * phase_rounds * (tiles.len() * parts.len()) as u64;
    let compute = compute * work.steps_per_tap(arch) * image_rounds * block_rounds + 4 * steps;
    let micro_ops = steps * step_micro_ops(work, plan);
    let (inputs, first_input) = input_beats(work, arch, plan, &tiles, parts.len() as u64);
    let weights = weight_beats(work, arch, plan, tiles.len() as u64, parts.len() as u64);
    let first_weights = weights / (block_rounds * phase_rounds * parts.len() as u64);
    let program = (8 * micro_ops).div_ceil(arch.bus_bytes.into());
    let outputs = u64::from(plan.images) * output_beats(work, arch);
    let beats = inputs + weights + program;
    // The last tile leaves its PV a word a cycle, and the array a beat a cycle.
    let last_words = u64::from(plan.lines(work, &tiles[0])) * u64::from(work.block_size(arch));
    let last_outputs = outputs / (block_rounds * phase_rounds * image_rounds * tiles.len() as u64);
    let last_outputs = last_outputs.max(last_words);
    // PVs whose outputs take turns in groups wait for each other.
    let turns = if strung(plan) { 0 } else { outputs / 16 };
    let exposed = first_input.max(first_weights) + last_outputs + turns;
    // An operand that stays is loaded while the first of the passes over it runs; the other passes follow.
    let passes = match plan.order {
        Order::Weights if plan.resident => block_rounds * phase_rounds,
        Order::Weights => 1,
        Order::Inputs => image_rounds * tiles.len() as u64,
    };
    let staying = if plan.order == Order::Weights { inputs } else { weights };
    let serial = staying + compute / passes * (passes - 1);
    let cycles = compute.max(beats).max(outputs).max(micro_ops).max(serial) + exposed;
    Estimate { cycles, beats, micro_ops }
}

/// Micro-ops of one step, roughly: some for each rectangle of outputs that use the same taps, and some for each
/// transfer.
fn step_micro_ops(work: &Work, plan: &Plan) -> u64 {
    let Split { images, blocks, phases, rows } = plan.split;
    let rectangles: u64 = (0..3)
        .map(|axis| {
            let a = &work.axes[axis];
            let extent = a.outputs_of_phase(0);
            let runs = (1..extent).filter(|&t| a.taps(0, t) != a.taps(0, t - 1)).count() as u64 + 1;
            runs.min(plan.tile[axis].into())
        })
        .product();
    let transfers = if strung(plan) { 2 } else { 2 * images.max(blocks * phases) };
    let apart = u64::from(if rows > 1 { rows.min(4) + 2 } else { phases.min(4) });
    16 + rectangles * (8 + 2 * apart) + 4 * u64::from(transfers)
}

/// Whether one transfer with a stride serves all PVs: none shares an image, or none shares a block.
fn strung(plan: &Plan) -> bool {
    let Split { images, blocks, phases, rows } = plan.split;
    blocks * phases * rows == 1 || images * phases * rows == 1
}

/// Beats that store the outputs of one image.
fn output_beats(work: &Work, arch: &ArchConfig) -> u64 {
    let row = match work.output.strides[0] {
        0 | 1 => work.block_size(arch).min(work.out_channels),
        _ => 1,
    };
    work.output.elements() / u64::from(row.max(1)) * u64::from(row.div_ceil(arch.bus_words()))
}

/// Beats that load inputs, and those before the first operation.
fn input_beats(
    work: &Work,
    arch: &ArchConfig,
    plan: &Plan,
    tiles: &[[std::ops::Range<u32>; 3]],
    parts: u64,
) -> (u64, u64) {
    let [image_rounds, block_rounds, phase_rounds] = plan.rounds(work, arch).map(u64::from);
    let (first_data, first_fill) = tile_beats(work, arch, plan, &tiles[0]);
    let images = u64::from(plan.images);
    let in_round = u64::from(plan.split.images);
    if plan.resident {
        let groups = if work.lanes == Lanes::Each { block_rounds } else { u64::from(work.groups) };
        // Inputs of several rounds take turns where the scratchpad does not hold all of them.
        let capacity = u64::from(arch.lanes() * arch.input_words);
        let stay = image_rounds <= capacity / input_tile_words(work, arch, plan).max(1);
        let rounds = match plan.order {
            Order::Weights if !stay => block_rounds * phase_rounds * parts,
            Order::Weights | Order::Inputs => groups,
        };
        let all = (first_data * images + first_fill * image_rounds) * rounds;
        return (all, first_data * in_round / tiles.len() as u64 + first_fill);
    }
    let (data, fill) = tiles
        .iter()
        .map(|tile| tile_beats(work, arch, plan, tile))
        .fold((0, 0), |sum, tile| (sum.0 + tile.0, sum.1 + tile.1));
    let again = match plan.order {
        Order::Weights => block_rounds * phase_rounds,
        Order::Inputs if parts > 1 || work.lanes == Lanes::Each => block_rounds * phase_rounds,
        Order::Inputs => u64::from(work.groups),
    };
    ((data * images + fill * image_rounds) * parts * again, first_data * in_round + first_fill)
}

/// Beats that load one input tile of one image, and those that fill it with zeros first.
fn tile_beats(work: &Work, arch: &ArchConfig, plan: &Plan, tile: &[std::ops::Range<u32>; 3]) -> (u64, u64) {
    let step = Step::at(tile.clone(), plan.part_channels.min(work.in_channels), plan.part_taps);
    let channels = plan.tile_channels(work, arch, &step).len() as u64;
    let (mut real, mut all, mut sparse) = (1, 1, false);
    for (range, axis) in plan.region(work, &step).iter().zip(&work.axes) {
        let inside = range.end.min(axis.grid()) - range.start.max(0);
        real *= (inside.max(0) as u64).div_ceil(axis.insertion as u64);
        all *= (range.end - range.start) as u64;
        sparse |= axis.insertion > 1 || inside < range.end - range.start;
    }
    let bus_words = u64::from(arch.bus_words());
    let words = if work.inputs[0].strides[0] <= 1 { bus_words } else { 1 };
    let operands = work.inputs.len() as u64;
    let fill = if sparse { (all * channels).div_ceil(bus_words) } else { 0 };
    ((real * channels).div_ceil(words) * operands, fill * operands)
}

fn weight_beats(work: &Work, arch: &ArchConfig, plan: &Plan, tiles: u64, parts: u64) -> u64 {
    let [image_rounds, ..] = plan.rounds(work, arch).map(u64::from);
    let taps: u64 =
        work.axes.iter().map(|a| a.phases.iter().map(|p| p.offsets.len() as u64).sum::<u64>()).product();
    let lanes = u64::from(arch.lanes());
    let lines = match work.lanes {
        Lanes::Outputs => u64::from(work.blocks(arch) * work.in_channels),
        Lanes::Inputs => u64::from(work.blocks(arch)) * work.steps_per_tap(arch),
        Lanes::Each => u64::from(work.blocks(arch)) * work.inputs.len() as u64,
    } * taps;
    let once = (lines * lanes).div_ceil(u64::from(arch.bus_words()));
    let places = image_rounds * tiles;
    let again = match plan.order {
        Order::Weights if parts == 1 => 1,
        Order::Weights => {
            let half = u64::from(arch.accumulator_words / 2);
            let lines =
                plan.tiles(work).iter().map(|tile| u64::from(plan.lines(work, tile))).max().unwrap_or(1);
            places.div_ceil((half / lines.max(1)).max(1))
        }
        // All weights that one PV meets stay if they fit.
        Order::Inputs => {
            let split = u64::from(plan.split.blocks * plan.split.phases);
            let own = lines.div_ceil(split);
            if own <= u64::from(arch.weight_words) { 1 } else { places }
        }
    };
    once * again
}
