//! Random command streams that a sequencer would let through and that come to an end: in rounds of one or two
//! operations with the addresses that they consume, an `act` with its own, and everything around it.

use super::random::Random;
use isa::arch::{ADDRESS_BITS, PV_REGISTER_BITS};
use isa::ops::{ExecuteOp, Generator, GeneratorRegister, PvRegister, flags};

/// Makes rounds; knows what the PV will know when it has come to them.
pub struct Programmer {
    shadows: [[u32; GeneratorRegister::ALL.len()]; 4],
    registers: [u32; PvRegister::ALL.len()],
    latch: u32,
    /// Entries of the local buffer whose contents are known.
    local: [Option<u8>; 64],
    signalling_operations: u32,
    signalling_acts: u32,
    /// The largest number of transfers that anything has needed: input, weight, parameter.
    pub transfers_needed: [u32; 3],
}

fn access_configure(generator: usize, register: usize, value: u32) -> u64 {
    (generator as u64) << 3 | (register as u64) << 5 | u64::from(value) << 9
}

fn load(register: PvRegister, value: u32) -> u64 {
    3 | (register as u64) << 3 | u64::from(value) << 7
}

impl Programmer {
    /// After a reset.
    pub fn new() -> Self {
        let mut shadow = [0; GeneratorRegister::ALL.len()];
        use GeneratorRegister::{End, Repeat, Repeat1, Repeat2, Step};
        [Step, End, Repeat, Repeat1, Repeat2].iter().for_each(|&register| shadow[register as usize] = 1);
        let mut registers = [0; PvRegister::ALL.len()];
        registers[PvRegister::Repeat as usize] = 1;
        Self {
            shadows: [shadow; 4],
            registers,
            latch: 1,
            local: [None; 64],
            signalling_operations: 0,
            signalling_acts: 0,
            transfers_needed: [0; 3],
        }
    }

    /// The timelines are zero again.
    pub fn clear_timelines(&mut self) {
        (self.signalling_operations, self.signalling_acts, self.transfers_needed) = (0, 0, [0; 3]);
        for register in [
            PvRegister::WeightsNeeded,
            PvRegister::InputsNeeded,
            PvRegister::ParametersNeeded,
            PvRegister::DrainsNeeded,
            PvRegister::SumsNeeded,
        ] {
            // Written anew before the next use, whatever it was.
            self.registers[register as usize] = u32::MAX;
        }
    }

    /// The commands of a round.
    pub fn round(&mut self, random: &mut Random) -> Vec<u64> {
        let mut threads: Vec<Vec<u64>> = vec![];
        let mut main = vec![];
        let mut consumed = [vec![], vec![], vec![], vec![]];
        for _ in 0..1 + random.below(2) {
            self.operation(random, &mut main, &mut consumed);
        }
        if random.chance(0.5) {
            self.act(random, &mut main, &mut consumed);
        }
        // Generations may serve two operations or be cut anywhere but between output generations.
        for generator in [Generator::Input as usize, Generator::Weight as usize] {
            let total = consumed[generator].iter().sum::<u32>();
            consumed[generator] = match total {
                0 => vec![],
                2.. if random.chance(0.5) => {
                    let cut = 1 + random.below(total - 1);
                    vec![cut, total - cut]
                }
                _ => vec![total],
            };
        }
        let together = random.chance(0.3) && consumed.iter().all(|lengths| lengths.len() <= 1);
        let mut mask = 0;
        let mut commands = vec![];
        for (generator, lengths) in consumed.iter().enumerate() {
            let mut thread = vec![];
            for &length in lengths {
                self.generation(random, generator, length, &mut thread);
                if !together {
                    thread.push(1 | 8 << generator);
                }
                mask |= 1 << generator;
            }
            threads.push(thread);
        }
        if together {
            commands = random.interleave(threads);
            commands.push(1 | mask << 3);
            commands.extend(main);
        } else {
            threads.push(main);
            commands.extend(random.interleave(threads));
        }
        if random.chance(0.15) {
            self.stopped_generations(random, &mut commands);
        }
        commands
    }

    /// Generations that nobody reads, and their end.
    fn stopped_generations(&mut self, random: &mut Random, commands: &mut Vec<u64>) {
        let mask = u64::from(random.below(16));
        for generator in (0..4).filter(|generator| mask >> generator & 1 != 0) {
            for _ in 0..random.below(3) {
                let length = 1 + random.below(40);
                self.generation(random, generator, length, commands);
                commands.push(1 | 8 << generator);
            }
        }
        commands.push(2 | mask << 3);
    }

    /// Configures a generation of `length` addresses.
    fn generation(&mut self, random: &mut Random, generator: usize, length: u32, commands: &mut Vec<u64>) {
        let mut left = length;
        let mut factor = || {
            let divisors: Vec<u32> = (1..=left).filter(|&divisor| left.is_multiple_of(divisor)).collect();
            let chosen = divisors[random.below(divisors.len() as u32) as usize];
            left /= chosen;
            chosen
        };
        let [outer, group, pass] = [factor(), factor(), factor()];
        let inner = left;
        let step = if random.chance(0.8) { 1 + random.below(40) } else { 1 + random.below(0xFFFF / inner) };
        let end = step * inner - random.below(step);
        let mut address = || random.below(1 << ADDRESS_BITS);
        let values = [address(), address(), step, end, pass, address(), group, address(), outer];
        let mut writes = vec![];
        for (register, &value) in values.iter().enumerate() {
            // Offsets of loops with one iteration are not read.
            let idle = [(1, pass), (5, group), (7, outer)].contains(&(register, 1));
            let known = self.shadows[generator][register] == value;
            if !(idle || known) || random.chance(0.05) {
                self.shadows[generator][register] = value;
                writes.push(vec![access_configure(generator, register, value)]);
            }
        }
        commands.extend(random.interleave(writes));
    }

    /// Sets a register.
    fn set(&mut self, random: &mut Random, register: PvRegister, value: u32, commands: &mut Vec<u64>) {
        if self.registers[register as usize] != value || random.chance(0.1) {
            self.registers[register as usize] = value;
            commands.push(load(register, value));
        }
    }

    fn transfers(&mut self, random: &mut Random, channel: usize) -> u32 {
        let most = &mut self.transfers_needed[channel];
        *most += u32::from(random.chance(0.3));
        *most - random.below(3).min(*most)
    }

    /// Executes something, from the stream or the local buffer.
    fn execute(&mut self, random: &mut Random, op: ExecuteOp, flags: u8, commands: &mut Vec<u64>) {
        let word = op as u8 | flags << 4;
        self.latch = if op == ExecuteOp::Repeat { self.registers[PvRegister::Repeat as usize] } else { 1 };
        if random.chance(0.5) {
            commands.push(5 | u64::from(word) << 3);
            return;
        }
        let entry = self.local.iter().position(|&known| known == Some(word)).unwrap_or_else(|| {
            let entry = random.below(64) as usize;
            commands.push(4 | (entry as u64) << 3 | u64::from(word) << 10);
            self.local[entry] = Some(word);
            entry
        });
        commands.push(6 | (entry as u64) << 3);
    }

    fn operation(&mut self, random: &mut Random, commands: &mut Vec<u64>, consumed: &mut [Vec<u32>; 4]) {
        let needed = self.transfers(random, 0);
        self.set(random, PvRegister::InputsNeeded, needed, commands);
        let needed = self.transfers(random, 1);
        self.set(random, PvRegister::WeightsNeeded, needed, commands);
        let needed = self.signalling_acts - random.below(3).min(self.signalling_acts);
        self.set(random, PvRegister::DrainsNeeded, needed, commands);
        if random.chance(0.6) {
            let count = 1 + random.below(5);
            self.set(random, PvRegister::Repeat, count, commands);
            let flags = random_flags(random);
            self.execute(random, ExecuteOp::Repeat, flags, commands);
        }
        if random.chance(0.1) {
            let flags = random_flags(random) & !flags::SIGNAL;
            self.execute(random, ExecuteOp::Nop, flags, commands);
        }
        if random.chance(0.2) {
            let other = 1 + random.below(5);
            self.set(random, PvRegister::Repeat, other, commands);
        }
        let op =
            [ExecuteOp::Mac, ExecuteOp::Mac, ExecuteOp::Add, ExecuteOp::Mul, ExecuteOp::Pool, ExecuteOp::Nop]
                [random.below(6) as usize];
        let mut flags = random_flags(random);
        if matches!(op, ExecuteOp::Mul | ExecuteOp::Pool) {
            flags &= !flags::HORIZONTAL;
        }
        if op == ExecuteOp::Nop {
            flags |= flags::SIGNAL;
        } else {
            let most = if random.chance(0.1) { 24 } else { 5 };
            let outputs = 1 + random.below(most);
            let operands = outputs * self.latch;
            consumed[Generator::Input as usize].push(operands);
            if matches!(op, ExecuteOp::Mac | ExecuteOp::Mul) {
                consumed[Generator::Weight as usize].push(operands);
            }
            consumed[Generator::Output as usize].push(outputs);
        }
        self.execute(random, op, flags, commands);
        self.signalling_operations += u32::from(flags & flags::SIGNAL != 0);
    }

    fn act(&mut self, random: &mut Random, commands: &mut Vec<u64>, consumed: &mut [Vec<u32>; 4]) {
        let needed = self.transfers(random, 2);
        self.set(random, PvRegister::ParametersNeeded, needed, commands);
        let needed = self.signalling_operations - random.below(2).min(self.signalling_operations);
        self.set(random, PvRegister::SumsNeeded, needed, commands);
        for register in [PvRegister::ParameterBase, PvRegister::ClampLow, PvRegister::ClampHigh] {
            let value = random.below(1 << PV_REGISTER_BITS);
            if random.chance(0.5) {
                self.set(random, register, value, commands);
            }
        }
        let table = random.below(3);
        self.set(random, PvRegister::Table, table, commands);
        let flags = random_flags(random);
        self.execute(random, ExecuteOp::Act, flags, commands);
        consumed[Generator::Drain as usize].push(1 + random.below(20));
        self.signalling_acts += u32::from(flags & flags::SIGNAL != 0);
    }
}

fn random_flags(random: &mut Random) -> u8 {
    random.below(16) as u8
}
