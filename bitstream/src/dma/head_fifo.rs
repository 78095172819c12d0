//! A FIFO whose oldest entry stands in a register, for consumers that have much to do with it in one cycle.

use crate::hdl::*;
use crate::primitives::Fifo;

/// Holds up to `depth + 1` entries of `WIDTH` bits. What is pushed in cycle `t` is there in `t + 1`.
#[derive(LogicBlock)]
pub struct HeadFifo<const WIDTH: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets all entries.
    pub clear: Signal<In, Bit>,
    /// Appends `data_in`; only while not `full`.
    pub push: Signal<In, Bit>,
    /// What is appended.
    pub data_in: Signal<In, Bits<WIDTH>>,
    /// Removes the oldest entry; only while `valid`.
    pub pop: Signal<In, Bit>,
    /// No room; a register.
    pub full: Signal<Out, Bit>,
    /// The oldest entry.
    pub data_out: Signal<Out, Bits<WIDTH>>,
    /// There is one.
    pub valid: Signal<Out, Bit>,
    others: Fifo<WIDTH>,
    head: DFF<Bits<WIDTH>>,
    head_valid: DFF<Bit>,
    moves: Signal<Local, Bit>,
}

impl<const WIDTH: usize> HeadFifo<WIDTH> {
    /// A FIFO of `depth` entries behind the first.
    pub fn new(depth: usize) -> Self {
        Self {
            clock: Default::default(),
            clear: Default::default(),
            push: Default::default(),
            data_in: Default::default(),
            pop: Default::default(),
            full: Default::default(),
            data_out: Default::default(),
            valid: Default::default(),
            others: Fifo::new(depth),
            head: Default::default(),
            head_valid: Default::default(),
            moves: Default::default(),
        }
    }
}

impl<const WIDTH: usize> Logic for HeadFifo<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block head_fifo");
        clock!(self, clock, others);
        dff_setup!(self, clock, head, head_valid);
        self.moves.next = self.pop.val() | !self.head_valid.q.val();
        self.others.clear.next = self.clear.val();
        self.others.data_in.next = self.data_in.val();
        self.others.push.next = self.push.val() & (!self.moves.val() | self.others.valid.val());
        self.others.pop.next = self.moves.val();
        if self.moves.val() {
            self.head.d.next = self.data_in.val();
            self.head_valid.d.next = self.push.val() | self.others.valid.val();
            if self.others.valid.val() {
                self.head.d.next = self.others.data_out.val();
            }
        }
        if self.clear.val() {
            self.head_valid.d.next = false;
        }
        self.full.next = self.others.full.val();
        self.data_out.next = self.head.q.val();
        self.valid.next = self.head_valid.q.val();
    }
}
