//! One processing vector (PV): a row of PEs that execute one stream of micro-ops.
//! A processing vector (PV): one micro-op stream, its address generators, PEs, accumulators and post engine.
//!
//! Its control says which operands are consumed in which cycle, its datapath computes on them, its post engine turns sums
//! into output words. What the blocks say to each other and when is in `docs/rtl.md`.

pub mod datapath;
//! The blocks of one processing vector.

pub mod post;
pub mod control;
