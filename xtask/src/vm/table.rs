//! The cases of the transport suite against the transports that the guests ran them on, from what they print.

use crate::suite::Tally;
use std::fmt;

/// How the conformance program announces the suite on a device.
const SUITE: &str = "suite on ";

/// Who ran what, and how it went.
#[derive(Default)]
pub struct Table {
    /// Transports, in the order in which they were run.
    columns: Vec<String>,
    /// A case, and for each transport so far whether it held; `None` where it did not run.
    rows: Vec<(String, Vec<Option<bool>>)>,
    /// Whether the lines belong to a suite.
    is_open: bool,
}

impl Table {
    /// Takes a line that a guest printed.
    pub fn take(&mut self, line: &str) {
        if let Some(device) = line.strip_prefix(SUITE) {
            self.columns.push(device.to_owned());
            self.is_open = true;
        } else if Tally::parse(line).is_some() {
            self.is_open = false;
        } else if self.is_open {
            let mut words = line.split_whitespace();
            match (words.next(), words.next()) {
                (Some("ok"), Some(case)) => self.enter(case, true),
                (Some("FAILED"), Some(case)) => self.enter(case, false),
                _ => {}
            }
        }
    }

    fn enter(&mut self, case: &str, held: bool) {
        let row = self.rows.iter().position(|(name, _)| name == case).unwrap_or_else(|| {
            self.rows.push((case.to_owned(), Vec::new()));
            self.rows.len() - 1
        });
        let cells = &mut self.rows[row].1;
        cells.resize(self.columns.len(), None);
        cells[self.columns.len() - 1] = Some(held);
    }
}

/// Transports by number, then a line for each case.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, column) in self.columns.iter().enumerate() {
            writeln!(f, "  [{}] {column}", index + 1)?;
        }
        let width = self.rows.iter().map(|(case, _)| case.len()).max().unwrap_or(0);
        write!(f, "  {:width$}", "case")?;
        (1..=self.columns.len()).try_for_each(|number| write!(f, " {:>6}", format!("[{number}]")))?;
        for (case, cells) in &self.rows {
            write!(f, "\n  {case:width$}")?;
            for column in 0..self.columns.len() {
                let word = match cells.get(column).copied().flatten() {
                    Some(true) => "ok",
                    Some(false) => "FAILED",
                    None => "-",
                };
                write!(f, " {word:>6}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod test {
    use super::Table;

    #[test]
    fn cases_are_entered_under_the_device_that_ran_them() {
        let mut table = Table::default();
        let lines = "ok     before (0.1 s)\nsuite on a, b\nok     first (0.1 s)\nFAILED second (2.0 s)\n1 passed, 1 failed\n\
             ok     between\nsuite on c\nok     second (0.1 s)\n1 passed, 0 failed";
        lines.lines().for_each(|line| table.take(line));
        let shown =
            "  [1] a, b\n  [2] c\n  case      [1]    [2]\n  first      ok      -\n  second FAILED     ok";
        assert_eq!(table.to_string(), shown);
    }
}
