//! Level `cycle`: executes the micro-ops, bit for bit and cycle for cycle as `docs/machine.md` says.
//!
//! It is for figures, for traces and for checking compilers and RTL; whoever only wants images takes level `sim`.
//! Time moves from one event to the next, and whatever is regular between two events is computed in closed form.

mod execute;
mod fetch;
mod fifo;
mod front_end;
mod generator;
mod kernel;
mod legal;
mod load;
mod machine;
mod memories;
mod memory_port;
mod post;
pub mod profile;
mod pv;
mod sequencer;
mod store;
#[cfg(test)]
mod test;
mod timeline;
pub mod trace;
mod transfer;

use std::sync::{Arc, Mutex};

use isa::ArchConfig;
use isa::csr::bits;
use isa::queue::{Fault, JobDescriptor};

use crate::card::Bus;
use crate::level::{Level, RunState};
use machine::{Machine, Outcome, RunMode};
pub use profile::{Counts, LayerProfile, Profile};
pub use trace::Trace;

/// How to run the cycle model.
#[derive(Debug, Clone)]
pub struct CycleOptions {
    /// Whether values are computed and moved. Cycles do not depend on it.
    pub compute: bool,
    /// Where to leave the profile of the latest job whenever a run returns.
    pub profile: Option<Arc<Mutex<Profile>>>,
    /// Where to record who was busy when.
    pub trace: Option<Arc<Mutex<Trace>>>,
    /// Looks at every unit in every cycle and takes operands and beats one by one. Slow, and the same in every cycle
    /// and bit: for checking the jumps.
    pub single_step: bool,
}

impl Default for CycleOptions {
    fn default() -> Self {
        Self { compute: true, profile: None, trace: None, single_step: false }
    }
}

/// Executes micro-ops.
#[derive(Debug)]
pub struct CycleLevel {
    machine: Machine,
    options: CycleOptions,
    /// What the card has been told so far.
    reported: Counts,
}

impl CycleLevel {
    /// An array with these parameters, which must be legal.
    pub fn new(arch: ArchConfig, options: CycleOptions) -> Self {
        Self { machine: Machine::new(arch), options, reported: Counts::default() }
    }

    /// Adds what has happened since the last report to the card's counters, and publishes the profile.
    fn report(&mut self, cycles: u64, bus: &mut Bus<'_>) {
        let totals = self.machine.counter.totals();
        let activity = &mut bus.activity;
        activity.cycles = activity.cycles.saturating_add(cycles);
        activity.macs = activity.macs.saturating_add(totals.macs - self.reported.macs);
        for (index, stall) in activity.stalls.iter_mut().enumerate() {
            *stall = stall.saturating_add(totals.stalls[index] - self.reported.stalls[index]);
        }
        self.reported = totals;
        if let Some(mut profile) = self.options.profile.as_ref().and_then(|profile| profile.lock().ok()) {
            self.machine.counter.publish(self.machine.now, &mut profile);
        }
    }
}

impl Level for CycleLevel {
    fn capabilities(&self) -> u32 {
        bits::CAPABILITY_MICRO_OPS | bits::CAPABILITY_CYCLES_COUNTED | bits::CAPABILITY_INTERRUPT
    }

    fn start(&mut self, job: &JobDescriptor) {
        self.machine.reset(job.batch);
        self.reported = Counts::default();
    }

    fn run(&mut self, cycles: u64, bus: &mut Bus<'_>) -> Result<RunState, Fault> {
        let begin = self.machine.now;
        let mode = RunMode {
            compute: self.options.compute,
            single_step: self.options.single_step,
            trace: self.options.trace.as_deref(),
            names: self.options.trace.is_some() || self.options.profile.is_some(),
        };
        let outcome = self.machine.run(begin.saturating_add(cycles), mode, bus);
        self.report(self.machine.now - begin, bus);
        Ok(match outcome? {
            Outcome::Running => RunState::Running,
            Outcome::Halted => RunState::Halted,
        })
    }

    fn program_counter(&self) -> u32 {
        self.machine.program_counter()
    }
}
