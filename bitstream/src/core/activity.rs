//! Sums over all PVs of what each was doing, for the counters.

use crate::hdl::*;

/// Counts PVs, one cycle behind their flags, in cycles of the job only.
#[derive(LogicBlock, Default)]
pub struct Activity {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// A job starts.
    pub reset: Signal<In, Bit>,
    /// This is a cycle of the job. What follows is one cycle late.
    pub running: Signal<In, Bit>,
    /// The sequencer waits for room in the FIFO of the input channel, the weight or parameter channel, the output channel.
    pub blocked: Signal<In, Bits<3>>,
    /// PVs that multiply.
    pub multiplies: Signal<In, Bits<16>>,
    /// PVs stalled for an input.
    pub stalled_input: Signal<In, Bits<16>>,
    /// PVs stalled for a weight.
    pub stalled_weight: Signal<In, Bits<16>>,
    /// PVs stalled for an output.
    pub stalled_output: Signal<In, Bits<16>>,
    /// PVs without an operation.
    pub without_operation: Signal<In, Bits<16>>,
    /// PVs whose operation waits out the switch from `horizontal`. They wait for nothing else, whatever the sequencer does.
    pub switches: Signal<In, Bits<16>>,
    /// Number of those.
    pub multiply_count: Signal<Out, Bits<5>>,
    /// Number of those.
    pub input_count: Signal<Out, Bits<5>>,
    /// Number of those.
    pub weight_count: Signal<Out, Bits<5>>,
    /// Number of those.
    pub output_count: Signal<Out, Bits<5>>,
    /// Number of PVs that switch, or are without an operation because they have no micro-op; the others wait for what the
    /// sequencer waits for.
    pub micro_op_count: Signal<Out, Bits<5>>,
    was_running: DFF<Bit>,
    multiplies_sum: DFF<Bits<5>>,
    multiplies_ones: Ones,
    stalled_input_sum: DFF<Bits<5>>,
    stalled_input_ones: Ones,
    stalled_weight_sum: DFF<Bits<5>>,
    stalled_weight_ones: Ones,
    stalled_output_sum: DFF<Bits<5>>,
    stalled_output_ones: Ones,
    without_operation_sum: DFF<Bits<5>>,
    without_operation_ones: Ones,
}

impl Logic for Activity {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block activity");
        dff_setup!(
            self,
            clock,
            was_running,
            multiplies_sum,
            stalled_input_sum,
            stalled_weight_sum,
            stalled_output_sum,
            without_operation_sum
        );
        self.was_running.d.next = self.running.val() & !self.reset.val();
        self.multiplies_ones.flags.next = self.multiplies.val();
        self.stalled_input_ones.flags.next = self.stalled_input.val();
        self.stalled_weight_ones.flags.next = self.stalled_weight.val();
        self.stalled_output_ones.flags.next = self.stalled_output.val();
        self.without_operation_ones.flags.next = self.without_operation.val() | self.switches.val();
        // Without an operation a PV waits for what the sequencer waits for.
        if self.blocked.val().any() {
            self.without_operation_ones.flags.next = self.switches.val();
        }
        if self.blocked.val().get_bit(0) {
            self.stalled_input_ones.flags.next = self.stalled_input.val() | self.without_operation.val();
        }
        if self.blocked.val().get_bit(1) {
            self.stalled_weight_ones.flags.next = self.stalled_weight.val() | self.without_operation.val();
        }
        if self.blocked.val().get_bit(2) {
            self.stalled_output_ones.flags.next = self.stalled_output.val() | self.without_operation.val();
        }
        self.multiplies_sum.d.next = bits::<5>(0);
        self.multiply_count.next = self.multiplies_sum.q.val();
        self.stalled_input_sum.d.next = bits::<5>(0);
        self.input_count.next = self.stalled_input_sum.q.val();
        self.stalled_weight_sum.d.next = bits::<5>(0);
        self.weight_count.next = self.stalled_weight_sum.q.val();
        self.stalled_output_sum.d.next = bits::<5>(0);
        self.output_count.next = self.stalled_output_sum.q.val();
        self.without_operation_sum.d.next = bits::<5>(0);
        self.micro_op_count.next = self.without_operation_sum.q.val();
        if self.was_running.q.val() {
            self.multiplies_sum.d.next = self.multiplies_ones.count.val();
            self.stalled_input_sum.d.next = self.stalled_input_ones.count.val();
            self.stalled_weight_sum.d.next = self.stalled_weight_ones.count.val();
            self.stalled_output_sum.d.next = self.stalled_output_ones.count.val();
            self.without_operation_sum.d.next = self.without_operation_ones.count.val();
        }
    }
}

/// The number of ones, in a form from which synthesis makes a tree.
#[derive(LogicBlock, Default)]
struct Ones {
    /// Flags.
    pub flags: Signal<In, Bits<16>>,
    /// How many are set.
    pub count: Signal<Out, Bits<5>>,
}

impl Logic for Ones {
    fn update(&mut self) {
        self.count.next = bits(u64::from(self.flags.val().to_u64().count_ones()));
    }

    fn connect(&mut self) {
        self.count.connect();
    }

    fn hdl(&self) -> Verilog {
        let flags: Vec<String> = (0..16).map(|bit| format!("{{4'd0, flags[{bit}]}}")).collect();
        Verilog::Custom(format!(
            "// comment! (\"block ones\nalways @(*) begin\n    count = {};\nend",
            flags.join(" + ")
        ))
    }
}
