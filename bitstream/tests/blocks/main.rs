//! Every block against its reference, as a rust-hdl model and as Verilog, and the state of the committed
//! Verilog.
//!
//! Tests that need a Verilog tool are skipped with a line on standard error where it is not installed, and
//! fail instead when `GANAX_REQUIRE_TOOLS=1` is set.

mod control;
mod datapath;
mod dma;
mod generated;
mod index_generator;
mod post;
mod pv_control;
mod sequencer;
mod support;
