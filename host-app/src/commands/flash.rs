//! `ganax flash`: a bitstream into an FPGA, by the means that its board has.

use anyhow::Result;

use crate::cli::FlashArgs;

/// Runs the command.
///
/// # Errors
/// A file that is no bitstream, or one for another part; and whatever the kernel refuses.
#[cfg(target_os = "linux")]
pub fn run(args: &FlashArgs) -> Result<()> {
    use super::print_line;
    use anyhow::Context;
    use driver::programming::{Bitstream, Programmer, write_package};

    let programmer = Programmer::default();
    let read = |path: &std::path::Path| std::fs::read(path).with_context(|| path.display().to_string());
    let overlay = args.overlay.as_deref().map(read).transpose()?;
    if let Some(path) = &args.bitstream {
        let name = path.display();
        let bitstream = Bitstream::parse(&read(path)?).with_context(|| name.to_string())?;
        match (&bitstream.part, &args.part) {
            (Some(part), _) => print_line(&format!("{name}: for part {part}"))?,
            (None, Some(_)) => {
                log::warn!("{name} has no header: whether it is for this part cannot be checked")
            }
            (None, None) => {}
        }
        if let Some(part) = &args.part {
            bitstream.check_part(part)?;
        }
        if let Some(folder) = &args.package {
            write_package(folder, &bitstream, &overlay.unwrap_or_default())
                .with_context(|| folder.display().to_string())?;
            return print_line(&format!("package written to {}", folder.display()));
        }
        if let Some(family) = programmer.family() {
            bitstream.check_family(family)?;
        }
        let stem = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = stem.split('.').next().unwrap_or("ganax");
        programmer.load(&args.manager, &format!("{stem}.bit.bin"), &bitstream.for_manager())?;
        print_line(&format!("{}: operating", args.manager))?;
        if let Some(blob) = overlay {
            programmer.apply_overlay(stem, &blob)?;
            print_line(&format!("overlay {stem}: applied"))?;
        }
    }
    if let Some(address) = &args.rescan {
        programmer.rescan(address)?;
        print_line(&format!("{address}: there"))?;
    }
    Ok(())
}

/// Boards need Linux.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn run(_: &FlashArgs) -> Result<()> {
    anyhow::bail!("boards need Linux")
}
