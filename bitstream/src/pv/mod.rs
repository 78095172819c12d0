//! A processing vector (PV): one micro-op stream, its address generators, PEs, accumulators and post engine.
//!
//! Its control says which operands are consumed in which cycle, its datapath computes on them, its post engine turns sums
//! into output words. What the blocks say to each other and when is in `docs/rtl.md`.

pub mod control;
pub mod datapath;
pub mod post;
mod vector;

pub use vector::ProcessingVector;
