//! What the datapath does, said in terms of the machine: words, sums, and the cycles in which they count.

use isa::ArchConfig;
use isa::ops::{ExecuteOp, flags};
use std::collections::BTreeMap;

/// Cycles by which a load is driven later than it counts.
const LOAD_SKEW: usize = 2;
/// Cycles from a drain's address to its word.
const DRAIN_LATENCY: usize = 3;

/// The inputs of one cycle.
#[derive(Clone, Debug)]
pub struct Inputs {
    pub reset: bool,
    pub load_words: [i16; 16],
    pub load_banks: u16,
    pub load_line: u16,
    pub load_next_line: u16,
    pub load_wrapped: u16,
    pub input_write: bool,
    pub weight_write: bool,
    pub operate: bool,
    pub input_address: u16,
    pub weight_address: u16,
    pub output_address: u16,
    pub operation: ExecuteOp,
    pub flags: u8,
    pub first: bool,
    pub last: bool,
    pub drain_address: u16,
}

/// Words of a memory; `None` where nothing is defined.
#[derive(Clone)]
struct Words<T> {
    words: Vec<Option<T>>,
}

impl<T: Copy> Words<T> {
    fn new(count: u32) -> Self {
        Self { words: vec![None; count as usize] }
    }

    fn at(&mut self, address: usize) -> &mut Option<T> {
        let count = self.words.len();
        &mut self.words[address % count]
    }
}

/// The words that are drained in each cycle, where they are defined.
pub fn drain_words(arch: &ArchConfig, inputs: &[Inputs]) -> Vec<Option<u64>> {
    let mut machine = Machine::new(arch);
    let mut outputs = vec![None; inputs.len() + DRAIN_LATENCY];
    for (cycle, row) in inputs.iter().enumerate() {
        if row.reset {
            machine.reset();
        }
        let load = inputs.get(cycle + LOAD_SKEW).filter(|load| load.input_write || load.weight_write);
        if row.operate {
            machine.operate(cycle, row, load);
        }
        if let Some(load) = load {
            machine.load(load);
        }
        outputs[cycle + DRAIN_LATENCY] = machine.drain(cycle, row.drain_address.into());
    }
    outputs.truncate(inputs.len());
    outputs
}

struct Machine {
    lanes: usize,
    pe_count: usize,
    input: Words<i16>,
    weight: Words<i16>,
    /// What the next operation finds.
    sums: Words<i64>,
    /// What the post engine finds.
    drained: Words<i64>,
    /// Sums on their way: by the cycle from which on they are read, addresses and values.
    on_their_way: BTreeMap<usize, Vec<(usize, Option<i64>)>>,
    /// Sums of the unfinished group, `None` if something undefined went in.
    group: [Option<i64>; 16],
}

impl Machine {
    fn new(arch: &ArchConfig) -> Self {
        let lanes = arch.lanes();
        Self {
            lanes: lanes as usize,
            pe_count: arch.pe_count as usize,
            input: Words::new(lanes * arch.input_words),
            weight: Words::new(lanes * arch.weight_words),
            sums: Words::new(lanes * arch.accumulator_words),
            drained: Words::new(lanes * arch.accumulator_words),
            on_their_way: BTreeMap::new(),
            group: [None; 16],
        }
    }

    /// Whatever was on its way may or may not have arrived.
    fn reset(&mut self) {
        for (address, _) in std::mem::take(&mut self.on_their_way).into_values().flatten() {
            *self.sums.at(address) = None;
            *self.drained.at(address) = None;
        }
    }

    fn load(&mut self, load: &Inputs) {
        for (address, word) in self.loaded(load) {
            if load.input_write {
                *self.input.at(address) = Some(word);
            }
            if load.weight_write {
                *self.weight.at(address) = Some(word);
            }
        }
    }

    fn loaded(&self, load: &Inputs) -> Vec<(usize, i16)> {
        let bank = |bank: usize| {
            let line = if load.load_wrapped >> bank & 1 != 0 { load.load_next_line } else { load.load_line };
            (usize::from(line) * self.lanes + bank, load.load_words[bank])
        };
        (0..self.lanes).filter(|bank| load.load_banks >> bank & 1 != 0).map(bank).collect()
    }

    /// `load` is delivered in the same cycle: what it writes is undefined for the operand.
    fn operate(&mut self, cycle: usize, row: &Inputs, load: Option<&Inputs>) {
        let (mut input, mut weight) = (self.input.clone(), self.weight.clone());
        if let Some(load) = load {
            for (address, _) in self.loaded(load) {
                if load.input_write {
                    *input.at(address) = None;
                }
                if load.weight_write {
                    *weight.at(address) = None;
                }
            }
        }
        for lane in 0..self.pe_count {
            let own = row.flags & (flags::HORIZONTAL | flags::LANES) != 0;
            let line = |address: u16| usize::from(address) / self.lanes * self.lanes + lane;
            let address = if own { line(row.input_address) } else { row.input_address.into() };
            let input = input.at(address).map(i64::from);
            let weight = weight.at(line(row.weight_address)).map(i64::from);
            let product = input.zip(weight).map(|(input, weight)| input * weight);
            let before = self.group[lane].filter(|_| !row.first);
            let added = |operand: Option<i64>| {
                if row.first { operand } else { before.zip(operand).map(|(a, b)| a + b) }
            };
            self.group[lane] = match row.operation {
                ExecuteOp::Mac => added(product),
                ExecuteOp::Add => added(input),
                ExecuteOp::Mul => product,
                _ if row.first => input,
                _ => before.zip(input).map(|(a, b)| a.max(b)),
            };
        }
        if !row.last {
            return;
        }
        let horizontal = row.flags & flags::HORIZONTAL != 0;
        let address = usize::from(row.output_address);
        let group = self.group;
        let updates: Vec<(usize, Option<i64>)> = if horizontal {
            let sum = group[..self.pe_count].iter().copied().sum::<Option<i64>>();
            vec![(address, self.combine(row, address, sum))]
        } else {
            let line = address / self.lanes * self.lanes;
            (0..self.pe_count)
                .map(|lane| (line + lane, self.combine(row, line + lane, group[lane])))
                .collect()
        };
        for &(address, value) in &updates {
            *self.sums.at(address) = value;
        }
        let latency =
            if horizontal { isa::timing::OPERANDS_TO_HORIZONTAL_SUM } else { isa::timing::OPERANDS_TO_SUM };
        self.on_their_way.insert(cycle + latency as usize, updates);
    }

    fn combine(&mut self, row: &Inputs, address: usize, sum: Option<i64>) -> Option<i64> {
        let base = if row.flags & flags::CLEAR != 0 { Some(0) } else { *self.sums.at(address) };
        match row.operation {
            ExecuteOp::Mul => sum,
            ExecuteOp::Pool => base.zip(sum).map(|(base, sum)| base.max(sum)),
            _ => base.zip(sum).map(|(base, sum)| (base + sum) << 16 >> 16),
        }
    }

    /// The word that is read in this cycle, unless it is just being written.
    fn drain(&mut self, cycle: usize, address: usize) -> Option<u64> {
        for (at, value) in self.on_their_way.remove(&cycle).into_iter().flatten() {
            *self.drained.at(at) = value;
        }
        let count = self.drained.words.len();
        let arriving = self.on_their_way.get(&(cycle + 1)).into_iter().flatten();
        if arriving.clone().any(|(at, _)| at % count == address % count) {
            return None;
        }
        self.drained.at(address).map(|word| word as u64 & ((1 << 48) - 1))
    }
}
