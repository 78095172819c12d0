//! ONNX generators to GANAX programs.
pub mod layer;
pub mod onnx;
