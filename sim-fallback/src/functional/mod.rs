//! Level `sim`: bit-exact results computed layer by layer from the records, cycles predicted, fast.
//!
//! A layer takes its predicted cycles of simulated time and is computed at their end. The prediction is the
//! record's own, but never less than the array at its peak would need for the layer's work, so that the time
//! budget of a wait bounds the host's work even for records that lie.
//!
//! Bytes are counted as a card would move them: micro-ops, records and constants once per job, activations
//! once per image. Multiply-accumulates are those on real input pixels.

pub mod execute;
mod sequencer;
#[cfg(test)]
mod test;

use std::num::NonZeroUsize;

use isa::ArchConfig;
use isa::csr::bits;
use isa::queue::{Fault, JobDescriptor};
use isa::record::LayerRecord;

use crate::card::Bus;
use crate::level::{Level, RunState};
use execute::Executor;
use sequencer::{Event, Sequencer};

/// A layer that has begun.
#[derive(Debug)]
struct PendingLayer {
    record: Box<LayerRecord>,
    cycles_left: u64,
}

/// Executes layer records.
#[derive(Debug)]
pub struct FunctionalLevel {
    arch: ArchConfig,
    executor: Executor,
    sequencer: Sequencer,
    layer: Option<PendingLayer>,
    batch: u32,
}

impl FunctionalLevel {
    /// A level that predicts for `arch` and computes on `threads` threads (all processors for `None`).
    ///
    /// # Errors
    /// The operating system refused threads.
    pub fn new(arch: ArchConfig, threads: Option<NonZeroUsize>) -> Result<Self, rayon::ThreadPoolBuildError> {
        let executor = Executor::new(threads)?;
        Ok(Self { arch, executor, sequencer: Sequencer::new(), layer: None, batch: 1 })
    }

    /// Predicted cycles of a layer over the job's batch.
    fn cycles(&self, record: &LayerRecord) -> u64 {
        let work = execute::work_per_image(record).saturating_mul(self.batch.into());
        record.cost.predicted_cycles(self.batch).max(work.div_ceil(self.arch.pe_total()))
    }

    /// Lets at most `cycles` pass for the layer and computes it when its time is over. True if it is.
    fn advance(
        &mut self,
        mut layer: PendingLayer,
        cycles: &mut u64,
        bus: &mut Bus<'_>,
    ) -> Result<bool, Fault> {
        let spent = layer.cycles_left.min(*cycles);
        layer.cycles_left -= spent;
        *cycles -= spent;
        bus.activity.cycles = bus.activity.cycles.saturating_add(spent);
        if layer.cycles_left > 0 {
            self.layer = Some(layer);
            return Ok(false);
        }
        let macs = layer.record.cost.macs_effective.saturating_mul(self.batch.into());
        bus.activity.macs = bus.activity.macs.saturating_add(macs);
        self.executor.run(&layer.record, self.batch, bus)?;
        Ok(true)
    }
}

impl Level for FunctionalLevel {
    fn capabilities(&self) -> u32 {
        bits::CAPABILITY_INTERRUPT
    }

    fn start(&mut self, job: &JobDescriptor) {
        self.batch = job.batch;
        self.sequencer = Sequencer::new();
        self.layer = None;
    }

    fn run(&mut self, mut cycles: u64, bus: &mut Bus<'_>) -> Result<RunState, Fault> {
        loop {
            if let Some(layer) = self.layer.take()
                && !self.advance(layer, &mut cycles, bus)?
            {
                return Ok(RunState::Running);
            }
            match self.sequencer.next(&mut cycles, bus)? {
                Event::OutOfCycles => return Ok(RunState::Running),
                Event::Halt => return Ok(RunState::Halted),
                Event::Layer(record) => {
                    log::trace!("layer `{}` ({})", record.name, record.op.name());
                    let cycles_left = self.cycles(&record);
                    self.layer = Some(PendingLayer { record, cycles_left });
                }
            }
        }
    }
}
