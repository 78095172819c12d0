//! Every board of `bitstream/boards`, opened by the name that its `board.toml` gives and judged by the driver: copies of the
//! kernel's file trees for UIO and XDMA, a bridge in software for LiteX, a device server for VFIO.
//!
//! Each way in carries the design of any board, so that the wrong one can be put in. Jobs are for the suites of the transports.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use boards::Board;
use driver::transport::connect::DeviceName;
use driver::transport::system::System;
use driver::{Design, Device, Identity, OpenOptions, Transport};
use isa::csr::{ABI_MAJOR, ABI_MINOR, BLOCK_BYTES, CSRS, Csr, MAGIC, bits};
use isa::{ArchConfig, FINGERPRINT};
use sim_fallback::pci::{CardOptions, DeviceServer};
use sim_fallback::{LevelOptions, SimOptions, SimTransport};
use tempfile::TempDir;
use tests::litex::Served;

/// Memory of the software devices: nothing is computed.
const SOFTWARE_MEMORY_BYTES: usize = 1 << 20;

/// The way into a board in which there is a design, and what it needs to stay open.
struct Place {
    transport: Box<dyn Transport>,
    /// Whether registers show the clock: software devices have none.
    has_clock: bool,
    _files: TempDir,
    /// The bridge, where there is one.
    _served: Option<Served<PathBuf>>,
}

/// A board of this kind with the design of `loaded` in it.
fn place(board: &Board, loaded: &Board) -> Place {
    let files = tempfile::tempdir().expect("a directory");
    let root = files.path();
    let open = |place: &str| {
        let name: DeviceName = board.device(place).parse().expect("board.toml gives a name of the driver");
        name.open_on(&System::below(root)).expect("opens")
    };
    let mut served = None;
    let (transport, has_clock) = match &board.transport {
        boards::Transport::Uio(uio) => {
            uio_tree(root, uio, loaded);
            (open(""), true)
        }
        boards::Transport::Xdma(xdma) => {
            xdma_tree(root, xdma.channels, board.memory.bytes, loaded);
            (open("0"), true)
        }
        boards::Transport::Litex(_) => {
            let options = SimOptions {
                arch: loaded.arch(),
                build_id: loaded.build_id(),
                memory_base: board.memory.base,
                memory_bytes: SOFTWARE_MEMORY_BYTES,
                threads: NonZeroUsize::new(1),
                ..SimOptions::default()
            };
            let device = SimTransport::open(&options).expect("a software device");
            let bridge = served.insert(tests::litex::uart(Box::new(device)).expect("a pseudo-terminal"));
            (open(&bridge.place.display().to_string()), false)
        }
        boards::Transport::Vfio(_) => (serve(&root.join("card"), loaded), false),
    };
    Place { transport, has_clock, _files: files, _served: served }
}

/// The files that the kernel shows with the board's overlay applied.
fn uio_tree(root: &Path, uio: &boards::UioTransport, loaded: &Board) {
    let class = root.join("sys/class/uio/uio0");
    write(&class.join("name"), &uio.node);
    for (file, value) in [("addr", uio.registers.base), ("size", uio.registers.bytes), ("offset", 0)] {
        write(&class.join("maps/map0").join(file), &format!("{value:#x}"));
    }
    let buffer = root.join("sys/class/u-dma-buf").join(&uio.dma.buffer);
    write(&buffer.join("phys_addr"), "0x10000000");
    write(&buffer.join("size"), &uio.dma.bytes.to_string());
    write(&buffer.join("dma_coherent"), "1");
    registers(&root.join("dev/uio0"), loaded);
    sparse(&root.join("dev").join(&uio.dma.buffer), uio.dma.bytes);
}

/// The nodes of the module `xdma` for card 0.
fn xdma_tree(root: &Path, channels: u32, memory_bytes: u64, loaded: &Board) {
    let dev = root.join("dev");
    registers(&dev.join("xdma0_user"), loaded);
    sparse(&dev.join("xdma0_events_0"), 0);
    for channel in 0..channels {
        sparse(&dev.join(format!("xdma0_h2c_{channel}")), memory_bytes);
        sparse(&dev.join(format!("xdma0_c2h_{channel}")), memory_bytes);
    }
}

/// A card that answers as one behind `vfio-pci` does, over a socket: registers in BAR 0, memory of the host.
fn serve(socket: &Path, loaded: &Board) -> Box<dyn Transport> {
    let options = CardOptions { arch: loaded.arch(), build_id: loaded.build_id(), ..CardOptions::default() };
    let level = LevelOptions::Functional.build(options.arch, NonZeroUsize::new(1)).expect("a thread");
    let mut server = DeviceServer::listen(socket, &options, level).expect("listens");
    // Until the process ends.
    std::thread::spawn(move || server.serve_client());
    let name: DeviceName = format!("vfio-user:{}?memory=1M", socket.display()).parse().expect("a name");
    name.open().expect("the server takes a client")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("has one")).expect("is made");
    fs::write(path, format!("{text}\n")).expect("is written");
}

fn sparse(path: &Path, bytes: u64) -> File {
    fs::create_dir_all(path.parent().expect("has one")).expect("is made");
    let file = File::create(path).expect("is made");
    file.set_len(bytes).expect("is as long");
    file
}

/// A file with the registers of a design.
fn registers(path: &Path, board: &Board) {
    let file = sparse(path, BLOCK_BYTES.into());
    let put = |csr: Csr, value: u32| {
        file.write_all_at(&value.to_le_bytes(), csr.offset().into()).expect("is written");
    };
    CSRS.iter().for_each(|info| {
        let value = info.reset.unwrap_or(0);
        file.write_all_at(&value.to_le_bytes(), info.offset.into()).expect("is written");
    });
    put(Csr::Magic, MAGIC);
    put(Csr::Abi, ABI_MAJOR << 16 | ABI_MINOR);
    put(Csr::FingerprintLow, FINGERPRINT as u32);
    put(Csr::FingerprintHigh, (FINGERPRINT >> 32) as u32);
    put(Csr::BuildId, board.build_id());
    put(Csr::ClockKhz, board.clock.core_khz);
    put(Csr::Capabilities, bits::CAPABILITY_MICRO_OPS | bits::CAPABILITY_INTERRUPT);
    let arch = ArchConfig { memory_latency_cycles: 0, ..board.arch() };
    for (index, parameter) in arch.parameters().iter().enumerate() {
        put(Csr::arch_parameter(index).expect("each has a register"), parameter.value);
    }
}

fn design(board: &'static Board) -> Design {
    Design {
        board: &board.name,
        build_id: board.build_id(),
        clock_khz: board.clock.core_khz,
        arch: board.arch(),
    }
}

#[test]
fn every_board_is_opened_by_its_name_and_is_who_it_says() {
    for board in boards::all() {
        let mut place = place(board, board);
        let identity = Identity::read(place.transport.as_mut()).expect("a device of this contract");
        let clock = if place.has_clock { board.clock.core_khz } else { 0 };
        let found = (identity.fingerprint, identity.build_id, identity.clock_khz);
        assert_eq!(found, (FINGERPRINT, board.build_id(), clock), "{}", board.name);
        assert_eq!(identity.difference(&board.arch()), None, "{}", board.name);
        identity.check_design(&board.name, &design(board)).expect("its own design");
        let info = place.transport.info();
        let memory = match &board.transport {
            boards::Transport::Uio(uio) => (0x1000_0000, uio.dma.bytes),
            boards::Transport::Vfio(_) => (info.memory_base, 1 << 20),
            _ => (board.memory.base, board.memory.bytes),
        };
        assert_eq!((info.memory_base, info.memory_bytes), memory, "{}", board.name);
    }
}

/// Boards of one array and one clock are told apart as well. Nothing is written to the wrong one.
#[test]
fn the_bitstream_of_another_board_is_refused_in_one_line() {
    let all = boards::all();
    let pairs = all.iter().flat_map(|board| all.iter().map(move |loaded| (board, loaded)));
    for (board, loaded) in pairs.filter(|(board, loaded)| board.name != loaded.name) {
        let Place { transport, _files, _served, .. } = place(board, loaded);
        let options = OpenOptions { design: Some(design(board)), ..OpenOptions::default() };
        let Err(error) = Device::open(transport, options) else {
            panic!("{} opens as {}", loaded.name, board.name)
        };
        let error = error.to_string();
        let expected = [&format!("{:#x}", loaded.build_id()), &format!("--board {}", board.name)];
        assert!(error.lines().count() == 1 && expected.iter().all(|part| error.contains(*part)), "{error}");
    }
}

/// A design of another release of the contract is no matter of boards.
#[test]
fn another_contract_is_refused_before_the_board_is_looked_at() {
    for name in ["pynq-z2", "alveo-u50"] {
        let board = boards::find(name).expect("known");
        let mut place = place(board, board);
        let low = Csr::FingerprintLow.offset();
        place.transport.write_register(low, !(FINGERPRINT as u32)).expect("a plain file");
        let error = Identity::read(place.transport.as_mut()).expect_err("another contract").to_string();
        assert!(error.contains("fingerprint") && error.lines().count() == 1, "{error}");
    }
}
