//! A queue between two units with registered flags.

use super::{INDEX_BITS, LookupMemory};
use crate::hdl::*;

/// Holds up to `depth` entries of `WIDTH` bits.
///
/// What is pushed or popped in cycle `t` is seen in `t + 1`, room included; the oldest entry is there without being asked
/// for. A push while `full` and a pop while not `valid` are mistakes of the units around it and are ignored.
#[derive(LogicBlock)]
pub struct Fifo<const WIDTH: usize> {
    /// Clock of both sides.
    pub clock: Signal<In, Clock>,
    /// Forgets all entries; a push of the same cycle is forgotten too.
    pub clear: Signal<In, Bit>,
    /// Appends `data_in`.
    pub push: Signal<In, Bit>,
    /// What is appended.
    pub data_in: Signal<In, Bits<WIDTH>>,
    /// No room.
    pub full: Signal<Out, Bit>,
    /// Removes the oldest entry.
    pub pop: Signal<In, Bit>,
    /// The oldest entry, while `valid`.
    pub data_out: Signal<Out, Bits<WIDTH>>,
    /// There is an entry.
    pub valid: Signal<Out, Bit>,
    words: LookupMemory<WIDTH>,
    read_index: DFF<Bits<INDEX_BITS>>,
    write_index: DFF<Bits<INDEX_BITS>>,
    is_full: DFF<Bit>,
    is_valid: DFF<Bit>,
    pushes: Signal<Local, Bit>,
    pops: Signal<Local, Bit>,
    next_read: Signal<Local, Bits<INDEX_BITS>>,
    next_write: Signal<Local, Bits<INDEX_BITS>>,
    oldest_when_full: Signal<Local, Bits<INDEX_BITS>>,
    mask: Constant<Bits<INDEX_BITS>>,
    one: Constant<Bits<INDEX_BITS>>,
    /// Words of the memory that are never used, plus one.
    slack: Constant<Bits<INDEX_BITS>>,
}

impl<const WIDTH: usize> Fifo<WIDTH> {
    /// A FIFO of `depth` entries, at least 2.
    pub fn new(depth: usize) -> Self {
        let words = depth.next_power_of_two().max(2);
        Self {
            clock: Default::default(),
            clear: Default::default(),
            push: Default::default(),
            data_in: Default::default(),
            full: Default::default(),
            pop: Default::default(),
            data_out: Default::default(),
            valid: Default::default(),
            words: LookupMemory::new(depth),
            read_index: Default::default(),
            write_index: Default::default(),
            is_full: Default::default(),
            is_valid: Default::default(),
            pushes: Default::default(),
            pops: Default::default(),
            next_read: Default::default(),
            next_write: Default::default(),
            oldest_when_full: Default::default(),
            mask: Constant::new(bits(words as u64 - 1)),
            one: Constant::new(bits(1)),
            slack: Constant::new(bits((words - depth) as u64 + 1)),
        }
    }
}

impl<const WIDTH: usize> Logic for Fifo<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block fifo");
        dff_setup!(self, clock, read_index, write_index, is_full, is_valid);
        self.words.clock.next = self.clock.val();
        self.pushes.next = self.push.val() & !self.is_full.q.val();
        self.pops.next = self.pop.val() & self.is_valid.q.val();

        self.words.read_address.next = self.read_index.q.val();
        self.data_out.next = self.words.read_data.val();
        self.words.write_address.next = self.write_index.q.val();
        self.words.write_data.next = self.data_in.val();
        self.words.write_enable.next = self.pushes.val();

        // Indices go round all words of the memory, and only as many of them hold entries as the FIFO is deep.
        self.next_read.next = (self.read_index.q.val() + self.one.val()) & self.mask.val();
        self.next_write.next = (self.write_index.q.val() + self.one.val()) & self.mask.val();
        self.oldest_when_full.next = (self.write_index.q.val() + self.slack.val()) & self.mask.val();
        if self.pushes.val() {
            self.write_index.d.next = self.next_write.val();
        }
        if self.pops.val() {
            self.read_index.d.next = self.next_read.val();
        }
        if self.pushes.val() & !self.pops.val() {
            self.is_full.d.next = self.oldest_when_full.val() == self.read_index.q.val();
            self.is_valid.d.next = true;
        }
        if self.pops.val() & !self.pushes.val() {
            self.is_full.d.next = false;
            self.is_valid.d.next = self.next_read.val() != self.write_index.q.val();
        }
        if self.clear.val() {
            self.read_index.d.next = bits::<INDEX_BITS>(0);
            self.write_index.d.next = bits::<INDEX_BITS>(0);
            self.is_full.d.next = false;
            self.is_valid.d.next = false;
        }
        self.full.next = self.is_full.q.val();
        self.valid.next = self.is_valid.q.val();
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use std::collections::VecDeque;

    #[test]
    fn a_fifo_agrees_with_a_queue() {
        for depth in 2..6 {
            agrees_with_a_queue(depth);
        }
    }

    fn agrees_with_a_queue(depth: usize) {
        let mut fifo = Fifo::<8>::new(depth);
        fifo.connect_all();
        let mut model: VecDeque<u64> = VecDeque::new();
        for step in 0..200_u64 {
            let (push, pop, clear) = (step % 3 != 1, step / 23 % 2 == 0 && step % 5 > 0, step % 97 == 96);
            fifo.push.next = push;
            fifo.pop.next = pop;
            fifo.clear.next = clear;
            fifo.data_in.next = (step & 255).into();
            settle(&mut fifo);
            assert_eq!(fifo.full.val(), model.len() == depth, "step {step}");
            assert_eq!(fifo.valid.val(), !model.is_empty(), "step {step}");
            assert!(model.is_empty() || fifo.data_out.val().to_u64() == model[0], "step {step}");
            let room = model.len() < depth;
            if pop {
                model.pop_front();
            }
            if push && room {
                model.push_back(step & 255);
            }
            if clear {
                model.clear();
            }
            clock_cycle(&mut fifo, |fifo| &mut fifo.clock);
        }
    }
}
