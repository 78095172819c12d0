//! What every transport and the card behind it must do: registers, memory, queues, interrupt, reset.
//!
//! The first half speaks to the transport alone and walks the register table; the second runs jobs through the
//! driver, because the order of doorbell, data and interrupt shows only there. The values that a network
//! computes are judged elsewhere: the programs here multiply by a constant.
//!
//! A case panics with what it found; a target that cannot run one lists it with the reason.

pub(crate) mod fixture;
mod jobs;
mod memory;
pub mod mortal;
mod recovery;
mod registers;

use driver::Transport;
use isa::ArchConfig;
use isa::program::Program;

pub use fixture::{Fixture, micro_op_program, record_program};

/// A target under test.
pub trait Harness {
    /// Opens the target. The first time it is as after power-up; later, as whoever had it before left it, who
    /// may have died with jobs in the queue.
    fn open(&mut self) -> Box<dyn Transport>;

    /// A program with the behaviour of the fixture, for the array of the target. Targets that run layer
    /// records return [`record_program`], targets that execute micro-ops [`micro_op_program`].
    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program;
}

/// One thing that must hold on every target.
pub type Case = fn(&mut dyn Harness);

macro_rules! define_cases {
    ($($module:ident: $($case:ident),+;)+) => {
        /// Every case with its name.
        pub const CASES: &[(&str, Case)] = &[$($((stringify!($case), $module::$case)),+),+];

        /// Makes a test of every case: `transport_conformance!(expression that makes a harness)`.
        #[macro_export]
        macro_rules! transport_conformance {
            ($harness:expr) => {$($(
                #[test]
                fn $case() {
                    $crate::transport::run(stringify!($case), &mut $harness);
                }
            )+)+};
        }
    };
}

define_cases! {
    registers:
        registers_have_their_reset_values,
        read_only_registers_ignore_writes,
        writable_registers_hold_what_is_written,
        write_only_registers_read_as_zero,
        interrupt_causes_are_cleared_by_writing_one,
        soft_reset_needs_its_key_and_keeps_scratch,
        offsets_outside_the_block_are_refused;
    memory:
        memory_holds_bytes_at_any_size_and_alignment,
        memory_is_usable_at_both_ends,
        memory_outside_the_range_is_refused;
    jobs:
        every_job_sees_the_data_written_before_its_doorbell,
        several_jobs_in_flight_keep_their_data_apart,
        inputs_and_outputs_are_used_in_place,
        small_queues_wrap_around,
        polling_needs_no_interrupt_line,
        waiting_for_nothing_ends_within_its_budget,
        the_interrupt_line_stays_up_until_it_is_cleared,
        counters_add_up_to_the_reports;
    recovery:
        a_deadline_ends_a_wait_and_not_the_job,
        a_violation_fails_its_job_and_no_other,
        the_watchdog_ends_a_job_and_the_queue_goes_on,
        reset_in_mid_job_leaves_a_working_device,
        a_device_left_with_jobs_can_be_opened_again;
}

/// Runs the case of this name.
///
/// # Panics
/// There is no such case, or the target fails it.
pub fn run(name: &str, harness: &mut dyn Harness) {
    let (_, case) = CASES.iter().find(|(case, _)| *case == name).expect("a case of the suite");
    case(harness);
}
