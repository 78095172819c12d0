//! Properties of random networks: float executor against definition, programs against float executor.

use compiler::layer::{Activation, LayerKind, View};
use compiler::{Samples, execute};
use proptest::prelude::*;

use crate::definition::Form;
use crate::graphs::{Builder, IDENTITY, Post, elements, input_shape, normal, operator, post};
use crate::quality::{Quality, measure};

/// The project's floor.
const FLOOR_DB: f64 = 60.0;

fn any_form() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Convolution), Just(Form::Transposed), (2u32..4).prop_map(Form::Upsampled)]
}

/// 60 dB, where the output's range is more than an accident of a few nearly constant values: 16 bits over
/// `least_range` are the best that any scale could do.
fn check(qualities: &[Quality], least_range: f64) -> Result<(), TestCaseError> {
    for &quality in qualities {
        let quality = Quality { range: quality.range.max(least_range), ..quality };
        prop_assert!(quality.psnr() >= FLOOR_DB, "{:.1} dB, {:?}", quality.psnr(), quality);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn float_executor_matches_the_definition(operator in operator(any_form()), seed: u64) {
        let shape = input_shape(&operator);
        let mut builder = Builder::default();
        let input = builder.input(shape);
        let output = builder.fresh([
            operator.groups * operator.out_channels,
            operator.axes[0].output as usize,
            operator.axes[1].output as usize,
            operator.axes[2].output as usize,
        ]);
        let bias = vec![0.0; output.shape[0]];
        builder.layer(LayerKind::Convolution(operator.convolution()), &[input], &output, bias, &IDENTITY);
        builder.output(&output);
        let images = 3;
        let samples = Samples { images, arrays: vec![normal(seed, images * elements(shape))] };
        let found = execute::run(&builder.graph, &samples).expect("runs");
        let mut values = found.arrays[0].iter();
        for image in samples.arrays[0].chunks(elements(shape)) {
            for expected in operator.apply(image) {
                let value = f64::from(*values.next().expect("as many values"));
                prop_assert!((value - expected).abs() <= 1e-5 * (1.0 + expected.abs()), "{value} for {expected}");
            }
        }
    }

    #[test]
    fn convolutions_keep_their_quality(operator in operator(any_form()), post in post(), seed: u64) {
        let mut builder = Builder::default();
        let input = builder.input(input_shape(&operator));
        let bias = normal(seed, operator.groups * operator.out_channels);
        let output = builder.convolve(&operator, &input, bias, &post);
        builder.output(&output);
        check(&measure(&builder.graph), 0.2)?;
    }

    #[test]
    fn sums_and_products_keep_their_quality(
        shape in [1usize..5, 1..3, 1..5, 1..5],
        sizes in [-3f32..3.0, -3f32..3.0],
        broadcast in 0usize..16,
        product: bool,
        post in post(),
        seed: u64,
    ) {
        let mut builder = Builder::default();
        let a = builder.input(shape);
        let smaller = std::array::from_fn(|axis| if broadcast >> axis & 1 == 1 { 1 } else { shape[axis] });
        let b = builder.input(smaller);
        let output = builder.fresh(shape);
        let kind = match product {
            true => LayerKind::Product,
            false => {
                let per_channel = normal(seed, shape[0]).iter().map(|x| x + sizes[0].exp2()).collect();
                LayerKind::Linear { coefficients: vec![per_channel, vec![sizes[1].exp2()]] }
            }
        };
        builder.layer(kind, &[a, b], &output, normal(seed ^ 1, shape[0]), &post);
        builder.output(&output);
        check(&measure(&builder.graph), 0.2)?;
    }

    #[test]
    fn networks_keep_their_quality(first in operator(any_form()), slope in 0f32..1.0, seed: u64) {
        let builder = network(&first, slope, seed);
        check(&measure(&builder.graph), 0.2)?;
    }
}

/// A convolution, a residual sum, a concatenation with a gate, and a second convolution that reads both.
fn network(first: &crate::definition::Operator, slope: f32, seed: u64) -> Builder {
    let mut builder = Builder::default();
    let input = builder.input(input_shape(first));
    let post = Post { slope, ..IDENTITY };
    let features = builder.convolve(first, &input, normal(seed, first.groups * first.out_channels), &post);
    let [channels, d, h, w] = features.shape;
    // Sum and gate share a buffer, side by side along the channels.
    let both = builder.fresh([2 * channels, d, h, w]);
    let half = |offset| View { offset, shape: features.shape, ..both.clone() };
    let sum = LayerKind::Linear { coefficients: vec![vec![1.0], normal(seed ^ 2, channels)] };
    builder.layer(sum, &[features.clone(), features.clone()], &half(0), vec![0.1; channels], &IDENTITY);
    let gate = builder.fresh(features.shape);
    let sigmoid = Post { activation: Some(Activation::Sigmoid), ..IDENTITY };
    let copy = LayerKind::Linear { coefficients: vec![vec![1.0]] };
    builder.layer(copy, std::slice::from_ref(&features), &gate, vec![0.0; channels], &sigmoid);
    builder.layer(
        LayerKind::Product,
        &[gate, features.clone()],
        &half(channels),
        vec![0.0; channels],
        &IDENTITY,
    );
    let mut second = pointwise(2 * channels, 3, [d, h, w]);
    second.kernel = normal(seed ^ 3, second.kernel_elements());
    let tanh = Post { activation: Some(Activation::Tanh), ..IDENTITY };
    let image = builder.convolve(&second, &both, vec![0.0; 3], &tanh);
    builder.output(&image);
    builder.output(&both);
    builder
}

pub fn pointwise(
    in_channels: usize,
    out_channels: usize,
    extents: [usize; 3],
) -> crate::definition::Operator {
    let kernel = isa::phase::KernelAxis { kernel: 1, stride: 1, dilation: 1, pad_begin: 0 };
    let axes =
        extents.map(|extent| crate::definition::Axis { input: extent as u32, output: extent as u32, kernel });
    crate::definition::Operator {
        form: Form::Convolution,
        axes,
        groups: 1,
        in_channels,
        out_channels,
        kernel: Vec::new(),
    }
}
