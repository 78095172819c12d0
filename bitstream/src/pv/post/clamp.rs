//! The last bit of the shift with its rounding, and both bounds.

use crate::hdl::*;

/// Rounds half up and limits to the bounds of the `act`, without registers.
///
/// Numbers have their sign bit inverted, so that they are compared, and look up tables, as unsigned ones. The quotient still has a bit
/// behind the point: it is compared with the bounds while it is rounded, which gives the same.
#[derive(LogicBlock, Default)]
pub struct Clamp {
    /// Twice the value, not yet rounded.
    pub quotient: Signal<In, Bits<17>>,
    /// The quotient does not fit.
    pub overflow: Signal<In, Bit>,
    /// The quotient is negative.
    pub negative: Signal<In, Bit>,
    /// Lower bound.
    pub low: Signal<In, Bits<16>>,
    /// Upper bound.
    pub high: Signal<In, Bits<16>>,
    /// The lower bound is above the upper, which then is the value.
    pub crossed: Signal<In, Bit>,
    /// The value.
    pub value: Signal<Out, Bits<16>>,
    rounded: Signal<Local, Bits<17>>,
    twice_high: Signal<Local, Bits<17>>,
    half: Signal<Local, Bits<16>>,
    above: Signal<Local, Bit>,
    below: Signal<Local, Bit>,
}

impl Logic for Clamp {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block clamp");
        self.rounded.next = self.quotient.val() + 1;
        self.twice_high.next = bit_cast::<17, 16>(self.high.val()) << 1;
        self.half.next = self.quotient.val().get_bits::<16>(1);
        self.above.next = self.quotient.val() > self.twice_high.val();
        self.below.next = self.half.val() < self.low.val();
        if self.overflow.val() {
            self.above.next = !self.negative.val();
            self.below.next = self.negative.val();
        }
        self.value.next = self.rounded.val().get_bits::<16>(1);
        if self.below.val() {
            self.value.next = self.low.val();
        }
        if self.above.val() | self.crossed.val() {
            self.value.next = self.high.val();
        }
    }
}
