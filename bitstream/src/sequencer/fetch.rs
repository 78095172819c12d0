//! Fetch requests: which words of the program are asked for, and when.

use super::INDEX;
use crate::hdl::*;
use isa::ArchConfig;
use isa::timing::{BURST_BEATS, BURST_BOUNDARY};

/// Bits of the place of a word between two boundaries that no burst crosses.
const PLACE: usize = (BURST_BOUNDARY / 8).trailing_zeros() as usize;

/// Words that a burst has from a place on, were there no end of the window: what its beats hold, up to the boundary.
#[derive(LogicBlock)]
struct BurstLimit {
    place: Signal<In, Bits<PLACE>>,
    words: Signal<Out, Bits<6>>,
    last_words: Signal<Local, Bits<4>>,
    behind: Signal<Local, Bits<6>>,
    by_boundary: Signal<Local, Bits<6>>,
    by_beats: Signal<Local, Bits<6>>,
    most: Constant<Bits<6>>,
    stretch: Constant<Bits<6>>,
}

impl BurstLimit {
    fn new(burst_beats: u32) -> Self {
        Self {
            place: Default::default(),
            words: Default::default(),
            last_words: Default::default(),
            behind: Default::default(),
            by_boundary: Default::default(),
            by_beats: Default::default(),
            most: Constant::new(bits(2 * u64::from(burst_beats))),
            stretch: Constant::new(bits(2 * BURST_BEATS)),
        }
    }
}

impl Logic for BurstLimit {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block burst_limit");
        self.behind.next = bit_cast::<6, 5>(self.place.val().get_bits::<5>(0));
        self.last_words.next = self.place.val().get_bits::<4>(5);
        self.by_boundary.next = self.stretch.val() - self.behind.val();
        self.by_beats.next = self.most.val();
        if self.place.val().get_bit(0) {
            self.by_beats.next = self.most.val() - 1;
        }
        self.words.next = self.by_beats.val();
        // Only in the last stretch before it can the boundary be nearer.
        if self.last_words.val().all() & (self.by_boundary.val() < self.by_beats.val()) {
            self.words.next = self.by_boundary.val();
        }
    }
}

/// Reads ahead of the sequencer: whenever a whole burst has room and no more than a quarter of the buffer is on its way.
///
/// After a `redirect` it goes on at `target` in the next cycle; what was on its way then is dropped when it arrives.
#[derive(LogicBlock)]
pub struct Fetch {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Forgets everything; a start with `redirect` in the same cycle.
    pub reset: Signal<In, Bit>,
    /// Requests may be made.
    pub active: Signal<In, Bit>,
    /// None goes out in this cycle, since the program does not go on behind the words that were asked for.
    pub skips: Signal<In, Bit>,
    /// The same, for a reason that shows late.
    pub stops: Signal<In, Bit>,
    /// The program goes on at another word.
    pub redirect: Signal<In, Bit>,
    /// That word's index.
    pub target: Signal<In, Bits<INDEX>>,
    /// Words from it to the end of the window, negative behind it.
    pub target_left: Signal<In, Bits<INDEX>>,
    /// Place of the window's first word.
    pub base: Signal<In, Bits<PLACE>>,
    /// A word has left the buffer.
    pub pop: Signal<In, Bit>,
    /// Would ask for a burst without `stops`.
    pub claims: Signal<Out, Bit>,
    /// Asks for a burst.
    pub request: Signal<Out, Bit>,
    /// Its first byte in the window.
    pub offset: Signal<Out, Bits<40>>,
    /// Its words.
    pub words: Signal<Out, Bits<6>>,
    /// Its beats.
    pub beats: Signal<Out, Bits<5>>,
    /// It goes out in this cycle.
    pub grant: Signal<In, Bit>,
    /// A beat is delivered.
    pub valid: Signal<In, Bit>,
    /// Its halves that belong to the burst.
    pub mask: Signal<In, Bits<2>>,
    /// The delivered beat is one to keep.
    pub arrives: Signal<Out, Bit>,
    /// With `redirect`: the target lies in the high half of its beat.
    pub starts_high: Signal<Out, Bit>,
    redirected: BurstLimit,
    following: BurstLimit,
    index: DFF<Bits<INDEX>>,
    left: DFF<Bits<INDEX>>,
    place: DFF<Bits<PLACE>>,
    limit: DFF<Bits<6>>,
    quota: DFF<Bits<16>>,
    room: DFF<Bits<16>>,
    pending: DFF<Bits<16>>,
    dropped: DFF<Bits<16>>,
    target_place: Signal<Local, Bits<PLACE>>,
    next_place: Signal<Local, Bits<PLACE>>,
    upper_left: Signal<Local, Bits<34>>,
    few_left: Signal<Local, Bit>,
    lower_left: Signal<Local, Bits<6>>,
    burst: Signal<Local, Bits<6>>,
    burst_end: Signal<Local, Bits<6>>,
    wide_burst: Signal<Local, Bits<16>>,
    much_quota: Signal<Local, Bit>,
    much_room: Signal<Local, Bit>,
    low_quota: Signal<Local, Bits<6>>,
    low_room: Signal<Local, Bits<6>>,
    pending_less: Signal<Local, Bits<16>>,
    pending_more: Signal<Local, Bits<16>>,
    quota_less: Signal<Local, Bits<16>>,
    room_more: Signal<Local, Bits<16>>,
    room_less: Signal<Local, Bits<16>>,
    returned: Signal<Local, Bits<16>>,
    fits: Signal<Local, Bit>,
    claims_now: Signal<Local, Bit>,
    granted: Signal<Local, Bit>,
    arrived: Signal<Local, Bits<16>>,
    dropping: Signal<Local, Bit>,
    ahead: Constant<Bits<16>>,
    capacity: Constant<Bits<16>>,
}

impl Fetch {
    /// The fetch of this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let ahead = arch.global_micro_ops / 4;
        let burst_beats = (ahead / 2).clamp(1, BURST_BEATS as u32);
        Self {
            clock: Default::default(),
            reset: Default::default(),
            active: Default::default(),
            skips: Default::default(),
            stops: Default::default(),
            redirect: Default::default(),
            target: Default::default(),
            target_left: Default::default(),
            base: Default::default(),
            pop: Default::default(),
            claims: Default::default(),
            claims_now: Default::default(),
            request: Default::default(),
            offset: Default::default(),
            words: Default::default(),
            beats: Default::default(),
            grant: Default::default(),
            valid: Default::default(),
            mask: Default::default(),
            arrives: Default::default(),
            starts_high: Default::default(),
            redirected: BurstLimit::new(burst_beats),
            following: BurstLimit::new(burst_beats),
            index: Default::default(),
            left: Default::default(),
            place: Default::default(),
            limit: Default::default(),
            quota: Default::default(),
            room: Default::default(),
            pending: Default::default(),
            dropped: Default::default(),
            target_place: Default::default(),
            next_place: Default::default(),
            upper_left: Default::default(),
            few_left: Default::default(),
            lower_left: Default::default(),
            burst: Default::default(),
            burst_end: Default::default(),
            wide_burst: Default::default(),
            much_quota: Default::default(),
            much_room: Default::default(),
            low_quota: Default::default(),
            low_room: Default::default(),
            pending_less: Default::default(),
            pending_more: Default::default(),
            quota_less: Default::default(),
            room_more: Default::default(),
            room_less: Default::default(),
            returned: Default::default(),
            fits: Default::default(),
            granted: Default::default(),
            arrived: Default::default(),
            dropping: Default::default(),
            ahead: Constant::new(bits(ahead.into())),
            capacity: Constant::new(bits(arch.global_micro_ops.into())),
        }
    }
}

impl Logic for Fetch {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block fetch");
        dff_setup!(self, clock, index, left, place, limit, quota, room, pending, dropped);

        // The burst: as many words as `limit`, or all that are left.
        self.upper_left.next = self.left.q.val().get_bits::<34>(6);
        self.lower_left.next = self.left.q.val().get_bits::<6>(0);
        self.few_left.next = !self.upper_left.val().any();
        self.burst.next = self.limit.q.val();
        if self.few_left.val() & (self.lower_left.val() < self.limit.q.val()) {
            self.burst.next = self.lower_left.val();
        }
        self.burst_end.next = self.burst.val() + 1;
        if self.place.q.val().get_bit(0) {
            self.burst_end.next = self.burst.val() + 2;
        }

        // The smaller of two fits if one of them does. Nothing has more than 63 words.
        self.much_quota.next = self.quota.q.val().get_bits::<10>(6).any();
        self.much_room.next = self.room.q.val().get_bits::<10>(6).any();
        self.low_quota.next = self.quota.q.val().get_bits::<6>(0);
        self.low_room.next = self.room.q.val().get_bits::<6>(0);
        self.fits.next = ((self.much_quota.val() | (self.limit.q.val() <= self.low_quota.val()))
            & (self.much_room.val() | (self.limit.q.val() <= self.low_room.val())))
            | (self.few_left.val()
                & (self.much_quota.val() | (self.lower_left.val() <= self.low_quota.val()))
                & (self.much_room.val() | (self.lower_left.val() <= self.low_room.val())));
        self.claims_now.next = self.active.val()
            & !self.skips.val()
            & !self.left.q.val().get_bit(39)
            & self.left.q.val().any()
            & self.fits.val();
        self.claims.next = self.claims_now.val();
        self.request.next = self.claims_now.val() & !self.stops.val();
        self.granted.next = self.request.val() & self.grant.val();
        self.offset.next = bit_cast::<40, 37>(self.index.q.val().get_bits::<37>(0)) << 3;
        self.words.next = self.burst.val();
        self.beats.next = self.burst_end.val().get_bits::<5>(1);

        // What arrives.
        self.dropping.next = self.dropped.q.val().any();
        self.arrives.next = self.valid.val() & !self.dropping.val();
        self.arrived.next = bits::<16>(0);
        if self.valid.val() {
            self.arrived.next = bits::<16>(1);
            if self.mask.val().all() {
                self.arrived.next = bits::<16>(2);
            }
        }

        // The burst after this one. Behind the last there is none, whatever stands here.
        self.next_place.next = self.place.q.val() + bit_cast::<PLACE, 6>(self.limit.q.val());
        self.following.place.next = self.next_place.val();
        if self.granted.val() {
            self.index.d.next = self.index.q.val() + bit_cast::<INDEX, 6>(self.limit.q.val());
            self.left.d.next = self.left.q.val() - bit_cast::<INDEX, 6>(self.limit.q.val());
            self.place.d.next = self.next_place.val();
            self.limit.d.next = self.following.words.val();
        }

        // Words that may be requested, that have room, that are on their way, and how many of those are not wanted.
        // Whether a burst goes out is known late: what it chooses between is there before it.
        self.wide_burst.next = bit_cast::<16, 6>(self.burst.val());
        self.pending_less.next = self.pending.q.val() - self.arrived.val();
        self.pending_more.next = (self.pending.q.val() + self.wide_burst.val()) - self.arrived.val();
        self.quota_less.next = self.quota.q.val() - self.wide_burst.val();
        self.room_more.next = self.room.q.val() + 1;
        self.room_less.next = self.room.q.val() - self.wide_burst.val();
        self.returned.next = self.arrived.val();
        if self.dropping.val() {
            self.dropped.d.next = self.dropped.q.val() - self.arrived.val();
            self.returned.next = bits::<16>(0);
        }
        self.pending.d.next = self.pending_less.val();
        self.quota.d.next = self.quota.q.val() + self.returned.val();
        if self.pop.val() {
            self.room.d.next = self.room_more.val();
        }
        if self.granted.val() {
            self.pending.d.next = self.pending_more.val();
            self.quota.d.next = self.quota_less.val() + self.returned.val();
            self.room.d.next = self.room_less.val();
            if self.pop.val() {
                self.room.d.next = self.room_less.val() + 1;
            }
        }

        self.target_place.next = self.base.val() + self.target.val().get_bits::<PLACE>(0);
        self.redirected.place.next = self.target_place.val();
        self.starts_high.next = self.target_place.val().get_bit(0);
        if self.redirect.val() {
            self.index.d.next = self.target.val();
            self.left.d.next = self.target_left.val();
            self.place.d.next = self.target_place.val();
            self.limit.d.next = self.redirected.words.val();
            self.quota.d.next = self.ahead.val();
            self.room.d.next = self.capacity.val();
            // No request in this cycle.
            self.dropped.d.next = self.pending_less.val();
        }
        if self.reset.val() {
            self.pending.d.next = bits::<16>(0);
            self.dropped.d.next = bits::<16>(0);
        }
    }
}
