//! A queue between two units with registered flags: what is pushed or popped in cycle `t` is seen in `t + 1`.

use std::collections::VecDeque;

/// A cycle that does not come.
pub(super) const NEVER: u64 = u64::MAX;

/// Holds up to `depth` entries.
#[derive(Debug)]
pub(super) struct Fifo<T> {
    /// Entries with the cycle from which on they are seen.
    entries: VecDeque<(u64, T)>,
    depth: usize,
    last_pop: Option<u64>,
}

impl<T: Copy> Fifo<T> {
    pub(super) fn new(depth: usize) -> Self {
        Self { entries: VecDeque::with_capacity(depth), depth, last_pop: None }
    }

    /// From when on, at `now` or later, the producer sees room; [`NEVER`] before something is popped.
    pub(super) fn room_from(&self, now: u64) -> u64 {
        match self.last_pop {
            _ if self.entries.len() >= self.depth => NEVER,
            Some(popped) if popped >= now && self.entries.len() + 1 >= self.depth => popped + 1,
            _ => now,
        }
    }

    /// Adds an entry. The producer has seen room.
    pub(super) fn push(&mut self, now: u64, entry: T) {
        self.entries.push_back((now + 1, entry));
    }

    /// The oldest entry and from when on it is seen.
    pub(super) fn head(&self) -> Option<(u64, T)> {
        self.entries.front().copied()
    }

    /// Removes the oldest entry.
    pub(super) fn pop(&mut self, now: u64) {
        self.entries.pop_front();
        self.last_pop = Some(now);
    }

    /// From when on it is seen to be empty; [`NEVER`] while it is not.
    pub(super) fn empty_from(&self) -> u64 {
        match self.entries.is_empty() {
            true => self.last_pop.map_or(0, |popped| popped + 1),
            false => NEVER,
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn flags_are_seen_one_cycle_later() {
        let mut fifo = Fifo::new(2);
        fifo.push(5, 'a');
        assert_eq!(fifo.head(), Some((6, 'a')));
        assert_eq!(fifo.room_from(6), 6);
        fifo.push(6, 'b');
        assert_eq!(fifo.room_from(7), NEVER);
        fifo.pop(9);
        assert_eq!(fifo.room_from(9), 10, "the slot is not seen in the cycle in which it becomes free");
        assert_eq!(fifo.room_from(10), 10);
        assert_eq!(fifo.empty_from(), NEVER);
        fifo.pop(10);
        assert_eq!((fifo.room_from(10), fifo.empty_from()), (10, 11));
    }
}
