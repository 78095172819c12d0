//! Random operations, loads and drains, such as a PV's control could ask for.

use super::reference::Inputs;
use isa::ArchConfig;
use isa::ops::{ExecuteOp, flags};
use proptest::test_runner::{RngAlgorithm, TestRng};
use rand_core::RngCore;

/// Idle cycles between operands with the flag `horizontal` and those without.
const SWITCH: usize = isa::timing::HORIZONTAL_SWITCH as usize;

const IDLE: Inputs = Inputs {
    reset: false,
    load_words: [0; 16],
    load_banks: 0,
    load_line: 0,
    load_next_line: 0,
    load_wrapped: 0,
    input_write: false,
    weight_write: false,
    operate: false,
    input_address: 0,
    weight_address: 0,
    output_address: 0,
    operation: ExecuteOp::Nop,
    flags: 0,
    first: false,
    last: false,
    drain_address: 0,
};
