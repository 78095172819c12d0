//! Whether the program runs, and how it ended.

use super::INDEX;
use super::flow::code_bit;
use super::rules::code;
use crate::hdl::*;
use isa::queue::ErrorCause;
use isa::segment::Segment;

/// Cycles without any event after which a program is stuck: more than any latency of the machine.
const STUCK_CYCLES: u64 = 4096;
/// Bits of a count of them; the highest says that they are over.
const STUCK_BITS: usize = STUCK_CYCLES.trailing_zeros() as usize + 1;

/// Starts and ends the program; the first fault ends it.
#[derive(LogicBlock)]
pub struct Status {
    /// Clock of everything inside.
    pub clock: Signal<In, Clock>,
    /// Start of a job.
    pub reset: Signal<In, Bit>,
    /// The job is over for another reason.
    pub aborts: Signal<In, Bit>,
    /// Device address of the program's window.
    pub program_address: Signal<In, Bits<64>>,
    /// Bytes of the window.
    pub program_size: Signal<In, Bits<64>>,
    /// The next micro-op, with its code.
    pub head: Signal<In, Bits<64>>,
    /// Its word index.
    pub head_index: Signal<In, Bits<INDEX>>,
    /// It is there.
    pub present: Signal<In, Bit>,
    /// It may not stand here.
    pub misplaced: Signal<In, Bit>,
    /// The program's window has ended before the program.
    pub ended: Signal<In, Bit>,
    /// It has ended just behind its last word.
    pub ended_at_window: Signal<In, Bit>,
    /// `halt` is done.
    pub halts: Signal<In, Bit>,
    /// Something happens somewhere, or is about to.
    pub moved: Signal<In, Bit>,
    /// The program runs: micro-ops may be issued.
    pub live: Signal<Out, Bit>,
    /// Words may be fetched.
    pub fetches: Signal<Out, Bit>,
    /// From cycle 0 to the cycle of `halt`.
    pub running: Signal<Out, Bit>,
    /// `halt` was done in the cycle before.
    pub halted: Signal<Out, Bit>,
    /// The program failed in the cycle before.
    pub fault: Signal<Out, Bit>,
    /// Code of [`ErrorCause`].
    pub fault_cause: Signal<Out, Bits<4>>,
    /// Segment of the fault: always the program.
    pub fault_segment: Signal<Out, Bits<3>>,
    /// Word index or byte offset, as the cause has it.
    pub fault_address: Signal<Out, Bits<64>>,
    runs: DFF<Bit>,
    has_halted: DFF<Bit>,
    failed: DFF<Bit>,
    cause: DFF<Bits<4>>,
    address: DFF<Bits<64>>,
    quiet: DFF<Bits<STUCK_BITS>>,
    lives: Signal<Local, Bit>,
    misaligned: Signal<Local, Bit>,
    undefined: Signal<Local, Bit>,
    illegal: Signal<Local, Bit>,
    fails: Signal<Local, Bit>,
    undefined_bit: Constant<Bits<8>>,
    illegal_bit: Constant<Bits<8>>,
    memory_error: Constant<Bits<4>>,
    segment_violation: Constant<Bits<4>>,
    undefined_micro_op: Constant<Bits<4>>,
    illegal_sequence: Constant<Bits<4>>,
    program_segment: Constant<Bits<3>>,
    highest: Constant<Bits<8>>,
    nowhere: Constant<Bits<64>>,
}

impl Default for Status {
    fn default() -> Self {
        let cause = |cause: ErrorCause| Constant::new(bits(cause as u64));
        Self {
            clock: Default::default(),
            reset: Default::default(),
            aborts: Default::default(),
            program_address: Default::default(),
            program_size: Default::default(),
            head: Default::default(),
            head_index: Default::default(),
            present: Default::default(),
            misplaced: Default::default(),
            ended: Default::default(),
            ended_at_window: Default::default(),
            halts: Default::default(),
            moved: Default::default(),
            live: Default::default(),
            fetches: Default::default(),
            running: Default::default(),
            halted: Default::default(),
            fault: Default::default(),
            fault_cause: Default::default(),
            fault_segment: Default::default(),
            fault_address: Default::default(),
            runs: Default::default(),
            has_halted: Default::default(),
            failed: Default::default(),
            cause: Default::default(),
            address: Default::default(),
            quiet: Default::default(),
            lives: Default::default(),
            misaligned: Default::default(),
            undefined: Default::default(),
            illegal: Default::default(),
            fails: Default::default(),
            undefined_bit: code_bit(code::UNDEFINED),
            illegal_bit: code_bit(code::ILLEGAL),
            memory_error: cause(ErrorCause::MemoryError),
            segment_violation: cause(ErrorCause::SegmentViolation),
            undefined_micro_op: cause(ErrorCause::UndefinedMicroOp),
            illegal_sequence: cause(ErrorCause::IllegalSequence),
            program_segment: Constant::new(bits(Segment::Program as u64)),
            highest: Constant::new(bits(STUCK_BITS as u64 - 1)),
            nowhere: Constant::new(bits(0)),
        }
    }
}

impl Logic for Status {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block status");
        dff_setup!(self, clock, runs, has_halted, failed, cause, address, quiet);
        self.lives.next = self.runs.q.val() & !self.aborts.val();
        self.misaligned.next = self.program_address.val().get_bit(0)
            | self.program_address.val().get_bit(1)
            | self.program_address.val().get_bit(2);
        self.undefined.next = self.present.val() & self.head.val().get_bit(self.undefined_bit.val().index());
        self.illegal.next = self.present.val()
            & (self.head.val().get_bit(self.illegal_bit.val().index()) | self.misplaced.val());
        self.fails.next = self.lives.val()
            & (self.misaligned.val()
                | self.ended.val()
                | self.undefined.val()
                | self.illegal.val()
                | self.quiet.q.val().get_bit(self.highest.val().index()));

        // The latest of these counts first.
        self.cause.d.next = self.illegal_sequence.val();
        self.address.d.next = bit_cast::<64, INDEX>(self.head_index.val());
        if self.undefined.val() {
            self.cause.d.next = self.undefined_micro_op.val();
        }
        if self.ended.val() {
            self.cause.d.next = self.segment_violation.val();
            self.address.d.next = bit_cast::<64, INDEX>(self.head_index.val()) << 3;
            if self.ended_at_window.val() {
                self.address.d.next = self.program_size.val();
            }
        }
        if self.misaligned.val() {
            self.cause.d.next = self.memory_error.val();
            self.address.d.next = self.nowhere.val();
        }

        self.quiet.d.next = bits::<STUCK_BITS>(0);
        if self.lives.val() & !self.moved.val() {
            self.quiet.d.next = self.quiet.q.val() + 1;
        }
        self.has_halted.d.next = self.halts.val();
        self.failed.d.next = self.fails.val();
        if self.halts.val() | self.fails.val() | self.aborts.val() {
            self.runs.d.next = false;
        }
        if self.reset.val() {
            self.runs.d.next = true;
            self.has_halted.d.next = false;
            self.failed.d.next = false;
            self.quiet.d.next = bits::<STUCK_BITS>(0);
        }
        self.live.next = self.lives.val();
        self.fetches.next = self.lives.val() & !self.misaligned.val();
        self.running.next = self.runs.q.val();
        self.halted.next = self.has_halted.q.val();
        self.fault.next = self.failed.q.val();
        self.fault_cause.next = self.cause.q.val();
        self.fault_segment.next = self.program_segment.val();
        self.fault_address.next = self.address.q.val();
    }
}
