//! `dist`: what a release consists of, in one folder, and the check of such a folder.
//!
//! The same commit and tools give the same bytes: nothing here writes a time, a path of this machine or the order of a
//! directory. Whatever cannot be made here is named in the manifest with the reason, and never replaced by something else.

mod binaries;
mod collect;
mod manifest;
mod verify;

use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The list of everything, for programs.
const MANIFEST: &str = "manifest.json";
/// The hashes of everything, for `sha256sum --check`.
const CHECKSUMS: &str = "SHA256SUMS";

/// Where to, or what to check.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the release [default: target/dist/ganax-VERSION]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Leave the programs out, which take minutes to build; the manifest says so
    #[arg(long)]
    without_binaries: bool,
    /// Make nothing; check that a folder is what its manifest and its checksums say
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "without_binaries"])]
    verify: Option<PathBuf>,
}

/// Runs the task.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    if let Some(directory) = &arguments.verify {
        return verify::run(directory);
    }
    let version = env!("CARGO_PKG_VERSION");
    let output = match &arguments.output {
        Some(directory) => directory.clone(),
        None => workspace::target().join("dist").join(format!("ganax-{version}")),
    };
    let output = std::path::absolute(output)?;
    refuse_to_overwrite(&output)?;
    let name = output.file_name().context("the folder of a release has a name")?.to_string_lossy();
    let temporary = output.with_file_name(format!(".{name}.partial"));
    remove(&temporary)?;
    fs::create_dir_all(&temporary).with_context(|| format!("{} cannot be made", temporary.display()))?;
    let made = collect::everything(&temporary, !arguments.without_binaries)
        .and_then(|contents| manifest::seal(&temporary, version, contents))
        .and_then(|()| {
            remove(&output)?;
            fs::rename(&temporary, &output).with_context(|| format!("{} cannot be written", output.display()))
        });
    if made.is_err() {
        let _ = fs::remove_dir_all(&temporary);
    }
    made?;
    println!("{}", output.display());
    verify::run(&output)
}

fn remove(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)
            .with_context(|| format!("{} cannot be removed", directory.display()))?;
    }
    Ok(())
}

/// Only an empty folder or an earlier release gives way.
fn refuse_to_overwrite(output: &Path) -> Result<()> {
    let taken = output.exists() && (!output.is_dir() || fs::read_dir(output)?.next().is_some());
    let release = output.join(MANIFEST).is_file() && output.join(CHECKSUMS).is_file();
    ensure!(!taken || release, "{} is not empty and no release; choose another folder", output.display());
    Ok(())
}

#[cfg(test)]
mod test;
