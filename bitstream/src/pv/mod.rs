//! The blocks of one processing vector.

pub mod post;
