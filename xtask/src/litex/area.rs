//! What a shell of LiteX takes beside the accelerator: yosys, with the accelerator and the hard block of PCIe as black boxes.

use super::generate::{self, Shell};
use crate::{rtl, workspace};
use anyhow::{Context, Result, ensure};
use boards::{Board, Family};

/// Vendor's wrapper of the hard block, which is no Verilog that LiteX writes.
const HARD_BLOCK: &str = "pcie_s7";

/// Prints what every shell takes, beside what its board keeps for it; false if one takes more.
pub fn within_allowances() -> Result<bool> {
    generate::require_environment()?;
    rtl::tools::require_environment()?;
    let mut within = true;
    println!(
        "{:<24} {:>8} {:>12} {:>6} {:>11}   kept for the shell",
        "shell of", "LUTs", "flip-flops", "DSPs", "block RAMs"
    );
    for board in boards::all().iter().filter(|board| matches!(board.shell, boards::Shell::Litex(_))) {
        let [lut, ff, dsp, ram] = of(board)?;
        let kept = board.shell.allowance();
        let pieces = if board.part.family == Family::Ecp5 { 1 } else { 2 };
        let fits = lut <= kept.lut && ff <= kept.ff && dsp <= kept.dsp && ram <= pieces * kept.block_ram;
        within &= fits;
        println!(
            "{:<24} {lut:>8} {ff:>12} {dsp:>6} {:>11}   {} {} {} {}{}",
            board.name,
            ram as f64 / pieces as f64,
            kept.lut,
            kept.ff,
            kept.dsp,
            kept.block_ram,
            if fits { "" } else { ": TOO LITTLE" }
        );
    }
    Ok(within)
}

/// LUTs, flip-flops, DSPs and block RAMs (in pieces of 18 Kbit) of a shell.
fn of(board: &Board) -> Result<[u64; 4]> {
    let shell = generate::board(board, &workspace::target().join("litex/area").join(&board.name))?;
    let name = board.part.family.to_string();
    let family = rtl::FAMILIES.iter().find(|family| family.name == name).context("no such family")?;
    let read = script(board, &shell)?;
    Ok(rtl::synthesise(&read, &shell.name, family, &shell.directory)?.total())
}

/// What yosys reads.
fn script(board: &Board, shell: &Shell) -> Result<String> {
    let Shell { directory, name, core } = shell;
    let mut script = format!(
        "read_verilog -lib {}; read_verilog {name}.v {}; blackbox {}",
        generate::libraries(board),
        core.display(),
        board.module()
    );
    let path = directory.join(format!("{name}.v"));
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    if text.contains(&format!("\n{HARD_BLOCK} {HARD_BLOCK}(")) {
        let ports = ports(&text)?;
        script += &format!("; hierarchy -generate {HARD_BLOCK} {}", ports.join(" "));
    }
    Ok(script + &format!("; hierarchy -check -top {name}"))
}

/// The ports of the hard block as `hierarchy -generate` takes them. Its Verilog is the vendor's; LiteX writes the direction
/// above the connections of an instance.
fn ports(verilog: &str) -> Result<Vec<String>> {
    let (_, instance) = verilog
        .split_once(&format!("\n{HARD_BLOCK} {HARD_BLOCK}("))
        .and_then(|(before, rest)| Some((before, rest.split_once("\n);")?.0)))
        .context("LiteX writes instances in another way")?;
    let mut direction = "";
    let mut ports = Vec::new();
    for line in instance.lines().map(str::trim) {
        match line {
            "// Inputs." => direction = "i",
            "// Outputs." => direction = "o",
            "// InOuts." => direction = "io",
            _ => {
                if let Some((port, _)) = line.strip_prefix('.').and_then(|rest| rest.split_once('(')) {
                    ensure!(!direction.is_empty(), "port {} has no direction", port.trim());
                    ports.push(format!("{direction}:{}", port.trim()));
                }
            }
        }
    }
    ensure!(!ports.is_empty(), "{HARD_BLOCK} has no ports");
    Ok(ports)
}

#[cfg(test)]
mod test {
    use super::ports;

    #[test]
    fn directions_are_those_above_the_connections() {
        let text =
            "\npcie_s7 pcie_s7(\n\t// Inputs.\n\t.a   (1'd0),\n\n\t// Outputs.\n\t.b_c (x)\n);\n.d (y)";
        assert_eq!(ports(text).unwrap(), ["i:a", "o:b_c"]);
        assert!(ports("pcie_s7").is_err());
        assert!(ports("\npcie_s7 pcie_s7(\n\t.a (x)\n);").is_err(), "no direction");
    }
}
