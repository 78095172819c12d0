//! Control against a reference of what software and the core see.

use bitstream::control::{Control, Identity};
use bitstream::verilog::emit;
use isa::ArchConfig;

#[test]
fn emits() {
    let identity = Identity::of_board(ArchConfig::with_geometry(4, 4), 7, 120_000);
    let design = emit("control", &[], Control::new(&identity)).expect("a sound block");
    std::fs::create_dir_all("/tmp/control").unwrap();
    std::fs::write("/tmp/control/control.v", design.to_string()).unwrap();
}
