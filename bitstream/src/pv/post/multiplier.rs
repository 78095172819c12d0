//! A signed multiplication with a registered product: one DSP block of 18x18 bits.

use crate::hdl::*;

/// `product` is `a * b` of the cycle before, all of them signed.
///
/// A leaf in Verilog, because rust-hdl multiplies 16x16 bits only. The operands should come from registers.
#[derive(LogicBlock, Default)]
pub struct Multiplier {
    /// Clock of the product.
    pub clock: Signal<In, Clock>,
    /// Left operand, two's complement.
    pub a: Signal<In, Bits<18>>,
    /// Right operand, two's complement.
    pub b: Signal<In, Bits<16>>,
    /// Product, two's complement.
    pub product: Signal<Out, Bits<34>>,
}

/// The number whose low `width` bits in two's complement are `bits`.
fn signed(bits: u64, width: u32) -> i64 {
    (bits << (64 - width)) as i64 >> (64 - width)
}

impl Logic for Multiplier {
    fn update(&mut self) {
        if self.clock.pos_edge() {
            let product = signed(self.a.val().to_u64(), 18) * signed(self.b.val().to_u64(), 16);
            self.product.next = bits(product as u64 & ((1 << 34) - 1));
        }
    }

    fn connect(&mut self) {
        self.product.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// comment! (\"block multiplier\nalways @(posedge clock) begin\n    product <= $signed(a) * $signed(b);\nend"
                .into(),
        )
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn products_are_signed_and_one_cycle_late() {
        let mut multiplier = Multiplier::default();
        multiplier.connect_all();
        for (a, b) in [(-131_072_i64, -32_768_i64), (131_071, -32_768), (-1, 1), (77, -3)] {
            multiplier.a.next = bits(a as u64 & 0x3_FFFF);
            multiplier.b.next = bits(b as u64 & 0xFFFF);
            clock_cycle(&mut multiplier, |multiplier| &mut multiplier.clock);
            assert_eq!(signed(multiplier.product.val().to_u64(), 34), a * b);
        }
    }
}
