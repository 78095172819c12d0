//! The arbiter of the read port: fetch before parameters before inputs before weights.
//!
//! A request may be made while the beats that are requested and not seen as delivered are fewer than `outstanding_beats`;
//! its own beats may exceed that. What is counted is how many may still be requested, less one: its sign is the answer.

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
    /// So it has, or it is a cycle in which no channel has one: known earlier than `fetch`.
    pub fetch_claims: Signal<In, Bit>,
    /// The parameter channel has one.
    pub parameter_channel: Signal<In, Bit>,
    /// The input channel has one.
    pub input_channel: Signal<In, Bit>,
    /// The weight channel has one.
    pub weight_channel: Signal<In, Bit>,
    /// Beats of its request, less one.
    pub fetch_last: Signal<In, Bits<4>>,
    /// Beats of its request, less one.
    pub parameter_last: Signal<In, Bits<4>>,
    /// Beats of its request, less one.
    pub input_last: Signal<In, Bits<4>>,
    /// Beats of its request, less one.
    pub weight_last: Signal<In, Bits<4>>,
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
    /// Its beats, less one.
    pub last_beat: Signal<Out, Bits<4>>,
    /// Beats that may still be requested, less one; two's complement.
    surplus: DFF<Bits<12>>,
    open: Signal<Local, Bit>,
    any: Signal<Local, Bit>,
    chosen: Signal<Local, Bits<4>>,
    less_chosen: Signal<Local, Bits<12>>,
    /// With a beat that is delivered.
    surplus_more: Signal<Local, Bits<12>>,
    /// With the request.
    surplus_taken: Signal<Local, Bits<12>>,
    /// With both.
    surplus_both: Signal<Local, Bits<12>>,
    all_surplus: Constant<Bits<12>>,
}

impl Arbiter {
    /// The arbiter of that array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            hold: Default::default(),
            fetch: Default::default(),
            fetch_claims: Default::default(),
            parameter_channel: Default::default(),
            input_channel: Default::default(),
            weight_channel: Default::default(),
            fetch_last: Default::default(),
            parameter_last: Default::default(),
            input_last: Default::default(),
            weight_last: Default::default(),
            delivered: Default::default(),
            grant_fetch: Default::default(),
            grant_parameter: Default::default(),
            grant_input: Default::default(),
            grant_weight: Default::default(),
            granted: Default::default(),
            last_beat: Default::default(),
            surplus: Default::default(),
            open: Default::default(),
            any: Default::default(),
            chosen: Default::default(),
            less_chosen: Default::default(),
            surplus_more: Default::default(),
            surplus_taken: Default::default(),
            surplus_both: Default::default(),
            all_surplus: Constant::new(bits(u64::from(arch.outstanding_beats) - 1)),
        }
    }
}

impl Logic for Arbiter {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block read_arbiter");
        dff_setup!(self, clock, surplus);
        self.open.next = !self.surplus.q.val().get_bit(11) & !self.hold.val();
        self.grant_fetch.next = self.open.val() & self.fetch.val();
        self.grant_parameter.next = self.open.val() & self.parameter_channel.val() & !self.fetch_claims.val();
        self.grant_input.next = self.open.val()
            & self.input_channel.val()
            & !self.fetch_claims.val()
            & !self.parameter_channel.val();
        self.grant_weight.next = self.open.val()
            & self.weight_channel.val()
            & !self.fetch_claims.val()
            & !self.parameter_channel.val()
            & !self.input_channel.val();
        self.any.next = self.open.val()
            & (self.fetch.val()
                | self.parameter_channel.val()
                | self.input_channel.val()
                | self.weight_channel.val());
        self.chosen.next = self.weight_last.val();
        if self.input_channel.val() {
            self.chosen.next = self.input_last.val();
        }
        if self.parameter_channel.val() {
            self.chosen.next = self.parameter_last.val();
        }
        if self.fetch_claims.val() {
            self.chosen.next = self.fetch_last.val();
        }
        self.granted.next = self.any.val();
        self.last_beat.next = self.chosen.val();

        // Sums side by side, not one behind the other, and all of them before it is known which one counts.
        self.less_chosen.next = !bit_cast::<12, 4>(self.chosen.val());
        self.surplus_more.next = self.surplus.q.val() + bits::<12>(1);
        self.surplus_taken.next = self.surplus.q.val() + self.less_chosen.val();
        self.surplus_both.next = self.surplus_more.val() + self.less_chosen.val();
        if self.delivered.val() {
            self.surplus.d.next = self.surplus_more.val();
        }
        if self.any.val() {
            self.surplus.d.next = self.surplus_taken.val();
            if self.delivered.val() {
                self.surplus.d.next = self.surplus_both.val();
            }
        }
        if self.reset.val() {
            self.surplus.d.next = self.all_surplus.val();
        }
    }
}
