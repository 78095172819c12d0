//! Where the cycles, the bytes and the energy of a job went, layer by layer.
//!
//! Work belongs to the layer in which its micro-op was issued, whenever it is done. Layers are told apart by their
//! records: bodies and batch iterations that run the same record share one entry. This module only counts; what
//! the counts cost is the business of whoever reads them.

use std::collections::HashMap;

/// Most layers that are told apart; the rest shares the last entry.
const MAX_LAYERS: usize = 1 << 16;

/// Bytes read through the memory port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BytesRead {
    /// By the input channel.
    pub input: u64,
    /// By the weight channel.
    pub weight: u64,
    /// By the parameter channel.
    pub parameter: u64,
    /// Micro-ops.
    pub program: u64,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Multiply-accumulates issued to PEs.
    pub macs: u64,
    /// Operations of execute engines.
    pub operations: u64,
    /// PV-cycles in which an execute engine consumed operands.
    pub busy: u64,
    /// PV-cycles in which it did not, for want of input, of weights, of room for the output, of a micro-op.
    pub stalls: [u64; 4],
    /// Bytes read.
    pub read: BytesRead,
    /// Bytes written.
    pub written: u64,
    /// Micro-ops issued by the sequencer.
    pub micro_ops: u64,
    /// Entries of local micro-op buffers executed.
    pub local_micro_ops: u64,
    /// Words read from input scratchpads.
    pub input_words_read: u64,
    /// Words written to input scratchpads.
    pub input_words_written: u64,
    /// Words read from weight scratchpads.
    pub weight_words_read: u64,
    /// Words written to weight scratchpads.
    pub weight_words_written: u64,
    /// Words written to parameter memories.
    pub parameter_words_written: u64,
    /// Accumulators read, by execute and post engines.
    pub accumulator_reads: u64,
    /// Accumulators written.
    pub accumulator_writes: u64,
    /// Additions between PEs.
    pub horizontal_additions: u64,
    /// Words post-processed.
    pub post_words: u64,
}

impl Counts {
    /// Adds other work.
    pub fn add(&mut self, other: &Self) {
        for (mine, others) in self.fields_mut().into_iter().zip(other.fields()) {
            *mine = mine.saturating_add(others);
        }
    }

    fn fields(&self) -> [u64; 23] {
        let mut copy = *self;
        copy.fields_mut().map(|field| *field)
    }

    fn fields_mut(&mut self) -> [&mut u64; 23] {
        let Self { macs, operations, busy, stalls: [input, weight, output, micro_op], .. } = self;
        let BytesRead { input: read_input, weight: read_weight, parameter, program } = &mut self.read;
        [
            macs,
            operations,
            busy,
            input,
            weight,
            output,
            micro_op,
            read_input,
            read_weight,
            parameter,
            program,
            &mut self.written,
            &mut self.micro_ops,
            &mut self.local_micro_ops,
            &mut self.input_words_read,
            &mut self.input_words_written,
            &mut self.weight_words_read,
            &mut self.weight_words_written,
            &mut self.parameter_words_written,
            &mut self.accumulator_reads,
            &mut self.accumulator_writes,
            &mut self.horizontal_additions,
            &mut self.post_words,
        ]
    }
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayerProfile {
    /// Byte offset of its record in the program segment; `None` for what was issued outside layers.
    pub record: Option<u64>,
    /// Name in its record, or where the record should be.
    pub name: String,
    /// Cycle of its first activity.
    pub first: u64,
    /// Cycle of its last activity.
    pub last: u64,
    /// Cycle in which its last output transfer was complete; 0 if it wrote nothing.
    pub end: u64,
    /// What it did.
    pub counts: Counts,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Cycles of the job.
    pub cycles: u64,
    /// Everything, inside and outside layers.
    pub totals: Counts,
    /// What was issued outside layers.
    pub outside: LayerProfile,
    /// The layers in the order in which they first began.
    pub layers: Vec<LayerProfile>,
}

/// Number of a layer while a job runs; 0 is outside any layer.
pub(super) type LayerId = u32;

/// Counts while a job runs.
#[derive(Debug, Default)]
pub(super) struct Counter {
    layers: Vec<LayerProfile>,
    by_record: HashMap<u64, LayerId>,
}

impl Counter {
    pub(super) fn new() -> Self {
        Self { layers: vec![LayerProfile::default()], by_record: HashMap::new() }
    }

    /// The layer with this record, and whether it is new.
    pub(super) fn layer(&mut self, record: u64, name: impl FnOnce() -> String) -> LayerId {
        if let Some(&layer) = self.by_record.get(&record) {
            return layer;
        }
        if self.layers.len() < MAX_LAYERS {
            let first = u64::MAX;
            self.layers.push(LayerProfile {
                record: Some(record),
                name: name(),
                first,
                ..LayerProfile::default()
            });
            self.by_record.insert(record, self.layers.len() as LayerId - 1);
        }
        self.layers.len() as LayerId - 1
    }

    /// The name of a layer.
    pub(super) fn name(&self, layer: LayerId) -> &str {
        self.layers.get(layer as usize).map_or("", |layer| &layer.name)
    }

    /// The counts of a layer.
    #[inline]
    pub(super) fn of(&mut self, layer: LayerId) -> &mut Counts {
        &mut self.entry(layer).counts
    }

    /// Notes activity of a layer from cycle `first` to `last`.
    #[inline]
    pub(super) fn active(&mut self, layer: LayerId, first: u64, last: u64) {
        let entry = self.entry(layer);
        entry.first = entry.first.min(first);
        entry.last = entry.last.max(last);
    }

    /// Notes that an output transfer of a layer was complete at `cycle`.
    pub(super) fn output_complete(&mut self, layer: LayerId, cycle: u64) {
        let entry = self.entry(layer);
        entry.end = entry.end.max(cycle);
    }

    #[inline]
    fn entry(&mut self, layer: LayerId) -> &mut LayerProfile {
        let last = self.layers.len() - 1;
        &mut self.layers[(layer as usize).min(last)]
    }

    /// Everything so far.
    pub(super) fn totals(&self) -> Counts {
        let mut totals = Counts::default();
        self.layers.iter().for_each(|layer| totals.add(&layer.counts));
        totals
    }

    /// Writes the state after `cycles` cycles into `profile`.
    pub(super) fn publish(&self, cycles: u64, profile: &mut Profile) {
        let mut layers = self.layers.clone();
        layers.iter_mut().for_each(|layer| layer.first = layer.first.min(layer.last));
        let rest = layers.split_off(1);
        *profile = Profile {
            cycles,
            totals: self.totals(),
            outside: layers.pop().unwrap_or_default(),
            layers: rest,
        };
    }
}
