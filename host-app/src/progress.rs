//! Progress bars on stderr: only on a terminal, only for work that takes longer than a moment.
//!
//! Several parts of the program may move one bar: clones of a [`Progress`] share it.

use std::io::IsTerminal;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that ends before this shows no bar.
const PATIENCE: Duration = Duration::from_millis(700);
const STEPS: u64 = 1000;

/// A bar that appears once the work has taken a moment, and disappears with the last clone.
#[derive(Debug, Clone)]
pub struct Progress(Arc<Mutex<Bar>>);

#[derive(Debug)]
struct Bar {
    begun: Instant,
    bar: Option<ProgressBar>,
    enabled: bool,
}

impl Progress {
    /// A bar for work that begins now.
    pub fn new() -> Self {
        let enabled = std::io::stderr().is_terminal();
        Self(Arc::new(Mutex::new(Bar { begun: Instant::now(), bar: None, enabled })))
    }

    /// Shows a stage and how much of it is done, from 0 to 1.
    pub fn update(&self, stage: &str, fraction: f64) {
        self.show(|bar| {
            if bar.message() != stage {
                bar.set_message(stage.to_owned());
            }
            bar.set_position((fraction.clamp(0.0, 1.0) * STEPS as f64) as u64);
        });
    }

    /// Shows a remark behind the bar.
    pub fn remark(&self, text: impl FnOnce() -> String) {
        self.show(|bar| bar.set_prefix(text()));
    }

    /// Takes the bar away; it comes again with the next update.
    pub fn clear(&self) {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = shared.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Changes the bar, once there is one.
    fn show(&self, change: impl FnOnce(&ProgressBar)) {
        // A bar is whole whatever happened to another thread that moved it.
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !shared.enabled || shared.begun.elapsed() < PATIENCE {
            return;
        }
        change(shared.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{msg:>12} [{bar:40}] {percent:>3}% {elapsed} {prefix}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(STEPS).with_style(style.progress_chars("=> "))
        }));
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
