//! The emitted Verilog of the index generator, judged by simulators that know nothing of rust-hdl.

use super::stimulus::{Cycle, recorded};
use crate::support::bench::{Row, run_under_icarus, run_under_verilator};
use bitstream::catalogue::Entry;
use bitstream::index_generator::IndexGenerator;
use bitstream::verilog::{Design, emit};

/// A cycle of the reference as values of ports.
fn row(cycle: Cycle) -> Row {
    let Cycle { inputs, prepared, outputs } = cycle;
    let address = outputs.address;
    Row {
        inputs: [
            ("reset", inputs.reset.into()),
            ("write", inputs.write.into()),
            ("write_select", inputs.write_select.into()),
            ("write_data", prepared.write_data.into()),
            ("write_left", prepared.write_left.into()),
            ("write_single", prepared.write_single.into()),
            ("start", inputs.start.into()),
            ("stop", inputs.stop.into()),
            ("address_ready", inputs.address_ready.into()),
        ]
        .into(),
        outputs: [
            ("command_ready", Some(outputs.command_ready.into())),
            ("address_valid", Some(address.is_some().into())),
            ("address", address.map(|address| address.value.into())),
            ("pass_ends", address.map(|address| address.pass_ends.into())),
            ("last", address.map(|address| address.last.into())),
        ]
        .into(),
    }
}

fn rows(address_bits: u32) -> Vec<Row> {
    recorded(address_bits).into_iter().map(row).collect()
}

fn committed_design() -> Design {
    Entry::find("index-generator").expect("in the catalogue").verilog().expect("a sound block")
}

#[test]
fn icarus_agrees_with_the_reference() {
    run_under_icarus(&committed_design(), &rows(isa::arch::ADDRESS_BITS));
}

#[test]
fn icarus_agrees_with_the_reference_in_a_narrow_generator() {
    let design = emit("narrow", &[], IndexGenerator::<5, 6>::default()).expect("a sound block");
    run_under_icarus(&design, &rows(5));
}

#[test]
fn verilator_agrees_with_the_reference() {
    run_under_verilator(&committed_design(), &rows(isa::arch::ADDRESS_BITS));
}
