//! Any bytes as a `.gnx` program: reading them ends in a program or an error, and a program that is read can be
//! disassembled and written again.
//!
//! Random damage hardly ever has the right checksums, so each input is tried as it is and with them made right.
#![no_main]

use isa::asm::{assemble, disassemble};
use isa::program::Program;
use libfuzzer_sys::fuzz_target;

const HEADER_BYTES: usize = 64;
const ENTRY_BYTES: usize = 24;
const SECTIONS: usize = 5;
const TABLE_END: usize = HEADER_BYTES + ENTRY_BYTES * SECTIONS;
const CHECKSUM: std::ops::Range<usize> = 40..44;

fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    if bytes.len() >= TABLE_END {
        read(&resealed(bytes));
    }
});

fn read(bytes: &[u8]) {
    let Ok(program) = Program::decode(bytes) else { return };
    let assembly = disassemble(&program.code).expect("the code of a program that was read was checked");
    assert_eq!(assemble(&assembly).as_ref(), Ok(&program.code), "assembly reads back");
    program.layers().expect("the layers of a program that was read were checked");
    let again = Program::decode(&program.encode()).expect("a program that was read can be written and read");
    assert_eq!(again, program);
}

/// A copy with the checksums of the header and of all sections that lie inside the file made right.
fn resealed(bytes: &[u8]) -> Vec<u8> {
    let mut sealed = bytes.to_vec();
    for entry in (HEADER_BYTES..TABLE_END).step_by(ENTRY_BYTES) {
        let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
        let start = usize::try_from(number(entry + 8)).unwrap_or(usize::MAX);
        let end = start.saturating_add(usize::try_from(number(entry + 16)).unwrap_or(usize::MAX));
        if let Some(section) = bytes.get(start..end) {
            let checksum = crc32fast::hash(section);
            sealed[entry + 4..entry + 8].copy_from_slice(&checksum.to_le_bytes());
        }
    }
    sealed[CHECKSUM].fill(0);
    let checksum = crc32fast::hash(&sealed[..TABLE_END]);
    sealed[CHECKSUM].copy_from_slice(&checksum.to_le_bytes());
    sealed
}
