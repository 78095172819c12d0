//! Conformance suites: what must hold, written once and run on every target.
//!
//! A suite is a list of named functions over a small trait that a target implements; the runners in `tests/`
//! put a target through a suite, one test per name. Unit tests stand beside the code they test, not here.

pub mod blocked;
pub mod faults;
pub mod layers;
#[cfg(target_os = "linux")]
pub mod litex;
pub mod microprograms;
pub mod shared;
pub mod transport;
