//! The post engine with the delay of table loads in front, and ports of at most 64 bits.

use bitstream::comment;
use bitstream::hdl::*;
use bitstream::pv::post::{EntryRows, PostEngine, TableDelay};
use isa::ArchConfig;

#[derive(LogicBlock)]
pub struct Harness {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub act_valid: Signal<In, Bit>,
    pub act_ready: Signal<In, Bit>,
    pub act_clamp_low: Signal<In, Bits<16>>,
    pub act_clamp_high: Signal<In, Bits<16>>,
    pub act_table: Signal<In, Bits<2>>,
    pub act_parameter_base: Signal<In, Bits<16>>,
    pub drain_valid: Signal<In, Bit>,
    pub drain_address: Signal<In, Bits<16>>,
    pub drain_pass_ends: Signal<In, Bit>,
    pub drain_last: Signal<In, Bit>,
    pub drain_word: Signal<In, Bits<48>>,
    pub parameter_words_low: Signal<In, Bits<64>>,
    pub parameter_words_high: Signal<In, Bits<64>>,
    pub parameter_banks: Signal<In, Bits<8>>,
    pub parameter_wrapped: Signal<In, Bits<8>>,
    pub parameter_row: Signal<In, Bits<16>>,
    pub parameter_next_row: Signal<In, Bits<16>>,
    pub parameter_write: Signal<In, Bit>,
    pub beat_pop: Signal<In, Bit>,
    pub drain_pop: Signal<Out, Bit>,
    pub act_done: Signal<Out, Bit>,
    pub post_idle: Signal<Out, Bit>,
    pub beat_valid: Signal<Out, Bit>,
    pub beat_count: Signal<Out, Bits<4>>,
    pub beat_word_0: Signal<Out, Bits<16>>,
    pub beat_word_1: Signal<Out, Bits<16>>,
    pub beat_word_2: Signal<Out, Bits<16>>,
    pub beat_word_3: Signal<Out, Bits<16>>,
    pub beat_word_4: Signal<Out, Bits<16>>,
    pub beat_word_5: Signal<Out, Bits<16>>,
    pub beat_word_6: Signal<Out, Bits<16>>,
    pub beat_word_7: Signal<Out, Bits<16>>,
    words: Signal<Local, Bits<128>>,
    rows: EntryRows,
    delay: TableDelay,
    engine: PostEngine,
}

impl Harness {
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
            parameter_words_low: Default::default(),
            parameter_words_high: Default::default(),
            parameter_banks: Default::default(),
            parameter_wrapped: Default::default(),
            parameter_row: Default::default(),
            parameter_next_row: Default::default(),
            parameter_write: Default::default(),
            beat_pop: Default::default(),
            drain_pop: Default::default(),
            act_done: Default::default(),
            post_idle: Default::default(),
            beat_valid: Default::default(),
            beat_count: Default::default(),
            beat_word_0: Default::default(),
            beat_word_1: Default::default(),
            beat_word_2: Default::default(),
            beat_word_3: Default::default(),
            beat_word_4: Default::default(),
            beat_word_5: Default::default(),
            beat_word_6: Default::default(),
            beat_word_7: Default::default(),
            words: Default::default(),
            rows: EntryRows::new(arch),
            delay: TableDelay::new(arch),
            engine: PostEngine::new(arch),
        }
    }
}

impl Logic for Harness {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block harness");
        clock!(self, clock, delay, engine);
        self.words.next = bit_cast::<128, 64>(self.parameter_words_low.val())
            | (bit_cast::<128, 64>(self.parameter_words_high.val()) << 64);
        self.rows.parameter_banks.next = self.parameter_banks.val();
        self.rows.parameter_wrapped.next = self.parameter_wrapped.val();
        self.rows.parameter_row.next = self.parameter_row.val();
        self.rows.parameter_next_row.next = self.parameter_next_row.val();
        self.delay.parameter_words.next = self.words.val();
        self.delay.parameter_banks.next = self.parameter_banks.val();
        self.delay.parameter_wrapped.next = self.parameter_wrapped.val();
        self.delay.parameter_row.next = self.parameter_row.val();
        self.delay.parameter_next_row.next = self.parameter_next_row.val();

        self.engine.reset.next = self.reset.val();
        self.engine.act_valid.next = self.act_valid.val();
        self.engine.act_ready.next = self.act_ready.val();
        self.engine.act_clamp_low.next = self.act_clamp_low.val();
        self.engine.act_clamp_high.next = self.act_clamp_high.val();
        self.engine.act_table.next = self.act_table.val();
        self.engine.act_parameter_base.next = self.act_parameter_base.val();
        self.engine.drain_valid.next = self.drain_valid.val();
        self.engine.drain_address.next = self.drain_address.val();
        self.engine.drain_pass_ends.next = self.drain_pass_ends.val();
        self.engine.drain_last.next = self.drain_last.val();
        self.engine.drain_word.next = self.drain_word.val();
        self.engine.parameter_words.next = self.words.val();
        self.engine.entry_banks.next = self.rows.entry_banks.val();
        self.engine.entry_rows.next = self.rows.entry_rows.val();
        self.engine.parameter_write.next = self.parameter_write.val();
        self.engine.table_words.next = self.delay.table_words.val();
        self.engine.table_banks.next = self.delay.table_banks.val();
        self.engine.table_rows.next = self.delay.table_rows.val();
        self.engine.beat_pop.next = self.beat_pop.val();

        self.drain_pop.next = self.engine.drain_pop.val();
        self.act_done.next = self.engine.act_done.val();
        self.post_idle.next = self.engine.post_idle.val();
        self.beat_valid.next = self.engine.beat_valid.val();
        self.beat_count.next = self.engine.beat_count.val();
        self.beat_word_0.next = self.engine.beat_words.val().get_bits::<16>(0);
        self.beat_word_1.next = self.engine.beat_words.val().get_bits::<16>(16);
        self.beat_word_2.next = self.engine.beat_words.val().get_bits::<16>(32);
        self.beat_word_3.next = self.engine.beat_words.val().get_bits::<16>(48);
        self.beat_word_4.next = self.engine.beat_words.val().get_bits::<16>(64);
        self.beat_word_5.next = self.engine.beat_words.val().get_bits::<16>(80);
        self.beat_word_6.next = self.engine.beat_words.val().get_bits::<16>(96);
        self.beat_word_7.next = self.engine.beat_words.val().get_bits::<16>(112);
    }
}
