//! The files in `generated/`: up to date, and clean under a linter.

use crate::support::tools::Tool;
use bitstream::catalogue::BLOCKS;
use std::path::PathBuf;
use std::process::Command;

/// Warnings that cannot be avoided; the reasons are in `xtask/src/rtl/lint.rs`, which waives the same.
const WAIVED: [&str; 5] =
    ["-Wno-WIDTH", "-Wno-UNUSED", "-Wno-UNOPTFLAT", "-Wno-DECLFILENAME", "-Wno-SYMRSVDWORD"];

fn generated() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("generated")
}

#[test]
fn committed_verilog_is_what_the_sources_give() {
    let output = Command::new(env!("CARGO_BIN_EXE_emit-verilog")).arg("--check").output();
    let output = output.expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn check_of_a_stale_file_fails_with_the_command_to_run() {
    let directory = tempfile::tempdir().expect("a directory for the files");
    let emit_verilog = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_emit-verilog"));
        command.args(["--block", BLOCKS[0].name, "--array", "2x2", "-o"]).arg(directory.path());
        command
    };
    assert!(emit_verilog().status().expect("the binary runs").success());
    assert!(emit_verilog().arg("--check").status().expect("the binary runs").success());

    for (file, command) in [
        ("ganax_2x2.ports.txt", "--config bitstream/configs/ganax_2x2.toml"),
        ("ganax_2x2.v", "--config bitstream/configs/ganax_2x2.toml"),
        (&BLOCKS[0].file_name(), &BLOCKS[0].command()),
    ] {
        std::fs::write(directory.path().join(file), "stale").expect("the file can be written");
        let output = emit_verilog().arg("--check").output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(command), "{said}");
    }
}

#[test]
fn verilator_lint_finds_nothing() {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    let files = std::fs::read_dir(generated()).expect("the committed files");
    for path in files.map(|entry| entry.expect("a file").path()) {
        if path.extension().is_none_or(|extension| extension != "v") {
            continue;
        }
        let top = path.file_stem().expect("a name").to_owned();
        let mut lint = verilator.command();
        lint.args(["--lint-only", "-Wall"]).args(WAIVED).arg("--top-module").arg(&top).arg(&path);
        let output = lint.output().expect("verilator runs");
        let findings = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && findings.is_empty(), "{}: {findings}", path.display());
    }
}
