//! Writes micro-ops: only for registers whose value changes, one for all PVs that want the same value.
//!
//! Where the PVs of a step want different operations, each finds its own in its local buffer and one `mimd.exe`
//! issues them all; where they agree, one `exe` is broadcast. Dense mode never uses the local buffers.

use std::array::IntoIter;
use std::iter::Take;

use isa::ops::{
    DmaChannel, DmaRegister, EncodeError, ExecuteOp, Generator, GeneratorRegister, MicroOp, PvRegister, flags,
};
use isa::segment::Segment;

use super::copy::Transfer;
use super::nest::Registers;

/// PVs of the largest array.
pub(crate) const MAX_PVS: usize = 16;

/// A set of PVs, PV 0 in the low bit.
pub(crate) type Mask = u16;

/// What a PV does in one slot: an operation and its flags.
pub(crate) type Operation = (ExecuteOp, u8);

/// The local buffer, by page: what differs between the PVs of one step. Index 0 idles.
const LOCAL_PAGES: [[Operation; 8]; 3] =
    [local_page(0), local_page(flags::LANES), local_page(flags::HORIZONTAL)];

const fn local_page(mode: u8) -> [Operation; 8] {
    use ExecuteOp::{Act, Mac, Nop, Repeat};
    let (clear, signal) = (flags::CLEAR, flags::SIGNAL);
    [
        (Nop, 0),
        (Nop, signal),
        (Repeat, 0),
        (Mac, mode),
        (Mac, mode | clear),
        (Mac, mode | signal),
        (Mac, mode | clear | signal),
        (Act, signal),
    ]
}

/// A transfer with its place in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DmaCommand {
    pub(crate) channel: DmaChannel,
    pub(crate) segment: Segment,
    pub(crate) pvs: Mask,
    /// First byte in the segment, for image 0 of the job.
    pub(crate) address: u64,
    /// First word in the scratchpad.
    pub(crate) target: u32,
    pub(crate) transfer: Transfer,
    pub(crate) image_stride: u32,
    pub(crate) pv_stride: u32,
    pub(crate) fill: bool,
    pub(crate) sums_needed: u32,
    pub(crate) drains_needed: u32,
    pub(crate) outputs_needed: u32,
    /// Record of the layer, as in `layer.begin`.
    pub(crate) tag: u32,
}

/// The stream of one program, and what the device's registers hold at its end.
#[derive(Debug, Default)]
pub(crate) struct Issue {
    code: Vec<u64>,
    /// Words that name a layer's record, by its place from the first record.
    record_words: Vec<usize>,
    known: Known,
    /// Pages of the local buffers that may be used.
    pages: usize,
}

/// Register values that earlier micro-ops of the same body have set.
#[derive(Debug, Default)]
struct Known {
    generators: [[Option<Registers>; Generator::ALL.len()]; MAX_PVS],
    registers: [[Option<u32>; PvRegister::ALL.len()]; MAX_PVS],
    channels: [[Option<u32>; DmaRegister::ALL.len()]; DmaChannel::ALL.len()],
    pages: [bool; LOCAL_PAGES.len()],
}

impl Issue {
    /// An empty stream for local buffers of `local_micro_ops` entries; with none, PVs differ by masks only.
    pub(crate) fn new(local_micro_ops: u32) -> Self {
        Self { pages: LOCAL_PAGES.len().min(local_micro_ops as usize / 8), ..Self::default() }
    }

    /// Appends a micro-op.
    pub(crate) fn push(&mut self, op: MicroOp) -> Result<(), EncodeError> {
        self.code.push(op.encode()?);
        Ok(())
    }

    /// Words so far.
    pub(crate) fn len(&self) -> usize {
        self.code.len()
    }

    /// Replaces a word that had to wait for what follows it.
    pub(crate) fn patch(&mut self, index: usize, op: MicroOp) -> Result<(), EncodeError> {
        self.code[index] = op.encode()?;
        Ok(())
    }

    /// Forgets the registers: what comes next may run after anything.
    pub(crate) fn forget(&mut self) {
        self.known = Known::default();
    }

    /// Begins a layer; `record` is the place of its record from the first one.
    pub(crate) fn layer_begin(&mut self, record: u32) -> Result<(), EncodeError> {
        self.record_words.push(self.code.len());
        self.push(MicroOp::LayerBegin { record })
    }

    /// The stream, with records where they lie if the first of them is at `first_record`; `None` if a record is beyond
    /// what a micro-op can name.
    pub(crate) fn into_code(mut self, first_record: usize) -> Option<Vec<u64>> {
        let first = u32::try_from(first_record).ok()?;
        for index in std::mem::take(&mut self.record_words) {
            let moved = match MicroOp::decode(self.code[index]).ok()? {
                MicroOp::LayerBegin { record } => MicroOp::LayerBegin { record: record.checked_add(first)? },
                MicroOp::DmaConfigure { channel, register, value } => {
                    MicroOp::DmaConfigure { channel, register, value: value.checked_add(first)? }
                }
                other => other,
            };
            self.patch(index, moved).ok()?;
        }
        Some(self.code)
    }

    /// Sets a generator of several PVs.
    pub(crate) fn generator(
        &mut self,
        generator: Generator,
        values: &[(usize, Registers)],
    ) -> Result<(), EncodeError> {
        for (index, &register) in GeneratorRegister::ALL.iter().enumerate() {
            let known = &self.known.generators;
            let changed = values.iter().filter(|(pv, wanted)| {
                known[*pv][generator as usize].is_none_or(|held| held[index] != wanted[index])
            });
            let masks = by_value(changed.map(|(pv, wanted)| (*pv, wanted[index])));
            for (value, pvs) in masks {
                self.push(MicroOp::AccessConfigure { pvs, generator, register, value })?;
            }
        }
        values.iter().for_each(|&(pv, wanted)| self.known.generators[pv][generator as usize] = Some(wanted));
        Ok(())
    }

    /// Sets a register of several PVs.
    pub(crate) fn register(
        &mut self,
        register: PvRegister,
        values: &[(usize, u32)],
    ) -> Result<(), EncodeError> {
        let index = register as usize;
        let known = &self.known.registers;
        let masks = by_value(values.iter().copied().filter(|&(pv, value)| known[pv][index] != Some(value)));
        for (value, pvs) in masks {
            self.push(MicroOp::MimdLoad { pvs, register, value })?;
        }
        values.iter().for_each(|&(pv, value)| self.known.registers[pv][index] = Some(value));
        Ok(())
    }

    /// Issues one operation per PV: broadcast if all agree, by local index if they differ.
    pub(crate) fn execute(&mut self, operations: &[(usize, Operation)]) -> Result<(), EncodeError> {
        let key = |(op, flags): Operation| u32::from(op as u8) << 8 | u32::from(flags);
        let masks = by_value(operations.iter().map(|&(pv, operation)| (pv, key(operation))));
        if masks.len() > 1
            && let Some((page, indices)) = local_indices(operations, self.pages)
        {
            self.load_page(page)?;
            return self.push(MicroOp::MimdExecute { indices, page: page as u8 });
        }
        for (value, pvs) in masks {
            let operation = operations.iter().find(|(_, operation)| key(*operation) == value);
            if let Some(&(_, (op, flags))) = operation {
                self.push(MicroOp::Execute { pvs, op, flags })?;
            }
        }
        Ok(())
    }

    /// Fills a page of all local buffers on its first use.
    fn load_page(&mut self, page: usize) -> Result<(), EncodeError> {
        if std::mem::replace(&mut self.known.pages[page], true) {
            return Ok(());
        }
        for (entry, &(op, flags)) in (8 * page as u8..).zip(&LOCAL_PAGES[page]) {
            self.push(MicroOp::MimdStore { pvs: Mask::MAX, entry, op, flags })?;
        }
        Ok(())
    }

    /// Configures a channel and starts a transfer.
    pub(crate) fn transfer(&mut self, command: &DmaCommand) -> Result<(), EncodeError> {
        use DmaRegister as R;
        let t = &command.transfer;
        let address = command.address + t.source;
        let load = command.channel != DmaChannel::Output;
        // Strides of loops that run once mean nothing; leaving them saves micro-ops.
        let wanted = [
            (R::AddressLow, Some(address as u32)),
            (R::AddressHigh, Some((address >> 32) as u32)),
            (R::Target, load.then_some(command.target + t.target)),
            (R::RowBytes, Some(t.row_bytes)),
            (R::Rows, Some(t.rows)),
            (R::RowStride, (t.rows > 1).then_some(t.row_stride)),
            (R::RowTarget, (load && t.rows > 1).then_some(t.row_target)),
            (R::Planes, Some(t.planes)),
            (R::PlaneStride, (t.planes > 1).then_some(t.plane_stride)),
            (R::PlaneTarget, (load && t.planes > 1).then_some(t.plane_target)),
            (R::ImageStride, Some(command.image_stride)),
            (R::PvStride, Some(command.pv_stride)),
            (R::SumsNeeded, load.then_some(command.sums_needed)),
            (R::DrainsNeeded, load.then_some(command.drains_needed)),
            (R::OutputsNeeded, load.then_some(command.outputs_needed)),
            // Outputs are never taken before their layer begins.
            (R::Tag, load.then_some(command.tag)),
        ];
        let channel = command.channel;
        for (register, value) in wanted {
            let held = self.known.channels[channel as usize][register as usize];
            if let Some(value) = value.filter(|&value| held != Some(value)) {
                self.known.channels[channel as usize][register as usize] = Some(value);
                if register == R::Tag {
                    self.record_words.push(self.code.len());
                }
                self.push(MicroOp::DmaConfigure { channel, register, value })?;
            }
        }
        let (segment, pvs, fill) = (command.segment, command.pvs, command.fill.into());
        self.push(MicroOp::DmaStart { channel, segment, pvs, fill })
    }
}

/// The PVs that want each value, values ascending. Of every PV comes one value at most. It is asked for every micro-op, so
/// nothing is allocated.
fn by_value(values: impl Iterator<Item = (usize, u32)>) -> Take<IntoIter<(u32, Mask), MAX_PVS>> {
    let (mut masks, mut length) = ([(0, 0); MAX_PVS], 0);
    for (pv, value) in values {
        let place = masks[..length].partition_point(|&(other, _)| other < value);
        if place == length || masks[place].0 != value {
            masks.copy_within(place..length, place + 1);
            masks[place] = (value, 0);
            length += 1;
        }
        masks[place].1 |= 1 << pv;
    }
    masks.into_iter().take(length)
}

/// The page that holds all of these operations, and the index of each PV in it.
fn local_indices(operations: &[(usize, Operation)], pages: usize) -> Option<(usize, u64)> {
    (0..pages).find_map(|page| {
        let index = |operation: &Operation| LOCAL_PAGES[page].iter().position(|entry| entry == operation);
        let fields = operations.iter().map(|(pv, operation)| Some((index(operation)? as u64) << (3 * pv)));
        Some((page, fields.sum::<Option<u64>>()?))
    })
}
