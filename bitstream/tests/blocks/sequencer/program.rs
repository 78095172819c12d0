//! Random programs: mostly sound, with bodies, layers and now and then a mistake.

use bitstream::sequencer::rules::{self, Rule};
use isa::ArchConfig;
use isa::ops::{MICRO_OPS, MicroOp};

/// A plain generator of random numbers.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 8 ^ self.0 << 40
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 20) % limit
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// Where a program lies and what it says.
pub struct Program {
    pub words: Vec<u64>,
    pub address: u64,
    /// Bytes of its window.
    pub size: u64,
    pub batch: u32,
}

/// A micro-op that one word says, and whether the array can carry it out.
pub fn decode(word: u64, legality: &[Rule]) -> Option<(MicroOp, bool)> {
    let op = MicroOp::decode(word).ok()?;
    Some((op, !legality.iter().any(|rule| rule.broken(word))))
}

/// A word of a class that goes to PVs or channels.
fn operation(random: &mut Random, legality: &[Rule]) -> u64 {
    loop {
        let info = &MICRO_OPS[random.below(MICRO_OPS.len() as u64) as usize];
        let used: u32 = info.operands.iter().map(|operand| operand.bits).sum();
        let sparse = if random.once_in(2) { random.next() } else { u64::MAX };
        let word = u64::from(info.opcode) << 56 | random.next() & sparse & ((1 << used) - 1);
        let legal = decode(word, legality).is_some_and(|(_, legal)| legal);
        if (info.class != "flow" || info.mnemonic == "nop") && legal {
            return word;
        }
    }
}

pub fn generate(random: &mut Random, arch: &ArchConfig) -> Program {
    let legality = rules::legality(arch);
    let word = |op: MicroOp| op.encode().expect("operands fit");
    let mut words = Vec::new();
    let operations = |words: &mut Vec<u64>, random: &mut Random, most: u64| {
        for _ in 0..random.below(most + 1) {
            words.push(operation(random, &legality));
        }
    };
    let size = [4, 30, 120][random.below(3) as usize];
    for _ in 0..1 + random.below(6) {
        let mut part = Vec::new();
        for _ in 0..random.below(3) {
            part.push(word(MicroOp::LayerBegin { record: 3 }));
            operations(&mut part, random, size);
            part.push(word(MicroOp::LayerEnd {}));
            operations(&mut part, random, 3);
        }
        if random.once_in(2) {
            let images = 1 + random.below(3) as u16;
            let length = part.len() as u32 + 1;
            let length = if random.once_in(40) { random.below(3000) as u32 } else { length };
            part.insert(0, word(MicroOp::BatchBegin { images, length }));
            part.push(word(MicroOp::BatchEnd {}));
        }
        words.extend(part);
        operations(&mut words, random, size);
    }
    words.push(word(MicroOp::Halt {}));
    if random.once_in(3) {
        // A mistake: a word of chance, one of another place, or an end of what did not begin.
        let at = random.below(words.len() as u64) as usize;
        let from = random.below(words.len() as u64) as usize;
        words[at] = match random.below(4) {
            0 => random.next(),
            1 => words[from],
            2 => word(MicroOp::LayerEnd {}),
            _ => words[at] ^ 1 << random.below(64),
        };
    }
    let behind = random.below(40);
    let cut = if random.once_in(6) { random.below(words.len() as u64 + 1) } else { 0 };
    words.extend((0..behind).map(|_| random.next()));
    let kept = words.len() as u64 - cut.min(words.len() as u64);
    Program {
        size: 8 * kept + if random.once_in(4) { random.below(8) } else { 0 },
        words,
        address: 8 * random.below(4096) + if random.once_in(15) { random.below(8) } else { 0 },
        batch: random.below(9) as u32,
    }
}
