//! Level `rtl`: the generated Verilog of the accelerator under Verilator, driven through its AXI ports.
//!
//! Nothing of [`crate::card`] but the memory is used: registers, queues and interrupt are those of the design. The design
//! is compiled at run time ([`build`]) and loaded as a shared library ([`ffi`]), whose C++ around it (`verilator/`) clocks
//! it, plays the memory behind its port and checks the protocol. Time passes in register accesses too, as on a board.

mod build;
mod error;
mod ffi;
mod source;
#[cfg(test)]
mod test;

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use driver::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};
use isa::csr::{BLOCK_BYTES, Csr};
use isa::program::ALIGNMENT;

use crate::card::Memory;
use crate::{SimOptions, outside};
use build::Recipe;
pub use error::RtlError;
use ffi::{MemoryTiming, Model};
pub use source::configurations;

/// The name that opens level `rtl`.
pub const NAME: &str = "rtl";

/// Cycles of the memory latency that pass inside the accelerator before an address is on its port (docs/rtl.md).
const READ_CYCLES_INSIDE: u32 = 4;
/// The same for the last beat of a write.
const WRITE_CYCLES_INSIDE: u32 = 2;
/// Bytes of a beat of the memory port.
const BEAT_BYTES: u64 = 16;
/// Cycles between two notes of progress.
const CYCLES_A_NOTE: u64 = 1024;

/// What level `rtl` tells while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The design is being compiled, which takes a while.
    Building {
        /// Lines of Verilog.
        lines: usize,
    },
    /// The design is compiled.
    Built {
        /// How long it took.
        elapsed: Duration,
    },
    /// The clock runs.
    Cycles {
        /// Clock cycles since the device was opened.
        total: u64,
    },
}

/// Whoever is told what happens.
#[derive(Clone, Default)]
pub struct Observer(Option<Arc<dyn Fn(Event) + Send + Sync>>);

impl Observer {
    /// Calls a function for each event, in the thread that works.
    pub fn new(function: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(function)))
    }

    fn notify(&self, event: Event) {
        if let Some(function) = &self.0 {
            function(event);
        }
    }
}

impl std::fmt::Debug for Observer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Observer(..)" } else { "Observer" })
    }
}

/// How to build a device of level `rtl`, beyond what every software device needs.
#[derive(Debug, Clone, Default)]
pub struct RtlOptions {
    /// Where waves are recorded (FST), from the first job on.
    pub wave: Option<PathBuf>,
    /// Verilog to use instead of the committed one.
    pub source: Option<PathBuf>,
    /// Seed of random memory latencies, of back-pressure on every channel and of what memories hold at power-up. Without
    /// it latencies are those of the array's parameters, nothing is held up and memories hold zeros.
    pub latency_seed: Option<u64>,
    /// The program to run instead of `verilator`.
    pub verilator: Option<PathBuf>,
    /// Where compiled designs are kept; a directory of the user's cache where it is `None`.
    pub cache: Option<PathBuf>,
    /// Who is told what happens.
    pub observer: Observer,
}

/// The accelerator's RTL as a device.
pub struct RtlTransport {
    info: TransportInfo,
    memory: Memory,
    model: Model,
    /// Until the first job has begun.
    wave: Option<PathBuf>,
    observer: Observer,
    cycles: u64,
}

impl RtlTransport {
    /// Builds a device in the state after power-up; compiles the design unless that has been done before.
    ///
    /// `options.level`, `threads` and `build_id` mean nothing here: the design says who it is.
    ///
    /// # Errors
    /// Illegal options, no Verilog for the array, or a design that cannot be compiled.
    pub fn open(options: &SimOptions, rtl: &RtlOptions) -> Result<Self, RtlError> {
        let memory = options.memory()?;
        let (base, bytes) = (options.memory_base, options.memory_bytes);
        if !base.is_multiple_of(BEAT_BYTES) || !(bytes as u64).is_multiple_of(BEAT_BYTES) {
            return Err(RtlError::Alignment { base, bytes, beat: BEAT_BYTES });
        }
        let verilog = source::verilog(&options.arch, rtl.source.as_deref())?;
        let recipe = Recipe {
            verilog: &verilog,
            wave: rtl.wave.is_some(),
            verilator: &rtl.verilator.clone().unwrap_or_else(|| "verilator".into()),
            cache: &rtl.cache.clone().unwrap_or_else(build::default_cache),
        };
        let path = recipe.library(&rtl.observer)?;
        let latency = options.arch.memory_latency_cycles;
        let timing = MemoryTiming {
            base,
            read_latency: latency.saturating_sub(READ_CYCLES_INSIDE).max(1),
            write_latency: latency.saturating_sub(WRITE_CYCLES_INSIDE).max(1),
            seed: rtl.latency_seed.map_or(0, spread),
        };
        let model = Model::load(&path, timing).map_err(|message| RtlError::Load { path, message })?;
        if let Some(path) = &rtl.wave {
            File::create(path).map_err(|source| RtlError::Wave { path: path.clone(), source })?;
        }
        let info = TransportInfo {
            name: NAME.into(),
            location: "in process, under Verilator".into(),
            memory_base: base,
            memory_bytes: bytes as u64,
            alignment: ALIGNMENT as u64,
        };
        let (wave, observer) = (rtl.wave.clone(), rtl.observer.clone());
        let mut device = Self { info, memory, model, wave, observer, cycles: 0 };
        device.model.reset(device.memory.mapping_mut());
        Ok(device)
    }

    fn check_offset(&self, offset: u32) -> Result<(), TransportError> {
        match offset < BLOCK_BYTES && offset.is_multiple_of(4) {
            true => Ok(()),
            false => Err(TransportError::RegisterOffset { transport: self.info.name.clone(), offset }),
        }
    }

    /// The model's failure, if something has gone wrong.
    fn check(&self) -> Result<(), TransportError> {
        match self.model.failure() {
            None => Ok(()),
            Some(message) => Err(TransportError::Protocol { transport: self.info.name.clone(), message }),
        }
    }

    /// Begins to record waves if that was asked for.
    fn open_wave(&mut self) -> Result<(), TransportError> {
        let Some(path) = self.wave.take() else { return Ok(()) };
        if self.model.open_wave(&path) {
            return Ok(());
        }
        Err(TransportError::Os {
            transport: self.info.name.clone(),
            action: "writing waves",
            source: std::io::Error::other(path.display().to_string()),
        })
    }
}

/// Seeds that differ little become seeds that differ much, and none is zero.
fn spread(seed: u64) -> u64 {
    seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

impl Transport for RtlTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.check_offset(offset)?;
        let value = self.model.read_register(self.memory.mapping_mut(), offset);
        self.check().map(|()| value)
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.check_offset(offset)?;
        if offset == Csr::SubmissionDoorbell.offset() {
            self.open_wave()?;
        }
        self.model.write_register(self.memory.mapping_mut(), offset, value);
        self.check()
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        let memory = self.memory.read(address, bytes.len() as u64);
        bytes.copy_from_slice(memory.map_err(|error| outside(&self.info, error))?);
        Ok(())
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        self.memory.write(address, bytes).map_err(|error| outside(&self.info, error))
    }

    /// Clocks the design. The budget's cycles count; its wall-clock bound does not.
    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        let mut left = budget.cycles;
        while left > 0 && !self.model.interrupt() {
            let passed = self.model.run(self.memory.mapping_mut(), left.min(CYCLES_A_NOTE));
            self.check()?;
            left -= passed;
            self.cycles += passed;
            self.observer.notify(Event::Cycles { total: self.cycles });
        }
        Ok(if self.model.interrupt() { Wake::Interrupt } else { Wake::TimedOut })
    }

    /// Holds the reset line for some cycles. The memory keeps its contents, and a failure of the model is forgotten.
    fn reset(&mut self) -> Result<(), TransportError> {
        self.model.reset(self.memory.mapping_mut());
        self.check()
    }
}

impl Drop for RtlTransport {
    /// A recording ends with its last cycle.
    fn drop(&mut self) {
        self.model.close_wave();
    }
}

impl std::fmt::Debug for RtlTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RtlTransport").field("info", &self.info).field("cycles", &self.cycles).finish()
    }
}
