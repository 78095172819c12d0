//! The load channels and the read port, cycle by cycle.

use super::memory::{beat_at, word_at};
use super::transfer::{Place, Transfer};
use super::workload::Job;
use isa::ArchConfig;
use std::collections::VecDeque;

pub const INPUT: usize = 0;
pub const WEIGHT: usize = 1;
pub const PARAMETER: usize = 2;
const FETCH: usize = 3;

#[derive(Clone)]
struct Channel {
    commands: VecDeque<u64>,
    registers: [u64; 15],
    active: Option<(Transfer, Place, bool)>,
    completed: u64,
}

#[derive(Clone, Copy)]
struct Burst {
    who: usize,
    fill: bool,
    address: u64,
    bytes: u64,
    arrives: u64,
    target: u64,
    pvs: u64,
    completes: bool,
    /// Bytes that are delivered.
    done: u64,
}

/// A burst of the fetch that may be requested.
#[derive(Clone, Copy)]
pub struct Fetch {
    pub offset: u64,
    pub words: u64,
    pub beats: u64,
}

/// What the surroundings do in a cycle.
#[derive(Clone, Copy, Default)]
pub struct Inputs {
    pub push: Option<(usize, u64)>,
    pub fetch: Option<Fetch>,
    pub pv_ready: [u64; 3],
    pub outputs_ready: [bool; 3],
    pub clear_timelines: bool,
}

/// Words that are stored: PVs, then address and value of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Write {
    pub pvs: u64,
    pub words: Vec<(u64, u64)>,
}

/// What the block shows in a cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    pub full: [bool; 3],
    /// Sums and drains of the transfer under way.
    pub needed: [Option<(u64, u64)>; 3],
    pub completed: [u64; 3],
    pub fetch_grant: bool,
    pub fetched: Option<(u128, u64)>,
    pub idle: bool,
    pub moved: bool,
    pub read_bytes: u64,
    pub address: Option<(u64, u64)>,
    pub scratch: [Option<Write>; 2],
    pub parameter: Option<Write>,
    pub fault: Option<(u64, u64, u64)>,
}

pub struct Reference<'a> {
    arch: ArchConfig,
    job: &'a Job,
    channels: [Channel; 3],
    order: VecDeque<Burst>,
    /// Beats requested and not seen as delivered.
    beats: u64,
    moved: bool,
    read_bytes: u64,
    addresses: VecDeque<Option<(u64, u64)>>,
    scratch: VecDeque<[Option<Write>; 2]>,
    parameter: Option<Write>,
    faults: VecDeque<Option<(u64, u64, u64)>>,
    pub stopped: bool,
    /// How often something interesting happened.
    pub seen: [u64; 6],
}

impl<'a> Reference<'a> {
    pub fn new(arch: &ArchConfig, job: &'a Job) -> Self {
        let mut registers = [0; 15];
        (registers[3], registers[4], registers[7]) = (2, 1, 1);
        let channel = Channel { commands: VecDeque::new(), registers, active: None, completed: 0 };
        Self {
            arch: *arch,
            job,
            channels: std::array::from_fn(|_| channel.clone()),
            order: VecDeque::new(),
            beats: 0,
            moved: false,
            read_bytes: 0,
            addresses: VecDeque::from([None; 4]),
            scratch: VecDeque::from([[None, None], [None, None]]),
            parameter: None,
            faults: VecDeque::from([None; 4]),
            stopped: false,
            seen: [0; 6],
        }
    }

    pub fn needed(&self, channel: usize) -> (u64, u64) {
        let active = self.channels[channel].active;
        active.map_or((0, 0), |(transfer, ..)| (transfer.registers[12], transfer.registers[13]))
    }

    /// Which channels have the transfers of the output channel that they need.
    pub fn outputs_ready(&self, completed: u64) -> [bool; 3] {
        let needed = |(transfer, ..): (Transfer, Place, bool)| transfer.registers[14];
        std::array::from_fn(|channel| completed >= self.channels[channel].active.map_or(0, needed))
    }

    pub fn room(&self, channel: usize) -> bool {
        self.channels[channel].commands.len() < self.arch.command_fifo_depth as usize
    }

    pub fn is_done(&self) -> bool {
        self.order.is_empty()
            && self.channels.iter().all(|channel| channel.active.is_none() && channel.commands.is_empty())
    }

    /// Lets a cycle pass and tells what is seen in it.
    pub fn cycle(&mut self, now: u64, inputs: &Inputs) -> Outputs {
        let mut outputs = Outputs {
            full: std::array::from_fn(|channel| !self.room(channel)),
            needed: std::array::from_fn(|channel| {
                self.channels[channel]
                    .active
                    .map(|(transfer, ..)| (transfer.registers[12], transfer.registers[13]))
            }),
            completed: std::array::from_fn(|channel| self.channels[channel].completed),
            idle: self.channels.iter().all(|channel| channel.active.is_none() && channel.commands.is_empty())
                && self.order.iter().all(|burst| burst.who == FETCH),
            moved: self.moved,
            read_bytes: self.read_bytes,
            ..Outputs::default()
        };
        (self.moved, self.read_bytes) = (false, 0);
        outputs.address = self.addresses.pop_front().flatten();
        outputs.scratch = self.scratch.pop_front().expect("two");
        outputs.parameter = self.parameter.take();
        outputs.fault = self.faults.pop_front().flatten();
        let idle_before = self.channels.clone();
        for (number, channel) in self.channels.iter_mut().enumerate() {
            if let Some((transfer, _, met)) = &mut channel.active {
                *met |= transfer.pvs & !inputs.pv_ready[number] == 0 && inputs.outputs_ready[number];
            }
        }
        let room = self.beats < u64::from(self.arch.outstanding_beats);
        self.seen[0] += u64::from(!room);
        let delivered = self.deliver(now, &mut outputs);
        let mut requested = None;
        let mut fault = None;
        if room && !self.stopped {
            if let Some(fetch) = inputs.fetch {
                requested = Some(self.fetch(now, fetch));
                outputs.fetch_grant = true;
            } else {
                let ready = |&channel: &usize| self.channels[channel].active.is_some_and(|active| active.2);
                if let Some(channel) = [PARAMETER, INPUT, WEIGHT].into_iter().find(ready) {
                    let (burst, wrong) = self.request(now, channel);
                    (requested, fault) = (Some(burst), wrong);
                }
            }
        }
        self.beats -= delivered;
        let mut address = None;
        if let Some(burst) = requested {
            let beats = (burst.address % 16 + burst.bytes).div_ceil(16);
            self.beats += beats;
            self.order.push_back(burst);
            self.moved = true;
            if !burst.fill {
                self.read_bytes = burst.bytes;
                address = Some((burst.address, beats)).filter(|_| fault.is_none());
            }
        }
        self.addresses.push_back(address);
        self.faults.push_back(fault);
        self.stopped |= fault.is_some();
        for (channel, before) in self.channels.iter_mut().zip(idle_before) {
            let Some(&command) =
                before.commands.front().filter(|&&command| command & 1 == 0 || before.active.is_none())
            else {
                continue;
            };
            channel.commands.pop_front();
            self.moved = true;
            if command & 1 == 0 {
                channel.registers[(command >> 1 & 31) as usize] = command >> 6;
                continue;
            }
            let transfer = Transfer {
                registers: channel.registers,
                segment: command >> 1 & 7,
                pvs: command >> 4 & 0xFFFF,
                fill: command >> 20 & 1 != 0,
                index: command >> 21,
                image: self.job.image,
            };
            channel.active = Some((transfer, Place::default(), false));
        }
        if let Some((channel, command)) = inputs.push {
            self.channels[channel].commands.push_back(command);
        }
        if inputs.clear_timelines {
            self.channels.iter_mut().for_each(|channel| channel.completed = 0);
        }
        outputs
    }

    fn fetch(&mut self, now: u64, fetch: Fetch) -> Burst {
        let arrives = now + u64::from(self.arch.memory_latency_cycles);
        let (address, bytes) = (self.job.addresses[0] + fetch.offset, 8 * fetch.words);
        Burst {
            who: FETCH,
            fill: false,
            address,
            bytes,
            arrives,
            target: 0,
            pvs: 0,
            completes: false,
            done: 0,
        }
    }

    fn request(&mut self, now: u64, channel: usize) -> (Burst, Option<(u64, u64, u64)>) {
        let (transfer, at, _) = self.channels[channel].active.as_mut().expect("ready");
        let row_bytes = transfer.registers[3];
        let (offset, segment) = (transfer.offset(*at), transfer.segment);
        let (window, size) = (self.job.addresses[segment as usize], self.job.sizes[segment as usize]);
        let mut fault = None;
        if at.done == 0 && !transfer.fill {
            if offset.checked_add(row_bytes).is_none_or(|end| end > size) {
                fault = Some((3, segment, offset.max(size)));
            } else if window.wrapping_add(offset) % 2 != 0 {
                fault = Some((8, segment, offset));
            }
        }
        let address = if transfer.fill { at.done } else { window.wrapping_add(offset) };
        let bytes = (row_bytes - at.done).min(256 - address % 16).min(4096 - address % 4096);
        let latency = if transfer.fill { 1 } else { self.arch.memory_latency_cycles.into() };
        let mut burst = Burst {
            who: channel,
            fill: transfer.fill,
            address,
            bytes,
            arrives: now + latency,
            target: transfer.target(*at),
            pvs: transfer.receivers(*at, false),
            completes: false,
            done: 0,
        };
        self.seen[1] += u64::from(transfer.fill);
        self.seen[2] += u64::from(address % 16 != 0);
        at.done += bytes;
        if at.done == row_bytes {
            match transfer.next(*at, false) {
                Some(next) => *at = next,
                None => {
                    self.channels[channel].active = None;
                    burst.completes = true;
                }
            }
        }
        (burst, fault)
    }

    /// Delivers a chunk. Returns the beats that are through.
    fn deliver(&mut self, now: u64, outputs: &mut Outputs) -> u64 {
        let mut scratch = [None, None];
        let mut through = 0;
        if let Some(burst) = self.order.front_mut().filter(|burst| burst.arrives <= now && !self.stopped) {
            self.moved = true;
            let at = burst.address + burst.done;
            let beat_left = (16 - at % 16).min(burst.bytes - burst.done);
            let lanes = u64::from(self.arch.lanes());
            let bytes = beat_left.min(if burst.who >= PARAMETER { 16 } else { 2 * lanes });
            if burst.who == FETCH {
                let mask = u64::from(at % 16 < 8) | u64::from((at + bytes - 1) % 16 >= 8) << 1;
                outputs.fetched = Some((beat_at(at), mask));
            } else {
                let (who, words) = (
                    burst.who,
                    match burst.who {
                        INPUT => lanes * u64::from(self.arch.input_words),
                        WEIGHT => lanes * u64::from(self.arch.weight_words),
                        _ => u64::from(8 * self.arch.parameter_entries + 1040),
                    },
                );
                let word = |i: u64| {
                    let value = if burst.fill { 0 } else { word_at(at + 2 * i) };
                    (burst.target + burst.done / 2 + i, value)
                };
                let stored = (0..bytes / 2).map(word);
                let mut stored: Vec<_> = match who {
                    PARAMETER => stored.filter(|&(address, _)| address < words).collect(),
                    _ => stored.map(|(address, value)| (address % words, value)).collect(),
                };
                stored.sort_unstable();
                self.seen[3] += u64::from(who == PARAMETER && stored.len() < bytes as usize / 2);
                let write = Some(Write { pvs: burst.pvs, words: stored });
                match who {
                    PARAMETER => self.parameter = write,
                    _ => scratch[who] = write,
                }
            }
            burst.done += bytes;
            through = u64::from(bytes == beat_left);
            self.seen[4] += 1 - through;
            if burst.done == burst.bytes {
                if burst.completes {
                    self.channels[burst.who].completed += 1;
                    self.seen[5] += 1;
                }
                self.order.pop_front();
            }
        }
        self.scratch.push_back(scratch);
        through
    }
}
