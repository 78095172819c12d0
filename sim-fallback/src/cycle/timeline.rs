//! A count of things that are complete, and when it reached what.
//!
//! Times may lie ahead: what is certain to happen is entered as soon as it is.

use std::collections::VecDeque;

#[derive(Debug, Default)]
pub(super) struct Timeline {
    /// Counts that were reached so long ago that it does not matter when.
    settled: u64,
    /// From when on each further count is seen, ascending.
    ahead: VecDeque<u64>,
}

impl Timeline {
    /// From when on the count is seen to be at least `need`; `None` while that is open.
    pub(super) fn when(&self, need: u64) -> Option<u64> {
        match need.checked_sub(self.settled) {
            None | Some(0) => Some(0),
            Some(further) => self.ahead.get(further as usize - 1).copied(),
        }
    }

    /// Counts one more, to be seen from `cycle` on. `now` is the present: what was seen before it is settled.
    pub(super) fn count(&mut self, now: u64, cycle: u64) {
        while self.ahead.front().is_some_and(|&seen| seen < now) {
            self.ahead.pop_front();
            self.settled += 1;
        }
        let monotone = self.ahead.back().map_or(cycle, |&last| last.max(cycle));
        self.ahead.push_back(monotone);
    }

    /// Back to zero.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn counts_are_known_ahead() {
        let mut timeline = Timeline::default();
        assert_eq!((timeline.when(0), timeline.when(1)), (Some(0), None));
        timeline.count(10, 18);
        timeline.count(11, 19);
        assert_eq!((timeline.when(1), timeline.when(2), timeline.when(3)), (Some(18), Some(19), None));
        timeline.count(30, 31);
        assert_eq!((timeline.when(2), timeline.when(3), timeline.ahead.len()), (Some(0), Some(31), 1));
    }
}
