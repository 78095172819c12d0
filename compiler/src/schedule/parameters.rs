//! Requantisation entries and activation tables in the PVs: slots in rotation, loaded when a layer needs them.

use isa::ArchConfig;
use isa::record::REQUANTISATION_BYTES;
use isa::segment::Segment;

use super::copy::{Level, transfers};
use super::issue::{MAX_PVS, Mask};
use super::plan::Assignment;
use super::tiles::{Load, Source, distribute};
use super::work::Work;

/// Words of an activation table's slot: 513 entries, rounded up to whole beats.
const TABLE_SLOT_WORDS: u32 = 520;
const TABLE_BYTES: u32 = 2 * isa::numerics::TABLE_ENTRIES as u32;
const TABLE_SLOTS: usize = 2;
const ENTRY_WORDS: u32 = REQUANTISATION_BYTES as u32 / 2;

/// What the parameter memories of all PVs hold.
#[derive(Debug)]
pub(crate) struct ParameterSlots {
    entries: Vec<Slot<(usize, u32)>>,
    tables: Vec<Slot<u64>>,
    next_entry: usize,
    next_table: usize,
    entries_per_slot: u32,
    table_base: u32,
}

/// A slot and the last `act` of every PV that uses it.
#[derive(Debug, Clone, Default)]
struct Slot<K> {
    key: Option<K>,
    acts: [u32; MAX_PVS],
    count: u32,
}

impl ParameterSlots {
    pub(crate) fn new(arch: &ArchConfig) -> Self {
        let slots = (arch.parameter_entries / arch.lanes()) as usize;
        Self {
            entries: vec![Slot::default(); slots],
            tables: vec![Slot::default(); TABLE_SLOTS],
            next_entry: 0,
            next_table: 0,
            entries_per_slot: arch.lanes(),
            table_base: ENTRY_WORDS * arch.parameter_entries,
        }
    }

    /// The slot with the entries of a round of blocks, and the loads that bring them if they are not there.
    /// `acts` are those after the step.
    pub(crate) fn entries(
        &mut self,
        key: (usize, u32),
        work: &Work,
        arch: &ArchConfig,
        assignments: &[(usize, Assignment)],
        acts: &[u32; MAX_PVS],
    ) -> (usize, u32, Vec<Load>) {
        let found = self.entries.iter().position(|slot| slot.key == Some(key));
        let index = found.unwrap_or(self.next_entry);
        let mut loads = Vec::new();
        if found.is_none() {
            self.next_entry = (index + 1) % self.entries.len();
            let target = index as u32 * self.entries_per_slot * ENTRY_WORDS;
            let mut sources: Vec<Source> = Vec::new();
            for (pv, assignment) in assignments {
                let (first, count) = work.block_channels(assignment.block, arch);
                let address = work.post.requantisation + u64::from(first) * REQUANTISATION_BYTES as u64;
                let level = Level { count: count * ENTRY_WORDS, source: 2, target: 1 };
                let source = Source {
                    pvs: 1 << pv,
                    address,
                    transfers: transfers(&[level]),
                    drains_needed: self.entries[index].acts[*pv],
                };
                let same = |other: &&mut Source| {
                    other.address == address && other.drains_needed == source.drains_needed
                };
                match sources.iter_mut().find(same) {
                    Some(other) => other.pvs |= source.pvs,
                    None => sources.push(source),
                }
            }
            loads = distribute(sources, Segment::Constants, target, 0);
            self.entries[index].key = Some(key);
        }
        assignments.iter().for_each(|(pv, _)| self.entries[index].acts[*pv] = acts[*pv]);
        (index, index as u32 * self.entries_per_slot, loads)
    }

    /// The number of a table's slot plus 1 and the loads that bring it; slot 0 is none.
    pub(crate) fn table(
        &mut self,
        table: Option<u64>,
        assignments: &[(usize, Assignment)],
        pvs: Mask,
        acts: &[u32; MAX_PVS],
    ) -> (u32, Vec<Load>) {
        let Some(offset) = table else { return (0, Vec::new()) };
        let found = self.tables.iter().position(|slot| slot.key == Some(offset));
        let index = found.unwrap_or(self.next_table);
        let mut loads = Vec::new();
        if found.is_none() {
            self.next_table = (index + 1) % self.tables.len();
            let target = self.table_base + index as u32 * TABLE_SLOT_WORDS;
            let level = Level { count: TABLE_BYTES / 2, source: 2, target: 1 };
            let mut sources: Vec<Source> = Vec::new();
            for pv in (0..MAX_PVS).filter(|pv| pvs & (1 << pv) != 0) {
                let drains_needed = self.tables[index].acts[pv];
                match sources.iter_mut().find(|source| source.drains_needed == drains_needed) {
                    Some(source) => source.pvs |= 1 << pv,
                    None => sources.push(Source {
                        pvs: 1 << pv,
                        address: offset,
                        transfers: transfers(&[level]),
                        drains_needed,
                    }),
                }
            }
            loads = distribute(sources, Segment::Constants, target, 0);
            self.tables[index].key = Some(offset);
        }
        assignments.iter().for_each(|(pv, _)| self.tables[index].acts[*pv] = acts[*pv]);
        (index as u32 + 1, loads)
    }

    /// Remembers how many loads must be complete for an entry slot and a table; returns the larger count.
    pub(crate) fn needed(&mut self, entry: usize, table: u32, fresh: Option<u32>) -> u32 {
        if let Some(count) = fresh {
            self.entries[entry].count = count;
            if table > 0 {
                self.tables[table as usize - 1].count = count;
            }
        }
        let table = if table > 0 { self.tables[table as usize - 1].count } else { 0 };
        self.entries[entry].count.max(table)
    }
}
