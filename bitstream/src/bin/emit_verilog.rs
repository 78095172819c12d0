//! Writes the Verilog of the blocks and of whole arrays, or checks that what is committed is up to date.

use anyhow::{Context, bail};
use bitstream::catalogue::{BLOCKS, Entry, PROOF_BLOCKS};
use bitstream::configuration::Configuration;
use clap::Parser;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where the committed Verilog lies.
const GENERATED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/generated");
/// Where the configurations lie whose Verilog is committed.
const CONFIGURATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/configs");

/// Translates blocks and whole arrays of the accelerator from rust-hdl to Verilog.
///
/// Without --block, --array and --config: everything that has committed Verilog.
#[derive(Parser)]
#[command(name = "emit-verilog")]
struct Arguments {
    /// Block to translate; may be repeated
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(names()))]
    block: Vec<String>,

    /// Whole accelerator to translate, PVs x PEs: that of `bitstream/configs` if there is one, else with the reference
    /// buffers; may be repeated
    #[arg(long, value_name = "PxN", value_parser = geometry)]
    array: Vec<(u32, u32)>,

    /// Whole accelerator to translate, described in a TOML file; may be repeated
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,

    /// What `BUILD_ID` of an accelerator shows
    #[arg(long, default_value_t = 0)]
    build_id: u32,

    /// Clock of an accelerator in kHz [default: that of its configuration]
    #[arg(long)]
    clock_khz: Option<u32>,

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

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let everything = arguments.block.is_empty() && arguments.array.is_empty() && arguments.config.is_empty();
    let mut blocks: Vec<Entry> = arguments.block.iter().filter_map(|name| Entry::find(name)).collect();
    let mut configurations = arrays(arguments)?;
    if everything {
        blocks = BLOCKS.to_vec();
        configurations = Configuration::read_all(Path::new(CONFIGURATIONS))?;
    }
    for entry in blocks {
        arguments.put(&entry.file_name(), &entry.verilog()?.to_string(), &entry.command())?;
    }
    for mut configuration in configurations {
        configuration.clock_khz = arguments.clock_khz.unwrap_or(configuration.clock_khz);
        let (name, command) = (&configuration.name, configuration.command());
        let design = configuration.verilog(arguments.build_id)?;
        arguments.put(&format!("{name}.v"), &design.to_string(), &command)?;
        arguments.put(&format!("{name}.ports.txt"), &design.ports(), &command)?;
    }
    Ok(())
}

/// The arrays that were asked for.
fn arrays(arguments: &Arguments) -> anyhow::Result<Vec<Configuration>> {
    let mut found = vec![];
    for &(pv_count, pe_count) in &arguments.array {
        let path = Path::new(CONFIGURATIONS).join(format!("ganax_{pv_count}x{pe_count}.toml"));
        let configuration = match path.exists() {
            true => Configuration::read(&path)?,
            false => Configuration::of_geometry(pv_count, pe_count),
        };
        configuration.arch.validate()?;
        found.push(configuration);
    }
    for path in &arguments.config {
        found.push(Configuration::read(path)?);
    }
    Ok(found)
}

/// Reads `4x4`.
fn geometry(text: &str) -> Result<(u32, u32), String> {
    let parts = text.split_once('x').and_then(|(pvs, pes)| Some((pvs.parse().ok()?, pes.parse().ok()?)));
    parts.ok_or_else(|| format!("`{text}` is not of the form PVsxPEs, such as 4x4"))
}

impl Arguments {
    /// Writes a file, or compares it with what is there.
    fn put(&self, file_name: &str, text: &str, command: &str) -> anyhow::Result<()> {
        let path = self.output.join(file_name);
        if self.check { check(&path, text, command) } else { write(&path, text) }
    }
}

fn check(path: &Path, text: &str, command: &str) -> anyhow::Result<()> {
    let committed = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read; to write it: {command}", path.display()))?;
    if committed != text {
        bail!("{} is stale; to bring it up to date: {command}", path.display());
    }
    println!("{} is up to date", path.display());
    Ok(())
}

/// A file has its name when it is whole; a link of that name gives way, and not what it leads to.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory)
            .with_context(|| format!("{} cannot be made", directory.display()))?;
    }
    let partial = path.with_added_extension(format!("{}.partial", std::process::id()));
    let written = std::fs::write(&partial, text).and_then(|()| std::fs::rename(&partial, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    written.with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}", path.display());
    Ok(())
}
