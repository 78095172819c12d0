//! One file per command. This is where errors become words, and values become lines or JSON.

pub mod bench;
pub mod compile;
pub mod estimate;
pub mod flash;
pub mod inspect;
pub mod probe;
pub mod run;
pub mod serve_device;
pub mod setup;
pub mod zoo;

use anyhow::Result;
use serde::Serialize;

/// Prints a value as one line of JSON on stdout.
///
/// # Errors
/// stdout is closed.
pub fn print_json(value: &impl Serialize) -> Result<()> {
    print_line(&serde_json::to_string(value)?)
}

/// Prints text and a line end on stdout.
///
/// # Errors
/// stdout is closed.
pub fn print_line(text: &str) -> Result<()> {
    use std::io::Write;
    Ok(writeln!(std::io::stdout().lock(), "{text}")?)
}
