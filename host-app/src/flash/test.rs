//! `ganax flash --board` on copies of the files of a kernel.

use super::*;
use crate::cli::{Cli, Command};
use clap::Parser;
use driver::transport::system::System;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A `.bit` file with a header that names `part`.
fn bit(part: &str) -> Vec<u8> {
    let mut file = vec![0x00, 0x09, 0x0f, 0xf0, 0x0f, 0xf0, 0x0f, 0xf0, 0x0f, 0xf0, 0x00, 0x00, 0x01];
    for (key, text) in [(b'a', "top"), (b'b', part), (b'c', "2026/01/02"), (b'd', "03:04:05")] {
        file.push(key);
        file.extend_from_slice(&(text.len() as u16 + 1).to_be_bytes());
        file.extend_from_slice(text.as_bytes());
        file.push(0);
    }
    let data = [0xff, 0xff, 0xff, 0xff, 0xaa, 0x99, 0x55, 0x66];
    file.push(b'e');
    file.extend_from_slice(&(data.len() as u32).to_be_bytes());
    file.extend_from_slice(&data);
    file
}

/// A board's files: a kernel with one FPGA manager, and what the user has.
struct Machine {
    root: TempDir,
}

impl Machine {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a directory");
        let manager = root.path().join("sys/class/fpga_manager/fpga0");
        fs::create_dir_all(&manager).expect("is made");
        fs::write(manager.join("state"), "operating\n").expect("is written");
        Self { root }
    }

    fn file(&self, name: &str, data: &[u8]) -> String {
        let path = self.root.path().join(name);
        fs::write(&path, data).expect("is written");
        path.display().to_string()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn flash(&self, arguments: &[&str]) -> Result<()> {
        let cli = Cli::try_parse_from(["ganax", "flash"].iter().chain(arguments)).expect("is legal");
        let Some(Command::Flash(args)) = cli.command else { panic!("another command") };
        run(&args, &Programmer::new(System::below(self.root.path())))
    }

    fn refusal(&self, arguments: &[&str]) -> String {
        format!("{:#}", self.flash(arguments).expect_err("is refused"))
    }
}

#[test]
fn the_fpga_manager_of_the_board_gets_the_file_under_its_name() {
    let machine = Machine::new();
    let file = machine.file("a.bit", &bit("7z020clg400"));
    machine.flash(&["--board", "pynq-z2", &file]).expect("is loaded");
    let firmware = machine.path("sys/class/fpga_manager/fpga0/firmware");
    assert_eq!(fs::read(firmware).expect("was asked for"), b"ganax_pynq_z2.bit.bin");
    let loaded = fs::read(machine.path("lib/firmware/ganax_pynq_z2.bit.bin")).expect("was put there");
    assert_eq!(loaded, [0xff, 0xff, 0xff, 0xff, 0x66, 0x55, 0x99, 0xaa], "words are swapped");
}

#[test]
fn files_for_other_parts_and_without_header_never_get_near_the_manager() {
    let machine = Machine::new();
    let other = machine.file("a.bit", &bit("xczu7ev-ffvc1156-2-e"));
    let refused = machine.refusal(&["--board", "pynq-z2", &other]);
    assert!(refused.contains("xczu7ev") && refused.contains("xc7z020clg400-1"), "{refused}");
    let bare = machine.file("a.bin", &[0xff, 0xff, 0xff, 0xff, 0xaa, 0x99, 0x55, 0x66]);
    assert!(machine.refusal(&["--board", "pynq-z2", &bare]).contains("no header"));
    let junk = machine.file("a.txt", b"no bitstream at all.");
    assert!(machine.refusal(&["--board", "ulx3s-85f", &junk]).contains("Lattice"));
    assert!(machine.refusal(&["--board", "pynq", &bare]).contains("pynq-z2, zcu104"));
    assert!(!machine.path("lib/firmware").exists());
}

#[test]
fn boards_behind_jtag_are_refused_with_the_command() {
    let machine = Machine::new();
    let card = machine.file("a.bit", &bit("xcu50-fsvh2104-2-e"));
    assert!(machine.refusal(&["--board", "alveo-u50", &card]).contains("no program.tcl"));
    machine.file("program.tcl", b"");
    let refused = machine.refusal(&["--board", "alveo-u50", &card]);
    assert!(refused.contains("JTAG") && refused.contains("vivado -mode batch -source"), "{refused}");
    let acorn = machine.file("b.bit", &bit("7a200tfbg484"));
    let refused = machine.refusal(&["--board", "acorn-cle215-xdma", &acorn]);
    assert!(refused.contains("openocd -f") && refused.contains("b.bin"), "{refused}");
    assert!(!machine.path("lib/firmware").exists());
}

#[test]
fn a_package_for_dfx_mgr_has_bitstream_and_overlay() {
    let machine = Machine::new();
    let file = machine.file("a.bit", &bit("xck26-sfvc784-2LV-c"));
    assert!(machine.refusal(&["--board", "kv260", &file]).contains("--overlay"));
    let overlay = machine.file("a.dtbo", b"\xd0\x0d\xfe\xed\0\0\0\x0foverlay");
    let folder = machine.path("ganax_kv260").display().to_string();
    let text = machine.file("b.dtbo", b"/dts-v1/;");
    let refused = machine.refusal(&["--board", "kv260", &file, "--overlay", &text, "--package", &folder]);
    assert!(refused.contains("b.dtbo") && refused.contains("dtc"), "{refused}");
    let cut = machine.file("c.dtbo", b"\xd0\x0d\xfe\xed\0\0\0\x0foverla");
    let refused = machine.refusal(&["--board", "kv260", &file, "--overlay", &cut, "--package", &folder]);
    assert!(refused.contains("c.dtbo: its header promises 15 bytes, the file has 14"), "{refused}");
    machine
        .flash(&["--board", "kv260", &file, "--overlay", &overlay, "--package", &folder])
        .expect("is written");
    for name in ["ganax_kv260.bit.bin", "ganax_kv260.dtbo", "shell.json"] {
        assert!(machine.path("ganax_kv260").join(name).is_file(), "{name}");
    }
}

#[test]
fn board_and_part_do_not_go_together() {
    let arguments = ["ganax", "flash", "a.bit", "--board", "kv260", "--part", "xck26"];
    assert!(Cli::try_parse_from(arguments).is_err());
    assert!(Cli::try_parse_from(["ganax", "flash", "--board", "kv260"]).is_err(), "no bitstream");
}

#[test]
fn what_has_no_end_is_not_read() {
    let machine = Machine::new();
    assert!(machine.refusal(&["/dev/zero"]).contains("/dev/zero: not a regular file"));
    assert!(machine.refusal(&["--board", "pynq-z2", "/dev"]).contains("not a regular file"));
    let long = machine.file("a.bit", b"");
    // A hole, which takes no disk.
    File::options().write(true).open(&long).expect("opens").set_len(MOST_BYTES + 1).expect("grows");
    assert!(machine.refusal(&[&long]).contains("more than 512 MiB"));
}

#[test]
fn a_header_does_not_reach_the_terminal_as_it_is() {
    let machine = Machine::new();
    let wild = machine.file("a.bit", &bit("7z020\x1b[2Jclg400"));
    let refused = machine.refusal(&["--board", "pynq-z2", &wild]);
    assert!(refused.contains(r"7z020\u{1b}[2Jclg400") && !refused.contains('\x1b'), "{refused}");
    let unnamed = machine.file("b.bit", &bit(""));
    assert!(machine.refusal(&["--board", "pynq-z2", &unnamed]).contains("names no part"));
}

#[test]
fn the_manager_is_a_name() {
    let machine = Machine::new();
    let file = machine.file("a.bit", &bit("7z020clg400"));
    let refused = machine.refusal(&[&file, "--manager", "../fpga_manager/fpga0"]);
    assert!(refused.contains("is no name of an FPGA manager"), "{refused}");
    assert!(!machine.path("lib/firmware").exists());
}

/// Options that nothing would come of are wrong usage.
#[test]
fn options_without_effect_are_refused() {
    for arguments in [
        &["--rescan", "0000:01:00.0", "--manager", "fpga0"][..],
        &["--rescan", "0000:01:00.0", "--part", "xck26"],
        &["--rescan", "0000:01:00.0", "--overlay", "a.dtbo"],
        &["a.bit", "--board", "pynq-z2", "--rescan", "0000:01:00.0"],
        &["a.bit", "--board", "kv260", "--manager", "fpga0"],
        &["a.bit", "--board", "alveo-u50", "--overlay", "a.dtbo"],
        &["a.bit", "--board", "pynq-z2", "--overlay", "a.dtbo", "--package", "p"],
        &["a.bit", "--manager", "fpga0", "--overlay", "a.dtbo", "--package", "p"],
    ] {
        let parsed = Cli::try_parse_from(["ganax", "flash"].iter().chain(arguments));
        let refused = parsed.and_then(|cli| cli.check()).is_err();
        assert!(refused, "{arguments:?}");
    }
    let legal = ["ganax", "flash", "a.bit", "--board", "alveo-u50", "--rescan", "0000:01:00.0"];
    assert!(Cli::try_parse_from(legal).and_then(|cli| cli.check()).is_ok());
}
