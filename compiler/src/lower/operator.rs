//! The operator graph: an ONNX graph for one image, with shapes known, constants folded and attributes
//! checked. Every operator is one of a few kinds; storage is not decided yet.

use std::sync::Arc;

use isa::phase::PhaseAxis;

use super::grid::Grid;
use crate::error::Refusal;
use crate::layer::Activation;
use crate::onnx::ConstTensor;
use crate::onnx::rules;

/// Index of a tensor in [`OperatorGraph::tensors`].
pub(crate) type TensorId = usize;

/// A value that is computed at run time.
#[derive(Debug, Clone)]
pub(crate) struct TensorInfo {
    /// Name of the ONNX value it comes from.
    pub name: String,
    /// Extents of one image.
    pub dims: Vec<usize>,
    /// Whether a leading batch axis was left out of `dims`.
    pub batched: bool,
}

/// One operator at its place in the graph.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Name of the ONNX node, or of several joined by `+`.
    pub name: String,
    /// ONNX operator of the node, for messages.
    pub source: String,
    /// Operands.
    pub inputs: Vec<TensorId>,
    /// Result.
    pub output: TensorId,
    /// What is done.
    pub operator: Operator,
}

/// What a step does.
#[expect(clippy::large_enum_variant, reason = "a graph has few steps")]
#[derive(Debug, Clone)]
pub(crate) enum Operator {
    /// Arithmetic: becomes a layer.
    Compute {
        /// The sum or product.
        head: Head,
        /// What follows element by element.
        post: Post,
    },
    /// The elements in row-major order, in another shape.
    Reshape,
    /// For each result axis, the source axis.
    Transpose(Vec<usize>),
    /// Every `step`-th position of `axis` from `start` on.
    Slice {
        /// Along which axis.
        axis: usize,
        /// First position.
        start: usize,
        /// Distance between kept positions, at least 1.
        step: usize,
    },
    /// The operands one behind the other along an axis.
    Concat {
        /// Along which axis.
        axis: usize,
    },
}

/// The kinds of arithmetic.
#[derive(Debug, Clone)]
pub(crate) enum Head {
    /// Convolution of `[channels, spatial axes..]`.
    Convolution(Kernel),
    /// Product with a constant matrix along one axis.
    MatMul(Matrix),
    /// Sum of the operands times one factor each, with broadcasting.
    Sum(Vec<f32>),
    /// Product of two operands, with broadcasting.
    Product,
    /// Per axis, which positions an output reads; `None` where an axis stays as it is.
    Remap(Vec<Option<PhaseAxis>>),
    /// Constants; the operand only says when.
    Fill,
}

/// A convolution or transposed convolution. Lists have one entry per spatial axis.
#[derive(Debug, Clone)]
pub(crate) struct Kernel {
    /// Whether it is transposed.
    pub transposed: bool,
    /// Nearest-neighbour upsampling of the input, 1 for none; only where not transposed.
    pub upsample: Vec<u32>,
    /// Kernel taps.
    pub extent: Vec<u32>,
    /// Strides.
    pub stride: Vec<u32>,
    /// Distances between taps.
    pub dilation: Vec<u32>,
    /// Padding, or crop where transposed, before the first position.
    pub pad_begin: Vec<i32>,
    /// Channel groups.
    pub groups: usize,
    /// Input channels.
    pub in_channels: usize,
    /// Output channels.
    pub out_channels: usize,
    /// `[out, in / groups, kernel..]`, or `[in, out / groups, kernel..]` where transposed.
    pub weights: Arc<ConstTensor>,
}

/// A constant matrix applied along one axis.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    /// The axis whose `inputs` positions become `outputs` positions.
    pub axis: usize,
    /// Positions that are summed over.
    pub inputs: usize,
    /// Positions of the result.
    pub outputs: usize,
    /// The elements.
    pub weights: Arc<ConstTensor>,
    /// Whether `weights` is `[outputs, inputs]` rather than `[inputs, outputs]`.
    pub transposed: bool,
}

impl Matrix {
    /// The factor from one input position to one output position.
    pub fn at(&self, weights: &[f32], input: usize, output: usize) -> f32 {
        weights[if self.transposed { output * self.inputs + input } else { input * self.outputs + output }]
    }
}

/// `activation(clamp(slope(x * scale + shift)))`, the order in which the device works.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Post {
    /// Factors; 1 leaves as is.
    pub scale: Grid,
    /// Summands; 0 leaves as is.
    pub shift: Grid,
    /// Factors for negative values; 1 leaves as is.
    pub slope: Grid,
    /// Bounds.
    pub clamp: Option<(f32, f32)>,
    /// Last function.
    pub activation: Option<Activation>,
}

impl Post {
    /// Nothing.
    pub fn identity(rank: usize) -> Self {
        let one = Grid::uniform(rank, 1.0);
        Self {
            scale: one.clone(),
            shift: Grid::uniform(rank, 0.0),
            slope: one,
            clamp: None,
            activation: None,
        }
    }

    /// `x * scale + shift`.
    pub fn affine(scale: Grid, shift: Grid) -> Self {
        let rank = scale.dims().len();
        Self { scale, shift, ..Self::identity(rank) }
    }

    /// Negative values times `slope`.
    pub fn slope(slope: Grid) -> Self {
        Self { slope: slope.clone(), ..Self::identity(slope.dims().len()) }
    }

    /// Bounds.
    pub fn clamp(rank: usize, low: f32, high: f32) -> Self {
        Self { clamp: Some((low, high)), ..Self::identity(rank) }
    }

    /// A function of one value.
    pub fn activation(rank: usize, activation: Activation) -> Self {
        Self { activation: Some(activation), ..Self::identity(rank) }
    }

    /// Whether values are only scaled and shifted.
    pub fn is_affine(&self) -> bool {
        self.slope.is(1.0) && self.clamp.is_none() && self.activation.is_none()
    }

    /// Whether nothing is scaled or shifted.
    pub fn is_unscaled(&self) -> bool {
        self.scale.is(1.0) && self.shift.is(0.0)
    }

    /// Both in one, this one first; `None` where the order of the device does not allow it.
    pub fn then(&self, next: &Self) -> Option<Self> {
        if self.is_affine() {
            let scale = self.scale.zip(&next.scale, |a, b| a * b)?;
            let shift = self.shift.zip(&next.scale, |a, b| a * b)?.zip(&next.shift, |a, b| a + b)?;
            return Some(Self { scale, shift, ..next.clone() });
        }
        if !next.is_unscaled() {
            return None;
        }
        let (clamp, activation) = (next.clamp, next.activation);
        if self.activation.is_some() {
            let nothing_left = next.slope.is(1.0) && clamp.is_none() && activation.is_none();
            return nothing_left.then(|| self.clone());
        }
        match self.clamp {
            // A slope of at least zero keeps the sign, so two slopes in a row multiply.
            None if next.slope.is(1.0) || self.slope.all(|slope| slope >= 0.0) => {
                let slope = self.slope.zip(&next.slope, |a, b| a * b)?;
                Some(Self { slope, clamp, activation, ..self.clone() })
            }
            Some((low, high)) if next.slope.is(1.0) => {
                let (inner_low, inner_high) = clamp.unwrap_or((f32::MIN, f32::MAX));
                let bounds = (low.max(inner_low).min(inner_high), high.max(inner_low).min(inner_high));
                Some(Self { clamp: Some(bounds), activation, ..self.clone() })
            }
            _ => None,
        }
    }

    /// Whether every constant varies along no axis but `axis`.
    pub fn varies_only_along(&self, axis: usize) -> bool {
        [&self.scale, &self.shift, &self.slope].iter().all(|grid| grid.varies_only_along(axis))
    }

    /// The same with each grid replaced; `None` if one cannot be.
    pub fn map_grids(&self, change: impl Fn(&Grid) -> Option<Grid>) -> Option<Self> {
        let (scale, shift, slope) = (change(&self.scale)?, change(&self.shift)?, change(&self.slope)?);
        Some(Self { scale, shift, slope, ..self.clone() })
    }
}

/// The network for one image.
#[derive(Debug, Default)]
pub(crate) struct OperatorGraph {
    /// Extent of the batch axis of the tensors that have one, while shapes are computed.
    pub batch: usize,
    /// Values computed at run time.
    pub tensors: Vec<TensorInfo>,
    /// Operators, each after the ones it depends on.
    pub steps: Vec<Step>,
    /// Inputs in ONNX order.
    pub inputs: Vec<TensorId>,
    /// Outputs in ONNX order, with their names.
    pub outputs: Vec<(String, TensorId)>,
    /// Node and operator that steps are being added for.
    pub node: (String, String),
}

impl OperatorGraph {
    /// Adds a tensor. Its extents must be at least 1 and within the limits.
    pub fn tensor(&mut self, name: &str, dims: Vec<usize>, batched: bool) -> Result<TensorId, Refusal> {
        if dims.contains(&0) {
            let problem = format!("has a result of shape {dims:?}, which is empty");
            return Err(Refusal::new(problem, "remove the part of the graph that computes nothing"));
        }
        rules::elements(&dims)?;
        self.tensors.push(TensorInfo { name: name.to_owned(), dims, batched });
        Ok(self.tensors.len() - 1)
    }

    /// Adds a step of the current node. The result is batched if `batched`.
    pub fn push(
        &mut self,
        operator: Operator,
        inputs: Vec<TensorId>,
        dims: Vec<usize>,
        batched: bool,
    ) -> Result<TensorId, Refusal> {
        let (name, source) = self.node.clone();
        let output = self.tensor(&name, dims, batched)?;
        self.steps.push(Step { name, source, inputs, output, operator });
        Ok(output)
    }

    /// Adds arithmetic on one operand whose shape stays.
    pub fn push_post(&mut self, input: TensorId, post: Post) -> Result<TensorId, Refusal> {
        let TensorInfo { dims, batched, .. } = self.tensors[input].clone();
        self.push(Operator::Compute { head: Head::Sum(vec![1.0]), post }, vec![input], dims, batched)
    }

    /// Adds a reshape, unless the shape is the same already.
    pub fn push_reshape(&mut self, input: TensorId, dims: Vec<usize>) -> Result<TensorId, Refusal> {
        if self.tensors[input].dims == dims {
            return Ok(input);
        }
        self.push(Operator::Reshape, vec![input], dims, self.tensors[input].batched)
    }

    /// Adds a transposition, unless it moves nothing.
    pub fn push_transpose(&mut self, input: TensorId, order: Vec<usize>) -> Result<TensorId, Refusal> {
        if order.is_sorted() {
            return Ok(input);
        }
        let TensorInfo { dims, batched, .. } = &self.tensors[input];
        let (dims, batched) = (order.iter().map(|&axis| dims[axis]).collect(), *batched);
        self.push(Operator::Transpose(order), vec![input], dims, batched)
    }

    /// Adds a slice of `count` positions of an axis, unless it keeps all of them.
    pub fn push_slice(
        &mut self,
        input: TensorId,
        axis: usize,
        start: usize,
        count: usize,
        step: usize,
    ) -> Result<TensorId, Refusal> {
        let TensorInfo { mut dims, batched, .. } = self.tensors[input].clone();
        if dims[axis] == count {
            return Ok(input);
        }
        dims[axis] = count;
        self.push(Operator::Slice { axis, start, step }, vec![input], dims, batched)
    }

    /// Extents as ONNX sees them: with the batch axis.
    pub fn onnx_dims(&self, tensor: TensorId) -> Vec<usize> {
        let TensorInfo { dims, batched, .. } = &self.tensors[tensor];
        if *batched { [&[self.batch], &dims[..]].concat() } else { dims.clone() }
    }

    /// Extents of one image, from those that ONNX sees, for a result that keeps the images of `like` apart.
    pub fn image_dims(&self, like: TensorId, onnx_dims: &[usize]) -> Result<Vec<usize>, Refusal> {
        if !self.tensors[like].batched {
            return Ok(onnx_dims.to_vec());
        }
        match onnx_dims.split_first() {
            Some((&batch, rest)) if batch == self.batch => Ok(rest.to_vec()),
            _ => Err(Refusal::MixesImages),
        }
    }

    /// An axis of one image, from one that ONNX counts.
    pub fn image_axis(&self, tensor: TensorId, onnx_axis: usize) -> Result<usize, Refusal> {
        if self.tensors[tensor].batched {
            onnx_axis.checked_sub(1).ok_or(Refusal::MixesImages)
        } else {
            Ok(onnx_axis)
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn run(post: &Post, x: f32) -> f32 {
        let at = |grid: &Grid| grid.value().unwrap();
        let mut y = x * at(&post.scale) + at(&post.shift);
        if y < 0.0 {
            y *= at(&post.slope);
        }
        if let Some((low, high)) = post.clamp {
            y = y.max(low).min(high);
        }
        post.activation.map_or(y, |activation| activation.evaluate(y.into()) as f32)
    }

    #[test]
    fn joined_posts_compute_what_both_compute() {
        let uniform = |value| Grid::uniform(0, value);
        let posts = [
            Post::identity(0),
            Post::affine(uniform(2.0), uniform(-0.5)),
            Post::slope(uniform(0.0)),
            Post::slope(uniform(0.2)),
            Post::slope(uniform(-1.0)),
            Post::clamp(0, -0.25, 0.75),
            Post::clamp(0, 0.5, f32::MAX),
            Post::activation(0, Activation::Tanh),
        ];
        let mut joined = 0;
        for (a, b, c) in posts.iter().flat_map(|a| {
            let posts = &posts;
            posts.iter().flat_map(move |b| posts.iter().map(move |c| (a, b, c)))
        }) {
            let Some(both) = a.then(b).and_then(|both| both.then(c)) else { continue };
            joined += 1;
            for x in [-3.0, -0.3, 0.0, 0.4, 2.0] {
                let expected = run(c, run(b, run(a, x)));
                assert!((run(&both, x) - expected).abs() < 1e-6, "{a:?} {b:?} {c:?} at {x}");
            }
        }
        assert!(joined > 100, "{joined} of 512 orders can be joined");
    }
}
