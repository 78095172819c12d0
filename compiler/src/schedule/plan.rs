//! How one layer is spread over PVs and time: the choices, and what follows from each.
//!
//! PVs are divided among images, blocks of output channels, phases and rows. In time, a layer is a sequence of
//! *steps*: in each, every PV sums one tile of outputs over one part of the summands. Tiles whose parts are all
//! summed are drained. The order decides which operand stays and which is loaded again.

use std::ops::Range;

use isa::ArchConfig;

use super::work::{Lanes, Work};

/// Which loop is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Order {
    /// Weights outside: every weight tile passes over all images and tiles.
    Weights,
    /// Tiles outside: every input tile meets all weights.
    Inputs,
}

/// The choices for one layer and one number of images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Images that the program takes at a time.
    pub(crate) images: u32,
    /// PVs along images, blocks, phases, rows; their product is at most the number of PVs.
    pub(crate) split: Split,
    /// Outputs of one phase per tile along depth, height, width, over all PVs that share rows.
    pub(crate) tile: [u32; 3],
    /// Input channels of one part of the sum.
    pub(crate) part_channels: u32,
    /// Taps of one part of the sum along [`Plan::tap_axis`].
    pub(crate) part_taps: usize,
    /// Whether a PV keeps the whole input of an image.
    pub(crate) resident: bool,
    pub(crate) order: Order,
}

/// How the PVs are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) images: u32,
    pub(crate) blocks: u32,
    pub(crate) phases: u32,
    pub(crate) rows: u32,
}

/// Outputs of one phase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Box3 {
    pub(crate) phase: [usize; 3],
    pub(crate) t: [Range<u32>; 3],
}

impl Box3 {
    pub(crate) fn pixels(&self) -> u32 {
        self.t.iter().map(|range| range.end.saturating_sub(range.start)).product()
    }
}

/// What one PV is assigned to in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub(crate) image: u32,
    pub(crate) block: u32,
    pub(crate) outputs: Box3,
}

/// One step of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Indices of the loops.
    pub(crate) image_round: u32,
    pub(crate) block_round: u32,
    pub(crate) phase_round: u32,
    pub(crate) tile: [Range<u32>; 3],
    /// Input channels of this part.
    pub(crate) channels: Range<u32>,
    /// Taps of this part along [`Plan::tap_axis`]; the others are whole.
    pub(crate) taps: Range<usize>,
    /// Whether it is the first and the last part of the sum.
    pub(crate) first: bool,
    pub(crate) last: bool,
    /// First accumulator line that the tile uses, and which half that is in.
    pub(crate) accumulator: u32,
    pub(crate) half: u32,
    /// Whether it is the first of the tiles that are in the accumulators together.
    pub(crate) set_begins: bool,
}

impl Step {
    /// A step of the first round that sums `channels` channels and `taps` taps over a tile, for questions of size.
    pub(crate) fn at(tile: [Range<u32>; 3], channels: u32, taps: usize) -> Self {
        Self {
            image_round: 0,
            block_round: 0,
            phase_round: 0,
            tile,
            channels: 0..channels,
            taps: 0..taps,
            first: true,
            last: true,
            accumulator: 0,
            half: 0,
            set_begins: true,
        }
    }
}

impl Plan {
    /// All phases of the layer.
    pub(crate) fn phases(work: &Work) -> Vec<[usize; 3]> {
        let [depth, height, width] = work.axes.each_ref().map(|axis| axis.phases.len());
        let mut phases = Vec::new();
        for d in 0..depth {
            for h in 0..height {
                phases.extend((0..width).map(|w| [d, h, w]));
            }
        }
        phases
    }

    /// The axis along which PVs share rows: the outermost with more than one output.
    pub(crate) fn row_axis(work: &Work) -> usize {
        (0..3).find(|&axis| work.axes[axis].outputs_of_phase(0) > 1).unwrap_or(1)
    }

    /// Number of rounds over images, blocks, phases.
    pub(crate) fn rounds(&self, work: &Work, arch: &ArchConfig) -> [u32; 3] {
        [
            self.images.div_ceil(self.split.images),
            work.blocks(arch).div_ceil(self.split.blocks),
            (Self::phases(work).len() as u32).div_ceil(self.split.phases),
        ]
    }

    /// What PV `pv` does in a step; `None` where it idles.
    pub(crate) fn assignment(
        &self,
        work: &Work,
        arch: &ArchConfig,
        phases: &[[usize; 3]],
        step: &Step,
        pv: u32,
    ) -> Option<Assignment> {
        self.membership(work, arch, phases, step, pv).filter(|assignment| assignment.outputs.pixels() > 0)
    }

    /// The image, block and phase of PV `pv` in the rounds of a step, and its outputs, of which there may be none in
    /// this tile: other tiles of the same rounds find their operands where this step loads them.
    pub(crate) fn membership(
        &self,
        work: &Work,
        arch: &ArchConfig,
        phases: &[[usize; 3]],
        step: &Step,
        pv: u32,
    ) -> Option<Assignment> {
        let Split { images, blocks, phases: phase_split, rows } = self.split;
        if pv >= images * blocks * phase_split * rows {
            return None;
        }
        let (rest, row) = (pv / rows, pv % rows);
        let (rest, phase) = (rest / phase_split, rest % phase_split);
        let (image, block) = (rest / blocks, rest % blocks);
        let image = step.image_round * images + image;
        let block = step.block_round * blocks + block;
        let phase = *phases.get((step.phase_round * phase_split + phase) as usize)?;
        if image >= self.images || block >= work.blocks(arch) {
            return None;
        }
        let mut t = step.tile.clone();
        for axis in 0..3 {
            t[axis].end = t[axis].end.min(work.axes[axis].outputs_of_phase(phase[axis]));
        }
        let axis = Self::row_axis(work);
        let length = t[axis].end.saturating_sub(t[axis].start);
        // Shares differ by at most one row; PVs in the middle get the longer ones, borders are shorter work anyway.
        let share = |i: u32| t[axis].start + (u64::from(length) * u64::from(i) / u64::from(rows)) as u32;
        t[axis] = share(row)..share(row + 1);
        let outputs = Box3 { phase, t };
        Some(Assignment { image, block, outputs })
    }

    /// Ranges of a tiling along the three axes, row-major.
    pub(crate) fn tiles(&self, work: &Work) -> Vec<[Range<u32>; 3]> {
        let ranges = |axis: usize| {
            let extent = work.axes[axis].outputs_of_phase(0);
            let size = self.tile[axis];
            (0..extent.div_ceil(size)).map(move |i| i * size..((i + 1) * size).min(extent))
        };
        let mut tiles = Vec::new();
        for d in ranges(0) {
            for h in ranges(1) {
                tiles.extend(ranges(2).map(|w| [d.clone(), h.clone(), w]));
            }
        }
        tiles
    }

    /// The axis along which the taps of a large kernel are divided.
    pub(crate) fn tap_axis(work: &Work) -> usize {
        (0..3).max_by_key(|&axis| work.axes[axis].most_taps()).unwrap_or(0)
    }

    /// The input channels and taps of every part of the sum.
    pub(crate) fn parts(&self, work: &Work) -> Vec<(Range<u32>, Range<usize>)> {
        let taps = work.axes[Self::tap_axis(work)].most_taps().max(1);
        let mut parts = Vec::new();
        for start in (0..work.in_channels).step_by(self.part_channels as usize) {
            let channels = start..(start + self.part_channels).min(work.in_channels);
            let windows = (0..taps).step_by(self.part_taps.max(1));
            parts.extend(windows.map(|tap| (channels.clone(), tap..(tap + self.part_taps).min(taps))));
        }
        parts
    }

    /// Accumulator lines that one PV needs for a tile.
    pub(crate) fn lines(&self, work: &Work, tile: &[Range<u32>; 3]) -> u32 {
        let axis = Self::row_axis(work);
        (0..3)
            .map(|a| {
                let length = tile[a].end - tile[a].start;
                if a == axis { length.div_ceil(self.split.rows) } else { length }
            })
            .product()
    }

    /// Calls `visit` with every step in order.
    pub(crate) fn for_each_step(&self, work: &Work, arch: &ArchConfig, mut visit: impl FnMut(&Step)) {
        let half_lines = arch.accumulator_words / 2;
        let [image_rounds, block_rounds, phase_rounds] = self.rounds(work, arch);
        let (tiles, parts) = (self.tiles(work), self.parts(work));
        let mut half = 0;
        // Tiles that are in the accumulators together: all pass over one part before the next part begins.
        let mut run_set = |set: &[(u32, &[Range<u32>; 3])], block_round: u32, phase_round: u32| {
            for (index, (channels, taps)) in parts.iter().enumerate() {
                let mut accumulator = 0;
                for (image_round, tile) in set {
                    let set_begins = index == 0 && accumulator == 0;
                    visit(&Step {
                        image_round: *image_round,
                        block_round,
                        phase_round,
                        tile: (*tile).clone(),
                        channels: channels.clone(),
                        taps: taps.clone(),
                        first: index == 0,
                        last: index + 1 == parts.len(),
                        accumulator: half * half_lines + accumulator,
                        half,
                        set_begins,
                    });
                    accumulator += self.lines(work, tile);
                }
            }
            half = 1 - half;
        };
        let places: Vec<(u32, &[Range<u32>; 3])> =
            (0..image_rounds).flat_map(|round| tiles.iter().map(move |tile| (round, tile))).collect();
        match self.order {
            Order::Inputs => {
                for place in &places {
                    for block in 0..block_rounds {
                        (0..phase_rounds)
                            .for_each(|phase| run_set(std::slice::from_ref(place), block, phase));
                    }
                }
            }
            Order::Weights => {
                let together = if parts.len() > 1 { half_lines } else { 0 };
                for block in 0..block_rounds {
                    for phase in 0..phase_rounds {
                        let mut start = 0;
                        while start < places.len() {
                            let mut lines = self.lines(work, places[start].1);
                            let mut end = start + 1;
                            while end < places.len() && lines + self.lines(work, places[end].1) <= together {
                                lines += self.lines(work, places[end].1);
                                end += 1;
                            }
                            run_set(&places[start..end], block, phase);
                            start = end;
                        }
                    }
                }
            }
        }
    }

    /// Words that one grid position of an input tile takes in the scratchpad.
    pub(crate) fn pixel_words(&self, work: &Work, arch: &ArchConfig, channels: &Range<u32>) -> u32 {
        let count = channels.end - channels.start;
        match work.lanes {
            Lanes::Outputs => count,
            Lanes::Inputs => count.next_multiple_of(arch.lanes()),
            Lanes::Each => self.split.blocks * arch.lanes(),
        }
    }

    /// Channels that an input tile holds, of the whole tensor: first and number. Where lanes do not mix they
    /// follow from the blocks of the round.
    pub(crate) fn tile_channels(&self, work: &Work, arch: &ArchConfig, step: &Step) -> Range<u32> {
        match work.lanes {
            Lanes::Each => {
                let first = step.block_round * self.split.blocks * arch.pe_count;
                first..(first + self.split.blocks * arch.pe_count).min(work.out_channels)
            }
            Lanes::Outputs | Lanes::Inputs => {
                let group = step.block_round * self.split.blocks / work.blocks_per_group(arch);
                let first = group * work.in_channels;
                match self.resident {
                    true => first..first + work.in_channels,
                    false => first + step.channels.start..first + step.channels.end,
                }
            }
        }
    }

    /// Grid positions of an input tile.
    pub(crate) fn region(&self, work: &Work, step: &Step) -> [Range<i64>; 3] {
        let whole = |axis: usize| 0..work.axes[axis].outputs_of_phase(0);
        [0, 1, 2].map(|axis| {
            let taps = if axis == Self::tap_axis(work) { step.taps.clone() } else { 0..usize::MAX };
            match self.resident {
                true => work.axes[axis].reach(whole(axis), &(0..usize::MAX)),
                false => work.axes[axis].reach(step.tile[axis].clone(), &taps),
            }
        })
    }
}

/// Words of a region with that many words per position.
pub(crate) fn region_words(region: &[Range<i64>; 3], pixel_words: u32) -> u64 {
    region.iter().map(|range| (range.end - range.start) as u64).product::<u64>() * u64::from(pixel_words)
}
