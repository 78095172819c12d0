//! The ganax command line.
fn main() {}
