//! What loads of tables wait for: the reads of words that are still in the post engines' pipelines.

use crate::hdl::*;
use crate::primitives::{Delay, INDEX_BITS};
use isa::ArchConfig;
use isa::timing::{ENTRY_WORDS, TABLE_SLOT_WORDS};

/// Rows of the tables' banks: 128 for each slot, of which 65 are used.
pub const ROWS: usize = 256;

/// Delays loads of the parameter memory by six cycles and gives them the rows of the tables' memory.
///
/// One for all PVs: a PV adds only which loads are for it. Rows of requantisation entries come out with their banks switched off.
#[derive(LogicBlock)]
pub struct TableDelay {
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
    /// `parameter_words` six cycles later.
    pub table_words: Signal<Out, Bits<128>>,
    /// Banks of the tables that are written.
    pub table_banks: Signal<Out, Bits<8>>,
    /// The row of the tables' memory that each bank takes: slot in bit 7, row of the slot in the others.
    pub table_rows: Signal<Out, Bits<64>>,
    words: Delay<128>,
    banks: Delay<8>,
    wrapped: Delay<8>,
    first: TableRow,
    second: TableRow,
    enabled: Signal<Local, Bits<8>>,
    one_row: Signal<Local, Bits<8>>,
    together: Signal<Local, Bits<64>>,
}

impl TableDelay {
    /// The delay of an array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            parameter_words: Default::default(),
            parameter_banks: Default::default(),
            parameter_wrapped: Default::default(),
            parameter_row: Default::default(),
            parameter_next_row: Default::default(),
            table_words: Default::default(),
            table_banks: Default::default(),
            table_rows: Default::default(),
            words: Delay::new(6),
            banks: Delay::new(6),
            wrapped: Delay::new(6),
            first: TableRow::new(arch),
            second: TableRow::new(arch),
            enabled: Default::default(),
            one_row: Default::default(),
            together: Default::default(),
        }
    }
}

impl Logic for TableDelay {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block table_delay");
        clock!(self, clock, words, banks, wrapped, first, second);
        self.words.data_in.next = self.parameter_words.val();
        self.banks.data_in.next = self.parameter_banks.val();
        self.wrapped.data_in.next = self.parameter_wrapped.val();
        self.first.row.next = self.parameter_row.val();
        self.second.row.next = self.parameter_next_row.val();

        self.table_words.next = self.words.data_out.val();
        self.together.next = 0.into();
        for i in 0..8 {
            self.one_row.next = self.first.table_row.val();
            if self.wrapped.data_out.val().get_bit(i) {
                self.one_row.next = self.second.table_row.val();
            }
            self.together.next = (self.together.val() >> 8) | (bit_cast::<64, 8>(self.one_row.val()) << 56);
        }
        self.table_rows.next = self.together.val();
        self.enabled.next = 0.into();
        if self.first.in_table.val() {
            self.enabled.next = self.banks.data_out.val() & !self.wrapped.data_out.val();
        }
        if self.second.in_table.val() {
            self.enabled.next =
                self.enabled.val() | (self.banks.data_out.val() & self.wrapped.data_out.val());
        }
        self.table_banks.next = self.enabled.val();
    }
}

/// Translates a row of the parameter memory to one of the tables' memory, in six cycles.
#[derive(LogicBlock)]
struct TableRow {
    pub clock: Signal<In, Clock>,
    pub row: Signal<In, Bits<INDEX_BITS>>,
    pub in_table: Signal<Out, Bit>,
    pub table_row: Signal<Out, Bits<8>>,
    behind_entries: DFF<Bits<INDEX_BITS>>,
    beyond: Signal<Local, Bits<INDEX_BITS>>,
    flag: Signal<Local, Bits<1>>,
    is_table: Delay<1>,
    translated: Signal<Local, Bits<INDEX_BITS>>,
    rows: Delay<8>,
    beyond_mask: Constant<Bits<INDEX_BITS>>,
    entries: Constant<Bits<INDEX_BITS>>,
    slot_rows: Constant<Bits<INDEX_BITS>>,
    slot_gap: Constant<Bits<INDEX_BITS>>,
}

impl TableRow {
    fn new(arch: &ArchConfig) -> Self {
        let entries = u64::from(arch.parameter_entries);
        let slot_rows = u64::from(TABLE_SLOT_WORDS / ENTRY_WORDS);
        Self {
            clock: Default::default(),
            row: Default::default(),
            in_table: Default::default(),
            table_row: Default::default(),
            behind_entries: Default::default(),
            beyond: Default::default(),
            flag: Default::default(),
            is_table: Delay::new(6),
            translated: Default::default(),
            rows: Delay::new(5),
            beyond_mask: Constant::new(bits(0xFFFF & !(entries - 1))),
            entries: Constant::new(bits(entries)),
            slot_rows: Constant::new(bits(slot_rows)),
            slot_gap: Constant::new(bits(ROWS as u64 / 2 - slot_rows)),
        }
    }
}

impl Logic for TableRow {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block table_row");
        dff_setup!(self, clock, behind_entries);
        clock!(self, clock, is_table, rows);
        self.beyond.next = self.row.val() & self.beyond_mask.val();
        self.flag.next = 0.into();
        if self.beyond.val().any() {
            self.flag.next = 1.into();
        }
        self.is_table.data_in.next = self.flag.val();
        self.in_table.next = self.is_table.data_out.val().any();

        self.behind_entries.d.next = self.row.val() - self.entries.val();
        self.translated.next = self.behind_entries.q.val();
        if self.behind_entries.q.val() >= self.slot_rows.val() {
            self.translated.next = self.behind_entries.q.val() + self.slot_gap.val();
        }
        self.rows.data_in.next = self.translated.val().get_bits::<8>(0);
        self.table_row.next = self.rows.data_out.val();
    }
}
