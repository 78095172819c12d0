//! Registers, memory and protocol over the ports.

use std::time::Duration;

use driver::transport::{Transport, TransportError, WaitBudget, Wake};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::echo::{self, Echo};
use crate::rtl::RtlOptions;

const LATENCY: u32 = 20;
/// Modes of `echo.v`.
const WITHDRAWN: u32 = 1;
const EARLY_LAST: u32 = 2;
const CHANGED: u32 = 3;
const IN_RESET: u32 = 4;

fn pattern(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|index| (index * 7 + index / 256 + 1) as u8).collect()
}

/// What the transport says of a device that breaks the protocol.
fn broken<T: std::fmt::Debug>(result: Result<T, TransportError>) -> String {
    match result {
        Err(TransportError::Protocol { message, .. }) => message,
        other => panic!("no violation of the protocol: {other:?}"),
    }
}

#[test]
fn registers_hold_what_is_written() {
    for seed in [None, Some(1), Some(2)] {
        let Some(mut echo) = Echo::open(LATENCY, seed) else { return };
        assert_eq!(echo.get(echo::SCRATCH), 0);
        for value in [0x1234_5678, 0, u32::MAX] {
            echo.set(echo::SCRATCH, value);
            assert_eq!(echo.get(echo::SCRATCH), value);
        }
        echo.0.reset().expect("resets");
        assert_eq!(echo.get(echo::SCRATCH), 0);
        for offset in [1, 2, 4096, u32::MAX] {
            let refused = echo.0.read_register(offset);
            assert!(matches!(refused, Err(TransportError::RegisterOffset { .. })), "{offset}");
        }
    }
}

#[test]
fn memory_answers_after_its_latency() {
    // Latencies outside are those of the parameter less what passes inside the accelerator, and at least one cycle.
    for (latency, read, write) in [(64, 59, 62), (20, 15, 18), (3, 1, 1)] {
        let Some(mut echo) = Echo::open(latency, None) else { return };
        let data = pattern(256);
        echo.0.write_memory(echo::BASE + 0x100, &data).expect("in memory");
        assert_eq!(echo.copy(echo::BASE + 0x100, echo::BASE + 0x2000, 16).expect("copies"), Wake::Interrupt);
        assert_eq!(echo.responses(), (0, 0));
        let mut found = vec![0; 256];
        echo.0.read_memory(echo::BASE + 0x2000, &mut found).expect("in memory");
        assert_eq!(found, data);
        let latencies = (echo.get(echo::READ_LATENCY), echo.get(echo::WRITE_LATENCY));
        assert_eq!(latencies, (read, write), "latency {latency}");
    }
}

#[test]
fn bursts_follow_each_other_without_a_gap() {
    let Some(mut echo) = Echo::open(LATENCY, None) else { return };
    echo.set_wide(echo::SOURCE_ADDRESS, echo::BASE);
    echo.set(echo::BEATS_LESS_ONE, 15);
    echo.set(echo::BURSTS, 4);
    assert_eq!(echo.go(echo::GO_READ).expect("reads"), Wake::Interrupt);
    assert_eq!(echo.get(echo::READ_LATENCY), LATENCY - 5);
    assert_eq!(echo.get(echo::READ_SPAN), 4 * 16);
}

#[test]
fn data_survives_random_latencies_and_back_pressure() {
    let mut latencies = std::collections::BTreeSet::new();
    for seed in 0..8 {
        let Some(mut echo) = Echo::open(LATENCY, Some(seed)) else { return };
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let data = pattern(4096);
        echo.0.write_memory(echo::BASE, &data).expect("in memory");
        for _ in 0..40 {
            let beats = random.random_range(1..=16);
            let source = u64::from(random.random_range(0..=256 - beats)) * 16;
            let target = 0x8000 + u64::from(random.random_range(0..=256 - beats)) * 16;
            let wake = echo.copy(echo::BASE + source, echo::BASE + target, beats).expect("copies");
            assert_eq!(wake, Wake::Interrupt, "seed {seed}");
            let mut found = vec![0; beats as usize * 16];
            echo.0.read_memory(echo::BASE + target, &mut found).expect("in memory");
            assert_eq!(found, data[source as usize..][..found.len()], "seed {seed}");
            latencies.insert(echo.get(echo::READ_LATENCY));
        }
    }
    assert!(latencies.len() > 10, "latencies vary: {latencies:?}");
}

#[test]
fn strobes_choose_the_bytes() {
    let Some(mut echo) = Echo::open(LATENCY, None) else { return };
    echo.0.write_memory(echo::BASE, &[0xaa; 32]).expect("in memory");
    echo.set(echo::STROBE, 0x8001);
    echo.copy(echo::BASE, echo::BASE + 0x100, 2).expect("copies");
    let mut found = [0; 32];
    echo.0.read_memory(echo::BASE + 0x100, &mut found).expect("in memory");
    let mut expected = [0; 32];
    [0, 15, 16, 31].into_iter().for_each(|at| expected[at] = 0xaa);
    assert_eq!(found, expected);
}

#[test]
fn outside_the_memory_there_are_errors_and_zeros() {
    let Some(mut echo) = Echo::open(LATENCY, None) else { return };
    let end = echo::BASE + echo::MEMORY_BYTES as u64;
    echo.0.write_memory(echo::BASE + 0x100, &[0xff; 16]).expect("in memory");
    for address in [0, echo::BASE - 16, end, u64::MAX - 15] {
        assert_eq!(echo.copy(address, echo::BASE + 0x100, 1).expect("ends"), Wake::Interrupt);
        assert_eq!(echo.responses(), (3, 0), "{address:#x}");
        let mut found = [1; 16];
        echo.0.read_memory(echo::BASE + 0x100, &mut found).expect("in memory");
        assert_eq!(found, [0; 16], "{address:#x}");
        echo.copy(echo::BASE, address, 1).expect("ends");
        assert_eq!(echo.responses(), (0, 3), "{address:#x}");
    }
    echo.copy(end - 16, end - 16, 1).expect("copies");
    assert_eq!(echo.responses(), (0, 0), "the last beat");
    let refused = echo.0.read_memory(end - 1, &mut [0; 2]);
    assert!(matches!(refused, Err(TransportError::MemoryRange { .. })));
}

#[test]
fn waiting_ends_with_the_budget() {
    let Some(mut echo) = Echo::open(LATENCY, None) else { return };
    for cycles in [0, 1, 5000] {
        let budget = WaitBudget { wall: Duration::ZERO, cycles };
        assert_eq!(echo.0.wait(budget).expect("waits"), Wake::TimedOut);
    }
    assert_eq!(echo.0.card.cycles(), 5001);
}

#[test]
fn violations_of_the_protocol_are_reported_until_the_reset() {
    let Some(mut echo) = Echo::open(LATENCY, Some(3)) else { return };
    let crossing = echo::BASE + 4096 - 16;
    let text = broken(echo.copy(crossing, echo::BASE, 2));
    assert!(text.contains("AR") && text.contains("crosses 4 KiB"), "{text}");
    assert_eq!(broken(echo.0.read_register(echo::SCRATCH)), text, "nothing moves after a failure");
    assert_eq!(broken(echo.0.wait(WaitBudget { wall: Duration::ZERO, cycles: 1 })), text);
    echo.0.reset().expect("the reset clears it");
    let text = broken(echo.copy(echo::BASE, crossing, 2));
    assert!(text.contains("AW") && text.contains("crosses 4 KiB"), "{text}");
    echo.0.reset().expect("resets");
    let text = broken(echo.copy(echo::BASE, echo::BASE + 3, 1));
    assert!(text.contains("strobe"), "{text}");
    echo.0.reset().expect("resets");
    echo.set(echo::MODE, EARLY_LAST);
    let text = broken(echo.copy(echo::BASE, echo::BASE, 2));
    assert!(text.contains("WLAST"), "{text}");
    for (mode, telling) in [(WITHDRAWN, "AR changed"), (CHANGED, "AW changed")] {
        echo.0.reset().expect("resets");
        echo.set(echo::MODE, mode);
        // It shows as soon as an address has to wait.
        let failed = (0..100).find_map(|_| echo.copy(echo::BASE, echo::BASE, 1).err());
        let text = broken(failed.map_or(Ok(()), Err));
        assert!(text.contains(telling), "{text}");
    }
    echo.0.reset().expect("resets");
    echo.set(echo::MODE, IN_RESET);
    let text = broken(echo.0.reset());
    assert!(text.contains("in reset"), "{text}");
    echo.0.reset().expect("resets");
    let text = broken(echo.0.read_register(echo::DEAF));
    assert!(text.contains("no answer") && text.contains("0x3c"), "{text}");
}

#[test]
fn waves_are_recorded_from_the_first_job_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("waves.fst");
    let options = RtlOptions { wave: Some(path.clone()), ..RtlOptions::default() };
    let Some(mut echo) = Echo::open_with(LATENCY, options) else { return };
    let bytes = || std::fs::metadata(&path).expect("the file is there").len();
    echo.set(echo::SCRATCH, 5);
    assert_eq!(bytes(), 0);
    echo.set(isa::csr::Csr::SubmissionDoorbell.offset(), 1);
    echo.copy(echo::BASE, echo::BASE, 16).expect("copies");
    drop(echo);
    assert!(bytes() > 500, "{} bytes", bytes());
    assert!(crate::rtl::waves_are_whole(&path).expect("is read"));
}
