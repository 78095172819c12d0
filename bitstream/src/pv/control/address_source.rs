//! A strided index generator with its address FIFO.

use crate::hdl::*;
use crate::index_generator::IndexGenerator;
use crate::primitives::Fifo;

/// Bits of an address and of a generator's registers.
pub const ADDRESS_BITS: usize = isa::arch::ADDRESS_BITS as usize;
/// Bits of a sum of addresses with its carry.
const SUM_BITS: usize = ADDRESS_BITS + 1;
/// Bits of a PV's registers.
pub const REGISTER_BITS: usize = isa::arch::PV_REGISTER_BITS as usize;
/// An address with the marks for the ends of pass and generation above it.
const ENTRY_BITS: usize = ADDRESS_BITS + 2;

/// Addresses of one kind, in the order in which an engine takes them.
///
/// Commands come out of registers of the front end, one cycle after it has taken them, and only while the front end
/// has seen the shadow registers free; `stop` then takes effect on what came before it.
#[derive(LogicBlock)]
pub struct AddressSource {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job.
    pub reset: Signal<In, Bit>,
    /// Writes a shadow register.
    pub write: Signal<In, Bit>,
    /// Which one.
    pub write_select: Signal<In, Bits<4>>,
    /// Its value, as [`IndexGenerator`] wants it.
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// As of [`IndexGenerator`].
    pub write_left: Signal<In, Bits<ADDRESS_BITS>>,
    /// As of [`IndexGenerator`].
    pub write_single: Signal<In, Bit>,
    /// Hands the shadow registers over.
    pub start: Signal<In, Bit>,
    /// Forgets everything but the registers.
    pub stop: Signal<In, Bit>,
    /// The front end may write or hand over: nothing waits for the running generation or is on its way here.
    pub shadow_free: Signal<Out, Bit>,
    /// Removes the head of the FIFO.
    pub pop: Signal<In, Bit>,
    /// The FIFO has a head.
    pub valid: Signal<Out, Bit>,
    /// The address at the head.
    pub address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// It is the last one of its innermost pass.
    pub pass_ends: Signal<Out, Bit>,
    /// It is the last one of its generation.
    pub last: Signal<Out, Bit>,
    generator: IndexGenerator<ADDRESS_BITS, SUM_BITS>,
    fifo: Fifo<ENTRY_BITS>,
    entry: Signal<Local, Bits<ENTRY_BITS>>,
    head: Signal<Local, Bits<ENTRY_BITS>>,
    ends: Signal<Local, Bits<2>>,
}

impl AddressSource {
    /// A generator before a FIFO of `depth` addresses.
    pub fn new(depth: usize) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            write: Default::default(),
            write_select: Default::default(),
            write_data: Default::default(),
            write_left: Default::default(),
            write_single: Default::default(),
            start: Default::default(),
            stop: Default::default(),
            shadow_free: Default::default(),
            pop: Default::default(),
            valid: Default::default(),
            address: Default::default(),
            pass_ends: Default::default(),
            last: Default::default(),
            generator: Default::default(),
            fifo: Fifo::new(depth),
            entry: Default::default(),
            head: Default::default(),
            ends: Default::default(),
        }
    }
}

impl Logic for AddressSource {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block address_source");
        clock!(self, clock, generator, fifo);
        self.generator.reset.next = self.reset.val();
        self.generator.write.next = self.write.val();
        self.generator.write_select.next = self.write_select.val();
        self.generator.write_data.next = self.write_data.val();
        self.generator.write_left.next = self.write_left.val();
        self.generator.write_single.next = self.write_single.val();
        self.generator.start.next = self.start.val();
        self.generator.stop.next = self.stop.val();
        self.generator.address_ready.next = !self.fifo.full.val();
        self.shadow_free.next = self.stop.val() | (self.generator.command_ready.val() & !self.start.val());

        self.ends.next = bits::<2>(0);
        if self.generator.pass_ends.val() {
            self.ends.next = bits::<2>(1);
        }
        if self.generator.last.val() {
            self.ends.next = bits::<2>(3);
        }
        self.entry.next = bit_cast::<ENTRY_BITS, ADDRESS_BITS>(self.generator.address.val())
            | (bit_cast::<ENTRY_BITS, 2>(self.ends.val()) << 16);
        self.fifo.clear.next = self.reset.val() | self.stop.val();
        self.fifo.push.next = self.generator.address_valid.val();
        self.fifo.data_in.next = self.entry.val();
        self.fifo.pop.next = self.pop.val();

        self.head.next = self.fifo.data_out.val();
        self.valid.next = self.fifo.valid.val();
        self.address.next = self.head.val().get_bits::<ADDRESS_BITS>(0);
        self.pass_ends.next = self.head.val().get_bit(16);
        self.last.next = self.head.val().get_bit(17);
    }
}
