//! How a row is split into bursts: at most 16 beats, no crossing of 4 KiB, not beyond the row.
//!
//! A burst that does not end its row ends at a multiple of 256 bytes, or of as many beats as fit in front of it. So how far the next
//! byte lies follows from the address alone, and whether the row ends is one sum.

use crate::hdl::*;

/// The first burst of what is left of a row; no registers.
#[derive(LogicBlock)]
pub struct BurstShape {
    /// Low bits of the device address of the next byte.
    pub address_low: Signal<In, Bits<12>>,
    /// Bytes of the row from there on, at least 1.
    pub left: Signal<In, Bits<32>>,
    /// Bytes to the limit of a burst, whether the row reaches it or not.
    pub room: Signal<Out, Bits<9>>,
    /// Bytes of the burst.
    pub bytes: Signal<Out, Bits<9>>,
    /// Beats of the burst, less one.
    pub last_beat: Signal<Out, Bits<4>>,
    /// The burst ends the row.
    pub row_done: Signal<Out, Bit>,
    /// Word of the first beat at which the burst begins.
    pub skew: Signal<Out, Bits<3>>,
    /// Word of the last beat with which it ends.
    pub final_word: Signal<Out, Bits<3>>,
    /// Beats that the limit lies nearer than 16.
    beats_gone: Signal<Local, Bits<4>>,
    byte_skew: Signal<Local, Bits<4>>,
    /// Bytes that the limit lies nearer than 256.
    bytes_gone: Signal<Local, Bits<9>>,
    room_now: Signal<Local, Bits<9>>,
    short_left: Signal<Local, Bits<9>>,
    /// Where the row ends; the limit is 256.
    row_end: Signal<Local, Bits<10>>,
    last_byte: Signal<Local, Bits<10>>,
    ends: Signal<Local, Bit>,
}

impl BurstShape {
    /// The only one there is.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            address_low: Default::default(),
            left: Default::default(),
            room: Default::default(),
            bytes: Default::default(),
            last_beat: Default::default(),
            row_done: Default::default(),
            skew: Default::default(),
            final_word: Default::default(),
            beats_gone: Default::default(),
            byte_skew: Default::default(),
            bytes_gone: Default::default(),
            room_now: Default::default(),
            short_left: Default::default(),
            row_end: Default::default(),
            last_byte: Default::default(),
            ends: Default::default(),
        }
    }
}

impl Logic for BurstShape {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block burst_shape");
        self.beats_gone.next = bits::<4>(0);
        if self.address_low.val().get_bits::<4>(8) == bits::<4>(15) {
            self.beats_gone.next = self.address_low.val().get_bits::<4>(4);
        }
        self.byte_skew.next = self.address_low.val().get_bits::<4>(0);
        self.bytes_gone.next =
            (bit_cast::<9, 4>(self.beats_gone.val()) << 4) | bit_cast::<9, 4>(self.byte_skew.val());
        self.room_now.next = bits::<9>(256) - self.bytes_gone.val();
        self.short_left.next = self.left.val().get_bits::<9>(0);
        self.row_end.next =
            bit_cast::<10, 9>(self.short_left.val()) + bit_cast::<10, 9>(self.bytes_gone.val());
        self.ends.next = !self.left.val().get_bits::<23>(9).any()
            & !self.row_end.val().get_bit(9)
            & !(self.row_end.val().get_bit(8) & self.row_end.val().get_bits::<8>(0).any());
        self.last_byte.next = bit_cast::<10, 9>(self.short_left.val())
            + bit_cast::<10, 4>(self.byte_skew.val())
            - bits::<10>(1);

        self.room.next = self.room_now.val();
        self.row_done.next = self.ends.val();
        self.skew.next = self.address_low.val().get_bits::<3>(1);
        self.bytes.next = self.room_now.val();
        self.last_beat.next = !self.beats_gone.val();
        self.final_word.next = bits::<3>(7);
        if self.ends.val() {
            self.bytes.next = self.short_left.val();
            self.last_beat.next = self.last_byte.val().get_bits::<4>(4);
            self.final_word.next = self.last_byte.val().get_bits::<3>(1);
        }
    }
}
