//! First address and strides: five registers in a LUT RAM, one of which is read in each cycle.

use super::version::Version;
use crate::hdl::*;
use crate::primitives::LookupMemory;

/// Registers with two words: `offset`, `step`, `offset1`, `offset2`. A running generation has no more use for `addr`.
const DOUBLE: usize = 4;
/// For each number of a register two words.
const WORDS: usize = 16;

/// What is added for the next address: the first address itself, or the stride of the loop that moves on.
#[derive(LogicBlock)]
pub struct Strides<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// Stores `write_data` for the next generation if `write_select` is one of these registers.
    pub write: Signal<In, Bit>,
    pub write_select: Signal<In, Bits<4>>,
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// The next generation begins.
    pub load: Signal<In, Bit>,
    /// The next address is the first one of a generation.
    pub new_generation: Signal<In, Bit>,
    /// Loops in their last iterations, the innermost in bit 0.
    pub ends: Signal<In, Bits<3>>,
    /// The register that is added.
    pub stride: Signal<Out, Bits<ADDRESS_BITS>>,
    words: LookupMemory<ADDRESS_BITS>,
    versions: [Version; DOUBLE],
    written: Signal<Local, Bit>,
    write_word: Signal<Local, Bits<4>>,
    read_word: Signal<Local, Bits<4>>,
}

impl<const ADDRESS_BITS: usize> Default for Strides<ADDRESS_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            write: Default::default(),
            write_select: Default::default(),
            write_data: Default::default(),
            load: Default::default(),
            new_generation: Default::default(),
            ends: Default::default(),
            stride: Default::default(),
            words: LookupMemory::new(WORDS),
            versions: Default::default(),
            written: Default::default(),
            write_word: Default::default(),
            read_word: Default::default(),
        }
    }
}

impl<const ADDRESS_BITS: usize> Logic for Strides<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block strides");
        clock!(self, clock, words);
        self.versions[0].write.next = self.write.val() & (self.write_select.val() == 1);
        self.versions[1].write.next = self.write.val() & (self.write_select.val() == 2);
        self.versions[2].write.next = self.write.val() & (self.write_select.val() == 5);
        self.versions[3].write.next = self.write.val() & (self.write_select.val() == 7);

        // The word of a register is its number and its version; those of other registers below 8 are written in vain.
        self.written.next = false;
        if self.write_select.val() == 1 {
            self.written.next = !self.versions[0].active.val();
        }
        if self.write_select.val() == 2 {
            self.written.next = !self.versions[1].active.val();
        }
        if self.write_select.val() == 5 {
            self.written.next = !self.versions[2].active.val();
        }
        if self.write_select.val() == 7 {
            self.written.next = !self.versions[3].active.val();
        }
        for i in 0..DOUBLE {
            self.versions[i].clock.next = self.clock.val();
            self.versions[i].load.next = self.load.val();
            self.versions[i].written.next = self.written.val();
        }
        self.write_word.next = self.write_select.val() << 1;
        self.write_word.next = self.write_word.val().replace_bit(0, self.written.val());
        self.words.write_enable.next = self.write.val() & !self.write_select.val().get_bit(3);
        self.words.write_address.next = bit_cast::<16, 4>(self.write_word.val());
        self.words.write_data.next = self.write_data.val();

        self.read_word.next = bits::<4>(14).replace_bit(0, self.versions[3].active.val());
        if !self.ends.val().get_bit(2) {
            self.read_word.next = bits::<4>(10).replace_bit(0, self.versions[2].active.val());
        }
        if !self.ends.val().get_bit(1) {
            self.read_word.next = bits::<4>(2).replace_bit(0, self.versions[0].active.val());
        }
        if !self.ends.val().get_bit(0) {
            self.read_word.next = bits::<4>(4).replace_bit(0, self.versions[1].active.val());
        }
        if self.new_generation.val() {
            self.read_word.next = bits::<4>(0);
        }
        self.words.read_address.next = bit_cast::<16, 4>(self.read_word.val());
        self.stride.next = self.words.read_data.val();
    }
}
