//! Phase decomposition of one spatial axis: which input positions an output position reads.
//!
//! Convolution, transposed convolution and nearest-neighbour upsampling followed by a convolution are one
//! thing here (GANAX, ISCA 2018, section 3: output-row and filter-row reorganisation). An axis has
//! `phases` classes of output positions; output `y = phases * t + p` reads the inputs `step * t + offset`
//! for every offset in `taps[p]`, and skips those that fall outside `0..input`. No inserted zero has an
//! address, so none can be stored, moved or multiplied.
//!
//! This module knows positions only: weights, channels and arithmetic live elsewhere.

use alloc::vec::Vec;

/// The largest number of phases along one axis (a stride or an upsampling factor).
pub const MAX_PHASES: u32 = 64;
/// The largest number of taps of one phase along one axis.
pub const MAX_TAPS: usize = 1024;
/// The largest extent of one axis, in positions.
pub const MAX_EXTENT: u32 = 1 << 24;

/// One spatial axis of a layer, decomposed into phases.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhaseAxis {
    /// Input positions along the axis.
    pub input: u32,
    /// Output positions along the axis.
    pub output: u32,
    /// Input positions between two consecutive outputs of the same phase.
    pub step: u32,
    /// For each phase, the input offsets its outputs read, relative to `step * t`.
    pub taps: Vec<Vec<i32>>,
}

/// The kernel indices that were merged into each tap: `[phase][tap] -> kernel indices`.
///
/// A list of one index, except where nearest-neighbour upsampling lets several kernel taps fall on the same
/// source pixel; their weights are then added.
pub type TapSources = Vec<Vec<Vec<u32>>>;

/// Geometry of a convolution along one axis, in the terms of the ONNX operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KernelAxis {
    /// Kernel taps along the axis.
    pub kernel: u32,
    /// Stride, at least 1.
    pub stride: u32,
    /// Distance between two kernel taps, at least 1.
    pub dilation: u32,
    /// Padding (convolution) or crop (transposed convolution) before the first position. Negative pads crop.
    pub pad_begin: i32,
}

impl PhaseAxis {
    /// An axis of extent one that nothing happens on: the unused axes of 1-D and 2-D layers.
    pub fn unit() -> Self {
        Self::identity(1)
    }

    /// An axis on which every output reads the input of the same position.
    pub fn identity(extent: u32) -> Self {
        Self { input: extent, output: extent, step: 1, taps: alloc::vec![alloc::vec![0]] }
    }

    /// An ordinary convolution: one phase, `step` = stride.
    pub fn convolution(input: u32, output: u32, axis: KernelAxis) -> (Self, TapSources) {
        Self::upsampled_convolution(input, output, 1, axis)
    }

    /// A convolution over the input repeated `factor` times along the axis (nearest neighbour, ONNX
    /// `Resize` with `asymmetric` and `floor`). The kernel taps that fall on one source position are merged.
    pub fn upsampled_convolution(
        input: u32,
        output: u32,
        factor: u32,
        axis: KernelAxis,
    ) -> (Self, TapSources) {
        let common = gcd(axis.stride, factor);
        let phases = factor / common;
        let mut taps = Vec::new();
        let mut sources = Vec::new();
        for phase in 0..phases {
            let mut offsets: Vec<i32> = Vec::new();
            let mut merged: Vec<Vec<u32>> = Vec::new();
            for tap in 0..axis.kernel {
                let position = (phase * axis.stride) as i32 + (tap * axis.dilation) as i32 - axis.pad_begin;
                let offset = position.div_euclid(factor as i32);
                match offsets.last() {
                    Some(&last) if last == offset => {
                        if let Some(list) = merged.last_mut() {
                            list.push(tap);
                        }
                    }
                    _ => {
                        offsets.push(offset);
                        merged.push(alloc::vec![tap]);
                    }
                }
            }
            taps.push(offsets);
            sources.push(merged);
        }
        (Self { input, output, step: axis.stride / common, taps }, sources)
    }

    /// A transposed convolution: `stride` phases; phase `p` keeps the kernel taps `k` with
    /// `(p + pad_begin - k * dilation) mod stride = 0` and reads input `t + (p + pad_begin - k * dilation) / stride`.
    pub fn transposed_convolution(input: u32, output: u32, axis: KernelAxis) -> (Self, TapSources) {
        let stride = axis.stride as i32;
        let mut taps = Vec::new();
        let mut sources = Vec::new();
        for phase in 0..stride {
            let mut offsets = Vec::new();
            let mut merged = Vec::new();
            // Descending kernel index, so that input offsets ascend as the index generators walk them.
            for tap in (0..axis.kernel).rev() {
                let lattice = phase + axis.pad_begin - (tap * axis.dilation) as i32;
                if lattice.rem_euclid(stride) == 0 {
                    offsets.push(lattice.div_euclid(stride));
                    merged.push(alloc::vec![tap]);
                }
            }
            taps.push(offsets);
            sources.push(merged);
        }
        (Self { input, output, step: 1, taps }, sources)
    }

    /// Number of phases.
    pub fn phases(&self) -> u32 {
        self.taps.len() as u32
    }

    /// Output positions that belong to `phase`.
    pub fn outputs_of_phase(&self, phase: u32) -> u32 {
        (self.output + self.phases() - 1 - phase) / self.phases()
    }

    /// The taps of output position `y` that fall inside the input, as `(tap index, input position)`.
    pub fn taps_of(&self, y: u32) -> impl Iterator<Item = (usize, u32)> + '_ {
        let phase = y % self.phases();
        let origin = i64::from(y / self.phases()) * i64::from(self.step);
        self.taps[phase as usize].iter().enumerate().filter_map(move |(tap, &offset)| {
            let position = origin + i64::from(offset);
            (0..i64::from(self.input)).contains(&position).then_some((tap, position as u32))
        })
    }

    /// Taps summed over all outputs, border taps included: the `lattice` count along this axis.
    pub fn lattice_taps(&self) -> u64 {
        (0..self.phases())
            .map(|p| u64::from(self.outputs_of_phase(p)) * self.taps[p as usize].len() as u64)
            .sum()
    }

    /// Taps summed over all outputs, border taps skipped: the `effective` count along this axis.
    pub fn effective_taps(&self) -> u64 {
        // Outputs `t` of a phase read inside the input where 0 <= step*t + offset < input: an interval of t.
        let mut total = 0;
        for phase in 0..self.phases() {
            let outputs = i64::from(self.outputs_of_phase(phase));
            for &offset in &self.taps[phase as usize] {
                let (step, offset) = (i64::from(self.step), i64::from(offset));
                let first =
                    (-offset).max(0).div_euclid(step) + i64::from((-offset).max(0).rem_euclid(step) != 0);
                let end = (i64::from(self.input) - offset + step - 1).div_euclid(step).clamp(0, outputs);
                total += (end - first).max(0) as u64;
            }
        }
        total
    }

    /// Checks every limit that the executors rely on.
    ///
    /// # Errors
    /// The name of the violated rule.
    pub fn validate(&self) -> Result<(), &'static str> {
        if self.input == 0 || self.output == 0 {
            return Err("axis extent is zero");
        }
        if self.input > MAX_EXTENT || self.output > MAX_EXTENT {
            return Err("axis extent is above the limit");
        }
        if self.step == 0 || self.step > MAX_EXTENT {
            return Err("axis step is out of range");
        }
        if self.taps.is_empty() || self.taps.len() > MAX_PHASES as usize {
            return Err("number of phases is out of range");
        }
        if self.taps.iter().any(|taps| taps.len() > MAX_TAPS) {
            return Err("number of taps is above the limit");
        }
        if self.taps.iter().flatten().any(|offset| offset.unsigned_abs() > MAX_EXTENT) {
            return Err("tap offset is out of range");
        }
        Ok(())
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod test {
    use super::*;

    /// Reference by definition: walk the zero-inserted (or repeated) input and keep the taps on real pixels.
    fn reference(
        input: u32,
        output: u32,
        axis: KernelAxis,
        transposed: bool,
        factor: u32,
    ) -> Vec<Vec<(u32, u32)>> {
        (0..output as i64)
            .map(|y| {
                (0..axis.kernel)
                    .filter_map(|k| {
                        let tap = i64::from(k * axis.dilation);
                        let pad = i64::from(axis.pad_begin);
                        let (position, lattice) = if transposed {
                            (y + pad - tap, i64::from(axis.stride))
                        } else {
                            (y * i64::from(axis.stride) + tap - pad, i64::from(factor))
                        };
                        let on_lattice = !transposed || position.rem_euclid(lattice) == 0;
                        let source = position.div_euclid(lattice);
                        (on_lattice && (0..i64::from(input)).contains(&source)).then_some((k, source as u32))
                    })
                    .collect()
            })
            .collect()
    }

    fn check(axis: &PhaseAxis, sources: &TapSources, expected: &[Vec<(u32, u32)>]) {
        axis.validate().expect("valid axis");
        let mut effective = 0;
        for (y, expected) in expected.iter().enumerate() {
            let phase = y % axis.phases() as usize;
            let mut found: Vec<(u32, u32)> = axis
                .taps_of(y as u32)
                .inspect(|_| effective += 1)
                .flat_map(|(tap, position)| sources[phase][tap].iter().map(move |&k| (k, position)))
                .collect();
            found.sort_unstable();
            assert_eq!(&found, expected, "output {y} of {axis:?}");
        }
        assert_eq!(axis.effective_taps(), effective);
    }

    #[test]
    fn every_geometry_matches_the_definition() {
        for kernel in 1..6 {
            for stride in 1..5 {
                for dilation in 1..4 {
                    for pad_begin in -2..4 {
                        for input in 1..6 {
                            let axis = KernelAxis { kernel, stride, dilation, pad_begin };
                            let output = 7;
                            for factor in 1..4 {
                                let (phases, sources) =
                                    PhaseAxis::upsampled_convolution(input, output, factor, axis);
                                let repeated = reference(input, output, axis, false, factor);
                                check(&phases, &sources, &repeated);
                            }
                            let (phases, sources) = PhaseAxis::transposed_convolution(input, output, axis);
                            check(&phases, &sources, &reference(input, output, axis, true, 1));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn upsampling_by_two_merges_three_taps_into_two() {
        let kernel = KernelAxis { kernel: 3, stride: 1, dilation: 1, pad_begin: 1 };
        let (axis, _) = PhaseAxis::upsampled_convolution(4, 8, 2, kernel);
        assert_eq!(axis.lattice_taps(), 16, "2 taps an output instead of 3");
    }
}
