//! Random jobs for the output channel: micro-ops, the beats of the PVs, and what must be in memory afterwards.

use std::collections::{BTreeMap, VecDeque};

use isa::ops::DmaRegister;
use isa::queue::{ErrorCause, Fault};

use crate::random::Random;

/// A micro-op of the channel.
#[derive(Clone, Copy, Debug)]
pub enum Command {
    Configure(DmaRegister, u32),
    Start { segment: u32, pvs: u16, index: u32 },
}

impl Command {
    /// The bits on `dma_command`.
    pub fn bits(self) -> u64 {
        match self {
            Self::Configure(register, value) => (register as u64) << 1 | u64::from(value) << 6,
            Self::Start { segment, pvs, index } => {
                1 | u64::from(segment) << 1 | u64::from(pvs) << 4 | u64::from(index) << 21
            }
        }
    }
}

/// The registers of the channel.
#[derive(Clone)]
pub struct Registers(pub [u32; 16]);

impl Registers {
    pub fn new() -> Self {
        let mut registers = [0; 16];
        registers[DmaRegister::RowBytes as usize] = 2;
        registers[DmaRegister::Rows as usize] = 1;
        registers[DmaRegister::Planes as usize] = 1;
        Self(registers)
    }

    pub fn get(&self, register: DmaRegister) -> u64 {
        self.0[register as usize].into()
    }

    /// Rows of a transfer in order: PV and offset.
    pub fn rows(&self, pvs: u16, image: u16) -> Vec<(usize, u64)> {
        let base = self.get(DmaRegister::AddressHigh) << 32 | self.get(DmaRegister::AddressLow);
        let base = base.wrapping_add(u64::from(image) * self.get(DmaRegister::ImageStride));
        let mut rows = Vec::new();
        for plane in 0..self.get(DmaRegister::Planes) {
            for row in 0..self.get(DmaRegister::Rows) {
                for (rank, pv) in (0..16).filter(|pv| pvs >> pv & 1 == 1).enumerate() {
                    let offset = base
                        .wrapping_add(self.get(DmaRegister::PvStride) * rank as u64)
                        .wrapping_add(self.get(DmaRegister::PlaneStride) * plane)
                        .wrapping_add(self.get(DmaRegister::RowStride) * row);
                    rows.push((pv, offset));
                }
            }
        }
        rows
    }
}

/// Device address and size of the windows of segments 3 and 4.
#[derive(Clone, Copy, Debug)]
pub struct Windows(pub [(u64, u64); 2]);

impl Windows {
    /// What `Bus::locate` says to a row.
    pub fn check(&self, segment: u32, offset: u64, bytes: u64) -> Result<u64, Fault> {
        let fault = |cause, address| Fault { cause, segment, address };
        let Some(&(address, size)) = segment.checked_sub(3).and_then(|index| self.0.get(index as usize))
        else {
            return Err(fault(ErrorCause::SegmentViolation, offset));
        };
        if offset.checked_add(bytes).is_none_or(|end| end > size) {
            return Err(fault(ErrorCause::SegmentViolation, offset.max(size)));
        }
        let address = address + offset;
        if address % 2 == 1 { Err(fault(ErrorCause::MemoryError, offset)) } else { Ok(address) }
    }
}

/// What is to go wrong.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Mishap {
    None,
    Outside,
    Forbidden,
    Odd,
    Exceeds,
}

/// A job.
pub struct Job {
    pub image: u16,
    pub windows: Windows,
    pub commands: VecDeque<Command>,
    /// Beats that each PV will have.
    pub beats: Vec<VecDeque<Vec<u16>>>,
    /// Bytes in memory at the end.
    pub bytes: BTreeMap<u64, u8>,
    /// How it ends.
    pub fault: Option<Fault>,
}

impl Job {
    /// A job of some transfers on PVs below `pv_count`, of which the last goes wrong.
    pub fn new(random: &mut Random, pv_count: u32, transfers: u64, mishap: Mishap) -> Self {
        let window =
            |random: &mut Random, base: u64| (base + 2 * random.below(6000), 70_000 + random.below(5000));
        let windows = Windows([window(random, 0x12_3456_0000), window(random, 0x7_FFFF_F000)]);
        let image = random.below(4) as u16;
        let mut job = Self {
            image,
            windows,
            commands: VecDeque::new(),
            beats: vec![VecDeque::new(); 16],
            bytes: BTreeMap::new(),
            fault: None,
        };
        let mut registers = Registers::new();
        for transfer in 0..transfers {
            let mishap = if transfer + 1 == transfers { mishap } else { Mishap::None };
            job.add_transfer(random, pv_count, transfer, &mut registers, mishap);
        }
        job
    }

    fn add_transfer(
        &mut self,
        random: &mut Random,
        pv_count: u32,
        number: u64,
        registers: &mut Registers,
        mishap: Mishap,
    ) {
        let mut set = |register: DmaRegister, value: u64| {
            registers.0[register as usize] = value as u32;
            self.commands.push_back(Command::Configure(register, value as u32));
        };
        let longest = [8, 16, 40, 160, 1100][random.below(5) as usize];
        let row_bytes = 2 * (1 + random.below(longest / 2));
        let (rows, planes) = (1 + random.below(3), 1 + random.below(3));
        let base = match mishap {
            Mishap::Outside => 70_000 - 2 * random.below(700),
            Mishap::Odd => 2 * random.below(1000) + 1,
            _ => 2 * random.below(1000),
        };
        set(DmaRegister::AddressLow, base);
        if mishap == Mishap::Outside && random.chance(30) {
            set(DmaRegister::AddressHigh, 0xFFFF_FFFF);
        }
        set(DmaRegister::RowBytes, row_bytes);
        set(DmaRegister::Rows, rows);
        set(DmaRegister::Planes, planes);
        let near = random.chance(50);
        set(DmaRegister::RowStride, if near { row_bytes } else { 2 * random.below(500) });
        set(DmaRegister::PlaneStride, 2 * random.below(1500));
        set(DmaRegister::PvStride, if near { row_bytes * rows } else { 2 * random.below(600) });
        set(DmaRegister::ImageStride, 2 * random.below(300));
        set(DmaRegister::SumsNeeded, random.below(number + 2));
        set(DmaRegister::DrainsNeeded, random.below(number + 2));
        set(DmaRegister::OutputsNeeded, if random.chance(25) { number } else { number.saturating_sub(3) });
        let existing = (1u32 << pv_count) - 1;
        let mut pvs = (random.next() as u32 & existing) as u16;
        if pvs.count_ones() > 4 && random.chance(50) {
            pvs &= random.next() as u16;
        }
        if pvs == 0 {
            pvs = 1 << random.below(pv_count.into());
        }
        let segment = match mishap {
            Mishap::Forbidden => random.below(3) as u32,
            _ => 3 + random.below(2) as u32,
        };
        let index = random.next() as u32;
        self.commands.push_back(Command::Start { segment, pvs, index });

        let all = registers.rows(pvs, self.image);
        let exceeding = random.below(all.len() as u64) as usize;
        for (place, (pv, offset)) in all.into_iter().enumerate() {
            let at = self.windows.check(segment, offset, row_bytes);
            let mut left = row_bytes / 2;
            let slow = random.chance(30);
            while left > 0 {
                let most = if slow { 1 + random.below(8) } else { 8 };
                let mut count = most.min(left);
                if mishap == Mishap::Exceeds && place == exceeding && left < 8 && count == left {
                    count += 1;
                    let (segment, address) = (0, index.into());
                    self.fault = Some(Fault { cause: ErrorCause::IllegalSequence, segment, address });
                }
                let words: Vec<u16> = (0..count).map(|_| random.next() as u16).collect();
                if let (Ok(address), None) = (&at, self.fault) {
                    let first = address + row_bytes - 2 * left;
                    for (byte, value) in words.iter().flat_map(|word| word.to_le_bytes()).enumerate() {
                        self.bytes.insert(first + byte as u64, value);
                    }
                }
                self.beats[pv].push_back(words);
                left = left.saturating_sub(count);
                if self.fault.is_some() {
                    return;
                }
            }
            if let Err(fault) = at {
                self.fault = Some(fault);
                return;
            }
        }
    }
}
