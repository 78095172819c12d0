//! (skeleton)
pub mod matmul;
