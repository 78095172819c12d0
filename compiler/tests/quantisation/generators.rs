//! Generators of the literature with random weights: quality, cost figures, speed of the predicted mapping.

use compiler::layer::{Activation, LayerGraph};
use compiler::{CompileOptions, compile};
use isa::phase::KernelAxis;
use isa::program::Mode;

use crate::definition::{Axis, Form, Operator};
use crate::graphs::{Builder, IDENTITY, Post, normal};
use crate::quality::measure_unseen;

/// A chain of transposed convolutions of kernel 4 that starts from a latent vector: 4, 8, 16, ... positions a side.
pub fn generator(latent: usize, channels: &[usize], dimensions: usize) -> LayerGraph {
    let mut builder = Builder::default();
    let mut view = builder.input([latent, 1, 1, 1]);
    for (index, &out_channels) in channels.iter().enumerate() {
        let extent = view.shape[3] as u32;
        let (stride, pad_begin) = if extent == 1 { (1, 0) } else { (2, 1) };
        let kernel = KernelAxis { kernel: 4, stride, dilation: 1, pad_begin };
        let output = if extent == 1 { 4 } else { 2 * extent };
        let mut axes = [Axis { input: extent, output, kernel }; 3];
        let unused = KernelAxis { kernel: 1, stride: 1, dilation: 1, pad_begin: 0 };
        axes[..3 - dimensions].fill(Axis { input: 1, output: 1, kernel: unused });
        let form = Form::Transposed;
        let mut operator =
            Operator { form, axes, groups: 1, in_channels: view.shape[0], out_channels, kernel: Vec::new() };
        // Twice the variance: a ReLU keeps half of it.
        operator.kernel = normal(index as u64, operator.kernel_elements());
        operator.kernel.iter_mut().for_each(|weight| *weight *= 2f32.powi(dimensions as i32).sqrt());
        let last = index + 1 == channels.len();
        let post = match last {
            true => Post { activation: Some(Activation::Tanh), ..IDENTITY },
            false => Post { slope: 0.0, ..IDENTITY },
        };
        view = builder.convolve(&operator, &view, vec![0.0; out_channels], &post);
    }
    builder.output(&view);
    builder.graph
}

/// DCGAN-64 as in the PyTorch examples.
fn dcgan() -> LayerGraph {
    generator(100, &[512, 256, 128, 64, 3], 2)
}

#[test]
fn dcgan_keeps_its_quality() {
    let psnr = measure_unseen(&dcgan())[0].psnr();
    assert!(psnr >= 75.0, "{psnr:.1} dB");
}

#[test]
fn costs_of_dcgan_are_those_of_the_literature() {
    let calibration = Some(compiler::Calibration::seeded(&dcgan(), 0, 1));
    let options = CompileOptions { calibration, ..CompileOptions::default() };
    let program = compile(&dcgan(), &options).expect("compiles");
    let layers = program.layers().expect("decodes");
    let effective: Vec<u64> = layers.iter().map(|layer| layer.cost.macs_effective).collect();
    assert_eq!(effective, [819_200, 25_690_112, 29_491_200, 31_490_048, 3_048_192]);
    let dense: u64 = layers.iter().map(|layer| layer.cost.macs_dense).sum();
    assert_eq!(dense, 13_107_200 + 3 * 134_217_728 + 12_582_912);
    let cycles: u64 = layers.iter().map(|layer| layer.cost.body_cycles[0]).sum();
    let utilisation = 16.0 * effective.iter().sum::<u64>() as f64 / 256.0 / cycles as f64;
    assert!((0.9..=1.0).contains(&utilisation), "utilisation {utilisation:.3}");

    let dense = compile(&dcgan(), &CompileOptions { mode: Mode::Dense, ..options }).expect("compiles");
    let dense_cycles: u64 =
        dense.layers().expect("decodes").iter().map(|layer| layer.cost.body_cycles[0]).sum();
    let speedup = dense_cycles as f64 / cycles as f64;
    assert!((4.0..5.0).contains(&speedup), "speedup over the conventional engine {speedup:.2}");
}
