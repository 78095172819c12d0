//! Loop nests to index generator registers: the sums of one tile as operations of a PV.
//!
//! Outputs whose taps all exist form rectangles; at a border, rows and columns with fewer taps form their own.
//! Each rectangle is one operation if its loops fit the four of a generator; otherwise outer loops are unrolled.

use std::ops::Range;

use isa::arch::ADDRESS_BITS;
use isa::ops::GeneratorRegister;

use super::plan::Box3;
use super::work::{Axis, Lanes, Work};

/// Values of a generator's registers, in the order of [`GeneratorRegister::ALL`].
pub(crate) type Registers = [u32; GeneratorRegister::ALL.len()];

/// One operation of a PV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) input: Registers,
    pub(crate) weight: Registers,
    pub(crate) output: Registers,
    /// Summands of one output.
    pub(crate) repeat: u32,
    /// Whether no tap reaches the input, so that the sum is zero: one product with a weight that is zero, whose
    /// address is told later.
    pub(crate) empty: bool,
    /// Whether it is the first to write its accumulators.
    pub(crate) clear: bool,
}

/// Where the operands of a tile lie in the scratchpads of a PV, in words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// First word of the input tile, and grid position of its first corner.
    pub(crate) input: u32,
    pub(crate) corner: [i64; 3],
    /// Words from one grid position to the next along depth, height, width.
    pub(crate) pitch: [u32; 3],
    /// Words from one operand's plane to the next, for element-wise layers.
    pub(crate) plane: u32,
    /// First word of the weight tile.
    pub(crate) weight: u32,
    /// Whether the factor's tile is laid out like the input tile.
    pub(crate) weight_follows_input: bool,
    /// First accumulator line.
    pub(crate) accumulator: u32,
    /// Taps of the part along each axis.
    pub(crate) windows: [Range<usize>; 3],
    pub(crate) lanes: u32,
    /// Input channels, or lines of them, or operands that are summed per tap.
    pub(crate) channels: u32,
    /// Output channels of the PV's block.
    pub(crate) block_channels: u32,
}

/// A loop over all three generators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Loop {
    count: u32,
    input: u32,
    weight: u32,
    output: u32,
}

/// A run of outputs along one axis that use the same evenly spaced taps.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    t: Range<u32>,
    taps: Range<usize>,
    /// Grid positions from one tap to the next.
    spacing: i64,
    /// Whether an earlier run covers the same outputs.
    again: bool,
}

fn runs(axis: &Axis, phase: usize, range: &Range<u32>, window: &Range<usize>) -> Vec<Run> {
    let within = |taps: Range<usize>| {
        let start = taps.start.max(window.start);
        start..taps.end.min(window.end).max(start)
    };
    let mut runs = Vec::new();
    let mut t = range.start;
    while t < range.end {
        let taps = within(axis.taps(phase, t));
        let same = |next: u32| within(axis.taps(phase, next)) == taps;
        let end = (t + 1..range.end).find(|&next| !same(next)).unwrap_or(range.end);
        let mut start = taps.start;
        while start < taps.end {
            let (stop, spacing) = evenly_spaced(&axis.phases[phase].offsets, start..taps.end);
            runs.push(Run { t: t..end, taps: start..stop, spacing, again: start > taps.start });
            start = stop;
        }
        if taps.is_empty() {
            runs.push(Run { t: t..end, taps: 0..0, spacing: 1, again: false });
        }
        t = end;
    }
    runs
}

/// End and spacing of the longest evenly spaced start of the taps.
fn evenly_spaced(offsets: &[i64], taps: Range<usize>) -> (usize, i64) {
    let Some(spacing) = offsets[taps.clone()].get(1).map(|second| second - offsets[taps.start]) else {
        return (taps.end, 1);
    };
    let even = |&tap: &usize| offsets[tap + 1] - offsets[tap] == spacing;
    let end = (taps.start..taps.end - 1).take_while(even).count() + taps.start + 1;
    (end, spacing.max(0))
}

/// The operations that sum a tile's outputs over one part of the summands. `first` says whether the part is the
/// first: outputs without any tap in it then become zero.
pub(crate) fn commands(work: &Work, outputs: &Box3, place: &Place, first: bool) -> Vec<Command> {
    let [depth, height, width] = [0, 1, 2]
        .map(|axis| runs(&work.axes[axis], outputs.phase[axis], &outputs.t[axis], &place.windows[axis]));
    let mut commands = Vec::new();
    for d in &depth {
        for h in &height {
            for w in &width {
                rectangle(work, outputs, place, [d, h, w], first, &mut commands);
            }
        }
    }
    commands
}

fn rectangle(
    work: &Work,
    outputs: &Box3,
    place: &Place,
    runs: [&Run; 3],
    first: bool,
    commands: &mut Vec<Command>,
) {
    let clear = first && !runs.iter().any(|run| run.again);
    let empty = runs.iter().any(|run| run.taps.is_empty());
    if empty && !clear {
        return;
    }
    let mut places = place_loops(work, outputs, place, runs);
    let sums = if empty { Vec::new() } else { sum_loops(work, outputs, place, runs) };
    if empty {
        places.iter_mut().for_each(|level| (level.input, level.weight) = (0, 0));
    }
    let base =
        if empty { Base::output_only(outputs, place, runs) } else { Base::new(work, outputs, place, runs) };
    let inner = fitting(&sums, &places);
    let (inside, outside) = places.split_at(inner);
    let repeat = sums.iter().map(|level| level.count).product();
    unroll(outside, base, &mut |base| {
        let all = || sums.iter().chain(inside);
        let registers = |address, stride: fn(&Loop) -> u32| {
            nest(address, all().map(|level| (level.count, stride(level))))
        };
        let output = nest(base.output, inside.iter().map(|level| (level.count, level.output)));
        if let (Some(input), Some(weight), Some(output)) =
            (registers(base.input, |l| l.input), registers(base.weight, |l| l.weight), output)
        {
            commands.push(Command { input, weight, output, repeat, empty, clear });
        }
    });
}

/// First addresses.
#[derive(Debug, Clone, Copy)]
struct Base {
    input: u32,
    weight: u32,
    output: u32,
}

impl Base {
    /// The sum is empty: no operand is read.
    fn output_only(outputs: &Box3, place: &Place, runs: [&Run; 3]) -> Self {
        let line = (0..3).fold(0, |line, axis| {
            let length = outputs.t[axis].end - outputs.t[axis].start;
            line * length + runs[axis].t.start - outputs.t[axis].start
        });
        Self { input: place.input, weight: place.weight, output: (place.accumulator + line) * place.lanes }
    }

    fn new(work: &Work, outputs: &Box3, place: &Place, runs: [&Run; 3]) -> Self {
        let mut input = place.input;
        for axis in 0..3 {
            let a = &work.axes[axis];
            let offset = a.phases[outputs.phase[axis]].offsets[runs[axis].taps.start];
            let position = a.step * i64::from(runs[axis].t.start) + offset - place.corner[axis];
            input += position as u32 * place.pitch[axis];
        }
        let weight = match place.weight_follows_input {
            true => input - place.input + place.weight,
            false => place.weight + first_tap(work, outputs, place, runs) * place.channels * place.lanes,
        };
        Self { input, weight, ..Self::output_only(outputs, place, runs) }
    }
}

/// The taps of a phase that lie in a window.
pub(crate) fn window(axis: &Axis, phase: usize, window: &Range<usize>) -> Range<usize> {
    let taps = axis.phases[phase].offsets.len();
    window.start.min(taps)..window.end.min(taps)
}

/// Taps of the weight tile along each axis.
fn tap_counts(work: &Work, outputs: &Box3, place: &Place) -> [u32; 3] {
    [0, 1, 2].map(|a| window(&work.axes[a], outputs.phase[a], &place.windows[a]).len() as u32)
}

fn first_tap(work: &Work, outputs: &Box3, place: &Place, runs: [&Run; 3]) -> u32 {
    let counts = tap_counts(work, outputs, place);
    (0..3).fold(0, |index, a| index * counts[a] + (runs[a].taps.start - place.windows[a].start) as u32)
}

/// The loops over the summands of one output, innermost first.
fn sum_loops(work: &Work, outputs: &Box3, place: &Place, runs: [&Run; 3]) -> Vec<Loop> {
    let counts = tap_counts(work, outputs, place);
    let (input, step) = match work.lanes {
        Lanes::Outputs => (1, place.lanes),
        Lanes::Inputs => (place.lanes, place.lanes),
        Lanes::Each => (place.plane, place.lanes),
    };
    let mut loops = vec![Loop { count: place.channels, input, weight: step, output: 0 }];
    let mut weight = place.channels * place.lanes;
    for axis in (0..3).rev() {
        let run = runs[axis];
        let input = run.spacing as u32 * place.pitch[axis];
        loops.push(Loop { count: run.taps.len() as u32, input, weight, output: 0 });
        weight *= counts[axis];
    }
    loops
}

/// The loops over the outputs, innermost first.
fn place_loops(work: &Work, outputs: &Box3, place: &Place, runs: [&Run; 3]) -> Vec<Loop> {
    let mut loops = Vec::new();
    if work.lanes == Lanes::Inputs {
        let taps: u32 = tap_counts(work, outputs, place).iter().product();
        let weight = taps * place.channels * place.lanes;
        loops.push(Loop { count: place.block_channels, input: 0, weight, output: 1 });
    }
    let mut output = place.lanes;
    for axis in (0..3).rev() {
        let input = work.axes[axis].step as u32 * place.pitch[axis];
        let weight = if place.weight_follows_input { input } else { 0 };
        loops.push(Loop { count: runs[axis].t.end - runs[axis].t.start, input, weight, output });
        output *= outputs.t[axis].end - outputs.t[axis].start;
    }
    loops
}

/// How many loops over outputs fit the generators beside the loops over summands.
fn fitting(sums: &[Loop], places: &[Loop]) -> usize {
    let fits = |inner: &usize| {
        let all = || sums.iter().chain(&places[..*inner]);
        nest(0, all().map(|level| (level.count, level.input))).is_some()
            && nest(0, all().map(|level| (level.count, level.weight))).is_some()
            && nest(0, places[..*inner].iter().map(|level| (level.count, level.output))).is_some()
    };
    (0..=places.len()).rev().find(fits).unwrap_or(0)
}

fn unroll(loops: &[Loop], base: Base, visit: &mut dyn FnMut(Base)) {
    let Some((outer, inner)) = loops.split_last() else { return visit(base) };
    for i in 0..outer.count {
        let base = Base {
            input: base.input + i * outer.input,
            weight: base.weight + i * outer.weight,
            output: base.output + i * outer.output,
        };
        unroll(inner, base, visit);
    }
}

/// The largest value of a generator's register.
const LARGEST: u32 = (1 << ADDRESS_BITS) - 1;

/// A bound of the innermost loop that lets `count` iterations pass, if there is one: any above its last distance does.
fn bound(count: u32, step: u32) -> Option<u32> {
    let last = (count - 1).checked_mul(step)?;
    (step <= LARGEST && last < LARGEST).then(|| last.saturating_add(step).min(LARGEST))
}

/// Registers of a generator that walks the loops, innermost first; `None` if there are too many, or too long ones.
pub(crate) fn nest(address: u32, loops: impl Iterator<Item = (u32, u32)>) -> Option<Registers> {
    let mut levels: Vec<(u32, u32)> = Vec::new();
    for (count, stride) in loops.filter(|&(count, _)| count != 1) {
        match levels.last_mut() {
            Some((inner, inner_stride))
                if stride == *inner * *inner_stride
                    && bound(*inner * count, (*inner_stride).max(1)).is_some() =>
            {
                *inner *= count;
            }
            _ => levels.push((count, stride)),
        }
    }
    // The innermost loop ends at a distance, so it must move.
    if levels.first().is_none_or(|&(_, stride)| stride == 0) {
        levels.insert(0, (1, 1));
    }
    if levels.len() > 4 || levels.iter().any(|&(count, _)| count > LARGEST) {
        return None;
    }
    levels.resize(4, (1, 0));
    let [(count, step), (repeat, offset), (repeat1, offset1), (repeat2, offset2)] =
        [levels[0], levels[1], levels[2], levels[3]];
    let end = bound(count, step)?;
    // Addresses wrap around, and what is added to them may as well.
    let [address, offset, offset1, offset2] =
        [address, offset, offset1, offset2].map(|value| value & LARGEST);
    // In the order of the registers.
    Some([address, offset, step, end, repeat, offset1, repeat1, offset2, repeat2])
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn neighbouring_loops_merge_and_standing_ones_get_a_place() {
        assert_eq!(nest(5, [(4, 1), (3, 4), (2, 100)].into_iter()), Some([5, 100, 1, 12, 2, 0, 1, 0, 1]));
        assert_eq!(nest(0, [(1, 7), (8, 0)].into_iter()), Some([0, 0, 1, 1, 8, 0, 1, 0, 1]));
        assert_eq!(nest(0, [(2, 3), (2, 7), (2, 20), (2, 50), (2, 1000)].into_iter()), None);
    }

    #[test]
    fn a_walk_through_the_largest_memory_fits_the_registers() {
        // 16 lanes of 4096 words: the whole of it takes two loops, since its size does not fit a register.
        assert_eq!(
            nest(0, [(4096, 1), (16, 4096)].into_iter()),
            Some([0, 4096, 1, 4096, 16, 0, 1, 0, 1]),
            "65536 words"
        );
        assert_eq!(nest(0, [(3, 30_000)].into_iter()).map(|registers| registers[3]), Some(0xFFFF));
        assert_eq!(nest(0, [(1 << 16, 1)].into_iter()), None);
    }

    #[test]
    fn irregular_taps_are_split() {
        assert_eq!(evenly_spaced(&[-3, 0, 3, 4], 0..4), (3, 3));
        assert_eq!(evenly_spaced(&[-3, 0, 3, 4], 3..4), (4, 1));
    }
}
