//! One bank of a scratchpad: the words of one lane.

use crate::hdl::*;
use crate::primitives::Memory;

/// A bank of 16-bit words behind which a register holds the word that was read, or zero.
///
/// The register is there because a block RAM's output comes late in the cycle: whatever selects among words does it behind
/// it. A bank that is not selected shows zero, so selecting one of many is a plain OR.
#[derive(LogicBlock)]
pub struct ScratchpadBank {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Line whose word is read.
    pub read_line: Signal<In, Bits<16>>,
    /// Takes the word that was addressed in the cycle before; zero otherwise.
    pub keep: Signal<In, Bit>,
    /// The word, two cycles behind its line.
    pub word: Signal<Out, Bits<16>>,
    /// Stores `write_word` in this cycle.
    pub write: Signal<In, Bit>,
    /// Line that is written.
    pub write_line: Signal<In, Bits<16>>,
    /// What is written.
    pub write_word: Signal<In, Bits<16>>,
    memory: Memory<16>,
    held: DFF<Bits<16>>,
}

impl ScratchpadBank {
    /// A bank of `words` words.
    pub fn new(words: u32) -> Self {
        Self {
            clock: Default::default(),
            read_line: Default::default(),
            keep: Default::default(),
            word: Default::default(),
            write: Default::default(),
            write_line: Default::default(),
            write_word: Default::default(),
            memory: Memory::exclusive(words as usize),
            held: Default::default(),
        }
    }
}

impl Logic for ScratchpadBank {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block scratchpad_bank");
        dff_setup!(self, clock, held);
        self.memory.clock.next = self.clock.val();
        self.memory.read_address.next = self.read_line.val();
        self.memory.write_enable.next = self.write.val();
        self.memory.write_address.next = self.write_line.val();
        self.memory.write_data.next = self.write_word.val();
        self.held.d.next = self.memory.read_data.val();
        if !self.keep.val() {
            self.held.d.next = bits::<16>(0);
        }
        self.word.next = self.held.q.val();
    }
}
