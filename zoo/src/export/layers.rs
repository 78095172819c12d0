//! The ONNX nodes of each layer: operator, normalisation, activation, named `g2_tconv`, `g2_bn`, `g2_relu`
//! after the part, the number of the layer in its table (from 1) and the step.

use super::graph::{Chain, float, int, ints, string};
use super::weights::{self, Fill};
use crate::table::{Activation, Layer, Norm, Op};
use crate::{Entry, Part, samples};
use compiler::onnx::proto::AttributeProto;

const LEAKY_SLOPE: f32 = 0.2;
const BATCH_NORM_EPSILON: f32 = 1e-5;

/// All nodes of an entry, with the initialisers still to be filled.
pub(super) fn graph(entry: &Entry) -> Chain {
    let mut chain = Chain::new(&entry.name, &entry.input, &entry.output);
    let letter = match entry.part {
        Part::Generator => 'g',
        Part::Discriminator => 'd',
    };
    let mut input_mean_square = samples::mean_square(entry);
    for (index, layer) in entry.layers.iter().enumerate() {
        let is_last = index + 1 == entry.layers.len();
        let prefix = format!("{letter}{}", index + 1);
        let deviation = weights::deviation(layer, input_mean_square, is_last);
        push_operator(&mut chain, &prefix, layer, deviation);
        if layer.norm == Norm::Batch {
            push_batch_norm(&mut chain, &prefix, layer.out_shape[0]);
        }
        push_activation(&mut chain, &prefix, layer.act);
        input_mean_square = weights::mean_square_after(layer.act);
    }
    chain
}

fn push_operator(chain: &mut Chain, prefix: &str, layer: &Layer, deviation: f32) {
    match layer.op {
        Op::Fc => push_fully_connected(chain, prefix, layer, deviation),
        Op::Conv => {
            if layer.upsample > 1 {
                push_upsample(chain, prefix, layer);
            }
            let channels = [layer.out_shape[0], layer.in_shape[0]];
            push_convolution(chain, format!("{prefix}_conv"), "Conv", channels, layer, deviation);
        }
        Op::Tconv => {
            let channels = [layer.in_shape[0], layer.out_shape[0]];
            push_convolution(chain, format!("{prefix}_tconv"), "ConvTranspose", channels, layer, deviation);
        }
    }
}

/// Weights are `[outputs, inputs]`; a map is flattened before and restored after.
fn push_fully_connected(chain: &mut Chain, prefix: &str, layer: &Layer, deviation: f32) {
    if layer.in_shape.len() > 1 {
        chain.push(format!("{prefix}_flatten"), "Flatten", vec![], vec![int("axis", 1)]);
    }
    let name = format!("{prefix}_fc");
    let outputs = layer.out_shape.iter().product();
    let dims = vec![outputs, layer.in_shape.iter().product()];
    let operands = operator_operands(chain, &name, dims, layer, deviation);
    chain.push(name, "Gemm", operands, vec![int("transB", 1)]);
    if layer.out_shape.len() > 1 {
        // Extent 0 keeps the batch axis as it is.
        let extents: Vec<i64> = std::iter::once(0).chain(layer.out_shape.iter().map(|n| *n as i64)).collect();
        let shape =
            chain.initializer(format!("{prefix}_shape"), vec![extents.len()], Fill::Integers(extents));
        chain.push(format!("{prefix}_reshape"), "Reshape", vec![shape], vec![]);
    }
}

fn push_upsample(chain: &mut Chain, prefix: &str, layer: &Layer) {
    let factor = layer.upsample as f32;
    let scales: Vec<f32> = [1.0, 1.0].into_iter().chain(vec![factor; layer.spatial_axes()]).collect();
    let scales = chain.initializer(format!("{prefix}_scales"), vec![scales.len()], Fill::Floats(scales));
    let no_region = String::new();
    let attributes = vec![
        string("mode", "nearest"),
        string("coordinate_transformation_mode", "asymmetric"),
        string("nearest_mode", "floor"),
    ];
    chain.push(format!("{prefix}_upsample"), "Resize", vec![no_region, scales], attributes);
}

/// `channels` are the two leading extents of the weights, which Conv and ConvTranspose order differently.
fn push_convolution(
    chain: &mut Chain,
    name: String,
    op_type: &str,
    channels: [usize; 2],
    layer: &Layer,
    deviation: f32,
) {
    let axes = layer.spatial_axes();
    let dims = channels.into_iter().chain(vec![layer.kernel; axes]).collect();
    let operands = operator_operands(chain, &name, dims, layer, deviation);
    chain.push(name, op_type, operands, window_attributes(layer, axes));
}

fn window_attributes(layer: &Layer, axes: usize) -> Vec<AttributeProto> {
    let every_axis = |value: usize| vec![value as i64; axes];
    let pads = layer.padding.into_iter().flat_map(every_axis).collect();
    vec![
        ints("kernel_shape", every_axis(layer.kernel)),
        ints("strides", every_axis(layer.stride)),
        ints("pads", pads),
        ints("dilations", every_axis(1)),
        int("group", 1),
    ]
}

fn operator_operands(
    chain: &mut Chain,
    name: &str,
    dims: Vec<usize>,
    layer: &Layer,
    deviation: f32,
) -> Vec<String> {
    let mut operands = vec![chain.initializer(format!("{name}_weight"), dims, Fill::Normal { deviation })];
    if layer.bias {
        let dims = vec![layer.bias_values()];
        operands.push(chain.initializer(format!("{name}_bias"), dims, weights::OPERATOR_BIAS));
    }
    operands
}

fn push_batch_norm(chain: &mut Chain, prefix: &str, channels: usize) {
    let name = format!("{prefix}_bn");
    let operands = weights::BATCH_NORM
        .into_iter()
        .map(|(operand, fill)| chain.initializer(format!("{name}_{operand}"), vec![channels], fill))
        .collect();
    chain.push(name, "BatchNormalization", operands, vec![float("epsilon", BATCH_NORM_EPSILON)]);
}

fn push_activation(chain: &mut Chain, prefix: &str, activation: Activation) {
    let (step, op_type, attributes) = match activation {
        Activation::None | Activation::Softmax => return,
        Activation::Relu => ("relu", "Relu", vec![]),
        Activation::LeakyRelu => ("lrelu", "LeakyRelu", vec![float("alpha", LEAKY_SLOPE)]),
        Activation::Tanh => ("tanh", "Tanh", vec![]),
        Activation::Sigmoid => ("sigmoid", "Sigmoid", vec![]),
    };
    chain.push(format!("{prefix}_{step}"), op_type, vec![], attributes);
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::find;
    use compiler::onnx::proto::NodeProto;

    fn nodes(name: &str) -> Vec<NodeProto> {
        graph(find(name).unwrap()).finish().0.node
    }

    fn names(name: &str) -> Vec<String> {
        nodes(name).into_iter().map(|node| node.name.unwrap()).collect()
    }

    fn ints_of<'a>(node: &'a NodeProto, name: &str) -> &'a [i64] {
        &node.attribute.iter().find(|attribute| attribute.name.as_deref() == Some(name)).unwrap().ints
    }

    #[test]
    fn nodes_are_named_after_their_layers() {
        let generator = names("dcgan");
        assert_eq!(generator[..4], ["g1_fc", "g1_reshape", "g1_bn", "g1_relu"]);
        assert_eq!(generator[4..7], ["g2_tconv", "g2_bn", "g2_relu"]);
        assert_eq!(generator.last().unwrap(), "g5_tanh");
        let discriminator = names("dcgan/d");
        assert_eq!(discriminator[..3], ["d1_conv", "d1_lrelu", "d2_conv"]);
        assert_eq!(discriminator[discriminator.len() - 3..], ["d5_flatten", "d5_fc", "d5_sigmoid"]);
        assert_eq!(names("artgan-public")[4..6], ["g2_upsample", "g2_conv"]);
    }

    #[test]
    fn softmax_is_left_out() {
        assert_eq!(names("artgan-icip17/d").last().unwrap(), "d6_fc");
    }

    #[test]
    fn crops_may_differ_at_begin_and_end() {
        let tconv = &nodes("dcgan")[4];
        assert_eq!(ints_of(tconv, "pads"), [1, 1, 2, 2]);
        assert_eq!(ints_of(tconv, "kernel_shape"), [5, 5]);
        assert_eq!(ints_of(&nodes("3d-gan")[3], "strides"), [2, 2, 2]);
    }

    #[test]
    fn every_node_takes_the_value_before_it() {
        for name in ["dcgan", "gp-gan", "artgan-public/d", "magan-mnist/d"] {
            let entry = find(name).unwrap();
            let nodes = nodes(name);
            let mut current = entry.input.name;
            for node in &nodes {
                assert_eq!(node.input[0], current, "{name}");
                current = &node.output[0];
            }
            assert_eq!(current, entry.output.name);
        }
    }
}
