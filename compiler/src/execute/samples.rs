//! Arrays at the graph's inputs or outputs, as users supply and receive them.

use std::collections::BTreeMap;

use crate::compile_error::CompileError;
use crate::layer::{LayerGraph, Port};

/// One float32 array per graph input (or output), in the order of the ports.
///
/// An array is `[images, dims...]`, row-major in ONNX order; without the leading axis where the port is not
/// batched.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Samples {
    /// Number of images.
    pub images: usize,
    /// Values, one array per port.
    pub arrays: Vec<Vec<f32>>,
}

impl Samples {
    /// Orders named arrays by the graph's inputs.
    ///
    /// # Errors
    /// A missing, superfluous or wrongly sized array.
    pub fn named(
        graph: &LayerGraph,
        images: usize,
        mut arrays: BTreeMap<String, Vec<f32>>,
    ) -> Result<Self, CompileError> {
        let mut ordered = Vec::new();
        for port in &graph.inputs {
            let array = arrays.remove(&port.name);
            ordered.push(array.ok_or_else(|| {
                CompileError::Samples(format!("no array for the graph's input \"{}\"", port.name))
            })?);
        }
        if let Some(name) = arrays.keys().next() {
            let inputs: Vec<&str> = graph.inputs.iter().map(|port| port.name.as_str()).collect();
            let message = format!("the graph has no input \"{name}\"; its inputs are {}", inputs.join(", "));
            return Err(CompileError::Samples(message));
        }
        let samples = Self { images, arrays: ordered };
        samples.check(&graph.inputs)?;
        Ok(samples)
    }

    /// Checks that there is an array of the right length for every input.
    ///
    /// # Errors
    /// The first array that is missing, has another length or holds a value that is not finite.
    pub(crate) fn check(&self, inputs: &[Port]) -> Result<(), CompileError> {
        if self.images == 0 {
            return Err(CompileError::Samples("at least one image is needed".into()));
        }
        if self.arrays.len() != inputs.len() {
            let (found, expected) = (self.arrays.len(), inputs.len());
            let message = format!("{found} arrays for {expected} graph inputs");
            return Err(CompileError::Samples(message));
        }
        for (port, array) in inputs.iter().zip(&self.arrays) {
            let copies = if port.batched { self.images } else { 1 };
            let elements = port.dims.iter().try_fold(copies, |n: usize, &extent| n.checked_mul(extent));
            let (expected, found) = (elements.unwrap_or(usize::MAX), array.len());
            if found != expected {
                return Err(CompileError::SampleLength { input: port.name.clone(), expected, found });
            }
            if !array.iter().all(|value| value.is_finite()) {
                let message = format!("the array for \"{}\" holds a value that is not finite", port.name);
                return Err(CompileError::Samples(message));
            }
        }
        Ok(())
    }
}
