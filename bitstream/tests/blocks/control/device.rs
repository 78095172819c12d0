//! The hardware under Verilator, driven by commands, and next to it the software card as the reference.

use super::core::CountingLevel;
use crate::support::tools::Tool;
use bitstream::control::{Control, Identity};
use bitstream::verilog::emit;
use isa::csr::{CSRS, Csr};
use sim_fallback::card::{Card, Memory};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

/// Bytes of device memory, from address 0 on.
pub const MEMORY_BYTES: usize = 1 << 21;

/// Control, a core that only counts, and memory, under Verilator.
pub struct Hardware {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    _directory: tempfile::TempDir,
}

impl Hardware {
    /// Builds the simulation, or `None` where there is no Verilator.
    pub fn new(identity: &Identity) -> Option<Self> {
        let verilator = Tool::VERILATOR.find()?;
        let design = emit("control", &[], Control::new(identity)).expect("a sound block");
        let directory = tempfile::tempdir().expect("a directory for the simulation");
        let write = |name: &str, text: &str| {
            std::fs::write(Path::join(directory.path(), name), text).expect("files of the simulation");
        };
        write("control.v", &design.to_string());
        write("bench.cpp", include_str!("bench.cpp"));
        let mut lint = verilator.command();
        lint.args(["--lint-only", "-Wall", "control.v"]).current_dir(&directory);
        // The names of two ports are the contract's.
        lint.args("-Wno-WIDTH -Wno-UNUSED -Wno-UNOPTFLAT -Wno-DECLFILENAME -Wno-SYMRSVDWORD".split(' '));
        Tool::run(&mut lint);
        let flags = format!("-O1 -DMEMORY_BYTES={MEMORY_BYTES} -DPV_COUNT={}", identity.arch.pv_count);
        let mut compile = verilator.command();
        compile.args([
            "--cc",
            "--exe",
            "--build",
            "-Wno-fatal",
            "-Wno-lint",
            "-Wno-UNOPTFLAT",
            "--top-module",
            "control",
            "-CFLAGS",
            &flags,
        ]);
        Tool::run(compile.args(["control.v", "bench.cpp"]).current_dir(&directory));
        let mut process = Command::new(directory.path().join("obj_dir/Vcontrol"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulation starts");
        let input = process.stdin.take().expect("a pipe");
        let output = BufReader::new(process.stdout.take().expect("a pipe"));
        Some(Self { process, input, output, _directory: directory })
    }

    /// Carries out a command of the bench; see there.
    pub fn command(&mut self, command: &str) -> String {
        writeln!(self.input, "{command}").expect("the simulation listens");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("the simulation answers");
        assert!(!answer.contains("VIOLATION") && !answer.is_empty(), "{command}: {answer}");
        answer.trim().into()
    }

    pub fn read(&mut self, csr: Csr) -> u32 {
        self.command(&format!("r {}", csr.offset())).parse().expect("a number")
    }

    pub fn write(&mut self, csr: Csr, value: u32) {
        self.command(&format!("w {} {value} 15", csr.offset()));
    }

    pub fn memory(&mut self, address: u64, bytes: usize) -> Vec<u8> {
        let answer = self.command(&format!("g {address} {bytes}"));
        answer.split_whitespace().map(|byte| byte.parse().expect("a byte")).collect()
    }

    pub fn put(&mut self, address: u64, bytes: &[u8]) {
        let list: Vec<String> = bytes.iter().map(u8::to_string).collect();
        self.command(&format!("p {address} {}", list.join(" ")));
    }
}

impl Drop for Hardware {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Hardware and reference, to be treated alike.
pub struct Pair {
    pub hardware: Hardware,
    pub card: Card,
    /// Whether both have started the same job last: a reset leaves the program counter where it is.
    pub is_counter_known: bool,
    starts: Arc<Mutex<String>>,
    identity: Identity,
}

impl Pair {
    pub fn new(identity: &Identity) -> Option<Self> {
        let hardware = Hardware::new(identity)?;
        let starts = Arc::new(Mutex::new(String::new()));
        let level = CountingLevel::new(identity, starts.clone());
        let memory = Memory::new(0, MEMORY_BYTES).expect("memory");
        let card = Card::new(identity.arch, identity.build_id, memory, Box::new(level));
        Some(Self { hardware, card, is_counter_known: true, starts, identity: *identity })
    }

    /// Writes bytes of a register in both; `offset` may be a hole.
    pub fn write(&mut self, offset: u32, value: u32, strobes: u32) {
        self.hardware.command(&format!("w {offset} {value} {strobes}"));
        let Some(csr) = Csr::at(offset) else { return };
        let mask =
            (0..4).filter(|byte| strobes >> byte & 1 == 1).fold(0, |mask, byte| mask | 0xFF << (8 * byte));
        let acts = matches!(csr, Csr::Control | Csr::InterruptStatus | Csr::Reset);
        let kept = if acts { 0 } else { self.card.read_register(csr) & !mask };
        if mask != 0 {
            self.card.write_register(csr, value & mask | kept);
        }
        // A completion that waits goes to the queue as it is in between.
        if (Csr::SubmissionBaseLow..=Csr::SubmissionEntries).contains(&csr)
            || (Csr::CompletionBaseLow..=Csr::CompletionEntries).contains(&csr)
        {
            self.settle();
        }
    }

    pub fn put(&mut self, address: u64, bytes: &[u8]) {
        self.hardware.put(address, bytes);
        self.card.memory_mut().write(address, bytes).expect("inside");
    }

    /// Lets both do all that they can.
    pub fn settle(&mut self) {
        self.hardware.command("s");
        // The card waits for software once its interrupt line is up.
        let enable = self.card.read_register(Csr::InterruptGlobalEnable);
        self.card.write_register(Csr::InterruptGlobalEnable, 0);
        self.card.wait(u64::MAX);
        self.card.write_register(Csr::InterruptGlobalEnable, enable);
    }

    /// Compares what software and the core see.
    pub fn compare(&mut self, what: &str) {
        let started = std::mem::take(&mut *self.starts.lock().expect("one thread"));
        assert_eq!(self.hardware.command("l"), started, "starts after {what}");
        self.is_counter_known |= !started.is_empty();
        for info in CSRS.iter().filter(|info| info.csr != Csr::ProgramCounter || self.is_counter_known) {
            let expected = match info.csr {
                Csr::ClockKhz => self.identity.clock_khz,
                Csr::ArchMemoryLatencyCycles => self.identity.shown_memory_latency,
                csr => self.card.read_register(csr),
            };
            let found = self.hardware.read(info.csr);
            assert_eq!(found, expected, "{} after {what}: {found:#x}, not {expected:#x}", info.name);
        }
        let line = self.hardware.command("i");
        assert_eq!(line == "1", self.card.interrupt_line(), "interrupt line after {what}");
    }

    pub fn compare_memory(&mut self, address: u64, bytes: usize, what: &str) {
        let expected = self.card.memory().read(address, bytes as u64).expect("inside").to_vec();
        assert_eq!(self.hardware.memory(address, bytes), expected, "memory at {address:#x} after {what}");
    }
}
