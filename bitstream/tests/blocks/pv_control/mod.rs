//! The control of a PV as Verilog against [`reference`].

mod program;
mod random;
mod reference;
mod stimulus;

use crate::support::bench::{run_under_icarus, run_under_verilator};
use bitstream::pv::control::PvControl;
use bitstream::verilog::{Design, emit};
use isa::ArchConfig;

fn arch(address_fifo_depth: u32, command_fifo_depth: u32) -> ArchConfig {
    ArchConfig { address_fifo_depth, command_fifo_depth, ..ArchConfig::REFERENCE }
}

fn design(arch: &ArchConfig) -> Design {
    emit("pv_control", &[], PvControl::new(arch)).expect("a sound block")
}

#[test]
fn verilator_agrees_with_shallow_fifos() {
    let arch = arch(2, 4);
    run_under_verilator(&design(&arch), &stimulus::rows(&arch, 1, 25_000));
}

#[test]
fn verilator_agrees_with_the_fifos_of_the_reference_machine() {
    let arch = arch(8, 32);
    run_under_verilator(&design(&arch), &stimulus::rows(&arch, 2, 25_000));
}

#[test]
fn icarus_agrees_with_fifos_that_are_no_power_of_two() {
    let arch = arch(3, 6);
    run_under_icarus(&design(&arch), &stimulus::rows(&arch, 3, 8_000));
}
