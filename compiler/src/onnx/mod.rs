//! ONNX files: the protocol buffer structs. Nothing here knows layers or the accelerator.

pub mod proto;
