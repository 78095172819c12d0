//! Where a program stood: the micro-ops before and at the device's program counter, as the driver loaded them.
//!
//! The words come from the host's copy of the program, so that they can be told of a device that answers no more than a
//! register read. They stand in the order of the program, which is that of issue but for a body that ran again.

use std::fmt;
use std::sync::Arc;

use isa::csr::Csr;
use isa::ops::MicroOp;

use crate::device::Device;

/// Micro-ops that are listed at most, the one at the counter included.
const LISTED: usize = 16;

/// A word of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedMicroOp {
    /// Word index.
    pub index: u32,
    /// The word.
    pub word: u64,
    /// What it means; `None` for a word that is no micro-op.
    pub micro_op: Option<MicroOp>,
}

impl ListedMicroOp {
    fn new(index: usize, word: u64) -> Self {
        Self { index: index as u32, word, micro_op: MicroOp::decode(word).ok() }
    }
}

impl fmt::Display for ListedMicroOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.micro_op {
            Some(op) => write!(f, "{:>6}: {op}", self.index),
            None => write!(f, "{:>6}: {:#018x} is no micro-op", self.index, self.word),
        }
    }
}

/// How far the program of a job has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramPosition {
    /// Sequence number of the job: the one that runs, or else the last that ran.
    pub sequence: u32,
    /// `PROGRAM_COUNTER`: word index of the micro-op that is issued next, or waits to be.
    pub counter: u32,
    /// The micro-op at the counter; `None` behind the end of the program.
    pub current: Option<ListedMicroOp>,
    /// The last ones before it.
    pub before: Vec<ListedMicroOp>,
}

impl ProgramPosition {
    fn new(sequence: u32, counter: u32, code: &[u64]) -> Self {
        let at = counter as usize;
        let end = at.min(code.len());
        let listed = |index: usize| ListedMicroOp::new(index, code[index]);
        Self {
            sequence,
            counter,
            current: (at < code.len()).then(|| listed(at)),
            before: (end.saturating_sub(LISTED - 1)..end).map(listed).collect(),
        }
    }
}

impl fmt::Display for ProgramPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "job {} at micro-op {}", self.sequence, self.counter)?;
        match self.current.map(|listed| (listed.micro_op, listed.word)) {
            Some((Some(op), _)) => write!(f, ", `{op}`"),
            Some((None, word)) => write!(f, ", {word:#018x}, which is none"),
            None => f.write_str(", behind the end of the program"),
        }
    }
}

impl Device {
    /// Where the program stands that runs or was the last to run, from a dump of the registers. `None` where layers run
    /// from their records, before the first job, and where the registers do not say.
    pub(super) fn program_position(&self, registers: &[(Csr, u32)]) -> Option<ProgramPosition> {
        if !self.identity.capabilities.micro_ops() {
            return None;
        }
        let value = |csr| registers.iter().find(|(found, _)| *found == csr).map(|(_, value)| *value);
        let (counter, taken) = (value(Csr::ProgramCounter)?, value(Csr::SubmissionHead)?);
        let waiting = self.in_flight.len() as u32;
        // Jobs that the device has taken and not completed, as far as the driver knows.
        let running = taken.wrapping_sub(self.queues.submitted.wrapping_sub(waiting));
        if let Some(job) = self.in_flight.front().filter(|_| (1..=waiting).contains(&running)) {
            return Some(ProgramPosition::new(job.sequence(), counter, &job.program.words));
        }
        let (sequence, program) = self.last_program.as_ref()?;
        Some(ProgramPosition::new(*sequence, counter, &program.upgrade()?.words))
    }

    /// Remembers which program ran last, as long as somebody keeps it.
    pub(crate) fn remember_program(&mut self, job: &crate::job::Job) {
        self.last_program = Some((job.sequence(), Arc::downgrade(&job.program)));
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn positions_at_the_ends_of_a_program() {
        let code =
            [MicroOp::Nop {}, MicroOp::LayerEnd {}, MicroOp::Halt {}].map(|op| op.encode().expect("fits"));
        let start = ProgramPosition::new(4, 0, &code);
        assert_eq!((start.before.len(), start.to_string()), (0, "job 4 at micro-op 0, `nop`".into()));
        let end = ProgramPosition::new(4, 3, &code);
        assert_eq!((end.current, end.before.len()), (None, 3));
        assert_eq!(end.to_string(), "job 4 at micro-op 3, behind the end of the program");
        assert_eq!(ProgramPosition::new(4, u32::MAX, &code).before, end.before);
        assert_eq!(ProgramPosition::new(4, 0, &[]).current, None);
        let long = vec![u64::MAX; 100];
        let middle = ProgramPosition::new(1, 50, &long);
        assert_eq!(
            middle.before.iter().map(|listed| listed.index).collect::<Vec<_>>(),
            (35..50).collect::<Vec<_>>()
        );
        assert_eq!(middle.to_string(), "job 1 at micro-op 50, 0xffffffffffffffff, which is none");
    }
}
