//! The files in `generated/`: up to date, and clean under a linter.

use crate::support::tools::Tool;
use bitstream::catalogue::BLOCKS;
use std::path::PathBuf;
use std::process::Command;

/// Warnings of Verilator that rust-hdl's output cannot avoid: unsized literals and masks (width), constants
/// and ports that a block does not need (unused), one `always` block per module (loops that are none),
/// several modules per file (file name).
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
fn check_of_a_stale_file_fails_with_the_command_to_run() {
    let directory = tempfile::tempdir().expect("a directory for the files");
    let emit_verilog = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_emit-verilog"));
        command.arg("-o").arg(directory.path());
        command
    };
    assert!(emit_verilog().status().expect("the binary runs").success());
    assert!(emit_verilog().arg("--check").status().expect("the binary runs").success());

    let block = BLOCKS[0];
    std::fs::write(directory.path().join(block.file_name()), "module stale;")
        .expect("the file can be written");
    let output = emit_verilog().arg("--check").output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&block.command()), "{said}");
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
