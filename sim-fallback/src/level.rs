//! What a level of the software device is: the part that executes a job, and nothing of the card around it.
//!
//! Registers, queues, memory, interrupts and segment checks belong to [`crate::card`] and are the same at every
//! level. A level decides what a job computes and how many cycles it takes.

use isa::queue::{Fault, JobDescriptor};

use crate::card::Bus;

/// Whether a job goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// The cycles are used up and the job is not done.
    Running,
    /// The program has halted and everything it wrote is in memory.
    Halted,
}

/// Executes jobs, one at a time, in simulated time.
pub trait Level: Send {
    /// Bits for [`isa::csr::Csr::Capabilities`].
    fn capabilities(&self) -> u32;

    /// Prepares to run a job from its first micro-op. A job that was running is forgotten.
    fn start(&mut self, job: &JobDescriptor);

    /// Runs the started job for at most `cycles` more cycles, which it adds to `bus.activity` with whatever
    /// else it counts. A job may halt without using any.
    ///
    /// # Errors
    /// Why and where the job failed. It is over then.
    fn run(&mut self, cycles: u64, bus: &mut Bus<'_>) -> Result<RunState, Fault>;

    /// What [`isa::csr::Csr::ProgramCounter`] shows. Zero at a level that executes no micro-ops: it has no such place.
    fn program_counter(&self) -> u32 {
        0
    }
}
