//! Area: yosys for three families, against a budget that is checked in.

use super::area::{self, Area, Counts, FAMILIES, Family, KINDS};
use super::record::{self, Record};
use super::tools;
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to synthesise.
#[derive(clap::Args, Default)]
pub struct Arguments {
    /// Configurations, such as ganax_4x4 [default: those of the budget]
    configuration: Vec<String>,
    /// Family: xc7, xcup or ecp5 [default: all]
    #[arg(long, value_name = "NAME")]
    family: Vec<String>,
    /// Print what every block takes
    #[arg(long)]
    blocks: bool,
    /// Write what was measured into the budget, rounded up to the next two percent
    #[arg(long)]
    update_budget: bool,
    /// Write what was measured into `bitstream/measured.json` and the page of results
    #[arg(long)]
    record: bool,
}

/// The most that a configuration may take of each kind, by family.
type Budget = BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>>;

/// Parts of the array that a dense-only one would not have, and the blocks that they are.
///
/// One stream for all PVs would still need one set of generators and one decoder; what is counted is all of them.
const EXTRAS: [(&str, &[&str]); 2] = [
    ("index generators and address FIFOs", &["address_source"]),
    ("micro-op buffers and their decoding", &["front_end", "global_buffer"]),
];

/// Synthesises and prints what it took beside what it may take.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let mut budget = budget()?;
    let wanted = match arguments.configuration.is_empty() {
        true => budget.keys().cloned().collect(),
        false => arguments.configuration.clone(),
    };
    ensure!(
        !wanted.is_empty(),
        "the budget is empty; name the configurations to synthesise, such as ganax_2x2"
    );
    let families = families(&arguments.family)?;
    // Before the table begins.
    wanted.iter().try_for_each(|configuration| source(configuration).map(drop))?;
    tools::require_environment()?;
    let mut tally = Tally::default();
    println!(
        "{:<14} {:<6} {:>9} {:>9} {:>6} {:>6} {:>8}",
        "configuration", "family", "LUT", "FF", "DSP", "RAM18", "LUT/PE"
    );
    for configuration in &wanted {
        for family in &families {
            let area = area::measure(&source(configuration)?, configuration, family)?;
            let limits = budget.get(configuration).and_then(|families| families.get(family.name));
            tally += judge(configuration, family, &area, limits)?;
            if arguments.blocks {
                print_blocks(&area);
            }
            if arguments.record {
                let entry = recorded(&area, configuration, elements(configuration)?)?;
                Record::update(|record| {
                    record.area.insert(format!("{configuration} {}", family.name), entry);
                })?;
            }
            if arguments.update_budget {
                let families = budget.entry(configuration.clone()).or_default();
                families.insert(family.name.to_owned(), allowances(area.total()));
            }
        }
    }
    if arguments.update_budget {
        write(&budget)?;
    }
    Ok(tally)
}

/// The committed Verilog of a configuration.
fn source(configuration: &str) -> Result<PathBuf> {
    let path = workspace::root().join(format!("bitstream/generated/{configuration}.v"));
    ensure!(path.is_file(), "{configuration}: there is no {}", path.display());
    Ok(path)
}

/// Prints a line of the table; skipped where there is no budget.
fn judge(
    configuration: &str,
    family: &Family,
    area: &Area,
    limits: Option<&BTreeMap<String, u64>>,
) -> Result<Tally> {
    let total = area.total();
    let over = limits.map_or_else(Vec::new, |limits| over(&total, limits));
    let (verdict, tally) = match (limits, over.is_empty()) {
        (None, _) => ("  no budget".into(), Tally { skipped: 1, ..Tally::default() }),
        (_, true) => (String::new(), Tally::one(true)),
        (_, false) => (format!("  OVER BUDGET: {}", over.join(", ")), Tally::one(false)),
    };
    let [lut, ff, dsp, ram] = total;
    let each = lut.div_ceil(elements(configuration)?);
    println!("{configuration:<14} {:<6} {lut:>9} {ff:>9} {dsp:>6} {ram:>6} {each:>8}{verdict}", family.name);
    Ok(tally)
}

fn allowances(total: Counts) -> BTreeMap<String, u64> {
    KINDS.iter().zip(total).map(|(kind, count)| ((*kind).to_owned(), allowance(count))).collect()
}

/// A bound two percent above what was measured, in steps that keep it stable; what comes in pieces has no margin.
fn allowance(count: u64) -> u64 {
    if count < 2_000 { count } else { (count + count / 50).div_ceil(100) * 100 }
}

fn families(names: &[String]) -> Result<Vec<&'static Family>> {
    if names.is_empty() {
        return Ok(FAMILIES.iter().collect());
    }
    let find = |name: &String| {
        FAMILIES.iter().find(|family| family.name == name).with_context(|| {
            let known: Vec<&str> = FAMILIES.iter().map(|family| family.name).collect();
            format!("no family {name}; there are {}", known.join(", "))
        })
    };
    names.iter().map(find).collect()
}

/// PEs of a configuration, by its name `ganax_PxN`.
fn elements(configuration: &str) -> Result<u64> {
    let geometry = configuration.rsplit('_').find_map(|part| part.split_once('x'));
    let Some((Ok(pvs), Ok(pes))) = geometry.map(|(pvs, pes)| (pvs.parse::<u64>(), pes.parse::<u64>())) else {
        bail!("{configuration}: a configuration is called ganax_PxN, such as ganax_4x4");
    };
    Ok(pvs * pes)
}

fn over(total: &Counts, limits: &BTreeMap<String, u64>) -> Vec<String> {
    KINDS
        .iter()
        .zip(total)
        .filter_map(|(kind, count)| {
            let limit = *limits.get(*kind)?;
            (*count > limit).then(|| format!("{kind} {count} > {limit}"))
        })
        .collect()
}

fn recorded(area: &Area, configuration: &str, elements: u64) -> Result<record::Area> {
    let extra = |(what, blocks): (&str, &[&str])| {
        let [lut, ff, ..] = area.of(|name| blocks.contains(&name));
        (what.to_owned(), lut, ff)
    };
    Ok(record::Area {
        verilog: record::verilog_hash(configuration)?,
        total: area.total(),
        elements,
        blocks: area.blocks().into_iter().map(|block| (block.name, block.instances, block.each)).collect(),
        extras: EXTRAS.into_iter().map(extra).collect(),
    })
}

fn print_blocks(area: &Area) {
    for block in area.blocks() {
        let [lut, ff, dsp, ram] = block.each;
        let name = format!("{}{} x{}", "  ".repeat(block.depth + 1), block.name, block.instances);
        println!("{name:<34} {lut:>9} {ff:>9} {dsp:>6} {ram:>6} each");
    }
    let [total, total_ff, ..] = area.total();
    for (what, blocks) in EXTRAS {
        let [lut, ff, ..] = area.of(|name| blocks.contains(&name));
        println!(
            "  {what}: {lut} LUT, {ff} FF: {:.1} % and {:.1} % over the rest",
            percent(lut, total - lut),
            percent(ff, total_ff - ff)
        );
    }
}

fn percent(part: u64, rest: u64) -> f64 {
    part as f64 * 100.0 / (rest.max(1)) as f64
}

fn path() -> std::path::PathBuf {
    workspace::root().join("bitstream/budget.json")
}

fn budget() -> Result<Budget> {
    let text =
        std::fs::read_to_string(path()).with_context(|| format!("{} cannot be read", path().display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is damaged", path().display()))
}

fn write(budget: &Budget) -> Result<()> {
    let text = serde_json::to_string_pretty(budget)? + "\n";
    let temporary = path().with_extension("json.new");
    std::fs::write(&temporary, text)?;
    std::fs::rename(&temporary, path()).with_context(|| format!("{} cannot be written", path().display()))
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn more_than_the_budget_is_named_and_no_more_is_not() {
        let limits = BTreeMap::from([("LUT".to_owned(), 10), ("DSP".to_owned(), 4)]);
        assert_eq!(over(&[10, 99, 4, 9], &limits), Vec::<String>::new());
        assert_eq!(over(&[11, 0, 5, 0], &limits), ["LUT 11 > 10", "DSP 5 > 4"]);
    }

    #[test]
    fn geometry_is_in_the_name() {
        assert_eq!(elements("ganax_8x16").expect("128"), 128);
        assert!(elements("ganax").is_err());
    }
}
