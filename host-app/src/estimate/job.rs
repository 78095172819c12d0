//! A model as jobs on an array: how much memory its program takes, and what each job does there.
//!
//! Boards that share an array share the work. Code is written only where somebody executes it or it is short: a large
//! network on a small array has gigabytes of it.

use anyhow::{Context, Result};
use boards::Board;
use compiler::Planned;
use isa::ArchConfig;
use isa::program::{Interface, Mode, Program};

use super::board::check_memory;
use super::work::Work;
use super::{Request, arguments};
use crate::model::{Model, TimingModel, check_array};

/// Predicted words of code up to which `--fast` writes the code, to know its length: a second or two.
const WRITTEN_WORDS: u64 = 1 << 24;

/// How long the code of a program is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// It is not known yet.
    Unknown,
    /// As the compiler's cost model predicts.
    Predicted(u64),
    /// It was written.
    Written(u64),
}

impl Code {
    /// The bytes as far as they are known.
    pub fn bytes(self) -> u64 {
        match self {
            Self::Unknown => 0,
            Self::Predicted(bytes) | Self::Written(bytes) => bytes,
        }
    }
}

/// What a program takes of a device's memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Footprint {
    /// Its code.
    pub code: Code,
    /// Bytes of records and constants.
    pub data_bytes: u64,
    /// Its inputs, outputs and scratch memory.
    pub interface: Interface,
}

impl Footprint {
    /// Of a program that has its code.
    pub fn of(program: &Program) -> Self {
        Self { code: Code::Written(8 * program.code.len() as u64), ..Self::without_code(program) }
    }

    /// Of a program whose code is not there.
    fn without_code(program: &Program) -> Self {
        Self {
            code: Code::Unknown,
            data_bytes: program.records.len() as u64 + program.constants.len() as u64,
            interface: program.interface.clone(),
        }
    }

    /// Bytes that are sent once.
    pub fn load_bytes(&self) -> u64 {
        self.code.bytes().saturating_add(self.data_bytes)
    }
}

/// A model on an array.
#[derive(Debug)]
pub struct Job {
    /// What its program takes.
    pub footprint: Footprint,
    /// What its jobs do, of one image and of the batch that was asked for.
    pub work: Vec<Work>,
}

/// The model, ready for arrays.
enum Source {
    Compiled(Box<Program>),
    Network(Box<TimingModel>),
}

/// Jobs by array.
pub struct Jobs<'a> {
    request: &'a Request<'a>,
    source: Source,
    known: Vec<(ArchConfig, Job)>,
}

impl<'a> Jobs<'a> {
    /// Reads the model.
    ///
    /// # Errors
    /// A model that cannot be read or imported.
    pub fn new(request: &'a Request<'a>) -> Result<Self> {
        let args = arguments(request);
        let model = Model::read(request.model, &args)?;
        let source = match model.is_compiled() {
            true => Source::Compiled(Box::new(model.compile(&args, Mode::Reorganised, None)?)),
            false => Source::Network(Box::new(model.for_timing(Mode::Reorganised)?)),
        };
        Ok(Self { request, source, known: Vec::new() })
    }

    /// The model on the array of a board.
    ///
    /// # Errors
    /// A program for another array, what the compiler refuses, or data that alone are larger than the board's memory.
    pub fn of(&mut self, board: &Board) -> Result<&Job> {
        let arch = board.arch();
        let index = match self.known.iter().position(|(known, _)| *known == arch) {
            Some(index) => index,
            None => {
                self.known.push((arch, self.make(board)?));
                self.known.len() - 1
            }
        };
        Ok(&self.known[index].1)
    }

    /// Images of the jobs.
    fn batches(&self) -> Vec<u32> {
        let mut batches = vec![1, self.request.batch];
        batches.dedup();
        batches
    }

    fn make(&self, board: &Board) -> Result<Job> {
        match &self.source {
            Source::Compiled(program) => {
                check_array(self.request.model, program, board.arch())?;
                self.job(program, Footprint::of(program))
            }
            Source::Network(model) => self.plan(board, model.plan(board.arch())?),
        }
    }

    fn plan(&self, board: &Board, planned: Planned) -> Result<Job> {
        let footprint = Footprint::without_code(planned.without_code());
        for batch in self.batches() {
            check_memory(board, &footprint, batch)?;
        }
        let words = planned.predicted_code_words();
        let predicted =
            |words: u64| Footprint { code: Code::Predicted(words.saturating_mul(8)), ..footprint.clone() };
        let fits = |footprint: &Footprint| {
            self.batches().into_iter().all(|batch| check_memory(board, footprint, batch).is_ok())
        };
        // The prediction is right within a factor of two. Where that decides whether the program fits, it is written.
        let sure = fits(&predicted(words / 2)) == fits(&predicted(words.saturating_mul(2)));
        if self.request.fast && words > WRITTEN_WORDS && sure {
            return self.job(planned.without_code(), predicted(words));
        }
        let program = planned.finish().context(self.request.model.to_owned())?;
        self.job(&program, Footprint::of(&program))
    }

    fn job(&self, program: &Program, footprint: Footprint) -> Result<Job> {
        let work = |batch| match self.request.fast {
            true => Work::predicted(program, batch),
            false => Work::counted(program, batch),
        };
        let work = self
            .batches()
            .into_iter()
            .map(work)
            .collect::<Result<_>>()
            .context("the job cannot be counted")?;
        Ok(Job { footprint, work })
    }
}
