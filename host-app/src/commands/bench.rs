//! `ganax bench`: what networks cost, reorganised and with zeros inserted.

use anyhow::Result;

use super::{print_json, print_line};
use crate::bench::{self, Request, plot, text};
use crate::cli::BenchArgs;

/// Runs the command.
///
/// # Errors
/// A model that cannot be measured, or charts that cannot be written.
pub fn run(args: &BenchArgs) -> Result<()> {
    let batch = u32::try_from(args.batch.get()).unwrap_or(u32::MAX);
    bench::check(&args.models, batch)?;
    if let Some(folder) = &args.plot {
        plot::check(folder)?;
    }
    let request =
        Request { models: &args.models, batch, dense_alone: args.dense, model_args: &args.model_args };
    let report = bench::measure(&request)?;
    let charts = match &args.plot {
        Some(folder) => plot::write(&report, folder)?,
        None => Vec::new(),
    };
    if args.json {
        return print_json(&report);
    }
    print_line(&text::render(&report))?;
    charts.iter().try_for_each(|path| print_line(&format!("wrote {}", path.display())))
}
