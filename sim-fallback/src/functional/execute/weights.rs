//! Finds weights in the constants segment and lays them out as the matrix that a region needs.
//!
//! In memory: `[group][phase d][h][w][tap d][h][w][in channel][out channel]`, channels within the group.

use std::ops::Range;

use isa::phase::PhaseAxis;

use super::gather::Chunk;
use super::region::Region;

/// The weights of one convolution.
#[derive(Debug)]
pub(super) struct Weights<'a> {
    /// Position of the first in memory.
    start: usize,
    axes: &'a [PhaseAxis; 3],
    /// Channels of one group.
    in_channels: usize,
    out_channels: usize,
    /// Taps of all phases before each, and in total: `[axis][phase]`.
    taps_before: [Vec<usize>; 3],
}

impl<'a> Weights<'a> {
    /// The weights from position `start` of memory on.
    pub(super) fn new(
        start: usize,
        axes: &'a [PhaseAxis; 3],
        in_channels: usize,
        out_channels: usize,
    ) -> Self {
        let taps_before = axes.each_ref().map(|axis| {
            let mut before = vec![0];
            let mut sum = 0;
            for taps in &axis.taps {
                sum += taps.len();
                before.push(sum);
            }
            before
        });
        Self { start, axes, in_channels, out_channels, taps_before }
    }

    /// Position of the weights of a group's tap, in channels squared; `None` where the phase has no such tap.
    fn tap(&self, group: usize, phase: [u32; 3], tap: [usize; 3], region: &Region) -> Option<usize> {
        let mut index = [0; 3];
        for axis in 0..3 {
            index[axis] = region.axes[axis].source(phase[axis], tap[axis])?;
        }
        // A plan may have more phases than the record.
        let phase: [usize; 3] = std::array::from_fn(|axis| (phase[axis] % self.axes[axis].phases()) as usize);
        let [all_d, all_h, all_w] = self.taps_before.each_ref().map(|before| before[before.len() - 1]);
        let before: [usize; 3] = std::array::from_fn(|axis| self.taps_before[axis][phase[axis]]);
        let own: [usize; 3] = std::array::from_fn(|axis| self.axes[axis].taps[phase[axis]].len());
        let of_phase = before[0] * all_h * all_w + own[0] * (before[1] * all_w + own[1] * before[2]);
        Some(group * all_d * all_h * all_w + of_phase + (index[0] * own[1] + index[1]) * own[2] + index[2])
    }

    /// Where the matrix that [`gather`](Self::gather) would write lies in memory already, a row every
    /// [`stride`](Self::stride) elements; `None` if it does not.
    pub(super) fn in_place(
        &self,
        group: usize,
        region: &Region,
        chunk: &Chunk,
        column: usize,
    ) -> Option<usize> {
        let mut phases = region.phases();
        let (phase, None) = (phases.next()?, phases.next()) else { return None };
        if chunk.taps.len() > 1 && chunk.channels.len() < self.in_channels {
            return None;
        }
        let mut taps = chunk.taps.clone().map(|tap| self.tap(group, phase, region.tap(tap), region));
        let first = taps.next()??;
        let consecutive = taps.zip(first + 1..).all(|(tap, expected)| tap == Some(expected));
        let input = first * self.in_channels + chunk.channels.start;
        consecutive.then_some(self.start + input * self.out_channels + column)
    }

    /// Elements from one row of the matrix to the next where it lies in memory.
    pub(super) fn stride(&self) -> usize {
        self.out_channels
    }

    /// Writes the matrix of `chunk`, whose columns are `columns` of every phase of the region, to `matrix`.
    pub(super) fn gather(
        &self,
        memory: &[i16],
        group: usize,
        region: &Region,
        chunk: &Chunk,
        columns: Range<usize>,
        matrix: &mut [i16],
    ) {
        let width = columns.len() * region.phase_count();
        let rows_of_taps = matrix.chunks_exact_mut((chunk.channels.len() * width).max(1));
        for (tap, rows) in chunk.taps.clone().zip(rows_of_taps) {
            let tap = region.tap(tap);
            for (number, phase) in region.phases().enumerate() {
                let source = self.tap(group, phase, tap, region);
                for (channel, row) in chunk.channels.clone().zip(rows.chunks_exact_mut(width)) {
                    let row = &mut row[number * columns.len()..][..columns.len()];
                    match source {
                        Some(tap) => {
                            let input = self.start + (tap * self.in_channels + channel) * self.out_channels;
                            row.copy_from_slice(&memory[input + columns.start..][..columns.len()]);
                        }
                        None => row.fill(0),
                    }
                }
            }
        }
    }

    /// Writes the weights of `chunk.taps` for the groups `chunk.channels`, which have one channel each:
    /// `[tap][group]`.
    pub(super) fn gather_depthwise(
        &self,
        memory: &[i16],
        region: &Region,
        chunk: &Chunk,
        matrix: &mut [i16],
    ) {
        let phase = region.axes.each_ref().map(|axis| axis.phases.start);
        let rows = matrix.chunks_exact_mut(chunk.channels.len().max(1));
        for (tap, row) in chunk.taps.clone().zip(rows) {
            let tap = region.tap(tap);
            for (group, weight) in chunk.channels.clone().zip(row) {
                *weight = self.tap(group, phase, tap, region).map_or(0, |index| memory[self.start + index]);
            }
        }
    }
}
