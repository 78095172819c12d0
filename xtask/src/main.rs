//! Tasks of the project: code generation, checks, tests, fuzzing, benchmarks. `cargo xtask help` lists them.
//!
//! One file per task, plain Rust, few dependencies, so that a task starts within a minute on a new machine.
//! Nothing of the product depends on this package.

mod bench;
mod board;
mod check;
mod codegen;
mod conformance;
mod digest;
mod dist;
mod fuzz;
mod litex;
mod python;
mod results;
mod rtl;
mod suite;
mod system;
mod test;
mod tidy;
mod vm;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use suite::Tally;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the project", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the documents that derive from `isa`
    Codegen {
        /// Write nothing; fail if a document is not what would be written
        #[arg(long)]
        check: bool,
    },
    /// Formatting, lints, house rules, generated files
    Check,
    /// House rules that no compiler checks: dependency edges, licences, module docs, sizes, links
    Tidy,
    /// Everything that judges the project, with the set-up it needs
    Test(test::Arguments),
    /// The judges in Python alone: quality, operators, bad input
    Conformance(conformance::Arguments),
    /// Coverage-guided fuzzing of the readers of the three file formats
    Fuzz(fuzz::Arguments),
    /// The driver in a virtual machine that sees the software device as PCI cards
    Vm,
    /// Images per second beside onnxruntime
    Bench(bench::Arguments),
    /// The accelerator's Verilog: emission, lint, proofs, area, place and route
    #[command(subcommand, after_help = rtl::tools::INSTALLS)]
    Rtl(rtl::Task),
    /// Shells of LiteX: generation, the ECP5's bitstream, simulation
    #[command(subcommand)]
    Litex(litex::Task),
    /// Projects for boards: `board NAME project`; and what can be checked of them here: `board check`
    Board(board::Arguments),
    /// What a release consists of, with checksums and a manifest, in one folder
    Dist(dist::Arguments),
    /// Measure the whole zoo on level `cycle` and write `docs/results.md`; takes minutes
    Results,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one task; false if something that was judged failed.
fn run(task: Task) -> anyhow::Result<bool> {
    let report = |tally: Tally| {
        // A task that makes something and judges nothing has said what it made.
        if tally != Tally::default() {
            println!("{tally}");
        }
        tally.failed == 0
    };
    match task {
        Task::Codegen { check: false } => codegen::write().map(|()| true),
        Task::Codegen { check: true } => codegen::check().and_then(|()| results::check()).map(|()| true),
        Task::Check => check::run().map(report),
        Task::Tidy => tidy::run().map(report),
        Task::Test(arguments) => test::run(&arguments).map(report),
        Task::Conformance(arguments) => conformance::run(&arguments).map(report),
        Task::Fuzz(arguments) => fuzz::run(&arguments).map(report),
        Task::Vm => vm::run().map(report),
        Task::Bench(arguments) => bench::run(&arguments).map(|()| true),
        Task::Board(arguments) => board::run(&arguments).map(report),
        Task::Dist(arguments) => dist::run(&arguments).map(report),
        Task::Rtl(task) => rtl::run(&task).map(report),
        Task::Litex(task) => litex::run(&task).map(report),
        Task::Results => results::run().map(|()| true),
    }
}
