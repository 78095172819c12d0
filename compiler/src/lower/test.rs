//! Lowering by definition: small models run through the layer graph give what the ONNX operators define.

use proptest::prelude::*;

use crate::execute::{Samples, run};
use crate::layer::{LayerGraph, LayerKind};
use crate::onnx::fixture::{Model, float, int, ints, text};
use crate::onnx::{BatchMode, ImportOptions};

/// Numbers that look random but are the same in every run.
fn numbers(count: usize, seed: usize) -> Vec<f32> {
    (0..count).map(|i| ((i * 7919 + seed * 104_729) % 1009) as f32 / 504.5 - 1.0).collect()
}

fn output(graph: &LayerGraph, images: usize, inputs: &[&[f32]]) -> Vec<f32> {
    let samples = Samples { images, arrays: inputs.iter().map(|array| array.to_vec()).collect() };
    run(graph, &samples).unwrap().arrays.remove(0)
}

fn assert_close(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    for (i, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= 1e-4 * b.abs().max(1.0), "element {i}: {a}, expected {b}");
    }
}

fn ops(graph: &LayerGraph) -> Vec<&'static str> {
    graph.layers.iter().map(|layer| layer.op).collect()
}

/// One convolution in up to three dimensions.
#[derive(Debug, Clone)]
struct Geometry {
    transposed: bool,
    /// Nearest-neighbour upsampling before it.
    factor: usize,
    groups: usize,
    inputs: usize,
    outputs: usize,
    axes: Vec<Axis>,
}

#[derive(Debug, Clone)]
struct Axis {
    extent: usize,
    kernel: usize,
    stride: usize,
    dilation: usize,
    begin: usize,
    end: usize,
    output_padding: usize,
}

impl Geometry {
    fn input(&self) -> Vec<usize> {
        self.axes.iter().map(|axis| axis.extent).collect()
    }

    /// Output extents by the formulas of the operator definitions; `None` where nothing is left.
    fn output(&self) -> Option<Vec<usize>> {
        let extent = |axis: &Axis| {
            let reach = (axis.kernel - 1) * axis.dilation + 1;
            let output = if self.transposed {
                ((axis.extent - 1) * axis.stride + axis.output_padding + reach)
                    .checked_sub(axis.begin + axis.end)?
            } else {
                (axis.extent * self.factor + axis.begin + axis.end).checked_sub(reach)? / axis.stride + 1
            };
            Some(output).filter(|&output| output > 0)
        };
        self.axes.iter().map(extent).collect()
    }

    fn model(&self, weights: &[f32], bias: &[f32]) -> Model {
        let list = |name: &str, value: fn(&Axis) -> usize| {
            ints(name, &self.axes.iter().map(|axis| value(axis) as i64).collect::<Vec<_>>())
        };
        let pads: Vec<i64> =
            self.axes.iter().map(|a| a.begin as i64).chain(self.axes.iter().map(|a| a.end as i64)).collect();
        let mut attributes = vec![
            list("strides", |axis| axis.stride),
            list("dilations", |axis| axis.dilation),
            ints("pads", &pads),
            int("group", self.groups as i64),
        ];
        let (first, second) = if self.transposed {
            attributes.push(list("output_padding", |axis| axis.output_padding));
            (self.inputs, self.outputs / self.groups)
        } else {
            (self.outputs, self.inputs / self.groups)
        };
        let dims: Vec<usize> =
            [first, second].into_iter().chain(self.axes.iter().map(|a| a.kernel)).collect();
        let shape: Vec<String> =
            [self.inputs].into_iter().chain(self.input()).map(|d| d.to_string()).collect();
        let shape: Vec<&str> = ["N"].into_iter().chain(shape.iter().map(String::as_str)).collect();
        let scales: Vec<f32> =
            [1.0; 2].into_iter().chain(self.axes.iter().map(|_| self.factor as f32)).collect();
        let nearest = [text("coordinate_transformation_mode", "asymmetric"), text("nearest_mode", "floor")];
        let operator = if self.transposed { "ConvTranspose" } else { "Conv" };
        Model::new()
            .input("x", &shape)
            .floats("w", &dims, weights)
            .floats("b", &[self.outputs], bias)
            .floats("scales", &[scales.len()], &scales)
            .node("Resize", "x - scales", "large", &nearest)
            .node(operator, if self.factor > 1 { "large w b" } else { "x w b" }, "y", &attributes)
            .output("y")
    }

    /// The sum of the operator's definition: `(kernel position, output, input)` per axis, everything naive.
    fn reference(&self, x: &[f32], weights: &[f32], bias: &[f32], output: &[usize]) -> Vec<f32> {
        let kernel: Vec<usize> = self.axes.iter().map(|axis| axis.kernel).collect();
        let (per_in, per_out) = (self.inputs / self.groups, self.outputs / self.groups);
        let volume: usize = kernel.iter().product();
        let mut result = Vec::new();
        for channel in 0..self.outputs {
            let group = channel / per_out;
            for position in all(output) {
                let mut sum = f64::from(bias[channel]);
                for (tap, place) in all(&kernel).enumerate() {
                    let Some(source) = self.source(&position, &place) else { continue };
                    for i in 0..per_in {
                        let row = if self.transposed {
                            (group * per_in + i) * per_out + channel % per_out
                        } else {
                            channel * per_in + i
                        };
                        let value = x
                            [index(&source, &self.input()) + (group * per_in + i) * volume_of(&self.input())];
                        sum += f64::from(weights[row * volume + tap]) * f64::from(value);
                    }
                }
                result.push(sum as f32);
            }
        }
        result
    }

    /// The input position that kernel place `place` reads for output `position`, if it is inside.
    fn source(&self, position: &[usize], place: &[usize]) -> Option<Vec<usize>> {
        let one = |((axis, y), k): ((&Axis, &usize), &usize)| {
            if self.transposed {
                let lattice = (y + axis.begin).checked_sub(k * axis.dilation)?;
                let source = lattice / axis.stride;
                (lattice % axis.stride == 0 && source < axis.extent).then_some(source)
            } else {
                let large = (y * axis.stride + k * axis.dilation).checked_sub(axis.begin)?;
                Some(large / self.factor).filter(|&source| source < axis.extent)
            }
        };
        self.axes.iter().zip(position).zip(place).map(one).collect()
    }
}

fn volume_of(dims: &[usize]) -> usize {
    dims.iter().product()
}

fn index(position: &[usize], dims: &[usize]) -> usize {
    position.iter().zip(dims).fold(0, |index, (p, d)| index * d + p)
}

fn all(dims: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    let dims = dims.to_vec();
    (0..volume_of(&dims)).map(move |mut i| {
        let mut position = vec![0; dims.len()];
        for axis in (0..dims.len()).rev() {
            position[axis] = i % dims[axis];
            i /= dims[axis];
        }
        position
    })
}

fn axis() -> impl Strategy<Value = Axis> {
    (1..5usize, 1..5usize, 1..4usize, 1..3usize, 0..3usize, 0..3usize, 0..3usize).prop_map(
        |(extent, kernel, stride, dilation, begin, end, output_padding)| {
            let output_padding = output_padding.min(stride.max(dilation) - 1);
            Axis { extent, kernel, stride, dilation, begin, end, output_padding }
        },
    )
}

fn geometry() -> impl Strategy<Value = Geometry> {
    (any::<bool>(), 1..4usize, 1..3usize, 1..3usize, 1..3usize, prop::collection::vec(axis(), 1..=3))
        .prop_map(|(transposed, factor, groups, inputs, outputs, axes)| Geometry {
            transposed,
            factor: if transposed { 1 } else { factor },
            groups,
            inputs: inputs * groups,
            outputs: outputs * groups,
            axes,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_convolution_computes_its_definition(geometry in geometry()) {
        let Some(output_dims) = geometry.output() else { return Ok(()) };
        let volume: usize = geometry.axes.iter().map(|axis| axis.kernel).product();
        let weights = numbers(geometry.inputs * geometry.outputs / geometry.groups * volume, 1);
        let bias = numbers(geometry.outputs, 2);
        let image = geometry.inputs * volume_of(&geometry.input());
        let x = numbers(2 * image, 3);
        let graph = geometry.model(&weights, &bias).import().unwrap();
        prop_assert_eq!(graph.layers.len(), 1, "upsampling and bias are part of the convolution");
        let reference = |x: &[f32]| geometry.reference(x, &weights, &bias, &output_dims);
        let expected = [reference(&x[..image]), reference(&x[image..])].concat();
        assert_close(&output(&graph, 2, &[&x]), &expected);
    }
}

#[test]
fn automatic_padding_follows_the_definition() {
    // Extents and first pads by hand from the operator definition: input 5, kernel 4, stride 2.
    for (operator, mode, extent, begin) in [
        ("Conv", "SAME_UPPER", 3, 1),
        ("Conv", "SAME_LOWER", 3, 2),
        ("Conv", "VALID", 1, 0),
        ("ConvTranspose", "SAME_UPPER", 10, 1),
        ("ConvTranspose", "SAME_LOWER", 10, 1),
        ("ConvTranspose", "VALID", 12, 0),
    ] {
        let automatic = [text("auto_pad", mode), ints("strides", &[2])];
        let end = if operator == "Conv" { (extent - 1) * 2 + 4 - 5 - begin } else { 12 - extent - begin };
        let explicit = [ints("pads", &[begin, end]), ints("strides", &[2])];
        let layer = |attributes: &[_]| {
            let model =
                Model::new().input("x", &["N", "1", "5"]).floats("w", &[1, 1, 4], &[1.0, 2.0, 3.0, 4.0]);
            model.node(operator, "x w", "y", attributes).output("y").import().unwrap().layers.remove(0)
        };
        assert_eq!(layer(&automatic), layer(&explicit), "{operator} {mode}");
        assert_eq!(layer(&automatic).output.shape[3], extent as usize);
    }
}

#[test]
fn normalisation_and_activation_join_the_convolution() {
    let model = Model::new()
        .input("x", &["N", "1", "2", "2"])
        .floats("w", &[2, 1, 1, 1], &[1.0, -2.0])
        .floats("gamma", &[2], &[2.0, 3.0])
        .floats("beta", &[2], &[0.5, -0.5])
        .floats("mean", &[2], &[1.0, 0.0])
        .floats("variance", &[2], &[4.0, 1.0])
        .node("Conv", "x w", "a", &[])
        .node("BatchNormalization", "a gamma beta mean variance", "b", &[float("epsilon", 0.0)])
        .node("LeakyRelu", "b", "y", &[float("alpha", 0.5)])
        .output("y");
    let graph = model.import().unwrap();
    assert_eq!(ops(&graph), ["conv"]);
    assert_eq!(graph.layers[0].name, "my_Conv+my_BatchNormalization+my_LeakyRelu");
    let expected = |x: f32| {
        [2.0 * (x - 1.0) / 2.0 + 0.5, 3.0 * (-2.0 * x) - 0.5].map(|v| if v < 0.0 { v * 0.5 } else { v })
    };
    let x = [1.0, -1.0, 0.25, 3.0];
    let planes: Vec<f32> = (0..2).flat_map(|c| x.map(|x| expected(x)[c])).collect();
    assert_close(&output(&graph, 1, &[&x]), &planes);
}

#[test]
fn a_value_that_others_read_is_not_joined_away() {
    let model = |extra: &str| {
        let model = Model::new().input("x", &["N", "1", "4"]).floats("w", &[1, 1, 2], &[1.0, -1.0]);
        let model = model.node("Conv", "x w", "a", &[]).node("Relu", "a", "y", &[]).output("y");
        if extra.is_empty() { model } else { model.output(extra) }
    };
    assert_eq!(ops(&model("").import().unwrap()), ["conv"]);
    assert_eq!(ops(&model("a").import().unwrap()), ["conv", "act"]);
}

#[test]
fn a_vector_becomes_a_channel_last_map_at_no_cost() {
    let weights = numbers(3 * 24, 4);
    let bias = numbers(24, 5);
    let model = Model::new()
        .input("z", &["N", "3"])
        .floats("w", &[3, 24], &weights)
        .floats("b", &[24], &bias)
        .integers("map", &[0, 4, 2, 3])
        .floats("k", &[4, 1, 1, 1], &[1.0, 0.0, 0.0, 0.0])
        .node("Gemm", "z w b", "a", &[])
        .node("Relu", "a", "r", &[])
        .node("Reshape", "r map", "m", &[])
        .node("ConvTranspose", "m k", "y", &[])
        .output("y");
    let graph = model.import().unwrap();
    assert_eq!(ops(&graph), ["fc", "tconv"]);
    assert_eq!(graph.layers[1].inputs[0].strides, [1, 0, 12, 4], "the map is channel-last");
    let LayerKind::Convolution(fc) = &graph.layers[0].kind else {
        panic!("a matrix product is a convolution")
    };
    assert_eq!(fc.dense_taps * fc.in_channels * graph.layers[0].output.elements(), 3 * 24);
    let z = [0.5, -1.0, 2.0];
    let unit = |j: usize| (0..3).map(|i| z[i] * weights[i * 24 + j]).sum::<f32>() + bias[j];
    let expected: Vec<f32> = (0..6).map(|j| unit(j).max(0.0)).collect();
    assert_close(&output(&graph, 1, &[&z]), &expected);
}

#[test]
fn a_map_is_flattened_at_no_cost() {
    let weights = numbers(24 * 5, 6);
    let model = Model::new()
        .input("x", &["N", "4", "2", "3"])
        .floats("k", &[4, 4, 1, 1], &numbers(16, 7))
        .floats("w", &[5, 24], &weights)
        .node("Conv", "x k", "a", &[])
        .node("Flatten", "a", "f", &[])
        .node("Gemm", "f w", "y", &[int("transB", 1)])
        .output("y")
        .output("a");
    let graph = model.import().unwrap();
    assert_eq!(ops(&graph), ["conv", "fc"]);
    let x = numbers(24, 8);
    let samples = Samples { images: 1, arrays: vec![x] };
    let arrays = run(&graph, &samples).unwrap().arrays;
    let expected: Vec<f32> =
        (0..5).map(|o| (0..24).map(|i| arrays[1][i] * weights[o * 24 + i]).sum::<f32>()).collect();
    assert_close(&arrays[0], &expected);
}

#[test]
fn parts_of_a_concatenation_are_produced_in_place() {
    let conv = |model: Model, name: &str| {
        let weight = format!("w{name}");
        model.floats(&weight, &[2, 2, 1, 1], &numbers(4, 9)).node("Conv", &format!("x {weight}"), name, &[])
    };
    let model = conv(conv(Model::new().input("x", &["N", "2", "2", "2"]), "a"), "b");
    let once = model.node("Concat", "a b", "y", &[int("axis", 1)]).output("y");
    let graph = once.import().unwrap();
    assert_eq!(ops(&graph), ["conv", "conv"]);
    assert_eq!(graph.layers[0].output.buffer, graph.layers[1].output.buffer);
    let twice = once.node("Concat", "b a", "z", &[int("axis", 1)]).output("z");
    let graph = twice.import().unwrap();
    assert_eq!(ops(&graph), ["conv", "conv", "copy", "copy"]);
    let x = numbers(8, 10);
    let arrays = run(&graph, &Samples { images: 1, arrays: vec![x] }).unwrap().arrays;
    assert_eq!(arrays[0], [&arrays[1][8..], &arrays[1][..8]].concat());
}

#[test]
fn a_channel_last_graph_wrapped_in_transpositions_costs_nothing() {
    let model = Model::new()
        .input("x", &["N", "4", "5", "3"])
        .floats("w", &[2, 3, 3, 3], &numbers(54, 11))
        .node("Transpose", "x", "a", &[ints("perm", &[0, 3, 1, 2])])
        .node("Conv", "a w", "b", &[])
        .node("Transpose", "b", "y", &[ints("perm", &[0, 2, 3, 1])])
        .output("y");
    let graph = model.import().unwrap();
    assert_eq!(ops(&graph), ["conv"]);
    assert_eq!(graph.inputs[0].strides, [15, 3, 1], "the input is stored as it comes");
    assert_eq!(graph.outputs[0].strides, [6, 2, 1]);
}

#[test]
fn upsampling_merges_into_the_convolution_with_fewer_taps() {
    let model = Model::new()
        .input("x", &["N", "1", "4", "4"])
        .floats("w", &[1, 1, 3, 3], &numbers(9, 12))
        .floats("scales", &[4], &[1.0, 1.0, 2.0, 2.0])
        .node("Resize", "x - scales", "a", &[])
        .node("Conv", "a w", "y", &[ints("pads", &[1, 1, 1, 1])])
        .output("y");
    let graph = model.import().unwrap();
    assert_eq!(ops(&graph), ["upconv"]);
    let LayerKind::Convolution(convolution) = &graph.layers[0].kind else { panic!("a convolution") };
    assert_eq!(convolution.dense_taps, 9);
    let lattice: u64 = convolution.axes.iter().map(|axis| axis.lattice_taps()).product();
    assert_eq!(lattice, 64 * 4, "4 taps an output instead of 9");
}

#[test]
fn padding_joins_the_convolution_or_stands_alone() {
    let pads = |pads: &[i64]| {
        Model::new().input("x", &["N", "1", "3"]).integers("pads", pads).node("Pad", "x pads", "a", &[])
    };
    let conv =
        |model: Model| model.floats("w", &[1, 1, 2], &[1.0, 10.0]).node("Conv", "a w", "y", &[]).output("y");
    let x = [1.0, 2.0, 3.0];
    let joined = conv(pads(&[0, 0, 1, 0, 0, 2])).import().unwrap();
    assert_eq!(ops(&joined), ["conv"]);
    assert_close(&output(&joined, 1, &[&x]), &[10.0, 21.0, 32.0, 3.0, 0.0]);
    let alone = pads(&[0, 0, -1, 0, 0, 1]).output("a").import().unwrap();
    assert_eq!(ops(&alone), ["copy"]);
    assert_close(&output(&alone, 1, &[&x]), &[2.0, 3.0, 0.0]);
    let ones = pads(&[0, 0, 1, 0, 0, 0]);
    let ones = ones.floats("one", &[], &[1.0]);
    let mut ones = ones.output("a");
    ones.graph().node[0].input.push("one".to_owned());
    assert_close(&output(&ones.import().unwrap(), 1, &[&x]), &[1.0, 1.0, 2.0, 3.0]);
    // A crop hides values that a padded convolution must not see.
    let cropped = pads(&[0, 0, -1, 0, 0, -1]).floats("w", &[1, 1, 3], &[1.0, 10.0, 100.0]);
    let cropped = cropped.node("Conv", "a w", "y", &[ints("pads", &[1, 1])]).output("y").import().unwrap();
    assert_close(&output(&cropped, 1, &[&x]), &[20.0]);
}

#[test]
fn constants_over_any_axes_are_added_and_multiplied() {
    let x = numbers(12, 13);
    for (dims, axis) in [(vec![2, 1, 1], 6), (vec![3, 1], 2), (vec![2], 1), (vec![2, 3, 2], 1)] {
        let count: usize = dims.iter().product();
        let c = numbers(count, 14);
        let model = Model::new().input("x", &["N", "2", "3", "2"]).floats("c", &dims, &c);
        let model = model.node("Mul", "x c", "a", &[]).node("Sub", "c a", "y", &[]).output("y");
        let expected: Vec<f32> = (0..12).map(|i| c[i / axis % count] - x[i] * c[i / axis % count]).collect();
        assert_close(&output(&model.import().unwrap(), 1, &[&x]), &expected);
    }
}

#[test]
fn a_fixed_leading_axis_is_the_batch_only_if_images_stay_apart() {
    let model = |target: &[i64]| {
        Model::new()
            .input("x", &["3", "4"])
            .integers("shape", target)
            .node("Reshape", "x shape", "a", &[])
            .node("Relu", "a", "y", &[])
            .output("y")
    };
    let apart = model(&[3, 2, 2]).import().unwrap();
    assert_eq!((apart.inputs[0].batched, &apart.inputs[0].dims[..]), (true, &[4][..]));
    let mixed = model(&[2, 6]);
    let graph = mixed.import().unwrap();
    assert_eq!((graph.inputs[0].batched, &graph.inputs[0].dims[..]), (false, &[3, 4][..]));
    let leading = ImportOptions { batch: BatchMode::Leading, ..Default::default() };
    let error = mixed.import_with(&leading).unwrap_err().to_string();
    assert!(error.contains("node \"my_Reshape\" (Reshape): mixes the images of a batch"), "{error}");
}

#[test]
fn what_cannot_run_is_refused_with_advice() {
    let model = |operator: &str, attributes: &[_]| {
        let model =
            Model::new().input("x", &["N", "2", "4", "4"]).floats("scales", &[4], &[1.0, 1.0, 2.0, 2.0]);
        let inputs = if operator == "Resize" { "x - scales" } else { "x" };
        model.node(operator, inputs, "y", attributes).output("y").refusal()
    };
    for (message, expected) in [
        (
            model("MaxPool", &[ints("kernel_shape", &[2, 2])]),
            "node \"my_MaxPool\" (MaxPool): is an operator that the accelerator cannot run",
        ),
        (model("InstanceNormalization", &[]), "train with batch normalisation"),
        (model("Resize", &[text("mode", "linear")]), "attribute \"mode\": is \"linear\""),
        (model("Cast", &[int("to", 7)]), "attribute \"to\": is INT64"),
        (
            model("AveragePool", &[ints("kernel_shape", &[2, 2]), ints("pads", &[1, 1, 0, 0])]),
            "attribute \"count_include_pad\"",
        ),
    ] {
        assert!(message.contains(expected), "{message}");
    }
}
