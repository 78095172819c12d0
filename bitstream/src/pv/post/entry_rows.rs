//! Which rows of the requantisation entries a load of parameters writes: for all PVs at once.

use crate::hdl::*;
use crate::primitives::INDEX_BITS;
use isa::ArchConfig;

/// Chooses the row of every bank, and switches off the banks whose row lies behind the entries. Without registers.
#[derive(LogicBlock)]
pub struct EntryRows {
    /// Banks that are written.
    pub parameter_banks: Signal<In, Bits<8>>,
    /// Banks that take the next row.
    pub parameter_wrapped: Signal<In, Bits<8>>,
    /// Row of the load's first word.
    pub parameter_row: Signal<In, Bits<INDEX_BITS>>,
    /// The row behind it.
    pub parameter_next_row: Signal<In, Bits<INDEX_BITS>>,
    /// Banks of the entries that are written.
    pub entry_banks: Signal<Out, Bits<8>>,
    /// Bank `b`'s row in word `b`: the number of an entry.
    pub entry_rows: Signal<Out, Bits<128>>,
    beyond: Signal<Local, Bits<INDEX_BITS>>,
    next_beyond: Signal<Local, Bits<INDEX_BITS>>,
    enabled: Signal<Local, Bits<8>>,
    one_row: Signal<Local, Bits<INDEX_BITS>>,
    together: Signal<Local, Bits<128>>,
    row_mask: Constant<Bits<INDEX_BITS>>,
    beyond_mask: Constant<Bits<INDEX_BITS>>,
}

impl EntryRows {
    /// For the PVs of an array.
    pub fn new(arch: &ArchConfig) -> Self {
        let row_mask = u64::from(arch.parameter_entries) - 1;
        Self {
            parameter_banks: Default::default(),
            parameter_wrapped: Default::default(),
            parameter_row: Default::default(),
            parameter_next_row: Default::default(),
            entry_banks: Default::default(),
            entry_rows: Default::default(),
            beyond: Default::default(),
            next_beyond: Default::default(),
            enabled: Default::default(),
            one_row: Default::default(),
            together: Default::default(),
            row_mask: Constant::new(bits(row_mask)),
            beyond_mask: Constant::new(bits(0xFFFF & !row_mask)),
        }
    }
}

impl Logic for EntryRows {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block entry_rows");
        self.beyond.next = self.parameter_row.val() & self.beyond_mask.val();
        self.next_beyond.next = self.parameter_next_row.val() & self.beyond_mask.val();
        self.enabled.next = 0.into();
        if !self.beyond.val().any() {
            self.enabled.next = self.parameter_banks.val() & !self.parameter_wrapped.val();
        }
        if !self.next_beyond.val().any() {
            self.enabled.next =
                self.enabled.val() | (self.parameter_banks.val() & self.parameter_wrapped.val());
        }
        self.entry_banks.next = self.enabled.val();

        self.together.next = 0.into();
        for i in 0..8 {
            self.one_row.next = self.parameter_row.val() & self.row_mask.val();
            if self.parameter_wrapped.val().get_bit(i) {
                self.one_row.next = self.parameter_next_row.val() & self.row_mask.val();
            }
            self.together.next =
                (self.together.val() >> 16) | (bit_cast::<128, INDEX_BITS>(self.one_row.val()) << 112);
        }
        self.entry_rows.next = self.together.val();
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn banks_whose_row_lies_behind_the_entries_are_switched_off() {
        let mut rows = EntryRows::new(&ArchConfig { parameter_entries: 64, ..ArchConfig::REFERENCE });
        rows.connect_all();
        rows.parameter_banks.next = bits(0xEF);
        rows.parameter_wrapped.next = bits(0x0F);
        for (row, next_row, banks) in [(5, 6, 0xEF), (63, 64, 0xE0), (64, 65, 0)] {
            rows.parameter_row.next = bits(row);
            rows.parameter_next_row.next = bits(next_row);
            settle(&mut rows);
            assert_eq!(rows.entry_banks.val().to_u64(), banks, "row {row}");
            let of = |bank: usize| rows.entry_rows.val().get_bits::<16>(bank * 16).to_u64();
            assert_eq!([of(0), of(7)], [next_row % 64, row % 64], "row {row}");
        }
    }
}
