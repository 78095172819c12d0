//! Loading a bitstream: what is in its file, the kernel's FPGA manager, device-tree overlays, accelerator packages, and
//! a PCI bus that must look again.
//!
//! A transport needs none of this: it opens a device that is there. Nothing here knows what the bitstream does; whether
//! it is the right one [`crate::Device::open`] finds out.

mod bitstream;
mod lattice;
mod manager;
mod package;

pub use bitstream::{Bitstream, BitstreamError, Family};
pub use lattice::{LatticeError, check_lattice_part, lattice_part};
pub use manager::{ProgramError, Programmer};
pub use package::{PackageError, write_package};

/// Letters of a header's field that are kept; names of parts and designs are shorter.
const FIELD_LETTERS: usize = 80;

/// A field of a header for people to read: a file may hold anything, and no terminal shall obey it.
fn printable(field: &[u8]) -> String {
    let text = String::from_utf8_lossy(field);
    let mut letters = text.trim_end_matches('\0').trim().chars();
    let mut shown = String::new();
    for letter in letters.by_ref().take(FIELD_LETTERS) {
        match letter {
            ' '..='~' => shown.push(letter),
            _ => shown.extend(letter.escape_default()),
        }
    }
    if letters.next().is_some() {
        shown.push_str("...");
    }
    shown
}

#[cfg(test)]
mod test {
    use super::{FIELD_LETTERS, printable};

    #[test]
    fn fields_of_headers_neither_move_the_cursor_nor_fill_the_screen() {
        assert_eq!(printable(b"xck26-sfvc784-2LV-c\0"), "xck26-sfvc784-2LV-c");
        assert_eq!(printable(b"7z\x1b[2J\n\0\0"), "7z\\u{1b}[2J");
        assert_eq!(printable(&[b'a'; 60_000]), format!("{}...", "a".repeat(FIELD_LETTERS)));
        assert_eq!(printable(b" \0"), "");
    }
}
