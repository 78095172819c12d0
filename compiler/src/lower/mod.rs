//! Lowering: an ONNX graph becomes a [`LayerGraph`].
//!
//! In order: the leading axes are read as a batch or not (`batch`); nodes are translated to a few kinds of
//! operators for one image, constants folded (`translate`, `operator`); neighbours are joined (`fuse`);
//! tensors get their places (`place`, `layout`); layers are made (`build`). Nothing here knows numbers of
//! bits, micro-ops or the array.

mod batch;
mod build;
mod fuse;
mod grid;
mod layout;
mod operator;
mod place;
#[cfg(test)]
mod test;
mod translate;

use crate::error::ImportProblem;
use crate::layer::LayerGraph;
use crate::onnx::ImportOptions;
use crate::onnx::graph::Graph;
use translate::Failure;

/// Lowers a validated graph.
///
/// # Errors
/// The first node that the accelerator cannot run, or a dimension that has no value.
pub(crate) fn lower(graph: &Graph, options: &ImportOptions) -> Result<LayerGraph, ImportProblem> {
    let mut mixing = None;
    for reading in batch::readings(graph, options)? {
        match translate::translate(graph, &reading) {
            Ok(operators) => return build::build(&fuse::fuse(operators, options.separate_upsampling)),
            Err(Failure::MixesImages(problem)) => mixing = Some(problem),
            Err(Failure::Refused(problem)) => return Err(problem),
        }
    }
    Err(mixing.expect("there is at least one reading of the leading axis"))
}
