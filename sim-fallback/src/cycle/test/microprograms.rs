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
