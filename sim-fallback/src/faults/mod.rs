//! A card that misbehaves on demand: which faults there are, and when they happen.
//!
//! A [`Plan`] is a list of faults, each at a job, counted from 1 since power-up over all resets. It is written as text
//! (`stuck@2,lost-interrupt@5`) or drawn from a seed; the same plan on the same jobs does the same, so that a failure
//! can be replayed. [`FaultyCard`] carries it out around a [`crate::card::Card`] that behaves, through nothing but the
//! card's registers and memory. Faults of the values that a job computes are not here: no driver could tell.

mod card;
#[cfg(test)]
mod test;

use std::fmt;
use std::str::FromStr;

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub use card::FaultyCard;

/// Jobs that a plan drawn from a seed covers, and of how many one goes wrong.
const SEEDED_JOBS: u64 = 64;
const SEEDED_ONE_IN: u32 = 4;

macro_rules! define_faults {
    ($($(#[doc = $doc:literal])+ $fault:ident $name:literal,)+) => {
        /// One thing that goes wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fault { $($(#[doc = $doc])+ $fault,)+ }

        impl Fault {
            /// Every fault.
            pub const ALL: &[Self] = &[$(Self::$fault),+];

            /// Its name in a plan.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$fault => $name,)+ }
            }

            /// What it does.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$fault => concat!($($doc),+),)+ }
            }
        }
    };
}

define_faults! {
    /// From this job on registers read all ones and ignore writes, until a reset of the function.
    AllOnes "all-ones",
    /// The job never ends, until any reset.
    Stuck "stuck",
    /// The job completes, but its interrupt never comes.
    LostInterrupt "lost-interrupt",
    /// The interrupt of the job stays hidden for three looks at it.
    LateInterrupt "late-interrupt",
    /// The interrupt line comes up for nothing as the job begins.
    SpuriousInterrupt "spurious-interrupt",
    /// The completion carries a sequence number that nobody gave.
    WrongSequence "wrong-sequence",
    /// The completion carries an error cause that there is not.
    BadCompletion "bad-completion",
    /// The job's input is refused by the bus.
    DmaError "dma-error",
    /// As all-ones, and no reset brings the device back.
    LinkLoss "link-loss",
    /// The device is of another contract. From power-up on.
    WrongFingerprint "wrong-fingerprint",
    /// The device has registers of an older major version. From power-up on.
    OlderAbi "older-abi",
}

impl Fault {
    /// Whether it is there from power-up on, whatever job it is written at.
    const fn is_permanent(self) -> bool {
        matches!(self, Self::WrongFingerprint | Self::OlderAbi)
    }

    /// Whether the next job can run after some reset.
    pub const fn is_recoverable(self) -> bool {
        !matches!(self, Self::LinkLoss | Self::WrongFingerprint | Self::OlderAbi)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// When which faults happen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Job and fault, by job.
    faults: Vec<(u64, Fault)>,
}

impl Plan {
    /// A plan of one fault.
    pub fn one(fault: Fault, job: u64) -> Self {
        Self { faults: vec![(job, fault)] }
    }

    /// A plan over 64 jobs of which about every fourth goes wrong, of faults that a reset cures.
    pub fn seeded(seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let curable: Vec<Fault> = Fault::ALL.iter().copied().filter(|fault| fault.is_recoverable()).collect();
        let mut faults = Vec::new();
        for job in 1..=SEEDED_JOBS {
            if random.next_u32().is_multiple_of(SEEDED_ONE_IN) {
                faults.push((job, curable[random.random_range(0..curable.len())]));
            }
        }
        Self { faults }
    }

    /// Whether nothing ever goes wrong.
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether this fault happens at this job.
    fn has(&self, job: u64, fault: Fault) -> bool {
        self.faults.contains(&(job, fault))
    }

    /// Whether the device has a fault that is there from power-up on.
    fn always(&self, fault: Fault) -> bool {
        fault.is_permanent() && self.faults.iter().any(|(_, found)| *found == fault)
    }

    /// What happens at this job.
    fn faults_of_job(&self, job: u64) -> impl Iterator<Item = Fault> {
        self.faults.iter().filter(move |(found, _)| *found == job).map(|(_, fault)| *fault)
    }
}

/// A text that is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// There is no such fault.
    #[error("`{0}` is no fault; there are {names}", names = names())]
    Fault(String),
    /// The job is no number from 1 on.
    #[error("`{0}` is no number of a job; the first is 1")]
    Job(String),
}

fn names() -> String {
    Fault::ALL.iter().map(|fault| fault.name()).collect::<Vec<_>>().join(", ")
}

/// A seed (digits only), or faults separated by commas, each `NAME` or `NAME@JOB`; without a job it is the first.
impl FromStr for Plan {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        if let Ok(seed) = text.parse() {
            return Ok(Self::seeded(seed));
        }
        let entry = |entry: &str| {
            let (name, job) = entry.split_once('@').unwrap_or((entry, "1"));
            let fault = Fault::ALL.iter().find(|fault| fault.name() == name);
            let fault = fault.ok_or_else(|| PlanError::Fault(name.into()))?;
            let job = job.parse().ok().filter(|&job| job > 0).ok_or_else(|| PlanError::Job(job.into()))?;
            Ok((job, *fault))
        };
        let mut faults = text.split(',').map(entry).collect::<Result<Vec<_>, _>>()?;
        faults.sort_unstable();
        Ok(Self { faults })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (job, fault)) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}@{job}", if index > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}
