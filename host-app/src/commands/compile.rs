//! `ganax compile`: a model to a program file.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use isa::program::Mode;
use serde::Serialize;

use super::{print_json, print_line};
use crate::cli::CompileArgs;
use crate::model::Model;
use crate::output;
use crate::table::si;

#[derive(Serialize)]
struct Compiled<'a> {
    model: &'a str,
    path: &'a Path,
    bytes: usize,
    layers: usize,
    macs_effective: u64,
    macs_dense: u64,
    predicted_cycles: u64,
}

/// Runs the command.
///
/// # Errors
/// A model that cannot be compiled, or a file that cannot be written.
pub fn run(args: &CompileArgs) -> Result<()> {
    let is_program = args.output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gnx"));
    ensure!(is_program, "{}: a program's name ends in .gnx", args.output.display());
    ensure!(!args.model.to_lowercase().ends_with(".gnx"), "{} is compiled already", args.model);
    let model = Model::read(&args.model, &args.model_args)?;
    let mode = if args.dense { Mode::Dense } else { Mode::Reorganised };
    let program = model.compile(&args.model_args, mode, None)?;
    let bytes = program.encode();
    output::write_file(&args.output, |file| Ok(file.write_all(&bytes)?))?;
    let layers = program.layers()?;
    let sum = |count: &dyn Fn(&isa::record::Cost) -> u64| {
        layers.iter().fold(0u64, |sum, layer| sum.saturating_add(count(&layer.cost)))
    };
    let compiled = Compiled {
        model: &args.model,
        path: &args.output,
        bytes: bytes.len(),
        layers: layers.len(),
        macs_effective: sum(&|cost| cost.macs_effective),
        macs_dense: sum(&|cost| cost.macs_dense),
        predicted_cycles: sum(&|cost| cost.predicted_cycles(1)),
    };
    match args.json {
        true => print_json(&compiled),
        false => print_line(&format!(
            "wrote {} ({}B): {} layers, {} MACs and about {} cycles an image",
            args.output.display(),
            si(compiled.bytes as u64),
            compiled.layers,
            si(compiled.macs_effective),
            si(compiled.predicted_cycles)
        )),
    }
}
