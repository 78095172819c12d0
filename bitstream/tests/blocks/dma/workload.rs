//! Random programs for the load channels.

use super::random::Random;
use super::transfer::{Place, Transfer};
use isa::ArchConfig;
use std::collections::VecDeque;

/// Windows in device memory, and the first image.
pub struct Job {
    pub addresses: [u64; 5],
    pub sizes: [u64; 5],
    pub image: u64,
}

impl Job {
    pub fn new(random: &mut Random) -> Self {
        let place = |segment: u64, random: &mut Random| {
            let align = if segment == 0 { 8 } else { 2 };
            (random.bits() & 0x0FFF_FFFF_0000_0000) + (segment << 24) + align * random.below(4096)
        };
        let addresses = std::array::from_fn(|segment| place(segment as u64, random));
        let sizes =
            std::array::from_fn(
                |segment| if segment == 0 { 8 * 3000 } else { 100_000 + 2 * random.below(5000) },
            );
        Self { addresses, sizes, image: random.below(1 << 16) }
    }
}

/// Micro-ops with their channel (0 input, 1 weight, 2 parameter), in the order of the program.
#[derive(Default)]
pub struct Program {
    pub commands: VecDeque<(usize, u64)>,
    /// The transfers of each channel.
    pub transfers: [Vec<Transfer>; 3],
}

/// What a wrong transfer does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    None,
    Window,
    Odd,
}

/// Generates programs; keeps the registers of the channels.
pub struct Generator {
    pub random: Random,
    registers: [[u64; 15]; 3],
    pv_mask: u64,
    lanes: u64,
}

impl Generator {
    pub fn new(arch: &ArchConfig, seed: u64) -> Self {
        let mut start = [0; 15];
        (start[3], start[4], start[7]) = (2, 1, 1);
        let pv_mask = (1 << arch.pv_count) - 1;
        Self { random: Random(seed), registers: [start; 3], pv_mask, lanes: arch.lanes().into() }
    }

    /// Appends a transfer. Needs are at most `need`.
    pub fn append(&mut self, program: &mut Program, job: &Job, need: u64, mistake: Mistake) {
        let random = &mut self.random;
        let channel = random.below(3) as usize;
        let segment = random.range(1..5);
        let pvs = match random.below(3) {
            0 => self.pv_mask,
            _ => random.bits() & self.pv_mask,
        };
        let pvs = if pvs == 0 { 1 } else { pvs };
        let mut values = [0; 15];
        values[3] = 2 * match random.below(20) {
            0 => random.range(300..2600),
            1..4 => random.range(30..300),
            4..8 => 8 * random.range(1..9),
            8..11 => random.range(1..3),
            _ => random.range(1..33),
        };
        values[4] = random.range(1..if values[3] > 300 { 3 } else { 7 });
        values[7] = random.range(1..3);
        for (register, limit) in [(5, 700), (8, 2000), (11, 1000)] {
            values[register] = 2 * random.below(limit);
        }
        if random.percent(50) {
            values[5] = values[3];
        }
        if random.percent(60) {
            values[11] = 0;
        }
        values[10] = random.bits() & 0xFFFF_FFFF;
        values[2] = match (channel, random.below(12)) {
            (2, 0) => 0xFFFF_FFF0 + random.below(16),
            (2, 1) => random.bits() & 0xFFFF_FFFF,
            (2, _) => random.below(1600),
            (_, 0..5) => self.lanes * random.below(4000),
            _ => random.bits() & 0xFFFF_FFFF,
        };
        values[6] = if random.percent(20) { random.bits() & 0xFFFF_FFFF } else { random.below(200) };
        values[9] = random.below(900);
        for register in 12..15 {
            values[register] = if random.percent(50) { 0 } else { random.below(need + 1) };
        }
        let fill = mistake == Mistake::None && random.percent(15);
        let image = job.image;
        let index = random.bits() & 0xFFFF_FFFF;
        let mut transfer = Transfer { registers: values, segment, pvs, fill, index, image };
        let last = Place {
            rank: u64::from(pvs.count_ones()) - 1,
            plane: values[7] - 1,
            row: values[4] - 1,
            done: values[3],
        };
        let moved = image.wrapping_mul(values[10]);
        let extent = transfer.offset(last).wrapping_sub(moved);
        let size = job.sizes[segment as usize];
        let address = job.addresses[segment as usize];
        let align = |base: u64| match random_align(base, address) {
            base if base + extent <= size => base,
            _ => address & 1,
        };
        let base = match mistake {
            Mistake::None => align(random.below(size - extent)),
            Mistake::Odd => (random.below(size - extent) & !1) + 1 - (address & 1),
            Mistake::Window if random.percent(30) => 0_u64.wrapping_sub(2),
            Mistake::Window => align(size - extent) + 2 * random.range(1..300),
        };
        let base = base.wrapping_sub(moved);
        (transfer.registers[0], transfer.registers[1]) = (base & 0xFFFF_FFFF, base >> 32);
        // Only what has changed is written, in any order.
        let mut changed: Vec<usize> = (0..15)
            .filter(|&register| self.registers[channel][register] != transfer.registers[register])
            .collect();
        while !changed.is_empty() {
            let register = changed.swap_remove(random.below(changed.len() as u64) as usize);
            program.commands.push_back((channel, (register as u64) << 1 | transfer.registers[register] << 6));
        }
        self.registers[channel] = transfer.registers;
        let start = 1 | segment << 1 | pvs << 4 | u64::from(fill) << 20 | index << 21;
        program.commands.push_back((channel, start));
        program.transfers[channel].push(transfer);
    }
}

/// An offset near `base` whose device address is even.
fn random_align(base: u64, address: u64) -> u64 {
    (base & !1) + (address & 1)
}
