//! Everything of a PV that holds or computes operands: scratchpads, PEs, adder tree, accumulators.
//!
//! An operand consumed in cycle `t` reads the scratchpads in `t + 3`, is selected in `t + 5`, multiplied in `t + 6` and
//! accumulated in `t + 7`. With the flag `horizontal` the products go through the adder tree, and their sum is accumulated in
//! `t + 11`. What the last operand of a group makes of an accumulator is stored in the copy that is drained in `t + 8`, or `t + 12`.
//!
//! Which operands are consumed, and when, is the control's business: it also keeps operands without `horizontal` more than
//! four cycles behind those with it, so that both kinds meet in order at the accumulators. What the PEs' multipliers do is
//! in [`element`], what becomes of products in [`accumulators`].

pub mod accumulators;
pub mod adder_tree;
pub mod element;
pub mod gated_memory;
pub mod load_lines;
pub mod pipeline;
pub mod scratchpad;

use crate::hdl::*;
use accumulators::LaneAccumulators;
use adder_tree::{AdderNode, SUM_BITS};
use element::Element;
use isa::ArchConfig;
use pipeline::OperandPipeline;
use scratchpad::ScratchpadBank;

/// The datapath of one PV.
#[derive(LogicBlock)]
pub struct Datapath {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets the operands on their way; memories keep their contents.
    pub reset: Signal<In, Bit>,
    /// In `d + 2`: the word for each bank.
    pub load_words: Signal<In, Bits<256>>,
    /// In `d + 2`: the banks that take their word.
    pub load_banks: Signal<In, Bits<16>>,
    /// In `d + 2`: the line that each bank writes.
    pub load_lines: Signal<In, Bits<256>>,
    /// In `d + 2`: the words are for the input scratchpad.
    pub input_write: Signal<In, Bit>,
    /// In `d + 2`: the words are for the weight scratchpad.
    pub weight_write: Signal<In, Bit>,
    /// In `t`: an operand pair is consumed.
    pub operate: Signal<In, Bit>,
    /// In `t`: word address of the input.
    pub input_address: Signal<In, Bits<16>>,
    /// In `t`: word address of the weight.
    pub weight_address: Signal<In, Bits<16>>,
    /// In `t`: word address of the accumulator; the same for all operands of a group.
    pub output_address: Signal<In, Bits<16>>,
    /// In `t`: the [`isa::ops::ExecuteOp`].
    pub operation: Signal<In, Bits<4>>,
    /// In `t`: the [`isa::ops::flags`].
    pub flags: Signal<In, Bits<4>>,
    /// In `t`: first operand of its group.
    pub first: Signal<In, Bit>,
    /// In `t`: last operand of its group.
    pub last: Signal<In, Bit>,
    /// In `u`: word address of the accumulator to be drained.
    pub drain_address: Signal<In, Bits<16>>,
    /// In `u + 3`: what it holds.
    pub drain_word: Signal<Out, Bits<48>>,

    loaded_words: DFF<Bits<256>>,
    loaded_lines: DFF<Bits<256>>,
    loads_inputs: DFF<Bits<16>>,
    loads_weights: DFF<Bits<16>>,
    pipeline: OperandPipeline,
    inputs: Vec<ScratchpadBank>,
    weights: Vec<ScratchpadBank>,
    elements: Vec<Element>,
    shared_input: Signal<Local, Bits<16>>,
    shared_operand: DFF<Bits<16>>,
    leaves: Vec<Signal<Local, Signed<32>>>,
    tree: Vec<AdderNode>,
    accumulators: Vec<LaneAccumulators>,
    drained_line: DFF<Bits<16>>,
    drained_lane: DFF<Bits<16>>,
    drained: Signal<Local, Bits<48>>,
    drained_word: DFF<Bits<48>>,
    lane_shift: Constant<Bits<16>>,
    lane_mask: Constant<Bits<16>>,
    no_product: Constant<Signed<32>>,
    _lane_count: usize,
    _pe_count: usize,
}

impl Datapath {
    /// The datapath of an array's PVs.
    pub fn new(arch: &ArchConfig) -> Self {
        let lanes = arch.lanes();
        Self {
            clock: Default::default(),
            reset: Default::default(),
            load_words: Default::default(),
            load_banks: Default::default(),
            load_lines: Default::default(),
            input_write: Default::default(),
            weight_write: Default::default(),
            operate: Default::default(),
            input_address: Default::default(),
            weight_address: Default::default(),
            output_address: Default::default(),
            operation: Default::default(),
            flags: Default::default(),
            first: Default::default(),
            last: Default::default(),
            drain_address: Default::default(),
            drain_word: Default::default(),
            loaded_words: Default::default(),
            loaded_lines: Default::default(),
            loads_inputs: Default::default(),
            loads_weights: Default::default(),
            pipeline: OperandPipeline::new(arch),
            inputs: (0..lanes).map(|_| ScratchpadBank::new(arch.input_words)).collect(),
            weights: (0..lanes).map(|_| ScratchpadBank::new(arch.weight_words)).collect(),
            elements: (0..arch.pe_count).map(|_| Element::default()).collect(),
            shared_input: Default::default(),
            shared_operand: Default::default(),
            leaves: (0..16).map(|_| Default::default()).collect(),
            tree: (0..15).map(|_| AdderNode::default()).collect(),
            accumulators: (0..lanes)
                .map(|lane| LaneAccumulators::new(arch.accumulator_words, lane < arch.pe_count))
                .collect(),
            drained_line: Default::default(),
            drained_lane: Default::default(),
            drained: Default::default(),
            drained_word: Default::default(),
            lane_shift: Constant::new(bits(lanes.trailing_zeros().into())),
            lane_mask: Constant::new(bits(u64::from(lanes) - 1)),
            no_product: Constant::new(signed_cast(bits(0))),
            _lane_count: lanes as usize,
            _pe_count: arch.pe_count as usize,
        }
    }
}

impl Logic for Datapath {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block datapath");
        dff_setup!(self, clock, loaded_words, loaded_lines, loads_inputs, loads_weights, shared_operand);
        dff_setup!(self, clock, drained_line, drained_lane, drained_word);

        self.pipeline.clock.next = self.clock.val();
        self.pipeline.reset.next = self.reset.val();
        self.pipeline.operate.next = self.operate.val();
        self.pipeline.input_address.next = self.input_address.val();
        self.pipeline.weight_address.next = self.weight_address.val();
        self.pipeline.output_address.next = self.output_address.val();
        self.pipeline.operation.next = self.operation.val();
        self.pipeline.flags.next = self.flags.val();
        self.pipeline.first.next = self.first.val();
        self.pipeline.last.next = self.last.val();

        // Scratchpads.
        self.loaded_words.d.next = self.load_words.val();
        self.loaded_lines.d.next = self.load_lines.val();
        self.loads_inputs.d.next = self.load_banks.val();
        if !self.input_write.val() | self.reset.val() {
            self.loads_inputs.d.next = 0.into();
        }
        self.loads_weights.d.next = self.load_banks.val();
        if !self.weight_write.val() | self.reset.val() {
            self.loads_weights.d.next = 0.into();
        }
        self.shared_input.next = bits::<16>(0);
        for i in 0..self._lane_count {
            self.inputs[i].clock.next = self.clock.val();
            self.inputs[i].write.next = self.loads_inputs.q.val().get_bit(i);
            self.inputs[i].write_line.next = self.loaded_lines.q.val().get_bits::<16>(i * 16);
            self.inputs[i].write_word.next = self.loaded_words.q.val().get_bits::<16>(i * 16);
            self.inputs[i].read_line.next = self.pipeline.input_line.val();
            self.inputs[i].keep.next =
                self.pipeline.own_inputs.val() | (self.pipeline.input_lane.val() == i.to_bits());
            self.shared_input.next = self.shared_input.val() | self.inputs[i].word.val();
            self.weights[i].clock.next = self.clock.val();
            self.weights[i].write.next = self.loads_weights.q.val().get_bit(i);
            self.weights[i].write_line.next = self.loaded_lines.q.val().get_bits::<16>(i * 16);
            self.weights[i].write_word.next = self.loaded_words.q.val().get_bits::<16>(i * 16);
            self.weights[i].read_line.next = self.pipeline.weight_line.val();
            self.weights[i].keep.next = true;
        }

        // Products.
        self.shared_operand.d.next = self.shared_input.val();
        if !self.pipeline.shared_input.val() {
            self.shared_operand.d.next = 0.into();
        }
        for i in 0..16 {
            self.leaves[i].next = self.no_product.val();
        }
        for i in 0..self._pe_count {
            self.elements[i].clock.next = self.clock.val();
            self.elements[i].lane_input.next = self.inputs[i].word.val();
            self.elements[i].shared_operand.next = self.shared_operand.q.val();
            self.elements[i].shared.next = self.pipeline.shared_input.val();
            self.elements[i].weight.next = self.weights[i].word.val();
            self.elements[i].unweighted.next = self.pipeline.unweighted.val();
            self.leaves[i].next = self.elements[i].product.val();
        }
        for i in 0..8 {
            self.tree[i + 7].left.next = signed_bit_cast::<SUM_BITS, 32>(self.leaves[i * 2].val());
            self.tree[i + 7].right.next = signed_bit_cast::<SUM_BITS, 32>(self.leaves[i * 2 + 1].val());
        }
        for i in 0..7 {
            self.tree[i].left.next = self.tree[i * 2 + 1].sum.val();
            self.tree[i].right.next = self.tree[i * 2 + 2].sum.val();
        }
        for i in 0..15 {
            self.tree[i].clock.next = self.clock.val();
        }

        // Accumulators.
        self.drained_line.d.next = self.drain_address.val() >> self.lane_shift.val();
        self.drained_lane.d.next = self.drain_address.val() & self.lane_mask.val();
        self.drained.next = bits::<48>(0);
        for i in 0..self._lane_count {
            self.accumulators[i].clock.next = self.clock.val();
            self.accumulators[i].base_line.next = self.pipeline.base_line.val();
            self.accumulators[i].next_lane_matches.next = self.pipeline.next_lane.val() == i.to_bits();
            self.accumulators[i].next_first.next = self.pipeline.next_first.val();
            self.accumulators[i].next_last.next = self.pipeline.next_last.val();
            self.accumulators[i].next_horizontal.next = self.pipeline.next_horizontal.val();
            self.accumulators[i].next_clear.next = self.pipeline.next_clear.val();
            self.accumulators[i].next_repeats_line.next = self.pipeline.next_repeats_line.val();
            self.accumulators[i].next_repeats_older_line.next = self.pipeline.next_repeats_older_line.val();
            self.accumulators[i].operate.next = self.pipeline.operand_valid.val();
            self.accumulators[i].pool.next = self.pipeline.operand_pool.val();
            self.accumulators[i].line.next = self.pipeline.operand_line.val();
            self.accumulators[i].older_line.next = self.pipeline.older_line.val();
            self.accumulators[i].product.next = self.leaves[i].val();
            self.accumulators[i].products.next = self.tree[0].sum.val();
            self.accumulators[i].drain_line.next = self.drained_line.q.val();
            self.accumulators[i].drains.next = self.drained_lane.q.val() == i.to_bits();
            self.drained.next = self.drained.val() | self.accumulators[i].drain_word.val();
        }
        self.drained_word.d.next = self.drained.val();
        self.drain_word.next = self.drained_word.q.val();
    }
}
