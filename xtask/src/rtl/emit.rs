//! Verilog from the generator, which is a process of its own: the RTL packages stay out of this binary.

use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which array, and where to.
#[derive(clap::Args)]
pub struct Arguments {
    /// PVs x PEs, such as 4x4; the buffers are those of `bitstream/configs` where it has the geometry
    #[arg(long, value_name = "PxN", required_unless_present = "config", conflicts_with = "config")]
    array: Option<String>,
    /// File that describes the array, as those in `bitstream/configs`
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Directory of the files
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// Writes the Verilog of one array and the list of its ports.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let mut command = generator();
    if let Some(array) = &arguments.array {
        command.args(["--array", array]);
    }
    if let Some(file) = &arguments.config {
        command.arg("--config").arg(std::path::absolute(file)?);
    }
    command.arg("--output").arg(std::path::absolute(&arguments.output)?);
    print!("{}", generate(command)?);
    Ok(Tally::default())
}

/// The generator, ready for its arguments.
fn generator() -> Command {
    let mut command = workspace::cargo();
    command.args([
        "run",
        "--release",
        "--locked",
        "--quiet",
        "--package",
        "bitstream",
        "--bin",
        "emit-verilog",
        "--",
    ]);
    command
}

/// Writes the Verilog of one block of the catalogue into a directory; returns its path.
pub fn block(name: &str, directory: &Path) -> Result<PathBuf> {
    let mut command = generator();
    command.args(["--block", name, "--output"]).arg(directory);
    generate(command)?;
    Ok(directory.join(format!("{}.v", name.replace('-', "_"))))
}

/// Writes the Verilog and the ports of the array that a file describes into a directory.
pub fn configuration(file: &Path, build_id: u32, directory: &Path) -> Result<()> {
    let mut command = generator();
    command.arg("--config").arg(std::path::absolute(file)?);
    command.args(["--build-id", &build_id.to_string()]);
    command.arg("--output").arg(std::path::absolute(directory)?);
    generate(command).map(drop)
}

/// Runs the generator; returns what it says, which are the files that it wrote.
fn generate(mut command: Command) -> Result<String> {
    let output = command.output().context("the generator cannot be started")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}", said.trim().trim_start_matches("error: "));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The committed Verilog files, by name.
pub fn committed() -> Result<Vec<PathBuf>> {
    let directory = workspace::root().join("bitstream/generated");
    let entries =
        std::fs::read_dir(&directory).with_context(|| format!("{} cannot be read", directory.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "v"))
        .collect();
    files.sort();
    Ok(files)
}
