//! The queue engine: takes jobs in order, checks and starts them, waits for their end, writes completions.
//!
//! It works step by step, two cycles a step: in the first a register is looked up, in the second something is done
//! with it. A few hundred cycles a job are little, and one adder does for everything.

// rust-hdl translates no guards of `match` arms.
#![allow(clippy::collapsible_match, clippy::collapsible_if)]

use super::map::word_address;
use crate::hdl::*;
use isa::csr::Csr;
use isa::queue::ErrorCause;

/// What the engine is doing.
#[derive(Copy, Clone, Debug, PartialEq, LogicState)]
enum State {
    /// Looks for a job.
    Idle,
    /// Computes the address of its entry.
    EntryAddress,
    /// Asks for the entry.
    AskEntry,
    /// Waits for the last beat.
    ReadEntry,
    /// Was it a job?
    Judge,
    /// Checks and places the windows.
    Windows,
    /// Keeps the counters as they are before the job.
    Keep,
    /// Starts the core.
    Start,
    /// The job runs.
    Running,
    /// It has ended; the bus comes to rest.
    Drain,
    /// Puts the completion together.
    Compose,
    /// Waits for room.
    Room,
    /// Computes the address of the completion.
    CompletionAddress,
    /// Asks for it to be written.
    AskWrite,
    /// Waits for the answer.
    Write,
    /// After a reset: the bus comes to rest.
    Discard,
}

/// Sequencing of the queue engine. What it works with (adder, job, counters) stands around it.
#[derive(LogicBlock)]
pub struct QueueEngine {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Reset of the device.
    pub reset: Signal<In, Bit>,
    /// Aborts what runs.
    pub soft_reset: Signal<In, Bit>,
    /// A write to a register is about to take effect.
    pub settling: Signal<In, Bit>,
    /// Software touches a queue.
    pub touched: Signal<In, Bit>,
    /// Jobs wait.
    pub jobs_wait: Signal<In, Bit>,
    /// The submission queue can be.
    pub submission_legal: Signal<In, Bit>,
    /// It is configured anew.
    pub submission_configured: Signal<In, Bit>,
    /// The completion queue can be.
    pub completion_legal: Signal<In, Bit>,
    /// It has room.
    pub completion_room: Signal<In, Bit>,
    /// It is configured anew.
    pub completion_configured: Signal<In, Bit>,
    /// This beat of the entry is its last.
    pub last_beat: Signal<In, Bit>,
    /// And it could not be read.
    pub read_error: Signal<In, Bit>,
    /// The completion is written.
    pub write_done: Signal<In, Bit>,
    /// It could not be.
    pub write_error: Signal<In, Bit>,
    /// The entry is no job.
    pub job_refused: Signal<In, Bit>,
    /// Offset of the window that is checked.
    pub window_offset: Signal<In, Bits<64>>,
    /// The core has done `halt`.
    pub core_halted: Signal<In, Bit>,
    /// The core refuses to go on.
    pub core_fault: Signal<In, Bit>,
    /// Why.
    pub core_cause: Signal<In, Bits<4>>,
    /// Where.
    pub core_segment: Signal<In, Bits<3>>,
    /// Where.
    pub core_address: Signal<In, Bits<64>>,
    /// No transaction is outstanding.
    pub bus_idle: Signal<In, Bit>,
    /// Word of a register, in the cycle after `lookup`.
    pub looked_up: Signal<In, Bits<32>>,
    /// Carry of the adder.
    pub carry_out: Signal<In, Bit>,

    /// Looks up `lookup_address`.
    pub lookup: Signal<Out, Bit>,
    /// A register.
    pub lookup_address: Signal<Out, Bits<10>>,
    /// See the adder, as those below.
    pub operation: Signal<Out, Bits<3>>,
    /// See the adder.
    pub high_half: Signal<Out, Bit>,
    /// See the adder.
    pub enable: Signal<Out, Bit>,
    /// Index of a counter's half, as the completion and the registers have them in order.
    pub counter_index: Signal<Out, Bits<16>>,
    /// Keeps that counter's half.
    pub keep: Signal<Out, Bit>,
    /// The address is one of the completion queue.
    pub selects_completion: Signal<Out, Bit>,
    /// An entry is about to be read.
    pub begin_entry: Signal<Out, Bit>,
    /// See the job.
    pub place_window: Signal<Out, Bit>,
    /// The next word of the completion is there.
    pub push: Signal<Out, Bit>,
    /// Its number.
    pub word_index: Signal<Out, Bits<4>>,
    /// Whether the job ever ran.
    pub has_run: Signal<Out, Bit>,
    /// Reads 128 bytes at the adder's result.
    pub queue_read: Signal<Out, Bit>,
    /// Writes the completion there.
    pub queue_write: Signal<Out, Bit>,
    /// The entry was taken.
    pub entry_taken: Signal<Out, Bit>,
    /// The completion was written.
    pub completed: Signal<Out, Bit>,
    /// And it goes to the queue as it is configured now.
    pub completion_advance: Signal<Out, Bit>,
    /// A queue is outside of memory.
    pub queue_error: Signal<Out, Bit>,
    /// The job fails; what follows says why.
    pub fail: Signal<Out, Bit>,
    /// Cause.
    pub cause: Signal<Out, Bits<4>>,
    /// Segment.
    pub segment: Signal<Out, Bits<3>>,
    /// Address.
    pub address: Signal<Out, Bits<64>>,
    /// Starts the core.
    pub start: Signal<Out, Bit>,
    /// The core requests nothing: no job runs.
    pub abort: Signal<Out, Bit>,
    /// A job runs.
    pub running: Signal<Out, Bit>,
    /// What the core reports belongs to a job.
    pub counting: Signal<Out, Bit>,
    /// No job is taken.
    pub idle: Signal<Out, Bit>,

    state: DFF<State>,
    step: DFF<Bits<6>>,
    window: DFF<Bits<3>>,
    quiet: DFF<Bits<4>>,
    leaves: DFF<Bit>,
    stuck: DFF<Bit>,
    stale: DFF<Bit>,
    queue_busy: DFF<Bit>,
    ran: DFF<Bit>,
    /// The state is `Start` or `Running`: a register, since all of the core hangs on it.
    in_job: DFF<Bit>,
    /// The state is `Start`, for the same reason.
    starts: DFF<Bit>,
    odd: Signal<Local, Bit>,
    which: Signal<Local, Bits<5>>,
    wide: Signal<Local, Bits<10>>,
    base: Signal<Local, Bits<10>>,
    at_rest: Signal<Local, Bit>,
    refuses: Signal<Local, Bit>,
    submission_base: Constant<Bits<10>>,
    completion_base: Constant<Bits<10>>,
    segments_base: Constant<Bits<10>>,
    counters_base: Constant<Bits<10>>,
    watchdog_limit: Constant<Bits<10>>,
    bad_descriptor: Constant<Bits<4>>,
    bad_window: Constant<Bits<4>>,
    watchdog: Constant<Bits<4>>,
    two: Constant<Bits<10>>,
    first_counter_word: Constant<Bits<5>>,
    after_counter_words: Constant<Bits<5>>,
}

fn cause(cause: ErrorCause) -> Constant<Bits<4>> {
    Constant::new(bits(cause as u64))
}

impl Default for QueueEngine {
    fn default() -> Self {
        parts! {
            clock reset soft_reset settling touched jobs_wait submission_legal submission_configured
            completion_legal completion_room completion_configured last_beat read_error write_done
            write_error job_refused window_offset core_halted core_fault core_cause core_segment
            core_address bus_idle looked_up carry_out lookup lookup_address operation high_half enable
            counter_index keep selects_completion begin_entry place_window push word_index has_run
            queue_read queue_write entry_taken completed completion_advance queue_error fail cause segment
            address start abort running counting idle state step window quiet leaves stuck stale queue_busy
            ran in_job starts odd which wide base at_rest refuses;
            submission_base: word_address(Csr::SubmissionBaseLow),
            completion_base: word_address(Csr::CompletionBaseLow),
            segments_base: word_address(Csr::Segment0BaseLow),
            counters_base: word_address(Csr::CounterCyclesLow),
            watchdog_limit: word_address(Csr::WatchdogLimit),
            bad_descriptor: cause(ErrorCause::BadDescriptor),
            bad_window: cause(ErrorCause::BadWindow),
            watchdog: cause(ErrorCause::Watchdog),
            two: Constant::new(bits(2)),
            first_counter_word: Constant::new(bits(6)),
            after_counter_words: Constant::new(bits(8)),
        }
    }
}

impl Logic for QueueEngine {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block queue_engine");
        dff_setup!(self, clock, state, step, window, quiet, leaves, stuck, stale);
        dff_setup!(self, clock, queue_busy, ran, in_job, starts);
        self.operation.next = bits::<3>(0);
        self.enable.next = false;
        self.lookup.next = false;
        self.keep.next = false;
        self.begin_entry.next = false;
        self.place_window.next = false;
        self.push.next = false;
        self.queue_read.next = false;
        self.queue_write.next = false;
        self.entry_taken.next = false;
        self.completed.next = false;
        self.completion_advance.next = false;
        self.queue_error.next = false;
        self.fail.next = false;
        self.cause.next = bits::<4>(0);
        self.segment.next = bits::<3>(0);
        self.address.next = bits::<64>(0);
        self.start.next = self.starts.q.val();
        self.starts.d.next = false;
        self.running.next = self.state.q.val() == State::Running;
        self.counting.next = (self.state.q.val() == State::Running) | (self.state.q.val() == State::Drain);
        self.abort.next = !self.in_job.q.val();
        self.idle.next = (self.state.q.val() == State::Idle)
            | (self.state.q.val() == State::EntryAddress)
            | (self.state.q.val() == State::AskEntry)
            | (self.state.q.val() == State::ReadEntry)
            | (self.state.q.val() == State::Discard);
        self.has_run.next = self.ran.q.val();
        self.selects_completion.next = self.state.q.val() == State::CompletionAddress;

        self.odd.next = self.step.q.val().get_bit(0);
        self.which.next = self.step.q.val().get_bits::<5>(1);
        self.high_half.next = self.which.val().get_bit(0);
        self.word_index.next = self.which.val().get_bits::<4>(0);
        self.counter_index.next = bit_cast::<16, 5>(self.which.val());
        // Registers that are looked up in a row lie where nothing carries, so that no adder is in the way.
        self.lookup_address.next = self.watchdog_limit.val();
        self.wide.next = bits::<10>(0);
        self.base.next = self.segments_base.val();

        // Several cycles of rest, because what a unit has begun is seen by others later.
        self.at_rest.next = self.quiet.q.val().get_bit(3) & !self.queue_busy.q.val();
        self.quiet.d.next = bits::<4>(0);
        if ((self.state.q.val() == State::Drain) | (self.state.q.val() == State::Discard))
            & self.bus_idle.val()
        {
            self.quiet.d.next = self.quiet.q.val() + 1;
            if self.quiet.q.val().get_bit(3) {
                self.quiet.d.next = self.quiet.q.val();
            }
        }
        if self.last_beat.val() | self.write_done.val() {
            self.queue_busy.d.next = false;
        }
        if self.touched.val() {
            self.stuck.d.next = false;
        }
        self.refuses.next = false;
        self.step.d.next = self.step.q.val() + 1;

        match self.state.q.val() {
            State::Idle => {
                self.step.d.next = bits::<6>(0);
                self.stale.d.next = false;
                self.ran.d.next = false;
                if self.jobs_wait.val()
                    & self.submission_legal.val()
                    & self.completion_legal.val()
                    & !self.stuck.q.val()
                    & !self.settling.val()
                {
                    self.state.d.next = State::EntryAddress;
                }
            }
            State::EntryAddress => {
                self.operation.next = bits::<3>(3);
                self.lookup.next = !self.odd.val();
                self.lookup_address.next = self.submission_base.val() | bit_cast::<10, 5>(self.which.val());
                self.enable.next = self.odd.val();
                if self.step.q.val() == bits::<6>(3) {
                    self.state.d.next = State::AskEntry;
                }
            }
            State::AskEntry => {
                self.begin_entry.next = true;
                self.queue_read.next = true;
                self.queue_busy.d.next = true;
                self.state.d.next = State::ReadEntry;
            }
            State::ReadEntry => {
                self.step.d.next = bits::<6>(0);
                self.window.d.next = bits::<3>(0);
                if self.last_beat.val() {
                    self.state.d.next = State::Judge;
                    // An entry of a queue that is configured anew meanwhile is none.
                    if self.stale.q.val() | self.submission_configured.val() {
                        self.state.d.next = State::Idle;
                    } else if self.read_error.val() {
                        self.queue_error.next = true;
                        self.stuck.d.next = true;
                        self.state.d.next = State::Idle;
                    } else {
                        self.entry_taken.next = true;
                    }
                }
            }
            State::Judge => {
                self.step.d.next = bits::<6>(0);
                self.state.d.next = State::Windows;
                if self.job_refused.val() {
                    self.fail.next = true;
                    self.cause.next = self.bad_descriptor.val();
                    self.state.d.next = State::Compose;
                }
            }
            State::Windows => {
                // End of the window; is it inside the segment; its address.
                self.operation.next = bit_cast::<3, 5>(self.which.val() >> 1);
                self.lookup.next = !self.odd.val();
                self.wide.next = bit_cast::<10, 3>(self.window.q.val());
                self.base.next = self.segments_base.val() | (self.wide.val() << self.two.val());
                self.wide.next = bit_cast::<10, 5>(self.which.val());
                self.wide.next = self.wide.val() & 3;
                self.lookup_address.next = self.base.val() | self.wide.val();
                self.enable.next = self.odd.val();
                if self.odd.val() & self.high_half.val() {
                    // Sums must not carry, the difference must.
                    self.refuses.next = self.carry_out.val() ^ (self.which.val() == bits::<5>(3));
                }
                // Even steps come first, since the carry of odd ones is late.
                if self.step.q.val() == bits::<6>(12) {
                    self.lookup.next = false;
                    self.place_window.next = true;
                    self.step.d.next = bits::<6>(0);
                    self.window.d.next = self.window.q.val() + 1;
                    if self.window.q.val() == bits::<3>(4) {
                        self.state.d.next = State::Keep;
                    }
                } else if self.refuses.val() {
                    self.fail.next = true;
                    self.cause.next = self.bad_window.val();
                    self.segment.next = self.window.q.val();
                    self.address.next = self.window_offset.val();
                    self.step.d.next = bits::<6>(0);
                    self.state.d.next = State::Compose;
                }
            }
            State::Keep => {
                self.lookup.next = !self.odd.val();
                self.lookup_address.next = self.counters_base.val() | bit_cast::<10, 5>(self.which.val());
                self.keep.next = self.odd.val();
                if self.step.q.val() == bits::<6>(15) {
                    self.in_job.d.next = true;
                    self.starts.d.next = true;
                    self.state.d.next = State::Start;
                }
            }
            State::Start => {
                self.ran.d.next = true;
                self.leaves.d.next = false;
                self.step.d.next = bits::<6>(0);
                self.state.d.next = State::Running;
            }
            State::Running => {
                // The limit may change while the job runs.
                self.operation.next = bits::<3>(5);
                self.high_half.next = false;
                self.lookup.next = !self.odd.val();
                self.leaves.d.next = self.odd.val() & !self.carry_out.val() & self.looked_up.val().any();
                self.address.next = self.core_address.val();
                if self.core_fault.val() {
                    self.fail.next = true;
                    self.cause.next = self.core_cause.val();
                    self.segment.next = self.core_segment.val();
                    self.in_job.d.next = false;
                    self.state.d.next = State::Drain;
                } else if self.core_halted.val() {
                    self.in_job.d.next = false;
                    self.state.d.next = State::Drain;
                } else if self.leaves.q.val() {
                    self.fail.next = true;
                    self.cause.next = self.watchdog.val();
                    self.address.next = bits::<64>(0);
                    self.in_job.d.next = false;
                    self.state.d.next = State::Drain;
                }
            }
            State::Drain => {
                self.step.d.next = bits::<6>(0);
                if self.at_rest.val() {
                    self.state.d.next = State::Compose;
                }
            }
            State::Compose => {
                self.operation.next = bits::<3>(4);
                self.which.next = self.which.val() - self.first_counter_word.val();
                self.counter_index.next = bit_cast::<16, 5>(self.which.val());
                self.lookup_address.next = self.counters_base.val() | bit_cast::<10, 5>(self.which.val());
                self.lookup.next = !self.odd.val() & (self.which.val() < self.after_counter_words.val());
                self.enable.next = self.odd.val();
                self.push.next = self.odd.val();
                if self.step.q.val() == bits::<6>(31) {
                    self.state.d.next = State::Room;
                }
            }
            State::Room => {
                self.step.d.next = bits::<6>(0);
                self.stale.d.next = false;
                if self.completion_legal.val()
                    & self.completion_room.val()
                    & !self.stuck.q.val()
                    & !self.settling.val()
                {
                    self.state.d.next = State::CompletionAddress;
                }
            }
            State::CompletionAddress => {
                self.operation.next = bits::<3>(3);
                self.lookup.next = !self.odd.val();
                self.lookup_address.next = self.completion_base.val() | bit_cast::<10, 5>(self.which.val());
                self.enable.next = self.odd.val();
                if self.step.q.val() == bits::<6>(3) {
                    self.state.d.next = State::AskWrite;
                }
            }
            State::AskWrite => {
                self.state.d.next = State::Room;
                if !self.stale.q.val() {
                    self.queue_write.next = true;
                    self.queue_busy.d.next = true;
                    self.state.d.next = State::Write;
                }
            }
            State::Write => {
                if self.write_done.val() {
                    if self.write_error.val() {
                        self.queue_error.next = !self.stale.q.val() & !self.completion_configured.val();
                        self.stuck.d.next = !self.stale.q.val() & !self.completion_configured.val();
                        self.state.d.next = State::Room;
                    } else {
                        self.completed.next = true;
                        self.completion_advance.next = !self.stale.q.val();
                        self.state.d.next = State::Idle;
                    }
                }
            }
            State::Discard => {
                if self.at_rest.val() {
                    self.state.d.next = State::Idle;
                }
            }
            _ => {}
        }
        if (self.state.q.val() == State::EntryAddress)
            | (self.state.q.val() == State::AskEntry)
            | (self.state.q.val() == State::ReadEntry)
        {
            if self.submission_configured.val() {
                self.stale.d.next = true;
            }
        }
        if (self.state.q.val() == State::CompletionAddress)
            | (self.state.q.val() == State::AskWrite)
            | (self.state.q.val() == State::Write)
        {
            if self.completion_configured.val() {
                self.stale.d.next = true;
            }
        }
        if self.soft_reset.val() | self.reset.val() {
            self.state.d.next = State::Discard;
            self.in_job.d.next = false;
            self.starts.d.next = false;
            self.stuck.d.next = false;
            self.quiet.d.next = bits::<4>(0);
        }
        if self.reset.val() {
            self.queue_busy.d.next = false;
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    /// What `lookup_address` relies on: a word is found by setting bits of the first one's address.
    #[test]
    fn registers_that_are_looked_up_in_a_row_need_no_carry() {
        let rows = [
            (Csr::SubmissionBaseLow, 2),
            (Csr::CompletionBaseLow, 2),
            (Csr::CounterCyclesLow, 8),
            (Csr::Segment0BaseLow, 4 * 5),
        ];
        for (first, words) in rows {
            let first = first.offset() / 4;
            assert!((0..words).all(|word| first | word == first + word), "{first:#x}");
        }
    }
}
