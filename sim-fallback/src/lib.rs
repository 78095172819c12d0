//! The software device: a GANAX card in software, below the driver's [`Transport`] trait.
//!
//! What executes a job is a [`level::Level`]. Level `sim` ([`functional`]) computes each layer from its record, bit for
//! bit as the contract defines, and predicts cycles; level `cycle` ([`cycle`]) executes the micro-ops and counts them.
//! The [`card`] around it (registers, memory, queues, interrupt) is the same. Level [`rtl`] has no card in software: it
//! is the generated Verilog of the accelerator, simulated clock by clock.
//!
//! Nothing falls back to this device on its own, and nothing here is aware of the driver above the trait.

pub mod card;
pub mod cycle;
pub mod faults;
pub mod functional;
pub mod level;
pub mod matmul;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
pub mod pci;
#[cfg(test)]
mod rig;
pub mod rtl;

use std::num::NonZeroUsize;

use driver::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};
use isa::ArchConfig;
use isa::arch::ArchError;
use isa::csr::{BLOCK_BYTES, Csr};
use isa::program::ALIGNMENT;

use card::{Card, Memory};
use cycle::{CycleLevel, CycleOptions};
use faults::{FaultyCard, Plan};
use functional::FunctionalLevel;
use level::Level;

/// The name that opens level `sim`.
pub const NAME: &str = "sim";
/// The name that opens level `cycle`.
pub const CYCLE_NAME: &str = "cycle";

/// What executes the jobs.
#[derive(Debug, Clone, Default)]
pub enum LevelOptions {
    /// Level `sim`: layers from their records, cycles predicted.
    #[default]
    Functional,
    /// Level `cycle`: micro-ops, cycles counted.
    Cycle(CycleOptions),
}

impl LevelOptions {
    /// The name of the level.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Functional => NAME,
            Self::Cycle(_) => CYCLE_NAME,
        }
    }

    /// A level for an array, on `threads` host threads where it uses any.
    ///
    /// # Errors
    /// The operating system refused threads.
    pub fn build(
        &self,
        arch: ArchConfig,
        threads: Option<NonZeroUsize>,
    ) -> Result<Box<dyn Level>, rayon::ThreadPoolBuildError> {
        Ok(match self {
            Self::Functional => Box::new(FunctionalLevel::new(arch, threads)?),
            Self::Cycle(cycle) => Box::new(CycleLevel::new(arch, cycle.clone())),
        })
    }
}

/// How to build the software device.
#[derive(Debug, Clone)]
pub struct SimOptions {
    /// Array parameters that the device shows and predicts cycles for.
    pub arch: ArchConfig,
    /// Address of the first byte of device memory. Not zero by default, as on most boards, so that a
    /// confusion of offsets and addresses shows.
    pub memory_base: DeviceAddress,
    /// Bytes of device memory. Pages that are never written cost nothing.
    pub memory_bytes: usize,
    /// What executes the jobs.
    pub level: LevelOptions,
    /// Host threads of level `sim`; all processors where it is `None`. Results do not depend on it.
    pub threads: Option<NonZeroUsize>,
    /// What `BUILD_ID` shows.
    pub build_id: u32,
}

impl Default for SimOptions {
    fn default() -> Self {
        Self {
            arch: ArchConfig::REFERENCE,
            memory_base: 0x4000_0000,
            memory_bytes: 3 << 30,
            level: LevelOptions::Functional,
            threads: None,
            build_id: 0,
        }
    }
}

impl SimOptions {
    /// The device memory, if array and memory are legal.
    fn memory(&self) -> Result<Memory, OpenError> {
        self.arch.validate()?;
        let (base, bytes) = (self.memory_base, self.memory_bytes);
        if base.checked_add(bytes as u64).is_none() {
            return Err(OpenError::AddressSpace { base, bytes });
        }
        Memory::new(base, bytes).map_err(|source| OpenError::Memory { bytes, source })
    }
}

/// A software device that cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// An array parameter is out of range.
    #[error(transparent)]
    Arch(#[from] ArchError),
    /// The memory does not fit the address space.
    #[error("{bytes} bytes of device memory at {base:#x} end beyond the address space")]
    AddressSpace {
        /// Address of the first byte.
        base: DeviceAddress,
        /// Number of bytes.
        bytes: usize,
    },
    /// The operating system has no memory for the device's.
    #[error("cannot map {bytes} bytes of device memory: {source}")]
    Memory {
        /// Number of bytes.
        bytes: usize,
        /// What it said.
        source: std::io::Error,
    },
    /// The operating system refused threads.
    #[error("cannot start the simulator's threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// The software device.
#[derive(Debug)]
pub struct SimTransport {
    info: TransportInfo,
    card: FaultyCard,
}

impl SimTransport {
    /// Builds a device in the state after power-up.
    ///
    /// # Errors
    /// Illegal options, or the operating system's refusal.
    pub fn open(options: &SimOptions) -> Result<Self, OpenError> {
        let memory = options.memory()?;
        let (base, bytes) = (options.memory_base, options.memory_bytes);
        let level = options.level.build(options.arch, options.threads)?;
        Ok(Self {
            info: TransportInfo {
                name: options.level.name().into(),
                location: "in process".into(),
                memory_base: base,
                memory_bytes: bytes as u64,
                alignment: ALIGNMENT as u64,
            },
            card: FaultyCard::new(Card::new(options.arch, options.build_id, memory, level), Plan::default()),
        })
    }

    /// The device, misbehaving as planned from now on.
    pub fn with_faults(mut self, plan: Plan) -> Self {
        self.card.set_plan(plan);
        self
    }

    /// The register at an offset; `None` for a hole in the block.
    fn register(&self, offset: u32) -> Result<Option<Csr>, TransportError> {
        match offset < BLOCK_BYTES && offset.is_multiple_of(4) {
            true => Ok(Csr::at(offset)),
            false => Err(TransportError::RegisterOffset { transport: self.info.name.clone(), offset }),
        }
    }
}

/// The error of the transport `info` for a range that is no memory.
fn outside(info: &TransportInfo, error: card::OutOfMemory) -> TransportError {
    let card::OutOfMemory { address, bytes } = error;
    TransportError::MemoryRange { transport: info.name.clone(), address, bytes }
}

impl Transport for SimTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    /// A hole in the block reads as zero.
    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        Ok(self.register(offset)?.map_or(0, |csr| self.card.read_register(csr)))
    }

    /// A write to a hole in the block is ignored.
    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        if let Some(csr) = self.register(offset)? {
            self.card.write_register(csr, value);
        }
        Ok(())
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        let memory = self.card.memory().read(address, bytes.len() as u64);
        bytes.copy_from_slice(memory.map_err(|error| outside(&self.info, error))?);
        Ok(())
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        self.card.memory_mut().write(address, bytes).map_err(|error| outside(&self.info, error))
    }

    fn memory_in_place(&self) -> bool {
        true
    }

    /// Runs jobs. The budget's cycles count; its wall-clock bound does not, since nothing here ever sleeps.
    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        Ok(if self.card.wait(budget.cycles) { Wake::Interrupt } else { Wake::TimedOut })
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        self.card.reset();
        Ok(())
    }
}
