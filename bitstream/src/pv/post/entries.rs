//! The requantisation entries of a PV.

use super::parameter_bank::ParameterBank;
use crate::hdl::*;
use crate::primitives::INDEX_BITS;
use isa::ArchConfig;

/// Banks that an entry needs: its words 3 and 7 are not kept.
const BANKS: usize = 6;

/// Holds bias, multipliers and shift of every entry; the entry of the address of cycle `t` is in the registers in `t + 2`.
#[derive(LogicBlock)]
pub struct Entries {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// The words of a load, rotated to their banks.
    pub parameter_words: Signal<In, Bits<128>>,
    /// Banks that are written.
    pub parameter_banks: Signal<In, Bits<8>>,
    /// Banks that take the next row.
    pub parameter_wrapped: Signal<In, Bits<8>>,
    /// Row of the load's first word.
    pub parameter_row: Signal<In, Bits<INDEX_BITS>>,
    /// The row behind it.
    pub parameter_next_row: Signal<In, Bits<INDEX_BITS>>,
    /// This PV takes the load. Rows behind the entries are ignored.
    pub parameter_write: Signal<In, Bit>,
    /// Number of the entry to be read; numbers beyond the memory wrap around.
    pub entry: Signal<In, Bits<INDEX_BITS>>,
    /// What is added to the accumulator.
    pub bias: Signal<Out, Bits<48>>,
    /// Multiplier of sums that are not negative.
    pub positive: Signal<Out, Bits<16>>,
    /// Multiplier of negative sums.
    pub negative: Signal<Out, Bits<16>>,
    /// Right shift as it was loaded.
    pub shift: Signal<Out, Bits<6>>,
    banks: Vec<ParameterBank>,
    bias_register: DFF<Bits<48>>,
    positive_register: DFF<Bits<16>>,
    negative_register: DFF<Bits<16>>,
    shift_register: DFF<Bits<6>>,
    row_holds_entry: Signal<Local, Bit>,
    next_row_holds_entry: Signal<Local, Bit>,
    beyond: Signal<Local, Bits<INDEX_BITS>>,
    next_beyond: Signal<Local, Bits<INDEX_BITS>>,
    writable: Signal<Local, Bits<8>>,
    beyond_mask: Constant<Bits<INDEX_BITS>>,
}

impl Entries {
    /// The entries of a PV of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let rows = arch.parameter_entries as usize;
        Self {
            clock: Default::default(),
            parameter_words: Default::default(),
            parameter_banks: Default::default(),
            parameter_wrapped: Default::default(),
            parameter_row: Default::default(),
            parameter_next_row: Default::default(),
            parameter_write: Default::default(),
            entry: Default::default(),
            bias: Default::default(),
            positive: Default::default(),
            negative: Default::default(),
            shift: Default::default(),
            banks: (0..BANKS).map(|_| ParameterBank::new(rows)).collect(),
            bias_register: Default::default(),
            positive_register: Default::default(),
            negative_register: Default::default(),
            shift_register: Default::default(),
            row_holds_entry: Default::default(),
            next_row_holds_entry: Default::default(),
            beyond: Default::default(),
            next_beyond: Default::default(),
            writable: Default::default(),
            beyond_mask: Constant::new(bits(0xFFFF & !(u64::from(arch.parameter_entries) - 1))),
        }
    }
}

impl Logic for Entries {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block entries");
        dff_setup!(self, clock, bias_register, positive_register, negative_register, shift_register);
        self.beyond.next = self.parameter_row.val() & self.beyond_mask.val();
        self.next_beyond.next = self.parameter_next_row.val() & self.beyond_mask.val();
        self.row_holds_entry.next = self.parameter_write.val() & !self.beyond.val().any();
        self.next_row_holds_entry.next = self.parameter_write.val() & !self.next_beyond.val().any();
        self.writable.next = bits::<8>(0);
        if self.row_holds_entry.val() {
            self.writable.next = self.parameter_banks.val() & !self.parameter_wrapped.val();
        }
        if self.next_row_holds_entry.val() {
            self.writable.next =
                self.writable.val() | (self.parameter_banks.val() & self.parameter_wrapped.val());
        }
        for i in 0..6 {
            self.banks[i].clock.next = self.clock.val();
            self.banks[i].row.next = self.parameter_row.val();
            self.banks[i].next_row.next = self.parameter_next_row.val();
            self.banks[i].read_row.next = self.entry.val();
        }
        // Words 0 to 2 are the bias.
        for i in 0..3 {
            self.banks[i].write.next = self.writable.val().get_bit(i);
            self.banks[i].wrapped.next = self.parameter_wrapped.val().get_bit(i);
            self.banks[i].word.next = self.parameter_words.val().get_bits::<16>(i * 16);
        }
        // Words 4 to 6 are the multipliers and the shift.
        for i in 3..6 {
            self.banks[i].write.next = self.writable.val().get_bit(i + 1);
            self.banks[i].wrapped.next = self.parameter_wrapped.val().get_bit(i + 1);
            self.banks[i].word.next = self.parameter_words.val().get_bits::<16>(i * 16 + 16);
        }
        self.bias_register.d.next = bit_cast::<48, 16>(self.banks[0].read_word.val())
            | (bit_cast::<48, 16>(self.banks[1].read_word.val()) << 16)
            | (bit_cast::<48, 16>(self.banks[2].read_word.val()) << 32);
        self.positive_register.d.next = self.banks[3].read_word.val();
        self.negative_register.d.next = self.banks[4].read_word.val();
        self.shift_register.d.next = self.banks[5].read_word.val().get_bits::<6>(0);
        self.bias.next = self.bias_register.q.val();
        self.positive.next = self.positive_register.q.val();
        self.negative.next = self.negative_register.q.val();
        self.shift.next = self.shift_register.q.val();
    }
}
