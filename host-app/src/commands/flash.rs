//! `ganax flash`: a bitstream into an FPGA, by the means that its board has.

use anyhow::Result;

use crate::cli::FlashArgs;

/// Runs the command.
///
/// # Errors
/// A file that is no bitstream, or one for another part; a board that is programmed by another program; and whatever the
/// kernel refuses.
#[cfg(target_os = "linux")]
pub fn run(args: &FlashArgs) -> Result<()> {
    crate::flash::run(args, &driver::programming::Programmer::default())
}

/// Boards need Linux.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn run(_: &FlashArgs) -> Result<()> {
    anyhow::bail!("boards need Linux")
}
