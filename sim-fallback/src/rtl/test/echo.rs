//! A transport around `echo.v`, and its registers.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use driver::transport::{Transport, TransportError, WaitBudget, Wake};
use isa::ArchConfig;

use crate::SimOptions;
use crate::rtl::{RtlOptions, RtlTransport};

/// Makes missing tools an error when set to 1.
const REQUIRE: &str = "GANAX_REQUIRE_TOOLS";
pub(super) const SOURCE: &str = include_str!("echo.v");
pub(super) const BASE: u64 = 0x4000_0000;
pub(super) const MEMORY_BYTES: usize = 1 << 20;

pub(super) const SCRATCH: u32 = 0x000;
pub(super) const STATUS: u32 = 0x004;
pub(super) const GO: u32 = 0x008;
pub(super) const MODE: u32 = 0x00c;
pub(super) const SOURCE_ADDRESS: u32 = 0x010;
pub(super) const TARGET_ADDRESS: u32 = 0x018;
pub(super) const BEATS_LESS_ONE: u32 = 0x020;
/// Cycles from the accepted address to the first beat.
pub(super) const READ_LATENCY: u32 = 0x024;
/// Cycles from the last beat to the response.
pub(super) const WRITE_LATENCY: u32 = 0x028;
pub(super) const INTERRUPT: u32 = 0x02c;
/// Cycles from the first beat to the last one, of all bursts.
pub(super) const READ_SPAN: u32 = 0x030;
pub(super) const STROBE: u32 = 0x034;
/// Bursts of one read.
pub(super) const BURSTS: u32 = 0x038;
/// Never answers a read.
pub(super) const DEAF: u32 = 0x03c;

pub(super) const GO_READ: u32 = 1;
pub(super) const GO_WRITE: u32 = 2;

/// Whether Verilator is there; a test without it says so.
///
/// # Panics
/// If it is missing although tools are required.
pub(super) fn verilator_is_there() -> bool {
    let version =
        Command::new("verilator").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if version.is_ok() {
        return true;
    }
    let required = std::env::var(REQUIRE).is_ok_and(|value| value == "1");
    assert!(!required, "verilator is not installed and {REQUIRE}=1 is set");
    let test = std::thread::current().name().unwrap_or("a test").to_string();
    // The print macros of a passing test are captured; the stream itself is not.
    let _ = writeln!(std::io::stderr(), "skipped: {test}: verilator is not installed");
    false
}

/// A cache that outlives the tests, for those that are not about it: an entry is found by the content of the sources.
pub(super) fn shared_cache() -> PathBuf {
    std::env::temp_dir().join("ganax-rtl-test-cache")
}

/// The design as a file.
pub(super) fn source_file() -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".v").tempfile().expect("a file");
    file.write_all(SOURCE.as_bytes()).expect("written");
    file
}

pub(super) fn sim_options(memory_latency_cycles: u32) -> SimOptions {
    let arch = ArchConfig { memory_latency_cycles, ..ArchConfig::REFERENCE };
    SimOptions { arch, memory_base: BASE, memory_bytes: MEMORY_BYTES, ..SimOptions::default() }
}

/// The device, and short names for what tests do with it.
pub(super) struct Echo(pub(super) RtlTransport);

impl Echo {
    /// The device, or `None` where Verilator is missing.
    pub(super) fn open(memory_latency_cycles: u32, latency_seed: Option<u64>) -> Option<Self> {
        Self::open_with(memory_latency_cycles, RtlOptions { latency_seed, ..RtlOptions::default() })
    }

    pub(super) fn open_with(memory_latency_cycles: u32, options: RtlOptions) -> Option<Self> {
        if !verilator_is_there() {
            return None;
        }
        let source = source_file();
        let options = RtlOptions {
            source: Some(source.path().into()),
            cache: options.cache.or_else(|| Some(shared_cache())),
            ..options
        };
        Some(Self(RtlTransport::open(&sim_options(memory_latency_cycles), &options).expect("it opens")))
    }

    pub(super) fn set(&mut self, register: u32, value: u32) {
        self.0.write_register(register, value).expect("written");
    }

    pub(super) fn set_wide(&mut self, register: u32, value: u64) {
        self.set(register, value as u32);
        self.set(register + 4, (value >> 32) as u32);
    }

    pub(super) fn get(&mut self, register: u32) -> u32 {
        self.0.read_register(register).expect("read")
    }

    /// Responses of the last transfers: read, write.
    pub(super) fn responses(&mut self) -> (u32, u32) {
        let status = self.get(STATUS);
        (status >> 2 & 3, status >> 4 & 3)
    }

    /// Does something and waits for the interrupt.
    pub(super) fn go(&mut self, what: u32) -> Result<Wake, TransportError> {
        self.0.write_register(INTERRUPT, 1)?;
        self.0.write_register(GO, what)?;
        self.0.wait(WaitBudget { wall: Duration::ZERO, cycles: 100_000 })
    }

    /// Copies `beats` beats of 16 bytes.
    pub(super) fn copy(&mut self, source: u64, target: u64, beats: u32) -> Result<Wake, TransportError> {
        self.set_wide(SOURCE_ADDRESS, source);
        self.set_wide(TARGET_ADDRESS, target);
        self.set(BEATS_LESS_ONE, beats - 1);
        self.go(GO_READ)?;
        self.go(GO_WRITE)
    }
}
