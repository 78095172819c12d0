//! The front end of a PV: takes micro-ops from the command FIFO, one a cycle, and keeps registers and local buffer.

use isa::ArchConfig;
use isa::ops::{ExecuteOp, Generator as GeneratorName, MicroOp, PvRegister, flags};

use super::execute::{Execute, Operation};
use super::generator::Generator;
use super::kernel::Function;
use super::memories::PostProcessing;
use super::post::{Act, Post};
use super::profile::LayerId;

/// An execute micro-op, from the global stream or the local buffer.
#[derive(Debug, Clone, Copy)]
struct LocalOp {
    op: ExecuteOp,
    flags: u8,
}

#[derive(Debug)]
pub(super) struct FrontEnd {
    pv: usize,
    registers: [u32; PvRegister::ALL.len()],
    /// What `repeat` has handed to the next operation.
    latch: u64,
    local: Vec<LocalOp>,
}

/// The engines that micro-ops go to.
pub(super) struct Engines<'a> {
    pub(super) generators: &'a mut [Generator; 4],
    pub(super) execute: &'a mut Execute,
    pub(super) post: &'a mut Post,
}

/// The generators of a mask.
fn masked(mask: u8) -> impl Iterator<Item = GeneratorName> {
    GeneratorName::ALL.iter().copied().filter(move |&generator| mask >> generator as u8 & 1 != 0)
}

impl FrontEnd {
    pub(super) fn new(pv: usize, arch: &ArchConfig) -> Self {
        let nop = LocalOp { op: ExecuteOp::Nop, flags: 0 };
        let local = vec![nop; arch.local_micro_ops as usize];
        let mut front_end = Self { pv, registers: [0; PvRegister::ALL.len()], latch: 1, local };
        front_end.reset();
        front_end
    }

    /// As at the start of a job: registers, but not the local buffer.
    pub(super) fn reset(&mut self) {
        self.registers = [0; PvRegister::ALL.len()];
        self.registers[PvRegister::Repeat as usize] = 1;
        self.latch = 1;
    }

    fn get(&self, register: PvRegister) -> u32 {
        self.registers[register as usize]
    }

    /// The execute micro-op that a micro-op of the global stream stands for.
    fn execute_micro_op(&self, op: MicroOp) -> Option<LocalOp> {
        match op {
            MicroOp::Execute { op, flags, .. } => Some(LocalOp { op, flags }),
            MicroOp::MimdExecute { indices, page } => {
                let index = indices >> (3 * self.pv) & 7;
                self.local.get(usize::from(page) * 8 + index as usize).copied()
            }
            _ => None,
        }
    }

    /// From when on, at `now` or later, a micro-op at the head of the command FIFO can be taken; `NEVER` while that
    /// is open.
    pub(super) fn ready_from(&self, op: MicroOp, now: u64, engines: &Engines<'_>) -> u64 {
        match op {
            MicroOp::AccessConfigure { generator, .. } => {
                engines.generators[generator as usize].shadow_free_from().max(now)
            }
            MicroOp::AccessStart { generators, .. } => masked(generators)
                .map(|generator| engines.generators[generator as usize].shadow_free_from())
                .fold(now, u64::max),
            MicroOp::AccessStop { .. } => {
                engines.execute.queue.empty_from().max(engines.post.queue.empty_from()).max(now)
            }
            _ => match self.execute_micro_op(op).map(|local| (local.op, local.flags & flags::SIGNAL)) {
                None | Some((ExecuteOp::Repeat, _) | (ExecuteOp::Nop, 0)) => now,
                Some((ExecuteOp::Act, _)) => engines.post.queue.room_from(now),
                Some(_) => engines.execute.queue.room_from(now),
            },
        }
    }

    /// Takes a micro-op that is ready. True if it came out of the local buffer.
    pub(super) fn take(&mut self, op: MicroOp, layer: LayerId, now: u64, engines: &mut Engines<'_>) -> bool {
        match op {
            MicroOp::AccessConfigure { generator, register, value, .. } => {
                engines.generators[generator as usize].configure(register, value);
            }
            MicroOp::AccessStart { generators, .. } => {
                masked(generators).for_each(|generator| engines.generators[generator as usize].start(now));
            }
            MicroOp::AccessStop { generators, .. } => {
                masked(generators).for_each(|generator| engines.generators[generator as usize].stop(now));
            }
            MicroOp::MimdLoad { register, value, .. } => self.registers[register as usize] = value,
            MicroOp::MimdStore { entry, op, flags, .. } => {
                if let Some(slot) = self.local.get_mut(usize::from(entry)) {
                    *slot = LocalOp { op, flags };
                }
            }
            _ => {
                if let Some(local) = self.execute_micro_op(op) {
                    self.dispatch(local, layer, now, engines);
                }
            }
        }
        matches!(op, MicroOp::MimdExecute { .. })
    }

    /// Hands an execute micro-op to its engine.
    fn dispatch(&mut self, local: LocalOp, layer: LayerId, now: u64, engines: &mut Engines<'_>) {
        let LocalOp { op, flags } = local;
        let repeat = std::mem::replace(&mut self.latch, 1);
        let count = |register| u64::from(self.get(register));
        match op {
            ExecuteOp::Repeat => self.latch = count(PvRegister::Repeat).max(1),
            ExecuteOp::Nop if flags & flags::SIGNAL == 0 => {}
            ExecuteOp::Act => engines.post.queue.push(
                now,
                Act {
                    sums_needed: count(PvRegister::SumsNeeded),
                    parameters_needed: count(PvRegister::ParametersNeeded),
                    post: PostProcessing {
                        parameter_base: self.get(PvRegister::ParameterBase),
                        clamp: (
                            self.get(PvRegister::ClampLow) as i16,
                            self.get(PvRegister::ClampHigh) as i16,
                        ),
                        table: self.get(PvRegister::Table),
                    },
                    flags,
                    layer,
                },
            ),
            _ => engines.execute.queue.push(
                now,
                Operation {
                    function: Function { op, flags, repeat },
                    weights_needed: count(PvRegister::WeightsNeeded),
                    inputs_needed: count(PvRegister::InputsNeeded),
                    drains_needed: count(PvRegister::DrainsNeeded),
                    layer,
                },
            ),
        }
    }
}
