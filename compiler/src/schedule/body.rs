//! One body of a program: the steps of all layers in order, with their loads ahead of them.
//!
//! Loads are placed in rings, so a tile that is still there is not loaded again, whatever layer asks. They are
//! issued as early as the stream allows: a need may only name what stands before it, and a load that has to
//! wait holds up its channel only.

use std::collections::VecDeque;

use isa::ArchConfig;
use isa::ops::{DmaChannel, EncodeError, ExecuteOp, Generator, MicroOp, PvRegister, flags};

use super::issue::{DmaCommand, Issue, MAX_PVS, Mask, Operation};
use super::nest::{Command, Place};
use super::parameters::ParameterSlots;
use super::plan::{Assignment, Step};
use super::ring::Ring;
use super::tiles::Load;
use super::work::Lanes;
use super::{ScheduledLayer, clamp_words};

mod planning;

/// Steps whose loads may be issued before their operations.
const LOOK_AHEAD: usize = 4;

/// A step with everything that its micro-ops need.
struct Planned {
    layer: usize,
    step: Step,
    assignments: Vec<(usize, Assignment)>,
    /// The same with PVs that have no outputs in this tile: they get the operands too, for other tiles.
    members: Vec<(usize, Assignment)>,
    places: Vec<Place>,
    /// Operations of each assigned PV.
    commands: Vec<Vec<Command>>,
    weights_needed: u32,
    inputs_needed: u32,
    parameters_needed: u32,
    /// First requantisation entry and number of the table slot plus 1.
    parameter_base: u32,
    table: u32,
    /// Transfers that take the outputs.
    outputs: Vec<Load>,
}

/// Which weight tile: layer, block round, phase round, first channel, first tap; and for products, which are
/// laid out like inputs, image round and region.
type WeightKey = (usize, u32, u32, u32, usize, u32, Region);
/// Which input tile: layer, image round, region, first channel, first tap.
type InputKey = (usize, u32, Region, u32, usize);
/// First and last grid position along each axis.
type Region = [(i64, i64); 3];

/// The region of what has none.
const NOWHERE: Region = [(0, 0); 3];

/// An input that comes row by row and stays.
struct Resident {
    key: InputKey,
    /// Grid positions along the row axis that are loaded.
    end: i64,
    /// Operation after which its place is free.
    free_after: u32,
}

pub(super) struct Body<'a> {
    layers: &'a [ScheduledLayer],
    variant: usize,
    arch: &'a ArchConfig,
    issue: &'a mut Issue,
    /// Place of every layer's record from the first one.
    records: &'a [u32],
    weights: Ring<WeightKey>,
    inputs: Ring<InputKey>,
    parameters: ParameterSlots,
    resident: Vec<Resident>,
    /// Planned loads that are not issued yet, with the step that needs them, by channel.
    pending: [VecDeque<(usize, DmaCommand)>; 3],
    /// Loads planned so far, by channel.
    planned_loads: [u32; 3],
    /// Output transfers planned so far, and before the current layer.
    planned_outputs: u32,
    earlier_outputs: u32,
    issued_outputs: u32,
    /// `act`s of every PV, planned and issued.
    planned_acts: [u32; MAX_PVS],
    acts: [u32; MAX_PVS],
    /// Of each PV the last `act` on each half of the accumulators, and what the current set waits for.
    acts_of_half: [[u32; 2]; MAX_PVS],
    drains_needed: [u32; MAX_PVS],
    /// Whether every tile fits its scratchpad, as the plans promise.
    fits: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        layers: &'a [ScheduledLayer],
        variant: usize,
        arch: &'a ArchConfig,
        records: &'a [u32],
        issue: &'a mut Issue,
    ) -> Self {
        Self {
            layers,
            variant,
            arch,
            records,
            issue,
            weights: Ring::new(arch.lanes() * arch.weight_words),
            inputs: Ring::new(arch.lanes() * arch.input_words),
            parameters: ParameterSlots::new(arch),
            resident: Vec::new(),
            pending: Default::default(),
            planned_loads: [0; 3],
            planned_outputs: 0,
            earlier_outputs: 0,
            issued_outputs: 0,
            planned_acts: [0; MAX_PVS],
            acts: [0; MAX_PVS],
            acts_of_half: [[0; 2]; MAX_PVS],
            drains_needed: [0; MAX_PVS],
            fits: true,
        }
    }

    /// Writes the body. False if a tile did not fit its scratchpad; what was written is useless then.
    pub(super) fn emit(mut self) -> Result<bool, EncodeError> {
        let mut steps: Vec<(usize, Step)> = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let plan = &layer.plans[self.variant].0;
            plan.for_each_step(&layer.work, self.arch, |step| steps.push((index, step.clone())));
        }
        let mut window: VecDeque<Planned> = VecDeque::new();
        let mut planned = 0;
        let begins = |index: usize| index == 0 || steps[index - 1].0 != steps[index].0;
        for index in 0..steps.len() {
            while planned < steps.len().min(index + 1 + LOOK_AHEAD) {
                let (layer, step) = steps[planned].clone();
                window.push_back(self.plan_step(layer, step, planned, begins(planned)));
                planned += 1;
            }
            let Some(current) = window.pop_front() else { break };
            if begins(index) {
                self.issue.layer_begin(self.records[current.layer])?;
            }
            if index == 0 {
                self.issue_loads(0)?;
            }
            self.issue_step(&current, index, begins(index))?;
            self.issue_loads(index + 1)?;
            if index + 1 == steps.len() || begins(index + 1) {
                self.issue.push(MicroOp::LayerEnd {})?;
            }
        }
        Ok(self.fits)
    }

    fn all_pvs(&self) -> Mask {
        (1u32 << self.arch.pv_count).wrapping_sub(1) as Mask
    }

    /// Issues every load that the step of this index needs, and later ones that nothing holds up. As many
    /// operations as the index says stand in the stream.
    fn issue_loads(&mut self, step: usize) -> Result<(), EncodeError> {
        for channel in 0..self.pending.len() {
            while let Some((needed_by, command)) = self.pending[channel].front().copied() {
                let ready =
                    (command.sums_needed as usize) < step && command.outputs_needed <= self.issued_outputs;
                if needed_by > step && !ready {
                    break;
                }
                self.pending[channel].pop_front();
                self.issue.transfer(&command)?;
            }
        }
        Ok(())
    }

    fn issue_step(&mut self, planned: &Planned, index: usize, begins: bool) -> Result<(), EncodeError> {
        let step = &planned.step;
        let half = step.half as usize;
        // Tiles of a set use different accumulators; only those of an earlier set on the same half are in the way.
        if begins || step.set_begins {
            self.drains_needed = self.acts_of_half.map(|acts| acts[half]);
        }
        self.issue_operations(planned)?;
        if step.last {
            self.issue_acts(planned, index as u32 + 1)?;
            for load in &planned.outputs {
                for transfer in &load.transfers {
                    self.issue.transfer(&command(DmaChannel::Output, load, transfer))?;
                    self.issued_outputs += 1;
                }
            }
        }
        Ok(())
    }

    fn issue_operations(&mut self, planned: &Planned) -> Result<(), EncodeError> {
        let work = &self.layers[planned.layer].work;
        let lists: Vec<(usize, &[Command])> = planned
            .assignments
            .iter()
            .zip(&planned.commands)
            .map(|((pv, _), list)| (*pv, &list[..]))
            .collect();
        let all: Vec<usize> = lists.iter().map(|(pv, _)| *pv).collect();
        let same = |value: u32| all.iter().map(|&pv| (pv, value)).collect::<Vec<_>>();
        self.issue.register(PvRegister::WeightsNeeded, &same(planned.weights_needed))?;
        self.issue.register(PvRegister::InputsNeeded, &same(planned.inputs_needed))?;
        // The `nop` of an idle PV waits for its drains as well.
        let drains: Vec<_> =
            (0..self.arch.pv_count as usize).map(|pv| (pv, self.drains_needed[pv])).collect();
        self.issue.register(PvRegister::DrainsNeeded, &drains)?;
        let most = lists.iter().map(|(_, list)| list.len()).max().unwrap_or(0);
        for slot in 0..most.max(1) {
            let mut operations: Vec<(usize, Operation)> = Vec::new();
            let mut active: Vec<(usize, &Command)> = Vec::new();
            for pv in 0..self.arch.pv_count as usize {
                let list = lists.iter().find(|(other, _)| *other == pv).map_or(&[][..], |(_, list)| list);
                let signal = if slot + 1 == list.len() { flags::SIGNAL } else { 0 };
                match list.get(slot) {
                    Some(command) => {
                        active.push((pv, command));
                        operations.push((pv, operation(work.lanes, work.factor.is_some(), command, signal)));
                    }
                    None if slot == 0 => operations.push((pv, (ExecuteOp::Nop, flags::SIGNAL))),
                    None => {}
                }
            }
            self.issue_commands(&active)?;
            self.issue.execute(&operations)?;
        }
        Ok(())
    }

    /// Configures and starts the generators of the PVs that have an operation, and loads its count.
    fn issue_commands(&mut self, active: &[(usize, &Command)]) -> Result<(), EncodeError> {
        let of = |registers: fn(&Command) -> super::nest::Registers| {
            active.iter().map(|(pv, command)| (*pv, registers(command))).collect::<Vec<_>>()
        };
        self.issue.generator(Generator::Input, &of(|command| command.input))?;
        self.issue.generator(Generator::Weight, &of(|command| command.weight))?;
        self.issue.generator(Generator::Output, &of(|command| command.output))?;
        let pvs = active.iter().fold(0, |mask: Mask, (pv, _)| mask | 1 << pv);
        if pvs != 0 {
            self.issue.push(MicroOp::AccessStart { pvs, generators: 0b111 })?;
        }
        let counts: Vec<_> =
            active.iter().filter(|(_, c)| c.repeat != 1).map(|(pv, command)| (*pv, command.repeat)).collect();
        self.issue.register(PvRegister::Repeat, &counts)?;
        let repeats: Vec<_> = counts.iter().map(|&(pv, _)| (pv, (ExecuteOp::Repeat, 0))).collect();
        self.issue.execute(&repeats)
    }

    fn issue_acts(&mut self, planned: &Planned, sums_needed: u32) -> Result<(), EncodeError> {
        let work = &self.layers[planned.layer].work;
        let lanes = self.arch.lanes();
        let pvs: Vec<usize> = planned.assignments.iter().map(|(pv, _)| *pv).collect();
        if pvs.is_empty() {
            return Ok(());
        }
        let (low, high) = clamp_words(&work.post);
        for (register, value) in [
            (PvRegister::SumsNeeded, sums_needed),
            (PvRegister::ParametersNeeded, planned.parameters_needed),
            (PvRegister::ParameterBase, planned.parameter_base),
            (PvRegister::ClampLow, low),
            (PvRegister::ClampHigh, high),
            (PvRegister::Table, planned.table),
        ] {
            self.issue.register(register, &pvs.iter().map(|&pv| (pv, value)).collect::<Vec<_>>())?;
        }
        let mut drains = Vec::new();
        for (pv, assignment) in &planned.assignments {
            let (_, count) = work.block_channels(assignment.block, self.arch);
            let row_words = planned.outputs.iter().find(|load| load.pvs & (1 << pv) != 0);
            let row_words = row_words.and_then(|load| load.transfers.first()).map_or(1, |t| t.row_bytes / 2);
            let pixels = assignment.outputs.pixels();
            drains.push((*pv, drain(planned.step.accumulator * lanes, count, pixels, lanes, row_words)));
        }
        self.issue.generator(Generator::Drain, &drains)?;
        let mask = pvs.iter().fold(0, |mask: Mask, pv| mask | 1 << pv);
        self.issue.push(MicroOp::AccessStart { pvs: mask, generators: 0b1000 })?;
        self.issue.push(MicroOp::Execute { pvs: mask, op: ExecuteOp::Act, flags: flags::SIGNAL })?;
        for pv in pvs {
            self.acts[pv] += 1;
            self.acts_of_half[pv][planned.step.half as usize] = self.acts[pv];
        }
        Ok(())
    }
}

/// The command of one transfer of a load, with no needs but those that the load has itself.
fn command(channel: DmaChannel, load: &Load, transfer: &super::copy::Transfer) -> DmaCommand {
    DmaCommand {
        channel,
        segment: load.segment,
        pvs: load.pvs,
        address: load.address,
        target: load.target,
        transfer: *transfer,
        image_stride: load.image_stride,
        pv_stride: load.pv_stride,
        fill: load.fill,
        sums_needed: 0,
        drains_needed: load.drains_needed,
        outputs_needed: 0,
        tag: 0,
    }
}

/// The operation of a command and its flags.
fn operation(lanes: Lanes, product: bool, command: &Command, signal: u8) -> Operation {
    let mode = match lanes {
        Lanes::Outputs => 0,
        Lanes::Inputs => flags::HORIZONTAL,
        Lanes::Each => flags::LANES,
    };
    let clear = if command.clear { flags::CLEAR } else { 0 };
    // The zero of an empty sum comes from the weights, whatever the layer multiplies.
    let op = if product && !command.empty { ExecuteOp::Mul } else { ExecuteOp::Mac };
    (op, mode | clear | signal)
}

/// Registers of the drain generator: `count` lanes of every accumulator line of a tile. A pass, with which a beat
/// ends, is a row of the output transfer where the lines have no gaps.
fn drain(address: u32, count: u32, pixels: u32, lanes: u32, row_words: u32) -> super::nest::Registers {
    let pass =
        if count == lanes && row_words.is_multiple_of(count) { row_words } else { count.min(row_words) };
    match pass >= count {
        true => {
            let passes = pixels * count / pass;
            let offset = if count == lanes { pass } else { lanes };
            [address, offset, 1, pass, passes, 0, 1, 0, 1]
        }
        // Rows of single words: every word is a pass.
        false => [address, 1, 1, 1, count, lanes, pixels, 0, 1],
    }
}
