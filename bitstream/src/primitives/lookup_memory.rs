//! A small memory whose word is there in the cycle of its address: LUT RAM.

use super::{INDEX_BITS, array};
use crate::hdl::*;
use std::collections::BTreeMap;

/// At least `words` words of `WIDTH` bits, rounded up to a power of two; addresses beyond wrap around.
///
/// `read_data` follows `read_address` at once; what is written in cycle `t` is there in `t + 1`. Words are zero at power-up.
#[derive(LogicBlock)]
pub struct LookupMemory<const WIDTH: usize> {
    /// Clock of the write port.
    pub clock: Signal<In, Clock>,
    /// Word to be read.
    pub read_address: Signal<In, Bits<INDEX_BITS>>,
    /// The word.
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

impl<const WIDTH: usize> LookupMemory<WIDTH> {
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

impl<const WIDTH: usize> Logic for LookupMemory<WIDTH> {
    fn update(&mut self) {
        let mask = self._words as u64 - 1;
        if self.clock.pos_edge() && self.write_enable.val() {
            self._contents.insert(self.write_address.val().to_u64() & mask, self.write_data.val());
        }
        let word = self._contents.get(&(self.read_address.val().to_u64() & mask));
        self.read_data.next = word.copied().unwrap_or_default();
    }

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        let (declaration, slice) = array(self._words, WIDTH, "distributed");
        let last = self._words - 1;
        Verilog::Custom(format!(
            "// comment! (\"block lookup_memory\n{declaration}\n\ninteger word;\ninitial begin\n    for (word = 0; word <= {last}; word = word + 1) begin\n        \
             contents[word] = 0;\n    end\nend\n\nalways @(*) begin\n    read_data = contents[read_address{slice}];\nend\n\n\
             always @(posedge clock) begin\n    if (write_enable) begin\n        contents[write_address{slice}] <= write_data;\n    end\nend"
        ))
    }
}
