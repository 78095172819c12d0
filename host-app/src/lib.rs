//! The parts of the `ganax` command line: files, pictures, figures and commands.
//!
//! A library so that suites and fuzz targets can reach the readers; the program itself is `main.rs`. Nothing
//! here decides about numbers: that is the compiler's and the device's business.

pub mod bench;
pub mod cli;
pub mod commands;
pub mod device;
pub mod estimate;
pub mod execution;
#[cfg(target_os = "linux")]
pub mod flash;
pub mod inputs;
pub mod model;
pub mod npz;
pub mod output;
pub mod picture;
pub mod progress;
pub mod quality;
pub mod recognise;
pub mod rtl;
pub mod table;
pub mod way_in;
