//! What the command line shows while level `rtl` works: it takes minutes where the others take moments.

use std::sync::Mutex;
use std::time::Instant;

use isa::program::Program;
use sim_fallback::rtl::{Event, Observer};

use crate::progress::Progress;
use crate::table::si;

/// Shows what the device does: a line about the compilation, then cycles and their rate behind the bar, which moves
/// with the share of `predicted` cycles that have passed.
pub fn observer(progress: &Progress, predicted: u64) -> Observer {
    let progress = progress.clone();
    let begun: Mutex<Option<Instant>> = Mutex::new(None);
    Observer::new(move |event| match event {
        Event::Cycles { total } => {
            let Ok(mut begun) = begun.lock() else { return };
            let elapsed = begun.get_or_insert_with(Instant::now).elapsed().as_secs_f64();
            progress.update("running", total as f64 / predicted.max(1) as f64);
            progress.remark(|| {
                let rate = total as f64 / elapsed.max(1e-3);
                format!("{} of about {} cycles, {} a second", si(total), si(predicted), si(rate as u64))
            });
        }
        other => announce(other),
    })
}

/// Says only that the design is compiled, for a device that others use.
pub fn announcer() -> Observer {
    Observer::new(announce)
}

fn announce(event: Event) {
    match event {
        Event::Building => eprintln!("building the RTL model, which takes a minute or a few, once"),
        Event::Built { elapsed } => log::info!("built the RTL model in {:.0} s", elapsed.as_secs_f64()),
        _ => {}
    }
}

/// Cycles that the cost model predicts for `images` images in jobs of `batch`.
///
/// # Errors
/// Records that cannot be read.
pub fn predicted_cycles(program: &Program, images: usize, batch: usize) -> anyhow::Result<u64> {
    let layers = program.layers()?;
    let job = |images: usize| {
        let images = u32::try_from(images).unwrap_or(u32::MAX);
        layers.iter().fold(0_u64, |sum, layer| sum.saturating_add(layer.cost.predicted_cycles(images)))
    };
    let (jobs, left) = (images / batch.max(1), images % batch.max(1));
    Ok(job(batch).saturating_mul(jobs as u64).saturating_add(job(left)))
}
