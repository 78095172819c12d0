//! Operations whose operands come from generations of any length, started early or late, against an execute engine,
//! generators and a front end that take one step a cycle.

use std::collections::VecDeque;

use isa::ArchConfig;
use isa::ops::{ExecuteOp, Generator, GeneratorRegister, MicroOp, PvRegister, flags};
use proptest::prelude::*;

use crate::cycle::CycleOptions;
use crate::cycle::generator::stepped::Stepped;
use crate::rig::{Rig, code};

/// An operation.
#[derive(Debug, Clone, Copy)]
struct Op {
    outputs: u64,
    repeat: u64,
    flags: u8,
    weights: bool,
}

/// What a PV is told.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Starts a generation of a generator.
    Start(usize, u64),
    Execute(Op),
    /// Nothing for the PV.
    Pause,
}

/// A generation, and which operands of all it serves.
#[derive(Debug, Clone, Copy)]
struct Cut {
    length: u64,
    first: usize,
    last: usize,
}

/// Cuts `total` into parts.
fn cut(mut total: u64, parts: &[u64]) -> Vec<u64> {
    let mut cuts = Vec::new();
    for part in parts.iter().cycle() {
        if total == 0 {
            break;
        }
        cuts.push(total.min(*part));
        total -= total.min(*part);
    }
    cuts
}

/// Orders starts and operations at random, so that no one waits for what stands behind it.
fn interleave(ops: &[Op], cuts: [&[u64]; 2], choices: &[u8]) -> Vec<Step> {
    // The operation of each operand, and the first operand of each operation.
    let owners: Vec<usize> = ops
        .iter()
        .enumerate()
        .flat_map(|(index, op)| (0..op.outputs * op.repeat).map(move |_| index))
        .collect();
    let begins: Vec<usize> = (0..ops.len()).map(|op| owners.partition_point(|&owner| owner < op)).collect();
    let all: Vec<usize> = (0..owners.len()).collect();
    let weighted = all.iter().copied().filter(|&operand| ops[owners[operand]].weights).collect();
    let mut generations: [Vec<Cut>; 3] = Default::default();
    for (stream, operands) in [all, weighted].into_iter().enumerate() {
        let mut begin = 0;
        for length in cut(operands.len() as u64, cuts[stream]) {
            let end = begin + length as usize;
            generations[stream].push(Cut { length, first: operands[begin], last: operands[end - 1] });
            begin = end;
        }
    }
    for (index, op) in ops.iter().enumerate() {
        let last = begins.get(index + 1).copied().unwrap_or(owners.len()) - 1;
        generations[2].push(Cut { length: op.outputs, first: begins[index], last });
    }
    let (mut started, mut issued, mut steps) = ([0; 3], 0, Vec::new());
    let mut choices = choices.iter().cycle().take(100_000);
    while issued < ops.len() || (0..3).any(|stream| started[stream] < generations[stream].len()) {
        // Whether the generations of the operands before `end` are started.
        let started_before = |end: usize, started: &[usize; 3]| {
            (0..3).all(|stream| generations[stream].get(started[stream]).is_none_or(|cut| cut.first >= end))
        };
        match usize::from(*choices.next().expect("some order works")) % 5 {
            3 => {
                // The one two before must leave the queue.
                if issued < ops.len() && (issued < 2 || started_before(begins[issued - 1], &started)) {
                    steps.push(Step::Execute(ops[issued]));
                    issued += 1;
                }
            }
            4 => steps.push(Step::Pause),
            stream => {
                let (list, next) = (&generations[stream], started[stream]);
                // The one two before must be consumed.
                let free = next < 2 || {
                    let last = list[next - 2].last;
                    owners[last] < issued && started_before(last + 1, &started)
                };
                if next < list.len() && free {
                    steps.push(Step::Start(stream, list[next].length));
                    started[stream] += 1;
                }
            }
        }
    }
    steps
}

/// The micro-ops of a step, with what the front end does with each.
fn micro_ops(step: Step) -> Vec<(MicroOp, Told)> {
    let load = |register, value| MicroOp::MimdLoad { pvs: 1, register, value };
    match step {
        Step::Pause => vec![(load(PvRegister::ClampLow, 0), Told::Nothing); 3],
        Step::Start(stream, length) => {
            let (generator, register) = (Generator::ALL[stream], GeneratorRegister::End);
            let configure = MicroOp::AccessConfigure { pvs: 1, generator, register, value: length as u32 };
            let start = MicroOp::AccessStart { pvs: 1, generators: 1 << stream };
            vec![(configure, Told::Configure(stream)), (start, Told::Start(stream, length))]
        }
        Step::Execute(op) => {
            let kind = if op.weights { ExecuteOp::Mac } else { ExecuteOp::Add };
            vec![
                (load(PvRegister::Repeat, op.repeat as u32), Told::Nothing),
                (MicroOp::Execute { pvs: 1, op: ExecuteOp::Repeat, flags: 0 }, Told::Nothing),
                (MicroOp::Execute { pvs: 1, op: kind, flags: op.flags }, Told::Execute(op)),
            ]
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Told {
    Nothing,
    Configure(usize),
    Start(usize, u64),
    Execute(Op),
}

/// The cycle in which everything is seen to be idle, counted step by step from the issue of the first micro-op, and the
/// busy cycles.
fn stepped(told: &[Told], depth: u32) -> (u64, u64) {
    let mut generators = [(); 3].map(|()| Stepped::new(depth));
    let mut queue: VecDeque<(u64, Op)> = VecDeque::new();
    let (mut next, mut position, mut outputs, mut busy) = (0, 0, 0, 0);
    let (mut idle, mut not_before, mut horizontal) = (0, 0, false);
    let mut now = 0;
    while next < told.len() || !queue.is_empty() {
        now += 1;
        assert!(now < 100_000, "nothing moves");
        let waiting = queue.len();
        let head = queue.front().copied().filter(|&(since, op)| {
            since < now
                && (now >= not_before + 4
                    || !horizontal
                    || op.flags & flags::HORIZONTAL != 0
                    || outputs + position > 0)
        });
        let there = |stream: usize| generators[stream].head_since().is_some_and(|since| since < now);
        let runs = head.filter(|(_, op)| there(0) && there(2) && (!op.weights || there(1)));
        // The front end sees what was so at the end of the cycle before; micro-op `next` is there from `next + 1` on.
        let mut start = None;
        if let Some(&micro_op) = told.get(next).filter(|_| now > next as u64) {
            let takes = match micro_op {
                Told::Nothing => true,
                Told::Configure(stream) | Told::Start(stream, _) => generators[stream].shadow_is_free(now),
                Told::Execute(op) => {
                    if waiting < 2 {
                        queue.push_back((now, op));
                    }
                    waiting < 2
                }
            };
            if takes {
                next += 1;
                idle = idle.max(now + 1);
                if let Told::Start(stream, length) = micro_op {
                    start = Some((stream, length));
                }
            }
        }
        let mut reads = [false; 3];
        if let Some((_, op)) = runs {
            busy += 1;
            position += 1;
            let update = position == op.repeat;
            reads = [true, op.weights, update];
            if update {
                (position, outputs) = (0, outputs + 1);
            }
            if outputs == op.outputs {
                horizontal = op.flags & flags::HORIZONTAL != 0;
                (outputs, not_before) = (0, now + 1);
                idle = idle.max(now + if horizontal { 12 } else { 8 });
                queue.pop_front();
            }
        }
        for (generator, reads) in generators.iter_mut().zip(reads) {
            generator.cycle(now, reads);
        }
        if let Some((stream, length)) = start {
            generators[stream].start(length, now);
        }
    }
    (idle, busy)
}

fn any_op() -> impl Strategy<Value = Op> {
    let flags = prop_oneof![Just(0), Just(flags::SIGNAL), Just(flags::HORIZONTAL), Just(flags::LANES)];
    (1u64..8, 1u64..8, flags, any::<bool>()).prop_map(|(outputs, repeat, flags, weights)| Op {
        outputs,
        repeat,
        flags,
        weights,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn operations_take_the_cycles_that_steps_take(
        ops in prop::collection::vec(any_op(), 1..12),
        inputs in prop::collection::vec(1u64..30, 1..5),
        weights in prop::collection::vec(1u64..30, 1..5),
        choices in prop::collection::vec(any::<u8>(), 8..40),
        depth in 2u32..10,
    ) {
        prop_assume!((0..5).all(|kind| choices.iter().any(|choice| choice % 5 == kind)));
        let steps = interleave(&ops, [&inputs, &weights], &choices);
        let (mut code_words, told): (Vec<_>, Vec<_>) = steps.into_iter().flat_map(micro_ops).unzip();
        code_words.push(MicroOp::Halt {});
        let (idle, busy) = stepped(&told, depth);
        // The halt is the last word: it is there after all the others.
        let done = idle.max(told.len() as u64);
        let arch = ArchConfig { address_fifo_depth: depth, memory_latency_cycles: 8, ..ArchConfig::REFERENCE };
        let mut rig = Rig::cycle(arch, CycleOptions::default());
        rig.load(&code(&code_words));
        let completion = rig.run(&rig.job(1, 1));
        prop_assert_eq!(completion.fault, None);
        let macs: u64 = ops.iter().filter(|op| op.weights).map(|op| 16 * op.outputs * op.repeat).sum();
        prop_assert_eq!(completion.macs, macs);
        prop_assert_eq!(busy, ops.iter().map(|op| op.outputs * op.repeat).sum::<u64>());
        prop_assert_eq!(completion.cycles, 9 + done + 1);
    }
}
