//! The files in `generated/`: up to date, and clean under a linter.

use crate::support::tools::Tool;
use bitstream::catalogue::BLOCKS;
use std::path::PathBuf;

/// Warnings of Verilator that rust-hdl's output cannot avoid: unsized literals and masks (width), constants and
/// ports that a block does not need (unused), one `always` block per module (loops that are none), several
/// modules per file (file name).
const WAIVED: [&str; 4] = ["-Wno-WIDTH", "-Wno-UNUSED", "-Wno-UNOPTFLAT", "-Wno-DECLFILENAME"];

fn committed(file_name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("generated").join(file_name)
}

#[test]
fn committed_verilog_is_what_the_sources_give() {
    for block in BLOCKS {
        let path = committed(&block.file_name());
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        let expected = block.verilog().expect("a sound block").to_string();
        assert!(found == expected, "{} is stale; run: {}", path.display(), block.command());
    }
}

#[test]
fn verilator_lint_finds_nothing() {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    for block in BLOCKS {
        let mut lint = verilator.command();
        lint.args(["--lint-only", "-Wall"]).args(WAIVED).arg(committed(&block.file_name()));
        let output = lint.output().expect("verilator runs");
        let findings = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && findings.is_empty(), "{}: {findings}", block.name);
    }
}
