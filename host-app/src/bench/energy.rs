//! What accesses and operations cost in energy: one table, applied to the counts of a job.
//!
//! The table is that of the GANAX paper (TSMC 45 nm) in picojoules per bit, **from memory and unverified**; the price
//! of fetching a micro-op is not in it and is an assumption of this project. So the absolute figures are rough, and
//! the ratio of two modes on the same array, which the figures are for, depends on the table only in so far as the modes
//! shift work between levels. Leakage and clock are not modelled: they would favour the faster mode.

use std::ops::{Add, AddAssign, Sub};

use serde::Serialize;
use sim_fallback::cycle::Counts;

/// Bits of a word.
const WORD: f64 = 16.0;
/// Words that one accumulator of 48 bits takes.
const ACCUMULATOR_WORDS: f64 = 3.0;
/// Bits of a micro-op.
const MICRO_OP: f64 = 64.0;
/// Bits of a byte.
const BYTE: f64 = 8.0;

/// Energy of one access in picojoules per bit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EnergyTable {
    /// A PE doing one multiply-accumulate, its index generators included, per bit of a 16-bit operand.
    pub mac: f64,
    /// A memory of a PE: scratchpad lanes, accumulators, local micro-op buffers.
    pub register_file: f64,
    /// From one PE to its neighbour, or along a PV.
    pub inter_pe: f64,
    /// A buffer that the array shares, and the way from it into a PV.
    pub buffer: f64,
    /// Device memory.
    pub dram: f64,
    /// The global micro-op buffer and the broadcast to the PVs. Assumed equal to `buffer`.
    pub micro_op: f64,
}

/// The table in use.
pub const TABLE: EnergyTable =
    EnergyTable { mac: 0.36, register_file: 0.20, inter_pe: 0.40, buffer: 1.20, dram: 15.0, micro_op: 1.20 };

/// Energy by level, in microjoules.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Energy {
    /// Multiply-accumulates.
    pub mac: f64,
    /// Scratchpad words read by PEs, accumulators read and written.
    pub register_file: f64,
    /// Input words along a PV and sums between PEs.
    pub inter_pe: f64,
    /// Words that DMA writes into the memories of a PV, and post-processed words on their way out.
    pub buffer: f64,
    /// Bytes through the memory port, micro-ops included.
    pub dram: f64,
    /// Micro-ops out of the global and the local buffers.
    pub micro_op: f64,
}

impl Energy {
    /// Names of the levels, in the order of [`Self::levels`].
    pub const LEVELS: [&str; 6] = ["MAC", "register file", "inter-PE", "buffer", "DRAM", "micro-op fetch"];

    /// The energy of what was counted.
    pub fn of(counts: &Counts, table: &EnergyTable) -> Self {
        let bits = |count: u64, bits: f64, price: f64| count as f64 * bits * price * 1e-6;
        let accumulators = counts.accumulator_reads.saturating_add(counts.accumulator_writes);
        let lane_words = counts.input_words_read.saturating_add(counts.weight_words_read);
        let buffer_words = [
            counts.input_words_written,
            counts.weight_words_written,
            counts.parameter_words_written,
            counts.post_words,
        ];
        let read = &counts.read;
        let bytes = [read.input, read.weight, read.parameter, read.program, counts.written];
        Self {
            mac: bits(counts.macs, WORD, table.mac),
            register_file: bits(lane_words, WORD, table.register_file)
                + bits(accumulators, ACCUMULATOR_WORDS * WORD, table.register_file),
            inter_pe: bits(counts.input_words_read, WORD, table.inter_pe)
                + bits(counts.horizontal_additions, ACCUMULATOR_WORDS * WORD, table.inter_pe),
            buffer: buffer_words.into_iter().map(|words| bits(words, WORD, table.buffer)).sum(),
            dram: bytes.into_iter().map(|bytes| bits(bytes, BYTE, table.dram)).sum(),
            micro_op: bits(counts.micro_ops, MICRO_OP, table.micro_op)
                + bits(counts.local_micro_ops, MICRO_OP, table.register_file),
        }
    }

    /// The levels in the order of [`Self::LEVELS`].
    pub fn levels(&self) -> [f64; 6] {
        [self.mac, self.register_file, self.inter_pe, self.buffer, self.dram, self.micro_op]
    }

    /// Over all levels, in microjoules.
    pub fn total(&self) -> f64 {
        self.levels().iter().sum()
    }

    fn zip(self, other: Self, join: fn(f64, f64) -> f64) -> Self {
        Self {
            mac: join(self.mac, other.mac),
            register_file: join(self.register_file, other.register_file),
            inter_pe: join(self.inter_pe, other.inter_pe),
            buffer: join(self.buffer, other.buffer),
            dram: join(self.dram, other.dram),
            micro_op: join(self.micro_op, other.micro_op),
        }
    }
}

impl Add for Energy {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.zip(other, Add::add)
    }
}

impl AddAssign for Energy {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Energy {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.zip(other, Sub::sub)
    }
}

/// What a multiplier that stops for a zero operand saves: the multiply-accumulate and the weight it would have read.
/// Eyeriss can do so; the baseline here does not, and this is the measure of what that is worth.
pub fn gated(macs: u64, table: &EnergyTable) -> Energy {
    let picojoules = macs as f64 * WORD * 1e-6;
    Energy {
        mac: picojoules * table.mac,
        register_file: picojoules * table.register_file,
        ..Energy::default()
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use sim_fallback::cycle::profile::BytesRead;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} is not {expected}");
    }

    #[test]
    fn a_job_computed_by_hand() {
        let counts = Counts {
            macs: 1_000_000,
            input_words_read: 100_000,
            weight_words_read: 1_000_000,
            accumulator_reads: 1_000,
            accumulator_writes: 2_000,
            horizontal_additions: 10_000,
            input_words_written: 5_000,
            weight_words_written: 4_000,
            parameter_words_written: 800,
            post_words: 200,
            read: BytesRead { input: 2_000, weight: 8_000, parameter: 1_600, program: 400 },
            written: 400,
            micro_ops: 50,
            local_micro_ops: 1_000,
            ..Counts::default()
        };
        let energy = Energy::of(&counts, &TABLE);
        close(energy.mac, 5.76); // 1 M x 5.76 pJ
        close(energy.register_file, 3.52 + 0.0288); // 1.1 M x 3.2 pJ, 3000 x 9.6 pJ
        close(energy.inter_pe, 0.64 + 0.192); // 100 k x 6.4 pJ, 10 k x 19.2 pJ
        close(energy.buffer, 0.192); // 10 k x 19.2 pJ
        close(energy.dram, 1.488); // 12.4 kB x 120 pJ
        close(energy.micro_op, 0.00384 + 0.0128); // 50 x 76.8 pJ, 1000 x 12.8 pJ
        close(energy.total(), energy.levels().iter().sum());
        close(gated(1_000_000, &TABLE).total(), 5.76 + 3.2);
    }

    #[test]
    fn energies_add_and_subtract_by_level() {
        let one = Energy { mac: 1.0, dram: 2.0, ..Energy::default() };
        let mut sum = one + one;
        assert_eq!(sum, Energy { mac: 2.0, dram: 4.0, ..Energy::default() });
        assert_eq!(sum - one, one);
        sum += one;
        close(sum.total(), 9.0);
        assert_eq!(Energy::LEVELS.len(), sum.levels().len());
    }
}
