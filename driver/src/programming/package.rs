//! Accelerator packages for Kria and other boards that run `dfx-mgrd`: a folder with bitstream, overlay and
//! `shell.json`.
//!
//! The layout is that of dfx-mgr's README: `NAME.bit.bin`, `NAME.dtbo` and a `shell.json` that says `XRT_FLAT` for
//! a design that fills the device. `dfx-mgr-client -load NAME` loads it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::bitstream::Bitstream;

const SHELL: &str = "{\n    \"shell_type\": \"XRT_FLAT\",\n    \"num_slots\": \"1\"\n}\n";

/// A package that was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The folder's name is the package's.
    #[error("the folder of a package has a name, as in /lib/firmware/xilinx/ganax")]
    NoName,
    /// The folder has something else in it.
    #[error(
        "the folder holds {0}, which is of no package of that name; choose another folder, or an empty one"
    )]
    Foreign(String),
    /// The operating system refused.
    #[error("{path}: {source}", path = .path.display())]
    Os {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// Writes a package into the folder `folder`, which gives it its name; on a board that is
/// `/lib/firmware/xilinx/NAME`. Only an earlier package of that name gives way.
///
/// # Errors
/// A folder without a name or with other files, or the operating system's refusal.
pub fn write_package(folder: &Path, bitstream: &Bitstream, overlay: &[u8]) -> Result<(), PackageError> {
    let name = folder.file_name().ok_or(PackageError::NoName)?.to_string_lossy();
    let (data, tree) = (format!("{name}.bit.bin"), format!("{name}.dtbo"));
    let files =
        [(data, bitstream.for_manager()), (tree, overlay.to_vec()), ("shell.json".into(), SHELL.into())];
    let os = |path: &Path| {
        let path = path.to_owned();
        move |source| PackageError::Os { path, source }
    };
    fs::create_dir_all(folder).map_err(os(folder))?;
    for entry in fs::read_dir(folder).map_err(os(folder))? {
        let found = entry.map_err(os(folder))?.file_name();
        if !files.iter().any(|(file, _)| found == file.as_str()) {
            return Err(PackageError::Foreign(found.to_string_lossy().escape_debug().to_string()));
        }
    }
    for (file, bytes) in &files {
        let path = folder.join(file);
        fs::write(&path, bytes).map_err(os(&path))?;
    }
    Ok(())
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn files_have_the_name_of_the_folder() {
        let directory = tempfile::tempdir().expect("a directory");
        let bitstream = Bitstream { design: None, part: None, data: vec![1, 2, 3, 4] };
        let folder = directory.path().join("ganax");
        write_package(&folder, &bitstream, b"overlay").expect("writes");
        assert_eq!(fs::read(folder.join("ganax.bit.bin")).expect("reads"), [4, 3, 2, 1]);
        assert_eq!(fs::read(folder.join("ganax.dtbo")).expect("reads"), b"overlay");
        assert!(fs::read_to_string(folder.join("shell.json")).expect("reads").contains("XRT_FLAT"));
        write_package(&folder, &bitstream, b"another").expect("in the place of the earlier one");
        fs::write(folder.join("thesis.tex"), "years").expect("writes");
        let error = write_package(&folder, &bitstream, b"overlay").expect_err("somebody else's");
        assert!(error.to_string().contains("thesis.tex"), "{error}");
        assert_eq!(fs::read(folder.join("ganax.dtbo")).expect("reads"), b"another", "nothing was touched");
    }
}
