//! Computes blocks: gathers inputs, sums exactly in 64 bits, post-processes.
//!
//! A block reads memory and returns its values; nothing is written here.

use isa::queue::Fault;
use isa::record::REQUANTISATION_BYTES;

use super::Simd;
use super::gather::{Chunk, Gather};
use super::layer::{Block, CHUNK_COLUMNS, Layer, Sum, ranges};
use super::operands::View;
use super::post_process::Columns;
use super::weights::Weights;
use crate::matmul::{self, MatrixRef};

/// Buffers that one thread uses for block after block.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    buffers: Buffers,
    sums: Vec<i64>,
    columns: Columns,
}

/// The operands of a product.
#[derive(Debug, Default)]
struct Buffers {
    inputs: Vec<i16>,
    weights: Vec<i16>,
    matmul: matmul::Workspace,
}

impl Layer<'_> {
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
        let mut values = vec![0; block.height() * block.width()];
        if let Sum::Matrix(weights) = &self.sum
            && (1..=CHUNK_COLUMNS).contains(&block.region.taps().saturating_mul(self.in_channels))
        {
            let Workspace { buffers, columns, .. } = workspace;
            let chunk = Chunk { taps: 0..block.region.taps(), channels: 0..self.in_channels };
            // One product is the whole sum: it is post-processed while it is in the cache.
            self.multiply(block, memory, weights, chunk, simd, buffers, |part| {
                columns.apply(simd.loops, self.post, part, &mut values);
            });
            return Ok(values);
        }
        workspace.sums.clear();
        workspace.sums.resize(values.len(), 0);
        match &self.sum {
            Sum::Matrix(weights) => self.sum_matrix(block, memory, weights, simd, workspace),
            Sum::Depthwise(weights) => self.sum_depthwise(block, memory, weights, workspace),
            Sum::Linear(coefficients) => self.sum_linear(block, memory, *coefficients, workspace),
            Sum::Product => self.sum_product(block, memory, workspace),
        }
        let Workspace { columns, sums, .. } = workspace;
        columns.apply(simd.loops, self.post, whole(block, sums), &mut values);
        Ok(values)
    }

    /// Hands the product of a chunk of the summed dimension to `sink`, part by part.
    fn multiply(
        &self,
        block: &Block,
        memory: &[i16],
        weights: &Weights<'_>,
        chunk: Chunk,
        simd: Simd,
        buffers: &mut Buffers,
        sink: impl FnMut(matmul::Block<'_>),
    ) {
        let Buffers { inputs, weights: matrix, matmul } = buffers;
        let (height, width, depth) = (block.height(), block.width(), chunk.columns());
        let b = match weights.in_place(block.group, &block.region, &chunk, block.columns.start) {
            Some(start) => MatrixRef::new(&memory[start..], depth, width, weights.stride()),
            None => {
                matrix.resize(depth * width, 0);
                weights.gather(memory, block.group, &block.region, &chunk, block.columns.clone(), matrix);
                MatrixRef::new(matrix, depth, width, width)
            }
        };
        inputs.resize(height * depth, 0);
        let first_channel = block.group * self.in_channels;
        let channels = first_channel + chunk.channels.start..first_channel + chunk.channels.end;
        Gather::new(memory, &self.operands.inputs[0], &self.plan.axes, &block.region).run(
            block.rows.clone(),
            &Chunk { channels, ..chunk },
            inputs,
        );
        let a = MatrixRef::new(inputs, height, depth, depth);
        let (a, b) = a.and_then(|a| Ok((a, b?))).expect("the matrices have their sizes");
        matmul::multiply_with(simd.products, a, b, matmul, sink).expect("the matrices fit each other");
    }

    fn sum_matrix(
        &self,
        block: &Block,
        memory: &[i16],
        weights: &Weights<'_>,
        simd: Simd,
        workspace: &mut Workspace,
    ) {
        let Workspace { buffers, sums, .. } = workspace;
        for chunk in chunks(block.region.taps(), self.in_channels) {
            self.multiply(block, memory, weights, chunk, simd, buffers, |part| {
                add(&part, block.width(), sums)
            });
        }
    }

    fn sum_depthwise(&self, block: &Block, memory: &[i16], weights: &Weights<'_>, workspace: &mut Workspace) {
        let Workspace { buffers: Buffers { inputs, weights: matrix, .. }, sums, .. } = workspace;
        let gather = Gather::new(memory, &self.operands.inputs[0], &self.plan.axes, &block.region);
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
        Gather::new(memory, view, &self.plan.axes, &block.region).run(block.rows.clone(), &chunk, inputs);
    }

    fn sum_linear(&self, block: &Block, memory: &[i16], coefficients: usize, workspace: &mut Workspace) {
        let coefficients = memory[coefficients..].chunks_exact(self.out_channels);
        for (view, coefficients) in self.operands.inputs.iter().zip(coefficients) {
            self.operand(block, memory, view, &mut workspace.buffers.inputs);
            let coefficients = &coefficients[block.columns.clone()];
            let width = coefficients.len();
            let sums = workspace.sums.chunks_exact_mut(width);
            for (sums, inputs) in sums.zip(workspace.buffers.inputs.chunks_exact(width)) {
                accumulate(sums, inputs, coefficients);
            }
        }
    }

    fn sum_product(&self, block: &Block, memory: &[i16], workspace: &mut Workspace) {
        let Workspace { buffers: Buffers { inputs, weights: others, .. }, sums, .. } = workspace;
        self.operand(block, memory, &self.operands.inputs[0], inputs);
        self.operand(block, memory, &self.operands.inputs[1], others);
        accumulate(sums, inputs, others);
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

/// The summed dimension of a region in chunks of at most [`CHUNK_COLUMNS`].
fn chunks(taps: usize, channels: usize) -> impl Iterator<Item = Chunk> {
    let taps_per_chunk = (CHUNK_COLUMNS / channels).max(1);
    ranges(taps, taps_per_chunk).flat_map(move |taps| {
        ranges(channels, CHUNK_COLUMNS).map(move |channels| Chunk { taps: taps.clone(), channels })
    })
}
