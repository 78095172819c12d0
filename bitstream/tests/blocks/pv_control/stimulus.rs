//! Everything around the control of a PV, at random: a sequencer with legal commands, transfers that complete, a post
//! engine that takes its time, jobs that end or are cut off.

use super::program::Programmer;
use super::random::Random;
use super::reference::{Inputs, Outputs, Reference, Spent};
use crate::support::bench::Row;
use bitstream::pv::control::RESTORE_CYCLES;
use isa::ArchConfig;
use std::collections::VecDeque;

/// Probabilities per cycle.
struct Mood {
    push: f64,
    complete: f64,
    drain: f64,
}

const MOODS: [Mood; 5] = [
    Mood { push: 1.0, complete: 1.0, drain: 1.0 },
    Mood { push: 1.0, complete: 0.5, drain: 0.8 },
    Mood { push: 1.0, complete: 0.02, drain: 0.9 },
    Mood { push: 0.9, complete: 0.5, drain: 0.1 },
    Mood { push: 0.1, complete: 0.5, drain: 0.8 },
];

/// Cycles without progress after which the stimulus itself is wrong.
const PATIENCE: u32 = 3000;

/// Stimulus and expected outputs of `cycles` cycles.
pub fn rows(arch: &ArchConfig, seed: u64, cycles: usize) -> Vec<Row> {
    let mut random = Random::new(seed);
    let mut reference = Reference::new(arch);
    let mut rows = vec![];
    let mut situations = Situations::default();
    let mut record = |reference: &mut Reference, inputs: Inputs| {
        let outputs = reference.cycle(&inputs);
        situations.count(&inputs, &outputs);
        rows.push(row(&inputs, &outputs));
        rows.len()
    };
    let mut done = record(&mut reference, Inputs { reset: true, ..Inputs::default() });
    let mut programmer = Programmer::new();
    // Cycles since the latest reset. No program's first word comes while registers are restored.
    let mut since_reset = 0;
    while done < cycles {
        let mood = &MOODS[random.below(MOODS.len() as u32) as usize];
        let mut commands: VecDeque<u64> = VecDeque::new();
        for _ in 0..1 + random.below(9) {
            commands.extend(programmer.round(&mut random));
        }
        let cut_off = random.chance(0.3).then(|| random.below(300));
        let mut completed = [0_u32; 3];
        let mut still = 0;
        for cycle in 0.. {
            for (completed, needed) in completed.iter_mut().zip(programmer.transfers_needed) {
                *completed += u32::from(*completed < needed + 2 && random.chance(mood.complete));
            }
            let [inputs_completed, weights_completed, parameters_completed] = completed;
            let counts = reference.counts();
            let mut near = |count: u32| match random.below(8) {
                0 => random.below(u32::MAX),
                _ => (count + random.below(4)).saturating_sub(2),
            };
            let needed = std::array::from_fn(|_| [near(counts[0]), near(counts[1])]);
            let drain = reference.drain(parameters_completed).filter(|_| random.chance(mood.drain));
            since_reset += 1;
            let pushes =
                since_reset >= RESTORE_CYCLES && !reference.command_full() && random.chance(mood.push);
            let over = commands.is_empty() && reference.is_idle();
            let inputs = Inputs {
                reset: cut_off == Some(cycle),
                command: if pushes && cut_off != Some(cycle) { commands.pop_front() } else { None },
                clear_timelines: over,
                inputs_completed,
                weights_completed,
                parameters_completed,
                needed,
                drain_pop: drain.is_some(),
                act_done: drain.is_some_and(|address| address.last),
                post_idle: random.chance(0.5),
            };
            done = record(&mut reference, inputs);
            still = if reference.has_moved() { 0 } else { still + 1 };
            assert!(still < PATIENCE, "the stimulus is stuck after {done} cycles");
            if inputs.reset {
                since_reset = 0;
                programmer = Programmer::new();
            } else if over {
                programmer.clear_timelines();
            }
            if inputs.reset || over {
                break;
            }
        }
    }
    situations.check();
    rows
}

/// How often what happened; the stimulus is worth its time only if it gets everywhere.
#[derive(Default)]
struct Situations {
    counts: std::collections::BTreeMap<&'static str, u32>,
}

impl Situations {
    fn count(&mut self, inputs: &Inputs, outputs: &Outputs) {
        let mut note = |what, happens: bool| *self.counts.entry(what).or_default() += u32::from(happens);
        note("command FIFO full", outputs.command_full);
        note("operands", outputs.operands.is_some());
        note("several operands", outputs.operands.is_some_and(|operands| !operands.first && !operands.last));
        note("without weights", outputs.operands.is_some_and(|operands| operands.weight.is_none()));
        note("act that waits", outputs.act.is_some() && !outputs.act_ready);
        note("act without address", outputs.act_ready && outputs.drain.is_none());
        note("act done", inputs.act_done);
        note("idle", outputs.idle);
        note("input", outputs.spent == Some(Spent::Input));
        note("weight", outputs.spent == Some(Spent::Weight));
        note("output", outputs.spent == Some(Spent::Output));
        note("nothing", outputs.spent == Some(Spent::WithoutOperation));
        note("switch", outputs.spent == Some(Spent::Switching));
        note("clear", inputs.clear_timelines);
        note("reset", inputs.reset);
        note("pass within a generation", outputs.drain.is_some_and(|drain| drain.pass_ends && !drain.last));
    }

    fn check(&self) {
        for (what, &times) in &self.counts {
            assert!(times >= 3, "{what}: {times} times");
        }
    }
}

/// A cycle as values of ports.
fn row(inputs: &Inputs, outputs: &Outputs) -> Row {
    let needed = |channel: usize, what: usize| u64::from(inputs.needed[channel][what]);
    let bit = |value: bool| Some(u64::from(value));
    let (operands, act) = (outputs.operands, outputs.act);
    let drain = outputs.drain.filter(|_| act.is_some());
    let spent = |cause: Spent| outputs.spent.map(|spent| u64::from(spent == cause));
    let busy = outputs.spent.map(|spent| matches!(spent, Spent::Busy { .. }));
    Row {
        inputs: [
            ("reset", inputs.reset.into()),
            ("command_push", inputs.command.is_some().into()),
            ("command", inputs.command.unwrap_or(0x1_2345_6789)),
            ("clear_timelines", inputs.clear_timelines.into()),
            ("inputs_completed", inputs.inputs_completed.into()),
            ("weights_completed", inputs.weights_completed.into()),
            ("parameters_completed", inputs.parameters_completed.into()),
            ("input_sums_needed", needed(0, 0)),
            ("input_drains_needed", needed(0, 1)),
            ("weight_sums_needed", needed(1, 0)),
            ("weight_drains_needed", needed(1, 1)),
            ("parameter_sums_needed", needed(2, 0)),
            ("parameter_drains_needed", needed(2, 1)),
            ("output_sums_needed", needed(3, 0)),
            ("output_drains_needed", needed(3, 1)),
            ("drain_pop", inputs.drain_pop.into()),
            ("act_done", inputs.act_done.into()),
            ("post_idle", inputs.post_idle.into()),
        ]
        .into(),
        outputs: [
            ("command_full", bit(outputs.command_full)),
            (
                "channel_ready",
                Some((0..4).map(|channel| u64::from(outputs.channel_ready[channel]) << channel).sum()),
            ),
            ("operate", bit(operands.is_some())),
            ("input_address", operands.map(|operands| operands.input.into())),
            ("weight_address", operands.and_then(|operands| operands.weight).map(u64::from)),
            ("output_address", operands.map(|operands| operands.output.into())),
            ("operation", operands.map(|operands| operands.operation.op as u64)),
            ("flags", operands.map(|operands| operands.operation.flags.into())),
            ("first", operands.map(|operands| operands.first.into())),
            ("last", operands.map(|operands| operands.last.into())),
            ("act_valid", bit(act.is_some())),
            ("act_clamp_low", act.map(|act| act.clamp_low.into())),
            ("act_clamp_high", act.map(|act| act.clamp_high.into())),
            ("act_table", act.map(|act| act.table.into())),
            ("act_parameter_base", act.map(|act| act.parameter_base.into())),
            ("act_ready", act.map(|_| outputs.act_ready.into())),
            // A stopped generator's last addresses are seen one cycle longer, but then nobody asks for them.
            ("drain_valid", act.map(|_| drain.is_some().into())),
            ("drain_address", drain.map(|drain| drain.value.into())),
            ("drain_pass_ends", drain.map(|drain| drain.pass_ends.into())),
            ("drain_last", drain.map(|drain| drain.last.into())),
            ("idle", bit(outputs.idle)),
            ("moved", bit(outputs.moved)),
            ("busy", busy.map(u64::from)),
            ("multiplies", spent(Spent::Busy { multiplies: true })),
            ("stalled_input", spent(Spent::Input)),
            ("stalled_weight", spent(Spent::Weight)),
            ("stalled_output", spent(Spent::Output)),
            ("without_operation", spent(Spent::WithoutOperation)),
            ("switches", spent(Spent::Switching)),
        ]
        .into(),
    }
}
