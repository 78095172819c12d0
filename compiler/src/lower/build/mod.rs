//! Makes layers out of operators: every tensor gets a place in a buffer, views cost nothing, arithmetic
//! becomes a layer, and what no view can express is copied.

mod convolution;
mod elementwise;
mod loops;
mod matrix;
mod remap;

use super::grid::Grid;
use super::layout::Layout;
use super::operator::{Head, Operator, OperatorGraph, Post, Step, TensorId};
use super::place::{Places, Stored, allocate, default_layout, places};
use crate::error::{ImportProblem, Refusal};
use crate::layer::{Convolution, Layer, LayerGraph, LayerKind, Port, View};
use crate::onnx::limits::{MAX_CONSTANT_ELEMENTS, MAX_TENSOR_ELEMENTS};
use elementwise::Arithmetic;

const IRREGULAR: &str = "simplify the reshapes and transpositions before this node";

/// Makes the layers of a graph.
pub(crate) fn build(graph: &OperatorGraph) -> Result<LayerGraph, ImportProblem> {
    let mut layers = LayerGraph::default();
    let places = places(graph, &mut layers.buffers);
    let mut builder = Builder { graph, layers, places, stored: vec![None; graph.tensors.len()], weights: 0 };
    builder.place_inputs();
    for (index, step) in graph.steps.iter().enumerate() {
        builder.step(index, step).map_err(|refusal| refusal.at(&step.name, &step.source))?;
    }
    builder.name_outputs()?;
    Ok(builder.layers)
}

struct Builder<'a> {
    graph: &'a OperatorGraph,
    layers: LayerGraph,
    places: Places,
    stored: Vec<Option<Stored>>,
    /// Weights made so far, for the limit.
    weights: usize,
}

impl Builder<'_> {
    fn dims(&self, tensor: TensorId) -> &[usize] {
        &self.graph.tensors[tensor].dims
    }

    fn stored(&self, tensor: TensorId) -> Stored {
        self.stored[tensor].clone().expect("operands are stored before they are used")
    }

    /// Storage for a new tensor with a given order of elements, and no gaps.
    fn fresh(&mut self, name: &str, layout: &Layout) -> Stored {
        let layout = layout.compacted();
        let buffer = allocate(&mut self.layers.buffers, name, layout.dims().iter().product());
        Stored { buffer, layout }
    }

    /// The place that a tensor is wished to have, if `usable` accepts its layout; else a new one of `otherwise`.
    fn place(&mut self, tensor: TensorId, otherwise: Layout, usable: impl Fn(&Layout) -> bool) -> Stored {
        let name = &self.graph.tensors[tensor].name;
        match self.places.wishes[tensor].clone().filter(|wish| usable(&wish.layout)) {
            Some(wish) => match wish.buffer {
                Some(buffer) => Stored { buffer, layout: wish.layout },
                None => self.fresh(name, &wish.layout),
            },
            None => self.fresh(name, &otherwise),
        }
    }

    fn place_inputs(&mut self) {
        for &input in &self.graph.inputs {
            // A port has one stride per dimension.
            let otherwise = Layout::row_major(self.dims(input));
            let otherwise = if self.places.wishes[input].is_some() {
                otherwise
            } else {
                default_layout(self.dims(input))
            };
            let stored = self.place(input, otherwise, |layout| layout.strides().is_some());
            let port = self.port(&self.graph.tensors[input].name, input, &stored);
            self.layers.inputs.push(port);
            self.stored[input] = Some(stored);
        }
    }

    fn name_outputs(&mut self) -> Result<(), ImportProblem> {
        for (name, tensor) in &self.graph.outputs {
            let mut stored = self.stored(*tensor);
            if stored.layout.strides().is_none() {
                let layout = Layout::row_major(self.dims(*tensor));
                stored = self
                    .copy_fresh(name, &stored, &layout)
                    .map_err(|refusal| refusal.at(name, "graph output"))?;
            }
            let port = self.port(name, *tensor, &stored);
            self.layers.outputs.push(port);
        }
        Ok(())
    }

    fn port(&self, name: &str, tensor: TensorId, stored: &Stored) -> Port {
        Port {
            name: name.to_owned(),
            batched: self.graph.tensors[tensor].batched,
            dims: self.dims(tensor).to_vec(),
            strides: stored.layout.strides().expect("ports are placed with one stride per dimension"),
            offset: stored.layout.offset,
            buffer: stored.buffer,
        }
    }

    fn step(&mut self, index: usize, step: &Step) -> Result<(), Refusal> {
        let stored = match &step.operator {
            Operator::Reshape | Operator::Transpose(_) | Operator::Slice { .. } => self.view(step)?,
            Operator::Concat { axis } => self.concatenate(index, step, *axis)?,
            Operator::Compute { head, post } => match head {
                Head::Convolution(kernel) => self.convolution(step, kernel, post)?,
                Head::MatMul(matrix) => self.matrix(step, matrix, post)?,
                Head::Remap(maps) => self.remap(step, maps, post)?,
                Head::Sum(factors) => self.elementwise(step, Arithmetic::Sum(factors), post)?,
                Head::Product => self.elementwise(step, Arithmetic::Product, post)?,
                Head::Fill => self.elementwise(step, Arithmetic::Fill, post)?,
            },
        };
        self.stored[step.output] = Some(stored);
        Ok(())
    }

    fn view(&mut self, step: &Step) -> Result<Stored, Refusal> {
        let dims = self.dims(step.output).to_vec();
        let view = |layout: &Layout| match &step.operator {
            Operator::Transpose(order) => Some(layout.transposed(order)),
            Operator::Slice { axis, start, step } => layout.sliced(*axis, *start, dims[*axis], *step),
            _ => layout.reshaped(&dims),
        };
        let mut source = self.stored(step.inputs[0]);
        let layout = match view(&source.layout) {
            Some(layout) => layout,
            None => {
                let order = Layout::row_major(self.dims(step.inputs[0]));
                source = self.copy_fresh(&step.name, &source, &order)?;
                view(&source.layout).ok_or_else(|| Refusal::new("cannot be a view", IRREGULAR))?
            }
        };
        Ok(Stored { buffer: source.buffer, layout })
    }

    /// Copies the parts that were not produced in place.
    fn concatenate(&mut self, index: usize, step: &Step, axis: usize) -> Result<Stored, Refusal> {
        let result = self.places.concatenations[&index].clone();
        let mut start = 0;
        for &input in &step.inputs {
            let extent = self.dims(input)[axis];
            let part = result.layout.sliced(axis, start, extent, 1);
            let layout =
                part.ok_or_else(|| Refusal::new("joins parts that cannot be addressed", IRREGULAR))?;
            let part = Stored { buffer: result.buffer, layout };
            let source = self.stored(input);
            if source != part {
                self.copy(&step.name, &source, &part)?;
            }
            start += extent;
        }
        Ok(result)
    }

    /// Copies a tensor to a new buffer in another order.
    fn copy_fresh(&mut self, name: &str, source: &Stored, order: &Layout) -> Result<Stored, Refusal> {
        let target = self.fresh(name, order);
        self.copy(name, source, &target)?;
        Ok(target)
    }

    fn copy(&mut self, name: &str, source: &Stored, target: &Stored) -> Result<(), Refusal> {
        let post = Post::identity(target.layout.axes.len());
        let emitted =
            self.emit(name, &Arithmetic::Sum(&[1.0]), &post, std::slice::from_ref(source), target)?;
        if emitted {
            Ok(())
        } else {
            Err(Refusal::new("needs a copy between layouts that do not match", IRREGULAR))
        }
    }

    /// Adds a layer after checking what the executors rely on.
    fn push(&mut self, layer: Layer) -> Result<(), Refusal> {
        if let LayerKind::Convolution(convolution) = &layer.kind {
            for axis in &convolution.axes {
                let advice = "use smaller kernels, strides or upsampling factors";
                axis.validate().map_err(|rule| Refusal::new(format!("cannot run: {rule}"), advice))?;
            }
        }
        self.layers.layers.push(layer);
        Ok(())
    }

    /// Refuses weights that would exceed the limits, before they are made.
    fn reserve_weights(&mut self, count: Option<usize>) -> Result<usize, Refusal> {
        let count = count.filter(|&count| count <= MAX_TENSOR_ELEMENTS).and_then(|count| {
            self.weights = self.weights.checked_add(count)?;
            (self.weights <= MAX_CONSTANT_ELEMENTS).then_some(count)
        });
        let problem = format!(
            "makes the weights exceed {MAX_TENSOR_ELEMENTS} elements, or {MAX_CONSTANT_ELEMENTS} in all"
        );
        count.ok_or_else(|| Refusal::new(problem, "use a smaller model"))
    }
}

/// A view with one axis per entry: channels first, then up to three others, the last one being the width.
fn view(stored: &Stored, channel: (usize, usize), others: &[(usize, usize)]) -> View {
    let mut view =
        View { buffer: stored.buffer, offset: stored.layout.offset, shape: [1; 4], strides: [0; 4] };
    (view.shape[0], view.strides[0]) = channel;
    let first = 4 - others.len();
    for (axis, &(extent, stride)) in others.iter().enumerate() {
        (view.shape[first + axis], view.strides[first + axis]) = (extent, stride);
    }
    view
}

/// A layer that convolves. `order` says which channel of the constants is stored at which place, if not in order.
fn convolution_layer(
    step: &Step,
    op: &'static str,
    (input, output): (View, View),
    convolution: Convolution,
    post: &Post,
    order: Option<&[usize]>,
) -> Layer {
    let per_channel = |grid: &Grid| {
        let values = grid.values_along(convolution.out_channels);
        match order {
            Some(order) => order.iter().map(|&channel| values[channel]).collect(),
            None => values,
        }
    };
    Layer {
        name: step.name.clone(),
        op,
        inputs: vec![input],
        output,
        bias: per_channel(&post.shift),
        negative_slope: post.slope.value().map_or_else(|| per_channel(&post.slope), |slope| vec![slope]),
        clamp: post.clamp,
        activation: post.activation,
        kind: LayerKind::Convolution(convolution),
    }
}
