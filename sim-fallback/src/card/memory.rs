//! Device memory: sparse, zero at power-up, at the addresses the device's port uses.
//!
//! Pages exist once they are written, so a device with gigabytes costs what is used of it. This module
//! checks bounds and nothing else; segments and windows are the business of [`super::bus`].

use std::ops::Range;

use memmap2::{MmapMut, MmapOptions};

// Elements are little-endian in device memory and are viewed in place as the host's `i16`.
#[cfg(not(target_endian = "little"))]
compile_error!("the software device views device memory in place and needs a little-endian host");

/// An address range that is not (entirely) in the device's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("memory {address:#x}..+{bytes:#x} is outside the device's memory")]
pub struct OutOfMemory {
    /// First byte.
    pub address: u64,
    /// Number of bytes.
    pub bytes: u64,
}

/// The memory behind the device's port.
#[derive(Debug)]
pub struct Memory {
    base: u64,
    pages: MmapMut,
}

impl Memory {
    /// Maps `bytes` zero bytes whose first has the device address `base`.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn new(base: u64, bytes: usize) -> std::io::Result<Self> {
        let pages = MmapOptions::new().len(bytes).no_reserve_swap().map_anon()?;
        Ok(Self { base, pages })
    }

    /// Address of the first byte.
    pub fn base(&self) -> u64 {
        self.base
    }

    /// Size in bytes.
    pub fn bytes(&self) -> u64 {
        self.pages.len() as u64
    }

    /// Where `bytes` bytes from `address` on lie in the mapping.
    ///
    /// # Errors
    /// Part of the range is no memory.
    pub fn locate(&self, address: u64, bytes: u64) -> Result<Range<usize>, OutOfMemory> {
        let start = address.checked_sub(self.base);
        let end = start.and_then(|start| start.checked_add(bytes)).filter(|&end| end <= self.bytes());
        match (start, end) {
            (Some(start), Some(end)) => Ok(start as usize..end as usize),
            _ => Err(OutOfMemory { address, bytes }),
        }
    }

    /// The bytes from `address` on.
    ///
    /// # Errors
    /// Part of the range is no memory.
    pub fn read(&self, address: u64, bytes: u64) -> Result<&[u8], OutOfMemory> {
        Ok(&self.pages[self.locate(address, bytes)?])
    }

    /// Stores `bytes` from `address` on.
    ///
    /// # Errors
    /// Part of the range is no memory; nothing is stored then.
    pub fn write(&mut self, address: u64, bytes: &[u8]) -> Result<(), OutOfMemory> {
        let range = self.locate(address, bytes.len() as u64)?;
        self.pages[range].copy_from_slice(bytes);
        Ok(())
    }

    /// All of it, by position in the mapping as [`locate`](Self::locate) tells it.
    pub fn mapping(&self) -> &[u8] {
        &self.pages
    }

    /// All of it, to write to.
    pub fn mapping_mut(&mut self) -> &mut [u8] {
        &mut self.pages
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn ranges_at_the_edges_are_told_apart() {
        let mut memory = Memory::new(0x1000, 0x100).expect("maps");
        memory.write(0x10fe, &[1, 2]).expect("last bytes");
        assert_eq!(memory.read(0x10fe, 2), Ok(&[1, 2][..]));
        assert_eq!(memory.read(0x1000, 2), Ok(&[0, 0][..]));
        for (address, bytes) in
            [(0xfff, 1), (0x10ff, 2), (0x1100, 1), (0x1000, 0x101), (u64::MAX, 1), (0x1001, u64::MAX)]
        {
            assert_eq!(memory.read(address, bytes), Err(OutOfMemory { address, bytes }));
        }
    }

    #[test]
    fn a_refused_write_stores_nothing() {
        let mut memory = Memory::new(0, 4).expect("maps");
        assert!(memory.write(2, &[9, 9, 9]).is_err());
        assert_eq!(memory.read(0, 4), Ok(&[0; 4][..]));
    }
}
