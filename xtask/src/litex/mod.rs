//! `litex`: the shells of LiteX around the accelerator. LiteX writes the Verilog; the tools after it are run from here.

mod area;
mod ecp5;
mod generate;
mod manifest;
mod simulate;

pub use ecp5::build;
pub use generate::write_project;

use crate::suite::{self, Tally};
use anyhow::Result;
use clap::Subcommand;

/// What to do with the shells.
#[derive(Subcommand)]
pub enum Task {
    /// Generate every shell, elaborate it, and run the driver on a simulated one
    Verify,
    /// What the shells take beside the accelerator, by yosys, and whether `board.toml` keeps as much
    Area,
}

/// Runs one of the tasks.
pub fn run(task: &Task) -> Result<Tally> {
    match task {
        Task::Verify => verify(),
        Task::Area => area::within_allowances().map(Tally::one),
    }
}

/// What fits every run of the tests.
pub fn verify() -> Result<Tally> {
    let mut tally = suite::run("LiteX shells", generate::verify);
    tally += suite::run("LiteX shell, simulated", simulate::run);
    Ok(tally)
}
