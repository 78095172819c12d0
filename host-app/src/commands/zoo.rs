//! `ganax zoo`: what comes along, and how to get it as a file.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::{print_json, print_line};
use crate::cli::{ZooArgs, ZooCommand};
use crate::output;
use crate::table::{Table, shape, si};

#[derive(Serialize)]
struct Exported<'a> {
    name: &'a str,
    path: &'a Path,
    bytes: usize,
}

/// Runs the command.
///
/// # Errors
/// An unknown name, or a file that cannot be written.
pub fn run(args: &ZooArgs) -> Result<()> {
    match &args.command {
        None | Some(ZooCommand::List) if args.json => print_json(&zoo::list()),
        None | Some(ZooCommand::List) => print_line(&list()),
        Some(ZooCommand::Export { name, output }) => export(name, output, args.json),
    }
}

fn list() -> String {
    let mut table = Table::new(&["name", "input", "output", ">parameters", ">MACs", ">dense MACs", "status"]);
    for entry in zoo::list() {
        let totals = entry.totals();
        let status =
            serde_json::to_value(entry.status).ok().and_then(|value| value.as_str().map(String::from));
        table.row([
            format!("zoo:{}", entry.name),
            format!("{} {}", entry.input.name, shape(&entry.input.shape)),
            format!("{} {}", entry.output.name, shape(&entry.output.shape)),
            si(entry.parameters()),
            si(totals.macs_effective),
            si(totals.macs_dense),
            status.unwrap_or_default(),
        ]);
    }
    format!(
        "{}\n\nMACs: multiply-accumulates per image on real input pixels. Dense: on a conventional array, zeros inserted.\n\
         Only zoo:fashion and zoo:furniture are trained; the others have seeded random weights.",
        table.render()
    )
}

fn export(name: &str, path: &Path, json: bool) -> Result<()> {
    let entry = zoo::find(name.strip_prefix("zoo:").unwrap_or(name))?;
    let bytes = entry.onnx();
    output::write_file(path, |file| Ok(file.write_all(&bytes)?))?;
    match json {
        true => print_json(&Exported { name: &entry.name, path, bytes: bytes.len() }),
        false => print_line(&format!("wrote {} ({}B)", path.display(), si(bytes.len() as u64))),
    }
}
