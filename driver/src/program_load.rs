//! Programs in device memory: written once, run by any number of jobs.

use std::sync::Arc;

use isa::program::{Interface, Program};
use isa::record::Cost;
use isa::segment::Segment;

use crate::device::Device;
use crate::error::LoadError;
use crate::memory::Allocation;
use crate::samples::check_port;

/// A program's two memory images. Jobs in flight keep them alive when the program itself is dropped.
#[derive(Debug)]
pub(crate) struct ProgramMemory {
    /// Of the device and its last reset, see [`Device::reset`].
    pub(crate) epoch: u64,
    pub(crate) code: Allocation,
    pub(crate) constants: Allocation,
    /// The micro-ops, for post-mortems.
    pub(crate) words: Vec<u64>,
}

/// A program that is in the memory of one device. Its memory is free again when it is dropped and the last job
/// that runs it is complete.
#[derive(Debug)]
pub struct LoadedProgram {
    pub(crate) memory: Arc<ProgramMemory>,
    interface: Interface,
    /// Of each layer.
    costs: Vec<Cost>,
}

impl LoadedProgram {
    /// Inputs, outputs and bytes per image.
    pub fn interface(&self) -> &Interface {
        &self.interface
    }

    /// Array cycles that the compiler's cost model predicts for a job of `batch` images.
    pub fn predicted_cycles(&self, batch: u32) -> u64 {
        self.costs.iter().fold(0, |sum: u64, cost| sum.saturating_add(cost.predicted_cycles(batch)))
    }

    /// Bytes that loading wrote: micro-ops, records and constants.
    pub fn bytes(&self) -> u64 {
        self.memory.code.window().size + self.memory.constants.window().size
    }
}

impl Device {
    /// Checks a program against this device and writes it into the device's memory.
    ///
    /// A [`Program`] read from a file has this build's contract fingerprint, or it would not have been read;
    /// the device's was compared when it was opened. So both speak of the same micro-ops.
    ///
    /// # Errors
    /// A malformed program, one for another array, no room, or a device that cannot be reached. Nothing stays
    /// allocated then.
    pub fn load(&mut self, program: &Program) -> Result<LoadedProgram, LoadError> {
        program.validate()?;
        let Interface { inputs, outputs, .. } = &program.interface;
        for (ports, segment) in [(inputs, Segment::Input), (outputs, Segment::Output)] {
            let image_bytes = program.interface.image_bytes(segment);
            ports.iter().try_for_each(|port| check_port(port, image_bytes))?;
        }
        if let Some((name, program, device)) = self.identity.difference(&program.arch) {
            return Err(LoadError::Array { name, program, device });
        }
        let costs = program.layers()?.into_iter().map(|layer| layer.cost).collect();
        let before = self.link.traffic();
        let code = self.place(Segment::Program, &program.program_segment())?;
        let constants = self.place(Segment::Constants, &program.constants)?;
        let memory =
            Arc::new(ProgramMemory { epoch: self.epoch, code, constants, words: program.code.clone() });
        let loaded = LoadedProgram { memory, interface: program.interface.clone(), costs };
        log::debug!("loaded a program of {} bytes: {}", loaded.bytes(), self.link.traffic().since(&before));
        Ok(loaded)
    }

    fn place(&mut self, segment: Segment, bytes: &[u8]) -> Result<Allocation, LoadError> {
        let allocation = self.memory.allocate(segment, bytes.len() as u64)?;
        let address = self.memory.segment(segment).base + allocation.window().offset;
        self.link.copy_to(address, bytes)?;
        Ok(allocation)
    }
}

#[cfg(test)]
mod test;
