//! A processing vector (PV): one micro-op stream, its address generators, PEs, accumulators and post engine.

pub mod control;
