//! Device memory through the transport: bytes are where they were written, and nowhere else.

use driver::transport::{DeviceAddress, Transport, TransportError};

use super::Harness;

const SIZES: [usize; 16] = [1, 2, 3, 5, 7, 8, 15, 16, 17, 63, 64, 65, 255, 4095, 4097, 70_001];
const GUARD: usize = 80;

fn pattern(bytes: usize, seed: usize) -> Vec<u8> {
    (0..bytes).map(|index| (index * 131 + index / 251 + seed * 17) as u8).collect()
}

fn write(transport: &mut dyn Transport, address: DeviceAddress, bytes: &[u8]) {
    let length = bytes.len();
    transport
        .write_memory(address, bytes)
        .unwrap_or_else(|error| panic!("writing {length} bytes at {address:#x}: {error}"));
}

fn read(transport: &mut dyn Transport, address: DeviceAddress, length: usize) -> Vec<u8> {
    // Not zero, so that bytes which were not read show.
    let mut bytes = vec![0x5a; length];
    transport
        .read_memory(address, &mut bytes)
        .unwrap_or_else(|error| panic!("reading {length} bytes at {address:#x}: {error}"));
    bytes
}

/// Any number of bytes at any address comes back as written, and its neighbours stay.
pub fn memory_holds_bytes_at_any_size_and_alignment(harness: &mut dyn Harness) {
    let mut transport = harness.open();
    let base = transport.info().memory_base;
    for (seed, size) in SIZES.into_iter().enumerate() {
        for misalignment in [0, 1, 2, 3, 4, 7, 8, 13, 31, 63] {
            let start = base + misalignment;
            let around = vec![0xee; size + 2 * GUARD];
            write(transport.as_mut(), start, &around);
            let bytes = pattern(size, seed);
            write(transport.as_mut(), start + GUARD as u64, &bytes);
            let mut expected = around;
            expected[GUARD..GUARD + size].copy_from_slice(&bytes);
            let found = read(transport.as_mut(), start, expected.len());
            assert!(found == expected, "{size} bytes at alignment {misalignment} are damaged");
            let part = read(transport.as_mut(), start + GUARD as u64 + size as u64 / 2, size - size / 2);
            assert!(part == bytes[size / 2..], "{size} bytes at alignment {misalignment}, second half");
        }
    }
}

/// The first and the last byte can be used.
pub fn memory_is_usable_at_both_ends(harness: &mut dyn Harness) {
    let mut transport = harness.open();
    let (base, bytes) = (transport.info().memory_base, transport.info().memory_bytes);
    for address in [base, base + bytes - 64] {
        for seed in [1, 2] {
            write(transport.as_mut(), address, &pattern(64, seed));
            assert_eq!(read(transport.as_mut(), address, 64), pattern(64, seed), "64 bytes at {address:#x}");
        }
    }
}

/// A range that is not wholly inside the memory is an error that names it; no part of it is written.
pub fn memory_outside_the_range_is_refused(harness: &mut dyn Harness) {
    let mut transport = harness.open();
    let (base, end) =
        (transport.info().memory_base, transport.info().memory_base + transport.info().memory_bytes);
    write(transport.as_mut(), end - 8, &[1; 8]);
    let mut cases = vec![(end, 1), (end - 8, 9), (u64::MAX, 1), (u64::MAX - 7, 16)];
    cases.extend(base.checked_sub(8).map(|below| (below, 16)));
    for (address, length) in cases {
        let mut bytes = vec![9; length];
        for result in
            [transport.write_memory(address, &bytes.clone()), transport.read_memory(address, &mut bytes)]
        {
            let named =
                matches!(result, Err(TransportError::MemoryRange { address: found, .. }) if found == address);
            assert!(named, "{length} bytes at {address:#x}: {result:?}");
        }
        transport.reset().expect("the target resets");
    }
    // A reset may clear the memory, but nothing may hold what was refused.
    assert!(!read(transport.as_mut(), end - 8, 8).contains(&9), "part of a refused write landed");
}
