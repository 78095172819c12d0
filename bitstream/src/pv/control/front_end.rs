//! The front end: takes one command a cycle, keeps the PV's registers and the local micro-op buffer.

use super::address_source::{ADDRESS_BITS, REGISTER_BITS};
use super::command_queue::COMMAND_BITS;
use super::configuration_port::ConfigurationPort;
use crate::hdl::*;
use crate::primitives::LookupMemory;
use isa::ops::PvRegister;

/// Number of PV registers.
const REGISTER_COUNT: usize = PvRegister::ALL.len();
/// Generators of a PV.
const GENERATORS: usize = 4;

/// Decodes commands and hands them on.
///
/// Commands for generators leave through registers, one cycle after they are taken; execute micro-ops go into the queues
/// of the engines in the cycle in which they are taken, with the registers as they stand.
#[derive(LogicBlock)]
pub struct FrontEnd {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// As at the start of a job.
    pub reset: Signal<In, Bit>,
    /// There is a command.
    pub command_valid: Signal<In, Bit>,
    /// Kind in bits 2..0, operands above.
    pub command: Signal<In, Bits<COMMAND_BITS>>,
    /// The command is taken.
    pub command_pop: Signal<Out, Bit>,
    /// Generators whose shadow registers are free, in the order of [`isa::ops::Generator`].
    pub shadow_free: Signal<In, Bits<GENERATORS>>,
    /// The generator whose shadow register is written.
    pub write: Signal<Out, Bits<GENERATORS>>,
    /// Which register.
    pub write_select: Signal<Out, Bits<4>>,
    /// Its value, as [`ConfigurationPort`] prepares it.
    pub write_data: Signal<Out, Bits<ADDRESS_BITS>>,
    /// As of [`ConfigurationPort`].
    pub write_left: Signal<Out, Bits<ADDRESS_BITS>>,
    /// As of [`ConfigurationPort`].
    pub write_single: Signal<Out, Bit>,
    /// Generators that are started.
    pub start: Signal<Out, Bits<GENERATORS>>,
    /// Generators that are stopped.
    pub stop: Signal<Out, Bits<GENERATORS>>,
    /// The execute engine has an operation in its queue.
    pub operations_valid: Signal<In, Bit>,
    /// Its queue has no room.
    pub operations_full: Signal<In, Bit>,
    /// Appends an operation to it.
    pub operation_push: Signal<Out, Bit>,
    /// The post engine has an `act` in its queue.
    pub acts_valid: Signal<In, Bit>,
    /// Its queue has no room.
    pub acts_full: Signal<In, Bit>,
    /// Appends an `act` to it.
    pub act_push: Signal<Out, Bit>,
    /// The operation.
    pub operation: Signal<Out, Bits<4>>,
    /// Its flags.
    pub flags: Signal<Out, Bits<4>>,
    /// Operands for each output address, unless they are one.
    pub operands: Signal<Out, Bits<REGISTER_BITS>>,
    /// They are one.
    pub single_operand: Signal<Out, Bit>,
    /// Register of that name.
    pub weights_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// Register of that name.
    pub inputs_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// Register of that name.
    pub parameters_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// Register of that name.
    pub drains_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// Register of that name.
    pub sums_needed: Signal<Out, Bits<REGISTER_BITS>>,
    /// Register of that name, as far as it reaches.
    pub parameter_base: Signal<Out, Bits<16>>,
    /// Register of that name.
    pub clamp_low: Signal<Out, Bits<16>>,
    /// Register of that name.
    pub clamp_high: Signal<Out, Bits<16>>,
    /// Register of that name.
    pub act_table: Signal<Out, Bits<2>>,
    registers: [DFF<Bits<REGISTER_BITS>>; REGISTER_COUNT],
    port: ConfigurationPort,
    local_buffer: LookupMemory<8>,
    /// What `repeat` has left for the next operation.
    latch: DFF<Bits<REGISTER_BITS>>,
    /// Nothing, or one.
    latch_is_one: DFF<Bit>,
    start_register: DFF<Bits<GENERATORS>>,
    stop_register: DFF<Bits<GENERATORS>>,
    kind: Signal<Local, Bits<3>>,
    generator: Signal<Local, Bits<GENERATORS>>,
    generators: Signal<Local, Bits<GENERATORS>>,
    number: Signal<Local, Bits<4>>,
    value: Signal<Local, Bits<REGISTER_BITS>>,
    micro_op: Signal<Local, Bits<8>>,
    code: Signal<Local, Bits<4>>,
    modifiers: Signal<Local, Bits<4>>,
    executes: Signal<Local, Bit>,
    for_post: Signal<Local, Bit>,
    for_execute: Signal<Local, Bit>,
    ready: Signal<Local, Bit>,
    takes: Signal<Local, Bit>,
    repeat_register: Signal<Local, Bits<REGISTER_BITS>>,
    one: Constant<Bits<REGISTER_BITS>>,
}

impl FrontEnd {
    /// A front end with a local buffer of `local_micro_ops` entries.
    pub fn new(local_micro_ops: usize) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            command_valid: Default::default(),
            command: Default::default(),
            command_pop: Default::default(),
            shadow_free: Default::default(),
            write: Default::default(),
            write_select: Default::default(),
            write_data: Default::default(),
            write_left: Default::default(),
            write_single: Default::default(),
            start: Default::default(),
            stop: Default::default(),
            operations_valid: Default::default(),
            operations_full: Default::default(),
            operation_push: Default::default(),
            acts_valid: Default::default(),
            acts_full: Default::default(),
            act_push: Default::default(),
            operation: Default::default(),
            flags: Default::default(),
            operands: Default::default(),
            single_operand: Default::default(),
            weights_needed: Default::default(),
            inputs_needed: Default::default(),
            parameters_needed: Default::default(),
            drains_needed: Default::default(),
            sums_needed: Default::default(),
            parameter_base: Default::default(),
            clamp_low: Default::default(),
            clamp_high: Default::default(),
            act_table: Default::default(),
            registers: Default::default(),
            port: Default::default(),
            local_buffer: LookupMemory::new(local_micro_ops),
            latch: Default::default(),
            latch_is_one: Default::default(),
            start_register: Default::default(),
            stop_register: Default::default(),
            kind: Default::default(),
            generator: Default::default(),
            generators: Default::default(),
            number: Default::default(),
            value: Default::default(),
            micro_op: Default::default(),
            code: Default::default(),
            modifiers: Default::default(),
            executes: Default::default(),
            for_post: Default::default(),
            for_execute: Default::default(),
            ready: Default::default(),
            takes: Default::default(),
            repeat_register: Default::default(),
            one: Constant::new(bits(1)),
        }
    }
}

impl Logic for FrontEnd {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block front_end");
        clock!(self, clock, port, local_buffer);
        dff_setup!(self, clock, latch, latch_is_one, start_register, stop_register);
        for i in 0..REGISTER_COUNT {
            self.registers[i].clock.next = self.clock.val();
            self.registers[i].d.next = self.registers[i].q.val();
        }

        self.kind.next = self.command.val().get_bits::<3>(0);
        self.generator.next = bits::<GENERATORS>(1) << self.command.val().get_bits::<2>(3);
        self.generators.next = self.command.val().get_bits::<GENERATORS>(3);
        self.local_buffer.read_address.next = bit_cast::<16, 7>(self.command.val().get_bits::<7>(3));
        self.local_buffer.write_address.next = bit_cast::<16, 7>(self.command.val().get_bits::<7>(3));
        self.local_buffer.write_data.next = self.command.val().get_bits::<8>(10);
        self.local_buffer.write_enable.next = false;

        // Execute micro-ops: from the command, or from the local buffer.
        self.executes.next = (self.kind.val() == 5) | (self.kind.val() == 6);
        self.micro_op.next = self.command.val().get_bits::<8>(3);
        if self.kind.val() == 6 {
            self.micro_op.next = self.local_buffer.read_data.val();
        }
        self.code.next = self.micro_op.val().get_bits::<4>(0);
        self.modifiers.next = self.micro_op.val().get_bits::<4>(4);
        self.for_post.next = self.executes.val() & (self.code.val() == 6);
        // Neither `repeat` nor a `nop` without `signal`.
        self.for_execute.next = self.executes.val()
            & (self.code.val() != 6)
            & (self.code.val() != 1)
            & ((self.code.val() != 0) | self.modifiers.val().get_bit(3));

        self.ready.next = !(self.for_post.val() & self.acts_full.val())
            & !(self.for_execute.val() & self.operations_full.val());
        if self.kind.val() == 0 {
            self.ready.next =
                (self.generator.val() & self.shadow_free.val()).any() & !self.port.restoring.val();
        }
        if self.kind.val() == 1 {
            self.ready.next =
                !(self.generators.val() & !self.shadow_free.val()).any() & !self.port.restoring.val();
        }
        if self.kind.val() == 2 {
            self.ready.next = !self.operations_valid.val() & !self.acts_valid.val();
        }
        self.takes.next = self.command_valid.val() & self.ready.val();
        self.command_pop.next = self.takes.val();
        self.operation_push.next = self.takes.val() & self.for_execute.val();
        self.act_push.next = self.takes.val() & self.for_post.val();

        // Generators.
        self.port.reset.next = self.reset.val();
        self.port.take.next = self.takes.val() & (self.kind.val() == 0);
        self.port.generator.next = self.command.val().get_bits::<2>(3);
        self.port.register.next = self.command.val().get_bits::<4>(5);
        self.port.value.next = self.command.val().get_bits::<ADDRESS_BITS>(9);
        self.start_register.d.next = bits::<GENERATORS>(0);
        self.stop_register.d.next = bits::<GENERATORS>(0);
        if self.takes.val() & (self.kind.val() == 1) {
            self.start_register.d.next = self.generators.val();
        }
        if self.takes.val() & (self.kind.val() == 2) {
            self.stop_register.d.next = self.generators.val();
        }
        self.write.next = self.port.write.val();
        self.write_select.next = self.port.write_select.val();
        self.write_data.next = self.port.write_data.val();
        self.write_left.next = self.port.write_left.val();
        self.write_single.next = self.port.write_single.val();
        self.start.next = self.start_register.q.val();
        self.stop.next = self.stop_register.q.val();

        // Registers and local buffer. Both are free at any time, so that `takes` need not be waited for.
        self.number.next = self.command.val().get_bits::<4>(3);
        self.value.next = self.command.val().get_bits::<REGISTER_BITS>(7);
        if self.command_valid.val() & (self.kind.val() == 3) {
            for i in 0..REGISTER_COUNT {
                if self.number.val() == i.to_bits() {
                    self.registers[i].d.next = self.value.val();
                }
            }
        }
        if self.command_valid.val() & (self.kind.val() == 4) {
            self.local_buffer.write_enable.next = true;
        }

        // The latch of `repeat`.
        self.repeat_register.next = self.registers[0].q.val();
        if self.takes.val() & self.executes.val() {
            self.latch_is_one.d.next = true;
            if self.code.val() == 1 {
                self.latch.d.next = self.repeat_register.val();
                self.latch_is_one.d.next = self.repeat_register.val() == self.one.val();
            }
        }
        if self.reset.val() {
            self.start_register.d.next = bits::<GENERATORS>(0);
            self.stop_register.d.next = bits::<GENERATORS>(0);
            self.latch_is_one.d.next = true;
            for i in 0..REGISTER_COUNT {
                self.registers[i].d.next = bits::<REGISTER_BITS>(0);
            }
            self.registers[0].d.next = self.one.val();
        }

        self.operation.next = self.code.val();
        self.flags.next = self.modifiers.val();
        self.operands.next = self.latch.q.val();
        self.single_operand.next = self.latch_is_one.q.val();
        self.weights_needed.next = self.registers[1].q.val();
        self.inputs_needed.next = self.registers[2].q.val();
        self.parameters_needed.next = self.registers[3].q.val();
        self.drains_needed.next = self.registers[4].q.val();
        self.sums_needed.next = self.registers[5].q.val();
        self.parameter_base.next = self.registers[6].q.val().get_bits::<16>(0);
        self.clamp_low.next = self.registers[7].q.val().get_bits::<16>(0);
        self.clamp_high.next = self.registers[8].q.val().get_bits::<16>(0);
        self.act_table.next = self.registers[9].q.val().get_bits::<2>(0);
    }
}
