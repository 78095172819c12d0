//! The parts of the `ganax` command line: files, pictures, figures and commands.

pub mod cli;
pub mod commands;
pub mod npz;
pub mod output;
pub mod picture;
pub mod progress;
pub mod quality;
pub mod table;
