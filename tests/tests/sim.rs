//! Level `sim` of the software device, put through the suites.

use std::sync::{Arc, Mutex};

use driver::transport::Transport;
use isa::ArchConfig;
use isa::program::Program;
use sim_fallback::{SimOptions, SimTransport};
use tests::shared::Shared;
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
        Box::new(Shared::new(self.0.clone()))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        record_program(fixture, arch)
    }
}

mod transport {
    use super::Sim;
    tests::transport_conformance!(Sim::new());
}
