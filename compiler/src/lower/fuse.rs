//! Joins operators that one layer can do: padding and upsampling go into the convolution behind them,
//! scales, biases and activations into the arithmetic before them.
//!
//! Only values that nobody else reads are joined away, and only in orders that compute the same.

use isa::phase::{MAX_EXTENT, MAX_PHASES, PhaseAxis};

use super::operator::{Head, Kernel, Operator, OperatorGraph, Post, Step, TensorId};

/// Rewrites a graph with as few steps as possible. Steps whose results are not used disappear.
/// `separate_upsampling` keeps upsampling apart from the convolution behind it, as a conventional engine does.
pub(crate) fn fuse(graph: OperatorGraph, separate_upsampling: bool) -> OperatorGraph {
    let OperatorGraph { steps, .. } = graph;
    let mut fuser = Fuser {
        steps: steps.into_iter().map(Some).collect(),
        graph: OperatorGraph { steps: vec![], ..graph },
        separate_upsampling,
    };
    fuser.drop_dead();
    let mut readers = fuser.readers();
    for index in (0..fuser.steps.len()).rev() {
        fuser.fold_remap(index, &mut readers);
    }
    for index in 0..fuser.steps.len() {
        fuser.absorb(index, &readers);
    }
    OperatorGraph { steps: fuser.steps.into_iter().flatten().collect(), ..fuser.graph }
}

/// The steps that read each tensor, once per use; graph outputs count as a use by no step.
type Readers = Vec<Vec<Option<usize>>>;

struct Fuser {
    steps: Vec<Option<Step>>,
    graph: OperatorGraph,
    separate_upsampling: bool,
}

impl Fuser {
    fn drop_dead(&mut self) {
        let mut used = vec![false; self.graph.tensors.len()];
        self.graph.outputs.iter().for_each(|&(_, tensor)| used[tensor] = true);
        for slot in self.steps.iter_mut().rev() {
            match slot {
                Some(step) if used[step.output] => step.inputs.iter().for_each(|&input| used[input] = true),
                _ => *slot = None,
            }
        }
    }

    fn readers(&self) -> Readers {
        let mut readers = vec![Vec::new(); self.graph.tensors.len()];
        for (index, step) in self.steps.iter().enumerate() {
            step.iter().flat_map(|step| &step.inputs).for_each(|&input| readers[input].push(Some(index)));
        }
        self.graph.outputs.iter().for_each(|&(_, tensor)| readers[tensor].push(None));
        readers
    }

    /// The only step that reads a tensor.
    fn sole_reader(tensor: TensorId, readers: &Readers) -> Option<usize> {
        match readers[tensor][..] {
            [reader] => reader,
            _ => None,
        }
    }

    /// Joins padding or upsampling with the convolution that alone reads it.
    fn fold_remap(&mut self, index: usize, readers: &mut Readers) {
        let Some(step) = &self.steps[index] else { return };
        let Operator::Compute { head: Head::Remap(maps), .. } = &step.operator else { return };
        let Some(reader) = Self::sole_reader(step.output, readers) else { return };
        let Some(target) = &self.steps[reader] else { return };
        let Operator::Compute { head: Head::Convolution(kernel), post } = &target.operator else { return };
        if self.separate_upsampling && maps.iter().flatten().any(|map| map.phases() > 1) {
            return;
        }
        let Some(kernel) = with_remap(kernel, maps) else { return };
        let (input, name) = (step.inputs[0], joined(&step.name, &target.name));
        let operator = Operator::Compute { head: Head::Convolution(kernel), post: post.clone() };
        let folded = Step { name, inputs: vec![input], operator, ..target.clone() };
        for use_ in readers[input].iter_mut().filter(|reader| **reader == Some(index)) {
            *use_ = Some(reader);
        }
        self.steps[reader] = Some(folded);
        self.steps[index] = None;
    }

    /// Joins what follows element by element with the arithmetic of step `head`, across views.
    fn absorb(&mut self, head: usize, readers: &Readers) {
        let mut tail = head;
        let mut views = Vec::new();
        loop {
            let Some(Step { operator: Operator::Compute { .. }, .. }) = &self.steps[head] else { return };
            let Some(output) = self.steps[tail].as_ref().map(|step| step.output) else { return };
            let Some(reader) = Self::sole_reader(output, readers) else { return };
            let Some(next) = self.steps[reader].clone() else { return };
            match &next.operator {
                Operator::Reshape | Operator::Transpose(_) => {
                    views.push(next);
                    tail = reader;
                }
                Operator::Compute { head: Head::Sum(factors), post } if factors[..] == [1.0] => {
                    if self.graph.tensors[output].dims != self.graph.tensors[next.output].dims {
                        return;
                    }
                    let view_back = |post: Post, view: &Step| self.before_view(&post, view);
                    let Some(post) = views.iter().rev().try_fold(post.clone(), view_back) else { return };
                    if !self.join(head, &post, &next.name) {
                        return;
                    }
                    self.steps[reader] = None;
                    if let Some(step) = &mut self.steps[tail] {
                        step.output = next.output;
                    }
                    if let Some(view) = views.last_mut() {
                        view.output = next.output;
                    }
                }
                _ => return,
            }
        }
    }

    /// What `post` is for the tensor that `view` was made of; `None` if its constants would be too large.
    fn before_view(&self, post: &Post, view: &Step) -> Option<Post> {
        let dims = &self.graph.tensors[view.inputs[0]].dims;
        let reshaped = &self.graph.tensors[view.output].dims;
        post.map_grids(|grid| match &view.operator {
            Operator::Transpose(order) => Some(grid.before_transpose(order)),
            _ => grid.before_reshape(dims, reshaped),
        })
    }

    /// Appends `next` to what step `index` does, if that fits in one layer.
    fn join(&mut self, index: usize, next: &Post, name: &str) -> bool {
        let Some(Step { operator: Operator::Compute { head, post }, name: own, .. }) = &mut self.steps[index]
        else {
            return false;
        };
        let Some(both) = post.then(next) else { return false };
        let fits = match head {
            Head::Convolution(_) => both.varies_only_along(0),
            Head::MatMul(matrix) => both.varies_only_along(matrix.axis),
            Head::Remap(_) => both.scale.value().and(both.shift.value()).and(both.slope.value()).is_some(),
            Head::Product => both.scale.is(1.0),
            Head::Sum(_) | Head::Fill => true,
        };
        if fits {
            *post = both;
            *own = joined(own, name);
        }
        fits
    }
}

/// Names of joined nodes, within the length that a layer record can carry.
fn joined(first: &str, second: &str) -> String {
    let mut name = format!("{first}+{second}");
    if name.len() > isa::record::MAX_NAME_BYTES {
        name = first.to_owned();
    }
    name
}

/// A convolution that reads the input of a remapping instead of its output.
fn with_remap(kernel: &Kernel, maps: &[Option<PhaseAxis>]) -> Option<Kernel> {
    let mut kernel = kernel.clone();
    let (channel, spatial) = maps.split_first()?;
    if kernel.transposed || channel.is_some() {
        return None;
    }
    for (axis, map) in spatial.iter().enumerate() {
        let Some(map) = map else { continue };
        let factor = kernel.upsample[axis];
        if let [tap] = &map.taps[..] {
            // Padding: it never crops here, so positions outside the input are zeros for both.
            let [offset] = tap[..] else { return None };
            let pad = i64::from(kernel.pad_begin[axis]) - i64::from(offset) * i64::from(factor);
            let padded = i64::from(map.output) > i64::from(map.input) && map.step == 1;
            let pad = i32::try_from(pad).ok().filter(|pad| padded && pad.unsigned_abs() <= MAX_EXTENT);
            kernel.pad_begin[axis] = pad?;
        } else {
            let repeats = map.step == 1 && map.taps.iter().all(|taps| taps[..] == [0]);
            let whole = map.input.checked_mul(map.phases()) == Some(map.output);
            kernel.upsample[axis] =
                factor.checked_mul(map.phases()).filter(|f| repeats && whole && *f <= MAX_PHASES)?;
        }
    }
    Some(kernel)
}
