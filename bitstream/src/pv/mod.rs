//! One processing vector (PV): a row of PEs that execute one stream of micro-ops.
//!
//! Its control says which operands are consumed in which cycle, its datapath computes on them, its post engine turns sums
//! into output words. What the blocks say to each other and when is in `docs/rtl.md`.

pub mod datapath;
//! The blocks of one processing vector.

pub mod post;
