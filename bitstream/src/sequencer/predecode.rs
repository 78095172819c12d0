//! The first look at an arriving word: its opcode gives way to what the sequencer does with it.
//!
//! Words are looked at when they arrive, not when they are issued, so that the head of the buffer has a short way to the
//! FIFOs behind it.

use super::rules::{self, OPERAND_BITS, code};
use crate::hdl::*;
use isa::ArchConfig;

/// One rule of [`rules`]; what it says comes from outside, so that all are one module.
#[derive(LogicBlock, Default)]
struct RuleCheck {
    word: Signal<In, Bits<64>>,
    word_opcode: Signal<In, Bits<8>>,
    opcode: Signal<In, Bits<8>>,
    selector_shift: Signal<In, Bits<64>>,
    selector_mask: Signal<In, Bits<64>>,
    selectors: Signal<In, Bits<64>>,
    shift: Signal<In, Bits<64>>,
    mask: Signal<In, Bits<64>>,
    low: Signal<In, Bits<64>>,
    high: Signal<In, Bits<64>>,
    broken: Signal<Out, Bit>,
    shifted: Signal<Local, Bits<64>>,
    selector: Signal<Local, Bits<64>>,
    selected: Signal<Local, Bits<64>>,
    moved: Signal<Local, Bits<64>>,
    field: Signal<Local, Bits<64>>,
}

impl Logic for RuleCheck {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block rule_check");
        self.shifted.next = self.word.val() >> self.selector_shift.val();
        self.selector.next = self.shifted.val() & self.selector_mask.val();
        self.selected.next = self.selectors.val() >> self.selector.val();
        self.moved.next = self.word.val() >> self.shift.val();
        self.field.next = self.moved.val() & self.mask.val();
        self.broken.next = (self.word_opcode.val() == self.opcode.val())
            & self.selected.val().get_bit(0)
            & ((self.field.val() < self.low.val()) | (self.field.val() > self.high.val()));
    }
}

/// Puts a code of [`rules::code`] in the place of a word's opcode.
#[derive(LogicBlock)]
pub struct Predecode {
    /// The word.
    pub word: Signal<In, Bits<64>>,
    /// Its operands with the code above them.
    pub predecoded: Signal<Out, Bits<64>>,
    checks: Vec<RuleCheck>,
    opcodes: Vec<Constant<Bits<8>>>,
    selector_shifts: Vec<Constant<Bits<64>>>,
    selector_masks: Vec<Constant<Bits<64>>>,
    selectors: Vec<Constant<Bits<64>>>,
    shifts: Vec<Constant<Bits<64>>>,
    masks: Vec<Constant<Bits<64>>>,
    lows: Vec<Constant<Bits<64>>>,
    highs: Vec<Constant<Bits<64>>>,
    known_opcodes: Vec<Constant<Bits<8>>>,
    codes: Vec<Constant<Bits<8>>>,
    undefined: Constant<Bits<8>>,
    illegal: Constant<Bits<8>>,
    opcode_shift: Constant<Bits<64>>,
    operand_mask: Constant<Bits<64>>,
    opcode: Signal<Local, Bits<8>>,
    code: Signal<Local, Bits<8>>,
    flags: Signal<Local, Bits<8>>,
    wide: Signal<Local, Bits<64>>,
    _codes: usize,
    _decoding: usize,
    _checks: usize,
}

impl Predecode {
    /// The look at a word for this array.
    pub fn new(arch: &ArchConfig) -> Self {
        let decoding = rules::decoding();
        let (decoding_count, mut all) = (decoding.len(), decoding);
        all.extend(rules::legality(arch));
        let constants = |value: fn(&rules::Rule) -> u64| -> Vec<Constant<Bits<64>>> {
            all.iter().map(|rule| Constant::new(bits(value(rule)))).collect()
        };
        let codes = rules::codes();
        Self {
            word: Default::default(),
            predecoded: Default::default(),
            checks: all.iter().map(|_| RuleCheck::default()).collect(),
            opcodes: all.iter().map(|rule| Constant::new(bits(rule.opcode.into()))).collect(),
            selector_shifts: constants(|rule| rule.selector_shift.into()),
            selector_masks: constants(|rule| rule.selector_mask),
            selectors: constants(|rule| rule.selectors),
            shifts: constants(|rule| rule.shift.into()),
            masks: constants(|rule| rule.mask),
            lows: constants(|rule| rule.low),
            highs: constants(|rule| rule.high),
            known_opcodes: codes.iter().map(|code| Constant::new(bits(code.0.into()))).collect(),
            codes: codes.iter().map(|code| Constant::new(bits(code.1.into()))).collect(),
            undefined: Constant::new(bits(code::UNDEFINED.into())),
            illegal: Constant::new(bits(code::ILLEGAL.into())),
            opcode_shift: Constant::new(bits(OPERAND_BITS.into())),
            operand_mask: Constant::new(bits((1 << OPERAND_BITS) - 1)),
            opcode: Default::default(),
            code: Default::default(),
            flags: Default::default(),
            wide: Default::default(),
            _codes: codes.len(),
            _decoding: decoding_count,
            _checks: all.len(),
        }
    }
}

impl Logic for Predecode {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block predecode");
        self.opcode.next = self.word.val().get_bits::<8>(self.opcode_shift.val().index());
        for i in 0..self._checks {
            self.checks[i].word_opcode.next = self.opcode.val();
            self.checks[i].word.next = self.word.val();
            self.checks[i].opcode.next = self.opcodes[i].val();
            self.checks[i].selector_shift.next = self.selector_shifts[i].val();
            self.checks[i].selector_mask.next = self.selector_masks[i].val();
            self.checks[i].selectors.next = self.selectors[i].val();
            self.checks[i].shift.next = self.shifts[i].val();
            self.checks[i].mask.next = self.masks[i].val();
            self.checks[i].low.next = self.lows[i].val();
            self.checks[i].high.next = self.highs[i].val();
        }
        self.code.next = self.undefined.val();
        for i in 0..self._codes {
            if self.opcode.val() == self.known_opcodes[i].val() {
                self.code.next = self.codes[i].val();
            }
        }
        self.flags.next = bits::<8>(0);
        for i in 0..self._decoding {
            if self.checks[i].broken.val() {
                self.flags.next = self.flags.val() | self.undefined.val();
            }
        }
        for i in self._decoding..self._checks {
            if self.checks[i].broken.val() {
                self.flags.next = self.flags.val() | self.illegal.val();
            }
        }
        self.wide.next = bit_cast::<64, 8>(self.code.val() | self.flags.val());
        self.wide.next = self.wide.val() << self.opcode_shift.val();
        self.predecoded.next = (self.word.val() & self.operand_mask.val()) | self.wide.val();
    }
}
