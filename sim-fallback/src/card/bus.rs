//! The device's memory port: what a running job can reach, and nothing else.
//!
//! Every access names a segment and an offset in the job's window and is checked against the window, which
//! was checked against the segment when the job was taken. What the job moves and how long it takes is
//! counted here as well, so that a job that fails still leaves exact counters.

use std::ops::Range;

use isa::queue::{ErrorCause, Fault, JobDescriptor, Window};
use isa::segment::{SEGMENT_COUNT, Segment};

use super::memory::{Direction, Memory};
use super::register_file::RegisterFile;

/// What a job has done so far; the card's counters are sums of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Array cycles.
    pub cycles: u64,
    /// Multiply-accumulates.
    pub macs: u64,
    /// Bytes read from device memory.
    pub bytes_read: u64,
    /// Bytes written to device memory.
    pub bytes_written: u64,
    /// PV-cycles without input, weight, room for an output, micro-op.
    pub stalls: [u64; 4],
}

impl Activity {
    /// Adds what another job did.
    pub fn add(&mut self, other: &Self) {
        self.cycles = self.cycles.saturating_add(other.cycles);
        self.macs = self.macs.saturating_add(other.macs);
        self.bytes_read = self.bytes_read.saturating_add(other.bytes_read);
        self.bytes_written = self.bytes_written.saturating_add(other.bytes_written);
        for (stall, other) in self.stalls.iter_mut().zip(other.stalls) {
            *stall = stall.saturating_add(other);
        }
    }
}

/// The windows of one job as device addresses, latched when the job is taken.
#[derive(Debug, Clone, Copy)]
pub struct SegmentMap {
    windows: [Window; SEGMENT_COUNT],
}

impl SegmentMap {
    /// Places the job's windows in the card's segments.
    ///
    /// # Errors
    /// [`ErrorCause::BadWindow`] for the first window that leaves its segment.
    pub fn new(registers: &RegisterFile, job: &JobDescriptor) -> Result<Self, Fault> {
        let mut windows = [Window::default(); SEGMENT_COUNT];
        for segment in Segment::ALL {
            let Window { offset, size } = job.window(segment);
            let (base, segment_size) = registers.segment(segment);
            let inside = offset.checked_add(size).is_some_and(|end| end <= segment_size);
            let fault = Fault { cause: ErrorCause::BadWindow, segment: segment as u32, address: offset };
            let address = base.checked_add(offset).filter(|_| inside).ok_or(fault)?;
            windows[segment as usize] = Window { offset: address, size };
        }
        Ok(Self { windows })
    }
}

/// The memory port of one job.
#[derive(Debug)]
pub struct Bus<'a> {
    memory: &'a mut Memory,
    map: &'a SegmentMap,
    /// What the job has done so far.
    pub activity: &'a mut Activity,
}

impl<'a> Bus<'a> {
    /// The port of a job with these windows.
    pub fn new(memory: &'a mut Memory, map: &'a SegmentMap, activity: &'a mut Activity) -> Self {
        Self { memory, map, activity }
    }

    /// Where `bytes` bytes at `offset` in the job's window lie in the memory mapping.
    ///
    /// # Errors
    /// [`ErrorCause::SegmentViolation`] with the first byte outside the window, or for a segment that forbids
    /// the direction; [`ErrorCause::MemoryError`] where the segment's registers name no memory.
    pub fn locate(
        &self,
        segment: Segment,
        offset: u64,
        bytes: u64,
        direction: Direction,
    ) -> Result<Range<usize>, Fault> {
        let fault = |cause, address| Fault { cause, segment: segment as u32, address };
        let permitted = match direction {
            Direction::Read => segment.readable(),
            Direction::Write => segment.writable(),
        };
        let window = self.map.windows[segment as usize];
        if !permitted {
            return Err(fault(ErrorCause::SegmentViolation, offset));
        }
        if offset.checked_add(bytes).is_none_or(|end| end > window.size) {
            return Err(fault(ErrorCause::SegmentViolation, offset.max(window.size)));
        }
        let memory_error = fault(ErrorCause::MemoryError, offset);
        let address = window.offset.checked_add(offset).ok_or(memory_error)?;
        self.memory.locate(address, bytes, direction).map_err(|_| memory_error)
    }

    /// As [`locate`](Self::locate), for 16-bit elements: positions in [`elements`](Self::elements).
    ///
    /// # Errors
    /// As [`locate`](Self::locate), and [`ErrorCause::MemoryError`] for elements at an odd address.
    pub fn locate_elements(
        &self,
        segment: Segment,
        offset: u64,
        bytes: u64,
        direction: Direction,
    ) -> Result<Range<usize>, Fault> {
        let range = self.locate(segment, offset, bytes, direction)?;
        match range.start % 2 == 0 && range.end % 2 == 0 {
            true => Ok(range.start / 2..range.end / 2),
            false => Err(Fault { cause: ErrorCause::MemoryError, segment: segment as u32, address: offset }),
        }
    }

    /// The bytes at `offset` in the job's window. Counts nothing.
    ///
    /// # Errors
    /// As [`locate`](Self::locate).
    pub fn view(&self, segment: Segment, offset: u64, bytes: u64) -> Result<&[u8], Fault> {
        let range = self.locate(segment, offset, bytes, Direction::Read)?;
        Ok(&self.memory.mapping()[range])
    }

    /// Bytes of the job's window in a segment.
    pub fn window_bytes(&self, segment: Segment) -> u64 {
        self.map.windows[segment as usize].size
    }

    /// The address on the memory port of the byte at `offset` in the job's window, which need not be inside it.
    pub fn device_address(&self, segment: Segment, offset: u64) -> u64 {
        self.map.windows[segment as usize].offset.wrapping_add(offset)
    }

    /// Counts bytes as read.
    pub fn count_read(&mut self, bytes: u64) {
        self.activity.bytes_read = self.activity.bytes_read.saturating_add(bytes);
    }

    /// Counts bytes as written.
    pub fn count_written(&mut self, bytes: u64) {
        self.activity.bytes_written = self.activity.bytes_written.saturating_add(bytes);
    }

    /// The whole memory as elements, to be indexed with located ranges only. Counts nothing.
    pub fn elements(&self) -> &[i16] {
        let bytes = self.memory.mapping();
        bytemuck::cast_slice(&bytes[..bytes.len() & !1])
    }

    /// The whole memory as elements, to write to.
    pub fn elements_mut(&mut self) -> &mut [i16] {
        let bytes = self.memory.mapping_mut();
        let even = bytes.len() & !1;
        bytemuck::cast_slice_mut(&mut bytes[..even])
    }
}
