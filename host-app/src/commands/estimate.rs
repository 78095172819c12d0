//! `ganax estimate`: what a network would reach on boards.

use anyhow::Result;

use super::{print_json, print_line};
use crate::cli::{EstimateArgs, ModelArgs};
use crate::estimate::{self, Request, text};

/// Runs the command.
///
/// # Errors
/// An unknown board, a model that cannot be read, or one that does not fit.
pub fn run(args: &EstimateArgs) -> Result<()> {
    let model_args =
        ModelArgs { calibrate: None, bind: args.bind.clone(), dims: args.dims.clone(), array: None };
    let report = estimate::estimate(&Request {
        model: &args.model,
        boards: &args.boards,
        batch: u32::try_from(args.batch.get()).unwrap_or(u32::MAX),
        fast: args.fast,
        memory_percent: args.memory_percent,
        model_args: &model_args,
    })?;
    match args.json {
        true => print_json(&report),
        false => print_line(&text::render(&report)),
    }
}
