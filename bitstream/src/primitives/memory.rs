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
    _exclusive: bool,
    _contents: BTreeMap<u64, Bits<WIDTH>>,
}

impl<const WIDTH: usize> Memory<WIDTH> {
    /// A memory of at least `words` words.
    pub fn new(words: usize) -> Self {
        Self::of(words, false)
    }

    /// The same for a unit that never uses a word which it read in the cycle of a write to it: what shows then is undefined.
    ///
    /// Block RAM of some families does not say what it reads in such a cycle, and synthesis puts registers, a comparison and a multiplexer around it to
    /// make sure of the old word. Simulation shows something else on purpose.
    pub fn exclusive(words: usize) -> Self {
        Self::of(words, true)
    }

    fn of(words: usize, exclusive: bool) -> Self {
        Self {
            clock: Default::default(),
            read_address: Default::default(),
            read_data: Default::default(),
            write_enable: Default::default(),
            write_address: Default::default(),
            write_data: Default::default(),
            _words: words.next_power_of_two().max(2),
            _exclusive: exclusive,
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
            let (read, written) =
                (self.read_address.val().to_u64() & mask, self.write_address.val().to_u64() & mask);
            self._contents.insert(written, self.write_data.val());
            if self._exclusive & (read == written) {
                self.read_data.next = !self.write_data.val();
            }
        }
    }

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        let (declaration, slice) = array(self._words, WIDTH, "block");
        let (name, attribute, collision) = match self._exclusive {
            false => ("memory", "", String::new()),
            true => ("exclusive_memory", "(* no_rw_check *)\n", super::collision(&slice)),
        };
        Verilog::Custom(format!(
            "// comment! (\"block {name}\n{attribute}{declaration}\n\nalways @(posedge clock) begin\n    read_data <= contents[read_address{slice}];\n    \
             if (write_enable) begin\n        contents[write_address{slice}] <= write_data;\n    end\n{collision}end"
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

    #[test]
    fn exclusive_memory_shows_neither_word_of_a_collision() {
        let mut memory = Memory::<8>::exclusive(4);
        memory.connect_all();
        memory.write_enable.next = true;
        memory.write_data.next = 0x5A_u64.into();
        for expected in [0xA5, 0xA5] {
            clock_cycle(&mut memory, |memory| &mut memory.clock);
            assert_eq!(memory.read_data.val().to_u64(), expected);
        }
        memory.write_enable.next = false;
        clock_cycle(&mut memory, |memory| &mut memory.clock);
        assert_eq!(memory.read_data.val().to_u64(), 0x5A);
    }
}
