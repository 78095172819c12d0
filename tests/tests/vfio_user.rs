//! The software device behind a vfio-user socket, put through the suites: the PCI card with no kernel in between.
#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use driver::transport::Transport;
use driver::transport::connect::ConnectError;
use driver::transport::vfio_user::VfioUserTransport;
use isa::ArchConfig;
use isa::program::Program;
use sim_fallback::LevelOptions;
use sim_fallback::cycle::CycleOptions;
use sim_fallback::pci::{CardOptions, DeviceServer};
use tests::transport::mortal::Processes;
use tests::transport::{Fixture, Harness, micro_op_program, record_program};

const MEMORY_BYTES: u64 = 64 << 20;

/// A device server in a thread of its own, at a socket of its own.
struct Served {
    socket: PathBuf,
    level: LevelOptions,
    processes: Processes,
    _directory: tempfile::TempDir,
}

impl Served {
    fn new(level: LevelOptions) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let socket = directory.path().join("card");
        let options = CardOptions { build_id: 0x7e57, ..CardOptions::default() };
        let built = level.build(options.arch, std::num::NonZeroUsize::new(2)).expect("threads");
        let mut server = DeviceServer::listen(&socket, &options, built).expect("the server listens");
        // It serves until the process ends; a client that is gone frees it for the next.
        std::thread::spawn(move || while server.serve_client().is_ok() {});
        Self { socket, level, processes: Processes::default(), _directory: directory }
    }

    fn connect(&self) -> Result<VfioUserTransport, ConnectError> {
        VfioUserTransport::open(&self.socket, MEMORY_BYTES)
    }
}

impl Harness for Served {
    fn open(&mut self) -> Box<dyn Transport> {
        let socket = self.socket.clone();
        self.processes.start(|| {
            Box::new(VfioUserTransport::open(&socket, MEMORY_BYTES).expect("the server takes a client"))
        })
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        match self.level {
            LevelOptions::Functional => record_program(fixture, arch),
            LevelOptions::Cycle(_) => micro_op_program(fixture, arch),
        }
    }
}

mod sim {
    use super::{LevelOptions, Served};
    tests::transport_conformance!(Served::new(LevelOptions::Functional));
}

mod cycle {
    use super::{CycleOptions, LevelOptions, Served};
    tests::transport_conformance!(Served::new(LevelOptions::Cycle(CycleOptions::default())));
}

#[test]
fn a_second_client_is_refused_with_the_process_that_has_the_device() {
    let served = Served::new(LevelOptions::Functional);
    let _first = served.connect().expect("the first client");
    let start = Instant::now();
    let second = served.connect().expect_err("in use");
    assert!(
        matches!(second, ConnectError::InUse { holder: Some(pid), .. } if pid == std::process::id()),
        "{second}"
    );
    assert!(start.elapsed() < Duration::from_secs(1), "at once");
}

#[test]
fn a_socket_that_is_not_there_is_named() {
    let missing = VfioUserTransport::open("no/such/socket".as_ref(), MEMORY_BYTES).expect_err("not there");
    assert!(matches!(missing, ConnectError::NotFound { .. }), "{missing}");
}
