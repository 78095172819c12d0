//! An entry of the cache of compiled designs: the library, and the hash by which damage to it shows.
//!
//! A library that was cut off or overwritten does not fail to load; it ends the process.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The library in an entry.
pub(super) const LIBRARY: &str = "model.so";
const HASH: &str = "model.so.sha256";

/// Whether the library is there as it was built.
pub(super) fn is_intact(entry: &Path) -> bool {
    let kept = fs::read_to_string(entry.join(HASH));
    matches!((kept, hash(entry)), (Ok(kept), Ok(found)) if kept == found)
}

/// Notes the hash of the library.
///
/// # Errors
/// The library cannot be read or the hash not be written.
pub(super) fn seal(entry: &Path) -> io::Result<()> {
    fs::write(entry.join(HASH), hash(entry)?)
}

fn hash(entry: &Path) -> io::Result<String> {
    let library = fs::read(entry.join(LIBRARY))?;
    Ok(Sha256::digest(library).iter().map(|byte| format!("{byte:02x}")).collect())
}
