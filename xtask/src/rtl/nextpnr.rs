//! What nextpnr reports (`--report`): clocks, cells, longest paths. Runs nothing.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The report.
#[derive(Deserialize)]
pub struct Report {
    /// Clocks by net.
    pub fmax: BTreeMap<String, Clock>,
    /// Cells by kind, as nextpnr calls them.
    pub utilization: BTreeMap<String, Cells>,
    /// The longest path between each two clocks.
    #[serde(default)]
    pub critical_paths: Vec<CriticalPath>,
}

/// Frequencies of a clock in MHz.
#[derive(Deserialize)]
pub struct Clock {
    /// Reached after routing.
    pub achieved: f64,
    /// Asked for.
    pub constraint: f64,
}

/// Cells of one kind.
#[derive(Deserialize)]
pub struct Cells {
    /// Used by the design.
    pub used: u64,
    /// On the part.
    pub available: u64,
}

/// A path from register to register.
#[derive(Deserialize)]
pub struct CriticalPath {
    /// From its beginning to its end.
    pub path: Vec<Segment>,
}

/// A cell or a wire of a path.
#[derive(Deserialize)]
pub struct Segment {
    /// In ns.
    pub delay: f64,
    /// `routing` for a wire.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it begins.
    pub from: End,
    /// Where it ends.
    pub to: End,
}

/// A cell.
#[derive(Deserialize)]
pub struct End {
    /// Its name.
    pub cell: String,
}

impl Report {
    /// Reads a report.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no report of nextpnr", path.display()))
    }
}

impl CriticalPath {
    /// In ns.
    pub fn delay(&self) -> f64 {
        self.path.iter().map(|segment| segment.delay).sum()
    }
}
