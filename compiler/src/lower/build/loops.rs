//! Joint iteration over tensors that lie differently in memory: which nested loops visit all elements, with
//! a fixed stride per tensor and loop.

use crate::lower::layout::{Factor, Layout};

/// Most layers that one operator may be cut into.
const MAX_PIECES: usize = 256;

/// A part of the position along an axis: digit `index % extent`, worth `weight` positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digit {
    axis: usize,
    weight: usize,
    extent: usize,
}

/// One loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Loop {
    /// Iterations.
    pub extent: usize,
    /// Stride per tensor; `None` where the tensor is repeated.
    pub strides: Vec<Option<usize>>,
    /// Which positions it walks, the innermost digit first.
    digits: Vec<Digit>,
}

impl Loop {
    /// Adds the position of iteration `index` to `position`.
    pub fn locate(&self, mut index: usize, position: &mut [usize]) {
        for digit in &self.digits {
            position[digit.axis] += index % digit.extent * digit.weight;
            index /= digit.extent;
        }
    }

    /// Stride of the first tensor, which is the result and never repeated.
    pub fn result_stride(&self) -> usize {
        self.strides[0].unwrap_or(0)
    }

    /// Whether one of `axes` is walked.
    pub fn walks(&self, axes: &[bool]) -> bool {
        self.digits.iter().any(|digit| axes[digit.axis])
    }

    /// Both loops as one, this one outside, where every tensor is evenly spaced.
    fn around(&self, inner: &Self) -> Option<Self> {
        let even = |(outer, inner_stride): (&Option<usize>, &Option<usize>)| match (outer, inner_stride) {
            (None, None) => true,
            (Some(outer), Some(stride)) => *outer == stride * inner.extent,
            _ => false,
        };
        let joins = self.strides.iter().zip(&inner.strides).all(even);
        joins.then(|| Self {
            extent: self.extent * inner.extent,
            strides: inner.strides.clone(),
            digits: [&inner.digits[..], &self.digits].concat(),
        })
    }
}

/// Loops over all elements of the first layout, outermost in memory first. The others have the same extents, or
/// 1 where they are repeated. `None` if their factors cut an axis at places that do not divide each other.
pub(super) fn align(layouts: &[&Layout]) -> Option<Vec<Loop>> {
    let mut loops = Vec::new();
    for axis in 0..layouts[0].axes.len() {
        loops.extend(align_axis(
            axis,
            &layouts.iter().map(|layout| &layout.axes[axis][..]).collect::<Vec<_>>(),
        )?);
    }
    loops.sort_by_key(|one| std::cmp::Reverse(one.result_stride()));
    Some(loops)
}

fn align_axis(axis: usize, tensors: &[&[Factor]]) -> Option<Vec<Loop>> {
    // Every factor of every tensor begins at a cut.
    let mut cuts = vec![1];
    for factors in tensors {
        let mut weight = 1;
        for factor in factors.iter().rev() {
            weight *= factor.extent;
            cuts.push(weight);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let stride = |factors: &[Factor], cut: usize| {
        let mut weight = 1;
        let covering = factors.iter().rev().find(|factor| {
            let covers = cut < weight * factor.extent;
            weight *= if covers { 1 } else { factor.extent };
            covers
        });
        covering.map(|factor| factor.stride * (cut / weight))
    };
    cuts.windows(2)
        .map(|pair| {
            let extent = pair[1] / pair[0];
            let divides = extent * pair[0] == pair[1];
            divides.then(|| Loop {
                extent,
                strides: tensors.iter().map(|factors| stride(factors, pair[0])).collect(),
                digits: vec![Digit { axis, weight: pair[0], extent }],
            })
        })
        .collect()
}

/// Joins neighbouring loops wherever all tensors allow it.
pub(super) fn joined(loops: &[Loop]) -> Vec<Loop> {
    let mut joined: Vec<Loop> = Vec::new();
    for one in loops {
        match joined.last().and_then(|outer| outer.around(one)) {
            Some(both) => *joined.last_mut().expect("there is an outer loop") = both,
            None => joined.push(one.clone()),
        }
    }
    joined
}

/// Loops in the form of a layer.
pub(super) struct Arrangement {
    /// The axis along which constants may differ.
    pub channel: Option<Loop>,
    /// At most three others, outermost first.
    pub others: Vec<Loop>,
    /// What is left: one layer per iteration.
    pub pieces: Vec<Loop>,
}

/// Arranges loops so that constants differ along `channel` or between pieces only; `None` if that takes more than
/// [`MAX_PIECES`] layers.
pub(super) fn arrange(loops: &[Loop], varies: impl Fn(&Loop) -> bool) -> Option<Arrangement> {
    let fits = loops.len() <= 4 && loops.iter().filter(|one| varies(one)).count() <= 1;
    let mut others = if fits { loops.to_vec() } else { joined(loops) };
    let longest = (0..others.len()).filter(|&i| varies(&others[i])).max_by_key(|&i| others[i].extent);
    let channel = longest.or(others.len().checked_sub(1)).map(|index| others.remove(index));
    let mut pieces: Vec<Loop> = others.extract_if(.., |one| varies(one)).collect();
    while others.len() > 3 {
        let shortest = (0..others.len()).min_by_key(|&i| others[i].extent)?;
        pieces.push(others.remove(shortest));
    }
    let count = pieces.iter().try_fold(1usize, |n, one| n.checked_mul(one.extent))?;
    (count <= MAX_PIECES).then_some(Arrangement { channel, others, pieces })
}
