//! XDMA and UIO on copies of the kernel's file trees: what finds, maps and copies, without a device.
//!
//! A register in a plain file has no side effects, so the cases that need a card are ignored here, with that reason; the
//! virtual machine (`cargo xtask vm`) runs them on cards.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::path::Path;

use driver::transport::Transport;
use driver::transport::system::System;
use driver::transport::uio::UioTransport;
use driver::transport::xdma::XdmaTransport;
use isa::ArchConfig;
use isa::program::Program;
use tempfile::TempDir;
use tests::transport::mortal::Processes;
use tests::transport::{Fixture, Harness, record_program, run};

const MEMORY_BYTES: u64 = 4 << 20;

/// A tree, and how a device in it is opened.
struct Fake {
    root: TempDir,
    open: fn(&Path) -> Box<dyn Transport>,
    processes: Processes,
}

impl Harness for Fake {
    fn open(&mut self) -> Box<dyn Transport> {
        let (root, open) = (self.root.path().to_owned(), self.open);
        self.processes.start(|| open(&root))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        record_program(fixture, arch)
    }
}

fn file(path: &Path, bytes: u64) {
    File::create(path).and_then(|file| file.set_len(bytes)).expect("a file");
}

/// Three channels each way, all of them to the same memory.
fn xdma() -> Fake {
    let root = tempfile::tempdir().expect("a directory");
    let dev = root.path().join("dev");
    fs::create_dir_all(&dev).expect("is made");
    file(&dev.join("xdma3_user"), 4096);
    file(&dev.join("xdma3_events_0"), 0);
    file(&dev.join("xdma3_h2c_0"), MEMORY_BYTES);
    for channel in ["h2c_1", "h2c_2", "c2h_0", "c2h_1", "c2h_2"] {
        fs::hard_link(dev.join("xdma3_h2c_0"), dev.join(format!("xdma3_{channel}"))).expect("links");
    }
    let open = |root: &Path| -> Box<dyn Transport> {
        Box::new(XdmaTransport::open(&System::below(root), 3, MEMORY_BYTES).expect("opens"))
    };
    Fake { root, open, processes: Processes::default() }
}

/// Registers in map 0 and reserved memory in map 1, which begins 64 bytes into its first page.
fn uio() -> Fake {
    let root = tempfile::tempdir().expect("a directory");
    let class = root.path().join("sys/class/uio/uio0");
    for (map, address, bytes, offset) in [(0, 0xa000_0000, 4096, 0), (1, 0x7000_0040, MEMORY_BYTES, 64)] {
        let map = class.join(format!("maps/map{map}"));
        fs::create_dir_all(&map).expect("is made");
        for (file, value) in [("addr", address), ("size", bytes), ("offset", offset)] {
            fs::write(map.join(file), format!("{value:#x}\n")).expect("writes");
        }
    }
    fs::write(class.join("name"), "ganax\n").expect("writes");
    fs::create_dir_all(root.path().join("dev")).expect("is made");
    file(&root.path().join("dev/uio0"), 2 * 4096 + MEMORY_BYTES);
    let open = |root: &Path| -> Box<dyn Transport> {
        Box::new(UioTransport::open(&System::below(root), "ganax", None).expect("opens"))
    };
    Fake { root, open, processes: Processes::default() }
}

macro_rules! fake_tests {
    ($($module:ident),+) => {$(
        mod $module {
            #[test]
            fn memory_holds_bytes_at_any_size_and_alignment() {
                super::run("memory_holds_bytes_at_any_size_and_alignment", &mut super::$module());
            }

            #[test]
            fn memory_is_usable_at_both_ends() {
                super::run("memory_is_usable_at_both_ends", &mut super::$module());
            }

            #[test]
            fn memory_outside_the_range_is_refused() {
                super::run("memory_outside_the_range_is_refused", &mut super::$module());
            }

            #[test]
            fn offsets_outside_the_block_are_refused() {
                super::run("offsets_outside_the_block_are_refused", &mut super::$module());
            }

            #[test]
            fn large_copies_are_whole() {
                super::large_copies_are_whole(&mut super::$module());
            }

            #[test]
            #[ignore = "registers in a plain file have no side effects; `cargo xtask vm` runs these cases"]
            fn registers_jobs_and_recovery() {}
        }
    )+};
}

fake_tests!(xdma, uio);

/// Copies that are split over channels arrive as one, at odd sizes and addresses.
fn large_copies_are_whole(fake: &mut Fake) {
    let mut device = fake.open();
    let base = device.info().memory_base;
    for (offset, bytes) in [(0, 3 << 20), (1, (3 << 20) - 7), (4097, (2 << 20) + 1)] {
        let data: Vec<u8> = (0..bytes).map(|index: usize| (index * 31 + index / 255) as u8).collect();
        device.write_memory(base + offset, &data).expect("is written");
        let mut found = vec![0; bytes];
        device.read_memory(base + offset, &mut found).expect("is read");
        assert!(found == data, "{bytes} bytes at {offset}");
    }
}
