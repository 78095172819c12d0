//! The requantisation entries of a PV.

use crate::hdl::*;
use crate::primitives::{INDEX_BITS, Memory};
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
    /// Banks that are written, of those that hold entries.
    pub entry_banks: Signal<In, Bits<8>>,
    /// The entry of which each bank takes its word.
    pub entry_rows: Signal<In, Bits<128>>,
    /// This PV takes the load.
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
    banks: Vec<Memory<16>>,
    bias_register: DFF<Bits<48>>,
    positive_register: DFF<Bits<16>>,
    negative_register: DFF<Bits<16>>,
    shift_register: DFF<Bits<6>>,
    writable: Signal<Local, Bits<8>>,
}

impl Entries {
    /// The entries of a PV of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let rows = arch.parameter_entries as usize;
        Self {
            clock: Default::default(),
            parameter_words: Default::default(),
            entry_banks: Default::default(),
            entry_rows: Default::default(),
            parameter_write: Default::default(),
            entry: Default::default(),
            bias: Default::default(),
            positive: Default::default(),
            negative: Default::default(),
            shift: Default::default(),
            banks: (0..BANKS).map(|_| Memory::exclusive(rows)).collect(),
            bias_register: Default::default(),
            positive_register: Default::default(),
            negative_register: Default::default(),
            shift_register: Default::default(),
            writable: Default::default(),
        }
    }
}

impl Logic for Entries {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block entries");
        dff_setup!(self, clock, bias_register, positive_register, negative_register, shift_register);
        self.writable.next = bits::<8>(0);
        if self.parameter_write.val() {
            self.writable.next = self.entry_banks.val();
        }
        for i in 0..6 {
            self.banks[i].clock.next = self.clock.val();
            self.banks[i].read_address.next = self.entry.val();
        }
        // Words 0 to 2 are the bias.
        for i in 0..3 {
            self.banks[i].write_enable.next = self.writable.val().get_bit(i);
            self.banks[i].write_address.next = self.entry_rows.val().get_bits::<INDEX_BITS>(i * 16);
            self.banks[i].write_data.next = self.parameter_words.val().get_bits::<16>(i * 16);
        }
        // Words 4 to 6 are the multipliers and the shift.
        for i in 3..6 {
            self.banks[i].write_enable.next = self.writable.val().get_bit(i + 1);
            self.banks[i].write_address.next = self.entry_rows.val().get_bits::<INDEX_BITS>(i * 16 + 16);
            self.banks[i].write_data.next = self.parameter_words.val().get_bits::<16>(i * 16 + 16);
        }
        self.bias_register.d.next = bit_cast::<48, 16>(self.banks[0].read_data.val())
            | (bit_cast::<48, 16>(self.banks[1].read_data.val()) << 16)
            | (bit_cast::<48, 16>(self.banks[2].read_data.val()) << 32);
        self.positive_register.d.next = self.banks[3].read_data.val();
        self.negative_register.d.next = self.banks[4].read_data.val();
        self.shift_register.d.next = self.banks[5].read_data.val().get_bits::<6>(0);
        self.bias.next = self.bias_register.q.val();
        self.positive.next = self.positive_register.q.val();
        self.negative.next = self.negative_register.q.val();
        self.shift.next = self.shift_register.q.val();
    }
}
