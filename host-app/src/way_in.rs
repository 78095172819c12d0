//! The programs that bring a bitstream into a board which the kernel cannot program by itself.
//!
//! Commands are argument vectors: no shell sees them, and a file's name is never taken for an option. Which of them this
//! program starts itself is for its caller to say.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use boards::{Board, Flash};

/// A command for people to read and to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    program: &'static str,
    arguments: Vec<OsString>,
}

impl Invocation {
    fn new(program: &'static str) -> Self {
        Self { program, arguments: Vec::new() }
    }

    fn with(mut self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// What brings `bitstream` into `board`; none where the kernel's FPGA manager does.
    ///
    /// # Errors
    /// A file that is not there or is no file.
    pub fn of(board: &Board, bitstream: &Path) -> Result<Option<Self>> {
        let file = absolute(bitstream)?;
        Ok(match &board.flash {
            Flash::FpgaManager { .. } => None,
            Flash::DfxMgr { package } => Some(Self::new("dfx-mgr-client").with(["-load", package.as_str()])),
            Flash::OpenFpgaLoader { board, cable, fpga_part, flash } => {
                let mut tool = Self::new("openFPGALoader");
                for (option, value) in [("--board", board), ("--cable", cable), ("--fpga-part", fpga_part)] {
                    if !value.is_empty() {
                        tool = tool.with([option, value.as_str()]);
                    }
                }
                if *flash {
                    tool = tool.with(["--write-flash"]);
                }
                Some(tool.with([file]))
            }
            Flash::VivadoHardwareManager { .. } => {
                let script = file.with_file_name("program.tcl");
                ensure!(
                    script.is_file(),
                    "{}: beside it there is no program.tcl; use the bitstream in the folder of `cargo xtask board {} project`",
                    bitstream.display(),
                    board.name
                );
                Some(Self::new("vivado").with(["-mode", "batch", "-source"]).with([script]))
            }
            // As LiteX does (`litex/build/openocd.py`): the flash takes the data without the header of the .bit.
            Flash::Openocd { config, proxy } => {
                let data = file.with_extension("bin");
                let script = format!(
                    "init; jtagspi_init 0 {{{proxy}}}; jtagspi_program {{{}}} 0x0; fpga_program; exit",
                    data.display()
                );
                Some(Self::new("openocd").with(["-f", config.as_str(), "-c"]).with([script]))
            }
        })
    }

    /// The program in `PATH`, if it is installed.
    pub fn installed(&self) -> Option<PathBuf> {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).map(|folder| folder.join(self.program)).find(|file| file.is_file())
    }

    /// Starts the program and waits for its end; what it says goes where this program's words go.
    ///
    /// # Errors
    /// A program that cannot be started or does not succeed.
    pub fn run(&self, program: &Path) -> Result<()> {
        let status = Command::new(program)
            .args(&self.arguments)
            .status()
            .with_context(|| format!("{} cannot be started", program.display()))?;
        ensure!(status.success(), "`{self}` ended with {status}");
        Ok(())
    }
}

/// Begins with `/`, so that nobody takes it for an option.
fn absolute(path: &Path) -> Result<PathBuf> {
    let file = path.canonicalize().with_context(|| path.display().to_string())?;
    ensure!(file.is_file(), "{}: not a file", path.display());
    Ok(file)
}

/// As it is typed in a shell.
impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.program)?;
        for argument in &self.arguments {
            let text = argument.to_string_lossy();
            let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=,+@%".contains(letter);
            match !text.is_empty() && text.chars().all(plain) {
                true => write!(f, " {text}")?,
                false => write!(f, " '{}'", text.replace('\'', r"'\''"))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn shown(board: &str, name: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        std::fs::write(&file, "bitstream").expect("is written");
        std::fs::write(folder.path().join("program.tcl"), "").expect("is written");
        let invocation =
            Invocation::of(boards::find(board).expect("known"), &file).expect("there is the file");
        let root = folder.path().canonicalize().expect("is there").display().to_string();
        invocation.map_or(String::new(), |invocation| invocation.to_string().replace(&root, "ROOT"))
    }

    #[test]
    fn every_board_has_its_command() {
        assert_eq!(shown("pynq-z2", "a.bit"), "", "its FPGA manager");
        assert_eq!(shown("kv260", "a.bit"), "dfx-mgr-client -load ganax_kv260");
        assert_eq!(shown("ulx3s-85f", "a.bit"), "openFPGALoader --board ulx3s --write-flash ROOT/a.bit");
        assert_eq!(shown("alveo-u50", "a.bit"), "vivado -mode batch -source ROOT/program.tcl");
        assert_eq!(
            shown("acorn-cle215-xdma", "a.bit"),
            "openocd -f openocd_xc7_ft232.cfg -c 'init; jtagspi_init 0 {bscan_spi_xc7a200t.bit}; jtagspi_program {ROOT/a.bin} 0x0; fpga_program; exit'"
        );
    }

    #[test]
    fn names_of_files_are_neither_options_nor_commands() {
        let shown = shown("ulx3s-85f", "--help; it's.bit");
        assert_eq!(shown, r"openFPGALoader --board ulx3s --write-flash 'ROOT/--help; it'\''s.bit'");
        let board = boards::find("ulx3s-85f").expect("known");
        assert!(Invocation::of(board, Path::new("/")).is_err());
        assert!(Invocation::of(board, Path::new("/no/such.bit")).is_err());
    }

    #[test]
    fn a_bitstream_without_its_script_is_an_error_with_a_way_out() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let error =
            Invocation::of(boards::find("alveo-u50").expect("known"), file.path()).expect_err("no script");
        assert!(error.to_string().contains("xtask board alveo-u50 project"), "{error}");
    }

    #[test]
    fn a_program_that_fails_is_an_error_with_its_command() {
        let invocation = Invocation::new("dfx-mgr-client").with(["-load", "x"]);
        let error = invocation.run(Path::new("/bin/false")).expect_err("fails").to_string();
        assert!(error.contains("dfx-mgr-client -load x"), "{error}");
        invocation.run(Path::new("/bin/true")).expect("succeeds");
    }
}
