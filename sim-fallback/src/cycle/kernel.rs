//! The arithmetic of operations: what the PEs of one PV do with a block of operands.
//!
//! Time is no concern here: the execute engine says which addresses are due, this module computes on them.

use isa::ops::{ExecuteOp, flags};

use super::generator::Cursor;
use super::memories::{MAX_LANES, Memories, wrap48};

/// Sums of a group of operands that is not finished, one per lane.
pub(super) type Partial = [i64; MAX_LANES];

/// What an operation does, apart from its addresses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Function {
    pub(super) op: ExecuteOp,
    pub(super) flags: u8,
    /// Operands per accumulator update.
    pub(super) repeat: u64,
}

/// Operands that are due.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) input: Cursor,
    /// Absent where the operation reads no weights.
    pub(super) weight: Option<Cursor>,
    pub(super) output: Cursor,
    /// Operands of the first group that came before this block.
    pub(super) position: u64,
    /// Operands of this block.
    pub(super) operands: u64,
}

impl Function {
    pub(super) fn horizontal(&self) -> bool {
        self.flags & flags::HORIZONTAL != 0
    }

    /// For traces.
    pub(super) fn name(&self) -> &'static str {
        match self.op {
            ExecuteOp::Nop => "nop",
            ExecuteOp::Repeat => "repeat",
            ExecuteOp::Mac => "mac",
            ExecuteOp::Add => "add",
            ExecuteOp::Mul => "mul",
            ExecuteOp::Pool => "pool",
            ExecuteOp::Act => "act",
        }
    }

    /// Whether each PE has its own input lane.
    pub(super) fn by_lane(&self) -> bool {
        self.flags & (flags::HORIZONTAL | flags::LANES) != 0
    }

    pub(super) fn reads_weights(&self) -> bool {
        matches!(self.op, ExecuteOp::Mac | ExecuteOp::Mul)
    }

    /// The sums of a group without operands.
    fn neutral(&self) -> Partial {
        [if self.op == ExecuteOp::Pool { i64::MIN } else { 0 }; MAX_LANES]
    }

    /// Consumes a block. `partial` carries an unfinished group from one block to the next.
    pub(super) fn run(&self, block: Block, partial: &mut Partial, memories: &mut Memories) {
        let function = *self;
        match memories.geometry.lanes {
            16 => pulp::Arch::new().dispatch(Task::<16> { function, block, partial, memories }),
            8 => pulp::Arch::new().dispatch(Task::<8> { function, block, partial, memories }),
            4 => function.run_lanes::<4>(block, partial, memories),
            2 => function.run_lanes::<2>(block, partial, memories),
            _ => function.run_lanes::<1>(block, partial, memories),
        }
    }

    #[inline(always)]
    fn run_lanes<const LANES: usize>(
        &self,
        mut block: Block,
        partial: &mut Partial,
        memories: &mut Memories,
    ) {
        while block.operands > 0 {
            if block.position == 0 {
                *partial = self.neutral();
            }
            let group = self.repeat - block.position;
            let count = block.operands.min(group).min(block.input.left_in_pass());
            let count = block.weight.map_or(count, |weight| count.min(weight.left_in_pass()));
            if !self.accumulate_contiguous::<LANES>(&block, count as usize, partial, memories) {
                self.accumulate::<LANES>(&block, count, partial, memories);
            }
            block.input.advance(count);
            if let Some(weight) = &mut block.weight {
                weight.advance(count);
            }
            block.operands -= count;
            block.position += count;
            if block.position == self.repeat {
                self.update(block.output.address(), partial, memories);
                block.output.advance(1);
                block.position = 0;
            }
        }
    }

    /// Adds `count` products to the sums, if they are of lines and words that lie one behind the other: the usual case,
    /// which the compiler turns into vector instructions. False if they are not.
    #[inline(always)]
    fn accumulate_contiguous<const LANES: usize>(
        &self,
        block: &Block,
        count: usize,
        partial: &mut Partial,
        memories: &Memories,
    ) -> bool {
        let Some(weight) = block.weight.filter(|_| self.op == ExecuteOp::Mac) else { return false };
        let (input_words, unit) = if self.by_lane() { (count * LANES, LANES) } else { (count, 1) };
        if count > 1 && (weight.step() as usize != LANES || block.input.step() as usize != unit) {
            return false;
        }
        let start = (block.input.address() & memories.geometry.input_mask) as usize & !(unit - 1);
        let Some(inputs) = memories.input.get(start..start + input_words) else { return false };
        let start = (weight.address() & memories.geometry.weight_mask) as usize & !(LANES - 1);
        let Some(weights) = memories.weight.get(start..start + count * LANES) else { return false };
        let Some(total) = partial.first_chunk_mut::<LANES>() else { return false };
        let mut sums = *total;
        let lines = weights.as_chunks::<LANES>().0;
        match self.by_lane() {
            true => {
                for (inputs, weights) in inputs.as_chunks::<LANES>().0.iter().zip(lines) {
                    each(&mut sums, |sum, lane| {
                        *sum = sum.wrapping_add(product(inputs[lane], weights[lane]))
                    });
                }
            }
            false => {
                for (&input, weights) in inputs.iter().zip(lines) {
                    each(&mut sums, |sum, lane| *sum = sum.wrapping_add(product(input, weights[lane])));
                }
            }
        }
        *total = sums;
        true
    }

    /// Adds `count` operands of one pass of both generators to the sums.
    #[inline(always)]
    fn accumulate<const LANES: usize>(
        &self,
        block: &Block,
        count: u64,
        partial: &mut Partial,
        memories: &Memories,
    ) {
        let (mut input, input_step) = (block.input.address(), block.input.step());
        let (mut weight, weight_step) =
            block.weight.map_or((0, 0), |weight| (weight.address(), weight.step()));
        let Some(sums) = partial.first_chunk_mut::<LANES>() else { return };
        for _ in 0..count {
            let inputs: [i16; LANES] = match self.by_lane() {
                true => line(&memories.input, input & memories.geometry.input_mask),
                false => [memories.input[(input & memories.geometry.input_mask) as usize]; LANES],
            };
            match self.op {
                ExecuteOp::Mac => {
                    let weights = line::<LANES>(&memories.weight, weight & memories.geometry.weight_mask);
                    each(sums, |sum, lane| *sum = sum.wrapping_add(product(inputs[lane], weights[lane])));
                }
                ExecuteOp::Mul => {
                    let weights = line::<LANES>(&memories.weight, weight & memories.geometry.weight_mask);
                    each(sums, |sum, lane| *sum = product(inputs[lane], weights[lane]));
                }
                ExecuteOp::Pool => each(sums, |sum, lane| *sum = (*sum).max(inputs[lane].into())),
                _ => each(sums, |sum, lane| *sum = sum.wrapping_add(inputs[lane].into())),
            }
            input = input.wrapping_add(input_step);
            weight = weight.wrapping_add(weight_step);
        }
    }

    /// Updates the accumulators that the output address names with the sums of a group.
    #[inline(always)]
    fn update(&self, address: u32, partial: &Partial, memories: &mut Memories) {
        let geometry = memories.geometry;
        let address = (address & geometry.accumulator_mask) as usize;
        if self.horizontal() {
            let sum = partial[..geometry.pe_count].iter().sum();
            self.combine(&mut memories.accumulators[address], sum);
            return;
        }
        let line = address & !(geometry.lanes - 1);
        let accumulators = &mut memories.accumulators[line..line + geometry.pe_count];
        for (accumulator, &sum) in accumulators.iter_mut().zip(partial) {
            self.combine(accumulator, sum);
        }
    }

    #[inline(always)]
    fn combine(&self, accumulator: &mut i64, sum: i64) {
        let base = if self.flags & flags::CLEAR != 0 { 0 } else { *accumulator };
        *accumulator = match self.op {
            ExecuteOp::Mul => sum,
            ExecuteOp::Pool => base.max(sum),
            _ => wrap48(base.wrapping_add(sum)),
        };
    }
}

/// A block to be run with the best instructions that the processor has.
struct Task<'a, const LANES: usize> {
    function: Function,
    block: Block,
    partial: &'a mut Partial,
    memories: &'a mut Memories,
}

impl<const LANES: usize> pulp::NullaryFnOnce for Task<'_, LANES> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.function.run_lanes::<LANES>(self.block, self.partial, self.memories);
    }
}

/// The line in which word `address` lies.
#[inline(always)]
fn line<const LANES: usize>(memory: &[i16], address: u32) -> [i16; LANES] {
    let start = address as usize & !(LANES - 1);
    memory.get(start..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; LANES])
}

#[inline(always)]
fn product(a: i16, b: i16) -> i64 {
    (i32::from(a) * i32::from(b)).into()
}

#[inline(always)]
fn each<const LANES: usize>(sums: &mut [i64; LANES], mut step: impl FnMut(&mut i64, usize)) {
    for (lane, sum) in sums.iter_mut().enumerate() {
        step(sum, lane);
    }
}
