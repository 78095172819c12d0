//! The control of a PV in plain Rust, one cycle at a time: what is seen in a cycle is the state at its beginning, and
//! everything that happens in it changes the state at its end.

use bitstream::index_generator::reference::{Address, Configuration};
use isa::ArchConfig;
use isa::ops::{ExecuteOp, GeneratorRegister, Operand, PvRegister, flags};
use isa::timing::{
    ENGINE_QUEUE, HORIZONTAL_SWITCH, OPERANDS_TO_HORIZONTAL_SUM, OPERANDS_TO_SUM, START_TO_ADDRESS,
};
use std::collections::VecDeque;

/// Inputs of a cycle. The needs of transfers are `[sums, drains]` of each channel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inputs {
    pub reset: bool,
    pub command: Option<u64>,
    pub clear_timelines: bool,
    pub inputs_completed: u32,
    pub weights_completed: u32,
    pub parameters_completed: u32,
    pub needed: [[u32; 2]; 4],
    pub drain_pop: bool,
    pub act_done: bool,
    pub post_idle: bool,
}

/// An operation with what it took along.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub op: ExecuteOp,
    pub flags: u8,
    repeat: u32,
    inputs_needed: u32,
    weights_needed: u32,
    drains_needed: u32,
}

impl Operation {
    pub fn reads_weights(&self) -> bool {
        matches!(self.op, ExecuteOp::Mac | ExecuteOp::Mul)
    }

    fn horizontal(&self) -> bool {
        self.flags & flags::HORIZONTAL != 0
    }
}

/// An `act` with what it took along.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    sums_needed: u32,
    parameters_needed: u32,
    pub parameter_base: u32,
    pub clamp_low: u32,
    pub clamp_high: u32,
    pub table: u32,
    signals: bool,
}

/// Operands that are consumed.
#[derive(Clone, Copy, Debug)]
pub struct Operands {
    pub operation: Operation,
    pub input: u32,
    pub weight: Option<u32>,
    pub output: u32,
    pub first: bool,
    pub last: bool,
}

/// What a cycle was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    Busy { multiplies: bool },
    Input,
    Weight,
    Output,
    WithoutOperation,
    Switching,
}

/// Outputs of a cycle.
#[derive(Clone, Copy, Debug)]
pub struct Outputs {
    pub command_full: bool,
    pub channel_ready: [bool; 4],
    pub operands: Option<Operands>,
    pub act: Option<Act>,
    pub act_ready: bool,
    pub drain: Option<Address>,
    pub idle: bool,
    /// Of the cycle before; unknown in the first cycle.
    pub moved: bool,
    pub spent: Option<Spent>,
}

#[derive(Default)]
struct Source {
    shadow: Configuration,
    fifo: VecDeque<Address>,
    running: VecDeque<Address>,
    pending: Option<(VecDeque<Address>, u64)>,
    shadow_free: u64,
}

impl Source {
    fn is_free(&self, now: u64) -> bool {
        self.pending.is_none() && self.shadow_free <= now
    }

    fn start(&mut self, now: u64) {
        let per_pass = self.shadow.end.div_ceil(self.shadow.step) as usize;
        let values: Vec<u32> = self.shadow.addresses(isa::arch::ADDRESS_BITS).take(5000).collect();
        let address = |(index, &value): (usize, &u32)| Address {
            value,
            pass_ends: (index + 1) % per_pass == 0,
            last: index + 1 == values.len(),
        };
        self.pending = Some((values.iter().enumerate().map(address).collect(), now));
    }

    fn step(&mut self, now: u64, depth: usize, pop: bool) {
        let room = self.fifo.len() < depth;
        if room && let Some(address) = self.running.pop_front() {
            self.fifo.push_back(address);
        }
        let due = |&(_, since): &(_, u64)| since + START_TO_ADDRESS - 1 <= now;
        if self.running.is_empty() && self.pending.as_ref().is_some_and(due) {
            self.running = self.pending.take().map(|(addresses, _)| addresses).unwrap_or_default();
            self.shadow_free = now + 1;
        }
        if pop {
            self.fifo.pop_front();
        }
    }

    fn stop(&mut self, now: u64) {
        *self = Self { shadow: self.shadow, shadow_free: now + 1, ..Self::default() };
    }
}

/// The control of a PV.
pub struct Reference {
    arch: ArchConfig,
    now: u64,
    commands: VecDeque<u64>,
    local: [u8; 128],
    registers: [u32; PvRegister::ALL.len()],
    latch: u32,
    sources: [Source; 4],
    operations: VecDeque<Operation>,
    acts: VecDeque<Act>,
    position: u32,
    horizontal: bool,
    free_from: u64,
    settled_from: u64,
    completed: u32,
    sums: Vec<u64>,
    drained: u32,
    moved: bool,
    spent: Option<Spent>,
    /// What the channels needed in the cycle before; nothing is enough in the cycle behind a reset.
    needed: Option<[[u32; 2]; 4]>,
}

impl Reference {
    pub fn new(arch: &ArchConfig) -> Self {
        let mut registers = [0; PvRegister::ALL.len()];
        registers[PvRegister::Repeat as usize] = 1;
        let source = |_| Source { shadow: Configuration::at_reset(), ..Source::default() };
        Self {
            arch: *arch,
            now: 0,
            commands: VecDeque::new(),
            local: [0; 128],
            registers,
            latch: 1,
            sources: std::array::from_fn(source),
            operations: VecDeque::new(),
            acts: VecDeque::new(),
            position: 0,
            horizontal: false,
            free_from: 0,
            settled_from: 0,
            completed: 0,
            sums: vec![],
            drained: 0,
            moved: false,
            spent: None,
            needed: None,
        }
    }

    pub fn command_full(&self) -> bool {
        self.commands.len() == self.arch.command_fifo_depth as usize
    }

    /// Whether anything happened in the latest cycle.
    pub fn has_moved(&self) -> bool {
        self.moved
    }

    /// Whether everything would be idle with an idle post engine.
    pub fn is_idle(&self) -> bool {
        self.commands.is_empty()
            && self.operations.is_empty()
            && self.acts.is_empty()
            && self.settled_from <= self.now
    }

    fn sums(&self) -> u32 {
        self.sums.iter().filter(|&&seen| seen <= self.now).count() as u32
    }

    /// Counts of signalling operations and `act`s.
    pub fn counts(&self) -> [u32; 2] {
        [self.completed, self.drained]
    }

    fn act_ready(&self, parameters_completed: u32) -> bool {
        self.acts.front().is_some_and(|act| {
            act.sums_needed <= self.sums() && act.parameters_needed <= parameters_completed
        })
    }

    /// The drain address that the post engine may take in this cycle.
    pub fn drain(&self, parameters_completed: u32) -> Option<Address> {
        self.sources[3].fifo.front().copied().filter(|_| self.act_ready(parameters_completed))
    }

    /// What this cycle is spent on, and what is consumed.
    fn execute(&self, inputs: &Inputs) -> (Spent, Option<Operands>) {
        let Some(operation) = self.operations.front() else { return (Spent::WithoutOperation, None) };
        let switches = self.horizontal && !operation.horizontal() && self.position == 0;
        if switches && self.now < self.free_from + HORIZONTAL_SWITCH {
            return (Spent::Switching, None);
        }
        let multiplies = operation.reads_weights();
        let is_nop = operation.op == ExecuteOp::Nop;
        let [input, weight, output, _] = &self.sources;
        if !is_nop && (input.fifo.is_empty() || inputs.inputs_completed < operation.inputs_needed) {
            return (Spent::Input, None);
        }
        if multiplies && (weight.fifo.is_empty() || inputs.weights_completed < operation.weights_needed) {
            return (Spent::Weight, None);
        }
        if (!is_nop && output.fifo.is_empty()) || self.drained < operation.drains_needed {
            return (Spent::Output, None);
        }
        let operands = || Operands {
            operation: *operation,
            input: input.fifo[0].value,
            weight: multiplies.then(|| weight.fifo[0].value),
            output: output.fifo[0].value,
            first: self.position == 0,
            last: self.position + 1 == operation.repeat,
        };
        (Spent::Busy { multiplies }, (!is_nop).then(operands))
    }

    /// Lets a cycle pass, and returns the outputs during it.
    pub fn cycle(&mut self, inputs: &Inputs) -> Outputs {
        let now = self.now;
        let (spent, operands) = self.execute(inputs);
        let counts = self.counts();
        let outputs = Outputs {
            command_full: self.command_full(),
            channel_ready: self.needed.map_or([false; 4], |needed| {
                needed.map(|[sums, drains]| counts[0] >= sums && counts[1] >= drains)
            }),
            operands,
            act: self.acts.front().copied(),
            act_ready: self.act_ready(inputs.parameters_completed),
            drain: self.sources[3].fifo.front().copied(),
            idle: self.is_idle() && inputs.post_idle,
            moved: self.moved,
            spent: self.spent,
        };
        let takes = self.commands.front().copied().filter(|&command| self.is_ready(command));
        self.moved = takes.is_some() || matches!(spent, Spent::Busy { .. }) || inputs.drain_pop;
        self.spent = Some(spent);

        // All of this sees the state from the beginning of the cycle.
        let ends_generation = self.sources[2].fifo.front().is_some_and(|address| address.last);
        let pops = [
            operands.is_some(),
            operands.is_some_and(|operands| operands.weight.is_some()),
            operands.is_some_and(|operands| operands.last),
            inputs.drain_pop,
        ];
        for (source, pop) in self.sources.iter_mut().zip(pops) {
            source.step(now, self.arch.address_fifo_depth as usize, pop);
        }
        if let Some(operands) = operands {
            self.position = if operands.last { 0 } else { self.position + 1 };
        }
        let over = operands.is_none_or(|operands| operands.last && ends_generation);
        if matches!(spent, Spent::Busy { .. }) && over {
            self.end_operation();
        }
        if inputs.act_done && self.acts.pop_front().is_some_and(|act| act.signals) {
            self.drained += 1;
        }
        if let Some(command) = takes {
            self.commands.pop_front();
            self.take(command);
        }
        self.commands.extend(inputs.command);
        self.needed = Some(inputs.needed);
        if inputs.clear_timelines {
            self.needed = None;
            (self.completed, self.drained) = (0, 0);
            self.sums.clear();
        }
        if inputs.reset {
            *self = Self { local: self.local, moved: self.moved, spent: self.spent, ..Self::new(&self.arch) };
        }
        self.now += 1;
        outputs
    }

    fn end_operation(&mut self) {
        let Some(operation) = self.operations.pop_front() else { return };
        self.horizontal = operation.horizontal();
        self.free_from = self.now + 1;
        let latency = if self.horizontal { OPERANDS_TO_HORIZONTAL_SUM } else { OPERANDS_TO_SUM };
        self.settled_from = self.now + latency;
        if operation.flags & flags::SIGNAL != 0 {
            self.completed += 1;
            self.sums.push(self.now + latency);
        }
    }

    /// Operation and flags of a command that executes something.
    fn executed(&self, command: u64) -> Option<(ExecuteOp, u8)> {
        let word = match command & 7 {
            5 => command >> 3 & 0xFF,
            6 => self.local[(command >> 3 & 0x7F) as usize].into(),
            _ => return None,
        };
        ExecuteOp::unpack(word & 15).map(|op| (op, (word >> 4) as u8))
    }

    fn is_ready(&self, command: u64) -> bool {
        let operands = command >> 3;
        let free = |generator: usize| self.sources[generator].is_free(self.now);
        match command & 7 {
            0 => free((operands & 3) as usize),
            1 => (0..4).all(|generator| operands >> generator & 1 == 0 || free(generator)),
            2 => self.operations.is_empty() && self.acts.is_empty(),
            _ => match self.executed(command) {
                None | Some((ExecuteOp::Repeat, _)) => true,
                Some((ExecuteOp::Nop, flags)) if flags & flags::SIGNAL == 0 => true,
                Some((ExecuteOp::Act, _)) => self.acts.len() < ENGINE_QUEUE,
                Some(_) => self.operations.len() < ENGINE_QUEUE,
            },
        }
    }

    fn take(&mut self, command: u64) {
        let (operands, now) = (command >> 3, self.now);
        let masked = |generator: &usize| operands >> generator & 1 != 0;
        match command & 7 {
            0 => {
                let register = GeneratorRegister::unpack(operands >> 2 & 15).expect("a register");
                let shadow = &mut self.sources[(operands & 3) as usize].shadow;
                *shadow.register(register) = (operands >> 6) as u32;
            }
            1 => (0..4).filter(masked).for_each(|generator| self.sources[generator].start(now)),
            2 => (0..4).filter(masked).for_each(|generator| self.sources[generator].stop(now)),
            3 => self.registers[(operands & 15) as usize] = (operands >> 4 & 0xFF_FFFF) as u32,
            4 => self.local[(operands & 0x7F) as usize] = (operands >> 7) as u8,
            _ => {
                if let Some((op, flags)) = self.executed(command) {
                    self.dispatch(op, flags);
                }
            }
        }
    }

    fn dispatch(&mut self, op: ExecuteOp, flags: u8) {
        let repeat = std::mem::replace(&mut self.latch, 1);
        let registers = self.registers;
        let get = |register: PvRegister| registers[register as usize];
        match op {
            ExecuteOp::Repeat => self.latch = get(PvRegister::Repeat),
            ExecuteOp::Nop if flags & flags::SIGNAL == 0 => {}
            ExecuteOp::Act => self.acts.push_back(Act {
                sums_needed: get(PvRegister::SumsNeeded),
                parameters_needed: get(PvRegister::ParametersNeeded),
                parameter_base: get(PvRegister::ParameterBase) & 0xFFFF,
                clamp_low: get(PvRegister::ClampLow) & 0xFFFF,
                clamp_high: get(PvRegister::ClampHigh) & 0xFFFF,
                table: get(PvRegister::Table),
                signals: flags & flags::SIGNAL != 0,
            }),
            _ => self.operations.push_back(Operation {
                op,
                flags,
                repeat,
                inputs_needed: get(PvRegister::InputsNeeded),
                weights_needed: get(PvRegister::WeightsNeeded),
                drains_needed: get(PvRegister::DrainsNeeded),
            }),
        }
    }
}
