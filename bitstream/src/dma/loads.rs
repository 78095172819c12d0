//! The loads: input, weight and parameter channel, and everything behind the read port.
//!
//! In cycle `t` the arbiter chooses a request by the low bits of addresses alone and puts it into the order of deliveries;
//! the read engine follows with the rest of the address. The ports are those of docs/rtl.md.

use isa::ArchConfig;

use super::arbiter::Arbiter;
use super::burst::BurstShape;
use super::channel::Channel;
use super::delivery::Delivery;
use super::read_engine::ReadEngine;
use crate::hdl::*;

/// Three load channels, the read port and its master.
#[derive(LogicBlock)]
pub struct Loads {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job.
    pub reset: Signal<In, Bit>,
    /// Request nothing more, finish what the bus has begun.
    pub abort: Signal<In, Bit>,
    /// Back to zero complete transfers.
    pub clear_timelines: Signal<In, Bit>,
    /// First image of the batch iteration.
    pub image: Signal<In, Bits<16>>,
    /// Appends `dma_command` to the FIFO of the input, weight, parameter channel.
    pub dma_push: Signal<In, Bits<3>>,
    /// The command, as docs/rtl.md has it.
    pub dma_command: Signal<In, Bits<53>>,
    /// Device address of the window of segment 0.
    pub program_address: Signal<In, Bits<64>>,
    /// Device address of the window of segment 1.
    pub constants_address: Signal<In, Bits<64>>,
    /// Device address of the window of segment 2.
    pub input_address: Signal<In, Bits<64>>,
    /// Device address of the window of segment 3.
    pub output_address: Signal<In, Bits<64>>,
    /// Device address of the window of segment 4.
    pub scratch_address: Signal<In, Bits<64>>,
    /// Its bytes.
    pub program_size: Signal<In, Bits<64>>,
    /// Its bytes.
    pub constants_size: Signal<In, Bits<64>>,
    /// Its bytes.
    pub input_size: Signal<In, Bits<64>>,
    /// Its bytes.
    pub output_size: Signal<In, Bits<64>>,
    /// Its bytes.
    pub scratch_size: Signal<In, Bits<64>>,
    /// PVs that have what the input channel's transfer needed of them in the cycle before.
    pub pv_ready_input: Signal<In, Bits<16>>,
    /// The same for the weight channel.
    pub pv_ready_weight: Signal<In, Bits<16>>,
    /// The same for the parameter channel.
    pub pv_ready_parameter: Signal<In, Bits<16>>,
    /// The output channel has what the input, weight, parameter channel needed of it in the cycle before.
    pub outputs_ready: Signal<In, Bits<3>>,
    /// The fetch has a burst to request.
    pub fetch_request: Signal<In, Bit>,
    /// It would have one if the micro-op at the head were no barrier. More than `fetch_request` only while all channels are idle.
    pub fetch_claims: Signal<In, Bit>,
    /// Its bytes in the program's window, a multiple of 8.
    pub fetch_offset: Signal<In, Bits<40>>,
    /// Its 64-bit words, 1 to 32.
    pub fetch_words: Signal<In, Bits<6>>,
    /// Its beats, 1 to 16.
    pub fetch_beats: Signal<In, Bits<5>>,
    /// Read a queue entry; only while no job runs and nothing is outstanding.
    pub queue_read: Signal<In, Bit>,
    /// Its address, a multiple of 128.
    pub queue_read_address: Signal<In, Bits<64>>,
    /// Address accepted.
    pub m_axi_arready: Signal<In, Bit>,
    /// Data.
    pub m_axi_rdata: Signal<In, Bits<128>>,
    /// Response.
    pub m_axi_rresp: Signal<In, Bits<2>>,
    /// Last beat of a burst.
    pub m_axi_rlast: Signal<In, Bit>,
    /// There is a beat.
    pub m_axi_rvalid: Signal<In, Bit>,
    /// No room in the FIFO of the input, weight, parameter channel.
    pub dma_full: Signal<Out, Bits<3>>,
    /// Operations that the input channel's transfer needs of its PVs.
    pub input_sums_needed: Signal<Out, Bits<32>>,
    /// `act`s that it needs of them.
    pub input_drains_needed: Signal<Out, Bits<32>>,
    /// Transfers of the output channel that it needs.
    pub input_outputs_needed: Signal<Out, Bits<32>>,
    /// Operations that the weight channel's transfer needs of its PVs.
    pub weight_sums_needed: Signal<Out, Bits<32>>,
    /// `act`s that it needs of them.
    pub weight_drains_needed: Signal<Out, Bits<32>>,
    /// Transfers of the output channel that it needs.
    pub weight_outputs_needed: Signal<Out, Bits<32>>,
    /// Operations that the parameter channel's transfer needs of its PVs.
    pub parameter_sums_needed: Signal<Out, Bits<32>>,
    /// `act`s that it needs of them.
    pub parameter_drains_needed: Signal<Out, Bits<32>>,
    /// Transfers of the output channel that it needs.
    pub parameter_outputs_needed: Signal<Out, Bits<32>>,
    /// Complete transfers of the parameter channel.
    pub parameters_completed: Signal<Out, Bits<24>>,
    /// Complete transfers of the input channel.
    pub inputs_completed: Signal<Out, Bits<24>>,
    /// Complete transfers of the weight channel.
    pub weights_completed: Signal<Out, Bits<24>>,
    /// A beat for the fetch.
    pub fetch_valid: Signal<Out, Bit>,
    /// The beat.
    pub fetch_data: Signal<Out, Bits<128>>,
    /// Which of its 64-bit halves belong to the burst.
    pub fetch_mask: Signal<Out, Bits<2>>,
    /// Words for scratchpads, bank `b`'s in word `b`.
    pub load_words: Signal<Out, Bits<256>>,
    /// Banks written.
    pub load_banks: Signal<Out, Bits<16>>,
    /// Their line.
    pub load_line: Signal<Out, Bits<16>>,
    /// The line behind it.
    pub load_next_line: Signal<Out, Bits<16>>,
    /// Banks that take that one.
    pub load_wrapped: Signal<Out, Bits<16>>,
    /// PVs whose input scratchpad takes them.
    pub input_write: Signal<Out, Bits<16>>,
    /// PVs whose weight scratchpad takes them.
    pub weight_write: Signal<Out, Bits<16>>,
    /// Words for parameter memories.
    pub parameter_words: Signal<Out, Bits<128>>,
    /// Banks written.
    pub parameter_banks: Signal<Out, Bits<8>>,
    /// Their row.
    pub parameter_row: Signal<Out, Bits<16>>,
    /// The row behind it.
    pub parameter_next_row: Signal<Out, Bits<16>>,
    /// Banks that take that one.
    pub parameter_wrapped: Signal<Out, Bits<8>>,
    /// PVs whose parameter memory takes them.
    pub parameter_write: Signal<Out, Bits<16>>,
    /// The fetch's burst is requested in this cycle.
    pub fetch_grant: Signal<Out, Bit>,
    /// Bytes of the burst that was requested in the cycle before.
    pub read_bytes: Signal<Out, Bits<9>>,
    /// No command, no transfer and no burst of a channel.
    pub loads_idle: Signal<Out, Bit>,
    /// Something was taken, requested or delivered in the cycle before.
    pub moved: Signal<Out, Bit>,
    /// A read is not finished.
    pub outstanding: Signal<Out, Bit>,
    /// A beat of the queue entry.
    pub queue_read_valid: Signal<Out, Bit>,
    /// The beat.
    pub queue_read_data: Signal<Out, Bits<128>>,
    /// It is the last one.
    pub queue_read_done: Signal<Out, Bit>,
    /// With the last one: memory answered one of them with an error.
    pub queue_read_error: Signal<Out, Bit>,
    /// A fault, for one cycle.
    pub fault: Signal<Out, Bit>,
    /// Its cause.
    pub fault_cause: Signal<Out, Bits<4>>,
    /// Segment of the burst.
    pub fault_segment: Signal<Out, Bits<3>>,
    /// Offset in the segment.
    pub fault_address: Signal<Out, Bits<64>>,
    /// Address of the first byte.
    pub m_axi_araddr: Signal<Out, Bits<64>>,
    /// Beats less one.
    pub m_axi_arlen: Signal<Out, Bits<8>>,
    /// 16 bytes.
    pub m_axi_arsize: Signal<Out, Bits<3>>,
    /// Incrementing.
    pub m_axi_arburst: Signal<Out, Bits<2>>,
    /// Normal, not cacheable, bufferable.
    pub m_axi_arcache: Signal<Out, Bits<4>>,
    /// Unprivileged, secure, data.
    pub m_axi_arprot: Signal<Out, Bits<3>>,
    /// There is an address.
    pub m_axi_arvalid: Signal<Out, Bit>,
    /// A beat is accepted; a register.
    pub m_axi_rready: Signal<Out, Bit>,
    parameter_channel: Channel,
    input_channel: Channel,
    weight_channel: Channel,
    parameter_channel_shape: BurstShape,
    input_channel_shape: BurstShape,
    weight_channel_shape: BurstShape,
    arbiter: Arbiter,
    delivery: Delivery,
    engine: ReadEngine,
    read_count: DFF<Bits<9>>,
    moves: DFF<Bit>,
    window_lows: Signal<Local, Bits<60>>,
    parameter_target: Signal<Local, Bits<32>>,
    input_target: Signal<Local, Bits<32>>,
    weight_target: Signal<Local, Bits<32>>,
    clipped_target: Signal<Local, Bits<16>>,
    kind: Signal<Local, Bits<2>>,
    filling: Signal<Local, Bit>,
    bytes: Signal<Local, Bits<9>>,
    skew: Signal<Local, Bits<3>>,
    final_word: Signal<Local, Bits<3>>,
    target: Signal<Local, Bits<16>>,
    receivers: Signal<Local, Bits<16>>,
    completes: Signal<Local, Bit>,
    begins: Signal<Local, Bit>,
    odd: Signal<Local, Bit>,
    fetch_last: Signal<Local, Bits<5>>,
    fetch_skew: Signal<Local, Bits<3>>,
    fetch_final: Signal<Local, Bits<3>>,
}

impl Loads {
    /// The loads of that array.
    pub fn new(arch: &ArchConfig) -> Self {
        parts! {
            clock reset abort clear_timelines image dma_push dma_command program_address constants_address
            input_address output_address scratch_address program_size constants_size input_size output_size
            scratch_size pv_ready_input pv_ready_weight pv_ready_parameter outputs_ready fetch_request fetch_claims
            fetch_offset fetch_words fetch_beats queue_read queue_read_address m_axi_arready m_axi_rdata
            m_axi_rresp m_axi_rlast m_axi_rvalid dma_full input_sums_needed input_drains_needed
            input_outputs_needed weight_sums_needed weight_drains_needed weight_outputs_needed
            parameter_sums_needed parameter_drains_needed parameter_outputs_needed parameters_completed
            inputs_completed weights_completed fetch_valid fetch_data fetch_mask load_words load_banks
            load_line load_next_line load_wrapped input_write weight_write parameter_words parameter_banks
            parameter_row parameter_next_row parameter_wrapped parameter_write fetch_grant read_bytes
            loads_idle moved outstanding queue_read_valid queue_read_data queue_read_done queue_read_error
            fault fault_cause fault_segment fault_address m_axi_araddr m_axi_arlen m_axi_arsize
            m_axi_arburst m_axi_arcache m_axi_arprot m_axi_arvalid m_axi_rready read_count moves
            window_lows parameter_target input_target weight_target clipped_target kind filling bytes skew
            final_word target receivers completes begins odd fetch_last fetch_skew fetch_final;
            parameter_channel: Channel::new(arch, false),
            input_channel: Channel::new(arch, false),
            weight_channel: Channel::new(arch, false),
            parameter_channel_shape: BurstShape::new(),
            input_channel_shape: BurstShape::new(),
            weight_channel_shape: BurstShape::new(),
            arbiter: Arbiter::new(arch),
            delivery: Delivery::new(arch),
            engine: ReadEngine::new(arch),
        }
    }
}

impl Logic for Loads {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block loads");
        clock!(self, clock, parameter_channel, input_channel, weight_channel, arbiter, delivery, engine);
        dff_setup!(self, clock, read_count, moves);
        self.window_lows.next = bit_cast::<60, 12>(self.program_address.val().get_bits::<12>(0))
            | (bit_cast::<60, 12>(self.constants_address.val().get_bits::<12>(0)) << 12)
            | (bit_cast::<60, 12>(self.input_address.val().get_bits::<12>(0)) << 24)
            | (bit_cast::<60, 12>(self.output_address.val().get_bits::<12>(0)) << 36)
            | (bit_cast::<60, 12>(self.scratch_address.val().get_bits::<12>(0)) << 48);
        self.parameter_channel.reset.next = self.reset.val();
        self.parameter_channel.image.next = self.image.val();
        self.parameter_channel.window_lows.next = self.window_lows.val();
        self.parameter_channel.push.next = self.dma_push.val().get_bit(2);
        self.parameter_channel.command.next = self.dma_command.val();
        self.parameter_channel.pv_ready.next = self.pv_ready_parameter.val();
        self.parameter_channel.outputs_ready.next = self.outputs_ready.val().get_bit(2);
        self.parameter_sums_needed.next = self.parameter_channel.sums_needed.val();
        self.parameter_drains_needed.next = self.parameter_channel.drains_needed.val();
        self.parameter_outputs_needed.next = self.parameter_channel.outputs_needed.val();
        self.parameter_channel_shape.address_low.next = self.parameter_channel.address_low.val();
        self.parameter_channel_shape.left.next = self.parameter_channel.left.val();
        self.input_channel.reset.next = self.reset.val();
        self.input_channel.image.next = self.image.val();
        self.input_channel.window_lows.next = self.window_lows.val();
        self.input_channel.push.next = self.dma_push.val().get_bit(0);
        self.input_channel.command.next = self.dma_command.val();
        self.input_channel.pv_ready.next = self.pv_ready_input.val();
        self.input_channel.outputs_ready.next = self.outputs_ready.val().get_bit(0);
        self.input_sums_needed.next = self.input_channel.sums_needed.val();
        self.input_drains_needed.next = self.input_channel.drains_needed.val();
        self.input_outputs_needed.next = self.input_channel.outputs_needed.val();
        self.input_channel_shape.address_low.next = self.input_channel.address_low.val();
        self.input_channel_shape.left.next = self.input_channel.left.val();
        self.weight_channel.reset.next = self.reset.val();
        self.weight_channel.image.next = self.image.val();
        self.weight_channel.window_lows.next = self.window_lows.val();
        self.weight_channel.push.next = self.dma_push.val().get_bit(1);
        self.weight_channel.command.next = self.dma_command.val();
        self.weight_channel.pv_ready.next = self.pv_ready_weight.val();
        self.weight_channel.outputs_ready.next = self.outputs_ready.val().get_bit(1);
        self.weight_sums_needed.next = self.weight_channel.sums_needed.val();
        self.weight_drains_needed.next = self.weight_channel.drains_needed.val();
        self.weight_outputs_needed.next = self.weight_channel.outputs_needed.val();
        self.weight_channel_shape.address_low.next = self.weight_channel.address_low.val();
        self.weight_channel_shape.left.next = self.weight_channel.left.val();
        self.dma_full.next = bits::<3>(0);
        if self.input_channel.full.val() {
            self.dma_full.next = bits::<3>(1);
        }
        if self.weight_channel.full.val() {
            self.dma_full.next = self.dma_full.val() | bits::<3>(2);
        }
        if self.parameter_channel.full.val() {
            self.dma_full.next = self.dma_full.val() | bits::<3>(4);
        }

        // The request of this cycle.
        self.arbiter.reset.next = self.reset.val();
        self.arbiter.hold.next = self.engine.hold.val();
        self.arbiter.fetch.next = self.fetch_request.val();
        self.arbiter.fetch_claims.next = self.fetch_claims.val();
        self.fetch_last.next = self.fetch_beats.val() - bits::<5>(1);
        self.arbiter.fetch_last.next = self.fetch_last.val().get_bits::<4>(0);
        self.fetch_grant.next = self.arbiter.grant_fetch.val();
        self.arbiter.parameter_channel.next = self.parameter_channel.ready.val();
        self.arbiter.parameter_last.next = self.parameter_channel_shape.last_beat.val();
        self.parameter_channel.advance.next = self.arbiter.grant_parameter.val();
        self.parameter_channel.advance_bytes.next = self.parameter_channel_shape.room.val();
        self.parameter_channel.row_done.next = self.parameter_channel_shape.row_done.val();
        self.arbiter.input_channel.next = self.input_channel.ready.val();
        self.arbiter.input_last.next = self.input_channel_shape.last_beat.val();
        self.input_channel.advance.next = self.arbiter.grant_input.val();
        self.input_channel.advance_bytes.next = self.input_channel_shape.room.val();
        self.input_channel.row_done.next = self.input_channel_shape.row_done.val();
        self.arbiter.weight_channel.next = self.weight_channel.ready.val();
        self.arbiter.weight_last.next = self.weight_channel_shape.last_beat.val();
        self.weight_channel.advance.next = self.arbiter.grant_weight.val();
        self.weight_channel.advance_bytes.next = self.weight_channel_shape.room.val();
        self.weight_channel.row_done.next = self.weight_channel_shape.row_done.val();
        // What lies beyond the parameter memories is dropped, however far beyond.
        self.parameter_target.next = self.parameter_channel.target.val();
        self.clipped_target.next = self.parameter_target.val().get_bits::<16>(0);
        if self.parameter_target.val().get_bits::<18>(14).any() {
            self.clipped_target.next = bits::<16>(0x8000);
        }
        // Whose request it is if one is made, by the arbiter's order but without waiting for its grants.
        self.input_target.next = self.input_channel.target.val();
        self.weight_target.next = self.weight_channel.target.val();
        self.kind.next = bits::<2>(2);
        self.filling.next = self.weight_channel.fill.val();
        self.bytes.next = self.weight_channel_shape.bytes.val();
        self.skew.next = self.weight_channel_shape.skew.val();
        self.final_word.next = self.weight_channel_shape.final_word.val();
        self.target.next = self.weight_target.val().get_bits::<16>(0);
        self.receivers.next = self.weight_channel.receivers.val();
        self.completes.next = self.weight_channel_shape.row_done.val() & self.weight_channel.last_row.val();
        self.begins.next = self.weight_channel.row_begins.val();
        self.odd.next = self.weight_channel.address_low.val().get_bit(0);
        if self.input_channel.ready.val() {
            self.kind.next = bits::<2>(1);
            self.filling.next = self.input_channel.fill.val();
            self.bytes.next = self.input_channel_shape.bytes.val();
            self.skew.next = self.input_channel_shape.skew.val();
            self.final_word.next = self.input_channel_shape.final_word.val();
            self.target.next = self.input_target.val().get_bits::<16>(0);
            self.receivers.next = self.input_channel.receivers.val();
            self.completes.next = self.input_channel_shape.row_done.val() & self.input_channel.last_row.val();
            self.begins.next = self.input_channel.row_begins.val();
            self.odd.next = self.input_channel.address_low.val().get_bit(0);
        }
        if self.parameter_channel.ready.val() {
            self.kind.next = bits::<2>(0);
            self.filling.next = self.parameter_channel.fill.val();
            self.bytes.next = self.parameter_channel_shape.bytes.val();
            self.skew.next = self.parameter_channel_shape.skew.val();
            self.final_word.next = self.parameter_channel_shape.final_word.val();
            self.target.next = self.clipped_target.val();
            self.receivers.next = self.parameter_channel.receivers.val();
            self.completes.next =
                self.parameter_channel_shape.row_done.val() & self.parameter_channel.last_row.val();
            self.begins.next = self.parameter_channel.row_begins.val();
            self.odd.next = self.parameter_channel.address_low.val().get_bit(0);
        }
        // Bursts of the fetch begin and end at multiples of 8 bytes.
        self.fetch_skew.next = bits::<3>(0);
        if self.program_address.val().get_bit(3) ^ self.fetch_offset.val().get_bit(3) {
            self.fetch_skew.next = bits::<3>(4);
        }
        self.fetch_final.next = self.fetch_skew.val() | bits::<3>(3);
        if !self.fetch_words.val().get_bit(0) {
            self.fetch_final.next = self.fetch_final.val() ^ bits::<3>(4);
        }
        if self.fetch_claims.val() {
            self.kind.next = bits::<2>(3);
            self.filling.next = false;
            self.bytes.next = bit_cast::<9, 6>(self.fetch_words.val()) << 3;
            self.skew.next = self.fetch_skew.val();
            self.final_word.next = self.fetch_final.val();
            self.completes.next = false;
            self.begins.next = false;
            self.odd.next = false;
        }
        self.read_count.d.next = bits::<9>(0);
        if self.arbiter.granted.val() & !self.filling.val() {
            self.read_count.d.next = self.bytes.val();
        }
        self.read_bytes.next = self.read_count.q.val();

        self.delivery.reset.next = self.reset.val();
        self.delivery.clear_timelines.next = self.clear_timelines.val();
        self.delivery.swallow.next = self.engine.dead.val();
        self.delivery.push.next = self.arbiter.granted.val();
        self.delivery.push_kind.next = self.kind.val();
        self.delivery.push_fill.next = self.filling.val();
        self.delivery.push_last_beat.next = self.arbiter.last_beat.val();
        self.delivery.push_skew.next = self.skew.val();
        self.delivery.push_final_word.next = self.final_word.val();
        self.delivery.push_target.next = self.target.val();
        self.delivery.push_receivers.next = self.receivers.val();
        self.delivery.push_completes.next = self.completes.val();
        self.delivery.data_valid.next = self.engine.data_valid.val();
        self.delivery.data.next = self.engine.data.val();
        self.arbiter.delivered.next = self.delivery.delivered.val();

        self.engine.reset.next = self.reset.val();
        self.engine.abort.next = self.abort.val();
        self.engine.request.next = self.arbiter.granted.val();
        self.engine.kind.next = self.kind.val();
        self.engine.fill.next = self.filling.val();
        self.engine.last_beat.next = self.arbiter.last_beat.val();
        self.engine.row_begins.next = self.begins.val();
        self.engine.odd.next = self.odd.val();
        self.engine.fetch_offset.next = self.fetch_offset.val();
        self.engine.parameter_channel_offset.next = self.parameter_channel.previous_offset.val();
        self.engine.parameter_channel_segment.next = self.parameter_channel.segment.val();
        self.engine.parameter_channel_row_bytes.next = self.parameter_channel.row_bytes.val();
        self.engine.input_channel_offset.next = self.input_channel.previous_offset.val();
        self.engine.input_channel_segment.next = self.input_channel.segment.val();
        self.engine.input_channel_row_bytes.next = self.input_channel.row_bytes.val();
        self.engine.weight_channel_offset.next = self.weight_channel.previous_offset.val();
        self.engine.weight_channel_segment.next = self.weight_channel.segment.val();
        self.engine.weight_channel_row_bytes.next = self.weight_channel.row_bytes.val();
        self.engine.program_address.next = self.program_address.val();
        self.engine.constants_address.next = self.constants_address.val();
        self.engine.input_address.next = self.input_address.val();
        self.engine.output_address.next = self.output_address.val();
        self.engine.scratch_address.next = self.scratch_address.val();
        self.engine.program_size.next = self.program_size.val();
        self.engine.constants_size.next = self.constants_size.val();
        self.engine.input_size.next = self.input_size.val();
        self.engine.output_size.next = self.output_size.val();
        self.engine.scratch_size.next = self.scratch_size.val();
        self.engine.m_axi_arready.next = self.m_axi_arready.val();
        self.engine.m_axi_rdata.next = self.m_axi_rdata.val();
        self.engine.m_axi_rresp.next = self.m_axi_rresp.val();
        self.engine.m_axi_rlast.next = self.m_axi_rlast.val();
        self.engine.m_axi_rvalid.next = self.m_axi_rvalid.val();
        self.engine.queue_read.next = self.queue_read.val();
        self.engine.queue_read_address.next = self.queue_read_address.val();
        self.engine.data_pop.next = self.delivery.data_pop.val();
        self.engine.burst_done.next = self.delivery.burst_done.val();
        self.queue_read_valid.next = self.engine.queue_read_valid.val();
        self.queue_read_data.next = self.engine.queue_read_data.val();
        self.queue_read_done.next = self.engine.queue_read_done.val();
        self.queue_read_error.next = self.engine.queue_read_error.val();
        self.fault.next = self.engine.fault.val();
        self.fault_cause.next = self.engine.fault_cause.val();
        self.fault_segment.next = self.engine.fault_segment.val();
        self.fault_address.next = self.engine.fault_address.val();
        self.m_axi_araddr.next = self.engine.m_axi_araddr.val();
        self.m_axi_arlen.next = self.engine.m_axi_arlen.val();
        self.m_axi_arsize.next = self.engine.m_axi_arsize.val();
        self.m_axi_arburst.next = self.engine.m_axi_arburst.val();
        self.m_axi_arcache.next = self.engine.m_axi_arcache.val();
        self.m_axi_arprot.next = self.engine.m_axi_arprot.val();
        self.m_axi_arvalid.next = self.engine.m_axi_arvalid.val();
        self.m_axi_rready.next = self.engine.m_axi_rready.val();
        self.outstanding.next = self.engine.outstanding.val();
        self.parameters_completed.next = self.delivery.parameters_completed.val();
        self.inputs_completed.next = self.delivery.inputs_completed.val();
        self.weights_completed.next = self.delivery.weights_completed.val();
        self.fetch_valid.next = self.delivery.fetch_valid.val();
        self.fetch_data.next = self.delivery.fetch_data.val();
        self.fetch_mask.next = self.delivery.fetch_mask.val();
        self.load_words.next = self.delivery.load_words.val();
        self.load_banks.next = self.delivery.load_banks.val();
        self.load_line.next = self.delivery.load_line.val();
        self.load_next_line.next = self.delivery.load_next_line.val();
        self.load_wrapped.next = self.delivery.load_wrapped.val();
        self.input_write.next = self.delivery.input_write.val();
        self.weight_write.next = self.delivery.weight_write.val();
        self.parameter_words.next = self.delivery.parameter_words.val();
        self.parameter_banks.next = self.delivery.parameter_banks.val();
        self.parameter_row.next = self.delivery.parameter_row.val();
        self.parameter_next_row.next = self.delivery.parameter_next_row.val();
        self.parameter_wrapped.next = self.delivery.parameter_wrapped.val();
        self.parameter_write.next = self.delivery.parameter_write.val();
        self.loads_idle.next = self.parameter_channel.idle.val()
            & self.input_channel.idle.val()
            & self.weight_channel.idle.val()
            & self.delivery.idle.val();
        self.moves.d.next = self.arbiter.granted.val()
            | self.delivery.moves.val()
            | self.parameter_channel.taken.val()
            | self.input_channel.taken.val()
            | self.weight_channel.taken.val();
        self.moved.next = self.moves.q.val();
    }
}
