//! Computes one block: gathers inputs, sums exactly in 64 bits, post-processes.
//!
//! Memory is only read here; the values are returned.

use isa::queue::Fault;
use isa::record::REQUANTISATION_BYTES;

use super::Simd;
use super::gather::{Chunk, Gather};
use super::layer::{Block, CHUNK_COLUMNS, Layer, Sum, ranges};
use super::operands::View;
use super::post_process::Columns;
use super::weights::Weights;
use crate::matmul::{self, MatrixRef};

/// Buffers that one thread uses for block after block. They grow to the largest block and stay.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    factors: Factors,
    sums: Vec<i64>,
    columns: Columns,
}

/// The factors of a product.
#[derive(Debug, Default)]
struct Factors {
    inputs: Vec<i16>,
    weights: Vec<i16>,
    matmul: matmul::Workspace,
}

/// The first `length` elements of a buffer, with whatever they held before.
fn sized<T: Copy + Default>(buffer: &mut Vec<T>, length: usize) -> &mut [T] {
    if buffer.len() < length {
        buffer.resize(length, T::default());
    }
    &mut buffer[..length]
}

/// One block and what it is computed from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Computation<'a> {
    pub(super) layer: &'a Layer<'a>,
    pub(super) block: &'a Block,
    /// All elements of the device's memory.
    pub(super) memory: &'a [i16],
    pub(super) simd: Simd,
}

impl Computation<'_> {
    /// The values of the block: `[row][phase][channel]`.
    ///
    /// # Errors
    /// A malformed requantisation entry.
    pub(super) fn run(&self, workspace: &mut Workspace) -> Result<Vec<i16>, Fault> {
        let Workspace { factors, sums, columns } = workspace;
        self.set_columns(columns)?;
        let mut values = vec![0; self.block.height() * self.block.width()];
        let mut post_process = |part: matmul::Block<'_>| {
            columns.apply(self.simd.loops, self.layer.post, part, &mut values);
        };
        let depth = self.block.region.taps().saturating_mul(self.layer.in_channels);
        match &self.layer.sum {
            // One product is the whole sum: it is post-processed while it is in the cache.
            Sum::Matrix(weights) if (1..=CHUNK_COLUMNS).contains(&depth) => {
                let all = Chunk { taps: 0..self.block.region.taps(), channels: 0..self.layer.in_channels };
                self.multiply(weights, all, factors, post_process);
            }
            sum => {
                let (rows, columns) = (0..self.block.height(), 0..self.block.width());
                let sums = sized(sums, rows.len() * columns.len());
                sums.fill(0);
                self.add_sum(sum, factors, sums);
                post_process(matmul::Block { rows, columns, sums });
            }
        }
        Ok(values)
    }

    fn set_columns(&self, columns: &mut Columns) -> Result<(), Fault> {
        let Self { layer, block, memory, .. } = self;
        let first = block.group * layer.out_channels + block.columns.start;
        let entries = first * REQUANTISATION_BYTES..(first + block.columns.len()) * REQUANTISATION_BYTES;
        let offset = layer.operands.requantisation_offset + entries.start as u64;
        let bytes: &[u8] = bytemuck::cast_slice(memory);
        let bytes = &bytes[layer.operands.requantisation.clone()][entries];
        columns.set(bytes, block.region.phase_count(), offset)
    }

    fn add_sum(&self, sum: &Sum<'_>, factors: &mut Factors, sums: &mut [i64]) {
        match sum {
            Sum::Matrix(weights) => {
                for chunk in chunks(self.block.region.taps(), self.layer.in_channels) {
                    self.multiply(weights, chunk, factors, |part| self.add_part(&part, sums));
                }
            }
            Sum::Depthwise(weights) => self.add_depthwise(weights, factors, sums),
            Sum::Linear(coefficients) => self.add_linear(*coefficients, factors, sums),
            Sum::Product => {
                let [first, second] = [&self.layer.operands.inputs[0], &self.layer.operands.inputs[1]];
                let Factors { inputs, weights: others, .. } = factors;
                accumulate(sums, self.operand(first, inputs), self.operand(second, others));
            }
        }
    }

    /// Hands the product of a chunk of the summed dimension to `sink`, part by part.
    fn multiply(
        &self,
        weights: &Weights<'_>,
        chunk: Chunk,
        factors: &mut Factors,
        sink: impl FnMut(matmul::Block<'_>),
    ) {
        let Self { layer, block, memory, simd } = self;
        let (height, width, depth) = (block.height(), block.width(), chunk.columns());
        let b = match weights.in_place(block.group, &block.region, &chunk, block.columns.start) {
            Some(start) => MatrixRef::new(&memory[start..], depth, width, weights.stride()),
            None => {
                let matrix = sized(&mut factors.weights, depth * width);
                weights.gather(memory, block.group, &block.region, &chunk, block.columns.clone(), matrix);
                MatrixRef::new(matrix, depth, width, width)
            }
        };
        let first_channel = block.group * layer.in_channels;
        let channels = first_channel + chunk.channels.start..first_channel + chunk.channels.end;
        let inputs = sized(&mut factors.inputs, height * depth);
        self.gather(&layer.operands.inputs[0], &Chunk { channels, ..chunk }, inputs);
        let a = MatrixRef::new(inputs, height, depth, depth);
        let (a, b) = a.and_then(|a| Ok((a, b?))).expect("the matrices have their sizes");
        matmul::multiply_with(simd.products, a, b, &mut factors.matmul, sink)
            .expect("the matrices fit each other");
    }

    fn gather(&self, view: &View, chunk: &Chunk, matrix: &mut [i16]) {
        let gather = Gather::new(self.memory, view, &self.layer.plan.axes, &self.block.region);
        gather.run(self.block.rows.clone(), chunk, matrix);
    }

    fn add_part(&self, part: &matmul::Block<'_>, sums: &mut [i64]) {
        let rows = part.sums.chunks_exact(part.columns.len().max(1));
        for (row, part_sums) in part.rows.clone().zip(rows) {
            let sums = &mut sums[row * self.block.width()..][part.columns.clone()];
            sums.iter_mut().zip(part_sums).for_each(|(sum, part)| *sum = sum.wrapping_add(*part));
        }
    }

    fn add_depthwise(&self, weights: &Weights<'_>, factors: &mut Factors, sums: &mut [i64]) {
        let Self { block, memory, .. } = self;
        let width = block.width();
        for taps in ranges(block.region.taps(), (CHUNK_COLUMNS / width).max(1)) {
            let chunk = Chunk { taps, channels: block.columns.clone() };
            let matrix = sized(&mut factors.weights, chunk.columns());
            weights.gather_depthwise(memory, &block.region, &chunk, matrix);
            let inputs = sized(&mut factors.inputs, block.height() * chunk.columns());
            self.gather(&self.layer.operands.inputs[0], &chunk, inputs);
            for (sums, inputs) in sums.chunks_exact_mut(width).zip(inputs.chunks_exact(matrix.len())) {
                for (inputs, weights) in inputs.chunks_exact(width).zip(matrix.chunks_exact(width)) {
                    accumulate(sums, inputs, weights);
                }
            }
        }
    }

    fn add_linear(&self, coefficients: usize, factors: &mut Factors, sums: &mut [i64]) {
        let Self { layer, block, memory, .. } = self;
        let coefficients = memory[coefficients..].chunks_exact(layer.out_channels);
        for (view, coefficients) in layer.operands.inputs.iter().zip(coefficients) {
            let inputs = self.operand(view, &mut factors.inputs).chunks_exact(block.width());
            for (sums, inputs) in sums.chunks_exact_mut(block.width()).zip(inputs) {
                accumulate(sums, inputs, &coefficients[block.columns.clone()]);
            }
        }
    }

    /// The block's part of an operand of an element-wise layer.
    fn operand<'b>(&self, view: &View, buffer: &'b mut Vec<i16>) -> &'b [i16] {
        let chunk = Chunk { taps: 0..1, channels: self.block.columns.clone() };
        let inputs = sized(buffer, self.block.height() * chunk.columns());
        self.gather(view, &chunk, inputs);
        inputs
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
