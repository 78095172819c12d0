//! Random programs of raw micro-ops, most of which nobody would write, and a bench of registers and queues that runs them.
//!
//! They are for levels that must agree in every cycle and in every cause of a failure. Nothing here says what memory holds
//! afterwards: the programs are not well ordered, so that is not defined.

use std::time::Duration;

use driver::transport::{Transport, WaitBudget, Wake};
use isa::arch::{ADDRESS_BITS, PV_REGISTER_BITS};
use isa::csr::Csr;
use isa::ops::{
    DmaChannel, DmaRegister, ExecuteOp, Generator, GeneratorRegister, MicroOp, PvRegister, flags,
};
use isa::queue::{COMPLETION_BYTES, Completion, JOB_BYTES, JobDescriptor, Window};
use isa::segment::{SEGMENT_COUNT, Segment};
use proptest::prelude::*;

/// The largest batch that the programs are run for.
pub const BATCH: u32 = 3;
/// Bytes of each segment; they lie back to back behind the queues.
const SEGMENT_BYTES: u64 = 1 << 20;
const SEGMENTS: u64 = 1 << 20;
const COMPLETIONS: u64 = 0x1000;
/// A window that has room for everything.
const WINDOW_BYTES: u64 = SEGMENT_BYTES / QUEUE_ENTRIES as u64;
const QUEUE_ENTRIES: u32 = 4;
/// The most jobs that are queued.
const MOST_JOBS: usize = 3;
const ENTRIES_PER_PAGE: u8 = 8;
/// Device cycles in which a job is over, by its watchdog at the latest.
const PATIENCE: u64 = 1 << 22;

/// A few operands' worth of configuration, which goes together often enough for programs to come to their end.
#[derive(Debug, Clone)]
struct Piece(Vec<MicroOp>);

/// Masks that name a PV of every array; all PVs alike often enough for what they exchange to go on.
fn pvs() -> impl Strategy<Value = u16> + Clone {
    prop_oneof![3 => Just(3u16), 1 => Just(1u16), 1 => Just(2u16), 1 => Just(u16::MAX), 1 => any::<u16>().prop_map(|pvs| pvs | 1)]
}

fn generator() -> impl Strategy<Value = Generator> {
    prop::sample::select(Generator::ALL)
}

fn channel() -> impl Strategy<Value = DmaChannel> {
    prop::sample::select(DmaChannel::ALL)
}

/// The generators that an operation reads, each for so many addresses, then the operation.
fn operation() -> impl Strategy<Value = Piece> {
    let shape = (1u32..6, 1u32..5, 1u32..4, prop::bool::weighted(0.9));
    (pvs(), prop::sample::select(ExecuteOp::ALL), 0u8..16, shape, 1usize..4).prop_map(
        |(pvs, op, modifiers, (length, passes, group, sensible), times)| {
            let reads_weights = matches!(op, ExecuteOp::Mac | ExecuteOp::Mul);
            let mut ops = Vec::new();
            let mut set = |generator, end, repeat| {
                for (register, value) in [
                    (GeneratorRegister::Step, 1),
                    (GeneratorRegister::End, end),
                    (GeneratorRegister::Repeat, repeat),
                ] {
                    ops.push(MicroOp::AccessConfigure { pvs, generator, register, value });
                }
            };
            let mut started = 0;
            let adds = !matches!(op, ExecuteOp::Mul | ExecuteOp::Pool);
            let modifiers = if adds || !sensible { modifiers } else { modifiers & !flags::HORIZONTAL };
            let sensible = sensible && !matches!(op, ExecuteOp::Nop | ExecuteOp::Repeat);
            if sensible && op == ExecuteOp::Act {
                set(Generator::Drain, length, passes);
                started = 8;
            } else if sensible {
                set(Generator::Input, length * group, passes);
                set(Generator::Output, length, passes);
                started = 5;
                if reads_weights {
                    set(Generator::Weight, length * group, passes);
                    started = 7;
                }
            }
            if group > 1 {
                ops.push(MicroOp::MimdLoad { pvs, register: PvRegister::Repeat, value: group });
            }
            for _ in 0..times {
                ops.push(MicroOp::AccessStart { pvs, generators: started });
                if group > 1 {
                    ops.push(MicroOp::Execute { pvs, op: ExecuteOp::Repeat, flags: 0 });
                }
                ops.push(MicroOp::Execute { pvs, op, flags: modifiers });
            }
            Piece(ops)
        },
    )
}

/// A load, or an output transfer with an `act` whose words it takes.
fn transfer() -> impl Strategy<Value = Piece> {
    (channel(), 1u32..40, 1u32..4, pvs(), 0u32..200, 0u8..6, 1usize..5).prop_map(
        |(channel, words, rows, pvs, offset, fill, times)| {
            let mut ops = Vec::new();
            let mut set = |register, value| ops.push(MicroOp::DmaConfigure { channel, register, value });
            set(DmaRegister::RowBytes, 2 * words);
            set(DmaRegister::Rows, rows);
            if offset % 4 == 0 {
                set(DmaRegister::AddressLow, 2 * offset);
            }
            let output = channel == DmaChannel::Output;
            let fill = u8::from(fill == 0 && !output);
            let segment = if output { Segment::Output } else { Segment::Scratch };
            for _ in 0..times {
                ops.push(MicroOp::DmaStart { channel, segment, pvs, fill });
                if output {
                    for (register, value) in [
                        (GeneratorRegister::Step, 1),
                        (GeneratorRegister::End, words),
                        (GeneratorRegister::Repeat, rows),
                    ] {
                        ops.push(MicroOp::AccessConfigure {
                            pvs,
                            generator: Generator::Drain,
                            register,
                            value,
                        });
                    }
                    ops.push(MicroOp::AccessStart { pvs, generators: 8 });
                    ops.push(MicroOp::Execute { pvs, op: ExecuteOp::Act, flags: 0 });
                }
            }
            Piece(ops)
        },
    )
}

/// A program and the sizes of the windows that it runs in.
#[derive(Debug, Clone)]
pub struct Job {
    /// The micro-ops.
    pub words: Vec<u64>,
    /// Bytes of each window; they are as large as their segments, or too small for a part of what the program does.
    pub window_bytes: [u64; SEGMENT_COUNT],
}

/// A single micro-op with values that are small, or at a limit.
fn stray() -> impl Strategy<Value = Piece> {
    let value_of =
        |bits| prop_oneof![5 => 0u32..4, 2 => 0u32..50, 1 => (0u32..bits).prop_map(|bit| 1 << bit)];
    let (address, value) = (|| value_of(ADDRESS_BITS), || value_of(PV_REGISTER_BITS));
    prop_oneof![
        2 => Just(MicroOp::Nop {}),
        3 => (channel(), prop::sample::select(DmaRegister::ALL), value())
            .prop_map(|(channel, register, value)| MicroOp::DmaConfigure { channel, register, value }),
        3 => (pvs(), generator(), prop::sample::select(GeneratorRegister::ALL), address()).prop_map(
            |(pvs, generator, register, value)| MicroOp::AccessConfigure { pvs, generator, register, value }
        ),
        1 => (pvs(), 0u8..16).prop_map(|(pvs, generators)| MicroOp::AccessStart { pvs, generators }),
        2 => (pvs(), 0u8..16).prop_map(|(pvs, generators)| MicroOp::AccessStop { pvs, generators }),
        2 => (pvs(), prop::sample::select(PvRegister::ALL), value())
            .prop_map(|(pvs, register, value)| MicroOp::MimdLoad { pvs, register, value }),
        2 => (pvs(), 0u8..10, prop::sample::select(ExecuteOp::ALL), 0u8..16)
            .prop_map(|(pvs, entry, op, flags)| MicroOp::MimdStore { pvs, entry, op, flags }),
        1 => (prop_oneof![0u64..64, 0u64..1 << 48], 0u8..2).prop_map(|(indices, page)| MicroOp::MimdExecute { indices, page }),
        2 => (pvs(), 0u8..2).prop_map(|(pvs, flag)| MicroOp::Execute {
            pvs,
            op: ExecuteOp::Nop,
            flags: flag * (flags::SIGNAL | flags::HORIZONTAL),
        }),
    ]
    .prop_map(|op| Piece(vec![op]))
}

/// Writes the entries of local buffers that programs may execute: what an earlier job left there is no program's business.
fn clean_entries() -> Vec<MicroOp> {
    let nop = |entry| MicroOp::MimdStore { pvs: u16::MAX, entry, op: ExecuteOp::Nop, flags: 0 };
    (0..2 * ENTRIES_PER_PAGE).map(nop).collect()
}

/// A whole program: pieces, parts of it in a body, and `halt`; now and then a word that may be no micro-op at all.
fn programs() -> impl Strategy<Value = Vec<u64>> {
    let piece = || prop_oneof![4 => operation(), 3 => transfer(), 3 => stray()];
    let pieces = |most: usize| prop::collection::vec(piece(), 0..most);
    let noise = prop::option::weighted(0.05, (any::<prop::sample::Index>(), any::<u64>()));
    (pieces(6), pieces(6), 0u16..3, noise).prop_map(|(before, body, images, noise)| {
        let flat = |pieces: Vec<Piece>| pieces.into_iter().flat_map(|piece| piece.0).collect::<Vec<_>>();
        let (mut ops, body) = ([clean_entries(), flat(before)].concat(), flat(body));
        match images {
            0 => ops.extend(body),
            _ => {
                ops.push(MicroOp::BatchBegin { images, length: body.len() as u32 + 1 });
                ops.extend(body);
                ops.push(MicroOp::BatchEnd {});
            }
        }
        ops.push(MicroOp::Halt {});
        let mut words: Vec<u64> = ops.into_iter().filter_map(|op| op.encode().ok()).collect();
        if let Some((place, word)) = noise {
            let place = place.index(words.len());
            words[place] = word;
        }
        words
    })
}

/// A queue of programs in their windows, most of which have room for everything.
pub fn queues() -> impl Strategy<Value = Vec<Job>> {
    let window = || prop_oneof![9 => Just(WINDOW_BYTES), 1 => (0u64..300).prop_map(|words| 2 * words)];
    let job = (programs(), prop::array::uniform(window()))
        .prop_map(|(words, window_bytes)| Job { words, window_bytes });
    prop::collection::vec(job, 1..=MOST_JOBS)
}

/// Runs jobs one behind the other after a reset; what the device says of each.
///
/// # Panics
/// The transport fails, or the jobs do not end.
pub fn run(device: &mut dyn Transport, jobs: &[Job], batch: u32) -> Vec<Completion> {
    submit(device, jobs, batch);
    let budget = WaitBudget { wall: Duration::from_secs(600), cycles: PATIENCE };
    while device.read_register(Csr::CompletionTail.offset()).expect("is read") < jobs.len() as u32 {
        assert_eq!(device.wait(budget).expect("waits"), Wake::Interrupt, "the jobs do not end");
        let pending = isa::csr::bits::INTERRUPT_COMPLETION;
        device.write_register(Csr::InterruptStatus.offset(), pending).expect("is written");
    }
    let base = device.info().memory_base;
    let completion = |index: u64| {
        let mut entry = [0; COMPLETION_BYTES];
        let place = base + COMPLETIONS + index * COMPLETION_BYTES as u64;
        device.read_memory(place, &mut entry).expect("in memory");
        Completion::decode(&entry).expect("a completion")
    };
    (0..jobs.len() as u64).map(completion).collect()
}

/// Starts jobs and leaves them alone after `cycles` of the device, to be reset in the middle of what they do.
///
/// # Panics
/// The transport fails.
pub fn abandon(device: &mut dyn Transport, jobs: &[Job], batch: u32, cycles: u64) {
    submit(device, jobs, batch);
    device.wait(WaitBudget { wall: Duration::from_secs(600), cycles }).expect("waits");
}

/// Resets the device and gives it jobs, with the shortest watchdog.
fn submit(device: &mut dyn Transport, jobs: &[Job], batch: u32) {
    device.reset().expect("resets");
    let base = device.info().memory_base;
    let mut set_wide = |low: Csr, value: u64| {
        device.write_register(low.offset(), value as u32).expect("is written");
        device.write_register(low.offset() + 4, (value >> 32) as u32).expect("is written");
    };
    set_wide(Csr::SubmissionBaseLow, base);
    set_wide(Csr::CompletionBaseLow, base + COMPLETIONS);
    for segment in Segment::ALL {
        let [base_low, _, size_low, _] = Csr::segment(segment);
        set_wide(base_low, base + SEGMENTS + segment as u64 * SEGMENT_BYTES);
        set_wide(size_low, SEGMENT_BYTES);
    }
    for (index, job) in (0..).zip(jobs) {
        let mut windows = job.window_bytes.map(|size| Window { offset: 0, size });
        let program = &mut windows[Segment::Program as usize];
        program.offset = index * WINDOW_BYTES;
        let code: Vec<u8> = job.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let place = SEGMENTS + Segment::Program as u64 * SEGMENT_BYTES + program.offset;
        device.write_memory(base + place, &code).expect("in memory");
        let descriptor = JobDescriptor { sequence: index as u32 + 1, batch, windows, cookie: index };
        device.write_memory(base + index * JOB_BYTES as u64, &descriptor.encode()).expect("in memory");
    }
    for (csr, value) in [
        (Csr::SubmissionEntries, QUEUE_ENTRIES),
        (Csr::CompletionEntries, QUEUE_ENTRIES),
        (Csr::WatchdogLimit, 1),
        (Csr::InterruptEnable, isa::csr::bits::INTERRUPT_COMPLETION),
        (Csr::InterruptGlobalEnable, 1),
        (Csr::SubmissionDoorbell, jobs.len() as u32),
    ] {
        device.write_register(csr.offset(), value).expect("is written");
    }
}
