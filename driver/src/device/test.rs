//! Tests of the driver against a scripted card: every misbehaviour has its error, and none takes long.

use std::time::{Duration, Instant};

use isa::ArchConfig;
use isa::csr::{Csr, RESET_KEY};
use isa::ops::MicroOp;
use isa::program::{Interface, Mode, Port, Program};
use isa::queue::{ErrorCause, Fault};
use isa::segment::Segment;

use super::*;
use crate::error::*;
use crate::fake::{FakeCard, Script};
use crate::{JobHandle, LoadedProgram, WaitBudget};

pub(crate) const LONG: Deadline = Deadline { wall: Duration::from_secs(3600), cycles: u64::MAX };

/// A program whose images are eight samples in and out, which the fake card copies.
pub(crate) fn copy_program() -> Program {
    let port = |name: &str| Port {
        name: name.into(),
        batched: true,
        dims: vec![2, 4],
        strides: vec![4, 1],
        offset: 0,
        scale: 0.5,
    };
    Program {
        arch: ArchConfig::REFERENCE,
        mode: Mode::Reorganised,
        code: vec![MicroOp::Halt {}.encode().expect("fits")],
        records: Vec::new(),
        constants: vec![7; 100],
        interface: Interface { inputs: vec![port("x")], outputs: vec![port("y")], image_bytes: [64, 64, 64] },
        info: Vec::new(),
    }
}

pub(crate) fn open(card: &FakeCard) -> Device {
    Device::open(Box::new(card.clone()), OpenOptions::default()).expect("a good card")
}

pub(crate) fn loaded(card: &FakeCard) -> (Device, LoadedProgram) {
    let mut device = open(card);
    let program = device.load(&copy_program()).expect("fits");
    (device, program)
}

pub(crate) fn submit(device: &mut Device, program: &LoadedProgram, fill: u8) -> JobHandle {
    device.submit(program, 2, &[fill; 128]).expect("room")
}

fn output(device: &mut Device, job: &JobHandle) -> Vec<u8> {
    let mut bytes = vec![0; job.output_bytes() as usize];
    device.read_output(job, &mut bytes).expect("complete");
    bytes
}

/// Runs one job on a card with this script.
fn outcome(script: Script) -> Result<(), WaitError> {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let job = submit(&mut device, &program, 1);
    card.state().script = script;
    let start = Instant::now();
    let result = device.wait(&job, LONG).map(|_| ());
    assert!(start.elapsed() < Duration::from_secs(10), "simulated waits take no time");
    result
}

#[test]
fn opening_refuses_before_it_writes() {
    for (csr, value) in
        [(Csr::Magic, u32::MAX), (Csr::Abi, 0), (Csr::FingerprintLow, 1), (Csr::ArchPvCount, 0)]
    {
        let card = FakeCard::default();
        card.state().forced.insert(csr.offset(), value);
        let error = Device::open(Box::new(card.clone()), OpenOptions::default()).expect_err("refused");
        assert!(matches!(error, OpenError::Identity(_)), "{csr}: {error}");
        assert!(card.state().written.is_empty(), "{csr}");
    }
    let card = FakeCard::with_memory(4096);
    let error = Device::open(Box::new(card.clone()), OpenOptions::default()).expect_err("too small");
    assert!(matches!(error, OpenError::Memory { bytes: 4096, .. }), "{error}");
    for options in [
        OpenOptions { queue_entries: 48, ..Default::default() },
        OpenOptions { queue_entries: 8192, ..Default::default() },
        OpenOptions { memory_split: MemorySplit { shares: [1, 1, 0, 1, 1] }, ..Default::default() },
        OpenOptions { watchdog_cycles: u64::MAX, ..Default::default() },
    ] {
        let error = Device::open(Box::new(card.clone()), options).expect_err("refused");
        assert!(matches!(error, OpenError::Option { .. }), "{error}");
    }
    assert!(card.state().written.is_empty());
}

#[test]
fn opening_brings_an_abandoned_device_to_rest() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let _job = submit(&mut device, &program, 1);
    std::mem::forget(device); // a process that died
    let (mut device, program) = loaded(&card);
    assert!(card.state().written.contains(&(Csr::Reset, RESET_KEY)));
    let job = submit(&mut device, &program, 2);
    device.wait(&job, LONG).expect("completes");
    assert_eq!(card.state().jobs.len(), 1, "the abandoned job never ran");
}

#[test]
fn a_device_that_ignores_the_reset_or_mangles_scratch_is_not_opened() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let _job = submit(&mut device, &program, 1);
    card.state().script.ignores_reset = true;
    let error = Device::open(Box::new(card.clone()), OpenOptions::default()).expect_err("stuck");
    assert!(matches!(error, OpenError::Stuck { entries: 64, .. }), "{error}");
    let card = FakeCard::default();
    card.state().forced.insert(Csr::Scratch.offset(), 0x1234_5678);
    let error = Device::open(Box::new(card), OpenOptions::default()).expect_err("stuck bits");
    assert!(matches!(error, OpenError::BusCheck { found: 0x1234_5678, .. }), "{error}");
}

#[test]
fn dropping_a_device_with_jobs_in_flight_resets_it() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let job = submit(&mut device, &program, 1);
    card.state().written.clear();
    drop((device, program, job));
    assert_eq!(card.state().written, [(Csr::Reset, RESET_KEY)]);
}

#[test]
fn several_jobs_in_flight_take_one_doorbell_each() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    card.state().written.clear();
    let jobs: Vec<JobHandle> = (1..=5).map(|fill| submit(&mut device, &program, fill)).collect();
    let doorbells: Vec<(Csr, u32)> = (1..=5).map(|count| (Csr::SubmissionDoorbell, count)).collect();
    assert_eq!(card.state().written, doorbells);
    assert_eq!(device.jobs_in_flight(), 5);
    for (index, job) in jobs.iter().enumerate().rev() {
        let report = device.wait(job, LONG).expect("completes");
        assert_eq!((report.cycles, report.macs, report.cycles_counted), (2000, 2, false));
        assert_eq!(output(&mut device, job), [index as u8 + 1; 128]);
    }
    assert_eq!(device.poll(&jobs[0]).expect("complete").map(|report| report.macs), Some(2));
    assert_eq!(device.jobs_in_flight(), 0);
    assert_eq!(card.state().get(Csr::InterruptStatus), 0, "every cause was acknowledged");
}

#[test]
fn a_job_whose_doorbell_fails_keeps_its_memory() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    card.state().script.doorbell_fails = true;
    let free = device.segment_bytes(Segment::Output).1;
    let error = device.submit(&program, 2, &[0; 128]).expect_err("the doorbell fails");
    assert!(matches!(error, SubmitError::Access(AccessError::Transport(_))), "{error}");
    assert!(device.segment_bytes(Segment::Output).1 < free, "the device may have heard it and write");
    assert_eq!(device.jobs_in_flight(), 1);
}

#[test]
fn the_queues_wrap_around() {
    let card = FakeCard::default();
    let options = OpenOptions { queue_entries: 2, ..Default::default() };
    let mut device = Device::open(Box::new(card.clone()), options).expect("good card");
    let program = device.load(&copy_program()).expect("fits");
    for round in 0..9 {
        let pair = [submit(&mut device, &program, round), submit(&mut device, &program, round + 100)];
        let full = device.submit(&program, 2, &[0; 128]).expect_err("full");
        assert!(matches!(full, SubmitError::QueueFull { in_flight: 2 }), "{full}");
        for (job, fill) in pair.iter().zip([round, round + 100]) {
            device.wait(job, LONG).expect("completes");
            assert_eq!(output(&mut device, job), [fill; 128]);
        }
    }
    assert_eq!(card.state().get(Csr::CompletionHead), 18);
}

#[test]
fn lost_and_spurious_interrupts_do_no_harm() {
    outcome(Script { loses_interrupts: true, ..Default::default() }).expect("found by looking");
    outcome(Script { spurious_interrupts: 100, ..Default::default() }).expect("looked and waited again");
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let job = submit(&mut device, &program, 1);
    card.clone().wait(WaitBudget { wall: Duration::ZERO, cycles: 0 }).expect("card runs the job");
    assert!(device.poll(&job).expect("works").is_some(), "seen before its interrupt, which is now late");
    let next = submit(&mut device, &program, 2);
    device.wait(&next, LONG).expect("completes");
}

#[test]
fn without_an_interrupt_line_the_driver_polls() {
    let card = FakeCard::default();
    card.state().forced.insert(Csr::Capabilities.offset(), 0);
    card.state().script.jobs_per_wait = Some(1);
    let (mut device, program) = loaded(&card);
    let jobs = [submit(&mut device, &program, 1), submit(&mut device, &program, 2)];
    device.wait(&jobs[1], LONG).expect("completes");
    assert_eq!(card.state().waits, 2);
    assert!(!card.state().written.contains(&(Csr::InterruptGlobalEnable, 1)));
}

#[test]
fn a_stuck_device_times_out_with_its_state() {
    let WaitError::Timeout(timeout) =
        outcome(Script { stuck: true, ..Default::default() }).expect_err("stuck")
    else {
        panic!("not a timeout")
    };
    assert_eq!((timeout.sequence, timeout.deadline), (1, LONG));
    assert_eq!((timeout.state.submitted, timeout.state.taken, timeout.state.completed), (1, 0, 0));
    assert!(timeout.to_string().contains("1 jobs submitted, 0 taken"), "{timeout}");
}

#[test]
fn a_job_that_timed_out_can_be_waited_for_again() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let job = submit(&mut device, &program, 9);
    card.state().script.stuck = true;
    device.wait(&job, Deadline::after(Duration::from_millis(5))).expect_err("stuck");
    assert!(device.wait(&job, Deadline::NOW).is_err());
    card.state().script.stuck = false;
    device.wait(&job, LONG).expect("completes late");
    assert_eq!(output(&mut device, &job), [9; 128]);
}

#[test]
fn broken_completions_have_their_own_errors() {
    let error = outcome(Script { wrong_sequence: Some(5), ..Default::default() }).expect_err("unknown");
    assert!(matches!(error, WaitError::UnknownSequence { found: 6, oldest: Some(1) }), "{error}");
    let error = outcome(Script { wrong_cookie: Some(5), ..Default::default() }).expect_err("unknown");
    assert!(matches!(error, WaitError::UnknownSequence { found: 1, oldest: Some(1) }), "{error}");
    let error = outcome(Script { raw_cause: Some(99), ..Default::default() }).expect_err("no such cause");
    assert!(matches!(error, WaitError::Malformed { index: 0, .. }), "{error}");
    let error = outcome(Script { extra_tail: 3, ..Default::default() }).expect_err("too many");
    assert!(matches!(error, WaitError::CompletionCount { tail: 3, consumed: 0, in_flight: 1 }), "{error}");
    let error =
        outcome(Script { refuses_queue: true, stuck: true, ..Default::default() }).expect_err("refused");
    assert!(matches!(error, WaitError::QueueRefused { .. }), "{error}");
}

#[test]
fn a_device_that_leaves_the_bus_is_lost() {
    let script = Script { gone_after_waits: Some(3), stuck: true, ..Default::default() };
    let error = outcome(script).expect_err("gone");
    assert!(matches!(error, WaitError::Access(AccessError::DeviceLost { .. })), "{error}");
    let error = outcome(Script { transport_fails: true, ..Default::default() }).expect_err("link down");
    assert!(matches!(error, WaitError::Access(AccessError::Transport(_))), "{error}");
}

#[test]
fn a_fault_fails_its_job_and_no_other() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let jobs = [1, 2, 3].map(|fill| submit(&mut device, &program, fill));
    let fault = Fault { cause: ErrorCause::SegmentViolation, segment: 3, address: 0x1234 };
    card.state().script.faults.extend([None, Some(fault), None]);
    device.wait(&jobs[2], LONG).expect("not concerned");
    let WaitError::Job(error) = device.wait(&jobs[1], LONG).expect_err("fault") else { panic!("no fault") };
    let expected = JobError {
        sequence: 2,
        cause: ErrorCause::SegmentViolation,
        segment: Some(Segment::Output),
        address: 0x1234,
    };
    assert_eq!(error, expected);
    let text = error.to_string();
    assert!(text.starts_with("job 2 failed: SegmentViolation at byte 0x1234 of segment Output"), "{text}");
    assert!(matches!(device.read_output(&jobs[1], &mut [0; 128]), Err(ReadError::NoOutput { sequence: 2 })));
    device.wait(&jobs[0], LONG).expect("not concerned");
    assert_eq!(output(&mut device, &jobs[2]), [3; 128]);
}

#[test]
fn reset_gives_up_jobs_and_asks_for_programs_again() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let done = submit(&mut device, &program, 1);
    device.wait(&done, LONG).expect("completes");
    let stuck = submit(&mut device, &program, 2);
    card.state().script.stuck = true;
    device.wait(&stuck, Deadline::NOW).expect_err("stuck");
    device.reset().expect("recovers");
    assert_eq!((card.state().resets, device.jobs_in_flight()), (1, 0));
    assert!(matches!(device.wait(&stuck, LONG), Err(WaitError::Aborted { sequence: 2 })));
    assert!(matches!(device.read_output(&done, &mut [0; 128]), Err(ReadError::NoOutput { sequence: 1 })));
    assert!(matches!(device.submit(&program, 2, &[0; 128]), Err(SubmitError::NotLoaded)));
    let again = device.load(&copy_program()).expect("room beside the old one");
    let job = submit(&mut device, &again, 3);
    assert_eq!(job.sequence(), 3, "numbers go on");
    device.wait(&job, LONG).expect("completes");
    assert_eq!(output(&mut device, &job), [3; 128]);
}

#[test]
fn a_post_mortem_shows_registers_jobs_and_completions() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    let done = submit(&mut device, &program, 1);
    device.wait(&done, LONG).expect("completes");
    card.state().script.stuck = true;
    let _stuck = submit(&mut device, &program, 2);
    let post_mortem = device.post_mortem();
    assert_eq!(post_mortem.jobs.iter().map(|job| job.sequence).collect::<Vec<_>>(), [2]);
    assert_eq!(post_mortem.completions.iter().map(|done| done.sequence).collect::<Vec<_>>(), [1]);
    assert!(post_mortem.registers.contains(&(Csr::SubmissionDoorbell, 2)));
    let text = post_mortem.to_string();
    for part in
        ["post-mortem of fake at test", "in flight: job 2", "completed: job 1, 2000 cycles", "CONTROL"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    card.state().script.transport_fails = true;
    let post_mortem = device.post_mortem();
    assert!(post_mortem.registers.is_empty());
    assert!(post_mortem.transport_error.expect("told").contains("the link is down"));
}
