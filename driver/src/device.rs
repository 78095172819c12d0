//! One device: opened, initialised, reset, looked at. Programs and jobs are in modules of their own.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use isa::csr::{Csr, RESET_KEY, bits};
use isa::queue::{Completion, MAX_QUEUE_ENTRIES};
use isa::segment::Segment;

use crate::deadline::{Countdown, Deadline, Pace};
use crate::error::{AccessError, OpenError};
use crate::identity::{Design, Identity};
use crate::job::Job;
use crate::link::{Link, Traffic};
use crate::memory::{MemoryMap, MemorySplit};
use crate::program_load::ProgramMemory;
use crate::queue::Queues;
use crate::transport::{Transport, TransportInfo};

/// How many completions a post-mortem remembers.
pub(crate) const HISTORY: usize = 16;
/// Cycles of one unit of `WATCHDOG_LIMIT`.
const WATCHDOG_UNIT: u64 = 65536;
/// How long a soft reset may take.
const RESET_DEADLINE: Duration = Duration::from_secs(1);

/// How to open a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOptions {
    /// Entries of each queue, a power of two in 2..=4096: as many jobs can be in flight.
    pub queue_entries: u32,
    /// How the memory is shared out between the segments.
    pub memory_split: MemorySplit,
    /// Array cycles after which the device gives a job up, rounded up to 65536; 0 for no limit.
    pub watchdog_cycles: u64,
    /// Whether to use the interrupt line where the device has one; otherwise the driver polls.
    pub interrupts: bool,
    /// The design that the device must have; any of this contract if none is named.
    pub design: Option<Design>,
}

impl Default for OpenOptions {
    /// 64 jobs, the default split, no watchdog (every wait has a deadline of its own), interrupts, any design.
    fn default() -> Self {
        Self {
            queue_entries: 64,
            memory_split: MemorySplit::default(),
            watchdog_cycles: 0,
            interrupts: true,
            design: None,
        }
    }
}

impl OpenOptions {
    fn validate(&self) -> Result<(), OpenError> {
        let illegal = |option, found, expected| Err(OpenError::Option { option, found, expected });
        if !self.queue_entries.is_power_of_two() || !(2..=MAX_QUEUE_ENTRIES).contains(&self.queue_entries) {
            return illegal("queue_entries", self.queue_entries.into(), "a power of two in 2..=4096");
        }
        if self.memory_split.shares.contains(&0) {
            return illegal("memory_split", 0, "at least 1 for every segment");
        }
        if self.watchdog_cycles > u64::from(u32::MAX) * WATCHDOG_UNIT {
            return illegal("watchdog_cycles", self.watchdog_cycles, "below 2^48");
        }
        Ok(())
    }
}

/// An open device. All methods take `&mut self`: a device has one user at a time.
///
/// Dropping it while jobs are in flight resets the device, so that it writes no more memory.
pub struct Device {
    pub(crate) link: Link,
    pub(crate) identity: Identity,
    pub(crate) memory: MemoryMap,
    pub(crate) queues: Queues,
    options: OpenOptions,
    /// Jobs that the device has not completed, oldest first. They own their memory, so that it is not given to
    /// others while the device may still write to it.
    pub(crate) in_flight: VecDeque<Arc<Job>>,
    /// Last completions, oldest first.
    pub(crate) history: VecDeque<Completion>,
    /// Of the last job that completed: sequence number and program.
    pub(crate) last_program: Option<(u32, Weak<ProgramMemory>)>,
    /// Unique in the process for every device and reset: tells programs and jobs of others from own ones.
    pub(crate) epoch: u64,
    /// Of the next job; goes on after a reset, so that no late completion fits a new job.
    pub(crate) next_job: u64,
}

impl Device {
    /// Identifies the device behind a transport, then resets it and sets it up.
    ///
    /// Nothing is written before the identity is known to be right. After that the device is soft-reset
    /// whatever its state: a process that crashed may have left jobs behind.
    ///
    /// # Errors
    /// An illegal option, another device than this driver is for, too little memory, or a device that does not
    /// come to rest.
    pub fn open(transport: Box<dyn Transport>, options: OpenOptions) -> Result<Self, OpenError> {
        options.validate()?;
        let mut link = Link::new(transport);
        let identity = Identity::read(link.transport_mut())?;
        if let Some(design) = &options.design {
            identity.check_design(&link.info().name, design)?;
        }
        let memory = MemoryMap::plan(link.info(), options.queue_entries, options.memory_split)?;
        let queues = Queues::new(&memory, options.queue_entries);
        let mut device = Self {
            link,
            identity,
            memory,
            queues,
            options,
            in_flight: VecDeque::new(),
            history: VecDeque::new(),
            last_program: None,
            epoch: 0,
            next_job: 1,
        };
        device.initialise()?;
        log::debug!("opened {}: {identity}; {}", device.info().name, device.traffic());
        Ok(device)
    }

    /// Who the device is.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What the transport is.
    pub fn info(&self) -> &TransportInfo {
        self.link.info()
    }

    /// What went over the transport since the device was opened.
    pub fn traffic(&self) -> Traffic {
        self.link.traffic()
    }

    /// Jobs that are submitted and not complete.
    pub fn jobs_in_flight(&self) -> usize {
        self.in_flight.len()
    }

    /// Bytes that a segment's pool covers, and the largest free range in it.
    pub fn segment_bytes(&self, segment: Segment) -> (u64, u64) {
        let memory = self.memory.segment(segment);
        (memory.bytes, memory.pool.largest_free())
    }

    /// Resets the device by the strongest means that the transport has and sets it up again.
    ///
    /// Jobs in flight are given up: waiting for them returns [`crate::WaitError::Aborted`]. A reset may lose
    /// the device's memory, so programs loaded before it are refused by [`Device::submit`] and must be loaded
    /// again; their memory is free when they are dropped.
    ///
    /// # Errors
    /// As [`Device::open`]. The device can be reset again.
    pub fn reset(&mut self) -> Result<(), OpenError> {
        self.link.reset()?;
        self.identity = Identity::read(self.link.transport_mut())?;
        self.initialise()
    }

    /// Brings a device of known identity from any state to "ready for jobs".
    fn initialise(&mut self) -> Result<(), OpenError> {
        static NEXT_EPOCH: AtomicU64 = AtomicU64::new(1);
        self.check_bus()?;
        self.quiesce()?;
        self.in_flight.clear();
        self.last_program = None;
        self.epoch = NEXT_EPOCH.fetch_add(1, Ordering::Relaxed);
        self.set_up_segments()?;
        self.queues.configure(&mut self.link)?;
        let watchdog = self.options.watchdog_cycles.div_ceil(WATCHDOG_UNIT);
        self.link.write(Csr::WatchdogLimit, watchdog as u32)?;
        if self.uses_interrupts() {
            let causes = bits::INTERRUPT_COMPLETION | bits::INTERRUPT_FAULT | bits::INTERRUPT_QUEUE;
            self.link.write(Csr::InterruptEnable, causes)?;
            self.link.write(Csr::InterruptGlobalEnable, 1)?;
        }
        Ok(())
    }

    /// Writes two patterns to `SCRATCH` and reads them back: stuck and swapped bits show before they matter.
    fn check_bus(&mut self) -> Result<(), OpenError> {
        for written in [0x1234_5678, !0x1234_5678] {
            self.link.write(Csr::Scratch, written)?;
            let found = self.link.read(Csr::Scratch)?;
            if found != written {
                return Err(OpenError::BusCheck { written, found });
            }
        }
        Ok(())
    }

    /// Soft reset, until no job runs and the queues are off.
    fn quiesce(&mut self) -> Result<(), OpenError> {
        if self.link.read(Csr::Control)? & bits::CONTROL_IDLE == 0 {
            log::warn!("{} is busy with jobs that nobody waits for; resetting it", self.info().name);
        }
        // A line that is still up would cut every wait short.
        self.link.write(Csr::InterruptGlobalEnable, 0)?;
        self.link.write(Csr::Reset, RESET_KEY)?;
        let mut countdown = Countdown::new(Deadline::after(RESET_DEADLINE), Pace::POLLING);
        loop {
            let control = self.link.read(Csr::Control)?;
            let entries = self.link.read(Csr::SubmissionEntries)?;
            if control & (bits::CONTROL_IDLE | bits::CONTROL_START) == bits::CONTROL_IDLE && entries == 0 {
                return Ok(());
            }
            let Some(budget) = countdown.slice() else { return Err(OpenError::Stuck { control, entries }) };
            let (wake, elapsed) = self.link.wait(budget)?;
            countdown.spend(budget, wake, elapsed);
        }
    }

    fn set_up_segments(&mut self) -> Result<(), AccessError> {
        for segment in Segment::ALL {
            let [base_low, base_high, size_low, size_high] = Csr::segment(segment);
            let memory = self.memory.segment(segment);
            let (base, bytes) = (memory.base, memory.bytes);
            self.link.write_wide(base_low, base_high, base)?;
            self.link.write_wide(size_low, size_high, bytes)?;
            log::debug!("segment {segment}: {bytes} bytes at {base:#x}");
        }
        Ok(())
    }

    /// Whether waits may sleep until the interrupt line rises: the device has one, and the options allow it.
    pub(crate) fn uses_interrupts(&self) -> bool {
        self.options.interrupts && self.identity.capabilities.interrupt()
    }
}

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Device").field("name", &self.info().name).field("identity", &self.identity).finish()
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        if !self.in_flight.is_empty()
            && let Err(error) = self.link.write(Csr::Reset, RESET_KEY)
        {
            // A device that cannot be reached writes no memory either, or its bus has said more than this could.
            log::info!("{}: not reset while jobs are in flight: {error}", self.info().name);
        }
    }
}

#[cfg(test)]
pub(crate) mod test;
