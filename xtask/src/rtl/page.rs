//! `docs/results-rtl.md`: what was measured of the RTL, from the record. Measures nothing.

use super::area::KINDS;
use super::record::{Record, verilog_hash};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;

/// The page, from the top of the repository.
const PAGE: &str = "docs/results-rtl.md";

/// Writes the page.
pub fn write() -> Result<()> {
    let text = render(&Record::load()?, |configuration| verilog_hash(configuration).ok());
    std::fs::write(workspace::root().join(PAGE), text).with_context(|| format!("{PAGE} cannot be written"))
}

/// Fails if the committed page is not what [`write`] would write.
pub fn check() -> Result<()> {
    let committed = std::fs::read_to_string(workspace::root().join(PAGE))
        .with_context(|| format!("{PAGE} cannot be read"))?;
    if committed != render(&Record::load()?, |configuration| verilog_hash(configuration).ok()) {
        bail!("{PAGE} is stale; `cargo xtask codegen` brings it up to date");
    }
    println!("{PAGE} is up to date");
    Ok(())
}

/// The page; `current` is the hash of the committed Verilog of a configuration.
fn render(record: &Record, current: impl Fn(&str) -> Option<String>) -> String {
    let age = |configuration: &str, verilog: &str| match current(configuration) {
        Some(hash) if hash == verilog => "committed",
        _ => "older",
    };
    let mut page = String::from(
        "<!-- Generated from `bitstream/measured.json` by `cargo xtask codegen`. Do not edit. -->\n\n# Results of the RTL\n\n\
         What the Verilog in `bitstream/generated` does and takes. Each row says whether it was measured with the committed Verilog or an older one.\n\n\
         ## Networks\n\n\
         `cargo xtask rtl networks`: the network runs on the Verilog under Verilator and on level `cycle`, through the same driver, on seeded random inputs; every byte\n\
         of the outputs is compared.\n\n\
         | network | array | images | cycles on the RTL | cycles of the model | equal output bytes | Verilog |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, run) in &record.networks {
        let (network, array) = name.split_once(' ').unwrap_or((name, ""));
        let _ = writeln!(
            page,
            "| {network} | {array} | {} | {} | {} | {} | {} |",
            run.images,
            run.cycles,
            run.cycles_of_model,
            run.equal_bytes,
            age(&format!("ganax_{array}"), &run.verilog)
        );
    }
    page += "\n## Area\n\n\
         `cargo xtask rtl synth --record`: yosys, each block once, borders between blocks kept, no pins. Carry cells of an ECP5 count as two LUTs, LUT RAMs as the LUTs they\n\
         take; block RAM in pieces of 18 Kbit.\n\n\
         | configuration | family | LUT | FF | DSP | RAM | LUT per PE | Verilog |\n|---|---|---|---|---|---|---|---|\n";
    for (name, area) in &record.area {
        let (configuration, family) = name.split_once(' ').unwrap_or((name, ""));
        let [lut, ff, dsp, ram] = area.total;
        let _ = writeln!(
            page,
            "| {configuration} | {family} | {lut} | {ff} | {dsp} | {ram} | {} | {} |",
            lut.div_ceil(area.elements.max(1)),
            age(configuration, &area.verilog)
        );
    }
    page += &blocks(record);
    page += "\n## Timing\n\n\
         `cargo xtask rtl pnr --record`: yosys, nextpnr and ecppack, the accelerator in a shell of shift registers.\n\n\
         | configuration | part | Fmax, MHz | placed | bitstream, bytes | longest path | Verilog |\n|---|---|---|---|---|---|---|\n";
    for (configuration, timing) in &record.timing {
        let placed: Vec<String> =
            timing.utilisation.iter().map(|(cell, used, all)| format!("{cell} {used} of {all}")).collect();
        let _ = writeln!(
            page,
            "| {configuration} | {} | {:.1} | {} | {} | {} | {} |",
            timing.part,
            timing.fmax_mhz,
            placed.join(", "),
            timing.bitstream_bytes,
            timing.critical_path,
            age(configuration, &timing.verilog)
        );
    }
    page
}

/// Where the area goes, for the largest array of each family on record.
fn blocks(record: &Record) -> String {
    let mut text = String::new();
    for (name, area) in &record.area {
        if !name.ends_with(" xc7") {
            continue;
        }
        let _ = write!(
            text,
            "\n### {name}, by block\n\nOne instance with everything in it.\n\n| block | instances | {} |\n|---|---|---|---|---|---|\n",
            KINDS.join(" | ")
        );
        for (block, instances, counts) in &area.blocks {
            let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
            let _ = writeln!(text, "| {block} | {instances} | {} |", counts.join(" | "));
        }
        let [lut, ff, ..] = area.total;
        let over = |part: u64, all: u64| part as f64 * 100.0 / all.saturating_sub(part).max(1) as f64;
        text += "\nWhat a dense-only array would not have, over the rest:\n\n| part | LUT | over the rest | FF | over the rest |\n|---|---|---|---|---|\n";
        for (what, luts, ffs) in &area.extras {
            let _ = writeln!(
                text,
                "| {what} | {luts} | {:.1} % | {ffs} | {:.1} % |",
                over(*luts, lut),
                over(*ffs, ff)
            );
        }
    }
    text
}

#[cfg(test)]
mod test {
    use super::super::record::Network;
    use super::*;

    #[test]
    fn figures_of_another_verilog_are_called_older() {
        let run = |verilog: &str| Network {
            verilog: verilog.into(),
            images: 1,
            cycles: 7,
            cycles_of_model: 7,
            equal_bytes: 9,
        };
        let mut record = Record::default();
        record.networks.insert("a 2x2".into(), run("same"));
        record.networks.insert("b 2x2".into(), run("other"));
        let page = render(&record, |configuration| (configuration == "ganax_2x2").then(|| "same".into()));
        assert!(page.contains("| a | 2x2 | 1 | 7 | 7 | 9 | committed |"), "{page}");
        assert!(page.contains("| b | 2x2 | 1 | 7 | 7 | 9 | older |"), "{page}");
    }
}
