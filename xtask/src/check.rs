//! `check`: formatting, lints, house rules and generated files. Runs no test.

use crate::suite::{self, Tally};
use crate::workspace::cargo;
use crate::{codegen, results, tidy};
use anyhow::Result;
use std::process::Command;

/// Runs every check, the quick ones first.
pub fn run() -> Result<Tally> {
    let mut tally = suite::run("format", || suite::succeeds(with(&["fmt", "--all", "--check"])));
    tally += suite::run("tidy", tidy::run);
    tally += suite::run("generated documents", || {
        codegen::check().and_then(|()| results::check()).map(|()| Tally::one(true))
    });
    tally += suite::run("lints", || suite::succeeds(lints()));
    tally += suite::run("generated Verilog", || suite::succeeds(verilog()));
    Ok(tally)
}

/// Clippy in the release profile, so that build scripts and macros are those of the tests and built once.
fn lints() -> Command {
    with(&[
        "clippy",
        "--release",
        "--locked",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ])
}

/// The generator is a process of its own: the RTL packages stay out of this binary.
fn verilog() -> Command {
    with(&[
        "run",
        "--release",
        "--locked",
        "--quiet",
        "--package",
        "bitstream",
        "--bin",
        "emit-verilog",
        "--",
        "--check",
    ])
}

fn with(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments);
    command
}
