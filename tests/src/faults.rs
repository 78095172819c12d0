//! What the driver makes of a device that misbehaves: for every fault its own error in time, and a device that works
//! again where that is possible.
//!
//! A target opens a device with a plan of faults; the plans are those of the software device, because boards do not
//! fail on request. Values are not judged here.

use std::time::{Duration, Instant};

use driver::{AccessError, Deadline, Device, IdentityError, OpenError, OpenOptions, Transport, WaitError};
use isa::queue::{CompletionError, ErrorCause};
use isa::segment::Segment;
use sim_fallback::faults::{Fault, Plan};

use crate::transport::fixture::{check_one_job, check_output, input};
use crate::transport::{Fixture, record_program};

/// Long enough for every job that ends at all, short enough for one that does not.
const DEADLINE: Deadline = Deadline { wall: Duration::from_millis(300), cycles: 1 << 26 };
/// How far any of this may overshoot the deadline on a machine that is busy with other things.
const SLACK: Duration = Duration::from_secs(3);
/// What the programs here multiply by.
const FACTOR: i16 = 3;

/// Opens a fresh device that misbehaves as planned.
pub type Open<'a> = &'a mut dyn FnMut(Plan) -> Box<dyn Transport>;

/// Runs three jobs on a device whose second has the fault, and judges the error, the time, the post-mortem and whether
/// the device works after a reset.
///
/// # Panics
/// Something is not as it should be.
pub fn check(fault: Fault, open: Open<'_>) {
    let start = Instant::now();
    let device = Device::open(open(Plan::one(fault, 2)), OpenOptions::default());
    match fault {
        Fault::WrongFingerprint | Fault::OlderAbi => check_refused(fault, device),
        _ => check_jobs(fault, &mut device.expect("the fault comes later")),
    }
    let elapsed = start.elapsed();
    assert!(elapsed < 2 * DEADLINE.wall + SLACK, "{fault} took {elapsed:?}");
}

/// The faults that a reset cures, in the order in which [`sequence_plan`] has them.
pub const SEQUENCE: &[Fault] = &[
    Fault::SpuriousInterrupt,
    Fault::LateInterrupt,
    Fault::LostInterrupt,
    Fault::WrongSequence,
    Fault::BadCompletion,
    Fault::DmaError,
    Fault::Stuck,
    Fault::AllOnes,
];

/// A plan for a device that outlives its driver: [`check_in_sequence`] for each fault of [`SEQUENCE`], in order.
pub fn sequence_plan() -> String {
    let entry = |(index, fault): (usize, &Fault)| format!("{fault}@{}", 2 * index + 2);
    SEQUENCE.iter().enumerate().map(entry).collect::<Vec<_>>().join(",")
}

/// Two jobs, of which the second has the fault; then a reset.
///
/// # Panics
/// The second job does not end as its fault says, or the device is not reset.
pub fn check_in_sequence(fault: Fault, device: &mut Device) {
    let program = record_program(Fixture::Scale(FACTOR), device.identity().arch);
    let loaded = device.load(&program).expect("the program loads");
    check_one_job(device, &loaded, FACTOR);
    let job = device.submit(&loaded, 1, &input(1, 1)).expect("the job is submitted");
    let result = device.wait(&job, DEADLINE).map(drop);
    assert!(is_expected(fault, &result), "{fault}: {result:?}");
    assert!(!device.post_mortem().registers.is_empty(), "{fault}: no registers");
    device.reset().expect("the device is reset");
}

/// A plan for [`check_link_loss`]: the second job is running when the device is taken away.
pub const LINK_LOSS_PLAN: &str = "stuck@2";

/// Loses the device in mid-job, and judges what waiting for the job ends with. `ready` is called once the job runs, and
/// returns when the device has been taken away.
///
/// # Panics
/// The device stays, or its loss is told as something else or too late.
pub fn check_link_loss(mut device: Device, ready: impl FnOnce()) {
    let program = record_program(Fixture::Scale(FACTOR), device.identity().arch);
    let loaded = device.load(&program).expect("the program loads");
    check_one_job(&mut device, &loaded, FACTOR);
    let job = device.submit(&loaded, 1, &input(1, 1)).expect("the job is submitted");
    ready();
    let start = Instant::now();
    let error = device.wait(&job, DEADLINE).expect_err("the device is gone");
    assert!(start.elapsed() < DEADLINE.wall + SLACK, "{:?}", start.elapsed());
    let lost = matches!(error, WaitError::Access(AccessError::DeviceLost { .. } | AccessError::Transport(_)));
    assert!(lost, "{error}");
    let post_mortem = device.post_mortem();
    assert!(post_mortem.jobs.len() == 1 && !post_mortem.trace.is_empty(), "{post_mortem}");
    // Nobody can reset it any more.
    std::mem::forget(device);
}

/// What became of a run of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcomes {
    /// Jobs that ended with the right output.
    pub done: usize,
    /// Attempts that did not.
    pub failures: usize,
}

/// Runs jobs one after the other, each until it succeeds, with a reset after every failure.
///
/// # Panics
/// The device is not reset, or a job that succeeds has the wrong output.
pub fn run_with_resets(device: &mut Device, jobs: usize) -> Outcomes {
    let program_of = |device: &mut Device| {
        let program = record_program(Fixture::Scale(FACTOR), device.identity().arch);
        device.load(&program).expect("the program loads")
    };
    let mut program = program_of(device);
    let mut outcomes = Outcomes { done: 0, failures: 0 };
    while outcomes.done < jobs {
        let images = input(outcomes.done, 2);
        let job = device.submit(&program, 2, &images).expect("the job is submitted");
        match device.wait(&job, Deadline { wall: Duration::from_millis(20), cycles: 1 << 22 }) {
            Ok(_) => {
                check_output(device, &job, &images, FACTOR);
                outcomes.done += 1;
            }
            Err(_) => {
                outcomes.failures += 1;
                device.reset().expect("the device is reset");
                program = program_of(device);
            }
        }
        assert!(outcomes.failures <= jobs, "no end of failures");
    }
    outcomes
}

fn check_refused(fault: Fault, device: Result<Device, OpenError>) {
    let error = device.expect_err("another contract");
    let expected = match fault {
        Fault::OlderAbi => matches!(error, OpenError::Identity(IdentityError::Abi { found: (0, 0), .. })),
        _ => matches!(error, OpenError::Identity(IdentityError::Fingerprint { .. })),
    };
    assert!(expected, "{fault}: {error}");
}

fn check_jobs(fault: Fault, device: &mut Device) {
    let arch = device.identity().arch;
    let program = device.load(&record_program(Fixture::Scale(FACTOR), arch)).expect("the program loads");
    check_one_job(device, &program, FACTOR);
    let job = device.submit(&program, 1, &input(1, 1));
    let job = job.unwrap_or_else(|error| panic!("{fault}: the job is not submitted: {error}"));
    let result = device.wait(&job, DEADLINE).map(drop);
    assert!(is_expected(fault, &result), "{fault}: {result:?}");
    check_post_mortem(fault, device);
    if result.is_ok() {
        check_one_job(device, &program, FACTOR);
    }
    match device.reset() {
        Ok(()) => assert!(fault.is_recoverable(), "{fault}: no reset should help"),
        Err(error) => return assert!(!fault.is_recoverable(), "{fault}: not reset: {error}"),
    }
    let program = device.load(&record_program(Fixture::Scale(FACTOR), arch)).expect("the program loads");
    for _ in 0..3 {
        check_one_job(device, &program, FACTOR);
    }
}

/// Whether the second job ended as its fault says.
fn is_expected(fault: Fault, result: &Result<(), WaitError>) -> bool {
    match (fault, result) {
        // Late, early or never: an interrupt only wakes, and the driver looks for itself.
        (Fault::LostInterrupt | Fault::LateInterrupt | Fault::SpuriousInterrupt, Ok(())) => true,
        (Fault::AllOnes | Fault::LinkLoss, Err(WaitError::Access(AccessError::DeviceLost { .. }))) => true,
        (Fault::Stuck, Err(WaitError::Timeout(timeout))) => {
            timeout.state.taken == 2 && timeout.state.completed == 1
        }
        (Fault::WrongSequence, Err(WaitError::UnknownSequence { oldest, .. })) => oldest.is_some(),
        (Fault::BadCompletion, Err(WaitError::Malformed { source: CompletionError::Cause(_), .. })) => true,
        (Fault::DmaError, Err(WaitError::Job(error))) => {
            (error.cause, error.segment) == (ErrorCause::MemoryError, Some(Segment::Input))
        }
        _ => false,
    }
}

/// A post-mortem has the registers, the queues and the last accesses, whatever the device does.
fn check_post_mortem(fault: Fault, device: &mut Device) {
    let post_mortem = device.post_mortem();
    assert!(!post_mortem.registers.is_empty(), "{fault}: no registers");
    assert_eq!(post_mortem.submitted, 2, "{fault}");
    assert!(post_mortem.trace.len() > 10, "{fault}: {} accesses in the trace", post_mortem.trace.len());
    assert!(post_mortem.to_string().contains("in flight") || post_mortem.jobs.is_empty(), "{fault}");
}
