//! Userspace driver for the GANAX accelerator.

pub mod transport;
