//! The sequencer in plain Rust, cycle by cycle: words with the cycle from which on each is seen.

use super::bench::Row;
use super::program::{Program, decode};
use bitstream::sequencer::rules::{self, Rule};
use isa::ArchConfig;
use isa::ops::MicroOp;
use isa::queue::ErrorCause;
use isa::timing::{BURST_BEATS, BURST_BOUNDARY};
use std::collections::VecDeque;

/// What the sequencer sees in a cycle.
#[derive(Debug, Clone, Copy, Default)]
pub struct Inputs {
    pub aborts: bool,
    pub grant: bool,
    pub pv_full: u16,
    pub dma_full: u8,
    pub pv_idle: u16,
    pub loads_idle: bool,
    pub store_idle: bool,
    pub moved: bool,
    pub bus_awaits: bool,
    /// A beat is delivered: how many of its words belong to the burst.
    pub delivered: Option<u64>,
}

/// A burst that was requested in this cycle.
#[derive(Debug, Clone, Copy)]
pub struct Burst {
    pub first_word: u64,
    pub words: u64,
}

struct Body {
    begin: u64,
    end: u64,
    images: u32,
}

/// What has happened, for the coverage.
#[derive(Debug, Default)]
pub struct Events {
    pub halts: u64,
    pub faults: [u64; 16],
    pub repeats: u64,
    pub skips: u64,
    pub issued: u64,
    pub dropped: u64,
    pub most_words: usize,
    pub blocked: [u64; 3],
    pub requests: u64,
}

pub struct Reference {
    arch: ArchConfig,
    legality: Vec<Rule>,
    program: Program,
    running: bool,
    /// `None` for words that have not been delivered.
    words: VecDeque<Option<u64>>,
    fetch_next: u64,
    fetch_from: u64,
    last_pop: Option<u64>,
    /// Words on their way that were requested before the latest jump.
    stale: u64,
    on_their_way: u64,
    next: u64,
    jumped: bool,
    body: Option<Body>,
    in_layer: bool,
    image: u64,
    images_left: u32,
    quiet: u64,
    halted: bool,
    fault: Option<(ErrorCause, u64)>,
    blocked: u128,
}

impl Reference {
    /// In cycle 0 of a job.
    pub fn new(arch: &ArchConfig, program: Program) -> Self {
        Self {
            arch: *arch,
            legality: rules::legality(arch),
            running: true,
            words: VecDeque::new(),
            fetch_next: 0,
            fetch_from: 0,
            last_pop: None,
            stale: 0,
            on_their_way: 0,
            next: 0,
            jumped: true,
            body: None,
            in_layer: false,
            image: 0,
            images_left: program.batch,
            quiet: 0,
            halted: false,
            fault: None,
            blocked: 0,
            program,
        }
    }

    pub fn program(&self) -> &Program {
        &self.program
    }

    pub fn runs(&self) -> bool {
        self.running
    }

    /// One cycle: the outputs, and the burst that was requested if there is one.
    pub fn step(&mut self, now: u64, inputs: &Inputs, events: &mut Events) -> (Row, Option<Burst>) {
        let mut row = Row::default();
        row.outputs.extend([
            ("running", u128::from(self.running)),
            ("halted", u128::from(self.halted)),
            ("fault", u128::from(self.fault.is_some())),
            ("blocked", self.blocked),
            ("image", u128::from(self.image & 0xFFFF)),
        ]);
        if !self.jumped {
            row.outputs.insert("program_counter", self.next.into());
        }
        if let Some((cause, address)) = self.fault {
            let values =
                [("fault_cause", cause as u128), ("fault_segment", 0), ("fault_address", address.into())];
            row.outputs.extend(values);
            events.faults[cause as usize] += 1;
        }
        (self.halted, self.fault, self.blocked) = (false, None, 0);
        for name in ["pv_push", "dma_push", "clear_timelines", "fetch_request"] {
            row.outputs.insert(name, 0);
        }
        let live = self.running && !inputs.aborts;
        let aligned = self.program.address.is_multiple_of(8);
        self.running &= live;
        let was = self.next;
        let jumped = std::mem::take(&mut self.jumped);
        let mut done = false;
        let stuck = self.quiet == 4096;
        if live {
            match self.issue(now, jumped, inputs, &mut row, events) {
                Ok(issued) => done = issued,
                Err(fault) => self.fault = Some(fault),
            }
            if stuck && self.fault.is_none() {
                self.fault = Some((ErrorCause::IllegalSequence, was));
            }
            if !aligned {
                self.fault = Some((ErrorCause::MemoryError, 0));
            }
            self.running &= self.fault.is_none();
        }
        let eventful = done || inputs.moved || inputs.bus_awaits || inputs.delivered.is_some();
        self.quiet = if live && !eventful { self.quiet + 1 } else { 0 };
        events.issued += u64::from(done);
        let burst = if live && aligned && !self.halted { self.request(now, inputs, &mut row) } else { None };
        events.requests += u64::from(burst.is_some());
        // Where a barrier is passed a claim may be one too many.
        if !self.halted && row.outputs["clear_timelines"] == 0 {
            row.outputs.insert("fetch_claims", row.outputs["fetch_request"]);
        }
        self.deliver(now, inputs, events);
        events.most_words = events.most_words.max(self.words.len());
        (row, burst)
    }

    fn issue(
        &mut self,
        now: u64,
        jumped: bool,
        inputs: &Inputs,
        row: &mut Row,
        events: &mut Events,
    ) -> Result<bool, (ErrorCause, u64)> {
        let fault = (ErrorCause::IllegalSequence, self.next);
        let Some(&seen) = self.words.front() else {
            let offset = 8 * self.next;
            if offset + 8 > self.program.size && !jumped {
                return Err((ErrorCause::SegmentViolation, offset.max(self.program.size)));
            }
            return Ok(false);
        };
        if seen.is_none_or(|seen| seen > now) {
            return Ok(false);
        }
        let word = self.program.words[self.next as usize];
        let Some((op, legal)) = decode(word, &self.legality) else {
            return Err((ErrorCause::UndefinedMicroOp, self.next));
        };
        if !legal {
            return Err(fault);
        }
        let existing = (u32::MAX >> (32 - self.arch.pv_count)) as u16;
        let idle = inputs.pv_idle | !existing == u16::MAX && inputs.loads_idle && inputs.store_idle;
        let mut next = self.next + 1;
        match op {
            MicroOp::Nop {} => {}
            MicroOp::LayerBegin { .. } => {
                if std::mem::replace(&mut self.in_layer, true) {
                    return Err(fault);
                }
            }
            MicroOp::LayerEnd {} => {
                if !std::mem::replace(&mut self.in_layer, false) {
                    return Err(fault);
                }
            }
            MicroOp::BatchBegin { images, length } => {
                if self.body.is_some() || self.in_layer {
                    return Err(fault);
                }
                if self.images_left < images.into() {
                    next = self.next + u64::from(length) + 1;
                    events.skips += 1;
                } else {
                    let end = self.next + u64::from(length);
                    self.body = Some(Body { begin: next, end, images: images.into() });
                }
            }
            MicroOp::BatchEnd {} => {
                let Some(body) = self.body.as_ref().filter(|body| body.end == self.next && !self.in_layer)
                else {
                    return Err(fault);
                };
                if !idle {
                    return Ok(false);
                }
                row.outputs.insert("clear_timelines", 1);
                self.image += u64::from(body.images);
                self.images_left -= body.images;
                if self.images_left >= body.images {
                    next = body.begin;
                    events.repeats += 1;
                } else {
                    self.body = None;
                }
            }
            MicroOp::Halt {} => {
                if self.body.is_some() || self.in_layer {
                    return Err(fault);
                }
                if !idle {
                    return Ok(false);
                }
                (self.halted, self.running) = (true, false);
                events.halts += 1;
            }
            MicroOp::DmaConfigure { channel, .. } | MicroOp::DmaStart { channel, .. } => {
                if inputs.dma_full >> channel as u32 & 1 == 1 {
                    let cause = [0, 1, 1, 2][channel as usize];
                    self.blocked = 1 << cause;
                    events.blocked[cause] += 1;
                    return Ok(false);
                }
                row.outputs.insert("dma_push", 1 << channel as u32);
                row.outputs.insert("dma_command", dma_command(op, self.next, existing));
            }
            _ => {
                let selected =
                    existing & if matches!(op, MicroOp::MimdExecute { .. }) { u16::MAX } else { word as u16 };
                if selected & inputs.pv_full != 0 {
                    return Ok(false);
                }
                row.outputs.insert("pv_push", selected.into());
                if selected != 0 {
                    command(op, word, row);
                }
            }
        }
        if self.halted {
            self.next = next;
            return Ok(true);
        }
        if next == self.next + 1 {
            self.words.pop_front();
            self.last_pop = Some(now);
        } else {
            self.words.clear();
            (self.fetch_next, self.fetch_from, self.last_pop) = (next, now + 1, None);
            (self.stale, self.jumped) = (self.on_their_way, true);
        }
        self.next = next;
        Ok(true)
    }

    fn request(&mut self, now: u64, inputs: &Inputs, row: &mut Row) -> Option<Burst> {
        let left = (self.program.size / 8).checked_sub(self.fetch_next).filter(|&left| left > 0)?;
        let address = self.program.address + 8 * self.fetch_next;
        let ahead = u64::from(self.arch.global_micro_ops) / 4;
        let limit = (ahead / 2).clamp(1, BURST_BEATS);
        let skew = address % 16;
        let bytes = (8 * left).min(16 * limit - skew).min(BURST_BOUNDARY - address % BURST_BOUNDARY);
        let words = bytes / 8;
        let unseen = self.words.iter().filter(|seen| seen.is_none_or(|seen| seen > now)).count() as u64;
        let room = u64::from(self.arch.global_micro_ops).saturating_sub(self.words.len() as u64);
        let late = self.last_pop == Some(now) && room == words;
        if self.fetch_from > now || unseen + words > ahead || room < words || late {
            return None;
        }
        row.outputs.extend([
            ("fetch_request", 1),
            ("fetch_offset", u128::from(8 * self.fetch_next)),
            ("fetch_words", words.into()),
            ("fetch_beats", u128::from((skew + bytes).div_ceil(16))),
        ]);
        if !inputs.grant {
            return None;
        }
        let burst = Burst { first_word: self.fetch_next, words };
        self.words.extend((0..words).map(|_| None));
        self.on_their_way += words;
        self.fetch_next += words;
        Some(burst)
    }

    fn deliver(&mut self, now: u64, inputs: &Inputs, events: &mut Events) {
        for _ in 0..inputs.delivered.unwrap_or(0) {
            self.on_their_way -= 1;
            if self.stale > 0 {
                self.stale -= 1;
                events.dropped += 1;
            } else if let Some(word) = self.words.iter_mut().find(|word| word.is_none()) {
                *word = Some(now + 1);
            }
        }
    }
}

fn command(op: MicroOp, word: u64, row: &mut Row) {
    let kind = match op {
        MicroOp::AccessConfigure { .. } => 0,
        MicroOp::AccessStart { .. } => 1,
        MicroOp::AccessStop { .. } => 2,
        MicroOp::MimdLoad { .. } => 3,
        MicroOp::MimdStore { .. } => 4,
        MicroOp::Execute { .. } => 5,
        _ => 6,
    };
    let payload = u128::from(word >> 16 & 0x3FFF_FFFF) << 3;
    if let MicroOp::MimdExecute { indices, page } = op {
        row.outputs.extend([("is_mimd", 1), ("mimd_indices", indices.into())]);
        row.outputs.insert("command", kind | u128::from(page) << 6);
    } else {
        row.outputs.extend([("is_mimd", 0), ("command", kind | payload)]);
    }
}

fn dma_command(op: MicroOp, index: u64, existing: u16) -> u128 {
    match op {
        MicroOp::DmaStart { segment, pvs, fill, .. } => {
            1 | (segment as u128) << 1
                | u128::from(pvs & existing) << 4
                | u128::from(fill) << 20
                | u128::from(index & 0xFFFF_FFFF) << 21
        }
        MicroOp::DmaConfigure { register, value, .. } => (register as u128) << 1 | u128::from(value) << 6,
        _ => 0,
    }
}
