//! `ganax estimate`: what a network would reach on a board that nobody has bought yet.
//!
//! [`job`] has what a model is on an array, [`work`] what one of its jobs does, [`roofline`] what the board's memory makes of it, [`link`] the way of the images, [`board`]
//! puts them together; [`text`] shows it. Nothing here opens a board, and no figure is presented without where it is from.

pub mod board;
mod job;
pub mod link;
pub mod roofline;
pub mod text;
pub mod work;

use anyhow::{Result, anyhow};
use boards::Board;
use serde::Serialize;

use crate::bench;
use crate::cli::ModelArgs;
use crate::progress::Progress;
use board::BoardEstimate;
use job::Jobs;

/// The name that stands for every board.
const ALL: &str = "all";

/// What to estimate.
#[derive(Debug)]
pub struct Request<'a> {
    /// The model as the user named it.
    pub model: &'a str,
    /// Boards by name, or `all`.
    pub boards: &'a [String],
    /// Images of a job.
    pub batch: u32,
    /// Take the compiler's predictions instead of executing micro-ops.
    pub fast: bool,
    /// Percent of the memory's peak that is reached.
    pub memory_percent: u8,
    /// How the model becomes a program; its array is replaced by that of each board.
    pub model_args: &'a ModelArgs,
}

/// The object that `ganax estimate --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The model as the user named it.
    pub model: String,
    /// Contract of the machine.
    pub fingerprint: String,
    /// Whether cycles and bytes were counted by executing micro-ops; otherwise the compiler predicted them.
    pub cycles_counted: bool,
    /// Percent of the memory's peak that is taken as reached.
    pub memory_percent: u8,
    /// The boards in the order in which they were asked for.
    pub boards: Vec<BoardEstimate>,
    /// Boards on which the model cannot run.
    pub refused: Vec<Refused>,
}

/// A board on which the model cannot run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Its name.
    pub board: String,
    /// Why, in one line.
    pub reason: String,
}

/// Estimates a model on boards.
///
/// # Errors
/// An unknown board, a batch that no job takes, a model that cannot be read, or one that fits none of the boards.
pub fn estimate(request: &Request<'_>) -> Result<Report> {
    let boards = select(request.boards)?;
    bench::check_batch(request.batch)?;
    // A model that cannot be read is no business of a board.
    let mut jobs = Jobs::new(request)?;
    let progress = Progress::new();
    let mut report = Report {
        model: request.model.into(),
        fingerprint: format!("{:#018x}", isa::FINGERPRINT),
        cycles_counted: !request.fast,
        memory_percent: request.memory_percent,
        boards: Vec::new(),
        refused: Vec::new(),
    };
    for (index, board) in boards.iter().enumerate() {
        progress
            .update(&format!("{}: {}", request.model, board.name), index as f64 / boards.len().max(1) as f64);
        let estimate = jobs
            .of(board)
            .and_then(|job| BoardEstimate::new(board, &job.footprint, &job.work, request.memory_percent));
        match estimate {
            Ok(estimate) => report.boards.push(estimate),
            Err(error) if boards.len() == 1 => {
                return Err(error.context(format!("{} on board {}", request.model, board.name)));
            }
            Err(error) => {
                report.refused.push(Refused { board: board.name.clone(), reason: format!("{error:#}") });
            }
        }
    }
    match report.refused.first() {
        Some(first) if report.boards.is_empty() => {
            Err(anyhow!("{} runs on none of the boards; {}: {}", request.model, first.board, first.reason))
        }
        _ => Ok(report),
    }
}

/// The boards of these names, each once.
fn select(names: &[String]) -> Result<Vec<&'static Board>> {
    let mut chosen: Vec<&'static Board> = Vec::new();
    for name in names {
        let found = match name.as_str() {
            ALL => boards::all().iter().collect(),
            name => vec![boards::find(name)?],
        };
        for board in found {
            if !chosen.contains(&board) {
                chosen.push(board);
            }
        }
    }
    Ok(chosen)
}

/// How the model becomes a program; each board has an array of its own.
fn arguments(request: &Request<'_>) -> ModelArgs {
    ModelArgs { array: None, ..request.model_args.clone() }
}

#[cfg(test)]
mod test;
