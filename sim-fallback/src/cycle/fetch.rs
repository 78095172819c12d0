//! The fetch of micro-ops: fills the global buffer ahead of the sequencer.
//!
//! It follows the program word by word and knows no jumps; the sequencer redirects it.

use std::collections::VecDeque;

use isa::ArchConfig;
use isa::queue::{ErrorCause, Fault};
use isa::segment::Segment;
use isa::timing::BURST_BEATS;

use super::fifo::NEVER;
use super::memory_port::ReadPort;
use super::transfer::BurstShape;
use crate::card::Bus;

pub(super) const WORD_BYTES: u64 = 8;

#[derive(Debug)]
pub(super) struct Fetch {
    /// From when on each word in the buffer is seen; the first is the sequencer's next.
    words: VecDeque<u64>,
    capacity: u64,
    /// Words that may be on their way.
    ahead: u64,
    burst_beats: u64,
    bus_bytes: u64,
    /// The next word to request.
    next: u64,
    /// The first cycle in which it may request.
    from: u64,
    last_pop: Option<u64>,
}

impl Fetch {
    pub(super) fn new(arch: &ArchConfig) -> Self {
        let bus_bytes = u64::from(arch.bus_bytes);
        let ahead = u64::from(arch.global_micro_ops) / 4;
        Self {
            words: VecDeque::new(),
            capacity: arch.global_micro_ops.into(),
            ahead,
            burst_beats: (ahead * WORD_BYTES / bus_bytes).clamp(1, BURST_BEATS),
            bus_bytes,
            next: 0,
            from: 0,
            last_pop: None,
        }
    }

    /// Empties the buffer in cycle `now` and goes on at word `index`.
    pub(super) fn redirect(&mut self, index: u64, now: u64) {
        self.words.clear();
        (self.next, self.from, self.last_pop) = (index, now + 1, None);
    }

    /// From when on the sequencer sees its next word, if it has been requested.
    pub(super) fn head(&self) -> Option<u64> {
        self.words.front().copied()
    }

    /// The sequencer has issued its word.
    pub(super) fn pop(&mut self, now: u64) {
        self.words.pop_front();
        self.last_pop = Some(now);
    }

    /// The next burst and the number of its words; nothing at the end of the program's window.
    fn burst(&self, bus: &Bus<'_>) -> Option<(BurstShape, u64)> {
        let window = bus.window_bytes(Segment::Program) / WORD_BYTES;
        let left = window.checked_sub(self.next).filter(|&left| left > 0)?;
        let offset = self.next * WORD_BYTES;
        let address = bus.device_address(Segment::Program, offset);
        let shape = BurstShape::split(address, left * WORD_BYTES, self.burst_beats, self.bus_bytes);
        Some((shape, shape.bytes / WORD_BYTES))
    }

    /// From when on, at `now` or later, it has a burst to request; [`NEVER`] while there is no room for one.
    pub(super) fn ready_from(&self, now: u64, bus: &Bus<'_>) -> u64 {
        let Some((_, words)) = self.burst(bus) else { return NEVER };
        // The youngest word that must have arrived before as many more are on their way.
        let settled = self.ahead.saturating_sub(words) + 1;
        let arrived =
            (self.words.len() as u64).checked_sub(settled).map_or(0, |word| self.words[word as usize]);
        let now = now.max(self.from).max(arrived);
        let room = self.capacity.saturating_sub(self.words.len() as u64);
        match self.last_pop {
            _ if room < words => NEVER,
            Some(popped) if popped >= now && room == words => popped + 1,
            _ => now,
        }
    }

    /// Requests the next burst. Returns its bytes.
    pub(super) fn request(&mut self, now: u64, port: &mut ReadPort, bus: &Bus<'_>) -> u64 {
        let Some((shape, words)) = self.burst(bus) else { return 0 };
        let delivery = port.request(now, shape.beats, [1; 3], false);
        let skew = self.bus_bytes - shape.first;
        for word in 1..=words {
            let beat = (skew + word * WORD_BYTES).div_ceil(self.bus_bytes);
            self.words.push_back(delivery.delivered(beat.min(shape.beats)) + 1);
        }
        self.next += words;
        shape.bytes
    }

    /// Refuses a program that does not lie at a multiple of a word.
    pub(super) fn check(bus: &Bus<'_>) -> Result<(), Fault> {
        match bus.device_address(Segment::Program, 0).is_multiple_of(WORD_BYTES) {
            true => Ok(()),
            false => {
                Err(Fault { cause: ErrorCause::MemoryError, segment: Segment::Program as u32, address: 0 })
            }
        }
    }
}
