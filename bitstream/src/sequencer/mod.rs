//! The sequencer of the array: fetches micro-ops, refuses illegal ones, and hands one a cycle to PVs and DMA channels.
//!
//! Words arrive two in a beat and are [looked at](predecode) at once: a code for what the sequencer has to do with a word
//! takes the place of its opcode, made by [`rules`] that come from the contract alone. The [buffer] shows the oldest word as a
//! register, so that the way from there through [`flow`] and [`issue`] to the FIFOs is short. [`fetch`] keeps the
//! buffer full, [`status`] says how the program ended.
//!
//! # Interface
//! - `reset` starts a job: the cycle behind it is cycle 0, in which the first words are requested. `batch`, `program_address` and
//!   `program_size` have their values from the cycle of `reset` on and keep them while the job runs. No fetch may be on its way then.
//! - Programs lie in windows of less than 2^39 words.
//! - Outputs that go with the cycle of issue (`pv_push`, `dma_push`, `clear_timelines`) and `fetch_request` follow from inputs of
//!   the same cycle: the `full` flags and, for barriers, the idle inputs. All others are registers or follow from registers
//!   alone.
//! - For `mimd.exe` (`is_mimd`) bits 5..3 and all above 9 of `command` are zero: whoever pushes it into PV `k` puts bits `3k+2..3k` of `mimd_indices` there.
//! - The first fault ends the program; `fault` rises once, together with its cause. With `aborts` nothing is issued or requested any more,
//!   and `running` falls.
//!
//! Not here: counters of micro-ops, and what layers are called.

pub mod buffer;
pub mod fetch;
pub mod flow;
pub mod issue;
pub mod predecode;
pub mod rules;
pub mod status;

use crate::hdl::*;
use buffer::GlobalBuffer;
use fetch::Fetch;
use flow::Flow;
use isa::ArchConfig;
use issue::Issue;
use status::Status;

/// Bits of a word index, or of a difference of two.
pub const INDEX: usize = 40;

/// The sequencer.
#[derive(LogicBlock)]
pub struct Sequencer {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Starts a job; the next cycle is its cycle 0.
    pub reset: Signal<In, Bit>,
    /// Nothing more is requested or issued.
    pub aborts: Signal<In, Bit>,
    /// Images of the job.
    pub batch: Signal<In, Bits<17>>,
    /// Device address of the program's window.
    pub program_address: Signal<In, Bits<64>>,
    /// Bytes of the program's window.
    pub program_size: Signal<In, Bits<64>>,
    /// Asks for a burst of the program.
    pub fetch_request: Signal<Out, Bit>,
    /// Would ask for one if the micro-op at the head were no barrier; follows from registers alone. A barrier that
    /// is passed finds the load channels idle, so no one loses a turn to a claim that becomes no request.
    pub fetch_claims: Signal<Out, Bit>,
    /// Its first byte in the window.
    pub fetch_offset: Signal<Out, Bits<40>>,
    /// Its 64-bit words.
    pub fetch_words: Signal<Out, Bits<6>>,
    /// Its beats.
    pub fetch_beats: Signal<Out, Bits<5>>,
    /// The burst is requested from memory in this cycle.
    pub fetch_grant: Signal<In, Bit>,
    /// A beat of the program is delivered.
    pub fetch_valid: Signal<In, Bit>,
    /// The beat.
    pub fetch_data: Signal<In, Bits<128>>,
    /// Its halves that belong to the burst.
    pub fetch_mask: Signal<In, Bits<2>>,
    /// PVs whose command FIFO has no room.
    pub pv_full: Signal<In, Bits<16>>,
    /// Channels whose command FIFO has no room, in the order of [`isa::ops::DmaChannel`].
    pub dma_full: Signal<In, Bits<4>>,
    /// PVs that are seen to be idle in this cycle; those outside the array do not count.
    pub pv_idle: Signal<In, Bits<16>>,
    /// The load channels are seen to be idle.
    pub loads_idle: Signal<In, Bit>,
    /// The output channel is seen to be idle.
    pub store_idle: Signal<In, Bit>,
    /// Something moved outside the sequencer.
    pub moved: Signal<In, Bit>,
    /// Transactions are on their way that do not wait for this job.
    pub bus_awaits: Signal<In, Bit>,
    /// PVs that take `command` in this cycle.
    pub pv_push: Signal<Out, Bits<16>>,
    /// Command of all those PVs.
    pub command: Signal<Out, Bits<33>>,
    /// Indices of all PVs, for `mimd.exe`.
    pub mimd_indices: Signal<Out, Bits<48>>,
    /// `command` lacks the PV's index.
    pub is_mimd: Signal<Out, Bit>,
    /// Channels that take `dma_command` in this cycle.
    pub dma_push: Signal<Out, Bits<4>>,
    /// Command of a channel.
    pub dma_command: Signal<Out, Bits<53>>,
    /// First image of the batch iteration.
    pub image: Signal<Out, Bits<16>>,
    /// `batch.end` is done in this cycle.
    pub clear_timelines: Signal<Out, Bit>,
    /// The channel for whose FIFO the sequencer waited in the cycle before: input, weight or parameter, output.
    pub blocked: Signal<Out, Bits<3>>,
    /// From cycle 0 to the cycle of `halt`.
    pub running: Signal<Out, Bit>,
    /// `halt` was done in the cycle before.
    pub halted: Signal<Out, Bit>,
    /// The program failed.
    pub fault: Signal<Out, Bit>,
    /// Code of [`isa::queue::ErrorCause`].
    pub fault_cause: Signal<Out, Bits<4>>,
    /// Segment of the fault.
    pub fault_segment: Signal<Out, Bits<3>>,
    /// Where, as the cause has it.
    pub fault_address: Signal<Out, Bits<64>>,
    /// Word index of the micro-op that is issued next, or waits to be.
    pub program_counter: Signal<Out, Bits<32>>,
    buffer: GlobalBuffer,
    fetch: Fetch,
    flow: Flow,
    issue: Issue,
    status: Status,
    idle_pvs: Signal<Local, Bits<16>>,
    idle: Signal<Local, Bit>,
    redirect: Signal<Local, Bit>,
    absent: Constant<Bits<16>>,
}

impl Sequencer {
    /// The sequencer of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            aborts: Default::default(),
            batch: Default::default(),
            program_address: Default::default(),
            program_size: Default::default(),
            fetch_request: Default::default(),
            fetch_claims: Default::default(),
            fetch_offset: Default::default(),
            fetch_words: Default::default(),
            fetch_beats: Default::default(),
            fetch_grant: Default::default(),
            fetch_valid: Default::default(),
            fetch_data: Default::default(),
            fetch_mask: Default::default(),
            pv_full: Default::default(),
            dma_full: Default::default(),
            pv_idle: Default::default(),
            loads_idle: Default::default(),
            store_idle: Default::default(),
            moved: Default::default(),
            bus_awaits: Default::default(),
            pv_push: Default::default(),
            command: Default::default(),
            mimd_indices: Default::default(),
            is_mimd: Default::default(),
            dma_push: Default::default(),
            dma_command: Default::default(),
            image: Default::default(),
            clear_timelines: Default::default(),
            blocked: Default::default(),
            running: Default::default(),
            halted: Default::default(),
            fault: Default::default(),
            fault_cause: Default::default(),
            fault_segment: Default::default(),
            fault_address: Default::default(),
            program_counter: Default::default(),
            buffer: GlobalBuffer::new(arch),
            fetch: Fetch::new(arch),
            flow: Flow::default(),
            issue: Issue::new(arch),
            status: Status::default(),
            idle_pvs: Default::default(),
            idle: Default::default(),
            redirect: Default::default(),
            absent: Constant::new(bits((!rules::existing(arch)).into())),
        }
    }
}

impl Logic for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block sequencer");
        clock!(self, clock, buffer, fetch, flow, issue, status);
        self.idle_pvs.next = self.pv_idle.val() | self.absent.val();
        self.idle.next = self.idle_pvs.val().all() & self.loads_idle.val() & self.store_idle.val();
        self.redirect.next = self.flow.jump.val() | self.reset.val();

        self.status.reset.next = self.reset.val();
        self.status.aborts.next = self.aborts.val();
        self.status.program_address.next = self.program_address.val();
        self.status.program_size.next = self.program_size.val();
        self.status.head.next = self.buffer.head.val();
        self.status.head_index.next = self.flow.next_index.val();
        self.status.present.next = self.flow.present.val();
        self.status.misplaced.next = self.flow.misplaced.val();
        self.status.ended.next = self.flow.ended.val();
        self.status.ended_at_window.next = self.flow.ended_at_window.val();
        self.status.halts.next = self.flow.halts.val();
        self.status.moved.next =
            self.moved.val() | self.bus_awaits.val() | self.fetch_valid.val() | self.flow.done.val();

        self.fetch.reset.next = self.reset.val();
        self.fetch.active.next = self.status.fetches.val();
        self.fetch.skips.next = self.flow.skips.val() | self.reset.val();
        self.fetch.stops.next = self.flow.stops.val() & self.idle.val();
        self.fetch.redirect.next = self.redirect.val();
        self.fetch.target.next = self.flow.target.val();
        self.fetch.target_left.next = self.flow.target_left.val();
        self.fetch.base.next = self.program_address.val().get_bits::<9>(3);
        self.fetch.pop.next = self.flow.pop.val();
        self.fetch.grant.next = self.fetch_grant.val();
        self.fetch.valid.next = self.fetch_valid.val();
        self.fetch.mask.next = self.fetch_mask.val();
        self.fetch_request.next = self.fetch.request.val();
        self.fetch_claims.next = self.fetch.claims.val();
        self.fetch_offset.next = self.fetch.offset.val();
        self.fetch_words.next = self.fetch.words.val();
        self.fetch_beats.next = self.fetch.beats.val();

        self.buffer.clear.next = self.redirect.val();
        self.buffer.starts_high.next = self.fetch.starts_high.val();
        self.buffer.arrives.next = self.fetch.arrives.val();
        self.buffer.beat.next = self.fetch_data.val();
        self.buffer.pop.next = self.flow.pop.val();

        self.flow.reset.next = self.reset.val();
        self.flow.window_words.next = self.program_size.val().get_bits::<INDEX>(3);
        self.flow.batch.next = self.batch.val();
        self.flow.live.next = self.status.live.val();
        self.flow.head.next = self.buffer.head.val();
        self.flow.head_valid.next = self.buffer.head_valid.val();
        self.flow.has_room.next = self.issue.has_room.val();
        self.flow.idle.next = self.idle.val();

        self.issue.head.next = self.buffer.head.val();
        self.issue.head_index.next = self.flow.next_index.val();
        self.issue.present.next = self.flow.present.val();
        self.issue.done.next = self.flow.pushes.val();
        self.issue.pv_full.next = self.pv_full.val();
        self.issue.dma_full.next = self.dma_full.val();
        self.pv_push.next = self.issue.pv_push.val();
        self.command.next = self.issue.command.val();
        self.mimd_indices.next = self.issue.mimd_indices.val();
        self.is_mimd.next = self.issue.is_mimd.val();
        self.dma_push.next = self.issue.dma_push.val();
        self.dma_command.next = self.issue.dma_command.val();
        self.blocked.next = self.issue.blocked.val();

        self.image.next = self.flow.image.val();
        self.clear_timelines.next = self.flow.ends_body.val();
        self.running.next = self.status.running.val();
        self.halted.next = self.status.halted.val();
        self.fault.next = self.status.fault.val();
        self.fault_cause.next = self.status.fault_cause.val();
        self.fault_segment.next = self.status.fault_segment.val();
        self.fault_address.next = self.status.fault_address.val();
        self.program_counter.next = self.flow.next_index.val().get_bits::<32>(0);
    }
}
