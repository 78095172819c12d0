//! The machine: all units, the clock, and who has to look again when somebody has moved on.
//!
//! A unit is looked at in the cycles in which something is certain to happen to it. Whatever a unit does is entered
//! with the cycle from which on others may see it, so the order of the units within a cycle is of no importance.

use std::sync::Mutex;

use isa::ArchConfig;
use isa::ops::{DmaChannel, MicroOp};
use isa::queue::{ErrorCause, Fault};
use isa::record::LayerRecord;
use isa::segment::Segment;

use super::fetch::{Fetch, WORD_BYTES};
use super::fifo::{Fifo, NEVER};
use super::legal::{existing, is_legal};
use super::load::{DmaCommand, LoadContext, LoadProgress, Loads};
use super::memories::Geometry;
use super::profile::Counter;
use super::pv::{Pv, Shared, record};
use super::sequencer::{Blocked, Mode, Sequencer};
use super::store::{Store, StoreContext, StoreProgress};
use super::trace::{Trace, Track};
use crate::card::Bus;

/// Operands, and beats, that are scheduled at once: bounds what a single event costs.
const QUANTUM: u64 = 1 << 16;

/// How the machine is run.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunMode<'a> {
    pub(super) compute: bool,
    pub(super) single_step: bool,
    pub(super) trace: Option<&'a Mutex<Trace>>,
    /// Whether layers get their names.
    pub(super) names: bool,
}

#[derive(Debug)]
pub(super) struct Machine {
    arch: ArchConfig,
    geometry: Geometry,
    sequencer: Sequencer,
    fetch: Fetch,
    loads: Loads,
    store: Store,
    pvs: Vec<Pv>,
    pub(super) counter: Counter,
    /// The next cycle.
    pub(super) now: u64,
}

/// What a cycle led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Running,
    Halted,
}

impl Machine {
    pub(super) fn new(arch: ArchConfig) -> Self {
        let geometry = Geometry::new(&arch);
        Self {
            arch,
            geometry,
            sequencer: Sequencer::new(1),
            fetch: Fetch::new(&arch),
            loads: Loads::new(&arch),
            store: Store::new(&arch),
            pvs: (0..geometry.pv_count).map(|index| Pv::new(index, &arch)).collect(),
            counter: Counter::new(),
            now: 0,
        }
    }

    /// As at the start of a job: everything but the memories.
    pub(super) fn reset(&mut self, batch: u32) {
        self.sequencer = Sequencer::new(batch);
        self.fetch = Fetch::new(&self.arch);
        self.loads = Loads::new(&self.arch);
        self.store = Store::new(&self.arch);
        self.pvs.iter_mut().for_each(Pv::reset);
        self.counter = Counter::new();
        self.now = 0;
    }

    /// Word index of the micro-op that is issued next, low 32 bits.
    pub(super) fn program_counter(&self) -> u32 {
        self.sequencer.next as u32
    }

    /// Runs on to cycle `end`, or to the end of the program.
    pub(super) fn run(&mut self, end: u64, mode: RunMode<'_>, bus: &mut Bus<'_>) -> Result<Outcome, Fault> {
        if self.now == 0 {
            Fetch::check(bus)?;
        }
        loop {
            let due = self.next_event();
            if due == NEVER {
                return Err(self.sequencer.fault(ErrorCause::IllegalSequence));
            }
            let cycle = if mode.single_step { self.now } else { due.max(self.now) };
            if cycle >= end {
                self.now = end;
                return Ok(Outcome::Running);
            }
            self.now = cycle + 1;
            if self.cycle(cycle, mode, bus)? == Outcome::Halted {
                return Ok(Outcome::Halted);
            }
        }
    }

    fn next_event(&self) -> u64 {
        let others = self.sequencer.wake.min(self.loads.wake).min(self.store.wake);
        self.pvs.iter().fold(others, |earliest, pv| earliest.min(pv.wake))
    }

    /// Everything that happens in cycle `now`.
    fn cycle(&mut self, now: u64, mode: RunMode<'_>, bus: &mut Bus<'_>) -> Result<Outcome, Fault> {
        let due = |wake: u64| wake <= now || mode.single_step;
        if due(self.sequencer.wake) && self.step_sequencer(now, mode, bus)? == Outcome::Halted {
            return Ok(Outcome::Halted);
        }
        for pv in 0..self.pvs.len() {
            if due(self.pvs[pv].wake) {
                self.step_pv(pv, now, mode);
            }
        }
        if due(self.store.wake) {
            self.step_store(now, mode, bus)?;
        }
        if due(self.loads.wake) {
            self.step_loads(now, mode, bus)?;
        }
        if self.sequencer.mode == Mode::Barrier {
            self.sequencer.wake = self.idle_from().max(now + 1);
        }
        Ok(Outcome::Running)
    }

    fn step_pv(&mut self, pv: usize, now: u64, mode: RunMode<'_>) {
        let blocked = self.sequencer.blocked_cycles;
        let mut shared = shared(&self.loads, &mut self.counter, blocked, mode);
        let progress = self.pvs[pv].step(now, &mut shared);
        if progress.command_taken {
            self.room_for_commands(now);
        }
        if progress.signalled {
            self.loads.wake = self.loads.wake.min(now + 1);
        }
        if progress.signalled || progress.beats {
            self.store.wake = self.store.wake.min(now);
        }
    }

    fn step_store(&mut self, now: u64, mode: RunMode<'_>, bus: &mut Bus<'_>) -> Result<(), Fault> {
        let mut context = StoreContext {
            pvs: &mut self.pvs,
            bus,
            counter: &mut self.counter,
            compute: mode.compute,
            quantum: quantum(mode),
            trace: mode.trace,
        };
        let StoreProgress { command_taken, completed, relieved, .. } = self.store.step(now, &mut context)?;
        if command_taken {
            self.room_for_commands(now);
        }
        for pv in self.geometry.selected(relieved) {
            self.pvs[pv].wake = self.pvs[pv].wake.min(now + 1);
        }
        if completed.is_some() {
            self.loads.wake = self.loads.wake.min(now + 1);
            self.store.wake = self.store.wake.min(now + 1);
        }
        Ok(())
    }

    fn step_loads(&mut self, now: u64, mode: RunMode<'_>, bus: &mut Bus<'_>) -> Result<(), Fault> {
        let mut context = LoadContext {
            pvs: &mut self.pvs,
            outputs: &self.store.completed,
            fetch: &mut self.fetch,
            bus,
            counter: &mut self.counter,
            compute: mode.compute,
            layer: self.sequencer.layer,
            trace: mode.trace,
        };
        let LoadProgress { command_taken, completed, fetched } = self.loads.step(now, &mut context)?;
        if command_taken {
            self.room_for_commands(now);
        }
        if completed {
            self.pvs.iter_mut().for_each(|pv| pv.wake = pv.wake.min(now + 1));
        }
        if fetched && self.sequencer.mode == Mode::Issue {
            let seen = self.fetch.head().unwrap_or(NEVER);
            self.sequencer.wake = self.sequencer.wake.min(seen.max(now + 1));
        }
        Ok(())
    }

    /// A command FIFO has got room in cycle `now`.
    fn room_for_commands(&mut self, now: u64) {
        if self.sequencer.blocked {
            self.sequencer.wake = self.sequencer.wake.min(now + 1);
        }
    }

    /// From when on all units are seen to be idle; [`NEVER`] while that is open.
    fn idle_from(&self) -> u64 {
        let channels = self.loads.idle_from().max(self.store.idle_from());
        self.pvs.iter().map(Pv::idle_from).fold(channels, u64::max)
    }

    /// Issues the next micro-op if it is there and has room.
    fn step_sequencer(&mut self, now: u64, mode: RunMode<'_>, bus: &Bus<'_>) -> Result<Outcome, Fault> {
        self.sequencer.wake = NEVER;
        self.sequencer.blocked = false;
        let Some(seen) = self.fetch.head() else {
            bus.view(Segment::Program, self.sequencer.next.saturating_mul(WORD_BYTES), WORD_BYTES)?;
            return Ok(Outcome::Running);
        };
        if seen > now {
            self.sequencer.wake = seen;
            return Ok(Outcome::Running);
        }
        let op = self.decode(bus)?;
        match op {
            MicroOp::Halt {} | MicroOp::BatchEnd {} => return self.barrier(op, now, mode),
            MicroOp::Nop {} => {}
            MicroOp::LayerBegin { record } => {
                self.begin_layer(u64::from(record) * WORD_BYTES, now, mode, bus)?
            }
            MicroOp::LayerEnd {} => {
                let (name, begun) = (self.counter.name(self.sequencer.layer), self.sequencer.layer_begun);
                record_layer(mode, name, begun, now);
                self.count_issue(now);
                self.sequencer.end_layer()?;
                self.go_on(self.sequencer.next + 1, now);
                return Ok(Outcome::Running);
            }
            MicroOp::BatchBegin { images, length } => {
                let next = self.sequencer.begin_body(images, length)?;
                self.count_issue(now);
                self.go_on(next, now);
                return Ok(Outcome::Running);
            }
            _ => {
                let room = self.room_from(op, now);
                let channel = channel_of(op).filter(|_| room > now);
                self.sequencer.blocked_cycles.change(now, channel);
                if room > now {
                    (self.sequencer.wake, self.sequencer.blocked) = (room, true);
                    return Ok(Outcome::Running);
                }
                self.issue(op, now);
            }
        }
        self.count_issue(now);
        self.go_on(self.sequencer.next + 1, now);
        Ok(Outcome::Running)
    }

    fn decode(&self, bus: &Bus<'_>) -> Result<MicroOp, Fault> {
        let index = self.sequencer.next;
        let bytes = bus.view(Segment::Program, index.saturating_mul(WORD_BYTES), WORD_BYTES)?;
        let word = bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        let op = MicroOp::decode(word).map_err(|error| {
            log::debug!("micro-op {index}: {error}");
            self.sequencer.fault(ErrorCause::UndefinedMicroOp)
        })?;
        match is_legal(op, &self.arch) {
            true => Ok(op),
            false => Err(self.sequencer.fault(ErrorCause::IllegalSequence)),
        }
    }

    fn count_issue(&mut self, now: u64) {
        let layer = self.sequencer.layer;
        self.counter.of(layer).micro_ops += 1;
        self.counter.active(layer, now, now);
    }

    /// The micro-op at the head is issued; the next has word index `next`.
    fn go_on(&mut self, next: u64, now: u64) {
        match next == self.sequencer.next + 1 {
            true => self.fetch.pop(now),
            false => self.fetch.redirect(next, now),
        }
        self.loads.wake = self.loads.wake.min(now + 1);
        self.sequencer.next = next;
        self.sequencer.mode = Mode::Issue;
        // Without a head it has to find out whether the program has ended.
        self.sequencer.wake = self.fetch.head().unwrap_or(0).max(now + 1);
    }

    fn begin_layer(&mut self, offset: u64, now: u64, mode: RunMode<'_>, bus: &Bus<'_>) -> Result<(), Fault> {
        self.sequencer.begin_layer(now)?;
        self.sequencer.layer = self.counter.layer(offset, || match mode.names {
            true => layer_name(offset, bus),
            false => String::new(),
        });
        Ok(())
    }

    /// `halt` and `batch.end`: waits until everything is idle.
    fn barrier(&mut self, op: MicroOp, now: u64, mode: RunMode<'_>) -> Result<Outcome, Fault> {
        let halts = op == MicroOp::Halt {};
        if halts {
            self.sequencer.check_halt()?
        } else {
            self.sequencer.check_body_end()?
        }
        let idle = self.idle_from();
        if idle > now {
            (self.sequencer.mode, self.sequencer.wake) = (Mode::Barrier, idle);
            return Ok(Outcome::Running);
        }
        self.count_issue(now);
        if halts {
            let blocked = self.sequencer.blocked_cycles;
            let mut shared = shared(&self.loads, &mut self.counter, blocked, mode);
            self.pvs.iter_mut().for_each(|pv| pv.account_rest(now + 1, &mut shared));
            self.sequencer.next += 1;
            return Ok(Outcome::Halted);
        }
        self.pvs.iter_mut().for_each(Pv::clear_timelines);
        self.loads.clear_timelines();
        self.store.completed.clear();
        let next = self.sequencer.end_body();
        self.go_on(next, now);
        Ok(Outcome::Running)
    }

    /// From when on, at `now` or later, there is room for a micro-op in every FIFO that it goes to.
    fn room_from(&mut self, op: MicroOp, now: u64) -> u64 {
        match op {
            MicroOp::DmaConfigure { channel, .. } | MicroOp::DmaStart { channel, .. } => {
                self.channel(channel).room_from(now)
            }
            _ => {
                let selected = self.geometry.selected(pvs_of(op));
                selected.map(|pv| self.pvs[pv].commands.room_from(now)).fold(now, u64::max)
            }
        }
    }

    fn channel(&mut self, channel: DmaChannel) -> &mut Fifo<DmaCommand> {
        match channel {
            DmaChannel::Output => &mut self.store.commands,
            _ => self.loads.commands(channel),
        }
    }

    fn issue(&mut self, op: MicroOp, now: u64) {
        let Sequencer { layer, next: index, image, .. } = self.sequencer;
        match op {
            MicroOp::DmaConfigure { channel, .. } | MicroOp::DmaStart { channel, .. } => {
                let op = match op {
                    MicroOp::DmaStart { channel, segment, pvs, fill } => {
                        MicroOp::DmaStart { channel, segment, pvs: existing(pvs, &self.arch), fill }
                    }
                    _ => op,
                };
                self.channel(channel).push(now, DmaCommand { op, layer, index, image });
                let wake =
                    if channel == DmaChannel::Output { &mut self.store.wake } else { &mut self.loads.wake };
                *wake = (*wake).min(now + 1);
            }
            _ => {
                for pv in self.geometry.selected(pvs_of(op)) {
                    self.pvs[pv].commands.push(now, (op, layer));
                    self.pvs[pv].wake = self.pvs[pv].wake.min(now + 1);
                }
            }
        }
    }
}

/// The channel that a micro-op goes to.
fn channel_of(op: MicroOp) -> Option<DmaChannel> {
    match op {
        MicroOp::DmaConfigure { channel, .. } | MicroOp::DmaStart { channel, .. } => Some(channel),
        _ => None,
    }
}

/// The PVs that a micro-op goes to.
fn pvs_of(op: MicroOp) -> u16 {
    match op {
        MicroOp::AccessConfigure { pvs, .. }
        | MicroOp::AccessStart { pvs, .. }
        | MicroOp::AccessStop { pvs, .. }
        | MicroOp::MimdLoad { pvs, .. }
        | MicroOp::MimdStore { pvs, .. }
        | MicroOp::Execute { pvs, .. } => pvs,
        MicroOp::MimdExecute { .. } => u16::MAX,
        _ => 0,
    }
}

fn quantum(mode: RunMode<'_>) -> u64 {
    if mode.single_step { 1 } else { QUANTUM }
}

fn shared<'a>(loads: &'a Loads, counter: &'a mut Counter, blocked: Blocked, mode: RunMode<'a>) -> Shared<'a> {
    Shared {
        inputs: loads.completed(DmaChannel::Input),
        weights: loads.completed(DmaChannel::Weight),
        parameters: loads.completed(DmaChannel::Parameter),
        counter,
        blocked,
        compute: mode.compute,
        quantum: quantum(mode),
        trace: mode.trace,
    }
}

fn record_layer(mode: RunMode<'_>, name: &str, start: u64, end: u64) {
    record(mode.trace, Track::Sequencer, name, start, end);
}

/// The name in a layer record, or where the record should be.
fn layer_name(offset: u64, bus: &Bus<'_>) -> String {
    let header = bus.view(Segment::Program, offset, 8).ok();
    let size = header.and_then(|header| LayerRecord::size(header).ok());
    let bytes = size.and_then(|size| bus.view(Segment::Program, offset, size.into()).ok());
    match bytes.and_then(|bytes| LayerRecord::decode(bytes).ok()) {
        Some(record) => record.name,
        None => format!("record {offset:#x}"),
    }
}
