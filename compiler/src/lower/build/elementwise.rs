//! Sums, products and copies of tensors in any layout.

use super::loops::{Arrangement, Loop, align, arrange};
use super::{Builder, IRREGULAR, view};
use crate::error::Refusal;
use crate::layer::{Layer, LayerKind};
use crate::lower::grid::{Grid, positions};
use crate::lower::layout::Layout;
use crate::lower::operator::{Post, Step};
use crate::lower::place::{Stored, default_layout};

/// What is computed per element.
pub(super) enum Arithmetic<'a> {
    /// Sum of the operands times one factor each.
    Sum(&'a [f32]),
    /// Product of two operands.
    Product,
    /// Constants only.
    Fill,
}

impl Builder<'_> {
    pub(super) fn elementwise(
        &mut self,
        step: &Step,
        arithmetic: Arithmetic,
        post: &Post,
    ) -> Result<Stored, Refusal> {
        let dims = self.dims(step.output).to_vec();
        let mut operands: Vec<Stored> = step.inputs.iter().map(|&input| self.stored(input)).collect();
        if let Arithmetic::Fill = arithmetic {
            // Any single element will do: its factor is zero.
            operands[0].layout.axes = vec![Vec::new(); dims.len()];
        }
        let like = operands.iter().find(|operand| operand.layout.dims() == dims);
        let order = like.map_or_else(|| default_layout(&dims), |operand| operand.layout.clone());
        let output = self.place(step.output, order, |_| true);
        if self.emit(&step.name, &arithmetic, post, &operands, &output)? {
            return Ok(output);
        }
        // In one common order without gaps, everything is a single loop.
        let order = Layout::row_major(&dims);
        let copies = operands.iter().map(|operand| self.copy_fresh(&step.name, operand, &order));
        let operands = copies.collect::<Result<Vec<_>, _>>()?;
        let output = self.fresh(&self.graph.tensors[step.output].name.clone(), &order);
        if self.emit(&step.name, &arithmetic, post, &operands, &output)? {
            return Ok(output);
        }
        Err(Refusal::new("combines tensors whose layouts do not match", IRREGULAR))
    }

    /// Adds the layers of one operation, or returns `false` if the layouts cannot be walked together.
    pub(super) fn emit(
        &mut self,
        name: &str,
        arithmetic: &Arithmetic,
        post: &Post,
        operands: &[Stored],
        output: &Stored,
    ) -> Result<bool, Refusal> {
        let layouts: Vec<&Layout> =
            [output].into_iter().chain(operands).map(|stored| &stored.layout).collect();
        let grids = [&post.scale, &post.shift, &post.slope];
        let rank = output.layout.axes.len();
        let varying: Vec<bool> =
            (0..rank).map(|axis| grids.iter().any(|grid| grid.dims()[axis] > 1)).collect();
        let loops = align(&layouts);
        let Some(arrangement) = loops.and_then(|loops| arrange(&loops, |one| one.walks(&varying))) else {
            return Ok(false);
        };
        let counts: Vec<usize> = arrangement.pieces.iter().map(|piece| piece.extent).collect();
        for piece in positions(&counts) {
            let layer =
                layer(name, arithmetic, post, operands, output, &Piece::new(&arrangement, &piece, rank));
            self.push(layer)?;
        }
        Ok(true)
    }
}

/// One of the layers that an operation is cut into.
struct Piece<'a> {
    arrangement: &'a Arrangement,
    /// Iteration of each of the loops between the layers.
    indices: &'a [usize],
    /// The position in the tensor where it begins.
    start: Vec<usize>,
}

impl<'a> Piece<'a> {
    fn new(arrangement: &'a Arrangement, indices: &'a [usize], rank: usize) -> Self {
        let mut start = vec![0; rank];
        arrangement.pieces.iter().zip(indices).for_each(|(one, &index)| one.locate(index, &mut start));
        Self { arrangement, indices, start }
    }

    fn channels(&self) -> usize {
        self.arrangement.channel.as_ref().map_or(1, |channel| channel.extent)
    }

    /// View of tensor `number`, the result being 0.
    fn view(&self, stored: &Stored, number: usize) -> crate::layer::View {
        // A repeated axis has extent 1.
        let axis = |one: &Loop| one.strides[number].map_or((1, 0), |stride| (one.extent, stride));
        let channel = self.arrangement.channel.as_ref().map_or((1, 0), axis);
        let others: Vec<(usize, usize)> = self.arrangement.others.iter().map(axis).collect();
        let mut view = view(stored, channel, &others);
        for (one, index) in self.arrangement.pieces.iter().zip(self.indices) {
            view.offset += index * one.strides[number].unwrap_or(0);
        }
        view
    }

    /// The values of a grid for each channel.
    fn per_channel(&self, grid: &Grid) -> Vec<f32> {
        let value = |index: usize| {
            let mut position = self.start.clone();
            self.arrangement.channel.iter().for_each(|channel| channel.locate(index, &mut position));
            grid.at(&position)
        };
        (0..self.channels()).map(value).collect()
    }

    /// The same, as a single value where the grid has only one.
    fn compressed(&self, grid: &Grid) -> Vec<f32> {
        grid.value().map_or_else(|| self.per_channel(grid), |value| vec![value])
    }
}

fn layer(
    name: &str,
    arithmetic: &Arithmetic,
    post: &Post,
    operands: &[Stored],
    output: &Stored,
    piece: &Piece,
) -> Layer {
    let scale = piece.compressed(&post.scale);
    let kind = match arithmetic {
        Arithmetic::Sum(factors) => LayerKind::Linear {
            coefficients: factors.iter().map(|factor| scale.iter().map(|s| s * factor).collect()).collect(),
        },
        Arithmetic::Product => LayerKind::Product,
        Arithmetic::Fill => LayerKind::Linear { coefficients: vec![vec![0.0]] },
    };
    Layer {
        name: name.to_owned(),
        op: label(arithmetic, post),
        inputs: operands.iter().enumerate().map(|(i, operand)| piece.view(operand, i + 1)).collect(),
        output: piece.view(output, 0),
        kind,
        bias: piece.per_channel(&post.shift),
        negative_slope: piece.compressed(&post.slope),
        clamp: post.clamp,
        activation: post.activation,
    }
}

fn label(arithmetic: &Arithmetic, post: &Post) -> &'static str {
    match arithmetic {
        Arithmetic::Sum(factors) if factors.len() > 1 => "add",
        Arithmetic::Product => "mul",
        Arithmetic::Sum(_) | Arithmetic::Fill if !post.is_affine() => "act",
        Arithmetic::Sum(_) if !post.scale.is(1.0) => "mul",
        Arithmetic::Sum(_) if !post.shift.is(0.0) => "add",
        Arithmetic::Sum(_) | Arithmetic::Fill => "copy",
    }
}
