//! `rtl verify`: everything that judges the RTL, in one table.

use super::{cosim, formal, lint, tools};
use crate::conformance;
use crate::suite::{self, Tally};
use crate::workspace;
use anyhow::Result;
use std::time::Instant;

/// Geometries whose Verilog is committed, the smallest first.
pub const ARRAYS: [&str; 3] = ["2x2", "4x4", "16x16"];

/// What a judge found.
#[derive(Clone, Copy)]
pub struct Judged {
    /// What held and what did not.
    pub cases: Tally,
    /// Faults that were put in on purpose.
    pub mutations: u64,
    /// Those of them that were noticed.
    pub caught: u64,
}

impl From<Tally> for Judged {
    fn from(cases: Tally) -> Self {
        Self { cases, mutations: 0, caught: 0 }
    }
}

/// How much to judge.
#[derive(clap::Args)]
pub struct Arguments {
    /// The long tests too: random layers and micro-ops on 16x16, which takes minutes to compile, the ONNX tests on all arrays
    #[arg(long)]
    full: bool,
}

/// A line of the table.
struct Row {
    suite: &'static str,
    judged: Judged,
    seconds: f64,
}

/// The judges that are no Rust tests; what `cargo xtask test` runs beside those.
pub fn judges() -> Tally {
    let mut rows = Vec::new();
    run_judges(&mut rows);
    total(&rows)
}

/// Rust tests and judges; prints the table.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let mut rows = vec![
        row("equality with level `cycle`", || cargo_test(&["--package", "tests", "--test", "rtl"])),
        row("blocks against references", || cargo_test(&["--package", "bitstream", "--tests"])),
    ];
    if arguments.full {
        rows.push(row("equality on 16x16", || largest_array().map(Judged::from)));
    }
    let arrays = if arguments.full { &ARRAYS[..] } else { &ARRAYS[..1] };
    rows.push(row("ONNX tests, both levels", || conformance::levels(arrays).map(Judged::from)));
    run_judges(&mut rows);
    print(&rows);
    Ok(total(&rows))
}

fn run_judges(rows: &mut Vec<Row>) {
    rows.push(row("lint, yosys check", || lint::run().map(Judged::from)));
    rows.push(row("proofs", formal::run));
    rows.push(row("AXI bus models", cosim::run));
}

/// Random layers and micro-ops on the model of 16x16, which takes minutes to compile.
pub fn largest_array() -> Result<Tally> {
    cargo_test(&["--package", "tests", "--test", "rtl", "--", "--ignored"]).map(|judged| judged.cases)
}

/// Tests of Rust, where a tool that is missing is a failure.
fn cargo_test(which: &[&str]) -> Result<Judged> {
    tools::require_simulators()?;
    let mut command = workspace::cargo();
    command.args(["test", "--release", "--locked", "--no-fail-fast"]).args(which);
    command.env("GANAX_REQUIRE_TOOLS", "1");
    suite::counts(command).map(Judged::from)
}

fn row(suite: &'static str, body: impl FnOnce() -> Result<Judged>) -> Row {
    let start = Instant::now();
    let mut judged = Judged::from(Tally::default());
    let cases = suite::run(suite, || {
        judged = body()?;
        Ok(judged.cases)
    });
    Row { suite, judged: Judged { cases, ..judged }, seconds: start.elapsed().as_secs_f64() }
}

fn print(rows: &[Row]) {
    println!(
        "\n{:<28} {:>6} {:>10} {:>8} {:>10} {:>8}",
        "suite", "held", "mismatches", "not run", "mutations", "seconds"
    );
    for Row { suite, judged: Judged { cases, mutations, caught }, seconds } in rows {
        let found = if *mutations > 0 { format!("{caught}/{mutations}") } else { "-".into() };
        println!(
            "{suite:<28} {:>6} {:>10} {:>8} {found:>10} {seconds:>8.0}",
            cases.passed, cases.failed, cases.skipped
        );
    }
}

fn total(rows: &[Row]) -> Tally {
    let mut tally = Tally::default();
    rows.iter().for_each(|row| tally += row.judged.cases);
    tally
}

#[cfg(test)]
mod test {
    use super::{ARRAYS, workspace};
    use std::collections::BTreeSet;

    #[test]
    fn the_arrays_are_those_that_have_a_configuration() {
        let configurations = std::fs::read_dir(workspace::root().join("bitstream/configs")).unwrap();
        let names = configurations.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let arrays: BTreeSet<String> = ARRAYS.iter().map(|array| format!("ganax_{array}.toml")).collect();
        assert_eq!(names.collect::<BTreeSet<String>>(), arrays);
    }
}
