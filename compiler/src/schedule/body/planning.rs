//! Plans steps: which tiles they need, where those lie or are loaded to, and what must be complete for that.
//!
//! Planning runs some steps ahead of the micro-ops, so that loads stand early in the stream. Nothing is issued here.

use isa::ops::DmaChannel;
use isa::segment::Segment;

use super::super::ScheduledLayer;
use super::super::issue::DmaCommand;
use super::super::nest::{Place, commands};
use super::super::plan::{Assignment, Plan, Step};
use super::super::tiles::{self, InputTile, Load};
use super::super::work::Weights;
use super::{Body, InputKey, NOWHERE, Planned, Region, Resident, WeightKey, command};

impl Body<'_> {
    /// Plans loads; returns how many of the channel must be complete for the last of them to be.
    fn plan_loads(
        &mut self,
        layer: usize,
        step: usize,
        channel: DmaChannel,
        loads: Vec<Load>,
        sums_needed: u32,
        outputs_needed: u32,
    ) -> u32 {
        let index = channel as usize;
        for load in loads {
            for transfer in &load.transfers {
                let command = command(channel, &load, transfer);
                let tag = self.records[layer];
                self.pending[index]
                    .push_back((step, DmaCommand { sums_needed, outputs_needed, tag, ..command }));
                self.planned_loads[index] += 1;
            }
        }
        self.planned_loads[index]
    }

    pub(super) fn plan_step(&mut self, layer: usize, step: Step, index: usize, begins: bool) -> Planned {
        if begins {
            self.resident.clear();
            self.earlier_outputs = self.planned_outputs;
        }
        let ScheduledLayer { work, plans } = &self.layers[layer];
        let (plan, phases) = (&plans[self.variant].0, Plan::phases(work));
        let members: Vec<(usize, Assignment)> = (0..self.arch.pv_count)
            .filter_map(|pv| Some((pv as usize, plan.membership(work, self.arch, &phases, &step, pv)?)))
            .collect();
        let busy = members.iter().filter(|(_, assignment)| assignment.outputs.pixels() > 0);
        let assignments = busy.cloned().collect();
        let mut planned = Planned {
            layer,
            assignments,
            members,
            places: Vec::new(),
            commands: Vec::new(),
            weights_needed: 0,
            inputs_needed: 0,
            parameters_needed: 0,
            parameter_base: 0,
            table: 0,
            outputs: Vec::new(),
            step,
        };
        let tile = InputTile::new(work, plan, self.arch, &planned.step);
        self.plan_inputs(&mut planned, &tile, index);
        self.plan_weights(&mut planned, &tile, index);
        self.plan_operations(&mut planned, index);
        if planned.step.last {
            self.plan_outputs(&mut planned, index);
        }
        planned
    }

    fn plan_inputs(&mut self, planned: &mut Planned, tile: &InputTile, index: usize) {
        let ScheduledLayer { work, plans } = &self.layers[planned.layer];
        let (plan, step) = (&plans[self.variant].0, &planned.step);
        let corner = tile.region.each_ref().map(|range| range.start);
        let key = input_key(planned, tile, plan.resident);
        let images = tiles::image_groups(&planned.members);
        let outputs_needed = self.outputs_needed(work.inputs.iter().map(|input| input.segment));
        let user = index as u32 + 1;
        let axis = Plan::row_axis(work);
        let (start, mut needed) = match self.inputs.find(&key, user) {
            Some(found) => found,
            None => {
                let Some(place) = self.inputs.place(key, tile.words(), user, 0) else {
                    self.fits = false;
                    return;
                };
                let mut loads = tile.zero_fill(work, self.all_pvs(), place.start);
                if !plan.resident {
                    loads.extend(tile.loads(work, &work.inputs, &images, place.start, None));
                }
                let needed = self.plan_loads(
                    planned.layer,
                    index,
                    DmaChannel::Input,
                    loads,
                    place.free_after,
                    outputs_needed,
                );
                if plan.resident {
                    self.resident.retain(|resident| resident.key != key);
                    self.resident.push(Resident { key, end: corner[axis], free_after: place.free_after });
                }
                (place.start, needed)
            }
        };
        if plan.resident {
            let end = work.axes[axis].reach(step.tile[axis].clone(), &(0..usize::MAX)).end;
            let fresh = self.resident.iter_mut().find(|resident| resident.key == key && resident.end < end);
            if let Some(resident) = fresh {
                let rows = std::mem::replace(&mut resident.end, end)..end;
                let free_after = resident.free_after;
                let loads = tile.loads(work, &work.inputs, &images, start, Some((axis, rows)));
                needed = self.plan_loads(
                    planned.layer,
                    index,
                    DmaChannel::Input,
                    loads,
                    free_after,
                    outputs_needed,
                );
            }
        }
        self.inputs.set_tag(&key, needed);
        planned.inputs_needed = needed;
        let place = |(_, a): &(usize, Assignment)| tile.place(work, plan, self.arch, step, a, start);
        planned.places = planned.assignments.iter().map(place).collect();
    }

    /// Output transfers that must be complete before tensors of these segments can be read.
    fn outputs_needed(&self, mut segments: impl Iterator<Item = Segment>) -> u32 {
        if segments.any(Segment::writable) { self.earlier_outputs } else { 0 }
    }

    fn plan_weights(&mut self, planned: &mut Planned, tile: &InputTile, index: usize) {
        let ScheduledLayer { work, plans } = &self.layers[planned.layer];
        let plan = &plans[self.variant].0;
        let (step, resident) = (&planned.step, plan.resident);
        let place = |(_, a): &(usize, Assignment)| tile.place(work, plan, self.arch, step, a, 0);
        let places: Vec<Place> = planned.members.iter().map(place).collect();
        let mut key: WeightKey = (
            planned.layer,
            step.block_round,
            step.phase_round,
            step.channels.start,
            step.taps.start,
            0,
            NOWHERE,
        );
        let mut words = planned
            .members
            .iter()
            .zip(&places)
            .map(|((_, assignment), place)| tiles::weight_tile_words(work, &assignment.outputs, place))
            .max()
            .unwrap_or(0);
        if work.factor.is_some() {
            (key.5, key.6) = (step.image_round, region(tile));
            words = tile.words();
        }
        let user = index as u32 + 1;
        let (start, needed) = match self.weights.find(&key, user) {
            Some(found) => found,
            None => {
                let Some(place) = self.weights.place(key, words, user, 0) else {
                    self.fits = false;
                    return;
                };
                let loads = match &work.factor {
                    Some(factor) => {
                        let images = tiles::image_groups(&planned.members);
                        tile.loads(work, std::slice::from_ref(factor), &images, place.start, None)
                    }
                    None => {
                        tiles::weight_loads(work, self.arch, step, &planned.members, &places, place.start)
                    }
                };
                let outputs_needed = self.outputs_needed(work.factor.iter().map(|factor| factor.segment));
                let needed = self.plan_loads(
                    planned.layer,
                    index,
                    DmaChannel::Weight,
                    loads,
                    place.free_after,
                    outputs_needed,
                );
                self.weights.set_tag(&key, needed);
                (place.start, needed)
            }
        };
        planned.weights_needed = needed;
        let input_start =
            self.inputs.find(&input_key(planned, tile, resident), user).map_or(0, |found| found.0);
        for place in &mut planned.places {
            place.weight_follows_input = work.weights == Weights::Operand;
            // A factor lies in its tile as the input does in its own.
            place.weight = match place.weight_follows_input {
                true => start + place.input - input_start,
                false => start,
            };
        }
    }

    /// Finds the operations, and a line of zeros for sums without a summand.
    fn plan_operations(&mut self, planned: &mut Planned, index: usize) {
        let work = &self.layers[planned.layer].work;
        let first = planned.step.first;
        let of = |((_, a), place): (&(usize, Assignment), &Place)| commands(work, &a.outputs, place, first);
        planned.commands = planned.assignments.iter().zip(&planned.places).map(of).collect();
        if !planned.commands.iter().flatten().any(|command| command.empty) {
            return;
        }
        let (key, words, user) =
            ((planned.layer, u32::MAX, 0, 0, 0, 0, NOWHERE), self.arch.lanes(), index as u32 + 1);
        let (start, needed) = match self.weights.find(&key, user) {
            Some(found) => found,
            None => {
                let Some(place) = self.weights.place(key, words, user, 0) else {
                    self.fits = false;
                    return;
                };
                let zeros = vec![tiles::zeros(self.all_pvs(), place.start, words)];
                let needed =
                    self.plan_loads(planned.layer, index, DmaChannel::Weight, zeros, place.free_after, 0);
                self.weights.set_tag(&key, needed);
                (place.start, needed)
            }
        };
        planned.weights_needed = planned.weights_needed.max(needed);
        for command in planned.commands.iter_mut().flatten().filter(|command| command.empty) {
            command.weight[0] = start;
        }
    }

    fn plan_outputs(&mut self, planned: &mut Planned, index: usize) {
        let work = &self.layers[planned.layer].work;
        planned.assignments.iter().for_each(|(pv, _)| self.planned_acts[*pv] += 1);
        let key = (planned.layer, planned.step.block_round);
        let acts = self.planned_acts;
        let (slot, base, entries) = self.parameters.entries(key, work, self.arch, &planned.members, &acts);
        let all = self.all_pvs();
        let (table, table_loads) = self.parameters.table(work.post.table, &planned.assignments, all, &acts);
        let fresh = !(entries.is_empty() && table_loads.is_empty());
        let count = self.plan_loads(
            planned.layer,
            index,
            DmaChannel::Parameter,
            [entries, table_loads].concat(),
            0,
            0,
        );
        planned.parameters_needed = self.parameters.needed(slot, table, fresh.then_some(count));
        (planned.parameter_base, planned.table) = (base, table);
        planned.outputs = tiles::output_loads(work, &planned.assignments, self.arch);
        self.planned_outputs += planned.outputs.iter().map(|load| load.transfers.len() as u32).sum::<u32>();
    }
}

fn input_key(planned: &Planned, tile: &InputTile, resident: bool) -> InputKey {
    let taps = if resident { 0 } else { planned.step.taps.start };
    (planned.layer, planned.step.image_round, region(tile), tile.channels.start, taps)
}

fn region(tile: &InputTile) -> Region {
    tile.region.each_ref().map(|range| (range.start, range.end))
}
