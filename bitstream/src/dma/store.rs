//! The output channel: takes beats from the output FIFOs of the PVs, row by row, and writes them to memory.
//!
//! A beat is taken in the first cycle `c` in which the transfer has what it needs and the PV whose row it is has a beat; one that
//! straddles two memory beats occupies `c + 1` too. Its last data is on the bus two cycles after it is accepted. Under back-pressure beats stay where they
//! are: behind `beat_pop` nothing is held up.
//!
//! # Interface
//! - `beat_select` is the number of the PV whose turn it is; `beat_is_valid`, `beat_words` and `beat_count` are the head of that PV's
//!   output FIFO in the same cycle. `beat_pop` has its bit set in the cycle in which the head is taken.
//! - `pv_ready_output` answers `sums_needed` and `drains_needed` one cycle later; so does `outputs_ready` the needs of the loads.
//! - Faults come once a job, as a pulse with cause, segment and address; from the beat concerned on nothing is written. Behind a fault
//!   or during `abort` what the bus has begun is finished without writing; `outstanding` ends with the last response.

use isa::ArchConfig;

use super::channel::Channel;
use super::write_engine::WriteEngine;
use super::write_merge::WriteMerge;
use crate::hdl::*;
use crate::primitives::CountReached;

/// The output channel and the write side of the AXI port.
#[derive(LogicBlock)]
pub struct Store {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job; nothing is under way then.
    pub reset: Signal<In, Bit>,
    /// Take nothing more, finish what the bus has begun.
    pub abort: Signal<In, Bit>,
    /// Zeroes the count of transfers.
    pub clear_timelines: Signal<In, Bit>,
    /// First image of the batch iteration.
    pub image: Signal<In, Bits<16>>,
    /// Appends a micro-op.
    pub dma_push: Signal<In, Bit>,
    /// The micro-op, as docs/rtl.md has it.
    pub dma_command: Signal<In, Bits<53>>,
    /// No room in the command FIFO.
    pub dma_full: Signal<Out, Bit>,
    /// Device address of the job's window in segment output.
    pub output_address: Signal<In, Bits<64>>,
    /// Its bytes.
    pub output_size: Signal<In, Bits<64>>,
    /// Device address of the job's window in segment scratch.
    pub scratch_address: Signal<In, Bits<64>>,
    /// Its bytes.
    pub scratch_size: Signal<In, Bits<64>>,
    /// Operations that the transfer needs.
    pub sums_needed: Signal<Out, Bits<32>>,
    /// `act`s that the transfer needs.
    pub drains_needed: Signal<Out, Bits<32>>,
    /// Which PVs have reached both of the cycle before.
    pub pv_ready_output: Signal<In, Bits<16>>,
    /// The PV whose row it is.
    pub beat_select: Signal<Out, Bits<4>>,
    /// It has a beat.
    pub beat_is_valid: Signal<In, Bit>,
    /// The beat's words.
    pub beat_words: Signal<In, Bits<128>>,
    /// How many, 1 to 8.
    pub beat_count: Signal<In, Bits<4>>,
    /// Takes the beat from the PV with this bit.
    pub beat_pop: Signal<Out, Bits<16>>,
    /// Complete transfers.
    pub outputs_completed: Signal<Out, Bits<32>>,
    /// Complete transfers that the input channel needs.
    pub input_outputs_needed: Signal<In, Bits<32>>,
    /// Complete transfers that the weight channel needs.
    pub weight_outputs_needed: Signal<In, Bits<32>>,
    /// Complete transfers that the parameter channel needs.
    pub parameter_outputs_needed: Signal<In, Bits<32>>,
    /// For each of these channels: there are as many as it needed in the cycle before.
    pub outputs_ready: Signal<Out, Bits<3>>,
    /// Bytes of the beat that was accepted in the cycle before.
    pub written_bytes: Signal<Out, Bits<5>>,
    /// No micro-ops, no transfer, all responses there.
    pub store_idle: Signal<Out, Bit>,
    /// Something was taken in the cycle before.
    pub moved: Signal<Out, Bit>,
    /// A write is under way on the bus.
    pub outstanding: Signal<Out, Bit>,
    /// The same, and it goes on by itself: it does not wait for words of a PV.
    pub awaits: Signal<Out, Bit>,
    /// The job has failed.
    pub fault: Signal<Out, Bit>,
    /// Why: `isa::queue::ErrorCause`.
    pub fault_cause: Signal<Out, Bits<4>>,
    /// Segment concerned.
    pub fault_segment: Signal<Out, Bits<3>>,
    /// Offset in the segment, or word index.
    pub fault_address: Signal<Out, Bits<64>>,
    /// Writes 64 bytes while no job runs; one cycle.
    pub queue_write: Signal<In, Bit>,
    /// Where to, a multiple of 64; stable until done.
    pub queue_write_address: Signal<In, Bits<64>>,
    /// The bytes; stable until done.
    pub queue_write_data: Signal<In, Bits<512>>,
    /// They are in memory, or refused; one cycle.
    pub queue_write_done: Signal<Out, Bit>,
    /// They were refused.
    pub queue_write_error: Signal<Out, Bit>,
    /// AXI write address channel.
    pub m_axi_awaddr: Signal<Out, Bits<64>>,
    /// Beats less one.
    pub m_axi_awlen: Signal<Out, Bits<8>>,
    /// 16 bytes a beat.
    pub m_axi_awsize: Signal<Out, Bits<3>>,
    /// INCR.
    pub m_axi_awburst: Signal<Out, Bits<2>>,
    /// Modifiable and bufferable.
    pub m_axi_awcache: Signal<Out, Bits<4>>,
    /// Unprivileged, secure, data.
    pub m_axi_awprot: Signal<Out, Bits<3>>,
    /// There is an address.
    pub m_axi_awvalid: Signal<Out, Bit>,
    /// The memory takes it.
    pub m_axi_awready: Signal<In, Bit>,
    /// AXI write data channel.
    pub m_axi_wdata: Signal<Out, Bits<128>>,
    /// Bytes that are written.
    pub m_axi_wstrb: Signal<Out, Bits<16>>,
    /// Last beat of its burst.
    pub m_axi_wlast: Signal<Out, Bit>,
    /// There is a beat.
    pub m_axi_wvalid: Signal<Out, Bit>,
    /// The memory takes it.
    pub m_axi_wready: Signal<In, Bit>,
    /// AXI write response channel.
    pub m_axi_bresp: Signal<In, Bits<2>>,
    /// There is a response.
    pub m_axi_bvalid: Signal<In, Bit>,
    /// It is taken.
    pub m_axi_bready: Signal<Out, Bit>,
    channel: Channel,
    merge: WriteMerge,
    engine: WriteEngine,
    completed: DFF<Bits<32>>,
    /// The same, plus one.
    following: DFF<Bits<32>>,
    /// Input, weight, parameter and output channel.
    enough: [CountReached<32>; 4],
    halted: DFF<Bit>,
    written: DFF<Bits<5>>,
    has_moved: DFF<Bit>,
    bytes_now: DFF<Bits<5>>,
    ends_now: DFF<Bit>,
    begins_now: DFF<Bit>,
    exceeds_now: DFF<Bit>,
    odd_now: DFF<Bit>,
    segment_now: DFF<Bits<3>>,
    index_now: DFF<Bits<32>>,
    forbidden_now: DFF<Bit>,
    window_now: DFF<Bits<64>>,
    /// The last offset at which a row fits into the window; none if `never_fits`.
    limit: DFF<Bits<64>>,
    never_fits: DFF<Bit>,
    row_offset: DFF<Bits<64>>,
    caught: DFF<Bit>,
    caught_outside: DFF<Bit>,
    reports: DFF<Bit>,
    cause: DFF<Bits<4>>,
    cause_segment: DFF<Bits<3>>,
    cause_address: DFF<Bits<64>>,
    stop: Signal<Local, Bit>,
    takes: Signal<Local, Bit>,
    accepts: Signal<Local, Bit>,
    bytes: Signal<Local, Bits<5>>,
    accepted_bytes: Signal<Local, Bits<5>>,
    left: Signal<Local, Bits<32>>,
    left_low: Signal<Local, Bits<5>>,
    is_near: Signal<Local, Bit>,
    row_ends: Signal<Local, Bit>,
    receivers: Signal<Local, Bits<16>>,
    output_low: Signal<Local, Bits<12>>,
    scratch_low: Signal<Local, Bits<12>>,
    address_low: Signal<Local, Bits<12>>,
    in_scratch: Signal<Local, Bit>,
    size: Signal<Local, Bits<64>>,
    row_bytes: Signal<Local, Bits<64>>,
    select0: Signal<Local, Bits<4>>,
    select1: Signal<Local, Bits<4>>,
    select2: Signal<Local, Bits<4>>,
    select3: Signal<Local, Bits<4>>,
    begins: Signal<Local, Bit>,
    outside: Signal<Local, Bit>,
    refuses: Signal<Local, Bit>,
    offset: Signal<Local, Bits<64>>,
    device_address: Signal<Local, Bits<64>>,
    entry_offset: Signal<Local, Bits<64>>,
    response_fails: Signal<Local, Bit>,
    caught_size: Signal<Local, Bits<64>>,
    completes: Signal<Local, Bit>,
    clears: Signal<Local, Bit>,
    one: Constant<Bits<32>>,
}

impl Store {
    /// The output channel of that array.
    pub fn new(arch: &ArchConfig) -> Self {
        parts! {
            clock reset abort clear_timelines image dma_push dma_command dma_full output_address
            output_size scratch_address scratch_size sums_needed drains_needed pv_ready_output beat_select
            beat_is_valid beat_words beat_count beat_pop outputs_completed input_outputs_needed
            weight_outputs_needed parameter_outputs_needed outputs_ready written_bytes store_idle moved
            outstanding awaits fault fault_cause fault_segment fault_address queue_write queue_write_address
            queue_write_data queue_write_done queue_write_error m_axi_awaddr m_axi_awlen m_axi_awsize
            m_axi_awburst m_axi_awcache m_axi_awprot m_axi_awvalid m_axi_awready m_axi_wdata m_axi_wstrb
            m_axi_wlast m_axi_wvalid m_axi_wready m_axi_bresp m_axi_bvalid m_axi_bready merge completed
            following enough halted written has_moved bytes_now ends_now begins_now exceeds_now odd_now
            segment_now index_now forbidden_now window_now limit never_fits row_offset caught
            caught_outside reports cause cause_segment cause_address stop takes accepts bytes
            accepted_bytes left left_low is_near row_ends receivers output_low scratch_low address_low
            in_scratch size row_bytes select0 select1 select2 select3 begins outside refuses offset
            device_address entry_offset response_fails caught_size completes clears;
            channel: Channel::new(arch, true),
            engine: WriteEngine::new(arch),
            one: Constant::new(bits(1)),
        }
    }
}

impl Logic for Store {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block store");
        clock!(self, clock, channel, merge, engine);
        dff_setup!(self, clock, completed, following, halted, written, has_moved);
        dff_setup!(self, clock, bytes_now, ends_now, begins_now, exceeds_now, odd_now);
        dff_setup!(self, clock, segment_now, index_now, forbidden_now, window_now);
        dff_setup!(self, clock, limit, never_fits, row_offset, caught, caught_outside);
        dff_setup!(self, clock, reports, cause, cause_segment, cause_address);
        self.stop.next = self.halted.q.val() | self.abort.val();

        self.channel.reset.next = self.reset.val();
        self.channel.image.next = self.image.val();
        self.output_low.next = self.output_address.val().get_bits::<12>(0);
        self.scratch_low.next = self.scratch_address.val().get_bits::<12>(0);
        self.channel.window_lows.next = (bit_cast::<60, 12>(self.output_low.val()) << 36)
            | (bit_cast::<60, 12>(self.scratch_low.val()) << 48);
        self.channel.push.next = self.dma_push.val();
        self.channel.command.next = self.dma_command.val();
        self.channel.pv_ready.next = self.pv_ready_output.val();
        self.channel.outputs_ready.next = self.enough[3].reached.val();
        self.dma_full.next = self.channel.full.val();
        self.sums_needed.next = self.channel.sums_needed.val();
        self.drains_needed.next = self.channel.drains_needed.val();

        // Number of the one receiver.
        self.receivers.next = self.channel.receivers.val();
        self.select0.next = bits::<4>(0);
        if (self.receivers.val() & bits::<16>(0xAAAA)).any() {
            self.select0.next = bits::<4>(1);
        }
        self.select1.next = bits::<4>(0);
        if (self.receivers.val() & bits::<16>(0xCCCC)).any() {
            self.select1.next = bits::<4>(2);
        }
        self.select2.next = bits::<4>(0);
        if (self.receivers.val() & bits::<16>(0xF0F0)).any() {
            self.select2.next = bits::<4>(4);
        }
        self.select3.next = bits::<4>(0);
        if (self.receivers.val() & bits::<16>(0xFF00)).any() {
            self.select3.next = bits::<4>(8);
        }
        self.beat_select.next =
            self.select0.val() | self.select1.val() | self.select2.val() | self.select3.val();

        // The cycle in which a beat is taken.
        self.takes.next = self.channel.ready.val()
            & self.beat_is_valid.val()
            & self.engine.room.val()
            & !self.merge.splits.val()
            & !self.stop.val();
        self.beat_pop.next = bits::<16>(0);
        if self.takes.val() {
            self.beat_pop.next = self.receivers.val();
        }
        self.bytes.next = bit_cast::<5, 4>(self.beat_count.val()) << 1;
        self.left.next = self.channel.left.val();
        self.left_low.next = self.left.val().get_bits::<5>(0);
        self.is_near.next = !self.left.val().get_bits::<27>(5).any();
        self.row_ends.next = self.is_near.val() & (self.left_low.val() == self.bytes.val());
        self.accepts.next = (self.takes.val() & !self.merge.straddles.val()) | self.merge.splits.val();
        self.accepted_bytes.next = self.bytes.val();
        self.channel.row_done.next = self.row_ends.val();
        if self.merge.splits.val() {
            self.accepted_bytes.next = self.bytes_now.q.val();
            self.channel.row_done.next = self.ends_now.q.val();
        }
        self.channel.advance.next = self.accepts.val();
        self.channel.advance_bytes.next = bit_cast::<9, 5>(self.accepted_bytes.val());
        self.written.d.next = bits::<5>(0);
        if self.accepts.val() {
            self.written.d.next = self.accepted_bytes.val();
        }
        self.written_bytes.next = self.written.q.val();

        self.address_low.next = self.channel.address_low.val();
        self.merge.reset.next = self.reset.val();
        self.merge.stop.next = self.stop.val();
        self.merge.take.next = self.takes.val();
        self.merge.words.next = self.beat_words.val();
        self.merge.count.next = self.beat_count.val();
        self.merge.address_low.next = self.address_low.val().get_bits::<8>(0);
        self.merge.left.next = self.left.val();
        self.merge.row_begins.next = self.channel.row_begins.val();
        self.merge.row_ends.next = self.row_ends.val();
        self.merge.last_row.next = self.channel.last_row.val();

        // What the next cycle has to know of the beat.
        if self.takes.val() {
            self.bytes_now.d.next = self.bytes.val();
            self.ends_now.d.next = self.row_ends.val();
            self.begins_now.d.next = self.channel.row_begins.val();
            self.exceeds_now.d.next = self.is_near.val() & (self.left_low.val() < self.bytes.val());
            self.odd_now.d.next = self.address_low.val().get_bit(0);
            self.index_now.d.next = self.channel.index.val();
            self.segment_now.d.next = self.channel.segment.val();
        }
        self.in_scratch.next = self.channel.segment.val() == bits::<3>(4);
        self.forbidden_now.d.next = (self.channel.segment.val() != bits::<3>(3)) & !self.in_scratch.val();
        self.window_now.d.next = self.output_address.val();
        self.size.next = self.output_size.val();
        if self.in_scratch.val() {
            self.window_now.d.next = self.scratch_address.val();
            self.size.next = self.scratch_size.val();
        }
        self.row_bytes.next = bit_cast::<64, 32>(self.channel.row_bytes.val());
        self.limit.d.next = self.size.val() - self.row_bytes.val();
        self.never_fits.d.next = self.size.val() < self.row_bytes.val();

        // The cycle after: is the row allowed?
        self.offset.next = self.channel.previous_offset.val();
        self.begins.next = self.merge.first.val() & self.begins_now.q.val();
        self.outside.next = self.never_fits.q.val() | (self.offset.val() > self.limit.q.val());
        self.refuses.next = (self.merge.first.val() & self.exceeds_now.q.val())
            | (self.begins.val() & (self.forbidden_now.q.val() | self.outside.val() | self.odd_now.q.val()));
        self.device_address.next = self.window_now.q.val() + self.offset.val();
        self.merge.address.next = self.device_address.val();
        self.merge.refuse.next = self.refuses.val();
        self.entry_offset.next = self.row_offset.q.val();
        if self.begins.val() {
            self.entry_offset.next = self.offset.val();
        }
        self.row_offset.d.next = self.entry_offset.val();

        self.engine.reset.next = self.reset.val();
        self.engine.stop.next = self.stop.val();
        self.engine.announce.next = self.merge.announce.val();
        self.engine.burst_address.next = self.merge.burst_address.val();
        self.engine.burst_length.next = self.merge.burst_length.val();
        self.engine.burst_completes.next = self.merge.burst_completes.val();
        self.engine.burst_segment.next = self.segment_now.q.val();
        self.engine.row_offset.next = self.entry_offset.val();
        self.engine.emit.next = self.merge.emit.val();
        self.engine.data.next = self.merge.data.val();
        self.engine.lanes.next = self.merge.lanes.val();
        self.engine.burst_ends.next = self.merge.burst_ends.val();
        self.engine.queue_write.next = self.queue_write.val();
        self.engine.queue_write_address.next = self.queue_write_address.val();
        self.engine.queue_write_data.next = self.queue_write_data.val();
        self.queue_write_done.next = self.engine.queue_write_done.val();
        self.queue_write_error.next = self.engine.queue_write_error.val();

        // The timeline.
        self.completes.next = self.engine.answered.val() & self.engine.answer_completes.val();
        self.clears.next = self.reset.val() | self.clear_timelines.val();
        if self.completes.val() {
            self.completed.d.next = self.following.q.val();
            self.following.d.next = self.following.q.val() + self.one.val();
        }
        if self.clears.val() {
            self.completed.d.next = bits::<32>(0);
            self.following.d.next = self.one.val();
        }
        self.outputs_completed.next = self.completed.q.val();
        for i in 0..4 {
            self.enough[i].clock.next = self.clock.val();
            self.enough[i].clear.next = self.clears.val();
            self.enough[i].following.next = self.following.q.val();
            self.enough[i].counts.next = self.completes.val();
        }
        self.enough[0].needed.next = self.input_outputs_needed.val();
        self.enough[1].needed.next = self.weight_outputs_needed.val();
        self.enough[2].needed.next = self.parameter_outputs_needed.val();
        self.enough[3].needed.next = self.channel.outputs_needed.val();
        self.outputs_ready.next = bits::<3>(0);
        for i in 0..3 {
            self.outputs_ready.next = self.outputs_ready.val().replace_bit(i, self.enough[i].reached.val());
        }
        self.outstanding.next = self.engine.busy.val() | self.merge.first.val() | self.merge.second.val();
        self.awaits.next = self.engine.awaits.val() | self.merge.first.val() | self.merge.second.val();
        self.store_idle.next = self.channel.idle.val()
            & !self.engine.busy.val()
            & !self.merge.first.val()
            & !self.merge.second.val();
        self.has_moved.d.next = self.channel.taken.val() | self.accepts.val() | self.engine.answered.val();
        self.moved.next = self.has_moved.q.val();

        // Faults: noticed, the address settled, reported.
        self.response_fails.next = self.engine.answered.val() & self.engine.answer_failed.val();
        self.caught.d.next = false;
        self.reports.d.next = self.caught.q.val();
        self.caught_size.next = self.output_size.val();
        if self.cause_segment.q.val() == bits::<3>(4) {
            self.caught_size.next = self.scratch_size.val();
        }
        if self.caught.q.val()
            & self.caught_outside.q.val()
            & (self.caught_size.val() > self.cause_address.q.val())
        {
            self.cause_address.d.next = self.caught_size.val();
        }
        if self.abort.val() {
            self.halted.d.next = true;
        }
        if (self.refuses.val() | self.response_fails.val()) & !self.stop.val() {
            self.halted.d.next = true;
            self.caught.d.next = true;
            self.caught_outside.d.next = false;
            self.cause_segment.d.next = self.segment_now.q.val();
            self.cause_address.d.next = self.offset.val();
            self.cause.d.next = bits::<4>(8);
            if self.outside.val() | self.forbidden_now.q.val() {
                self.cause.d.next = bits::<4>(3);
                self.caught_outside.d.next = !self.forbidden_now.q.val();
            }
            if self.exceeds_now.q.val() {
                self.cause.d.next = bits::<4>(5);
                self.caught_outside.d.next = false;
                self.cause_segment.d.next = bits::<3>(0);
                self.cause_address.d.next = bit_cast::<64, 32>(self.index_now.q.val());
            }
            if self.response_fails.val() {
                self.cause.d.next = bits::<4>(8);
                self.caught_outside.d.next = false;
                self.cause_segment.d.next = self.engine.answer_segment.val();
                self.cause_address.d.next = self.engine.answer_offset.val();
            }
        }
        if self.reset.val() {
            self.halted.d.next = false;
            self.caught.d.next = false;
            self.reports.d.next = false;
        }
        self.fault.next = self.reports.q.val();
        self.fault_cause.next = self.cause.q.val();
        self.fault_segment.next = self.cause_segment.q.val();
        self.fault_address.next = self.cause_address.q.val();

        self.engine.m_axi_awready.next = self.m_axi_awready.val();
        self.engine.m_axi_wready.next = self.m_axi_wready.val();
        self.engine.m_axi_bresp.next = self.m_axi_bresp.val();
        self.engine.m_axi_bvalid.next = self.m_axi_bvalid.val();
        self.m_axi_awaddr.next = self.engine.m_axi_awaddr.val();
        self.m_axi_awlen.next = self.engine.m_axi_awlen.val();
        self.m_axi_awsize.next = bits::<3>(4);
        self.m_axi_awburst.next = bits::<2>(1);
        self.m_axi_awcache.next = bits::<4>(3);
        self.m_axi_awprot.next = bits::<3>(0);
        self.m_axi_awvalid.next = self.engine.m_axi_awvalid.val();
        self.m_axi_wdata.next = self.engine.m_axi_wdata.val();
        self.m_axi_wstrb.next = self.engine.m_axi_wstrb.val();
        self.m_axi_wlast.next = self.engine.m_axi_wlast.val();
        self.m_axi_wvalid.next = self.engine.m_axi_wvalid.val();
        self.m_axi_bready.next = self.engine.m_axi_bready.val();
    }
}
