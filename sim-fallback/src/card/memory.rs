//! Device memory: one range of addresses as the device's port uses them, its own or a host's.
//!
//! A card with memory of its own (level `sim` in process, a board with DDR) reaches all of it. A PCI card without
//! reaches what its host has mapped for it, with the permissions that the host gave. Both are viewed as one
//! contiguous slice, so that what executes jobs need not know which it is. This module checks bounds and
//! permissions and nothing else; segments and windows are the business of [`super::bus`].

use std::ops::Range;

use memmap2::{MmapMut, MmapOptions};

#[cfg(target_os = "linux")]
use super::host_memory::HostMemory;

// Elements are little-endian in device memory and are viewed in place as the host's `i16`.
#[cfg(not(target_endian = "little"))]
compile_error!("the software device views device memory in place and needs a little-endian host");

/// Whether an access reads or writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The device reads.
    Read,
    /// The device writes.
    Write,
}

/// An address range that is not (entirely) in the device's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("memory {address:#x}..+{bytes:#x} is outside the device's memory")]
pub struct OutOfMemory {
    /// First byte.
    pub address: u64,
    /// Number of bytes.
    pub bytes: u64,
}

/// A part of the mapping that the device reaches; `verilator/memory.h` has the same structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct Extent {
    /// First byte.
    pub begin: u64,
    /// Behind the last byte.
    pub end: u64,
    /// Whether it may be written.
    pub writable: bool,
}

/// Whose pages stand behind the port.
#[derive(Debug)]
enum Pages {
    /// The device's: all of them can be used. Those that are never written cost nothing.
    Own(MmapMut),
    /// A host's, as far as it has mapped them.
    #[cfg(target_os = "linux")]
    Host(HostMemory),
}

/// The memory behind the device's port.
#[derive(Debug)]
pub struct Memory {
    base: u64,
    pages: Pages,
}

impl Memory {
    /// Maps `bytes` zero bytes whose first has the device address `base`.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn new(base: u64, bytes: usize) -> std::io::Result<Self> {
        let pages = MmapOptions::new().len(bytes).no_reserve_swap().map_anon()?;
        Ok(Self { base, pages: Pages::Own(pages) })
    }

    /// A port that reaches `bytes` bytes of a host's addresses from 0 on, of which none is mapped yet.
    ///
    /// # Errors
    /// The operating system's refusal.
    #[cfg(target_os = "linux")]
    pub fn of_host(bytes: usize) -> std::io::Result<Self> {
        Ok(Self { base: 0, pages: Pages::Host(HostMemory::new(bytes)?) })
    }

    /// What the host has mapped; `None` where the memory is the device's own.
    #[cfg(target_os = "linux")]
    pub fn host_mut(&mut self) -> Option<&mut HostMemory> {
        match &mut self.pages {
            Pages::Own(_) => None,
            Pages::Host(host) => Some(host),
        }
    }

    /// Address of the first byte.
    pub fn base(&self) -> u64 {
        self.base
    }

    /// Size in bytes.
    pub fn bytes(&self) -> u64 {
        self.mapping().len() as u64
    }

    /// Where `bytes` bytes from `address` on lie in the mapping.
    ///
    /// # Errors
    /// Part of the range is no memory, or may not be accessed in this direction.
    pub fn locate(
        &self,
        address: u64,
        bytes: u64,
        direction: Direction,
    ) -> Result<Range<usize>, OutOfMemory> {
        let start = address.checked_sub(self.base);
        let end = start.and_then(|start| start.checked_add(bytes)).filter(|&end| end <= self.bytes());
        match (start, end) {
            (Some(start), Some(end)) if self.permits(start..end, direction) => {
                Ok(start as usize..end as usize)
            }
            _ => Err(OutOfMemory { address, bytes }),
        }
    }

    /// Whether a range inside the mapping may be accessed.
    fn permits(&self, range: Range<u64>, direction: Direction) -> bool {
        match &self.pages {
            Pages::Own(_) => true,
            #[cfg(target_os = "linux")]
            Pages::Host(host) => host.permits(range, direction),
        }
    }

    /// The parts of the mapping that may be accessed, in order and without overlap.
    pub fn extents(&self) -> Vec<Extent> {
        match &self.pages {
            Pages::Own(pages) => vec![Extent { begin: 0, end: pages.len() as u64, writable: true }],
            #[cfg(target_os = "linux")]
            Pages::Host(host) => host.extents().collect(),
        }
    }

    /// The bytes from `address` on.
    ///
    /// # Errors
    /// Part of the range cannot be read.
    pub fn read(&self, address: u64, bytes: u64) -> Result<&[u8], OutOfMemory> {
        Ok(&self.mapping()[self.locate(address, bytes, Direction::Read)?])
    }

    /// Stores `bytes` from `address` on.
    ///
    /// # Errors
    /// Part of the range cannot be written; nothing is stored then.
    pub fn write(&mut self, address: u64, bytes: &[u8]) -> Result<(), OutOfMemory> {
        let range = self.locate(address, bytes.len() as u64, Direction::Write)?;
        self.mapping_mut()[range].copy_from_slice(bytes);
        Ok(())
    }

    /// All of it, by position in the mapping as [`locate`](Self::locate) tells it. Zero where no memory is.
    pub fn mapping(&self) -> &[u8] {
        match &self.pages {
            Pages::Own(pages) => pages,
            #[cfg(target_os = "linux")]
            Pages::Host(host) => host.as_slice(),
        }
    }

    /// All of it, to write to where [`locate`](Self::locate) allows it, and nowhere else.
    pub fn mapping_mut(&mut self) -> &mut [u8] {
        match &mut self.pages {
            Pages::Own(pages) => pages,
            #[cfg(target_os = "linux")]
            Pages::Host(host) => host.as_mut_slice(),
        }
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
