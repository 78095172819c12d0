//! The two rings in device memory: jobs go out through one, completions come back through the other.
//!
//! Both have the same number of entries and never more jobs are in flight than that, so neither can overflow.
//! Counters run modulo 2^32 as the device's do. What a completion means for a job is not decided here.

use isa::csr::Csr;
use isa::queue::{COMPLETION_BYTES, Completion, CompletionError, JOB_BYTES, JobDescriptor};

use crate::error::AccessError;
use crate::link::Link;
use crate::memory::MemoryMap;
use crate::transport::DeviceAddress;

/// Addresses and counters of both rings.
#[derive(Debug)]
pub(crate) struct Queues {
    submission: DeviceAddress,
    completion: DeviceAddress,
    entries: u32,
    /// Jobs submitted since the rings were configured: the doorbell's value.
    pub(crate) submitted: u32,
    /// Completions consumed since then.
    pub(crate) consumed: u32,
}

impl Queues {
    /// Rings of `entries` entries, a power of two, at the places that the memory map gives them.
    pub(crate) fn new(memory: &MemoryMap, entries: u32) -> Self {
        let (submission, completion) = (memory.submission, memory.completion);
        Self { submission, completion, entries, submitted: 0, consumed: 0 }
    }

    /// Entries of each ring.
    pub(crate) fn entries(&self) -> u32 {
        self.entries
    }

    /// Tells a device that was just reset where the rings are. Writing the number of entries switches them on.
    pub(crate) fn configure(&mut self, link: &mut Link) -> Result<(), AccessError> {
        // Completions of a former life must not look like new ones to someone who reads a memory dump.
        link.write_memory(self.completion, &vec![0; self.entries as usize * COMPLETION_BYTES])?;
        link.write_wide(Csr::CompletionBaseLow, Csr::CompletionBaseHigh, self.completion)?;
        link.write(Csr::CompletionEntries, self.entries)?;
        link.write_wide(Csr::SubmissionBaseLow, Csr::SubmissionBaseHigh, self.submission)?;
        link.write(Csr::SubmissionEntries, self.entries)?;
        (self.submitted, self.consumed) = (0, 0);
        Ok(())
    }

    /// Writes a job into the next entry and rings the doorbell. The caller keeps at most `entries` in flight.
    pub(crate) fn push(&mut self, link: &mut Link, job: &JobDescriptor) -> Result<(), AccessError> {
        let address = self.submission + self.slot(self.submitted) * JOB_BYTES as u64;
        link.write_memory(address, &job.encode())?;
        self.submitted = self.submitted.wrapping_add(1);
        link.write(Csr::SubmissionDoorbell, self.submitted)
    }

    /// Completions that are written and not yet consumed, as the device counts them: the tail, and the count.
    pub(crate) fn available(&self, link: &mut Link) -> Result<(u32, u32), AccessError> {
        let tail = link.read(Csr::CompletionTail)?;
        Ok((tail, tail.wrapping_sub(self.consumed)))
    }

    /// Reads the next completion, which [`available`](Self::available) has seen, and counts it as consumed.
    pub(crate) fn pop(
        &mut self,
        link: &mut Link,
    ) -> Result<Result<Completion, CompletionError>, AccessError> {
        let mut entry = [0; COMPLETION_BYTES];
        let address = self.completion + self.slot(self.consumed) * COMPLETION_BYTES as u64;
        link.read_memory(address, &mut entry)?;
        self.consumed = self.consumed.wrapping_add(1);
        Ok(Completion::decode(&entry))
    }

    /// Tells the device which entries it may write again.
    pub(crate) fn release(&self, link: &mut Link) -> Result<(), AccessError> {
        link.write(Csr::CompletionHead, self.consumed)
    }

    fn slot(&self, index: u32) -> u64 {
        u64::from(index & (self.entries - 1))
    }
}
