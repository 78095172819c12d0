//! A strided index generator with its address FIFO, in closed form.
//!
//! Nobody steps through addresses. A generation is four nested loops of which any address can be computed; when the
//! generator produced an address and when it was consumed follow from three facts: it produces one a cycle, waits
//! while the FIFO is full, and its reader takes them in runs of constant pace. Address `k` goes into the FIFO in cycle
//! `max(start + k, c + 1)` where `c` is the cycle in which address `k - depth` left it.

use std::collections::VecDeque;

use isa::arch::ADDRESS_BITS;
use isa::ops::GeneratorRegister;
use isa::timing::START_TO_ADDRESS;

use super::fifo::NEVER;

const REGISTERS: usize = GeneratorRegister::ALL.len();
/// More addresses than any job can use; keeps sums of lengths and cycles from overflowing.
pub(super) const ENDLESS: u64 = 1 << 60;

/// Four nested loops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nest {
    addr: u32,
    /// Strides from the innermost loop outwards.
    strides: [u32; 4],
    /// Iterations from the innermost loop outwards, none of them zero.
    counts: [u64; 4],
}

impl Nest {
    fn new(registers: &[u32; REGISTERS]) -> Self {
        let get = |register: GeneratorRegister| registers[register as usize];
        use GeneratorRegister::{Addr, End, Offset, Offset1, Offset2, Repeat, Repeat1, Repeat2, Step};
        let inner = get(End).div_ceil(get(Step).max(1));
        Self {
            addr: get(Addr),
            strides: [get(Step), get(Offset), get(Offset1), get(Offset2)],
            counts: [inner, get(Repeat), get(Repeat1), get(Repeat2)].map(|count| u64::from(count.max(1))),
        }
    }

    /// Number of addresses.
    pub(super) fn length(&self) -> u64 {
        self.counts.iter().fold(1, |product: u64, &count| product.saturating_mul(count)).min(ENDLESS)
    }

    /// A cursor at address `index`.
    pub(super) fn at(&self, index: u64) -> Cursor {
        let [inner, repeat, repeat1, _] = self.counts;
        let (pass, group) = (index / inner, index / inner / repeat);
        let at = [index % inner, pass % repeat, group % repeat1, group / repeat1];
        Cursor { nest: *self, at }
    }
}

/// A position in a generation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor {
    nest: Nest,
    at: [u64; 4],
}

impl Cursor {
    /// The address, modulo 2^[`ADDRESS_BITS`]; no memory is larger.
    #[inline(always)]
    pub(super) fn address(&self) -> u32 {
        let mut address = self.nest.addr;
        for (stride, at) in self.nest.strides.iter().zip(self.at) {
            address = address.wrapping_add(stride.wrapping_mul(at as u32));
        }
        address & ((1 << ADDRESS_BITS) - 1)
    }

    /// Distance between two addresses of the pass.
    #[inline(always)]
    pub(super) fn step(&self) -> u32 {
        self.nest.strides[0]
    }

    /// Addresses up to the end of the pass.
    #[inline(always)]
    pub(super) fn left_in_pass(&self) -> u64 {
        self.nest.counts[0] - self.at[0]
    }

    /// Moves on within the pass, at most to its end, where the next pass begins.
    #[inline(always)]
    pub(super) fn advance(&mut self, addresses: u64) {
        self.at[0] += addresses;
        for level in 0..3 {
            if self.at[level] < self.nest.counts[level] {
                return;
            }
            self.at[level] = 0;
            self.at[level + 1] += 1;
        }
    }
}

/// A generation that has begun and is not consumed.
#[derive(Debug, Clone, Copy)]
struct Generation {
    nest: Nest,
    length: u64,
    /// Number of its first address, counted over all generations.
    first: u64,
    /// Cycle in which its first address goes into the FIFO.
    start: u64,
}

/// Addresses that leave the FIFO at a constant pace.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u64,
    count: u64,
    start: u64,
    every: u64,
}

/// What the reader finds at the head of the FIFO.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// The generation's loops.
    pub(super) nest: Nest,
    /// Position of the head in them.
    pub(super) index: u64,
    /// Addresses up to the end of the generation.
    pub(super) left: u64,
    /// From when on the head is seen. The rest of the generation never keeps a reader waiting that takes one a cycle.
    pub(super) from: u64,
}

/// A generator.
#[derive(Debug)]
pub(super) struct Generator {
    registers: [u32; REGISTERS],
    depth: u64,
    /// Handed over in a cycle and not taken.
    pending: Option<(Nest, u64)>,
    /// From when on the front end sees the shadow registers free, unless something is pending.
    shadow_free: u64,
    /// Begun and not consumed, oldest first.
    generations: VecDeque<Generation>,
    /// The youngest generation that has begun, consumed or not.
    running: Option<Generation>,
    consumed: u64,
    runs: VecDeque<Run>,
}

impl Generator {
    pub(super) fn new(depth: u32) -> Self {
        let mut registers = [0; REGISTERS];
        use GeneratorRegister::{End, Repeat, Repeat1, Repeat2, Step};
        [Step, End, Repeat, Repeat1, Repeat2].iter().for_each(|&register| registers[register as usize] = 1);
        Self {
            registers,
            depth: depth.into(),
            pending: None,
            shadow_free: 0,
            generations: VecDeque::new(),
            running: None,
            consumed: 0,
            runs: VecDeque::new(),
        }
    }

    /// Writes a shadow register, which the front end has seen free.
    pub(super) fn configure(&mut self, register: GeneratorRegister, value: u32) {
        self.registers[register as usize] = value;
    }

    /// From when on the front end sees the shadow registers free; [`NEVER`] while that is open.
    pub(super) fn shadow_free_from(&self) -> u64 {
        if self.pending.is_some() { NEVER } else { self.shadow_free }
    }

    /// Hands the shadow registers over in cycle `now`.
    pub(super) fn start(&mut self, now: u64) {
        self.pending = Some((Nest::new(&self.registers), now));
        self.resolve();
    }

    /// Forgets everything but the registers. Nobody reads the FIFO.
    pub(super) fn stop(&mut self, now: u64) {
        self.pending = None;
        self.shadow_free = now + 1;
        self.generations.clear();
        self.running = None;
        self.consumed = 0;
        self.runs.clear();
    }

    /// The head of the FIFO, if it is certain when it comes.
    pub(super) fn head(&self) -> Option<Head> {
        let generation = self.generations.front()?;
        let index = self.consumed - generation.first;
        Some(Head {
            nest: generation.nest,
            index,
            left: generation.length - index,
            from: generation.start + index + 1,
        })
    }

    /// Notes that the reader takes `count` addresses of the generation at the head, one in cycle `start` and one
    /// every `every` cycles from there.
    pub(super) fn consume(&mut self, start: u64, count: u64, every: u64) {
        if count == 0 {
            return;
        }
        self.runs.push_back(Run { first: self.consumed, count, start, every });
        self.consumed += count;
        while self.generations.front().is_some_and(|head| head.first + head.length <= self.consumed) {
            self.generations.pop_front();
        }
        self.resolve();
        self.forget();
    }

    /// Begins the pending generation as soon as it is certain when.
    fn resolve(&mut self) {
        let Some((nest, handed_over)) = self.pending else { return };
        let (end, first) = match self.running {
            None => (0, self.consumed),
            Some(running) => match self.last_produced(&running) {
                Some(end) => (end, running.first + running.length),
                None => return,
            },
        };
        let taken = end.max(handed_over + START_TO_ADDRESS - 1);
        self.pending = None;
        self.shadow_free = taken + 1;
        let generation = Generation { nest, length: nest.length(), first, start: taken + 1 };
        self.generations.push_back(generation);
        self.running = Some(generation);
    }

    /// The cycle in which the last address of a generation goes into the FIFO.
    fn last_produced(&self, generation: &Generation) -> Option<u64> {
        let unhindered = generation.start + generation.length - 1;
        match (generation.first + generation.length - 1).checked_sub(self.depth) {
            None => Some(unhindered),
            Some(leaves) => self.consumed_at(leaves).map(|left| unhindered.max(left + 1)),
        }
    }

    fn consumed_at(&self, address: u64) -> Option<u64> {
        let run = self.runs.iter().rev().find(|run| run.first <= address)?;
        let index = address - run.first;
        (index < run.count).then(|| run.start.saturating_add(index.saturating_mul(run.every)))
    }

    /// Drops the runs that no generation to come can depend on.
    fn forget(&mut self) {
        let produced = self.running.map_or(0, |running| running.first + running.length);
        let needed = produced.saturating_sub(1 + self.depth);
        while self.runs.front().is_some_and(|run| run.first + run.count <= needed) {
            self.runs.pop_front();
        }
    }
}

#[cfg(test)]
pub(super) mod stepped;
#[cfg(test)]
mod test;
