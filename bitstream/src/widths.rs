//! Widths of the emitted blocks, in bits. Blocks are generic over them; this is the one place that fixes them.

/// Width of a scratchpad address, and of every configuration register of an index generator.
pub const ADDRESS_BITS: usize = 16;
