//! A memory with one read and one write port and a registered output: block RAM.

use super::{INDEX_BITS, array};
use crate::hdl::*;
use std::collections::BTreeMap;

/// At least `words` words of `WIDTH` bits, rounded up to a power of two; addresses beyond wrap around.
///
/// `read_data` shows in cycle `t + 1` what the word held at the beginning of cycle `t`: a write in the cycle of a read is
/// not seen by it. The words hold nothing defined before they are written.
#[derive(LogicBlock)]
pub struct Memory<const WIDTH: usize> {
    /// Clock of both ports.
    pub clock: Signal<In, Clock>,
    /// Word to be read in this cycle.
    pub read_address: Signal<In, Bits<INDEX_BITS>>,
    /// The word whose address was there in the cycle before.
    pub read_data: Signal<Out, Bits<WIDTH>>,
    /// Stores `write_data` in this cycle.
    pub write_enable: Signal<In, Bit>,
    /// Word to be written.
    pub write_address: Signal<In, Bits<INDEX_BITS>>,
    /// What is written.
    pub write_data: Signal<In, Bits<WIDTH>>,
    _words: usize,
    _contents: BTreeMap<u64, Bits<WIDTH>>,
}

impl<const WIDTH: usize> Memory<WIDTH> {
    /// A memory of at least `words` words.
    pub fn new(words: usize) -> Self {
        Self {
            clock: Default::default(),
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

impl<const WIDTH: usize> Logic for Memory<WIDTH> {
    fn update(&mut self) {
        if !self.clock.pos_edge() {
            return;
        }
        let mask = self._words as u64 - 1;
        let word = self._contents.get(&(self.read_address.val().to_u64() & mask));
        self.read_data.next = word.copied().unwrap_or_default();
        if self.write_enable.val() {
            self._contents.insert(self.write_address.val().to_u64() & mask, self.write_data.val());
        }
    }

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        let (declaration, slice) = array(self._words, WIDTH, "block");
        Verilog::Custom(format!(
            "// comment! (\"block memory\n{declaration}\n\nalways @(posedge clock) begin\n    read_data <= contents[read_address{slice}];\n    \
             if (write_enable) begin\n        contents[write_address{slice}] <= write_data;\n    end\nend"
        ))
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn reads_are_registered_and_see_the_old_word() {
        let mut memory = Memory::<8>::new(4);
        memory.connect_all();
        memory.write_enable.next = true;
        memory.write_address.next = 6_u64.into();
        memory.read_address.next = 2_u64.into();
        memory.write_data.next = 0x5A_u64.into();
        clock_cycle(&mut memory, |memory| &mut memory.clock);
        assert_eq!(memory.read_data.val().to_u64(), 0, "the write of the same cycle is not seen");
        memory.write_enable.next = false;
        clock_cycle(&mut memory, |memory| &mut memory.clock);
        assert_eq!(memory.read_data.val().to_u64(), 0x5A, "address 6 of 4 words is word 2");
    }
}
