//! One of the banks that hold every eighth word of the parameters.

use crate::hdl::*;
use crate::primitives::{INDEX_BITS, Memory};

/// A memory of 16-bit words, written with one word of a beat.
///
/// A beat at any word alignment touches two rows; `wrapped` says that this bank takes the second.
#[derive(LogicBlock)]
pub struct ParameterBank {
    /// Clock of both ports.
    pub clock: Signal<In, Clock>,
    /// Stores `word` in this cycle.
    pub write: Signal<In, Bit>,
    /// What is written.
    pub word: Signal<In, Bits<16>>,
    /// The word goes into `next_row`, not into `row`.
    pub wrapped: Signal<In, Bit>,
    /// First row of the beat.
    pub row: Signal<In, Bits<INDEX_BITS>>,
    /// Second row of the beat.
    pub next_row: Signal<In, Bits<INDEX_BITS>>,
    /// Row to be read in this cycle.
    pub read_row: Signal<In, Bits<INDEX_BITS>>,
    /// The word whose row was there in the cycle before.
    pub read_word: Signal<Out, Bits<16>>,
    memory: Memory<16>,
}

impl ParameterBank {
    /// A bank of at least `rows` words.
    pub fn new(rows: usize) -> Self {
        Self {
            clock: Default::default(),
            write: Default::default(),
            word: Default::default(),
            wrapped: Default::default(),
            row: Default::default(),
            next_row: Default::default(),
            read_row: Default::default(),
            read_word: Default::default(),
            memory: Memory::new(rows),
        }
    }
}

impl Logic for ParameterBank {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block parameter_bank");
        self.memory.clock.next = self.clock.val();
        self.memory.read_address.next = self.read_row.val();
        self.read_word.next = self.memory.read_data.val();
        self.memory.write_enable.next = self.write.val();
        self.memory.write_data.next = self.word.val();
        self.memory.write_address.next = self.row.val();
        if self.wrapped.val() {
            self.memory.write_address.next = self.next_row.val();
        }
    }
}
