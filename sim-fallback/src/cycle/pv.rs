//! A processing vector: front end, generators, execute and post engine around its memories.

use std::sync::Mutex;

use isa::ArchConfig;
use isa::ops::MicroOp;

use super::execute::Execute;
use super::fifo::{Fifo, NEVER};
use super::front_end::{Engines, FrontEnd};
use super::generator::Generator;
use super::memories::{Geometry, Memories};
use super::post::Post;
use super::profile::{Counter, LayerId};
use super::sequencer::Blocked;
use super::timeline::Timeline;
use super::trace::{Trace, Track};

/// What a PV sees of the rest of the machine.
pub(super) struct Shared<'a> {
    /// Complete transfers of the input channel.
    pub(super) inputs: &'a Timeline,
    /// Complete transfers of the weight channel.
    pub(super) weights: &'a Timeline,
    /// Complete transfers of the parameter channel.
    pub(super) parameters: &'a Timeline,
    pub(super) counter: &'a mut Counter,
    /// What the sequencer has waited for.
    pub(super) blocked: Blocked,
    pub(super) compute: bool,
    /// Most operands, and most beats, that are scheduled at once.
    pub(super) quantum: u64,
    pub(super) trace: Option<&'a Mutex<Trace>>,
}

impl Shared<'_> {
    pub(super) fn trace(&self, track: Track, name: &str, start: u64, end: u64) {
        record(self.trace, track, name, start, end);
    }
}

/// Records an interval if anybody wants it.
pub(super) fn record(trace: Option<&Mutex<Trace>>, track: Track, name: &str, start: u64, end: u64) {
    if let Some(mut trace) = trace.and_then(|trace| trace.lock().ok()) {
        trace.record(track, name, start, end);
    }
}

/// What a PV has completed.
#[derive(Debug, Default)]
pub(super) struct Timelines {
    /// Signalling operations.
    pub(super) operations: Timeline,
    /// Signalling operations whose sums are in the accumulators.
    pub(super) sums: Timeline,
    /// Signalling `act`s.
    pub(super) drains: Timeline,
}

/// What others may have waited for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Progress {
    /// A micro-op has left the command FIFO.
    pub(super) command_taken: bool,
    /// The timelines have moved on.
    pub(super) signalled: bool,
    /// Beats are on their way to the output FIFO.
    pub(super) beats: bool,
}

#[derive(Debug)]
pub(super) struct Pv {
    index: u8,
    /// Micro-ops with the layer in which they were issued.
    pub(super) commands: Fifo<(MicroOp, LayerId)>,
    front_end: FrontEnd,
    generators: [Generator; 4],
    execute: Execute,
    pub(super) post: Post,
    pub(super) timelines: Timelines,
    pub(super) memories: Memories,
    /// When to look at it again.
    pub(super) wake: u64,
    arch: ArchConfig,
}

impl Pv {
    pub(super) fn new(index: usize, arch: &ArchConfig) -> Self {
        Self {
            index: index as u8,
            commands: Fifo::new(arch.command_fifo_depth as usize),
            front_end: FrontEnd::new(index, arch),
            generators: std::array::from_fn(|_| Generator::new(arch.address_fifo_depth)),
            execute: Execute::new(),
            post: Post::new(arch.output_fifo_beats),
            timelines: Timelines::default(),
            memories: Memories::new(Geometry::new(arch)),
            wake: NEVER,
            arch: *arch,
        }
    }

    /// As at the start of a job: everything but the memories and the local micro-op buffer.
    pub(super) fn reset(&mut self) {
        let arch = &self.arch;
        self.commands = Fifo::new(arch.command_fifo_depth as usize);
        self.front_end.reset();
        self.generators = std::array::from_fn(|_| Generator::new(arch.address_fifo_depth));
        self.execute = Execute::new();
        self.post = Post::new(arch.output_fifo_beats);
        self.clear_timelines();
        self.wake = NEVER;
    }

    pub(super) fn clear_timelines(&mut self) {
        self.timelines.operations.clear();
        self.timelines.sums.clear();
        self.timelines.drains.clear();
    }

    /// From when on everything is seen to be idle; [`NEVER`] while that is open.
    pub(super) fn idle_from(&self) -> u64 {
        self.commands.empty_from().max(self.execute.idle_from()).max(self.post.idle_from())
    }

    /// Does what is due in cycle `now`.
    pub(super) fn step(&mut self, now: u64, shared: &mut Shared<'_>) -> Progress {
        let mut progress = Progress::default();
        self.finish(now, &mut progress, shared);
        progress.command_taken = self.take_command(now, shared);
        let mut beats = self.schedule(now, shared);
        // What was scheduled for this very cycle may be over with it.
        while self.execute.wake().min(self.post.wake()) <= now {
            self.finish(now, &mut progress, shared);
            beats += self.schedule(now, shared);
        }
        progress.beats = beats > 0;
        self.wake = if beats >= shared.quantum { now + 1 } else { self.next_wake(now) };
        progress
    }

    fn finish(&mut self, now: u64, progress: &mut Progress, shared: &mut Shared<'_>) {
        let (execute, post) = (Track::Execute(self.index), Track::Post(self.index));
        let Self { memories, timelines, .. } = self;
        progress.signalled |= self.execute.finish(now, execute, memories, timelines, shared);
        progress.signalled |= self.post.finish(now, post, timelines, shared);
    }

    /// Schedules what is certain. Returns the number of beats.
    fn schedule(&mut self, now: u64, shared: &mut Shared<'_>) -> u64 {
        self.execute.schedule(now, &mut self.generators, &self.timelines, shared);
        let [.., drain] = &mut self.generators;
        self.post.schedule(drain, &self.memories, &self.timelines, shared)
    }

    fn take_command(&mut self, now: u64, shared: &mut Shared<'_>) -> bool {
        let Some((seen, (op, layer))) = self.commands.head().filter(|(seen, _)| *seen <= now) else {
            return false;
        };
        let mut engines =
            Engines { generators: &mut self.generators, execute: &mut self.execute, post: &mut self.post };
        if self.front_end.ready_from(op, now.max(seen), &engines) > now {
            return false;
        }
        self.commands.pop(now);
        if self.front_end.take(op, layer, now, &mut engines) {
            shared.counter.of(layer).local_micro_ops += 1;
        }
        true
    }

    /// The next cycle in which something is certain to happen. What depends on others, they say.
    fn next_wake(&mut self, now: u64) -> u64 {
        let engines = self.execute.wake().max(now + 1).min(self.post.wake().max(now + 1));
        let Some((seen, (op, _))) = self.commands.head() else { return engines };
        let engines_of_front_end =
            Engines { generators: &mut self.generators, execute: &mut self.execute, post: &mut self.post };
        engines.min(self.front_end.ready_from(op, seen.max(now + 1), &engines_of_front_end))
    }

    /// Counts the cycles after the last operation.
    pub(super) fn account_rest(&mut self, cycles: u64, shared: &mut Shared<'_>) {
        self.execute.account_rest(cycles, shared);
    }
}
