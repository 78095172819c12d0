//! The core: everything that a job starts, wired.
//!
//! What the blocks say to each other is in `docs/rtl.md`. Here is only what lies between them: the micro-op of a PV for
//! `mimd.exe`, the PV whose beat the output channel looks at, the first fault, and sums over all PVs.

mod activity;

use crate::dma::{Loads, Store};
use crate::hdl::*;
use crate::pv::ProcessingVector;
use crate::pv::datapath::load_lines::LoadLines;
use crate::pv::post::{EntryRows, TableDelay};
use crate::sequencer::Sequencer;
use activity::Activity;
use isa::ArchConfig;
use isa::ops::DmaChannel;

/// Sequencer, DMA and processing vectors of one array.
#[derive(LogicBlock)]
pub struct Core {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Starts a job: the cycle after it is cycle 0.
    pub reset: Signal<In, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub abort: Signal<In, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub batch: Signal<In, Bits<17>>,
    /// As of [`Control`](crate::control::Control).
    pub program_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub program_size: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub constants_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub constants_size: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub input_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub input_size: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub output_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub output_size: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub scratch_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub scratch_size: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub halted: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub fault: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub fault_cause: Signal<Out, Bits<4>>,
    /// As of [`Control`](crate::control::Control).
    pub fault_segment: Signal<Out, Bits<3>>,
    /// As of [`Control`](crate::control::Control).
    pub fault_address: Signal<Out, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub program_counter: Signal<Out, Bits<32>>,
    /// As of [`Control`](crate::control::Control).
    pub bus_idle: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub running: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub multiplies: Signal<Out, Bits<5>>,
    /// As of [`Control`](crate::control::Control).
    pub stalled_input: Signal<Out, Bits<5>>,
    /// As of [`Control`](crate::control::Control).
    pub stalled_weight: Signal<Out, Bits<5>>,
    /// As of [`Control`](crate::control::Control).
    pub stalled_output: Signal<Out, Bits<5>>,
    /// As of [`Control`](crate::control::Control).
    pub stalled_micro_op: Signal<Out, Bits<5>>,
    /// As of [`Control`](crate::control::Control).
    pub read_bytes: Signal<Out, Bits<9>>,
    /// As of [`Control`](crate::control::Control).
    pub written_bytes: Signal<Out, Bits<5>>,
    /// As of [`Control`](crate::control::Control).
    pub queue_read: Signal<In, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub queue_read_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub queue_read_valid: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub queue_read_data: Signal<Out, Bits<128>>,
    /// As of [`Control`](crate::control::Control).
    pub queue_read_error: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub queue_write: Signal<In, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub queue_write_address: Signal<In, Bits<64>>,
    /// As of [`Control`](crate::control::Control).
    pub queue_write_data: Signal<In, Bits<512>>,
    /// As of [`Control`](crate::control::Control).
    pub queue_write_done: Signal<Out, Bit>,
    /// As of [`Control`](crate::control::Control).
    pub queue_write_error: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_arready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_rdata: Signal<In, Bits<128>>,
    /// AXI4 master.
    pub m_axi_rresp: Signal<In, Bits<2>>,
    /// AXI4 master.
    pub m_axi_rlast: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_rvalid: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_araddr: Signal<Out, Bits<64>>,
    /// AXI4 master.
    pub m_axi_arlen: Signal<Out, Bits<8>>,
    /// AXI4 master.
    pub m_axi_arsize: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_arburst: Signal<Out, Bits<2>>,
    /// AXI4 master.
    pub m_axi_arcache: Signal<Out, Bits<4>>,
    /// AXI4 master.
    pub m_axi_arprot: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_arvalid: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_rready: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_awaddr: Signal<Out, Bits<64>>,
    /// AXI4 master.
    pub m_axi_awlen: Signal<Out, Bits<8>>,
    /// AXI4 master.
    pub m_axi_awsize: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_awburst: Signal<Out, Bits<2>>,
    /// AXI4 master.
    pub m_axi_awcache: Signal<Out, Bits<4>>,
    /// AXI4 master.
    pub m_axi_awprot: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_awvalid: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_awready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_wdata: Signal<Out, Bits<128>>,
    /// AXI4 master.
    pub m_axi_wstrb: Signal<Out, Bits<16>>,
    /// AXI4 master.
    pub m_axi_wlast: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_wvalid: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_wready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_bresp: Signal<In, Bits<2>>,
    /// AXI4 master.
    pub m_axi_bvalid: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_bready: Signal<Out, Bit>,
    sequencer: Sequencer,
    loads: Loads,
    store: Store,
    load_lines: LoadLines,
    parameter_rows: EntryRows,
    table_delay: TableDelay,
    pv: Vec<ProcessingVector>,
    activity: Activity,
    full: Signal<Local, Bits<16>>,
    idle: Signal<Local, Bits<16>>,
    ready_input: Signal<Local, Bits<16>>,
    ready_weight: Signal<Local, Bits<16>>,
    ready_parameter: Signal<Local, Bits<16>>,
    ready_output: Signal<Local, Bits<16>>,
    busy_multiplies: Signal<Local, Bits<16>>,
    waits_input: Signal<Local, Bits<16>>,
    waits_weight: Signal<Local, Bits<16>>,
    waits_output: Signal<Local, Bits<16>>,
    without: Signal<Local, Bits<16>>,
    switches: Signal<Local, Bits<16>>,
    any_moved: Signal<Local, Bit>,
    mimd_index: Signal<Local, Bits<3>>,
    mimd_bits: Signal<Local, Bits<33>>,
    ready: Signal<Local, Bits<4>>,
    outstanding: Signal<Local, Bit>,
    channels_full: Signal<Local, Bits<4>>,
    _count: usize,
}

impl Core {
    /// The core of an array.
    pub fn new(arch: &ArchConfig) -> Self {
        let count = arch.pv_count as usize;
        parts! {
            clock reset abort batch program_address program_size constants_address constants_size
            input_address input_size output_address output_size scratch_address scratch_size halted fault
            fault_cause fault_segment fault_address program_counter bus_idle running multiplies
            stalled_input stalled_weight stalled_output stalled_micro_op read_bytes written_bytes
            queue_read queue_read_address queue_read_valid queue_read_data queue_read_error queue_write
            queue_write_address queue_write_data queue_write_done queue_write_error m_axi_arready
            m_axi_rdata m_axi_rresp m_axi_rlast m_axi_rvalid m_axi_araddr m_axi_arlen m_axi_arsize
            m_axi_arburst m_axi_arcache m_axi_arprot m_axi_arvalid m_axi_rready m_axi_awaddr m_axi_awlen
            m_axi_awsize m_axi_awburst m_axi_awcache m_axi_awprot m_axi_awvalid m_axi_awready m_axi_wdata
            m_axi_wstrb m_axi_wlast m_axi_wvalid m_axi_wready m_axi_bresp m_axi_bvalid m_axi_bready full
            idle ready_input ready_weight ready_parameter ready_output busy_multiplies waits_input
            waits_weight waits_output without switches any_moved mimd_index mimd_bits ready outstanding
            channels_full;
            sequencer: Sequencer::new(arch),
            loads: Loads::new(arch),
            store: Store::new(arch),
            load_lines: LoadLines::new(arch),
            parameter_rows: EntryRows::new(arch),
            table_delay: TableDelay::new(arch),
            pv: (0..count).map(|_| ProcessingVector::new(arch)).collect(),
            activity: Activity::default(),
            _count: count,
        }
    }
}

// The order of the channels in the vectors of bits below.
const _: () = assert!(
    DmaChannel::Input as usize == IN_ORDER[0]
        && DmaChannel::Weight as usize == IN_ORDER[1]
        && DmaChannel::Parameter as usize == IN_ORDER[2]
        && DmaChannel::Output as usize == IN_ORDER[3]
);
const IN_ORDER: [usize; 4] = [0, 1, 2, 3];

impl Logic for Core {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block core");
        self.sequencer.clock.next = self.clock.val();
        self.loads.clock.next = self.clock.val();
        self.store.clock.next = self.clock.val();
        self.table_delay.clock.next = self.clock.val();
        self.activity.clock.next = self.clock.val();
        self.sequencer.reset.next = self.reset.val();
        self.loads.reset.next = self.reset.val();
        self.store.reset.next = self.reset.val();
        self.activity.reset.next = self.reset.val();

        // Sequencer.
        self.sequencer.aborts.next = self.abort.val();
        self.sequencer.batch.next = self.batch.val();
        self.sequencer.program_address.next = self.program_address.val();
        self.sequencer.program_size.next = self.program_size.val();
        self.sequencer.fetch_grant.next = self.loads.fetch_grant.val();
        self.sequencer.fetch_valid.next = self.loads.fetch_valid.val();
        self.sequencer.fetch_data.next = self.loads.fetch_data.val();
        self.sequencer.fetch_mask.next = self.loads.fetch_mask.val();
        self.sequencer.loads_idle.next = self.loads.loads_idle.val();
        self.sequencer.store_idle.next = self.store.store_idle.val();
        self.outstanding.next = self.loads.outstanding.val() | self.store.outstanding.val();
        self.sequencer.bus_awaits.next = self.loads.outstanding.val() | self.store.awaits.val();
        self.bus_idle.next = !self.outstanding.val();
        self.channels_full.next = bit_cast::<4, 3>(self.loads.dma_full.val());
        self.sequencer.dma_full.next = self.channels_full.val().replace_bit(3, self.store.dma_full.val());

        // Loads.
        self.loads.abort.next = self.abort.val();
        self.loads.clear_timelines.next = self.sequencer.clear_timelines.val();
        self.loads.image.next = self.sequencer.image.val();
        self.loads.dma_command.next = self.sequencer.dma_command.val();
        self.loads.fetch_request.next = self.sequencer.fetch_request.val();
        self.loads.fetch_claims.next = self.sequencer.fetch_claims.val();
        self.loads.fetch_offset.next = self.sequencer.fetch_offset.val();
        self.loads.fetch_words.next = self.sequencer.fetch_words.val();
        self.loads.fetch_beats.next = self.sequencer.fetch_beats.val();
        self.loads.dma_push.next = self.sequencer.dma_push.val().get_bits::<3>(0);
        self.loads.program_address.next = self.program_address.val();
        self.loads.program_size.next = self.program_size.val();
        self.loads.constants_address.next = self.constants_address.val();
        self.loads.constants_size.next = self.constants_size.val();
        self.loads.input_address.next = self.input_address.val();
        self.loads.input_size.next = self.input_size.val();
        self.loads.output_address.next = self.output_address.val();
        self.loads.output_size.next = self.output_size.val();
        self.loads.scratch_address.next = self.scratch_address.val();
        self.loads.scratch_size.next = self.scratch_size.val();
        self.loads.outputs_ready.next = self.store.outputs_ready.val();
        self.store.input_outputs_needed.next = self.loads.input_outputs_needed.val();
        self.store.weight_outputs_needed.next = self.loads.weight_outputs_needed.val();
        self.store.parameter_outputs_needed.next = self.loads.parameter_outputs_needed.val();
        self.loads.queue_read.next = self.queue_read.val();
        self.loads.queue_read_address.next = self.queue_read_address.val();
        self.queue_read_valid.next = self.loads.queue_read_valid.val();
        self.queue_read_data.next = self.loads.queue_read_data.val();
        self.queue_read_error.next = self.loads.queue_read_error.val();

        // Output channel.
        self.store.abort.next = self.abort.val();
        self.store.clear_timelines.next = self.sequencer.clear_timelines.val();
        self.store.image.next = self.sequencer.image.val();
        self.store.dma_command.next = self.sequencer.dma_command.val();
        self.store.dma_push.next = self.sequencer.dma_push.val().get_bit(3);
        self.store.output_address.next = self.output_address.val();
        self.store.output_size.next = self.output_size.val();
        self.store.scratch_address.next = self.scratch_address.val();
        self.store.scratch_size.next = self.scratch_size.val();
        self.store.queue_write.next = self.queue_write.val();
        self.store.queue_write_address.next = self.queue_write_address.val();
        self.store.queue_write_data.next = self.queue_write_data.val();
        self.queue_write_done.next = self.store.queue_write_done.val();
        self.queue_write_error.next = self.store.queue_write_error.val();

        // The memory port.
        self.loads.m_axi_arready.next = self.m_axi_arready.val();
        self.loads.m_axi_rdata.next = self.m_axi_rdata.val();
        self.loads.m_axi_rresp.next = self.m_axi_rresp.val();
        self.loads.m_axi_rlast.next = self.m_axi_rlast.val();
        self.loads.m_axi_rvalid.next = self.m_axi_rvalid.val();
        self.m_axi_araddr.next = self.loads.m_axi_araddr.val();
        self.m_axi_arlen.next = self.loads.m_axi_arlen.val();
        self.m_axi_arsize.next = self.loads.m_axi_arsize.val();
        self.m_axi_arburst.next = self.loads.m_axi_arburst.val();
        self.m_axi_arcache.next = self.loads.m_axi_arcache.val();
        self.m_axi_arprot.next = self.loads.m_axi_arprot.val();
        self.m_axi_arvalid.next = self.loads.m_axi_arvalid.val();
        self.m_axi_rready.next = self.loads.m_axi_rready.val();
        self.m_axi_awaddr.next = self.store.m_axi_awaddr.val();
        self.m_axi_awlen.next = self.store.m_axi_awlen.val();
        self.m_axi_awsize.next = self.store.m_axi_awsize.val();
        self.m_axi_awburst.next = self.store.m_axi_awburst.val();
        self.m_axi_awcache.next = self.store.m_axi_awcache.val();
        self.m_axi_awprot.next = self.store.m_axi_awprot.val();
        self.m_axi_awvalid.next = self.store.m_axi_awvalid.val();
        self.store.m_axi_awready.next = self.m_axi_awready.val();
        self.m_axi_wdata.next = self.store.m_axi_wdata.val();
        self.m_axi_wstrb.next = self.store.m_axi_wstrb.val();
        self.m_axi_wlast.next = self.store.m_axi_wlast.val();
        self.m_axi_wvalid.next = self.store.m_axi_wvalid.val();
        self.store.m_axi_wready.next = self.m_axi_wready.val();
        self.store.m_axi_bresp.next = self.m_axi_bresp.val();
        self.store.m_axi_bvalid.next = self.m_axi_bvalid.val();
        self.m_axi_bready.next = self.store.m_axi_bready.val();

        // Processing vectors.
        self.load_lines.line.next = self.loads.load_line.val();
        self.load_lines.next_line.next = self.loads.load_next_line.val();
        self.load_lines.wrapped.next = self.loads.load_wrapped.val();
        self.parameter_rows.parameter_banks.next = self.loads.parameter_banks.val();
        self.parameter_rows.parameter_wrapped.next = self.loads.parameter_wrapped.val();
        self.parameter_rows.parameter_row.next = self.loads.parameter_row.val();
        self.parameter_rows.parameter_next_row.next = self.loads.parameter_next_row.val();
        self.table_delay.parameter_words.next = self.loads.parameter_words.val();
        self.table_delay.parameter_banks.next = self.loads.parameter_banks.val();
        self.table_delay.parameter_wrapped.next = self.loads.parameter_wrapped.val();
        self.table_delay.parameter_row.next = self.loads.parameter_row.val();
        self.table_delay.parameter_next_row.next = self.loads.parameter_next_row.val();
        self.full.next = bits::<16>(0);
        self.idle.next = bits::<16>(0xFFFF);
        self.ready_input.next = bits::<16>(0);
        self.ready_weight.next = bits::<16>(0);
        self.ready_parameter.next = bits::<16>(0);
        self.ready_output.next = bits::<16>(0);
        self.busy_multiplies.next = bits::<16>(0);
        self.waits_input.next = bits::<16>(0);
        self.waits_weight.next = bits::<16>(0);
        self.waits_output.next = bits::<16>(0);
        self.without.next = bits::<16>(0);
        self.switches.next = bits::<16>(0);
        self.any_moved.next = self.loads.moved.val() | self.store.moved.val();
        self.store.beat_is_valid.next = false;
        self.store.beat_words.next = bits::<128>(0);
        self.store.beat_count.next = bits::<4>(0);
        for i in 0..self._count {
            self.pv[i].clock.next = self.clock.val();
            self.pv[i].reset.next = self.reset.val();
            self.pv[i].command_push.next = self.sequencer.pv_push.val().get_bit(i);
            // Its own entry of the local micro-op buffer.
            self.mimd_index.next = self.sequencer.mimd_indices.val().get_bits::<3>(i * 3);
            self.mimd_bits.next = bit_cast::<33, 3>(self.mimd_index.val());
            self.mimd_bits.next = self.mimd_bits.val() << 3;
            if !self.sequencer.is_mimd.val() {
                self.mimd_bits.next = bits::<33>(0);
            }
            self.pv[i].command.next = self.sequencer.command.val() | self.mimd_bits.val();
            self.pv[i].clear_timelines.next = self.sequencer.clear_timelines.val();
            self.pv[i].inputs_completed.next = self.loads.inputs_completed.val();
            self.pv[i].weights_completed.next = self.loads.weights_completed.val();
            self.pv[i].parameters_completed.next = self.loads.parameters_completed.val();
            self.pv[i].input_sums_needed.next = self.loads.input_sums_needed.val();
            self.pv[i].input_drains_needed.next = self.loads.input_drains_needed.val();
            self.pv[i].weight_sums_needed.next = self.loads.weight_sums_needed.val();
            self.pv[i].weight_drains_needed.next = self.loads.weight_drains_needed.val();
            self.pv[i].parameter_sums_needed.next = self.loads.parameter_sums_needed.val();
            self.pv[i].parameter_drains_needed.next = self.loads.parameter_drains_needed.val();
            self.pv[i].output_sums_needed.next = self.store.sums_needed.val();
            self.pv[i].output_drains_needed.next = self.store.drains_needed.val();
            self.pv[i].load_words.next = self.loads.load_words.val();
            self.pv[i].load_banks.next = self.loads.load_banks.val();
            self.pv[i].load_lines.next = self.load_lines.lines.val();
            self.pv[i].input_write.next = self.loads.input_write.val().get_bit(i);
            self.pv[i].weight_write.next = self.loads.weight_write.val().get_bit(i);
            self.pv[i].parameter_words.next = self.loads.parameter_words.val();
            self.pv[i].entry_banks.next = self.parameter_rows.entry_banks.val();
            self.pv[i].entry_rows.next = self.parameter_rows.entry_rows.val();
            self.pv[i].parameter_write.next = self.loads.parameter_write.val().get_bit(i);
            self.pv[i].table_words.next = self.table_delay.table_words.val();
            self.pv[i].table_banks.next = self.table_delay.table_banks.val();
            self.pv[i].table_rows.next = self.table_delay.table_rows.val();
            self.pv[i].beat_pop.next = self.store.beat_pop.val().get_bit(i);

            self.full.next = self.full.val().replace_bit(i, self.pv[i].command_full.val());
            self.idle.next = self.idle.val().replace_bit(i, self.pv[i].idle.val());
            self.ready.next = self.pv[i].channel_ready.val();
            self.ready_input.next = self.ready_input.val().replace_bit(i, self.ready.val().get_bit(0));
            self.ready_weight.next = self.ready_weight.val().replace_bit(i, self.ready.val().get_bit(1));
            self.ready_parameter.next =
                self.ready_parameter.val().replace_bit(i, self.ready.val().get_bit(2));
            self.ready_output.next = self.ready_output.val().replace_bit(i, self.ready.val().get_bit(3));
            if self.store.beat_select.val() == i.to_bits() {
                self.store.beat_is_valid.next = self.pv[i].beat_valid.val();
                self.store.beat_words.next = self.pv[i].beat_words.val();
                self.store.beat_count.next = self.pv[i].beat_count.val();
            }
            self.any_moved.next = self.any_moved.val() | self.pv[i].moved.val();
            self.busy_multiplies.next =
                self.busy_multiplies.val().replace_bit(i, self.pv[i].multiplies.val());
            self.waits_input.next = self.waits_input.val().replace_bit(i, self.pv[i].stalled_input.val());
            self.waits_weight.next = self.waits_weight.val().replace_bit(i, self.pv[i].stalled_weight.val());
            self.waits_output.next = self.waits_output.val().replace_bit(i, self.pv[i].stalled_output.val());
            self.without.next = self.without.val().replace_bit(i, self.pv[i].without_operation.val());
            self.switches.next = self.switches.val().replace_bit(i, self.pv[i].switches.val());
        }
        self.sequencer.pv_full.next = self.full.val();
        self.sequencer.pv_idle.next = self.idle.val();
        self.sequencer.moved.next = self.any_moved.val();
        self.loads.pv_ready_input.next = self.ready_input.val();
        self.loads.pv_ready_weight.next = self.ready_weight.val();
        self.loads.pv_ready_parameter.next = self.ready_parameter.val();
        self.store.pv_ready_output.next = self.ready_output.val();

        // What control counts.
        self.activity.running.next = self.sequencer.running.val();
        self.activity.blocked.next = self.sequencer.blocked.val();
        self.activity.multiplies.next = self.busy_multiplies.val();
        self.activity.stalled_input.next = self.waits_input.val();
        self.activity.stalled_weight.next = self.waits_weight.val();
        self.activity.stalled_output.next = self.waits_output.val();
        self.activity.without_operation.next = self.without.val();
        self.activity.switches.next = self.switches.val();
        self.multiplies.next = self.activity.multiply_count.val();
        self.stalled_input.next = self.activity.input_count.val();
        self.stalled_weight.next = self.activity.weight_count.val();
        self.stalled_output.next = self.activity.output_count.val();
        self.stalled_micro_op.next = self.activity.micro_op_count.val();
        self.read_bytes.next = self.loads.read_bytes.val();
        self.written_bytes.next = self.store.written_bytes.val();
        self.running.next = self.sequencer.running.val();

        // The end of the job.
        self.halted.next = self.sequencer.halted.val();
        self.fault.next = self.sequencer.fault.val() | self.loads.fault.val() | self.store.fault.val();
        self.fault_cause.next = self.sequencer.fault_cause.val();
        self.fault_segment.next = self.sequencer.fault_segment.val();
        self.fault_address.next = self.sequencer.fault_address.val();
        self.program_counter.next = self.sequencer.program_counter.val();
        if self.store.fault.val() {
            self.fault_cause.next = self.store.fault_cause.val();
            self.fault_segment.next = self.store.fault_segment.val();
            self.fault_address.next = self.store.fault_address.val();
        }
        if self.loads.fault.val() {
            self.fault_cause.next = self.loads.fault_cause.val();
            self.fault_segment.next = self.loads.fault_segment.val();
            self.fault_address.next = self.loads.fault_address.val();
        }
    }
}
