//! The strided index generator: the access engine's source of addresses, one per clock cycle.
//!
//! A generation is four nested loops over the registers of [`isa::ops::GeneratorRegister`]; [`mod@reference`]
//! is the executable definition:
//!
//! ```text
//! for i2 in 0..repeat2 { for i1 in 0..repeat1 { for i in 0..repeat { for d in (0..end).step_by(step) {
//!     addr + i2*offset2 + i1*offset1 + i*offset + d          (mod 2^ADDRESS_BITS)
//! } } } }
//! ```
//!
//! `end` and `repeat` are keywords of Verilog; inside the hardware they are `limit` and `passes`. A `step` of
//! 0 never reaches `end`: the generator repeats its first address until it is stopped. A generation with
//! `end` or one of the counts 0 has no address; it occupies the generator for one cycle and reports `done`
//! like any other.
//!
//! # Interface
//! - *Commands.* `write` stores `write_data` in the register `write_select`
//!   ([`isa::ops::GeneratorRegister`]); `start` begins a generation with the registers as they stand. Both
//!   count only in a cycle with `command_ready`, and a `write` in the cycle of a `start` is ignored. The
//!   registers are shadows: they may be written while a generation runs. A `start` during a generation is
//!   queued, one deep; while it waits `command_ready` is low, because the shadows already belong to the
//!   queued generation. The first address of a queued generation follows the last one of its predecessor
//!   without a gap.
//! - *Addresses.* `address`, `pass_ends` and `last` mean something while `address_valid` is high, and are held
//!   until the cycle in which `address_ready` is high too. `last` marks the last address of a generation,
//!   `pass_ends` the last one of each innermost pass.
//! - *Status.* `busy` from the cycle after the start to the last address. `done` for one cycle, after each
//!   generation that was not stopped.
//! - *`stop`* discards the running generation, the queued one and a `start` of the same cycle, without
//!   `done`. The shadows keep their values. `reset` also gives the shadows their values at the start of a job
//!   ([`reference::reset_value`]); before the first reset they are zero.
//!
//! Every output is a register (`command_ready` an inverted one, `last` four of them). Between two registers lies at
//! most one adder or comparator: there is no multiplier, because each loop remembers where its iteration began.
//!
//! Not here: the FIFO behind the generator, and the decoding of the micro-ops that configure it.

mod buffered_register;
mod configuration;
mod count_level;
mod distance_level;
mod loop_nest;
pub mod reference;
mod start_control;

use crate::hdl::*;
use configuration::ConfigurationRegisters;
use loop_nest::LoopNest;
use start_control::StartControl;

/// The strided index generator with addresses and configuration registers of `ADDRESS_BITS` bits, 2 to 32.
#[derive(LogicBlock, Default)]
pub struct IndexGenerator<const ADDRESS_BITS: usize> {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Synchronous reset, active high.
    pub reset: Signal<In, Bit>,
    /// Writes one configuration register.
    pub write: Signal<In, Bit>,
    /// Number of the register to write; a number without a register is ignored.
    pub write_select: Signal<In, Bits<4>>,
    /// Value to write.
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// Begins or queues a generation.
    pub start: Signal<In, Bit>,
    /// Discards the running and the queued generation.
    pub stop: Signal<In, Bit>,
    /// The command of this cycle is taken.
    pub command_ready: Signal<Out, Bit>,
    /// A generation is running.
    pub busy: Signal<Out, Bit>,
    /// A generation ended in the cycle before.
    pub done: Signal<Out, Bit>,
    /// `address`, `pass_ends` and `last` hold an address.
    pub address_valid: Signal<Out, Bit>,
    /// The consumer takes the address in this cycle.
    pub address_ready: Signal<In, Bit>,
    /// The address.
    pub address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The address is the last one of its innermost pass.
    pub pass_ends: Signal<Out, Bit>,
    /// The address is the last one of its generation.
    pub last: Signal<Out, Bit>,
    configuration: ConfigurationRegisters<ADDRESS_BITS>,
    control: StartControl,
    nest: LoopNest<ADDRESS_BITS>,
}

impl<const ADDRESS_BITS: usize> Logic for IndexGenerator<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block index_generator");
        clock!(self, clock, configuration, control, nest);

        self.control.reset.next = self.reset.val();
        self.control.start.next = self.start.val();
        self.control.stop.next = self.stop.val();
        self.control.empty.next = self.configuration.empty.val();
        self.control.last.next = self.nest.last.val();
        self.control.address_ready.next = self.address_ready.val();

        self.configuration.reset.next = self.reset.val();
        self.configuration.write.next =
            self.write.val() & self.control.command_ready.val() & !self.start.val();
        self.configuration.write_select.next = self.write_select.val();
        self.configuration.write_data.next = self.write_data.val();
        self.configuration.load.next = self.control.load.val();

        self.nest.new_generation.next = self.control.new_generation.val();
        self.nest.advance.next = self.control.advance.val();
        self.nest.addr.next = self.configuration.addr.val();
        self.nest.offset.next = self.configuration.offset.val();
        self.nest.step.next = self.configuration.step.val();
        self.nest.upcoming_step.next = self.configuration.upcoming_step.val();
        self.nest.upcoming_limit.next = self.configuration.upcoming_limit.val();
        self.nest.upcoming_passes.next = self.configuration.upcoming_passes.val();
        self.nest.upcoming_passes1.next = self.configuration.upcoming_passes1.val();
        self.nest.upcoming_passes2.next = self.configuration.upcoming_passes2.val();
        self.nest.passes.next = self.configuration.passes.val();
        self.nest.offset1.next = self.configuration.offset1.val();
        self.nest.passes1.next = self.configuration.passes1.val();
        self.nest.offset2.next = self.configuration.offset2.val();
        self.nest.passes2.next = self.configuration.passes2.val();

        self.command_ready.next = self.control.command_ready.val();
        self.busy.next = self.control.busy.val();
        self.done.next = self.control.done.val();
        self.address_valid.next = self.control.address_valid.val();
        self.address.next = self.nest.address.val();
        self.pass_ends.next = self.nest.pass_ends.val();
        self.last.next = self.nest.last.val();
    }
}
