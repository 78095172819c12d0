//! Is a folder the release that its manifest and its checksums describe?

use super::collect;
use super::manifest::{Array, Manifest, checksums, files};
use super::{CHECKSUMS, MANIFEST};
use crate::suite::Tally;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Checks a folder, and says everything that is wrong with it.
pub fn run(directory: &Path) -> Result<Tally> {
    let problems = problems(directory)?;
    problems.iter().for_each(|problem| println!("{problem}"));
    if problems.is_empty() {
        println!("{} is what its manifest says", directory.display());
    }
    Ok(Tally { failed: problems.len() as u64, passed: u64::from(problems.is_empty()), skipped: 0 })
}

/// Everything that is wrong with a release.
///
/// # Errors
/// No manifest, or none that can be read.
pub fn problems(directory: &Path) -> Result<Vec<String>> {
    let path = directory.join(MANIFEST);
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let manifest: Manifest = serde_json::from_str(&text)
        .with_context(|| format!("{}: no manifest of a release", path.display()))?;
    let mut problems = files_differ(&manifest, directory)?;
    match fs::read_to_string(directory.join(CHECKSUMS)) {
        Ok(found) if found == checksums(&manifest.files, text.as_bytes()) => {}
        Ok(_) => problems.push(format!("{CHECKSUMS} does not agree with {MANIFEST}")),
        Err(error) => problems.push(format!("{CHECKSUMS} cannot be read: {error}")),
    }
    let boards = manifest.contents.boards.iter().map(|board| &board.array);
    for array in manifest.contents.arrays.iter().chain(boards) {
        if let Err(error) = array_agrees(array, &manifest, directory) {
            problems.push(format!("{error:#}"));
        }
    }
    problems.extend(not_there(&manifest, directory));
    Ok(problems)
}

/// Files that are missing, too many, or others.
fn files_differ(manifest: &Manifest, directory: &Path) -> Result<Vec<String>> {
    let found = files(directory)?;
    let found: BTreeMap<&str, _> = found.iter().map(|file| (file.path.as_str(), file)).collect();
    let expected: BTreeMap<&str, _> = manifest.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut problems = Vec::new();
    for (path, file) in &expected {
        match found.get(path) {
            None => problems.push(format!("{path} is missing")),
            Some(other) if other.bytes != file.bytes => {
                problems.push(format!("{path} has {} bytes, not {}", other.bytes, file.bytes));
            }
            Some(other) if other.sha256 != file.sha256 => {
                problems.push(format!("{path} has other contents than the manifest says"));
            }
            Some(_) => {}
        }
    }
    let unknown = found.keys().filter(|path| !expected.contains_key(*path));
    problems.extend(unknown.map(|path| format!("{path} is not in the manifest")));
    Ok(problems)
}

/// What the manifest says of an array stands in its Verilog, and its contract is that of the release.
fn array_agrees(array: &Array, manifest: &Manifest, directory: &Path) -> Result<()> {
    let found = collect::array(directory, &array.verilog)?;
    ensure!(found == *array, "{} is another array than the manifest says", array.verilog);
    ensure!(
        found.fingerprint == manifest.fingerprint,
        "{} has contract {}, the release {}",
        array.verilog,
        found.fingerprint,
        manifest.fingerprint
    );
    Ok(())
}

/// Projects, overlays and programs that the manifest promises.
fn not_there(manifest: &Manifest, directory: &Path) -> Vec<String> {
    let contents = &manifest.contents;
    let boards = contents.boards.iter().flat_map(|board| {
        let project = board.project.as_ref().map(|folder| format!("{folder}/manifest.json"));
        project.into_iter().chain(board.overlay.clone())
    });
    let programs = contents.platforms.iter().map(|platform| format!("bin/{platform}/ganax"));
    let promised = boards.chain(programs);
    promised
        .filter(|path| !directory.join(path).is_file())
        .map(|path| format!("{path} is promised and not there"))
        .collect()
}
