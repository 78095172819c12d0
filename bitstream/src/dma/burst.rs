//! How a row is split into bursts: at most 16 beats, no crossing of 4 KiB, not beyond the row.

use crate::hdl::*;

/// The first burst of what is left of a row; no registers.
#[derive(LogicBlock)]
pub struct BurstShape {
    /// Low bits of the device address of the next byte.
    pub address_low: Signal<In, Bits<12>>,
    /// Bytes of the row from there on, at least 1.
    pub left: Signal<In, Bits<32>>,
    /// Bytes of the burst.
    pub bytes: Signal<Out, Bits<9>>,
    /// Beats of the burst.
    pub beats: Signal<Out, Bits<5>>,
    /// The burst ends the row.
    pub row_done: Signal<Out, Bit>,
    /// Word of the first beat at which the burst begins.
    pub skew: Signal<Out, Bits<3>>,
    /// Word of the last beat with which it ends.
    pub final_word: Signal<Out, Bits<3>>,
    beat_limit: Signal<Local, Bits<5>>,
    room: Signal<Local, Bits<9>>,
    byte_skew: Signal<Local, Bits<9>>,
    short_left: Signal<Local, Bits<9>>,
    span: Signal<Local, Bits<10>>,
    last_byte: Signal<Local, Bits<10>>,
    ends: Signal<Local, Bit>,
    final_address: Signal<Local, Bits<5>>,
}

impl BurstShape {
    /// The only one there is.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            address_low: Default::default(),
            left: Default::default(),
            bytes: Default::default(),
            beats: Default::default(),
            row_done: Default::default(),
            skew: Default::default(),
            final_word: Default::default(),
            beat_limit: Default::default(),
            room: Default::default(),
            byte_skew: Default::default(),
            short_left: Default::default(),
            span: Default::default(),
            last_byte: Default::default(),
            ends: Default::default(),
            final_address: Default::default(),
        }
    }
}

impl Logic for BurstShape {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block burst_shape");
        self.final_address.next = bits::<5>(16) - bit_cast::<5, 4>(self.address_low.val().get_bits::<4>(4));
        self.beat_limit.next = bits::<5>(16);
        if self.address_low.val().get_bits::<4>(8) == bits::<4>(15) {
            self.beat_limit.next = self.final_address.val();
        }
        self.byte_skew.next = bit_cast::<9, 4>(self.address_low.val().get_bits::<4>(0));
        self.room.next = (bit_cast::<9, 5>(self.beat_limit.val()) << 4) - self.byte_skew.val();
        self.short_left.next = self.left.val().get_bits::<9>(0);
        self.ends.next =
            !self.left.val().get_bits::<23>(9).any() & (self.short_left.val() <= self.room.val());
        self.span.next = bit_cast::<10, 9>(self.short_left.val()) + bit_cast::<10, 9>(self.byte_skew.val());
        self.last_byte.next = self.span.val() - bits::<10>(1);

        self.row_done.next = self.ends.val();
        self.skew.next = self.address_low.val().get_bits::<3>(1);
        self.bytes.next = self.room.val();
        self.beats.next = self.beat_limit.val();
        self.final_word.next = bits::<3>(7);
        if self.ends.val() {
            self.bytes.next = self.short_left.val();
            self.beats.next = self.last_byte.val().get_bits::<5>(4) + bits::<5>(1);
            self.final_word.next = self.last_byte.val().get_bits::<3>(1);
        }
    }
}
