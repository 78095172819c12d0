//! The compiler against two independent definitions, on random networks.
//!
//! `definition` computes convolutions in double precision from the operators' own terms (zeros inserted,
//! pixels repeated); the float executor must agree with it. `interpreter` executes a program's layer records by
//! the words of the `isa` crate; its images must agree with the float executor to 60 dB and more.

mod definition;
mod generators;
mod graphs;
mod hostile;
mod interpreter;
mod invariants;
mod properties;
mod quality;
