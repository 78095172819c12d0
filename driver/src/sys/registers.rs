//! A block of 32-bit registers, mapped: a BAR, a UIO map, the user BAR of XDMA.
//!
//! Every access is one aligned 32-bit load or store, which the compiler may neither merge nor repeat nor leave
//! out. Registers have no names here.

use std::io;
use std::os::fd::AsRawFd;

use memmap2::{MmapOptions, MmapRaw};

const WORD_BYTES: usize = size_of::<u32>();

/// A mapped block of registers.
#[derive(Debug)]
pub struct RegisterBlock {
    map: MmapRaw,
}

impl RegisterBlock {
    /// Maps `bytes` bytes of a file (a device node, or a plain file in tests) from `offset` on.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn map(file: &impl AsRawFd, offset: u64, bytes: usize) -> io::Result<Self> {
        Ok(Self { map: MmapOptions::new().offset(offset).len(bytes).map_raw(file)? })
    }

    /// Size in bytes.
    pub fn bytes(&self) -> usize {
        self.map.len()
    }

    /// Loads the register at a byte offset; `None` if it is outside the block or not aligned.
    pub fn read(&self, offset: u32) -> Option<u32> {
        let register = self.register(offset)?;
        // SAFETY: `register` is inside the mapping, which lives as long as `self`, and aligned (see
        // `Self::register`); any bit pattern is a `u32`.
        Some(u32::from_le(unsafe { register.read_volatile() }))
    }

    /// Stores to the register at a byte offset; `None` if it is outside the block or not aligned.
    #[must_use]
    pub fn write(&self, offset: u32, value: u32) -> Option<()> {
        let register = self.register(offset)?;
        // SAFETY: as in `Self::read`; the mapping is writable, and no Rust reference to it exists.
        unsafe { register.write_volatile(value.to_le()) };
        Some(())
    }

    /// The address of a register that is wholly inside the mapping and aligned: a mapping begins at a page
    /// boundary plus the file offset's remainder, so the address itself is checked.
    fn register(&self, offset: u32) -> Option<*mut u32> {
        let offset = usize::try_from(offset).ok()?;
        let inside = offset.checked_add(WORD_BYTES)? <= self.map.len();
        let register = self.map.as_mut_ptr().wrapping_add(offset).cast::<u32>();
        (inside && register.is_aligned()).then_some(register)
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn registers_are_found_where_the_file_has_them_and_nowhere_else() {
        let file = tempfile::tempfile().expect("a file");
        file.set_len(8192).expect("grows");
        let block = RegisterBlock::map(&file, 4096, 4096).expect("maps");
        block.write(8, 0x0102_0304).expect("inside");
        let mut bytes = [0; 4];
        std::os::unix::fs::FileExt::read_exact_at(&file, &mut bytes, 4104).expect("reads");
        assert_eq!(bytes, [4, 3, 2, 1]);
        assert_eq!(block.read(8), Some(0x0102_0304));
        for offset in [1, 2, 3, 4093, 4094, 4096, u32::MAX - 3, u32::MAX] {
            assert_eq!(block.read(offset), None, "{offset:#x}");
            assert_eq!(block.write(offset, 0), None, "{offset:#x}");
        }
        assert_eq!(block.read(4092), Some(0));
    }
}
