//! From a quantised network to a program: memory plan, constants, layer records, code, interface.
//!
//! Devices that execute micro-ops run the code of [`crate::schedule`], level `sim` runs the records. Nothing here
//! chooses numbers.

use isa::ArchConfig;
use isa::program::{Interface, Mode, Port, Program};
use isa::record::{LayerOp, LayerRecord, MAX_NAME_BYTES, Operation, PostProcess, TensorRef};

use crate::compile_error::{CompileError, LayerProblem};
use crate::cost;
use crate::layer::{Layer, LayerKind, View};
use crate::network::Network;
use crate::quantize::{Scales, quantise};
use crate::schedule::{self, ScheduledLayer};

mod constants;
mod memory;

use constants::Constants;
use memory::MemoryPlan;

/// What a program is emitted for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) arch: &'a ArchConfig,
    pub(crate) mode: Mode,
}

/// A network that is planned for an array, layer by layer: all of its program but the code.
#[derive(Debug, Clone)]
pub struct Planned {
    program: Program,
    layers: Vec<ScheduledLayer>,
    /// Places of the records in units of 8 bytes, from the first one.
    places: Vec<usize>,
}

impl Planned {
    /// Layer records with their predicted cycles, constants and interface; the code is empty.
    pub fn without_code(&self) -> &Program {
        &self.program
    }

    /// Words that the code has, roughly: what the prediction of cycles takes for it.
    pub fn predicted_code_words(&self) -> u64 {
        let plans = self.layers.iter().flat_map(|layer| &layer.plans);
        plans.fold(0, |sum: u64, (_, estimate)| sum.saturating_add(estimate.micro_ops))
    }

    /// Writes the code.
    ///
    /// # Errors
    /// A program that exceeds what a micro-op can name.
    pub fn finish(self) -> Result<Program, CompileError> {
        let Self { mut program, layers, places } = self;
        program.code = schedule::emit_code(&layers, &places, &program.arch, program.mode)?;
        program.validate()?;
        Ok(program)
    }
}

/// Quantises and plans all layers. `progress` receives the finished fraction of the weights.
///
/// # Errors
/// A layer that the machine's numbers or the record's limits cannot express.
pub(crate) fn plan(
    network: &Network,
    scales: &Scales,
    target: Target<'_>,
    info: Vec<(String, String)>,
    progress: &mut dyn FnMut(f32),
) -> Result<Planned, CompileError> {
    let plan = MemoryPlan::new(network);
    let mut constants = Constants::with_capacity(network);
    let mut records = Vec::new();
    let (mut places, mut layers) = (Vec::new(), Vec::new());
    for (index, layer) in network.layers.iter().enumerate() {
        let (record, layer_schedule) = emit_layer(index, layer, scales, &plan, target, &mut constants)
            .map_err(|problem| problem.of(&layer.name))?;
        layers.push(layer_schedule);
        places.push(records.len() / 8);
        records.extend(record.encode());
        progress(constants.fraction());
    }
    let program = Program {
        arch: *target.arch,
        mode: target.mode,
        code: Vec::new(),
        records,
        constants: constants.into_bytes(),
        interface: interface(network, scales, &plan)?,
        info,
    };
    Ok(Planned { program, layers, places })
}

fn emit_layer(
    index: usize,
    layer: &Layer,
    scales: &Scales,
    plan: &MemoryPlan,
    target: Target<'_>,
    constants: &mut Constants,
) -> Result<(LayerRecord, ScheduledLayer), LayerProblem> {
    let before = constants.len();
    let (weights, quantised) =
        constants.weights(layer, |bytes| quantise(layer, &scales.layers[index], bytes))?;
    let post = PostProcess {
        requantisation: constants.requantisation(&quantised.requantisation),
        clamp: quantised.clamp,
        table: quantised.table.as_ref().map(|table| constants.table(table)),
    };
    let operation = match &layer.kind {
        LayerKind::Convolution(convolution) => Operation::Convolution {
            axes: convolution.axes.clone(),
            groups: word(convolution.groups)?,
            weights,
        },
        LayerKind::Linear { .. } => Operation::Linear { coefficients: weights },
        LayerKind::Product => Operation::Product,
    };
    let shape = layer.output.shape;
    let broadcasts = !matches!(operation, Operation::Convolution { .. });
    let inputs =
        layer.inputs.iter().map(|view| tensor(view, if broadcasts { shape } else { view.shape }, plan));
    let mut record = LayerRecord {
        name: shortened(&layer.name),
        op: LayerOp::from_name(layer.op).ok_or(LayerProblem::Rule("its op has no code"))?,
        operation,
        inputs: inputs.collect::<Result<_, _>>()?,
        output: tensor(&layer.output, shape, plan)?,
        post,
        cost: cost::of_layer(layer, (constants.len() - before) as u64),
    };
    record.validate()?;
    let lines = match schedule::prefers_input_lanes(&record, target.arch, target.mode) {
        true => constants.input_lines(&record, target.arch.lanes() as usize),
        false => None,
    };
    let schedule = schedule::plan_layer(&record, target.arch, target.mode, lines)?;
    record.cost.body_cycles = schedule.plans.map(|(_, estimate)| estimate.cycles);
    Ok((record, schedule))
}

fn interface(network: &Network, scales: &Scales, plan: &MemoryPlan) -> Result<Interface, CompileError> {
    let convert = |port: &crate::layer::Port| {
        let words = |values: &[usize]| values.iter().map(|&value| u32::try_from(value)).collect();
        let dims: Result<_, _> = words(&port.dims);
        let strides: Result<_, _> = words(&port.strides);
        let too_large = |_| CompileError::Graph("a port's extent or stride exceeds 32 bits");
        Ok(Port {
            name: port.name.clone(),
            batched: port.batched,
            dims: dims.map_err(too_large)?,
            strides: strides.map_err(too_large)?,
            offset: plan.element(port.buffer, port.offset),
            scale: scales.buffers[port.buffer],
        })
    };
    Ok(Interface {
        inputs: network.inputs.iter().map(convert).collect::<Result<_, CompileError>>()?,
        outputs: network.outputs.iter().map(convert).collect::<Result<_, CompileError>>()?,
        image_bytes: plan.image_bytes,
    })
}

/// The device's view of a tensor, an axis of extent 1 repeated to `shape`.
fn tensor(view: &View, shape: [usize; 4], plan: &MemoryPlan) -> Result<TensorRef, LayerProblem> {
    let (mut extents, mut strides) = ([0; 4], [0; 4]);
    for axis in 0..4 {
        extents[axis] = word(shape[axis])?;
        strides[axis] = if view.shape[axis] == 1 { 0 } else { word(view.strides[axis])? };
    }
    let segment = plan.segments[view.buffer];
    Ok(TensorRef {
        segment,
        offset: plan.element(view.buffer, view.offset),
        image_stride: plan.bytes(segment),
        shape: extents,
        strides,
    })
}

fn word(value: usize) -> Result<u32, LayerProblem> {
    u32::try_from(value).map_err(|_| LayerProblem::Rule("an extent or stride exceeds 32 bits"))
}

/// The longest prefix that a record can hold.
fn shortened(name: &str) -> String {
    name[..name.floor_char_boundary(MAX_NAME_BYTES)].into()
}
