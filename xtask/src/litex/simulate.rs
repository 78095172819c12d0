//! The shell under Verilator with its serial line on a pseudo-terminal, and the driver at the other end.
//!
//! It is the system of the ULX3S with another PHY: UARTBone, main bus, LiteDRAM's controller and the accelerator are the
//! same; a model of the SDRAM stands behind the controller's DFI port, and clock and reset come from the simulation.

use super::generate::{self, Parameters};
use crate::rtl::{self, tools};
use crate::suite::{self, Tally};
use crate::workspace;
use anyhow::{Context, Result, ensure};
use isa::csr::{ABI_MAJOR, ABI_MINOR, Csr, MAGIC};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Instant;

/// The core in it: the smallest committed array.
const CORE: &str = "ganax_2x2";
/// Of the serial line: the real one has more, and would take the simulation longer.
const CYCLES_PER_BIT: u32 = 4;
const CLOCK_HZ: u32 = 40_000_000;
/// Seconds after which the simulation ends by itself.
const LIMIT_SECONDS: u32 = 900;
/// What the driver takes the line for. Simulated time passes slowly, so its deadlines are those of a slow line.
const DRIVER_BAUD: u32 = 9600;

/// Builds the simulation, and runs the driver on it.
pub fn run() -> Result<Tally> {
    rtl::require_simulators()?;
    let directory = workspace::target().join("litex/simulation");
    std::fs::create_dir_all(&directory)?;
    let ganax = workspace::build_ganax()?;
    let start = Instant::now();
    build(&directory)?;
    println!("shell built in {:.0} s", start.elapsed().as_secs_f64());
    let board = Board::start(&directory)?;
    let mut tally = Tally::one(identity(&board)?);
    tally += Tally::one(probe(&ganax, &board.device)?);
    let mut tests = workspace::cargo();
    tests.args(["test", "--release", "--locked", "--package", "tests", "--test", "litex_shell", "--"]);
    // One bridge, one user.
    tests.args(["--ignored", "--test-threads=1"]).env("GANAX_LITEX_SHELL", &board.device);
    tally += suite::counts(tests)?;
    Ok(tally)
}

fn build(directory: &Path) -> Result<()> {
    let core = workspace::root().join(format!("bitstream/generated/{CORE}.v"));
    let parameters = Parameters {
        shell: "simulation",
        name: "shell",
        core: (&core, CORE),
        clock_hz: CLOCK_HZ.into(),
        baud: CLOCK_HZ / CYCLES_PER_BIT,
        ident: "GANAX simulation",
        pci: "",
    };
    generate::write(&parameters, directory)?;
    let mut verilator = Command::new("verilator");
    verilator.args(["--cc", "--exe", "--build", "-j", "2", "--top-module", "shell", "--prefix", "Vshell"]);
    verilator.args(["--Mdir", "obj", "-O3", "--x-assign", "fast", "--x-initial", "fast", "--noassert"]);
    // LiteX does not write for this linter; what the core has to say is judged elsewhere.
    verilator.args(["-Wno-fatal", "-Wno-lint", "-Wno-style", "-Wno-COMBDLY", "--output-split", "20000"]);
    verilator.args([
        "-MAKEFLAGS",
        "OPT_FAST=-O2",
        "-MAKEFLAGS",
        "OPT_SLOW=-O0",
        "-MAKEFLAGS",
        "OPT_GLOBAL=-O1",
    ]);
    verilator.arg("shell.v").arg(core).arg(generate::sources().join("simulation/main.cpp"));
    verilator.env_remove("MAKEFLAGS");
    tools::must(verilator, directory, "verilator.log").map(drop)
}

/// A running simulation, which ends with this.
struct Board {
    /// The pseudo-terminal.
    port: String,
    /// What `--device` takes.
    device: String,
    process: Child,
    /// It ends when this is closed.
    input: Option<ChildStdin>,
}

impl Board {
    fn start(directory: &Path) -> Result<Self> {
        let mut command = Command::new(directory.join("obj/Vshell"));
        command.args([CYCLES_PER_BIT.to_string(), LIMIT_SECONDS.to_string()]).current_dir(directory);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().context("the simulation cannot be started")?;
        let mut line = String::new();
        let output = process.stdout.take().context("its output is a pipe")?;
        BufReader::new(output).read_line(&mut line).context("its output cannot be read")?;
        ensure!(!line.trim().is_empty(), "the simulation names no serial port");
        let port = line.trim().to_owned();
        let device = format!("litex:uart:{port}@{DRIVER_BAUD}");
        let input = process.stdin.take();
        Ok(Self { port, device, process, input })
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.process.wait();
    }
}

/// LiteX' own client reads the magic, the ABI and the fingerprint through the shell.
fn identity(board: &Board) -> Result<bool> {
    let mut command = generate::script("read_words.py")?;
    command.args([&board.port, &DRIVER_BAUD.to_string(), &isa::litex::REGISTER_BASE.to_string(), "64"]);
    let output = command.output().context("LiteX' client cannot be started")?;
    let words: Vec<u32> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| u32::from_str_radix(line.strip_prefix("0x")?, 16).ok())
        .collect();
    let register = |csr: Csr| words.get(csr.offset() as usize / 4).copied();
    let right = register(Csr::Magic) == Some(MAGIC)
        && register(Csr::Abi) == Some(ABI_MAJOR << 16 | ABI_MINOR)
        && register(Csr::FingerprintLow) == Some(isa::FINGERPRINT as u32)
        && register(Csr::FingerprintHigh) == Some((isa::FINGERPRINT >> 32) as u32);
    println!("identity by LiteX' client: {}", if right { "right".into() } else { format!("{words:x?}") });
    Ok(right)
}

/// The command line finds the accelerator behind the bridge, and sees the contract that this tree has.
fn probe(ganax: &Path, device: &str) -> Result<bool> {
    let output = Command::new(ganax).args(["probe", "--json", "--device", device]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let found = output.status.success() && text.contains(&format!("{:#018x}", isa::FINGERPRINT));
    println!("ganax probe --device {device}: {}", if found { "found" } else { errors.trim() });
    Ok(found)
}
