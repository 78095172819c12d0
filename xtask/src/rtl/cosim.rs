//! The AXI ports of the smallest array, judged by bus models that others wrote: cocotbext-axi under Verilator.

use super::tools;
use super::verify::Judged;
use crate::suite::{self, Tally};
use crate::{python, workspace};
use anyhow::{Context, Result};

/// Exports the jobs, and lets the judge in `tests/python/axi_judge.py` loose on the committed Verilog.
pub fn run() -> Result<Judged> {
    tools::require_simulators()?;
    tools::require_environment()?;
    let directory = workspace::target().join("rtl-cosim");
    std::fs::create_dir_all(&directory).with_context(|| format!("{} cannot be made", directory.display()))?;
    let jobs = directory.join("jobs.json");
    let mut export = workspace::cargo();
    export.args(["run", "--release", "--locked", "--quiet", "--package", "tests", "--bin", "bus_jobs", "--"]);
    export.arg(&jobs);
    let exported = suite::succeeds(export)?;
    if exported.failed > 0 {
        return Ok(Judged { cases: exported, mutations: 0, caught: 0 });
    }
    let mut judge = tools::program("python")?;
    judge.args(["-u", "-B"]).arg(python::judges().join("axi_cosim.py"));
    judge.arg("--verilog").arg(workspace::root().join("bitstream/generated/ganax_2x2.v"));
    judge.arg("--jobs").arg(&jobs).arg("--scratch").arg(directory.join("simulation"));
    let (mut caught, mut mutations) = (0, 0);
    let cases: Tally = suite::counts_and(judge, |line| {
        if let Some(counts) = mutation_counts(line) {
            (caught, mutations) = counts;
        }
    })?;
    Ok(Judged { cases, mutations, caught })
}

/// Reads the line `mutations: 3 of 4 caught`.
fn mutation_counts(line: &str) -> Option<(u64, u64)> {
    let counts = line.strip_prefix("mutations: ")?.strip_suffix(" caught")?;
    let (caught, all) = counts.split_once(" of ")?;
    Some((caught.parse().ok()?, all.parse().ok()?))
}

#[cfg(test)]
mod test {
    use super::mutation_counts;

    #[test]
    fn the_line_of_the_mutations_is_read() {
        assert_eq!(mutation_counts("mutations: 3 of 4 caught"), Some((3, 4)));
        assert_eq!(mutation_counts("3 passed, 0 failed"), None);
    }
}
