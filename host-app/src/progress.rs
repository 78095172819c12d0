//! Progress bars on stderr: only on a terminal, only for work that takes longer than a moment.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that ends before this shows no bar.
const PATIENCE: Duration = Duration::from_millis(700);
const STEPS: u64 = 1000;

/// A bar that appears once the work has taken a moment, and disappears with the value.
#[derive(Debug)]
pub struct Progress {
    begun: Instant,
    bar: Option<ProgressBar>,
    enabled: bool,
}

impl Progress {
    /// A bar for work that begins now.
    pub fn new() -> Self {
        Self { begun: Instant::now(), bar: None, enabled: std::io::stderr().is_terminal() }
    }

    /// Shows a stage and how much of it is done, from 0 to 1.
    pub fn update(&mut self, stage: &str, fraction: f64) {
        if !self.enabled || self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{msg:>12} [{bar:40}] {percent:>3}% {elapsed}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(STEPS).with_style(style.progress_chars("=> "))
        });
        if bar.message() != stage {
            bar.set_message(stage.to_owned());
        }
        bar.set_position((fraction.clamp(0.0, 1.0) * STEPS as f64) as u64);
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
