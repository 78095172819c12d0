//! ONNX files: reading, validation and constants.
//!
//! A file is decoded ([`proto`]), checked and resolved (`validate`), and its constants are computed
//! (`evaluate`). What the operators mean to the accelerator is in [`crate::lower`]; nothing here knows layers.
//! Model files are untrusted: every size is checked before it is used, see [`limits`].

pub mod limits;
pub mod proto;

mod attributes;
pub(crate) mod call;
pub(crate) mod evaluate;
mod external;
#[cfg(test)]
pub(crate) mod fixture;
pub(crate) mod graph;
mod order;
pub(crate) mod rules;
mod tensor;
#[cfg(test)]
mod test;
mod validate;

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use prost::Message;

pub use tensor::{ConstTensor, TensorData};

use crate::error::{ImportError, ImportProblem};
use crate::layer::LayerGraph;
use crate::lower;
use external::ExternalData;
use proto::{GraphProto, ModelProto};

/// How the leading axis of the graph inputs is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BatchMode {
    /// It is the batch where every operator keeps it apart; otherwise the whole tensor is one image.
    #[default]
    Auto,
    /// It is the batch; a model that mixes images is refused.
    Leading,
    /// It is an axis like the others.
    None,
}

/// What the user fixes before a model is compiled.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Graph inputs that are constants from now on, by name.
    pub bind: BTreeMap<String, ConstTensor>,
    /// Meaning of the leading axis.
    pub batch: BatchMode,
    /// Values of symbolic dimensions, by name.
    pub dims: BTreeMap<String, u64>,
    /// Keeps upsampling apart from the convolution behind it: the honest input of dense mode, which has no merged
    /// taps. The values are the same up to rounding.
    pub separate_upsampling: bool,
}

/// What a model file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelInfo {
    /// The tool that wrote it, with version.
    pub producer: String,
    /// Version of the file format.
    pub ir_version: i64,
    /// Version of the operator set.
    pub opset: i64,
    /// Nodes of the graph, before anything is dropped or folded.
    pub nodes: usize,
    /// Elements of all initialisers, by their declared shapes.
    pub parameters: u64,
}

/// Reads the model at `path` and lowers it. External data is looked for beside it.
///
/// # Errors
/// Everything that can be wrong with a model, see [`ImportProblem`].
pub fn import(path: &Path, options: &ImportOptions) -> Result<LayerGraph, ImportError> {
    let label = path.display().to_string();
    let bytes = read(path).map_err(|problem| ImportError::new(&label, problem))?;
    import_bytes(bytes, &label, path.parent(), options)
}

/// Lowers a model that is in memory. `label` names it in errors; `base_dir` is where external data lies.
///
/// # Errors
/// Everything that can be wrong with a model, see [`ImportProblem`].
pub fn import_bytes(
    bytes: Bytes,
    label: &str,
    base_dir: Option<&Path>,
    options: &ImportOptions,
) -> Result<LayerGraph, ImportError> {
    let lowered = || {
        let graph = {
            let model = decode(bytes)?;
            validate::validate(&model, &ExternalData::new(base_dir), options)?
        };
        lower::lower(&graph, options)
    };
    lowered().map_err(|problem| ImportError::new(label, problem))
}

/// Reads what a model says about itself, without lowering it.
///
/// # Errors
/// The bytes are no model, or one of an operator set that is not supported.
pub fn model_info(bytes: Bytes, label: &str) -> Result<ModelInfo, ImportError> {
    let info = || {
        let model = decode(bytes)?;
        let opset = validate::supported_opset(&model)?;
        let empty = GraphProto::default();
        let graph = model.graph.as_ref().unwrap_or(&empty);
        let elements = |dims: &[i64]| dims.iter().fold(1u64, |n, &d| n.saturating_mul(d.max(0) as u64));
        Ok(ModelInfo {
            producer: format!("{} {}", model.producer_name(), model.producer_version()).trim().to_owned(),
            ir_version: model.ir_version(),
            opset,
            nodes: graph.node.len(),
            parameters: graph.initializer.iter().fold(0, |n, t| n.saturating_add(elements(&t.dims))),
        })
    };
    info().map_err(|problem| ImportError::new(label, problem))
}

fn read(path: &Path) -> Result<Bytes, ImportProblem> {
    let found_bytes = std::fs::metadata(path).map_err(ImportProblem::Read)?.len();
    if found_bytes > limits::MAX_FILE_BYTES {
        return Err(ImportProblem::FileSize { found_bytes, limit_bytes: limits::MAX_FILE_BYTES });
    }
    std::fs::read(path).map(Bytes::from).map_err(ImportProblem::Read)
}

fn decode(bytes: Bytes) -> Result<ModelProto, ImportProblem> {
    // A protocol buffer without fields has no bytes, but no model is one.
    if bytes.is_empty() {
        return Err(ImportProblem::Empty);
    }
    ModelProto::decode(bytes).map_err(ImportProblem::Decode)
}
