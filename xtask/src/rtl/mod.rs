//! `rtl`: emits the accelerator's Verilog and has it judged by tools that know nothing of this project.

mod emit;
mod formal;
mod lint;
mod pnr;
mod shell;
mod synth;
mod tools;

pub use emit::committed as committed_verilog;
pub use emit::configuration as emit_configuration;
pub use synth::{Cells, Used, cells, command as synthesis_command};
pub use tools::{require_simulators, requirements};

use crate::suite::{self, Tally};
use anyhow::Result;
use clap::Subcommand;

/// What to do with the RTL.
#[derive(Subcommand)]
pub enum Task {
    /// Write the Verilog of one array and the list of its ports
    Emit(emit::Arguments),
    /// Verilator's linter and yosys' checks on the committed Verilog
    Lint,
    /// Prove the properties in `bitstream/proofs`, and see each proof fail on a mutated block
    Formal,
    /// All of the above that judges
    Verify,
    /// Area on three families, against the budget that is checked in
    Synth(synth::Arguments),
    /// Place, route and pack for an ECP5-85F
    Pnr(pnr::Arguments),
}

/// Runs one of the tasks.
pub fn run(task: &Task) -> Result<Tally> {
    match task {
        Task::Emit(arguments) => emit::run(arguments),
        Task::Lint => lint::run(),
        Task::Formal => formal::run(),
        Task::Verify => verify(),
        Task::Synth(arguments) => synth::run(arguments),
        Task::Pnr(arguments) => pnr::run(arguments),
    }
}

/// The judges that fit every run of the tests.
pub fn verify() -> Result<Tally> {
    let mut tally = suite::run("RTL lint", lint::run);
    tally += suite::run("RTL proofs", formal::run);
    Ok(tally)
}
