//! A processing vector: control, datapath and post engine, wired.

use super::control::PvControl;
use super::datapath::Datapath;
use super::post::PostEngine;
use crate::hdl::*;
use isa::ArchConfig;

/// One PV. Its ports are those of its three parts that lead outwards; in which cycle they mean what is in `docs/rtl.md`.
#[derive(LogicBlock)]
pub struct ProcessingVector {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job: everything but memories and the local micro-op buffer.
    pub reset: Signal<In, Bit>,
    /// Appends `command` to the command FIFO.
    pub command_push: Signal<In, Bit>,
    /// Kind in bits 2..0, bits 45..16 of the micro-op's word above.
    pub command: Signal<In, Bits<33>>,
    /// Sets the timelines to zero.
    pub clear_timelines: Signal<In, Bit>,
    /// Complete transfers of the input channel.
    pub inputs_completed: Signal<In, Bits<24>>,
    /// Complete transfers of the weight channel.
    pub weights_completed: Signal<In, Bits<24>>,
    /// Complete transfers of the parameter channel.
    pub parameters_completed: Signal<In, Bits<24>>,
    /// Signalling operations that the input channel's transfer needs.
    pub input_sums_needed: Signal<In, Bits<32>>,
    /// Signalling `act`s that the input channel's transfer needs.
    pub input_drains_needed: Signal<In, Bits<32>>,
    /// Signalling operations that the weight channel's transfer needs.
    pub weight_sums_needed: Signal<In, Bits<32>>,
    /// Signalling `act`s that the weight channel's transfer needs.
    pub weight_drains_needed: Signal<In, Bits<32>>,
    /// Signalling operations that the parameter channel's transfer needs.
    pub parameter_sums_needed: Signal<In, Bits<32>>,
    /// Signalling `act`s that the parameter channel's transfer needs.
    pub parameter_drains_needed: Signal<In, Bits<32>>,
    /// Signalling operations that the output channel's transfer needs.
    pub output_sums_needed: Signal<In, Bits<32>>,
    /// Signalling `act`s that the output channel's transfer needs.
    pub output_drains_needed: Signal<In, Bits<32>>,
    /// Words for the scratchpads, bank `b`'s in word `b`.
    pub load_words: Signal<In, Bits<256>>,
    /// Banks that are written.
    pub load_banks: Signal<In, Bits<16>>,
    /// The line that each bank takes.
    pub load_lines: Signal<In, Bits<256>>,
    /// The load is for the input scratchpad.
    pub input_write: Signal<In, Bit>,
    /// The load is for the weight scratchpads.
    pub weight_write: Signal<In, Bit>,
    /// Words for the requantisation entries, rotated to their banks.
    pub parameter_words: Signal<In, Bits<128>>,
    /// As of [`EntryRows`](super::post::EntryRows), one for all PVs.
    pub entry_banks: Signal<In, Bits<8>>,
    /// Likewise.
    pub entry_rows: Signal<In, Bits<128>>,
    /// The load is for this PV.
    pub parameter_write: Signal<In, Bit>,
    /// As of [`TableDelay`](super::post::TableDelay), one for all PVs.
    pub table_words: Signal<In, Bits<128>>,
    /// Likewise.
    pub table_banks: Signal<In, Bits<8>>,
    /// Likewise.
    pub table_rows: Signal<In, Bits<64>>,
    /// The output channel takes the beat.
    pub beat_pop: Signal<In, Bit>,
    /// No room in the command FIFO.
    pub command_full: Signal<Out, Bit>,
    /// Channels whose transfers have what they need of this PV.
    pub channel_ready: Signal<Out, Bits<4>>,
    /// There is a beat in the output FIFO.
    pub beat_valid: Signal<Out, Bit>,
    /// Its words.
    pub beat_words: Signal<Out, Bits<128>>,
    /// How many of them.
    pub beat_count: Signal<Out, Bits<4>>,
    /// Nothing to do, and nothing on its way to the accumulators or the output channel.
    pub idle: Signal<Out, Bit>,
    /// In the cycle before a command was taken, an operand consumed or an accumulator read.
    pub moved: Signal<Out, Bit>,
    /// In the cycle before operands were consumed.
    pub busy: Signal<Out, Bit>,
    /// And weights among them.
    pub multiplies: Signal<Out, Bit>,
    /// In the cycle before the operation lacked an input.
    pub stalled_input: Signal<Out, Bit>,
    /// It lacked a weight.
    pub stalled_weight: Signal<Out, Bit>,
    /// It lacked an accumulator.
    pub stalled_output: Signal<Out, Bit>,
    /// There was no operation.
    pub without_operation: Signal<Out, Bit>,
    /// The operation waited out the switch from `horizontal`.
    pub switches: Signal<Out, Bit>,
    control: PvControl,
    datapath: Datapath,
    post: PostEngine,
}

impl ProcessingVector {
    /// A PV of the given array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            command_push: Default::default(),
            command: Default::default(),
            clear_timelines: Default::default(),
            inputs_completed: Default::default(),
            weights_completed: Default::default(),
            parameters_completed: Default::default(),
            input_sums_needed: Default::default(),
            input_drains_needed: Default::default(),
            weight_sums_needed: Default::default(),
            weight_drains_needed: Default::default(),
            parameter_sums_needed: Default::default(),
            parameter_drains_needed: Default::default(),
            output_sums_needed: Default::default(),
            output_drains_needed: Default::default(),
            load_words: Default::default(),
            load_banks: Default::default(),
            load_lines: Default::default(),
            input_write: Default::default(),
            weight_write: Default::default(),
            parameter_words: Default::default(),
            entry_banks: Default::default(),
            entry_rows: Default::default(),
            parameter_write: Default::default(),
            table_words: Default::default(),
            table_banks: Default::default(),
            table_rows: Default::default(),
            beat_pop: Default::default(),
            command_full: Default::default(),
            channel_ready: Default::default(),
            beat_valid: Default::default(),
            beat_words: Default::default(),
            beat_count: Default::default(),
            idle: Default::default(),
            moved: Default::default(),
            busy: Default::default(),
            multiplies: Default::default(),
            stalled_input: Default::default(),
            stalled_weight: Default::default(),
            stalled_output: Default::default(),
            without_operation: Default::default(),
            switches: Default::default(),
            control: PvControl::new(arch),
            datapath: Datapath::new(arch),
            post: PostEngine::new(arch),
        }
    }
}

impl Logic for ProcessingVector {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block processing_vector");
        clock!(self, clock, control, datapath, post);

        // From outside.
        self.control.reset.next = self.reset.val();
        self.datapath.reset.next = self.reset.val();
        self.post.reset.next = self.reset.val();
        self.control.command_push.next = self.command_push.val();
        self.control.command.next = self.command.val();
        self.control.clear_timelines.next = self.clear_timelines.val();
        self.control.inputs_completed.next = self.inputs_completed.val();
        self.control.weights_completed.next = self.weights_completed.val();
        self.control.parameters_completed.next = self.parameters_completed.val();
        self.control.input_sums_needed.next = self.input_sums_needed.val();
        self.control.input_drains_needed.next = self.input_drains_needed.val();
        self.control.weight_sums_needed.next = self.weight_sums_needed.val();
        self.control.weight_drains_needed.next = self.weight_drains_needed.val();
        self.control.parameter_sums_needed.next = self.parameter_sums_needed.val();
        self.control.parameter_drains_needed.next = self.parameter_drains_needed.val();
        self.control.output_sums_needed.next = self.output_sums_needed.val();
        self.control.output_drains_needed.next = self.output_drains_needed.val();
        self.datapath.load_words.next = self.load_words.val();
        self.datapath.load_banks.next = self.load_banks.val();
        self.datapath.load_lines.next = self.load_lines.val();
        self.datapath.input_write.next = self.input_write.val();
        self.datapath.weight_write.next = self.weight_write.val();
        self.post.parameter_words.next = self.parameter_words.val();
        self.post.entry_banks.next = self.entry_banks.val();
        self.post.entry_rows.next = self.entry_rows.val();
        self.post.parameter_write.next = self.parameter_write.val();
        self.post.table_words.next = self.table_words.val();
        self.post.table_banks.next = self.table_banks.val();
        self.post.table_rows.next = self.table_rows.val();
        self.post.beat_pop.next = self.beat_pop.val();

        // Control to datapath.
        self.datapath.operate.next = self.control.operate.val();
        self.datapath.input_address.next = self.control.input_address.val();
        self.datapath.weight_address.next = self.control.weight_address.val();
        self.datapath.output_address.next = self.control.output_address.val();
        self.datapath.operation.next = self.control.operation.val();
        self.datapath.flags.next = self.control.flags.val();
        self.datapath.first.next = self.control.first.val();
        self.datapath.last.next = self.control.last.val();
        self.datapath.drain_address.next = self.control.drain_address.val();

        // Post engine with control and datapath.
        self.post.act_valid.next = self.control.act_valid.val();
        self.post.act_ready.next = self.control.act_ready.val();
        self.post.act_clamp_low.next = self.control.act_clamp_low.val();
        self.post.act_clamp_high.next = self.control.act_clamp_high.val();
        self.post.act_table.next = self.control.act_table.val();
        self.post.act_parameter_base.next = self.control.act_parameter_base.val();
        self.post.drain_valid.next = self.control.drain_valid.val();
        self.post.drain_address.next = self.control.drain_address.val();
        self.post.drain_pass_ends.next = self.control.drain_pass_ends.val();
        self.post.drain_last.next = self.control.drain_last.val();
        self.post.drain_word.next = self.datapath.drain_word.val();
        self.control.drain_pop.next = self.post.drain_pop.val();
        self.control.act_done.next = self.post.act_done.val();
        self.control.post_idle.next = self.post.post_idle.val();

        // To the outside.
        self.command_full.next = self.control.command_full.val();
        self.channel_ready.next = self.control.channel_ready.val();
        self.beat_valid.next = self.post.beat_valid.val();
        self.beat_words.next = self.post.beat_words.val();
        self.beat_count.next = self.post.beat_count.val();
        self.idle.next = self.control.idle.val();
        self.moved.next = self.control.moved.val();
        self.busy.next = self.control.busy.val();
        self.multiplies.next = self.control.multiplies.val();
        self.stalled_input.next = self.control.stalled_input.val();
        self.stalled_weight.next = self.control.stalled_weight.val();
        self.stalled_output.next = self.control.stalled_output.val();
        self.without_operation.next = self.control.without_operation.val();
        self.switches.next = self.control.switches.val();
    }
}
