//! The layer graph: a network in the terms of the accelerator, still in real numbers.
//!
//! Lowering turns ONNX operators into these few layer kinds; the float executor calibrates on them, the
//! quantiser turns them into 16-bit layer records. Everything describes *one image*: the batch is a loop
//! around the whole graph. Nothing here knows ONNX, micro-ops or files.

use isa::phase::PhaseAxis;

/// Index of a [`Buffer`] in [`LayerGraph::buffers`].
pub type BufferId = usize;

/// Storage for activations of one image. Every view of a buffer shares the buffer's quantisation scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Buffer {
    /// Name of the first value stored here, for messages and traces.
    pub name: String,
    /// Size in elements (16-bit words on the device).
    pub elements: usize,
}

/// A strided view of a buffer as `[channels, depth, height, width]`.
///
/// Concatenation, reshaping, slicing and transposition are views: they cost no layer. Freshly produced
/// tensors are channel-last (`strides = [1, H*W*C, W*C, C]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Where the elements are stored.
    pub buffer: BufferId,
    /// First element, in elements from the start of the buffer.
    pub offset: usize,
    /// Extents: channels, then the three spatial axes; unused axes are 1.
    pub shape: [usize; 4],
    /// Distance between neighbours along each axis of `shape`, in elements.
    pub strides: [usize; 4],
}

impl View {
    /// The channel-last view that covers a whole buffer of `shape` from its first element.
    pub fn channel_last(buffer: BufferId, shape: [usize; 4]) -> Self {
        let [channels, _, height, width] = shape;
        Self { buffer, offset: 0, shape, strides: [1, height * width * channels, width * channels, channels] }
    }

    /// Number of elements that the view addresses.
    pub fn elements(&self) -> usize {
        self.shape.iter().product()
    }
}

/// A graph input or output as the user names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// The ONNX value name.
    pub name: String,
    /// Whether the leading ONNX axis is the batch (then `dims` leaves it out).
    pub batched: bool,
    /// Extents of one image in ONNX order.
    pub dims: Vec<usize>,
    /// Distance between neighbours along each of `dims` in the buffer, in elements.
    pub strides: Vec<usize>,
    /// First element, in elements from the start of the buffer.
    pub offset: usize,
    /// Where the elements are stored.
    pub buffer: BufferId,
}

/// What a layer computes before bias and post-processing.
#[derive(Debug, Clone, PartialEq)]
pub enum LayerKind {
    /// Convolution in any of its forms, decomposed into phases. One input.
    Convolution(Convolution),
    /// `sum over j of coefficients[j][channel] * input[j]`, element by element. One or more inputs, each of
    /// the output's shape, or of extent 1 along an axis that is broadcast (stride 0).
    Linear {
        /// One list per input: a single value for all channels, or one per output channel.
        coefficients: Vec<Vec<f32>>,
    },
    /// `input[0] * input[1]`, element by element.
    Product,
}

/// A convolution, transposed convolution, upsampled convolution or matrix product.
#[derive(Debug, Clone, PartialEq)]
pub struct Convolution {
    /// Depth, height, width.
    pub axes: [PhaseAxis; 3],
    /// Channel groups; both channel counts divide by it.
    pub groups: usize,
    /// Input channels of all groups.
    pub in_channels: usize,
    /// Output channels of all groups.
    pub out_channels: usize,
    /// Weights, filter rows of equal phase together, as
    /// `[group][phase d][phase h][phase w][tap d][tap h][tap w][in_channels / groups][out_channels / groups]`.
    pub weights: Vec<f32>,
    /// Kernel taps of the original operator over all axes: what a conventional engine runs per output.
    pub dense_taps: usize,
}

/// A function of one value, evaluated on the device by table with linear interpolation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Activation {
    /// Hyperbolic tangent.
    Tanh,
    /// Logistic sigmoid.
    Sigmoid,
    /// `x < 0 ? alpha * (exp(x) - 1) : x`.
    Elu(f32),
    /// `gamma * (x < 0 ? alpha * (exp(x) - 1) : x)`.
    Selu(f32, f32),
    /// `ln(1 + exp(x))`.
    Softplus,
    /// `max(0, min(1, alpha * x + beta))`.
    HardSigmoid(f32, f32),
    /// `x * hard_sigmoid(x; 1/6, 1/2)`.
    HardSwish,
}

/// One step of the network: `output = post(kind(inputs) + bias)`.
///
/// Post-processing, in this order: where the sum is negative it is multiplied by `negative_slope`; then
/// `clamp`; then `activation`.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Name of the ONNX node (or nodes, joined by `+`) the layer comes from.
    pub name: String,
    /// Kind in the words of the literature: `conv`, `tconv`, `upconv`, `fc`, `add`, `mul`, `act`, `copy`.
    pub op: &'static str,
    /// Operands.
    pub inputs: Vec<View>,
    /// Result.
    pub output: View,
    /// What is computed.
    pub kind: LayerKind,
    /// One value per output channel.
    pub bias: Vec<f32>,
    /// Slope for negative sums, one value for all or one per output channel: 1 identity, 0 ReLU.
    pub negative_slope: Vec<f32>,
    /// Lower and upper bound of the result before `activation`.
    pub clamp: Option<(f32, f32)>,
    /// Function applied last.
    pub activation: Option<Activation>,
}

/// A network for one image, layers in execution order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayerGraph {
    /// Storage.
    pub buffers: Vec<Buffer>,
    /// Steps, each after the ones it depends on.
    pub layers: Vec<Layer>,
    /// Graph inputs in ONNX order, initialisers left out.
    pub inputs: Vec<Port>,
    /// Graph outputs in ONNX order.
    pub outputs: Vec<Port>,
}

impl Activation {
    /// The function in double precision.
    pub fn evaluate(self, x: f64) -> f64 {
        match self {
            Self::Tanh => x.tanh(),
            Self::Sigmoid => 1.0 / (1.0 + (-x).exp()),
            Self::Elu(alpha) => elu(x, alpha.into()),
            Self::Selu(alpha, gamma) => f64::from(gamma) * elu(x, alpha.into()),
            // Written so that neither branch overflows.
            Self::Softplus => x.max(0.0) + (-x.abs()).exp().ln_1p(),
            Self::HardSigmoid(alpha, beta) => (f64::from(alpha) * x + f64::from(beta)).clamp(0.0, 1.0),
            Self::HardSwish => x * (x / 6.0 + 0.5).clamp(0.0, 1.0),
        }
    }
}

fn elu(x: f64, alpha: f64) -> f64 {
    if x < 0.0 { alpha * x.exp_m1() } else { x }
}
