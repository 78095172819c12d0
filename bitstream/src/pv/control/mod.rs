//! The control of a processing vector: command FIFO, front end, address generators, the execute engine's sequencing
//! and timelines. No data passes through here.
//!
//! ```text
//! command FIFO ─▶ front end ─┬─▶ generators with address FIFOs ─▶ to datapath and post engine
//!                            ├─▶ queue of operations ─▶ execute ─▶ to datapath
//!                            └─▶ queue of acts ─▶ to post engine
//! ```
//!
//! What happens in which cycle is in `docs/machine.md`; outputs with the cycle of consumption (`operate` and what
//! belongs to it, `act_ready`, `channel_ready`, `idle`) follow their inputs in the same cycle, all others are registers.

mod act_queue;
mod address_source;
pub(crate) mod command_queue;
mod configuration_port;
mod execute;
mod front_end;
mod operation_queue;
pub(crate) mod queue;
mod timelines;

use crate::hdl::*;
use act_queue::ActQueue;
use address_source::{ADDRESS_BITS, AddressSource, REGISTER_BITS};
use command_queue::{COMMAND_BITS, CommandQueue};
pub use configuration_port::RESTORE_CYCLES;
use execute::Execute;
use front_end::FrontEnd;
use isa::ArchConfig;
use timelines::{COUNT_BITS, Timelines};

/// Input, weight, output, drain: as in [`isa::ops::Generator`].
const GENERATORS: usize = 4;

/// The control of one PV.
#[derive(LogicBlock)]
pub struct PvControl {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job: everything but the local micro-op buffer.
    pub reset: Signal<In, Bit>,
    /// Appends `command` to the command FIFO.
    pub command_push: Signal<In, Bit>,
    /// Kind in bits 2..0, bits 45..16 of the micro-op's word above.
    pub command: Signal<In, Bits<COMMAND_BITS>>,
    /// Sets the timelines to zero.
    pub clear_timelines: Signal<In, Bit>,
    /// Complete transfers of the input channel.
    pub inputs_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// Complete transfers of the weight channel.
    pub weights_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// Complete transfers of the parameter channel.
    pub parameters_completed: Signal<In, Bits<REGISTER_BITS>>,
    /// Signalling operations that the input channel's transfer needs.
    pub input_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling `act`s that the input channel's transfer needs.
    pub input_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling operations that the weight channel's transfer needs.
    pub weight_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling `act`s that the weight channel's transfer needs.
    pub weight_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling operations that the parameter channel's transfer needs.
    pub parameter_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling `act`s that the parameter channel's transfer needs.
    pub parameter_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling operations that the output channel's transfer needs.
    pub output_sums_needed: Signal<In, Bits<COUNT_BITS>>,
    /// Signalling `act`s that the output channel's transfer needs.
    pub output_drains_needed: Signal<In, Bits<COUNT_BITS>>,
    /// The post engine takes the drain address.
    pub drain_pop: Signal<In, Bit>,
    /// It was the last one of the `act`, which leaves the queue.
    pub act_done: Signal<In, Bit>,
    /// The post engine has nothing under way, its output FIFO included.
    pub post_idle: Signal<In, Bit>,
    /// No room in the command FIFO.
    pub command_full: Signal<Out, Bit>,
    /// Channels whose transfers have what they need of this PV.
    pub channel_ready: Signal<Out, Bits<4>>,
    /// Operands are consumed in this cycle; the next signals say which and what for.
    pub operate: Signal<Out, Bit>,
    /// Word of the input scratchpad.
    pub input_address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// Word of the weight scratchpad.
    pub weight_address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// Word of the accumulators.
    pub output_address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// As in [`isa::ops::ExecuteOp`].
    pub operation: Signal<Out, Bits<4>>,
    /// As in [`isa::ops::flags`].
    pub flags: Signal<Out, Bits<4>>,
    /// The first operands of their output address.
    pub first: Signal<Out, Bit>,
    /// The last operands of their output address.
    pub last: Signal<Out, Bit>,
    /// There is an `act`; the next signals are its.
    pub act_valid: Signal<Out, Bit>,
    /// Lower bound.
    pub act_clamp_low: Signal<Out, Bits<16>>,
    /// Upper bound.
    pub act_clamp_high: Signal<Out, Bits<16>>,
    /// 0 none, else the table's slot plus 1.
    pub act_table: Signal<Out, Bits<2>>,
    /// Requantisation entry of lane 0.
    pub act_parameter_base: Signal<Out, Bits<16>>,
    /// The `act` has what it needs.
    pub act_ready: Signal<Out, Bit>,
    /// There is a drain address.
    pub drain_valid: Signal<Out, Bit>,
    /// Word of the accumulators.
    pub drain_address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The last address of its innermost pass.
    pub drain_pass_ends: Signal<Out, Bit>,
    /// The last address of its generation.
    pub drain_last: Signal<Out, Bit>,
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
    /// In the cycle before its operation waited out the switch from `horizontal`.
    pub switches: Signal<Out, Bit>,
    command_queue: CommandQueue,
    front_end: FrontEnd,
    sources: [AddressSource; GENERATORS],
    execute: Execute,
    acts: ActQueue,
    timelines: Timelines,
    moves: DFF<Bit>,
    /// One bit each.
    shadows_free: [Signal<Local, Bits<GENERATORS>>; GENERATORS],
    generators_written: Signal<Local, Bits<GENERATORS>>,
    generators_started: Signal<Local, Bits<GENERATORS>>,
    generators_stopped: Signal<Local, Bits<GENERATORS>>,
    modifiers: Signal<Local, Bits<4>>,
}

impl PvControl {
    /// The control of a PV of the given array.
    pub fn new(arch: &ArchConfig) -> Self {
        let source = |_| AddressSource::new(arch.address_fifo_depth as usize);
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
            drain_pop: Default::default(),
            act_done: Default::default(),
            post_idle: Default::default(),
            command_full: Default::default(),
            channel_ready: Default::default(),
            operate: Default::default(),
            input_address: Default::default(),
            weight_address: Default::default(),
            output_address: Default::default(),
            operation: Default::default(),
            flags: Default::default(),
            first: Default::default(),
            last: Default::default(),
            act_valid: Default::default(),
            act_clamp_low: Default::default(),
            act_clamp_high: Default::default(),
            act_table: Default::default(),
            act_parameter_base: Default::default(),
            act_ready: Default::default(),
            drain_valid: Default::default(),
            drain_address: Default::default(),
            drain_pass_ends: Default::default(),
            drain_last: Default::default(),
            idle: Default::default(),
            moved: Default::default(),
            busy: Default::default(),
            multiplies: Default::default(),
            stalled_input: Default::default(),
            stalled_weight: Default::default(),
            stalled_output: Default::default(),
            without_operation: Default::default(),
            switches: Default::default(),
            command_queue: CommandQueue::new(arch.command_fifo_depth as usize),
            front_end: FrontEnd::new(arch.local_micro_ops as usize),
            sources: std::array::from_fn(source),
            execute: Default::default(),
            acts: Default::default(),
            timelines: Default::default(),
            moves: Default::default(),
            shadows_free: Default::default(),
            generators_written: Default::default(),
            generators_started: Default::default(),
            generators_stopped: Default::default(),
            modifiers: Default::default(),
        }
    }
}

impl Logic for PvControl {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block pv_control");
        clock!(self, clock, command_queue, front_end, execute, acts, timelines);
        dff_setup!(self, clock, moves);

        // Commands.
        self.command_queue.reset.next = self.reset.val();
        self.command_queue.push.next = self.command_push.val();
        self.command_queue.command_in.next = self.command.val();
        self.command_queue.pop.next = self.front_end.command_pop.val();
        self.command_full.next = self.command_queue.full.val();
        self.front_end.reset.next = self.reset.val();
        self.front_end.command_valid.next = self.command_queue.valid.val();
        self.front_end.command.next = self.command_queue.command.val();
        self.front_end.operations_valid.next = self.execute.valid.val();
        self.front_end.operations_full.next = self.execute.full.val();
        self.front_end.acts_valid.next = self.acts.valid.val();
        self.front_end.acts_full.next = self.acts.full.val();

        // Generators.
        self.generators_written.next = self.front_end.write.val();
        self.generators_started.next = self.front_end.start.val();
        self.generators_stopped.next = self.front_end.stop.val();
        for i in 0..GENERATORS {
            self.sources[i].clock.next = self.clock.val();
            self.sources[i].reset.next = self.reset.val();
            self.sources[i].write.next = self.generators_written.val().get_bit(i);
            self.sources[i].write_select.next = self.front_end.write_select.val();
            self.sources[i].write_data.next = self.front_end.write_data.val();
            self.sources[i].write_left.next = self.front_end.write_left.val();
            self.sources[i].write_single.next = self.front_end.write_single.val();
            self.sources[i].start.next = self.generators_started.val().get_bit(i);
            self.sources[i].stop.next = self.generators_stopped.val().get_bit(i);
            self.shadows_free[i].next = bits::<GENERATORS>(0);
        }
        if self.sources[0].shadow_free.val() {
            self.shadows_free[0].next = bits::<GENERATORS>(1);
        }
        if self.sources[1].shadow_free.val() {
            self.shadows_free[1].next = bits::<GENERATORS>(2);
        }
        if self.sources[2].shadow_free.val() {
            self.shadows_free[2].next = bits::<GENERATORS>(4);
        }
        if self.sources[3].shadow_free.val() {
            self.shadows_free[3].next = bits::<GENERATORS>(8);
        }
        self.front_end.shadow_free.next = self.shadows_free[0].val()
            | self.shadows_free[1].val()
            | self.shadows_free[2].val()
            | self.shadows_free[3].val();
        self.sources[0].pop.next = self.execute.operate.val();
        self.sources[1].pop.next = self.execute.weight_pop.val();
        self.sources[2].pop.next = self.execute.output_pop.val();
        self.sources[3].pop.next = self.drain_pop.val();

        // Execute engine.
        self.execute.reset.next = self.reset.val();
        self.execute.push.next = self.front_end.operation_push.val();
        self.execute.operation_in.next = self.front_end.operation.val();
        self.execute.flags_in.next = self.front_end.flags.val();
        self.execute.operands_in.next = self.front_end.operands.val();
        self.execute.single_operand_in.next = self.front_end.single_operand.val();
        self.execute.inputs_needed.next = self.front_end.inputs_needed.val();
        self.execute.weights_needed.next = self.front_end.weights_needed.val();
        self.execute.drains_needed.next = self.front_end.drains_needed.val();
        self.execute.inputs_completed.next = self.inputs_completed.val();
        self.execute.weights_completed.next = self.weights_completed.val();
        self.execute.drains_completed.next = self.timelines.drains_completed.val();
        self.execute.input_valid.next = self.sources[0].valid.val();
        self.execute.weight_valid.next = self.sources[1].valid.val();
        self.execute.output_valid.next = self.sources[2].valid.val();
        self.execute.output_last.next = self.sources[2].last.val();
        self.operate.next = self.execute.operate.val();
        self.input_address.next = self.sources[0].address.val();
        self.weight_address.next = self.sources[1].address.val();
        self.output_address.next = self.sources[2].address.val();
        self.operation.next = self.execute.operation.val();
        self.modifiers.next = self.execute.flags.val();
        self.flags.next = self.modifiers.val();
        self.first.next = self.execute.first.val();
        self.last.next = self.execute.last.val();

        // Queue of the post engine.
        self.acts.reset.next = self.reset.val();
        self.acts.push.next = self.front_end.act_push.val();
        self.acts.pop.next = self.act_done.val();
        self.acts.flags_in.next = self.front_end.flags.val();
        self.acts.sums_needed_in.next = self.front_end.sums_needed.val();
        self.acts.parameters_needed_in.next = self.front_end.parameters_needed.val();
        self.acts.clamp_low_in.next = self.front_end.clamp_low.val();
        self.acts.clamp_high_in.next = self.front_end.clamp_high.val();
        self.acts.parameter_base_in.next = self.front_end.parameter_base.val();
        self.acts.table_in.next = self.front_end.act_table.val();
        self.acts.sums_completed.next = self.timelines.sums_completed.val();
        self.acts.parameters_completed.next = self.parameters_completed.val();
        self.act_valid.next = self.acts.valid.val();
        self.act_ready.next = self.acts.ready.val();
        self.act_clamp_low.next = self.acts.clamp_low.val();
        self.act_clamp_high.next = self.acts.clamp_high.val();
        self.act_table.next = self.acts.act_table.val();
        self.act_parameter_base.next = self.acts.parameter_base.val();
        self.drain_valid.next = self.sources[3].valid.val();
        self.drain_address.next = self.sources[3].address.val();
        self.drain_pass_ends.next = self.sources[3].pass_ends.val();
        self.drain_last.next = self.sources[3].last.val();

        // Timelines.
        self.timelines.reset.next = self.reset.val();
        self.timelines.clear.next = self.clear_timelines.val();
        self.timelines.operation_signal.next = self.execute.signal.val();
        self.timelines.horizontal.next = self.modifiers.val().get_bit(0);
        self.timelines.act_signal.next = self.act_done.val() & self.acts.signals.val();
        self.timelines.input_sums_needed.next = self.input_sums_needed.val();
        self.timelines.input_drains_needed.next = self.input_drains_needed.val();
        self.timelines.weight_sums_needed.next = self.weight_sums_needed.val();
        self.timelines.weight_drains_needed.next = self.weight_drains_needed.val();
        self.timelines.parameter_sums_needed.next = self.parameter_sums_needed.val();
        self.timelines.parameter_drains_needed.next = self.parameter_drains_needed.val();
        self.timelines.output_sums_needed.next = self.output_sums_needed.val();
        self.timelines.output_drains_needed.next = self.output_drains_needed.val();
        self.channel_ready.next = self.timelines.channel_ready.val();

        // What the sequencer and the counters see.
        self.idle.next = !self.command_queue.valid.val()
            & !self.execute.valid.val()
            & self.execute.settled.val()
            & !self.acts.valid.val()
            & self.post_idle.val();
        self.moves.d.next =
            self.front_end.command_pop.val() | self.execute.takes.val() | self.drain_pop.val();
        self.moved.next = self.moves.q.val();
        self.busy.next = self.execute.busy.val();
        self.multiplies.next = self.execute.multiplies.val();
        self.stalled_input.next = self.execute.stalled_input.val();
        self.stalled_weight.next = self.execute.stalled_weight.val();
        self.stalled_output.next = self.execute.stalled_output.val();
        self.without_operation.next = self.execute.without_operation.val();
        self.switches.next = self.execute.switches.val();
    }
}
