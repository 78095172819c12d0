//! The job as it comes out of its submission entry: 8 beats, of which 5 are windows.

use crate::hdl::*;
use isa::queue::{JobDescriptor, MAX_BATCH};
use isa::segment::SEGMENT_COUNT;

/// Takes the entry apart and holds the job's windows, batch and identity.
///
/// The windows stand in a ring of registers that moves by one place with every window that is pushed, so that
/// nothing but the first place need be read while they are checked.
#[derive(LogicBlock)]
pub struct Job {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// An entry is about to be read.
    pub entry_begins: Signal<In, Bit>,
    /// A beat of the entry is there.
    pub beat_valid: Signal<In, Bit>,
    /// The beat.
    pub beat: Signal<In, Bits<128>>,
    /// Puts `address` and the first window's size behind the last window, and moves the others on.
    pub place_window: Signal<In, Bit>,
    /// Where the first window begins in device memory.
    pub address: Signal<In, Bits<64>>,
    /// The first window: offset in the segment, later address.
    pub first_offset: Signal<Out, Bits<64>>,
    /// The first window's size.
    pub first_size: Signal<Out, Bits<64>>,
    /// Where the window of segment program begins.
    pub program_address: Signal<Out, Bits<64>>,
    /// Its size.
    pub program_size: Signal<Out, Bits<64>>,
    /// Where the window of segment constants begins.
    pub constants_address: Signal<Out, Bits<64>>,
    /// Its size.
    pub constants_size: Signal<Out, Bits<64>>,
    /// Where the window of segment input begins.
    pub input_address: Signal<Out, Bits<64>>,
    /// Its size.
    pub input_size: Signal<Out, Bits<64>>,
    /// Where the window of segment output begins.
    pub output_address: Signal<Out, Bits<64>>,
    /// Its size.
    pub output_size: Signal<Out, Bits<64>>,
    /// Where the window of segment scratch begins.
    pub scratch_address: Signal<Out, Bits<64>>,
    /// Its size.
    pub scratch_size: Signal<Out, Bits<64>>,
    /// This beat is the last one.
    pub last_beat: Signal<Out, Bit>,
    /// The beats so far are none of a job.
    pub refused: Signal<Out, Bit>,
    /// Sequence number.
    pub job_sequence: Signal<Out, Bits<32>>,
    /// Number of images.
    pub batch: Signal<Out, Bits<17>>,
    /// Cookie.
    pub cookie: Signal<Out, Bits<64>>,
    addresses: Vec<DFF<Bits<64>>>,
    sizes: Vec<DFF<Bits<64>>>,
    beats: DFF<Bits<3>>,
    is_refused: DFF<Bit>,
    sequence_number: DFF<Bits<32>>,
    images: DFF<Bits<17>>,
    cookie_value: DFF<Bits<64>>,
    pushed_address: Signal<Local, Bits<64>>,
    pushed_size: Signal<Local, Bits<64>>,
    push: Signal<Local, Bit>,
    kind: Signal<Local, Bits<32>>,
    zero: Signal<Local, Bits<32>>,
    images_less_one: Signal<Local, Bits<32>>,
    high: Signal<Local, Bits<64>>,
    kind_run: Constant<Bits<32>>,
    batch_mask: Constant<Bits<32>>,
    one: Constant<Bits<32>>,
    _last: usize,
    _count: usize,
}

impl Default for Job {
    fn default() -> Self {
        let [a, b, c, d, ..] = JobDescriptor::default().encode();
        let kind_run = u32::from_le_bytes([a, b, c, d]);
        Self {
            clock: Default::default(),
            entry_begins: Default::default(),
            beat_valid: Default::default(),
            beat: Default::default(),
            place_window: Default::default(),
            address: Default::default(),
            first_offset: Default::default(),
            first_size: Default::default(),
            program_address: Default::default(),
            program_size: Default::default(),
            constants_address: Default::default(),
            constants_size: Default::default(),
            input_address: Default::default(),
            input_size: Default::default(),
            output_address: Default::default(),
            output_size: Default::default(),
            scratch_address: Default::default(),
            scratch_size: Default::default(),
            last_beat: Default::default(),
            refused: Default::default(),
            job_sequence: Default::default(),
            batch: Default::default(),
            cookie: Default::default(),
            addresses: (0..SEGMENT_COUNT).map(|_| Default::default()).collect(),
            sizes: (0..SEGMENT_COUNT).map(|_| Default::default()).collect(),
            beats: Default::default(),
            is_refused: Default::default(),
            sequence_number: Default::default(),
            images: Default::default(),
            cookie_value: Default::default(),
            pushed_address: Default::default(),
            pushed_size: Default::default(),
            push: Default::default(),
            kind: Default::default(),
            zero: Default::default(),
            images_less_one: Default::default(),
            high: Default::default(),
            kind_run: Constant::new(bits(u64::from(kind_run))),
            batch_mask: Constant::new(bits(u64::from(MAX_BATCH - 1))),
            one: Constant::new(bits(1)),
            _last: SEGMENT_COUNT - 1,
            _count: SEGMENT_COUNT,
        }
    }
}

impl Logic for Job {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block job");
        dff_setup!(self, clock, beats, is_refused, sequence_number, images, cookie_value);
        for i in 0..self._count {
            self.addresses[i].clock.next = self.clock.val();
            self.addresses[i].d.next = self.addresses[i].q.val();
            self.sizes[i].clock.next = self.clock.val();
            self.sizes[i].d.next = self.sizes[i].q.val();
        }
        self.first_offset.next = self.addresses[0].q.val();
        self.first_size.next = self.sizes[0].q.val();
        self.program_address.next = self.addresses[0].q.val();
        self.program_size.next = self.sizes[0].q.val();
        self.constants_address.next = self.addresses[1].q.val();
        self.constants_size.next = self.sizes[1].q.val();
        self.input_address.next = self.addresses[2].q.val();
        self.input_size.next = self.sizes[2].q.val();
        self.output_address.next = self.addresses[3].q.val();
        self.output_size.next = self.sizes[3].q.val();
        self.scratch_address.next = self.addresses[4].q.val();
        self.scratch_size.next = self.sizes[4].q.val();
        self.last_beat.next = self.beat_valid.val() & (self.beats.q.val() == bits::<3>(7));
        self.refused.next = self.is_refused.q.val();
        self.job_sequence.next = self.sequence_number.q.val();
        self.batch.next = self.images.q.val();
        self.cookie.next = self.cookie_value.q.val();

        // The window that is pushed: from the entry, or the first one in its place in memory.
        self.push.next = self.place_window.val();
        self.pushed_address.next = self.address.val();
        self.pushed_size.next = self.sizes[0].q.val();
        if self.beat_valid.val() {
            self.pushed_address.next = self.beat.val().get_bits::<64>(0);
            self.pushed_size.next = self.beat.val().get_bits::<64>(64);
        }

        self.kind.next = self.beat.val().get_bits::<32>(0);
        self.zero.next = self.beat.val().get_bits::<32>(96);
        self.images_less_one.next = self.beat.val().get_bits::<32>(64);
        self.images_less_one.next = self.images_less_one.val() - self.one.val();
        self.images_less_one.next = self.images_less_one.val() & !self.batch_mask.val();
        self.high.next = self.beat.val().get_bits::<64>(64);
        if self.beat_valid.val() {
            self.beats.d.next = self.beats.q.val() + 1;
            if self.beats.q.val() == bits::<3>(0) {
                self.sequence_number.d.next = self.beat.val().get_bits::<32>(32);
                self.images.d.next = self.beat.val().get_bits::<17>(64);
                self.is_refused.d.next = (self.kind.val() != self.kind_run.val())
                    | self.zero.val().any()
                    | self.images_less_one.val().any();
            } else if self.beats.q.val() == bits::<3>(6) {
                self.cookie_value.d.next = self.beat.val().get_bits::<64>(0);
                if self.high.val().any() {
                    self.is_refused.d.next = true;
                }
            } else if self.beats.q.val() == bits::<3>(7) {
                if self.beat.val().any() {
                    self.is_refused.d.next = true;
                }
            } else {
                self.push.next = true;
            }
        }
        if self.push.val() {
            for i in 0..self._last {
                self.addresses[i].d.next = self.addresses[i + 1].q.val();
                self.sizes[i].d.next = self.sizes[i + 1].q.val();
            }
            for i in self._last..self._count {
                self.addresses[i].d.next = self.pushed_address.val();
                self.sizes[i].d.next = self.pushed_size.val();
            }
        }
        if self.entry_begins.val() {
            self.beats.d.next = bits::<3>(0);
        }
    }
}
