//! Level `sim` of the software device, put through the suites.

use std::sync::{Arc, Mutex};

use driver::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};
use isa::ArchConfig;
use isa::program::Program;
use sim_fallback::{SimOptions, SimTransport};
use tests::transport::{Fixture, Harness, record_program};

/// Small, so that its last byte is easily reached; several threads, so that they take part.
const OPTIONS: SimOptions = SimOptions {
    arch: ArchConfig::REFERENCE,
    memory_base: 0x4000_0000,
    memory_bytes: 8 << 20,
    level: sim_fallback::LevelOptions::Functional,
    threads: std::num::NonZeroUsize::new(2),
    build_id: 0x7e57,
};

/// A device that outlives the processes which open it, as a card does.
struct Sim(Arc<Mutex<SimTransport>>);

impl Sim {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(SimTransport::open(&OPTIONS).expect("the software device opens"))))
    }
}

impl Harness for Sim {
    fn open(&mut self) -> Box<dyn Transport> {
        let info = self.0.lock().expect("not poisoned").info().clone();
        Box::new(Handle { info, device: self.0.clone() })
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        record_program(fixture, arch)
    }
}

/// One process's way to the device.
struct Handle {
    info: TransportInfo,
    device: Arc<Mutex<SimTransport>>,
}

impl Handle {
    fn device(&self) -> std::sync::MutexGuard<'_, SimTransport> {
        self.device.lock().expect("not poisoned")
    }
}

impl Transport for Handle {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.device().read_register(offset)
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.device().write_register(offset, value)
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        self.device().read_memory(address, bytes)
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        self.device().write_memory(address, bytes)
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        self.device().wait(budget)
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        self.device().reset()
    }
}

mod transport {
    use super::Sim;
    tests::transport_conformance!(Sim::new());
}
