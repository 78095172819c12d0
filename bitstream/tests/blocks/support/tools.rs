//! External tools, which a machine may have or not.

use std::io::Write;
use std::process::{Command, Stdio};

/// Makes missing tools an error when set to 1.
const REQUIRE: &str = "GANAX_REQUIRE_TOOLS";

/// A program looked for on the search path.
#[derive(Clone, Copy)]
pub struct Tool {
    program: &'static str,
    version_argument: &'static str,
}

impl Tool {
    pub const ICARUS: Self = Self { program: "iverilog", version_argument: "-V" };
    pub const VERILATOR: Self = Self { program: "verilator", version_argument: "--version" };

    /// The tool, or `None` where it is missing and the test is to be skipped.
    ///
    /// # Panics
    /// If it is missing although tools are required.
    pub fn find(self) -> Option<Self> {
        let quiet =
            self.command().arg(self.version_argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if quiet.is_ok() {
            return Some(self);
        }
        let required = std::env::var(REQUIRE).is_ok_and(|value| value == "1");
        assert!(!required, "{} is not installed and {REQUIRE}=1 is set", self.program);
        // The print macros of a passing test are captured; the stream itself is not.
        let test = std::thread::current().name().unwrap_or("a test").to_string();
        let _ = writeln!(std::io::stderr(), "skipped: {test}: {} is not installed", self.program);
        None
    }

    /// A new command line of the tool.
    pub fn command(self) -> Command {
        Command::new(self.program)
    }

    /// Runs a command line to its end and returns its standard output.
    ///
    /// # Panics
    /// If it fails, with everything that it said.
    pub fn run(command: &mut Command) -> String {
        let output = command.output().expect("the tool was found before");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{command:?}: {}\n{said}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }
}
