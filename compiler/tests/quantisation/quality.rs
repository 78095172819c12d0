//! Compiles a graph, interprets the program and measures it against the float executor.

use compiler::layer::LayerGraph;
use compiler::{Calibration, CompileOptions, Samples, compile, execute};

use crate::interpreter;

/// Images that calibrate.
const CALIBRATION_IMAGES: usize = 64;
const IMAGES: usize = 4;

/// Root mean square error and range of the float values, over all outputs of the measured images.
#[derive(Debug, Clone, Copy)]
pub struct Quality {
    pub rmse: f64,
    pub range: f64,
}

impl Quality {
    /// PSNR in dB, peak = range of the float output.
    pub fn psnr(self) -> f64 {
        20.0 * (self.range / self.rmse.max(f64::MIN_POSITIVE)).log10()
    }
}

/// Of images that calibrated nothing: what a network is worth to its users.
pub fn measure_unseen(graph: &LayerGraph) -> Vec<Quality> {
    measure_with(graph, Calibration::seeded(graph, 1, CALIBRATION_IMAGES).samples)
}

/// Of images that calibrated with others. Whether unseen values stay within the range of the seen ones is no property of a
/// program: a product of two normal values has long tails.
pub fn measure(graph: &LayerGraph) -> Vec<Quality> {
    let mut seen = Calibration::seeded(graph, 1, CALIBRATION_IMAGES).samples;
    seen.images += IMAGES;
    for (seen, measured) in seen.arrays.iter_mut().zip(measured(graph).arrays) {
        seen.extend(measured);
    }
    measure_with(graph, seen)
}

fn measured(graph: &LayerGraph) -> Samples {
    Calibration::seeded(graph, 2, IMAGES).samples
}

fn measure_with(graph: &LayerGraph, seen: Samples) -> Vec<Quality> {
    let calibration = Calibration::given(seen, "seeded images");
    let samples = measured(graph);
    let options = CompileOptions { calibration: Some(calibration), ..CompileOptions::default() };
    let program = compile(graph, &options).expect("compiles");
    assert_eq!(isa::program::Program::decode(&program.encode()).as_ref(), Ok(&program));
    let expected = execute::run(graph, &samples).expect("runs");
    let found = interpreter::run(&program, IMAGES, &samples.arrays);
    expected.arrays.iter().zip(&found).map(|(expected, found)| compare(expected, found)).collect()
}

fn compare(expected: &[f32], found: &[f32]) -> Quality {
    assert_eq!(expected.len(), found.len());
    let low = expected.iter().copied().fold(f32::INFINITY, f32::min);
    let high = expected.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let squares: f64 = expected.iter().zip(found).map(|(a, b)| f64::from(a - b).powi(2)).sum();
    Quality { rmse: (squares / expected.len() as f64).sqrt(), range: f64::from(high) - f64::from(low) }
}
