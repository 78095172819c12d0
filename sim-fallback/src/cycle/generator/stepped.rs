//! A generator that takes one step a cycle, for tests: what the closed forms must agree with.

use std::collections::VecDeque;

/// One generator, its FIFO and its shadow registers, cycle by cycle. Only the lengths of generations matter.
#[derive(Debug, Default)]
pub(in crate::cycle) struct Stepped {
    depth: usize,
    /// Cycles in which the addresses in the FIFO went in.
    fifo: VecDeque<u64>,
    /// Handed over in a cycle.
    pending: Option<(u64, u64)>,
    shadow_free: u64,
    /// Addresses of the running generation that have not gone in.
    left: u64,
}

impl Stepped {
    pub(in crate::cycle) fn new(depth: u32) -> Self {
        Self { depth: depth as usize, ..Self::default() }
    }

    /// When the address at the head went in.
    pub(in crate::cycle) fn head_since(&self) -> Option<u64> {
        self.fifo.front().copied()
    }

    pub(in crate::cycle) fn shadow_is_free(&self, now: u64) -> bool {
        self.pending.is_none() && self.shadow_free <= now
    }

    /// Hands a generation over, whose shadow registers are free.
    pub(in crate::cycle) fn start(&mut self, length: u64, now: u64) {
        self.pending = Some((length, now));
    }

    /// A cycle in which the reader takes an address if it says so and one is there. True if it got one.
    pub(in crate::cycle) fn cycle(&mut self, now: u64, reads: bool) -> bool {
        let seen = self.fifo.len();
        let read = reads && self.fifo.front().is_some_and(|&since| since < now);
        // Whatever is handed over in a cycle is seen in the next; the last address frees the generator.
        if self.left > 0 && seen < self.depth {
            self.fifo.push_back(now);
            self.left -= 1;
        }
        if self.left == 0
            && let Some((length, _)) = self.pending.filter(|&(_, since)| since < now)
        {
            (self.left, self.pending, self.shadow_free) = (length, None, now + 1);
        }
        if read {
            self.fifo.pop_front();
        }
        read
    }
}
