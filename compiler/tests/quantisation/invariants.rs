//! What must hold exactly: copies, inputs kept apart, independence of threads.

use compiler::layer::{LayerKind, View};
use compiler::{CompileOptions, compile, execute};
use isa::numerics::ACCUMULATOR_LIMIT;
use isa::segment::Segment;

use crate::graphs::{Builder, IDENTITY, normal};
use crate::interpreter;

#[test]
fn inputs_that_are_outputs_pass_unchanged() {
    let mut builder = Builder::default();
    let input = builder.input([3, 1, 2, 2]);
    builder.output(&input);
    let program = compile(&builder.graph, &CompileOptions::default()).expect("compiles");
    let [copy] = program.layers().expect("decodes").try_into().expect("one layer");
    assert_eq!((copy.inputs[0].segment, copy.output.segment), (Segment::Input, Segment::Output));
    let scale = program.interface.inputs[0].scale;
    let values: Vec<f32> = normal(5, 12).iter().map(|value| (value / scale).round() * scale).collect();
    assert_eq!(interpreter::run(&program, 1, std::slice::from_ref(&values)), [values]);
}

#[test]
fn inputs_in_a_buffer_that_layers_write_are_moved() {
    // A concatenation of the input with twice the input, in one buffer.
    let mut builder = Builder::default();
    let input = builder.input([2, 1, 1, 3]);
    builder.graph.buffers[0].elements = 12;
    let twice = View { offset: 6, ..input.clone() };
    let kind = LayerKind::Linear { coefficients: vec![vec![2.0]] };
    builder.layer(kind, std::slice::from_ref(&input), &twice, vec![0.0; 2], &IDENTITY);
    let both = View { shape: [4, 1, 1, 3], ..input };
    builder.output(&both);
    let program = compile(&builder.graph, &CompileOptions::default()).expect("compiles");
    let values = normal(6, 6);
    let found = &interpreter::run(&program, 1, std::slice::from_ref(&values))[0];
    for (i, &value) in values.iter().enumerate() {
        assert!((found[i] - value).abs() < 1e-3 && (found[6 + i] - 2.0 * value).abs() < 2e-3);
    }
}

#[test]
fn programs_and_values_do_not_depend_on_threads() {
    let graph = crate::generators::generator(20, &[40, 24, 3], 2);
    let results: Vec<_> = [1, 3]
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("pool");
            pool.install(|| {
                let samples = compiler::Calibration::seeded(&graph, 9, 5).samples;
                let values = execute::run(&graph, &samples).expect("runs");
                (values, compile(&graph, &CompileOptions::default()).expect("compiles").encode())
            })
        })
        .into();
    assert!(results[0] == results[1]);
}

#[test]
fn accumulators_are_bounded_even_where_every_summand_is_extreme() {
    // 2^18 equal weights: the plain 16-bit scale would reach 2^48.
    let mut builder = Builder::default();
    let input = builder.input([1 << 18, 1, 1, 1]);
    let mut dense = crate::properties::pointwise(1 << 18, 1, [1; 3]);
    dense.kernel = vec![1.0; dense.kernel_elements()];
    let output = builder.convolve(&dense, &input, vec![0.0], &IDENTITY);
    builder.output(&output);
    let program = compile(&builder.graph, &CompileOptions::default()).expect("compiles");
    let weight = i64::from(i16::from_le_bytes([program.constants[0], program.constants[1]]));
    let bound = weight * (1 << 18) * 32768;
    assert!(bound < ACCUMULATOR_LIMIT && bound > ACCUMULATOR_LIMIT / 2, "weight {weight}");
}
