//! Jobs and completions: the entries of the two queues in device-visible memory.
//!
//! A job is a whole network over a whole batch. Software writes a [`JobDescriptor`] into the next submission
//! entry and rings the doorbell with the new count of submitted jobs; the device runs jobs in order and
//! writes a [`Completion`] for each. Indices run modulo 2^32 and are masked to the queue's size.

use crate::segment::{SEGMENT_COUNT, Segment};
use crate::wire::{Reader, Truncated, Writer};

/// Bytes of a submission entry.
pub const JOB_BYTES: usize = 128;
/// Bytes of a completion entry.
pub const COMPLETION_BYTES: usize = 64;
/// Largest number of entries of a queue.
pub const MAX_QUEUE_ENTRIES: u32 = 4096;
/// Largest batch of one job.
pub const MAX_BATCH: u32 = 1 << 16;

/// The layout below in one line, for the fingerprint.
pub(crate) const CONTRACT: &str = "queue:job kind4 sequence4 batch4 zero4 windows5x(offset8 size8) cookie8 zero24;completion sequence4 cause4 segment4 zero4 address8 cycles8 macs8 read8 written8 cookie8";

/// The part of a segment that one job may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// First byte, from the segment's base.
    pub offset: u64,
    /// Size in bytes.
    pub size: u64,
}

/// One submission entry.
///
/// Byte layout: kind (u32, 1 = run), sequence (u32), batch (u32), zero (u32), five windows (offset u64, size
/// u64), cookie (u64), zero up to 128 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobDescriptor {
    /// Chosen by software, returned in the completion.
    pub sequence: u32,
    /// Number of images.
    pub batch: u32,
    /// One window per segment, in segment order.
    pub windows: [Window; SEGMENT_COUNT],
    /// Anything software likes, returned in the completion.
    pub cookie: u64,
}

const KIND_RUN: u32 = 1;

/// A submission entry that is no job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Fewer than [`JOB_BYTES`] bytes.
    #[error(transparent)]
    Truncated(#[from] Truncated),
    /// The kind is not one the device knows.
    #[error("job kind {0} is undefined")]
    Kind(u32),
    /// The batch is zero or above [`MAX_BATCH`].
    #[error("batch {0} is outside 1..={MAX_BATCH}")]
    Batch(u32),
    /// Reserved bytes are set.
    #[error("reserved bytes of the job are not zero")]
    Reserved,
}

impl JobDescriptor {
    /// The window of a segment.
    pub fn window(&self, segment: Segment) -> Window {
        self.windows[segment as usize]
    }

    /// The entry's bytes.
    pub fn encode(&self) -> [u8; JOB_BYTES] {
        let mut writer = Writer::default();
        for value in [KIND_RUN, self.sequence, self.batch, 0] {
            writer.u32(value);
        }
        for window in self.windows {
            writer.u64(window.offset);
            writer.u64(window.size);
        }
        writer.u64(self.cookie);
        padded(writer)
    }

    /// Sequence number and cookie at their places in an entry, whether or not the entry is a job: what the
    /// completion of a refused entry carries.
    pub fn identity(entry: &[u8; JOB_BYTES]) -> (u32, u64) {
        let byte = |at: usize| u64::from(entry[at]);
        let word = |at: usize, bytes: usize| (0..bytes).rev().fold(0, |word, i| word << 8 | byte(at + i));
        (word(4, 4) as u32, word(16 + 16 * SEGMENT_COUNT, 8))
    }

    /// The job in an entry.
    ///
    /// # Errors
    /// What makes the entry no job.
    pub fn decode(bytes: &[u8]) -> Result<Self, JobError> {
        let mut reader = Reader::new(bytes);
        let (kind, sequence, batch, zero) = (reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?);
        let mut windows = [Window::default(); SEGMENT_COUNT];
        for window in &mut windows {
            *window = Window { offset: reader.u64()?, size: reader.u64()? };
        }
        let cookie = reader.u64()?;
        let reserved = reader.take(JOB_BYTES - 16 - 16 * SEGMENT_COUNT - 8)?;
        if kind != KIND_RUN {
            return Err(JobError::Kind(kind));
        }
        if zero != 0 || reserved.iter().any(|&byte| byte != 0) {
            return Err(JobError::Reserved);
        }
        if !(1..=MAX_BATCH).contains(&batch) {
            return Err(JobError::Batch(batch));
        }
        Ok(Self { sequence, batch, windows, cookie })
    }
}

macro_rules! define_causes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// Why a job failed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u32)]
        pub enum ErrorCause { $($(#[doc = $doc])+ $name = $code,)+ }

        impl ErrorCause {
            /// Every cause.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// One line of documentation.
            pub fn doc(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+),)+ }
            }

            /// Name, as in the documents.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// The cause with this code; `None` for 0 (no error) and for codes without meaning.
            pub fn from_code(code: u32) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }

        pub(crate) const CAUSES_CONTRACT: &str = concat!("causes:", $(stringify!($name), $code,)+);
    };
}

define_causes! {
    /// The submission entry is no job.
    BadDescriptor = 1,
    /// A job's window leaves its segment.
    BadWindow = 2,
    /// A read or write outside the job's window; segment and address tell where.
    SegmentViolation = 3,
    /// A word of the program is no micro-op; the address is its index.
    UndefinedMicroOp = 4,
    /// Micro-ops in an order that has no meaning (unbalanced body or layer, an operation without its generators); the address is the word's index.
    IllegalSequence = 5,
    /// A layer record, or what it points to, is malformed; segment and address tell where.
    BadRecord = 6,
    /// The job ran longer than the watchdog limit.
    Watchdog = 7,
    /// The memory port answered an access with an error.
    MemoryError = 8,
}

impl core::fmt::Display for ErrorCause {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

/// Where and why a job failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Why.
    pub cause: ErrorCause,
    /// Index of the segment, where one is involved.
    pub segment: u32,
    /// Byte offset in the segment or word index in the program, as the cause says.
    pub address: u64,
}

/// One completion entry.
///
/// Byte layout: sequence (u32), cause (u32, 0 = success), segment (u32), zero (u32), fault address, cycles,
/// macs, bytes read, bytes written, cookie (u64 each).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completion {
    /// Of the job.
    pub sequence: u32,
    /// What went wrong, if anything did.
    pub fault: Option<Fault>,
    /// Array cycles of the job, counted or predicted as the device's capabilities say.
    pub cycles: u64,
    /// Multiply-accumulates issued.
    pub macs: u64,
    /// Bytes read from device memory.
    pub bytes_read: u64,
    /// Bytes written to device memory.
    pub bytes_written: u64,
    /// Of the job.
    pub cookie: u64,
}

/// A completion entry that no device of this contract writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CompletionError {
    /// Fewer than [`COMPLETION_BYTES`] bytes.
    #[error(transparent)]
    Truncated(#[from] Truncated),
    /// The cause has no meaning.
    #[error("error cause {0} is undefined")]
    Cause(u32),
}

impl Completion {
    /// The entry's bytes.
    pub fn encode(&self) -> [u8; COMPLETION_BYTES] {
        let mut writer = Writer::default();
        let (cause, segment, address) =
            self.fault.map_or((0, 0, 0), |fault| (fault.cause as u32, fault.segment, fault.address));
        for value in [self.sequence, cause, segment, 0] {
            writer.u32(value);
        }
        for value in [address, self.cycles, self.macs, self.bytes_read, self.bytes_written, self.cookie] {
            writer.u64(value);
        }
        padded(writer)
    }

    /// The completion in an entry.
    ///
    /// # Errors
    /// What makes the entry no completion.
    pub fn decode(bytes: &[u8]) -> Result<Self, CompletionError> {
        let mut reader = Reader::new(bytes);
        let (sequence, code, segment, _zero) = (reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?);
        let address = reader.u64()?;
        let fault = match code {
            0 => None,
            _ => {
                let cause = ErrorCause::from_code(code).ok_or(CompletionError::Cause(code))?;
                Some(Fault { cause, segment, address })
            }
        };
        Ok(Self {
            sequence,
            fault,
            cycles: reader.u64()?,
            macs: reader.u64()?,
            bytes_read: reader.u64()?,
            bytes_written: reader.u64()?,
            cookie: reader.u64()?,
        })
    }
}

/// The written bytes, followed by zeros up to the entry's size.
fn padded<const BYTES: usize>(writer: Writer) -> [u8; BYTES] {
    let mut entry = [0; BYTES];
    let bytes = writer.into_bytes();
    entry[..bytes.len()].copy_from_slice(&bytes);
    entry
}

#[cfg(test)]
mod test {
    use super::*;

    fn job() -> JobDescriptor {
        let windows = core::array::from_fn(|i| Window { offset: 64 * i as u64, size: 1 << i });
        JobDescriptor { sequence: 7, batch: 16, windows, cookie: u64::MAX }
    }

    #[test]
    fn jobs_and_completions_survive_encoding() {
        assert_eq!(JobDescriptor::decode(&job().encode()), Ok(job()));
        assert_eq!(JobDescriptor::identity(&job().encode()), (job().sequence, job().cookie));
        for fault in [None, Some(Fault { cause: ErrorCause::SegmentViolation, segment: 3, address: 1 << 40 })]
        {
            let completion = Completion {
                sequence: 9,
                fault,
                cycles: 1,
                macs: 2,
                bytes_read: 3,
                bytes_written: 4,
                cookie: 5,
            };
            assert_eq!(Completion::decode(&completion.encode()), Ok(completion));
        }
    }

    #[test]
    fn wrong_jobs_are_refused() {
        let with = |at: usize, value: u8| {
            let mut bytes = job().encode();
            bytes[at] = value;
            JobDescriptor::decode(&bytes)
        };
        assert_eq!(with(0, 2), Err(JobError::Kind(2)));
        assert_eq!(with(8, 0), Err(JobError::Batch(0)));
        assert_eq!(with(12, 1), Err(JobError::Reserved));
        assert_eq!(with(127, 1), Err(JobError::Reserved));
        assert!(matches!(JobDescriptor::decode(&job().encode()[..100]), Err(JobError::Truncated(_))));
    }
}
