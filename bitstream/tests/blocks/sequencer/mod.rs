//! The sequencer against a reference that follows the machine's page, as emitted Verilog, in every cycle.

mod bench;
mod program;
mod reference;
mod stimulus;

use bitstream::sequencer::Sequencer;
use bitstream::verilog;
use isa::ArchConfig;

/// Configurations that differ in everything that the sequencer looks at.
fn architectures() -> [ArchConfig; 3] {
    let reference = ArchConfig::REFERENCE;
    [
        ArchConfig { pv_count: 2, global_micro_ops: 64, local_micro_ops: 61, ..reference },
        ArchConfig { pv_count: 1, global_micro_ops: 90, local_micro_ops: 128, ..reference },
        ArchConfig { pv_count: 16, global_micro_ops: 512, local_micro_ops: 77, ..reference },
    ]
}

#[test]
fn verilog_agrees_with_the_reference_under_verilator() {
    for (seed, arch) in architectures().into_iter().enumerate() {
        let design = verilog::emit("sequencer", &["Under test."], Sequencer::new(&arch)).expect("Verilog");
        let run = stimulus::run(&arch, seed as u64 + 1);
        run.check_coverage();
        bench::run_under_verilator(&design, &run.rows);
    }
}
