//! Host memory as a PCI card sees it: what the host has mapped for DMA, with the permissions it gave.
//!
//! The mappings are those of the host's IOMMU: an access outside them is refused, as an IOMMU would. Addresses
//! that the port is too narrow for cannot be mapped.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Range;

use driver::sys::{SharedWindow, WindowError};

use super::memory::{Direction, Extent};

/// A mapped range: its end, and whether the device may write to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mapped {
    end: u64,
    writable: bool,
}

/// The host's memory, as far as it is mapped.
#[derive(Debug)]
pub struct HostMemory {
    window: SharedWindow,
    /// By first address. Ranges do not overlap; neighbours of equal permission are one.
    mapped: BTreeMap<u64, Mapped>,
}

impl HostMemory {
    /// A port for `bytes` bytes of addresses from 0 on, with nothing mapped.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn new(bytes: usize) -> std::io::Result<Self> {
        Ok(Self { window: SharedWindow::new(bytes)?, mapped: BTreeMap::new() })
    }

    /// Lets the device reach `bytes` bytes of `file`, from `file_offset` on, at `address`.
    ///
    /// # Errors
    /// No whole pages inside the port's range, or a file that cannot be mapped.
    pub fn map(
        &mut self,
        address: u64,
        bytes: u64,
        file: &File,
        file_offset: u64,
        writable: bool,
    ) -> Result<(), WindowError> {
        let (start, length) = self.position(address, bytes)?;
        self.window.map(start, length, file, file_offset, writable)?;
        self.forget(address..address + bytes);
        let before = self.mapped.range(..address).next_back().map(|(start, mapped)| (*start, *mapped));
        let after = self.mapped.get(&(address + bytes)).copied();
        let (mut start, mut end) = (address, address + bytes);
        if let Some((first, mapped)) = before
            && mapped == (Mapped { end: address, writable })
        {
            start = first;
        }
        if let Some(mapped) = after
            && mapped.writable == writable
        {
            self.mapped.remove(&end);
            end = mapped.end;
        }
        self.mapped.insert(start, Mapped { end, writable });
        Ok(())
    }

    /// Takes a range away from the device, whatever of it was mapped. Addresses beyond the port's never were.
    ///
    /// # Errors
    /// No whole pages.
    pub fn unmap(&mut self, address: u64, bytes: u64) -> Result<(), WindowError> {
        let window = self.window.as_slice().len() as u64;
        let end = address.saturating_add(bytes).min(window);
        if address >= end {
            return Ok(());
        }
        let (start, length) = self.position(address, end - address)?;
        self.forget(address..end);
        self.window.unmap(start, length)
    }

    /// Takes everything away from the device.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn unmap_all(&mut self) -> Result<(), WindowError> {
        while let Some((&start, mapped)) = self.mapped.first_key_value() {
            let bytes = mapped.end - start;
            self.unmap(start, bytes)?;
        }
        Ok(())
    }

    /// Number of separate ranges that are mapped.
    pub fn ranges(&self) -> usize {
        self.mapped.len()
    }

    /// Whether the device may access all of a range.
    pub fn permits(&self, range: Range<u64>, direction: Direction) -> bool {
        let mut reached = range.start;
        while reached < range.end {
            let Some((_, mapped)) = self.mapped.range(..=reached).next_back() else { return false };
            if mapped.end <= reached || (direction == Direction::Write && !mapped.writable) {
                return false;
            }
            reached = mapped.end;
        }
        true
    }

    /// What is mapped, in order.
    pub(super) fn extents(&self) -> impl Iterator<Item = Extent> {
        self.mapped.iter().map(|(&begin, &Mapped { end, writable })| Extent { begin, end, writable })
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.window.as_slice()
    }

    pub(super) fn as_mut_slice(&mut self) -> &mut [u8] {
        self.window.as_mut_slice()
    }

    /// Positions in the window of a range of addresses; a range that ends beyond all addresses fits no window.
    fn position(&self, address: u64, bytes: u64) -> Result<(usize, usize), WindowError> {
        let window = self.window.as_slice().len();
        match (usize::try_from(address), usize::try_from(bytes)) {
            (Ok(start), Ok(length)) if start.checked_add(length).is_some_and(|end| end <= window) => {
                Ok((start, length))
            }
            (start, length) => Err(WindowError::Range {
                offset: start.unwrap_or(usize::MAX),
                bytes: length.unwrap_or(usize::MAX),
                window,
            }),
        }
    }

    /// Cuts a range out of the book of mappings.
    fn forget(&mut self, range: Range<u64>) {
        let first = self.mapped.range(..=range.start).next_back().map_or(range.start, |(start, _)| *start);
        let touched: Vec<(u64, Mapped)> =
            self.mapped.range(first..range.end).map(|(start, mapped)| (*start, *mapped)).collect();
        for (start, mapped) in touched {
            if mapped.end <= range.start {
                continue;
            }
            self.mapped.remove(&start);
            if start < range.start {
                self.mapped.insert(start, Mapped { end: range.start, ..mapped });
            }
            if mapped.end > range.end {
                self.mapped.insert(range.end, mapped);
            }
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    const PAGE: u64 = 4096;

    /// The book alone, which needs no files: pages mapped and unmapped in some order.
    fn host() -> HostMemory {
        HostMemory::new(64 << 12).expect("reserves")
    }

    fn mark(host: &mut HostMemory, pages: Range<u64>, writable: bool) {
        host.forget(pages.start * PAGE..pages.end * PAGE);
        host.mapped.insert(pages.start * PAGE, Mapped { end: pages.end * PAGE, writable });
    }

    fn permits(host: &HostMemory, pages: Range<u64>, direction: Direction) -> bool {
        host.permits(pages.start * PAGE..pages.end * PAGE, direction)
    }

    #[test]
    fn an_access_needs_every_byte_mapped_with_the_right_permission() {
        let mut host = host();
        mark(&mut host, 1..3, true);
        mark(&mut host, 3..4, false);
        assert!(permits(&host, 1..4, Direction::Read) && permits(&host, 1..3, Direction::Write));
        assert!(!permits(&host, 1..4, Direction::Write), "page 3 is read only");
        assert!(!permits(&host, 0..2, Direction::Read) && !permits(&host, 3..5, Direction::Read));
        assert!(permits(&host, 9..9, Direction::Write), "nothing is always there");
    }

    #[test]
    fn unmapping_the_middle_leaves_both_ends() {
        let mut host = host();
        mark(&mut host, 1..9, true);
        host.unmap(3 * PAGE, 2 * PAGE).expect("whole pages");
        assert_eq!(host.ranges(), 2);
        assert!(permits(&host, 1..3, Direction::Write) && permits(&host, 5..9, Direction::Write));
        assert!(!permits(&host, 2..4, Direction::Read) && !permits(&host, 4..6, Direction::Read));
        host.unmap_all().expect("unmaps");
        assert_eq!(host.ranges(), 0);
    }

    #[test]
    fn addresses_that_the_port_does_not_have_are_never_mapped() {
        let mut host = host();
        let file = tempfile();
        for (address, bytes) in [(64 * PAGE, PAGE), (0, 65 * PAGE), (!0xfff, 2 * PAGE), (1, PAGE)] {
            assert!(host.map(address, bytes, &file, 0, true).is_err(), "{bytes:#x} at {address:#x}");
        }
        mark(&mut host, 62..64, true);
        host.unmap(63 * PAGE, u64::MAX).expect("what is beyond the port is not mapped");
        host.unmap(!0xfff, PAGE).expect("neither is this");
        assert!(permits(&host, 62..63, Direction::Read) && !permits(&host, 62..64, Direction::Read));
        assert!(host.unmap(1, PAGE).is_err(), "no page");
    }

    fn tempfile() -> File {
        File::open("/dev/null").expect("there is always /dev/null")
    }
}
