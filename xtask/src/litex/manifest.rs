//! What a bitstream is: which contract, which tools, which figures. Written beside it.

use anyhow::{Context, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A bitstream and where it came from.
#[derive(Serialize)]
pub struct Manifest {
    /// Name of the board.
    pub board: String,
    /// The part that it is for.
    pub part: String,
    /// Contract of the accelerator in it.
    pub fingerprint: String,
    /// Its array and buffers.
    pub array: BTreeMap<&'static str, u32>,
    /// Clock of the core in kHz.
    pub clock_khz: u32,
    /// What nextpnr says of each clock, in MHz: reached and wanted.
    pub clocks: BTreeMap<String, [f64; 2]>,
    /// Cells that are used and that there are.
    pub utilisation: BTreeMap<String, [u64; 2]>,
    /// Of the bitstream.
    pub sha256: String,
    /// Their versions.
    pub tools: BTreeMap<String, String>,
}

/// The pinned packages of a requirements file whose names begin with one of `prefixes`.
pub fn versions(requirements: &Path, prefixes: &[&str]) -> Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(requirements)
        .with_context(|| format!("{} cannot be read", requirements.display()))?;
    let pinned = text.lines().filter_map(|line| line.split_once("=="));
    let wanted = pinned.filter(|(name, _)| prefixes.iter().any(|prefix| name.starts_with(prefix)));
    Ok(wanted.map(|(name, version)| (name.to_owned(), version.to_owned())).collect())
}

/// Moves a bitstream to its place and writes its manifest beside it; neither is there half-written.
pub fn publish(manifest: &Manifest, from: &Path, to: &Path) -> Result<()> {
    let text = serde_json::to_string_pretty(manifest)? + "\n";
    let temporary = from.with_extension("manifest.json");
    std::fs::write(&temporary, text).with_context(|| format!("{} cannot be written", temporary.display()))?;
    let place = to.with_extension("json");
    // An old manifest never stands beside a new bitstream.
    match std::fs::remove_file(&place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    std::fs::rename(from, to).with_context(|| format!("{} cannot be written", to.display()))?;
    std::fs::rename(&temporary, &place).with_context(|| format!("{} cannot be written", place.display()))
}
