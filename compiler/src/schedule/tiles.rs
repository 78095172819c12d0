//! Tiles in memory and in scratchpads: what a load moves, and where operations then find it.

use std::ops::Range;

use isa::ArchConfig;
use isa::record::TensorRef;
use isa::segment::Segment;

use super::copy::{Level, Transfer, transfers};
use super::issue::Mask;
use super::nest::{Place, window};
use super::plan::{Assignment, Box3, Plan, Step};
use super::work::{Axis, Lanes, Weights, Work};

/// A copy into or out of several PVs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Load {
    pub(crate) segment: Segment,
    pub(crate) pvs: Mask,
    /// First byte, for image 0 of the body's iteration.
    pub(crate) address: u64,
    pub(crate) target: u32,
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) image_stride: u32,
    pub(crate) pv_stride: u32,
    pub(crate) fill: bool,
    pub(crate) drains_needed: u32,
}

/// One source for some PVs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    pub(super) pvs: Mask,
    pub(super) address: u64,
    pub(super) transfers: Vec<Transfer>,
    pub(super) drains_needed: u32,
}

/// Makes one load of every set of sources whose addresses follow each other at equal distances, and of each source that
/// is left. PVs of a load are served in ascending order, so sources come in that order.
pub(super) fn distribute(
    mut sources: Vec<Source>,
    segment: Segment,
    target: u32,
    image_stride: u32,
) -> Vec<Load> {
    let mut loads: Vec<Load> = Vec::new();
    while let Some(first) = sources.first() {
        let candidates = (1..sources.len()).map(|second| string(&sources, second));
        let chosen = candidates.max_by_key(Vec::len).filter(|chosen| chosen.len() > 1).unwrap_or(vec![0]);
        let distance = chosen.get(1).map_or(0, |&second| sources[second].address - first.address);
        loads.push(Load {
            segment,
            pvs: chosen.iter().fold(0, |pvs, &index| pvs | sources[index].pvs),
            address: first.address,
            target,
            transfers: first.transfers.clone(),
            image_stride,
            pv_stride: distance as u32,
            fill: false,
            drains_needed: first.drains_needed,
        });
        let mut index = 0;
        sources.retain(|_| {
            index += 1;
            !chosen.contains(&(index - 1))
        });
    }
    loads
}

/// The sources of one PV each that continue what the first and the `second` begin, those two included.
fn string(sources: &[Source], second: usize) -> Vec<usize> {
    let first = &sources[0];
    let fits = |source: &Source| {
        source.pvs.count_ones() == 1
            && source.transfers == first.transfers
            && source.drains_needed == first.drains_needed
    };
    let distance = sources[second].address.saturating_sub(first.address);
    if !fits(first) || !fits(&sources[second]) || distance == 0 || u32::try_from(distance).is_err() {
        return vec![0];
    }
    let mut chosen = vec![0];
    for (index, source) in sources.iter().enumerate().skip(second) {
        let expected = first.address + distance * chosen.len() as u64;
        if fits(source) && source.address == expected && source.pvs > sources[chosen[chosen.len() - 1]].pvs {
            chosen.push(index);
        }
    }
    chosen
}

/// Zeros for some words of a scratchpad.
pub(crate) fn zeros(pvs: Mask, target: u32, words: u32) -> Load {
    Load {
        segment: Segment::Constants,
        pvs,
        address: 0,
        target,
        transfers: transfers(&[Level { count: words, source: 2, target: 1 }]),
        image_stride: 0,
        pv_stride: 0,
        fill: true,
        drains_needed: 0,
    }
}

/// The images of a step and the PVs that work on each.
pub(crate) fn image_groups(assignments: &[(usize, Assignment)]) -> Vec<(u32, Mask)> {
    let mut groups: Vec<(u32, Mask)> = Vec::new();
    for (pv, assignment) in assignments {
        match groups.iter_mut().find(|(image, _)| *image == assignment.image) {
            Some((_, pvs)) => *pvs |= 1 << pv,
            None => groups.push((assignment.image, 1 << pv)),
        }
    }
    groups
}

/// An input tile: a region of the grid with some channels of every operand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InputTile {
    pub(crate) region: [Range<i64>; 3],
    /// Channels of the tensor.
    pub(crate) channels: Range<u32>,
    /// Most channels that lie without a gap, and words from the first of them to the first of the next: lanes without a
    /// PE stay free where lanes hold channels.
    run: (u32, u32),
    /// Words between grid positions along each axis.
    pitch: [u32; 3],
    /// Words of one operand.
    plane: u32,
    operands: u32,
}

impl InputTile {
    pub(crate) fn new(work: &Work, plan: &Plan, arch: &ArchConfig, step: &Step) -> Self {
        let region = plan.region(work, step);
        let channels = plan.tile_channels(work, arch, step);
        let mut words = plan.pixel_words(work, arch, &channels);
        let mut pitch = [0; 3];
        for axis in (0..3).rev() {
            pitch[axis] = words;
            words *= (region[axis].end - region[axis].start) as u32;
        }
        let plane = words.next_multiple_of(arch.lanes());
        let run = match work.lanes {
            Lanes::Each => (arch.pe_count, arch.lanes()),
            Lanes::Outputs | Lanes::Inputs => (u32::MAX, 0),
        };
        Self { region, channels, run, pitch, plane, operands: work.inputs.len() as u32 }
    }

    pub(crate) fn words(&self) -> u32 {
        self.plane * self.operands
    }

    /// Channels that lie without a gap, and their place in a grid position.
    fn runs(&self) -> impl Iterator<Item = (Range<u32>, u32)> + '_ {
        let (length, distance) = self.run;
        let gapless = length == distance;
        let length = if gapless { u32::MAX } else { length };
        let count = (self.channels.end - self.channels.start).div_ceil(length);
        (0..count).map(move |i| {
            let first = self.channels.start + i * length;
            (first..first.saturating_add(length).min(self.channels.end), i * distance)
        })
    }

    /// Zeros for border and inserted positions, where there are any.
    pub(crate) fn zero_fill(&self, work: &Work, pvs: Mask, start: u32) -> Vec<Load> {
        let whole = |axis: usize| {
            let a: &Axis = &work.axes[axis];
            a.insertion == 1 && self.region[axis].start >= 0 && self.region[axis].end <= a.grid()
        };
        if (0..3).all(whole) {
            return Vec::new();
        }
        vec![zeros(pvs, start, self.words())]
    }

    /// Loads of the tile, or of a range of grid positions of it along one axis.
    pub(crate) fn loads(
        &self,
        work: &Work,
        tensors: &[TensorRef],
        images: &[(u32, Mask)],
        start: u32,
        rows: Option<(usize, Range<i64>)>,
    ) -> Vec<Load> {
        let mut loads = Vec::new();
        let operands = tensors.iter().enumerate();
        for (operand, tensor, (channels, place)) in
            operands.flat_map(|(i, tensor)| self.runs().map(move |run| (i, tensor, run)))
        {
            let count = channels.end - channels.start;
            let mut levels = vec![Level { count, source: 2 * u64::from(tensor.strides[0]), target: 1 }];
            let mut address = tensor.offset + 2 * u64::from(channels.start) * u64::from(tensor.strides[0]);
            let mut target = start + operand as u32 * self.plane + place;
            for axis in (0..3).rev() {
                let a = &work.axes[axis];
                let range = match &rows {
                    Some((rows_axis, rows)) if *rows_axis == axis => rows.clone(),
                    _ => self.region[axis].clone(),
                };
                // Real pixels among the grid positions.
                let first = (range.start.max(0) + a.insertion - 1).div_euclid(a.insertion);
                let end = ((range.end.min(a.grid()) - 1).div_euclid(a.insertion) + 1).max(first);
                let source = 2 * u64::from(tensor.strides[axis + 1]);
                address += first as u64 * source;
                target += (first * a.insertion - self.region[axis].start) as u32 * self.pitch[axis];
                let step = a.insertion as u32 * self.pitch[axis];
                levels.push(Level { count: (end - first) as u32, source, target: step });
            }
            if levels.iter().any(|level| level.count == 0) {
                continue;
            }
            let transfers = transfers(&levels);
            let sources = images.iter().map(|&(image, pvs)| Source {
                pvs,
                address: address + u64::from(image) * tensor.image_stride,
                transfers: transfers.clone(),
                drains_needed: 0,
            });
            loads.extend(distribute(sources.collect(), tensor.segment, target, tensor.image_stride as u32));
        }
        loads
    }

    /// Where a PV finds its operands; the weights are told later.
    pub(crate) fn place(
        &self,
        work: &Work,
        plan: &Plan,
        arch: &ArchConfig,
        step: &Step,
        assignment: &Assignment,
        start: u32,
    ) -> Place {
        let lanes = arch.lanes();
        let part = step.channels.end - step.channels.start;
        let inside = match work.lanes {
            Lanes::Each => (assignment.block - step.block_round * plan.split.blocks) * lanes,
            Lanes::Outputs | Lanes::Inputs if plan.resident => step.channels.start,
            Lanes::Outputs | Lanes::Inputs => 0,
        };
        let axis = Plan::tap_axis(work);
        Place {
            input: start + inside,
            corner: self.region.each_ref().map(|range| range.start),
            pitch: self.pitch,
            plane: self.plane,
            weight: 0,
            weight_follows_input: false,
            accumulator: step.accumulator,
            windows: [0, 1, 2].map(|a| if a == axis { step.taps.clone() } else { 0..usize::MAX }),
            lanes,
            channels: match work.lanes {
                Lanes::Outputs => part,
                Lanes::Inputs => part.div_ceil(lanes),
                Lanes::Each => self.operands,
            },
            block_channels: work.block_channels(assignment.block, arch).1,
        }
    }
}

/// Words of the weight tile of one PV.
pub(crate) fn weight_tile_words(work: &Work, outputs: &Box3, place: &Place) -> u32 {
    let taps: u32 = tile_taps(work, outputs, place).len() as u32;
    let per_tap = if work.lanes == Lanes::Inputs { place.block_channels } else { 1 };
    taps * per_tap * place.channels * place.lanes
}

/// The stored taps of a tile in the order in which operations read them.
fn tile_taps(work: &Work, outputs: &Box3, place: &Place) -> Vec<[(usize, usize); 3]> {
    let [d, h, w] = [0, 1, 2].map(|axis| {
        let phase = outputs.phase[axis];
        work.axes[axis].phases[phase].stored[window(&work.axes[axis], phase, &place.windows[axis])].to_vec()
    });
    let mut taps = Vec::new();
    for &d in &d {
        for &h in &h {
            taps.extend(w.iter().map(|&w| [d, h, w]));
        }
    }
    taps
}

/// Loads of the weight tiles of a step: one source for each block and phase among its PVs.
pub(crate) fn weight_loads(
    work: &Work,
    arch: &ArchConfig,
    step: &Step,
    assignments: &[(usize, Assignment)],
    places: &[Place],
    start: u32,
) -> Vec<Load> {
    let mut sources: Vec<((u32, [usize; 3]), Source)> = Vec::new();
    for ((pv, assignment), place) in assignments.iter().zip(places) {
        let key = (assignment.block, assignment.outputs.phase);
        match sources.iter_mut().find(|(other, _)| *other == key) {
            Some((_, source)) => source.pvs |= 1 << pv,
            None => {
                let (address, transfers) = weight_source(work, arch, step, assignment, place);
                sources.push((key, Source { pvs: 1 << pv, address, transfers, drains_needed: 0 }));
            }
        }
    }
    let sources = sources.into_iter().map(|(_, source)| source).filter(|source| !source.transfers.is_empty());
    distribute(sources.collect(), Segment::Constants, start, 0)
}

/// First byte and transfers of one weight tile.
fn weight_source(
    work: &Work,
    arch: &ArchConfig,
    step: &Step,
    assignment: &Assignment,
    place: &Place,
) -> (u64, Vec<Transfer>) {
    let (first, count) = work.block_channels(assignment.block, arch);
    let group = if work.lanes == Lanes::Each { 0 } else { first / work.out_channels };
    let taps = tile_taps(work, &assignment.outputs, place);
    let lanes = place.lanes;
    let tap_words = place.channels * lanes;
    match work.weights {
        Weights::Operand => (0, Vec::new()),
        Weights::Coefficients(base) => {
            let channels = Level { count, source: 2, target: 1 };
            let inputs =
                Level { count: place.channels, source: 2 * u64::from(work.out_channels), target: lanes };
            (base + 2 * u64::from(first), transfers(&[channels, inputs]))
        }
        Weights::Record(base) if work.lanes == Lanes::Each => {
            let of_group: u64 =
                work.stored_taps.iter().map(|taps| taps.iter().sum::<usize>() as u64).product();
            let address = |tap: &[(usize, usize); 3]| work.stored_weight(base, first, *tap, 1);
            let lane = Level { count, source: 2 * of_group, target: 1 };
            tap_runs(&taps, address, |_| vec![lane], tap_words)
        }
        Weights::Record(base) => {
            let per_tap = u64::from(work.in_channels) * u64::from(work.out_channels);
            let inside = first - group * work.out_channels;
            let corner =
                2 * (u64::from(step.channels.start) * u64::from(work.out_channels) + u64::from(inside));
            let address = |tap: &[(usize, usize); 3]| work.stored_weight(base, group, *tap, per_tap) + corner;
            let channels =
                Level { count: place.channels, source: 2 * u64::from(work.out_channels), target: lanes };
            let levels = vec![Level { count, source: 2, target: 1 }, channels];
            tap_runs(&taps, address, |_| levels.clone(), tap_words)
        }
        Weights::InputLines(base) => {
            let line_words = u64::from(work.in_channels.next_multiple_of(lanes));
            let phase_taps = |tap: &[(usize, usize); 3]| -> u64 {
                (0..3).map(|axis| work.stored_taps[axis][tap[axis].0] as u64).product()
            };
            let address = |tap: &[(usize, usize); 3]| {
                let first_of_phase = [(tap[0].0, 0), (tap[1].0, 0), (tap[2].0, 0)];
                let per_tap = u64::from(work.out_channels) * line_words;
                let own = |axis: usize| work.stored_taps[axis][tap[axis].0] as u64;
                let index = (tap[0].1 as u64 * own(1) + tap[1].1 as u64) * own(2) + tap[2].1 as u64;
                let before = u64::from(first - group * work.out_channels) * phase_taps(tap);
                work.stored_weight(base, group, first_of_phase, per_tap)
                    + 2 * ((before + index) * line_words + u64::from(step.channels.start))
            };
            let levels = |tap: &[(usize, usize); 3]| {
                let words = Level { count: tap_words, source: 2, target: 1 };
                let target = taps.len() as u32 * tap_words;
                let outputs = Level { count, source: 2 * phase_taps(tap) * line_words, target };
                vec![words, outputs]
            };
            tap_runs(&taps, address, levels, tap_words)
        }
    }
}

/// Transfers over taps that lie at equal distances, from the first byte of the lowest tap.
fn tap_runs(
    taps: &[[(usize, usize); 3]],
    address: impl Fn(&[(usize, usize); 3]) -> u64,
    levels: impl Fn(&[(usize, usize); 3]) -> Vec<Level>,
    tap_words: u32,
) -> (u64, Vec<Transfer>) {
    let addresses: Vec<u64> = taps.iter().map(&address).collect();
    let Some(&base) = addresses.iter().min() else { return (0, Vec::new()) };
    let mut result = Vec::new();
    let mut start = 0;
    while start < taps.len() {
        let distance = |index: usize| addresses.get(index + 1)?.checked_sub(addresses[index]);
        let mut end = start + 1;
        // Taps of different phases may differ in the distance of their output channels.
        let alike = |index: usize| levels(&taps[index]) == levels(&taps[start]);
        while end < taps.len()
            && distance(end - 1).is_some()
            && distance(end - 1) == distance(start)
            && alike(end)
        {
            end += 1;
        }
        let mut all = levels(&taps[start]);
        let run =
            Level { count: (end - start) as u32, source: distance(start).unwrap_or(0), target: tap_words };
        // Between the words of a tap and loops over whole tiles.
        let place = all.iter().position(|level| level.target > tap_words).unwrap_or(all.len());
        all.insert(place, run);
        let moved = transfers(&all).into_iter().map(|transfer| Transfer {
            source: transfer.source + addresses[start] - base,
            target: transfer.target + start as u32 * tap_words,
            ..transfer
        });
        result.extend(moved);
        start = end;
    }
    (base, result)
}

/// Transfers that store the outputs of a step, in the order in which the PVs hand them over.
pub(crate) fn output_loads(work: &Work, assignments: &[(usize, Assignment)], arch: &ArchConfig) -> Vec<Load> {
    let tensor = &work.output;
    let mut sources = Vec::new();
    for (pv, assignment) in assignments {
        let (first, count) = work.block_channels(assignment.block, arch);
        let mut address = tensor.offset
            + u64::from(assignment.image) * tensor.image_stride
            + 2 * u64::from(first) * u64::from(tensor.strides[0]);
        let mut levels = vec![Level { count, source: 2 * u64::from(tensor.strides[0]), target: 1 }];
        let mut line = count;
        for axis in (0..3).rev() {
            let (outputs, a) = (&assignment.outputs, &work.axes[axis]);
            let stride = 2 * u64::from(tensor.strides[axis + 1]);
            let first = outputs.t[axis].start * a.phases.len() as u32 + outputs.phase[axis] as u32;
            address += u64::from(first) * stride;
            let count = outputs.t[axis].end - outputs.t[axis].start;
            levels.push(Level { count, source: a.phases.len() as u64 * stride, target: line });
            line *= count;
        }
        let transfers = transfers(&levels);
        sources.push(Source { pvs: 1 << pv, address, transfers, drains_needed: 0 });
    }
    distribute(sources, tensor.segment, 0, tensor.image_stride as u32)
}
