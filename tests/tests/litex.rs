//! The transport `litex:` put through the suites, over bridges in software that speak LiteX' wire protocols.
#![cfg(target_os = "linux")]

use std::any::Any;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use driver::transport::connect::ConnectError;
use driver::transport::litex::{Bridge, LitexTransport};
use driver::transport::{Transport, TransportError};
use isa::ArchConfig;
use isa::csr::Csr;
use isa::litex::MEMORY_BASE;
use isa::program::Program;
use sim_fallback::{SimOptions, SimTransport};
use tests::transport::mortal::Processes;
use tests::transport::{Fixture, Harness, record_program};

const MEMORY_BYTES: u64 = 8 << 20;

fn device() -> Box<dyn Transport> {
    let options = SimOptions {
        memory_base: MEMORY_BASE.into(),
        memory_bytes: MEMORY_BYTES as usize,
        threads: std::num::NonZeroUsize::new(2),
        build_id: 0x7e57,
        ..SimOptions::default()
    };
    Box::new(SimTransport::open(&options).expect("the software device opens"))
}

/// A board behind a bridge, which outlives those who open it and ends with this.
struct Board {
    bridge: Bridge,
    _served: Box<dyn Any>,
    processes: Processes,
}

impl Board {
    fn uart() -> Self {
        let served = tests::litex::uart(device()).expect("a pseudo-terminal");
        let bridge = Bridge::Uart { path: served.place.clone(), baud: 1_000_000 };
        Self { bridge, _served: Box::new(served), processes: Processes::default() }
    }

    fn etherbone() -> Self {
        Self::lossy(|_| false)
    }

    fn lossy(lose: impl FnMut(&[u8]) -> bool + Send + 'static) -> Self {
        let served = tests::litex::etherbone(device(), lose).expect("a socket");
        let bridge = Bridge::Etherbone { host: "127.0.0.1".into(), port: served.place };
        Self { bridge, _served: Box::new(served), processes: Processes::default() }
    }

    fn connect(&self) -> Result<LitexTransport, ConnectError> {
        LitexTransport::open(&self.bridge, MEMORY_BYTES)
    }
}

impl Harness for Board {
    fn open(&mut self) -> Box<dyn Transport> {
        let bridge = self.bridge.clone();
        let open = || LitexTransport::open(&bridge, MEMORY_BYTES).expect("the bridge answers");
        self.processes.start(|| Box::new(open()))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        record_program(fixture, arch)
    }
}

mod uart {
    use super::Board;
    tests::transport_conformance!(Board::uart());
}

mod etherbone {
    use super::Board;
    tests::transport_conformance!(Board::etherbone());
}

#[test]
fn a_second_user_of_a_bridge_is_refused() {
    for board in [Board::uart(), Board::etherbone()] {
        let _first = board.connect().expect("the first");
        let second = board.connect().expect_err("in use");
        assert!(matches!(second, ConnectError::InUse { .. }), "{second}");
    }
}

/// Whoever had the port before may have died in the middle of a command.
#[test]
fn half_a_command_on_the_line_is_forgotten() {
    let board = Board::uart();
    let Bridge::Uart { path, .. } = &board.bridge else { unreachable!("a serial port") };
    let mut port = std::fs::File::options().write(true).open(path).expect("opens");
    port.write_all(&[1, 200, 0x10, 0, 0, 0, 9, 9]).expect("is written");
    drop(port);
    let mut device = board.connect().expect("opens");
    assert_eq!(device.read_register(Csr::Magic.offset()).expect("in step"), isa::csr::MAGIC);
}

/// A line with nobody at its end is an error, in time.
#[test]
fn a_line_without_a_board_ends_in_no_answer() {
    let pair = nix::pty::openpty(None, None).expect("a pseudo-terminal");
    let path: PathBuf = nix::unistd::ttyname(&pair.slave).expect("a name");
    let mut device =
        LitexTransport::open(&Bridge::Uart { path, baud: 1_000_000 }, MEMORY_BYTES).expect("the port opens");
    let start = Instant::now();
    let error = device.read_register(0).expect_err("nobody answers");
    assert!(matches!(error, TransportError::NoAnswer { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(4));
    drop(pair);
    let error = device.read_register(0).expect_err("the port is gone");
    assert!(matches!(error, TransportError::Disconnected { .. }), "{error}");
}

fn is_write(packet: &[u8]) -> bool {
    packet.get(10).is_some_and(|&writes| writes > 0)
}

/// Reads of memory survive a lossy network; registers are read once.
#[test]
fn reads_of_memory_are_repeated_and_of_registers_are_not() {
    let mut count = 0;
    let board = Board::lossy(move |packet| {
        count += usize::from(!is_write(packet));
        !is_write(packet) && count % 2 == 0
    });
    let mut device = board.connect().expect("the probe arrives");
    let base = device.info().memory_base;
    let bytes: Vec<u8> = (0..200).collect();
    device.write_memory(base, &bytes).expect("is written");
    let mut found = vec![0; bytes.len()];
    device.read_memory(base, &mut found).expect("is read");
    assert_eq!(found, bytes);
    let results: Vec<_> = (0..2).map(|_| device.read_register(Csr::Magic.offset())).collect();
    assert!(
        results.iter().any(|result| matches!(result, Err(TransportError::NoAnswer { .. }))),
        "{results:?}"
    );
}

/// A lost write of memory does not go unnoticed.
#[test]
fn a_lost_write_of_memory_is_an_error() {
    let board = Board::lossy(is_write);
    let mut device = board.connect().expect("opens");
    let base = device.info().memory_base;
    let error = device.write_memory(base, &[1; 8]).expect_err("is lost");
    assert!(matches!(error, TransportError::Protocol { .. }), "{error}");
}
