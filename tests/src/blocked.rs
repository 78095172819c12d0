//! Programs that come to a known micro-op and no further, for levels that execute micro-ops: what the post-mortem says then.

use std::time::Duration;

use driver::transport::Transport;
use driver::{Deadline, Device, OpenOptions, ProgramPosition, WaitError};
use isa::ArchConfig;
use isa::ops::{DmaChannel, DmaRegister, ExecuteOp, Generator, GeneratorRegister, MicroOp};
use isa::program::Program;
use isa::queue::ErrorCause;
use isa::segment::Segment;

use crate::transport::{Fixture, micro_op_program};

/// Device cycles after which a job is given up: enough to come to any micro-op here, and far too few for the endless ones.
const CYCLES: u64 = 20_000;

/// A PV adds for sixty million cycles; `halt` waits for it.
fn endless_addition() -> Vec<MicroOp> {
    let pvs = 1;
    let set = |generator, register, value| MicroOp::AccessConfigure { pvs, generator, register, value };
    let mut ops = Vec::new();
    for generator in [Generator::Input, Generator::Output] {
        ops.push(set(generator, GeneratorRegister::Step, 1));
        ops.push(set(generator, GeneratorRegister::End, 1000));
        ops.push(set(generator, GeneratorRegister::Repeat, 60_000));
    }
    ops.push(MicroOp::AccessStart { pvs, generators: 5 });
    ops.push(MicroOp::Execute { pvs, op: ExecuteOp::Add, flags: 0 });
    ops.push(MicroOp::Halt {});
    ops
}

/// The output channel waits for words that no PV makes; `halt` waits for the channel. The device notices.
fn store_of_nothing() -> Vec<MicroOp> {
    let channel = DmaChannel::Output;
    let set = |register, value| MicroOp::DmaConfigure { channel, register, value };
    vec![
        set(DmaRegister::RowBytes, 16),
        set(DmaRegister::Rows, 1),
        MicroOp::DmaStart { channel, segment: Segment::Output, pvs: 1, fill: 0 },
        MicroOp::Nop {},
        MicroOp::Halt {},
    ]
}

fn program(arch: ArchConfig, ops: &[MicroOp]) -> Program {
    let code = ops.iter().map(|op| op.encode().expect("operands fit")).collect();
    Program { code, ..micro_op_program(Fixture::Scale(1), arch) }
}

/// Runs micro-ops that do not end, and returns how it was noticed and where the device stood.
fn run(device: &mut Device, arch: ArchConfig, ops: &[MicroOp]) -> (WaitError, ProgramPosition, String) {
    let program = device.load(&program(arch, ops)).expect("loads");
    let input = vec![0; program.interface().image_bytes(Segment::Input) as usize];
    let job = device.submit(&program, 1, &input).expect("is submitted");
    let deadline = Deadline { wall: Duration::from_secs(600), cycles: CYCLES };
    let error = device.wait(&job, deadline).expect_err("does not end");
    let post_mortem = device.post_mortem();
    let text = post_mortem.to_string();
    (error, post_mortem.program.expect("the device executes micro-ops"), text)
}

/// A job that outlasts its deadline and one that the device finds stuck: both are told with the micro-op they stand at.
///
/// # Panics
/// If they are not.
pub fn check(transport: Box<dyn Transport>, arch: ArchConfig) {
    let mut device = Device::open(transport, OpenOptions::default()).expect("opens");
    let ops = endless_addition();
    let (error, position, text) = run(&mut device, arch, &ops);
    assert!(matches!(error, WaitError::Timeout(_)), "{error}");
    check_position(&position, &ops);
    for part in ["at micro-op 8, `halt`", "       7: exe", ">      8: halt"] {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
    device.reset().expect("resets");
    let ops = store_of_nothing();
    let (error, position, _) = run(&mut device, arch, &ops);
    assert!(matches!(error, WaitError::Job(job) if job.cause == ErrorCause::IllegalSequence), "{error}");
    check_position(&position, &ops);
}

/// All micro-ops but the last are listed as issued, and the last as the one that waits.
fn check_position(position: &ProgramPosition, ops: &[MicroOp]) {
    let last = ops.len() - 1;
    assert_eq!(position.counter as usize, last);
    assert_eq!(position.current.and_then(|listed| listed.micro_op), Some(ops[last]));
    let before: Vec<_> = position.before.iter().filter_map(|listed| listed.micro_op).collect();
    assert_eq!(before, ops[..last]);
}
