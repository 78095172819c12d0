//! What the device looked like when something went wrong: data first, text for people second.
//!
//! Taking a snapshot changes nothing, because register reads have no side effects. It is taken as far as the
//! transport still answers.

mod micro_ops;

use std::fmt;
use std::time::Duration;

use isa::csr::{Access, CSRS, Csr, CsrInfo};
use isa::queue::{Completion, ErrorCause};

use crate::device::Device;
use crate::error::AccessError;
use crate::identity::Identity;
use crate::link::{Link, RegisterAccess, Traffic};
pub use micro_ops::{ListedMicroOp, ProgramPosition};

/// The registers that tell whether a device is working.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceState {
    /// `CONTROL`.
    pub control: u32,
    /// `INTERRUPT_STATUS`.
    pub interrupt_status: u32,
    /// `ERROR_CAUSE`: of the last job that failed.
    pub error_cause: u32,
    /// `SUBMISSION_DOORBELL`: jobs submitted.
    pub submitted: u32,
    /// `SUBMISSION_HEAD`: jobs taken by the device.
    pub taken: u32,
    /// `COMPLETION_TAIL`: jobs completed.
    pub completed: u32,
}

impl DeviceState {
    /// Asks the device.
    pub(crate) fn read(link: &mut Link) -> Result<Self, AccessError> {
        Ok(Self {
            control: link.read(Csr::Control)?,
            interrupt_status: link.read(Csr::InterruptStatus)?,
            error_cause: link.read(Csr::ErrorCause)?,
            submitted: link.read(Csr::SubmissionDoorbell)?,
            taken: link.read(Csr::SubmissionHead)?,
            completed: link.read(Csr::CompletionTail)?,
        })
    }
}

impl fmt::Display for DeviceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { control, interrupt_status, error_cause, submitted, taken, completed } = self;
        write!(f, "CONTROL {control:#x}{}", SetFields(Csr::Control.info(), *control))?;
        write!(
            f,
            ", interrupts {interrupt_status:#x}, {submitted} jobs submitted, {taken} taken, {completed} completed"
        )?;
        match ErrorCause::from_code(*error_cause) {
            Some(cause) => write!(f, ", last failure {cause}"),
            None => Ok(()),
        }
    }
}

/// A job in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobState {
    /// Sequence number.
    pub sequence: u32,
    /// Images.
    pub batch: u32,
    /// Time since it was submitted.
    pub age: Duration,
}

/// A snapshot of device and driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostMortem {
    /// Name and place of the device.
    pub device: String,
    /// Who it is.
    pub identity: Identity,
    /// Every readable register, up to the one at which the transport failed.
    pub registers: Vec<(Csr, u32)>,
    /// What the transport said when it failed.
    pub transport_error: Option<String>,
    /// Entries of each queue.
    pub queue_entries: u32,
    /// Jobs submitted, as the driver counts them.
    pub submitted: u32,
    /// Completions consumed, as the driver counts them.
    pub consumed: u32,
    /// Jobs in flight, oldest first.
    pub jobs: Vec<JobState>,
    /// Last completions, oldest first.
    pub completions: Vec<Completion>,
    /// How far the program has come, where the device executes micro-ops.
    pub program: Option<ProgramPosition>,
    /// What went over the transport since the device was opened.
    pub traffic: Traffic,
    /// Last register accesses before the snapshot, oldest first.
    pub trace: Vec<RegisterAccess>,
}

impl Device {
    /// Takes a snapshot of the device and of what the driver knows of it. Changes nothing.
    pub fn post_mortem(&mut self) -> PostMortem {
        let trace = self.link.trace().collect();
        let mut transport_error = None;
        let mut registers = Vec::with_capacity(CSRS.len());
        for info in CSRS.iter().filter(|info| info.access != Access::WriteOnly) {
            match self.link.read_unchecked(info.csr) {
                Ok(value) => registers.push((info.csr, value)),
                // Not asked again: on some buses every failure takes seconds.
                Err(error) => {
                    transport_error = Some(error.to_string());
                    break;
                }
            }
        }
        let state = |job: &std::sync::Arc<crate::job::Job>| JobState {
            sequence: job.sequence(),
            batch: job.batch,
            age: job.submitted.elapsed(),
        };
        let program = self.program_position(&registers);
        PostMortem {
            device: format!("{} at {}", self.info().name, self.info().location),
            identity: self.identity,
            registers,
            transport_error,
            queue_entries: self.queues.entries(),
            submitted: self.queues.submitted,
            consumed: self.queues.consumed,
            jobs: self.in_flight.iter().map(state).collect(),
            completions: self.history.iter().copied().collect(),
            program,
            traffic: self.traffic(),
            trace,
        }
    }
}

impl fmt::Display for PostMortem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "post-mortem of {}", self.device)?;
        writeln!(f, "  identity: {}", self.identity)?;
        writeln!(f, "  transport: {}", self.traffic)?;
        if let Some(error) = &self.transport_error {
            writeln!(f, "  transport failed: {error}")?;
        }
        let Self { queue_entries, submitted, consumed, .. } = self;
        writeln!(
            f,
            "  queues of {queue_entries} entries: {submitted} jobs submitted, {consumed} completions consumed"
        )?;
        for JobState { sequence, batch, age } in &self.jobs {
            writeln!(f, "  in flight: job {sequence}, {batch} images, submitted {age:?} ago")?;
        }
        for completion in &self.completions {
            let Completion { sequence, fault, cycles, macs, .. } = completion;
            write!(f, "  completed: job {sequence}, {cycles} cycles, {macs} macs")?;
            match fault {
                Some(fault) => {
                    writeln!(f, ", {} segment {} address {:#x}", fault.cause, fault.segment, fault.address)?
                }
                None => writeln!(f)?,
            }
        }
        if let Some(program) = &self.program {
            writeln!(f, "  {program}")?;
            program.before.iter().try_for_each(|listed| writeln!(f, "    {listed}"))?;
            program.current.iter().try_for_each(|listed| writeln!(f, "  > {listed}"))?;
        }
        for access in &self.trace {
            writeln!(f, "  {access}")?;
        }
        for (csr, value) in &self.registers {
            writeln!(f, "  {:<28} {value:#010x}{}", csr.name(), SetFields(csr.info(), *value))?;
        }
        Ok(())
    }
}

/// The names of the one-bit fields that are set in a register's value.
struct SetFields(&'static CsrInfo, u32);

impl fmt::Display for SetFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(info, value) = self;
        let is_set = |field: &&isa::csr::FieldInfo| field.bits == 1 && value >> field.lowest_bit & 1 == 1;
        info.fields.iter().filter(is_set).try_for_each(|field| write!(f, " {}", field.name))
    }
}
