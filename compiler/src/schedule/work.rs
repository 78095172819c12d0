//! What the array has to do for one layer, freed from how the record says it: which grid positions every output
//! reads, which channels share a lane, where weights lie.
//!
//! Dense mode appears here and nowhere later: a transposed convolution becomes an ordinary one over a grid on
//! which zeros lie between the pixels and around them.

use isa::ArchConfig;
use isa::phase::PhaseAxis;
use isa::program::Mode;
use isa::record::{LayerRecord, Operation, PostProcess, TensorRef};

/// What the lanes of a PV hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Lanes {
    /// Output channels; all share one input word (mapping C).
    Outputs,
    /// Input channels of one output channel, summed horizontally (mapping A).
    Inputs,
    /// Channels that do not mix: depthwise and element-wise layers.
    Each,
}

/// Taps of one phase along one axis: offsets on the grid, ascending, and for each its index among the stored
/// taps of the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phase {
    pub(crate) offsets: Vec<i64>,
    pub(crate) stored: Vec<(usize, usize)>,
}

/// One axis of a layer on the grid that the array sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Axis {
    /// Output positions.
    pub(crate) output: u32,
    /// Phases; output `phases * t + p` reads grid positions `step * t + offset`.
    pub(crate) phases: Vec<Phase>,
    pub(crate) step: i64,
    /// Grid positions `0, insertion, 2 * insertion ..` hold the input's `0, 1, 2 ..`; others hold zero.
    pub(crate) insertion: i64,
    /// Input positions.
    pub(crate) input: i64,
    /// Whether taps outside the grid are skipped; dense mode runs them on zeros.
    pub(crate) clip: bool,
}

/// Where weights come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weights {
    /// As in the record: `[group][phase d][h][w][tap d][h][w][in channel][out channel]` from this byte of the
    /// constants.
    Record(u64),
    /// Lines of input channels: `[group][phase d][h][w][out channel][tap d][h][w][in channel, padded to lanes]`.
    InputLines(u64),
    /// `[input][channel]` coefficients.
    Coefficients(u64),
    /// The second operand of a product.
    Operand,
}

/// One layer for the array.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Work {
    pub(crate) lanes: Lanes,
    pub(crate) axes: [Axis; 3],
    /// Operands that pass through the input scratchpad; several only for element-wise layers.
    pub(crate) inputs: Vec<TensorRef>,
    /// The operand that passes through the weight scratchpad, for products.
    pub(crate) factor: Option<TensorRef>,
    pub(crate) groups: u32,
    /// Input channels of a group; 1 where lanes hold channels that do not mix.
    pub(crate) in_channels: u32,
    /// Output channels of a group; all channels where they do not mix.
    pub(crate) out_channels: u32,
    pub(crate) weights: Weights,
    /// Taps of all phases per axis, as stored.
    pub(crate) stored_taps: [Vec<usize>; 3],
    pub(crate) output: TensorRef,
    pub(crate) post: PostProcess,
}

impl Axis {
    fn new(axis: &PhaseAxis, mode: Mode) -> Self {
        let stored = |phase: usize| (0..axis.taps[phase].len()).map(move |tap| (phase, tap));
        // A single position makes a matrix product of it (a projection), in dense mode too.
        let transposed = axis.phases() > 1 && axis.step == 1 && axis.input > 1;
        if mode == Mode::Dense && transposed {
            // Output y = s t + p reads input t + d, on the grid with zeros s t + s d = y + (s d - p).
            let s = i64::from(axis.phases());
            let mut taps: Vec<(i64, (usize, usize))> = (0..axis.taps.len())
                .flat_map(|phase| {
                    let offset = move |tap: usize| s * i64::from(axis.taps[phase][tap]) - phase as i64;
                    stored(phase).map(move |source| (offset(source.1), source))
                })
                .collect();
            taps.sort_unstable();
            let (offsets, stored) = taps.into_iter().unzip();
            return Self {
                output: axis.output,
                phases: vec![Phase { offsets, stored }],
                step: 1,
                insertion: s,
                input: axis.input.into(),
                clip: false,
            };
        }
        let phase = |phase: usize| Phase {
            offsets: axis.taps[phase].iter().map(|&offset| offset.into()).collect(),
            stored: stored(phase).collect(),
        };
        Self {
            output: axis.output,
            phases: (0..axis.taps.len()).map(phase).collect(),
            step: axis.step.into(),
            insertion: 1,
            input: axis.input.into(),
            clip: mode != Mode::Dense,
        }
    }

    /// Outputs of a phase.
    pub(crate) fn outputs_of_phase(&self, phase: usize) -> u32 {
        let phases = self.phases.len() as u32;
        (self.output + phases - 1 - phase as u32) / phases
    }

    /// Taps of the phase that has most.
    pub(crate) fn most_taps(&self) -> usize {
        self.phases.iter().map(|phase| phase.offsets.len()).max().unwrap_or(0)
    }

    /// Grid positions.
    pub(crate) fn grid(&self) -> i64 {
        (self.input - 1) * self.insertion + 1
    }

    /// The taps that output `t` of a phase uses, as a range of its list.
    pub(crate) fn taps(&self, phase: usize, t: u32) -> std::ops::Range<usize> {
        let offsets = &self.phases[phase].offsets;
        if !self.clip {
            return 0..offsets.len();
        }
        let origin = self.step * i64::from(t);
        let first = offsets.partition_point(|offset| origin + offset < 0);
        let end = offsets.partition_point(|offset| origin + offset < self.grid());
        first.min(end)..end
    }

    /// The lowest and the highest offset of all phases among the taps of a window; `None` without any.
    fn offsets(&self, taps: &std::ops::Range<usize>) -> Option<(i64, i64)> {
        let within = |phase: &Phase| {
            let end = taps.end.min(phase.offsets.len());
            phase.offsets.get(taps.start..end).unwrap_or(&[]).to_vec()
        };
        let offsets: Vec<i64> = self.phases.iter().flat_map(within).collect();
        Some((*offsets.iter().min()?, *offsets.iter().max()?))
    }

    /// Grid positions that outputs `t` of all phases may touch with the taps of a window, clipped to the grid where
    /// taps are.
    pub(crate) fn reach(
        &self,
        t: std::ops::Range<u32>,
        taps: &std::ops::Range<usize>,
    ) -> std::ops::Range<i64> {
        let Some((low, high)) = self.offsets(taps) else { return 0..1 };
        let first = self.step * i64::from(t.start) + low;
        let end = self.step * (i64::from(t.end) - 1) + high + 1;
        match self.clip {
            true => first.clamp(0, self.grid() - 1)..end.clamp(1, self.grid()),
            false => first..end,
        }
    }

    /// Grid positions that `outputs` neighbouring outputs of all phases touch away from borders.
    pub(crate) fn span(&self, outputs: u32, taps: &std::ops::Range<usize>) -> std::ops::Range<i64> {
        let Some((low, high)) = self.offsets(taps) else { return 0..1 };
        let span = self.step * (i64::from(outputs) - 1) + high - low + 1;
        0..if self.clip { span.min(self.grid()) } else { span }
    }
}

impl Work {
    /// The layer of a record. `input_lines` is the place of weights laid out for lanes of input channels, if the
    /// layer has them.
    pub(crate) fn new(record: &LayerRecord, mode: Mode, input_lines: Option<u64>) -> Self {
        let identity = |axis: usize| PhaseAxis::identity(record.output.shape[axis + 1]);
        let identities = [identity(0), identity(1), identity(2)];
        let channels = record.output.shape[0];
        let (axes, groups, weights) = match &record.operation {
            Operation::Convolution { axes, groups, weights } => (axes, *groups, Weights::Record(*weights)),
            Operation::Linear { coefficients } => {
                (&identities, channels, Weights::Coefficients(*coefficients))
            }
            Operation::Product => (&identities, channels, Weights::Operand),
        };
        let depthwise = groups == channels && record.inputs[0].shape[0] == groups;
        // A plain product with one channel is depthwise by the letter, but its lanes are better used otherwise.
        let each = depthwise && !(groups == 1 && matches!(weights, Weights::Record(_)));
        let (lanes, weights) = match (each, input_lines) {
            (true, _) => (Lanes::Each, weights),
            (false, Some(offset)) => (Lanes::Inputs, Weights::InputLines(offset)),
            (false, None) => (Lanes::Outputs, weights),
        };
        let stored = |axis: usize| axes[axis].taps.iter().map(Vec::len).collect();
        let mut inputs = record.inputs.clone();
        let factor = if matches!(weights, Weights::Operand) { inputs.pop() } else { None };
        Self {
            lanes,
            axes: [0, 1, 2].map(|axis| Axis::new(&axes[axis], mode)),
            inputs,
            factor,
            groups: if each { 1 } else { groups },
            in_channels: if each { 1 } else { record.inputs[0].shape[0] / groups },
            out_channels: if each { channels } else { channels / groups },
            weights,
            stored_taps: [stored(0), stored(1), stored(2)],
            output: record.output,
            post: record.post,
        }
    }

    /// Whether lanes may hold input channels.
    pub(crate) fn allows_input_lanes(record: &LayerRecord, arch: &ArchConfig) -> bool {
        let Operation::Convolution { groups, .. } = record.operation else { return false };
        let (inputs, outputs) = (record.inputs[0].shape[0] / groups, record.output.shape[0] / groups);
        // Where blocks of output channels fill the lanes nothing can be gained.
        let filled = f64::from(outputs) / f64::from(outputs.next_multiple_of(arch.lanes()));
        filled < 0.95 && inputs > 1 && arch.pe_count == arch.lanes()
    }

    /// Blocks of output channels of all groups: each is what one PV computes at a time.
    pub(crate) fn blocks(&self, arch: &ArchConfig) -> u32 {
        self.groups * self.blocks_per_group(arch)
    }

    /// Blocks of one group.
    pub(crate) fn blocks_per_group(&self, arch: &ArchConfig) -> u32 {
        self.out_channels.div_ceil(arch.pe_count)
    }

    /// Output channels of a block, fewer in the last.
    pub(crate) fn block_size(&self, arch: &ArchConfig) -> u32 {
        match self.lanes {
            // Channels take turns, so equal blocks are the shortest.
            Lanes::Inputs => self.out_channels.div_ceil(self.blocks_per_group(arch)),
            Lanes::Outputs | Lanes::Each => arch.pe_count,
        }
    }

    /// First output channel and number of channels of a block.
    pub(crate) fn block_channels(&self, block: u32, arch: &ArchConfig) -> (u32, u32) {
        let per_group = self.blocks_per_group(arch);
        let (group, block) = (block / per_group, block % per_group);
        let first = block * self.block_size(arch);
        let count = self.block_size(arch).min(self.out_channels.saturating_sub(first));
        (group * self.out_channels + first, count)
    }

    /// Steps that one tap of one output takes: input channels, or lines of them, once per output channel where
    /// lanes hold input channels.
    pub(crate) fn steps_per_tap(&self, arch: &ArchConfig) -> u64 {
        match self.lanes {
            Lanes::Outputs => self.in_channels.into(),
            Lanes::Inputs => {
                u64::from(self.in_channels.div_ceil(arch.lanes())) * u64::from(self.block_size(arch))
            }
            Lanes::Each => self.inputs.len() as u64,
        }
    }

    /// Byte in the constants of the record's weight of a group, phase and tap (input channel 0, output channel 0).
    pub(crate) fn stored_weight(&self, base: u64, group: u32, tap: [(usize, usize); 3], per_tap: u64) -> u64 {
        let total = |axis: usize| self.stored_taps[axis].iter().sum::<usize>() as u64;
        let before = |axis: usize| self.stored_taps[axis][..tap[axis].0].iter().sum::<usize>() as u64;
        let own = |axis: usize| self.stored_taps[axis][tap[axis].0] as u64;
        let phase = before(0) * total(1) * total(2) + own(0) * (before(1) * total(2) + own(1) * before(2));
        let index = (tap[0].1 as u64 * own(1) + tap[1].1 as u64) * own(2) + tap[2].1 as u64;
        base + 2 * per_tap * (u64::from(group) * total(0) * total(1) * total(2) + phase + index)
    }
}
