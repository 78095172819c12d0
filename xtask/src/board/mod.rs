//! `board`: projects for the boards of `bitstream/boards`, and their checks without a vendor tool.

mod check;
pub mod emitted;
mod project;
mod template;
mod values;

use crate::litex;
use crate::suite::Tally;
use anyhow::{Result, bail, ensure};
use std::path::PathBuf;

pub use check::run as check;
pub use emitted::{constants, disagreements, write as write_verilog};
pub use project::write as write_project;

/// Which board, and what to do.
#[derive(clap::Args)]
pub struct Arguments {
    /// A board, such as pynq-z2; or `check`, `list`
    #[arg(value_name = "NAME|check|list")]
    what: String,
    /// What to make for the board
    #[arg(value_enum)]
    action: Option<Action>,
    /// Folder of the project [default: target/boards/NAME]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// With `check`: these boards only; may be repeated
    #[arg(long, value_name = "NAME")]
    board: Vec<String>,
    /// With `check`: no synthesis of arrays of more than 8 elements
    #[arg(long)]
    quick: bool,
}

/// What can be made for a board.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    /// Verilog, constraints, Tcl, overlay: everything that the vendor's tool and the board need
    Project,
    /// The bitstream, where the part's tools are open
    Build,
}

/// Runs the task.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    refuse_what_has_no_effect(arguments)?;
    match (arguments.what.as_str(), arguments.action) {
        ("check", None) => check::run(&arguments.board, arguments.quick),
        ("list", None) => {
            boards::all().iter().for_each(|board| println!("{:<24} {}", board.name, board.title));
            Ok(Tally::default())
        }
        ("check" | "list", Some(_)) => bail!("`{}` makes nothing; name a board", arguments.what),
        (name, Some(Action::Project)) => {
            let board = boards::find(name)?;
            let directory = arguments.output.clone().unwrap_or_else(|| project::default_directory(board));
            let project = project::write(board, &directory)?;
            project.files.iter().for_each(|file| println!("{}", directory.join(file).display()));
            Ok(Tally::default())
        }
        (name, Some(Action::Build)) => litex::build(boards::find(name)?),
        (name, None) => {
            boards::find(name)?;
            bail!("what to make for {name}? `cargo xtask board {name} project`")
        }
    }
}

/// Options of another use than the one that is asked for.
fn refuse_what_has_no_effect(arguments: &Arguments) -> Result<()> {
    let project = arguments.action == Some(Action::Project);
    ensure!(project || arguments.output.is_none(), "--output goes with `NAME project` alone");
    let check = arguments.what == "check";
    ensure!(check || !arguments.quick, "--quick goes with `check` alone");
    ensure!(check || arguments.board.is_empty(), "--board goes with `check` alone");
    Ok(())
}
