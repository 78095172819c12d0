//! Which micro-ops the sequencer refuses to issue, so that no unit has to cope with them.

use isa::ArchConfig;
use isa::ops::{DmaChannel, DmaRegister, ExecuteOp, GeneratorRegister, MicroOp, PvRegister, flags};
use isa::timing::TABLE_SLOTS;

/// Whether a micro-op has a meaning on this array.
pub(super) fn is_legal(op: MicroOp, arch: &ArchConfig) -> bool {
    match op {
        MicroOp::AccessConfigure { register, value, .. } => {
            use GeneratorRegister::{Addr, Offset, Offset1, Offset2};
            matches!(register, Addr | Offset | Offset1 | Offset2) || value != 0
        }
        MicroOp::MimdLoad { register: PvRegister::Repeat, value, .. } => value != 0,
        MicroOp::MimdLoad { register: PvRegister::Table, value, .. } => value <= TABLE_SLOTS,
        MicroOp::MimdStore { entry, op, flags, .. } => {
            u32::from(entry) < arch.local_micro_ops && legal_execute(op, flags)
        }
        MicroOp::MimdExecute { indices, page } => (0..arch.pv_count)
            .all(|pv| (u32::from(page) * 8 + (indices >> (3 * pv) & 7) as u32) < arch.local_micro_ops),
        MicroOp::Execute { op, flags, .. } => legal_execute(op, flags),
        MicroOp::DmaConfigure { register, value, .. } => match register {
            DmaRegister::RowBytes => value != 0 && value.is_multiple_of(2),
            DmaRegister::Rows | DmaRegister::Planes => value != 0,
            _ => true,
        },
        MicroOp::DmaStart { channel, pvs, fill, .. } => {
            existing(pvs, arch) != 0 && (fill == 0 || channel != DmaChannel::Output)
        }
        _ => true,
    }
}

/// The adder tree adds; it neither compares nor replaces.
fn legal_execute(op: ExecuteOp, flags: u8) -> bool {
    flags & flags::HORIZONTAL == 0 || !matches!(op, ExecuteOp::Mul | ExecuteOp::Pool)
}

/// The PVs of a mask that the array has.
pub(super) fn existing(pvs: u16, arch: &ArchConfig) -> u16 {
    pvs & (u32::MAX >> (32 - arch.pv_count.clamp(1, 16))) as u16
}
