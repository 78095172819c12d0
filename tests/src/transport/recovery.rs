//! Jobs on a device that is disturbed: deadlines, faults, watchdog, resets and processes that die.

use std::time::Duration;

use driver::{Deadline, OpenOptions, SubmitError, WaitError};
use isa::queue::ErrorCause;
use isa::segment::Segment;

use super::Harness;
use super::fixture::{Fixture, PATIENCE, check_one_job, check_output, input, load, open};

const SLOW_BATCH: u32 = 8;

/// A job that misses its deadline can be waited for again.
pub fn a_deadline_ends_a_wait_and_not_the_job(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions::default());
    let program = load(harness, &mut device, Fixture::Slow);
    let images = input(1, SLOW_BATCH);
    let job = device.submit(&program, SLOW_BATCH, &images).expect("the job is submitted");
    let short = Deadline { wall: Duration::from_micros(50), cycles: 1000 };
    // A fast board may be done by now; a simulator, which counts cycles, is not.
    if let Err(error) = device.wait(&job, short) {
        let WaitError::Timeout(timeout) = error else { panic!("no timeout: {error}") };
        assert_eq!((timeout.sequence, timeout.state.submitted), (job.sequence(), 1));
        assert_eq!(timeout.state.completed, 0, "not complete: {}", timeout.state);
    }
    device.wait(&job, PATIENCE).expect("the job completes after all");
    check_output(&mut device, &job, &images, 2);
}

/// A program that leaves its window fails with the place; the jobs around it do not notice.
pub fn a_violation_fails_its_job_and_no_other(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions::default());
    let good = load(harness, &mut device, Fixture::Scale(2));
    let bad = load(harness, &mut device, Fixture::OutsideWindow);
    let images: Vec<Vec<u8>> = (0..5).map(|seed| input(seed, 2)).collect();
    let jobs: Vec<_> = images
        .iter()
        .enumerate()
        .map(|(index, images)| {
            let program = if index % 2 == 0 { &good } else { &bad };
            device.submit(program, 2, images).expect("the job is submitted")
        })
        .collect();
    for (index, (job, images)) in jobs.iter().zip(&images).enumerate() {
        let result = device.wait(job, PATIENCE);
        if index % 2 == 0 {
            result.expect("not concerned");
            check_output(&mut device, job, images, 2);
        } else {
            let Err(WaitError::Job(error)) = result else { panic!("no violation: {result:?}") };
            assert_eq!((error.sequence, error.cause), (job.sequence(), ErrorCause::SegmentViolation));
            assert_eq!(error.segment, Some(Segment::Input), "{error}");
        }
    }
}

/// A job above the watchdog limit is aborted; the next one runs.
pub fn the_watchdog_ends_a_job_and_the_queue_goes_on(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions { watchdog_cycles: 1 << 16, ..OpenOptions::default() });
    let slow = load(harness, &mut device, Fixture::Slow);
    let quick = load(harness, &mut device, Fixture::Scale(3));
    let job = device.submit(&slow, SLOW_BATCH, &input(1, SLOW_BATCH)).expect("the job is submitted");
    let result = device.wait(&job, PATIENCE);
    let Err(WaitError::Job(error)) = result else { panic!("the watchdog slept: {result:?}") };
    assert_eq!(error.cause, ErrorCause::Watchdog);
    check_one_job(&mut device, &quick, 3);
}

/// A reset while jobs run gives them up; afterwards the device works and no late completion appears.
pub fn reset_in_mid_job_leaves_a_working_device(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions::default());
    for round in 0..3 {
        let slow = load(harness, &mut device, Fixture::Slow);
        let jobs: Vec<_> = (0..3)
            .map(|seed| device.submit(&slow, SLOW_BATCH, &input(seed, SLOW_BATCH)).expect("is submitted"))
            .collect();
        // The first job is running, on a simulator too, or has completed.
        let _ = device.wait(&jobs[0], Deadline { wall: Duration::from_micros(50), cycles: 1000 });
        device.reset().unwrap_or_else(|error| panic!("reset {round}: {error}"));
        // A device that works while nobody waits may have completed it before the reset.
        let last = device.wait(&jobs[2], PATIENCE);
        assert!(matches!(last, Err(WaitError::Aborted { .. }) | Ok(_)), "{last:?}");
        let stale = device.submit(&slow, 1, &input(0, 1));
        assert!(matches!(stale, Err(SubmitError::NotLoaded)), "{stale:?}");
        let program = load(harness, &mut device, Fixture::Scale(3));
        for _ in 0..5 {
            check_one_job(&mut device, &program, 3);
        }
    }
}

/// A process dies with jobs in the queue: the next one opens the device and nothing of the old comes through.
pub fn a_device_left_with_jobs_can_be_opened_again(harness: &mut dyn Harness) {
    for _ in 0..3 {
        let mut device = open(harness, OpenOptions::default());
        let slow = load(harness, &mut device, Fixture::Slow);
        for seed in 0..3 {
            device.submit(&slow, SLOW_BATCH, &input(seed, SLOW_BATCH)).expect("the job is submitted");
        }
        // Dropping a device would reset it, which a dead process does not do.
        std::mem::forget(device);
        let mut device = open(harness, OpenOptions { queue_entries: 4, ..OpenOptions::default() });
        let program = load(harness, &mut device, Fixture::Scale(3));
        for _ in 0..5 {
            check_one_job(&mut device, &program, 3);
        }
    }
}
