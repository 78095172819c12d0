//! Bias, saturation to 48 bits and the multiplication of a requantisation.

use super::wide_multiplier::WideMultiplier;
use crate::hdl::*;

/// `product` is `saturate48(accumulator + bias) * multiplier` of three cycles before; the multiplier depends on the sum's sign.
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
    scaled: WideMultiplier,
}

impl Logic for Scaling {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block scaling");
        dff_setup!(self, clock, biased, multiplier);
        clock!(self, clock, scaled);

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

        self.scaled.a.next = self.biased.q.val();
        self.scaled.b.next = self.multiplier.q.val();
        self.product.next = self.scaled.product.val();
    }
}
