//! The global micro-op buffer: words from the memory port to the sequencer's head.

use super::predecode::Predecode;
use crate::hdl::*;
use crate::primitives::{INDEX_BITS, LookupMemory, Memory};
use isa::ArchConfig;

/// Beats of the small memory in front.
const FRONT_BEATS: usize = 16;

/// Holds arrived words in order and shows the oldest, predecoded.
///
/// A word that arrives in an empty buffer is the head in the cycle after. Behind the head there is a small memory without
/// latency, behind that the block RAM that gives the buffer its size: it takes what the small one has no room for, and
/// refills it twice as fast as the sequencer empties it. Beats are kept as they lie in memory; how many words fit is the
/// business of the [fetch](super::fetch), which never asks for more than there is room for.
#[derive(LogicBlock)]
pub struct GlobalBuffer {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Forgets all words; a beat of the same cycle is forgotten too.
    pub clear: Signal<In, Bit>,
    /// With `clear`: the first word behind it lies in the high half of its beat.
    pub starts_high: Signal<In, Bit>,
    /// A beat arrives.
    pub arrives: Signal<In, Bit>,
    /// Its two words.
    pub beat: Signal<In, Bits<128>>,
    /// The head goes.
    pub pop: Signal<In, Bit>,
    /// The oldest word, with its code above the operands.
    pub head: Signal<Out, Bits<64>>,
    /// There is a head. Behind the last word of the window there may be one of no meaning.
    pub head_valid: Signal<Out, Bit>,
    low: Predecode,
    high: Predecode,
    front: LookupMemory<128>,
    front_count: DFF<Bits<6>>,
    front_read: DFF<Bits<INDEX_BITS>>,
    front_write: DFF<Bits<INDEX_BITS>>,
    back: Memory<128>,
    back_count: DFF<Bits<INDEX_BITS>>,
    back_read: DFF<Bits<INDEX_BITS>>,
    back_write: DFF<Bits<INDEX_BITS>>,
    refills: DFF<Bit>,
    upper: DFF<Bit>,
    oldest: DFF<Bits<64>>,
    oldest_valid: DFF<Bit>,
    predecoded: Signal<Local, Bits<128>>,
    arriving_high: Signal<Local, Bits<128>>,
    source: Signal<Local, Bits<128>>,
    direct: Signal<Local, Bit>,
    reads_back: Signal<Local, Bit>,
    to_front: Signal<Local, Bit>,
    to_back: Signal<Local, Bit>,
    has_front: Signal<Local, Bit>,
    takes: Signal<Local, Bit>,
    takes_last: Signal<Local, Bit>,
    front_size: Constant<Bits<6>>,
    front_room: Constant<Bits<6>>,
    word_bits: Constant<Bits<128>>,
}

impl GlobalBuffer {
    /// The buffer of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            clear: Default::default(),
            starts_high: Default::default(),
            arrives: Default::default(),
            beat: Default::default(),
            pop: Default::default(),
            head: Default::default(),
            head_valid: Default::default(),
            low: Predecode::new(arch),
            high: Predecode::new(arch),
            front: LookupMemory::new(FRONT_BEATS),
            front_count: Default::default(),
            front_read: Default::default(),
            front_write: Default::default(),
            // Two partial beats more than the words need find their place in front.
            back: Memory::new(arch.global_micro_ops.div_ceil(2) as usize),
            back_count: Default::default(),
            back_read: Default::default(),
            back_write: Default::default(),
            refills: Default::default(),
            upper: Default::default(),
            oldest: Default::default(),
            oldest_valid: Default::default(),
            predecoded: Default::default(),
            arriving_high: Default::default(),
            source: Default::default(),
            direct: Default::default(),
            reads_back: Default::default(),
            to_front: Default::default(),
            to_back: Default::default(),
            has_front: Default::default(),
            takes: Default::default(),
            takes_last: Default::default(),
            front_size: Constant::new(bits(FRONT_BEATS as u64)),
            front_room: Constant::new(bits(FRONT_BEATS as u64 - 1)),
            word_bits: Constant::new(bits(64)),
        }
    }
}

impl Logic for GlobalBuffer {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block global_buffer");
        clock!(self, clock, front, back);
        dff_setup!(
            self,
            clock,
            front_count,
            front_read,
            front_write,
            back_count,
            back_read,
            back_write,
            refills,
            upper,
            oldest,
            oldest_valid
        );
        self.low.word.next = self.beat.val().get_bits::<64>(0);
        self.high.word.next = self.beat.val().get_bits::<64>(64);
        self.arriving_high.next = bit_cast::<128, 64>(self.high.predecoded.val());
        self.arriving_high.next = self.arriving_high.val() << self.word_bits.val();
        self.predecoded.next = bit_cast::<128, 64>(self.low.predecoded.val()) | self.arriving_high.val();

        // Beats stay in order: straight to the front only if none is behind it.
        self.direct.next = !self.back_count.q.val().any()
            & !self.refills.q.val()
            & (self.front_count.q.val() != self.front_size.val());
        self.reads_back.next =
            self.back_count.q.val().any() & (self.front_count.q.val() < self.front_room.val());
        self.to_front.next = (self.arrives.val() & self.direct.val()) | self.refills.q.val();
        self.to_back.next = self.arrives.val() & !self.direct.val();
        self.refills.d.next = self.reads_back.val();

        self.back.read_address.next = self.back_read.q.val();
        self.back.write_address.next = self.back_write.q.val();
        self.back.write_enable.next = self.to_back.val();
        self.back.write_data.next = self.predecoded.val();
        if self.reads_back.val() {
            self.back_read.d.next = self.back_read.q.val() + 1;
        }
        if self.to_back.val() {
            self.back_write.d.next = self.back_write.q.val() + 1;
        }
        if self.to_back.val() & !self.reads_back.val() {
            self.back_count.d.next = self.back_count.q.val() + 1;
        }
        if self.reads_back.val() & !self.to_back.val() {
            self.back_count.d.next = self.back_count.q.val() - 1;
        }

        self.front.read_address.next = self.front_read.q.val();
        self.front.write_address.next = self.front_write.q.val();
        self.front.write_enable.next = self.to_front.val();
        self.front.write_data.next = self.predecoded.val();
        if self.refills.q.val() {
            self.front.write_data.next = self.back.read_data.val();
        }

        self.has_front.next = self.front_count.q.val().any();
        self.takes.next = (self.pop.val() | !self.oldest_valid.q.val())
            & (self.has_front.val() | (self.arrives.val() & self.direct.val()));
        self.takes_last.next = self.takes.val() & self.upper.q.val();
        self.source.next = self.predecoded.val();
        if self.has_front.val() {
            self.source.next = self.front.read_data.val();
        }
        if self.pop.val() {
            self.oldest_valid.d.next = false;
        }
        if self.takes.val() {
            self.oldest_valid.d.next = true;
            self.upper.d.next = !self.upper.q.val();
            self.oldest.d.next = self.source.val().get_bits::<64>(0);
            if self.upper.q.val() {
                self.oldest.d.next = self.source.val().get_bits::<64>(64);
            }
        }
        if self.takes_last.val() {
            self.front_read.d.next = self.front_read.q.val() + 1;
        }
        if self.to_front.val() {
            self.front_write.d.next = self.front_write.q.val() + 1;
        }
        if self.to_front.val() & !self.takes_last.val() {
            self.front_count.d.next = self.front_count.q.val() + 1;
        }
        if self.takes_last.val() & !self.to_front.val() {
            self.front_count.d.next = self.front_count.q.val() - 1;
        }

        if self.clear.val() {
            self.front_count.d.next = bits::<6>(0);
            self.front_read.d.next = bits::<INDEX_BITS>(0);
            self.front_write.d.next = bits::<INDEX_BITS>(0);
            self.back_count.d.next = bits::<INDEX_BITS>(0);
            self.back_read.d.next = bits::<INDEX_BITS>(0);
            self.back_write.d.next = bits::<INDEX_BITS>(0);
            self.refills.d.next = false;
            self.oldest_valid.d.next = false;
            self.upper.d.next = self.starts_high.val();
        }
        self.head.next = self.oldest.q.val();
        self.head_valid.next = self.oldest_valid.q.val();
    }
}
