//! The right shift of a requantisation, all but its last bit.

use crate::hdl::*;

/// `quotient` is `product >> shift` of the cycle before, as far as it fits 17 bits.
///
/// Three stages of four ways each: 48, 32, 16, 0 and 12, 8, 4, 0 and 3, 2, 1, 0. Bits that a stage drops at the top must equal the sign.
#[derive(LogicBlock, Default)]
pub struct Shifter {
    /// Clock of the outputs.
    pub clock: Signal<In, Clock>,
    /// What is shifted, two's complement.
    pub product: Signal<In, Bits<64>>,
    /// By how many bits.
    pub shift: Signal<In, Bits<6>>,
    /// The low 17 bits of the shifted product, the highest of them inverted: -2^16 is 0.
    pub quotient: Signal<Out, Bits<17>>,
    /// The shifted product does not fit 17 bits.
    pub overflow: Signal<Out, Bit>,
    /// The product is negative.
    pub negative: Signal<Out, Bit>,
    magnitude: Signal<Local, Bits<64>>,
    coarse: Signal<Local, Bits<32>>,
    coarse_magnitude: Signal<Local, Bits<32>>,
    middle: Signal<Local, Bits<20>>,
    middle_magnitude: Signal<Local, Bits<20>>,
    fine: Signal<Local, Bits<17>>,
    dropped: Signal<Local, Bit>,
    quotient_register: DFF<Bits<17>>,
    overflow_register: DFF<Bit>,
    negative_register: DFF<Bit>,
}

impl Logic for Shifter {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block shifter");
        dff_setup!(self, clock, quotient_register, overflow_register, negative_register);
        self.negative_register.d.next = self.product.val().get_bit(63);
        self.magnitude.next = self.product.val();
        if self.product.val().get_bit(63) {
            self.magnitude.next = !self.product.val();
        }

        self.dropped.next = false;
        self.coarse.next = self.product.val().get_bits::<32>(0);
        if self.shift.val().get_bits::<2>(4) == 0 {
            self.dropped.next = self.magnitude.val().get_bits::<32>(31).any();
        }
        if self.shift.val().get_bits::<2>(4) == 1 {
            self.coarse.next = self.product.val().get_bits::<32>(16);
            self.dropped.next = self.magnitude.val().get_bits::<16>(47).any();
        }
        if self.shift.val().get_bits::<2>(4) == 2 {
            self.coarse.next = self.product.val().get_bits::<32>(32);
        }
        if self.shift.val().get_bits::<2>(4) == 3 {
            self.coarse.next = bit_cast::<32, 16>(self.product.val().get_bits::<16>(48));
            if self.product.val().get_bit(63) {
                self.coarse.next =
                    bit_cast::<32, 16>(self.product.val().get_bits::<16>(48)) | 0xFFFF_0000_u64;
            }
        }

        self.coarse_magnitude.next = self.coarse.val();
        if self.product.val().get_bit(63) {
            self.coarse_magnitude.next = !self.coarse.val();
        }
        self.middle.next = self.coarse.val().get_bits::<20>(0);
        if self.shift.val().get_bits::<2>(2) == 0 {
            self.dropped.next = self.dropped.val() | self.coarse_magnitude.val().get_bits::<13>(19).any();
        }
        if self.shift.val().get_bits::<2>(2) == 1 {
            self.middle.next = self.coarse.val().get_bits::<20>(4);
            self.dropped.next = self.dropped.val() | self.coarse_magnitude.val().get_bits::<9>(23).any();
        }
        if self.shift.val().get_bits::<2>(2) == 2 {
            self.middle.next = self.coarse.val().get_bits::<20>(8);
            self.dropped.next = self.dropped.val() | self.coarse_magnitude.val().get_bits::<5>(27).any();
        }
        if self.shift.val().get_bits::<2>(2) == 3 {
            self.middle.next = self.coarse.val().get_bits::<20>(12);
        }

        self.middle_magnitude.next = self.middle.val();
        if self.product.val().get_bit(63) {
            self.middle_magnitude.next = !self.middle.val();
        }
        self.fine.next = self.middle.val().get_bits::<17>(0);
        if self.shift.val().get_bits::<2>(0) == 0 {
            self.dropped.next = self.dropped.val() | self.middle_magnitude.val().get_bits::<4>(16).any();
        }
        if self.shift.val().get_bits::<2>(0) == 1 {
            self.fine.next = self.middle.val().get_bits::<17>(1);
            self.dropped.next = self.dropped.val() | self.middle_magnitude.val().get_bits::<3>(17).any();
        }
        if self.shift.val().get_bits::<2>(0) == 2 {
            self.fine.next = self.middle.val().get_bits::<17>(2);
            self.dropped.next = self.dropped.val() | self.middle_magnitude.val().get_bits::<2>(18).any();
        }
        if self.shift.val().get_bits::<2>(0) == 3 {
            self.fine.next = self.middle.val().get_bits::<17>(3);
        }
        self.quotient_register.d.next = self.fine.val() ^ 0x10000;
        self.overflow_register.d.next = self.dropped.val();

        self.quotient.next = self.quotient_register.q.val();
        self.overflow.next = self.overflow_register.q.val();
        self.negative.next = self.negative_register.q.val();
    }
}
