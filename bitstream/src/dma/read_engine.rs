//! The read side of the memory port: addresses to AXI, data from AXI.
//!
//! A burst requested in cycle `t` has its offset in `t + 1`; in `t + 2` its row is compared with the window and the window's address is
//! added, in `t + 3` a burst that may not be is dropped, in `t + 4` the address stands on the bus. Where the bus does not take it at
//! once, later ones wait in a FIFO and `hold` stops further requests. A row that leaves its window, an odd address or an error of memory is a
//! fault. After it, and after `abort`, nothing more is put on the bus and what still comes is thrown away.
//!
//! Between jobs the engine reads queue entries: 8 beats.

use isa::ArchConfig;
use isa::queue::ErrorCause;

use super::head_fifo::HeadFifo;
use crate::hdl::*;
use crate::primitives::{Fifo, Memory};

/// The AXI4 read master.
#[derive(LogicBlock)]
pub struct ReadEngine {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job.
    pub reset: Signal<In, Bit>,
    /// Request nothing more.
    pub abort: Signal<In, Bit>,
    /// A burst is requested in this cycle.
    pub request: Signal<In, Bit>,
    /// By whom: 0 parameters, 1 inputs, 2 weights, 3 fetch.
    pub kind: Signal<In, Bits<2>>,
    /// It is a fill: not for the bus.
    pub fill: Signal<In, Bit>,
    /// Its beats, less one.
    pub last_beat: Signal<In, Bits<4>>,
    /// It is the first of its row.
    pub row_begins: Signal<In, Bit>,
    /// Its address is odd.
    pub odd: Signal<In, Bit>,
    /// Offset of a burst of the fetch.
    pub fetch_offset: Signal<In, Bits<40>>,
    /// Offset of its burst, one cycle later.
    pub parameter_channel_offset: Signal<In, Bits<64>>,
    /// Offset of its burst, one cycle later.
    pub input_channel_offset: Signal<In, Bits<64>>,
    /// Offset of its burst, one cycle later.
    pub weight_channel_offset: Signal<In, Bits<64>>,
    /// Segment of its burst, one cycle later.
    pub parameter_channel_segment: Signal<In, Bits<3>>,
    /// Segment of its burst, one cycle later.
    pub input_channel_segment: Signal<In, Bits<3>>,
    /// Segment of its burst, one cycle later.
    pub weight_channel_segment: Signal<In, Bits<3>>,
    /// Bytes of the row, one cycle later.
    pub parameter_channel_row_bytes: Signal<In, Bits<32>>,
    /// Bytes of the row, one cycle later.
    pub input_channel_row_bytes: Signal<In, Bits<32>>,
    /// Bytes of the row, one cycle later.
    pub weight_channel_row_bytes: Signal<In, Bits<32>>,
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
    /// The beat is taken.
    pub data_pop: Signal<In, Bit>,
    /// The burst at the head of the order, fill or not, is over.
    pub burst_done: Signal<In, Bit>,
    /// Read a queue entry; only while nothing is outstanding.
    pub queue_read: Signal<In, Bit>,
    /// Its address, in the same cycle.
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
    /// Request nothing in this cycle.
    pub hold: Signal<Out, Bit>,
    /// Fault or abort: deliver nothing.
    pub dead: Signal<Out, Bit>,
    /// There is a beat.
    pub data_valid: Signal<Out, Bit>,
    /// The beat.
    pub data: Signal<Out, Bits<128>>,
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
    pending: Fifo<68>,
    answers: HeadFifo<130>,
    origins: Memory<67>,
    valid1: DFF<Bit>,
    kind1: DFF<Bits<2>>,
    fill1: DFF<Bit>,
    last_beat1: DFF<Bits<4>>,
    begins1: DFF<Bit>,
    odd1: DFF<Bit>,
    fetch_offset1: DFF<Bits<40>>,
    valid2: DFF<Bit>,
    fill2: DFF<Bit>,
    last_beat2: DFF<Bits<4>>,
    checked2: DFF<Bit>,
    odd2: DFF<Bit>,
    offset2: DFF<Bits<64>>,
    limit2: DFF<Bits<65>>,
    segment2: DFF<Bits<3>>,
    valid3: DFF<Bit>,
    fill3: DFF<Bit>,
    last_beat3: DFF<Bits<4>>,
    outside3: DFF<Bit>,
    beyond3: DFF<Bit>,
    odd3: DFF<Bit>,
    offset3: DFF<Bits<64>>,
    size3: DFF<Bits<64>>,
    segment3: DFF<Bits<3>>,
    device_address3: DFF<Bits<64>>,
    address_valid: DFF<Bit>,
    address: DFF<Bits<64>>,
    length: DFF<Bits<4>>,
    stopped: DFF<Bit>,
    /// Bursts whose last beat has not come.
    bursts: DFF<Bits<12>>,
    write_index: DFF<Bits<16>>,
    read_index: DFF<Bits<16>>,
    failed_index: DFF<Bits<16>>,
    failed1: DFF<Bit>,
    failed2: DFF<Bit>,
    reported: DFF<Bit>,
    faulty: DFF<Bit>,
    cause: DFF<Bits<4>>,
    fault_segment_now: DFF<Bits<3>>,
    fault_address_now: DFF<Bits<64>>,
    queue_busy: DFF<Bit>,
    queue_failed: DFF<Bit>,
    stop: Signal<Local, Bit>,
    offset1: Signal<Local, Bits<64>>,
    segment1: Signal<Local, Bits<3>>,
    row_bytes1: Signal<Local, Bits<32>>,
    window_address: Signal<Local, Bits<64>>,
    window_size: Signal<Local, Bits<64>>,
    issues: Signal<Local, Bit>,
    misses: Signal<Local, Bit>,
    free: Signal<Local, Bit>,
    direct: Signal<Local, Bit>,
    pending_entry: Signal<Local, Bits<68>>,
    answer: Signal<Local, Bits<130>>,
    answer_in: Signal<Local, Bits<130>>,
    answer_error: Signal<Local, Bit>,
    arrives: Signal<Local, Bit>,
    accepted: Signal<Local, Bit>,
    fails: Signal<Local, Bit>,
    begun: Signal<Local, Bit>,
    ended: Signal<Local, Bit>,
    takes: Signal<Local, Bit>,
    origin: Signal<Local, Bits<67>>,
    violation: Constant<Bits<4>>,
    memory_error: Constant<Bits<4>>,
}

impl ReadEngine {
    /// The read master of that array.
    pub fn new(arch: &ArchConfig) -> Self {
        parts! {
            clock reset abort request kind fill last_beat row_begins odd fetch_offset
            parameter_channel_offset input_channel_offset weight_channel_offset parameter_channel_segment
            input_channel_segment weight_channel_segment parameter_channel_row_bytes
            input_channel_row_bytes weight_channel_row_bytes program_address constants_address
            input_address output_address scratch_address program_size constants_size input_size output_size
            scratch_size data_pop burst_done queue_read queue_read_address m_axi_arready m_axi_rdata
            m_axi_rresp m_axi_rlast m_axi_rvalid hold dead data_valid data outstanding queue_read_valid
            queue_read_data queue_read_done queue_read_error fault fault_cause fault_segment fault_address
            m_axi_araddr m_axi_arlen m_axi_arsize m_axi_arburst m_axi_arcache m_axi_arprot m_axi_arvalid
            m_axi_rready valid1 kind1 fill1 last_beat1 begins1 odd1 fetch_offset1 valid2 fill2 last_beat2
            checked2 odd2 offset2 limit2 segment2 valid3 fill3 last_beat3 outside3 beyond3 odd3 offset3
            size3 segment3 device_address3 address_valid address length stopped bursts write_index
            read_index failed_index failed1 failed2 reported faulty cause fault_segment_now
            fault_address_now queue_busy queue_failed stop offset1 segment1 row_bytes1 window_address
            window_size issues misses free direct pending_entry answer answer_in answer_error arrives
            accepted fails begun ended takes origin;
            pending: Fifo::new(4),
            answers: HeadFifo::new(8),
            origins: Memory::new(arch.outstanding_beats as usize),
            violation: Constant::new(bits(ErrorCause::SegmentViolation as u64)),
            memory_error: Constant::new(bits(ErrorCause::MemoryError as u64)),
        }
    }
}

impl Logic for ReadEngine {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block read_engine");
        clock!(self, clock, pending, answers, origins);
        dff_setup!(self, clock, valid1, kind1, fill1, last_beat1, begins1, odd1);
        dff_setup!(self, clock, fetch_offset1, valid2, fill2, last_beat2, checked2);
        dff_setup!(self, clock, odd2, offset2, limit2, segment2, valid3, fill3);
        dff_setup!(self, clock, last_beat3, outside3, beyond3, odd3, offset3, size3);
        dff_setup!(self, clock, segment3, device_address3, address_valid, address);
        dff_setup!(self, clock, length, stopped, bursts, write_index, read_index);
        dff_setup!(self, clock, failed_index, failed1, failed2, reported, faulty);
        dff_setup!(self, clock, cause, fault_segment_now, fault_address_now);
        dff_setup!(self, clock, queue_busy, queue_failed);
        self.stop.next = self.stopped.q.val() | self.abort.val();
        self.hold.next = self.stop.val() | self.pending.valid.val();
        self.dead.next = self.stopped.q.val();

        // The cycle after the request: offset, and end of the row.
        self.valid1.d.next = self.request.val();
        self.kind1.d.next = self.kind.val();
        self.fill1.d.next = self.fill.val();
        self.last_beat1.d.next = self.last_beat.val();
        self.begins1.d.next = self.row_begins.val();
        self.odd1.d.next = self.odd.val();
        self.fetch_offset1.d.next = self.fetch_offset.val();
        self.offset1.next = self.parameter_channel_offset.val();
        self.segment1.next = self.parameter_channel_segment.val();
        self.row_bytes1.next = self.parameter_channel_row_bytes.val();
        if self.kind1.q.val() == bits::<2>(1) {
            self.offset1.next = self.input_channel_offset.val();
            self.segment1.next = self.input_channel_segment.val();
            self.row_bytes1.next = self.input_channel_row_bytes.val();
        }
        if self.kind1.q.val() == bits::<2>(2) {
            self.offset1.next = self.weight_channel_offset.val();
            self.segment1.next = self.weight_channel_segment.val();
            self.row_bytes1.next = self.weight_channel_row_bytes.val();
        }
        if self.kind1.q.val() == bits::<2>(3) {
            self.offset1.next = bit_cast::<64, 40>(self.fetch_offset1.q.val());
            self.segment1.next = bits::<3>(0);
        }

        // Another one: window and device address.
        self.valid2.d.next = self.valid1.q.val();
        self.fill2.d.next = self.fill1.q.val();
        self.last_beat2.d.next = self.last_beat1.q.val();
        self.checked2.d.next =
            self.begins1.q.val() & !self.fill1.q.val() & (self.kind1.q.val() != bits::<2>(3));
        self.odd2.d.next = self.odd1.q.val();
        self.offset2.d.next = self.offset1.val();
        self.limit2.d.next =
            bit_cast::<65, 64>(self.offset1.val()) + bit_cast::<65, 32>(self.row_bytes1.val());
        self.segment2.d.next = self.segment1.val();
        self.window_address.next = self.program_address.val();
        if self.segment2.q.val() == bits::<3>(1) {
            self.window_address.next = self.constants_address.val();
        }
        if self.segment2.q.val() == bits::<3>(2) {
            self.window_address.next = self.input_address.val();
        }
        if self.segment2.q.val() == bits::<3>(3) {
            self.window_address.next = self.output_address.val();
        }
        if self.segment2.q.val() == bits::<3>(4) {
            self.window_address.next = self.scratch_address.val();
        }
        self.window_size.next = self.program_size.val();
        if self.segment2.q.val() == bits::<3>(1) {
            self.window_size.next = self.constants_size.val();
        }
        if self.segment2.q.val() == bits::<3>(2) {
            self.window_size.next = self.input_size.val();
        }
        if self.segment2.q.val() == bits::<3>(3) {
            self.window_size.next = self.output_size.val();
        }
        if self.segment2.q.val() == bits::<3>(4) {
            self.window_size.next = self.scratch_size.val();
        }
        self.valid3.d.next = self.valid2.q.val();
        self.fill3.d.next = self.fill2.q.val();
        self.last_beat3.d.next = self.last_beat2.q.val();
        self.outside3.d.next =
            self.checked2.q.val() & (self.limit2.q.val() > bit_cast::<65, 64>(self.window_size.val()));
        self.beyond3.d.next = self.offset2.q.val() > self.window_size.val();
        self.odd3.d.next = self.checked2.q.val() & self.odd2.q.val();
        self.offset3.d.next = self.offset2.q.val();
        self.size3.d.next = self.window_size.val();
        self.segment3.d.next = self.segment2.q.val();
        self.device_address3.d.next = self.window_address.val() + self.offset2.q.val();

        // A third one: whether it may be.
        self.misses.next =
            self.valid3.q.val() & !self.stop.val() & (self.outside3.q.val() | self.odd3.q.val());
        self.issues.next = self.valid3.q.val()
            & !self.fill3.q.val()
            & !self.stop.val()
            & !self.outside3.q.val()
            & !self.odd3.q.val();

        // The address channel.
        self.free.next = !self.address_valid.q.val() | self.m_axi_arready.val();
        self.direct.next = self.issues.val() & self.free.val() & !self.pending.valid.val();
        self.pending.clear.next = self.reset.val();
        self.pending.push.next = self.issues.val() & !self.direct.val();
        self.pending.data_in.next = (bit_cast::<68, 64>(self.device_address3.q.val()) << 4)
            | bit_cast::<68, 4>(self.last_beat3.q.val());
        self.pending.pop.next = self.free.val();
        self.pending_entry.next = self.pending.data_out.val();
        if self.free.val() {
            self.address_valid.d.next = self.direct.val() | self.pending.valid.val() | self.queue_read.val();
            self.address.d.next = self.device_address3.q.val();
            self.length.d.next = self.last_beat3.q.val();
            if self.pending.valid.val() {
                self.address.d.next = self.pending_entry.val().get_bits::<64>(4);
                self.length.d.next = self.pending_entry.val().get_bits::<4>(0);
            }
            if self.queue_read.val() {
                self.address.d.next = self.queue_read_address.val();
                self.length.d.next = bits::<4>(7);
            }
        }
        self.m_axi_arvalid.next = self.address_valid.q.val();
        self.m_axi_araddr.next = self.address.q.val();
        self.m_axi_arlen.next = bit_cast::<8, 4>(self.length.q.val());
        self.m_axi_arsize.next = bits::<3>(4);
        self.m_axi_arburst.next = bits::<2>(1);
        self.m_axi_arcache.next = bits::<4>(3);
        self.m_axi_arprot.next = bits::<3>(0);

        // The data channel.
        self.accepted.next = self.m_axi_rvalid.val() & !self.answers.full.val();
        self.m_axi_rready.next = !self.answers.full.val();
        self.answer_in.next = bit_cast::<130, 128>(self.m_axi_rdata.val())
            | (bit_cast::<130, 1>(self.m_axi_rresp.val().get_bits::<1>(1)) << 128);
        if self.m_axi_rlast.val() {
            self.answer_in.next = self.answer_in.val() | (bits::<130>(1) << 129);
        }
        self.answers.clear.next = self.reset.val();
        self.answers.push.next = self.accepted.val();
        self.answers.data_in.next = self.answer_in.val();
        self.answer.next = self.answers.data_out.val();
        self.answer_error.next = self.answer.val().get_bit(128);
        self.data.next = self.answer.val().get_bits::<128>(0);
        self.data_valid.next = self.answers.valid.val() & !self.queue_busy.q.val() & !self.stopped.q.val();
        self.takes.next = self.data_pop.val() | self.queue_busy.q.val() | self.stopped.q.val();
        self.answers.pop.next = self.answers.valid.val() & self.takes.val();

        // What is outstanding.
        self.begun.next = self.issues.val() | self.queue_read.val();
        self.ended.next = self.accepted.val() & self.m_axi_rlast.val();
        if self.begun.val() & !self.ended.val() {
            self.bursts.d.next = self.bursts.q.val() + bits::<12>(1);
        }
        if self.ended.val() & !self.begun.val() {
            self.bursts.d.next = self.bursts.q.val() - bits::<12>(1);
        }
        self.outstanding.next = self.bursts.q.val().any() | self.answers.valid.val();

        // Queue entries.
        self.arrives.next = self.answers.valid.val() & self.queue_busy.q.val();
        self.queue_read_valid.next = self.arrives.val();
        self.queue_read_data.next = self.answer.val().get_bits::<128>(0);
        self.queue_read_done.next = self.arrives.val() & self.answer.val().get_bit(129);
        self.queue_read_error.next = self.queue_failed.q.val() | self.answer_error.val();
        if self.arrives.val() {
            self.queue_failed.d.next = self.queue_failed.q.val() | self.answer_error.val();
            if self.answer.val().get_bit(129) {
                self.queue_busy.d.next = false;
            }
        }
        if self.queue_read.val() {
            self.queue_busy.d.next = true;
            self.queue_failed.d.next = false;
        }

        // Where a burst lies is kept for the case that memory answers it with an error.
        self.origins.write_enable.next = self.valid2.q.val();
        self.origins.write_address.next = self.write_index.q.val();
        self.origins.write_data.next =
            (bit_cast::<67, 64>(self.offset2.q.val()) << 3) | bit_cast::<67, 3>(self.segment2.q.val());
        self.origins.read_address.next = self.failed_index.q.val();
        self.origin.next = self.origins.read_data.val();
        if self.valid2.q.val() {
            self.write_index.d.next = self.write_index.q.val() + bits::<16>(1);
        }
        if self.burst_done.val() {
            self.read_index.d.next = self.read_index.q.val() + bits::<16>(1);
        }
        self.fails.next = self.data_pop.val() & self.answer_error.val() & !self.stopped.q.val();
        self.failed1.d.next = self.fails.val();
        self.failed2.d.next = self.failed1.q.val();
        if self.fails.val() {
            self.failed_index.d.next = self.read_index.q.val();
        }

        // Faults.
        self.faulty.d.next = false;
        if self.misses.val() {
            self.faulty.d.next = true;
            self.reported.d.next = true;
            self.fault_segment_now.d.next = self.segment3.q.val();
            self.fault_address_now.d.next = self.offset3.q.val();
            self.cause.d.next = self.memory_error.val();
            if self.outside3.q.val() {
                self.cause.d.next = self.violation.val();
                if !self.beyond3.q.val() {
                    self.fault_address_now.d.next = self.size3.q.val();
                }
            }
        }
        if self.failed2.q.val() & !self.reported.q.val() {
            self.faulty.d.next = true;
            self.reported.d.next = true;
            self.cause.d.next = self.memory_error.val();
            self.fault_segment_now.d.next = self.origin.val().get_bits::<3>(0);
            self.fault_address_now.d.next = self.origin.val().get_bits::<64>(3);
        }
        self.stopped.d.next = self.stop.val() | self.misses.val() | self.fails.val();
        if self.reset.val() {
            // The reset of the device is that of the bus too: what was outstanding is not answered.
            self.address_valid.d.next = false;
            self.bursts.d.next = bits::<12>(0);
            self.queue_busy.d.next = false;
            self.stopped.d.next = false;
            self.reported.d.next = false;
            self.faulty.d.next = false;
            self.valid1.d.next = false;
            self.valid2.d.next = false;
            self.valid3.d.next = false;
            self.failed1.d.next = false;
            self.failed2.d.next = false;
            self.write_index.d.next = bits::<16>(0);
            self.read_index.d.next = bits::<16>(0);
        }
        self.fault.next = self.faulty.q.val();
        self.fault_cause.next = self.cause.q.val();
        self.fault_segment.next = self.fault_segment_now.q.val();
        self.fault_address.next = self.fault_address_now.q.val();
    }
}
