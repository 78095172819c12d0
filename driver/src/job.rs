//! Jobs: submitted with one doorbell, waited for with a deadline, their output read when they are complete.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use isa::csr::{Csr, bits};
use isa::queue::{Completion, JobDescriptor, MAX_BATCH};
use isa::segment::{SEGMENT_COUNT, Segment};

use crate::deadline::{Countdown, Deadline, Pace};
use crate::device::{Device, HISTORY};
use crate::error::{JobError, ReadError, SubmitError, WaitError, WaitTimeout};
use crate::memory::Allocation;
use crate::post_mortem::DeviceState;
use crate::program_load::{LoadedProgram, ProgramMemory};
use crate::transport::{DeviceAddress, Wake};

/// What a completed job cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobReport {
    /// Array cycles.
    pub cycles: u64,
    /// Whether the cycles were counted; otherwise a cost model predicted them.
    pub cycles_counted: bool,
    /// Multiply-accumulates issued.
    pub macs: u64,
    /// Bytes that the device read from its memory.
    pub bytes_read: u64,
    /// Bytes that the device wrote to its memory.
    pub bytes_written: u64,
    /// Wall time from submission until the driver saw the completion.
    pub host: Duration,
}

/// A job as the driver keeps it while the device may run it.
#[derive(Debug)]
pub(crate) struct Job {
    /// The low half is the sequence number, the whole the cookie.
    number: u64,
    epoch: u64,
    pub(crate) batch: u32,
    pub(crate) submitted: Instant,
    pub(crate) program: Arc<ProgramMemory>,
    input: Allocation,
    output: Allocation,
    scratch: Allocation,
    outcome: OnceLock<Result<JobReport, JobError>>,
}

impl Job {
    /// The number under which the device knows it.
    pub(crate) fn sequence(&self) -> u32 {
        self.number as u32
    }

    fn descriptor(&self) -> JobDescriptor {
        let memory: [&Allocation; SEGMENT_COUNT] =
            [&self.program.code, &self.program.constants, &self.input, &self.output, &self.scratch];
        JobDescriptor {
            sequence: self.sequence(),
            batch: self.batch,
            windows: memory.map(Allocation::window),
            cookie: self.number,
        }
    }
}

/// A submitted job. Its memory is free again when it is complete and the handle is dropped.
#[derive(Debug)]
pub struct JobHandle {
    job: Arc<Job>,
}

impl JobHandle {
    /// The number under which the device knows the job.
    pub fn sequence(&self) -> u32 {
        self.job.sequence()
    }

    /// Images of the job.
    pub fn batch(&self) -> u32 {
        self.job.batch
    }

    /// Bytes of its output: all images in the layout of the program's output ports.
    pub fn output_bytes(&self) -> u64 {
        self.job.output.window().size
    }
}

impl Device {
    /// Submits a job of `batch` images; `input` is the memory image of the input segment, one image after the
    /// other in the layout of the program's input ports (see [`crate::samples`]). Returns without waiting.
    ///
    /// # Errors
    /// A program that is not in this device's memory, an illegal batch, an input of the wrong size, a full
    /// queue, no room for the job's tensors, or a device that cannot be reached.
    pub fn submit(
        &mut self,
        program: &LoadedProgram,
        batch: u32,
        input: &[u8],
    ) -> Result<JobHandle, SubmitError> {
        let job = self.place_job(program, batch, Some(input.len() as u64))?;
        self.link.copy_to(self.input_address(&job), input)?;
        self.enqueue(job)
    }

    /// Hands over a job whose input is in place.
    pub(crate) fn enqueue(&mut self, job: Job) -> Result<JobHandle, SubmitError> {
        let job = Arc::new(job);
        // In flight before the doorbell: should ringing it fail, the device may yet have heard it.
        self.next_job += 1;
        self.in_flight.push_back(job.clone());
        self.queues.push(&mut self.link, &job.descriptor())?;
        log::trace!("submitted job {} of {} images", job.sequence(), job.batch);
        Ok(JobHandle { job })
    }

    /// Where a job's input begins.
    pub(crate) fn input_address(&self, job: &Job) -> DeviceAddress {
        self.memory.segment(Segment::Input).base + job.input.window().offset
    }

    /// Where a completed job's output begins.
    pub(crate) fn output_address(&self, handle: &JobHandle) -> Result<DeviceAddress, ReadError> {
        let job = &handle.job;
        if job.epoch != self.epoch || !matches!(job.outcome.get(), Some(Ok(_))) {
            return Err(ReadError::NoOutput { sequence: handle.sequence() });
        }
        Ok(self.memory.segment(Segment::Output).base + job.output.window().offset)
    }

    /// Takes memory for a job. `input_bytes` is what its input has, where that is known already.
    pub(crate) fn place_job(
        &self,
        program: &LoadedProgram,
        batch: u32,
        input_bytes: Option<u64>,
    ) -> Result<Job, SubmitError> {
        if program.memory.epoch != self.epoch {
            return Err(SubmitError::NotLoaded);
        }
        if !(1..=MAX_BATCH).contains(&batch) {
            return Err(SubmitError::Batch { found: batch });
        }
        // Saturation ends in "no room", which is the truth.
        let bytes = |segment| program.interface().image_bytes(segment).saturating_mul(batch.into());
        let expected = bytes(Segment::Input);
        if let Some(found) = input_bytes.filter(|&found| found != expected) {
            return Err(SubmitError::InputBytes { batch, found, expected });
        }
        if self.in_flight.len() >= self.queues.entries() as usize {
            return Err(SubmitError::QueueFull { in_flight: self.in_flight.len() });
        }
        let allocate = |segment| self.memory.allocate(segment, bytes(segment));
        Ok(Job {
            number: self.next_job,
            epoch: self.epoch,
            batch,
            submitted: Instant::now(),
            program: program.memory.clone(),
            input: allocate(Segment::Input)?,
            output: allocate(Segment::Output)?,
            scratch: allocate(Segment::Scratch)?,
            outcome: OnceLock::new(),
        })
    }

    /// Looks whether a job is complete, without waiting.
    ///
    /// # Errors
    /// As [`Device::wait`], but for the deadline.
    pub fn poll(&mut self, handle: &JobHandle) -> Result<Option<JobReport>, WaitError> {
        let job = &handle.job;
        if let Some(outcome) = job.outcome.get() {
            return Ok(Some((*outcome)?));
        }
        if job.epoch != self.epoch {
            return Err(WaitError::Aborted { sequence: job.sequence() });
        }
        self.drain()?;
        Ok(job.outcome.get().copied().transpose()?)
    }

    /// Waits until a job is complete. Jobs may be waited for in any order, and again after they completed.
    ///
    /// The interrupt line wakes the driver where there is one; it looks at the queue now and then all the same,
    /// so that a lost interrupt delays a job but does not lose it.
    ///
    /// # Errors
    /// The deadline passed; the device gave this job up ([`JobError`]; the others go on); the device broke the
    /// queue's rules or left the bus. After any of them but the first two the device wants a reset.
    pub fn wait(&mut self, handle: &JobHandle, deadline: Deadline) -> Result<JobReport, WaitError> {
        let before = self.link.traffic();
        let pace = if self.uses_interrupts() { Pace::INTERRUPT } else { Pace::POLLING };
        let mut countdown = Countdown::new(deadline, pace);
        let mut last_wake = Wake::Interrupt;
        loop {
            if let Some(report) = self.poll(handle)? {
                if last_wake == Wake::TimedOut && self.uses_interrupts() {
                    log::debug!("job {} completed without an interrupt", handle.sequence());
                }
                log::debug!("job {}: {report:?}; {}", handle.sequence(), self.link.traffic().since(&before));
                return Ok(report);
            }
            let Some(budget) = countdown.slice() else { return Err(self.timed_out(handle, deadline)) };
            let (wake, elapsed) = self.link.wait(budget)?;
            if wake == Wake::Interrupt {
                self.acknowledge()?;
            }
            countdown.spend(budget, wake, elapsed);
            last_wake = wake;
        }
    }

    fn timed_out(&mut self, handle: &JobHandle, deadline: Deadline) -> WaitError {
        match DeviceState::read(&mut self.link) {
            Ok(state) => {
                let (sequence, elapsed) = (handle.sequence(), handle.job.submitted.elapsed());
                WaitError::Timeout(Box::new(WaitTimeout { sequence, elapsed, deadline, state }))
            }
            Err(error) => error.into(),
        }
    }

    /// Clears the pending interrupt causes. Before the queue is looked at, not after: a completion that is
    /// written in between raises the line again.
    fn acknowledge(&mut self) -> Result<(), WaitError> {
        let pending = self.link.read(Csr::InterruptStatus)?;
        if pending != 0 {
            self.link.write(Csr::InterruptStatus, pending)?;
        }
        match pending & bits::INTERRUPT_QUEUE {
            0 => Ok(()),
            _ => Err(WaitError::QueueRefused { state: Box::new(DeviceState::read(&mut self.link)?) }),
        }
    }

    /// Consumes all completions that the device has written. One that makes no sense is skipped and reported
    /// after the others are taken.
    fn drain(&mut self) -> Result<(), WaitError> {
        let (tail, available) = self.queues.available(&mut self.link)?;
        let in_flight = self.in_flight.len();
        if available as usize > in_flight {
            return Err(WaitError::CompletionCount { tail, consumed: self.queues.consumed, in_flight });
        }
        if available == 0 {
            return Ok(());
        }
        let mut result = Ok(());
        for _ in 0..available {
            let index = self.queues.consumed;
            let taken = match self.queues.pop(&mut self.link)? {
                Ok(completion) => self.complete(&completion),
                Err(source) => Err(WaitError::Malformed { index, source }),
            };
            result = result.and(taken);
        }
        self.queues.release(&mut self.link)?;
        result
    }

    /// Gives a completion to its job, which is then no longer in flight.
    fn complete(&mut self, completion: &Completion) -> Result<(), WaitError> {
        if self.history.len() == HISTORY {
            self.history.pop_front();
        }
        self.history.push_back(*completion);
        let is_it = |job: &Arc<Job>| job.sequence() == completion.sequence && job.number == completion.cookie;
        let Some(job) = self.in_flight.iter().position(is_it).and_then(|index| self.in_flight.remove(index))
        else {
            let oldest = self.in_flight.front().map(|job| job.sequence());
            return Err(WaitError::UnknownSequence { found: completion.sequence, oldest });
        };
        self.remember_program(&job);
        let outcome = match completion.fault {
            Some(fault) => Err(JobError {
                sequence: job.sequence(),
                cause: fault.cause,
                segment: Segment::from_index(fault.segment.into()),
                address: fault.address,
            }),
            None => Ok(JobReport {
                cycles: completion.cycles,
                cycles_counted: self.identity.capabilities.cycles_counted(),
                macs: completion.macs,
                bytes_read: completion.bytes_read,
                bytes_written: completion.bytes_written,
                host: job.submitted.elapsed(),
            }),
        };
        job.outcome.set(outcome).expect("a job leaves the queue once");
        Ok(())
    }

    /// Reads a completed job's output into `bytes`, which must have [`JobHandle::output_bytes`] bytes.
    ///
    /// # Errors
    /// A job without output, a buffer of the wrong size, or a device that cannot be reached.
    pub fn read_output(&mut self, handle: &JobHandle, bytes: &mut [u8]) -> Result<(), ReadError> {
        let address = self.output_address(handle)?;
        let (sequence, expected, found) = (handle.sequence(), handle.output_bytes(), bytes.len() as u64);
        if expected != found {
            return Err(ReadError::BufferBytes { sequence, expected, found });
        }
        Ok(self.link.copy_from(address, bytes)?)
    }
}
