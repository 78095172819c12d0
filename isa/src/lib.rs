//! The contract of the GANAX stack: what compiler, driver, simulators and RTL agree on.
//!
//! Everything that two sides must agree on is defined here once and derived everywhere else: micro-ops
//! ([`ops`]), registers ([`csr`]), queues and jobs ([`queue`]), segments ([`segment`]), the array's parameters
//! ([`arch`]), layer records ([`record`]), the program container ([`program`]) and the arithmetic
//! ([`numerics`]). A change of any of them changes the [`fingerprint`], and a device, a program and a driver
//! with different fingerprints refuse each other.
//!
//! This crate holds no algorithms beyond encoding, checking and the definition of the arithmetic: it neither
//! compiles, nor simulates, nor talks to hardware. It is `no_std` and has no unsafe code.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod arch;
pub mod asm;
pub mod csr;
pub mod docs;
pub mod fingerprint;
pub mod litex;
pub mod numerics;
pub mod ops;
pub mod phase;
pub mod program;
pub mod queue;
pub mod record;
pub mod segment;
pub mod timing;
mod wire;

pub use arch::ArchConfig;
pub use fingerprint::FINGERPRINT;
