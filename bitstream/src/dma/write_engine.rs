//! The write side of the AXI port: bursts and beats wait here for the memory, responses are matched with their bursts.
//!
//! # Interface
//! - `announce` and `emit` append a burst and a beat; they cannot be refused. `room`, a register, says that two more of each and
//!   one of a beat on its way will find a place.
//! - What goes in in cycle `t` is on the bus in `t + 1` if nothing waits before it. A burst's address is there no later than
//!   its first beat.
//! - `answered` in the cycle of a response, with what was said of its burst: the memory answers in order. `busy`, a register: responses
//!   are missing. `awaits`: and the memory can go on by itself, which it cannot where all it has not answered is a burst whose beats
//!   have not come here.
//! - While `stop` the beats that are owed to announced bursts are made up, without any byte enabled.
//! - `queue_write` (one cycle, at any time) writes 64 bytes when nothing else is under way; address and data stand still until
//!   `queue_write_done`, one cycle long, which comes with `queue_write_error`.

use isa::ArchConfig;

use crate::hdl::*;
use crate::primitives::{Fifo, INDEX_BITS, Memory};

/// Bursts and beats that can wait for the memory.
const WAITING: usize = 16;
/// Responses beyond the memory's latency that can be missing before nothing more is taken.
const SPARE_RESPONSES: usize = 32;

/// Bursts to a memory and its responses.
#[derive(LogicBlock)]
pub struct WriteEngine {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job; nothing is under way then.
    pub reset: Signal<In, Bit>,
    /// Makes up the beats that are owed.
    pub stop: Signal<In, Bit>,
    /// Appends a burst.
    pub announce: Signal<In, Bit>,
    /// Its address, a multiple of 16.
    pub burst_address: Signal<In, Bits<64>>,
    /// Its beats less one.
    pub burst_length: Signal<In, Bits<4>>,
    /// It is the last of its transfer.
    pub burst_completes: Signal<In, Bit>,
    /// Segment that it goes to.
    pub burst_segment: Signal<In, Bits<3>>,
    /// Offset of its row in the segment.
    pub row_offset: Signal<In, Bits<64>>,
    /// Appends a beat.
    pub emit: Signal<In, Bit>,
    /// Its data.
    pub data: Signal<In, Bits<128>>,
    /// Which words of it are written.
    pub lanes: Signal<In, Bits<8>>,
    /// It is the last of its burst.
    pub burst_ends: Signal<In, Bit>,
    /// More can be appended.
    pub room: Signal<Out, Bit>,
    /// Responses are missing.
    pub busy: Signal<Out, Bit>,
    /// It is the memory's turn.
    pub awaits: Signal<Out, Bit>,
    /// A burst of a transfer has its response in this cycle.
    pub answered: Signal<Out, Bit>,
    /// It was the last of its transfer.
    pub answer_completes: Signal<Out, Bit>,
    /// The memory refused it.
    pub answer_failed: Signal<Out, Bit>,
    /// Its segment.
    pub answer_segment: Signal<Out, Bits<3>>,
    /// Offset of its row.
    pub answer_offset: Signal<Out, Bits<64>>,
    /// Writes 64 bytes.
    pub queue_write: Signal<In, Bit>,
    /// Where to, a multiple of 64.
    pub queue_write_address: Signal<In, Bits<64>>,
    /// The bytes.
    pub queue_write_data: Signal<In, Bits<512>>,
    /// They are in memory, or refused.
    pub queue_write_done: Signal<Out, Bit>,
    /// They were refused.
    pub queue_write_error: Signal<Out, Bit>,
    /// AXI write address channel.
    pub m_axi_awaddr: Signal<Out, Bits<64>>,
    /// Beats less one.
    pub m_axi_awlen: Signal<Out, Bits<8>>,
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
    /// It is taken: always.
    pub m_axi_bready: Signal<Out, Bit>,
    addresses: Fifo<64>,
    beats: Fifo<137>,
    bursts: Memory<68>,
    address_count: DFF<Bits<5>>,
    beat_count: DFF<Bits<5>>,
    missing: DFF<Bits<INDEX_BITS>>,
    has_room: DFF<Bit>,
    is_busy: DFF<Bit>,
    write_index: DFF<Bits<INDEX_BITS>>,
    read_index: DFF<Bits<INDEX_BITS>>,
    /// Beats of the announced burst that were not emitted.
    owed: DFF<Bits<5>>,
    queue_waits: DFF<Bit>,
    /// 0: nothing to do; 1 to 4: that beat goes out; 5: the response is missing.
    queue_step: DFF<Bits<3>>,
    queue_is_done: DFF<Bit>,
    queue_failed: DFF<Bit>,
    queue_emits: Signal<Local, Bit>,
    queue_begins: Signal<Local, Bit>,
    makes_up: Signal<Local, Bit>,
    address_push: Signal<Local, Bit>,
    address_pop: Signal<Local, Bit>,
    beat_push: Signal<Local, Bit>,
    beat_pop: Signal<Local, Bit>,
    responds: Signal<Local, Bit>,
    address_next: Signal<Local, Bits<5>>,
    beat_next: Signal<Local, Bits<5>>,
    missing_next: Signal<Local, Bits<INDEX_BITS>>,
    addresses_fit: Signal<Local, Bit>,
    beats_fit: Signal<Local, Bit>,
    responses_fit: Signal<Local, Bit>,
    stays_busy: Signal<Local, Bit>,
    starves: Signal<Local, Bit>,
    owed_now: Signal<Local, Bits<5>>,
    burst: Signal<Local, Bits<64>>,
    beat_data: Signal<Local, Bits<128>>,
    beat_lanes: Signal<Local, Bits<8>>,
    beat_last: Signal<Local, Bit>,
    beat_last_bit: Signal<Local, Bits<137>>,
    completes_bit: Signal<Local, Bits<68>>,
    head_burst: Signal<Local, Bits<64>>,
    head_beat: Signal<Local, Bits<137>>,
    answer: Signal<Local, Bits<68>>,
    pairs4: Signal<Local, Bits<16>>,
    pairs2: Signal<Local, Bits<16>>,
    pairs1: Signal<Local, Bits<16>>,
    pairs0: Signal<Local, Bits<16>>,
    read_next: Signal<Local, Bits<INDEX_BITS>>,
    most_missing: Constant<Bits<INDEX_BITS>>,
    most_missing_less_one: Constant<Bits<INDEX_BITS>>,
    one: Constant<Bits<INDEX_BITS>>,
}

impl WriteEngine {
    /// The write engine of that array's memory.
    pub fn new(arch: &ArchConfig) -> Self {
        let responses = (arch.memory_latency_cycles as usize + 2 * SPARE_RESPONSES).next_power_of_two();
        parts! {
            clock reset stop announce burst_address burst_length burst_completes burst_segment row_offset
            emit data lanes burst_ends room busy awaits answered answer_completes answer_failed answer_segment
            answer_offset queue_write queue_write_address queue_write_data queue_write_done
            queue_write_error m_axi_awaddr m_axi_awlen m_axi_awvalid m_axi_awready m_axi_wdata m_axi_wstrb
            m_axi_wlast m_axi_wvalid m_axi_wready m_axi_bresp m_axi_bvalid m_axi_bready address_count
            beat_count missing has_room is_busy write_index read_index owed queue_waits queue_step
            queue_is_done queue_failed queue_emits queue_begins makes_up address_push address_pop beat_push
            beat_pop responds address_next beat_next missing_next addresses_fit beats_fit responses_fit
            stays_busy starves owed_now burst beat_data beat_lanes beat_last beat_last_bit completes_bit
            head_burst head_beat answer pairs4 pairs2 pairs1 pairs0 read_next;
            addresses: Fifo::new(WAITING),
            beats: Fifo::new(WAITING),
            bursts: Memory::new(responses),
            most_missing: Constant::new(bits((responses - SPARE_RESPONSES / 2) as u64)),
            most_missing_less_one: Constant::new(bits((responses - SPARE_RESPONSES / 2 - 1) as u64)),
            one: Constant::new(bits(1)),
        }
    }
}

impl Logic for WriteEngine {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block write_engine");
        clock!(self, clock, addresses, beats, bursts);
        dff_setup!(self, clock, address_count, beat_count, missing, has_room, is_busy);
        dff_setup!(self, clock, write_index, read_index, owed, queue_waits, queue_step);
        dff_setup!(self, clock, queue_is_done, queue_failed);
        self.queue_begins.next = self.queue_step.q.val() == bits::<3>(1);
        self.queue_emits.next = self.queue_step.q.val().any() & (self.queue_step.q.val() < bits::<3>(5));
        self.makes_up.next =
            self.stop.val() & self.owed.q.val().any() & (self.beat_count.q.val() < bits::<5>(12));

        // Bursts.
        self.address_push.next = self.announce.val() | self.queue_begins.val();
        self.burst.next = self.burst_address.val() | bit_cast::<64, 4>(self.burst_length.val());
        if self.queue_begins.val() {
            self.burst.next = self.queue_write_address.val() | bits::<64>(3);
        }
        self.addresses.clear.next = self.reset.val();
        self.addresses.push.next = self.address_push.val();
        self.addresses.data_in.next = self.burst.val();
        self.head_burst.next = self.addresses.data_out.val();
        self.m_axi_awvalid.next = self.addresses.valid.val();
        self.m_axi_awaddr.next = bit_cast::<64, 60>(self.head_burst.val().get_bits::<60>(4)) << 4;
        self.m_axi_awlen.next = bit_cast::<8, 4>(self.head_burst.val().get_bits::<4>(0));
        self.address_pop.next = self.addresses.valid.val() & self.m_axi_awready.val();
        self.addresses.pop.next = self.address_pop.val();

        // Beats.
        self.beat_push.next = self.emit.val() | self.queue_emits.val() | self.makes_up.val();
        self.beat_data.next = self.data.val();
        self.beat_lanes.next = self.lanes.val();
        self.beat_last.next = self.burst_ends.val();
        if self.makes_up.val() {
            self.beat_lanes.next = bits::<8>(0);
            self.beat_last.next = self.owed.q.val() == bits::<5>(1);
        }
        if self.queue_emits.val() {
            self.beat_lanes.next = bits::<8>(0xFF);
            self.beat_last.next = self.queue_step.q.val() == bits::<3>(4);
            self.beat_data.next = self.queue_write_data.val().get_bits::<128>(0);
        }
        if self.queue_step.q.val() == bits::<3>(2) {
            self.beat_data.next = self.queue_write_data.val().get_bits::<128>(128);
        }
        if self.queue_step.q.val() == bits::<3>(3) {
            self.beat_data.next = self.queue_write_data.val().get_bits::<128>(256);
        }
        if self.queue_step.q.val() == bits::<3>(4) {
            self.beat_data.next = self.queue_write_data.val().get_bits::<128>(384);
        }
        self.beat_last_bit.next = bits::<137>(0);
        if self.beat_last.val() {
            self.beat_last_bit.next = bits::<137>(1);
        }
        self.beats.clear.next = self.reset.val();
        self.beats.push.next = self.beat_push.val();
        self.beats.data_in.next = (bit_cast::<137, 128>(self.beat_data.val()) << 9)
            | (bit_cast::<137, 8>(self.beat_lanes.val()) << 1)
            | self.beat_last_bit.val();
        self.head_beat.next = self.beats.data_out.val();
        self.m_axi_wvalid.next = self.beats.valid.val();
        self.m_axi_wdata.next = self.head_beat.val().get_bits::<128>(9);
        self.m_axi_wlast.next = self.head_beat.val().get_bit(0);
        // A lane's bit becomes two neighbours.
        self.pairs4.next = bit_cast::<16, 8>(self.head_beat.val().get_bits::<8>(1));
        self.pairs2.next = (self.pairs4.val() | (self.pairs4.val() << 4)) & bits::<16>(0x0F0F);
        self.pairs1.next = (self.pairs2.val() | (self.pairs2.val() << 2)) & bits::<16>(0x3333);
        self.pairs0.next = (self.pairs1.val() | (self.pairs1.val() << 1)) & bits::<16>(0x5555);
        self.m_axi_wstrb.next = self.pairs0.val() | (self.pairs0.val() << 1);
        self.beat_pop.next = self.beats.valid.val() & self.m_axi_wready.val();
        self.beats.pop.next = self.beat_pop.val();

        // What the open burst still lacks.
        self.owed_now.next = self.owed.q.val();
        if self.announce.val() {
            self.owed_now.next = bit_cast::<5, 4>(self.burst_length.val()) + bits::<5>(1);
        }
        self.owed.d.next = self.owed_now.val();
        if self.emit.val() | self.makes_up.val() {
            self.owed.d.next = self.owed_now.val() - bits::<5>(1);
        }

        // Responses.
        self.m_axi_bready.next = true;
        self.responds.next = self.m_axi_bvalid.val() & self.is_busy.q.val();
        self.completes_bit.next = bits::<68>(0);
        if self.burst_completes.val() {
            self.completes_bit.next = bits::<68>(1);
        }
        self.bursts.write_enable.next = self.address_push.val();
        self.bursts.write_address.next = self.write_index.q.val();
        self.bursts.write_data.next = (bit_cast::<68, 64>(self.row_offset.val()) << 4)
            | (bit_cast::<68, 3>(self.burst_segment.val()) << 1)
            | self.completes_bit.val();
        if self.address_push.val() {
            self.write_index.d.next = self.write_index.q.val() + self.one.val();
        }
        self.read_next.next = self.read_index.q.val();
        if self.responds.val() {
            self.read_next.next = self.read_index.q.val() + self.one.val();
        }
        self.read_index.d.next = self.read_next.val();
        self.bursts.read_address.next = self.read_next.val();
        self.answer.next = self.bursts.read_data.val();
        self.answered.next = self.responds.val() & !self.queue_step.q.val().any();
        self.answer_completes.next = self.answer.val().get_bit(0);
        self.answer_segment.next = self.answer.val().get_bits::<3>(1);
        self.answer_offset.next = self.answer.val().get_bits::<64>(4);
        self.answer_failed.next = self.m_axi_bresp.val().get_bit(1);

        // Room.
        self.address_next.next = self.address_count.q.val();
        if self.address_push.val() & !self.address_pop.val() {
            self.address_next.next = self.address_count.q.val() + bits::<5>(1);
        }
        if self.address_pop.val() & !self.address_push.val() {
            self.address_next.next = self.address_count.q.val() - bits::<5>(1);
        }
        self.beat_next.next = self.beat_count.q.val();
        if self.beat_push.val() & !self.beat_pop.val() {
            self.beat_next.next = self.beat_count.q.val() + bits::<5>(1);
        }
        if self.beat_pop.val() & !self.beat_push.val() {
            self.beat_next.next = self.beat_count.q.val() - bits::<5>(1);
        }
        self.missing_next.next = self.missing.q.val();
        if self.address_push.val() & !self.responds.val() {
            self.missing_next.next = self.missing.q.val() + self.one.val();
        }
        if self.responds.val() & !self.address_push.val() {
            self.missing_next.next = self.missing.q.val() - self.one.val();
        }
        self.address_count.d.next = self.address_next.val();
        self.beat_count.d.next = self.beat_next.val();
        self.missing.d.next = self.missing_next.val();
        // The pushes are late: what they choose between is there before them.
        self.addresses_fit.next = (self.address_count.q.val() < bits::<5>(12))
            | (self.address_pop.val() & (self.address_count.q.val() < bits::<5>(13)));
        if self.address_push.val() {
            self.addresses_fit.next = (self.address_count.q.val() < bits::<5>(11))
                | (self.address_pop.val() & (self.address_count.q.val() < bits::<5>(12)));
        }
        self.beats_fit.next = (self.beat_count.q.val() < bits::<5>(12))
            | (self.beat_pop.val() & (self.beat_count.q.val() < bits::<5>(13)));
        if self.beat_push.val() {
            self.beats_fit.next = (self.beat_count.q.val() < bits::<5>(11))
                | (self.beat_pop.val() & (self.beat_count.q.val() < bits::<5>(12)));
        }
        self.responses_fit.next = (self.missing.q.val() < self.most_missing.val())
            | (self.responds.val() & (self.missing.q.val() == self.most_missing.val()));
        self.stays_busy.next = (self.missing.q.val() != self.one.val()) | !self.responds.val();
        self.is_busy.d.next = self.missing.q.val().any() & self.stays_busy.val();
        if self.address_push.val() {
            self.responses_fit.next = (self.missing.q.val() < self.most_missing_less_one.val())
                | (self.responds.val() & (self.missing.q.val() < self.most_missing.val()));
            self.is_busy.d.next = true;
        }
        self.has_room.d.next = self.addresses_fit.val() & self.beats_fit.val() & self.responses_fit.val();
        self.room.next = self.has_room.q.val();
        self.busy.next = self.is_busy.q.val();
        self.starves.next = self.owed.q.val().any()
            & (self.missing.q.val() == self.one.val())
            & !self.addresses.valid.val()
            & !self.beats.valid.val();
        self.awaits.next = self.is_busy.q.val() & !self.starves.val();

        // Queue entries.
        self.queue_is_done.d.next = false;
        self.queue_failed.d.next = false;
        if self.queue_write.val() {
            self.queue_waits.d.next = true;
        }
        if self.queue_emits.val() {
            self.queue_step.d.next = self.queue_step.q.val() + bits::<3>(1);
        }
        if self.queue_waits.q.val() & !self.is_busy.q.val() & !self.queue_step.q.val().any() {
            self.queue_waits.d.next = false;
            self.queue_step.d.next = bits::<3>(1);
        }
        if self.queue_step.q.val().any() & self.responds.val() {
            self.queue_step.d.next = bits::<3>(0);
            self.queue_is_done.d.next = true;
            self.queue_failed.d.next = self.m_axi_bresp.val().get_bit(1);
        }
        self.queue_write_done.next = self.queue_is_done.q.val();
        self.queue_write_error.next = self.queue_failed.q.val();

        if self.reset.val() {
            self.address_count.d.next = bits::<5>(0);
            self.beat_count.d.next = bits::<5>(0);
            self.write_index.d.next = bits::<INDEX_BITS>(0);
            self.read_index.d.next = bits::<INDEX_BITS>(0);
            self.missing.d.next = bits::<INDEX_BITS>(0);
            self.is_busy.d.next = false;
            self.owed.d.next = bits::<5>(0);
            self.queue_waits.d.next = false;
            self.queue_step.d.next = bits::<3>(0);
        }
    }
}
