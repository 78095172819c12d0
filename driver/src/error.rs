//! Everything that can go wrong, one enum per thing that a user asks for.
//!
//! Every variant carries what was found beside what was expected, and its message says what to do.

use std::time::Duration;

use isa::csr::Csr;
use isa::program::ProgramError;
use isa::queue::{CompletionError, ErrorCause, MAX_BATCH};
use isa::segment::Segment;

use crate::deadline::Deadline;
use crate::post_mortem::DeviceState;
use crate::samples::SampleError;
use crate::transport::TransportError;

/// The device could not be reached.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// The transport failed; only [`crate::Device::reset`] is meaningful now.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The device left the bus: a register and then `MAGIC` read as all ones or nonsense.
    #[error(
        "{device}: the device is gone: {register} reads all ones and MAGIC is not there; reset it or check power and slot"
    )]
    DeviceLost {
        /// Name of the transport.
        device: String,
        /// The register whose value gave it away.
        register: Csr,
    },
}

/// The thing on the bus is not a device that this driver can use. Nothing was written to it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// Reads return all ones: nothing answers.
    #[error(
        "{device} at {location} reads all ones: no device answers there; check power, slot and bitstream, or rescan the bus"
    )]
    Gone {
        /// Name of the transport.
        device: String,
        /// Where it is.
        location: String,
    },
    /// Something answers, but it is no GANAX device.
    #[error(
        "{device}: MAGIC is {found:#010x}, a GANAX device has {expected:#010x}; load the GANAX bitstream or choose another device"
    )]
    Magic {
        /// Name of the transport.
        device: String,
        /// What a GANAX device has.
        expected: u32,
        /// What was read.
        found: u32,
    },
    /// Registers and queues are of another version.
    #[error("{device}: register ABI {}.{} does not serve this driver, which needs {}.{} or a later minor version; update {}",
        found.0, found.1, expected.0, expected.1,
        if found.0 > expected.0 { "the driver" } else { "the bitstream" })]
    Abi {
        /// Name of the transport.
        device: String,
        /// Major and minor version of this driver.
        expected: (u32, u32),
        /// Major and minor version of the device.
        found: (u32, u32),
    },
    /// Micro-ops, numerics or layouts differ.
    #[error(
        "{device}: contract fingerprint {found:#018x} differs from {expected:#018x} of this driver; use bitstream and driver of one release"
    )]
    Fingerprint {
        /// Name of the transport.
        device: String,
        /// Of this driver.
        expected: u64,
        /// Of the device.
        found: u64,
    },
    /// A device of this contract with the design of another board than the one that was asked for.
    #[error(
        "{device}: {what} is {found:#x}, the bitstream of {board} has {expected:#x}; load that one with `ganax flash --board {board}`"
    )]
    Design {
        /// Name of the transport.
        device: String,
        /// The board whose design was asked for.
        board: &'static str,
        /// The register that differs.
        what: &'static str,
        /// What that design shows.
        expected: u32,
        /// What was read.
        found: u32,
    },
    /// An array parameter is outside its legal range.
    #[error(
        "{device}: the device reports array parameter {name} = {found}, legal is {low}..={high}; the bitstream is broken"
    )]
    Array {
        /// Name of the transport.
        device: String,
        /// Which parameter.
        name: &'static str,
        /// Its value.
        found: u32,
        /// Smallest legal value.
        low: u32,
        /// Largest legal value.
        high: u32,
    },
    /// The transport failed.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

/// The device could not be opened or reset.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// An option has an illegal value.
    #[error("option {option} = {found} is illegal, it must be {expected}")]
    Option {
        /// Which option.
        option: &'static str,
        /// Its value.
        found: u64,
        /// What is legal.
        expected: &'static str,
    },
    /// The memory is too small for queues and segments, or reaches beyond 64 bits.
    #[error(
        "{device}: {bytes} bytes of device memory at {base:#x} are too few or misplaced, {needed} are needed; give the device more memory"
    )]
    Memory {
        /// Name of the transport.
        device: String,
        /// First byte.
        base: u64,
        /// Bytes there are.
        bytes: u64,
        /// Bytes needed at least.
        needed: u64,
    },
    /// Not the device that this driver is for.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// `SCRATCH` does not hold what is written to it.
    #[error(
        "SCRATCH reads {found:#010x} after {written:#010x} was written: the register path is damaged; reset the device or reseat the card"
    )]
    BusCheck {
        /// What was written.
        written: u32,
        /// What was read.
        found: u32,
    },
    /// The device does not become idle after a soft reset.
    #[error(
        "the device does not come to rest after a soft reset (CONTROL {control:#x}, queue entries {entries}); reload the bitstream or power-cycle the card"
    )]
    Stuck {
        /// `CONTROL` as last read.
        control: u32,
        /// `SUBMISSION_ENTRIES` as last read, zero after a reset.
        entries: u32,
    },
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// No room in a segment's pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "out of device memory: {requested} bytes asked for in segment {segment}, the largest free range has {largest_free}; use a smaller batch, release jobs or programs, or change the memory split"
)]
pub struct OutOfDeviceMemory {
    /// Where.
    pub segment: Segment,
    /// Bytes asked for.
    pub requested: u64,
    /// Bytes of the largest free range.
    pub largest_free: u64,
}

/// The program was not loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The program is malformed.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// A port does not fit its image.
    #[error(transparent)]
    Port(#[from] SampleError),
    /// The program was compiled for another array.
    #[error(
        "the program was compiled for {name} = {program}, the device has {device}; compile the model for this device"
    )]
    Array {
        /// The first array parameter that differs.
        name: &'static str,
        /// In the program.
        program: u32,
        /// In the device.
        device: u32,
    },
    /// No room.
    #[error(transparent)]
    Memory(#[from] OutOfDeviceMemory),
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// The job was not submitted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SubmitError {
    /// The program was loaded into another device, or before a reset.
    #[error(
        "the program is not in this device's memory: it was loaded into another device or before a reset; load it again"
    )]
    NotLoaded,
    /// An illegal batch.
    #[error("batch {found} is outside 1..={MAX_BATCH}")]
    Batch {
        /// Images asked for.
        found: u32,
    },
    /// The input has the wrong size.
    #[error("the input has {found} bytes, {batch} images take {expected}")]
    InputBytes {
        /// Images of the job.
        batch: u32,
        /// Bytes given.
        found: u64,
        /// Bytes needed.
        expected: u64,
    },
    /// The host has no memory to build the input in.
    #[error("{bytes} bytes of input do not fit the host's memory; use a smaller batch")]
    HostMemory {
        /// Bytes needed.
        bytes: u64,
    },
    /// As many jobs as the queue holds are in flight.
    #[error("the queue is full with {in_flight} jobs; wait for one of them")]
    QueueFull {
        /// Jobs in flight.
        in_flight: usize,
    },
    /// No room.
    #[error(transparent)]
    Memory(#[from] OutOfDeviceMemory),
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// The device gave a job up. It continues with the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobError {
    /// Sequence number of the job.
    pub sequence: u32,
    /// Why.
    pub cause: ErrorCause,
    /// The segment, where the cause has one.
    pub segment: Option<Segment>,
    /// Byte offset in the segment or word index in the program, as the cause says.
    pub address: u64,
}

impl std::error::Error for JobError {}

impl std::fmt::Display for JobError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { sequence, cause, segment, address } = self;
        write!(f, "job {sequence} failed: {cause}")?;
        match (cause, segment) {
            (ErrorCause::UndefinedMicroOp | ErrorCause::IllegalSequence, _) => {
                write!(f, " at micro-op {address}")?
            }
            (_, Some(segment)) => write!(f, " at byte {address:#x} of segment {segment}")?,
            (_, None) => {}
        }
        let advice = match cause {
            ErrorCause::Watchdog => "raise the watchdog limit or use a smaller batch",
            ErrorCause::MemoryError => "reset the device and load the program again",
            _ => "compile the model again; if that does not help, compiler and device disagree",
        };
        write!(f, " ({}); {advice}", cause.doc().trim().trim_end_matches('.'))
    }
}

/// A job did not complete in time. It is still in flight: wait again, or reset the device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "job {sequence} is not complete after {elapsed:?} (deadline {deadline}); device: {state}; wait longer or reset the device"
)]
pub struct WaitTimeout {
    /// Sequence number of the job.
    pub sequence: u32,
    /// Time since the job was submitted.
    pub elapsed: Duration,
    /// The deadline that passed.
    pub deadline: Deadline,
    /// What the device was doing.
    pub state: DeviceState,
}

/// Waiting for a job ended without its result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WaitError {
    /// The deadline passed.
    #[error(transparent)]
    Timeout(#[from] Box<WaitTimeout>),
    /// The device gave the job up.
    #[error(transparent)]
    Job(#[from] JobError),
    /// The job belongs to another device, or was in flight when the device was reset.
    #[error("job {sequence} is not in this device's queue: it was given up by a reset; submit it again")]
    Aborted {
        /// Sequence number of the job.
        sequence: u32,
    },
    /// A completion belongs to no job in flight. It was skipped.
    #[error(
        "the device completed job {found}, which is not in flight (oldest in flight: {oldest:?}); reset the device"
    )]
    UnknownSequence {
        /// Sequence number in the completion.
        found: u32,
        /// Sequence number of the oldest job in flight.
        oldest: Option<u32>,
    },
    /// A completion has no meaning. It was skipped.
    #[error("completion {index}: {source}; reset the device")]
    Malformed {
        /// Completions before it since the queue was configured, modulo 2^32.
        index: u32,
        /// What is wrong.
        source: CompletionError,
    },
    /// The device claims more completions than there are jobs.
    #[error(
        "the device reports {tail} completions where {consumed} are consumed and {in_flight} jobs are in flight; reset the device"
    )]
    CompletionCount {
        /// `COMPLETION_TAIL`.
        tail: u32,
        /// Completions consumed.
        consumed: u32,
        /// Jobs in flight.
        in_flight: usize,
    },
    /// The device refuses the queue registers and takes no more jobs.
    #[error(
        "the device refuses its queue registers and takes no more jobs; device: {state}; reset the device"
    )]
    QueueRefused {
        /// What the device was doing.
        state: Box<DeviceState>,
    },
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// A job's output was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The host has no memory to read the output into.
    #[error("{bytes} bytes of output do not fit the host's memory; use a smaller batch")]
    HostMemory {
        /// Bytes needed.
        bytes: u64,
    },
    /// The job has not completed, has failed, or was given up by a reset.
    #[error("job {sequence} has no output: it has not completed without error; wait for it first")]
    NoOutput {
        /// Sequence number of the job.
        sequence: u32,
    },
    /// The buffer has the wrong size.
    #[error("the output of job {sequence} has {expected} bytes, the buffer {found}")]
    BufferBytes {
        /// Sequence number of the job.
        sequence: u32,
        /// Bytes of the output.
        expected: u64,
        /// Bytes of the buffer.
        found: u64,
    },
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}
