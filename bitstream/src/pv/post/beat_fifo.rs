//! The output FIFO of a PV, in which beats are put together.

use crate::hdl::*;
use crate::primitives::{INDEX_BITS, LookupMemory};
use isa::ArchConfig;

/// Words of a beat.
const BEAT_WORDS: usize = 8;

/// Appends a word to the youngest beat in every cycle with `push`; with `ends` the beat is complete and is seen from the next cycle on.
///
/// Every position of a beat has a memory of its own, so that words go to their places as they come. Whoever pushes has made sure that there
/// is room.
#[derive(LogicBlock)]
pub struct BeatFifo {
    /// Clock of both sides.
    pub clock: Signal<In, Clock>,
    /// Forgets all beats.
    pub reset: Signal<In, Bit>,
    /// Appends `word`.
    pub push: Signal<In, Bit>,
    /// What is appended.
    pub word: Signal<In, Bits<16>>,
    /// It is the last word of its beat.
    pub ends: Signal<In, Bit>,
    /// Removes the oldest beat; ignored while there is none.
    pub pop: Signal<In, Bit>,
    /// There is a complete beat.
    pub valid: Signal<Out, Bit>,
    /// The oldest beat's words; those behind its end mean nothing.
    pub words: Signal<Out, Bits<128>>,
    /// The oldest beat's number of words.
    pub count: Signal<Out, Bits<4>>,
    memories: Vec<LookupMemory<16>>,
    lengths: LookupMemory<4>,
    position: DFF<Bits<3>>,
    read_index: DFF<Bits<8>>,
    write_index: DFF<Bits<8>>,
    beats: DFF<Bits<9>>,
    is_valid: DFF<Bit>,
    completes: Signal<Local, Bit>,
    pops: Signal<Local, Bit>,
    next_beats: Signal<Local, Bits<9>>,
    has_more: Signal<Local, Bit>,
    together: Signal<Local, Bits<128>>,
    one_word: Signal<Local, Bits<16>>,
    last_index: Constant<Bits<8>>,
    index_mask: Constant<Bits<8>>,
    beats_mask: Constant<Bits<9>>,
}

impl BeatFifo {
    /// The output FIFO of a PV of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let depth = u64::from(arch.output_fifo_beats);
        Self {
            clock: Default::default(),
            reset: Default::default(),
            push: Default::default(),
            word: Default::default(),
            ends: Default::default(),
            pop: Default::default(),
            valid: Default::default(),
            words: Default::default(),
            count: Default::default(),
            memories: (0..BEAT_WORDS).map(|_| LookupMemory::new(depth as usize)).collect(),
            lengths: LookupMemory::new(depth as usize),
            position: Default::default(),
            read_index: Default::default(),
            write_index: Default::default(),
            beats: Default::default(),
            is_valid: Default::default(),
            completes: Default::default(),
            pops: Default::default(),
            next_beats: Default::default(),
            has_more: Default::default(),
            together: Default::default(),
            one_word: Default::default(),
            last_index: Constant::new(bits(depth - 1)),
            index_mask: Constant::new(bits(depth.next_power_of_two() - 1)),
            beats_mask: Constant::new(bits((depth + 1).next_power_of_two() - 1)),
        }
    }
}

impl Logic for BeatFifo {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block beat_fifo");
        dff_setup!(self, clock, position, read_index, write_index, beats, is_valid);
        self.completes.next = self.push.val() & self.ends.val();
        self.pops.next = self.pop.val() & self.is_valid.q.val();

        self.together.next = 0.into();
        for i in 0..8 {
            self.memories[i].clock.next = self.clock.val();
            self.memories[i].read_address.next = bit_cast::<INDEX_BITS, 8>(self.read_index.q.val());
            self.memories[i].write_address.next = bit_cast::<INDEX_BITS, 8>(self.write_index.q.val());
            self.memories[i].write_data.next = self.word.val();
            self.memories[i].write_enable.next = self.push.val() & (self.position.q.val() == i.to_bits());
            self.one_word.next = self.memories[i].read_data.val();
            self.together.next =
                (self.together.val() >> 16) | (bit_cast::<128, 16>(self.one_word.val()) << 112);
        }
        self.words.next = self.together.val();
        self.lengths.clock.next = self.clock.val();
        self.lengths.read_address.next = bit_cast::<INDEX_BITS, 8>(self.read_index.q.val());
        self.lengths.write_address.next = bit_cast::<INDEX_BITS, 8>(self.write_index.q.val());
        self.lengths.write_data.next = bit_cast::<4, 3>(self.position.q.val()) + bits::<4>(1);
        self.lengths.write_enable.next = self.completes.val();
        self.count.next = self.lengths.read_data.val();

        if self.push.val() {
            self.position.d.next = self.position.q.val() + 1;
        }
        self.next_beats.next = self.beats.q.val();
        if self.completes.val() {
            self.position.d.next = 0.into();
            self.write_index.d.next = (self.write_index.q.val() + 1) & self.index_mask.val();
            if self.write_index.q.val() == self.last_index.val() {
                self.write_index.d.next = 0.into();
            }
            if !self.pops.val() {
                self.next_beats.next = (self.beats.q.val() + 1) & self.beats_mask.val();
            }
        }
        if self.pops.val() {
            self.read_index.d.next = (self.read_index.q.val() + 1) & self.index_mask.val();
            if self.read_index.q.val() == self.last_index.val() {
                self.read_index.d.next = 0.into();
            }
            if !self.completes.val() {
                self.next_beats.next = (self.beats.q.val() - 1) & self.beats_mask.val();
            }
        }
        self.beats.d.next = self.next_beats.val();
        // `pop` is late: what it chooses between is there before it.
        self.has_more.next = (self.beats.q.val() > 1) | self.completes.val();
        if self.completes.val() {
            self.is_valid.d.next = true;
        }
        if self.pops.val() {
            self.is_valid.d.next = self.has_more.val();
        }
        if self.reset.val() {
            self.position.d.next = 0.into();
            self.read_index.d.next = 0.into();
            self.write_index.d.next = 0.into();
            self.beats.d.next = 0.into();
            self.is_valid.d.next = false;
        }
        self.valid.next = self.is_valid.q.val();
    }
}
