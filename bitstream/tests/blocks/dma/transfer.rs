//! A transfer as it is defined: sums and products instead of a walk.

/// A transfer with the registers that it took along.
#[derive(Clone, Copy)]
pub struct Transfer {
    pub registers: [u64; 15],
    pub segment: u64,
    pub pvs: u64,
    pub fill: bool,
    pub index: u64,
    pub image: u64,
}

/// Rank of PV, plane, row, bytes of the row that are done.
#[derive(Clone, Copy, Default)]
pub struct Place {
    pub rank: u64,
    pub plane: u64,
    pub row: u64,
    pub done: u64,
}

impl Transfer {
    /// Offset in the segment of the next byte.
    pub fn offset(&self, at: Place) -> u64 {
        let r = &self.registers;
        (r[1] << 32 | r[0])
            .wrapping_add(self.image.wrapping_mul(r[10]))
            .wrapping_add(r[11].wrapping_mul(at.rank))
            .wrapping_add(r[8].wrapping_mul(at.plane))
            .wrapping_add(r[5].wrapping_mul(at.row))
            .wrapping_add(at.done)
    }

    /// Its scratchpad word.
    pub fn target(&self, at: Place) -> u64 {
        let r = &self.registers;
        (r[2] + r[9].wrapping_mul(at.plane) + r[6].wrapping_mul(at.row) + at.done / 2) & 0xFFFF_FFFF
    }

    /// PVs of the row.
    pub fn receivers(&self, at: Place, stores: bool) -> u64 {
        match self.registers[11] == 0 && !stores {
            true => self.pvs,
            false => 1 << (0..16).filter(|pv| self.pvs >> pv & 1 != 0).nth(at.rank as usize).expect("a PV"),
        }
    }

    /// The next row.
    pub fn next(&self, at: Place, stores: bool) -> Option<Place> {
        let (rows, planes, pvs) = (self.registers[4], self.registers[7], u64::from(self.pvs.count_ones()));
        let Place { rank, plane, row, .. } = at;
        let done = 0;
        if stores {
            if rank + 1 < pvs {
                return Some(Place { rank: rank + 1, plane, row, done });
            }
            if row + 1 < rows {
                return Some(Place { rank: 0, plane, row: row + 1, done });
            }
            return (plane + 1 < planes).then_some(Place { rank: 0, plane: plane + 1, row: 0, done });
        }
        if row + 1 < rows {
            return Some(Place { rank, plane, row: row + 1, done });
        }
        if plane + 1 < planes {
            return Some(Place { rank, plane: plane + 1, row: 0, done });
        }
        (self.registers[11] != 0 && rank + 1 < pvs).then_some(Place {
            rank: rank + 1,
            plane: 0,
            row: 0,
            done,
        })
    }
}
