//! The index generator against [`bitstream::index_generator::reference`].

mod rust_model;
mod stimulus;
mod verilog;
