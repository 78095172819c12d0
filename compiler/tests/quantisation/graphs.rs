//! Random layers and small networks around them.

use compiler::layer::{Activation, Buffer, Layer, LayerGraph, LayerKind, Port, View};
use isa::phase::KernelAxis;
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use crate::definition::{Axis, Form, Operator};

/// Normal values from a seed.
pub fn normal(seed: u64, count: usize) -> Vec<f32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| StandardNormal.sample(&mut random)).collect()
}

fn axis() -> impl Strategy<Value = Axis> {
    (1u32..6, 1u32..7, 1u32..5, 1u32..4, 1u32..3, -1i32..3).prop_map(
        |(input, output, kernel, stride, dilation, pad_begin)| Axis {
            input,
            output,
            kernel: KernelAxis { kernel, stride, dilation, pad_begin },
        },
    )
}

fn unused() -> Axis {
    Axis { input: 1, output: 1, kernel: KernelAxis { kernel: 1, stride: 1, dilation: 1, pad_begin: 0 } }
}

/// A convolution of the given form in one to three dimensions.
pub fn operator(form: impl Strategy<Value = Form>) -> impl Strategy<Value = Operator> {
    let channels = (1usize..3, 1usize..6, 1usize..40);
    (form, [axis(), axis(), axis()], 1usize..4, channels, any::<u64>()).prop_map(
        |(form, mut axes, dimensions, (groups, in_channels, out_channels), seed)| {
            axes[..3 - dimensions].fill(unused());
            let mut operator = Operator { form, axes, groups, in_channels, out_channels, kernel: Vec::new() };
            operator.kernel = normal(seed, operator.kernel_elements());
            operator
        },
    )
}

/// Negative slope, clamp and activation.
#[derive(Debug, Clone)]
pub struct Post {
    pub slope: f32,
    pub clamp: Option<(f32, f32)>,
    pub activation: Option<Activation>,
}

pub fn post() -> impl Strategy<Value = Post> {
    let slope = prop_oneof![Just(1.0), Just(0.0), Just(0.2), -2f32..3.0];
    let clamp = prop_oneof![Just(None), Just(Some((-0.5, 1.5))), Just(Some((0.0, f32::INFINITY)))];
    let activation = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Activation::Tanh)),
        1 => Just(Some(Activation::Sigmoid)),
        1 => Just(Some(Activation::Elu(0.7))),
        1 => Just(Some(Activation::Selu(1.67326, 1.0507))),
        1 => Just(Some(Activation::Softplus)),
        1 => Just(Some(Activation::HardSigmoid(0.2, 0.5))),
        1 => Just(Some(Activation::HardSwish)),
    ];
    (slope, clamp, activation).prop_map(|(slope, clamp, activation)| Post { slope, clamp, activation })
}

/// No post-processing.
pub const IDENTITY: Post = Post { slope: 1.0, clamp: None, activation: None };

pub fn elements(shape: [usize; 4]) -> usize {
    shape.iter().product()
}

/// A graph under construction; every tensor has a buffer of its own unless a view says otherwise.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    pub graph: LayerGraph,
}

impl Builder {
    pub fn buffer(&mut self, elements: usize) -> usize {
        let name = format!("b{}", self.graph.buffers.len());
        self.graph.buffers.push(Buffer { name, elements });
        self.graph.buffers.len() - 1
    }

    /// A graph input in ONNX order, channel first.
    pub fn input(&mut self, shape: [usize; 4]) -> View {
        let [_, d, h, w] = shape;
        let buffer = self.buffer(elements(shape));
        let strides = [d * h * w, h * w, w, 1];
        let port = Port {
            name: format!("x{}", self.graph.inputs.len()),
            batched: true,
            dims: shape.to_vec(),
            strides: strides.to_vec(),
            offset: 0,
            buffer,
        };
        self.graph.inputs.push(port);
        View { buffer, offset: 0, shape, strides }
    }

    pub fn fresh(&mut self, shape: [usize; 4]) -> View {
        let buffer = self.buffer(elements(shape));
        View::channel_last(buffer, shape)
    }

    pub fn output(&mut self, view: &View) {
        self.graph.outputs.push(Port {
            name: format!("y{}", self.graph.outputs.len()),
            batched: true,
            dims: view.shape.to_vec(),
            strides: view.strides.to_vec(),
            offset: view.offset,
            buffer: view.buffer,
        });
    }

    pub fn layer(&mut self, kind: LayerKind, inputs: &[View], output: &View, bias: Vec<f32>, post: &Post) {
        let op = match &kind {
            LayerKind::Convolution(_) => "conv",
            LayerKind::Linear { .. } => "add",
            LayerKind::Product => "mul",
        };
        self.graph.layers.push(Layer {
            name: format!("l{}", self.graph.layers.len()),
            op,
            inputs: inputs.to_vec(),
            output: output.clone(),
            kind,
            bias,
            negative_slope: vec![post.slope],
            clamp: post.clamp,
            activation: post.activation,
        });
    }

    /// A convolution of `input` into a new buffer, weights scaled so that values keep their size.
    pub fn convolve(&mut self, operator: &Operator, input: &View, bias: Vec<f32>, post: &Post) -> View {
        let mut convolution = operator.convolution();
        let taps = convolution.weights.len() / convolution.out_channels;
        let size = 1.0 / (taps.max(1) as f32).sqrt();
        convolution.weights.iter_mut().for_each(|weight| *weight *= size);
        let extents = convolution.axes.clone().map(|axis| axis.output as usize);
        let output = self.fresh([convolution.out_channels, extents[0], extents[1], extents[2]]);
        self.layer(LayerKind::Convolution(convolution), std::slice::from_ref(input), &output, bias, post);
        output
    }
}

/// The input view that an operator needs.
pub fn input_shape(operator: &Operator) -> [usize; 4] {
    let [d, h, w] = operator.axes.map(|axis| axis.input as usize);
    [operator.groups * operator.in_channels, d, h, w]
}
