//! The post engine of a PV and its output FIFO.
//!
//! An `act` walks the drain generator, one accumulator a cycle, and packs the words into beats. A beat starts when the
//! FIFO has room for it; which beat has to leave the FIFO for that is known, so as many are scheduled as are certain.

use std::collections::VecDeque;

use isa::ops::flags;
use isa::timing::{ENGINE_QUEUE, READ_TO_BEAT};

use super::fifo::{Fifo, NEVER};
use super::generator::Generator;
use super::memories::{Memories, PostProcessing};
use super::profile::LayerId;
use super::pv::{Shared, Timelines};
use super::trace::Track;

/// Most words of a beat.
const MAX_BEAT_WORDS: usize = 32;

/// An `act` with the registers that it took along.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act {
    pub(super) sums_needed: u64,
    pub(super) parameters_needed: u64,
    pub(super) post: PostProcessing,
    pub(super) flags: u8,
    pub(super) layer: LayerId,
}

/// Words on their way to the output channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beat {
    words: [i16; MAX_BEAT_WORDS],
    count: u8,
    /// From when on the output channel sees it.
    pub(super) from: u64,
}

impl Beat {
    pub(super) fn words(&self) -> &[i16] {
        &self.words[..usize::from(self.count)]
    }
}

#[derive(Debug)]
pub(super) struct Post {
    pub(super) queue: Fifo<Act>,
    /// From when on the `act` at the head has what it needs, once that is certain.
    needs: [Option<u64>; 2],
    /// Whether the `act` at the head has read something.
    begun: bool,
    /// Cycle of the first read of the `act` at the head.
    first: u64,
    /// The first cycle in which the next accumulator may be read.
    free_from: u64,
    /// Cycle of the last read of the `act` at the head, once it is certain.
    end: Option<u64>,
    beats: VecDeque<Beat>,
    fifo_beats: u64,
    /// Beats started, over the whole job.
    started: u64,
    /// Beats that have left the FIFO, or certainly will.
    popped: u64,
    /// When the latest of them leave.
    pops: VecDeque<u64>,
}

impl Post {
    pub(super) fn new(fifo_beats: u32) -> Self {
        Self {
            queue: Fifo::new(ENGINE_QUEUE),
            needs: [None; 2],
            begun: false,
            first: 0,
            free_from: 0,
            end: None,
            beats: VecDeque::new(),
            fifo_beats: fifo_beats.into(),
            started: 0,
            popped: 0,
            pops: VecDeque::new(),
        }
    }

    pub(super) fn wake(&self) -> u64 {
        self.end.unwrap_or(NEVER)
    }

    /// From when on it is seen to have nothing left to do, the output FIFO included.
    pub(super) fn idle_from(&self) -> u64 {
        match self.beats.is_empty() {
            true => self.queue.empty_from().max(self.pops.back().map_or(0, |popped| popped + 1)),
            false => NEVER,
        }
    }

    /// The oldest beat.
    pub(super) fn head(&self) -> Option<&Beat> {
        self.beats.front()
    }

    /// The output channel takes the oldest beat in cycle `cycle`, which may lie ahead.
    pub(super) fn pop(&mut self, cycle: u64) {
        self.beats.pop_front();
        self.popped += 1;
        self.pops.push_back(cycle);
        if self.pops.len() as u64 > self.fifo_beats {
            self.pops.pop_front();
        }
    }

    /// From when on there is room for another beat; `None` while that is open.
    fn room_from(&self) -> Option<u64> {
        let Some(leaving) = self.started.checked_sub(self.fifo_beats) else { return Some(0) };
        let oldest_known = self.popped - self.pops.len() as u64;
        self.pops.get(leaving.checked_sub(oldest_known)? as usize).map(|popped| popped + 1)
    }

    /// Ends the `act` whose last read is in cycle `now`. True if it has signalled.
    pub(super) fn finish(
        &mut self,
        now: u64,
        track: Track,
        timelines: &mut Timelines,
        shared: &mut Shared<'_>,
    ) -> bool {
        if self.end.is_none_or(|end| end > now) {
            return false;
        }
        let Some((_, act)) = self.queue.head() else { return false };
        self.queue.pop(now);
        (self.needs, self.begun, self.end) = ([None; 2], false, None);
        shared.counter.active(act.layer, self.first, now);
        shared.trace(track, "act", self.first, now);
        let signals = act.flags & flags::SIGNAL != 0;
        if signals {
            timelines.drains.count(now, now + 1);
        }
        signals
    }

    /// Schedules beats as far as they are certain, at most as many as the quantum says, and returns how many.
    pub(super) fn schedule(
        &mut self,
        drain: &mut Generator,
        memories: &Memories,
        timelines: &Timelines,
        shared: &mut Shared<'_>,
    ) -> u64 {
        let Some((seen, act)) = self.queue.head().filter(|_| self.end.is_none()) else { return 0 };
        let [sums, parameters] = &mut self.needs;
        *sums = sums.or_else(|| timelines.sums.when(act.sums_needed));
        *parameters = parameters.or_else(|| shared.parameters.when(act.parameters_needed));
        let (Some(sums), Some(parameters)) = (*sums, *parameters) else { return 0 };
        let ready = seen.max(sums).max(parameters);
        let mut scheduled = 0;
        while scheduled < shared.quantum
            && let (Some(head), Some(room)) = (drain.head(), self.room_from())
        {
            let start = ready.max(self.free_from).max(head.from).max(room);
            if !self.begun {
                (self.begun, self.first) = (true, start);
            }
            let mut cursor = head.nest.at(head.index);
            let words = cursor.left_in_pass().min(memories.geometry.bus_words.into());
            let mut beat = Beat {
                words: [0; MAX_BEAT_WORDS],
                count: words as u8,
                from: start + words - 1 + READ_TO_BEAT + 1,
            };
            if shared.compute {
                for word in &mut beat.words[..words as usize] {
                    *word = memories.post_process(cursor.address(), &act.post);
                    cursor.advance(1);
                }
            }
            self.beats.push_back(beat);
            self.started += 1;
            scheduled += 1;
            drain.consume(start, words, 1);
            self.free_from = start + words;
            let counts = shared.counter.of(act.layer);
            counts.post_words += words;
            counts.accumulator_reads += words;
            if words == head.left {
                self.end = Some(start + words - 1);
                break;
            }
        }
        scheduled
    }
}
