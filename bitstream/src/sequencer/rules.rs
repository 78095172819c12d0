//! What makes a word a micro-op that this array can carry out, as a table over bit fields.
//!
//! Everything comes from the tables of `isa`; the hardware evaluates the rules side by side. What depends on the micro-ops
//! before (layers, bodies) is not here but in [`flow`](super::flow).

use isa::ArchConfig;
use isa::ops::{
    DmaChannel, DmaRegister, ExecuteOp, GeneratorRegister, MICRO_OPS, MicroOpInfo, Operand, PvRegister, flags,
};
use isa::segment::Segment;
use isa::timing::TABLE_SLOTS;

/// Bits of a word below the opcode.
pub const OPERAND_BITS: u32 = 56;

/// A micro-op with opcode `opcode` whose selecting field holds a value of `selectors` must have a field between `low` and `high`.
///
/// A field is what remains of the word behind a shift and a mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Opcode of the micro-op.
    pub opcode: u8,
    /// Shift of the selecting field.
    pub selector_shift: u32,
    /// Mask of the selecting field, less than 64.
    pub selector_mask: u64,
    /// The values of the selecting field for which the rule holds: bit `v` for value `v`.
    pub selectors: u64,
    /// Shift of the field.
    pub shift: u32,
    /// Mask of the field.
    pub mask: u64,
    /// Smallest legal value.
    pub low: u64,
    /// Largest legal value.
    pub high: u64,
}

impl Rule {
    /// Whether `word` breaks the rule.
    pub fn broken(&self, word: u64) -> bool {
        let selected = self.selectors >> (word >> self.selector_shift & self.selector_mask) & 1 == 1;
        let field = word >> self.shift & self.mask;
        (word >> OPERAND_BITS) == u64::from(self.opcode)
            && selected
            && !(self.low..=self.high).contains(&field)
    }
}

/// A micro-op's operand as a bit field.
#[derive(Debug, Clone, Copy)]
struct Field {
    opcode: u8,
    shift: u32,
    mask: u64,
}

impl Field {
    fn rule(self, low: u64, high: u64) -> Rule {
        let Self { opcode, shift, mask } = self;
        Rule { opcode, selector_shift: 0, selector_mask: 0, selectors: 1, shift, mask, low, high }
    }

    fn nonzero(self) -> Rule {
        self.rule(1, u64::MAX)
    }

    /// The bits of `mask` alone.
    fn masked(self, mask: u64) -> Self {
        Self { mask: self.mask & mask, ..self }
    }
}

impl Rule {
    /// The rule for those micro-ops only whose `field` holds one of `values`.
    fn only_if(self, field: Field, values: &[u64]) -> Self {
        let selectors = values.iter().fold(0, |selectors, value| selectors | 1 << value);
        Self { selector_shift: field.shift, selector_mask: field.mask, selectors, ..self }
    }
}

/// The table's row of a micro-op.
///
/// # Panics
/// If the contract has no such micro-op.
fn info(mnemonic: &str) -> &'static MicroOpInfo {
    let found = MICRO_OPS.iter().find(|op| op.mnemonic == mnemonic);
    found.unwrap_or_else(|| panic!("the contract has no micro-op {mnemonic}"))
}

fn field(mnemonic: &str, operand: &str) -> Field {
    let op = info(mnemonic);
    let position = op.operands.iter().position(|known| known.name == operand);
    let position = position.unwrap_or_else(|| panic!("{mnemonic} has no operand {operand}"));
    let shift = op.operands[..position].iter().map(|before| before.bits).sum();
    Field { opcode: op.opcode, shift, mask: (1 << op.operands[position].bits) - 1 }
}

/// The lowest bit of an operand in its word.
///
/// # Panics
/// If the contract has no such micro-op or operand.
pub fn shift(mnemonic: &str, operand: &str) -> usize {
    field(mnemonic, operand).shift as usize
}

/// Largest value of an operand of a type that has names for its values.
fn largest_name(type_name: &str) -> Option<u64> {
    fn last<T: Operand>(all: &[T]) -> Option<u64> {
        all.iter().map(|value| value.pack()).max()
    }
    match type_name {
        "DmaChannel" => last(DmaChannel::ALL),
        "DmaRegister" => last(DmaRegister::ALL),
        "Segment" => last(&Segment::ALL),
        "Generator" => last(isa::ops::Generator::ALL),
        "GeneratorRegister" => last(GeneratorRegister::ALL),
        "PvRegister" => last(PvRegister::ALL),
        "ExecuteOp" => last(ExecuteOp::ALL),
        _ => None,
    }
}

/// Rules whose breach makes a word no micro-op: values without a name, and reserved bits.
pub fn decoding() -> Vec<Rule> {
    let mut rules = Vec::new();
    for op in MICRO_OPS {
        let used = op.operands.iter().map(|operand| operand.bits).sum::<u32>();
        if used < OPERAND_BITS {
            let mask = (1 << (OPERAND_BITS - used)) - 1;
            rules.push(Field { opcode: op.opcode, shift: used, mask }.rule(0, 0));
        }
        for operand in op.operands {
            let field = field(op.mnemonic, operand.name);
            // With a name for every value there is nothing to check.
            if let Some(largest) = largest_name(operand.type_name).filter(|&largest| largest < field.mask) {
                rules.push(field.rule(0, largest));
            }
        }
    }
    rules
}

/// Rules whose breach makes a micro-op one that no unit of this array could carry out.
pub fn legality(arch: &ArchConfig) -> Vec<Rule> {
    let register = field("access.cfg", "register");
    let counts = GeneratorRegister::ALL.iter().filter(|register| {
        use GeneratorRegister::{Addr, Offset, Offset1, Offset2};
        !matches!(register, Addr | Offset | Offset1 | Offset2)
    });
    let counts: Vec<u64> = counts.map(|&register| register.pack()).collect();
    let load = field("mimd.ld", "register");
    let load_value = field("mimd.ld", "value");
    let configured = field("dma.cfg", "register");
    let value = field("dma.cfg", "value");
    let sizes = [DmaRegister::RowBytes, DmaRegister::Rows, DmaRegister::Planes].map(Operand::pack);
    let mut rules = vec![
        field("access.cfg", "value").nonzero().only_if(register, &counts),
        load_value.nonzero().only_if(load, &[PvRegister::Repeat.pack()]),
        load_value.rule(0, TABLE_SLOTS.into()).only_if(load, &[PvRegister::Table.pack()]),
        field("mimd.st", "entry").rule(0, u64::from(arch.local_micro_ops) - 1),
        value.nonzero().only_if(configured, &sizes),
        value.masked(1).rule(0, 0).only_if(configured, &[DmaRegister::RowBytes.pack()]),
        field("dma.start", "pvs").masked(existing(arch).into()).nonzero(),
        field("dma.start", "fill")
            .rule(0, 0)
            .only_if(field("dma.start", "channel"), &[DmaChannel::Output.pack()]),
        field("batch.begin", "images").nonzero(),
        field("batch.begin", "length").nonzero(),
    ];
    // The adder tree adds; it neither compares nor replaces.
    for mnemonic in ["mimd.st", "exe"] {
        let horizontal = field(mnemonic, "flags").masked(flags::HORIZONTAL.into());
        let others = [ExecuteOp::Mul, ExecuteOp::Pool].map(Operand::pack);
        rules.push(horizontal.rule(0, 0).only_if(field(mnemonic, "op"), &others));
    }
    rules.extend(pages(arch));
    rules
}

/// `mimd.exe`: the entry of every PV lies in the local buffer. Only the page that the buffer ends in needs a look at indices.
fn pages(arch: &ArchConfig) -> Vec<Rule> {
    let (page, indices) = (field("mimd.exe", "page"), field("mimd.exe", "indices"));
    let (full, rest) = (u64::from(arch.local_micro_ops) / 8, u64::from(arch.local_micro_ops) % 8);
    if full > page.mask {
        return Vec::new();
    }
    if rest == 0 {
        return vec![page.rule(0, full - 1)];
    }
    let mut rules = vec![page.rule(0, full)];
    for pv in 0..arch.pv_count {
        let index = Field { shift: indices.shift + 3 * pv, mask: 7, ..indices };
        rules.push(index.rule(0, rest - 1).only_if(page, &[full]));
    }
    rules
}

/// The PVs of the array, as a mask.
pub fn existing(arch: &ArchConfig) -> u16 {
    (u32::MAX >> (32 - arch.pv_count.clamp(1, 16))) as u16
}

/// What the sequencer does with a micro-op, in place of its opcode: bits 2..0 say which of a class.
pub mod code {
    /// Goes to PVs; bits 2..0 are the kind of the PV's command.
    pub const PV: u8 = 1 << 3;
    /// Goes to a DMA channel; bit 0 says that it starts a transfer.
    pub const DMA: u8 = 1 << 4;
    /// Program flow; bits 2..0 are one of the constants below.
    pub const FLOW: u8 = 1 << 5;
    /// No micro-op.
    pub const UNDEFINED: u8 = 1 << 6;
    /// A micro-op that this array cannot carry out.
    pub const ILLEGAL: u8 = 1 << 7;
    /// `nop`.
    pub const NOP: u8 = 0;
    /// `halt`.
    pub const HALT: u8 = 1;
    /// `layer.begin`.
    pub const LAYER_BEGIN: u8 = 2;
    /// `layer.end`.
    pub const LAYER_END: u8 = 3;
    /// `batch.begin`.
    pub const BATCH_BEGIN: u8 = 4;
    /// `batch.end`.
    pub const BATCH_END: u8 = 5;
    /// Kind of `mimd.exe` among the commands of a PV.
    pub const MIMD_EXECUTE: u8 = 6;
}

/// Opcodes and codes of all micro-ops.
///
/// # Panics
/// If the contract has a micro-op without a meaning here.
pub fn codes() -> Vec<(u8, u8)> {
    let code = |mnemonic: &str| match mnemonic {
        "nop" => code::FLOW | code::NOP,
        "halt" => code::FLOW | code::HALT,
        "layer.begin" => code::FLOW | code::LAYER_BEGIN,
        "layer.end" => code::FLOW | code::LAYER_END,
        "batch.begin" => code::FLOW | code::BATCH_BEGIN,
        "batch.end" => code::FLOW | code::BATCH_END,
        "dma.cfg" => code::DMA,
        "dma.start" => code::DMA | 1,
        "access.cfg" => code::PV,
        "access.start" => code::PV | 1,
        "access.stop" => code::PV | 2,
        "mimd.ld" => code::PV | 3,
        "mimd.st" => code::PV | 4,
        "exe" => code::PV | 5,
        "mimd.exe" => code::PV | code::MIMD_EXECUTE,
        other => panic!("micro-op {other} has no meaning for the sequencer"),
    };
    MICRO_OPS.iter().map(|op| (op.opcode, code(op.mnemonic))).collect()
}

#[cfg(test)]
mod test;
