//! The card: registers, memory, queues and interrupt line, around a [`Level`] that executes its jobs.
//!
//! Everything here is the same whatever executes the micro-ops, as it is on boards with different bitstreams.
//! Time passes in [`Card::wait`] only.

mod bus;
#[cfg(target_os = "linux")]
mod host_memory;
mod interrupt;
mod memory;
mod queue_engine;
mod register_file;
#[cfg(test)]
mod test;

use isa::ArchConfig;
use isa::csr::Csr;

pub use bus::{Activity, Bus};
#[cfg(target_os = "linux")]
pub use host_memory::HostMemory;
pub use memory::{Direction, Extent, Memory, OutOfMemory};

use crate::level::Level;
use queue_engine::QueueEngine;
pub(crate) use queue_engine::Step;
use register_file::{Effect, Identity, RegisterFile};

/// One GANAX card in software.
pub struct Card {
    identity: Identity,
    registers: RegisterFile,
    memory: Memory,
    engine: QueueEngine,
    level: Box<dyn Level>,
}

impl Card {
    /// A card after power-up.
    pub fn new(arch: ArchConfig, build_id: u32, memory: Memory, level: Box<dyn Level>) -> Self {
        let identity = Identity { arch, build_id, capabilities: level.capabilities() };
        Self { identity, registers: RegisterFile::new(identity), memory, engine: QueueEngine::new(), level }
    }

    /// The value that software reads from a register.
    pub fn read_register(&self, csr: Csr) -> u32 {
        match csr {
            Csr::Control => self.engine.control(&self.registers, &self.memory),
            Csr::ProgramCounter => self.level.program_counter(),
            _ => self.registers.read(csr),
        }
    }

    /// Carries out a write of software to a register.
    pub fn write_register(&mut self, csr: Csr, value: u32) {
        match self.registers.write(csr, value) {
            Some(Effect::InspectQueues) => self.engine.inspect(&mut self.registers, &self.memory),
            Some(Effect::Reset) => {
                let scratch = self.registers.read(Csr::Scratch);
                self.reset();
                self.registers.set(Csr::Scratch, scratch);
            }
            None => {}
        }
    }

    /// The device memory.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The device memory, to write to.
    pub fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    /// Lets at most `cycles` cycles pass. True as soon as the interrupt line is up, at once if it is up
    /// already; false when the cycles are over or nothing can happen any more.
    pub fn wait(&mut self, cycles: u64) -> bool {
        let mut budget = cycles;
        while !self.registers.interrupt_line() {
            match self.step(&mut budget) {
                Step::Progress => {}
                Step::OutOfCycles | Step::Stalled => break,
            }
        }
        self.show_counters();
        self.registers.interrupt_line()
    }

    /// Does the next thing that is due, using up cycles of `budget`, whether the interrupt line is up or not: a card
    /// does not stop for a host that is busy elsewhere.
    pub(crate) fn step(&mut self, budget: &mut u64) -> Step {
        self.engine.step(&mut self.registers, &mut self.memory, self.level.as_mut(), budget)
    }

    /// Brings the counter registers up to date.
    pub(crate) fn show_counters(&mut self) {
        self.engine.show_counters(&mut self.registers);
    }

    /// Whether the interrupt line is up.
    pub fn interrupt_line(&self) -> bool {
        self.registers.interrupt_line()
    }

    /// Back to the state after power-up. The memory keeps its contents.
    pub fn reset(&mut self) {
        self.registers = RegisterFile::new(self.identity);
        self.engine = QueueEngine::new();
    }
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Card").field("identity", &self.identity).field("engine", &self.engine).finish()
    }
}
