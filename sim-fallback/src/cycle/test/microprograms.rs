//! Hand-written microprograms with cycles worked out from the table of `docs/machine.md`.

use isa::ArchConfig;
use isa::numerics::Requantisation;
use isa::ops::{
    DmaChannel, DmaRegister, ExecuteOp, Generator, GeneratorRegister, MicroOp, PvRegister, flags,
};
use isa::queue::Completion;
use isa::segment::Segment;

use crate::cycle::CycleOptions;
use crate::rig::{Rig, code};

const HALT: MicroOp = MicroOp::Halt {};

fn dma(channel: DmaChannel, register: DmaRegister, value: u32) -> MicroOp {
    MicroOp::DmaConfigure { channel, register, value }
}

fn start(channel: DmaChannel, segment: Segment, pvs: u16) -> MicroOp {
    MicroOp::DmaStart { channel, segment, pvs, fill: 0 }
}

fn access(generator: Generator, register: GeneratorRegister, value: u32) -> MicroOp {
    MicroOp::AccessConfigure { pvs: 1, generator, register, value }
}

fn load(register: PvRegister, value: u32) -> MicroOp {
    MicroOp::MimdLoad { pvs: 1, register, value }
}

fn exe(op: ExecuteOp, flags: u8) -> MicroOp {
    MicroOp::Execute { pvs: 1, op, flags }
}

fn run(ops: &[MicroOp]) -> Completion {
    let mut rig = Rig::cycle(ArchConfig::REFERENCE, CycleOptions::default());
    rig.load(&code(ops));
    rig.run(&rig.job(1, 1))
}

/// The first burst is requested in cycle 0; its first beat, two words, arrives in cycle 64 and is issued from 65 on.
const FIRST_ISSUE: u64 = 65;

#[test]
fn a_halt_is_issued_when_its_word_is_there() {
    let completion = run(&[HALT]);
    assert_eq!((completion.fault, completion.cycles), (None, FIRST_ISSUE + 1));
}

#[test]
fn micro_ops_issue_one_a_cycle() {
    assert_eq!(run(&[MicroOp::Nop {}, MicroOp::Nop {}, HALT]).cycles, FIRST_ISSUE + 3);
}

/// Cycles of a program that is done `cycles` after its first micro-op was issued.
fn done_after(cycles: u64) -> u64 {
    FIRST_ISSUE + cycles + 1
}

#[test]
fn a_nop_passes_through_the_pipeline() {
    // Issued in 0, taken in 1, in the queue in 2, which is its cycle; idle 8 or 12 later.
    assert_eq!(run(&[exe(ExecuteOp::Nop, flags::SIGNAL), HALT]).cycles, done_after(2 + 8));
    let horizontal = exe(ExecuteOp::Nop, flags::SIGNAL | flags::HORIZONTAL);
    assert_eq!(run(&[horizontal, HALT]).cycles, done_after(2 + 12));
    assert_eq!(run(&[horizontal, horizontal, HALT]).cycles, done_after(3 + 12));
    let switched = run(&[horizontal, exe(ExecuteOp::Nop, flags::SIGNAL), HALT]);
    assert_eq!(switched.cycles, done_after(2 + 1 + 4 + 8), "the switch costs four cycles");
    assert_eq!(run(&[exe(ExecuteOp::Nop, 0), HALT]).cycles, done_after(2), "ends in the front end");
}

#[test]
fn an_operation_takes_a_cycle_per_operand() {
    let ops = [
        access(Generator::Input, GeneratorRegister::End, 5),
        access(Generator::Weight, GeneratorRegister::End, 5),
        load(PvRegister::Repeat, 5),
        MicroOp::AccessStart { pvs: 1, generators: 7 },
        exe(ExecuteOp::Repeat, 0),
        exe(ExecuteOp::Mac, 0),
        HALT,
    ];
    // `access.start` is taken in 4, so the first addresses are seen in 7; `mac` is in the queue in 7.
    let completion = run(&ops);
    assert_eq!(completion.cycles, done_after(7 + 4 + 8));
    assert_eq!(completion.macs, 5 * 16);
}

#[test]
fn a_generation_that_comes_late_is_waited_for() {
    let start = MicroOp::AccessStart { pvs: 1, generators: 3 };
    let ops = [
        load(PvRegister::Repeat, 2),
        MicroOp::AccessStart { pvs: 1, generators: 7 },
        exe(ExecuteOp::Repeat, 0),
        exe(ExecuteOp::Mac, 0),
        MicroOp::Nop {},
        MicroOp::Nop {},
        start,
        HALT,
    ];
    // The first operand in 5; the second is started in 7 and seen in 10.
    assert_eq!(run(&ops).cycles, done_after(10 + 8));
}

#[test]
fn the_front_end_waits_for_shadow_registers() {
    let start = MicroOp::AccessStart { pvs: 1, generators: 1 };
    let end = |value| access(Generator::Input, GeneratorRegister::End, value);
    // Taken in 2: addresses in 4 to 10, the FIFO holds 8. The second is taken in 4, begins in 11 and fills the
    // FIFO in 11; the third has its shadow registers from 11 on.
    assert_eq!(run(&[end(7), start, start, end(1), HALT]).cycles, done_after(11 + 1));
}

#[test]
fn loads_arrive_behind_what_was_requested_before() {
    let input = start(DmaChannel::Input, Segment::Input, 1);
    // Taken in 1, requested in 2, arrives 64 later, seen one later.
    assert_eq!(run(&[input, HALT]).cycles, done_after(2 + 64 + 1));
    let long = [dma(DmaChannel::Input, DmaRegister::RowBytes, 512), input, HALT];
    assert_eq!(run(&long).cycles, done_after(3 + 64 + 31 + 1), "two bursts without a gap");
    let skew = dma(DmaChannel::Input, DmaRegister::AddressLow, 6);
    let skewed = [dma(DmaChannel::Input, DmaRegister::RowBytes, 512), skew, input, HALT];
    assert_eq!(run(&skewed).cycles, done_after(4 + 64 + 32 + 1), "one beat more");
    let boundary = dma(DmaChannel::Input, DmaRegister::AddressLow, 4096 - 8);
    let crossing = [dma(DmaChannel::Input, DmaRegister::RowBytes, 16), boundary, input, HALT];
    let completion = run(&crossing);
    assert_eq!(completion.cycles, done_after(4 + 64 + 1 + 1), "a burst on each side of the boundary");
    // The fetch has 64 beats on their way, of which the first arrived one cycle before the first micro-op was issued.
    let fill = MicroOp::DmaStart { channel: DmaChannel::Input, segment: Segment::Input, pvs: 1, fill: 1 };
    let filled = run(&[dma(DmaChannel::Input, DmaRegister::RowBytes, 32), fill, HALT]);
    assert_eq!(filled.cycles, done_after(63 + 1 + 1), "two beats of zeros take their turn");
    assert_eq!(filled.bytes_read % 256, 0, "nothing but bursts of micro-ops");
}

#[test]
fn few_lanes_hold_the_port() {
    let mut rig = Rig::cycle(ArchConfig::with_geometry(1, 2), CycleOptions::default());
    let input = start(DmaChannel::Input, Segment::Input, 1);
    rig.load(&code(&[dma(DmaChannel::Input, DmaRegister::RowBytes, 64), input, HALT]));
    assert_eq!(rig.run(&rig.job(1, 1)).cycles, done_after(3 + 64 + 15 + 1), "four beats, two words a cycle");
}

#[test]
fn outputs_leave_when_their_beat_is_full() {
    let output = start(DmaChannel::Output, Segment::Output, 1);
    let drains = MicroOp::AccessStart { pvs: 1, generators: 8 };
    // `access.start` taken in 1, address seen in 4 and read; beat from 15 on; response 64 later, seen one later.
    let one = run(&[drains, exe(ExecuteOp::Act, 0), output, HALT]);
    assert_eq!((one.cycles, one.bytes_written), (done_after(15 + 64 + 1), 2));
    let two_beats = [
        access(Generator::Drain, GeneratorRegister::End, 16),
        dma(DmaChannel::Output, DmaRegister::RowBytes, 32),
        drains,
        exe(ExecuteOp::Act, 0),
        output,
        HALT,
    ];
    // Read from 6 on; the second beat is full with the word that is read in 21.
    assert_eq!(run(&two_beats).cycles, done_after(21 + 11 + 64 + 1));
    let skew = dma(DmaChannel::Output, DmaRegister::AddressLow, 8);
    let skewed = [&[skew], two_beats.as_slice()].concat();
    assert_eq!(run(&skewed).cycles, done_after(22 + 11 + 1 + 64 + 1), "a beat over two of memory takes two");
}

#[test]
fn a_beat_waits_for_room_in_the_output_fifo() {
    let ops = [
        access(Generator::Drain, GeneratorRegister::End, 24),
        dma(DmaChannel::Output, DmaRegister::RowBytes, 48),
        MicroOp::AccessStart { pvs: 1, generators: 8 },
        exe(ExecuteOp::Act, 0),
        start(DmaChannel::Output, Segment::Output, 1),
        HALT,
    ];
    let arch = ArchConfig { output_fifo_beats: 2, ..ArchConfig::REFERENCE };
    let mut rig = Rig::cycle(arch, CycleOptions::default());
    rig.load(&code(&ops));
    // Two beats are read from 6 to 21, the first leaves in 24, the third is read from 25 to 32.
    assert_eq!(rig.run(&rig.job(1, 1)).cycles, done_after(32 + 11 + 64 + 1));
}

#[test]
fn a_body_runs_once_for_its_images_and_is_fetched_again() {
    let body = |images| [MicroOp::BatchBegin { images, length: 2 }, MicroOp::Nop {}, MicroOp::BatchEnd {}];
    let cycles = |batch| {
        let mut rig = Rig::cycle(ArchConfig::REFERENCE, CycleOptions::default());
        rig.load(&code(&[&body(2), &body(1), [HALT].as_slice()].concat()));
        rig.run(&rig.job(1, batch)).cycles
    };
    // A jump in cycle t is followed by the request in t + 1 and the next micro-op in t + 1 + 65.
    let jump = 66;
    assert_eq!(cycles(2), done_after(3 + jump), "two images at a time, the other body is skipped");
    assert_eq!(cycles(1), done_after(jump + 3));
    assert_eq!(cycles(4), done_after(2 + jump + 2 + jump));
    assert_eq!(cycles(3), done_after(3 + 3));
}

#[test]
fn a_one_by_one_convolution_gives_its_sums() {
    let mut rig = Rig::cycle(ArchConfig::REFERENCE, CycleOptions::default());
    // 3 input channels, 16 output channels, 2 positions: weight[c][n] = 10 c + n, input[x][c] = 1 + 3 x + c.
    let weights: Vec<u8> =
        (0..3).flat_map(|c| (0..16).map(move |n| 10 * c + n)).flat_map(|w: i16| w.to_le_bytes()).collect();
    let rule = Requantisation { bias: 5, positive: 2, negative: 2, shift: 1 };
    let rules: Vec<u8> = (0..16).flat_map(|_| rule.encode()).collect();
    let inputs: Vec<u8> = (1..=6i16).flat_map(|value| value.to_le_bytes()).collect();
    rig.write(Segment::Constants, 0, &weights);
    rig.write(Segment::Constants, 0x1000, &rules);
    rig.write(Segment::Input, 0x100, &inputs);
    use DmaChannel::{Input, Output, Parameter, Weight};
    let ops = [
        dma(Parameter, DmaRegister::AddressLow, 0x1000),
        dma(Parameter, DmaRegister::RowBytes, 256),
        start(Parameter, Segment::Constants, 1),
        dma(Weight, DmaRegister::RowBytes, 96),
        start(Weight, Segment::Constants, 1),
        dma(Input, DmaRegister::AddressLow, 0x100),
        dma(Input, DmaRegister::RowBytes, 12),
        start(Input, Segment::Input, 1),
        access(Generator::Input, GeneratorRegister::End, 6),
        access(Generator::Weight, GeneratorRegister::Step, 16),
        access(Generator::Weight, GeneratorRegister::End, 48),
        access(Generator::Weight, GeneratorRegister::Repeat, 2),
        access(Generator::Output, GeneratorRegister::Step, 16),
        access(Generator::Output, GeneratorRegister::End, 32),
        access(Generator::Drain, GeneratorRegister::End, 16),
        access(Generator::Drain, GeneratorRegister::Offset, 16),
        access(Generator::Drain, GeneratorRegister::Repeat, 2),
        MicroOp::AccessStart { pvs: 1, generators: 15 },
        load(PvRegister::Repeat, 3),
        load(PvRegister::WeightsNeeded, 1),
        load(PvRegister::InputsNeeded, 1),
        load(PvRegister::ParametersNeeded, 1),
        load(PvRegister::SumsNeeded, 1),
        load(PvRegister::ClampLow, 0xff8000),
        load(PvRegister::ClampHigh, 0x7fff),
        exe(ExecuteOp::Repeat, 0),
        exe(ExecuteOp::Mac, flags::CLEAR | flags::SIGNAL),
        exe(ExecuteOp::Act, 0),
        dma(Output, DmaRegister::RowBytes, 32),
        dma(Output, DmaRegister::Rows, 2),
        dma(Output, DmaRegister::RowStride, 32),
        start(Output, Segment::Output, 1),
        HALT,
    ];
    rig.load(&code(&ops));
    let completion = rig.run(&rig.job(1, 1));
    assert_eq!(completion.fault, None);
    let found: Vec<i16> = rig
        .read(Segment::Output, 0, 64)
        .chunks(2)
        .map(|bytes| i16::from_le_bytes([bytes[0], bytes[1]]))
        .collect();
    let expected: Vec<i16> = (0..2)
        .flat_map(|x| (0..16).map(move |n| 5 + (0..3).map(|c| (10 * c + n) * (1 + 3 * x + c)).sum::<i16>()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(completion.macs, 6 * 16);
    assert_eq!(completion.bytes_written, 64);
}
