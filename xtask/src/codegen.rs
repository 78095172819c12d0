//! The documents that derive from `isa` and from what was measured of the RTL: writes them, or checks that what is committed is up to date.

use crate::{rtl, workspace};
use anyhow::{Context, Result, bail};

/// A document: its path from the top of the repository, and what renders it.
type Document = (&'static str, fn() -> String);

const DOCUMENTS: [Document; 2] =
    [("docs/isa.md", isa::docs::isa_markdown), ("docs/csr.md", isa::docs::csr_markdown)];

/// Writes every document.
pub fn write() -> Result<()> {
    for (path, render) in DOCUMENTS {
        let full = workspace::root().join(path);
        if let Some(directory) = full.parent() {
            std::fs::create_dir_all(directory)
                .with_context(|| format!("{} cannot be made", directory.display()))?;
        }
        std::fs::write(&full, render()).with_context(|| format!("{path} cannot be written"))?;
        println!("{path} written");
    }
    rtl::page::write()
}

/// Fails if a document is not what [`write`] would write.
pub fn check() -> Result<()> {
    for (path, render) in DOCUMENTS {
        let committed = std::fs::read_to_string(workspace::root().join(path))
            .with_context(|| format!("{path} cannot be read; `cargo xtask codegen` writes it"))?;
        if committed != render() {
            bail!("{path} is stale; `cargo xtask codegen` brings it up to date");
        }
        println!("{path} is up to date");
    }
    rtl::page::check()
}
