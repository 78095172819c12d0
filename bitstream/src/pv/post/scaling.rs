//! Bias, saturation to 48 bits and the multiplication of a requantisation.

use super::multiplier::Multiplier;
use crate::hdl::*;

/// `product` is `saturate48(accumulator + bias) * multiplier` of three cycles before; the multiplier depends on the sum's sign.
///
/// The sum is cut into 17, 17 and 14 bits, one DSP block each: every part times the multiplier fits 18x18 bits.
#[derive(LogicBlock, Default)]
pub struct Scaling {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Accumulator.
    pub accumulator: Signal<In, Bits<48>>,
    /// Added to the accumulator.
    pub bias: Signal<In, Bits<48>>,
    /// Multiplier of sums that are not negative.
    pub positive: Signal<In, Bits<16>>,
    /// Multiplier of negative sums.
    pub negative: Signal<In, Bits<16>>,
    /// Product, two's complement: -2^47 * -2^15 needs all of its bits.
    pub product: Signal<Out, Bits<64>>,
    sum: Signal<Local, Bits<49>>,
    wide_accumulator: Signal<Local, Bits<49>>,
    wide_bias: Signal<Local, Bits<49>>,
    saturated: Signal<Local, Bits<48>>,
    biased: DFF<Bits<48>>,
    multiplier: DFF<Bits<16>>,
    low: Multiplier,
    middle: Multiplier,
    high: Multiplier,
    high_part: Signal<Local, Bits<18>>,
    low_carry: Signal<Local, Bits<34>>,
    middle_sum: Signal<Local, Bits<34>>,
    middle_carry: Signal<Local, Bits<30>>,
    high_sum: Signal<Local, Bits<30>>,
    result: DFF<Bits<64>>,
}

impl Logic for Scaling {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block scaling");
        dff_setup!(self, clock, biased, multiplier, result);
        clock!(self, clock, low, middle, high);

        self.wide_accumulator.next =
            bit_cast::<49, 48>(self.accumulator.val()).replace_bit(48, self.accumulator.val().get_bit(47));
        self.wide_bias.next =
            bit_cast::<49, 48>(self.bias.val()).replace_bit(48, self.bias.val().get_bit(47));
        self.sum.next = self.wide_accumulator.val() + self.wide_bias.val();
        self.saturated.next = bit_cast::<48, 49>(self.sum.val());
        if self.sum.val().get_bit(48) & !self.sum.val().get_bit(47) {
            self.saturated.next = 0x8000_0000_0000_u64.into();
        }
        if !self.sum.val().get_bit(48) & self.sum.val().get_bit(47) {
            self.saturated.next = 0x7FFF_FFFF_FFFF_u64.into();
        }
        self.biased.d.next = self.saturated.val();
        self.multiplier.d.next = self.positive.val();
        if self.sum.val().get_bit(48) {
            self.multiplier.d.next = self.negative.val();
        }

        self.low.a.next = bit_cast::<18, 17>(self.biased.q.val().get_bits::<17>(0));
        self.middle.a.next = bit_cast::<18, 17>(self.biased.q.val().get_bits::<17>(17));
        self.high_part.next = bit_cast::<18, 14>(self.biased.q.val().get_bits::<14>(34));
        if self.biased.q.val().get_bit(47) {
            self.high_part.next = self.high_part.val() | 0x3C000;
        }
        self.high.a.next = self.high_part.val();
        self.low.b.next = self.multiplier.q.val();
        self.middle.b.next = self.multiplier.q.val();
        self.high.b.next = self.multiplier.q.val();

        // What of each product lies above the 17 bits of its part is carried, with its sign, into the next.
        self.low_carry.next = bit_cast::<34, 17>(self.low.product.val().get_bits::<17>(17));
        if self.low.product.val().get_bit(33) {
            self.low_carry.next = self.low_carry.val() | 0x3_FFFE_0000_u64;
        }
        self.middle_sum.next = self.middle.product.val() + self.low_carry.val();
        self.middle_carry.next = bit_cast::<30, 17>(self.middle_sum.val().get_bits::<17>(17));
        if self.middle_sum.val().get_bit(33) {
            self.middle_carry.next = self.middle_carry.val() | 0x3FFE_0000;
        }
        self.high_sum.next = self.high.product.val().get_bits::<30>(0) + self.middle_carry.val();
        self.result.d.next = bit_cast::<64, 17>(self.low.product.val().get_bits::<17>(0))
            | (bit_cast::<64, 17>(self.middle_sum.val().get_bits::<17>(0)) << 17)
            | (bit_cast::<64, 30>(self.high_sum.val()) << 34);
        self.product.next = self.result.q.val();
    }
}
