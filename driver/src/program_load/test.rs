//! Tests of loading and of what jobs take from memory: checks before writing, and memory that comes back.

use isa::program::Program;
use isa::segment::Segment;

use crate::device::test::{LONG, copy_program, loaded, open, submit};
use crate::fake::FakeCard;
use crate::{Device, LoadError, OutOfDeviceMemory, SubmitError};

#[test]
fn memory_comes_back_when_jobs_and_programs_are_dropped() {
    let card = FakeCard::default();
    let mut device = open(&card);
    let free = |device: &Device| Segment::ALL.map(|segment| device.segment_bytes(segment).1);
    let before = free(&device);
    let program = device.load(&copy_program()).expect("fits");
    let job = submit(&mut device, &program, 1);
    drop((program, job));
    assert!(
        free(&device).iter().zip(&before).all(|(now, before)| now < before),
        "the device may still write"
    );
    let program = device.load(&copy_program()).expect("fits");
    let job = submit(&mut device, &program, 1);
    device.wait(&job, LONG).expect("completes");
    drop((program, job));
    assert_eq!(free(&device), before);
}

#[test]
fn submission_checks_before_it_writes() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    assert!(matches!(device.submit(&program, 0, &[]), Err(SubmitError::Batch { found: 0 })));
    let wrong = device.submit(&program, 3, &[0; 128]).expect_err("wrong size");
    assert!(matches!(wrong, SubmitError::InputBytes { batch: 3, found: 128, expected: 192 }), "{wrong}");
    let batch = 1100; // 70,400 bytes, the input pool has a sixteenth of 1 MiB
    let large = device.submit(&program, batch, &vec![0; 64 * batch as usize]).expect_err("no room");
    let SubmitError::Memory(OutOfDeviceMemory { segment: Segment::Input, requested: 70400, .. }) = large
    else {
        panic!("{large}")
    };
    let mut other = open(&FakeCard::default());
    assert!(matches!(other.submit(&program, 2, &[0; 128]), Err(SubmitError::NotLoaded)));
    assert_eq!(device.jobs_in_flight() + other.jobs_in_flight(), 0);
}

#[test]
fn programs_for_other_arrays_and_malformed_ones_are_refused() {
    let mut device = open(&FakeCard::default());
    let mut program = copy_program();
    program.arch.weight_words = 4096;
    let error = device.load(&program).expect_err("another array");
    assert!(
        matches!(error, LoadError::Array { name: "weight_words", program: 4096, device: 2048 }),
        "{error}"
    );
    let program = Program { code: vec![0], ..copy_program() };
    assert!(matches!(device.load(&program), Err(LoadError::Program(_))));
    let mut program = copy_program();
    program.interface.inputs[0].dims = vec![u32::MAX; 4];
    program.interface.inputs[0].strides = vec![0; 4];
    assert!(
        matches!(device.load(&program), Err(LoadError::Program(_))),
        "more elements than any image holds"
    );
    let program = Program { constants: vec![0; 1 << 20], ..copy_program() };
    let error = device.load(&program).expect_err("no room");
    assert!(
        matches!(error, LoadError::Memory(OutOfDeviceMemory { segment: Segment::Constants, .. })),
        "{error}"
    );
}

#[test]
fn programs_are_written_once_and_jobs_point_at_them() {
    let card = FakeCard::default();
    let (mut device, program) = loaded(&card);
    assert_eq!(program.bytes(), 108);
    let written = device.traffic().bytes_to_device;
    let job = submit(&mut device, &program, 1);
    assert_eq!(device.traffic().bytes_to_device - written, 128 + isa::queue::JOB_BYTES as u64);
    device.wait(&job, LONG).expect("completes");
    let state = card.state();
    let range = state.window(&state.jobs[0], Segment::Constants);
    assert_eq!(state.memory[range], [7; 100]);
}
