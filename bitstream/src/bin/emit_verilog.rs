//! Writes the Verilog of the blocks, or checks that what is committed is up to date.

use anyhow::{Context, bail};
use bitstream::catalogue::{BLOCKS, Entry, PROOF_BLOCKS};
use clap::Parser;
use clap::builder::PossibleValuesParser;
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
