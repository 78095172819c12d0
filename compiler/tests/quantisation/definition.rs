//! Convolutions by definition: in double precision, over the operator's own kernel, with every inserted zero,
//! repeated pixel and border tap visited.

use compiler::layer::Convolution;
use isa::phase::{KernelAxis, PhaseAxis, TapSources};

/// Which operator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    Convolution,
    Transposed,
    /// After nearest-neighbour upsampling by this factor along every used axis.
    Upsampled(u32),
}

/// A random convolution in the operator's terms.
#[derive(Debug, Clone)]
pub struct Operator {
    pub form: Form,
    /// Depth, height, width; unused axes have extent 1 and a kernel of 1.
    pub axes: [Axis; 3],
    pub groups: usize,
    /// Per group.
    pub in_channels: usize,
    pub out_channels: usize,
    /// `[group][in][out][kernel d][h][w]`.
    pub kernel: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
pub struct Axis {
    pub input: u32,
    pub output: u32,
    pub kernel: KernelAxis,
}

impl Operator {
    fn factor(&self, axis: &Axis) -> u32 {
        match self.form {
            Form::Upsampled(factor) if axis.input > 1 => factor,
            _ => 1,
        }
    }

    pub fn kernel_elements(&self) -> usize {
        let taps: u32 = self.axes.iter().map(|axis| axis.kernel.kernel).product();
        self.groups * self.in_channels * self.out_channels * taps as usize
    }

    fn weight(&self, group: usize, i: usize, o: usize, [d, h, w]: [u32; 3]) -> f64 {
        let [_, kh, kw] = self.axes.map(|axis| axis.kernel.kernel);
        let tap = ((d * kh + h) * kw + w) as usize;
        let taps: u32 = self.axes.iter().map(|axis| axis.kernel.kernel).product();
        self.kernel[((group * self.in_channels + i) * self.out_channels + o) * taps as usize + tap].into()
    }

    /// The source position that kernel tap `k` of output `y` reads along an axis, if it is a real pixel.
    fn source(&self, axis: &Axis, y: u32, k: u32) -> Option<usize> {
        let KernelAxis { stride, dilation, pad_begin, .. } = axis.kernel;
        let (y, tap, pad) = (i64::from(y), i64::from(k * dilation), i64::from(pad_begin));
        let (stride, factor) = (i64::from(stride), i64::from(self.factor(axis)));
        let position = match self.form {
            Form::Transposed => {
                let inserted = y + pad - tap;
                if inserted.rem_euclid(stride) != 0 {
                    return None;
                }
                inserted.div_euclid(stride)
            }
            _ => (y * stride + tap - pad).div_euclid(factor),
        };
        (0..i64::from(axis.input)).contains(&position).then_some(position as usize)
    }

    /// The convolution of `input`, `[channel][d][h][w]`, in the same order.
    pub fn apply(&self, input: &[f32]) -> Vec<f64> {
        let [d, h, w] = self.axes;
        let mut output = Vec::new();
        for channel in 0..self.groups * self.out_channels {
            for z in 0..d.output {
                for y in 0..h.output {
                    for x in 0..w.output {
                        output.push(self.element(input, channel, [z, y, x]));
                    }
                }
            }
        }
        output
    }

    fn element(&self, input: &[f32], channel: usize, at: [u32; 3]) -> f64 {
        let [d, h, w] = &self.axes;
        let (group, o) = (channel / self.out_channels, channel % self.out_channels);
        let mut sum = 0.0;
        for kd in 0..d.kernel.kernel {
            for kh in 0..h.kernel.kernel {
                for kw in 0..w.kernel.kernel {
                    let sources =
                        (self.source(d, at[0], kd), self.source(h, at[1], kh), self.source(w, at[2], kw));
                    let (Some(z), Some(y), Some(x)) = sources else { continue };
                    for i in 0..self.in_channels {
                        let plane = (group * self.in_channels + i) * d.input as usize + z;
                        let index = (plane * h.input as usize + y) * w.input as usize + x;
                        sum += self.weight(group, i, o, [kd, kh, kw]) * f64::from(input[index]);
                    }
                }
            }
        }
        sum
    }

    /// The operator decomposed into phases.
    pub fn convolution(&self) -> Convolution {
        let decomposed: [(PhaseAxis, TapSources); 3] = std::array::from_fn(|index| {
            let Axis { input, output, kernel } = self.axes[index];
            match self.form {
                Form::Transposed => PhaseAxis::transposed_convolution(input, output, kernel),
                _ => PhaseAxis::upsampled_convolution(input, output, self.factor(&self.axes[index]), kernel),
            }
        });
        let mut weights = Vec::new();
        for group in 0..self.groups {
            for d in decomposed[0].1.iter() {
                for h in decomposed[1].1.iter() {
                    for w in decomposed[2].1.iter() {
                        self.phase_weights(group, [d, h, w], &mut weights);
                    }
                }
            }
        }
        Convolution {
            axes: decomposed.map(|(axis, _)| axis),
            groups: self.groups,
            in_channels: self.groups * self.in_channels,
            out_channels: self.groups * self.out_channels,
            weights,
            dense_taps: self.axes.iter().map(|axis| axis.kernel.kernel as usize).product(),
        }
    }

    fn phase_weights(&self, group: usize, [d, h, w]: [&Vec<Vec<u32>>; 3], weights: &mut Vec<f32>) {
        for d in d {
            for h in h {
                for w in w {
                    for i in 0..self.in_channels {
                        for o in 0..self.out_channels {
                            let taps = d.iter().flat_map(|&d| {
                                h.iter().flat_map(move |&h| w.iter().map(move |&w| [d, h, w]))
                            });
                            weights.push(taps.map(|tap| self.weight(group, i, o, tap)).sum::<f64>() as f32);
                        }
                    }
                }
            }
        }
    }
}
