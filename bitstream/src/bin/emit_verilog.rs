//! Writes the Verilog of the blocks, or checks that what is committed is up to date.

use anyhow::{Context, bail};
use bitstream::accelerator::design;
use bitstream::catalogue::{BLOCKS, Entry, PROOF_BLOCKS};
use bitstream::control::Identity;
use clap::Parser;
use clap::builder::PossibleValuesParser;
use isa::ArchConfig;
use std::path::{Path, PathBuf};

/// Where the committed Verilog lies.
const GENERATED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/generated");

/// Translates blocks of the accelerator from rust-hdl to Verilog, one file per block.
#[derive(Parser)]
#[command(name = "emit-verilog")]
struct Arguments {
    /// Block to translate; may be repeated [default: all with committed Verilog]
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(names()))]
    block: Vec<String>,

    /// Whole accelerator to translate instead, PVs x PEs; may be repeated
    #[arg(long, value_name = "PxN", value_parser = geometry)]
    array: Vec<(u32, u32)>,

    /// What `BUILD_ID` of an accelerator shows
    #[arg(long, default_value_t = 0)]
    build_id: u32,

    /// Clock of an accelerator in kHz
    #[arg(long, default_value_t = 100_000)]
    clock_khz: u32,

    /// Directory of the Verilog files
    #[arg(short, long, value_name = "DIR", default_value = GENERATED, hide_default_value = true)]
    output: PathBuf,

    /// Write nothing; fail if a file is not what would be written
    #[arg(long)]
    check: bool,
}

fn names() -> Vec<&'static str> {
    BLOCKS.iter().chain(&PROOF_BLOCKS).map(|entry| entry.name).collect()
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    for &(pv_count, pe_count) in &arguments.array {
        let arch = ArchConfig::with_geometry(pv_count, pe_count);
        arch.validate()?;
        let identity = Identity::of_board(arch, arguments.build_id, arguments.clock_khz);
        let name = format!("ganax_{pv_count}x{pe_count}");
        let verilog = design(&identity, &name)?.to_string();
        write(&arguments.output.join(format!("{name}.v")), &verilog)?;
    }
    if !arguments.array.is_empty() && arguments.block.is_empty() {
        return Ok(());
    }
    let named: Vec<Entry> = arguments.block.iter().filter_map(|name| Entry::find(name)).collect();
    for entry in if named.is_empty() { BLOCKS.to_vec() } else { named } {
        let path = arguments.output.join(entry.file_name());
        let verilog = entry.verilog()?.to_string();
        if arguments.check {
            check(&entry, &path, &verilog)?;
        } else {
            write(&path, &verilog)?;
        }
    }
    Ok(())
}

/// Reads `4x4`.
fn geometry(text: &str) -> Result<(u32, u32), String> {
    let parts = text.split_once('x').and_then(|(pvs, pes)| Some((pvs.parse().ok()?, pes.parse().ok()?)));
    parts.ok_or_else(|| format!("`{text}` is not of the form PVsxPEs, such as 4x4"))
}

fn check(entry: &Entry, path: &Path, verilog: &str) -> anyhow::Result<()> {
    let committed = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read; to write it: {}", path.display(), entry.command()))?;
    if committed != verilog {
        bail!("{} is stale; to bring it up to date: {}", path.display(), entry.command());
    }
    println!("{} is up to date", path.display());
    Ok(())
}

fn write(path: &Path, verilog: &str) -> anyhow::Result<()> {
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory)
            .with_context(|| format!("{} cannot be made", directory.display()))?;
    }
    std::fs::write(path, verilog).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}", path.display());
    Ok(())
}
