//! Programs of random layers: every kind of layer, ragged shapes, any strides, for levels that must agree bit for bit.
//!
//! Values are chosen so that results spread over the 16-bit range and saturate now and then. Nothing here knows what a
//! result should be: the suites compare levels with each other and with judges of their own.

use isa::ArchConfig;
use isa::numerics::{Requantisation, TABLE_ENTRIES};
use isa::phase::{KernelAxis, PhaseAxis};
use isa::program::{ALIGNMENT, Interface, Mode, Program};
use isa::record::{Cost, LayerOp, LayerRecord, Operation, PostProcess, TensorRef};
use isa::segment::Segment;
use proptest::prelude::*;

/// What one layer of a chain does with the tensor before it.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A convolution with `channels` outputs per group.
    Convolution {
        /// Kernel along depth, height, width; cut to the input where it would not fit.
        kernel: [u32; 3],
        /// Stride, dilation, padding of all axes.
        geometry: [u32; 3],
        /// Whether the convolution is transposed.
        transposed: bool,
        /// Upsampling in front of an ordinary convolution.
        upsampling: u32,
        /// Output channels of a group.
        channels: u32,
        /// Whether every channel is a group of its own.
        depthwise: bool,
    },
    /// A weighted sum of the tensor with itself, this many times.
    Linear(usize),
    /// The tensor times itself.
    Product,
}

/// A chain of layers with its first shape and a seed for all values.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Channels, depth, height, width of the input.
    pub shape: [u32; 4],
    /// The layers.
    pub kinds: Vec<Kind>,
    /// Whether the input is stored channel-first.
    pub channel_first: bool,
    /// Seed of weights and inputs.
    pub seed: u64,
}

prop_compose! {
    fn convolutions(most_channels: u32)(
        kernel in [1u32..3, 1u32..8, 1u32..8],
        geometry in [1u32..5, 1u32..3, 0u32..4],
        transposed: bool,
        upsampling in 1u32..3,
        channels in 1..=most_channels,
        depthwise in prop::bool::weighted(0.2),
    ) -> Kind {
        Kind::Convolution { kernel, geometry, transposed, upsampling, channels, depthwise }
    }
}

/// Chains of one to three layers.
pub fn chains() -> impl Strategy<Value = Chain> {
    chains_within(39, [3, 23, 11])
}

/// The same with few channels and small extents (depth, height, width), for levels that are slow.
pub fn chains_within(most_channels: u32, extents: [u32; 3]) -> impl Strategy<Value = Chain> {
    let kinds = prop_oneof![
        6 => convolutions(most_channels),
        1 => (1usize..4).prop_map(Kind::Linear),
        1 => Just(Kind::Product),
    ];
    let [depth, height, width] = extents;
    let shape = [1..=most_channels, 1..=depth, 1..=height, 1..=width];
    (shape, prop::collection::vec(kinds, 1..4), any::<bool>(), any::<u64>())
        .prop_map(|(shape, kinds, channel_first, seed)| Chain { shape, kinds, channel_first, seed })
}

/// A stream of values that only depends on its seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Values(u64);

impl Values {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A value of magnitude below `bound`.
    pub fn within(&mut self, bound: i64) -> i64 {
        (self.next() % (2 * bound as u64 - 1)) as i64 - bound + 1
    }

    /// 16-bit samples as bytes.
    pub fn samples(&mut self, count: usize) -> Vec<u8> {
        (0..count).flat_map(|_| (self.within(32768) as i16).to_le_bytes()).collect()
    }
}

/// Grows with the layers of a program.
struct Builder {
    values: Values,
    constants: Vec<u8>,
    records: Vec<LayerRecord>,
    scratch: u64,
}

impl Builder {
    fn append(&mut self, bytes: impl IntoIterator<Item = u8>) -> u64 {
        let offset = self.constants.len() as u64;
        self.constants.extend(bytes);
        self.constants.resize(self.constants.len().next_multiple_of(ALIGNMENT), 0);
        offset
    }

    fn weights(&mut self, count: u64, bound: i64) -> u64 {
        let words: Vec<u8> =
            (0..count).flat_map(|_| (self.values.within(bound) as i16).to_le_bytes()).collect();
        self.append(words)
    }

    /// Post-processing that brings sums of magnitude `largest` into 16 bits, nearly.
    fn post(&mut self, channels: u32, largest: i64) -> PostProcess {
        let shift = (14 + 64 - (largest >> 15).max(1).leading_zeros() as u8).clamp(1, 62);
        let entries: Vec<u8> = (0..channels)
            .flat_map(|_| {
                let bias = self.values.within(largest.max(2));
                let negative = [1 << 14, 0, 3000][self.values.next() as usize % 3];
                Requantisation { bias, positive: 1 << 14, negative, shift }.encode()
            })
            .collect();
        let requantisation = self.append(entries);
        let clamp = if self.values.next().is_multiple_of(2) { (i16::MIN, i16::MAX) } else { (-20000, 25000) };
        let table = self.values.next().is_multiple_of(3).then(|| {
            let entries = (0..TABLE_ENTRIES as i64).map(|i| ((i - 256) * 120).clamp(-30000, 30000) as i16);
            let bytes: Vec<u8> = entries.flat_map(i16::to_le_bytes).collect();
            self.append(bytes)
        });
        PostProcess { requantisation, clamp, table }
    }

    fn place(&mut self, last: bool, shape: [u32; 4]) -> TensorRef {
        let offset = if last { 0 } else { self.scratch };
        if !last {
            self.scratch += (2 * elements(shape)).next_multiple_of(ALIGNMENT as u64);
        }
        let segment = if last { Segment::Output } else { Segment::Scratch };
        TensorRef { segment, offset, image_stride: 0, shape, strides: channel_last(shape) }
    }
}

fn elements(shape: [u32; 4]) -> u64 {
    shape.iter().map(|&extent| u64::from(extent)).product()
}

fn channel_last([c, _, h, w]: [u32; 4]) -> [u32; 4] {
    [1, h * w * c, w * c, c]
}

/// The axes of a convolution, small enough to stay quick.
fn axes(
    shape: [u32; 4],
    kernel: [u32; 3],
    geometry: [u32; 3],
    transposed: bool,
    factor: u32,
) -> [PhaseAxis; 3] {
    let [stride, dilation, pad] = geometry;
    std::array::from_fn(|index| {
        let input = shape[index + 1];
        // The depth of a picture stays as it is.
        let (kernel, stride) = if index == 0 && input == 1 { (1, 1) } else { (kernel[index], stride) };
        let reach = (kernel - 1) * dilation + 1;
        let pad_begin = pad.min(reach - 1) as i32;
        let axis = KernelAxis { kernel, stride, dilation, pad_begin };
        if transposed {
            let output = ((input - 1) * stride + reach).saturating_sub(pad_begin as u32).clamp(1, 48);
            PhaseAxis::transposed_convolution(input, output, axis).0
        } else {
            let factor = if index == 0 && input == 1 { 1 } else { factor };
            let output = (input * factor).div_ceil(stride).clamp(1, 24);
            PhaseAxis::upsampled_convolution(input, output, factor, axis).0
        }
    })
}

fn layer(builder: &mut Builder, kind: &Kind, input: TensorRef, last: bool) {
    let channels = input.shape[0];
    let (operation, inputs, shape, largest) = match kind {
        Kind::Convolution { kernel, geometry, transposed, upsampling, channels: out, depthwise } => {
            let axes = axes(input.shape, *kernel, *geometry, *transposed, *upsampling);
            let groups = if *depthwise { channels } else { 1 };
            let out = if *depthwise { channels } else { *out };
            let taps: u64 =
                axes.iter().map(|axis| axis.taps.iter().map(|taps| taps.len() as u64).sum::<u64>()).product();
            let per_group = u64::from(channels / groups) * u64::from(out);
            let weights = builder.weights(taps * per_group, 3000);
            let [d, h, w] = axes.each_ref().map(|axis| axis.output);
            let summands = (taps * u64::from(channels / groups)).max(1);
            let largest = (summands as f64).sqrt() as i64 * 3000 * 16000;
            (Operation::Convolution { axes, groups, weights }, vec![input], [out, d, h, w], largest)
        }
        Kind::Linear(count) => {
            let coefficients = builder.weights(*count as u64 * u64::from(channels), 20000);
            (Operation::Linear { coefficients }, vec![input; *count], input.shape, 20000 * 30000)
        }
        Kind::Product => (Operation::Product, vec![input; 2], input.shape, 1 << 29),
    };
    let post = builder.post(shape[0], largest);
    let output = builder.place(last, shape);
    let name = format!("layer {}", builder.records.len());
    let op = LayerOp::Conv;
    builder.records.push(LayerRecord { name, op, operation, inputs, output, post, cost: Cost::default() });
}

/// The program of a chain for an array.
pub fn program(chain: &Chain, arch: ArchConfig, mode: Mode) -> Program {
    let mut builder =
        Builder { values: Values::new(chain.seed), constants: Vec::new(), records: Vec::new(), scratch: 0 };
    let [_, d, h, w] = chain.shape;
    let strides = if chain.channel_first { [d * h * w, h * w, w, 1] } else { channel_last(chain.shape) };
    let image = |bytes: u64| bytes.next_multiple_of(ALIGNMENT as u64);
    let input_bytes = image(2 * elements(chain.shape));
    let mut tensor = TensorRef {
        segment: Segment::Input,
        offset: 0,
        image_stride: input_bytes,
        shape: chain.shape,
        strides,
    };
    for (index, kind) in chain.kinds.iter().enumerate() {
        layer(&mut builder, kind, tensor, index + 1 == chain.kinds.len());
        tensor = builder.records[index].output;
    }
    let image_bytes = [input_bytes, image(2 * elements(tensor.shape)), image(builder.scratch)];
    for record in &mut builder.records {
        for tensor in record.inputs.iter_mut().chain([&mut record.output]) {
            tensor.image_stride = match tensor.segment {
                Segment::Output => image_bytes[1],
                Segment::Scratch => image_bytes[2],
                _ => image_bytes[0],
            };
        }
    }
    let code = compiler::microprogram(&builder.records, &arch, mode).expect("the chain fits the array");
    Program {
        arch,
        mode,
        code,
        records: builder.records.iter().flat_map(LayerRecord::encode).collect(),
        constants: builder.constants,
        interface: Interface { inputs: Vec::new(), outputs: Vec::new(), image_bytes },
        info: Vec::new(),
    }
}
