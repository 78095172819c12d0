//! Convolutions of random geometry, against sums written straight from the operator definitions.

use proptest::prelude::*;

use super::{all, assert_close, index, numbers, output, volume_of};
use crate::onnx::fixture::{Model, int, ints, text};

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
