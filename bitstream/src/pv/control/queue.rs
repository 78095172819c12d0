//! The queue of two between the front end and an engine: control and storage apart, so that an entry may have any
//! number of fields without being packed into one word.

use crate::hdl::*;
use crate::primitives::{INDEX_BITS, LookupMemory};

/// Which of the two slots hold something, and where the next entry goes. Entries go round the slots and never move.
///
/// What is pushed or popped in cycle `t` is seen in `t + 1`, room included. The running entry stays at the head. A
/// push while `full` and a pop while not `valid` are mistakes of the units around it.
#[derive(LogicBlock, Default)]
pub struct QueueControl {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Forgets both entries.
    pub reset: Signal<In, Bit>,
    /// Appends an entry.
    pub push: Signal<In, Bit>,
    /// Removes the head.
    pub pop: Signal<In, Bit>,
    /// There is a head.
    pub valid: Signal<Out, Bit>,
    /// No room.
    pub full: Signal<Out, Bit>,
    /// An entry is pushed into the second slot, else into the first one.
    pub tail_is_second: Signal<Out, Bit>,
    /// The head is in the second slot.
    pub head_is_second: Signal<Out, Bit>,
    some: DFF<Bit>,
    two: DFF<Bit>,
    tail: DFF<Bit>,
    head: DFF<Bit>,
}

impl Logic for QueueControl {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block queue_control");
        dff_setup!(self, clock, some, two, tail, head);
        self.valid.next = self.some.q.val();
        self.full.next = self.two.q.val();
        self.tail_is_second.next = self.tail.q.val();
        self.head_is_second.next = self.head.q.val();
        if self.push.val() {
            self.tail.d.next = !self.tail.q.val();
        }
        if self.pop.val() {
            self.head.d.next = !self.head.q.val();
        }
        if self.push.val() & !self.pop.val() {
            self.some.d.next = true;
            self.two.d.next = self.some.q.val();
        }
        if self.pop.val() & !self.push.val() {
            self.some.d.next = self.two.q.val();
            self.two.d.next = false;
        }
        if self.reset.val() {
            self.some.d.next = false;
            self.two.d.next = false;
            self.tail.d.next = false;
            self.head.d.next = false;
        }
    }
}

/// One field of both entries of a queue that [`QueueControl`] drives, in registers: for what an adder can choose between on its way.
#[derive(LogicBlock, Default)]
pub struct QueueField<const WIDTH: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Stores `data_in`.
    pub push: Signal<In, Bit>,
    /// What is pushed.
    pub data_in: Signal<In, Bits<WIDTH>>,
    /// As of [`QueueControl`].
    pub tail_is_second: Signal<In, Bit>,
    /// As of [`QueueControl`].
    pub head_is_second: Signal<In, Bit>,
    /// The head.
    pub data_out: Signal<Out, Bits<WIDTH>>,
    first: DFF<Bits<WIDTH>>,
    second: DFF<Bits<WIDTH>>,
}

impl<const WIDTH: usize> Logic for QueueField<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block queue_field");
        dff_setup!(self, clock, first, second);
        if self.push.val() & !self.tail_is_second.val() {
            self.first.d.next = self.data_in.val();
        }
        if self.push.val() & self.tail_is_second.val() {
            self.second.d.next = self.data_in.val();
        }
        self.data_out.next = self.first.q.val();
        if self.head_is_second.val() {
            self.data_out.next = self.second.q.val();
        }
    }
}

/// As [`QueueField`], in LUT RAM.
#[derive(LogicBlock)]
pub struct QueueWord<const WIDTH: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Stores `data_in`.
    pub push: Signal<In, Bit>,
    /// What is pushed.
    pub data_in: Signal<In, Bits<WIDTH>>,
    /// As of [`QueueControl`].
    pub tail_is_second: Signal<In, Bit>,
    /// As of [`QueueControl`].
    pub head_is_second: Signal<In, Bit>,
    /// The head.
    pub data_out: Signal<Out, Bits<WIDTH>>,
    slots: LookupMemory<WIDTH>,
    tail: Signal<Local, Bits<INDEX_BITS>>,
    head: Signal<Local, Bits<INDEX_BITS>>,
}

impl<const WIDTH: usize> Default for QueueWord<WIDTH> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            push: Default::default(),
            data_in: Default::default(),
            tail_is_second: Default::default(),
            head_is_second: Default::default(),
            data_out: Default::default(),
            slots: LookupMemory::new(2),
            tail: Default::default(),
            head: Default::default(),
        }
    }
}

impl<const WIDTH: usize> Logic for QueueWord<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block queue_word");
        clock!(self, clock, slots);
        self.tail.next = bits::<INDEX_BITS>(0);
        if self.tail_is_second.val() {
            self.tail.next = bits::<INDEX_BITS>(1);
        }
        self.head.next = bits::<INDEX_BITS>(0);
        if self.head_is_second.val() {
            self.head.next = bits::<INDEX_BITS>(1);
        }
        self.slots.write_enable.next = self.push.val();
        self.slots.write_address.next = self.tail.val();
        self.slots.write_data.next = self.data_in.val();
        self.slots.read_address.next = self.head.val();
        self.data_out.next = self.slots.read_data.val();
    }
}
