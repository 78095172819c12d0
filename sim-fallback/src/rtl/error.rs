//! Why level `rtl` could not be opened.

use std::path::PathBuf;

use super::build::OLDEST_VERILATOR;

/// A device of level `rtl` that cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RtlError {
    /// There is no Verilator.
    #[error(
        "`{program}` is not installed: level rtl needs Verilator {} or later with make and a C++ compiler (Debian: apt-get install verilator g++ make)",
        version(OLDEST_VERILATOR)
    )]
    NoVerilator {
        /// The program that was looked for.
        program: String,
    },
    /// Verilator is too old, or is something else.
    #[error("`{program}` is {found}, level rtl needs Verilator {} or later", version(OLDEST_VERILATOR))]
    OldVerilator {
        /// The program that was found.
        program: String,
        /// What it says of itself.
        found: String,
    },
    /// No Verilog is committed for the array.
    #[error(
        "there is no Verilog of a {array} in this program (committed, with the reference buffers: {committed}); compile for one of these with --array, or emit it with `cargo xtask rtl emit {emit}` and pass the file to `ganax run` with --rtl-source"
    )]
    NoDesign {
        /// The array, and which of its buffers are not the reference's.
        array: String,
        /// The configurations that there are.
        committed: String,
        /// How `rtl emit` is told which array.
        emit: String,
    },
    /// The user's Verilog cannot be read.
    #[error("{}: cannot read the Verilog: {source}", path.display())]
    Source {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The cache of models cannot be used.
    #[error("{}: {action}: {source}; GANAX_CACHE_DIR names another place", path.display())]
    Cache {
        /// File or directory.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Verilator or the compiler failed.
    #[error("the RTL model cannot be built: {message}; everything that was said is in {}", log.display())]
    Build {
        /// The first error.
        message: String,
        /// The whole output.
        log: PathBuf,
    },
    /// The library that was built cannot be loaded.
    #[error("{}: cannot load the RTL model: {message}; delete the folder that it is in to have it built anew", path.display())]
    Load {
        /// The library.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// The place of the memory does not suit a bus of 16 bytes.
    #[error("device memory at {base:#x}..+{bytes:#x} is not aligned to the {beat} bytes of a beat")]
    Alignment {
        /// Address of the first byte.
        base: u64,
        /// Number of bytes.
        bytes: usize,
        /// Bytes of a beat.
        beat: u64,
    },
    /// The waves cannot be written.
    #[error("{}: cannot write waves: {source}", path.display())]
    Wave {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// As every software device.
    #[error(transparent)]
    Open(#[from] crate::OpenError),
}

fn version((major, minor): (u32, u32)) -> String {
    format!("{major}.{minor:03}")
}
