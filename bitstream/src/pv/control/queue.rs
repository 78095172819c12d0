//! The queue of two between the front end and an engine: control and storage apart, so that an entry may have any
//! number of fields without being packed into one word.

use crate::hdl::*;

/// Which of the two entries hold something, and what the storage of every field does.
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
    /// The head takes what is pushed.
    pub head_from_input: Signal<Out, Bit>,
    /// The head takes the entry behind it.
    pub head_from_tail: Signal<Out, Bit>,
    /// The entry behind the head takes what is pushed.
    pub tail_from_input: Signal<Out, Bit>,
    head_valid: DFF<Bit>,
    tail_valid: DFF<Bit>,
}

impl Logic for QueueControl {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block queue_control");
        dff_setup!(self, clock, head_valid, tail_valid);
        self.valid.next = self.head_valid.q.val();
        self.full.next = self.tail_valid.q.val();
        // With room there is nothing behind the head, so what it would hold in vain may be overwritten.
        self.head_from_tail.next = self.tail_valid.q.val() & self.pop.val();
        self.head_from_input.next =
            !self.tail_valid.q.val() & self.push.val() & (self.pop.val() | !self.head_valid.q.val());
        self.tail_from_input.next = !self.tail_valid.q.val();
        if self.tail_valid.q.val() {
            self.tail_valid.d.next = !self.pop.val();
        } else {
            self.head_valid.d.next = self.push.val() | (self.head_valid.q.val() & !self.pop.val());
            self.tail_valid.d.next = self.push.val() & self.head_valid.q.val() & !self.pop.val();
        }
        if self.reset.val() {
            self.head_valid.d.next = false;
            self.tail_valid.d.next = false;
        }
    }
}

/// One field of both entries of a queue that [`QueueControl`] drives.
#[derive(LogicBlock, Default)]
pub struct QueueField<const WIDTH: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// What is pushed.
    pub data_in: Signal<In, Bits<WIDTH>>,
    /// As of [`QueueControl`].
    pub head_from_input: Signal<In, Bit>,
    /// As of [`QueueControl`].
    pub head_from_tail: Signal<In, Bit>,
    /// As of [`QueueControl`].
    pub tail_from_input: Signal<In, Bit>,
    /// The head.
    pub data_out: Signal<Out, Bits<WIDTH>>,
    head: DFF<Bits<WIDTH>>,
    tail: DFF<Bits<WIDTH>>,
}

impl<const WIDTH: usize> Logic for QueueField<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block queue_field");
        dff_setup!(self, clock, head, tail);
        self.data_out.next = self.head.q.val();
        if self.head_from_tail.val() {
            self.head.d.next = self.tail.q.val();
        }
        if self.head_from_input.val() {
            self.head.d.next = self.data_in.val();
        }
        if self.tail_from_input.val() {
            self.tail.d.next = self.data_in.val();
        }
    }
}
