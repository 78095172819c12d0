//! The read side of the memory port: requests on their way, and when their beats arrive.
//!
//! Data comes in the order of the requests, one beat a cycle; a beat whose receiver takes longer holds the others up.
//! A fill takes its turn among them without having been anywhere.

use std::collections::VecDeque;

/// A burst on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Delivery {
    /// Cycle of the first beat.
    pub(super) start: u64,
    /// Last cycle of the last beat.
    pub(super) end: u64,
    beats: u64,
    /// Cycles of the first beat, and of each in the middle.
    first: u64,
    middle: u64,
}

#[derive(Debug)]
pub(super) struct ReadPort {
    latency: u64,
    /// Beats that may be on their way.
    limit: u64,
    /// Bursts with beats that are not seen as delivered, in order.
    on_their_way: VecDeque<Delivery>,
    /// Their beats, delivered ones included.
    beats: u64,
    /// The first cycle after the last beat of all.
    free_from: u64,
    /// The cycle of the latest request.
    requested: Option<u64>,
}

impl ReadPort {
    pub(super) fn new(latency: u64, limit: u32) -> Self {
        Self {
            latency,
            limit: limit.into(),
            on_their_way: VecDeque::new(),
            beats: 0,
            free_from: 0,
            requested: None,
        }
    }

    /// Requests a burst in cycle `now`.
    pub(super) fn request(&mut self, now: u64, beats: u64, holds: [u64; 3], fill: bool) -> Delivery {
        let [first, middle, last] = holds;
        let arrives = now + if fill { 1 } else { self.latency };
        let start = arrives.max(self.free_from);
        let cycles = if beats == 1 { first } else { first + (beats - 2) * middle + last };
        let delivery = Delivery { start, end: start + cycles - 1, beats, first, middle };
        while self.on_their_way.front().is_some_and(|oldest| oldest.end < now) {
            self.beats -= self.on_their_way.pop_front().map_or(0, |oldest| oldest.beats);
        }
        self.on_their_way.push_back(delivery);
        self.beats += beats;
        self.free_from = delivery.end + 1;
        self.requested = Some(now);
        delivery
    }

    /// From when on, at `now` or later, a request may be made.
    pub(super) fn ready_from(&self, now: u64) -> u64 {
        let now = self.requested.map_or(now, |requested| now.max(requested + 1));
        let Some(mut needed) = (self.beats + 1).checked_sub(self.limit).filter(|&needed| needed > 0) else {
            return now;
        };
        for delivery in &self.on_their_way {
            if needed <= delivery.beats {
                return now.max(delivery.delivered(needed) + 1);
            }
            needed -= delivery.beats;
        }
        now
    }
}

impl Delivery {
    /// The last cycle of beat `number`, counted from 1.
    pub(super) fn delivered(&self, number: u64) -> u64 {
        match number == self.beats {
            true => self.end,
            false => self.start + self.first + (number - 1) * self.middle - 1,
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn bursts_follow_each_other_and_the_limit_holds() {
        let mut port = ReadPort::new(10, 16);
        let first = port.request(0, 16, [1; 3], false);
        assert_eq!((first.start, first.end), (10, 25));
        assert_eq!(port.ready_from(1), 11, "one beat has been delivered in cycle 10");
        let second = port.request(11, 4, [1; 3], false);
        assert_eq!((second.start, second.end), (26, 29));
        assert_eq!(port.ready_from(12), 15, "in 14 cycles, 20 beats less 15");
        assert_eq!(port.ready_from(40), 40);
        let third = port.request(40, 3, [2, 4, 1], true);
        assert_eq!((third.start, third.end), (41, 47), "a fill has no latency");
        assert_eq!([1, 2, 3].map(|beat| third.delivered(beat)), [42, 46, 47]);
    }
}
