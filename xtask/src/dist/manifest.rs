//! The manifest and the checksums of a release.

use super::{CHECKSUMS, MANIFEST};
use crate::digest::sha256;
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Layout of the manifest; later ones only add.
const FORMAT: u32 = 1;

/// What a release says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout of this file.
    pub format: u32,
    /// Version of the project.
    pub version: String,
    /// Contract that programs, driver and hardware share.
    pub fingerprint: String,
    /// Commit that it was made from; none outside a git repository.
    pub commit: Option<String>,
    /// Whether files of that commit had been changed.
    pub modified: bool,
    /// Everything that was put together.
    #[serde(flatten)]
    pub contents: Contents,
    /// All files but this one and the checksums, by path.
    pub files: Vec<FileEntry>,
}

/// Everything that was put together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contents {
    /// Arrays whose Verilog comes without a board.
    pub arrays: Vec<Array>,
    /// The boards.
    pub boards: Vec<Board>,
    /// Platforms that there are programs for.
    pub platforms: Vec<String>,
    /// What is not here, and why.
    pub left_out: Vec<LeftOut>,
}

/// An array in Verilog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Array {
    /// The Verilog.
    pub verilog: String,
    /// Contract fingerprint that stands in it.
    pub fingerprint: String,
    /// `BUILD_ID` that stands in it.
    pub build_id: String,
    /// `CLOCK_KHZ` that stands in it.
    pub clock_khz: u32,
    /// Parameters that stand in it.
    pub parameters: BTreeMap<String, u32>,
}

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Its name.
    pub name: String,
    /// Its FPGA.
    pub part: String,
    /// Its array.
    pub array: Array,
    /// Folder of its project, where there is one.
    pub project: Option<String>,
    /// Its overlay, compiled, where it has one.
    pub overlay: Option<String>,
}

/// Something that is not in a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path below the release, with `/`.
    pub path: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Writes manifest and checksums of everything that lies in a folder.
pub fn seal(directory: &Path, version: &str, contents: Contents) -> Result<()> {
    let manifest = Manifest {
        format: FORMAT,
        version: version.into(),
        fingerprint: format!("{:#018x}", isa::FINGERPRINT),
        commit: git(&["rev-parse", "HEAD"]),
        modified: git(&["status", "--porcelain", "--untracked-files=no"])
            .is_some_and(|text| !text.is_empty()),
        contents,
        files: files(directory)?,
    };
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    fs::write(directory.join(MANIFEST), &text)?;
    fs::write(directory.join(CHECKSUMS), checksums(&manifest.files, text.as_bytes()))?;
    Ok(())
}

/// The lines of `SHA256SUMS`, sorted by path, the manifest among them.
pub fn checksums(files: &[FileEntry], manifest: &[u8]) -> String {
    let mut hashes: BTreeMap<&str, String> =
        files.iter().map(|file| (file.path.as_str(), file.sha256.clone())).collect();
    hashes.insert(MANIFEST, sha256(manifest));
    let mut text = String::new();
    for (path, hash) in hashes {
        let _ = writeln!(text, "{hash}  {path}");
    }
    text
}

/// All files below a folder by path, but manifest and checksums.
///
/// # Errors
/// A file that cannot be read, and anything that is neither file nor folder.
pub fn files(directory: &Path) -> Result<Vec<FileEntry>> {
    let mut found = Vec::new();
    walk(directory, "", &mut found)?;
    found.retain(|file| file.path != MANIFEST && file.path != CHECKSUMS);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(directory: &Path, prefix: &str, found: &mut Vec<FileEntry>) -> Result<()> {
    let unreadable = || format!("{} cannot be read", directory.display());
    for entry in fs::read_dir(directory).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let Ok(name) = entry.file_name().into_string() else {
            bail!("{}: a name that is no UTF-8", entry.path().display())
        };
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else if kind.is_file() {
            let data = fs::read(entry.path()).with_context(|| format!("{path} cannot be read"))?;
            found.push(FileEntry { path, bytes: data.len() as u64, sha256: sha256(&data) });
        } else {
            bail!("{path} is neither file nor folder");
        }
    }
    Ok(())
}

/// What git prints; none where it does not work.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).current_dir(workspace::root()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
