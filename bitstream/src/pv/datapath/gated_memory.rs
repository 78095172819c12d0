//! A memory that shows zero unless it is read, so that the words of many are joined by an OR.
//!
//! Selecting among the outputs of block RAMs would come behind their slow output; the reset of the output register, which they
//! have anyway, comes before it.

use crate::hdl::*;
use crate::primitives::collision;
use std::collections::BTreeMap;

/// At least `words` words of 48 bits, rounded up to a power of two; addresses beyond wrap around.
///
/// Like an exclusive [`Memory`](crate::primitives::Memory), but for `read`.
#[derive(LogicBlock)]
pub struct GatedMemory {
    /// Clock of both ports.
    pub clock: Signal<In, Clock>,
    /// Reads the word in this cycle.
    pub read: Signal<In, Bit>,
    /// Word to be read.
    pub read_address: Signal<In, Bits<16>>,
    /// The word that was read in the cycle before; zero if none was.
    pub read_data: Signal<Out, Bits<48>>,
    /// Stores `write_data` in this cycle.
    pub write_enable: Signal<In, Bit>,
    /// Word to be written.
    pub write_address: Signal<In, Bits<16>>,
    /// What is written.
    pub write_data: Signal<In, Bits<48>>,
    _words: usize,
    _contents: BTreeMap<u64, Bits<48>>,
}

impl GatedMemory {
    /// A memory of at least `words` words.
    pub fn new(words: usize) -> Self {
        Self {
            clock: Default::default(),
            read: Default::default(),
            read_address: Default::default(),
            read_data: Default::default(),
            write_enable: Default::default(),
            write_address: Default::default(),
            write_data: Default::default(),
            _words: words.next_power_of_two().max(2),
            _contents: BTreeMap::new(),
        }
    }
}

impl Logic for GatedMemory {
    fn update(&mut self) {
        if !self.clock.pos_edge() {
            return;
        }
        let mask = self._words as u64 - 1;
        let word = self._contents.get(&(self.read_address.val().to_u64() & mask));
        self.read_data.next = word.copied().filter(|_| self.read.val()).unwrap_or_default();
        if self.write_enable.val() {
            let written = self.write_address.val().to_u64() & mask;
            self._contents.insert(written, self.write_data.val());
            if self.read.val() & (self.read_address.val().to_u64() & mask == written) {
                self.read_data.next = !self.write_data.val();
            }
        }
    }

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        let last = self._words - 1;
        let top = self._words.trailing_zeros() - 1;
        let collision = collision(&format!("[{top}:0]")).replace("(write_enable", "(read & write_enable");
        Verilog::Custom(format!(
            "// comment! (\"block gated_memory\n(* no_rw_check *)\n(* ram_style = \"block\" *)\nreg [47:0] words [0:{last}];\n\n\
             always @(posedge clock) begin\n    if (read) begin\n        read_data <= words[read_address[{top}:0]];\n    \
             end else begin\n        read_data <= 48'd0;\n    end\n    \
             if (write_enable) begin\n        words[write_address[{top}:0]] <= write_data;\n    end\n{collision}end"
        ))
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn a_word_that_is_not_read_is_zero() {
        let mut memory = GatedMemory::new(4);
        memory.connect_all();
        memory.write_address.next = 6_u64.into();
        memory.read_address.next = 2_u64.into();
        memory.write_data.next = 0x5A_u64.into();
        for (write, read, expected) in
            [(true, true, 0xFFFF_FFFF_FFA5), (false, true, 0x5A), (true, false, 0), (false, false, 0)]
        {
            memory.write_enable.next = write;
            memory.read.next = read;
            clock_cycle(&mut memory, |memory| &mut memory.clock);
            assert_eq!(memory.read_data.val().to_u64(), expected);
        }
    }
}
