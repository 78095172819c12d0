//! Fetches and decodes micro-ops, follows the batch, and finds the layers between them.
//!
//! A layer's micro-ops are decoded and checked for balance, then skipped: this level executes the record that
//! `layer.begin` points at. Records do not depend on how many images a body takes at a time, so only the body
//! for one image runs, and it runs once for all images of the job. Micro-ops outside layers take one cycle each;
//! the marks of layers and bodies and `halt` take none, so that a job's cycles are the sum of its layers'.

use isa::ops::MicroOp;
use isa::queue::{ErrorCause, Fault};
use isa::record::{LayerRecord, RecordError};
use isa::segment::Segment;

use crate::card::Bus;

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

/// The state of one program.
#[derive(Debug)]
pub(super) struct Sequencer {
    /// Index of the next micro-op.
    next: u64,
    /// Whether it is between `batch.begin` and `batch.end`.
    in_body: bool,
}

fn illegal(index: u64) -> Fault {
    Fault { cause: ErrorCause::IllegalSequence, segment: Segment::Program as u32, address: index }
}

impl Sequencer {
    /// At the start of a program.
    pub(super) fn new() -> Self {
        Self { next: 0, in_body: false }
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
                MicroOp::Halt {} if !self.in_body => return Ok(Event::Halt),
                MicroOp::Halt {} | MicroOp::LayerEnd {} => return Err(illegal(index)),
                MicroOp::LayerBegin { record } => {
                    let record = read_record(u64::from(record) * WORD_BYTES, bus)?;
                    self.next = self.skip_layer(index, bus)?;
                    return Ok(Event::Layer(Box::new(record)));
                }
                MicroOp::BatchBegin { images, length } => {
                    self.next = self.begin_body(index, images, length, bus)?;
                }
                MicroOp::BatchEnd {} if self.in_body => {
                    self.in_body = false;
                    self.next = index + 1;
                }
                MicroOp::BatchEnd {} => return Err(illegal(index)),
                _ => {
                    *cycles -= 1;
                    bus.activity.cycles = bus.activity.cycles.saturating_add(1);
                    self.next = index + 1;
                }
            }
        }
    }

    /// The index after `batch.begin`: the body for one image, or what follows the body for several.
    fn begin_body(&mut self, index: u64, images: u16, length: u32, bus: &Bus<'_>) -> Result<u64, Fault> {
        let end = index + u64::from(length);
        if self.in_body || images == 0 || length == 0 || fetch(end, bus)? != (MicroOp::BatchEnd {}) {
            return Err(illegal(index));
        }
        self.in_body = images == 1;
        Ok(if self.in_body { index + 1 } else { end + 1 })
    }

    /// The index after the `layer.end` of the layer that begins at `begin`.
    fn skip_layer(&self, begin: u64, bus: &mut Bus<'_>) -> Result<u64, Fault> {
        for index in begin + 1.. {
            let op = fetch(index, bus)?;
            bus.count_read(WORD_BYTES);
            match op {
                MicroOp::LayerEnd {} => return Ok(index + 1),
                MicroOp::BatchBegin { .. }
                | MicroOp::BatchEnd {}
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
    use MicroOp::{BatchBegin, BatchEnd, Halt, LayerBegin, LayerEnd};
    !matches!(op, Halt {} | LayerBegin { .. } | LayerEnd {} | BatchBegin { .. } | BatchEnd {})
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
