//! The blocks that have committed Verilog.

use crate::index_generator::IndexGenerator;
use crate::primitives::Fifo;
use crate::verilog::{self, Design, VerilogError};

/// Width of a scratchpad address in bits, as the contract has it.
const ADDRESS_BITS: usize = isa::arch::ADDRESS_BITS as usize;

/// A block that `emit-verilog` can write.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Name on the command line; the file and the top module have the same name with underscores.
    pub name: &'static str,
    emit: fn(&Entry) -> Result<Design, VerilogError>,
}

/// The blocks with committed Verilog, in alphabetical order.
pub const BLOCKS: [Entry; 1] = [Entry {
    name: "index-generator",
    emit: |entry| {
        entry.design(&format!("ADDRESS_BITS = {ADDRESS_BITS}"), IndexGenerator::<ADDRESS_BITS>::default())
    },
}];

/// Small instances for the proofs in `proofs/`, emitted on demand.
pub const PROOF_BLOCKS: [Entry; 2] = [
    Entry { name: "fifo-proof", emit: |entry| entry.design("4 entries of 1 bit", Fifo::<1>::new(4)) },
    Entry {
        name: "index-generator-proof",
        emit: |entry| entry.design("ADDRESS_BITS = 4", IndexGenerator::<4>::default()),
    },
];

impl Entry {
    /// The block of that name.
    pub fn find(name: &str) -> Option<Self> {
        BLOCKS.into_iter().chain(PROOF_BLOCKS).find(|entry| entry.name == name)
    }

    /// Name of the top module.
    pub fn module_name(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Name of the file.
    pub fn file_name(&self) -> String {
        format!("{}.v", self.module_name())
    }

    /// The command that writes the file.
    pub fn command(&self) -> String {
        format!("cargo run --release -p bitstream --bin emit-verilog -- --block {}", self.name)
    }

    /// The Verilog of the block.
    ///
    /// # Errors
    /// See [`verilog::emit`].
    pub fn verilog(&self) -> Result<Design, VerilogError> {
        (self.emit)(self)
    }

    fn design<B: crate::hdl::Block>(&self, parameters: &str, block: B) -> Result<Design, VerilogError> {
        let preamble = [
            &format!("GANAX block {}, {parameters}.", self.name),
            "Generated from the crate `bitstream`, do not edit: change the block there and run",
            &format!("    {}", self.command()),
        ];
        verilog::emit(&self.module_name(), &preamble, block)
    }
}
