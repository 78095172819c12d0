//! Where the elements of a tensor lie in a buffer.
//!
//! Each axis is a list of factors, outermost first: position `p` of an axis with factors of extents 3 and 4
//! lies at `p / 4 * stride[0] + p % 4 * stride[1]`. With that, reshaping, transposing and slicing stay views
//! although the memory is channel-last: flattening `[C, H, W]` yields one axis of three factors. A
//! [`View`](crate::layer::View) can only use axes of a single factor.

/// A part of an axis: `extent` positions, `stride` elements apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Factor {
    /// Positions, more than 1.
    pub extent: usize,
    /// Elements between neighbours.
    pub stride: usize,
}

/// Positions of all elements of a tensor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// First element.
    pub offset: usize,
    /// Per axis its factors, outermost first; none for an axis of extent 1.
    pub axes: Vec<Vec<Factor>>,
}

impl Layout {
    /// Without gaps, the axes stored in `order` from the outermost to the innermost.
    pub fn compact(dims: &[usize], order: &[usize]) -> Self {
        let mut axes = vec![Vec::new(); dims.len()];
        let mut stride = 1;
        for &axis in order.iter().rev() {
            if dims[axis] > 1 {
                axes[axis].push(Factor { extent: dims[axis], stride });
            }
            stride *= dims[axis];
        }
        Self { offset: 0, axes }
    }

    /// Without gaps, in the order of ONNX.
    pub fn row_major(dims: &[usize]) -> Self {
        Self::compact(dims, &(0..dims.len()).collect::<Vec<_>>())
    }

    /// Without gaps, axis 0 innermost.
    pub fn channel_last(dims: &[usize]) -> Self {
        let order: Vec<usize> = (1..dims.len()).chain((!dims.is_empty()).then_some(0)).collect();
        Self::compact(dims, &order)
    }

    /// Extents of the axes.
    pub fn dims(&self) -> Vec<usize> {
        self.axes.iter().map(|factors| product(factors)).collect()
    }

    /// The same factors in the same order of memory, without gaps and from element 0.
    pub fn compacted(&self) -> Self {
        let mut places: Vec<(usize, usize)> = (0..self.axes.len())
            .flat_map(|axis| (0..self.axes[axis].len()).map(move |f| (axis, f)))
            .collect();
        places.sort_by_key(|&(axis, factor)| self.axes[axis][factor].stride);
        let mut compact = Self { offset: 0, axes: self.axes.clone() };
        let mut stride = 1;
        for (axis, factor) in places {
            compact.axes[axis][factor].stride = stride;
            stride *= compact.axes[axis][factor].extent;
        }
        compact.normalised()
    }

    /// The stride of an axis that is a single factor; 0 for an axis of extent 1.
    pub fn stride(&self, axis: usize) -> Option<usize> {
        match self.axes[axis][..] {
            [] => Some(0),
            [Factor { stride, .. }] => Some(stride),
            _ => None,
        }
    }

    /// The strides of all axes, if each is a single factor.
    pub fn strides(&self) -> Option<Vec<usize>> {
        (0..self.axes.len()).map(|axis| self.stride(axis)).collect()
    }

    /// The same elements in row-major order with other extents; `None` where a new axis would have to cut
    /// a factor at a place that does not divide it.
    pub fn reshaped(&self, dims: &[usize]) -> Option<Self> {
        let mut rest: Vec<Factor> = merged(self.axes.iter().flatten().copied());
        rest.reverse();
        let mut axes = Vec::with_capacity(dims.len());
        for &extent in dims {
            let mut factors = Vec::new();
            let mut wanted = extent;
            while wanted > 1 {
                let factor = rest.pop()?;
                if wanted % factor.extent == 0 {
                    wanted /= factor.extent;
                    factors.push(factor);
                } else if factor.extent % wanted == 0 {
                    let inner = factor.extent / wanted;
                    factors.push(Factor { extent: wanted, stride: factor.stride * inner });
                    rest.push(Factor { extent: inner, stride: factor.stride });
                    wanted = 1;
                } else {
                    return None;
                }
            }
            axes.push(factors);
        }
        rest.is_empty().then(|| Self { offset: self.offset, axes }.normalised())
    }

    /// Result axis `i` is source axis `order[i]`.
    pub fn transposed(&self, order: &[usize]) -> Self {
        Self { offset: self.offset, axes: order.iter().map(|&axis| self.axes[axis].clone()).collect() }
    }

    /// The layout whose transposition by `order` this is.
    pub fn before_transpose(&self, order: &[usize]) -> Self {
        let mut axes = vec![Vec::new(); order.len()];
        order.iter().enumerate().for_each(|(result, &axis)| axes[axis] = self.axes[result].clone());
        Self { offset: self.offset, axes }
    }

    /// Positions `start`, `start + step`, .. of an axis; `None` where they are not evenly spaced in memory.
    pub fn sliced(&self, axis: usize, start: usize, count: usize, step: usize) -> Option<Self> {
        let mut sliced = self.clone();
        let factors = &mut sliced.axes[axis];
        if count == 1 {
            let mut position = start;
            for factor in factors.drain(..).rev() {
                sliced.offset += position % factor.extent * factor.stride;
                position /= factor.extent;
            }
            return Some(sliced);
        }
        let (outer, inner) = factors.split_first_mut()?;
        let block = product(inner);
        let whole_blocks = step == 1 && start.is_multiple_of(block) && count.is_multiple_of(block);
        if !inner.is_empty() && !whole_blocks {
            return None;
        }
        sliced.offset += start / block * outer.stride;
        *outer = Factor { extent: count / block, stride: outer.stride * step };
        Some(sliced.normalised())
    }

    /// Drops factors of extent 1 and joins factors that are evenly spaced together.
    fn normalised(mut self) -> Self {
        self.axes.iter_mut().for_each(|factors| *factors = merged(factors.iter().copied()));
        self
    }
}

/// Number of positions of an axis.
pub(crate) fn product(factors: &[Factor]) -> usize {
    factors.iter().map(|factor| factor.extent).product()
}

fn merged(factors: impl Iterator<Item = Factor>) -> Vec<Factor> {
    let mut merged: Vec<Factor> = Vec::new();
    for factor in factors.filter(|factor| factor.extent > 1) {
        match merged.last_mut() {
            Some(outer) if outer.stride == factor.stride * factor.extent => {
                *outer = Factor { extent: outer.extent * factor.extent, stride: factor.stride };
            }
            _ => merged.push(factor),
        }
    }
    merged
}

/// The factors of one axis as one evenly spaced run of memory: its stride, and for each place of the run the
/// position of the axis that lies there. `None` where they leave gaps.
pub(crate) fn run(factors: &[Factor]) -> Option<(usize, Vec<usize>)> {
    let mut weight = product(factors);
    let mut weighted: Vec<(Factor, usize)> = Vec::new();
    for &factor in factors {
        weight /= factor.extent;
        weighted.push((factor, weight));
    }
    weighted.sort_by_key(|(factor, _)| factor.stride);
    let stride = weighted.first().map_or(0, |(factor, _)| factor.stride);
    let mut places = vec![0];
    let mut next = stride;
    for (factor, weight) in weighted {
        if factor.stride != next {
            return None;
        }
        next *= factor.extent;
        places = (0..factor.extent).flat_map(|i| places.iter().map(move |p| p + i * weight)).collect();
    }
    Some((stride, places))
}

#[cfg(test)]
mod test {
    use super::super::grid::positions;
    use super::*;

    /// Addresses of all elements in row-major order.
    fn addresses(layout: &Layout) -> Vec<usize> {
        let address = |axis: &Vec<Factor>, mut position: usize| {
            axis.iter().rev().fold(0, |address, factor| {
                let digit = position % factor.extent;
                position /= factor.extent;
                address + digit * factor.stride
            })
        };
        positions(&layout.dims())
            .map(|p| {
                layout.offset + layout.axes.iter().zip(p).map(|(axis, p)| address(axis, p)).sum::<usize>()
            })
            .collect()
    }

    #[test]
    fn a_channel_last_map_flattens_to_a_view() {
        let map = Layout::channel_last(&[4, 3, 2]);
        let flat = map.reshaped(&[24]).unwrap();
        assert_eq!(addresses(&flat), addresses(&map));
        assert_eq!(flat.stride(0), None);
        assert_eq!(flat.reshaped(&[4, 3, 2]).unwrap(), map);
        assert_eq!(addresses(&map.reshaped(&[2, 2, 6]).unwrap()), addresses(&map));
        assert_eq!(map.reshaped(&[3, 8]), None, "3 does not divide the 4 channels");
        let row_major = Layout::row_major(&[2, 3]);
        assert_eq!(row_major.reshaped(&[3, 2]), Some(Layout::row_major(&[3, 2])));
    }

    #[test]
    fn transposing_back_and_forth_changes_nothing() {
        let map = Layout::channel_last(&[4, 3, 2]);
        let order = [2, 0, 1];
        assert_eq!(map.transposed(&order).before_transpose(&order), map);
        assert_eq!(map.transposed(&order).dims(), [2, 4, 3]);
    }

    #[test]
    fn slices_address_what_they_keep() {
        let map = Layout::channel_last(&[4, 3, 2]);
        for (axis, start, count, step) in [(0, 1, 2, 1), (0, 1, 2, 2), (1, 2, 1, 1), (2, 1, 1, 1)] {
            let sliced = map.sliced(axis, start, count, step).unwrap();
            let expected: Vec<usize> = positions(&[4, 3, 2])
                .zip(addresses(&map))
                .filter(|(p, _)| (0..count).any(|i| p[axis] == start + i * step))
                .map(|(_, address)| address)
                .collect();
            assert_eq!(addresses(&sliced), expected);
        }
        let flat = map.reshaped(&[24]).unwrap();
        assert_eq!(addresses(&flat.sliced(0, 6, 12, 1).unwrap()), addresses(&flat)[6..18]);
        assert_eq!(addresses(&flat.sliced(0, 7, 1, 1).unwrap()), addresses(&flat)[7..8]);
        assert_eq!(flat.sliced(0, 1, 3, 1), None);
    }

    #[test]
    fn a_flattened_map_is_one_run_of_memory() {
        let flat = Layout::channel_last(&[4, 3, 2]).reshaped(&[24]).unwrap();
        let (stride, places) = run(&flat.axes[0]).unwrap();
        assert_eq!(stride, 1);
        let memory: Vec<usize> = places.iter().map(|&position| addresses(&flat)[position]).collect();
        assert_eq!(memory, (0..24).collect::<Vec<_>>());
        let gaps = Layout::channel_last(&[4, 3, 2]).sliced(0, 0, 2, 1).unwrap().reshaped(&[12]).unwrap();
        assert_eq!(run(&gaps.axes[0]), None);
        let columns = Layout::row_major(&[2, 3]).transposed(&[1, 0]);
        assert_eq!(columns.compacted(), Layout::channel_last(&[3, 2]), "the order of memory stays");
    }
}
