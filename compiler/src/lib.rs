//! ONNX generators to GANAX programs.
pub mod layer;
