//! The contract of the GANAX stack.
#![no_std]
extern crate alloc;
pub mod phase;
