//! What the post engine must do, in the terms of `docs/machine.md`.

use isa::ArchConfig;
use isa::numerics::{Requantisation, TABLE_ENTRIES, table_lookup};
use isa::timing::{ENTRY_WORDS, READ_TO_BEAT, TABLE_SLOT_WORDS, TABLE_SLOTS};
use std::collections::VecDeque;

/// What an `act` has taken along.
#[derive(Debug, Clone, Copy, Default)]
pub struct Act {
    pub clamp_low: i16,
    pub clamp_high: i16,
    pub table: u32,
    pub parameter_base: u16,
}

/// An address of the drain generator.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    pub address: u16,
    pub pass_ends: bool,
    pub last: bool,
}

/// A beat on its way.
#[derive(Debug, Clone, Default)]
struct Beat {
    words: Vec<i16>,
    /// From when on it is seen, once its last word was read.
    from: Option<u64>,
}

/// The engine: beats in order, the oldest first, and the parameters.
#[derive(Debug)]
pub struct Reference {
    lanes: u16,
    entries: u32,
    depth: usize,
    parameters: Vec<i16>,
    beats: VecDeque<Beat>,
    cycle: u64,
}

impl Reference {
    pub fn new(arch: &ArchConfig) -> Self {
        let words = ENTRY_WORDS * arch.parameter_entries + TABLE_SLOTS * TABLE_SLOT_WORDS;
        Self {
            lanes: arch.lanes() as u16,
            entries: arch.parameter_entries,
            depth: arch.output_fifo_beats as usize,
            parameters: vec![0; words as usize],
            beats: VecDeque::new(),
            cycle: 0,
        }
    }

    /// Words of the parameter memory.
    pub fn parameter_words(&self) -> usize {
        self.parameters.len()
    }

    /// A load of the cycle before; this cycle's reads see it.
    pub fn load(&mut self, target: usize, words: &[i16]) {
        self.parameters.iter_mut().skip(target).zip(words).for_each(|(word, new)| *word = *new);
    }

    /// Whether an address may be read now, if everything else is there.
    pub fn has_room(&self) -> bool {
        self.within_beat() || self.beats.len() < self.depth
    }

    fn within_beat(&self) -> bool {
        self.beats.back().is_some_and(|beat| beat.from.is_none())
    }

    /// Reads the accumulator at `address`, which holds `sum`.
    pub fn read(&mut self, act: &Act, address: Address, sum: i64) -> i16 {
        let word = self.post_process(act, address.address, sum);
        if !self.within_beat() {
            self.beats.push_back(Beat::default());
        }
        if let Some(beat) = self.beats.back_mut() {
            beat.words.push(word);
            if beat.words.len() == 8 || address.pass_ends || address.last {
                beat.from = Some(self.cycle + READ_TO_BEAT + 1);
            }
        }
        word
    }

    /// The oldest beat in the FIFO.
    pub fn head(&self) -> Option<&[i16]> {
        let beat = self.beats.front()?;
        beat.from.is_some_and(|from| from <= self.cycle).then_some(&beat.words)
    }

    pub fn idle(&self) -> bool {
        self.beats.is_empty()
    }

    /// Ends a cycle in which the oldest beat was taken or not.
    pub fn end_cycle(&mut self, pop: bool, reset: bool) {
        if pop {
            self.beats.pop_front();
        }
        if reset {
            self.beats.clear();
        }
        self.cycle += 1;
    }

    /// The entry of an address.
    pub fn rule(&self, act: &Act, address: u16) -> Requantisation {
        let lane = address % self.lanes;
        let entry = u32::from(act.parameter_base.wrapping_add(lane)) % self.entries;
        let words: Vec<i64> = self.parameters[(entry * ENTRY_WORDS) as usize..][..8]
            .iter()
            .map(|word| i64::from(*word as u16))
            .collect();
        Requantisation {
            bias: (words[0] | words[1] << 16 | words[2] << 32) << 16 >> 16,
            positive: words[4] as i16,
            negative: words[5] as i16,
            shift: words[6] as u8 & 63,
        }
    }

    /// Words of the parameter memory that decide what becomes of an accumulator: a load that meets the read leaves it undefined.
    pub fn decisive_words(&self, act: &Act, address: u16, sum: i64) -> Vec<usize> {
        let entry = u32::from(act.parameter_base.wrapping_add(address % self.lanes)) % self.entries;
        let first = (entry * ENTRY_WORDS) as usize;
        let mut words: Vec<usize> = (first..first + ENTRY_WORDS as usize).collect();
        if let Some(slot) = act.table.checked_sub(1) {
            let place = (i32::from(self.bounded(act, address, sum)) + 32_768) as usize >> 7;
            let start = (ENTRY_WORDS * self.entries + slot * TABLE_SLOT_WORDS) as usize;
            words.extend([start + place, start + place + 1]);
        }
        words
    }

    fn bounded(&self, act: &Act, address: u16, sum: i64) -> i16 {
        self.rule(act, address).apply(sum).max(act.clamp_low).min(act.clamp_high)
    }

    fn post_process(&self, act: &Act, address: u16, sum: i64) -> i16 {
        let value = self.bounded(act, address, sum);
        match act.table.checked_sub(1) {
            None => value,
            Some(slot) => {
                let start = (ENTRY_WORDS * self.entries + slot * TABLE_SLOT_WORDS) as usize;
                let table: &[i16; TABLE_ENTRIES] =
                    self.parameters[start..][..TABLE_ENTRIES].try_into().expect("a table");
                table_lookup(table, value)
            }
        }
    }
}
