//! `board check`: everything about the boards that needs no vendor tool, as a table.

mod area;
mod identity;
mod mutations;
mod overlay;
mod tcl;

use super::{emitted, project};
use crate::suite::Tally;
use crate::{rtl, system, workspace};
use anyhow::{Context, Result, ensure};
use area::Area;
use boards::{Board, Shell};
use std::path::{Path, PathBuf};

/// Elements of the largest array that is synthesised in a quick check.
const QUICK_ELEMENTS: u64 = 8;

/// What was found of one board.
struct Row {
    board: &'static Board,
    area: Option<Area>,
    tally: Tally,
    problems: Vec<String>,
}

/// Checks the boards of these names, all of them if there is none, and prints the table.
pub fn run(names: &[String], quick: bool) -> Result<Tally> {
    let wanted: Vec<&'static Board> = match names.is_empty() {
        true => boards::all().iter().collect(),
        false => names.iter().map(|name| boards::find(name)).collect::<Result<_, _>>()?,
    };
    require_tools()?;
    let mut tally = Tally::default();
    let mut rows = Vec::new();
    for board in wanted {
        let row = check(board, quick);
        row.problems.iter().for_each(|problem| println!("{}: FAILED: {problem}", board.name));
        tally += row.tally;
        rows.push(row);
    }
    print_table(&rows);
    Ok(tally)
}

fn require_tools() -> Result<()> {
    rtl::require_simulators()?;
    // `tclsh` has no option that only says which it is; it ends when it has read nothing.
    let programs: [&[&str]; 3] = [&["tclsh"], &["dtc", "--version"], &["fdtoverlay", "--version"]];
    system::require_programs(&["tcl", "device-tree-compiler"], &programs)
}

/// A folder of its own for what the checks of a board write.
fn scratch(board: &Board) -> Result<PathBuf> {
    let directory = workspace::target().join("board-check").join(&board.name);
    std::fs::create_dir_all(&directory).with_context(|| format!("{} cannot be made", directory.display()))?;
    Ok(directory)
}

impl Row {
    fn judge(&mut self, what: &str, result: Result<()>) {
        self.tally += Tally::one(result.is_ok());
        if let Err(error) = result {
            self.problems.push(format!("{what}: {error:#}"));
        }
    }
}

fn check(board: &'static Board, quick: bool) -> Row {
    let mut row = Row { board, area: None, tally: Tally::default(), problems: Vec::new() };
    let verilog = match verilog(board) {
        Ok(path) => path,
        Err(error) => {
            row.judge("Verilog", Err(error));
            return row;
        }
    };
    row.judge("constant registers", registers(board, &verilog));
    if !matches!(board.shell, Shell::Litex(_)) {
        shell(&mut row);
    }
    if quick && board.arch().pe_total() > QUICK_ELEMENTS {
        row.tally.skipped += 1;
        return row;
    }
    match area::of(board, &verilog) {
        Ok(area) => {
            row.judge("area", area.fits(board));
            row.area = Some(area);
        }
        Err(error) => row.judge("area", Err(error)),
    }
    row
}

/// The checks of a project whose shell is filled in from templates.
fn shell(row: &mut Row) {
    let board = row.board;
    let written = scratch(board).and_then(|directory| {
        let directory = directory.join("project");
        // Of an earlier check, with what the tools have written there.
        if directory.exists() {
            std::fs::remove_dir_all(&directory)?;
        }
        project::write(board, &directory).map(|_| directory)
    });
    let directory = match written {
        Ok(directory) => directory,
        Err(error) => return row.judge("project", Err(error)),
    };
    row.judge("Tcl", tcl::check(board, &directory));
    for mutation in mutations::of(board) {
        let caught = mutations::is_caught(board, &directory, mutation);
        row.judge(&format!("mutation `{}`", mutation.name), caught);
    }
    let overlay = directory.join(format!("overlay/{}.dtso", board.module()));
    if overlay.exists() {
        row.judge("overlay", overlay::check(board, &overlay));
        row.judge("overlay with registers of another length", overlay::finds_another_length(board, &overlay));
    }
    row.judge("identity over AXI4-Lite", identity::check(board, &directory.join("rtl")));
}

/// Emits the Verilog of a board and returns its path.
fn verilog(board: &Board) -> Result<PathBuf> {
    let directory = scratch(board)?.join("rtl");
    std::fs::create_dir_all(&directory)?;
    emitted::write(board, &directory)?;
    Ok(directory.join(format!("{}.v", board.module())))
}

fn registers(board: &Board, verilog: &Path) -> Result<()> {
    let text = std::fs::read_to_string(verilog)?;
    let problems = emitted::disagreements(board, &text)?;
    ensure!(problems.is_empty(), "{}", problems.join("; "));
    Ok(())
}

fn print_table(rows: &[Row]) {
    println!("\nShare of the part, the shell's allowance included; (a half is a RAMB18)");
    println!(
        "{:<22} {:<7} {:>14} {:>14} {:>11} {:>13}  {:<9} {:<15} checks",
        "board", "array", "LUT", "flip-flops", "DSP", "block RAM", "clock", "identity"
    );
    for row in rows {
        let (board, arch) = (row.board, row.board.arch());
        let cells = row.area.as_ref().map_or_else(|| vec!["not run".into(); 4], |area| area.cells(board));
        println!(
            "{:<22} {:<7} {:>14} {:>14} {:>11} {:>13}  {:<9} {:<15} {}{}",
            board.name,
            format!("{}x{}", arch.pv_count, arch.pe_count),
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            format!("{} MHz", f64::from(board.clock.core_khz) / 1000.0),
            identity::where_read(board),
            row.tally,
            if matches!(board.shell, Shell::Litex(_)) { " (shell: see LiteX)" } else { "" }
        );
    }
    println!("{}", identity::NOTES);
    println!("Clocks are what the constraints ask for; no vendor tool has reported on them.");
}
