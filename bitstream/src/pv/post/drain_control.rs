//! When accumulators are read, and where beats begin and end.

use crate::hdl::*;
use isa::ArchConfig;

/// Takes addresses of the drain generator as long as there is an `act` with all it needs and room for its beats.
#[derive(LogicBlock)]
pub struct DrainControl {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Forgets the beat that was begun, and all others.
    pub reset: Signal<In, Bit>,
    /// There is an `act`.
    pub act_valid: Signal<In, Bit>,
    /// It has what it needs.
    pub act_ready: Signal<In, Bit>,
    /// There is an address.
    pub drain_valid: Signal<In, Bit>,
    /// It is the last one of its innermost pass.
    pub drain_pass_ends: Signal<In, Bit>,
    /// It is the last one of its generation.
    pub drain_last: Signal<In, Bit>,
    /// A beat leaves the output FIFO.
    pub beat_pop: Signal<In, Bit>,
    /// The address is taken in this cycle.
    pub drain_pop: Signal<Out, Bit>,
    /// It ends a beat.
    pub beat_ends: Signal<Out, Bit>,
    /// It ends the `act`.
    pub act_done: Signal<Out, Bit>,
    /// Every beat that was begun has left the FIFO.
    pub idle: Signal<Out, Bit>,
    position: DFF<Bits<3>>,
    within_beat: DFF<Bit>,
    beats: DFF<Bits<9>>,
    is_full: DFF<Bit>,
    is_busy: DFF<Bit>,
    pops: Signal<Local, Bit>,
    ends: Signal<Local, Bit>,
    begins: Signal<Local, Bit>,
    next_beats: Signal<Local, Bits<9>>,
    fills: Signal<Local, Bit>,
    has_more: Signal<Local, Bit>,
    depth_less_one: Constant<Bits<9>>,
    beats_mask: Constant<Bits<9>>,
}

impl DrainControl {
    /// The control of a PV of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let depth = u64::from(arch.output_fifo_beats);
        Self {
            clock: Default::default(),
            reset: Default::default(),
            act_valid: Default::default(),
            act_ready: Default::default(),
            drain_valid: Default::default(),
            drain_pass_ends: Default::default(),
            drain_last: Default::default(),
            beat_pop: Default::default(),
            drain_pop: Default::default(),
            beat_ends: Default::default(),
            act_done: Default::default(),
            idle: Default::default(),
            position: Default::default(),
            within_beat: Default::default(),
            beats: Default::default(),
            is_full: Default::default(),
            is_busy: Default::default(),
            pops: Default::default(),
            ends: Default::default(),
            begins: Default::default(),
            next_beats: Default::default(),
            fills: Default::default(),
            has_more: Default::default(),
            depth_less_one: Constant::new(bits(depth - 1)),
            beats_mask: Constant::new(bits((depth + 1).next_power_of_two() - 1)),
        }
    }
}

impl Logic for DrainControl {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block drain_control");
        dff_setup!(self, clock, position, within_beat, beats, is_full, is_busy);
        self.pops.next = self.act_valid.val()
            & self.act_ready.val()
            & self.drain_valid.val()
            & (self.within_beat.q.val() | !self.is_full.q.val());
        self.ends.next = self.drain_pass_ends.val() | self.drain_last.val() | (self.position.q.val() == 7);
        self.begins.next = self.pops.val() & !self.within_beat.q.val();
        self.drain_pop.next = self.pops.val();
        self.beat_ends.next = self.ends.val();
        self.act_done.next = self.pops.val() & self.drain_last.val();

        if self.pops.val() {
            self.position.d.next = self.position.q.val() + 1;
            self.within_beat.d.next = true;
            if self.ends.val() {
                self.position.d.next = 0.into();
                self.within_beat.d.next = false;
            }
        }
        self.next_beats.next = self.beats.q.val();
        if self.begins.val() & !self.beat_pop.val() {
            self.next_beats.next = (self.beats.q.val() + 1) & self.beats_mask.val();
        }
        if self.beat_pop.val() & !self.begins.val() {
            self.next_beats.next = (self.beats.q.val() - 1) & self.beats_mask.val();
        }
        self.beats.d.next = self.next_beats.val();
        // `beat_pop` is late: what it chooses between is there before it.
        self.fills.next = self.begins.val() & (self.beats.q.val() == self.depth_less_one.val());
        self.has_more.next = self.begins.val() | (self.beats.q.val() > 1);
        self.is_full.d.next = self.is_full.q.val() | self.fills.val();
        self.is_busy.d.next = self.is_busy.q.val() | self.begins.val();
        if self.beat_pop.val() {
            self.is_full.d.next = false;
            self.is_busy.d.next = self.has_more.val();
        }
        if self.reset.val() {
            self.position.d.next = 0.into();
            self.within_beat.d.next = false;
            self.beats.d.next = 0.into();
            self.is_full.d.next = false;
            self.is_busy.d.next = false;
        }
        self.idle.next = !self.is_busy.q.val();
    }
}
