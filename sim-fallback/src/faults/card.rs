//! The card that carries out a plan of faults, around one that behaves.

use isa::csr::{ABI_MAJOR, ALL_ONES, Csr, RESET_KEY, bits};
use isa::queue::{COMPLETION_BYTES, Completion};

use super::{Fault, Plan};
use crate::card::{Card, Memory, Step};

/// Looks that a late interrupt stays hidden for.
const LATE_LOOKS: u32 = 3;
/// Where the error cause is in a completion entry.
const CAUSE: std::ops::Range<usize> = 4..8;
/// An error cause that there is not.
const WRONG_CAUSE: u32 = 0xdead;
/// Added to a sequence number: no driver has that many jobs in flight.
const WRONG_SEQUENCE_DISTANCE: u32 = 0x4000_0000;
/// High half of a segment's base that is beyond any memory.
const NOWHERE: u32 = 0xffff_fff0;

/// How much of the device can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Whole,
    /// Registers read all ones until the function is reset.
    UntilReset,
    /// For good.
    Never,
}

/// A card and what goes wrong with it. With an empty plan it is the card.
#[derive(Debug)]
pub struct FaultyCard {
    card: Card,
    plan: Plan,
    /// Jobs taken since power-up, over all resets.
    jobs: u64,
    reach: Reach,
    stuck: bool,
    hidden_looks: u32,
    spurious: bool,
}

impl FaultyCard {
    /// A card that misbehaves as planned.
    pub fn new(card: Card, plan: Plan) -> Self {
        Self { card, plan, jobs: 0, reach: Reach::Whole, stuck: false, hidden_looks: 0, spurious: false }
    }

    /// The card inside, for tests that tamper with it.
    #[cfg(test)]
    pub(crate) fn inner_mut(&mut self) -> &mut Card {
        &mut self.card
    }

    /// Replaces the plan. Jobs are counted on.
    pub fn set_plan(&mut self, plan: Plan) {
        self.plan = plan;
    }

    /// As [`Card::read_register`].
    pub fn read_register(&mut self, csr: Csr) -> u32 {
        if self.reach != Reach::Whole {
            return ALL_ONES;
        }
        match csr {
            Csr::InterruptStatus if self.is_hidden() => 0,
            Csr::FingerprintLow if self.plan.always(Fault::WrongFingerprint) => !self.card.read_register(csr),
            Csr::Abi if self.plan.always(Fault::OlderAbi) => (ABI_MAJOR - 1) << 16,
            _ => self.card.read_register(csr),
        }
    }

    /// As [`Card::write_register`].
    pub fn write_register(&mut self, csr: Csr, value: u32) {
        if self.reach != Reach::Whole {
            return;
        }
        if csr == Csr::Reset && value == RESET_KEY {
            self.recover();
        }
        self.card.write_register(csr, value);
    }

    /// As [`Card::memory`].
    pub fn memory(&self) -> &Memory {
        self.card.memory()
    }

    /// As [`Card::memory_mut`].
    pub fn memory_mut(&mut self) -> &mut Memory {
        self.card.memory_mut()
    }

    /// As [`Card::wait`].
    pub fn wait(&mut self, cycles: u64) -> bool {
        let mut budget = cycles;
        while !self.card.interrupt_line() && !self.spurious {
            match self.step(&mut budget) {
                Step::Progress => {}
                Step::OutOfCycles | Step::Stalled => break,
            }
        }
        self.card.show_counters();
        self.interrupt_line()
    }

    /// Lets at most `cycles` cycles pass, whether the interrupt line is up or not. True if a job still runs; otherwise
    /// nothing happens before software acts.
    pub fn advance(&mut self, cycles: u64) -> bool {
        let mut budget = cycles;
        let step = loop {
            match self.step(&mut budget) {
                Step::Progress => {}
                step => break step,
            }
        };
        self.card.show_counters();
        // A job that is stuck needs no processor to stay so.
        step == Step::OutOfCycles && !self.stuck
    }

    /// Whether the interrupt line is up, for this look at it.
    pub fn interrupt_line(&mut self) -> bool {
        if self.reach != Reach::Whole {
            return false;
        }
        let line = self.card.interrupt_line() && !self.is_hidden();
        std::mem::take(&mut self.spurious) || line
    }

    /// Reset of the function, as [`Card::reset`].
    pub fn reset(&mut self) {
        if self.reach != Reach::Never {
            self.reach = Reach::Whole;
        }
        self.recover();
        self.card.reset();
    }

    fn recover(&mut self) {
        (self.stuck, self.hidden_looks, self.spurious) = (false, 0, false);
    }

    /// Whether the interrupt is late for this look too.
    fn is_hidden(&mut self) -> bool {
        let hidden = self.hidden_looks > 0;
        self.hidden_looks = self.hidden_looks.saturating_sub(1);
        hidden
    }

    /// One step of the card, with what the plan has for it.
    fn step(&mut self, budget: &mut u64) -> Step {
        if self.plan.is_empty() {
            return self.card.step(budget);
        }
        if self.stuck || self.reach != Reach::Whole {
            return if self.stuck { Step::OutOfCycles } else { Step::Stalled };
        }
        let taken = self.card.read_register(Csr::SubmissionHead);
        let completed = self.card.read_register(Csr::CompletionTail);
        let step = match self.plan.has(self.jobs + 1, Fault::DmaError) {
            true => self.step_without_input(budget),
            false => self.card.step(budget),
        };
        if self.card.read_register(Csr::SubmissionHead) != taken {
            self.jobs += 1;
            self.begin_job();
        }
        if self.card.read_register(Csr::CompletionTail) != completed {
            self.end_job(completed);
        }
        step
    }

    /// A step in which a job that is taken finds its input segment where no memory is.
    fn step_without_input(&mut self, budget: &mut u64) -> Step {
        let base = self.card.read_register(Csr::Segment2BaseHigh);
        self.card.write_register(Csr::Segment2BaseHigh, NOWHERE);
        let step = self.card.step(budget);
        self.card.write_register(Csr::Segment2BaseHigh, base);
        step
    }

    fn begin_job(&mut self) {
        let faults: Vec<Fault> = self.plan.faults_of_job(self.jobs).collect();
        for fault in faults {
            log::debug!("job {} since power-up: {fault}", self.jobs);
            match fault {
                Fault::AllOnes => self.reach = Reach::UntilReset,
                Fault::LinkLoss => self.reach = Reach::Never,
                Fault::Stuck => self.stuck = true,
                Fault::SpuriousInterrupt => self.spurious = true,
                // At the end of the job, before it, or from power-up on.
                Fault::LostInterrupt
                | Fault::LateInterrupt
                | Fault::WrongSequence
                | Fault::BadCompletion
                | Fault::DmaError
                | Fault::WrongFingerprint
                | Fault::OlderAbi => {}
            }
        }
    }

    /// After the completion with this index was written.
    fn end_job(&mut self, index: u32) {
        if self.plan.has(self.jobs, Fault::LostInterrupt) {
            let causes = bits::INTERRUPT_COMPLETION | bits::INTERRUPT_FAULT;
            self.card.write_register(Csr::InterruptStatus, causes);
        }
        if self.plan.has(self.jobs, Fault::LateInterrupt) {
            self.hidden_looks = LATE_LOOKS;
        }
        let wrong_sequence = self.plan.has(self.jobs, Fault::WrongSequence);
        if wrong_sequence || self.plan.has(self.jobs, Fault::BadCompletion) {
            self.tamper(index, wrong_sequence);
        }
    }

    /// Writes nonsense into a completion entry.
    fn tamper(&mut self, index: u32, sequence: bool) {
        let read = |csr| self.card.read_register(csr);
        let base = u64::from(read(Csr::CompletionBaseHigh)) << 32 | u64::from(read(Csr::CompletionBaseLow));
        let slot = index & read(Csr::CompletionEntries).wrapping_sub(1);
        let address = base + u64::from(slot) * COMPLETION_BYTES as u64;
        let memory = self.card.memory_mut();
        let mut entry = [0; COMPLETION_BYTES];
        let Ok(bytes) = memory.read(address, COMPLETION_BYTES as u64) else { return };
        entry.copy_from_slice(bytes);
        if sequence {
            let Ok(mut completion) = Completion::decode(&entry) else { return };
            completion.sequence = completion.sequence.wrapping_add(WRONG_SEQUENCE_DISTANCE);
            entry = completion.encode();
        } else {
            entry[CAUSE].copy_from_slice(&WRONG_CAUSE.to_le_bytes());
        }
        if let Err(error) = memory.write(address, &entry) {
            log::debug!("no completion to tamper with: {error}");
        }
    }
}
