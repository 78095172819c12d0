//! Programs that nobody would write: whatever they are, they end with a fault, a halt or the watchdog, the same way
//! whether the model jumps or steps.

use isa::ArchConfig;
use isa::csr::Csr;
use isa::ops::{
    DmaChannel, DmaRegister, ExecuteOp, Generator, GeneratorRegister, MicroOp, Operand, PvRegister,
};
use isa::queue::{Completion, ErrorCause, Fault};
use isa::segment::Segment;
use proptest::prelude::*;

use super::convolution::{any_arch, any_convolution};
use crate::cycle::CycleOptions;
use crate::rig::{Rig, code};

fn named<T: Operand + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(move |index| all[index])
}

/// Numbers as programs use them, and some at the limits.
fn value(bits: u32) -> impl Strategy<Value = u32> {
    let most = u32::MAX >> (32 - bits);
    prop_oneof![6 => 0u32..6, 4 => 0u32..80, 1 => (0..bits).prop_map(|bit| 1 << bit), 1 => (most - 3)..=most]
}

fn pvs() -> impl Strategy<Value = u16> {
    prop_oneof![3 => Just(u16::MAX), 2 => Just(1u16), 1 => any::<u16>()]
}

fn micro_op() -> impl Strategy<Value = MicroOp> {
    let execute = || named(ExecuteOp::ALL);
    prop_oneof![
        1 => Just(MicroOp::Nop {}),
        1 => Just(MicroOp::LayerBegin { record: 0 }),
        1 => Just(MicroOp::LayerEnd {}),
        1 => (0u16..3, value(6)).prop_map(|(images, length)| MicroOp::BatchBegin { images, length }),
        1 => Just(MicroOp::BatchEnd {}),
        6 => (named(DmaChannel::ALL), named(DmaRegister::ALL), value(12))
            .prop_map(|(channel, register, value)| MicroOp::DmaConfigure { channel, register, value }),
        4 => (named(DmaChannel::ALL), 0u64..5, pvs(), 0u8..2).prop_map(|(channel, segment, pvs, fill)| {
            let segment = Segment::from_index(segment).unwrap_or(Segment::Scratch);
            MicroOp::DmaStart { channel, segment, pvs, fill: fill & u8::from(channel != DmaChannel::Output) }
        }),
        8 => (pvs(), named(Generator::ALL), named(GeneratorRegister::ALL), value(16)).prop_map(
            |(pvs, generator, register, value)| MicroOp::AccessConfigure { pvs, generator, register, value }
        ),
        6 => (pvs(), 0u8..16).prop_map(|(pvs, generators)| MicroOp::AccessStart { pvs, generators }),
        1 => (pvs(), 0u8..16).prop_map(|(pvs, generators)| MicroOp::AccessStop { pvs, generators }),
        4 => (pvs(), named(PvRegister::ALL), value(3))
            .prop_map(|(pvs, register, value)| MicroOp::MimdLoad { pvs, register, value }),
        2 => (pvs(), 0u8..17, execute(), 0u8..16)
            .prop_map(|(pvs, entry, op, flags)| MicroOp::MimdStore { pvs, entry, op, flags }),
        2 => (0u64..1 << 48, 0u8..2).prop_map(|(indices, page)| MicroOp::MimdExecute { indices, page }),
        8 => (pvs(), execute(), 0u8..16).prop_map(|(pvs, op, flags)| MicroOp::Execute { pvs, op, flags }),
    ]
}

fn run(arch: ArchConfig, words: &[u64], single_step: bool) -> Completion {
    let options = CycleOptions { single_step, compute: !single_step, ..CycleOptions::default() };
    let mut rig = Rig::cycle(arch, options);
    rig.load(words);
    rig.set(Csr::WatchdogLimit, 1);
    rig.run(&rig.job(1, 3))
}

fn same_both_ways(arch: ArchConfig, words: &[u64]) -> Result<Completion, TestCaseError> {
    let (jumped, stepped) = (run(arch, words, false), run(arch, words, true));
    prop_assert_eq!(jumped.fault, stepped.fault);
    // What a job has done when it fails is not defined.
    prop_assert!(jumped.fault.is_some() || jumped == stepped, "{:?} is not {:?}", jumped, stepped);
    prop_assert!(jumped.cycles <= 65536);
    Ok(jumped)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn random_micro_ops_end(arch in any_arch(), ops in prop::collection::vec(micro_op(), 1..60)) {
        let mut ops: Vec<_> = ops.into_iter().filter(|&op| crate::cycle::legal::is_legal(op, &arch)).collect();
        ops.push(MicroOp::Halt {});
        same_both_ways(arch, &code(&ops))?;
    }

    #[test]
    fn random_words_end(arch in any_arch(), words in prop::collection::vec(any::<u64>(), 1..5)) {
        prop_assert!(same_both_ways(arch, &words)?.fault.is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_convolutions_end(
        convolution in any_convolution(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), micro_op()), 1..4),
    ) {
        let mut ops = convolution.program();
        for (index, op) in changes {
            let at = index.index(ops.len());
            ops[at] = op;
        }
        same_both_ways(convolution.arch, &code(&ops))?;
    }
}

const HALT: MicroOp = MicroOp::Halt {};
const NOP: MicroOp = MicroOp::Nop {};
const END: MicroOp = MicroOp::BatchEnd {};
const LAYER: MicroOp = MicroOp::LayerBegin { record: 0 };
const LAYER_END: MicroOp = MicroOp::LayerEnd {};

fn begin(images: u16, length: u32) -> MicroOp {
    MicroOp::BatchBegin { images, length }
}

fn illegal(index: u64) -> Option<Fault> {
    Some(Fault { cause: ErrorCause::IllegalSequence, segment: Segment::Program as u32, address: index })
}

#[test]
fn sequences_without_meaning_are_refused_where_they_are() {
    let exe = |op| MicroOp::Execute { pvs: 1, op, flags: isa::ops::flags::HORIZONTAL };
    let access =
        |register| MicroOp::AccessConfigure { pvs: 1, generator: Generator::Input, register, value: 0 };
    let dma = |register, value| MicroOp::DmaConfigure { channel: DmaChannel::Input, register, value };
    let start = |channel, pvs, fill| MicroOp::DmaStart { channel, segment: Segment::Scratch, pvs, fill };
    for (ops, index) in [
        (&[LAYER_END, HALT][..], 0),
        (&[NOP, END, HALT], 1),
        (&[begin(1, 2), HALT, END], 1),
        (&[begin(0, 1), END, HALT], 0),
        (&[begin(1, 0), END, HALT], 0),
        (&[begin(1, 2), END, HALT], 1),
        (&[begin(1, 3), begin(1, 1), END, END, HALT], 1),
        (&[LAYER, HALT], 1),
        (&[LAYER, NOP, LAYER, LAYER_END, HALT], 2),
        (&[NOP, exe(ExecuteOp::Mul), HALT], 1),
        (&[NOP, exe(ExecuteOp::Pool), HALT], 1),
        (&[NOP, access(GeneratorRegister::Step), HALT], 1),
        (&[NOP, access(GeneratorRegister::Repeat2), HALT], 1),
        (&[NOP, dma(DmaRegister::RowBytes, 3), HALT], 1),
        (&[NOP, dma(DmaRegister::Planes, 0), HALT], 1),
        (&[NOP, start(DmaChannel::Input, 0, 0), HALT], 1),
        (&[NOP, start(DmaChannel::Output, 1, 1), HALT], 1),
        (&[NOP, MicroOp::MimdStore { pvs: 1, entry: 64, op: ExecuteOp::Nop, flags: 0 }, HALT], 1),
        (&[NOP, MicroOp::MimdExecute { indices: 0, page: 8 }, HALT], 1),
        (&[NOP, MicroOp::MimdLoad { pvs: 1, register: PvRegister::Table, value: 3 }, HALT], 1),
    ] {
        let found = run(ArchConfig::REFERENCE, &code(ops), false).fault;
        assert_eq!(found, illegal(index), "{ops:?}");
    }
}

#[test]
fn a_program_that_waits_for_what_never_comes_ends() {
    let mac = MicroOp::Execute { pvs: 1, op: ExecuteOp::Mac, flags: 0 };
    let found = run(ArchConfig::REFERENCE, &code(&[mac, HALT]), false);
    assert_eq!(found.fault, illegal(1), "the operation has no addresses");
    let outputs =
        MicroOp::DmaStart { channel: DmaChannel::Output, segment: Segment::Output, pvs: 1, fill: 0 };
    assert_eq!(run(ArchConfig::REFERENCE, &code(&[outputs, HALT]), false).fault, illegal(1));
    let needs =
        MicroOp::DmaConfigure { channel: DmaChannel::Input, register: DmaRegister::OutputsNeeded, value: 1 };
    let load = MicroOp::DmaStart { channel: DmaChannel::Input, segment: Segment::Input, pvs: 1, fill: 0 };
    assert_eq!(run(ArchConfig::REFERENCE, &code(&[needs, load, HALT]), false).fault, illegal(2));
}

#[test]
fn the_end_of_the_window_and_undefined_words_are_found_when_they_are_reached() {
    let mut rig = Rig::cycle(ArchConfig::REFERENCE, CycleOptions::default());
    rig.load(&code(&[NOP; 8]));
    let mut job = rig.job(1, 1);
    job.windows[0].size = 60;
    let fault = Fault { cause: ErrorCause::SegmentViolation, segment: 0, address: 60 };
    assert_eq!(rig.run(&job).fault, Some(fault));
    rig.load(&[code(&[NOP]), vec![u64::MAX]].concat());
    let fault = Fault { cause: ErrorCause::UndefinedMicroOp, segment: 0, address: 1 };
    assert_eq!(rig.run(&rig.job(2, 1)).fault, Some(fault));
    rig.load(&code(&[HALT]));
    assert_eq!(rig.run(&rig.job(3, 1)).fault, None, "the next job is not affected");
}
