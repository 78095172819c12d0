//! The activation tables of a PV: two neighbouring entries at once, and the value between them.

use super::multiplier::Multiplier;
use super::table_delay::ROWS;
use crate::hdl::*;
use crate::primitives::{INDEX_BITS, Memory};

/// Looks up the value of cycle `t`; `result` shows it in `t + 3`.
///
/// Of two neighbouring entries one lies in an even and one in an odd bank. Each is multiplied by its distance from the other's place,
/// 128 in all; half a unit added to both entries is the rounding.
#[derive(LogicBlock)]
pub struct Tables {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Words of a load.
    pub load_words: Signal<In, Bits<128>>,
    /// Banks that are written.
    pub load_banks: Signal<In, Bits<8>>,
    /// The row that each bank takes.
    pub load_rows: Signal<In, Bits<64>>,
    /// This PV takes the load.
    pub load_write: Signal<In, Bit>,
    /// Slot to be read.
    pub slot: Signal<In, Bit>,
    /// Value to be looked up, its sign bit inverted.
    pub value: Signal<In, Bits<16>>,
    /// What the table says, two's complement.
    pub result: Signal<Out, Bits<16>>,
    banks: Vec<Memory<16>>,
    load_row: Signal<Local, Bits<8>>,
    row: Signal<Local, Bits<INDEX_BITS>>,
    first_row: Signal<Local, Bits<INDEX_BITS>>,
    line: Signal<Local, Bits<7>>,
    next_line: Signal<Local, Bits<7>>,
    slot_base: Signal<Local, Bits<INDEX_BITS>>,
    writable: Signal<Local, Bits<8>>,
    place: DFF<Bits<10>>,
    odd_select: Signal<Local, Bits<2>>,
    even_select: Signal<Local, Bits<2>>,
    even: DFF<Bits<16>>,
    odd: DFF<Bits<16>>,
    fraction: Signal<Local, Bits<8>>,
    distance: Signal<Local, Bits<8>>,
    even_weight: DFF<Bits<8>>,
    odd_weight: DFF<Bits<8>>,
    even_half: Signal<Local, Bits<18>>,
    odd_half: Signal<Local, Bits<18>>,
    even_product: Multiplier,
    odd_product: Multiplier,
    sum: Signal<Local, Bits<24>>,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            load_words: Default::default(),
            load_banks: Default::default(),
            load_rows: Default::default(),
            load_row: Default::default(),
            load_write: Default::default(),
            slot: Default::default(),
            value: Default::default(),
            result: Default::default(),
            banks: (0..8).map(|_| Memory::exclusive(ROWS)).collect(),
            row: Default::default(),
            first_row: Default::default(),
            line: Default::default(),
            next_line: Default::default(),
            slot_base: Default::default(),
            writable: Default::default(),
            place: Default::default(),
            odd_select: Default::default(),
            even_select: Default::default(),
            even: Default::default(),
            odd: Default::default(),
            fraction: Default::default(),
            distance: Default::default(),
            even_weight: Default::default(),
            odd_weight: Default::default(),
            even_half: Default::default(),
            odd_half: Default::default(),
            even_product: Default::default(),
            odd_product: Default::default(),
            sum: Default::default(),
        }
    }
}

impl Logic for Tables {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block tables");
        dff_setup!(self, clock, place, even, odd, even_weight, odd_weight);
        clock!(self, clock, even_product, odd_product);

        // Rows of a slot begin at a multiple of 128. The entry behind the last one of a row is in bank 0 of the next.
        self.line.next = bit_cast::<7, 6>(self.value.val().get_bits::<6>(10));
        self.next_line.next = self.line.val();
        if self.value.val().get_bits::<3>(7) == 7 {
            self.next_line.next = self.line.val() + 1;
        }
        self.slot_base.next = 0.into();
        if self.slot.val() {
            self.slot_base.next = 128.into();
        }
        self.row.next = self.slot_base.val() | bit_cast::<INDEX_BITS, 7>(self.line.val());
        self.first_row.next = self.slot_base.val() | bit_cast::<INDEX_BITS, 7>(self.next_line.val());

        self.writable.next = 0.into();
        if self.load_write.val() {
            self.writable.next = self.load_banks.val();
        }
        for i in 0..8 {
            self.banks[i].clock.next = self.clock.val();
            self.load_row.next = self.load_rows.val().get_bits::<8>(i * 8);
            self.banks[i].write_enable.next = self.writable.val().get_bit(i);
            self.banks[i].write_address.next = bit_cast::<INDEX_BITS, 8>(self.load_row.val());
            self.banks[i].write_data.next = self.load_words.val().get_bits::<16>(i * 16);
        }
        self.banks[0].read_address.next = self.first_row.val();
        for i in 1..8 {
            self.banks[i].read_address.next = self.row.val();
        }

        self.place.d.next = self.value.val().get_bits::<10>(0);
        self.odd_select.next = self.place.q.val().get_bits::<2>(8);
        self.even_select.next = self.odd_select.val();
        self.fraction.next = bit_cast::<8, 7>(self.place.q.val().get_bits::<7>(0));
        self.distance.next = bits::<8>(128) - self.fraction.val();
        self.even_weight.d.next = self.distance.val();
        self.odd_weight.d.next = self.fraction.val();
        if self.place.q.val().get_bit(7) {
            self.even_select.next = self.odd_select.val() + 1;
            self.even_weight.d.next = self.fraction.val();
            self.odd_weight.d.next = self.distance.val();
        }
        self.even.d.next = self.banks[0].read_data.val();
        self.odd.d.next = self.banks[1].read_data.val();
        if self.even_select.val() == 1 {
            self.even.d.next = self.banks[2].read_data.val();
        }
        if self.even_select.val() == 2 {
            self.even.d.next = self.banks[4].read_data.val();
        }
        if self.even_select.val() == 3 {
            self.even.d.next = self.banks[6].read_data.val();
        }
        if self.odd_select.val() == 1 {
            self.odd.d.next = self.banks[3].read_data.val();
        }
        if self.odd_select.val() == 2 {
            self.odd.d.next = self.banks[5].read_data.val();
        }
        if self.odd_select.val() == 3 {
            self.odd.d.next = self.banks[7].read_data.val();
        }

        self.even_half.next = (bit_cast::<18, 16>(self.even.q.val()) << 1) | 1;
        self.odd_half.next = (bit_cast::<18, 16>(self.odd.q.val()) << 1) | 1;
        self.even_product.a.next = self.even_half.val().replace_bit(17, self.even.q.val().get_bit(15));
        self.odd_product.a.next = self.odd_half.val().replace_bit(17, self.odd.q.val().get_bit(15));
        self.even_product.b.next = bit_cast::<16, 8>(self.even_weight.q.val());
        self.odd_product.b.next = bit_cast::<16, 8>(self.odd_weight.q.val());

        self.sum.next = self.even_product.product.val().get_bits::<24>(0)
            + self.odd_product.product.val().get_bits::<24>(0);
        self.result.next = self.sum.val().get_bits::<16>(8);
    }
}
