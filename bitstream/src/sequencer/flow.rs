//! Program flow: where the program is, layers, bodies and barriers, and whether the head is done in this cycle.

use super::INDEX;
use super::rules::{self, code};
use crate::hdl::*;

/// Follows the program word by word.
///
/// `after` is always one word ahead of the head, so that a jump and the next word cost one addition each. A jump leaves
/// the target in `after`; the cycle behind it (`jumped`) puts all in order long before the next head arrives.
#[derive(LogicBlock)]
pub struct Flow {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Start of a job.
    pub reset: Signal<In, Bit>,
    /// Words of the program's window.
    pub window_words: Signal<In, Bits<INDEX>>,
    /// Images of the job.
    pub batch: Signal<In, Bits<17>>,
    /// The program runs.
    pub live: Signal<In, Bit>,
    /// The next micro-op, with its code.
    pub head: Signal<In, Bits<64>>,
    /// It is there.
    pub head_valid: Signal<In, Bit>,
    /// The FIFOs that it goes to have room.
    pub has_room: Signal<In, Bit>,
    /// Everything is idle.
    pub idle: Signal<In, Bit>,
    /// Word index of the head.
    pub next_index: Signal<Out, Bits<INDEX>>,
    /// There is a head that belongs to the program.
    pub present: Signal<Out, Bit>,
    /// The head is carried out in this cycle.
    pub done: Signal<Out, Bit>,
    /// So it is, and it goes to FIFOs: known without `idle`, for which only barriers wait.
    pub pushes: Signal<Out, Bit>,
    /// It is a `batch.begin` that jumps over its body; known without `idle` too.
    pub skips: Signal<Out, Bit>,
    /// It is a barrier behind which nothing goes on straight ahead, once everything is idle.
    pub stops: Signal<Out, Bit>,
    /// It is followed by the word behind it.
    pub pop: Signal<Out, Bit>,
    /// It is followed by the word `target`.
    pub jump: Signal<Out, Bit>,
    /// Word index of a jump's target; at `reset` that of the program's first word.
    pub target: Signal<Out, Bits<INDEX>>,
    /// Words from there to the end of the window.
    pub target_left: Signal<Out, Bits<INDEX>>,
    /// It is a `halt`.
    pub halts: Signal<Out, Bit>,
    /// It is a `batch.end`.
    pub ends_body: Signal<Out, Bit>,
    /// First image of the batch iteration.
    pub image: Signal<Out, Bits<16>>,
    /// The head may not stand here.
    pub misplaced: Signal<Out, Bit>,
    /// The program's window has ended.
    pub ended: Signal<Out, Bit>,
    /// The window has ended just behind its last word.
    pub ended_at_window: Signal<Out, Bit>,
    current: DFF<Bits<INDEX>>,
    after: DFF<Bits<INDEX>>,
    left_after: DFF<Bits<INDEX>>,
    jumped: DFF<Bit>,
    in_layer: DFF<Bit>,
    in_body: DFF<Bit>,
    images_left: DFF<Bits<18>>,
    body_images: DFF<Bits<16>>,
    span: DFF<Bits<32>>,
    to_end: DFF<Bits<32>>,
    at_end: DFF<Bit>,
    is_short: DFF<Bit>,
    first_image: DFF<Bits<16>>,
    kind: Signal<Local, Bits<3>>,
    is_flow: Signal<Local, Bit>,
    halt: Signal<Local, Bit>,
    layer_begin: Signal<Local, Bit>,
    layer_end: Signal<Local, Bit>,
    batch_begin: Signal<Local, Bit>,
    batch_end: Signal<Local, Bit>,
    barrier: Signal<Local, Bit>,
    clash: Signal<Local, Bit>,
    is_legal: Signal<Local, Bit>,
    pushed: Signal<Local, Bit>,
    waits: Signal<Local, Bit>,
    passes: Signal<Local, Bit>,
    free_flow: Signal<Local, Bit>,
    free: Signal<Local, Bit>,
    skips_body: Signal<Local, Bit>,
    repeats: Signal<Local, Bit>,
    free_pops: Signal<Local, Bit>,
    waits_on: Signal<Local, Bit>,
    waits_back: Signal<Local, Bit>,
    issues: Signal<Local, Bit>,
    would_jump: Signal<Local, Bit>,
    here: Signal<Local, Bit>,
    jumps: Signal<Local, Bit>,
    pops: Signal<Local, Bit>,
    enough: Signal<Local, Bit>,
    is_enough: Signal<Local, Bit>,
    images: Signal<Local, Bits<16>>,
    images_then: Signal<Local, Bits<18>>,
    length: Signal<Local, Bits<32>>,
    length_less_one: Signal<Local, Bits<32>>,
    wide_span: Signal<Local, Bits<INDEX>>,
    back: Signal<Local, Bits<INDEX>>,
    distance: Signal<Local, Bits<INDEX>>,
    far: Signal<Local, Bits<INDEX>>,
    far_left: Signal<Local, Bits<INDEX>>,
    is_outside: Signal<Local, Bit>,
    images_field: Constant<Bits<8>>,
    length_field: Constant<Bits<8>>,
    kind_field: Constant<Bits<8>>,
    flow_bit: Constant<Bits<8>>,
    undefined_bit: Constant<Bits<8>>,
    illegal_bit: Constant<Bits<8>>,
    halt_kind: Constant<Bits<3>>,
    layer_begin_kind: Constant<Bits<3>>,
    layer_end_kind: Constant<Bits<3>>,
    batch_begin_kind: Constant<Bits<3>>,
    batch_end_kind: Constant<Bits<3>>,
}

/// Position in a predecoded word of a flag of its code.
pub fn code_bit(flag: u8) -> Constant<Bits<8>> {
    Constant::new(bits((rules::OPERAND_BITS + flag.trailing_zeros()).into()))
}

impl Default for Flow {
    fn default() -> Self {
        let field = |mnemonic, operand| Constant::new(bits(rules::shift(mnemonic, operand) as u64));
        let kind = |kind: u8| Constant::new(bits(kind.into()));
        Self {
            clock: Default::default(),
            reset: Default::default(),
            window_words: Default::default(),
            batch: Default::default(),
            live: Default::default(),
            head: Default::default(),
            head_valid: Default::default(),
            has_room: Default::default(),
            idle: Default::default(),
            next_index: Default::default(),
            present: Default::default(),
            done: Default::default(),
            pushes: Default::default(),
            skips: Default::default(),
            stops: Default::default(),
            pop: Default::default(),
            jump: Default::default(),
            target: Default::default(),
            target_left: Default::default(),
            halts: Default::default(),
            ends_body: Default::default(),
            image: Default::default(),
            misplaced: Default::default(),
            ended: Default::default(),
            ended_at_window: Default::default(),
            current: Default::default(),
            after: Default::default(),
            left_after: Default::default(),
            jumped: Default::default(),
            in_layer: Default::default(),
            in_body: Default::default(),
            images_left: Default::default(),
            body_images: Default::default(),
            span: Default::default(),
            to_end: Default::default(),
            at_end: Default::default(),
            is_short: Default::default(),
            first_image: Default::default(),
            kind: Default::default(),
            is_flow: Default::default(),
            halt: Default::default(),
            layer_begin: Default::default(),
            layer_end: Default::default(),
            batch_begin: Default::default(),
            batch_end: Default::default(),
            barrier: Default::default(),
            clash: Default::default(),
            is_legal: Default::default(),
            pushed: Default::default(),
            waits: Default::default(),
            passes: Default::default(),
            free_flow: Default::default(),
            free: Default::default(),
            skips_body: Default::default(),
            repeats: Default::default(),
            free_pops: Default::default(),
            waits_on: Default::default(),
            waits_back: Default::default(),
            issues: Default::default(),
            would_jump: Default::default(),
            here: Default::default(),
            jumps: Default::default(),
            pops: Default::default(),
            enough: Default::default(),
            is_enough: Default::default(),
            images: Default::default(),
            images_then: Default::default(),
            length: Default::default(),
            length_less_one: Default::default(),
            wide_span: Default::default(),
            back: Default::default(),
            distance: Default::default(),
            far: Default::default(),
            far_left: Default::default(),
            is_outside: Default::default(),
            images_field: field("batch.begin", "images"),
            length_field: field("batch.begin", "length"),
            kind_field: Constant::new(bits(rules::OPERAND_BITS.into())),
            flow_bit: code_bit(code::FLOW),
            undefined_bit: code_bit(code::UNDEFINED),
            illegal_bit: code_bit(code::ILLEGAL),
            halt_kind: kind(code::HALT),
            layer_begin_kind: kind(code::LAYER_BEGIN),
            layer_end_kind: kind(code::LAYER_END),
            batch_begin_kind: kind(code::BATCH_BEGIN),
            batch_end_kind: kind(code::BATCH_END),
        }
    }
}

impl Logic for Flow {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block flow");
        dff_setup!(
            self,
            clock,
            current,
            after,
            left_after,
            jumped,
            in_layer,
            in_body,
            images_left,
            body_images,
            span,
            to_end,
            at_end,
            is_short,
            first_image
        );
        self.kind.next = self.head.val().get_bits::<3>(self.kind_field.val().index());
        self.is_flow.next = self.head.val().get_bit(self.flow_bit.val().index());
        self.halt.next = self.is_flow.val() & (self.kind.val() == self.halt_kind.val());
        self.layer_begin.next = self.is_flow.val() & (self.kind.val() == self.layer_begin_kind.val());
        self.layer_end.next = self.is_flow.val() & (self.kind.val() == self.layer_end_kind.val());
        self.batch_begin.next = self.is_flow.val() & (self.kind.val() == self.batch_begin_kind.val());
        self.batch_end.next = self.is_flow.val() & (self.kind.val() == self.batch_end_kind.val());
        self.barrier.next = self.halt.val() | self.batch_end.val();

        self.clash.next = (self.in_layer.q.val()
            & (self.layer_begin.val() | self.batch_begin.val() | self.barrier.val()))
            | (!self.in_layer.q.val() & self.layer_end.val())
            | (self.in_body.q.val() & (self.batch_begin.val() | self.halt.val()))
            | (self.batch_end.val() & !(self.in_body.q.val() & self.at_end.q.val()));
        self.is_outside.next = self.left_after.q.val().get_bit(39);
        self.here.next =
            self.live.val() & self.head_valid.val() & !self.jumped.q.val() & !self.is_outside.val();
        self.is_legal.next = self.here.val()
            & !self.head.val().get_bit(self.undefined_bit.val().index())
            & !self.head.val().get_bit(self.illegal_bit.val().index())
            & !self.clash.val();
        self.pushed.next = self.is_legal.val() & self.has_room.val() & !self.is_flow.val();
        // `idle` is late, and only barriers wait for it.
        self.waits.next = self.is_legal.val() & self.barrier.val();
        self.passes.next = self.waits.val() & self.idle.val();
        self.free_flow.next = self.is_legal.val() & self.is_flow.val() & !self.barrier.val();
        self.free.next = self.pushed.val() | self.free_flow.val();
        self.issues.next = self.free.val() | self.passes.val();

        // Images: `batch.begin` and `batch.end` both ask for a body's more.
        self.images.next = self.head.val().get_bits::<16>(self.images_field.val().index());
        if self.batch_end.val() {
            self.images.next = self.body_images.q.val();
        }
        // The same without the choice, for `skips`.
        self.is_enough.next = self.images_left.q.val()
            >= bit_cast::<18, 16>(self.head.val().get_bits::<16>(self.images_field.val().index()));
        self.images_then.next = self.images_left.q.val() - bit_cast::<18, 16>(self.images.val());
        self.enough.next = !self.images_then.val().get_bit(17);
        self.skips_body.next = self.is_legal.val() & self.batch_begin.val() & !self.is_enough.val();
        self.repeats.next = self.batch_end.val() & self.enough.val();
        self.would_jump.next = (self.batch_begin.val() & !self.is_enough.val()) | self.repeats.val();
        self.free_pops.next = self.free.val() & !self.skips_body.val();
        self.waits_on.next = self.waits.val() & !self.repeats.val();
        self.waits_back.next = self.waits.val() & self.repeats.val();
        self.jumps.next = self.skips_body.val() | (self.waits_back.val() & self.idle.val());
        self.pops.next = self.free_pops.val() | (self.waits_on.val() & self.idle.val());

        // Over the body and its end, or back to its begin: from `after`, a body's length forwards or backwards.
        self.length.next = self.head.val().get_bits::<32>(self.length_field.val().index());
        self.length_less_one.next = self.length.val() - 1;
        self.wide_span.next = bit_cast::<INDEX, 32>(self.span.q.val());
        self.back.next = !self.wide_span.val();
        self.distance.next = bit_cast::<INDEX, 32>(self.length.val());
        if self.batch_end.val() {
            self.distance.next = self.back.val();
        }
        self.far.next = self.after.q.val() + self.distance.val();
        self.far_left.next = self.left_after.q.val() - self.distance.val();
        self.jumped.d.next = self.jumps.val();
        if self.pops.val() | self.jumped.q.val() {
            self.current.d.next = self.after.q.val();
        }
        if self.issues.val() | self.jumped.q.val() {
            self.after.d.next = self.after.q.val() + 1;
            self.left_after.d.next = self.left_after.q.val() - 1;
            if self.would_jump.val() & !self.jumped.q.val() {
                self.after.d.next = self.far.val();
                self.left_after.d.next = self.far_left.val();
            }
        }

        if self.pops.val() {
            self.to_end.d.next = self.to_end.q.val() - 1;
            self.at_end.d.next = self.to_end.q.val() == 1;
        }
        if self.free_flow.val() & self.layer_begin.val() {
            self.in_layer.d.next = true;
        }
        if self.free_flow.val() & self.layer_end.val() {
            self.in_layer.d.next = false;
        }
        if ((self.free_flow.val() & self.batch_begin.val()) | (self.passes.val() & self.batch_end.val()))
            & self.enough.val()
        {
            self.images_left.d.next = self.images_then.val();
        }
        if self.free_flow.val() & self.batch_begin.val() & self.enough.val() {
            self.in_body.d.next = true;
            self.body_images.d.next = self.images.val();
            self.span.d.next = self.length_less_one.val();
            self.to_end.d.next = self.length_less_one.val();
            self.is_short.d.next = self.length.val() == 1;
            self.at_end.d.next = self.length.val() == 1;
        }
        if self.passes.val() & self.batch_end.val() {
            self.first_image.d.next = self.first_image.q.val() + self.images.val();
            self.to_end.d.next = self.span.q.val();
            self.at_end.d.next = self.is_short.q.val();
            self.in_body.d.next = self.enough.val();
        }

        self.target.next = self.far.val();
        self.target_left.next = self.far_left.val();
        if self.reset.val() {
            self.target.next = bits::<INDEX>(0);
            self.target_left.next = self.window_words.val();
            self.after.d.next = bits::<INDEX>(0);
            self.left_after.d.next = self.window_words.val();
            self.jumped.d.next = true;
            self.in_layer.d.next = false;
            self.in_body.d.next = false;
            self.images_left.d.next = bit_cast::<18, 17>(self.batch.val());
            self.first_image.d.next = bits::<16>(0);
        }
        self.next_index.next = self.current.q.val();
        self.present.next = self.here.val();
        self.done.next = self.issues.val();
        self.pushes.next = self.pushed.val();
        self.skips.next = self.skips_body.val();
        self.stops.next = self.waits.val() & (self.halt.val() | self.repeats.val());
        self.pop.next = self.pops.val();
        self.jump.next = self.jumps.val();
        self.halts.next = self.passes.val() & self.halt.val();
        self.ends_body.next = self.passes.val() & self.batch_end.val();
        self.image.next = self.first_image.q.val();
        self.misplaced.next = self.clash.val();
        self.ended.next = self.live.val() & !self.jumped.q.val() & self.is_outside.val();
        self.ended_at_window.next = self.left_after.q.val().all();
    }
}
