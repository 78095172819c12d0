//! Where the head goes: commands for PVs and DMA channels, and whether their FIFOs have room.

use super::INDEX;
use super::flow::code_bit;
use super::rules::{self, OPERAND_BITS, code};
use crate::hdl::*;
use isa::ArchConfig;
use isa::ops::DmaChannel;

/// The head as a command.
#[derive(LogicBlock)]
pub struct Issue {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// The next micro-op, with its code.
    pub head: Signal<In, Bits<64>>,
    /// Its word index.
    pub head_index: Signal<In, Bits<INDEX>>,
    /// It is there.
    pub present: Signal<In, Bit>,
    /// It is issued in this cycle.
    pub done: Signal<In, Bit>,
    /// PVs whose command FIFO has no room.
    pub pv_full: Signal<In, Bits<16>>,
    /// Channels whose command FIFO has no room.
    pub dma_full: Signal<In, Bits<4>>,
    /// The FIFOs that it goes to have room; anything for program flow.
    pub has_room: Signal<Out, Bit>,
    /// PVs that take `command`.
    pub pv_push: Signal<Out, Bits<16>>,
    /// Command of a PV.
    pub command: Signal<Out, Bits<33>>,
    /// Indices of all PVs, for `mimd.exe`.
    pub mimd_indices: Signal<Out, Bits<48>>,
    /// `command` is a `mimd.exe` without the PV's index.
    pub is_mimd: Signal<Out, Bit>,
    /// Channels that take `dma_command`.
    pub dma_push: Signal<Out, Bits<4>>,
    /// Command of a channel.
    pub dma_command: Signal<Out, Bits<53>>,
    /// The channel whose FIFO had no room in the cycle before: input, weight or parameter, output.
    pub blocked: Signal<Out, Bits<3>>,
    waits_for: DFF<Bits<3>>,
    kind: Signal<Local, Bits<3>>,
    mimd: Signal<Local, Bit>,
    to_pv: Signal<Local, Bit>,
    to_dma: Signal<Local, Bit>,
    selected: Signal<Local, Bits<16>>,
    selected_full: Signal<Local, Bits<16>>,
    channel: Signal<Local, Bits<2>>,
    channels: Signal<Local, Bits<4>>,
    channels_full: Signal<Local, Bits<4>>,
    page: Signal<Local, Bits<33>>,
    payload: Signal<Local, Bits<33>>,
    parts: Signal<Local, Bits<53>>,
    started: Signal<Local, Bits<53>>,
    operands: Signal<Local, Bits<53>>,
    pvs_field: Constant<Bits<8>>,
    payload_field: Constant<Bits<8>>,
    indices_field: Constant<Bits<8>>,
    page_field: Constant<Bits<8>>,
    channel_field: Constant<Bits<8>>,
    operands_field: Constant<Bits<8>>,
    kind_field: Constant<Bits<8>>,
    pv_bit: Constant<Bits<8>>,
    dma_bit: Constant<Bits<8>>,
    mimd_kind: Constant<Bits<3>>,
    existing: Constant<Bits<16>>,
    start_mask: Constant<Bits<53>>,
    index_shift: Constant<Bits<53>>,
    page_shift: Constant<Bits<33>>,
    kind_bits: Constant<Bits<33>>,
    input_channel: Constant<Bits<2>>,
    output_channel: Constant<Bits<2>>,
}

impl Issue {
    /// The issue of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let constant = |value: usize| Constant::new(bits(value as u64));
        let field = |mnemonic, operand| constant(rules::shift(mnemonic, operand));
        // Of `dma.start`: segment, existing PVs and fill, one bit above where they stand in a word without its channel.
        let channel_bits = rules::shift("dma.start", "segment");
        let (pvs, fill) = (rules::shift("dma.start", "pvs"), rules::shift("dma.start", "fill"));
        let absent = u64::from(!rules::existing(arch)) << (pvs - channel_bits + 1);
        let start_mask = ((1 << (fill - channel_bits + 2)) - 1) & !absent;
        let channel = |channel: DmaChannel| Constant::new(bits(channel as u64));
        Self {
            clock: Default::default(),
            head: Default::default(),
            head_index: Default::default(),
            present: Default::default(),
            done: Default::default(),
            pv_full: Default::default(),
            dma_full: Default::default(),
            has_room: Default::default(),
            pv_push: Default::default(),
            command: Default::default(),
            mimd_indices: Default::default(),
            is_mimd: Default::default(),
            dma_push: Default::default(),
            dma_command: Default::default(),
            blocked: Default::default(),
            waits_for: Default::default(),
            kind: Default::default(),
            mimd: Default::default(),
            to_pv: Default::default(),
            to_dma: Default::default(),
            selected: Default::default(),
            selected_full: Default::default(),
            channel: Default::default(),
            channels: Default::default(),
            channels_full: Default::default(),
            page: Default::default(),
            payload: Default::default(),
            parts: Default::default(),
            started: Default::default(),
            operands: Default::default(),
            pvs_field: field("exe", "pvs"),
            payload_field: field("exe", "op"),
            indices_field: field("mimd.exe", "indices"),
            page_field: field("mimd.exe", "page"),
            channel_field: field("dma.start", "channel"),
            operands_field: constant(channel_bits),
            kind_field: constant(OPERAND_BITS as usize),
            pv_bit: code_bit(code::PV),
            dma_bit: code_bit(code::DMA),
            mimd_kind: Constant::new(bits(code::MIMD_EXECUTE.into())),
            existing: Constant::new(bits(rules::existing(arch).into())),
            start_mask: Constant::new(bits(start_mask)),
            index_shift: Constant::new(bits(21)),
            page_shift: Constant::new(bits(6)),
            kind_bits: Constant::new(bits(3)),
            input_channel: channel(DmaChannel::Input),
            output_channel: channel(DmaChannel::Output),
        }
    }
}

impl Logic for Issue {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block issue");
        dff_setup!(self, clock, waits_for);
        self.kind.next = self.head.val().get_bits::<3>(self.kind_field.val().index());
        self.to_pv.next = self.head.val().get_bit(self.pv_bit.val().index());
        self.to_dma.next = self.head.val().get_bit(self.dma_bit.val().index());
        self.mimd.next = self.to_pv.val() & (self.kind.val() == self.mimd_kind.val());

        self.selected.next =
            self.head.val().get_bits::<16>(self.pvs_field.val().index()) & self.existing.val();
        if self.mimd.val() {
            self.selected.next = self.existing.val();
        }
        self.selected_full.next = self.selected.val() & self.pv_full.val();
        self.channel.next = self.head.val().get_bits::<2>(self.channel_field.val().index());
        self.channels.next = bits::<4>(1) << bit_cast::<4, 2>(self.channel.val());
        self.channels_full.next = self.channels.val() & self.dma_full.val();
        self.has_room.next = !(self.to_pv.val() & self.selected_full.val().any())
            & !(self.to_dma.val() & self.channels_full.val().any());

        // Commands of PVs. The index of a `mimd.exe` is inserted for each PV outside.
        self.payload.next =
            bit_cast::<33, 30>(self.head.val().get_bits::<30>(self.payload_field.val().index()));
        self.payload.next = self.payload.val() << self.kind_bits.val();
        self.page.next = bit_cast::<33, 4>(self.head.val().get_bits::<4>(self.page_field.val().index()));
        self.page.next = self.page.val() << self.page_shift.val();
        self.command.next = self.payload.val() | bit_cast::<33, 3>(self.kind.val());
        if self.mimd.val() {
            self.command.next = self.page.val() | bit_cast::<33, 3>(self.kind.val());
        }
        self.is_mimd.next = self.mimd.val();
        self.mimd_indices.next = self.head.val().get_bits::<48>(self.indices_field.val().index());
        self.pv_push.next = bits::<16>(0);
        if self.done.val() & self.to_pv.val() {
            self.pv_push.next = self.selected.val();
        }

        // Commands of channels: the operands behind the channel, or those and the word's index.
        self.operands.next =
            bit_cast::<53, 37>(self.head.val().get_bits::<37>(self.operands_field.val().index()));
        self.operands.next = self.operands.val() << 1;
        self.started.next = bit_cast::<53, 32>(self.head_index.val().get_bits::<32>(0));
        self.started.next = self.started.val() << self.index_shift.val();
        self.parts.next = self.operands.val() & self.start_mask.val();
        self.dma_command.next = self.operands.val();
        if self.kind.val().get_bit(0) {
            self.dma_command.next = self.started.val() | self.parts.val() | 1;
        }
        self.dma_push.next = bits::<4>(0);
        if self.done.val() & self.to_dma.val() {
            self.dma_push.next = self.channels.val();
        }

        self.waits_for.d.next = bits::<3>(0);
        if self.present.val() & self.to_dma.val() & self.channels_full.val().any() {
            if self.channel.val() == self.input_channel.val() {
                self.waits_for.d.next = bits::<3>(1);
            } else if self.channel.val() == self.output_channel.val() {
                self.waits_for.d.next = bits::<3>(4);
            } else {
                self.waits_for.d.next = bits::<3>(2);
            }
        }
        self.blocked.next = self.waits_for.q.val();
    }
}
