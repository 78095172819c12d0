//! A DMA channel up to the row: command FIFO, registers, the transfer under way and its place in memory.
//!
//! The same block serves loads and stores; they differ in the order of the rows. It knows nothing of bursts and beats: who
//! uses it looks at the place of the next byte and says how many bytes it has taken care of.
//!
//! # Interface
//! - *Commands.* `push` and `command` as docs/rtl.md has them; `full` is a register. One micro-op a cycle is taken
//!   (`taken`). A transfer that is started in `t` shows itself from `t + 1` on.
//! - *Needs.* `sums_needed`, `drains_needed` and `outputs_needed` are those of the transfer under way, without one those that a
//!   `dma.start` of this cycle takes along. PVs and output channel answer them one cycle later, with what they count then:
//!   `pv_ready` (a bit for each PV, only selected ones count) and `outputs_ready`. `ready`: there is a transfer, and all that it needs
//!   is there in this cycle or was there in an earlier one.
//! - *Place*, while `ready`: `address_low` (low 12 bits of the device address of the next byte; a fill's rows lie at
//!   address 0), `left` (bytes of the row from there on), `target` (scratchpad word of the next byte), `receivers` (PVs of
//!   the row; of a store exactly one), `row_begins` (the next byte is the first of its row), `last_row` (of the
//!   transfer); and of the whole transfer `segment`, `fill`, `index`, `row_bytes`.
//! - *Steps.* `advance` with `advance_bytes` moves on within the row. `row_done` together with `advance` says that the row is
//!   over: the next row is there in the next cycle, or the transfer is over and the next `dma.start` is taken
//!   in the next cycle. Both only while `ready`.
//! - *Offset.* `previous_offset`: 64-bit offset in the segment of the byte that was next in the cycle *before* (of an
//!   advance in `t` it is there in `t + 1`). `segment`, `fill`, `index` and `row_bytes` keep their values until the cycle after the
//!   next `dma.start` is taken, so they still belong to it then.
//! - The window is not checked here.

use isa::ArchConfig;

use super::registers::Registers;
use super::walk::Walk;
use crate::hdl::*;
use crate::primitives::Fifo;

/// Command FIFO, registers and the walk over the rows of one channel.
#[derive(LogicBlock)]
pub struct Channel {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Start of a job: registers as at its start, no transfer, no commands.
    pub reset: Signal<In, Bit>,
    /// First image of the batch iteration.
    pub image: Signal<In, Bits<16>>,
    /// Low 12 bits of the windows' device addresses, segment `s` from bit `12 * s` on.
    pub window_lows: Signal<In, Bits<60>>,
    /// Appends a command; only while not `full`.
    pub push: Signal<In, Bit>,
    /// The command, as docs/rtl.md has it.
    pub command: Signal<In, Bits<53>>,
    /// No room in the command FIFO.
    pub full: Signal<Out, Bit>,
    /// A micro-op is taken from the command FIFO in this cycle.
    pub taken: Signal<Out, Bit>,
    /// No command and no transfer.
    pub idle: Signal<Out, Bit>,
    /// Operations that the transfer needs of every selected PV.
    pub sums_needed: Signal<Out, Bits<32>>,
    /// `act`s that the transfer needs of every selected PV.
    pub drains_needed: Signal<Out, Bits<32>>,
    /// Transfers of the output channel that it needs.
    pub outputs_needed: Signal<Out, Bits<32>>,
    /// Which PVs have reached what was needed of them in the cycle before.
    pub pv_ready: Signal<In, Bits<16>>,
    /// So has the output channel.
    pub outputs_ready: Signal<In, Bit>,
    /// There is a transfer and it has all it needs.
    pub ready: Signal<Out, Bit>,
    /// Low bits of the device address of the next byte.
    pub address_low: Signal<Out, Bits<12>>,
    /// Bytes of the row from the next one on.
    pub left: Signal<Out, Bits<32>>,
    /// Scratchpad word of the next byte.
    pub target: Signal<Out, Bits<32>>,
    /// PVs of the row.
    pub receivers: Signal<Out, Bits<16>>,
    /// The next byte is the first of its row.
    pub row_begins: Signal<Out, Bit>,
    /// The row is the last of the transfer.
    pub last_row: Signal<Out, Bit>,
    /// Segment of the transfer.
    pub segment: Signal<Out, Bits<3>>,
    /// The transfer is a fill.
    pub fill: Signal<Out, Bit>,
    /// Word index of the transfer's micro-op.
    pub index: Signal<Out, Bits<32>>,
    /// Bytes of a whole row.
    pub row_bytes: Signal<Out, Bits<32>>,
    /// Offset in the segment of the byte that was next in the cycle before.
    pub previous_offset: Signal<Out, Bits<64>>,
    /// Moves on by `advance_bytes`.
    pub advance: Signal<In, Bit>,
    /// How far, 1 to 256; of no meaning with `row_done`.
    pub advance_bytes: Signal<In, Bits<9>>,
    /// The bytes of this `advance` end the row.
    pub row_done: Signal<In, Bit>,
    commands: Fifo<53>,
    registers: Registers,
    walk: Walk,
    active: DFF<Bit>,
    needs_met: DFF<Bit>,
    segment_now: DFF<Bits<3>>,
    pvs_now: DFF<Bits<16>>,
    fill_now: DFF<Bit>,
    index_now: DFF<Bits<32>>,
    sums_now: DFF<Bits<32>>,
    drains_now: DFF<Bits<32>>,
    outputs_now: DFF<Bits<32>>,
    starts: Signal<Local, Bit>,
    takes: Signal<Local, Bit>,
    head: Signal<Local, Bits<53>>,
    head_segment: Signal<Local, Bits<3>>,
    window_low: Signal<Local, Bits<12>>,
    lacking: Signal<Local, Bits<16>>,
    meets: Signal<Local, Bit>,
}

impl Channel {
    /// A channel of that array; `stores`: it walks a row of each PV before the next row.
    pub fn new(arch: &ArchConfig, stores: bool) -> Self {
        parts! {
            clock reset image window_lows push command full taken idle sums_needed drains_needed
            outputs_needed pv_ready outputs_ready ready address_low left target receivers row_begins
            last_row segment fill index row_bytes previous_offset advance advance_bytes row_done registers
            active needs_met segment_now pvs_now fill_now index_now sums_now drains_now outputs_now starts
            takes head head_segment window_low lacking meets;
            commands: Fifo::new(arch.command_fifo_depth as usize),
            walk: Walk::new(stores),
        }
    }
}

impl Logic for Channel {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block dma_channel");
        clock!(self, clock, commands, registers, walk);
        dff_setup!(self, clock, active, needs_met, segment_now, pvs_now, fill_now);
        dff_setup!(self, clock, index_now, sums_now, drains_now, outputs_now);
        self.commands.clear.next = self.reset.val();
        self.commands.push.next = self.push.val();
        self.commands.data_in.next = self.command.val();
        self.full.next = self.commands.full.val();

        // A `dma.start` waits for the transfer before it; `dma.cfg` never waits.
        self.head.next = self.commands.data_out.val();
        self.takes.next = self.commands.valid.val() & (!self.head.val().get_bit(0) | !self.active.q.val());
        self.starts.next = self.takes.val() & self.head.val().get_bit(0);
        self.commands.pop.next = self.takes.val();
        self.taken.next = self.takes.val();
        self.idle.next = !self.active.q.val() & !self.commands.valid.val();

        self.registers.reset.next = self.reset.val();
        self.registers.image.next = self.image.val();
        self.registers.write.next = self.takes.val() & !self.head.val().get_bit(0);
        self.registers.select.next = self.head.val().get_bits::<5>(1);
        self.registers.value.next = self.head.val().get_bits::<32>(6);

        self.head_segment.next = self.head.val().get_bits::<3>(1);
        self.window_low.next = self.window_lows.val().get_bits::<12>(0);
        if self.head_segment.val() == bits::<3>(1) {
            self.window_low.next = self.window_lows.val().get_bits::<12>(12);
        }
        if self.head_segment.val() == bits::<3>(2) {
            self.window_low.next = self.window_lows.val().get_bits::<12>(24);
        }
        if self.head_segment.val() == bits::<3>(3) {
            self.window_low.next = self.window_lows.val().get_bits::<12>(36);
        }
        if self.head_segment.val() == bits::<3>(4) {
            self.window_low.next = self.window_lows.val().get_bits::<12>(48);
        }

        self.walk.start.next = self.starts.val();
        self.walk.pvs.next = self.head.val().get_bits::<16>(4);
        self.walk.fill.next = self.head.val().get_bit(20);
        self.walk.window_low.next = self.window_low.val();
        self.walk.base_low.next = self.registers.base_low.val();
        self.walk.base_high.next = self.registers.base_high.val();
        self.walk.target_start.next = self.registers.target.val();
        self.walk.row_size.next = self.registers.row_bytes.val();
        self.walk.rows.next = self.registers.rows.val();
        self.walk.row_stride.next = self.registers.row_stride.val();
        self.walk.row_target.next = self.registers.row_target.val();
        self.walk.planes.next = self.registers.planes.val();
        self.walk.plane_stride.next = self.registers.plane_stride.val();
        self.walk.plane_target.next = self.registers.plane_target.val();
        self.walk.pv_stride.next = self.registers.pv_stride.val();
        self.walk.advance.next = self.advance.val();
        self.walk.advance_bytes.next = self.advance_bytes.val();
        self.walk.row_done.next = self.row_done.val();

        if self.starts.val() {
            self.active.d.next = true;
            self.needs_met.d.next = false;
            self.segment_now.d.next = self.head.val().get_bits::<3>(1);
            self.pvs_now.d.next = self.head.val().get_bits::<16>(4);
            self.fill_now.d.next = self.head.val().get_bit(20);
            self.index_now.d.next = self.head.val().get_bits::<32>(21);
            self.sums_now.d.next = self.registers.sums_needed.val();
            self.drains_now.d.next = self.registers.drains_needed.val();
            self.outputs_now.d.next = self.registers.outputs_needed.val();
        }
        self.lacking.next = self.pvs_now.q.val() & !self.pv_ready.val();
        self.meets.next = self.needs_met.q.val() | (!self.lacking.val().any() & self.outputs_ready.val());
        if self.active.q.val() & self.meets.val() {
            self.needs_met.d.next = true;
        }
        if self.advance.val() & self.row_done.val() & self.walk.last_row.val() {
            self.active.d.next = false;
            self.needs_met.d.next = false;
        }
        if self.reset.val() {
            self.active.d.next = false;
            self.needs_met.d.next = false;
        }

        self.ready.next = self.active.q.val() & self.meets.val();
        self.sums_needed.next = self.registers.sums_needed.val();
        self.drains_needed.next = self.registers.drains_needed.val();
        self.outputs_needed.next = self.registers.outputs_needed.val();
        if self.active.q.val() {
            self.sums_needed.next = self.sums_now.q.val();
            self.drains_needed.next = self.drains_now.q.val();
            self.outputs_needed.next = self.outputs_now.q.val();
        }
        self.segment.next = self.segment_now.q.val();
        self.fill.next = self.fill_now.q.val();
        self.index.next = self.index_now.q.val();
        self.address_low.next = self.walk.address_low.val();
        self.left.next = self.walk.left.val();
        self.target.next = self.walk.target.val();
        self.receivers.next = self.walk.receivers.val();
        self.row_begins.next = self.walk.row_begins.val();
        self.last_row.next = self.walk.last_row.val();
        self.row_bytes.next = self.walk.row_bytes.val();
        self.previous_offset.next = self.walk.previous_offset.val();
    }
}
