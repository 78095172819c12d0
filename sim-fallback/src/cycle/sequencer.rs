//! The sequencer: program flow. Where each micro-op goes is the business of the machine around it.

use isa::ops::DmaChannel;
use isa::queue::{ErrorCause, Fault};
use isa::segment::Segment;

use super::profile::LayerId;

/// A batch body that runs.
#[derive(Debug, Clone, Copy)]
struct Body {
    /// Word index of its first micro-op.
    begin: u64,
    /// Word index of its `batch.end`.
    end: u64,
    images: u32,
}

/// What the sequencer is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It issues micro-ops.
    Issue,
    /// It waits until everything is idle.
    Barrier,
}

/// For how many cycles the sequencer has waited for room in the command FIFO of a channel, by the cause under which a PV
/// without an operation counts them: input, weight (and parameters), output.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Blocked {
    totals: [u64; 3],
    /// The cause now, and the first cycle of waiting.
    current: Option<(usize, u64)>,
}

impl Blocked {
    /// The cycles before `cycle`, if things stay as they are.
    pub(super) fn before(&self, cycle: u64) -> [u64; 3] {
        let mut totals = self.totals;
        if let Some((cause, since)) = self.current {
            totals[cause] += cycle.saturating_sub(since);
        }
        totals
    }

    /// From cycle `now` on it waits for a channel, or for none.
    pub(super) fn change(&mut self, now: u64, channel: Option<DmaChannel>) {
        let cause = channel.map(|channel| match channel {
            DmaChannel::Input => 0,
            DmaChannel::Weight | DmaChannel::Parameter => 1,
            DmaChannel::Output => 2,
        });
        if cause != self.current.map(|(cause, _)| cause) {
            self.totals = self.before(now);
            self.current = cause.map(|cause| (cause, now));
        }
    }
}

#[derive(Debug)]
pub(super) struct Sequencer {
    /// Word index of the next micro-op.
    pub(super) next: u64,
    pub(super) mode: Mode,
    body: Option<Body>,
    /// First image of the batch iteration.
    pub(super) image: u64,
    /// Images of the job that are left.
    images_left: u32,
    /// The layer that micro-ops belong to.
    pub(super) layer: LayerId,
    in_layer: bool,
    /// Cycle of the latest `layer.begin`.
    pub(super) layer_begun: u64,
    /// Whether it waits for room in a command FIFO.
    pub(super) blocked: bool,
    pub(super) blocked_cycles: Blocked,
    pub(super) wake: u64,
}

impl Sequencer {
    pub(super) fn new(batch: u32) -> Self {
        Self {
            next: 0,
            mode: Mode::Issue,
            body: None,
            image: 0,
            images_left: batch,
            layer: 0,
            in_layer: false,
            layer_begun: 0,
            blocked: false,
            blocked_cycles: Blocked::default(),
            wake: 0,
        }
    }

    /// The fault of the next micro-op.
    pub(super) fn fault(&self, cause: ErrorCause) -> Fault {
        Fault { cause, segment: Segment::Program as u32, address: self.next }
    }

    fn illegal<T>(&self) -> Result<T, Fault> {
        Err(self.fault(ErrorCause::IllegalSequence))
    }

    /// Checks that a layer may begin here.
    pub(super) fn begin_layer(&mut self, now: u64) -> Result<(), Fault> {
        if self.in_layer {
            return self.illegal();
        }
        (self.in_layer, self.layer_begun) = (true, now);
        Ok(())
    }

    pub(super) fn end_layer(&mut self) -> Result<(), Fault> {
        if !self.in_layer {
            return self.illegal();
        }
        (self.in_layer, self.layer) = (false, 0);
        Ok(())
    }

    /// The index at which `batch.begin` goes on.
    pub(super) fn begin_body(&mut self, images: u16, length: u32) -> Result<u64, Fault> {
        if self.body.is_some() || self.in_layer || images == 0 || length == 0 {
            return self.illegal();
        }
        let (begin, end) = (self.next + 1, self.next + u64::from(length));
        if self.images_left < u32::from(images) {
            return Ok(end + 1);
        }
        self.body = Some(Body { begin, end, images: images.into() });
        Ok(begin)
    }

    /// Checks that a body may end here.
    pub(super) fn check_body_end(&self) -> Result<(), Fault> {
        match self.body {
            Some(body) if body.end == self.next && !self.in_layer => Ok(()),
            _ => self.illegal(),
        }
    }

    /// Checks that the program may end here.
    pub(super) fn check_halt(&self) -> Result<(), Fault> {
        if self.body.is_some() || self.in_layer { self.illegal() } else { Ok(()) }
    }

    /// The index at which `batch.end` goes on, once everything is idle.
    pub(super) fn end_body(&mut self) -> u64 {
        let Some(body) = self.body else { return self.next + 1 };
        self.image += u64::from(body.images);
        self.images_left = self.images_left.saturating_sub(body.images);
        if self.images_left >= body.images {
            return body.begin;
        }
        self.body = None;
        body.end + 1
    }
}
