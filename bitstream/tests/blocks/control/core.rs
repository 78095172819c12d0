//! A core that does nothing but count. How long, what and how it ends stands in the cookie of the job.

use bitstream::control::Identity;
use isa::queue::{ErrorCause, Fault, JobDescriptor};
use isa::segment::Segment;
use sim_fallback::card::Bus;
use sim_fallback::level::{Level, RunState};
use std::fmt::Write;
use std::sync::{Arc, Mutex};

/// The same as the core of the bench.
pub struct CountingLevel {
    identity: Identity,
    job: JobDescriptor,
    announced: bool,
    starts: Arc<Mutex<String>>,
}

impl CountingLevel {
    pub fn new(identity: &Identity, starts: Arc<Mutex<String>>) -> Self {
        Self { identity: *identity, job: JobDescriptor::default(), announced: false, starts }
    }
}

/// A cookie whose job never ends by itself.
pub const ENDLESS: u64 = 1 << 56;

impl Level for CountingLevel {
    fn capabilities(&self) -> u32 {
        self.identity.capabilities
    }

    fn start(&mut self, job: &JobDescriptor) {
        self.job = *job;
        self.announced = false;
    }

    fn run(&mut self, cycles: u64, bus: &mut Bus<'_>) -> Result<RunState, Fault> {
        if !self.announced {
            self.announced = true;
            let mut starts = self.starts.lock().expect("one thread");
            let _ = write!(starts, "{}", self.job.batch);
            for segment in Segment::ALL {
                let _ = write!(starts, " {} {}", bus.device_address(segment, 0), bus.window_bytes(segment));
            }
            starts.push(';');
        }
        let c = self.job.cookie;
        let pvs = u64::from(self.identity.arch.pv_count);
        let count = |lowest: u32| (c >> lowest & 31) % (pvs + 1);
        let endless = c & ENDLESS != 0;
        let length = if endless { cycles } else { 1 + (c & 511) };
        bus.activity.cycles += length;
        bus.activity.macs += length * count(11) * u64::from(self.identity.arch.pe_count);
        bus.activity.bytes_read += length * ((c >> 36 & 511) % 257);
        bus.activity.bytes_written += length * ((c >> 45 & 31) % 17);
        for (stall, lowest) in bus.activity.stalls.iter_mut().zip([16, 21, 26, 31]) {
            *stall += length * count(lowest);
        }
        if endless {
            return Ok(RunState::Running);
        }
        if c >> 9 & 3 != 3 {
            return Ok(RunState::Halted);
        }
        let cause = ErrorCause::from_code(1 + (c >> 50 & 7) as u32).expect("a cause");
        let address = c.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Err(Fault { cause, segment: (c >> 53 & 7) as u32 % 5, address })
    }

    fn program_counter(&self) -> u32 {
        self.job.cookie as u32
    }
}
