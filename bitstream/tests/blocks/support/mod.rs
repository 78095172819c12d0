//! What the tests of all blocks share: finding tools and running Verilog against vectors.

pub mod bench;
pub mod tools;
