//! Many images through one program: split into jobs, a few of them in flight, arrays in and arrays out.
//!
//! While the device runs one job, the host quantises the next and dequantises the one before. Memory beyond
//! inputs and outputs is bounded by the jobs in flight, however many images there are.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use isa::program::Port;
use isa::queue::MAX_BATCH;

use crate::buffers::ViewError;
use crate::device::Device;
use crate::error::{AccessError, ReadError, SubmitError, WaitError};
use crate::job::{JobHandle, JobReport};
use crate::link::Traffic;
use crate::patience::Patience;
use crate::program_load::LoadedProgram;
use crate::samples::SampleError;

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Images done.
    pub images: usize,
    /// Images of the run.
    pub of: usize,
}

/// What a run cost: sums over its jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunReport {
    /// Images.
    pub images: usize,
    /// Jobs.
    pub jobs: usize,
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
    /// Input values that were outside the 16-bit range.
    pub saturated_inputs: u64,
    /// Wall time of the whole run.
    pub elapsed: Duration,
    /// What went over the transport, with the time spent waiting for the device.
    pub traffic: Traffic,
}

impl RunReport {
    /// Wall time that was not spent waiting for the device: conversion, copies and driver.
    pub fn host(&self) -> Duration {
        self.elapsed.saturating_sub(self.traffic.waited)
    }

    /// Adds a run that went on beside this one. Wall times are those of the longer.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.images += other.images;
        self.jobs += other.jobs;
        // Counted only if all of them are.
        self.cycles_counted = other.cycles_counted && (self.cycles_counted || self.jobs == other.jobs);
        self.cycles = self.cycles.saturating_add(other.cycles);
        self.macs = self.macs.saturating_add(other.macs);
        self.bytes_read = self.bytes_read.saturating_add(other.bytes_read);
        self.bytes_written = self.bytes_written.saturating_add(other.bytes_written);
        self.saturated_inputs += other.saturated_inputs;
        self.elapsed = self.elapsed.max(other.elapsed);
        self.traffic = self.traffic.plus(&other.traffic);
    }

    fn add(&mut self, job: &JobReport) {
        self.jobs += 1;
        self.cycles_counted = job.cycles_counted;
        // A device may report any number; a sum that does not fit is not worth a panic.
        self.cycles = self.cycles.saturating_add(job.cycles);
        self.macs = self.macs.saturating_add(job.macs);
        self.bytes_read = self.bytes_read.saturating_add(job.bytes_read);
        self.bytes_written = self.bytes_written.saturating_add(job.bytes_written);
    }
}

/// Results of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct RunOutput {
    /// One array `[images, dims of the port]` for each output port, dense, in ONNX order.
    pub outputs: Vec<Vec<f32>>,
    /// What it cost.
    pub report: RunReport,
}

/// A run that ended without its results.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// Not one array for each input port.
    #[error("{found} input arrays are given, the program has {expected} inputs")]
    Inputs {
        /// Input ports of the program.
        expected: usize,
        /// Arrays given.
        found: usize,
    },
    /// An array does not fit its port.
    #[error("input: {0}")]
    Samples(#[from] SampleError),
    /// The run does not fit the host's memory.
    #[error("{images} images in jobs of {batch} do not fit the host's memory; run fewer at a time")]
    HostMemory {
        /// Images of the run.
        images: usize,
        /// Images of a job.
        batch: u32,
    },
    /// A job was not submitted.
    #[error(transparent)]
    Submit(#[from] SubmitError),
    /// A job did not complete.
    #[error(transparent)]
    Wait(#[from] WaitError),
    /// An output was not read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<ViewError> for RunError {
    fn from(error: ViewError) -> Self {
        match error {
            ViewError::Samples(error) => error.into(),
            ViewError::Access(error) => error.into(),
            // The arrays were counted before anything ran.
            ViewError::Port { port, ports } => Self::Inputs { expected: ports, found: port },
        }
    }
}

/// A device set up for runs of many images.
#[derive(Debug)]
pub struct Session<'device> {
    device: &'device mut Device,
    jobs_in_flight: usize,
    patience: Option<Patience>,
}

impl<'device> Session<'device> {
    /// Two jobs in flight, and for each as long as its predicted cycles allow ([`Patience::for_cycles`]).
    pub fn new(device: &'device mut Device) -> Self {
        Self { device, jobs_in_flight: 2, patience: None }
    }

    /// Keeps up to `jobs` jobs in flight, at least one.
    pub fn with_jobs_in_flight(self, jobs: usize) -> Self {
        Self { jobs_in_flight: jobs.max(1), ..self }
    }

    /// Gives every job this long, if anything is given, whatever it has to do.
    pub fn with_patience(self, patience: Option<Patience>) -> Self {
        Self { patience, ..self }
    }

    /// Runs `images` images in jobs of `batch` (the last one may be smaller).
    ///
    /// `inputs` has one array `[images, dims of the port]` for each input port, dense, in ONNX order.
    /// `progress` is called after every job.
    ///
    /// # Errors
    /// Inputs that do not fit the program, and whatever submitting, waiting or reading refuses. Jobs in flight
    /// then run on; the device forgets them as they complete.
    pub fn run(
        &mut self,
        program: &LoadedProgram,
        images: usize,
        batch: u32,
        inputs: &[&[f32]],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<RunOutput, RunError> {
        let (start, before) = (Instant::now(), self.device.traffic());
        let mut run = Run::new(program, images, batch, inputs)?;
        let mut in_flight: VecDeque<(usize, JobHandle)> = VecDeque::new();
        let mut most = self.jobs_in_flight;
        let patience = self.patience.unwrap_or_else(|| Patience::for_cycles(program.predicted_cycles(batch)));
        loop {
            while run.submitted < images && in_flight.len() < most {
                match run.submit_next(self.device) {
                    Ok(job) => in_flight.push_back(job),
                    // No room for that many jobs at once; what is in flight makes room for the next.
                    Err(RunError::Submit(SubmitError::Memory(_) | SubmitError::QueueFull { .. }))
                        if !in_flight.is_empty() =>
                    {
                        most = in_flight.len();
                    }
                    Err(error) => return Err(error),
                }
            }
            let Some((first, job)) = in_flight.pop_front() else { break };
            let report = self.device.wait_with(&job, patience)?;
            run.report.add(&report);
            run.collect(self.device, first, &job)?;
            progress(Progress { images: run.report.images, of: images });
        }
        run.report.elapsed = start.elapsed();
        run.report.traffic = self.device.traffic().since(&before);
        log::debug!("ran {images} images in {} jobs: {}", run.report.jobs, run.report.traffic);
        Ok(RunOutput { outputs: run.outputs, report: run.report })
    }
}

/// One run: what is still to be submitted, and what has come back.
struct Run<'run> {
    program: &'run LoadedProgram,
    inputs: &'run [&'run [f32]],
    images: usize,
    batch: usize,
    submitted: usize,
    outputs: Vec<Vec<f32>>,
    report: RunReport,
}

impl<'run> Run<'run> {
    fn new(
        program: &'run LoadedProgram,
        images: usize,
        batch: u32,
        inputs: &'run [&'run [f32]],
    ) -> Result<Self, RunError> {
        let interface = program.interface();
        if inputs.len() != interface.inputs.len() {
            return Err(RunError::Inputs { expected: interface.inputs.len(), found: inputs.len() });
        }
        if !(1..=MAX_BATCH).contains(&batch) {
            return Err(SubmitError::Batch { found: batch }.into());
        }
        for (port, values) in interface.inputs.iter().zip(inputs) {
            let expected = port.elements();
            if expected.checked_mul(images) != Some(values.len()) {
                let (port, found) = (port.name.clone(), values.len());
                return Err(SampleError::Values { port, batch: images, expected, found }.into());
            }
        }
        let too_large = || RunError::HostMemory { images, batch };
        let batch_images = images.min(batch as usize);
        let outputs = interface.outputs.iter().map(|port| zeros(port.elements().checked_mul(images)?));
        Ok(Self {
            program,
            inputs,
            images,
            batch: batch_images,
            submitted: 0,
            outputs: outputs.collect::<Option<_>>().ok_or_else(too_large)?,
            report: RunReport::default(),
        })
    }

    /// Quantises and submits the next job. Returns it with the index of its first image.
    fn submit_next(&mut self, device: &mut Device) -> Result<(usize, JobHandle), RunError> {
        let (first, batch) = (self.submitted, self.batch.min(self.images - self.submitted));
        let mut buffer = device.input_buffer(self.program, batch as u32)?;
        let mut saturated = 0;
        for (index, (port, values)) in self.program.interface().inputs.iter().zip(self.inputs).enumerate() {
            saturated += buffer.quantise(index, images_of(port, values, first, batch))?;
        }
        let job = buffer.submit()?;
        self.submitted += batch;
        self.report.saturated_inputs += saturated;
        Ok((first, job))
    }

    /// Reads and dequantises the output of a completed job.
    fn collect(&mut self, device: &mut Device, first: usize, job: &JobHandle) -> Result<(), RunError> {
        let batch = job.batch() as usize;
        let mut view = device.output_view(self.program, job)?;
        for (index, (port, values)) in
            self.program.interface().outputs.iter().zip(&mut self.outputs).enumerate()
        {
            let range = first * port.elements()..(first + batch) * port.elements();
            view.dequantise(index, &mut values[range])?;
        }
        self.report.images += batch;
        Ok(())
    }
}

fn images_of<'a>(port: &Port, values: &'a [f32], first: usize, batch: usize) -> &'a [f32] {
    &values[first * port.elements()..(first + batch) * port.elements()]
}

/// A vector of zeros, `None` where the host has no memory for it.
fn zeros<T: Clone + Default>(length: usize) -> Option<Vec<T>> {
    let mut vector = Vec::new();
    vector.try_reserve_exact(length).ok()?;
    vector.resize(length, T::default());
    Some(vector)
}

#[cfg(test)]
mod test;
