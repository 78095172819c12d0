//! The rules against what the machine's page refuses, for every micro-op.

use super::*;
use isa::ops::MicroOp;

/// What the machine's page refuses, in words of its own.
fn is_legal(op: MicroOp, arch: &ArchConfig) -> bool {
    let execute = |op, bits| bits & flags::HORIZONTAL == 0 || !matches!(op, ExecuteOp::Mul | ExecuteOp::Pool);
    match op {
        MicroOp::AccessConfigure { register, value, .. } => {
            use GeneratorRegister::{Addr, Offset, Offset1, Offset2};
            matches!(register, Addr | Offset | Offset1 | Offset2) || value != 0
        }
        MicroOp::MimdLoad { register: PvRegister::Repeat, value, .. } => value != 0,
        MicroOp::MimdLoad { register: PvRegister::Table, value, .. } => value <= TABLE_SLOTS,
        MicroOp::MimdStore { entry, op, flags, .. } => {
            u32::from(entry) < arch.local_micro_ops && execute(op, flags)
        }
        MicroOp::MimdExecute { indices, page } => (0..arch.pv_count)
            .all(|pv| (u32::from(page) * 8 + (indices >> (3 * pv) & 7) as u32) < arch.local_micro_ops),
        MicroOp::Execute { op, flags, .. } => execute(op, flags),
        MicroOp::DmaConfigure { register, value, .. } => match register {
            DmaRegister::RowBytes => value != 0 && value % 2 == 0,
            DmaRegister::Rows | DmaRegister::Planes => value != 0,
            _ => true,
        },
        MicroOp::DmaStart { channel, pvs, fill, .. } => {
            pvs & existing(arch) != 0 && (fill == 0 || channel != DmaChannel::Output)
        }
        MicroOp::BatchBegin { images, length } => images != 0 && length != 0,
        _ => true,
    }
}

#[test]
fn rules_agree_with_the_decoder_of_the_contract() {
    let mut state = 1_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut outcomes = [0; 3];
    for (pv_count, local_micro_ops) in [(16, 64), (1, 61), (16, 77), (3, 128), (5, 8)] {
        let arch = ArchConfig { pv_count, local_micro_ops, ..ArchConfig::REFERENCE };
        let (decoding, legality) = (decoding(), legality(&arch));
        for _ in 0..40_000 {
            let info = &MICRO_OPS[random() as usize % MICRO_OPS.len()];
            let used: u32 = info.operands.iter().map(|operand| operand.bits).sum();
            let reserved = if random() % 8 == 0 { random() & random() & random() } else { 0 };
            let small = if random() % 3 == 0 { random() & random() & random() } else { u64::MAX };
            let opcode = if random() % 30 == 0 { random() % 256 } else { info.opcode.into() };
            let operands = (random() & small & ((1 << used) - 1)) | reserved;
            let word = opcode << OPERAND_BITS | (operands & ((1 << OPERAND_BITS) - 1));
            let known = codes().iter().any(|&(known, _)| u64::from(known) == opcode);
            let defined = known && !decoding.iter().any(|rule| rule.broken(word));
            let legal = !legality.iter().any(|rule| rule.broken(word));
            match MicroOp::decode(word) {
                Err(error) => {
                    assert!(!defined, "{error}");
                    outcomes[0] += 1;
                }
                Ok(op) => {
                    assert!(defined, "{op:?}");
                    assert_eq!(legal, is_legal(op, &arch), "{op:?} on {arch:?}");
                    outcomes[1 + usize::from(legal)] += 1;
                }
            }
        }
    }
    assert!(outcomes.iter().all(|&count| count > 1000), "{outcomes:?}");
}
