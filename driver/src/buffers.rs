//! Inputs and outputs of a job as views of the memory that the device works on.
//!
//! Where the processor reaches that memory (see [`Transport::memory_in_place`](crate::Transport::memory_in_place)), values
//! are quantised straight into it and dequantised straight from it, and nothing is copied. Elsewhere a view has a buffer
//! of its own, which goes over in one piece. A view borrows the device: nobody submits or resets meanwhile.

use isa::program::{Interface, Port};
use isa::segment::Segment;

use crate::device::Device;
use crate::error::{AccessError, ReadError, SubmitError};
use crate::job::{Job, JobHandle};
use crate::link::Link;
use crate::program_load::LoadedProgram;
use crate::samples::in_place::{dequantise_from, quantise_to};
use crate::samples::{SampleError, dequantise, quantise};
use crate::transport::DeviceAddress;

/// Bytes of zeros that are stored at once.
const ZEROS: usize = 4096;

/// Values that do not go into a view, or do not come out of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// They do not fit their port.
    #[error(transparent)]
    Samples(#[from] SampleError),
    /// The program has no such port.
    #[error("there is no port {port}, the program has {ports}")]
    Port {
        /// The port asked for.
        port: usize,
        /// Ports that there are.
        ports: usize,
    },
    /// The device could not be reached.
    #[error(transparent)]
    Access(#[from] AccessError),
}

fn port(ports: &[Port], index: usize) -> Result<&Port, ViewError> {
    ports.get(index).ok_or(ViewError::Port { port: index, ports: ports.len() })
}

/// Whether the samples of a segment's ports are all there is in an image.
fn is_dense(ports: &[Port], image_bytes: u64) -> bool {
    let samples = ports.iter().map(|port| port.elements() as u64).fold(0, u64::saturating_add);
    samples.saturating_mul(2) == image_bytes
}

/// The inputs of a job that is not submitted yet.
///
/// Its memory is free again when it is dropped instead.
#[derive(Debug)]
pub struct InputBuffer<'device> {
    device: &'device mut Device,
    interface: &'device Interface,
    job: Job,
    /// Device address of the first image.
    address: DeviceAddress,
    /// The images, where the memory is not in place.
    staging: Option<Vec<u8>>,
}

impl Device {
    /// Memory for the inputs of a job of `batch` images: to be filled, port by port, and submitted. Bytes that belong to no
    /// port are zero.
    ///
    /// # Errors
    /// As [`Device::submit`].
    pub fn input_buffer<'device>(
        &'device mut self,
        program: &'device LoadedProgram,
        batch: u32,
    ) -> Result<InputBuffer<'device>, SubmitError> {
        let interface = program.interface();
        let job = self.place_job(program, batch, None)?;
        let address = self.input_address(&job);
        let bytes = interface.image_bytes(Segment::Input).saturating_mul(batch.into());
        let staging = match self.link.memory_in_place() {
            true if is_dense(&interface.inputs, interface.image_bytes(Segment::Input)) => None,
            true => {
                clear(&mut self.link, address, bytes)?;
                None
            }
            false => Some(zeros(bytes).ok_or(SubmitError::HostMemory { bytes })?),
        };
        Ok(InputBuffer { device: self, interface, job, address, staging })
    }

    /// A completed job's outputs.
    ///
    /// # Errors
    /// A job without output, or one of another program.
    pub fn output_view<'device>(
        &'device mut self,
        program: &'device LoadedProgram,
        handle: &JobHandle,
    ) -> Result<OutputView<'device>, ReadError> {
        let interface = program.interface();
        let (address, batch) = (self.output_address(handle)?, handle.batch() as usize);
        let (sequence, found) = (handle.sequence(), handle.output_bytes());
        let expected = interface.image_bytes(Segment::Output).saturating_mul(batch as u64);
        if expected != found {
            return Err(ReadError::BufferBytes { sequence, expected: found, found: expected });
        }
        let mut staging = None;
        if self.link.memory_in_place() {
            self.link.announce_reads(address, found)?;
        } else {
            let mut bytes = zeros(found).ok_or(ReadError::HostMemory { bytes: found })?;
            self.read_output(handle, &mut bytes)?;
            staging = Some(bytes);
        }
        Ok(OutputView { link: &mut self.link, interface, address, batch, staging })
    }
}

/// Stores zeros.
fn clear(link: &mut Link, address: DeviceAddress, bytes: u64) -> Result<(), AccessError> {
    for offset in (0..bytes).step_by(ZEROS) {
        let length = (bytes - offset).min(ZEROS as u64) as usize;
        link.write_memory(address + offset, &[0; ZEROS][..length])?;
    }
    Ok(())
}

/// A vector of zeros, `None` where the host has no memory for it.
fn zeros(bytes: u64) -> Option<Vec<u8>> {
    let bytes = usize::try_from(bytes).ok()?;
    let mut vector = Vec::new();
    vector.try_reserve_exact(bytes).ok()?;
    vector.resize(bytes, 0);
    Some(vector)
}

impl InputBuffer<'_> {
    /// Images of the job.
    pub fn batch(&self) -> u32 {
        self.job.batch
    }

    /// Quantises the values of one input port, shape `[batch, dims of the port]`, into the memory. Returns how many were
    /// saturated.
    ///
    /// # Errors
    /// No such port, sizes that do not fit, a NaN, or a device that cannot be reached.
    pub fn quantise(&mut self, index: usize, values: &[f32]) -> Result<u64, ViewError> {
        let port = port(&self.interface.inputs, index)?;
        let image_bytes = self.interface.image_bytes(Segment::Input);
        if let Some(images) = &mut self.staging {
            return Ok(quantise(port, image_bytes, values, images)?);
        }
        let (link, address) = (&mut self.device.link, self.address);
        let store = |offset, bytes: &[u8]| Ok(link.write_memory(address + offset, bytes)?);
        quantise_to(port, (image_bytes, self.job.batch as usize), values, store)
    }

    /// Submits the job. Returns without waiting.
    ///
    /// # Errors
    /// A device that cannot be reached.
    pub fn submit(self) -> Result<JobHandle, SubmitError> {
        let Self { device, job, address, staging, .. } = self;
        if let Some(images) = staging {
            device.link.copy_to(address, &images)?;
        }
        device.enqueue(job)
    }
}

/// The outputs of a completed job, good until the device is used for something else.
#[derive(Debug)]
pub struct OutputView<'device> {
    link: &'device mut Link,
    interface: &'device Interface,
    /// Device address of the first image.
    address: DeviceAddress,
    batch: usize,
    /// The images, where the memory is not in place.
    staging: Option<Vec<u8>>,
}

impl OutputView<'_> {
    /// Dequantises the values of one output port, shape `[batch, dims of the port]`, from the memory.
    ///
    /// # Errors
    /// No such port, sizes that do not fit, or a device that cannot be reached.
    pub fn dequantise(&mut self, index: usize, values: &mut [f32]) -> Result<(), ViewError> {
        let port = port(&self.interface.outputs, index)?;
        let image_bytes = self.interface.image_bytes(Segment::Output);
        if let Some(images) = &self.staging {
            return Ok(dequantise(port, image_bytes, images, values)?);
        }
        let (link, address) = (&mut *self.link, self.address);
        let load = |offset, bytes: &mut [u8]| Ok(link.read_memory(address + offset, bytes)?);
        dequantise_from(port, (image_bytes, self.batch), values, load)
    }
}
