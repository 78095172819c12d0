//! The figures of a network: its reorganised run against its dense run, layer by layer.
//!
//! Everything is for the whole batch. Definitions stand at the fields; they are what `docs/results.md` prints. Nothing
//! here runs or prints anything.

use isa::program::Mode;
use isa::record::{LayerOp, LayerRecord, Operation};
use serde::Serialize;
use sim_fallback::cycle::Counts;

use super::energy::{Energy, TABLE, gated};
use super::measure::{LayerRun, Run};
use super::pair::{Counterpart, counterparts};
use super::published::{EYERISS_BUS_BYTES, EYERISS_PES, PaperSpeedup, eyeriss_cycles, paper_speedup};

/// Where the PV-cycles of a layer or a network went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Stalls {
    /// PV-cycles in which the execute engine consumed operands.
    pub busy: u64,
    /// It had none from the input side.
    pub input: u64,
    /// It had no weights.
    pub weight: u64,
    /// There was no room for its sums.
    pub output: u64,
    /// It had no micro-op.
    pub micro_op: u64,
}

impl Stalls {
    fn of(counts: &Counts) -> Self {
        let [input, weight, output, micro_op] = counts.stalls;
        Self { busy: counts.busy, input, weight, output, micro_op }
    }

    /// Names of the stalls, in the order of [`Self::causes`].
    pub const CAUSES: [&str; 4] = ["input", "weight", "output", "micro-op"];

    /// PV-cycles without operands, by cause.
    pub fn causes(&self) -> [u64; 4] {
        [self.input, self.weight, self.output, self.micro_op]
    }
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LayerFigures {
    /// The ONNX nodes that it fuses.
    pub name: String,
    /// `fc`, `conv`, `tconv`, or what else the machine does.
    pub op: &'static str,
    /// Whether nearest-neighbour upsampling is merged into the convolution.
    pub upsampled: bool,
    /// Whether it is a matrix-vector product in both modes: `fc`, or `tconv` of a single pixel. No speedup counts it.
    pub projection: bool,
    /// Channels, depth, height, width of the first input.
    pub input: Vec<u32>,
    /// Channels, depth, height, width of the output.
    pub output: Vec<u32>,
    /// Cycles from the end of the layer before to its own; they add up to the network's.
    pub cycles: u64,
    /// The same of its counterpart in the dense program.
    pub cycles_dense: u64,
    /// `cycles_dense` over `cycles`; none where the layer takes no time of its own.
    pub speedup: Option<f64>,
    /// Cycles that the compiler predicted.
    pub predicted_cycles: u64,
    /// The same for the dense program.
    pub predicted_cycles_dense: u64,
    /// Multiply-accumulates on real input pixels.
    pub macs_effective: u64,
    /// The same with border taps run.
    pub macs_lattice: u64,
    /// The same with zeros inserted.
    pub macs_dense: u64,
    /// Multiply-accumulates that PEs were issued.
    pub macs_issued: u64,
    /// `macs_effective` over PEs times `cycles`.
    pub utilization: f64,
    /// `macs_effective` over PEs times `cycles_dense`.
    pub utilization_dense: f64,
    /// Where the PV-cycles went.
    pub stalls: Stalls,
    /// The same of the dense program.
    pub stalls_dense: Stalls,
    /// The model's weights once per batch, input and output activations once, at 2 bytes.
    pub bytes_min: u64,
    /// Bytes through the memory port, micro-ops included.
    pub bytes_moved: u64,
    /// The same of the dense program.
    pub bytes_moved_dense: u64,
    /// The larger of `macs_effective` over PEs and `bytes_min` over the bytes of a beat.
    pub bound_cycles: u64,
    /// Which of the two it is: `compute` or `memory`.
    pub bound: &'static str,
    /// The bound of the dense program: the same with `macs_dense`, but for projections, where nothing is inserted.
    pub bound_cycles_dense: u64,
    /// Energy in microjoules.
    pub energy_uj: f64,
    /// The same of the dense program.
    pub energy_dense_uj: f64,
    /// Cycles of an independent model of Eyeriss for one image, where it knows the layer.
    pub eyeriss_cycles_per_image: Option<u64>,
}

/// One network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NetworkFigures {
    /// Name in the zoo, or of the file.
    pub name: String,
    /// Generator or discriminator, where the zoo knows it.
    pub part: Option<zoo::Part>,
    /// Images of the job.
    pub batch: u32,
    /// What `cycles` is of: the reorganised program, or the dense one where that alone was asked for.
    pub mode: &'static str,
    /// Cycles of the job.
    pub cycles: u64,
    /// Cycles of the job of the dense program, `cycles_upsampling_dense` taken off.
    pub cycles_dense: u64,
    /// Cycles of the dense program for upsampling in layers of its own.
    pub cycles_upsampling_dense: u64,
    /// Whether layer cycles are differences of layer ends; shares in proportion to counted PV-cycles otherwise.
    pub exact_layers: bool,
    /// `cycles_dense` over `cycles`, projections left out of both.
    pub speedup: f64,
    /// The same over `tconv` layers alone; none without any.
    pub speedup_transposed: Option<f64>,
    /// The same over those `tconv` layers that insert zeros, which one of stride 1 does not; none without any.
    pub speedup_strided: Option<f64>,
    /// `speedup_transposed` against a dense array that reaches its bound in every layer.
    pub speedup_transposed_over_bound: Option<f64>,
    /// The same as `speedup` over convolutions with merged upsampling alone; none without any.
    pub speedup_upsampled: Option<f64>,
    /// The same over all layers, projections too.
    pub speedup_all_layers: f64,
    /// Sum of the layers' `bound_cycles` over `cycles`.
    pub roofline_efficiency: f64,
    /// Sum of the layers' `bound_cycles_dense` over `cycles_dense`: how good the baseline is.
    pub roofline_efficiency_dense: f64,
    /// `macs_effective` over PEs times `cycles`.
    pub utilization: f64,
    /// `macs_effective` over PEs times `cycles_dense`.
    pub utilization_dense: f64,
    /// `utilization` of the `tconv` layers without projections alone.
    pub utilization_transposed: Option<f64>,
    /// Energy in microjoules.
    pub energy_uj: f64,
    /// The same of the dense program, upsampling in layers of its own left out.
    pub energy_dense_uj: f64,
    /// `energy_dense_uj` over `energy_uj`.
    pub energy_ratio: f64,
    /// The same against a dense array whose PEs stop for a zero operand.
    pub energy_ratio_gated: f64,
    /// `energy_uj` by level.
    pub energy_levels: Energy,
    /// `energy_dense_uj` by level.
    pub energy_levels_dense: Energy,
    /// Sums over the layers.
    pub macs_effective: u64,
    /// Sums over the layers.
    pub macs_lattice: u64,
    /// Sums over the layers.
    pub macs_dense: u64,
    /// Sums over the layers.
    pub bound_cycles: u64,
    /// Sums over the layers.
    pub predicted_cycles: u64,
    /// Sums over the layers.
    pub predicted_cycles_dense: u64,
    /// Sums over the layers and what belongs to none.
    pub bytes_moved: u64,
    /// The same of the dense program.
    pub bytes_moved_dense: u64,
    /// Where the PV-cycles went.
    pub stalls: Stalls,
    /// The same of the dense program.
    pub stalls_dense: Stalls,
    /// PV-cycles of the job: PVs times `cycles`. What is neither busy nor a stall is idle, before the first
    /// operation of a layer and after its last.
    pub pv_cycles: u64,
    /// What the GANAX paper reports for this network, where it is known.
    pub paper: Option<PaperSpeedup>,
    /// The layers in execution order.
    pub layers: Vec<LayerFigures>,
    /// Whether it is 2-D and has transposed convolutions of stride 2.
    #[serde(skip)]
    pub transposes_in_2d: bool,
}

impl NetworkFigures {
    /// Compares two runs of a network.
    ///
    /// # Errors
    /// Runs whose layers do not fit each other.
    pub fn new(name: &str, part: Option<zoo::Part>, run: &Run, dense: &Run) -> anyhow::Result<Self> {
        let records = |run: &'_ Run| run.layers.iter().map(|layer| layer.record.clone()).collect::<Vec<_>>();
        let (own, other) = (records(run), records(dense));
        let pairs = counterparts(&own.iter().collect::<Vec<_>>(), &other.iter().collect::<Vec<_>>())?;
        let layers: Vec<LayerFigures> = run
            .layers
            .iter()
            .zip(&pairs)
            .map(|(layer, pair)| layer_figures(run, layer, &dense.layers[pair.layer]))
            .collect();
        let extra = extra_of(dense, &pairs);
        let (energy, energy_dense) = (energy_of(run), energy_of(dense) - extra.energy);
        let cycles_dense = dense.cycles.saturating_sub(extra.cycles);
        let all = Sums::over(&layers, |_| true);
        let counted = Sums::over(&layers, |layer| !layer.projection);
        let transposed = Sums::over(&layers, |layer| layer.op == "tconv" && !layer.projection);
        let strided = Sums::over(&layers, inserts_zeros);
        let upsampled = Sums::over(&layers, |layer| layer.upsampled);
        let pes = run.arch.pe_total();
        let idle_zeros = gated(issued_macs(dense, &pairs).saturating_sub(all.macs_effective), &TABLE).total();
        let ratio_of = |dense: f64| if energy.total() > 0.0 { dense / energy.total() } else { 1.0 };
        Ok(Self {
            name: name.into(),
            part,
            batch: run.batch,
            mode: run.mode.name(),
            cycles: run.cycles,
            cycles_dense,
            cycles_upsampling_dense: extra.cycles,
            exact_layers: run.exact_layers && dense.exact_layers,
            speedup: counted.speedup().or(all.speedup()).unwrap_or(1.0),
            speedup_transposed: transposed.speedup(),
            speedup_strided: strided.speedup(),
            speedup_transposed_over_bound: (transposed.cycles > 0)
                .then(|| ratio(transposed.bound_cycles_dense, transposed.cycles)),
            speedup_upsampled: upsampled.speedup(),
            speedup_all_layers: ratio(cycles_dense, run.cycles),
            roofline_efficiency: ratio(all.bound_cycles, run.cycles),
            roofline_efficiency_dense: ratio(all.bound_cycles_dense, cycles_dense),
            utilization: ratio(all.macs_effective, pes.saturating_mul(run.cycles)),
            utilization_dense: ratio(all.macs_effective, pes.saturating_mul(cycles_dense)),
            utilization_transposed: (transposed.cycles > 0)
                .then(|| ratio(transposed.macs_effective, pes.saturating_mul(transposed.cycles))),
            energy_uj: energy.total(),
            energy_dense_uj: energy_dense.total(),
            energy_ratio: ratio_of(energy_dense.total()),
            energy_ratio_gated: ratio_of(energy_dense.total() - idle_zeros),
            energy_levels: energy,
            energy_levels_dense: energy_dense,
            macs_effective: all.macs_effective,
            macs_lattice: all.macs_lattice,
            macs_dense: all.macs_dense,
            bound_cycles: all.bound_cycles,
            predicted_cycles: all.predicted_cycles,
            predicted_cycles_dense: all.predicted_cycles_dense,
            bytes_moved: all.bytes_moved.saturating_add(bytes_moved(&run.outside)),
            bytes_moved_dense: all.bytes_moved_dense.saturating_add(bytes_moved(&dense.outside)),
            stalls: stalls_of(run),
            stalls_dense: stalls_of(dense),
            pv_cycles: run.cycles.saturating_mul(run.arch.pv_count.into()),
            paper: paper_speedup(name),
            transposes_in_2d: transposes_in_2d(&own),
            layers,
        })
    }

    /// Whether this is the half of a GAN that makes pictures.
    pub fn is_generator(&self) -> bool {
        self.part == Some(zoo::Part::Generator)
    }
}

fn inserts_zeros(layer: &LayerFigures) -> bool {
    layer.op == "tconv" && !layer.projection && layer.macs_lattice < layer.macs_dense
}

fn layer_figures(run: &Run, layer: &LayerRun, dense: &LayerRun) -> LayerFigures {
    let (record, counts) = (&layer.record, &layer.counts);
    let pes = run.arch.pe_total();
    let of_batch = |per_image: u64| per_image.saturating_mul(run.batch.into());
    let macs_effective = of_batch(record.cost.macs_effective);
    let bytes_min = bytes_min(record, &dense.record, run.batch);
    let [compute, compute_dense] =
        [macs_effective, of_batch(record.cost.macs_dense)].map(|macs| macs.div_ceil(pes));
    let memory = bytes_min.div_ceil(run.arch.bus_bytes.into());
    LayerFigures {
        name: record.name.clone(),
        op: if record.op == LayerOp::Upconv { LayerOp::Conv.name() } else { record.op.name() },
        upsampled: record.op == LayerOp::Upconv,
        projection: is_projection(record),
        input: record.inputs.first().map_or(Vec::new(), |input| input.shape.to_vec()),
        output: record.output.shape.to_vec(),
        cycles: layer.cycles,
        cycles_dense: dense.cycles,
        speedup: (layer.cycles > 0).then(|| ratio(dense.cycles, layer.cycles)),
        predicted_cycles: record.cost.predicted_cycles(run.batch),
        predicted_cycles_dense: dense.record.cost.predicted_cycles(run.batch),
        macs_effective,
        macs_lattice: of_batch(record.cost.macs_lattice),
        macs_dense: of_batch(record.cost.macs_dense),
        macs_issued: counts.macs,
        utilization: ratio(macs_effective, pes.saturating_mul(layer.cycles)),
        utilization_dense: ratio(macs_effective, pes.saturating_mul(dense.cycles)),
        stalls: Stalls::of(counts),
        stalls_dense: Stalls::of(&dense.counts),
        bytes_min,
        bytes_moved: bytes_moved(counts),
        bytes_moved_dense: bytes_moved(&dense.counts),
        bound_cycles: compute.max(memory),
        bound: if compute >= memory { "compute" } else { "memory" },
        bound_cycles_dense: if is_projection(record) { compute } else { compute_dense }.max(memory),
        energy_uj: Energy::of(counts, &TABLE).total(),
        energy_dense_uj: Energy::of(&dense.counts, &TABLE).total(),
        eyeriss_cycles_per_image: eyeriss_cycles(record).filter(|_| is_eyeriss_sized(run)),
    }
}

/// Whether the array is one that the model of Eyeriss was run for.
fn is_eyeriss_sized(run: &Run) -> bool {
    run.arch.pe_total() == EYERISS_PES && run.arch.bus_bytes == EYERISS_BUS_BYTES
}

/// A matrix-vector product in both modes.
fn is_projection(record: &LayerRecord) -> bool {
    let single_pixel = record.inputs.iter().all(|input| input.shape[1..] == [1, 1, 1]);
    record.op == LayerOp::Fc || (record.op == LayerOp::Tconv && single_pixel)
}

/// Merging the taps of an upsampling makes more weights than the model has; the fewer of the two are needed.
fn bytes_min(record: &LayerRecord, dense: &LayerRecord, batch: u32) -> u64 {
    let weights = |record: &LayerRecord| record.weight_count().unwrap_or(u64::MAX);
    let activations = record
        .inputs
        .iter()
        .chain([&record.output])
        .fold(0u64, |sum, tensor| sum.saturating_add(distinct_elements(tensor)));
    weights(record)
        .min(weights(dense))
        .saturating_add(activations.saturating_mul(batch.into()))
        .saturating_mul(2)
}

/// Elements that differ in address: an axis of stride 0 repeats one.
fn distinct_elements(tensor: &isa::record::TensorRef) -> u64 {
    let axes = tensor.shape.iter().zip(&tensor.strides);
    axes.filter(|(_, stride)| **stride > 0)
        .fold(1, |elements: u64, (&extent, _)| elements.saturating_mul(extent.into()))
}

fn bytes_moved(counts: &Counts) -> u64 {
    let read = &counts.read;
    [read.input, read.weight, read.parameter, read.program, counts.written]
        .into_iter()
        .fold(0, u64::saturating_add)
}

fn energy_of(run: &Run) -> Energy {
    let layers = run.layers.iter().map(|layer| Energy::of(&layer.counts, &TABLE));
    layers.fold(Energy::of(&run.outside, &TABLE), |sum, layer| sum + layer)
}

fn stalls_of(run: &Run) -> Stalls {
    let mut counts = run.outside;
    run.layers.iter().for_each(|layer| counts.add(&layer.counts));
    Stalls::of(&counts)
}

/// What the dense program spends on layers that the reorganised one does not need.
struct Extra {
    cycles: u64,
    energy: Energy,
}

fn extra_of(dense: &Run, pairs: &[Counterpart]) -> Extra {
    let mut extra = Extra { cycles: 0, energy: Energy::default() };
    for layer in pairs.iter().flat_map(|pair| &pair.extra).map(|&index| &dense.layers[index]) {
        extra.cycles = extra.cycles.saturating_add(layer.cycles);
        extra.energy += Energy::of(&layer.counts, &TABLE);
    }
    extra
}

/// Multiply-accumulates that the counterparts were issued.
fn issued_macs(dense: &Run, pairs: &[Counterpart]) -> u64 {
    pairs.iter().fold(0, |sum, pair| sum.saturating_add(dense.layers[pair.layer].counts.macs))
}

fn transposes_in_2d(records: &[LayerRecord]) -> bool {
    let flat = records.iter().all(|record| record.output.shape[1] == 1);
    let stride_two = |record: &LayerRecord| match &record.operation {
        Operation::Convolution { axes, .. } => axes[1..].iter().all(|axis| axis.phases() == 2),
        _ => false,
    };
    let transposed = |record: &&LayerRecord| record.op == LayerOp::Tconv && !is_projection(record);
    flat && records.iter().filter(transposed).any(stride_two)
}

/// Sums over some of the layers.
#[derive(Default)]
struct Sums {
    cycles: u64,
    cycles_dense: u64,
    macs_effective: u64,
    macs_lattice: u64,
    macs_dense: u64,
    bound_cycles: u64,
    bound_cycles_dense: u64,
    predicted_cycles: u64,
    predicted_cycles_dense: u64,
    bytes_moved: u64,
    bytes_moved_dense: u64,
}

impl Sums {
    fn over(layers: &[LayerFigures], choose: impl Fn(&LayerFigures) -> bool) -> Self {
        let mut sums = Self::default();
        for layer in layers.iter().filter(|layer| choose(layer)) {
            for (sum, value) in [
                (&mut sums.cycles, layer.cycles),
                (&mut sums.cycles_dense, layer.cycles_dense),
                (&mut sums.macs_effective, layer.macs_effective),
                (&mut sums.macs_lattice, layer.macs_lattice),
                (&mut sums.macs_dense, layer.macs_dense),
                (&mut sums.bound_cycles, layer.bound_cycles),
                (&mut sums.bound_cycles_dense, layer.bound_cycles_dense),
                (&mut sums.predicted_cycles, layer.predicted_cycles),
                (&mut sums.predicted_cycles_dense, layer.predicted_cycles_dense),
                (&mut sums.bytes_moved, layer.bytes_moved),
                (&mut sums.bytes_moved_dense, layer.bytes_moved_dense),
            ] {
                *sum = sum.saturating_add(value);
            }
        }
        sums
    }

    fn speedup(&self) -> Option<f64> {
        (self.cycles > 0 && self.cycles_dense > 0).then(|| ratio(self.cycles_dense, self.cycles))
    }
}

/// A quotient; 0 where nothing is divided by nothing.
fn ratio(numerator: u64, denominator: u64) -> f64 {
    if denominator == 0 { 0.0 } else { numerator as f64 / denominator as f64 }
}

/// The figures of a dense program alone, against itself.
///
/// # Errors
/// As [`NetworkFigures::new`].
pub fn dense_alone(name: &str, part: Option<zoo::Part>, dense: &Run) -> anyhow::Result<NetworkFigures> {
    debug_assert_eq!(dense.mode, Mode::Dense);
    NetworkFigures::new(name, part, dense, dense)
}

#[cfg(test)]
mod test;
