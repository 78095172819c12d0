//! From a rust-hdl block to a Verilog file that people and tools can read.
//!
//! rust-hdl emits one module per *instance*, named by its path, the flip-flops included. [`emit`] parses that
//! text ([`module`]), merges equal modules, names the rest after their blocks ([`merge`]), and
//! puts the result behind a preamble. It does not touch expressions: what rust-hdl says happens, happens.

pub mod keywords;
pub mod merge;
pub mod module;

use crate::hdl::{Block, check_all, generate_verilog_unchecked};
use module::Module;
use rust_hdl_core::check_error::CheckError;
use std::fmt;

/// Blocks that Verilator compiles once and not once for each instance: the model of a large array is built several times
/// faster, and runs as fast.
const KEPT_APART: [&str; 2] = ["element", "processing_vector"];
const NO_INLINE: &str = "    /*verilator no_inline_module*/";

/// Why a block has no Verilog.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerilogError {
    /// The block itself is not sound.
    #[error("block `{block}` is not a sound circuit: {finding:?}")]
    Unsound {
        /// Name of the block.
        block: String,
        /// What rust-hdl found.
        finding: CheckError,
    },
    /// rust-hdl emitted a line of a form that this crate does not know.
    #[error("line {line} of the raw Verilog of `{block}`: expected {expected}, found `{found}`")]
    Unexpected {
        /// Name of the block.
        block: String,
        /// Line number, from 1.
        line: usize,
        /// What would have been understood.
        expected: &'static str,
        /// The line.
        found: String,
    },
}

/// The Verilog of one block.
#[derive(Clone, Debug)]
pub struct Design {
    preamble: Vec<String>,
    /// The modules, the top first and parents before children.
    pub modules: Vec<Module>,
}

/// Translates `block` to a design whose top module is `name`.
///
/// The result is the same in every run. The lines of `preamble` go first in its text, as comments.
///
/// # Errors
/// [`VerilogError::Unsound`] if the block has open inputs, logic loops or writes to its own inputs, and
/// [`VerilogError::Unexpected`] if it uses black boxes, vendor cores or long comments.
pub fn emit<B: Block>(name: &str, preamble: &[&str], mut block: B) -> Result<Design, VerilogError> {
    block.connect_all();
    check_all(&block).map_err(|finding| VerilogError::Unsound { block: name.into(), finding })?;
    let modules = module::parse(name, &generate_verilog_unchecked(&block))?;
    let preamble = preamble.iter().map(|line| line.to_string()).collect();
    let mut modules = merge::merge(name, modules);
    for module in &mut modules {
        if module.block.as_deref().is_some_and(|block| KEPT_APART.contains(&block)) {
            module.prepend(NO_INLINE);
        }
    }
    Ok(Design { preamble, modules })
}

impl Design {
    /// The ports of the top module, one line each: name, direction and width in aligned columns.
    pub fn ports(&self) -> String {
        let ports = self.modules.first().map_or(&[][..], |top| &top.ports);
        let longest = ports.iter().map(|port| port.name.len()).max().unwrap_or(0);
        let direction = |port: &module::Port| if port.is_input { "input" } else { "output" };
        let line = |port: &module::Port| {
            format!("{:longest$} {:6} {:>3}\n", port.name, direction(port), port.width_bits)
        };
        ports.iter().map(line).collect()
    }
}

/// The text of the Verilog file.
impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.preamble {
            writeln!(f, "// {line}")?;
        }
        for module in &self.modules {
            write!(f, "\n{module}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::hdl::*;

    #[derive(LogicBlock, Default)]
    struct Delay {
        pub clock: Signal<In, Clock>,
        pub x: Signal<In, Bits<4>>,
        pub y: Signal<Out, Bits<4>>,
        stages: [DFF<Bits<4>>; 3],
    }

    impl Logic for Delay {
        #[hdl_gen]
        fn update(&mut self) {
            comment!("block delay");
            for i in 0..3 {
                self.stages[i].clock.next = self.clock.val();
            }
            self.stages[0].d.next = self.x.val();
            for i in 1..3 {
                self.stages[i].d.next = self.stages[i - 1].q.val();
            }
            self.y.next = self.stages[2].q.val();
        }
    }

    #[derive(LogicBlock, Default)]
    struct Open {
        pub y: Signal<Out, Bit>,
        unconnected: Delay,
    }

    impl Logic for Open {
        #[hdl_gen]
        fn update(&mut self) {
            self.y.next = self.unconnected.y.val().any();
        }
    }

    #[test]
    fn emitted_file_has_preamble_top_module_and_one_module_per_kind() {
        let text = emit("line", &["By hand."], Delay::default()).unwrap().to_string();
        assert!(text.starts_with("// By hand.\n\nmodule line(\n    input wire clock,\n"), "{text}");
        assert_eq!(text.matches("\nmodule ").count(), 2, "{text}");
        assert_eq!(text.matches("line_flip_flop_4 stages$").count(), 3, "{text}");
        assert!(!text.contains("comment"), "the name is no comment any more");
    }

    #[test]
    fn ports_are_listed_in_columns() {
        let design = emit("line", &[], Delay::default()).unwrap();
        assert_eq!(design.ports(), "clock input    1\nx     input    4\ny     output   4\n");
    }

    #[test]
    fn block_with_open_inputs_is_refused() {
        let error = emit("open", &[], Open::default()).unwrap_err();
        assert!(matches!(&error, VerilogError::Unsound { block, .. } if block == "open"), "{error}");
    }
}
