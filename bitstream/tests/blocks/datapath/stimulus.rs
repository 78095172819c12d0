//! Random operations, loads and drains, such as a PV's control could ask for.

use super::reference::Inputs;
use isa::ArchConfig;
use isa::ops::{ExecuteOp, flags};

/// Idle cycles between operands with the flag `horizontal` and those without.
const SWITCH: usize = isa::timing::HORIZONTAL_SWITCH as usize;

const IDLE: Inputs = Inputs {
    reset: false,
    load_words: [0; 16],
    load_banks: 0,
    load_line: 0,
    load_next_line: 0,
    load_wrapped: 0,
    input_write: false,
    weight_write: false,
    operate: false,
    input_address: 0,
    weight_address: 0,
    output_address: 0,
    operation: ExecuteOp::Nop,
    flags: 0,
    first: false,
    last: false,
    drain_address: 0,
};

/// A stream of choices that is the same everywhere (splitmix64).
struct Choices(u64);

impl Choices {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// True once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Any word, extreme ones often.
    fn word(&mut self) -> i16 {
        match self.below(6) {
            0 => i16::MIN,
            1 => i16::MAX,
            2 => self.below(5) as i16 - 2,
            _ => self.next() as i16,
        }
    }
}

/// Inputs of `cycles` cycles behind a reset and the filling of all memories.
pub fn random(arch: &ArchConfig, cycles: usize, seed: u64) -> Vec<Inputs> {
    let mut stimulus = Stimulus { arch: *arch, choices: Choices(seed), rows: vec![], switch: 0, focus: 0 };
    stimulus.rows.push(Inputs { reset: true, ..IDLE });
    stimulus.fill();
    if arch.pe_count == 16 {
        stimulus.grow();
    }
    while stimulus.rows.len() < cycles {
        stimulus.operation();
        if stimulus.choices.once_in(40) {
            stimulus.rows.push(Inputs { reset: true, ..IDLE });
            stimulus.switch = 0;
        }
        if stimulus.choices.once_in(8) {
            let idle = stimulus.choices.below(16);
            stimulus.idle(idle);
        }
    }
    stimulus.rows
}

struct Stimulus {
    arch: ArchConfig,
    choices: Choices,
    rows: Vec<Inputs>,
    /// Idle cycles that an operand without `horizontal` must wait.
    switch: usize,
    /// Accumulator around which operations and drains meet.
    focus: u16,
}

impl Stimulus {
    /// A cycle with these operands, and with loads and drains by chance.
    fn cycle(&mut self, row: Inputs) {
        let mut row = Inputs { drain_address: self.address(), ..row };
        if self.choices.once_in(3) {
            self.load(&mut row);
        }
        self.rows.push(row);
    }

    fn idle(&mut self, cycles: usize) {
        for _ in 0..cycles {
            self.cycle(IDLE);
        }
        self.switch = self.switch.saturating_sub(cycles);
    }

    /// Loads words into a part of the banks of two neighbouring lines, mostly seldom read ones.
    fn load(&mut self, row: &mut Inputs) {
        row.load_words = std::array::from_fn(|_| self.choices.word());
        row.load_banks = self.choices.next() as u16 | self.choices.next() as u16;
        row.load_wrapped = self.choices.next() as u16;
        row.load_line = match self.choices.below(4) {
            0 => self.choices.next() as u16,
            _ => 32 + self.choices.below(32) as u16,
        };
        row.load_next_line = row.load_line.wrapping_add(1);
        row.input_write = self.choices.once_in(2);
        row.weight_write = !row.input_write || self.choices.once_in(3);
    }

    /// Every word of every memory.
    fn fill(&mut self) {
        for line in 0..64 {
            let load_words = std::array::from_fn(|_| self.choices.word());
            for input_write in [false, true] {
                self.rows.push(Inputs {
                    load_words,
                    load_banks: u16::MAX,
                    load_line: line,
                    input_write,
                    weight_write: !input_write,
                    ..IDLE
                });
            }
        }
        self.idle(4);
        let lanes = self.arch.lanes() as u16;
        for output_address in 0..lanes * self.arch.accumulator_words as u16 {
            self.rows.push(Inputs {
                operate: true,
                output_address,
                operation: ExecuteOp::Mac,
                flags: flags::CLEAR | flags::HORIZONTAL,
                first: true,
                last: true,
                ..IDLE
            });
        }
        self.switch = SWITCH;
    }

    /// The largest products of 16 PEs until their sum wraps to the smallest accumulator; then a word that is larger.
    fn grow(&mut self) {
        for address in [0, 1] {
            let load_words = if address == 0 { [i16::MIN; 16] } else { [i16::MAX; 16] };
            for input_write in [false, true] {
                self.rows.push(Inputs {
                    load_words,
                    load_banks: u16::MAX,
                    load_line: address,
                    input_write,
                    weight_write: !input_write,
                    ..IDLE
                });
            }
        }
        self.idle(4);
        for cycle in 0..2 * 8192 {
            self.rows.push(Inputs {
                operate: true,
                output_address: cycle & 1,
                weight_address: (cycle & 1) * 16,
                operation: ExecuteOp::Mac,
                flags: flags::HORIZONTAL | if cycle < 2 { flags::CLEAR } else { 0 },
                first: true,
                last: true,
                drain_address: self.choices.below(2) as u16,
                ..IDLE
            });
        }
        self.rows.extend(vec![IDLE; SWITCH]);
        self.rows.push(Inputs {
            operate: true,
            input_address: 16,
            operation: ExecuteOp::Pool,
            first: true,
            last: true,
            ..IDLE
        });
        self.rows.extend(vec![IDLE; 16]);
    }

    /// An accumulator, often one of few, sometimes beyond the memory.
    fn address(&mut self) -> u16 {
        let lanes = self.arch.lanes() as usize;
        let words = lanes * self.arch.accumulator_words as usize;
        let near = usize::from(self.focus) + self.choices.below(2) * lanes + self.choices.below(lanes);
        match self.choices.below(8) {
            0 => self.choices.below(words) as u16,
            1 => (near + words) as u16,
            _ => near as u16,
        }
    }

    fn operation(&mut self) {
        let horizontal = self.choices.once_in(3);
        let operation = match self.choices.below(if horizontal { 4 } else { 6 }) {
            0..=2 => ExecuteOp::Mac,
            3 => ExecuteOp::Add,
            4 => ExecuteOp::Mul,
            _ => ExecuteOp::Pool,
        };
        let mut bits = if horizontal { flags::HORIZONTAL } else { 0 };
        if self.choices.once_in(4) {
            bits |= flags::CLEAR;
        }
        if self.choices.once_in(3) {
            bits |= flags::LANES;
        }
        if !horizontal {
            let switch = self.switch;
            self.idle(switch);
        }
        if self.choices.once_in(4) {
            self.focus = self.choices.below(256) as u16;
        }
        let groups = 1 + self.choices.below(12);
        let repeat = [1, 1, 1, 2, 3, 9][self.choices.below(6)];
        let gaps = [1, 2, 1000][self.choices.below(3)];
        let same = self.choices.once_in(3);
        let mut output_address = self.address();
        for _ in 0..groups {
            if !same {
                output_address = self.address();
            }
            for operand in 0..repeat {
                while self.choices.below(gaps.max(2)) == 0 && gaps > 1 {
                    self.idle(1);
                }
                let row = Inputs {
                    operate: true,
                    input_address: self.choices.next() as u16,
                    weight_address: self.choices.next() as u16,
                    output_address,
                    operation,
                    flags: bits,
                    first: operand == 0,
                    last: operand + 1 == repeat,
                    ..IDLE
                };
                self.cycle(row);
                self.switch = if horizontal { SWITCH } else { 0 };
            }
        }
    }
}
