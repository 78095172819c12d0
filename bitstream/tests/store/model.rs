//! The output channel cycle by cycle, as docs/machine.md has it, with a memory that never makes it wait.

use std::collections::VecDeque;

use isa::ops::DmaRegister;

use crate::job::{Command, Registers};

/// A transfer under way.
struct Active {
    from: u64,
    rows: VecDeque<(usize, u64)>,
    segment: u32,
    row_bytes: u64,
    done: u64,
    pvs: u16,
    needs: [u64; 3],
    met: bool,
}

/// The channel.
pub struct Model {
    latency: u64,
    depth: usize,
    image: u16,
    windows: [(u64, u64); 2],
    commands: VecDeque<(u64, Command)>,
    registers: Registers,
    active: Option<Active>,
    free_from: u64,
    /// From when on each complete transfer is seen.
    completions: Vec<u64>,
    settled_from: u64,
    /// Cycle and bytes of accepted beats.
    accepted: VecDeque<(u64, u64)>,
}

/// What the channel shows in a cycle.
#[derive(Debug, PartialEq)]
pub struct Shown {
    pub full: bool,
    pub pop: u64,
    pub completed: u64,
    pub written: u64,
    pub idle: bool,
}

impl Model {
    pub fn new(latency: u64, depth: usize, image: u16, windows: [(u64, u64); 2]) -> Self {
        Self {
            latency,
            depth,
            image,
            windows,
            commands: VecDeque::new(),
            registers: Registers::new(),
            active: None,
            free_from: 0,
            completions: Vec::new(),
            settled_from: 0,
            accepted: VecDeque::new(),
        }
    }

    /// A cycle: `heads` are words of the PVs' heads, `sums` and `drains` the PVs' counts.
    pub fn step(
        &mut self,
        now: u64,
        pushed: Option<Command>,
        heads: &[Option<usize>],
        sums: &[u64],
        drains: &[u64],
    ) -> Shown {
        let full = self.commands.len() == self.depth;
        let completed = self.completions.iter().filter(|&&from| from <= now).count() as u64;
        let mut written = 0;
        while let Some(&(cycle, bytes)) = self.accepted.front().filter(|(cycle, _)| *cycle < now) {
            written = if cycle + 1 == now { bytes } else { 0 };
            self.accepted.pop_front();
        }
        let idle = self.active.is_none()
            && self.commands.is_empty()
            && now >= self.free_from
            && now >= self.settled_from;
        let pop = self.take_beat(now, completed, heads, sums, drains);
        self.take_command(now, pop != 0);
        if let Some(command) = pushed {
            self.commands.push_back((now + 1, command));
        }
        Shown { full, pop, completed, written, idle }
    }

    /// A `dma.start` in the cycle of a pop finds the channel as it was before.
    fn take_command(&mut self, now: u64, popped: bool) {
        let Some(&(_, command)) = self.commands.front().filter(|(from, _)| *from <= now) else { return };
        match command {
            Command::Configure(register, value) => self.registers.0[register as usize] = value,
            Command::Start { segment, pvs, .. } => {
                if self.active.is_some() || popped || now < self.free_from {
                    return;
                }
                self.active = Some(Active {
                    from: now + 1,
                    rows: self.registers.rows(pvs, self.image).into(),
                    segment,
                    row_bytes: self.registers.get(DmaRegister::RowBytes),
                    done: 0,
                    pvs,
                    needs: [DmaRegister::SumsNeeded, DmaRegister::DrainsNeeded, DmaRegister::OutputsNeeded]
                        .map(|register| self.registers.get(register)),
                    met: false,
                });
            }
        }
        self.commands.pop_front();
    }

    fn take_beat(
        &mut self,
        now: u64,
        completed: u64,
        heads: &[Option<usize>],
        sums: &[u64],
        drains: &[u64],
    ) -> u64 {
        let Some(active) = &mut self.active else { return 0 };
        let selected = |pv: &usize| active.pvs >> pv & 1 == 1;
        active.met |= completed >= active.needs[2]
            && (0..16)
                .filter(selected)
                .all(|pv| sums[pv] >= active.needs[0] && drains[pv] >= active.needs[1]);
        let Some(&(pv, offset)) = active.rows.front() else { return 0 };
        let Some(words) = heads[pv].filter(|_| active.met && now >= active.from) else { return 0 };
        let address = self.windows[active.segment as usize - 3].0 + offset + active.done;
        let bytes = 2 * words as u64;
        let accepted = now + u64::from(address % 16 + bytes > 16);
        self.accepted.push_back((accepted, bytes));
        active.from = accepted + 1;
        active.done += bytes;
        self.settled_from = accepted + self.latency + 1;
        if active.done == active.row_bytes {
            active.done = 0;
            active.rows.pop_front();
            if active.rows.is_empty() {
                self.active = None;
                self.free_from = accepted + 1;
                self.completions.push(accepted + self.latency + 1);
            }
        }
        1 << pv
    }
}
