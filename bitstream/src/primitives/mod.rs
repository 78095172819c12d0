//! What all blocks are made of: memories, FIFOs and delay lines whose sizes are values, not types.
//!
//! rust-hdl wants widths as const generics. Depths need not be types: they are given to `new`, so one type serves every
//! configuration of the array. An address has more bits than most memories need; synthesis removes what is not read.

mod delay;
mod fifo;
mod lookup_memory;
mod memory;

pub use delay::Delay;
pub use fifo::Fifo;
pub use lookup_memory::LookupMemory;
pub use memory::Memory;

/// Bits of an address of a [`Memory`], a [`LookupMemory`] and of a count of a [`Fifo`].
pub const INDEX_BITS: usize = 16;

/// Verilog that shows the complement of what is written to a word that is read in the same cycle, in Verilator only.
///
/// For the body of a memory's clocked block with the usual names, whose user must not depend on such a word. Synthesis never sees it.
pub(crate) fn collision(slice: &str) -> String {
    format!(
        "`ifdef VERILATOR\n    if (write_enable & (read_address{slice} == write_address{slice})) begin\n        \
         read_data <= ~write_data;\n    end\n`endif\n"
    )
}

/// Verilog of an array of `words` registers and the slice of an address that selects one.
fn array(words: usize, width_bits: usize, style: &str) -> (String, String) {
    let top = words.next_power_of_two().trailing_zeros().max(1) - 1;
    let words = 1usize << (top + 1);
    let declaration =
        format!("(* ram_style = \"{style}\" *)\nreg [{}:0] contents [0:{}];", width_bits - 1, words - 1);
    (declaration, format!("[{top}:0]"))
}
