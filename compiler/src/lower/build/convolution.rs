//! Convolutions: axes decomposed into phases, weights in the order of the phases.

use isa::phase::{KernelAxis, MAX_PHASES, PhaseAxis, TapSources};

use super::{Builder, convolution_layer, view};
use crate::error::Refusal;
use crate::layer::{Convolution, View};
use crate::lower::layout::Layout;
use crate::lower::operator::{Kernel, Post, Step};
use crate::lower::place::Stored;

/// Spatial axes of a layer.
const AXES: usize = 3;
/// Most combinations of phases and taps over all axes, far above any real kernel.
const MAX_PLACES: usize = 1 << 22;

impl Builder<'_> {
    pub(super) fn convolution(
        &mut self,
        step: &Step,
        kernel: &Kernel,
        post: &Post,
    ) -> Result<Stored, Refusal> {
        let (input_dims, dims) = (self.dims(step.inputs[0]).to_vec(), self.dims(step.output).to_vec());
        let mut input = self.stored(step.inputs[0]);
        if input.layout.strides().is_none() {
            input = self.copy_fresh(&step.name, &input, &Layout::channel_last(&input_dims))?;
        }
        let output = self.place_convolution(step, &dims);
        let decomposed: Vec<(PhaseAxis, TapSources)> = (0..dims.len() - 1)
            .map(|axis| decompose(kernel, axis, input_dims[axis + 1], dims[axis + 1]))
            .collect();
        let convolution = self.decomposed(kernel, &decomposed, post)?;
        let views = (strided(&input, &input_dims), strided(&output, &dims));
        self.push(convolution_layer(step, label(kernel), views, convolution, post, None))?;
        Ok(output)
    }

    /// The convolution with its axes decomposed and its weights in the order of the phases.
    fn decomposed(
        &mut self,
        kernel: &Kernel,
        decomposed: &[(PhaseAxis, TapSources)],
        post: &Post,
    ) -> Result<Convolution, Refusal> {
        let taps = |axis: &PhaseAxis| axis.taps.iter().map(Vec::len).sum::<usize>();
        let per_group = (kernel.in_channels / kernel.groups).checked_mul(kernel.out_channels);
        let places = decomposed.iter().try_fold(1usize, |n, (axis, _)| n.checked_mul(taps(axis)));
        let places = places.filter(|&places| places <= MAX_PLACES);
        self.reserve_weights(per_group.and_then(|per_group| per_group.checked_mul(places?)))?;
        let missing = AXES - decomposed.len();
        Ok(Convolution {
            axes: std::array::from_fn(|axis| match axis.checked_sub(missing) {
                Some(axis) => decomposed[axis].0.clone(),
                None => PhaseAxis::unit(),
            }),
            groups: kernel.groups,
            in_channels: kernel.in_channels,
            out_channels: kernel.out_channels,
            weights: arrange_weights(kernel, decomposed, &post.scale.values_along(kernel.out_channels)),
            dense_taps: kernel.extent.iter().map(|&taps| taps as usize).product(),
        })
    }

    /// Channel-last, unless the result is a part of something.
    fn place_convolution(&mut self, step: &Step, dims: &[usize]) -> Stored {
        let wish = self.places.wishes[step.output].clone();
        match wish.filter(|wish| wish.layout.strides().is_some()) {
            Some(wish) if wish.buffer.is_some() => self.place(step.output, wish.layout, |_| true),
            _ => self.fresh(&self.graph.tensors[step.output].name.clone(), &Layout::channel_last(dims)),
        }
    }
}

/// The view of a tensor whose axes have one stride each.
fn strided(stored: &Stored, dims: &[usize]) -> View {
    let strides = stored.layout.strides().expect("the layout was chosen to have one stride per axis");
    let axes: Vec<(usize, usize)> = dims.iter().copied().zip(strides).collect();
    view(stored, axes[0], &axes[1..])
}

fn label(kernel: &Kernel) -> &'static str {
    match (kernel.transposed, kernel.upsample.iter().any(|&factor| factor > 1)) {
        (true, _) => "tconv",
        (false, true) => "upconv",
        (false, false) => "conv",
    }
}

fn decompose(kernel: &Kernel, axis: usize, input: usize, output: usize) -> (PhaseAxis, TapSources) {
    let (input, output) = (input as u32, output as u32);
    let mut geometry = KernelAxis {
        kernel: kernel.extent[axis],
        stride: kernel.stride[axis],
        dilation: kernel.dilation[axis],
        pad_begin: kernel.pad_begin[axis],
    };
    let (mut phases, mut sources) = if kernel.transposed {
        // A map of one position is not expanded by its stride: with as many phases as outputs, each output has
        // just the tap that reads the position, and no tap falls on the border.
        if input == 1 && output <= MAX_PHASES {
            geometry.stride = output.max(geometry.stride);
        }
        PhaseAxis::transposed_convolution(input, output, geometry)
    } else {
        PhaseAxis::upsampled_convolution(input, output, kernel.upsample[axis], geometry)
    };
    drop_idle_taps(&mut phases, &mut sources);
    (phases, sources)
}

/// Drops the phases that have no outputs, and the taps that fall outside the input for every output.
fn drop_idle_taps(axis: &mut PhaseAxis, sources: &mut TapSources) {
    let phases = axis.phases().min(axis.output);
    if phases < axis.phases() {
        axis.taps.truncate(phases as usize);
        sources.truncate(phases as usize);
    }
    for phase in 0..axis.taps.len() {
        let last = i64::from(axis.outputs_of_phase(phase as u32) - 1) * i64::from(axis.step);
        let (input, step) = (i64::from(axis.input), i64::from(axis.step));
        let reads = |offset: i32| {
            let offset = i64::from(offset);
            // The first output at or behind position 0 of the input.
            let first = if offset < 0 { offset.rem_euclid(step) } else { offset };
            first < input && offset + last >= 0
        };
        let used: Vec<bool> = axis.taps[phase].iter().map(|&offset| reads(offset)).collect();
        let mut keep = used.iter();
        axis.taps[phase].retain(|_| *keep.next().unwrap_or(&true));
        let mut keep = used.iter();
        sources[phase].retain(|_| *keep.next().unwrap_or(&true));
    }
}

/// Weights as `[group][phase..][tap..][in][out]`, scaled per output channel. Taps that upsampling merges are
/// added in double precision.
fn arrange_weights(kernel: &Kernel, axes: &[(PhaseAxis, TapSources)], scale: &[f32]) -> Vec<f32> {
    let values = kernel.weights.floats().expect("weights were checked to be real numbers");
    let (inputs, outputs) = (kernel.in_channels / kernel.groups, kernel.out_channels / kernel.groups);
    let volume: usize = kernel.extent.iter().map(|&taps| taps as usize).product();
    let places = kernel_places(kernel, axes);
    let mut weights = Vec::with_capacity(kernel.groups * places.len() * inputs * outputs);
    for group in 0..kernel.groups {
        for merged in &places {
            for input in 0..inputs {
                for output in 0..outputs {
                    let row = if kernel.transposed {
                        (group * inputs + input) * outputs + output
                    } else {
                        (group * outputs + output) * inputs + input
                    };
                    let sum: f64 = merged.iter().map(|place| f64::from(values[row * volume + place])).sum();
                    weights.push((sum * f64::from(scale[group * outputs + output])) as f32);
                }
            }
        }
    }
    weights
}

/// For every combination of phases, then of taps, the row-major kernel places that are added up.
fn kernel_places(kernel: &Kernel, axes: &[(PhaseAxis, TapSources)]) -> Vec<Vec<usize>> {
    // Per combination of phases, the taps of each axis; grown axis by axis.
    let mut phases: Vec<Vec<&[Vec<u32>]>> = vec![Vec::new()];
    for (_, sources) in axes {
        let mut grown = Vec::with_capacity(phases.len() * sources.len());
        for list in &phases {
            grown.extend(sources.iter().map(|taps| [&list[..], &[&taps[..]]].concat()));
        }
        phases = grown;
    }
    let mut places = Vec::new();
    for taps in phases {
        let mut lists: Vec<Vec<usize>> = vec![vec![0]];
        for (axis, taps) in taps.into_iter().enumerate() {
            let extent = kernel.extent[axis] as usize;
            let step = |list: &Vec<usize>, merged: &Vec<u32>| {
                list.iter()
                    .flat_map(|place| merged.iter().map(move |&tap| place * extent + tap as usize))
                    .collect()
            };
            lists = lists.iter().flat_map(|list| taps.iter().map(move |merged| step(list, merged))).collect();
        }
        places.extend(lists);
    }
    places
}
