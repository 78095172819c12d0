//! `test`: the one command for everything that judges the project, with the set-up it needs.

use crate::suite::{self, Tally};
use crate::{board, check, conformance, fuzz, litex, rtl, vm, workspace};
use anyhow::Result;
use std::time::Instant;

/// How long to look.
#[derive(clap::Args)]
pub struct Arguments {
    /// Fuzz each file format this long
    #[arg(long, value_name = "N", default_value_t = 10)]
    fuzz_seconds: u32,
    /// The long suites too: the 16x16 array, the ONNX tests and networks on the Verilog, area of every configuration and board; hours
    #[arg(long)]
    full: bool,
}

/// Runs every suite, whatever the ones before it said.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let start = Instant::now();
    let mut tally = check::run()?;
    tally += suite::run("Rust tests", rust_tests);
    tally += rtl::judges();
    tally += litex::verify()?;
    tally += suite::run("boards", || board::check(&[], !arguments.full));
    tally += suite::run("virtual machine", vm::run);
    tally += suite::run("judges in Python", || conformance::run(&conformance::Arguments::default()));
    tally += suite::run("fuzzing", || fuzz::run(&fuzz::Arguments::seconds(arguments.fuzz_seconds)));
    if arguments.full {
        tally += suite::run("random layers and micro-ops on 16x16", rtl::largest_array);
        tally += suite::run("ONNX tests on the Verilog", || conformance::levels(&rtl::ARRAYS));
        tally += suite::run("networks on the Verilog", || rtl::networks(&Default::default()));
        tally += suite::run("area", || rtl::synth(&Default::default()));
    }
    println!("\nall suites: {:.0} s", start.elapsed().as_secs_f64());
    Ok(tally)
}

/// The simulators of the RTL are installed first, and a test that misses one fails instead of being skipped.
fn rust_tests() -> Result<Tally> {
    rtl::require_simulators()?;
    let mut command = workspace::cargo();
    command.args(["test", "--release", "--locked", "--workspace", "--no-fail-fast"]);
    command.env("GANAX_REQUIRE_TOOLS", "1");
    suite::counts(command)
}
