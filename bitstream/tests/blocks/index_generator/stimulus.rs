//! Random inputs of the index generator: mostly short generations, with everything that may go wrong in
//! between.

use bitstream::index_generator::reference::{Inputs, Outputs, Preparation, Prepared, Reference, reset_value};
use isa::ops::{GeneratorRegister, Operand};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Probabilities per cycle, for a stretch of time.
#[derive(Clone, Copy, Debug)]
struct Mood {
    write: f64,
    start: f64,
    stop: f64,
    address_ready: f64,
    reset: f64,
}

/// A free consumer; back-pressure; starts as fast as they are taken; aborts; resets.
const MOODS: [Mood; 5] = [
    Mood { write: 0.5, start: 0.1, stop: 0.01, address_ready: 1.0, reset: 0.0 },
    Mood { write: 0.5, start: 0.1, stop: 0.005, address_ready: 0.5, reset: 0.0 },
    Mood { write: 0.2, start: 0.9, stop: 0.01, address_ready: 0.95, reset: 0.0 },
    Mood { write: 0.6, start: 0.3, stop: 0.1, address_ready: 0.7, reset: 0.0 },
    Mood { write: 0.7, start: 0.2, stop: 0.02, address_ready: 0.9, reset: 0.01 },
];

/// Inputs of a few hundred cycles for a generator of `address_bits` bits.
pub fn inputs(address_bits: u32) -> impl Strategy<Value = Vec<Inputs>> {
    let stretch = (0..MOODS.len())
        .prop_flat_map(move |mood| prop::collection::vec(cycle(MOODS[mood], address_bits), 60..160));
    prop::collection::vec(stretch, 1..6).prop_map(|stretches| stretches.concat())
}

fn cycle(mood: Mood, address_bits: u32) -> impl Strategy<Value = Inputs> {
    use prop::bool::weighted;
    let control = (
        weighted(mood.reset),
        weighted(mood.write),
        weighted(mood.start),
        weighted(mood.stop),
        weighted(mood.address_ready),
    );
    (control, write(address_bits)).prop_map(
        |((reset, write, start, stop, address_ready), (write_select, write_data))| Inputs {
            reset,
            write,
            write_select,
            write_data,
            start,
            stop,
            address_ready,
        },
    )
}

/// A register number and a value: any for addresses, mostly small for counts, mostly small or very large for steps and
/// ends, never zero for those.
fn write(address_bits: u32) -> impl Strategy<Value = (u8, u32)> {
    let mask = ((1_u64 << address_bits) - 1) as u32;
    let small = prop_oneof![20 => Just(1), 8 => 2_u32..=3, 2 => 4_u32..=12];
    let high = prop_oneof![Just(mask), mask / 2..=mask];
    (0..9_u8, small, high, any::<u32>(), prop::bool::weighted(0.12)).prop_map(
        move |(select, small, high, any, use_high)| {
            use GeneratorRegister::{Addr, End, Offset, Offset1, Offset2, Step};
            let value = match GeneratorRegister::unpack(select.into()) {
                Some(Addr | Offset | Offset1 | Offset2) => any & mask,
                Some(Step | End) if use_high => high,
                _ => small,
            };
            (select, value)
        },
    )
}

/// A test runner whose choices are the same in every run.
pub fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// A reference behind a control of a PV, which lets a command through only when there may be one.
pub struct Judge {
    reference: Reference,
    preparation: Preparation,
    address_bits: u32,
}

/// A cycle: what the generator gets, and what it answers.
#[derive(Clone, Copy, Debug)]
pub struct Cycle {
    pub inputs: Inputs,
    pub prepared: Prepared,
    pub outputs: Outputs,
}

impl Judge {
    /// Before the first cycle.
    pub fn new(address_bits: u32) -> Self {
        let (reference, preparation) = (Reference::new(address_bits), Preparation::default());
        Self { reference, preparation, address_bits }
    }

    /// Writes of all registers, which come before anything else.
    pub fn first_writes() -> impl Iterator<Item = Inputs> {
        GeneratorRegister::ALL.iter().map(|&register| Inputs {
            write: true,
            write_select: register.pack() as u8,
            write_data: reset_value(register),
            ..Inputs::default()
        })
    }

    /// Lets a cycle pass.
    pub fn cycle(&mut self, mut inputs: Inputs) -> Cycle {
        let quiet = self.reference.command_ready() && !inputs.stop && !inputs.reset;
        inputs.start &= quiet;
        inputs.write &= quiet && !inputs.start;
        let prepared = match inputs.write {
            true => self.preparation.write(inputs.write_select, inputs.write_data, self.address_bits),
            false => Prepared { write_data: 5, write_left: 3, write_single: true },
        };
        Cycle { inputs, prepared, outputs: self.reference.cycle(inputs) }
    }
}

/// Stimulus and expected outputs of some thousand cycles, always the same.
pub fn recorded(address_bits: u32) -> Vec<Cycle> {
    let mut runner = runner(1);
    let mut judge = Judge::new(address_bits);
    let mut rows: Vec<Cycle> = Judge::first_writes().map(|inputs| judge.cycle(inputs)).collect();
    while rows.len() < 8000 {
        let tree = inputs(address_bits).new_tree(&mut runner).expect("the strategy has values");
        rows.extend(tree.current().into_iter().map(|inputs| judge.cycle(inputs)));
    }
    rows
}

/// Number of addresses of each generation that came to its end.
fn generation_lengths(rows: &[Cycle]) -> impl Iterator<Item = usize> {
    let taken = rows.iter().filter(|row| row.inputs.address_ready);
    taken.scan(0, |length, row| {
        let aborted = row.inputs.stop || row.inputs.reset;
        *length = if aborted { 0 } else { *length + usize::from(row.outputs.address.is_some()) };
        let last = row.outputs.address.is_some_and(|address| address.last);
        Some(if last { std::mem::take(length) } else { 0 })
    })
}

/// The stimulus is worth its time only if it gets the generator into every situation, and often.
#[test]
fn recorded_stimulus_reaches_every_situation() {
    for address_bits in [5, isa::arch::ADDRESS_BITS] {
        let rows = recorded(address_bits);
        let count = |happens: fn(&Inputs, &Outputs) -> bool| {
            rows.iter().filter(|row| happens(&row.inputs, &row.outputs)).count()
        };
        fn busy(outputs: &Outputs) -> bool {
            outputs.address.is_some()
        }
        fn last(outputs: &Outputs) -> bool {
            outputs.address.is_some_and(|address| address.last)
        }
        let followed = |(row, next): &(&Cycle, &Cycle)| {
            row.inputs.address_ready && last(&row.outputs) && busy(&next.outputs)
        };
        let situations = [
            ("queued start", count(|_, o| !o.command_ready)),
            ("write while busy", count(|i, o| i.write && busy(o))),
            ("back-pressure", count(|i, o| !i.address_ready && busy(o))),
            ("stop while busy", count(|i, o| i.stop && busy(o))),
            ("stop with a queue", count(|i, o| i.stop && !o.command_ready)),
            ("stop at the end", count(|i, o| i.stop && i.address_ready && last(o))),
            ("reset while busy", count(|i, o| i.reset && busy(o))),
            ("no gap", rows.iter().zip(&rows[1..]).filter(followed).count()),
            ("long generation", generation_lengths(&rows).filter(|length| *length >= 16).count()),
        ];
        for (situation, times) in situations {
            assert!(times >= 5, "{situation}: {times} times in {} cycles of {address_bits} bits", rows.len());
        }
    }
}
