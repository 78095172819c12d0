//! Does the array fit the part? Cells after synthesis by yosys, beside what the part has and the shell is allowed.

use crate::rtl::{self, Cells, Used};
use crate::workspace;
use anyhow::{Context, Result, ensure};
use boards::{Board, Limits};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Modules that stay modules: equal ones are synthesised once, however often they are instantiated.
const KEPT: [&str; 6] = ["processing_vector*", "control", "sequencer", "loads", "store", "table_delay"];

/// What the accelerator takes.
pub struct Area(Used);

/// Synthesises, unless the same Verilog was synthesised before by the same yosys with the same command.
pub fn of(board: &Board, verilog: &Path) -> Result<Area> {
    let family = board.part.family.to_string();
    let text = std::fs::read_to_string(verilog)?;
    let module = board.module();
    let kept: Vec<String> = KEPT.iter().map(|name| format!("{module}_{name}")).collect();
    // A name that is not there would only be a warning, and the run would take an hour.
    let there: String = kept.iter().map(|name| format!("select -assert-min 1 {name}; ")).collect();
    let script = format!(
        "read_verilog {}; hierarchy -check -top {module}; {there}setattr -mod -set keep_hierarchy 1 {}; {} -top {module}",
        verilog.display(),
        kept.join(" "),
        rtl::synthesis_command(&family)?,
    );
    let directory = workspace::target().join("board-check").join("area");
    std::fs::create_dir_all(&directory)?;
    let mut hasher = DefaultHasher::new();
    (text, &script, rtl::requirements()?).hash(&mut hasher);
    let stem = format!("{}.{:016x}", board.module(), hasher.finish());
    let cache = directory.join(format!("{stem}.cells.json"));
    let cells: Cells = match std::fs::read_to_string(&cache) {
        Ok(text) => serde_json::from_str(&text).with_context(|| format!("{} is damaged", cache.display()))?,
        Err(_) => {
            println!("{}: synthesis for {family}", board.name);
            let cells = rtl::cells(&directory, &stem, &script)?;
            std::fs::write(&cache, serde_json::to_string(&cells)?)?;
            cells
        }
    };
    Ok(Area(Used::count(&cells, &family)?))
}

impl Area {
    /// Accelerator and shell, beside what the part has, kind by kind.
    fn kinds(&self, board: &Board) -> [(&'static str, f64, u64); 4] {
        let (Used { lut, ff, dsp, block_ram }, kept) = (self.0, board.shell.allowance());
        let Limits { lut: luts, ff: ffs, dsp: dsps, block_ram: block_rams, .. } = board.part.limits;
        [
            ("LUTs", (lut + kept.lut) as f64, luts),
            ("flip-flops", (ff + kept.ff) as f64, ffs),
            ("DSPs", (dsp + kept.dsp) as f64, dsps),
            ("block RAMs", block_ram + kept.block_ram as f64, block_rams),
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
    use super::{Area, Used};

    #[test]
    fn shell_counts_and_what_is_too_much_is_named() {
        let board = boards::find("pynq-z2").unwrap();
        let area = |lut, block_ram| Area(Used { lut, ff: 0, dsp: 0, block_ram });
        let rest = board.part.limits.lut - board.shell.allowance().lut;
        assert!(area(rest, 0.0).fits(board).is_ok());
        assert!(area(rest + 1, 0.0).fits(board).unwrap_err().to_string().contains("LUTs"));
        assert!(area(0, 140.5).fits(board).unwrap_err().to_string().contains("140.5 of 140 block RAMs"));
    }
}
