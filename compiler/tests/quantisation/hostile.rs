//! Malformed and extreme graphs: a typed error or a valid program, never a panic.

use compiler::layer::{LayerGraph, LayerKind};
use compiler::{Calibration, CompileError, CompileOptions, LayerProblem, Samples, compile};
use proptest::prelude::*;

use crate::definition::Form;
use crate::graphs::{Builder, IDENTITY, operator, post};

/// `y = 2 x` on four values.
fn doubling() -> LayerGraph {
    let mut builder = Builder::default();
    let input = builder.input([2, 1, 1, 2]);
    let output = builder.fresh([2, 1, 1, 2]);
    let kind = LayerKind::Linear { coefficients: vec![vec![2.0]] };
    builder.layer(kind, &[input], &output, vec![0.0; 2], &IDENTITY);
    builder.output(&output);
    builder.graph
}

fn problem(change: impl FnOnce(&mut LayerGraph)) -> LayerProblem {
    let mut graph = doubling();
    change(&mut graph);
    match compile(&graph, &CompileOptions::default()) {
        Err(CompileError::Layer { layer, problem }) => {
            assert_eq!(layer, "l0");
            problem
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn broken_layers_are_named_with_the_rule() {
    let rule = |change: fn(&mut LayerGraph)| match problem(change) {
        LayerProblem::Rule(rule) => rule,
        other => panic!("{other:?}"),
    };
    assert_eq!(rule(|graph| graph.layers[0].inputs[0].offset = 1), "a view lies outside its buffer");
    assert_eq!(
        rule(|graph| graph.layers[0].inputs[0].strides[3] = usize::MAX),
        "a view lies outside its buffer"
    );
    assert_eq!(rule(|graph| graph.layers[0].inputs[0].buffer = 7), "a view names no buffer");
    assert_eq!(
        rule(|graph| graph.layers[0].output.strides[0] = 0),
        "the output has several elements in one place"
    );
    assert_eq!(rule(|graph| graph.layers[0].op = "magic"), "its op has no code");
    assert_eq!(
        rule(|graph| graph.layers[0].clamp = Some((f32::NAN, 1.0))),
        "clamp bounds are reversed or not numbers"
    );
    assert_eq!(rule(|graph| graph.inputs.clear()), "it reads values that no layer before it wrote");
    assert_eq!(
        problem(|graph| graph.layers[0].bias = vec![0.0; 3]),
        LayerProblem::Length { what: "bias", expected: 2, found: 3 }
    );
    assert_eq!(
        problem(|graph| graph.layers[0].bias[1] = f32::NAN),
        LayerProblem::NotFinite { what: "biases" }
    );
    let endless = LayerKind::Linear { coefficients: vec![vec![f32::MAX]] };
    assert_eq!(problem(|graph| graph.layers[0].kind = endless), LayerProblem::Overflow);
}

#[test]
fn an_overlap_that_would_read_overwritten_values_is_refused() {
    let mut graph = doubling();
    let mut second = graph.layers[0].clone();
    second.name = "l1".into();
    second.inputs = vec![graph.layers[0].output.clone()];
    // In place, but with the positions exchanged.
    second.output.strides = [2, 4, 4, 1];
    graph.layers.push(second.clone());
    let error = compile(&graph, &CompileOptions::default()).expect_err("overlaps");
    assert_eq!(error.to_string(), "layer \"l1\": it overwrites values that it still has to read");
    // Exactly in place is harmless.
    graph.layers[1].output = graph.layers[1].inputs[0].clone();
    compile(&graph, &CompileOptions::default()).expect("compiles");
}

#[test]
fn samples_options_and_sizes_are_checked() {
    let error = |options| compile(&doubling(), &options).expect_err("refused").to_string();
    let samples = |arrays: Vec<Vec<f32>>| CompileOptions {
        calibration: Some(Calibration::given(Samples { images: 2, arrays }, "a test")),
        ..CompileOptions::default()
    };
    assert_eq!(error(samples(vec![vec![0.0; 7]])), "sample for input \"x0\": 8 values expected, 7 given");
    assert_eq!(error(samples(vec![])), "samples: 0 arrays for 1 graph inputs");
    assert!(error(samples(vec![vec![f32::NAN; 8]])).contains("not finite"));
    let headroom = CompileOptions { headroom: f32::NAN, ..CompileOptions::default() };
    assert_eq!(error(headroom), "headroom NaN is outside 1..=64");

    let mut huge = doubling();
    huge.buffers[1].elements = usize::MAX;
    assert!(matches!(compile(&huge, &CompileOptions::default()), Err(CompileError::TooLarge { .. })));
    let mut huge = doubling();
    huge.inputs[0].dims = vec![1 << 40, 1 << 40];
    huge.inputs[0].strides = vec![0, 0];
    assert!(matches!(compile(&huge, &CompileOptions::default()), Err(CompileError::Port { .. })));
    let _ = Calibration::seeded(&huge, 0, 0);
}

#[test]
fn named_samples_must_match_the_inputs() {
    let array = |name: &str| [(name.to_owned(), vec![1.0; 4])].into_iter().collect();
    Samples::named(&doubling(), 1, array("x0")).expect("fits");
    let error = Samples::named(&doubling(), 1, array("z")).expect_err("no such input");
    assert_eq!(error.to_string(), "samples: no array for the graph's input \"x0\"");
}

/// One thing that is wrong with a graph.
#[derive(Debug, Clone)]
enum Damage {
    Stride(usize, usize),
    Extent(usize, usize),
    Offset(usize),
    Buffer(usize),
    Elements(usize),
    Weight(f32),
    Bias(f32),
    Slope(f32),
    Groups(usize),
    Tap(i32),
    Step(u32),
}

fn damage() -> impl Strategy<Value = Damage> {
    let size = prop_oneof![0usize..4, Just(usize::MAX), Just(1 << 24), Just(1 << 33)];
    let value = prop_oneof![any::<f32>(), Just(f32::NAN), Just(f32::MAX), Just(f32::MIN_POSITIVE)];
    prop_oneof![
        (0usize..4, size.clone()).prop_map(|(axis, stride)| Damage::Stride(axis, stride)),
        (0usize..4, size.clone()).prop_map(|(axis, extent)| Damage::Extent(axis, extent)),
        size.clone().prop_map(Damage::Offset),
        (0usize..4).prop_map(Damage::Buffer),
        size.clone().prop_map(Damage::Elements),
        value.clone().prop_map(Damage::Weight),
        value.clone().prop_map(Damage::Bias),
        value.prop_map(Damage::Slope),
        size.prop_map(Damage::Groups),
        any::<i32>().prop_map(Damage::Tap),
        any::<u32>().prop_map(Damage::Step),
    ]
}

fn apply(damage: Damage, at_output: bool, graph: &mut LayerGraph) {
    let layer = &mut graph.layers[0];
    let view = if at_output { &mut layer.output } else { &mut layer.inputs[0] };
    let LayerKind::Convolution(convolution) = &mut layer.kind else { panic!("it is one") };
    match damage {
        Damage::Stride(axis, stride) => view.strides[axis] = stride,
        Damage::Extent(axis, extent) => view.shape[axis] = extent,
        Damage::Offset(offset) => view.offset = offset,
        Damage::Buffer(buffer) => view.buffer = buffer,
        Damage::Elements(elements) => graph.buffers[usize::from(at_output)].elements = elements,
        Damage::Weight(value) => convolution.weights.iter_mut().take(1).for_each(|weight| *weight = value),
        Damage::Bias(value) => layer.bias[0] = value,
        Damage::Slope(value) => layer.negative_slope[0] = value,
        Damage::Groups(groups) => convolution.groups = groups,
        Damage::Tap(offset) => convolution.axes[2].taps[0].iter_mut().take(1).for_each(|tap| *tap = offset),
        Damage::Step(step) => convolution.axes[2].step = step,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_graphs_never_panic(
        operator in operator(Just(Form::Transposed)),
        post in post(),
        damage in damage(),
        at_output: bool,
    ) {
        let mut builder = Builder::default();
        let input = builder.input(crate::graphs::input_shape(&operator));
        let bias = vec![0.5; operator.groups * operator.out_channels];
        let output = builder.convolve(&operator, &input, bias, &post);
        builder.output(&output);
        apply(damage, at_output, &mut builder.graph);
        if let Ok(program) = compile(&builder.graph, &CompileOptions::default()) {
            prop_assert_eq!(program.validate(), Ok(()));
        }
    }
}
