//! The arbiter of the read port: fetch before parameters before inputs before weights.
//!
//! A request may be made while the beats that are requested and not seen as delivered are fewer than `outstanding_beats`;
//! its own beats may exceed that.

use isa::ArchConfig;

use crate::hdl::*;

/// Grants one request a cycle while few enough beats are on their way.
#[derive(LogicBlock)]
pub struct Arbiter {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Nothing is on its way.
    pub reset: Signal<In, Bit>,
    /// No request in this cycle.
    pub hold: Signal<In, Bit>,
    /// The fetch has a request.
    pub fetch: Signal<In, Bit>,
    /// The parameter channel has one.
    pub parameter_channel: Signal<In, Bit>,
    /// The input channel has one.
    pub input_channel: Signal<In, Bit>,
    /// The weight channel has one.
    pub weight_channel: Signal<In, Bit>,
    /// Beats of its request.
    pub fetch_beats: Signal<In, Bits<5>>,
    /// Beats of its request.
    pub parameter_beats: Signal<In, Bits<5>>,
    /// Beats of its request.
    pub input_beats: Signal<In, Bits<5>>,
    /// Beats of its request.
    pub weight_beats: Signal<In, Bits<5>>,
    /// A beat is delivered in this cycle.
    pub delivered: Signal<In, Bit>,
    /// The fetch's request is made.
    pub grant_fetch: Signal<Out, Bit>,
    /// The parameter channel's is.
    pub grant_parameter: Signal<Out, Bit>,
    /// The input channel's is.
    pub grant_input: Signal<Out, Bit>,
    /// The weight channel's is.
    pub grant_weight: Signal<Out, Bit>,
    /// One of them is.
    pub granted: Signal<Out, Bit>,
    /// Its beats.
    pub beats: Signal<Out, Bits<5>>,
    /// Beats that may still be requested, plus 16: a burst may exceed them by 15.
    spare: DFF<Bits<12>>,
    room: DFF<Bit>,
    open: Signal<Local, Bit>,
    any: Signal<Local, Bit>,
    chosen: Signal<Local, Bits<5>>,
    asked: Signal<Local, Bits<5>>,
    spent: Signal<Local, Bits<6>>,
    threshold: Signal<Local, Bits<6>>,
    wide_spent: Signal<Local, Bits<12>>,
    all_spare: Constant<Bits<12>>,
}

impl Arbiter {
    /// The arbiter of that array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            hold: Default::default(),
            fetch: Default::default(),
            parameter_channel: Default::default(),
            input_channel: Default::default(),
            weight_channel: Default::default(),
            fetch_beats: Default::default(),
            parameter_beats: Default::default(),
            input_beats: Default::default(),
            weight_beats: Default::default(),
            delivered: Default::default(),
            grant_fetch: Default::default(),
            grant_parameter: Default::default(),
            grant_input: Default::default(),
            grant_weight: Default::default(),
            granted: Default::default(),
            beats: Default::default(),
            spare: Default::default(),
            room: Default::default(),
            open: Default::default(),
            any: Default::default(),
            chosen: Default::default(),
            asked: Default::default(),
            spent: Default::default(),
            threshold: Default::default(),
            wide_spent: Default::default(),
            all_spare: Constant::new(bits(u64::from(arch.outstanding_beats) + 16)),
        }
    }
}

impl Logic for Arbiter {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block read_arbiter");
        dff_setup!(self, clock, spare, room);
        self.open.next = self.room.q.val() & !self.hold.val();
        self.grant_fetch.next = self.open.val() & self.fetch.val();
        self.grant_parameter.next = self.open.val() & self.parameter_channel.val() & !self.fetch.val();
        self.grant_input.next =
            self.open.val() & self.input_channel.val() & !self.fetch.val() & !self.parameter_channel.val();
        self.grant_weight.next = self.open.val()
            & self.weight_channel.val()
            & !self.fetch.val()
            & !self.parameter_channel.val()
            & !self.input_channel.val();
        self.any.next = self.open.val()
            & (self.fetch.val()
                | self.parameter_channel.val()
                | self.input_channel.val()
                | self.weight_channel.val());
        self.chosen.next = self.weight_beats.val();
        if self.input_channel.val() {
            self.chosen.next = self.input_beats.val();
        }
        if self.parameter_channel.val() {
            self.chosen.next = self.parameter_beats.val();
        }
        if self.fetch.val() {
            self.chosen.next = self.fetch_beats.val();
        }
        self.granted.next = self.any.val();
        self.beats.next = self.chosen.val();

        // Sum and comparison side by side, not one behind the other.
        self.asked.next = bits::<5>(0);
        if self.any.val() {
            self.asked.next = self.chosen.val();
        }
        self.spent.next = bit_cast::<6, 5>(self.asked.val());
        if self.delivered.val() {
            self.spent.next = bit_cast::<6, 5>(self.asked.val()) - bits::<6>(1);
        }
        self.threshold.next = self.spent.val() + bits::<6>(16);
        self.wide_spent.next = bit_cast::<12, 5>(self.asked.val());
        self.spare.d.next = self.spare.q.val() - self.wide_spent.val();
        if self.delivered.val() {
            self.spare.d.next = self.spare.q.val() - self.wide_spent.val() + bits::<12>(1);
        }
        self.room.d.next = self.spare.q.val() > bit_cast::<12, 6>(self.threshold.val());
        if self.reset.val() {
            self.spare.d.next = self.all_spare.val();
            self.room.d.next = true;
        }
    }
}
