//! Constants that are combined with a tensor element by element: biases, scales, slopes.
//!
//! A grid has the rank of the tensor it belongs to; along each axis its extent is 1 (the value repeats) or
//! that of the tensor. Grids know nothing of operators.

use crate::onnx::limits::{MAX_FOLDED_ELEMENTS, element_count};

/// Constants of one tensor, in row-major order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    dims: Vec<usize>,
    data: Vec<f32>,
}

impl Grid {
    /// The same value everywhere.
    pub fn uniform(rank: usize, value: f32) -> Self {
        Self { dims: vec![1; rank], data: vec![value] }
    }

    /// Values of `dims`; the caller guarantees that the counts agree.
    pub fn new(dims: Vec<usize>, data: Vec<f32>) -> Self {
        debug_assert_eq!(dims.iter().product::<usize>(), data.len());
        Self { dims, data }
    }

    /// One value per position of `axis`.
    pub fn along(rank: usize, axis: usize, data: Vec<f32>) -> Self {
        let mut dims = vec![1; rank];
        dims[axis] = data.len();
        Self { dims, data }
    }

    /// Extents.
    pub fn dims(&self) -> &[usize] {
        &self.dims
    }

    /// The value, if it is the same everywhere.
    pub fn value(&self) -> Option<f32> {
        (self.data.len() == 1).then(|| self.data[0])
    }

    /// Whether every value is `value`.
    pub fn is(&self, value: f32) -> bool {
        self.data.iter().all(|&v| v == value)
    }

    /// Whether a condition holds for every value.
    pub fn all(&self, condition: impl Fn(f32) -> bool) -> bool {
        self.data.iter().all(|&v| condition(v))
    }

    /// Whether values differ along no axis but `axis`.
    pub fn varies_only_along(&self, axis: usize) -> bool {
        self.dims.iter().enumerate().all(|(other, &extent)| other == axis || extent == 1)
    }

    /// Applies a function to every value.
    pub fn map(&self, function: impl Fn(f32) -> f32) -> Self {
        Self { dims: self.dims.clone(), data: self.data.iter().map(|&v| function(v)).collect() }
    }

    /// Combines two grids of one rank, repeating each where the other varies; `None` if that makes more than
    /// [`MAX_FOLDED_ELEMENTS`].
    pub fn zip(&self, other: &Self, function: impl Fn(f32, f32) -> f32) -> Option<Self> {
        let dims: Vec<usize> = self.dims.iter().zip(&other.dims).map(|(&a, &b)| a.max(b)).collect();
        let (a, b) = (self.expanded(&dims)?, other.expanded(&dims)?);
        Some(Self { dims, data: a.iter().zip(&b).map(|(&a, &b)| function(a, b)).collect() })
    }

    /// The value at a position of the tensor.
    pub fn at(&self, position: &[usize]) -> f32 {
        let index = self.dims.iter().zip(position).fold(0, |index, (&extent, &coordinate)| {
            index * extent + if extent == 1 { 0 } else { coordinate }
        });
        self.data[index]
    }

    /// One value per position of `axis`, which has `extent` positions; the grid varies along no other.
    pub fn values_along(&self, extent: usize) -> Vec<f32> {
        if self.data.len() == 1 { vec![self.data[0]; extent] } else { self.data.clone() }
    }

    /// The grid of the tensor before it was transposed by `order`.
    pub fn before_transpose(&self, order: &[usize]) -> Self {
        let mut source = vec![0; order.len()];
        order.iter().enumerate().for_each(|(result, &axis)| source[axis] = result);
        let dims: Vec<usize> = source.iter().map(|&axis| self.dims[axis]).collect();
        let mut position = vec![0; dims.len()];
        let data = positions(&dims)
            .map(|coordinates| {
                source.iter().zip(&coordinates).for_each(|(&axis, &c)| position[axis] = c);
                self.at(&position)
            })
            .collect();
        Self { dims, data }
    }

    /// The grid of a tensor before it was reshaped from `dims` to `reshaped`; `None` if that takes more than
    /// [`MAX_FOLDED_ELEMENTS`].
    pub fn before_reshape(&self, dims: &[usize], reshaped: &[usize]) -> Option<Self> {
        if let Some(value) = self.value() {
            return Some(Self::uniform(dims.len(), value));
        }
        Some(Self { dims: dims.to_vec(), data: self.expanded(reshaped)? }.compressed())
    }

    fn expanded(&self, dims: &[usize]) -> Option<Vec<f32>> {
        if self.dims == dims {
            return Some(self.data.clone());
        }
        element_count(dims).filter(|&count| count <= MAX_FOLDED_ELEMENTS)?;
        Some(positions(dims).map(|position| self.at(&position)).collect())
    }

    /// Drops the axes along which the values repeat anyway.
    fn compressed(mut self) -> Self {
        for axis in 0..self.dims.len() {
            let (extent, inner) = (self.dims[axis], self.dims[axis + 1..].iter().product::<usize>());
            let first = |block: usize| block * extent * inner..block * extent * inner + inner;
            let blocks = self.data.len() / (extent * inner);
            let repeats = (0..blocks).all(|block| {
                let start = block * extent * inner;
                self.data[start..start + extent * inner]
                    .chunks(inner)
                    .all(|run| run == &self.data[first(block)])
            });
            if repeats {
                self.data = (0..blocks).flat_map(|block| self.data[first(block)].to_vec()).collect();
                self.dims[axis] = 1;
            }
        }
        self
    }
}

/// Every position of a shape in row-major order.
pub(crate) fn positions(dims: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    let mut next = (!dims.contains(&0)).then(|| vec![0; dims.len()]);
    let dims = dims.to_vec();
    std::iter::from_fn(move || {
        let current = next.clone()?;
        let advance = (0..dims.len()).rev().find(|&axis| current[axis] + 1 < dims[axis]);
        next = advance.map(|axis| {
            let mut position = current.clone();
            position[axis] += 1;
            position[axis + 1..].fill(0);
            position
        });
        Some(current)
    })
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn grids_combine_by_repetition() {
        let (a, b) = (Grid::along(2, 0, vec![1.0, 2.0]), Grid::along(2, 1, vec![10.0, 20.0, 30.0]));
        let sum = a.zip(&b, |a, b| a + b).unwrap();
        assert_eq!(sum, Grid::new(vec![2, 3], vec![11.0, 21.0, 31.0, 12.0, 22.0, 32.0]));
        assert_eq!(sum.at(&[1, 2]), 32.0);
    }

    #[test]
    fn a_grid_moves_back_over_views() {
        let channel = Grid::along(3, 0, vec![1.0, 2.0]);
        let before = channel.before_reshape(&[12], &[2, 3, 2]).unwrap();
        assert_eq!(before.dims(), [12]);
        assert_eq!(before.at(&[5]), 1.0);
        assert_eq!(before.at(&[6]), 2.0);
        let back = before.before_reshape(&[2, 3, 2], &[12]).unwrap();
        assert_eq!(back, channel, "repeating axes are dropped");
        let order = [2, 0, 1];
        let transposed = Grid::along(3, 1, vec![1.0, 2.0]).before_transpose(&order);
        assert_eq!(transposed, channel);
    }
}
