//! The card as software sees it: registers, queues, interrupts, reset. Jobs here are a few `nop`s.

use driver::transport::Wake;
use isa::csr::{Access, CSRS, Csr, RESET_KEY, bits};
use isa::ops::MicroOp;
use isa::queue::{ErrorCause, Fault, JOB_BYTES, Window};
use isa::segment::Segment;
use isa::{ArchConfig, FINGERPRINT};

use super::{Card, Memory};
use crate::functional::FunctionalLevel;
use crate::rig::{PLENTY, QUEUE_ENTRIES, Rig, SEGMENT_BYTES, code};

/// A program of `cycles` cycles.
fn nops(cycles: usize) -> Vec<u64> {
    let mut ops = vec![MicroOp::Nop {}; cycles];
    ops.push(MicroOp::Halt {});
    code(&ops)
}

fn rig() -> Rig {
    let mut rig = Rig::new(1);
    rig.load(&nops(10));
    rig
}

fn fault(cause: ErrorCause, segment: u32, address: u64) -> Option<Fault> {
    Some(Fault { cause, segment, address })
}

fn new_card() -> Card {
    let arch = ArchConfig::with_geometry(3, 5);
    let level = FunctionalLevel::new(arch, std::num::NonZeroUsize::new(1)).expect("threads");
    Card::new(arch, 77, Memory::new(0x1000, 0x10000).expect("maps"), Box::new(level))
}

#[test]
fn every_register_has_its_reset_value_and_access_kind() {
    for info in CSRS {
        let mut card = new_card();
        let reset = card.read_register(info.csr);
        if let Some(expected) = info.reset {
            assert_eq!(reset, expected, "{}", info.name);
        }
        card.write_register(info.csr, u32::MAX);
        let written = card.read_register(info.csr);
        match info.access {
            Access::ReadOnly => assert_eq!(written, reset, "{} is read only", info.name),
            Access::WriteOnly | Access::WriteOneToClear => assert_eq!(written, 0, "{}", info.name),
            Access::ReadWrite if info.csr == Csr::Control => assert_eq!(written, bits::CONTROL_IDLE),
            Access::ReadWrite => {
                let named = info
                    .fields
                    .iter()
                    .fold(0u64, |all, field| all | ((1 << field.bits) - 1) << field.lowest_bit);
                let expected = if info.fields.is_empty() { u32::MAX } else { named as u32 };
                assert_eq!(written, expected, "{}", info.name);
            }
        }
        card.reset();
        assert_eq!(card.read_register(info.csr), reset, "{} after reset", info.name);
    }
}

#[test]
fn identity_registers_show_the_device() {
    let card = new_card();
    assert_eq!(card.read_register(Csr::FingerprintLow), FINGERPRINT as u32);
    assert_eq!(card.read_register(Csr::FingerprintHigh), (FINGERPRINT >> 32) as u32);
    assert_eq!(card.read_register(Csr::BuildId), 77);
    assert_eq!(card.read_register(Csr::Capabilities), bits::CAPABILITY_INTERRUPT);
    assert_eq!(card.read_register(Csr::ArchPvCount), 3);
    assert_eq!(card.read_register(Csr::ArchPeCount), 5);
    assert_eq!(card.read_register(Csr::ArchBusBytes), ArchConfig::REFERENCE.bus_bytes);
}

#[test]
fn soft_reset_keeps_scratch_and_transport_reset_does_not() {
    let mut card = new_card();
    for (key, watchdog) in [(RESET_KEY + 1, 9), (RESET_KEY, 0)] {
        card.write_register(Csr::Scratch, 5);
        card.write_register(Csr::WatchdogLimit, 9);
        card.write_register(Csr::Reset, key);
        assert_eq!([Csr::Scratch, Csr::WatchdogLimit].map(|csr| card.read_register(csr)), [5, watchdog]);
    }
    card.reset();
    assert_eq!(card.read_register(Csr::Scratch), 0);
}

#[test]
fn holes_and_misaligned_offsets_of_the_block() {
    use driver::transport::{Transport, TransportError};
    let mut rig = rig();
    assert_eq!(rig.device.read_register(0xffc).ok(), Some(0));
    assert!(rig.device.write_register(0xffc, 1).is_ok());
    for offset in [0x1000, 0x12, u32::MAX] {
        assert!(matches!(rig.device.read_register(offset), Err(TransportError::RegisterOffset { .. })));
        assert!(matches!(rig.device.write_register(offset, 0), Err(TransportError::RegisterOffset { .. })));
    }
}

#[test]
fn several_jobs_complete_in_order_with_their_identity() {
    let mut rig = rig();
    for sequence in 1..=3 {
        rig.submit(&rig.job(sequence, 1));
    }
    assert_eq!(
        rig.get(Csr::Control) & (bits::CONTROL_START | bits::CONTROL_READY),
        bits::CONTROL_START | bits::CONTROL_READY
    );
    rig.submit(&rig.job(4, 1));
    assert_eq!(rig.get(Csr::Control) & bits::CONTROL_READY, 0, "the queue is full");
    for sequence in 1..=4 {
        assert_eq!(rig.wait(PLENTY), Wake::Interrupt);
        let completion = rig.take_completion();
        assert_eq!((completion.sequence, completion.cookie), (sequence, 0xc0_0000 + u64::from(sequence)));
        assert_eq!((completion.fault, completion.cycles), (None, 10));
    }
    assert_eq!(rig.wait(PLENTY), Wake::TimedOut);
    assert_eq!(rig.get(Csr::Control), bits::CONTROL_IDLE | bits::CONTROL_READY | bits::CONTROL_DONE);
    rig.set(Csr::Control, bits::CONTROL_START);
    assert_eq!(rig.get(Csr::Control), bits::CONTROL_IDLE | bits::CONTROL_READY, "start clears done");
    assert_eq!(rig.get_wide(Csr::CounterCyclesLow), 40);
}

#[test]
fn indices_wrap_around_the_queue_and_around_32_bits() {
    let mut rig = rig();
    for sequence in 0..3 * QUEUE_ENTRIES {
        let completion = rig.run(&rig.job(sequence, 1));
        assert_eq!((completion.sequence, completion.fault), (sequence, None));
    }
    // 2^32 jobs are out of a test's reach: put the device's own counts just below.
    let near = u32::MAX - 1;
    for csr in [Csr::SubmissionHead, Csr::SubmissionDoorbell, Csr::CompletionTail, Csr::CompletionHead] {
        rig.device.card.inner_mut().registers.set(csr, near);
    }
    (rig.submitted, rig.completed) = (near, near);
    for sequence in 0..4 {
        let completion = rig.run(&rig.job(sequence, 1));
        assert_eq!((completion.sequence, completion.fault), (sequence, None));
    }
    assert_eq!(rig.get(Csr::SubmissionHead), 2);
    assert_eq!(rig.get(Csr::CompletionTail), 2);
}

#[test]
fn a_full_completion_queue_holds_jobs_back() {
    let mut rig = rig();
    rig.set(Csr::InterruptGlobalEnable, 0);
    for sequence in 0..QUEUE_ENTRIES {
        rig.submit(&rig.job(sequence, 1));
    }
    assert_eq!(rig.wait(PLENTY), Wake::TimedOut);
    rig.submit(&rig.job(99, 1));
    assert_eq!(rig.wait(PLENTY), Wake::TimedOut);
    assert_eq!(rig.get(Csr::CompletionTail), QUEUE_ENTRIES);
    assert_eq!(rig.take_completion().sequence, 0);
    assert_eq!(rig.wait(PLENTY), Wake::TimedOut);
    assert_eq!(rig.get(Csr::CompletionTail), QUEUE_ENTRIES + 1);
    let rest: Vec<u32> = (0..QUEUE_ENTRIES).map(|_| rig.take_completion().sequence).collect();
    assert_eq!(rest, [1, 2, 3, 99]);
}

#[test]
fn impossible_queues_raise_the_queue_interrupt_and_can_be_repaired() {
    let base = Rig::new(1).base() as u32;
    for (csr, value) in [
        (Csr::SubmissionEntries, 0),
        (Csr::SubmissionEntries, 3),
        (Csr::SubmissionEntries, 8192),
        (Csr::SubmissionBaseLow, base + 64),
        (Csr::SubmissionBaseLow, base - 128),
        (Csr::SubmissionBaseHigh, 1),
        (Csr::CompletionEntries, 0),
        (Csr::CompletionEntries, 1),
        (Csr::CompletionBaseLow, base + 32),
        (Csr::CompletionBaseHigh, u32::MAX),
    ] {
        let mut rig = rig();
        rig.set(csr, value);
        rig.submit(&rig.job(1, 1));
        assert_eq!(rig.wait(PLENTY), Wake::Interrupt, "{csr} = {value:#x}");
        assert_eq!(rig.get(Csr::InterruptStatus), bits::INTERRUPT_QUEUE, "{csr} = {value:#x}");
        rig.set(Csr::InterruptStatus, bits::INTERRUPT_QUEUE);
        assert_eq!(rig.wait(PLENTY), Wake::TimedOut, "{csr} = {value:#x}");
        rig.configure();
        assert_eq!(rig.run(&rig.job(2, 1)).sequence, 2, "{csr} = {value:#x}");
    }
}

#[test]
fn counts_that_cannot_be_raise_the_queue_interrupt() {
    for (csr, value) in [
        (Csr::SubmissionDoorbell, QUEUE_ENTRIES + 1),
        (Csr::SubmissionDoorbell, u32::MAX),
        (Csr::CompletionHead, 1),
    ] {
        let mut rig = rig();
        rig.set(csr, value);
        assert_eq!(rig.get(Csr::InterruptStatus), bits::INTERRUPT_QUEUE, "{csr} = {value}");
    }
}

#[test]
fn a_wait_with_nothing_to_do_returns_without_sleeping() {
    let mut rig = rig();
    let start = std::time::Instant::now();
    let budget = driver::transport::WaitBudget { wall: std::time::Duration::from_secs(60), cycles: u64::MAX };
    assert_eq!(driver::transport::Transport::wait(&mut rig.device, budget).ok(), Some(Wake::TimedOut));
    assert!(start.elapsed().as_secs() < 30);
}

#[test]
fn time_passes_in_waits_only_and_as_far_as_they_allow() {
    let mut rig = rig();
    rig.submit(&rig.job(1, 1));
    assert_eq!(rig.get(Csr::SubmissionHead), 0);
    for cycles in [4, 4] {
        assert_eq!(rig.wait(cycles), Wake::TimedOut);
    }
    assert_eq!(rig.get_wide(Csr::CounterCyclesLow), 8);
    assert_eq!(rig.get(Csr::Control) & (bits::CONTROL_IDLE | bits::CONTROL_START), bits::CONTROL_START);
    assert_eq!(rig.wait(4), Wake::Interrupt);
    let completion = rig.take_completion();
    assert_eq!((completion.cycles, completion.bytes_read), (10, 11 * 8), "a split run counts the same");
}

#[test]
fn interrupts_latch_always_and_reach_the_line_when_enabled() {
    let mut rig = rig();
    rig.set(Csr::InterruptEnable, bits::INTERRUPT_FAULT);
    rig.submit(&rig.job(1, 1));
    assert_eq!(rig.wait(PLENTY), Wake::TimedOut, "the cause is not enabled");
    assert_eq!(rig.get(Csr::InterruptStatus), bits::INTERRUPT_COMPLETION);
    rig.set(Csr::InterruptEnable, bits::INTERRUPT_COMPLETION);
    assert_eq!(rig.wait(0), Wake::Interrupt, "pending already");
    rig.set(Csr::InterruptGlobalEnable, 0);
    assert_eq!(rig.wait(0), Wake::TimedOut);
    rig.set(Csr::InterruptGlobalEnable, 1);
    rig.set(Csr::InterruptStatus, bits::INTERRUPT_FAULT);
    assert_eq!(rig.wait(0), Wake::Interrupt, "another cause was cleared");
    rig.set(Csr::InterruptStatus, bits::INTERRUPT_COMPLETION);
    assert_eq!(rig.wait(0), Wake::TimedOut);
}

#[test]
fn refused_jobs_complete_with_their_cause_and_the_queue_goes_on() {
    let mut rig = rig();
    let mut entry = rig.job(5, 1).encode();
    entry[JOB_BYTES - 1] = 1;
    rig.enqueue(&entry);
    let mut job = rig.job(6, 1);
    job.windows[Segment::Input as usize] = Window { offset: 16, size: SEGMENT_BYTES - 15 };
    rig.submit(&job);
    assert_eq!(rig.wait(PLENTY), Wake::Interrupt);
    assert_eq!(rig.get(Csr::InterruptStatus), bits::INTERRUPT_COMPLETION | bits::INTERRUPT_FAULT);
    let completion = rig.take_completion();
    assert_eq!((completion.sequence, completion.cookie), (5, 0xc0_0005));
    assert_eq!(completion.fault, fault(ErrorCause::BadDescriptor, 0, 0));
    assert_eq!(rig.wait(PLENTY), Wake::Interrupt);
    assert_eq!(rig.take_completion().fault, fault(ErrorCause::BadWindow, 2, 16));
    let error = [Csr::ErrorCause, Csr::ErrorSequence, Csr::FaultAddressLow, Csr::FaultSegment];
    assert_eq!(error.map(|csr| rig.get(csr)), [ErrorCause::BadWindow as u32, 6, 16, 2]);
    assert_eq!(rig.run(&rig.job(7, 1)).fault, None);
    assert_eq!(error.map(|csr| rig.get(csr)), [ErrorCause::BadWindow as u32, 6, 16, 2], "sticky");
    rig.set(Csr::Reset, RESET_KEY);
    assert_eq!(error.map(|csr| rig.get(csr)), [0; 4]);
}

#[test]
fn segments_outside_the_memory_are_memory_errors() {
    for (base, address) in [(0, 0), (u64::MAX - 8, 0), (u64::MAX - 32, 0)] {
        let mut rig = rig();
        rig.set_wide(Csr::Segment0BaseLow, base);
        let completion = rig.run(&rig.job(1, 1));
        assert_eq!(completion.fault, fault(ErrorCause::MemoryError, 0, address), "{base:#x}");
    }
}

#[test]
fn a_job_is_aborted_at_the_watchdog_limit_and_not_before() {
    let mut rig = rig();
    rig.load(&nops(65537));
    rig.set(Csr::WatchdogLimit, 1);
    let completion = rig.run(&rig.job(1, 1));
    assert_eq!(completion.fault, fault(ErrorCause::Watchdog, 0, 0));
    assert_eq!(completion.cycles, 65536);
    rig.load(&nops(65536));
    assert_eq!(rig.run(&rig.job(2, 1)).fault, None, "exactly the limit is allowed");
}

#[test]
fn reset_in_the_middle_of_a_job_forgets_it() {
    for soft in [true, false] {
        let mut rig = rig();
        rig.submit(&rig.job(1, 1));
        rig.submit(&rig.job(2, 1));
        assert_eq!(rig.wait(5), Wake::TimedOut);
        match soft {
            true => rig.set(Csr::Reset, RESET_KEY),
            false => driver::transport::Transport::reset(&mut rig.device).expect("resets"),
        }
        assert_eq!(rig.get(Csr::Control), bits::CONTROL_IDLE);
        assert_eq!(rig.wait(PLENTY), Wake::TimedOut);
        rig.configure();
        let completion = rig.run(&rig.job(3, 1));
        assert_eq!((completion.sequence, completion.fault, completion.cycles), (3, None, 10));
        assert_eq!(rig.get_wide(Csr::CounterCyclesLow), 10, "counters start again");
    }
}
