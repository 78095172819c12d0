//! Linear combinations and products of tensors, element by element.

use super::block::{Block, Lattice, position_offset};
use super::storage::Storage;
use crate::layer::View;

/// Elements of one block.
const BLOCK_ELEMENTS: usize = 1 << 14;

/// Blocks that cover an output.
pub(super) fn blocks(output: &View, images: usize) -> Vec<Block> {
    let [channels, depth, height, width] = output.shape;
    let lattice = Lattice { first: [0; 3], step: [1; 3], counts: [depth, height, width] };
    let rows = lattice.positions() * images;
    let step = (BLOCK_ELEMENTS / channels).max(1);
    (0..rows)
        .step_by(step)
        .map(|first| Block { phase: 0, lattice, rows: first..rows.min(first + step), channels: 0..channels })
        .collect()
}

/// `sum over j of coefficients[j][channel] * inputs[j]` into `sums`, `[row][channel]`.
pub(super) fn linear(
    inputs: &[View],
    coefficients: &[Vec<f32>],
    block: &Block,
    storage: &Storage,
    sums: &mut [f32],
) {
    for (input, coefficients) in inputs.iter().zip(coefficients) {
        let coefficient = |channel: usize| coefficients[channel.min(coefficients.len() - 1)];
        for_each_operand(input, block, storage, sums, |sum, channel, value| {
            *sum += coefficient(channel) * value
        });
    }
}

/// `inputs[0] * inputs[1]` into `sums`, `[row][channel]`.
pub(super) fn product(inputs: &[View], block: &Block, storage: &Storage, sums: &mut [f32]) {
    sums.fill(1.0);
    for input in inputs {
        for_each_operand(input, block, storage, sums, |product, _, value| *product *= value);
    }
}

fn for_each_operand(
    input: &View,
    block: &Block,
    storage: &Storage,
    sums: &mut [f32],
    mut visit: impl FnMut(&mut f32, usize, f32),
) {
    let input = broadcast(input);
    for (row, sums) in block.rows.clone().zip(sums.chunks_exact_mut(block.channels.len())) {
        let values = storage.image(input.buffer, row % storage.images());
        let offset = position_offset(&input, block.lattice.coordinates(row / storage.images()));
        for (channel, sum) in block.channels.clone().zip(sums) {
            visit(sum, channel, values[offset + channel * input.strides[0]]);
        }
    }
}

/// The view with stride 0 along the axes of extent 1, so that any coordinate reads the one element.
fn broadcast(view: &View) -> View {
    let strides = std::array::from_fn(|axis| if view.shape[axis] == 1 { 0 } else { view.strides[axis] });
    View { strides, ..view.clone() }
}
