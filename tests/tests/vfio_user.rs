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
use sim_fallback::pci::{CardOptions, DeviceServer, ServeError};
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
        std::thread::spawn(move || {
            loop {
                let _ = server.serve_client();
            }
        });
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

/// A mistyped path costs nobody a file.
#[test]
fn a_file_that_is_no_socket_is_neither_served_at_nor_connected_to() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("model.onnx");
    std::fs::write(&file, "precious").expect("written");
    let options = CardOptions::default();
    let level = LevelOptions::Functional.build(options.arch, None).expect("threads");
    let refused = DeviceServer::listen(&file, &options, level).err().expect("is refused");
    assert!(matches!(refused, ServeError::NoSocket(_)), "{refused}");
    let refused = VfioUserTransport::open(&file, MEMORY_BYTES).expect_err("is refused");
    assert!(refused.to_string().contains("no device server listens there"), "{refused}");
    assert_eq!(std::fs::read_to_string(&file).expect("is there"), "precious");
}

/// A message of the protocol: header (id, command, size, flags, error), then the rest.
fn message(command: u16, bytes: u32, rest: &[u8]) -> Vec<u8> {
    let mut message = [1u16, command].map(u16::to_le_bytes).concat();
    message.extend([bytes, 0, 0].map(u32::to_le_bytes).concat());
    message.extend_from_slice(rest);
    message
}

/// Lengths that no message has, texts without an end, accesses as long as memory: the client is hung up on or refused, and the
/// next one is served.
#[test]
fn a_client_that_sends_nonsense_ends_nothing_but_its_own_connection() {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;

    const VERSION: u16 = 1;
    const REGION_READ: u16 = 9;
    let served = Served::new(LevelOptions::Functional);
    let access = |bytes: u32| [&0u64.to_le_bytes()[..], &[0; 4], &bytes.to_le_bytes()].concat();
    for nonsense in [
        message(VERSION, 0, &[0; 4]),
        message(VERSION, 24, &[0, 0, 1, 0, b'{', b'{', b'{', b'{']),
        message(VERSION, 22, &[0, 0, 1, 0, b'{', 0]),
        message(0xffff, 16, &[]),
        message(REGION_READ, 32, &access(u32::MAX)),
        vec![0xff; 100],
    ] {
        let start = Instant::now();
        let mut client = UnixStream::connect(&served.socket).expect("the server listens");
        client.set_read_timeout(Some(Duration::from_secs(10))).expect("is set");
        client.write_all(&nonsense).expect("is sent");
        client.shutdown(std::net::Shutdown::Write).expect("is shut down");
        let mut answer = Vec::new();
        // An answer with an error, or none; in any case an end.
        let end = client.read_to_end(&mut answer);
        assert!(start.elapsed() < Duration::from_secs(5), "{end:?} after {:?}", start.elapsed());
        assert!(answer.len() < 1 << 16, "{} bytes in answer", answer.len());
        drop(client);
        let mut transport = served.connect().expect("the next client is served");
        assert_eq!(transport.read_register(0x10).expect("is read"), isa::csr::MAGIC);
    }
}
