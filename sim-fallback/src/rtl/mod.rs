//! Level `rtl`: the generated Verilog of the accelerator under Verilator, driven through its AXI ports.
//!
//! Nothing of [`crate::card`] but the memory is used: registers, queues and interrupt are those of the design. The design
//! is compiled at run time ([`build`]) and loaded as a shared library ([`ffi`]), whose C++ around it (`verilator/`) clocks
//! it, plays the memory behind its port and checks the protocol. Time passes in register accesses too, as on a board.

mod build;
mod cache;
mod card;
mod error;
mod ffi;
mod source;
#[cfg(test)]
mod test;
mod wave;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use driver::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};
use isa::csr::BLOCK_BYTES;
use isa::program::ALIGNMENT;

use crate::{SimOptions, outside};
pub(crate) use card::{Failure, RtlCard};
pub use error::RtlError;
pub use source::configurations;
pub use wave::waves_are_whole;

/// The name that opens level `rtl`.
pub const NAME: &str = "rtl";

/// Bytes of a beat of the memory port.
const BEAT_BYTES: u64 = 16;

/// What level `rtl` tells while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The design is being compiled, which takes a while.
    Building,
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
    card: RtlCard,
}

impl RtlTransport {
    /// Builds a device in the state after power-up; compiles the design unless that has been done before.
    ///
    /// `options.level`, `threads` and `build_id` mean nothing here: the design says who it is.
    ///
    /// # Errors
    /// Illegal options, no Verilog for the array, or a design that cannot be compiled.
    pub fn open(options: &SimOptions, rtl: &RtlOptions) -> Result<Self, RtlError> {
        let card = RtlCard::open(&options.arch, options.memory()?, rtl)?;
        let info = TransportInfo {
            name: NAME.into(),
            location: "in process, under Verilator".into(),
            memory_base: options.memory_base,
            memory_bytes: options.memory_bytes as u64,
            alignment: ALIGNMENT as u64,
        };
        Ok(Self { info, card })
    }

    fn check_offset(&self, offset: u32) -> Result<(), TransportError> {
        match offset < BLOCK_BYTES && offset.is_multiple_of(4) {
            true => Ok(()),
            false => Err(TransportError::RegisterOffset { transport: self.info.name.clone(), offset }),
        }
    }
}

/// The error of the transport `info` for a failure of the design.
fn failed(info: &TransportInfo, failure: Failure) -> TransportError {
    let transport = info.name.clone();
    match failure {
        Failure::Protocol(message) => TransportError::Protocol { transport, message },
        Failure::Wave(path) => {
            let source = std::io::Error::other(path.display().to_string());
            TransportError::Os { transport, action: "writing waves", source }
        }
    }
}

impl Transport for RtlTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.check_offset(offset)?;
        self.card.read_register(offset).map_err(|failure| failed(&self.info, failure))
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.check_offset(offset)?;
        self.card.write_register(offset, value).map_err(|failure| failed(&self.info, failure))
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

    /// Clocks the design. The budget's cycles count; its wall-clock bound does not.
    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        self.card.run(budget.cycles, true).map_err(|failure| failed(&self.info, failure))?;
        Ok(if self.card.interrupt() { Wake::Interrupt } else { Wake::TimedOut })
    }

    /// Holds the reset line for some cycles. The memory keeps its contents, and a failure of the model is forgotten.
    fn reset(&mut self) -> Result<(), TransportError> {
        self.card.reset().map_err(|failure| failed(&self.info, failure))
    }
}

impl std::fmt::Debug for RtlTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("RtlTransport");
        debug.field("info", &self.info).field("cycles", &self.card.cycles()).finish()
    }
}
