//! The blocks that have committed Verilog.

use crate::control::axi_lite::AxiLite;
use crate::control::engine::QueueEngine;
use crate::control::ring::Ring;
use crate::dma::Store;
use crate::dma::arbiter::Arbiter;
use crate::dma::burst::BurstShape;
use crate::dma::head_fifo::HeadFifo;
use crate::dma::read_engine::ReadEngine;
use crate::dma::write_engine::WriteEngine;
use crate::index_generator::IndexGenerator;
use crate::primitives::Fifo;
use crate::pv::control::command_queue::CommandQueue;
use crate::pv::control::queue::QueueControl;
use crate::verilog::{self, Design, VerilogError};
use isa::ArchConfig;

/// Width of a scratchpad address in bits, as the contract has it.
const ADDRESS_BITS: usize = isa::arch::ADDRESS_BITS as usize;
/// And of sums with their carry.
const SUM_BITS: usize = ADDRESS_BITS + 1;

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
        entry.design(
            &format!("ADDRESS_BITS = {ADDRESS_BITS}"),
            IndexGenerator::<ADDRESS_BITS, SUM_BITS>::default(),
        )
    },
}];

/// Small instances for the proofs in `proofs/`, emitted on demand.
pub const PROOF_BLOCKS: [Entry; 13] = [
    Entry {
        name: "arbiter-proof",
        emit: |entry| entry.design("16 outstanding beats", Arbiter::new(&proof_array())),
    },
    Entry { name: "axi-lite-proof", emit: |entry| entry.design("no parameters", AxiLite::default()) },
    Entry { name: "burst-proof", emit: |entry| entry.design("no parameters", BurstShape::new()) },
    Entry { name: "command-queue-proof", emit: |entry| entry.design("3 commands", CommandQueue::new(3)) },
    Entry { name: "fifo-proof", emit: |entry| entry.design("3 entries of 1 bit", Fifo::<1>::new(3)) },
    Entry {
        name: "head-fifo-proof",
        emit: |entry| entry.design("3 entries of 4 bits", HeadFifo::<4>::new(2)),
    },
    Entry {
        name: "index-generator-proof",
        emit: |entry| entry.design("ADDRESS_BITS = 4", IndexGenerator::<4, 5>::default()),
    },
    Entry {
        name: "queue-control-proof",
        emit: |entry| entry.design("no parameters", QueueControl::default()),
    },
    Entry { name: "queue-engine-proof", emit: |entry| entry.design("no parameters", QueueEngine::default()) },
    Entry {
        name: "read-engine-proof",
        emit: |entry| entry.design("16 outstanding beats", ReadEngine::new(&proof_array())),
    },
    Entry {
        name: "ring-proof",
        emit: |entry| entry.design("128 bytes, filled by software", Ring::new(128, false)),
    },
    Entry { name: "store-proof", emit: |entry| entry.design("2 commands", Store::new(&proof_array())) },
    Entry {
        name: "write-engine-proof",
        emit: |entry| entry.design("a memory that answers at once", WriteEngine::new(&proof_array())),
    },
];

/// A small array: claims are about its control, which has the same form in every array.
fn proof_array() -> ArchConfig {
    ArchConfig {
        command_fifo_depth: 3,
        memory_latency_cycles: 0,
        outstanding_beats: 16,
        ..ArchConfig::with_geometry(1, 1)
    }
}

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
