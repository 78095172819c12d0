//! The DMA against a reference in plain Rust that steps cycle by cycle.

mod channel;
mod harness;
mod loads;
mod memory;
mod random;
mod reference;
mod transfer;
mod workload;
