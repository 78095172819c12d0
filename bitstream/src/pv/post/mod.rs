//! The post engine of a processing vector: from accumulators to beats for the output channel.
//!
//! Holds the PV's requantisation parameters, its tables and its output FIFO. It takes addresses of the drain generator for the `act` at the
//! head of the queue, requantises the accumulators that the datapath reads for them ([`isa::numerics`]), and puts the words together.
//!
//! | cycle | a word whose address was taken in `u` |
//! |---|---|
//! | `u` | number of its entry |
//! | `u + 1` | the entries' read port |
//! | `u + 2` | the entry, into registers |
//! | `u + 3` | bias, saturation, choice of the multiplier; the accumulator comes from the datapath |
//! | `u + 4` | partial products |
//! | `u + 5` | their sum |
//! | `u + 6` | shift |
//! | `u + 7` | rounding and bounds; the tables' read port |
//! | `u + 8` | two entries of the table, chosen from the banks |
//! | `u + 9` | both times their weights |
//! | `u + 10` | their sum or the value without table, into the output FIFO |
//!
//! The bounds, the table and the entries of an `act` travel with each word, so the next `act` may read in the cycle behind the last one.
//!
//! Entries are written in the cycle in which the load is there. Tables are written six cycles later, so that a load that waited for an `act`
//! does not overtake the words of this `act`; [`TableDelay`] does that once for all PVs.
//!
//! Not here: whether the needs of an `act` are satisfied, the accumulators, and the drain generator with its FIFO.

mod beat_fifo;
mod clamp;
mod drain_control;
mod entries;
mod entry_rows;
mod multiplier;
mod scaling;
mod shifter;
mod table_delay;
mod tables;
mod wide_multiplier;

pub use entry_rows::EntryRows;
pub use table_delay::TableDelay;

use crate::hdl::*;
use crate::primitives::{Delay, INDEX_BITS};
use beat_fifo::BeatFifo;
use clamp::Clamp;
use drain_control::DrainControl;
use entries::Entries;
use isa::ArchConfig;
use scaling::Scaling;
use shifter::Shifter;
use tables::Tables;

/// Requantisation parameters, tables, post engine and output FIFO of one PV.
#[derive(LogicBlock)]
pub struct PostEngine {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Forgets all words and beats; parameters and tables stay.
    pub reset: Signal<In, Bit>,
    /// There is an `act` at the head of the queue.
    pub act_valid: Signal<In, Bit>,
    /// It has what it needs.
    pub act_ready: Signal<In, Bit>,
    /// Its lower bound.
    pub act_clamp_low: Signal<In, Bits<16>>,
    /// Its upper bound.
    pub act_clamp_high: Signal<In, Bits<16>>,
    /// Its table: 0 for none, else the slot plus 1.
    pub act_table: Signal<In, Bits<2>>,
    /// Its entry of lane 0.
    pub act_parameter_base: Signal<In, Bits<16>>,
    /// There is an address of the drain generator.
    pub drain_valid: Signal<In, Bit>,
    /// The address.
    pub drain_address: Signal<In, Bits<16>>,
    /// It is the last one of its innermost pass.
    pub drain_pass_ends: Signal<In, Bit>,
    /// It is the last one of its generation.
    pub drain_last: Signal<In, Bit>,
    /// The accumulator whose address was taken three cycles before.
    pub drain_word: Signal<In, Bits<48>>,
    /// The words of a load of parameters, rotated to their banks.
    pub parameter_words: Signal<In, Bits<128>>,
    /// The output of the same name of [`EntryRows`]: banks of the entries that are written.
    pub entry_banks: Signal<In, Bits<8>>,
    /// The output of the same name of [`EntryRows`].
    pub entry_rows: Signal<In, Bits<128>>,
    /// The load is for this PV.
    pub parameter_write: Signal<In, Bit>,
    /// The output of the same name of [`TableDelay`]: the words of a load six cycles later.
    pub table_words: Signal<In, Bits<128>>,
    /// The output of the same name of [`TableDelay`].
    pub table_banks: Signal<In, Bits<8>>,
    /// The output of the same name of [`TableDelay`].
    pub table_rows: Signal<In, Bits<64>>,
    /// The output channel takes the oldest beat; only while `beat_valid`.
    pub beat_pop: Signal<In, Bit>,
    /// The address is taken: an accumulator is read.
    pub drain_pop: Signal<Out, Bit>,
    /// It is the last one of the `act`.
    pub act_done: Signal<Out, Bit>,
    /// No beat is on its way or in the output FIFO. The queue of `act`s is not looked at.
    pub post_idle: Signal<Out, Bit>,
    /// There is a beat in the output FIFO.
    pub beat_valid: Signal<Out, Bit>,
    /// Words of the oldest beat; those behind its end mean nothing.
    pub beat_words: Signal<Out, Bits<128>>,
    /// Number of its words, 1 to 8.
    pub beat_count: Signal<Out, Bits<4>>,
    control: DrainControl,
    lane: Signal<Local, Bits<INDEX_BITS>>,
    entry: DFF<Bits<INDEX_BITS>>,
    entries: Entries,
    scaling: Scaling,
    shift_less_one: Signal<Local, Bits<6>>,
    shifts: Delay<6>,
    shifter: Shifter,
    lows: Delay<16>,
    highs: Delay<16>,
    low: DFF<Bits<16>>,
    high: DFF<Bits<16>>,
    crossed: DFF<Bit>,
    clamp: Clamp,
    table_numbers: Delay<2>,
    table_write_delay: Delay<1>,
    tables: Tables,
    uses_table: Delay<1>,
    values: Delay<16>,
    word: Signal<Local, Bits<16>>,
    words_valid: DFF<Bits<10>>,
    ends: Delay<1>,
    beats: BeatFifo,
    flag: Signal<Local, Bits<1>>,
    lane_mask: Constant<Bits<INDEX_BITS>>,
}

impl PostEngine {
    /// The post engine of a PV of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            act_valid: Default::default(),
            act_ready: Default::default(),
            act_clamp_low: Default::default(),
            act_clamp_high: Default::default(),
            act_table: Default::default(),
            act_parameter_base: Default::default(),
            drain_valid: Default::default(),
            drain_address: Default::default(),
            drain_pass_ends: Default::default(),
            drain_last: Default::default(),
            drain_word: Default::default(),
            parameter_words: Default::default(),
            entry_banks: Default::default(),
            entry_rows: Default::default(),
            parameter_write: Default::default(),
            table_words: Default::default(),
            table_banks: Default::default(),
            table_rows: Default::default(),
            beat_pop: Default::default(),
            drain_pop: Default::default(),
            act_done: Default::default(),
            post_idle: Default::default(),
            beat_valid: Default::default(),
            beat_words: Default::default(),
            beat_count: Default::default(),
            control: DrainControl::new(arch),
            lane: Default::default(),
            entry: Default::default(),
            entries: Entries::new(arch),
            scaling: Default::default(),
            shift_less_one: Default::default(),
            shifts: Delay::new(3),
            shifter: Default::default(),
            lows: Delay::new(6),
            highs: Delay::new(6),
            low: Default::default(),
            high: Default::default(),
            crossed: Default::default(),
            clamp: Default::default(),
            table_numbers: Delay::new(7),
            table_write_delay: Delay::new(6),
            tables: Default::default(),
            uses_table: Delay::new(3),
            values: Delay::new(3),
            word: Default::default(),
            words_valid: Default::default(),
            ends: Delay::new(10),
            beats: BeatFifo::new(arch),
            flag: Default::default(),
            lane_mask: Constant::new(bits(u64::from(arch.lanes()) - 1)),
        }
    }
}

impl Logic for PostEngine {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block post_engine");
        dff_setup!(self, clock, entry, low, high, crossed, words_valid);
        clock!(self, clock, control, entries, scaling, shifts, shifter, lows, highs);
        clock!(self, clock, table_numbers, table_write_delay, tables, uses_table, values, ends, beats);

        // u: an address is taken.
        self.control.reset.next = self.reset.val();
        self.control.act_valid.next = self.act_valid.val();
        self.control.act_ready.next = self.act_ready.val();
        self.control.drain_valid.next = self.drain_valid.val();
        self.control.drain_pass_ends.next = self.drain_pass_ends.val();
        self.control.drain_last.next = self.drain_last.val();
        self.control.beat_pop.next = self.beat_pop.val();
        self.drain_pop.next = self.control.drain_pop.val();
        self.act_done.next = self.control.act_done.val();
        self.post_idle.next = self.control.idle.val();
        self.lane.next = self.drain_address.val() & self.lane_mask.val();
        self.entry.d.next = self.act_parameter_base.val() + self.lane.val();
        self.words_valid.d.next = self.words_valid.q.val() << 1;
        if self.control.drain_pop.val() {
            self.words_valid.d.next = (self.words_valid.q.val() << 1) | 1;
        }
        if self.reset.val() {
            self.words_valid.d.next = 0.into();
        }
        self.flag.next = 0.into();
        if self.control.beat_ends.val() {
            self.flag.next = 1.into();
        }
        self.ends.data_in.next = self.flag.val();

        // u + 1 to u + 3: the entry.
        self.entries.parameter_words.next = self.parameter_words.val();
        self.entries.entry_banks.next = self.entry_banks.val();
        self.entries.entry_rows.next = self.entry_rows.val();
        self.entries.parameter_write.next = self.parameter_write.val();
        self.entries.entry.next = self.entry.q.val();

        // u + 3 to u + 5: the product. A shift of 0 acts as 1; the last bit is shifted with the rounding.
        self.scaling.accumulator.next = self.drain_word.val();
        self.scaling.bias.next = self.entries.bias.val();
        self.scaling.positive.next = self.entries.positive.val();
        self.scaling.negative.next = self.entries.negative.val();
        self.shift_less_one.next = 0.into();
        if self.entries.shift.val().any() {
            self.shift_less_one.next = self.entries.shift.val() - 1;
        }
        self.shifts.data_in.next = self.shift_less_one.val();

        // u + 6: the shift. Bounds have their sign bit inverted from here on.
        self.shifter.product.next = self.scaling.product.val();
        self.shifter.shift.next = self.shifts.data_out.val();
        self.lows.data_in.next = self.act_clamp_low.val() ^ 0x8000;
        self.highs.data_in.next = self.act_clamp_high.val() ^ 0x8000;
        self.low.d.next = self.lows.data_out.val();
        self.high.d.next = self.highs.data_out.val();
        self.crossed.d.next = self.lows.data_out.val() > self.highs.data_out.val();

        // u + 7: the value.
        self.clamp.quotient.next = self.shifter.quotient.val();
        self.clamp.overflow.next = self.shifter.overflow.val();
        self.clamp.negative.next = self.shifter.negative.val();
        self.clamp.low.next = self.low.q.val();
        self.clamp.high.next = self.high.q.val();
        self.clamp.crossed.next = self.crossed.q.val();

        // u + 7 to u + 10: the table.
        self.table_numbers.data_in.next = self.act_table.val();
        self.tables.load_words.next = self.table_words.val();
        self.tables.load_banks.next = self.table_banks.val();
        self.tables.load_rows.next = self.table_rows.val();
        self.flag.next = 0.into();
        if self.parameter_write.val() {
            self.flag.next = 1.into();
        }
        self.table_write_delay.data_in.next = self.flag.val();
        self.tables.load_write.next = self.table_write_delay.data_out.val().any();
        self.tables.slot.next = self.table_numbers.data_out.val().get_bit(1);
        self.tables.value.next = self.clamp.value.val();
        self.values.data_in.next = self.clamp.value.val();
        self.flag.next = 0.into();
        if self.table_numbers.data_out.val().any() {
            self.flag.next = 1.into();
        }
        self.uses_table.data_in.next = self.flag.val();

        // u + 10: the word.
        self.word.next = self.values.data_out.val() ^ 0x8000;
        if self.uses_table.data_out.val().any() {
            self.word.next = self.tables.result.val();
        }
        self.beats.reset.next = self.reset.val();
        self.beats.push.next = self.words_valid.q.val().get_bit(9);
        self.beats.word.next = self.word.val();
        self.beats.ends.next = self.ends.data_out.val().any();
        self.beats.pop.next = self.beat_pop.val();
        self.beat_valid.next = self.beats.valid.val();
        self.beat_words.next = self.beats.words.val();
        self.beat_count.next = self.beats.count.val();
    }
}
