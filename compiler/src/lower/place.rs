//! Decides where tensors would best lie, before any layer is made: parts of a concatenation directly in its
//! buffer, inputs of convolutions channel-last, inputs of matrix products in one run.
//!
//! A wish binds nobody: a tensor that ends up elsewhere is read through its strides, or copied.

use std::collections::BTreeMap;

use super::layout::Layout;
use super::operator::{Head, Operator, OperatorGraph, Step, TensorId};
use crate::layer::{Buffer, BufferId};

/// Where a tensor would best lie.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// Order of the elements; offset and gaps count only where there is a buffer.
    pub layout: Layout,
    /// The buffer that it should be a part of.
    pub buffer: Option<BufferId>,
}

/// A tensor in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    /// Where.
    pub buffer: BufferId,
    /// Which elements.
    pub layout: Layout,
}

/// All wishes.
pub(crate) struct Places {
    /// Per tensor.
    pub wishes: Vec<Option<Wish>>,
    /// Results of the concatenations, by step.
    pub concatenations: BTreeMap<usize, Stored>,
}

/// The layout of a tensor that nobody has wishes for: maps channel-last, matrices and vectors as ONNX has them.
pub(crate) fn default_layout(dims: &[usize]) -> Layout {
    if dims.len() > 2 { Layout::channel_last(dims) } else { Layout::row_major(dims) }
}

/// Without gaps, `axis` innermost.
pub(crate) fn axis_innermost(dims: &[usize], axis: usize) -> Layout {
    let order: Vec<usize> = (0..dims.len()).filter(|&other| other != axis).chain([axis]).collect();
    Layout::compact(dims, &order)
}

/// Adds a buffer.
pub(crate) fn allocate(buffers: &mut Vec<Buffer>, name: &str, elements: usize) -> BufferId {
    buffers.push(Buffer { name: name.to_owned(), elements });
    buffers.len() - 1
}

/// Walks the graph backwards, from what consumers want to what producers should do. Makes the buffers of
/// the concatenations.
pub(crate) fn places(graph: &OperatorGraph, buffers: &mut Vec<Buffer>) -> Places {
    let mut places = Places { wishes: vec![None; graph.tensors.len()], concatenations: BTreeMap::new() };
    for (index, step) in graph.steps.iter().enumerate().rev() {
        let wish = places.wishes[step.output].clone();
        let dims = |tensor: TensorId| &graph.tensors[tensor].dims;
        let input = step.inputs[0];
        let like = |layout: Layout| Wish { layout, buffer: None };
        match (&step.operator, wish) {
            (Operator::Concat { axis }, wish) => {
                let result = concatenation(graph, step, *axis, wish, buffers);
                places.offer_parts(graph, step, *axis, &result);
                places.concatenations.insert(index, result);
            }
            (Operator::Reshape, Some(wish)) => {
                let layout = wish.layout.reshaped(dims(input));
                layout.into_iter().for_each(|layout| places.offer(input, Wish { layout, ..wish }));
            }
            (Operator::Transpose(order), Some(wish)) => {
                places.offer(input, Wish { layout: wish.layout.before_transpose(order), ..wish });
            }
            (Operator::Compute { head, .. }, wish) => match head {
                Head::Convolution(_) => places.offer(input, like(Layout::channel_last(dims(input)))),
                Head::MatMul(matrix) => places.offer(input, like(axis_innermost(dims(input), matrix.axis))),
                Head::Remap(_) => places.offer(input, like(default_layout(dims(input)))),
                Head::Sum(_) | Head::Product => {
                    let Some(wish) = wish else { continue };
                    for &input in step.inputs.iter().filter(|&&input| dims(input) == dims(step.output)) {
                        places.offer(input, like(wish.layout.compacted()));
                    }
                }
                Head::Fill => {}
            },
            (Operator::Reshape | Operator::Transpose(_) | Operator::Slice { .. }, _) => {}
        }
    }
    places
}

fn concatenation(
    graph: &OperatorGraph,
    step: &Step,
    axis: usize,
    wish: Option<Wish>,
    buffers: &mut Vec<Buffer>,
) -> Stored {
    let info = &graph.tensors[step.output];
    // A wish that cuts the axis elsewhere than between the parts cannot hold them.
    let holds = |layout: &Layout| {
        let mut start = 0;
        step.inputs.iter().all(|&input| {
            let extent = graph.tensors[input].dims[axis];
            start += extent;
            layout.sliced(axis, start - extent, extent, 1).is_some()
        })
    };
    match wish.filter(|wish| holds(&wish.layout)) {
        Some(Wish { layout, buffer: Some(buffer) }) => Stored { buffer, layout },
        wish => {
            let layout = wish.map_or_else(|| default_layout(&info.dims), |wish| wish.layout.compacted());
            let buffer = allocate(buffers, &info.name, info.dims.iter().product());
            Stored { buffer, layout }
        }
    }
}

impl Places {
    fn offer_parts(&mut self, graph: &OperatorGraph, step: &Step, axis: usize, result: &Stored) {
        let mut start = 0;
        for &input in &step.inputs {
            let extent = graph.tensors[input].dims[axis];
            if let Some(layout) = result.layout.sliced(axis, start, extent, 1) {
                self.offer(input, Wish { layout, buffer: Some(result.buffer) });
            }
            start += extent;
        }
    }

    /// A place in a buffer outweighs an order; otherwise the earliest consumer decides.
    fn offer(&mut self, tensor: TensorId, wish: Wish) {
        let slot = &mut self.wishes[tensor];
        if wish.buffer.is_some() || slot.as_ref().is_none_or(|wish| wish.buffer.is_none()) {
            *slot = Some(wish);
        }
    }
}
