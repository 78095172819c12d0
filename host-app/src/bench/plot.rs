//! A bench as bar charts in SVG: speedup, energy by level, and where the PV-cycles went.
//!
//! One row a network, one or two stacked bars a row. [`charts`] chooses what is shown, [`draw`] how.

mod charts;
mod draw;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Report;
use crate::output;

/// Checks before a long run that charts can be written there.
///
/// # Errors
/// A file of that name.
pub fn check(folder: &Path) -> Result<()> {
    if folder.exists() && !folder.is_dir() {
        bail!("{}: is there already and is no folder; charts are several files", folder.display());
    }
    Ok(())
}

/// Writes the charts to a folder, which is made, and returns their paths. All are drawn before the first is written.
///
/// # Errors
/// The system's refusal.
pub fn write(report: &Report, folder: &Path) -> Result<Vec<PathBuf>> {
    let drawn = charts::all(report)
        .into_iter()
        .map(|(name, chart)| Ok((folder.join(format!("{name}.svg")), draw::svg(&chart)?)))
        .collect::<Result<Vec<_>>>()?;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: cannot create the folder", folder.display()))?;
    for (path, svg) in &drawn {
        output::write_file(path, |file| Ok(file.write_all(svg.as_bytes())?))?;
    }
    Ok(drawn.into_iter().map(|(path, _)| path).collect())
}
