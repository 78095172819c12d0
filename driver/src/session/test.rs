//! Tests of runs: splitting, order, bounded memory, and errors on the way.

use super::*;
use crate::device::OpenOptions;
use crate::device::test::copy_program;
use crate::fake::FakeCard;
use isa::queue::{ErrorCause, Fault};

fn device(card: &FakeCard) -> (Device, LoadedProgram) {
    let mut device = Device::open(Box::new(card.clone()), OpenOptions::default()).expect("good card");
    let program = device.load(&copy_program()).expect("fits");
    (device, program)
}

fn ramp(images: usize) -> Vec<f32> {
    (0..8 * images).map(|index| (index % 60000) as f32 * 0.5 - 15000.0).collect()
}

#[test]
fn a_run_splits_into_jobs_and_keeps_the_order() {
    let card = FakeCard::default();
    card.state().script.jobs_per_wait = Some(1);
    let (mut device, program) = device(&card);
    let values = ramp(10);
    let mut calls = Vec::new();
    let mut session = Session::new(&mut device).with_jobs_in_flight(3);
    let run = session.run(&program, 10, 4, &[&values], &mut |progress| calls.push(progress.images));
    let RunOutput { outputs, report } = run.expect("runs");
    assert_eq!(outputs, [values]);
    assert_eq!(calls, [4, 8, 10]);
    assert_eq!((report.jobs, report.images, report.cycles, report.saturated_inputs), (3, 10, 10_000, 0));
    assert_eq!(card.state().jobs.iter().map(|job| job.batch).collect::<Vec<_>>(), [4, 4, 2]);
    assert!(report.host() <= report.elapsed);
}

#[test]
fn no_images_are_no_jobs() {
    let (mut device, program) = device(&FakeCard::default());
    let run = Session::new(&mut device).run(&program, 0, 4, &[&[]], &mut |_| panic!("no progress"));
    assert_eq!(run.expect("runs").outputs, [vec![0.0; 0]]);
}

#[test]
fn a_run_larger_than_the_memory_keeps_fewer_jobs_in_flight() {
    let card = FakeCard::default();
    let (mut device, program) = device(&card);
    let values = ramp(5000); // 600 images take 38,400 of the input pool's 64 KiB
    let mut session = Session::new(&mut device).with_jobs_in_flight(3);
    let run = session.run(&program, 5000, 600, &[&values], &mut |_| {}).expect("runs");
    assert_eq!(run.outputs, [values]);
    assert_eq!(run.report.jobs, 9);
    let run = Session::new(&mut device).run(&program, 5000, 5000, &[&ramp(5000)], &mut |_| {});
    assert!(matches!(run, Err(RunError::Submit(SubmitError::Memory(_)))), "one job alone must fit");
}

#[test]
fn wrong_inputs_are_refused_before_anything_runs() {
    let card = FakeCard::default();
    let (mut device, program) = device(&card);
    let mut session = Session::new(&mut device);
    let mut run = |images, batch, inputs: &[&[f32]]| {
        session.run(&program, images, batch, inputs, &mut |_| {}).expect_err("refused")
    };
    assert!(matches!(run(1, 1, &[]), RunError::Inputs { expected: 1, found: 0 }));
    let short = run(2, 1, &[&[0.0; 15]]);
    assert!(matches!(short, RunError::Samples(SampleError::Values { batch: 2, found: 15, .. })), "{short}");
    assert!(matches!(run(1, 0, &[&[0.0; 8]]), RunError::Submit(SubmitError::Batch { found: 0 })));
    let nan = run(1, 1, &[&[f32::NAN; 8]]);
    assert!(matches!(nan, RunError::Samples(SampleError::NotANumber { index: 0, .. })), "{nan}");
    assert!(matches!(run(usize::MAX, 1, &[&[0.0; 8]]), RunError::Samples(SampleError::Values { .. })));
    assert!(card.state().jobs.is_empty());
}

#[test]
fn a_failed_job_ends_the_run_and_the_device_goes_on() {
    let card = FakeCard::default();
    let (mut device, program) = device(&card);
    let fault = Fault { cause: ErrorCause::Watchdog, segment: 0, address: 0 };
    card.state().script.faults.extend([None, Some(fault)]);
    let values = ramp(6);
    let run = Session::new(&mut device).run(&program, 6, 2, &[&values], &mut |_| {});
    assert!(matches!(run, Err(RunError::Wait(WaitError::Job(_)))));
    let run = Session::new(&mut device).run(&program, 6, 2, &[&values], &mut |_| {});
    assert_eq!(run.expect("runs").outputs, [values]);
}
