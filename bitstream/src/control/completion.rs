//! The completion entry as it is put together: 16 words of 32 bits, the first one pushed in the lowest bits.

use crate::hdl::*;

/// A shift register that the write engine reads as a whole.
#[derive(LogicBlock)]
pub struct CompletionEntry {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Appends `word`; after 16 of them the first one has reached its place.
    pub push: Signal<In, Bit>,
    /// A word.
    pub word: Signal<In, Bits<32>>,
    /// The entry.
    pub entry: Signal<Out, Bits<512>>,
    places: DFF<Bits<512>>,
    shifted: Signal<Local, Bits<512>>,
    last_word: Signal<Local, Bits<512>>,
    word_bits: Constant<Bits<512>>,
    last_place: Constant<Bits<512>>,
}

impl Default for CompletionEntry {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            push: Default::default(),
            word: Default::default(),
            entry: Default::default(),
            places: Default::default(),
            shifted: Default::default(),
            last_word: Default::default(),
            word_bits: Constant::new(bits(32)),
            last_place: Constant::new(bits(480)),
        }
    }
}

impl Logic for CompletionEntry {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block completion_entry");
        dff_setup!(self, clock, places);
        self.entry.next = self.places.q.val();
        self.shifted.next = self.places.q.val() >> self.word_bits.val();
        self.last_word.next = bit_cast::<512, 32>(self.word.val());
        self.last_word.next = self.last_word.val() << self.last_place.val();
        if self.push.val() {
            self.places.d.next = self.shifted.val() | self.last_word.val();
        }
    }
}
