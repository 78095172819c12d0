//! The register transfer level of the GANAX accelerator, written in rust-hdl, and its translation to Verilog.
//!
//! Each block is a folder or file of its own, with a plain Rust reference that defines what it must do. The
//! binary `emit-verilog` writes the Verilog that is committed in `generated/`; that Verilog, not the rust-hdl
//! model, is what boards and simulators run.
//!
//! Nothing else in the workspace depends on this crate: rust-hdl is slow to compile, and a bitstream is an
//! artefact, not a library. The contract (micro-ops, registers, widths) is the crate `isa`; no encoding is
//! invented here.

pub mod accelerator;
pub mod catalogue;
pub mod configuration;
pub mod control;
pub mod core;
pub mod dma;
pub mod hdl;
pub mod index_generator;
pub mod primitives;
pub mod pv;
pub mod sequencer;
pub mod verilog;
