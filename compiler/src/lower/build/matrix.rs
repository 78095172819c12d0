//! Products with a constant matrix, as convolutions with one tap.
//!
//! The matrix is stored in the order in which the elements lie in memory, so that a channel-last map is
//! flattened, and a vector becomes a channel-last map, at no cost. That holds for any bias and activation,
//! which a transposed convolution to the map could not have per position.

use isa::phase::PhaseAxis;

use super::loops::{Loop, align, joined};
use super::{Builder, IRREGULAR, convolution_layer, view};
use crate::error::Refusal;
use crate::layer::{Convolution, Layer};
use crate::lower::layout::{Factor, Layout, run};
use crate::lower::operator::{Matrix, Post, Step};
use crate::lower::place::{Stored, axis_innermost};

impl Builder<'_> {
    pub(super) fn matrix(&mut self, step: &Step, matrix: &Matrix, post: &Post) -> Result<Stored, Refusal> {
        let dims = self.dims(step.output).to_vec();
        let mut input = self.stored(step.inputs[0]);
        let in_one_run = |layout: &Layout| run(&layout.axes[matrix.axis]).is_some();
        if !in_one_run(&input.layout) {
            input = self.copy_innermost(step, matrix, &input)?;
        }
        let mut output = self.place(step.output, axis_innermost(&dims, matrix.axis), in_one_run);
        let mut positions = positions(&input.layout, &output.layout, matrix.axis);
        if positions.is_none() {
            input = self.copy_innermost(step, matrix, &input)?;
            let name = self.graph.tensors[step.output].name.clone();
            output = self.fresh(&name, &axis_innermost(&dims, matrix.axis));
            positions = self::positions(&input.layout, &output.layout, matrix.axis);
        }
        let positions = positions.ok_or_else(|| Refusal::new("multiplies too many axes", IRREGULAR))?;
        self.reserve_weights(matrix.inputs.checked_mul(matrix.outputs))?;
        let layer = layer(step, matrix, post, (&input, &output), &positions);
        self.push(layer)?;
        Ok(output)
    }

    fn copy_innermost(&mut self, step: &Step, matrix: &Matrix, input: &Stored) -> Result<Stored, Refusal> {
        let order = axis_innermost(&input.layout.dims(), matrix.axis);
        self.copy_fresh(&step.name, input, &order)
    }
}

/// At most three loops over the axes that the matrix leaves alone.
fn positions(input: &Layout, output: &Layout, axis: usize) -> Option<Vec<Loop>> {
    let without = |layout: &Layout| {
        let mut layout = layout.clone();
        layout.axes[axis].clear();
        layout
    };
    let loops = align(&[&without(output), &without(input)])?;
    let loops = if loops.len() > 3 { joined(&loops) } else { loops };
    (loops.len() <= 3).then_some(loops)
}

fn layer(
    step: &Step,
    matrix: &Matrix,
    post: &Post,
    (input, output): (&Stored, &Stored),
    positions: &[Loop],
) -> Layer {
    let places = |stored: &Stored| -> (usize, Vec<usize>) {
        let factors: &[Factor] = &stored.layout.axes[matrix.axis];
        run(factors).expect("the layout was chosen to have the axis in one run")
    };
    let ((in_stride, rows), (out_stride, columns)) = (places(input), places(output));
    let scale = post.scale.values_along(matrix.outputs);
    let values = matrix.weights.floats().expect("weights were checked to be real numbers");
    let weight = |row: usize, column: usize| matrix.at(values, row, column) * scale[column];
    let weights = rows.iter().flat_map(|&row| columns.iter().map(move |&column| (row, column)));
    let identity = |one: &Loop| PhaseAxis::identity(one.extent as u32);
    let missing = 3 - positions.len();
    let others = |number: usize| -> Vec<(usize, usize)> {
        positions.iter().map(|one| (one.extent, one.strides[number].unwrap_or(0))).collect()
    };
    let convolution = Convolution {
        axes: std::array::from_fn(|axis| match axis.checked_sub(missing) {
            Some(axis) => identity(&positions[axis]),
            None => PhaseAxis::unit(),
        }),
        groups: 1,
        in_channels: matrix.inputs,
        out_channels: matrix.outputs,
        weights: weights.map(|(row, column)| weight(row, column)).collect(),
        dense_taps: 1,
    };
    let input = view(input, (matrix.inputs, in_stride), &others(1));
    let output = view(output, (matrix.outputs, out_stride), &others(0));
    convolution_layer(step, "fc", (input, output), convolution, post, Some(&columns))
}
