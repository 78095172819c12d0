//! Images per second beside onnxruntime: sets up both sides; `tests/python/bench.py` interleaves and measures.

use crate::{python, workspace};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;

/// What to measure.
#[derive(clap::Args)]
pub struct Arguments {
    /// Model of the zoo; may be repeated [default: dcgan-pytorch, 3d-gan, fashion]
    #[arg(long, value_name = "NAME")]
    model: Vec<String>,
    /// Images per job; may be repeated [default: 1, 16]
    #[arg(long, value_name = "B")]
    batch: Vec<u32>,
    /// Threads of either side; may be repeated [default: 1, 2]
    #[arg(long, value_name = "N")]
    threads: Vec<u32>,
    /// Runs of either side, alternating; the median counts
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: u32,
    /// Also write the figures to this file as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Measures and prints the table.
pub fn run(arguments: &Arguments) -> Result<()> {
    let ganax = workspace::build_ganax()?;
    let scratch = workspace::target().join("judges").join("bench");
    std::fs::create_dir_all(&scratch).with_context(|| format!("{} cannot be made", scratch.display()))?;
    let mut command = python::script("bench.py")?;
    command.arg("--ganax").arg(ganax).arg("--scratch").arg(scratch);
    command.args(["--rounds", &arguments.rounds.to_string()]);
    arguments.model.iter().for_each(|model| {
        command.args(["--model", model]);
    });
    for (flag, numbers) in [("--batch", &arguments.batch), ("--threads", &arguments.threads)] {
        numbers.iter().for_each(|number| {
            command.args([flag, &number.to_string()]);
        });
    }
    if let Some(path) = &arguments.json {
        // The script runs at the top of the repository; the path is meant from where the user stands.
        command.arg("--json").arg(std::path::absolute(path).context("the path of the JSON file")?);
    }
    let status = command.status().context("the benchmark cannot be started")?;
    ensure!(status.success(), "the benchmark failed");
    Ok(())
}
