//! The multiplier of one processing element (PE), with its operands.

use crate::hdl::*;

/// Multiplies an input by a weight; operands and product are registers, as a DSP slice has them.
///
/// Operations without weights multiply by one, so everything behind the multiplier is the same for them.
#[derive(LogicBlock, Default)]
pub struct Element {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// The input of this lane.
    pub lane_input: Signal<In, Bits<16>>,
    /// The input that all lanes share.
    pub shared_input: Signal<In, Bits<16>>,
    /// Takes the shared input.
    pub shared: Signal<In, Bit>,
    /// The weight of this lane.
    pub weight: Signal<In, Bits<16>>,
    /// Takes 1 as weight.
    pub unweighted: Signal<In, Bit>,
    /// The product, two cycles behind its operands.
    pub product: Signal<Out, Signed<32>>,
    input_operand: DFF<Bits<16>>,
    weight_operand: DFF<Bits<16>>,
    result: DFF<Signed<32>>,
}

impl Logic for Element {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block element");
        dff_setup!(self, clock, input_operand, weight_operand, result);
        self.input_operand.d.next = self.lane_input.val();
        if self.shared.val() {
            self.input_operand.d.next = self.shared_input.val();
        }
        self.weight_operand.d.next = self.weight.val();
        if self.unweighted.val() {
            self.weight_operand.d.next = bits::<16>(1);
        }
        self.result.d.next =
            signed_cast(self.input_operand.q.val()) * signed_cast(self.weight_operand.q.val());
        self.product.next = self.result.q.val();
    }
}
