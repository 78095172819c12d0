//! Delivery: which request a beat belongs to, and where its words go.
//!
//! Beats come in the order of the requests of all; a fill takes its turn without data. A beat with more words than the receivers have lanes is handed on in chunks, one a cycle.
//!
//! Word `i` of a chunk goes to bank `(target + i) % lanes`. With the beat rotated so that word `i` lies at `(target + i) % 8`, 8 banks have what they need, 16 banks have it twice, and fewer banks have it after the parts are laid on each other.

use super::head_fifo::HeadFifo;
use crate::hdl::*;
use isa::ArchConfig;
use isa::timing::{ENTRY_WORDS, TABLE_SLOT_WORDS, TABLE_SLOTS};

/// Takes the beats of memory in the order of the requests and hands them to their receivers.
#[derive(LogicBlock)]
pub struct Delivery {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job.
    pub reset: Signal<In, Bit>,
    /// Back to zero complete transfers.
    pub clear_timelines: Signal<In, Bit>,
    /// Deliver nothing any more.
    pub swallow: Signal<In, Bit>,
    /// A burst is requested in this cycle.
    pub push: Signal<In, Bit>,
    /// For whom: 0 parameters, 1 inputs, 2 weights, 3 fetch.
    pub push_kind: Signal<In, Bits<2>>,
    /// It is a fill.
    pub push_fill: Signal<In, Bit>,
    /// Its beats, less one.
    pub push_last_beat: Signal<In, Bits<4>>,
    /// Word of the first beat at which it begins.
    pub push_skew: Signal<In, Bits<3>>,
    /// Word of the last beat with which it ends.
    pub push_final_word: Signal<In, Bits<3>>,
    /// Its first scratchpad word.
    pub push_target: Signal<In, Bits<16>>,
    /// PVs that take it.
    pub push_receivers: Signal<In, Bits<16>>,
    /// It is the last of its transfer.
    pub push_completes: Signal<In, Bit>,
    /// There is a beat of memory.
    pub data_valid: Signal<In, Bit>,
    /// The beat.
    pub data: Signal<In, Bits<128>>,
    /// The beat is taken.
    pub data_pop: Signal<Out, Bit>,
    /// A beat, of a fill or of memory, is delivered.
    pub delivered: Signal<Out, Bit>,
    /// It is the last of its burst.
    pub burst_done: Signal<Out, Bit>,
    /// Something is delivered in this cycle.
    pub moves: Signal<Out, Bit>,
    /// No burst of a channel is on its way.
    pub idle: Signal<Out, Bit>,
    /// Complete transfers of the parameter channel.
    pub parameters_completed: Signal<Out, Bits<24>>,
    /// Complete transfers of the input channel.
    pub inputs_completed: Signal<Out, Bits<24>>,
    /// Complete transfers of the weight channel.
    pub weights_completed: Signal<Out, Bits<24>>,
    /// A beat for the fetch.
    pub fetch_valid: Signal<Out, Bit>,
    /// The beat.
    pub fetch_data: Signal<Out, Bits<128>>,
    /// Which of its 64-bit halves belong to the burst.
    pub fetch_mask: Signal<Out, Bits<2>>,
    /// Words for scratchpads, bank `b`'s in word `b`.
    pub load_words: Signal<Out, Bits<256>>,
    /// Banks written.
    pub load_banks: Signal<Out, Bits<16>>,
    /// Their line.
    pub load_line: Signal<Out, Bits<16>>,
    /// The line behind it.
    pub load_next_line: Signal<Out, Bits<16>>,
    /// Banks that take that one.
    pub load_wrapped: Signal<Out, Bits<16>>,
    /// PVs whose input scratchpad takes them.
    pub input_write: Signal<Out, Bits<16>>,
    /// PVs whose weight scratchpad takes them.
    pub weight_write: Signal<Out, Bits<16>>,
    /// Words for parameter memories.
    pub parameter_words: Signal<Out, Bits<128>>,
    /// Banks written.
    pub parameter_banks: Signal<Out, Bits<8>>,
    /// Their row.
    pub parameter_row: Signal<Out, Bits<16>>,
    /// The row behind it.
    pub parameter_next_row: Signal<Out, Bits<16>>,
    /// Banks that take that one.
    pub parameter_wrapped: Signal<Out, Bits<8>>,
    /// PVs whose parameter memory takes them.
    pub parameter_write: Signal<Out, Bits<16>>,
    order: HeadFifo<46>,
    /// A part of the burst at the head is delivered.
    under_way: DFF<Bit>,
    next_word: DFF<Bits<3>>,
    next_target: DFF<Bits<16>>,
    beats_left: DFF<Bits<4>>,
    /// Bursts of channels on their way.
    bursts: DFF<Bits<12>>,
    parameters: DFF<Bits<24>>,
    inputs: DFF<Bits<24>>,
    weights: DFF<Bits<24>>,
    ring: DFF<Bits<128>>,
    ring_banks: DFF<Bits<8>>,
    late_target: DFF<Bits<16>>,
    late_count: DFF<Bits<4>>,
    late_input: DFF<Bits<16>>,
    late_weight: DFF<Bits<16>>,
    row: DFF<Bits<16>>,
    next_row: DFF<Bits<16>>,
    row_banks: DFF<Bits<8>>,
    row_wrapped: DFF<Bits<8>>,
    row_write: DFF<Bits<16>>,
    words: DFF<Bits<128>>,
    banks: DFF<Bits<16>>,
    line: DFF<Bits<16>>,
    next_line: DFF<Bits<16>>,
    wrapped: DFF<Bits<16>>,
    write_input: DFF<Bits<16>>,
    write_weight: DFF<Bits<16>>,
    entry: Signal<Local, Bits<46>>,
    kind: Signal<Local, Bits<2>>,
    is_fill: Signal<Local, Bit>,
    wants_whole: Signal<Local, Bit>,
    final_beat: Signal<Local, Bit>,
    begin_word: Signal<Local, Bits<3>>,
    target: Signal<Local, Bits<16>>,
    left_now: Signal<Local, Bits<4>>,
    end_word: Signal<Local, Bits<3>>,
    word_behind: Signal<Local, Bits<4>>,
    available: Signal<Local, Bits<4>>,
    /// Where a chunk of full width would end.
    reach: Signal<Local, Bits<4>>,
    chunk: Signal<Local, Bits<4>>,
    whole: Signal<Local, Bit>,
    works: Signal<Local, Bit>,
    beat_done: Signal<Local, Bit>,
    all_done: Signal<Local, Bit>,
    counts_up: Signal<Local, Bit>,
    counts_down: Signal<Local, Bit>,
    ends_transfer: Signal<Local, Bit>,
    pushed: Signal<Local, Bits<46>>,
    shift: Signal<Local, Bits<3>>,
    rotated1: Signal<Local, Bits<128>>,
    rotated2: Signal<Local, Bits<128>>,
    rotated4: Signal<Local, Bits<128>>,
    low_target: Signal<Local, Bits<5>>,
    chunk_end: Signal<Local, Bits<5>>,
    below_begin: Signal<Local, Bits<16>>,
    from_begin: Signal<Local, Bits<16>>,
    below_end: Signal<Local, Bits<16>>,
    from_end: Signal<Local, Bits<16>>,
    in_chunk: Signal<Local, Bits<16>>,
    behind: Signal<Local, Bits<16>>,
    ring_mask: Signal<Local, Bits<8>>,
    below8: Signal<Local, Bits<8>>,
    row_now: Signal<Local, Bits<16>>,
    row_kept: Signal<Local, Bit>,
    next_kept: Signal<Local, Bit>,
    kept: Signal<Local, Bits<8>>,
    lane: Signal<Local, Bits<16>>,
    lane_end: Signal<Local, Bits<16>>,
    lane_first: Signal<Local, Bits<5>>,
    lane_last: Signal<Local, Bits<5>>,
    banks_from_first: Signal<Local, Bits<32>>,
    banks_first: Signal<Local, Bits<32>>,
    banks_from_last: Signal<Local, Bits<32>>,
    banks_last: Signal<Local, Bits<32>>,
    banks_behind: Signal<Local, Bits<32>>,
    banks_ahead: Signal<Local, Bits<32>>,
    banks_all: Signal<Local, Bits<32>>,
    masked: Signal<Local, Bits<128>>,
    slot: Signal<Local, Bits<128>>,
    keep: Signal<Local, Bits<128>>,
    folded4: Signal<Local, Bits<128>>,
    folded2: Signal<Local, Bits<128>>,
    folded1: Signal<Local, Bits<128>>,
    shifted_line: Signal<Local, Bits<16>>,
    doubled: Signal<Local, Bits<256>>,
    width: Constant<Bits<4>>,
    lanes: Constant<Bits<8>>,
    lane_mask: Constant<Bits<16>>,
    every_bank: Constant<Bits<32>>,
    bank_mask: Constant<Bits<32>>,
    lane_shift: Constant<Bits<16>>,
    few: Constant<Bit>,
    fold4: Constant<Bit>,
    fold2: Constant<Bit>,
    fold1: Constant<Bit>,
    rows: Constant<Bits<16>>,
    rows_but_one: Constant<Bits<16>>,
    _ring_words: usize,
}

impl Delivery {
    /// The delivery of that array.
    pub fn new(arch: &ArchConfig) -> Self {
        let lanes = u64::from(arch.lanes());
        let rows = u64::from(arch.parameter_entries + TABLE_SLOTS * TABLE_SLOT_WORDS / ENTRY_WORDS);
        parts! {
            clock reset clear_timelines swallow push push_kind push_fill push_last_beat push_skew
            push_final_word push_target push_receivers push_completes data_valid data data_pop delivered
            burst_done moves idle parameters_completed inputs_completed weights_completed fetch_valid
            fetch_data fetch_mask load_words load_banks load_line load_next_line load_wrapped input_write
            weight_write parameter_words parameter_banks parameter_row parameter_next_row parameter_wrapped
            parameter_write under_way next_word next_target beats_left bursts parameters inputs weights
            ring ring_banks late_target late_count late_input late_weight row next_row row_banks
            row_wrapped row_write words banks line next_line wrapped write_input write_weight entry kind
            is_fill wants_whole final_beat begin_word target left_now end_word word_behind available reach chunk whole works
            beat_done all_done counts_up counts_down ends_transfer pushed shift rotated1 rotated2 rotated4
            low_target chunk_end below_begin from_begin below_end from_end in_chunk behind ring_mask
            below8 row_now row_kept next_kept kept lane lane_end lane_first lane_last banks_from_first
            banks_first banks_from_last banks_last banks_behind banks_ahead banks_all masked slot keep folded4
            folded2 folded1 shifted_line doubled;
            order: HeadFifo::new(arch.outstanding_beats as usize),
            width: Constant::new(bits(lanes.min(8))),
            lanes: Constant::new(bits(lanes)),
            lane_mask: Constant::new(bits(lanes - 1)),
            every_bank: Constant::new(Bits::mask()),
            bank_mask: Constant::new(bits((1 << lanes) - 1)),
            lane_shift: Constant::new(bits(u64::from(lanes.trailing_zeros()))),
            few: Constant::new(lanes < 8),
            fold4: Constant::new(lanes <= 4),
            fold2: Constant::new(lanes <= 2),
            fold1: Constant::new(lanes == 1),
            rows: Constant::new(bits(rows)),
            rows_but_one: Constant::new(bits(rows - 1)),
            _ring_words: 8,
        }
    }
}

impl Logic for Delivery {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block load_delivery");
        clock!(self, clock, order);
        dff_setup!(self, clock, under_way, next_word, next_target, beats_left, bursts);
        dff_setup!(self, clock, parameters, inputs, weights, ring, ring_banks);
        dff_setup!(self, clock, late_target, late_count, late_input, late_weight, row);
        dff_setup!(self, clock, next_row, row_banks, row_wrapped, row_write, words);
        dff_setup!(self, clock, banks, line, next_line, wrapped, write_input);
        dff_setup!(self, clock, write_weight);
        // Requests on their way.
        self.pushed.next = bit_cast::<46, 2>(self.push_kind.val())
            | (bit_cast::<46, 4>(self.push_last_beat.val()) << 3)
            | (bit_cast::<46, 3>(self.push_skew.val()) << 7)
            | (bit_cast::<46, 3>(self.push_final_word.val()) << 10)
            | (bit_cast::<46, 16>(self.push_target.val()) << 13)
            | (bit_cast::<46, 16>(self.push_receivers.val()) << 29);
        if self.push_fill.val() {
            self.pushed.next = self.pushed.val() | bits::<46>(4);
        }
        if self.push_completes.val() {
            self.pushed.next = self.pushed.val() | (bits::<46>(1) << 45);
        }
        self.order.clear.next = self.reset.val();
        self.order.push.next = self.push.val();
        self.order.data_in.next = self.pushed.val();

        // The chunk of this cycle.
        self.entry.next = self.order.data_out.val();
        self.kind.next = self.entry.val().get_bits::<2>(0);
        self.is_fill.next = self.entry.val().get_bit(2);
        self.begin_word.next = self.entry.val().get_bits::<3>(7);
        self.target.next = self.entry.val().get_bits::<16>(13);
        self.left_now.next = self.entry.val().get_bits::<4>(3);
        if self.under_way.q.val() {
            self.begin_word.next = self.next_word.q.val();
            self.target.next = self.next_target.q.val();
            self.left_now.next = self.beats_left.q.val();
        }
        self.final_beat.next = !self.left_now.val().any();
        self.end_word.next = bits::<3>(7);
        if self.final_beat.val() {
            self.end_word.next = self.entry.val().get_bits::<3>(10);
        }
        self.word_behind.next = bits::<4>(8);
        if self.final_beat.val() {
            self.word_behind.next = bit_cast::<4, 3>(self.entry.val().get_bits::<3>(10)) + bits::<4>(1);
        }
        self.available.next = self.word_behind.val() - bit_cast::<4, 3>(self.begin_word.val());
        self.wants_whole.next = (self.kind.val() == bits::<2>(0)) | (self.kind.val() == bits::<2>(3));
        // Whether they fit, without waiting for their number.
        self.reach.next = bit_cast::<4, 3>(self.begin_word.val()) + self.width.val();
        self.whole.next = self.wants_whole.val() | self.reach.val().get_bit(3);
        if self.final_beat.val() {
            self.whole.next = self.wants_whole.val()
                | (self.reach.val() > bit_cast::<4, 3>(self.entry.val().get_bits::<3>(10)));
        }
        self.chunk.next = self.width.val();
        if self.whole.val() {
            self.chunk.next = self.available.val();
        }
        self.works.next =
            self.order.valid.val() & (self.is_fill.val() | self.data_valid.val()) & !self.swallow.val();
        self.beat_done.next = self.works.val() & self.whole.val();
        self.all_done.next = self.beat_done.val() & self.final_beat.val();
        self.ends_transfer.next = self.all_done.val() & self.entry.val().get_bit(45);
        self.order.pop.next = self.all_done.val();
        self.data_pop.next = self.beat_done.val() & !self.is_fill.val();
        self.delivered.next = self.beat_done.val();
        self.burst_done.next = self.all_done.val();
        self.moves.next = self.works.val();
        if self.works.val() {
            self.under_way.d.next = true;
            self.next_target.d.next = self.target.val() + bit_cast::<16, 4>(self.chunk.val());
            self.next_word.d.next = self.begin_word.val() + self.chunk.val().get_bits::<3>(0);
            self.beats_left.d.next = self.left_now.val();
        }
        if self.beat_done.val() {
            self.next_word.d.next = bits::<3>(0);
            self.beats_left.d.next = self.left_now.val() - bits::<4>(1);
        }
        if self.all_done.val() | self.reset.val() {
            self.under_way.d.next = false;
        }

        // Bursts of channels, and transfers that are complete.
        self.counts_up.next = self.push.val() & (self.push_kind.val() != bits::<2>(3));
        self.counts_down.next = self.all_done.val() & (self.kind.val() != bits::<2>(3));
        if self.counts_up.val() & !self.counts_down.val() {
            self.bursts.d.next = self.bursts.q.val() + bits::<12>(1);
        }
        if self.counts_down.val() & !self.counts_up.val() {
            self.bursts.d.next = self.bursts.q.val() - bits::<12>(1);
        }
        if self.ends_transfer.val() & (self.kind.val() == bits::<2>(0)) {
            self.parameters.d.next = self.parameters.q.val() + bits::<24>(1);
        }
        if self.ends_transfer.val() & (self.kind.val() == bits::<2>(1)) {
            self.inputs.d.next = self.inputs.q.val() + bits::<24>(1);
        }
        if self.ends_transfer.val() & (self.kind.val() == bits::<2>(2)) {
            self.weights.d.next = self.weights.q.val() + bits::<24>(1);
        }
        if self.reset.val() | self.clear_timelines.val() {
            self.parameters.d.next = bits::<24>(0);
            self.inputs.d.next = bits::<24>(0);
            self.weights.d.next = bits::<24>(0);
        }
        if self.reset.val() {
            self.bursts.d.next = bits::<12>(0);
        }
        self.idle.next = !self.bursts.q.val().any();
        self.parameters_completed.next = self.parameters.q.val();
        self.inputs_completed.next = self.inputs.q.val();
        self.weights_completed.next = self.weights.q.val();

        // Fetched words go on at once.
        self.fetch_valid.next = self.works.val() & (self.kind.val() == bits::<2>(3));
        self.fetch_data.next = self.data.val();
        self.fetch_mask.next = bits::<2>(0);
        if !self.begin_word.val().get_bit(2) {
            self.fetch_mask.next = bits::<2>(1);
        }
        if self.end_word.val().get_bit(2) {
            self.fetch_mask.next = self.fetch_mask.val() | bits::<2>(2);
        }

        // One cycle later: the beat rotated, which is all that parameters need.
        self.shift.next = self.begin_word.val() - self.target.val().get_bits::<3>(0);
        self.rotated1.next = self.data.val();
        if self.shift.val().get_bit(0) {
            self.rotated1.next = (self.data.val() >> 16) | (self.data.val() << 112);
        }
        self.rotated2.next = self.rotated1.val();
        if self.shift.val().get_bit(1) {
            self.rotated2.next = (self.rotated1.val() >> 32) | (self.rotated1.val() << 96);
        }
        self.rotated4.next = self.rotated2.val();
        if self.shift.val().get_bit(2) {
            self.rotated4.next = (self.rotated2.val() >> 64) | (self.rotated2.val() << 64);
        }
        if self.is_fill.val() {
            self.rotated4.next = bits::<128>(0);
        }
        self.low_target.next = bit_cast::<5, 3>(self.target.val().get_bits::<3>(0));
        self.chunk_end.next = self.low_target.val() + bit_cast::<5, 4>(self.chunk.val());
        self.from_begin.next = bits::<16>(0xFFFF) << bit_cast::<16, 5>(self.low_target.val());
        self.below_begin.next = !self.from_begin.val();
        self.from_end.next = bits::<16>(0xFFFF) << bit_cast::<16, 5>(self.chunk_end.val());
        self.below_end.next = !self.from_end.val();
        self.in_chunk.next = self.below_end.val() & !self.below_begin.val();
        self.behind.next = self.below_end.val() >> 8;
        self.in_chunk.next = self.in_chunk.val() | self.behind.val();
        self.ring_mask.next = self.in_chunk.val().get_bits::<8>(0);
        self.below8.next = self.below_begin.val().get_bits::<8>(0);
        self.row_now.next = self.target.val() >> 3;
        self.row_kept.next = self.row_now.val() < self.rows.val();
        self.next_kept.next = self.row_now.val() < self.rows_but_one.val();
        self.kept.next = bits::<8>(0);
        if self.row_kept.val() {
            self.kept.next = self.ring_mask.val() & !self.below8.val();
        }
        if self.next_kept.val() {
            self.kept.next = self.kept.val() | (self.ring_mask.val() & self.below8.val());
        }
        self.ring.d.next = self.rotated4.val();
        self.ring_banks.d.next = self.ring_mask.val();
        self.late_target.d.next = self.target.val();
        self.late_count.d.next = self.chunk.val();
        self.row.d.next = self.row_now.val();
        self.next_row.d.next = self.row_now.val() + bits::<16>(1);
        self.row_banks.d.next = self.kept.val();
        self.row_wrapped.d.next = self.below8.val();
        self.row_write.d.next = bits::<16>(0);
        self.late_input.d.next = bits::<16>(0);
        self.late_weight.d.next = bits::<16>(0);
        if self.works.val() & (self.kind.val() == bits::<2>(0)) {
            self.row_write.d.next = self.entry.val().get_bits::<16>(29);
        }
        if self.works.val() & (self.kind.val() == bits::<2>(1)) {
            self.late_input.d.next = self.entry.val().get_bits::<16>(29);
        }
        if self.works.val() & (self.kind.val() == bits::<2>(2)) {
            self.late_weight.d.next = self.entry.val().get_bits::<16>(29);
        }
        self.parameter_words.next = self.ring.q.val();
        self.parameter_banks.next = self.row_banks.q.val();
        self.parameter_row.next = self.row.q.val();
        self.parameter_next_row.next = self.next_row.q.val();
        self.parameter_wrapped.next = self.row_wrapped.q.val();
        self.parameter_write.next = self.row_write.q.val();

        // Another cycle later: banks and lines of scratchpads.
        self.lane.next = self.late_target.q.val() & self.lane_mask.val();
        self.lane_end.next = self.lane.val() + bit_cast::<16, 4>(self.late_count.q.val());
        self.lane_first.next = self.lane.val().get_bits::<5>(0);
        self.lane_last.next = self.lane_end.val().get_bits::<5>(0);
        self.banks_from_first.next = self.every_bank.val() << bit_cast::<32, 5>(self.lane_first.val());
        self.banks_first.next = !self.banks_from_first.val();
        self.banks_from_last.next = self.every_bank.val() << bit_cast::<32, 5>(self.lane_last.val());
        self.banks_last.next = !self.banks_from_last.val();
        self.banks_ahead.next = self.banks_last.val() & !self.banks_first.val();
        self.banks_behind.next = self.banks_last.val() >> bit_cast::<32, 8>(self.lanes.val());
        self.banks_all.next = (self.banks_ahead.val() | self.banks_behind.val()) & self.bank_mask.val();
        self.banks.d.next = self.banks_all.val().get_bits::<16>(0);
        self.wrapped.d.next = self.banks_first.val().get_bits::<16>(0);
        self.shifted_line.next = self.late_target.q.val() >> self.lane_shift.val();
        self.line.d.next = self.shifted_line.val();
        self.next_line.d.next = self.shifted_line.val() + bits::<16>(1);
        self.write_input.d.next = self.late_input.q.val();
        self.write_weight.d.next = self.late_weight.q.val();
        self.slot.next = bits::<128>(0xFFFF);
        self.keep.next = bits::<128>(0);
        for i in 0..self._ring_words {
            if self.ring_banks.q.val().get_bit(i) {
                self.keep.next = self.keep.val() | self.slot.val();
            }
            self.slot.next = self.slot.val() << 16;
        }
        self.masked.next = self.ring.q.val();
        if self.few.val() {
            self.masked.next = self.ring.q.val() & self.keep.val();
        }
        self.folded4.next = self.masked.val();
        if self.fold4.val() {
            self.folded4.next = self.masked.val() | (self.masked.val() >> 64);
        }
        self.folded2.next = self.folded4.val();
        if self.fold2.val() {
            self.folded2.next = self.folded4.val() | (self.folded4.val() >> 32);
        }
        self.folded1.next = self.folded2.val();
        if self.fold1.val() {
            self.folded1.next = self.folded2.val() | (self.folded2.val() >> 16);
        }
        self.words.d.next = self.folded1.val();
        self.doubled.next = bit_cast::<256, 128>(self.words.q.val());
        self.load_words.next = (self.doubled.val() << 128) | self.doubled.val();
        self.load_banks.next = self.banks.q.val();
        self.load_line.next = self.line.q.val();
        self.load_next_line.next = self.next_line.q.val();
        self.load_wrapped.next = self.wrapped.q.val();
        self.input_write.next = self.write_input.q.val();
        self.weight_write.next = self.write_weight.q.val();
    }
}
