//! The register walk: every register of the table behaves as its access kind and reset value say.

use driver::transport::{Transport, TransportError, WaitBudget};
use isa::csr::{Access, BLOCK_BYTES, CSRS, Csr, RESET_KEY, bits};
use std::time::Duration;

use super::Harness;

const PATTERN: u32 = 0xa5c3_0f69;

fn fresh(harness: &mut dyn Harness) -> Box<dyn Transport> {
    let mut transport = harness.open();
    transport.reset().expect("the target resets");
    transport
}

fn read(transport: &mut dyn Transport, csr: Csr) -> u32 {
    transport.read_register(csr.offset()).unwrap_or_else(|error| panic!("reading {csr}: {error}"))
}

fn write(transport: &mut dyn Transport, csr: Csr, value: u32) {
    transport
        .write_register(csr.offset(), value)
        .unwrap_or_else(|error| panic!("writing {value:#x} to {csr}: {error}"));
}

fn check_reset_values(transport: &mut dyn Transport, except: &[Csr]) {
    for info in CSRS.iter().filter(|info| !except.contains(&info.csr)) {
        if let Some(expected) = info.reset {
            let found = read(transport, info.csr);
            assert_eq!(
                found, expected,
                "{} is {found:#x} after reset, {expected:#x} in the table",
                info.name
            );
        }
    }
}

/// A value that a register may be given without setting anything off; `None` where any write has an effect.
fn harmless_value(csr: Csr) -> Option<u32> {
    match csr {
        // These move the queues or look at them.
        Csr::Control | Csr::SubmissionDoorbell | Csr::CompletionHead => None,
        Csr::SubmissionEntries | Csr::CompletionEntries => Some(16),
        Csr::SubmissionBaseLow | Csr::CompletionBaseLow => Some(PATTERN & !127),
        _ => {
            let mask = |fields: u32, field: &isa::csr::FieldInfo| {
                fields | ((1 << field.bits) - 1) << field.lowest_bit
            };
            let fields = csr.info().fields.iter().fold(0, mask);
            Some(if fields == 0 { PATTERN } else { fields })
        }
    }
}

/// After a reset every register reads what the table says.
pub fn registers_have_their_reset_values(harness: &mut dyn Harness) {
    check_reset_values(fresh(harness).as_mut(), &[]);
}

/// Writing to a read-only register changes neither it nor anything else.
pub fn read_only_registers_ignore_writes(harness: &mut dyn Harness) {
    let mut transport = fresh(harness);
    for info in CSRS.iter().filter(|info| info.access == Access::ReadOnly) {
        let before = read(transport.as_mut(), info.csr);
        write(transport.as_mut(), info.csr, !before);
        assert_eq!(read(transport.as_mut(), info.csr), before, "{} is read only", info.name);
    }
    check_reset_values(transport.as_mut(), &[]);
}

/// Readable and writable registers return what was last written, each its own value.
pub fn writable_registers_hold_what_is_written(harness: &mut dyn Harness) {
    let mut transport = fresh(harness);
    let writable = CSRS.iter().filter(|info| info.access == Access::ReadWrite);
    let values: Vec<(Csr, u32)> =
        writable.filter_map(|info| Some((info.csr, harmless_value(info.csr)?))).collect();
    for &(csr, value) in &values {
        write(transport.as_mut(), csr, value);
    }
    for &(csr, value) in &values {
        let found = read(transport.as_mut(), csr);
        assert_eq!(found, value, "{csr} is {found:#x} after {value:#x} was written");
    }
    for value in [0, u32::MAX, PATTERN, !PATTERN] {
        write(transport.as_mut(), Csr::Scratch, value);
        assert_eq!(read(transport.as_mut(), Csr::Scratch), value, "SCRATCH holds any value");
    }
    transport.reset().expect("the target resets");
}

/// Write-only registers read as zero, whatever was written.
pub fn write_only_registers_read_as_zero(harness: &mut dyn Harness) {
    let mut transport = fresh(harness);
    for info in CSRS.iter().filter(|info| info.access == Access::WriteOnly) {
        write(transport.as_mut(), info.csr, PATTERN);
        assert_eq!(read(transport.as_mut(), info.csr), 0, "{} is write only", info.name);
    }
}

/// A pending cause stays pending until exactly its bit is written as one.
pub fn interrupt_causes_are_cleared_by_writing_one(harness: &mut dyn Harness) {
    let mut transport = fresh(harness);
    // A job in a queue of no entries: the cause `queue`.
    write(transport.as_mut(), Csr::SubmissionDoorbell, 1);
    transport.wait(WaitBudget { wall: Duration::from_millis(10), cycles: 10_000 }).expect("waits");
    let status = |transport: &mut dyn Transport| read(transport, Csr::InterruptStatus);
    assert_eq!(status(transport.as_mut()), bits::INTERRUPT_QUEUE, "the queue cause is pending");
    write(transport.as_mut(), Csr::InterruptStatus, 0);
    write(transport.as_mut(), Csr::InterruptStatus, !bits::INTERRUPT_QUEUE);
    assert_eq!(status(transport.as_mut()), bits::INTERRUPT_QUEUE, "other bits do not clear it");
    write(transport.as_mut(), Csr::InterruptStatus, bits::INTERRUPT_QUEUE);
    assert_eq!(status(transport.as_mut()), 0, "its own bit does");
    transport.reset().expect("the target resets");
}

/// Only the key resets, and then everything but `SCRATCH`.
pub fn soft_reset_needs_its_key_and_keeps_scratch(harness: &mut dyn Harness) {
    let mut transport = fresh(harness);
    write(transport.as_mut(), Csr::Scratch, PATTERN);
    write(transport.as_mut(), Csr::WatchdogLimit, 5);
    write(transport.as_mut(), Csr::Reset, !RESET_KEY);
    assert_eq!(read(transport.as_mut(), Csr::WatchdogLimit), 5, "a wrong key does nothing");
    write(transport.as_mut(), Csr::Reset, RESET_KEY);
    check_reset_values(transport.as_mut(), &[Csr::Scratch]);
    assert_eq!(read(transport.as_mut(), Csr::Scratch), PATTERN, "SCRATCH survives a soft reset");
}

/// Offsets that name no register word are errors of the transport, not accesses.
pub fn offsets_outside_the_block_are_refused(harness: &mut dyn Harness) {
    let mut transport = fresh(harness);
    for offset in
        [1, 2, 3, Csr::Scratch.offset() + 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 4, u32::MAX, !3]
    {
        for result in [transport.read_register(offset).map(|_| ()), transport.write_register(offset, 0)] {
            let named = matches!(result, Err(TransportError::RegisterOffset { offset: found, .. }) if found == offset);
            assert!(named, "offset {offset:#x}: {result:?}");
        }
        transport.reset().expect("the target resets");
    }
}
