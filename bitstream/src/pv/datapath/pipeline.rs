//! What the lanes of one PV share: addresses and flags of operands on their way through the pipeline.

use super::adder_tree::LEVELS;
use crate::hdl::*;
use isa::ArchConfig;
use isa::ops::{ExecuteOp, flags};

/// Cycles from an operand's consumption to the register before the one that drives the accumulators' read port.
const TO_BASE: usize = 4;

/// Cycles from an operand's consumption to the read port of the scratchpads.
const TO_LINE: usize = 3;

/// Cycles from an operand's consumption to the words of the scratchpads.
const TO_LANE: usize = 4;

/// Stages and flags are numbers in the hardware's text; these are what they come from.
const _: () = assert!(TO_LINE == 3 && TO_LANE == 4 && TO_BASE == 4 && LEVELS == 4);
const _: () = assert!(flags::HORIZONTAL == 1 && flags::CLEAR == 2 && flags::LANES == 4);

/// Delays what the control says about an operand to the stages where it counts.
///
/// The port names count from the cycle `t` in which the operand is consumed. Behind the multiplier operands with the flag
/// `horizontal` take four cycles more, through the adder tree. From there on all operands go one way, in order: the outputs
/// named by `base`, `next` and `operand` are about an operand two cycles, one cycle and none before it is accumulated.
#[derive(LogicBlock)]
pub struct OperandPipeline {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets all operands.
    pub reset: Signal<In, Bit>,
    /// An operand is consumed.
    pub operate: Signal<In, Bit>,
    /// Word address of the input.
    pub input_address: Signal<In, Bits<16>>,
    /// Word address of the weight.
    pub weight_address: Signal<In, Bits<16>>,
    /// Word address of the accumulator.
    pub output_address: Signal<In, Bits<16>>,
    /// `ExecuteOp`.
    pub operation: Signal<In, Bits<4>>,
    /// Flags of the operation.
    pub flags: Signal<In, Bits<4>>,
    /// First operand of its group.
    pub first: Signal<In, Bit>,
    /// Last operand of its group.
    pub last: Signal<In, Bit>,
    /// In `t + 3`: line of the input.
    pub input_line: Signal<Out, Bits<16>>,
    /// In `t + 3`: line of the weights.
    pub weight_line: Signal<Out, Bits<16>>,
    /// In `t + 4`: lane of the input.
    pub input_lane: Signal<Out, Bits<16>>,
    /// In `t + 4`: each lane has its own input.
    pub own_inputs: Signal<Out, Bit>,
    /// In `t + 5`: all lanes share one input.
    pub shared_input: Signal<Out, Bit>,
    /// In `t + 5`: the operation has no weights.
    pub unweighted: Signal<Out, Bit>,
    /// Line of the operand that is accumulated two cycles later.
    pub base_line: Signal<Out, Bits<16>>,
    /// Lane of the next operand's output address.
    pub next_lane: Signal<Out, Bits<16>>,
    /// The next operand is the first of its group.
    pub next_first: Signal<Out, Bit>,
    /// There is a next operand, and it is the last of its group.
    pub next_last: Signal<Out, Bit>,
    /// The next operand sums over all PEs.
    pub next_horizontal: Signal<Out, Bit>,
    /// The next operand's group starts from zero.
    pub next_clear: Signal<Out, Bit>,
    /// The next operand continues from the line of this one.
    pub next_repeats_line: Signal<Out, Bit>,
    /// The next operand continues from the line of the one a cycle before this one.
    pub next_repeats_older_line: Signal<Out, Bit>,
    /// There is an operand to be accumulated.
    pub operand_valid: Signal<Out, Bit>,
    /// The larger of operand and accumulator is kept.
    pub operand_pool: Signal<Out, Bit>,
    /// Its line.
    pub operand_line: Signal<Out, Bits<16>>,
    /// Line of the operand a cycle before.
    pub older_line: Signal<Out, Bits<16>>,

    input_lines: Vec<DFF<Bits<16>>>,
    weight_lines: Vec<DFF<Bits<16>>>,
    input_lanes: Vec<DFF<Bits<16>>>,
    is_shared: DFF<Bit>,
    is_unweighted: DFF<Bit>,
    valid: Vec<DFF<Bit>>,
    firsts: Vec<DFF<Bit>>,
    lasts: Vec<DFF<Bit>>,
    addresses: Vec<DFF<Bits<16>>>,
    operations: Vec<DFF<Bits<4>>>,
    all_flags: Vec<DFF<Bits<4>>>,

    base_valid: DFF<Bit>,
    base_first: DFF<Bit>,
    base_last: DFF<Bit>,
    base_clear: DFF<Bit>,
    base_horizontal: DFF<Bit>,
    base_pool: DFF<Bit>,
    base_lines: DFF<Bits<16>>,
    base_lanes: DFF<Bits<16>>,
    nexts_valid: DFF<Bit>,
    nexts_first: DFF<Bit>,
    nexts_last: DFF<Bit>,
    nexts_clear: DFF<Bit>,
    nexts_horizontal: DFF<Bit>,
    nexts_pool: DFF<Bit>,
    nexts_line: DFF<Bits<16>>,
    nexts_lane: DFF<Bits<16>>,
    operands_valid: DFF<Bit>,
    operands_pool: DFF<Bit>,
    operands_line: DFF<Bits<16>>,
    olders_line: DFF<Bits<16>>,

    through_tree: Signal<Local, Bit>,
    output_address_at_base: Signal<Local, Bits<16>>,
    replaces: Signal<Local, Bit>,
    lane_shift: Constant<Bits<16>>,
    lane_mask: Constant<Bits<16>>,
    line_mask: Constant<Bits<16>>,
    add: Constant<Bits<4>>,
    mul: Constant<Bits<4>>,
    pool: Constant<Bits<4>>,
}

impl OperandPipeline {
    /// The pipeline for lanes and memories of this size.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            operate: Default::default(),
            input_address: Default::default(),
            weight_address: Default::default(),
            output_address: Default::default(),
            operation: Default::default(),
            flags: Default::default(),
            first: Default::default(),
            last: Default::default(),
            input_line: Default::default(),
            weight_line: Default::default(),
            input_lane: Default::default(),
            own_inputs: Default::default(),
            shared_input: Default::default(),
            unweighted: Default::default(),
            base_line: Default::default(),
            next_lane: Default::default(),
            next_first: Default::default(),
            next_last: Default::default(),
            next_horizontal: Default::default(),
            next_clear: Default::default(),
            next_repeats_line: Default::default(),
            next_repeats_older_line: Default::default(),
            operand_valid: Default::default(),
            operand_pool: Default::default(),
            operand_line: Default::default(),
            older_line: Default::default(),
            input_lines: registers(TO_LINE),
            weight_lines: registers(TO_LINE),
            input_lanes: registers(TO_LANE),
            is_shared: Default::default(),
            is_unweighted: Default::default(),
            valid: registers(TO_BASE + LEVELS),
            firsts: registers(TO_BASE + LEVELS),
            lasts: registers(TO_BASE + LEVELS),
            addresses: registers(TO_BASE + LEVELS),
            operations: registers(TO_BASE),
            all_flags: registers(TO_BASE + LEVELS),
            base_valid: Default::default(),
            base_first: Default::default(),
            base_last: Default::default(),
            base_clear: Default::default(),
            base_horizontal: Default::default(),
            base_pool: Default::default(),
            base_lines: Default::default(),
            base_lanes: Default::default(),
            nexts_valid: Default::default(),
            nexts_first: Default::default(),
            nexts_last: Default::default(),
            nexts_clear: Default::default(),
            nexts_horizontal: Default::default(),
            nexts_pool: Default::default(),
            nexts_line: Default::default(),
            nexts_lane: Default::default(),
            operands_valid: Default::default(),
            operands_pool: Default::default(),
            operands_line: Default::default(),
            olders_line: Default::default(),
            through_tree: Default::default(),
            output_address_at_base: Default::default(),
            replaces: Default::default(),
            lane_shift: Constant::new(bits(arch.lanes().trailing_zeros().into())),
            lane_mask: Constant::new(bits(u64::from(arch.lanes()) - 1)),
            line_mask: Constant::new(bits(u64::from(arch.accumulator_words) - 1)),
            add: Constant::new(bits(ExecuteOp::Add as u64)),
            mul: Constant::new(bits(ExecuteOp::Mul as u64)),
            pool: Constant::new(bits(ExecuteOp::Pool as u64)),
        }
    }
}

fn registers<T: Synth>(count: usize) -> Vec<DFF<T>> {
    (0..count).map(|_| Default::default()).collect()
}

impl Logic for OperandPipeline {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block operand_pipeline");
        dff_setup!(self, clock, is_shared, is_unweighted);
        dff_setup!(self, clock, base_valid, base_first, base_last, base_clear, base_horizontal, base_pool);
        dff_setup!(self, clock, base_lines, base_lanes);
        dff_setup!(self, clock, nexts_valid, nexts_first, nexts_last, nexts_clear, nexts_horizontal);
        dff_setup!(self, clock, nexts_pool, nexts_line, nexts_lane);
        dff_setup!(self, clock, operands_valid, operands_pool);
        dff_setup!(self, clock, operands_line, olders_line);

        // Every stage takes what the one before has.
        for i in 0..3 {
            self.input_lines[i].clock.next = self.clock.val();
            self.weight_lines[i].clock.next = self.clock.val();
        }
        for i in 0..4 {
            self.input_lanes[i].clock.next = self.clock.val();
            self.operations[i].clock.next = self.clock.val();
        }
        for i in 0..8 {
            self.all_flags[i].clock.next = self.clock.val();
            self.addresses[i].clock.next = self.clock.val();
            self.valid[i].clock.next = self.clock.val();
            self.firsts[i].clock.next = self.clock.val();
            self.lasts[i].clock.next = self.clock.val();
        }
        for i in 1..3 {
            self.input_lines[i].d.next = self.input_lines[i - 1].q.val();
            self.weight_lines[i].d.next = self.weight_lines[i - 1].q.val();
        }
        for i in 1..4 {
            self.input_lanes[i].d.next = self.input_lanes[i - 1].q.val();
            self.operations[i].d.next = self.operations[i - 1].q.val();
        }
        for i in 1..8 {
            self.all_flags[i].d.next = self.all_flags[i - 1].q.val();
            self.addresses[i].d.next = self.addresses[i - 1].q.val();
            self.valid[i].d.next = self.valid[i - 1].q.val();
            self.firsts[i].d.next = self.firsts[i - 1].q.val();
            self.lasts[i].d.next = self.lasts[i - 1].q.val();
        }

        // Towards the operand registers.
        self.input_lines[0].d.next = self.input_address.val() >> self.lane_shift.val();
        self.weight_lines[0].d.next = self.weight_address.val() >> self.lane_shift.val();
        self.input_lanes[0].d.next = self.input_address.val() & self.lane_mask.val();
        self.input_line.next = self.input_lines[2].q.val();
        self.weight_line.next = self.weight_lines[2].q.val();
        self.input_lane.next = self.input_lanes[3].q.val();
        self.all_flags[0].d.next = self.flags.val();
        self.operations[0].d.next = self.operation.val();
        self.own_inputs.next = self.all_flags[3].q.val().get_bit(0) | self.all_flags[3].q.val().get_bit(2);
        self.is_shared.d.next =
            !(self.all_flags[3].q.val().get_bit(0) | self.all_flags[3].q.val().get_bit(2));
        self.shared_input.next = self.is_shared.q.val();
        self.is_unweighted.d.next =
            (self.operations[3].q.val() == self.add.val()) | (self.operations[3].q.val() == self.pool.val());
        self.unweighted.next = self.is_unweighted.q.val();

        // Towards the accumulators, directly or along the adder tree.
        self.valid[0].d.next = self.operate.val();
        self.firsts[0].d.next = self.first.val();
        self.lasts[0].d.next = self.last.val();
        self.addresses[0].d.next = self.output_address.val();
        // A product that replaces is the first of a group that starts from zero, each time.
        self.replaces.next = self.operations[3].q.val() == self.mul.val();
        self.through_tree.next = self.valid[7].q.val() & self.all_flags[7].q.val().get_bit(0);
        self.base_valid.d.next = self.valid[3].q.val() & !self.all_flags[3].q.val().get_bit(0);
        self.base_first.d.next = self.firsts[3].q.val() | self.replaces.val();
        self.base_last.d.next = self.lasts[3].q.val();
        self.base_clear.d.next = self.all_flags[3].q.val().get_bit(1) | self.replaces.val();
        self.output_address_at_base.next = self.addresses[3].q.val();
        self.base_horizontal.d.next = false;
        self.base_pool.d.next = self.operations[3].q.val() == self.pool.val();
        if self.through_tree.val() {
            self.base_valid.d.next = true;
            self.base_first.d.next = self.firsts[7].q.val();
            self.base_last.d.next = self.lasts[7].q.val();
            self.base_clear.d.next = self.all_flags[7].q.val().get_bit(1);
            self.output_address_at_base.next = self.addresses[7].q.val();
            self.base_horizontal.d.next = true;
            self.base_pool.d.next = false;
        }
        self.base_lines.d.next =
            (self.output_address_at_base.val() >> self.lane_shift.val()) & self.line_mask.val();
        self.base_lanes.d.next = self.output_address_at_base.val() & self.lane_mask.val();
        self.base_line.next = self.base_lines.q.val();

        self.nexts_valid.d.next = self.base_valid.q.val();
        self.nexts_first.d.next = self.base_first.q.val();
        self.nexts_last.d.next = self.base_valid.q.val() & self.base_last.q.val();
        self.nexts_clear.d.next = self.base_clear.q.val();
        self.nexts_horizontal.d.next = self.base_horizontal.q.val();
        self.nexts_pool.d.next = self.base_pool.q.val();
        self.nexts_line.d.next = self.base_lines.q.val();
        self.nexts_lane.d.next = self.base_lanes.q.val();
        self.next_first.next = self.nexts_first.q.val();
        self.next_last.next = self.nexts_last.q.val();
        self.next_clear.next = self.nexts_clear.q.val();
        self.next_horizontal.next = self.nexts_horizontal.q.val();
        self.next_lane.next = self.nexts_lane.q.val();
        self.next_repeats_line.next =
            !self.nexts_clear.q.val() & (self.nexts_line.q.val() == self.operands_line.q.val());
        self.next_repeats_older_line.next =
            !self.nexts_clear.q.val() & (self.nexts_line.q.val() == self.olders_line.q.val());

        self.operands_valid.d.next = self.nexts_valid.q.val();
        self.operands_pool.d.next = self.nexts_pool.q.val();
        self.operands_line.d.next = self.nexts_line.q.val();
        self.olders_line.d.next = self.operands_line.q.val();
        self.operand_valid.next = self.operands_valid.q.val();
        self.operand_pool.next = self.operands_pool.q.val();
        self.operand_line.next = self.operands_line.q.val();
        self.older_line.next = self.olders_line.q.val();

        if self.reset.val() {
            for i in 0..8 {
                self.valid[i].d.next = false;
            }
            self.base_valid.d.next = false;
            self.nexts_valid.d.next = false;
            self.nexts_last.d.next = false;
            self.operands_valid.d.next = false;
        }
    }
}
