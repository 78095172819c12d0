//! Real numbers to integers: calibration, scales, weights, requantisation entries and activation tables.
//!
//! `docs/numerics.md` says which integers the machine computes with; this module chooses them. Where results
//! go in memory is decided elsewhere.

mod calibration;
mod channel;
mod layer;
mod scale;
mod table;
mod weights;

pub use calibration::Calibration;

pub(crate) use calibration::observe;
pub(crate) use layer::{quantise, weight_bytes};
pub(crate) use scale::Scales;
