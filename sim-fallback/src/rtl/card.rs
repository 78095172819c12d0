//! The design and the memory behind its port: what is the same in process and behind a socket.

use std::fs::File;
use std::path::PathBuf;

use isa::ArchConfig;
use isa::csr::Csr;

use super::build::{self, Recipe};
use super::error::RtlError;
use super::ffi::{MemoryTiming, Model};
use super::{BEAT_BYTES, Event, Observer, RtlOptions, source};
use crate::card::Memory;

/// Cycles of the memory latency that pass inside the accelerator before an address is on its port (docs/rtl.md).
const READ_CYCLES_INSIDE: u32 = 5;
/// The same for the last beat of a write.
const WRITE_CYCLES_INSIDE: u32 = 2;
/// Cycles between two notes of progress.
const CYCLES_A_NOTE: u64 = 1024;

/// What goes wrong while the clock runs.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The design breaks the protocol, or does not settle. It stands still until it is reset.
    Protocol(String),
    /// Waves cannot be written there.
    Wave(PathBuf),
}

/// The accelerator's RTL with a memory. Time passes in register accesses and in [`Self::run`].
pub(crate) struct RtlCard {
    memory: Memory,
    model: Model,
    /// Until the first job has begun.
    wave: Option<PathBuf>,
    observer: Observer,
    cycles: u64,
}

impl RtlCard {
    /// A device in the state after power-up; compiles the design unless that has been done before.
    ///
    /// # Errors
    /// A memory that is no whole beats, no Verilog for the array, or a design that cannot be compiled.
    pub(crate) fn open(arch: &ArchConfig, memory: Memory, rtl: &RtlOptions) -> Result<Self, RtlError> {
        let (base, bytes) = (memory.base(), memory.bytes());
        if !base.is_multiple_of(BEAT_BYTES) || !bytes.is_multiple_of(BEAT_BYTES) {
            return Err(RtlError::Alignment { base, bytes: bytes as usize, beat: BEAT_BYTES });
        }
        let verilog = source::verilog(arch, rtl.source.as_deref())?;
        let recipe = Recipe {
            verilog: &verilog,
            name: &rtl.source.as_ref().map_or_else(|| "the design".into(), |path| path.display().to_string()),
            wave: rtl.wave.is_some(),
            verilator: &rtl.verilator.clone().unwrap_or_else(|| "verilator".into()),
            cache: &rtl.cache.clone().unwrap_or_else(build::default_cache),
        };
        let path = recipe.library(&rtl.observer)?;
        let latency = arch.memory_latency_cycles;
        let timing = MemoryTiming {
            base,
            read_latency: latency.saturating_sub(READ_CYCLES_INSIDE).max(1),
            write_latency: latency.saturating_sub(WRITE_CYCLES_INSIDE).max(1),
            seed: rtl.latency_seed.map_or(0, spread),
        };
        let model = Model::load(&path, timing).map_err(|message| RtlError::Load { path, message })?;
        if let Some(path) = &rtl.wave {
            File::create(path).map_err(|source| RtlError::Wave { path: path.clone(), source })?;
        }
        let (wave, observer) = (rtl.wave.clone(), rtl.observer.clone());
        let mut card = Self { memory, model, wave, observer, cycles: 0 };
        card.model.reset(&mut card.memory);
        Ok(card)
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(crate) fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    /// Clock cycles that [`Self::run`] has let pass.
    pub(super) fn cycles(&self) -> u64 {
        self.cycles
    }

    /// What has gone wrong, if anything has.
    fn check(&self) -> Result<(), Failure> {
        self.model.failure().map_or(Ok(()), |message| Err(Failure::Protocol(message)))
    }

    /// Reads the register at an offset that the block has.
    pub(crate) fn read_register(&mut self, offset: u32) -> Result<u32, Failure> {
        let value = self.model.read_register(&mut self.memory, offset);
        self.check().map(|()| value)
    }

    /// Writes it. Waves begin with the first doorbell.
    pub(crate) fn write_register(&mut self, offset: u32, value: u32) -> Result<(), Failure> {
        if offset == Csr::SubmissionDoorbell.offset()
            && let Some(path) = self.wave.take()
            && !self.model.open_wave(&path)
        {
            return Err(Failure::Wave(path));
        }
        self.model.write_register(&mut self.memory, offset, value);
        self.check()
    }

    /// Clocks the design for so many cycles, or until its interrupt line is up if that is wanted.
    pub(crate) fn run(&mut self, cycles: u64, to_interrupt: bool) -> Result<(), Failure> {
        let mut left = cycles;
        while left > 0 && !(to_interrupt && self.model.interrupt()) {
            let passed = self.model.run(&mut self.memory, left.min(CYCLES_A_NOTE), to_interrupt);
            self.check()?;
            left -= passed;
            self.cycles += passed;
            self.observer.notify(Event::Cycles { total: self.cycles });
        }
        Ok(())
    }

    /// Level of the interrupt line.
    pub(crate) fn interrupt(&self) -> bool {
        self.model.interrupt()
    }

    /// Holds the reset line for some cycles. The memory keeps its contents, and a failure is forgotten.
    pub(crate) fn reset(&mut self) -> Result<(), Failure> {
        self.model.reset(&mut self.memory);
        self.check()
    }
}

/// Seeds that differ little become seeds that differ much, and none is zero.
fn spread(seed: u64) -> u64 {
    seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

impl Drop for RtlCard {
    /// A recording ends with its last cycle.
    fn drop(&mut self) {
        self.model.close_wave();
    }
}

impl std::fmt::Debug for RtlCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RtlCard").field("memory", &self.memory).field("cycles", &self.cycles).finish()
    }
}
