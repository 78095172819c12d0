//! Bounds-checked little-endian reading and writing, shared by everything in this crate that has a byte form.
//!
//! Not public: other crates see typed values, never offsets.

use alloc::vec::Vec;
use byteorder::{ByteOrder, LittleEndian};

/// The bytes ended before the value did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("data ends at byte {available}, {needed} more needed")]
pub struct Truncated {
    /// Bytes that are there.
    pub available: usize,
    /// Bytes missing for the value that was being read.
    pub needed: usize,
}

/// Reads values one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Truncated> {
        let rest = &self.bytes[self.position..];
        match rest.get(..length) {
            Some(taken) => {
                self.position += length;
                Ok(taken)
            }
            None => Err(Truncated { available: self.bytes.len(), needed: length - rest.len() }),
        }
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Truncated> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Truncated> {
        self.take(2).map(LittleEndian::read_u16)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Truncated> {
        self.take(4).map(LittleEndian::read_u32)
    }

    pub(crate) fn i32(&mut self) -> Result<i32, Truncated> {
        self.take(4).map(LittleEndian::read_i32)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Truncated> {
        self.take(8).map(LittleEndian::read_u64)
    }

    pub(crate) fn remaining(&self) -> usize {
        self.bytes.len() - self.position
    }
}

/// Writes values one after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(crate) fn u16(&mut self, value: u16) {
        self.bytes(&value.to_le_bytes());
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.bytes(&value.to_le_bytes());
    }

    pub(crate) fn i32(&mut self, value: i32) {
        self.bytes(&value.to_le_bytes());
    }

    pub(crate) fn u64(&mut self, value: u64) {
        self.bytes(&value.to_le_bytes());
    }

    pub(crate) fn align(&mut self, alignment: usize) {
        self.bytes.resize(self.bytes.len().next_multiple_of(alignment), 0);
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}
