//! `tidy`: the house rules that neither the compiler nor clippy checks. It names every place that breaks one.

mod edges;
mod licences;
mod links;
mod sources;

use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};

/// Checks every rule; each counts as one.
pub fn run() -> Result<Tally> {
    let metadata = metadata()?;
    let files = sources::Files::read(workspace::root())?;
    let rules: [(&str, Vec<String>); 8] = [
        ("dependencies go one way", edges::problems(&metadata)),
        ("licences are compatible", licences::problems(&metadata)),
        ("lints are inherited", sources::lints_not_inherited(&files)),
        ("modules say what they are", sources::undocumented_modules(&files)),
        ("files stay short", sources::long_files(&files)),
        ("unsafe code stays in its place", sources::misplaced_unsafe(&files)),
        ("no path of one machine", sources::foreign_paths(&files)),
        ("links lead somewhere", links::problems(&files)),
    ];
    let mut tally = Tally::default();
    for (rule, problems) in rules {
        tally += Tally::one(problems.is_empty());
        println!("{} {rule}", if problems.is_empty() { "ok    " } else { "FAILED" });
        problems.iter().for_each(|problem| println!("       {problem}"));
    }
    Ok(tally)
}

/// Every package that a build may need, with the features that the workspace asks for.
fn metadata() -> Result<Metadata> {
    MetadataCommand::new()
        .current_dir(workspace::root())
        .other_options(vec!["--locked".into()])
        .exec()
        .context("cargo metadata failed")
}
