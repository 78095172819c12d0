//! The transport suite on a shell of LiteX with the accelerator's Verilog in it: a simulated one or a board.
//!
//! `cargo xtask litex verify` builds the simulation and names its serial port in `GANAX_LITEX_SHELL`. The whole suite moves
//! megabytes, which takes hours at the simulation's rate; these are the cases that move little.
#![cfg(target_os = "linux")]

use driver::transport::Transport;
use driver::transport::connect::DeviceName;
use isa::ArchConfig;
use isa::program::Program;
use tests::transport::mortal::Processes;
use tests::transport::{Fixture, Harness, micro_op_program, run};

#[derive(Default)]
struct Board {
    processes: Processes,
}

impl Harness for Board {
    fn open(&mut self) -> Box<dyn Transport> {
        let name = std::env::var("GANAX_LITEX_SHELL").expect("GANAX_LITEX_SHELL names the device");
        let name: DeviceName = name.parse().expect("a device name");
        self.processes.start(|| name.open().expect("the bridge answers"))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        // Memory of a board has no fixed latency, and its register says so; the compiler assumes one.
        let memory_latency_cycles = ArchConfig::REFERENCE.memory_latency_cycles;
        micro_op_program(fixture, ArchConfig { memory_latency_cycles, ..arch })
    }
}

macro_rules! cases {
    ($($case:ident),+) => {$(
        #[test]
        #[ignore = "needs a shell of LiteX: `cargo xtask litex verify`"]
        fn $case() {
            run(stringify!($case), &mut Board::default());
        }
    )+};
}

cases!(
    registers_have_their_reset_values,
    writable_registers_hold_what_is_written,
    interrupt_causes_are_cleared_by_writing_one,
    soft_reset_needs_its_key_and_keeps_scratch,
    memory_is_usable_at_both_ends,
    memory_outside_the_range_is_refused,
    polling_needs_no_interrupt_line,
    the_interrupt_line_stays_up_until_it_is_cleared,
    a_violation_fails_its_job_and_no_other
);
