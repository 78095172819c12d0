//! DMA transfers: the registers of a channel, and the rows and bursts of a transfer in the order of the page.

use isa::ops::DmaRegister;
use isa::segment::Segment;
use isa::timing::{BURST_BEATS, BURST_BOUNDARY};

use super::memories::Geometry;
use super::profile::LayerId;

/// The registers that `dma.cfg` writes.
#[derive(Debug, Clone)]
pub(super) struct Registers([u32; DmaRegister::ALL.len()]);

impl Registers {
    pub(super) fn new() -> Self {
        let mut registers = Self([0; DmaRegister::ALL.len()]);
        for (register, value) in
            [(DmaRegister::RowBytes, 2), (DmaRegister::Rows, 1), (DmaRegister::Planes, 1)]
        {
            registers.set(register, value);
        }
        registers
    }

    pub(super) fn set(&mut self, register: DmaRegister, value: u32) {
        self.0[register as usize] = value;
    }

    fn get(&self, register: DmaRegister) -> u32 {
        self.0[register as usize]
    }
}

/// What `dma.start` says beside the registers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) segment: Segment,
    /// The selected PVs that exist; at least one.
    pub(super) pvs: u16,
    pub(super) fill: bool,
    pub(super) layer: LayerId,
    /// Word index of the micro-op.
    pub(super) index: u64,
    /// First image of the batch iteration.
    pub(super) image: u64,
}

/// A transfer with the registers that it took along.
#[derive(Debug, Clone, Copy)]
pub(super) struct Transfer {
    pub(super) start: Start,
    base: u64,
    target: u32,
    pub(super) row_bytes: u64,
    rows: u64,
    row_stride: u64,
    row_target: u32,
    planes: u64,
    plane_stride: u64,
    plane_target: u32,
    pub(super) pv_stride: u64,
    pub(super) sums_needed: u64,
    pub(super) drains_needed: u64,
    pub(super) outputs_needed: u64,
}

/// A row of a transfer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Rank of the PV among the selected ones.
    pub(super) rank: u32,
    plane: u64,
    row: u64,
}

impl Transfer {
    pub(super) fn new(registers: &Registers, start: Start) -> Self {
        let narrow = |register| registers.get(register);
        let wide = |register| u64::from(registers.get(register));
        let base = wide(DmaRegister::AddressHigh) << 32 | wide(DmaRegister::AddressLow);
        let image_stride = wide(DmaRegister::ImageStride);
        Self {
            start,
            base: base.wrapping_add(start.image.wrapping_mul(image_stride)),
            target: narrow(DmaRegister::Target),
            row_bytes: wide(DmaRegister::RowBytes),
            rows: wide(DmaRegister::Rows),
            row_stride: wide(DmaRegister::RowStride),
            row_target: narrow(DmaRegister::RowTarget),
            planes: wide(DmaRegister::Planes),
            plane_stride: wide(DmaRegister::PlaneStride),
            plane_target: narrow(DmaRegister::PlaneTarget),
            pv_stride: wide(DmaRegister::PvStride),
            sums_needed: wide(DmaRegister::SumsNeeded),
            drains_needed: wide(DmaRegister::DrainsNeeded),
            outputs_needed: wide(DmaRegister::OutputsNeeded),
        }
    }

    /// Byte offset in the segment of a row.
    pub(super) fn offset(&self, at: &Place) -> u64 {
        self.base
            .wrapping_add(self.pv_stride.wrapping_mul(at.rank.into()))
            .wrapping_add(self.plane_stride.wrapping_mul(at.plane))
            .wrapping_add(self.row_stride.wrapping_mul(at.row))
    }

    /// First scratchpad word of a row.
    pub(super) fn target(&self, at: &Place) -> u32 {
        self.target
            .wrapping_add(self.plane_target.wrapping_mul(at.plane as u32))
            .wrapping_add(self.row_target.wrapping_mul(at.row as u32))
    }

    /// The PV with this rank among the selected ones.
    pub(super) fn pv(&self, rank: u32) -> u32 {
        let mut pvs = self.start.pvs;
        for _ in 0..rank {
            pvs &= pvs.wrapping_sub(1);
        }
        pvs.trailing_zeros()
    }

    /// The PVs to which a row of a load goes.
    pub(super) fn receivers(&self, at: &Place) -> u16 {
        if self.pv_stride == 0 { self.start.pvs } else { 1 << self.pv(at.rank) }
    }

    /// The row after `at` of a load: all rows of a PV, then those of the next.
    pub(super) fn next_loaded(&self, mut at: Place) -> Option<Place> {
        if self.step_row(&mut at) {
            return Some(at);
        }
        at.rank += 1;
        (self.pv_stride != 0 && at.rank < self.start.pvs.count_ones()).then_some(at)
    }

    /// The row after `at` of a store: a row of each PV, then the next.
    pub(super) fn next_stored(&self, mut at: Place) -> Option<Place> {
        at.rank += 1;
        if at.rank < self.start.pvs.count_ones() {
            return Some(at);
        }
        at.rank = 0;
        self.step_row(&mut at).then_some(at)
    }

    /// The next row of all planes; false after the last, when it is back at the first.
    fn step_row(&self, at: &mut Place) -> bool {
        at.row += 1;
        if at.row < self.rows {
            return true;
        }
        at.row = 0;
        at.plane += 1;
        if at.plane < self.planes {
            return true;
        }
        at.plane = 0;
        false
    }
}

/// A burst: what one request moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BurstShape {
    pub(super) bytes: u64,
    pub(super) beats: u64,
    /// Bytes of the first beat.
    pub(super) first: u64,
    /// Bytes of the last beat.
    pub(super) last: u64,
}

impl BurstShape {
    /// The burst at the start of `bytes` bytes from device address `address` on, with at most `limit` beats.
    pub(super) fn split(address: u64, bytes: u64, limit: u64, bus_bytes: u64) -> Self {
        let skew = address % bus_bytes;
        let by_beats = limit * bus_bytes - skew;
        let by_boundary = BURST_BOUNDARY - address % BURST_BOUNDARY;
        let bytes = bytes.min(by_beats).min(by_boundary);
        let beats = (skew + bytes).div_ceil(bus_bytes);
        let first = bytes.min(bus_bytes - skew);
        let last = if beats == 1 { first } else { (skew + bytes - 1) % bus_bytes + 1 };
        Self { bytes, beats, first, last }
    }

    /// Cycles in which the first, any middle and the last beat hold the port, where a memory takes `words` a cycle.
    pub(super) fn holds(&self, words: u32, geometry: &Geometry) -> [u64; 3] {
        let per_cycle = 2 * u64::from(words.max(1));
        [self.first, geometry.bus_bytes, self.last].map(|bytes| bytes.div_ceil(per_cycle))
    }
}

/// The most beats of a burst of the DMA channels.
pub(super) const LIMIT: u64 = BURST_BEATS;

#[cfg(test)]
mod test;
