//! From output beats at any word address to beats of the memory port and the bursts they belong to.
//!
//! Words that fall into the same 16 bytes are collected and leave together: when the row moves on to the next 16 bytes, or ends.
//! Bursts end at multiples of 256 bytes, and with the row; so none has more than 16 beats or crosses 4 KiB.
//!
//! # Interface
//! - `take` in cycle `c` with everything up to `last_row`. `straddles` answers in the same cycle: the beat touches two memory
//!   beats and needs `c + 1` and `c + 2`; then `splits` in `c + 1`, in which nothing may be taken.
//! - In `c + 1` (`first`) `address` is the device address of the beat's first byte and `refuse` says that nothing of it may go out; whoever refuses
//!   stops from the next cycle on.
//! - `announce` names a burst in the cycle of its first `emit` or earlier. Both come in `c + 1` or `c + 2` and cannot be held up:
//!   there must have been room in cycle `c` for two of each, one cycle's pushes not counted.
//! - While `stop` nothing comes out and what was collected is forgotten; the open burst is left to others.

use super::lane_merge::LaneMerge;
use crate::hdl::*;

/// Collects words and cuts rows into bursts.
#[derive(LogicBlock, Default)]
pub struct WriteMerge {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job.
    pub reset: Signal<In, Bit>,
    /// Lets nothing out any more.
    pub stop: Signal<In, Bit>,
    /// Takes a beat.
    pub take: Signal<In, Bit>,
    /// Its words.
    pub words: Signal<In, Bits<128>>,
    /// How many, 1 to 8.
    pub count: Signal<In, Bits<4>>,
    /// Low bits of the device address of its first byte.
    pub address_low: Signal<In, Bits<8>>,
    /// Bytes of the row from its first byte on.
    pub left: Signal<In, Bits<32>>,
    /// It is the first of its row.
    pub row_begins: Signal<In, Bit>,
    /// It is the last of its row.
    pub row_ends: Signal<In, Bit>,
    /// The row is the last of its transfer.
    pub last_row: Signal<In, Bit>,
    /// The beat touches two beats of the memory.
    pub straddles: Signal<Out, Bit>,
    /// The beat taken in the cycle before does: it is at its first part and occupies the next cycle too.
    pub splits: Signal<Out, Bit>,
    /// A beat was taken in the cycle before.
    pub first: Signal<Out, Bit>,
    /// The second part of a beat.
    pub second: Signal<Out, Bit>,
    /// Device address of the beat, while `first`.
    pub address: Signal<In, Bits<64>>,
    /// Nothing of the beat may go out; only while `first`.
    pub refuse: Signal<In, Bit>,
    /// A burst begins.
    pub announce: Signal<Out, Bit>,
    /// Its address, a multiple of 16.
    pub burst_address: Signal<Out, Bits<64>>,
    /// Its beats less one.
    pub burst_length: Signal<Out, Bits<4>>,
    /// It is the last of its transfer.
    pub burst_completes: Signal<Out, Bit>,
    /// A beat goes out.
    pub emit: Signal<Out, Bit>,
    /// Its data.
    pub data: Signal<Out, Bits<128>>,
    /// Which words of it count.
    pub lanes: Signal<Out, Bits<8>>,
    /// It is the last of its burst.
    pub burst_ends: Signal<Out, Bit>,
    merge: LaneMerge,
    is_first: DFF<Bit>,
    is_split: DFF<Bit>,
    is_second: DFF<Bit>,
    words_now: DFF<Bits<128>>,
    skew_now: DFF<Bits<3>>,
    lanes_now: DFF<Bits<16>>,
    fills_now: DFF<Bit>,
    begins_now: DFF<Bit>,
    ends_now: DFF<Bit>,
    last_row_now: DFF<Bit>,
    /// Memory beat of the 256 bytes in which the beat begins.
    place_now: DFF<Bits<4>>,
    /// End of the row, from the same 256 bytes on, and whether it is beyond these bits.
    reach_now: DFF<Bits<10>>,
    far_now: DFF<Bit>,
    pending: DFF<Bits<128>>,
    pending_lanes: DFF<Bits<8>>,
    /// The 256 bytes as a whole.
    block: DFF<Bits<56>>,
    skew: Signal<Local, Bits<3>>,
    word_end: Signal<Local, Bits<5>>,
    is_straddling: Signal<Local, Bit>,
    one_above: Signal<Local, Bits<16>>,
    low_ones: Signal<Local, Bits<16>>,
    works_first: Signal<Local, Bit>,
    works_second: Signal<Local, Bit>,
    last_byte: Signal<Local, Bits<10>>,
    last_place: Signal<Local, Bits<4>>,
    continues: Signal<Local, Bit>,
    places_left: Signal<Local, Bits<4>>,
    next_block: Signal<Local, Bits<56>>,
    emits: Signal<Local, Bit>,
    chosen: Signal<Local, Bits<8>>,
    collected: Signal<Local, Bits<8>>,
}

impl Logic for WriteMerge {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block write_merge");
        dff_setup!(
            self,
            clock,
            is_first,
            is_split,
            is_second,
            words_now,
            skew_now,
            lanes_now,
            fills_now,
            begins_now,
            ends_now,
            last_row_now,
            place_now,
            reach_now,
            far_now,
            pending,
            pending_lanes,
            block
        );

        // The cycle in which the beat is taken.
        self.skew.next = self.address_low.val().get_bits::<3>(1);
        self.word_end.next = bit_cast::<5, 3>(self.skew.val()) + bit_cast::<5, 4>(self.count.val());
        self.is_straddling.next = self.word_end.val() > bits::<5>(8);
        self.straddles.next = self.is_straddling.val();
        self.one_above.next = bits::<16>(1) << self.count.val();
        self.low_ones.next = self.one_above.val() - bits::<16>(1);
        self.is_first.d.next = self.take.val();
        self.is_split.d.next = self.take.val() & self.is_straddling.val();
        self.is_second.d.next = self.is_split.q.val();
        if self.take.val() {
            self.words_now.d.next = self.words.val();
            self.skew_now.d.next = self.skew.val();
            self.lanes_now.d.next = self.low_ones.val() << self.skew.val();
            self.fills_now.d.next = self.word_end.val() >= bits::<5>(8);
            self.begins_now.d.next = self.row_begins.val() | (self.address_low.val() < bits::<8>(2));
            self.ends_now.d.next = self.row_ends.val();
            self.last_row_now.d.next = self.last_row.val();
            self.place_now.d.next = self.address_low.val().get_bits::<4>(4);
            self.reach_now.d.next = bit_cast::<10, 8>(self.address_low.val())
                + bit_cast::<10, 9>(self.left.val().get_bits::<9>(0));
            self.far_now.d.next = self.left.val().get_bits::<23>(9).any();
        }
        self.first.next = self.is_first.q.val();
        self.splits.next = self.is_split.q.val();
        self.second.next = self.is_second.q.val();

        // One cycle later, or two for the second part.
        self.works_first.next = self.is_first.q.val() & !self.stop.val() & !self.refuse.val();
        self.works_second.next = self.is_second.q.val() & !self.stop.val();

        // Bursts. `continues`: the row goes on beyond the 256 bytes in which the burst begins.
        self.last_byte.next = self.reach_now.q.val() - bits::<10>(1);
        self.continues.next = self.far_now.q.val() | (self.last_byte.val() >= bits::<10>(256));
        self.last_place.next = self.last_byte.val().get_bits::<4>(4);
        if self.is_second.q.val() {
            self.continues.next = self.far_now.q.val() | (self.last_byte.val() >= bits::<10>(512));
        }
        self.places_left.next = self.last_place.val();
        if self.continues.val() {
            self.places_left.next = bits::<4>(15);
        }
        self.burst_length.next = self.places_left.val() - self.place_now.q.val();
        self.burst_address.next = bit_cast::<64, 60>(self.address.val().get_bits::<60>(4)) << 4;
        self.next_block.next = self.block.q.val() + bits::<56>(1);
        if self.is_second.q.val() {
            self.burst_length.next = self.places_left.val();
            self.burst_address.next = bit_cast::<64, 56>(self.next_block.val()) << 8;
        }
        self.burst_completes.next = self.last_row_now.q.val() & !self.continues.val();
        self.announce.next = (self.works_first.val() & self.begins_now.q.val())
            | (self.works_second.val() & self.place_now.q.val().all());
        if self.is_first.q.val() {
            self.block.d.next = self.address.val().get_bits::<56>(8);
        }

        // Beats.
        self.chosen.next = self.lanes_now.q.val().get_bits::<8>(0);
        self.collected.next = self.lanes_now.q.val().get_bits::<8>(0) | self.pending_lanes.q.val();
        self.emits.next = self.works_first.val() & (self.fills_now.q.val() | self.ends_now.q.val());
        self.burst_ends.next =
            self.place_now.q.val().all() | (self.ends_now.q.val() & !self.is_split.q.val());
        if self.is_second.q.val() {
            self.chosen.next = self.lanes_now.q.val().get_bits::<8>(8);
            self.collected.next = self.lanes_now.q.val().get_bits::<8>(8);
            self.emits.next = self.works_second.val() & self.ends_now.q.val();
            self.burst_ends.next = true;
        }
        self.merge.words.next = self.words_now.q.val();
        self.merge.skew.next = self.skew_now.q.val();
        self.merge.chosen.next = self.chosen.val();
        self.merge.pending.next = self.pending.q.val();
        if self.works_first.val() | self.works_second.val() {
            self.pending.d.next = self.merge.merged.val();
            self.pending_lanes.d.next = self.collected.val();
        }
        if self.emits.val() | self.stop.val() {
            self.pending_lanes.d.next = bits::<8>(0);
        }
        self.emit.next = self.emits.val();
        self.data.next = self.merge.merged.val();
        self.lanes.next = self.collected.val();

        if self.reset.val() {
            self.is_first.d.next = false;
            self.is_split.d.next = false;
            self.is_second.d.next = false;
            self.pending_lanes.d.next = bits::<8>(0);
        }
    }
}
