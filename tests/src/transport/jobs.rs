//! Jobs on a device that behaves: order of data and doorbell, several in flight, interrupt and polling.

use std::time::{Duration, Instant};

use driver::transport::{WaitBudget, Wake};
use driver::{Device, OpenOptions};
use isa::csr::{Csr, bits};

use super::Harness;
use super::fixture::{
    Fixture, IMAGE_BYTES, PATIENCE, SAMPLES, check_one_job, check_output, input, load, open,
};

/// How far a wait may overshoot its budget on a machine that is busy with other things.
const SLACK: Duration = Duration::from_secs(2);

/// Hundreds of jobs through the same memory, each with other data: none runs on the data of the one before.
pub fn every_job_sees_the_data_written_before_its_doorbell(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions::default());
    let program = load(harness, &mut device, Fixture::Scale(3));
    for round in 0..200 {
        let images = input(round, 2);
        let job = device.submit(&program, 2, &images).expect("the job is submitted");
        device.wait(&job, PATIENCE).expect("the job completes");
        check_output(&mut device, &job, &images, 3);
    }
}

/// Jobs of two programs and several batches are in flight together; each keeps to its own windows.
pub fn several_jobs_in_flight_keep_their_data_apart(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions::default());
    let programs = [2, -5].map(|factor| (load(harness, &mut device, Fixture::Scale(factor)), factor));
    let mut jobs = Vec::new();
    for round in 0..24 {
        let (program, factor) = &programs[round % 2];
        let images = input(round, 1 + round as u32 % 5);
        let job = device.submit(program, 1 + round as u32 % 5, &images).expect("the job is submitted");
        jobs.push((job, images, *factor));
    }
    for (job, ..) in jobs.iter().rev() {
        device.wait(job, PATIENCE).expect("the job completes");
    }
    for (job, images, factor) in &jobs {
        check_output(&mut device, job, images, *factor);
    }
}

/// Values go through views of the device's memory, and are copied only where the processor does not reach it.
pub fn inputs_and_outputs_are_used_in_place(harness: &mut dyn Harness) {
    let transport = harness.open();
    let in_place = transport.memory_in_place();
    let mut device = Device::open(transport, OpenOptions::default()).expect("the target opens");
    let program = load(harness, &mut device, Fixture::Scale(-3));
    for batch in [1, 7] {
        let values: Vec<f32> =
            (0..batch * SAMPLES).map(|index| (index * 31 % 2001) as f32 - 1000.0).collect();
        let before = device.traffic();
        let mut buffer = device.input_buffer(&program, batch as u32).expect("there is room");
        assert_eq!(buffer.quantise(0, &values).expect("fits the port"), 0);
        buffer.quantise(1, &values).expect_err("there is one port");
        let job = buffer.submit().expect("the job is submitted");
        device.wait(&job, PATIENCE).expect("the job completes");
        let mut found = vec![0.0; values.len()];
        device.output_view(&program, &job).expect("is there").dequantise(0, &mut found).expect("fits");
        assert!(values.iter().zip(&found).all(|(value, found)| *found == -3.0 * value), "{found:?}");
        let copied = device.traffic().since(&before).bytes_copied;
        let expected = if in_place { 0 } else { 2 * batch * IMAGE_BYTES };
        assert_eq!(copied, expected as u64, "bytes copied of {} in and as many out", batch * IMAGE_BYTES);
    }
}

/// Queues of two entries serve any number of jobs.
pub fn small_queues_wrap_around(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions { queue_entries: 2, ..OpenOptions::default() });
    let program = load(harness, &mut device, Fixture::Scale(2));
    for round in 0..21 {
        let images = [input(2 * round, 1), input(2 * round + 1, 1)];
        let jobs = images.each_ref().map(|images| device.submit(&program, 1, images).expect("there is room"));
        for (job, images) in jobs.iter().zip(&images) {
            device.wait(job, PATIENCE).expect("the job completes");
            check_output(&mut device, job, images, 2);
        }
    }
}

/// With its interrupts left off the device serves a driver that polls.
pub fn polling_needs_no_interrupt_line(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions { interrupts: false, ..OpenOptions::default() });
    let program = load(harness, &mut device, Fixture::Scale(2));
    for _ in 0..5 {
        check_one_job(&mut device, &program, 2);
    }
}

/// Without a job a wait times out, and keeps to its budget.
pub fn waiting_for_nothing_ends_within_its_budget(harness: &mut dyn Harness) {
    let mut transport = harness.open();
    transport.reset().expect("the target resets");
    for wall in [Duration::ZERO, Duration::from_millis(1), Duration::from_millis(50)] {
        let start = Instant::now();
        let wake = transport.wait(WaitBudget { wall, cycles: 1000 }).expect("waits");
        let elapsed = start.elapsed();
        assert_eq!(wake, Wake::TimedOut, "nothing raised the line");
        assert!(elapsed < wall + SLACK, "a wait of {wall:?} took {elapsed:?}");
    }
}

/// An enabled cause wakes every wait at once until it is cleared, then none.
pub fn the_interrupt_line_stays_up_until_it_is_cleared(harness: &mut dyn Harness) {
    let mut transport = harness.open();
    transport.reset().expect("the target resets");
    let mut write = |csr: Csr, value| transport.write_register(csr.offset(), value).expect("is written");
    write(Csr::InterruptEnable, bits::INTERRUPT_QUEUE);
    write(Csr::InterruptGlobalEnable, 1);
    write(Csr::SubmissionDoorbell, 1); // a job in a queue of no entries
    let capabilities = transport.read_register(Csr::Capabilities.offset()).expect("is read");
    if capabilities & bits::CAPABILITY_INTERRUPT == 0 {
        return;
    }
    let budget = WaitBudget { wall: Duration::from_secs(5), cycles: 1 << 30 };
    for _ in 0..3 {
        assert_eq!(transport.wait(budget).expect("waits"), Wake::Interrupt, "the line is up");
    }
    transport.write_register(Csr::InterruptStatus.offset(), bits::INTERRUPT_QUEUE).expect("is written");
    let budget = WaitBudget { wall: Duration::from_millis(20), cycles: 1000 };
    assert_eq!(transport.wait(budget).expect("waits"), Wake::TimedOut, "the line is down");
    transport.reset().expect("the target resets");
}

/// The counter registers hold the sums of what the completions reported.
pub fn counters_add_up_to_the_reports(harness: &mut dyn Harness) {
    let mut device = open(harness, OpenOptions::default());
    let program = load(harness, &mut device, Fixture::Scale(2));
    let (mut macs, mut cycles, mut images) = (0, 0, 0);
    for batch in 1..6 {
        let job = device.submit(&program, batch, &input(0, batch)).expect("the job is submitted");
        let report = device.wait(&job, PATIENCE).expect("the job completes");
        assert_eq!(report.cycles_counted, device.identity().capabilities.cycles_counted());
        let moved = (batch as usize * IMAGE_BYTES) as u64;
        assert!(report.bytes_read >= moved && report.bytes_written >= moved, "{report:?} for {moved} bytes");
        (macs, cycles, images) = (macs + report.macs, cycles + report.cycles, images + u64::from(batch));
    }
    assert!(macs >= images * SAMPLES as u64, "at least one multiplication for every sample");
    let registers = device.post_mortem().registers;
    let value = |csr| u64::from(registers.iter().find(|(found, _)| *found == csr).expect("a register").1);
    assert_eq!(value(Csr::CounterMacsHigh) << 32 | value(Csr::CounterMacsLow), macs);
    let counted = value(Csr::CounterCyclesHigh) << 32 | value(Csr::CounterCyclesLow);
    assert_eq!(counted, cycles, "cycles in which a job was running");
}
