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
//! `step`, `end` and the counts are never 0: the sequencer refuses that.
//!
//! # Interface
//! - *Commands.* `write` stores a register of the next generation, `start` begins a generation with the registers as they
//!   stand. Both come only in a cycle with `command_ready`, and one at a time. The registers are shadows: they may be
//!   written while a generation runs. A `start` during a generation is queued, one deep; while it waits `command_ready`
//!   is low, because the shadows already belong to the queued generation. The first address of a queued generation
//!   follows the last one of its predecessor without a gap.
//! - *Written values* are prepared outside, once for the generators of a PV ([`reference::Preparation`] is the definition):
//!   `write_data` is the value of `addr`, `step` or an offset and the complement of a count; `write_left` is `step - end`
//!   when either of these is written; `write_single` says that the loop of the register has a single iteration.
//! - *Addresses.* `address`, `pass_ends` and `last` mean something while `address_valid` is high, and are held
//!   until the cycle in which `address_ready` is high too. `last` marks the last address of a generation,
//!   `pass_ends` the last one of each innermost pass.
//! - *`stop`* discards the running generation and the queued one. The shadows keep their values. So does `reset`: who has
//!   them at hand writes all registers before the first `start` behind it.
//!
//! Every output is a register (`command_ready` an inverted one, `last` four of them). Between two registers lie at
//! most one LUT RAM and one adder: there is no multiplier, because each loop remembers where its iteration began.
//!
//! Not here: the FIFO behind the generator, and the decoding of the micro-ops that configure it.

mod address_path;
mod count_levels;
mod distance_level;
mod loop_ends;
mod loop_nest;
pub mod reference;
mod start_control;
mod strides;
mod version;

use crate::hdl::*;
use loop_nest::LoopNest;
use start_control::StartControl;

/// The strided index generator with addresses and configuration registers of `ADDRESS_BITS` bits, 2 to 31, and sums of one bit
/// more.
#[derive(LogicBlock, Default)]
pub struct IndexGenerator<const ADDRESS_BITS: usize, const SUM_BITS: usize> {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Synchronous reset, active high.
    pub reset: Signal<In, Bit>,
    /// Writes one configuration register.
    pub write: Signal<In, Bit>,
    /// Number of the register to write.
    pub write_select: Signal<In, Bits<4>>,
    /// Its value, or the complement of a count.
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// `step - end`, when one of them is written.
    pub write_left: Signal<In, Bits<ADDRESS_BITS>>,
    /// The loop of the register has a single iteration.
    pub write_single: Signal<In, Bit>,
    /// Begins or queues a generation.
    pub start: Signal<In, Bit>,
    /// Discards the running and the queued generation.
    pub stop: Signal<In, Bit>,
    /// A command may come in this cycle.
    pub command_ready: Signal<Out, Bit>,
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
    control: StartControl,
    nest: LoopNest<ADDRESS_BITS, SUM_BITS>,
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Logic for IndexGenerator<ADDRESS_BITS, SUM_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block index_generator");
        clock!(self, clock, control, nest);

        self.control.reset.next = self.reset.val();
        self.control.start.next = self.start.val();
        self.control.stop.next = self.stop.val();
        self.control.last.next = self.nest.last.val();
        self.control.address_ready.next = self.address_ready.val();

        self.nest.write.next = self.write.val();
        self.nest.write_select.next = self.write_select.val();
        self.nest.write_data.next = self.write_data.val();
        self.nest.write_left.next = self.write_left.val();
        self.nest.write_single.next = self.write_single.val();
        self.nest.new_generation.next = self.control.new_generation.val();
        self.nest.load.next = self.control.load.val();
        self.nest.advance.next = self.control.advance.val();

        self.command_ready.next = self.control.command_ready.val();
        self.address_valid.next = self.control.address_valid.val();
        self.address.next = self.nest.address.val();
        self.pass_ends.next = self.nest.pass_ends.val();
        self.last.next = self.nest.last.val();
    }
}
