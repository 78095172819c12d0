//! The multiplier of one processing element (PE), with its operands.

use crate::hdl::*;

/// Multiplies an input by a weight; operands and product are registers, as a DSP slice has them.
///
/// The input is the sum of the lane's own and the one that all lanes share, one of which is zero: the adder in front of a DSP
/// slice's multiplier chooses where a multiplexer would take 16 LUTs. Operations without weights multiply by one, so everything behind
/// the multiplier is the same for them. A leaf in Verilog, so that synthesis sees the whole slice in one piece.
#[derive(LogicBlock, Default)]
pub struct Element {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// The input of this lane.
    pub lane_input: Signal<In, Bits<16>>,
    /// Ignores it and takes zero.
    pub shared: Signal<In, Bit>,
    /// The input that all lanes share, from a register; zero when each has its own.
    pub shared_operand: Signal<In, Bits<16>>,
    /// The weight of this lane.
    pub weight: Signal<In, Bits<16>>,
    /// Takes 1 as weight.
    pub unweighted: Signal<In, Bit>,
    /// The product, two cycles behind the operands of the lane and one behind the shared one.
    pub product: Signal<Out, Signed<32>>,
    _input_operand: i64,
    _weight_operand: i64,
}

impl Logic for Element {
    fn update(&mut self) {
        if !self.clock.pos_edge() {
            return;
        }
        let word = |word: Bits<16>| i64::from(word.to_u64() as i16);
        let input = self._input_operand + word(self.shared_operand.val());
        self.product.next = signed_cast(bits((input * self._weight_operand) as u64 & 0xFFFF_FFFF));
        self._input_operand = if self.shared.val() { 0 } else { word(self.lane_input.val()) };
        self._weight_operand = if self.unweighted.val() { 1 } else { word(self.weight.val()) };
    }

    fn connect(&mut self) {
        self.product.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// comment! (\"block element\nreg signed [15:0] input_operand;\nreg signed [15:0] weight_operand;\n\
             wire signed [16:0] input_sum = input_operand + $signed(shared_operand);\n\n\
             always @(posedge clock) begin\n    if (shared) begin\n        input_operand <= 16'sd0;\n    end else begin\n        \
             input_operand <= $signed(lane_input);\n    end\n    if (unweighted) begin\n        weight_operand <= 16'sd1;\n    \
             end else begin\n        weight_operand <= $signed(weight);\n    end\n    \
             product <= input_sum * weight_operand;\nend"
                .into(),
        )
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn products_are_of_the_own_or_the_shared_input() {
        let mut element = Element::default();
        element.connect_all();
        element.lane_input.next = bits(0x8000);
        for (shared, operand, unweighted, expected) in
            [(false, 0, false, -32_768 * -3_i64), (true, 7, false, 7 * -3), (true, 7, true, 7)]
        {
            element.weight.next = bits(0xFFFD);
            element.shared.next = shared;
            element.unweighted.next = unweighted;
            element.shared_operand.next = bits(operand);
            for _ in 0..2 {
                clock_cycle(&mut element, |element| &mut element.clock);
            }
            assert_eq!(i64::from(unsigned_cast(element.product.val()).to_u64() as i32), expected);
        }
    }
}
