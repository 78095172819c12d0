//! The command FIFO of a PV: a FIFO whose head is a register, so that decoding does not begin behind a LUT RAM.

use crate::hdl::*;
use crate::primitives::Fifo;

/// Bits of a command: kind and operands.
pub const COMMAND_BITS: usize = 33;

/// Holds up to `depth` commands, the one in the head register included; flags are registered on both sides.
#[derive(LogicBlock)]
pub struct CommandQueue {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets all commands.
    pub reset: Signal<In, Bit>,
    /// Appends `command_in`.
    pub push: Signal<In, Bit>,
    /// What is appended.
    pub command_in: Signal<In, Bits<COMMAND_BITS>>,
    /// No room.
    pub full: Signal<Out, Bit>,
    /// Removes the oldest command.
    pub pop: Signal<In, Bit>,
    /// The oldest command, while `valid`.
    pub command: Signal<Out, Bits<COMMAND_BITS>>,
    /// There is a command.
    pub valid: Signal<Out, Bit>,
    waiting: Fifo<COMMAND_BITS>,
    head: DFF<Bits<COMMAND_BITS>>,
    head_valid: DFF<Bit>,
    head_free: Signal<Local, Bit>,
    pushes: Signal<Local, Bit>,
}

impl CommandQueue {
    /// A queue of `depth` commands, at least 3.
    pub fn new(depth: usize) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            push: Default::default(),
            command_in: Default::default(),
            full: Default::default(),
            pop: Default::default(),
            command: Default::default(),
            valid: Default::default(),
            waiting: Fifo::new(depth - 1),
            head: Default::default(),
            head_valid: Default::default(),
            head_free: Default::default(),
            pushes: Default::default(),
        }
    }
}

impl Logic for CommandQueue {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block command_queue");
        clock!(self, clock, waiting);
        dff_setup!(self, clock, head, head_valid);
        self.full.next = self.waiting.full.val();
        self.command.next = self.head.q.val();
        self.valid.next = self.head_valid.q.val();

        // Nothing waits behind an empty head.
        self.head_free.next = !self.head_valid.q.val() | self.pop.val();
        self.pushes.next = self.push.val() & !self.waiting.full.val();
        self.waiting.clear.next = self.reset.val();
        self.waiting.data_in.next = self.command_in.val();
        self.waiting.push.next = self.pushes.val() & (self.waiting.valid.val() | !self.head_free.val());
        self.waiting.pop.next = self.head_free.val();
        if self.head_free.val() {
            self.head.d.next = self.command_in.val();
            if self.waiting.valid.val() {
                self.head.d.next = self.waiting.data_out.val();
            }
            self.head_valid.d.next = self.waiting.valid.val() | self.pushes.val();
        }
        if self.reset.val() {
            self.head_valid.d.next = false;
        }
    }
}
