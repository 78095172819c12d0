//! The post engine against a plain Rust reference that knows addresses, `act`s and loads, but no pipeline.

mod harness;
mod reference;
mod stimulus;

use crate::support::bench::{Row, run_under_icarus, run_under_verilator};
use bitstream::verilog::{Design, emit};
use harness::Harness;
use isa::ArchConfig;
use stimulus::{Situations, record};

/// Arrays that differ in everything that the post engine knows of one.
fn arrays() -> [ArchConfig; 4] {
    let small = ArchConfig::with_geometry(2, 2);
    [
        ArchConfig { parameter_entries: 32, output_fifo_beats: 2, ..small },
        ArchConfig { pe_count: 3, parameter_entries: 128, output_fifo_beats: 5, ..small },
        ArchConfig::REFERENCE,
        ArchConfig { pe_count: 7, parameter_entries: 1024, output_fifo_beats: 3, ..small },
    ]
}

fn design(arch: &ArchConfig) -> Design {
    emit("post_harness", &[], Harness::new(arch)).expect("a sound block")
}

fn rows(arch: &ArchConfig, cycles: usize) -> Vec<Row> {
    record(arch, cycles).0
}

#[test]
fn verilator_agrees_with_the_reference() {
    for arch in arrays() {
        run_under_verilator(&design(&arch), &rows(&arch, 30_000));
    }
}

#[test]
fn icarus_agrees_with_the_reference() {
    let arch = ArchConfig::REFERENCE;
    run_under_icarus(&design(&arch), &rows(&arch, 6_000));
}

/// The stimulus is worth its time only if it gets the engine into every situation, and often.
#[test]
fn recorded_stimulus_reaches_every_situation() {
    for arch in arrays() {
        let Situations { counts } = record(&arch, 30_000).1;
        for (situation, times) in counts {
            assert!(times >= 20, "{situation}: {times} times with {arch:?}");
        }
    }
}
