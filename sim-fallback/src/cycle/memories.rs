//! The memories of one processing vector and the sizes that all units need.

use isa::ArchConfig;
use isa::numerics::{Requantisation, TABLE_ENTRIES, table_lookup};
use isa::timing::{ENTRY_WORDS, TABLE_SLOT_WORDS, TABLE_SLOTS};

/// Most PEs of a PV, and most lanes of a line.
pub(super) const MAX_LANES: usize = 16;

/// Sizes of an array in the units in which the model needs them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Geometry {
    pub(super) pv_count: usize,
    pub(super) pe_count: usize,
    pub(super) lanes: usize,
    pub(super) bus_bytes: u64,
    pub(super) bus_words: u32,
    pub(super) latency: u64,
    /// One less than the words of a memory, a power of two.
    pub(super) input_mask: u32,
    pub(super) weight_mask: u32,
    pub(super) accumulator_mask: u32,
    pub(super) parameter_words: u32,
    pub(super) parameter_entries: u32,
}

impl Geometry {
    pub(super) fn new(arch: &ArchConfig) -> Self {
        let lanes = arch.lanes();
        Self {
            pv_count: arch.pv_count as usize,
            pe_count: arch.pe_count as usize,
            lanes: lanes as usize,
            bus_bytes: arch.bus_bytes.into(),
            bus_words: arch.bus_words(),
            latency: arch.memory_latency_cycles.into(),
            input_mask: lanes * arch.input_words - 1,
            weight_mask: lanes * arch.weight_words - 1,
            accumulator_mask: lanes * arch.accumulator_words - 1,
            parameter_words: ENTRY_WORDS * arch.parameter_entries + TABLE_SLOTS * TABLE_SLOT_WORDS,
            parameter_entries: arch.parameter_entries,
        }
    }

    /// The PVs of a mask that exist, ascending.
    pub(super) fn selected(&self, pvs: u16) -> impl Iterator<Item = usize> + use<> {
        let count = self.pv_count;
        (0..count).filter(move |&pv| pvs >> pv & 1 != 0)
    }
}

/// Wraps to the 48 bits of an accumulator.
#[inline(always)]
pub(super) fn wrap48(value: i64) -> i64 {
    value << 16 >> 16
}

/// What one PV stores.
#[derive(Debug)]
pub(super) struct Memories {
    pub(super) geometry: Geometry,
    pub(super) input: Vec<i16>,
    pub(super) weight: Vec<i16>,
    pub(super) accumulators: Vec<i64>,
    pub(super) parameters: Vec<i16>,
}

/// What `act` does to an accumulator.
#[derive(Debug, Clone, Copy)]
pub(super) struct PostProcessing {
    pub(super) parameter_base: u32,
    pub(super) clamp: (i16, i16),
    /// 0, or the number of the table slot plus 1.
    pub(super) table: u32,
}

impl Memories {
    pub(super) fn new(geometry: Geometry) -> Self {
        Self {
            geometry,
            input: vec![0; geometry.input_mask as usize + 1],
            weight: vec![0; geometry.weight_mask as usize + 1],
            accumulators: vec![0; geometry.accumulator_mask as usize + 1],
            parameters: vec![0; geometry.parameter_words as usize],
        }
    }

    /// Requantises, clamps and looks up the accumulator at `address`.
    pub(super) fn post_process(&self, address: u32, post: &PostProcessing) -> i16 {
        let lane = address & (self.geometry.lanes as u32 - 1);
        let sum = self.accumulators[(address & self.geometry.accumulator_mask) as usize];
        let entry = post.parameter_base.wrapping_add(lane) & (self.geometry.parameter_entries - 1);
        let value = self.requantisation(entry).apply(sum).max(post.clamp.0).min(post.clamp.1);
        match post.table.checked_sub(1) {
            None => value,
            Some(slot) => self.look_up(slot % TABLE_SLOTS, value),
        }
    }

    /// The entry as the post engine holds it: a bias of 48 and a shift of 6 bits.
    fn requantisation(&self, entry: u32) -> Requantisation {
        let start = (entry * ENTRY_WORDS) as usize;
        match self.parameters[start..start + ENTRY_WORDS as usize] {
            [b0, b1, b2, _, positive, negative, shift, _] => {
                let bits =
                    [b0, b1, b2].iter().rev().fold(0, |bits, &word| bits << 16 | i64::from(word as u16));
                Requantisation { bias: wrap48(bits), positive, negative, shift: shift as u8 & 63 }
            }
            _ => Requantisation::default(),
        }
    }

    fn look_up(&self, slot: u32, value: i16) -> i16 {
        let start = (ENTRY_WORDS * self.geometry.parameter_entries + slot * TABLE_SLOT_WORDS) as usize;
        self.parameters
            .get(start..start + TABLE_ENTRIES)
            .and_then(|words| <&[i16; TABLE_ENTRIES]>::try_from(words).ok())
            .map_or(0, |table| table_lookup(table, value))
    }
}

/// Stores words, or as many zeros, from address `target` on in a memory whose size is a power of two. Wraps around its
/// end.
pub(super) fn store_wrapping(memory: &mut [i16], target: u32, words: Option<&[i16]>, count: usize) {
    let mut done = 0;
    while done < count {
        let at = (target as usize).wrapping_add(done) & (memory.len() - 1);
        let part = (count - done).min(memory.len() - at);
        match words {
            Some(words) => memory[at..at + part].copy_from_slice(&words[done..done + part]),
            None => memory[at..at + part].fill(0),
        }
        done += part;
    }
}
