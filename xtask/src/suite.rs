//! Suites: child processes whose output is shown while they run and whose results are counted.
//!
//! A suite says how it went in lines of one of two forms: that of `cargo test` (`test result: ok. 3 passed;
//! 0 failed; 1 ignored; ...`) or, as its last line, that of this project (`3 passed, 0 failed, 1 skipped`).

use anyhow::{Context, Result};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How many things were judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Held.
    pub passed: u64,
    /// Did not hold.
    pub failed: u64,
    /// Were not judged, for a stated reason.
    pub skipped: u64,
}

impl Tally {
    /// One thing judged.
    pub fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed), skipped: 0 }
    }

    /// Reads a line in one of the two forms; nothing if it is some other line.
    pub fn parse(line: &str) -> Option<Self> {
        let counts = match line.strip_prefix("test result: ") {
            Some(rest) => rest.split_once(". ")?.1,
            None => line,
        };
        let mut tally = Self::default();
        let mut known = 0;
        for part in counts.split([',', ';']) {
            let (count, what) = part.trim().split_once(' ')?;
            let slot = match what {
                "passed" => &mut tally.passed,
                "failed" => &mut tally.failed,
                "skipped" | "ignored" => &mut tally.skipped,
                _ if line.starts_with("test result: ") => continue,
                _ => return None,
            };
            *slot = count.parse().ok()?;
            known += 1;
        }
        (known >= 2).then_some(tally)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// Runs `body` under a heading, and says how long it took and what it counted.
///
/// An error of the body is printed and counts as one failure, so that the suites after it still run.
pub fn run(name: &str, body: impl FnOnce() -> Result<Tally>) -> Tally {
    println!("\n== {name}");
    let start = Instant::now();
    let tally = body().unwrap_or_else(|error| {
        println!("error: {error:#}");
        Tally::one(false)
    });
    println!("== {name}: {tally} ({:.1} s)", start.elapsed().as_secs_f64());
    tally
}

/// A command that either works or does not: one thing judged.
pub fn succeeds(mut command: Command) -> Result<Tally> {
    let status = command.status().with_context(|| format!("{command:?} cannot be started"))?;
    Ok(Tally::one(status.success()))
}

/// A command that counts by itself: shows its output as it comes and adds up its counts.
///
/// A command that fails without having counted a failure (it did not build, it was killed) counts as one.
pub fn counts(command: Command) -> Result<Tally> {
    counts_and(command, |_| ())
}

/// As [`counts`], for an output that has more in it: `look` is shown each line.
pub fn counts_and(mut command: Command, mut look: impl FnMut(&str)) -> Result<Tally> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("{command:?} cannot be started"))?;
    let output = child.stdout.take().expect("stdout is piped");
    let mut tally = Tally::default();
    for line in BufReader::new(output).lines() {
        let line = line.context("its output cannot be read")?;
        println!("{line}");
        look(&line);
        if let Some(part) = Tally::parse(&line) {
            tally += part;
        }
    }
    let status = child.wait().with_context(|| format!("{command:?} cannot be waited for"))?;
    if !status.success() && tally.failed == 0 {
        println!("{command:?} ended with {status}");
        tally += Tally::one(false);
    }
    Ok(tally)
}

#[cfg(test)]
mod test {
    use super::{Tally, counts, run};
    use std::process::Command;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn counting_lines_are_read() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Tally::parse(cargo), Some(tally(12, 3, 1)));
        assert_eq!(Tally::parse("7 passed, 0 failed"), Some(tally(7, 0, 0)));
        assert_eq!(Tally::parse("7 passed, 1 failed, 2 skipped"), Some(tally(7, 1, 2)));
    }

    #[test]
    fn other_lines_are_not() {
        for line in ["", "7 passed", "running 3 tests", "2 passed, 1 broken", "all passed, none failed"] {
            assert_eq!(Tally::parse(line), None, "{line}");
        }
    }

    #[test]
    fn tally_displayed_is_read_back() {
        for expected in [tally(4, 0, 0), tally(4, 1, 9)] {
            assert_eq!(Tally::parse(&expected.to_string()), Some(expected));
        }
    }

    #[test]
    fn command_that_dies_without_counting_is_one_failure() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo 3 passed, 0 failed; exit 7"]);
        assert_eq!(counts(command).unwrap(), tally(3, 1, 0));
    }

    #[test]
    fn error_of_a_suite_is_one_failure() {
        assert_eq!(run("broken", || anyhow::bail!("no")), tally(0, 1, 0));
    }
}
