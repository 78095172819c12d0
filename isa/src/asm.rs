//! Assembly text of micro-op streams, both ways.
//!
//! One micro-op per line: the mnemonic, then its operands as `name=value` in any order; `#` starts a comment.
//! Disassembly assembles back to the same words.

use alloc::string::String;
use alloc::vec::Vec;

use crate::ops::{DecodeError, EncodeError, MicroOp};

/// Text that is no micro-op stream.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssembleError {
    /// The line's first word is no mnemonic.
    #[error("line {line}: no micro-op is called `{mnemonic}`")]
    Mnemonic {
        /// Line, from 1.
        line: usize,
        /// The word.
        mnemonic: String,
    },
    /// An operand is missing or its value has no meaning.
    #[error("line {line}: operand `{operand}` is missing or malformed")]
    Operand {
        /// Line, from 1.
        line: usize,
        /// Name of the operand.
        operand: &'static str,
    },
    /// A word is neither an operand of the micro-op nor well-formed.
    #[error("line {line}: unexpected `{text}`")]
    Unexpected {
        /// Line, from 1.
        line: usize,
        /// The word.
        text: String,
    },
    /// An operand does not fit its field.
    #[error("line {line}: {source}")]
    Range {
        /// Line, from 1.
        line: usize,
        /// Which operand, which width.
        source: EncodeError,
    },
}

impl core::fmt::Display for MicroOp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.write(f)
    }
}

/// The text of a stream of words, one line each.
///
/// # Errors
/// The index of the first word that is no micro-op, and why.
pub fn disassemble(words: &[u64]) -> Result<String, (usize, DecodeError)> {
    let mut text = String::new();
    for (index, &word) in words.iter().enumerate() {
        let op = MicroOp::decode(word).map_err(|error| (index, error))?;
        text.push_str(&alloc::format!("{op}\n"));
    }
    Ok(text)
}

/// The words of assembly text.
///
/// # Errors
/// The first line that is no micro-op, and why.
pub fn assemble(text: &str) -> Result<Vec<u64>, AssembleError> {
    let mut words = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = line.split('#').next().unwrap_or_default();
        if let Some(op) = parse_line(code, index + 1)? {
            words.push(op.encode().map_err(|source| AssembleError::Range { line: index + 1, source })?);
        }
    }
    Ok(words)
}

fn parse_line(code: &str, line: usize) -> Result<Option<MicroOp>, AssembleError> {
    let mut tokens = code.split_whitespace();
    let Some(mnemonic) = tokens.next() else { return Ok(None) };
    let mut operands: Vec<(&str, &str)> = Vec::new();
    for token in tokens {
        let pair = token.split_once('=').filter(|(name, _)| !operands.iter().any(|(other, _)| other == name));
        operands.push(pair.ok_or_else(|| AssembleError::Unexpected { line, text: token.into() })?);
    }
    let mut find = |name: &'static str| {
        let position = operands.iter().position(|(operand, _)| *operand == name)?;
        Some(operands.swap_remove(position).1)
    };
    let op = match MicroOp::from_parts(mnemonic, &mut find) {
        None => return Err(AssembleError::Mnemonic { line, mnemonic: mnemonic.into() }),
        Some(Err(operand)) => return Err(AssembleError::Operand { line, operand }),
        Some(Ok(op)) => op,
    };
    match operands.first() {
        Some((name, _)) => Err(AssembleError::Unexpected { line, text: (*name).into() }),
        None => Ok(Some(op)),
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::ops::MICRO_OPS;

    #[test]
    fn every_micro_op_survives_its_text() {
        let words: Vec<u64> = MICRO_OPS.iter().map(|info| u64::from(info.opcode) << 56).collect();
        let text = disassemble(&words).expect("all opcodes are defined");
        assert_eq!(assemble(&text), Ok(words));
    }

    #[test]
    fn text_is_read_in_any_operand_order_with_comments() {
        let words =
            assemble("access.cfg value=0x10 register=step generator=weight pvs=3 # a comment\n\nhalt");
        let text = disassemble(&words.expect("valid")).expect("valid");
        assert_eq!(text, "access.cfg pvs=3 generator=weight register=step value=16\nhalt\n");
    }

    #[test]
    fn wrong_text_is_named_with_its_line() {
        let error = |text: &str| assemble(text).expect_err("wrong").to_string_lossless();
        assert_eq!(error("nop\nfly"), "line 2: no micro-op is called `fly`");
        assert_eq!(error("access.start pvs=1"), "line 1: operand `generators` is missing or malformed");
        assert_eq!(error("halt now=1"), "line 1: unexpected `now`");
        assert_eq!(
            error("access.start pvs=1 generators=99"),
            "line 1: operand generators = 99 of access.start does not fit 4 bits"
        );
    }

    impl AssembleError {
        fn to_string_lossless(&self) -> String {
            alloc::format!("{self}")
        }
    }
}
