//! Fetches and decodes micro-ops, follows loops, and finds the layers between them.
//!
//! A layer's micro-ops are decoded and checked for balance, then skipped: this level executes the record that
//! `layer.begin` points at. Micro-ops outside layers take one cycle each, so that no program runs forever in
//! no time; the marks of layers and `halt` take none, so that a job's cycles are the sum of its layers'.

use isa::ops::{LoopSource, MicroOp};
use isa::queue::{ErrorCause, Fault};
use isa::record::{LayerRecord, RecordError};
use isa::segment::Segment;

use crate::card::Bus;

/// How deep loops nest.
const MAX_LOOP_DEPTH: usize = 4;
const WORD_BYTES: u64 = 8;
const RECORD_HEADER_BYTES: u64 = 8;

/// What the sequencer came upon.
#[derive(Debug)]
pub(super) enum Event {
    /// A layer begins; its micro-ops are skipped already.
    Layer(Box<LayerRecord>),
    /// The program is over.
    Halt,
    /// The cycles are used up.
    OutOfCycles,
}

#[derive(Debug, Clone, Copy)]
struct Loop {
    /// Index of the first micro-op of the body.
    body: u64,
    iterations_left: u32,
}

/// The state of one program.
#[derive(Debug)]
pub(super) struct Sequencer {
    /// Index of the next micro-op.
    next: u64,
    loops: Vec<Loop>,
    batch: u32,
}

fn illegal(index: u64) -> Fault {
    Fault { cause: ErrorCause::IllegalSequence, segment: Segment::Program as u32, address: index }
}

impl Sequencer {
    /// At the start of a program that runs over `batch` images.
    pub(super) fn new(batch: u32) -> Self {
        Self { next: 0, loops: Vec::new(), batch }
    }

    /// Runs on to the next event, taking cycles from `cycles`.
    pub(super) fn next(&mut self, cycles: &mut u64, bus: &mut Bus<'_>) -> Result<Event, Fault> {
        loop {
            let index = self.next;
            let op = fetch(index, bus)?;
            if takes_cycle(op) && *cycles == 0 {
                return Ok(Event::OutOfCycles);
            }
            bus.count_read(WORD_BYTES);
            match op {
                MicroOp::Halt {} if self.loops.is_empty() => return Ok(Event::Halt),
                MicroOp::Halt {} | MicroOp::LayerEnd {} => return Err(illegal(index)),
                MicroOp::LayerBegin { record } => {
                    let record = read_record(u64::from(record) * WORD_BYTES, bus)?;
                    self.next = self.skip_layer(index, bus)?;
                    return Ok(Event::Layer(Box::new(record)));
                }
                op => {
                    *cycles -= 1;
                    bus.activity.cycles = bus.activity.cycles.saturating_add(1);
                    self.next = self.follow(op, index)?;
                }
            }
        }
    }

    /// The index after a micro-op outside layers.
    fn follow(&mut self, op: MicroOp, index: u64) -> Result<u64, Fault> {
        match op {
            MicroOp::LoopBegin { source, count } => {
                let iterations = match source {
                    LoopSource::Count => count,
                    LoopSource::Images => self.batch,
                };
                if iterations == 0 || self.loops.len() == MAX_LOOP_DEPTH {
                    return Err(illegal(index));
                }
                self.loops.push(Loop { body: index + 1, iterations_left: iterations - 1 });
            }
            MicroOp::LoopEnd {} => match self.loops.last_mut() {
                None => return Err(illegal(index)),
                Some(Loop { body, iterations_left: left @ 1.. }) => {
                    *left -= 1;
                    return Ok(*body);
                }
                Some(Loop { iterations_left: 0, .. }) => {
                    self.loops.pop();
                }
            },
            _ => {}
        }
        Ok(index + 1)
    }

    /// The index after the `layer.end` of the layer that begins at `begin`.
    fn skip_layer(&self, begin: u64, bus: &mut Bus<'_>) -> Result<u64, Fault> {
        let mut depth = self.loops.len();
        for index in begin + 1.. {
            let op = fetch(index, bus)?;
            bus.count_read(WORD_BYTES);
            match op {
                MicroOp::LayerEnd {} if depth == self.loops.len() => return Ok(index + 1),
                MicroOp::LoopBegin { .. } if depth < MAX_LOOP_DEPTH => depth += 1,
                MicroOp::LoopEnd {} if depth > self.loops.len() => depth -= 1,
                MicroOp::LayerEnd {}
                | MicroOp::LoopBegin { .. }
                | MicroOp::LoopEnd {}
                | MicroOp::LayerBegin { .. }
                | MicroOp::Halt {} => return Err(illegal(index)),
                _ => {}
            }
        }
        Err(illegal(begin))
    }
}

/// Whether a micro-op outside layers takes its issue slot.
fn takes_cycle(op: MicroOp) -> bool {
    !matches!(op, MicroOp::Halt {} | MicroOp::LayerBegin { .. } | MicroOp::LayerEnd {})
}

/// The micro-op at a word index of the program segment. Not counted as read: it may be fetched again.
fn fetch(index: u64, bus: &Bus<'_>) -> Result<MicroOp, Fault> {
    let bytes = bus.view(Segment::Program, index.saturating_mul(WORD_BYTES), WORD_BYTES)?;
    let word = bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    MicroOp::decode(word).map_err(|error| {
        log::debug!("micro-op {index}: {error}");
        Fault { cause: ErrorCause::UndefinedMicroOp, segment: Segment::Program as u32, address: index }
    })
}

fn read_record(offset: u64, bus: &mut Bus<'_>) -> Result<LayerRecord, Fault> {
    let bad = |error: RecordError| {
        log::debug!("layer record at byte {offset} of the program: {error}");
        Fault { cause: ErrorCause::BadRecord, segment: Segment::Program as u32, address: offset }
    };
    let header = bus.view(Segment::Program, offset, RECORD_HEADER_BYTES)?;
    let size = u64::from(LayerRecord::size(header).map_err(bad)?);
    bus.count_read(size);
    LayerRecord::decode(bus.view(Segment::Program, offset, size)?).map_err(bad)
}
