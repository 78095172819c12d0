//! Where things are, and the commands that build them. Runs nothing by itself.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace")
}

/// The directory of build products. It also holds what the tasks make: the Python environment, the fuzz corpus.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |path| root().join(path))
}

/// `cargo` as it started this task, at the top of the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Builds the command line in the release profile and returns its path.
pub fn build_ganax() -> Result<PathBuf> {
    let status = cargo()
        .args(["build", "--release", "--locked", "--package", "host-app", "--bin", "ganax"])
        .status()
        .context("cargo cannot be started")?;
    anyhow::ensure!(status.success(), "ganax does not build");
    Ok(target().join("release").join(format!("ganax{}", std::env::consts::EXE_SUFFIX)))
}
