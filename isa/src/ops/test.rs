//! Tests of micro-ops: encoding, decoding, refusals.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn decoding_never_panics_and_inverts_encoding(opcode in 0u64..0x50, operands: u64) {
        let word = (opcode << OPCODE_SHIFT) | (operands >> 8);
        if let Ok(op) = MicroOp::decode(word) {
            prop_assert_eq!(op.encode(), Ok(word));
        }
    }
}

#[test]
fn every_micro_op_decodes_from_zero_operands() {
    for info in MICRO_OPS {
        let op = MicroOp::decode(u64::from(info.opcode) << OPCODE_SHIFT).expect(info.mnemonic);
        assert_eq!(op.mnemonic(), info.mnemonic);
    }
}

#[test]
fn wrong_words_are_classed() {
    assert!(matches!(MicroOp::decode(u64::MAX), Err(DecodeError::Opcode { opcode: 0xff, .. })));
    assert!(matches!(MicroOp::decode(1 << 20), Err(DecodeError::Reserved { mnemonic: "nop", .. })));
    let register_ten = (0x30 << OPCODE_SHIFT) | (10 << 16);
    assert!(matches!(
        MicroOp::decode(register_ten),
        Err(DecodeError::OperandValue { operand: "register", value: 10, .. })
    ));
}

#[test]
fn an_operand_that_does_not_fit_is_refused() {
    let op = MicroOp::AccessStart { pvs: 1, generators: 16 };
    let error = op.encode().expect_err("five bits");
    assert_eq!((error.operand, error.bits), ("generators", 4));
}
