//! What is behind the card's bus interface: the card in software, or the design under Verilator.

use isa::csr::{ALL_ONES, Csr, bits};

use crate::card::Memory;
use crate::faults::FaultyCard;
use crate::level::Level;
use crate::rtl::{Failure, RtlCard, RtlOptions};

/// What a served card is made of.
pub enum Engine {
    /// The card in software, around a level that executes its jobs.
    Level(Box<dyn Level>),
    /// The generated Verilog, with registers and queues of its own.
    Rtl(RtlOptions),
}

impl From<Box<dyn Level>> for Engine {
    fn from(level: Box<dyn Level>) -> Self {
        Self::Level(level)
    }
}

/// Registers, memory port, interrupt line and clock.
pub(super) trait Hardware: Send + std::fmt::Debug {
    fn read_register(&mut self, csr: Csr) -> u32;
    fn write_register(&mut self, csr: Csr, value: u32);
    fn memory(&self) -> &Memory;
    fn memory_mut(&mut self) -> &mut Memory;
    /// Lets about so many cycles pass. False if nothing more happens before software acts.
    fn advance(&mut self, cycles: u64) -> bool;
    fn interrupt_line(&mut self) -> bool;
    fn reset(&mut self);
}

impl Hardware for FaultyCard {
    fn read_register(&mut self, csr: Csr) -> u32 {
        Self::read_register(self, csr)
    }

    fn write_register(&mut self, csr: Csr, value: u32) {
        Self::write_register(self, csr, value);
    }

    fn memory(&self) -> &Memory {
        Self::memory(self)
    }

    fn memory_mut(&mut self) -> &mut Memory {
        Self::memory_mut(self)
    }

    fn advance(&mut self, cycles: u64) -> bool {
        Self::advance(self, cycles)
    }

    fn interrupt_line(&mut self) -> bool {
        Self::interrupt_line(self)
    }

    fn reset(&mut self) {
        Self::reset(self);
    }
}

/// The design as a card that its bus can rely on: one that fails is gone from the bus until it is reset.
#[derive(Debug)]
pub(super) struct Design {
    card: RtlCard,
    gone: bool,
}

impl Design {
    /// A design takes longer for a cycle than a software level, and requests should not wait for long.
    const CYCLES_DIVISOR: u64 = 16;

    pub(super) fn new(card: RtlCard) -> Self {
        Self { card, gone: false }
    }

    /// What an access gave, or what a bus gives that has lost its card.
    fn take<T>(&mut self, result: Result<T, Failure>, otherwise: T) -> T {
        result.unwrap_or_else(|failure| {
            if !std::mem::replace(&mut self.gone, true) {
                match failure {
                    Failure::Protocol(message) => log::error!("the design is off the bus: {message}"),
                    Failure::Wave(path) => log::error!("{}: cannot write waves", path.display()),
                }
            }
            otherwise
        })
    }
}

impl Hardware for Design {
    fn read_register(&mut self, csr: Csr) -> u32 {
        let result = self.card.read_register(csr.offset());
        self.take(result, ALL_ONES)
    }

    fn write_register(&mut self, csr: Csr, value: u32) {
        let result = self.card.write_register(csr.offset(), value);
        self.take(result, ());
    }

    fn memory(&self) -> &Memory {
        self.card.memory()
    }

    fn memory_mut(&mut self) -> &mut Memory {
        self.card.memory_mut()
    }

    /// Whether a job is left is asked of `CONTROL`, as software would: the design tells nobody else.
    fn advance(&mut self, cycles: u64) -> bool {
        let result = self.card.run((cycles / Self::CYCLES_DIVISOR).max(1), false);
        self.take(result, ());
        let control = self.read_register(Csr::Control);
        !self.gone && control & (bits::CONTROL_IDLE | bits::CONTROL_START) != bits::CONTROL_IDLE
    }

    fn interrupt_line(&mut self) -> bool {
        !self.gone && self.card.interrupt()
    }

    fn reset(&mut self) {
        self.gone = false;
        let result = self.card.reset();
        self.take(result, ());
    }
}
