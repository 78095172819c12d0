//! The output channel: takes beats from the output FIFOs of the PVs, row by row, and writes them to memory.

use std::sync::Mutex;

use isa::ArchConfig;
use isa::ops::MicroOp;
use isa::queue::{ErrorCause, Fault};
use isa::segment::Segment;

use super::fifo::{Fifo, NEVER};
use super::load::{DmaCommand, needs_from};
use super::memories::Geometry;
use super::post::Beat;
use super::profile::Counter;
use super::pv::{Pv, record};
use super::timeline::Timeline;
use super::trace::{Trace, Track};
use super::transfer::{Place, Registers, Start, Transfer};
use crate::card::{Bus, Direction};

/// A transfer that has not taken all its beats.
#[derive(Debug)]
struct Active {
    transfer: Transfer,
    /// The first cycle in which it may take the next beat.
    from: u64,
    /// From when on what it needs is there, once that is certain.
    needs: Option<u64>,
    at: Place,
    /// Where the row lies among the elements of the memory, and its device address, once it is checked.
    row: Option<(usize, u64)>,
    /// Bytes of the row that are written.
    done: u64,
    /// Cycle of the first beat.
    first: Option<u64>,
}

/// What of the machine the output channel needs.
pub(super) struct StoreContext<'a, 'b> {
    pub(super) pvs: &'a mut [Pv],
    pub(super) bus: &'a mut Bus<'b>,
    pub(super) counter: &'a mut Counter,
    pub(super) compute: bool,
    pub(super) quantum: u64,
    pub(super) trace: Option<&'a Mutex<Trace>>,
}

/// What others may have waited for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StoreProgress {
    pub(super) command_taken: bool,
    /// From when on another transfer is seen as complete.
    pub(super) completed: Option<u64>,
    /// When a beat will come that cannot be written.
    faults_in: Option<u64>,
    /// PVs whose output FIFO has got room.
    pub(super) relieved: u16,
}

#[derive(Debug)]
pub(super) struct Store {
    geometry: Geometry,
    pub(super) commands: Fifo<DmaCommand>,
    registers: Registers,
    active: Option<Active>,
    /// From when on `dma.start` finds the channel free.
    free_from: u64,
    pub(super) completed: Timeline,
    /// From when on every response is seen.
    settled_from: u64,
    pub(super) wake: u64,
}

impl Store {
    pub(super) fn new(arch: &ArchConfig) -> Self {
        Self {
            geometry: Geometry::new(arch),
            commands: Fifo::new(arch.command_fifo_depth as usize),
            registers: Registers::new(),
            active: None,
            free_from: 0,
            completed: Timeline::default(),
            settled_from: 0,
            wake: NEVER,
        }
    }

    /// From when on it is seen to be idle, all writes included; [`NEVER`] while that is open.
    pub(super) fn idle_from(&self) -> u64 {
        match self.active {
            None => self.commands.empty_from().max(self.free_from).max(self.settled_from),
            Some(_) => NEVER,
        }
    }

    /// Does what is due in cycle `now`, and takes beats as far ahead as is certain.
    pub(super) fn step(
        &mut self,
        now: u64,
        context: &mut StoreContext<'_, '_>,
    ) -> Result<StoreProgress, Fault> {
        let mut progress = StoreProgress { command_taken: self.take_command(now), ..Default::default() };
        let mut taken = 0;
        while taken < context.quantum && self.take_beat(now, &mut progress, context)? {
            taken += 1;
        }
        self.wake = self.command_from().min(progress.faults_in.unwrap_or(NEVER));
        if taken == context.quantum {
            self.wake = now;
        }
        self.wake = self.wake.max(now + 1);
        Ok(progress)
    }

    /// From when on the micro-op at the head of the command FIFO can be taken; [`NEVER`] while that is open.
    fn command_from(&self) -> u64 {
        match (self.commands.head(), &self.active) {
            (None, _) => NEVER,
            (Some((_, DmaCommand { op: MicroOp::DmaStart { .. }, .. })), Some(_)) => NEVER,
            (Some((seen, DmaCommand { op: MicroOp::DmaStart { .. }, .. })), None) => seen.max(self.free_from),
            (Some((seen, _)), _) => seen,
        }
    }

    fn take_command(&mut self, now: u64) -> bool {
        let Some((_, command)) = self.commands.head().filter(|_| self.command_from() <= now) else {
            return false;
        };
        self.commands.pop(now);
        match command.op {
            MicroOp::DmaConfigure { register, value, .. } => self.registers.set(register, value),
            MicroOp::DmaStart { segment, pvs, .. } => {
                let DmaCommand { layer, index, image, .. } = command;
                let start = Start { segment, pvs, fill: false, layer, index, image };
                let transfer = Transfer::new(&self.registers, start);
                self.active = Some(Active {
                    transfer,
                    from: now + 1,
                    needs: None,
                    at: Place::default(),
                    row: None,
                    done: 0,
                    first: None,
                });
            }
            _ => {}
        }
        true
    }

    /// Takes the next beat if it is certain when it comes. False if not.
    fn take_beat(
        &mut self,
        now: u64,
        progress: &mut StoreProgress,
        context: &mut StoreContext<'_, '_>,
    ) -> Result<bool, Fault> {
        let Some(active) = &mut self.active else { return Ok(false) };
        let transfer = &active.transfer;
        active.needs = active.needs.or_else(|| needs_from(transfer, context.pvs, &self.completed));
        let Some(needs) = active.needs else { return Ok(false) };
        let pv = transfer.pv(active.at.rank) as usize;
        let Some(beat) = context.pvs.get(pv).and_then(|pv| pv.post.head()).copied() else { return Ok(false) };
        let cycle = active.from.max(needs).max(beat.from);
        let (element, address) = match active.place(&beat, context.bus) {
            Ok(place) => place,
            Err(fault) if cycle <= now => return Err(fault),
            Err(_) => {
                // It may never come to that.
                progress.faults_in = Some(cycle);
                return Ok(false);
            }
        };
        let (bytes, start) = (2 * beat.words().len() as u64, active.transfer.start);
        if context.compute {
            let to = element + (active.done / 2) as usize;
            context.bus.elements_mut()[to..to + beat.words().len()].copy_from_slice(beat.words());
        }
        let straddles = (address + active.done) % self.geometry.bus_bytes + bytes > self.geometry.bus_bytes;
        let accepted = cycle + u64::from(straddles);
        context.pvs[pv].post.pop(cycle);
        progress.relieved |= 1 << pv;
        context.bus.count_written(bytes);
        context.counter.of(start.layer).written += bytes;
        let response = accepted + self.geometry.latency;
        context.counter.active(start.layer, cycle, response);
        let first = *active.first.get_or_insert(cycle);
        active.from = accepted + 1;
        self.settled_from = response + 1;
        if active.advance(bytes) {
            self.active = None;
            self.free_from = accepted + 1;
            self.completed.count(now, response + 1);
            progress.completed = Some(response + 1);
            context.counter.output_complete(start.layer, response);
            record(context.trace, Track::Output, context.counter.name(start.layer), first, response);
        }
        Ok(true)
    }
}

impl Active {
    /// Where the row lies among the elements of the memory, and its device address. Refuses a beat that exceeds it.
    fn place(&mut self, beat: &Beat, bus: &Bus<'_>) -> Result<(usize, u64), Fault> {
        if self.done + 2 * beat.words().len() as u64 > self.transfer.row_bytes {
            let (segment, address) = (Segment::Program as u32, self.transfer.start.index);
            return Err(Fault { cause: ErrorCause::IllegalSequence, segment, address });
        }
        if let Some(row) = self.row {
            return Ok(row);
        }
        let (segment, offset) = (self.transfer.start.segment, self.transfer.offset(&self.at));
        let elements = bus.locate_elements(segment, offset, self.transfer.row_bytes, Direction::Write)?;
        let row = (elements.start, bus.device_address(segment, offset));
        self.row = Some(row);
        Ok(row)
    }

    /// Moves on by the bytes of a beat. True if it was the last.
    fn advance(&mut self, bytes: u64) -> bool {
        self.done += bytes;
        if self.done < self.transfer.row_bytes {
            return false;
        }
        (self.done, self.row) = (0, None);
        match self.transfer.next_stored(self.at) {
            Some(next) => {
                self.at = next;
                false
            }
            None => true,
        }
    }
}
