//! ONNX generators to GANAX programs.
//!
//! [`onnx`] reads a model; lowering turns it into a [`layer::LayerGraph`]; [`compile`] calibrates that graph
//! with the float executor ([`execute`]), quantises it to 16 bit and emits an [`isa::program::Program`].
//! Devices are unknown here: a program is data that a driver loads.

mod compile;
mod compile_error;
mod cost;
mod emit;
pub mod error;
pub mod execute;
pub mod layer;
mod lower;
mod network;
pub mod onnx;
mod quantize;
mod schedule;

pub use compile::{
    CompileOptions, DEFAULT_HEADROOM, DEFAULT_IMAGES, DEFAULT_SEED, Stage, compile, compile_with_progress,
    plan,
};
pub use compile_error::{CompileError, LayerProblem};
pub use emit::Planned;
pub use error::{ImportError, ImportProblem};
pub use execute::Samples;
pub use onnx::{BatchMode, ImportOptions, import, import_bytes};
pub use quantize::Calibration;
pub use schedule::microprogram;
