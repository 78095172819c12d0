//! The judges in Python: what onnxruntime and the ONNX test data say about `ganax`.

use crate::suite::{self, Tally};
use crate::{python, workspace};
use anyhow::{Context, Result};
use std::path::Path;

/// Each judge: its file, and what it judges.
const JUDGES: [(&str, &str); 3] = [
    ("quality.py", "quality against onnxruntime"),
    ("conformance.py", "ONNX backend tests"),
    ("bad_input.py", "bad input"),
];

/// Which judges to run.
#[derive(clap::Args, Default)]
pub struct Arguments {
    /// Only this judge; may be repeated
    #[arg(long, value_name = "NAME", value_parser = ["quality", "conformance", "bad_input"])]
    only: Vec<String>,
}

/// Builds `ganax`, sets up Python and runs the judges.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let ganax = workspace::build_ganax()?;
    let mut tally = Tally::default();
    for (file, title) in JUDGES {
        let name = file.trim_end_matches(".py");
        if arguments.only.is_empty() || arguments.only.iter().any(|only| only == name) {
            tally += suite::run(title, || judge(file, name, &ganax, &[]));
        }
    }
    Ok(tally)
}

/// The ONNX backend tests on the Verilog of these arrays beside level `cycle`: same bytes, same cycles.
pub fn levels(arrays: &[&str]) -> Result<Tally> {
    let ganax = workspace::build_ganax()?;
    let mut tally = Tally::default();
    for array in arrays {
        println!("ONNX tests on {array}");
        tally += judge("levels.py", &format!("levels-{array}"), &ganax, &["--array", array])?;
    }
    Ok(tally)
}

/// Runs one judge in an empty scratch directory of its own.
fn judge(file: &str, name: &str, ganax: &Path, options: &[&str]) -> Result<Tally> {
    let scratch = workspace::target().join("judges").join(name);
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)
            .with_context(|| format!("{} cannot be removed", scratch.display()))?;
    }
    std::fs::create_dir_all(&scratch).with_context(|| format!("{} cannot be made", scratch.display()))?;
    let mut command = python::script(file)?;
    command.arg("--ganax").arg(ganax).arg("--scratch").arg(&scratch).args(options);
    suite::counts(command)
}
