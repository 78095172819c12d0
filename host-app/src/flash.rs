//! Bitstreams into FPGAs: by the kernel's FPGA manager, by the board's own program, or by a command that is shown.
//!
//! With a board, its description says which of them, and which part the file must be for; without one, the options do.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use boards::{Board, Family, Flash};
use driver::programming::{Bitstream, Programmer, check_lattice_part, write_package};

use crate::cli::FlashArgs;
use crate::commands::print_line;
use crate::way_in::Invocation;

/// Where `dfx-mgrd` looks for packages.
const PACKAGES: &str = "/lib/firmware/xilinx";
const MANAGER: &str = "fpga0";

/// Does what `ganax flash` was asked for.
///
/// # Errors
/// A file that is no bitstream, or one for another part; a board that is programmed by another program; and whatever the
/// kernel refuses.
pub fn run(args: &FlashArgs, programmer: &Programmer) -> Result<()> {
    let overlay = args.overlay.as_deref().map(read_overlay).transpose()?;
    match (&args.bitstream, &args.board) {
        (Some(path), Some(name)) => {
            let board = boards::find(name)?;
            into_board(args, programmer, board, path, overlay)?;
        }
        (Some(path), None) => by_options(args, programmer, path, overlay)?,
        (None, _) => {}
    }
    if let Some(address) = &args.rescan {
        programmer.rescan(address)?;
        print_line(&format!("{address}: there"))?;
    }
    Ok(())
}

/// More than any bitstream; the largest parts take some 200 Mbyte.
const MOST_BYTES: u64 = 512 << 20;

/// Reads a file that has an end: devices and pipes may have none, and a pipe would be waited for when it is opened.
fn read(path: &Path) -> Result<Vec<u8>> {
    let read = || {
        let metadata = std::fs::metadata(path)?;
        ensure!(metadata.is_file(), "not a regular file");
        let too_long = |bytes: u64| bytes > MOST_BYTES;
        let mut data = Vec::new();
        if !too_long(metadata.len()) {
            File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut data)?;
        }
        ensure!(
            !too_long(metadata.len().max(data.len() as u64)),
            "more than {} MiB; no bitstream and no overlay is that long",
            MOST_BYTES >> 20
        );
        Ok(data)
    };
    read().with_context(|| path.display().to_string())
}

/// Files of compiled device trees begin so (Devicetree Specification 0.4, section 5.2).
const DEVICE_TREE_MAGIC: [u8; 4] = [0xd0, 0x0d, 0xfe, 0xed];

fn read_overlay(path: &Path) -> Result<Vec<u8>> {
    let overlay = read(path)?;
    let name = path.display();
    ensure!(
        overlay.starts_with(&DEVICE_TREE_MAGIC),
        "{name}: no compiled device-tree overlay; `dtc -@` makes one of a .dtso file"
    );
    let promised = overlay.get(4..8).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    ensure!(
        promised.is_some_and(|promised| u64::from(promised) == overlay.len() as u64),
        "{name}: its header promises {} bytes, the file has {}; it was cut off, make or copy it again",
        promised.unwrap_or_default(),
        overlay.len()
    );
    Ok(overlay)
}

/// The board says what the file must be for and how it gets in.
fn into_board(
    args: &FlashArgs,
    programmer: &Programmer,
    board: &Board,
    path: &Path,
    overlay: Option<Vec<u8>>,
) -> Result<()> {
    let (name, file) = (path.display(), read(path)?);
    if board.part.family == Family::Ecp5 {
        let part = check_lattice_part(&file, &board.part.name).with_context(|| name.to_string())?;
        print_line(&format!("{name}: for part {part}"))?;
        return with_tool(board, path);
    }
    let bitstream = Bitstream::parse(&file).with_context(|| name.to_string())?;
    bitstream.check_board_part(&board.part.name).with_context(|| name.to_string())?;
    print_line(&format!("{name}: for part {}", bitstream.part.as_deref().unwrap_or_default()))?;
    match &board.flash {
        Flash::FpgaManager { manager, firmware } => {
            let manager = args.manager.as_deref().unwrap_or(manager);
            load(programmer, manager, firmware, &bitstream)?;
            apply(programmer, &board.module(), overlay)
        }
        Flash::DfxMgr { package } => {
            let Some(overlay) = overlay else {
                bail!("{} takes a package of bitstream and overlay; give --overlay FILE.dtbo", board.name)
            };
            let folder = args.package.clone().unwrap_or_else(|| Path::new(PACKAGES).join(package));
            write_package(&folder, &bitstream, &overlay).with_context(|| folder.display().to_string())?;
            print_line(&format!("package written to {}", folder.display()))?;
            if args.package.is_some() { Ok(()) } else { with_tool(board, path) }
        }
        _ => with_tool(board, path),
    }
}

/// Starts the board's program where this one may, and says which it is where it may not or where it is missing.
fn with_tool(board: &Board, path: &Path) -> Result<()> {
    let Some(invocation) = Invocation::of(board, path)? else { return Ok(()) };
    let own = matches!(board.flash, Flash::OpenFpgaLoader { .. } | Flash::DfxMgr { .. });
    match invocation.installed() {
        Some(program) if own => {
            print_line(&format!("running {invocation}"))?;
            invocation.run(&program)
        }
        _ if own => {
            bail!("{}: its program is not installed; where it is, run: {invocation}", board.name)
        }
        _ => bail!(
            "{} is programmed over JTAG, which this command does not drive; run: {invocation}",
            board.name
        ),
    }
}

/// Without a board, the options say what the file must be for and where it goes.
fn by_options(
    args: &FlashArgs,
    programmer: &Programmer,
    path: &Path,
    overlay: Option<Vec<u8>>,
) -> Result<()> {
    let name = path.display();
    let bitstream = Bitstream::parse(&read(path)?).with_context(|| name.to_string())?;
    match (&bitstream.part, &args.part) {
        (Some(part), _) if !part.is_empty() => print_line(&format!("{name}: for part {part}"))?,
        (Some(_), _) => log::warn!("{name}: its header names no part"),
        (None, Some(_)) => {
            log::warn!("{name} has no header: whether it is for this part cannot be checked")
        }
        (None, None) => {}
    }
    if let Some(part) = &args.part {
        bitstream.check_part(part).with_context(|| name.to_string())?;
    }
    if let Some(folder) = &args.package {
        write_package(folder, &bitstream, &overlay.unwrap_or_default())
            .with_context(|| folder.display().to_string())?;
        return print_line(&format!("package written to {}", folder.display()));
    }
    let stem = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = stem.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or("ganax");
    let manager = args.manager.as_deref().unwrap_or(MANAGER);
    load(programmer, manager, &format!("{stem}.bit.bin"), &bitstream)?;
    apply(programmer, stem, overlay)
}

fn load(programmer: &Programmer, manager: &str, firmware: &str, bitstream: &Bitstream) -> Result<()> {
    if let Some(family) = programmer.family() {
        bitstream.check_family(family)?;
    }
    programmer.load(manager, firmware, &bitstream.for_manager())?;
    print_line(&format!("{manager}: operating"))
}

fn apply(programmer: &Programmer, name: &str, overlay: Option<Vec<u8>>) -> Result<()> {
    let Some(blob) = overlay else { return Ok(()) };
    programmer.apply_overlay(name, &blob)?;
    print_line(&format!("overlay {name}: applied"))
}

#[cfg(test)]
mod test;
