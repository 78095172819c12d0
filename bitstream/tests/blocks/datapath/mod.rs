//! The datapath of a PV: its Verilog against a reference that knows no pipeline.

mod bench;
mod reference;
mod stimulus;

use bitstream::pv::datapath::Datapath;
use bitstream::verilog::emit;
use isa::ArchConfig;

/// A PV with the smallest memories, so that addresses meet often.
fn arch(pe_count: u32) -> ArchConfig {
    ArchConfig { pe_count, input_words: 64, weight_words: 64, accumulator_words: 16, ..ArchConfig::REFERENCE }
}

fn agrees(pe_count: u32, cycles: usize) {
    let arch = arch(pe_count);
    let design = emit("datapath", &[], Datapath::new(&arch)).expect("a sound block");
    let inputs = stimulus::random(&arch, cycles, pe_count.into());
    let outputs = reference::drain_words(&arch, &inputs);
    let judged = outputs.iter().flatten().count();
    assert!(judged > cycles / 4, "{judged} of {cycles} words are known");
    bench::run_under_verilator(&design, &inputs, &outputs);
}

#[test]
fn one_pe_agrees_with_the_reference() {
    agrees(1, 20_000);
}

#[test]
fn two_pes_agree_with_the_reference() {
    agrees(2, 40_000);
}

#[test]
fn three_pes_in_four_lanes_agree_with_the_reference() {
    agrees(3, 40_000);
}

#[test]
fn sixteen_pes_agree_with_the_reference() {
    agrees(16, 40_000);
}

/// The Verilog of the largest datapath passes the linter.
#[test]
fn verilator_lint_finds_nothing() {
    for pe_count in [1, 3, 16] {
        bench::lint(&emit("datapath", &[], Datapath::new(&arch(pe_count))).expect("a sound block"));
    }
}
