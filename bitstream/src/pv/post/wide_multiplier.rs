//! The product of a sum and a multiplier in two DSP slices, the second of which adds what the first carries.

use crate::hdl::*;

/// `product` is `a * b` of two cycles before, all of them signed.
///
/// The sum is cut in two halves of 24 bits: with a sign bit each fits the 25 bits of a slice. A leaf in Verilog, because rust-hdl multiplies
/// 16x16 bits only. The operands should come from registers.
#[derive(LogicBlock, Default)]
pub struct WideMultiplier {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Left operand, two's complement.
    pub a: Signal<In, Bits<48>>,
    /// Right operand, two's complement.
    pub b: Signal<In, Bits<16>>,
    /// Product, two's complement: -2^47 * -2^15 needs all of its bits.
    pub product: Signal<Out, Bits<64>>,
    _halves: i64,
}

impl Logic for WideMultiplier {
    fn update(&mut self) {
        if self.clock.pos_edge() {
            let a = (self.a.val().to_u64() << 16) as i64 >> 16;
            self.product.next = bits(self._halves as u64);
            self._halves = a * i64::from(self.b.val().to_u64() as i16);
        }
    }

    fn connect(&mut self) {
        self.product.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// comment! (\"block wide_multiplier\nreg signed [40:0] low;\nreg signed [39:0] high;\nreg signed [39:0] sum;\n\
             reg [23:0] low_bits;\n\nalways @(*) begin\n    product = {sum, low_bits};\nend\n\nalways @(posedge clock) begin\n    \
             low <= $signed({1'b0, a[23:0]}) * $signed(b);\n    high <= $signed(a[47:24]) * $signed(b);\n    \
             sum <= high + $signed(low[40:24]);\n    low_bits <= low[23:0];\nend"
                .into(),
        )
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn products_are_signed_and_two_cycles_late() {
        let mut multiplier = WideMultiplier::default();
        multiplier.connect_all();
        let most = (1_i64 << 47) - 1;
        for (a, b) in
            [(-most - 1, -32_768), (most, -32_768), (most, 32_767), (-1, 1), (-(1 << 24), 3), (77, -3_i64)]
        {
            multiplier.a.next = bits(a as u64 & 0xFFFF_FFFF_FFFF);
            multiplier.b.next = bits(b as u64 & 0xFFFF);
            for _ in 0..2 {
                clock_cycle(&mut multiplier, |multiplier| &mut multiplier.clock);
            }
            assert_eq!(multiplier.product.val().to_u64() as i64, a * b, "{a} * {b}");
        }
    }
}
