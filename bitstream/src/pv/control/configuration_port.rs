//! What the registers of the four generators are written with: prepared once for all of them, a cycle after the command.

use super::address_source::ADDRESS_BITS;
use crate::hdl::*;
use crate::primitives::LookupMemory;

/// Generators of a PV.
const GENERATORS: usize = 4;
/// Bits of a sum of addresses with its carry.
const SUM_BITS: usize = ADDRESS_BITS + 1;
/// Cycles behind a reset in which the registers get their values at the start of a job, and no command may write or start a
/// generator.
pub const RESTORE_CYCLES: u64 = 12;

/// Prepares a write as [`Preparation`](crate::index_generator::reference::Preparation) defines it.
///
/// Registers lie in LUT RAMs, which a reset cannot set. Behind it they are written one after the other, in all generators
/// at once, long before the first word of a program can arrive.
#[derive(LogicBlock)]
pub struct ConfigurationPort {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job.
    pub reset: Signal<In, Bit>,
    /// The registers are being restored.
    pub restoring: Signal<Out, Bit>,
    /// A command writes `value` to `register` of `generator`.
    pub take: Signal<In, Bit>,
    /// As in [`isa::ops::Generator`].
    pub generator: Signal<In, Bits<2>>,
    /// As in [`isa::ops::GeneratorRegister`].
    pub register: Signal<In, Bits<4>>,
    /// What is written.
    pub value: Signal<In, Bits<ADDRESS_BITS>>,
    /// In the cycle after: the generators that are written.
    pub write: Signal<Out, Bits<GENERATORS>>,
    /// The register.
    pub write_select: Signal<Out, Bits<4>>,
    /// Its value, or the complement of a count.
    pub write_data: Signal<Out, Bits<ADDRESS_BITS>>,
    /// `step - end`.
    pub write_left: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The loop of the register has a single iteration.
    pub write_single: Signal<Out, Bit>,
    /// `step`, and the complement of `end`, of each generator.
    bounds: LookupMemory<ADDRESS_BITS>,
    write_register: DFF<Bits<GENERATORS>>,
    select_register: DFF<Bits<4>>,
    data_register: DFF<Bits<ADDRESS_BITS>>,
    left_register: DFF<Bits<ADDRESS_BITS>>,
    single_register: DFF<Bit>,
    restores: DFF<Bit>,
    cycle: DFF<Bits<4>>,
    target: Signal<Local, Bits<2>>,
    select: Signal<Local, Bits<4>>,
    is_bound: Signal<Local, Bit>,
    is_limit: Signal<Local, Bit>,
    data: Signal<Local, Bits<ADDRESS_BITS>>,
    other: Signal<Local, Bits<3>>,
    sum: Signal<Local, Bits<SUM_BITS>>,
    complement: Signal<Local, Bits<ADDRESS_BITS>>,
    ones: Constant<Bits<ADDRESS_BITS>>,
    carry: Constant<Bits<8>>,
    last_cycle: Constant<Bits<4>>,
}

impl Default for ConfigurationPort {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            restoring: Default::default(),
            take: Default::default(),
            generator: Default::default(),
            register: Default::default(),
            value: Default::default(),
            write: Default::default(),
            write_select: Default::default(),
            write_data: Default::default(),
            write_left: Default::default(),
            write_single: Default::default(),
            bounds: LookupMemory::new(2 * GENERATORS),
            write_register: Default::default(),
            select_register: Default::default(),
            data_register: Default::default(),
            left_register: Default::default(),
            single_register: Default::default(),
            restores: Default::default(),
            cycle: Default::default(),
            target: Default::default(),
            select: Default::default(),
            is_bound: Default::default(),
            is_limit: Default::default(),
            data: Default::default(),
            other: Default::default(),
            sum: Default::default(),
            complement: Default::default(),
            ones: Constant::new(Bits::mask()),
            carry: Constant::new(bits(ADDRESS_BITS as u64)),
            last_cycle: Constant::new(bits(RESTORE_CYCLES - 1)),
        }
    }
}

impl Logic for ConfigurationPort {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block configuration_port");
        clock!(self, clock, bounds);
        dff_setup!(
            self,
            clock,
            write_register,
            select_register,
            data_register,
            left_register,
            single_register,
            restores,
            cycle
        );
        self.target.next = self.generator.val();
        self.select.next = self.register.val();
        self.write_register.d.next = bits::<GENERATORS>(0);
        if self.take.val() {
            self.write_register.d.next = bits::<GENERATORS>(1) << self.generator.val();
        }

        // Even cycles restore `step`, odd ones a limit; the bounds of the generators go along, one in each cycle. `end` comes
        // when all of them are restored, then the four registers that are zero.
        if self.restores.q.val() {
            self.target.next = self.cycle.q.val().get_bits::<2>(1);
            self.write_register.d.next = bits::<GENERATORS>(15);
            self.select.next = bits::<4>(2);
            if self.cycle.q.val() == 1 {
                self.select.next = bits::<4>(4);
            }
            if self.cycle.q.val() == 3 {
                self.select.next = bits::<4>(6);
            }
            if self.cycle.q.val() == 5 {
                self.select.next = bits::<4>(8);
            }
            if self.cycle.q.val() == 7 {
                self.select.next = bits::<4>(3);
            }
            if self.cycle.q.val() == 8 {
                self.select.next = bits::<4>(0);
            }
            if self.cycle.q.val() == 9 {
                self.select.next = bits::<4>(1);
            }
            if self.cycle.q.val() == 10 {
                self.select.next = bits::<4>(5);
            }
            if self.cycle.q.val() == 11 {
                self.select.next = bits::<4>(7);
            }
            self.cycle.d.next = self.cycle.q.val() + bits::<4>(1);
            self.restores.d.next = self.cycle.q.val() != self.last_cycle.val();
        }

        self.is_bound.next = (self.select.val() == 2) | (self.select.val() == 3);
        self.is_limit.next = (self.select.val() == 3)
            | (self.select.val() == 4)
            | (self.select.val() == 6)
            | (self.select.val() == 8);
        self.data.next = self.value.val();
        if self.restores.q.val() {
            self.data.next = bits::<ADDRESS_BITS>(0);
            if !self.cycle.q.val().get_bit(3) {
                self.data.next = bits::<ADDRESS_BITS>(1);
            }
        }
        if self.is_limit.val() {
            self.data.next = self.data.val() ^ self.ones.val();
        }

        // The other bound of the two. `step - end` is the sum of `step`, the complement of `end` and 1.
        self.bounds.write_enable.next = (self.take.val() & self.is_bound.val())
            | (self.restores.q.val() & !self.cycle.q.val().get_bit(3));
        self.other.next = bit_cast::<3, 2>(self.target.val()) << 1;
        if self.is_limit.val() {
            self.other.next = self.other.val() | bits::<3>(1);
        }
        self.bounds.write_address.next = bit_cast::<16, 3>(self.other.val());
        self.bounds.write_data.next = self.data.val();
        self.other.next = self.other.val() ^ bits::<3>(1);
        self.bounds.read_address.next = bit_cast::<16, 3>(self.other.val());
        self.sum.next = bit_cast::<SUM_BITS, ADDRESS_BITS>(self.bounds.read_data.val())
            + bit_cast::<SUM_BITS, ADDRESS_BITS>(self.data.val())
            + bits::<SUM_BITS>(1);

        self.select_register.d.next = self.select.val();
        self.data_register.d.next = self.data.val();
        self.left_register.d.next = self.sum.val().get_bits::<ADDRESS_BITS>(0);
        self.complement.next = self.data.val() ^ self.ones.val();
        self.single_register.d.next = self.complement.val() == 1;
        if self.is_bound.val() {
            self.single_register.d.next = self.sum.val().get_bit(self.carry.val().index());
        }
        if self.reset.val() {
            self.write_register.d.next = bits::<GENERATORS>(0);
            self.restores.d.next = true;
            self.cycle.d.next = bits::<4>(0);
        }
        self.restoring.next = self.restores.q.val();
        self.write.next = self.write_register.q.val();
        self.write_select.next = self.select_register.q.val();
        self.write_data.next = self.data_register.q.val();
        self.write_left.next = self.left_register.q.val();
        self.write_single.next = self.single_register.q.val();
    }
}
