//! `rtl`: emits the accelerator's Verilog and has it judged by tools that know nothing of this project.

mod area;
mod cosim;
mod emit;
mod formal;
mod lint;
mod networks;
pub mod nextpnr;
pub mod page;
mod pnr;
mod record;
mod shell;
mod synth;
pub mod tools;
mod verify;

pub use area::{FAMILIES, measure, synthesise};
pub use emit::committed as committed_verilog;
pub use emit::configuration as emit_configuration;
pub use networks::run as networks;
pub use synth::run as synth;
pub use tools::{require_simulators, requirements};
pub use verify::{ARRAYS, judges, largest_array};

use crate::suite::Tally;
use anyhow::Result;
use clap::Subcommand;

/// What to do with the RTL.
#[derive(Subcommand)]
pub enum Task {
    /// Write the Verilog of one array and the list of its ports
    Emit(emit::Arguments),
    /// Verilator's linter and yosys' checks on the committed Verilog
    #[command(after_help = tools::INSTALLS)]
    Lint,
    /// Prove the properties in `bitstream/proofs`, and see each proof fail on a mutated block
    #[command(after_help = tools::INSTALLS_WHEELS)]
    Formal,
    /// Networks of the zoo on the Verilog beside level `cycle`: same outputs, same cycles; takes minutes
    Networks(networks::Arguments),
    /// The AXI ports of the smallest array against bus models of others
    #[command(after_help = tools::INSTALLS)]
    Cosim,
    /// All of the above that judges, and the tests of equality and of single blocks, in one table
    #[command(after_help = tools::INSTALLS)]
    Verify(verify::Arguments),
    /// Area on three families, against the budget that is checked in
    #[command(after_help = tools::INSTALLS_WHEELS)]
    Synth(synth::Arguments),
    /// Place, route and pack for an ECP5-85F
    #[command(after_help = tools::INSTALLS_WHEELS)]
    Pnr(pnr::Arguments),
}

/// Runs one of the tasks.
pub fn run(task: &Task) -> Result<Tally> {
    match task {
        Task::Emit(arguments) => emit::run(arguments),
        Task::Lint => lint::run(),
        Task::Networks(arguments) => networks::run(arguments),
        Task::Formal => formal::run().map(|judged| judged.cases),
        Task::Cosim => cosim::run().map(|judged| judged.cases),
        Task::Verify(arguments) => verify::run(arguments),
        Task::Synth(arguments) => synth::run(arguments),
        Task::Pnr(arguments) => pnr::run(arguments),
    }
}
