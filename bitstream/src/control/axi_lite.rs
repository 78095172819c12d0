//! The AXI4-Lite slave: handshakes of five channels, and one access at a time for the registers behind it.
//!
//! Write address and write data may come in any order. Of a write and a read that wait, the kind that was not served last
//! goes first. A partial write becomes a whole one here: the register is read first, and bytes without
//! strobe keep their value (in registers that act on what is written they are zero). Every answer is OKAY.

// rust-hdl translates no guards of `match` arms.
#![allow(clippy::collapsible_match)]

use crate::hdl::*;

/// What the access is doing.
#[derive(Copy, Clone, Debug, PartialEq, LogicState)]
enum Access {
    Idle,
    Look,
    Merge,
    Apply,
    Settle,
}

/// The bus side of the register block.
#[derive(LogicBlock)]
pub struct AxiLite {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Reset of the bus.
    pub reset: Signal<In, Bit>,
    /// Write address, bytes.
    pub awaddr: Signal<In, Bits<12>>,
    /// Write address is there.
    pub awvalid: Signal<In, Bit>,
    /// Write address is taken.
    pub awready: Signal<Out, Bit>,
    /// Write data.
    pub wdata: Signal<In, Bits<32>>,
    /// Bytes that are written.
    pub wstrb: Signal<In, Bits<4>>,
    /// Write data are there.
    pub wvalid: Signal<In, Bit>,
    /// Write data are taken.
    pub wready: Signal<Out, Bit>,
    /// The write is done.
    pub bvalid: Signal<Out, Bit>,
    /// The master has seen that.
    pub bready: Signal<In, Bit>,
    /// Read address, bytes.
    pub araddr: Signal<In, Bits<12>>,
    /// Read address is there.
    pub arvalid: Signal<In, Bit>,
    /// Read address is taken.
    pub arready: Signal<Out, Bit>,
    /// Read data.
    pub rdata: Signal<Out, Bits<32>>,
    /// Read data are there.
    pub rvalid: Signal<Out, Bit>,
    /// Read data are taken.
    pub rready: Signal<In, Bit>,

    /// Word address of the access.
    pub address: Signal<Out, Bits<10>>,
    /// Asks for the word at `address`.
    pub lookup: Signal<Out, Bit>,
    /// It is looked up in this cycle.
    pub lookup_granted: Signal<In, Bit>,
    /// The word, in the cycle after the grant.
    pub looked_up: Signal<In, Bits<32>>,
    /// The register at `address` acts on what is written: bytes without strobe are zero.
    pub acts: Signal<In, Bit>,
    /// Registers take writes.
    pub write_ready: Signal<In, Bit>,
    /// Writes `write_data` to the register at `address`.
    pub write: Signal<Out, Bit>,
    /// What is written.
    pub write_data: Signal<Out, Bits<32>>,
    /// A write is about to take effect or took effect in one of the last three cycles.
    pub settling: Signal<Out, Bit>,

    access: DFF<Access>,
    is_write: DFF<Bit>,
    word_address: DFF<Bits<10>>,
    merged: DFF<Bits<32>>,
    settled: DFF<Bits<2>>,
    has_write_address: DFF<Bit>,
    write_address: DFF<Bits<10>>,
    has_data: DFF<Bit>,
    data: DFF<Bits<32>>,
    strobes: DFF<Bits<4>>,
    write_answer: DFF<Bit>,
    has_read_address: DFF<Bit>,
    read_address: DFF<Bits<10>>,
    read_answer: DFF<Bit>,
    read_data: DFF<Bits<32>>,
    write_waits: Signal<Local, Bit>,
    read_waits: Signal<Local, Bit>,
    kept: Signal<Local, Bits<32>>,
    mask: Signal<Local, Bits<32>>,
    byte_0: Constant<Bits<32>>,
    byte_1: Constant<Bits<32>>,
    byte_2: Constant<Bits<32>>,
    byte_3: Constant<Bits<32>>,
}

impl Default for AxiLite {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            awaddr: Default::default(),
            awvalid: Default::default(),
            awready: Default::default(),
            wdata: Default::default(),
            wstrb: Default::default(),
            wvalid: Default::default(),
            wready: Default::default(),
            bvalid: Default::default(),
            bready: Default::default(),
            araddr: Default::default(),
            arvalid: Default::default(),
            arready: Default::default(),
            rdata: Default::default(),
            rvalid: Default::default(),
            rready: Default::default(),
            address: Default::default(),
            lookup: Default::default(),
            lookup_granted: Default::default(),
            looked_up: Default::default(),
            acts: Default::default(),
            write_ready: Default::default(),
            write: Default::default(),
            write_data: Default::default(),
            settling: Default::default(),
            access: Default::default(),
            is_write: Default::default(),
            word_address: Default::default(),
            merged: Default::default(),
            settled: Default::default(),
            has_write_address: Default::default(),
            write_address: Default::default(),
            has_data: Default::default(),
            data: Default::default(),
            strobes: Default::default(),
            write_answer: Default::default(),
            has_read_address: Default::default(),
            read_address: Default::default(),
            read_answer: Default::default(),
            read_data: Default::default(),
            write_waits: Default::default(),
            read_waits: Default::default(),
            kept: Default::default(),
            mask: Default::default(),
            byte_0: Constant::new(bits(0xFF)),
            byte_1: Constant::new(bits(0xFF00)),
            byte_2: Constant::new(bits(0xFF_0000)),
            byte_3: Constant::new(bits(0xFF00_0000)),
        }
    }
}

impl Logic for AxiLite {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block axi_lite");
        dff_setup!(
            self,
            clock,
            access,
            is_write,
            word_address,
            merged,
            settled,
            has_write_address,
            write_address,
            has_data,
            data,
            strobes,
            write_answer,
            has_read_address,
            read_address,
            read_answer,
            read_data
        );
        self.awready.next = !self.has_write_address.q.val();
        self.wready.next = !self.has_data.q.val();
        self.arready.next = !self.has_read_address.q.val();
        self.bvalid.next = self.write_answer.q.val();
        self.rvalid.next = self.read_answer.q.val();
        self.rdata.next = self.read_data.q.val();
        self.address.next = self.word_address.q.val();
        self.write_data.next = self.merged.q.val();
        self.lookup.next = self.access.q.val() == Access::Look;
        self.write.next = false;
        self.settling.next = (self.access.q.val() == Access::Apply) | (self.access.q.val() == Access::Settle);

        if self.awvalid.val() & !self.has_write_address.q.val() {
            self.has_write_address.d.next = true;
            self.write_address.d.next = self.awaddr.val().get_bits::<10>(2);
        }
        if self.wvalid.val() & !self.has_data.q.val() {
            self.has_data.d.next = true;
            self.data.d.next = self.wdata.val();
            self.strobes.d.next = self.wstrb.val();
        }
        if self.arvalid.val() & !self.has_read_address.q.val() {
            self.has_read_address.d.next = true;
            self.read_address.d.next = self.araddr.val().get_bits::<10>(2);
        }
        if self.bready.val() {
            self.write_answer.d.next = false;
        }
        if self.rready.val() {
            self.read_answer.d.next = false;
        }

        self.write_waits.next =
            self.has_write_address.q.val() & self.has_data.q.val() & !self.write_answer.q.val();
        self.read_waits.next = self.has_read_address.q.val() & !self.read_answer.q.val();
        self.mask.next = bits::<32>(0);
        if self.strobes.q.val().get_bit(0) {
            self.mask.next = self.mask.val() | self.byte_0.val();
        }
        if self.strobes.q.val().get_bit(1) {
            self.mask.next = self.mask.val() | self.byte_1.val();
        }
        if self.strobes.q.val().get_bit(2) {
            self.mask.next = self.mask.val() | self.byte_2.val();
        }
        if self.strobes.q.val().get_bit(3) {
            self.mask.next = self.mask.val() | self.byte_3.val();
        }
        self.kept.next = self.looked_up.val();
        if self.acts.val() {
            self.kept.next = bits::<32>(0);
        }

        match self.access.q.val() {
            Access::Idle => {
                if self.write_waits.val() & !(self.read_waits.val() & self.is_write.q.val()) {
                    self.is_write.d.next = true;
                    self.word_address.d.next = self.write_address.q.val();
                    self.access.d.next = Access::Look;
                } else if self.read_waits.val() {
                    self.is_write.d.next = false;
                    self.word_address.d.next = self.read_address.q.val();
                    self.access.d.next = Access::Look;
                }
            }
            Access::Look => {
                if self.lookup_granted.val() {
                    self.access.d.next = Access::Merge;
                }
            }
            Access::Merge => {
                self.merged.d.next =
                    (self.data.q.val() & self.mask.val()) | (self.kept.val() & !self.mask.val());
                self.access.d.next = Access::Idle;
                if self.is_write.q.val() {
                    self.access.d.next = Access::Apply;
                    if !self.strobes.q.val().any() {
                        self.access.d.next = Access::Settle;
                    }
                } else {
                    self.read_data.d.next = self.looked_up.val();
                    self.read_answer.d.next = true;
                    self.has_read_address.d.next = false;
                }
            }
            Access::Apply => {
                if self.write_ready.val() {
                    self.write.next = true;
                    self.access.d.next = Access::Settle;
                }
            }
            Access::Settle => {
                self.settled.d.next = self.settled.q.val() + 1;
                if self.settled.q.val() == bits::<2>(2) {
                    self.settled.d.next = bits::<2>(0);
                    self.access.d.next = Access::Idle;
                    self.write_answer.d.next = true;
                    self.has_write_address.d.next = false;
                    self.has_data.d.next = false;
                }
            }
            _ => {}
        }
        if self.reset.val() {
            self.access.d.next = Access::Idle;
            self.settled.d.next = bits::<2>(0);
            self.has_write_address.d.next = false;
            self.has_data.d.next = false;
            self.write_answer.d.next = false;
            self.has_read_address.d.next = false;
            self.read_answer.d.next = false;
        }
    }
}
