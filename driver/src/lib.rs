//! Userspace driver for the GANAX accelerator: one code path for every board and every simulator.
//!
//! [`Device`] owns a [`Transport`] and does everything else itself: it identifies the card before it writes to
//! it, divides its memory, loads programs, submits jobs, waits with a deadline, turns the card's error causes
//! into typed errors, takes a post-mortem and resets. [`Session`] runs any number of images through a loaded
//! program in jobs that are in flight together.
//!
//! This crate compiles nothing, computes nothing and knows no simulator: what stands behind the transport is
//! the transport's business, and nothing here falls back to another one.

mod buffers;
mod deadline;
mod device;
mod error;
#[cfg(test)]
mod fake;
mod fleet;
mod identity;
mod job;
mod link;
mod memory;
mod patience;
mod post_mortem;
mod program_load;
#[cfg(target_os = "linux")]
pub mod programming;
mod queue;
pub mod samples;
mod session;
#[cfg(target_os = "linux")]
pub mod setup;
#[cfg(target_os = "linux")]
pub mod sys;
pub mod transport;

pub use buffers::{InputBuffer, OutputView, ViewError};
pub use deadline::Deadline;
pub use device::{Device, OpenOptions};
pub use error::{
    AccessError, IdentityError, JobError, LoadError, OpenError, OutOfDeviceMemory, ReadError, SubmitError,
    WaitError, WaitTimeout,
};
pub use fleet::run_on_all;
pub use identity::{Capabilities, Design, Identity};
pub use job::{JobHandle, JobReport};
pub use link::{RegisterAccess, Traffic};
pub use memory::MemorySplit;
pub use patience::Patience;
pub use post_mortem::{DeviceState, JobState, ListedMicroOp, PostMortem, ProgramPosition};
pub use program_load::LoadedProgram;
pub use samples::SampleError;
pub use session::{Progress, RunError, RunOutput, RunReport, Session};
pub use transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};
