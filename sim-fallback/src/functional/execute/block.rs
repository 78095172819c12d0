//! Blocks: the unit of parallel work. A block is some rows of a region times some output channels.
//!
//! How a layer falls into blocks depends on the layer alone, never on the number of threads. A block reads
//! memory and returns its values; nothing is written until its wave is complete.

use std::ops::Range;
use std::sync::Arc;

use isa::phase::PhaseAxis;
use isa::queue::Fault;
use isa::record::{LayerRecord, Operation, REQUANTISATION_BYTES};

use super::Simd;
use super::gather::{Chunk, Gather};
use super::operands::{Operands, View};
use super::post_process::{Columns, Post};
use super::region::{Region, regions};
use super::rows::rows_from;
use super::weights::Weights;
use crate::matmul::{self, MatrixRef};

/// Output channels of a block.
const BLOCK_COLUMNS: usize = 256;
/// Most rows of a block.
const BLOCK_ROWS: usize = 1024;
/// Elements of a gathered matrix that a block aims at, so that it stays in the second-level cache or near it.
const BLOCK_INPUTS: usize = 1 << 20;
/// Most columns of a gathered matrix: the summed dimension is computed in chunks of this.
const CHUNK_COLUMNS: usize = 8192;

/// Some rows of a region times some output channels.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) region: Arc<Region>,
    pub(super) group: usize,
    /// Output channels within the group.
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<u64>,
}

impl Block {
    /// Rows of the block.
    pub(super) fn height(&self) -> usize {
        (self.rows.end - self.rows.start) as usize
    }

    /// Values per row: the channels of every phase.
    pub(super) fn width(&self) -> usize {
        self.columns.len() * self.region.phase_count()
    }
}

/// Buffers that one thread uses for block after block.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    inputs: Vec<i16>,
    weights: Vec<i16>,
    sums: Vec<i64>,
    columns: Columns,
    matmul: matmul::Workspace,
}

/// What is summed.
#[derive(Debug)]
enum Sum<'a> {
    Matrix(Weights<'a>),
    Depthwise(Weights<'a>),
    /// Position of the coefficients in memory.
    Linear(usize),
    Product,
}

/// One layer, ready to be computed block by block.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    operands: &'a Operands,
    post: Post<'a>,
    batch: u32,
    axes: &'a [PhaseAxis; 3],
    groups: usize,
    /// Channels of one group.
    in_channels: usize,
    out_channels: usize,
    sum: Sum<'a>,
}

/// The axes of an element-wise layer.
pub(super) fn identity_axes(record: &LayerRecord) -> [PhaseAxis; 3] {
    std::array::from_fn(|axis| PhaseAxis::identity(record.output.shape[axis + 1]))
}

impl<'a> Layer<'a> {
    /// `identity` are the record's [`identity_axes`], which element-wise layers use.
    pub(super) fn new(
        record: &'a LayerRecord,
        batch: u32,
        operands: &'a Operands,
        identity: &'a [PhaseAxis; 3],
    ) -> Self {
        let channels = operands.output.shape[0] as usize;
        let weights = operands.weights.start;
        let whole = Self {
            operands,
            post: Post { clamp: record.post.clamp, table: operands.table.as_deref() },
            batch,
            axes: identity,
            groups: 1,
            in_channels: channels,
            out_channels: channels,
            sum: Sum::Product,
        };
        match &record.operation {
            Operation::Product => whole,
            Operation::Linear { .. } => Self { sum: Sum::Linear(weights), ..whole },
            Operation::Convolution { axes, groups, .. } => {
                let groups = *groups as usize;
                let in_channels = operands.inputs[0].shape[0] as usize / groups;
                let out_channels = channels / groups;
                let weights = Weights::new(weights, axes, in_channels, out_channels);
                match (groups, in_channels, out_channels) {
                    (2.., 1, 1) => Self { axes, sum: Sum::Depthwise(weights), ..whole },
                    _ => Self { axes, groups, in_channels, out_channels, sum: Sum::Matrix(weights), ..whole },
                }
            }
        }
    }

    /// Every block of the layer, in a fixed order. Lazily: their number is bounded by nothing that fits memory.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        let columns = match self.sum {
            Sum::Matrix(_) => self.out_channels as u64,
            // Only products profit from fusing phases.
            Sum::Depthwise(_) | Sum::Linear(_) | Sum::Product => u64::MAX,
        };
        regions(self.axes, self.batch, columns).map(Arc::new).flat_map(move |region| {
            let rows = region.positions() * u64::from(self.batch);
            let height = self.block_rows(&region) as u64;
            (0..self.groups).flat_map(move |group| {
                let region = region.clone();
                ranges(self.out_channels, BLOCK_COLUMNS).flat_map(move |columns| {
                    let region = region.clone();
                    (0..rows.div_ceil(height)).map(move |block| Block {
                        region: region.clone(),
                        group,
                        columns: columns.clone(),
                        rows: block * height..rows.min((block + 1) * height),
                    })
                })
            })
        })
    }

    fn block_rows(&self, region: &Region) -> usize {
        let chunk = region.taps().saturating_mul(self.in_channels).clamp(1, CHUNK_COLUMNS);
        (BLOCK_INPUTS / chunk).clamp(1, BLOCK_ROWS)
    }

    /// Computes a block: `[row][phase][channel]`.
    ///
    /// # Errors
    /// A malformed requantisation entry.
    pub(super) fn compute(
        &self,
        block: &Block,
        memory: &[i16],
        simd: Simd,
        workspace: &mut Workspace,
    ) -> Result<Vec<i16>, Fault> {
        let first = block.group * self.out_channels + block.columns.start;
        let entries = first * REQUANTISATION_BYTES..(first + block.columns.len()) * REQUANTISATION_BYTES;
        let bytes: &[u8] = bytemuck::cast_slice(memory);
        workspace.columns.set(
            &bytes[self.operands.requantisation.clone()][entries.clone()],
            block.region.phase_count(),
            self.operands.requantisation_offset + entries.start as u64,
        )?;
        workspace.sums.clear();
        workspace.sums.resize(block.height() * block.width(), 0);
        let mut values = vec![0; block.height() * block.width()];
        match &self.sum {
            Sum::Matrix(weights) => {
                self.sum_matrix(block, memory, weights, simd, workspace, &mut values);
                return Ok(values);
            }
            Sum::Depthwise(weights) => self.sum_depthwise(block, memory, weights, workspace),
            Sum::Linear(coefficients) => self.sum_linear(block, memory, *coefficients, workspace),
            Sum::Product => self.sum_product(block, memory, workspace),
        }
        let Workspace { columns, sums, .. } = workspace;
        columns.apply(simd.loops, self.post, whole(block, sums), &mut values);
        Ok(values)
    }

    /// Sums and post-processes a block, while the sums are in the cache if one product is all of them.
    fn sum_matrix(
        &self,
        block: &Block,
        memory: &[i16],
        weights: &Weights<'_>,
        simd: Simd,
        workspace: &mut Workspace,
        values: &mut [i16],
    ) {
        let Workspace { inputs, weights: matrix, sums, columns, matmul } = workspace;
        let (height, width) = (block.height(), block.width());
        let gather = Gather::new(memory, &self.operands.inputs[0], self.axes, &block.region);
        let first_channel = block.group * self.in_channels;
        let one_product = block.region.taps().saturating_mul(self.in_channels) <= CHUNK_COLUMNS;
        for chunk in chunks(block.region.taps(), self.in_channels) {
            let depth = chunk.columns();
            let b = match weights.in_place(block.group, &block.region, &chunk, block.columns.start) {
                Some(start) => MatrixRef::new(&memory[start..], depth, width, weights.stride()),
                None => {
                    matrix.resize(depth * width, 0);
                    weights.gather(memory, block.group, &block.region, &chunk, block.columns.clone(), matrix);
                    MatrixRef::new(matrix, depth, width, width)
                }
            };
            inputs.resize(height * depth, 0);
            let channels = first_channel + chunk.channels.start..first_channel + chunk.channels.end;
            gather.run(block.rows.clone(), &Chunk { channels, ..chunk }, inputs);
            let a = MatrixRef::new(inputs, height, depth, depth);
            let (a, b) = a.and_then(|a| Ok((a, b?))).expect("the matrices have their sizes");
            matmul::multiply_with(simd.products, a, b, matmul, |part| match one_product {
                true => columns.apply(simd.loops, self.post, part, values),
                false => add(&part, width, sums),
            })
            .expect("the matrices fit each other");
        }
        if !one_product || block.region.taps() == 0 {
            columns.apply(simd.loops, self.post, whole(block, sums), values);
        }
    }

    fn sum_depthwise(&self, block: &Block, memory: &[i16], weights: &Weights<'_>, workspace: &mut Workspace) {
        let Workspace { inputs, weights: matrix, sums, .. } = workspace;
        let gather = Gather::new(memory, &self.operands.inputs[0], self.axes, &block.region);
        let width = block.width();
        for part in ranges(block.region.taps(), (CHUNK_COLUMNS / width).max(1)) {
            let chunk = Chunk { taps: part, channels: block.columns.clone() };
            matrix.resize(chunk.columns(), 0);
            weights.gather_depthwise(memory, &block.region, &chunk, matrix);
            inputs.resize(block.height() * chunk.columns(), 0);
            gather.run(block.rows.clone(), &chunk, inputs);
            for (sums, inputs) in sums.chunks_exact_mut(width).zip(inputs.chunks_exact(matrix.len())) {
                for (inputs, weights) in inputs.chunks_exact(width).zip(matrix.chunks_exact(width)) {
                    accumulate(sums, inputs, weights);
                }
            }
        }
    }

    /// The block of an operand of an element-wise layer.
    fn operand(&self, block: &Block, memory: &[i16], view: &View, inputs: &mut Vec<i16>) {
        let chunk = Chunk { taps: 0..1, channels: block.columns.clone() };
        inputs.resize(block.height() * chunk.columns(), 0);
        Gather::new(memory, view, self.axes, &block.region).run(block.rows.clone(), &chunk, inputs);
    }

    fn sum_linear(&self, block: &Block, memory: &[i16], coefficients: usize, workspace: &mut Workspace) {
        let coefficients = memory[coefficients..].chunks_exact(self.out_channels);
        for (view, coefficients) in self.operands.inputs.iter().zip(coefficients) {
            self.operand(block, memory, view, &mut workspace.inputs);
            let coefficients = &coefficients[block.columns.clone()];
            let width = coefficients.len();
            let sums = workspace.sums.chunks_exact_mut(width);
            for (sums, inputs) in sums.zip(workspace.inputs.chunks_exact(width)) {
                accumulate(sums, inputs, coefficients);
            }
        }
    }

    fn sum_product(&self, block: &Block, memory: &[i16], workspace: &mut Workspace) {
        let Workspace { inputs, weights: others, sums, .. } = workspace;
        self.operand(block, memory, &self.operands.inputs[0], inputs);
        self.operand(block, memory, &self.operands.inputs[1], others);
        accumulate(sums, inputs, others);
    }

    /// Stores the values of a block where the output view has them.
    pub(super) fn scatter(&self, block: &Block, values: &[i16], memory: &mut [i16]) {
        let view = &self.operands.output;
        let channels = block.columns.len();
        let first_channel = (block.group * self.out_channels + block.columns.start) * view.strides[0];
        let phases: Vec<[u32; 3]> = block.region.phases().collect();
        let rows = rows_from(&block.region, block.rows.start);
        for (row, values) in rows.zip(values.chunks_exact(block.width())) {
            let image = view.start + row.image as usize * view.image_stride + first_channel;
            for (phase, values) in phases.iter().zip(values.chunks_exact(channels)) {
                let position: [u32; 3] =
                    std::array::from_fn(|axis| row.index[axis] * self.axes[axis].phases() + phase[axis]);
                // Fused phases are padded to the longest of them.
                if (0..3).any(|axis| position[axis] >= view.shape[axis + 1]) {
                    continue;
                }
                let spatial = (0..3).map(|axis| position[axis] as usize * view.strides[axis + 1]);
                let start = image + spatial.sum::<usize>();
                match view.strides[0] {
                    1 => memory[start..start + channels].copy_from_slice(values),
                    stride => {
                        for (channel, &value) in values.iter().enumerate() {
                            memory[start + channel * stride] = value;
                        }
                    }
                }
            }
        }
    }
}

/// The sums of a whole block.
fn whole<'a>(block: &Block, sums: &'a [i64]) -> matmul::Block<'a> {
    matmul::Block { rows: 0..block.height(), columns: 0..block.width(), sums }
}

/// Adds a part of a product to sums with `width` columns.
fn add(part: &matmul::Block<'_>, width: usize, sums: &mut [i64]) {
    let rows = part.sums.chunks_exact(part.columns.len().max(1));
    for (row, part_sums) in part.rows.clone().zip(rows) {
        let sums = &mut sums[row * width..][part.columns.clone()];
        sums.iter_mut().zip(part_sums).for_each(|(sum, part)| *sum = sum.wrapping_add(*part));
    }
}

/// `sums += a * b`, element by element.
fn accumulate(sums: &mut [i64], a: &[i16], b: &[i16]) {
    for ((sum, &a), &b) in sums.iter_mut().zip(a).zip(b) {
        *sum = sum.wrapping_add(i64::from(i32::from(a) * i32::from(b)));
    }
}

/// `0..length` in parts of at most `size`.
fn ranges(length: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length.div_ceil(size)).map(move |part| part * size..length.min((part + 1) * size))
}

/// The summed dimension of a region in chunks of at most [`CHUNK_COLUMNS`].
fn chunks(taps: usize, channels: usize) -> impl Iterator<Item = Chunk> {
    let taps_per_chunk = (CHUNK_COLUMNS / channels).max(1);
    ranges(taps, taps_per_chunk).flat_map(move |taps| {
        ranges(channels, CHUNK_COLUMNS).map(move |channels| Chunk { taps: taps.clone(), channels })
    })
}
