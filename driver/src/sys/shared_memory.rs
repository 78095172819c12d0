//! Memory that a device reads and writes while this process does: DMA buffers, reserved memory, memory BARs.
//!
//! No Rust reference to it exists, since a device changes it at any time. Accesses are volatile and aligned, as
//! words where that is possible: memory that a board maps uncached faults on anything else. Caches are not
//! managed here.

use std::fs::File;
use std::io;

use memmap2::{MmapOptions, MmapRaw};

const WORD_BYTES: usize = size_of::<usize>();

/// A mapping that a device may access at the same time.
#[derive(Debug)]
pub struct SharedMemory {
    map: MmapRaw,
}

impl SharedMemory {
    /// Maps `bytes` bytes of a file from `offset` on.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn map(file: &File, offset: u64, bytes: usize) -> io::Result<Self> {
        Ok(Self { map: MmapOptions::new().offset(offset).len(bytes).map_raw(file)? })
    }

    /// Zeroed memory of this process, in pages of 2 MiB where the system has them to give and `bytes` is a
    /// multiple, otherwise in ordinary ones.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn anonymous(bytes: usize) -> io::Result<Self> {
        const HUGE_PAGE_BITS: u8 = 21;
        let huge = bytes.is_multiple_of(1 << HUGE_PAGE_BITS);
        let map = match huge.then(|| MmapOptions::new().len(bytes).huge(Some(HUGE_PAGE_BITS)).map_anon()) {
            Some(Ok(map)) => map,
            _ => MmapOptions::new().len(bytes).map_anon()?,
        };
        Ok(Self { map: map.into() })
    }

    /// Size in bytes.
    pub fn bytes(&self) -> usize {
        self.map.len()
    }

    /// Where it is in this process. For mapping it for a device; the pointer is good as long as `self` is.
    #[cfg(target_pointer_width = "64")]
    pub(crate) fn pointer(&self) -> *mut u8 {
        self.map.as_mut_ptr()
    }

    /// Copies from `offset` on into `bytes`. False, and nothing copied, if part of it is outside.
    #[must_use]
    pub fn read(&self, offset: usize, bytes: &mut [u8]) -> bool {
        if !self.contains(offset, bytes.len()) {
            return false;
        }
        let (head, words) = self.split(offset, bytes.len());
        let (first, rest) = bytes.split_at_mut(head);
        let (middle, last) = rest.split_at_mut(words * WORD_BYTES);
        self.read_bytes(offset, first);
        for (index, word) in middle.chunks_exact_mut(WORD_BYTES).enumerate() {
            let source = self.at(offset + head + index * WORD_BYTES).cast::<usize>();
            // SAFETY: inside the mapping, which was checked above and lives as long as `self`, and aligned by
            // the choice of `head`; any bit pattern is a `usize`.
            word.copy_from_slice(&unsafe { source.read_volatile() }.to_ne_bytes());
        }
        self.read_bytes(offset + head + words * WORD_BYTES, last);
        true
    }

    /// Copies `bytes` to `offset` and on. False, and nothing copied, if part of it is outside.
    #[must_use]
    pub fn write(&self, offset: usize, bytes: &[u8]) -> bool {
        if !self.contains(offset, bytes.len()) {
            return false;
        }
        let (head, words) = self.split(offset, bytes.len());
        let (first, rest) = bytes.split_at(head);
        let (middle, last) = rest.split_at(words * WORD_BYTES);
        self.write_bytes(offset, first);
        for (index, word) in middle.chunks_exact(WORD_BYTES).enumerate() {
            let target = self.at(offset + head + index * WORD_BYTES).cast::<usize>();
            let word = usize::from_ne_bytes(word.try_into().expect("chunks of one word"));
            // SAFETY: inside the mapping and aligned as in `Self::read`; writable; no reference to it exists.
            unsafe { target.write_volatile(word) };
        }
        self.write_bytes(offset + head + words * WORD_BYTES, last);
        true
    }

    fn contains(&self, offset: usize, bytes: usize) -> bool {
        offset.checked_add(bytes).is_some_and(|end| end <= self.map.len())
    }

    /// How many bytes come before the first aligned word, and how many whole words follow.
    fn split(&self, offset: usize, bytes: usize) -> (usize, usize) {
        let head = self.at(offset).align_offset(WORD_BYTES).min(bytes);
        (head, (bytes - head) / WORD_BYTES)
    }

    fn at(&self, offset: usize) -> *mut u8 {
        self.map.as_mut_ptr().wrapping_add(offset)
    }

    /// For ranges that [`Self::contains`] has seen.
    fn read_bytes(&self, offset: usize, bytes: &mut [u8]) {
        for (index, byte) in bytes.iter_mut().enumerate() {
            // SAFETY: inside the mapping, by the callers' check; a byte is always aligned.
            *byte = unsafe { self.at(offset + index).read_volatile() };
        }
    }

    /// For ranges that [`Self::contains`] has seen.
    fn write_bytes(&self, offset: usize, bytes: &[u8]) {
        for (index, byte) in bytes.iter().enumerate() {
            // SAFETY: as in `Self::read_bytes`, and writable.
            unsafe { self.at(offset + index).write_volatile(*byte) };
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn every_size_at_every_alignment_is_copied_and_nothing_beside_it() {
        let memory = SharedMemory::anonymous(256).expect("maps");
        for bytes in 0..40 {
            for offset in 0..24 {
                assert!(memory.write(0, &[0xee; 256]));
                let data: Vec<u8> = (1..=bytes as u8).collect();
                assert!(memory.write(offset, &data));
                let mut expected = vec![0xee; 256];
                expected[offset..offset + bytes].copy_from_slice(&data);
                let mut found = vec![0; 256];
                assert!(memory.read(0, &mut found));
                assert_eq!(found, expected, "{bytes} bytes at {offset}");
                let mut part = vec![0; bytes];
                assert!(memory.read(offset, &mut part));
                assert_eq!(part, data);
            }
        }
    }

    #[test]
    fn what_is_outside_is_refused_whole() {
        let memory = SharedMemory::anonymous(16).expect("maps");
        for (offset, bytes) in [(0, 17), (16, 1), (9, 8), (usize::MAX, 1)] {
            assert!(!memory.write(offset, &vec![1; bytes]));
            assert!(!memory.read(offset, &mut vec![1; bytes]));
        }
        let mut all = [9; 16];
        assert!(memory.read(0, &mut all) && memory.write(16, &[]));
        assert_eq!(all, [0; 16]);
    }
}
