//! The execute engine of a PV: when it consumes operands, and what it waits for.
//!
//! Operations run in order. While addresses are certain the engine takes one operand a cycle, so it works in blocks:
//! as many operands as lie in one generation of each generator. A block is scheduled as soon as it is certain when it
//! starts, and computed in the cycle of its last operands.

use isa::ops::{ExecuteOp, flags};
use isa::timing::{ENGINE_QUEUE, HORIZONTAL_SWITCH, OPERANDS_TO_HORIZONTAL_SUM, OPERANDS_TO_SUM};

use super::fifo::{Fifo, NEVER};
use super::generator::{Generator, Head};
use super::kernel::{Block, Function, Partial};
use super::memories::{MAX_LANES, Memories};
use super::profile::LayerId;
use super::pv::{Shared, Timelines};
use super::trace::Track;

/// An operation with the registers that it took along.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation {
    pub(super) function: Function,
    pub(super) weights_needed: u64,
    pub(super) inputs_needed: u64,
    pub(super) drains_needed: u64,
    pub(super) layer: LayerId,
}

impl Operation {
    fn signals(&self) -> bool {
        self.function.flags & flags::SIGNAL != 0
    }
}

/// When the operation at the head of the queue has what it needs, as far as that is certain.
#[derive(Debug, Clone, Copy, Default)]
struct Needs {
    inputs: Option<u64>,
    weights: Option<u64>,
    drains: Option<u64>,
}

/// A block that runs.
#[derive(Debug, Clone, Copy)]
struct Running {
    start: u64,
    end: u64,
    /// Absent for `nop`.
    block: Option<Block>,
    /// Whether the operation is over with it.
    last: bool,
}

#[derive(Debug)]
pub(super) struct Execute {
    pub(super) queue: Fifo<Operation>,
    running: Option<Running>,
    needs: Needs,
    /// Whether the operation at the head has consumed something.
    begun: bool,
    /// Cycle of the first operands of the operation at the head.
    first: u64,
    /// Operands of the current group that are consumed.
    position: u64,
    partial: Partial,
    /// The first cycle in which the next block may start.
    free_from: u64,
    /// Whether the latest operation summed over the PEs.
    horizontal: bool,
    /// From when on the sums of all operations are in the accumulators.
    settled_from: u64,
    /// Cycles before it are counted as busy or stalled.
    accounted: u64,
    /// For what the sequencer had waited then.
    blocked: [u64; 3],
    /// For what the sequencer had waited when the operation at the head came.
    blocked_at_head: Option<[u64; 3]>,
    /// The layer of the latest operation.
    layer: LayerId,
}

impl Execute {
    pub(super) fn new() -> Self {
        Self {
            queue: Fifo::new(ENGINE_QUEUE),
            running: None,
            needs: Needs::default(),
            begun: false,
            first: 0,
            position: 0,
            partial: [0; MAX_LANES],
            free_from: 0,
            horizontal: false,
            settled_from: 0,
            accounted: 0,
            blocked: [0; 3],
            blocked_at_head: None,
            layer: 0,
        }
    }

    /// When to look at it again.
    pub(super) fn wake(&self) -> u64 {
        self.running.map_or(NEVER, |running| running.end)
    }

    /// From when on it is seen to have nothing left to do, pipeline included.
    pub(super) fn idle_from(&self) -> u64 {
        self.queue.empty_from().max(self.settled_from)
    }

    /// Finishes the block that ends in cycle `now`. True if an operation has signalled.
    pub(super) fn finish(
        &mut self,
        now: u64,
        track: Track,
        memories: &mut Memories,
        timelines: &mut Timelines,
        shared: &mut Shared<'_>,
    ) -> bool {
        let Some(running) = self.running.filter(|running| running.end <= now) else { return false };
        let Some((_, operation)) = self.queue.head() else { return false };
        self.running = None;
        self.blocked = shared.blocked.before(now + 1);
        if let Some(block) = running.block {
            if shared.compute {
                operation.function.run(block, &mut self.partial, memories);
            }
            count(&operation, &block, memories, shared);
        }
        shared.counter.active(operation.layer, running.start, running.end);
        if !running.last {
            return false;
        }
        self.queue.pop(now);
        (self.begun, self.needs, self.blocked_at_head) = (false, Needs::default(), None);
        self.horizontal = operation.function.horizontal();
        let latency = if self.horizontal { OPERANDS_TO_HORIZONTAL_SUM } else { OPERANDS_TO_SUM };
        self.settled_from = now + latency;
        shared.counter.of(operation.layer).operations += 1;
        shared.trace(track, operation.function.name(), self.first, now);
        if operation.signals() {
            timelines.operations.count(now, now + 1);
            timelines.sums.count(now, now + latency);
        }
        operation.signals()
    }

    /// Schedules the next block if it is certain when it starts. True if something was scheduled.
    pub(super) fn schedule(
        &mut self,
        now: u64,
        generators: &mut [Generator; 4],
        timelines: &Timelines,
        shared: &mut Shared<'_>,
    ) -> bool {
        if self.running.is_some() {
            return false;
        }
        let Some((seen, operation)) = self.queue.head() else { return false };
        let mut since = self.free_from.max(if self.begun { 0 } else { seen });
        if self.horizontal && !self.begun && !operation.function.horizontal() {
            since = since.max(self.free_from + HORIZONTAL_SWITCH);
        }
        self.look_for_needs(&operation, timelines, shared);
        let blocked = shared.blocked.before(since.min(now + 1));
        self.blocked_at_head.get_or_insert(blocked);
        let Some((ready, heads)) = self.ready(&operation, generators) else { return false };
        let start = ready.iter().fold(since, |start, &ready| start.max(ready));
        let running = self.block(&operation, start, heads, generators, shared.quantum);
        self.account(&operation, since, ready, &running, shared);
        if !self.begun {
            (self.begun, self.first) = (true, start);
        }
        self.free_from = running.end + 1;
        self.running = Some(running);
        true
    }

    fn look_for_needs(&mut self, operation: &Operation, timelines: &Timelines, shared: &Shared<'_>) {
        let needs = &mut self.needs;
        needs.inputs = needs.inputs.or_else(|| shared.inputs.when(operation.inputs_needed));
        needs.weights = needs.weights.or_else(|| shared.weights.when(operation.weights_needed));
        needs.drains = needs.drains.or_else(|| timelines.drains.when(operation.drains_needed));
    }

    /// From when on inputs, weights and accumulators are there, and the heads of the three FIFOs.
    fn ready(&self, operation: &Operation, generators: &[Generator; 4]) -> Option<([u64; 3], Heads)> {
        let drains = self.needs.drains?;
        if operation.function.op == ExecuteOp::Nop {
            return Some(([0, 0, drains], None));
        }
        let [input, weight, output, _] = generators;
        let (input, output) = (input.head()?, output.head()?);
        let inputs = self.needs.inputs?.max(input.from);
        if !operation.function.reads_weights() {
            return Some(([inputs, 0, drains.max(output.from)], Some((input, None, output))));
        }
        let weight = weight.head()?;
        let weights = self.needs.weights?.max(weight.from);
        Some(([inputs, weights, drains.max(output.from)], Some((input, Some(weight), output))))
    }

    /// The longest block from `start` on, whose addresses are consumed.
    fn block(
        &mut self,
        operation: &Operation,
        start: u64,
        heads: Heads,
        generators: &mut [Generator; 4],
        quantum: u64,
    ) -> Running {
        let Some((input, weight, output)) = heads else {
            return Running { start, end: start, block: None, last: true };
        };
        let repeat = operation.function.repeat;
        let left = output.left.saturating_mul(repeat) - self.position;
        let operands = left.min(quantum).min(input.left).min(weight.map_or(u64::MAX, |weight| weight.left));
        let block = Block {
            input: input.nest.at(input.index),
            weight: weight.map(|weight| weight.nest.at(weight.index)),
            output: output.nest.at(output.index),
            position: self.position,
            operands,
        };
        let [inputs, weights, outputs, _] = generators;
        inputs.consume(start, operands, 1);
        if weight.is_some() {
            weights.consume(start, operands, 1);
        }
        let done = self.position + operands;
        outputs.consume(start + (repeat - self.position) - 1, done / repeat, repeat);
        self.position = done % repeat;
        Running { start, end: start + operands - 1, block: Some(block), last: operands == left }
    }

    /// Counts the cycles up to the end of the block as busy or stalled.
    fn account(
        &mut self,
        operation: &Operation,
        since: u64,
        ready: [u64; 3],
        running: &Running,
        shared: &mut Shared<'_>,
    ) {
        let mut at = since.max(self.accounted);
        let mut stalls = self.without_operation(at, self.blocked_at_head.unwrap_or(self.blocked));
        for (stall, ready) in stalls.iter_mut().zip(ready) {
            *stall += ready.saturating_sub(at);
            at = at.max(ready);
        }
        let busy = running.end + 1 - running.start;
        let counts = shared.counter.of(operation.layer);
        counts.busy += busy;
        for (total, stall) in counts.stalls.iter_mut().zip(stalls) {
            *total += stall;
        }
        self.accounted = running.end + 1;
        self.layer = operation.layer;
    }

    /// The stalls of the cycles up to `until` in which there was no operation: what the sequencer waited for, else a
    /// micro-op.
    fn without_operation(&self, until: u64, blocked: [u64; 3]) -> [u64; 4] {
        let waited = |cause: usize| blocked[cause].saturating_sub(self.blocked[cause]);
        let [input, weight, output] = [0, 1, 2].map(waited);
        let cycles = until.saturating_sub(self.accounted);
        [input, weight, output, cycles.saturating_sub(input + weight + output)]
    }

    /// Counts the cycles from the last operands to the end of the job.
    pub(super) fn account_rest(&mut self, cycles: u64, shared: &mut Shared<'_>) {
        let stalls = self.without_operation(cycles, shared.blocked.before(cycles));
        let counts = shared.counter.of(self.layer);
        counts.stalls.iter_mut().zip(stalls).for_each(|(total, stall)| *total += stall);
        self.accounted = self.accounted.max(cycles);
    }
}

type Heads = Option<(Head, Option<Head>, Head)>;

/// Counts the work of a block.
fn count(operation: &Operation, block: &Block, memories: &Memories, shared: &mut Shared<'_>) {
    let function = &operation.function;
    let pes = memories.geometry.pe_count as u64;
    let updates = (block.position + block.operands) / function.repeat;
    let counts = shared.counter.of(operation.layer);
    counts.input_words_read += block.operands * if function.by_lane() { pes } else { 1 };
    if function.reads_weights() {
        counts.weight_words_read += block.operands * pes;
        counts.macs += block.operands * pes;
    }
    let accumulators = updates * if function.horizontal() { 1 } else { pes };
    counts.accumulator_writes += accumulators;
    if function.flags & flags::CLEAR == 0 && function.op != ExecuteOp::Mul {
        counts.accumulator_reads += accumulators;
    }
    if function.horizontal() {
        counts.horizontal_additions += updates * (pes - 1);
    }
}
