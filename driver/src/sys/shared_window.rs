//! A window of addresses into which parts of other processes' memory are mapped: what a software device sees of
//! its host.
//!
//! The window is one contiguous range, zero wherever nothing is mapped, so that it can be viewed as one slice.
//! Which part of it a device may reach is not decided here.

use std::fs::File;
use std::io;
use std::num::NonZeroUsize;

use memmap2::{MmapMut, MmapOptions};
use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::mman::{MapFlags, ProtFlags, mmap, mmap_anonymous};

/// Part of a file that cannot be mapped into a window.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WindowError {
    /// Outside the window, empty, or not on page boundaries.
    #[error("{bytes:#x} bytes at {offset:#x} are no pages of a window of {window:#x} bytes")]
    Range {
        /// First byte in the window.
        offset: usize,
        /// Number of bytes.
        bytes: usize,
        /// Bytes of the window.
        window: usize,
    },
    /// The file may shrink, and reading what it has lost would kill this process.
    #[error("the file is not sealed against shrinking (F_SEAL_SHRINK); share a sealed memfd")]
    Unsealed,
    /// The file has fewer bytes.
    #[error("the file has {found:#x} bytes, {needed:#x} are to be mapped")]
    FileBytes {
        /// Bytes of the file.
        found: u64,
        /// End of the part to be mapped.
        needed: u64,
    },
    /// The operating system refused.
    #[error("cannot map memory: {0}")]
    Os(#[from] io::Error),
}

/// A contiguous range of addresses with parts of files in it.
#[derive(Debug)]
pub struct SharedWindow {
    pages: MmapMut,
}

impl SharedWindow {
    /// Reserves a window. It costs addresses, not memory.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn new(bytes: usize) -> io::Result<Self> {
        Ok(Self { pages: MmapOptions::new().len(bytes).no_reserve_swap().map_anon()? })
    }

    /// The window as bytes, zero where nothing is mapped.
    ///
    /// The other process may change what it has shared at any time. Callers take the bytes as data only: they
    /// copy what they check before they check it, and let no decision on memory depend on two reads being equal.
    pub fn as_slice(&self) -> &[u8] {
        &self.pages
    }

    /// The window as bytes to write to. A write to a part that was mapped read-only kills the process: the
    /// caller knows what it has mapped.
    pub fn as_mut_slice(&mut self) -> &mut [u8] {
        &mut self.pages
    }

    /// Maps `bytes` bytes of a sealed file from `file_offset` on to `offset` in the window, in the place of
    /// what was there.
    ///
    /// # Errors
    /// A range that is no whole pages of the window, a file that is too short or may shrink, or the operating
    /// system's refusal.
    pub fn map(
        &mut self,
        offset: usize,
        bytes: usize,
        file: &File,
        file_offset: u64,
        writable: bool,
    ) -> Result<(), WindowError> {
        let (address, length) = self.place(offset, bytes)?;
        let needed = file_offset.saturating_add(bytes as u64);
        let found = file.metadata()?.len();
        if found < needed {
            return Err(WindowError::FileBytes { found, needed });
        }
        let seals = fcntl(file, FcntlArg::F_GET_SEALS).map_err(io::Error::from)?;
        if !SealFlag::from_bits_truncate(seals).contains(SealFlag::F_SEAL_SHRINK) {
            return Err(WindowError::Unsealed);
        }
        let writes = if writable { ProtFlags::PROT_WRITE } else { ProtFlags::empty() };
        let flags = MapFlags::MAP_SHARED | MapFlags::MAP_FIXED;
        let file_offset = file_offset.try_into().map_err(|_| WindowError::FileBytes { found, needed })?;
        // SAFETY: `address..+length` lies in the window (see `Self::place`), which this object owns and of which no
        // reference exists while `self` is borrowed mutably. The pages stay readable whatever the other process
        // does: the file is long enough and can no longer shrink. Memory that another process writes to is read as
        // plain bytes, for which every pattern is valid, and `as_slice` says what callers owe.
        unsafe { mmap(Some(address), length, ProtFlags::PROT_READ | writes, flags, file, file_offset) }
            .map_err(io::Error::from)?;
        Ok(())
    }

    /// Takes away whatever is mapped in a part of the window; it is zero afterwards.
    ///
    /// # Errors
    /// A range that is no whole pages of the window, or the operating system's refusal.
    pub fn unmap(&mut self, offset: usize, bytes: usize) -> Result<(), WindowError> {
        let (address, length) = self.place(offset, bytes)?;
        let flags = MapFlags::MAP_PRIVATE | MapFlags::MAP_FIXED | MapFlags::MAP_NORESERVE;
        // SAFETY: in the window and unreferenced, as in `Self::map`; the new pages are private and zero.
        unsafe { mmap_anonymous(Some(address), length, ProtFlags::PROT_READ | ProtFlags::PROT_WRITE, flags) }
            .map_err(io::Error::from)?;
        Ok(())
    }

    /// The address of whole pages in the window.
    fn place(&self, offset: usize, bytes: usize) -> Result<(NonZeroUsize, NonZeroUsize), WindowError> {
        const PAGE_BYTES: usize = 4096;
        let window = self.pages.len();
        let inside = offset.checked_add(bytes).is_some_and(|end| end <= window);
        let whole = offset.is_multiple_of(PAGE_BYTES) && bytes.is_multiple_of(PAGE_BYTES);
        let address = NonZeroUsize::new(self.pages.as_ptr().addr().wrapping_add(offset));
        match (address, NonZeroUsize::new(bytes)) {
            (Some(address), Some(bytes)) if inside && whole => Ok((address, bytes)),
            _ => Err(WindowError::Range { offset, bytes, window }),
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use nix::sys::memfd::{MFdFlags, memfd_create};
    use std::os::unix::fs::FileExt;

    fn shared(bytes: u64, sealed: bool) -> File {
        let file = File::from(memfd_create("test", MFdFlags::MFD_ALLOW_SEALING).expect("a memfd"));
        file.set_len(bytes).expect("grows");
        if sealed {
            fcntl(&file, FcntlArg::F_ADD_SEALS(SealFlag::F_SEAL_SHRINK)).expect("seals");
        }
        file
    }

    #[test]
    fn a_mapped_part_is_the_other_files_and_the_rest_is_zero() {
        let mut window = SharedWindow::new(4 << 12).expect("reserves");
        let file = shared(3 << 12, true);
        file.write_all_at(&[7; 1 << 12], 2 << 12).expect("writes");
        window.map(1 << 12, 1 << 12, &file, 2 << 12, true).expect("maps");
        assert_eq!(window.as_slice()[(1 << 12) - 1..(1 << 12) + 1], [0, 7]);
        window.as_mut_slice()[1 << 12] = 9;
        let mut byte = [0];
        file.read_exact_at(&mut byte, 2 << 12).expect("reads");
        assert_eq!(byte, [9]);
        window.unmap(1 << 12, 1 << 12).expect("unmaps");
        assert!(window.as_slice().iter().all(|&byte| byte == 0));
        file.read_exact_at(&mut byte, 2 << 12).expect("reads");
        assert_eq!(byte, [9], "the file keeps its contents");
    }

    #[test]
    fn what_could_go_wrong_later_is_refused_now() {
        let mut window = SharedWindow::new(4 << 12).expect("reserves");
        let file = shared(1 << 12, true);
        let mut map = |offset, bytes, file: &File, at| window.map(offset, bytes, file, at, true);
        for (offset, bytes) in
            [(4 << 12, 1 << 12), (1, 1 << 12), (0, 17), (0, 0), (usize::MAX << 12, 1 << 13)]
        {
            assert!(
                matches!(map(offset, bytes, &file, 0), Err(WindowError::Range { .. })),
                "{bytes} at {offset}"
            );
        }
        assert!(matches!(map(0, 2 << 12, &file, 0), Err(WindowError::FileBytes { .. })));
        assert!(matches!(map(0, 1 << 12, &file, u64::MAX), Err(WindowError::FileBytes { .. })));
        assert!(matches!(map(0, 1 << 12, &shared(1 << 12, false), 0), Err(WindowError::Unsealed)));
    }
}
