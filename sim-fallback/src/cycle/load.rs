//! The load channels and the arbiter of the read port.
//!
//! Every cycle one of fetch, parameter, input and weight channel may request a burst. Words are stored when the last
//! beat of their burst arrives; nobody may look at them earlier, so nobody can tell.

use std::collections::VecDeque;
use std::sync::Mutex;

use isa::ArchConfig;
use isa::ops::{DmaChannel, MicroOp};
use isa::queue::Fault;
use isa::timing::PARAMETER_WORDS_PER_CYCLE;

use super::fetch::Fetch;
use super::fifo::{Fifo, NEVER};
use super::memories::{Geometry, store_wrapping};
use super::memory_port::ReadPort;
use super::profile::{Counter, LayerId};
use super::pv::{Pv, record};
use super::timeline::Timeline;
use super::trace::{Trace, Track};
use super::transfer::{BurstShape, LIMIT, Place, Registers, Start, Transfer};
use crate::card::{Bus, Direction};

/// What a DMA channel finds in its command FIFO.
#[derive(Debug, Clone, Copy)]
pub(super) struct DmaCommand {
    pub(super) op: MicroOp,
    pub(super) layer: LayerId,
    /// Word index of the micro-op.
    pub(super) index: u64,
    /// First image of the batch iteration.
    pub(super) image: u64,
}

/// A transfer that has not requested everything.
#[derive(Debug)]
struct Active {
    transfer: Transfer,
    /// The first cycle in which it may request.
    from: u64,
    /// From when on what it needs is there, once that is certain.
    needs: Option<u64>,
    at: Place,
    /// Where the row lies among the elements of the memory, and its device address, once it is checked.
    row: Option<(usize, u64)>,
    /// Bytes of the row that are requested.
    done: u64,
    /// Cycle of the first request.
    first: Option<u64>,
}

/// A command FIFO, its registers and the transfer that is being requested.
#[derive(Debug)]
struct Channel {
    commands: Fifo<DmaCommand>,
    registers: Registers,
    active: Option<Active>,
    /// From when on `dma.start` finds the channel free.
    free_from: u64,
    completed: Timeline,
}

/// Words on their way to scratchpads.
#[derive(Debug)]
struct Burst {
    end: u64,
    channel: usize,
    pvs: u16,
    target: u32,
    words: usize,
    /// First element in memory; absent for a fill.
    source: Option<usize>,
    layer: LayerId,
    /// First cycle of the transfer that is complete with this burst.
    completes: Option<u64>,
}

/// What of the machine the loads need.
pub(super) struct LoadContext<'a, 'b> {
    pub(super) pvs: &'a mut [Pv],
    pub(super) outputs: &'a Timeline,
    pub(super) fetch: &'a mut Fetch,
    pub(super) bus: &'a mut Bus<'b>,
    pub(super) counter: &'a mut Counter,
    pub(super) compute: bool,
    /// The layer that the sequencer is at.
    pub(super) layer: LayerId,
    pub(super) trace: Option<&'a Mutex<Trace>>,
}

/// What others may have waited for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LoadProgress {
    pub(super) command_taken: bool,
    pub(super) completed: bool,
    pub(super) fetched: bool,
}

/// Channels in the order of their priority.
const PARAMETER: usize = 0;
const INPUT: usize = 1;
const WEIGHT: usize = 2;
const TRACKS: [Track; 3] = [Track::Parameter, Track::Input, Track::Weight];

#[derive(Debug)]
pub(super) struct Loads {
    geometry: Geometry,
    port: ReadPort,
    channels: [Channel; 3],
    bursts: VecDeque<Burst>,
    /// From when on everything that has arrived is seen.
    settled_from: u64,
    pub(super) wake: u64,
}

impl Loads {
    pub(super) fn new(arch: &ArchConfig) -> Self {
        let geometry = Geometry::new(arch);
        Self {
            geometry,
            port: ReadPort::new(geometry.latency, arch.outstanding_beats),
            channels: std::array::from_fn(|_| Channel::new(arch.command_fifo_depth)),
            bursts: VecDeque::new(),
            settled_from: 0,
            wake: 0,
        }
    }

    pub(super) fn completed(&self, channel: DmaChannel) -> &Timeline {
        &self.channels[position(channel)].completed
    }

    pub(super) fn commands(&mut self, channel: DmaChannel) -> &mut Fifo<DmaCommand> {
        &mut self.channels[position(channel)].commands
    }

    pub(super) fn clear_timelines(&mut self) {
        self.channels.iter_mut().for_each(|channel| channel.completed.clear());
    }

    /// From when on all channels are seen to be idle; [`NEVER`] while that is open.
    pub(super) fn idle_from(&self) -> u64 {
        match self.bursts.is_empty() {
            true => self.channels.iter().map(Channel::idle_from).fold(self.settled_from, u64::max),
            false => NEVER,
        }
    }

    /// Does what is due in cycle `now`.
    pub(super) fn step(
        &mut self,
        now: u64,
        context: &mut LoadContext<'_, '_>,
    ) -> Result<LoadProgress, Fault> {
        let mut progress = LoadProgress::default();
        while self.bursts.front().is_some_and(|burst| burst.end <= now) {
            if let Some(burst) = self.bursts.pop_front() {
                progress.completed |= self.deliver(&burst, context);
                self.settled_from = burst.end + 1;
            }
        }
        for channel in &mut self.channels {
            progress.command_taken |= channel.take_command(now);
            channel.look_for_needs(context);
        }
        if self.port.ready_from(now) <= now {
            if context.fetch.ready_from(now, context.bus) <= now {
                let bytes = context.fetch.request(now, &mut self.port, context.bus);
                context.bus.count_read(bytes);
                context.counter.of(context.layer).read.program += bytes;
                progress.fetched = true;
            } else if let Some(channel) = (0..3).find(|&channel| self.channels[channel].ready_from() <= now) {
                self.request(now, channel, context)?;
            }
        }
        self.wake = self.next_wake(now, context);
        Ok(progress)
    }

    fn next_wake(&self, now: u64, context: &LoadContext<'_, '_>) -> u64 {
        let delivery = self.bursts.front().map_or(NEVER, |burst| burst.end);
        let commands = self.channels.iter().map(Channel::command_from).fold(NEVER, u64::min);
        let fetch = context.fetch.ready_from(now + 1, context.bus);
        let request = self.channels.iter().map(Channel::ready_from).fold(fetch, u64::min);
        let request = if request == NEVER { NEVER } else { request.max(self.port.ready_from(now + 1)) };
        delivery.min(commands).min(request).max(now + 1)
    }

    /// Requests the next burst of a channel that has one.
    fn request(&mut self, now: u64, channel: usize, context: &mut LoadContext<'_, '_>) -> Result<(), Fault> {
        let Self { geometry, port, channels, bursts, .. } = self;
        let Some(active) = &mut channels[channel].active else { return Ok(()) };
        let transfer = active.transfer;
        let (source, address) = active.locate_row(context.bus)?;
        let left = transfer.row_bytes - active.done;
        let shape = BurstShape::split(address + active.done, left, LIMIT, geometry.bus_bytes);
        let width = if channel == PARAMETER { PARAMETER_WORDS_PER_CYCLE } else { geometry.lanes as u32 };
        let fill = transfer.start.fill;
        let delivery = port.request(now, shape.beats, shape.holds(width, geometry), fill);
        let burst = Burst {
            end: delivery.end,
            channel,
            pvs: transfer.receivers(&active.at),
            target: transfer.target(&active.at).wrapping_add((active.done / 2) as u32),
            words: (shape.bytes / 2) as usize,
            source: (!fill).then_some(source + (active.done / 2) as usize),
            layer: transfer.start.layer,
            completes: None,
        };
        let first = *active.first.get_or_insert(now);
        let last = active.advance(shape.bytes);
        bursts.push_back(Burst { completes: last.then_some(first), ..burst });
        if last {
            channels[channel].active = None;
            channels[channel].free_from = now + 1;
        }
        if !fill {
            context.bus.count_read(shape.bytes);
            let read = &mut context.counter.of(burst.layer).read;
            *[&mut read.parameter, &mut read.input, &mut read.weight][channel] += shape.bytes;
        }
        context.counter.active(burst.layer, now, delivery.end);
        Ok(())
    }

    /// Stores a burst that has arrived. True if its transfer is complete.
    fn deliver(&mut self, burst: &Burst, context: &mut LoadContext<'_, '_>) -> bool {
        let receivers = u64::from(burst.pvs.count_ones());
        let counts = context.counter.of(burst.layer);
        let written = [
            &mut counts.parameter_words_written,
            &mut counts.input_words_written,
            &mut counts.weight_words_written,
        ];
        *written[burst.channel] += burst.words as u64 * receivers;
        if context.compute {
            let words = burst.source.map(|source| &context.bus.elements()[source..source + burst.words]);
            for pv in self.geometry.selected(burst.pvs) {
                store(burst, words, &mut context.pvs[pv]);
            }
        }
        let Some(first) = burst.completes else { return false };
        self.channels[burst.channel].completed.count(burst.end, burst.end + 1);
        record(context.trace, TRACKS[burst.channel], context.counter.name(burst.layer), first, burst.end);
        true
    }
}

/// Stores the words of a burst, zeros without them, in a PV.
fn store(burst: &Burst, words: Option<&[i16]>, pv: &mut Pv) {
    let memories = &mut pv.memories;
    let memory = match burst.channel {
        INPUT => &mut memories.input,
        WEIGHT => &mut memories.weight,
        _ => {
            // What lies beyond the tables is not stored.
            for offset in 0..burst.words {
                let at = (burst.target as usize).saturating_add(offset);
                if let Some(slot) = memories.parameters.get_mut(at) {
                    *slot = words.map_or(0, |words| words[offset]);
                }
            }
            return;
        }
    };
    store_wrapping(memory, burst.target, words, burst.words);
}

fn position(channel: DmaChannel) -> usize {
    match channel {
        DmaChannel::Input => INPUT,
        DmaChannel::Weight => WEIGHT,
        DmaChannel::Parameter | DmaChannel::Output => PARAMETER,
    }
}

impl Channel {
    fn new(depth: u32) -> Self {
        Self {
            commands: Fifo::new(depth as usize),
            registers: Registers::new(),
            active: None,
            free_from: 0,
            completed: Timeline::default(),
        }
    }

    fn idle_from(&self) -> u64 {
        match self.active {
            None => self.commands.empty_from().max(self.free_from),
            Some(_) => NEVER,
        }
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
            MicroOp::DmaStart { segment, pvs, fill, .. } => {
                let DmaCommand { layer, index, image, .. } = command;
                let start = Start { segment, pvs, fill: fill != 0, layer, index, image };
                self.active = Some(Active::new(Transfer::new(&self.registers, start), now + 1));
            }
            _ => {}
        }
        true
    }

    fn look_for_needs(&mut self, context: &LoadContext<'_, '_>) {
        if let Some(active) = &mut self.active {
            active.needs =
                active.needs.or_else(|| needs_from(&active.transfer, context.pvs, context.outputs));
        }
    }

    /// From when on it has a burst to request; [`NEVER`] while that is open.
    fn ready_from(&self) -> u64 {
        self.active
            .as_ref()
            .map_or(NEVER, |active| active.needs.map_or(NEVER, |needs| needs.max(active.from)))
    }
}

/// From when on everything that a transfer needs is there, once that is certain.
pub(super) fn needs_from(transfer: &Transfer, pvs: &[Pv], outputs: &Timeline) -> Option<u64> {
    let mut from = outputs.when(transfer.outputs_needed)?;
    if transfer.sums_needed | transfer.drains_needed != 0 {
        for (pv, _) in pvs.iter().zip(0..).filter(|(_, index)| transfer.start.pvs >> index & 1 != 0) {
            let operations = pv.timelines.operations.when(transfer.sums_needed)?;
            from = from.max(operations).max(pv.timelines.drains.when(transfer.drains_needed)?);
        }
    }
    Some(from)
}

impl Active {
    fn new(transfer: Transfer, from: u64) -> Self {
        Self { transfer, from, needs: None, at: Place::default(), row: None, done: 0, first: None }
    }

    /// Where the row lies among the elements of the memory, and its device address. A fill lies nowhere.
    fn locate_row(&mut self, bus: &Bus<'_>) -> Result<(usize, u64), Fault> {
        if self.transfer.start.fill {
            return Ok((0, 0));
        }
        if let Some(row) = self.row {
            return Ok(row);
        }
        let (segment, offset) = (self.transfer.start.segment, self.transfer.offset(&self.at));
        let elements = bus.locate_elements(segment, offset, self.transfer.row_bytes, Direction::Read)?;
        let row = (elements.start, bus.device_address(segment, offset));
        self.row = Some(row);
        Ok(row)
    }

    /// Moves on by the bytes of a burst. True if it was the last.
    fn advance(&mut self, bytes: u64) -> bool {
        self.done += bytes;
        if self.done < self.transfer.row_bytes {
            return false;
        }
        (self.done, self.row) = (0, None);
        match self.transfer.next_loaded(self.at) {
            Some(next) => {
                self.at = next;
                false
            }
            None => true,
        }
    }
}
