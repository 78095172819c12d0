//! Lowering by definition: small models run through the layer graph give what the ONNX operators define.

mod geometry;

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
    let separate = ImportOptions { separate_upsampling: true, ..Default::default() };
    let apart = model.import_with(&separate).unwrap();
    assert_eq!(ops(&apart), ["copy", "conv"]);
    let image = numbers(16, 5);
    assert_close(&output(&apart, 1, &[&image]), &output(&graph, 1, &[&image]));
}

#[test]
fn shrinking_does_not_join_the_convolution() {
    let model = Model::new()
        .input("x", &["N", "1", "4"])
        .floats("w", &[1, 1, 2], &[1.0, 10.0])
        .floats("scales", &[3], &[1.0, 1.0, 0.5])
        .node("Resize", "x - scales", "a", &[text("coordinate_transformation_mode", "asymmetric")])
        .node("Conv", "a w", "y", &[])
        .output("y");
    let graph = model.import().unwrap();
    assert_eq!(ops(&graph), ["copy", "conv"]);
    assert_close(&output(&graph, 1, &[&[1.0, 2.0, 3.0, 4.0]]), &[31.0]);
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

#[test]
fn space_to_depth_and_back_is_the_identity() {
    let x = numbers(3 * 8 * 4 * 6, 15);
    let model = |mode: &str| {
        Model::new()
            .input("x", &["N", "8", "4", "6"])
            .node("DepthToSpace", "x", "y", &[int("blocksize", 2), text("mode", mode)])
            .output("y")
    };
    // By the operator's definition: channel and block indices per mode.
    for (mode, channel) in [
        ("DCR", (|c, i, j| (i * 2 + j) * 2 + c) as fn(_, _, _) -> usize),
        ("CRD", |c, i, j| c * 4 + i * 2 + j),
    ] {
        let expected: Vec<f32> = all(&[3, 2, 8, 12])
            .map(|p| x[index(&[p[0], channel(p[1], p[2] % 2, p[3] % 2), p[2] / 2, p[3] / 2], &[3, 8, 4, 6])])
            .collect();
        assert_eq!(output(&model(mode).import().unwrap(), 3, &[&x]), expected, "{mode}");
    }
    let back = model("DCR").node("SpaceToDepth", "y", "z", &[int("blocksize", 2)]).output("z");
    let arrays =
        run(&back.import().unwrap(), &Samples { images: 3, arrays: vec![x.clone()] }).unwrap().arrays;
    assert_eq!(arrays[1], x);
}

#[test]
fn irregular_layouts_of_many_axes_are_walked_or_copied() {
    let (dims, order) = ([2, 3, 2, 5, 2], [3, 1, 4, 0, 2]);
    let x = numbers(120, 16);
    let c = numbers(30, 17);
    let perm: Vec<i64> = [0].into_iter().chain(order.iter().map(|&axis| axis as i64 + 1)).collect();
    let model = Model::new()
        .input("x", &["N", "2", "3", "2", "5", "2"])
        .floats("c", &[5, 3, 2, 1, 1], &c)
        .integers("first", &[1])
        .integers("last", &[5])
        .integers("axis", &[1])
        .node("Transpose", "x", "t", &[ints("perm", &perm)])
        .node("Mul", "t c", "a", &[])
        .node("Slice", "a first last axis", "b", &[])
        .node("Add", "b b", "y", &[])
        .output("y");
    let moved: Vec<usize> = order.iter().map(|&axis| dims[axis]).collect();
    let value = |p: &Vec<usize>| {
        let mut source = vec![0; 5];
        order.iter().zip(p).for_each(|(&axis, &position)| source[axis] = position);
        2.0 * x[index(&source, &dims)] * c[index(&p[..3], &moved[..3])]
    };
    let expected: Vec<f32> = all(&moved).filter(|p| p[0] > 0).map(|p| value(&p)).collect();
    assert_close(&output(&model.import().unwrap(), 1, &[&x]), &expected);
}

#[test]
fn a_constant_with_a_row_per_image_needs_equal_rows() {
    let model = |rows: &[f32]| {
        Model::new()
            .input("x", &["2", "2"])
            .floats("c", &[2, 2], rows)
            .node("Add", "x c", "y", &[])
            .output("y")
    };
    let same = model(&[1.0, 2.0, 1.0, 2.0]).import().unwrap();
    assert!(same.inputs[0].batched);
    assert_close(&output(&same, 1, &[&[0.0, 0.0]]), &[1.0, 2.0]);
    let different = model(&[1.0, 2.0, 3.0, 4.0]).import().unwrap();
    assert!(!different.inputs[0].batched);
    assert_close(&output(&different, 1, &[&[0.0; 4]]), &[1.0, 2.0, 3.0, 4.0]);
}
