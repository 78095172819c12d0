//! Does the array fit the part? Cells after synthesis by yosys, beside what the part has and the shell is allowed.

use crate::rtl;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use boards::{Board, Limits};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// What the accelerator takes: LUTs, flip-flops, DSPs, and block RAMs of the family's kind, a RAMB18 being half of one.
pub struct Area {
    lut: u64,
    ff: u64,
    dsp: u64,
    block_ram: f64,
}

/// Synthesises, unless the same Verilog was synthesised before by the same yosys.
pub fn of(board: &Board, verilog: &Path) -> Result<Area> {
    let name = board.part.family.to_string();
    let family = rtl::FAMILIES.iter().find(|family| family.name == name).context("no such family")?;
    let text = std::fs::read_to_string(verilog)?;
    let module = board.module();
    let directory = workspace::target().join("board-check").join("area");
    std::fs::create_dir_all(&directory)?;
    let mut hasher = DefaultHasher::new();
    (text, &name, rtl::requirements()?).hash(&mut hasher);
    let cache = directory.join(format!("{module}.{:016x}.json", hasher.finish()));
    let known = std::fs::read_to_string(&cache).ok().and_then(|text| serde_json::from_str(&text).ok());
    let [lut, ff, dsp, ram] = match known {
        Some(counts) => counts,
        None => {
            println!("{}: synthesis for {name}", board.name);
            let counts = rtl::measure(verilog, &module, family)?.total();
            keep(&cache, &serde_json::to_string(&counts)?)?;
            counts
        }
    };
    let pieces = if name == "ecp5" { 1.0 } else { 2.0 };
    Ok(Area { lut, ff, dsp, block_ram: ram as f64 / pieces })
}

/// Writes a file that is whole or not there.
fn keep(path: &Path, text: &str) -> Result<()> {
    let temporary = path.with_extension("partial");
    std::fs::write(&temporary, text)
        .and_then(|()| std::fs::rename(&temporary, path))
        .with_context(|| format!("{} cannot be written", path.display()))
}

impl Area {
    /// Accelerator and shell, beside what the part has, kind by kind.
    fn kinds(&self, board: &Board) -> [(&'static str, f64, u64); 4] {
        let (Self { lut, ff, dsp, block_ram }, kept) = (self, board.shell.allowance());
        let Limits { lut: luts, ff: ffs, dsp: dsps, block_ram: block_rams, .. } = board.part.limits;
        [
            ("LUTs", (lut + kept.lut) as f64, luts),
            ("flip-flops", (ff + kept.ff) as f64, ffs),
            ("DSPs", (dsp + kept.dsp) as f64, dsps),
            ("block RAMs", *block_ram + kept.block_ram as f64, block_rams),
        ]
    }

    /// # Errors
    /// The kinds of which there are too few.
    pub fn fits(&self, board: &Board) -> Result<()> {
        let over: Vec<String> = self
            .kinds(board)
            .into_iter()
            .filter(|(_, used, limit)| *used > *limit as f64)
            .map(|(kind, used, limit)| format!("{used} of {limit} {kind}"))
            .collect();
        ensure!(over.is_empty(), "does not fit {}: {}", board.part.name, over.join(", "));
        Ok(())
    }

    /// One cell of the table for each kind.
    pub fn cells(&self, board: &Board) -> Vec<String> {
        let show =
            |(_, used, limit): (&str, f64, u64)| format!("{used} {:.0} %", 100.0 * used / limit as f64);
        self.kinds(board).into_iter().map(show).collect()
    }
}

#[cfg(test)]
mod test {
    use super::Area;

    #[test]
    fn shell_counts_and_what_is_too_much_is_named() {
        let board = boards::find("pynq-z2").unwrap();
        let area = |lut, block_ram| Area { lut, ff: 0, dsp: 0, block_ram };
        let rest = board.part.limits.lut - board.shell.allowance().lut;
        assert!(area(rest, 0.0).fits(board).is_ok());
        assert!(area(rest + 1, 0.0).fits(board).unwrap_err().to_string().contains("LUTs"));
        assert!(area(0, 140.5).fits(board).unwrap_err().to_string().contains("140.5 of 140 block RAMs"));
    }
}
