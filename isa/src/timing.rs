//! Latencies and widths of the machine that are part of its definition and not parameters of one array.
//!
//! `docs/machine.md` tells what they mean; the cycle model and the RTL are built from these constants. Changing
//! one changes the cycles of programs, never their results. "In cycle `t`" means that the others see it in `t + 1`.

/// From the cycle in which the front end takes `access.start` for an idle generator to the cycle in which the
/// generator puts its first address into the FIFO.
pub const START_TO_ADDRESS: u64 = 2;
/// From the last operands of an operation to the first cycle in which an `act` may read its sums.
pub const OPERANDS_TO_SUM: u64 = 8;
/// The same with the flag `horizontal`: the adder tree over the PEs comes on top.
pub const OPERANDS_TO_HORIZONTAL_SUM: u64 = 12;
/// Idle cycles between an operation with `horizontal` and the next without: both write the accumulators, and the
/// one behind must not overtake the one in the adder tree.
pub const HORIZONTAL_SWITCH: u64 = OPERANDS_TO_HORIZONTAL_SUM - OPERANDS_TO_SUM;
/// From the cycle in which an `act` reads an accumulator to the cycle in which its word is in the beat; the beat
/// goes into the output FIFO in the cycle of its last word.
pub const READ_TO_BEAT: u64 = 10;
/// Entries of the queues between the front end of a PV and its execute and post engine, the running one included.
pub const ENGINE_QUEUE: usize = 2;
/// Most beats of one burst.
pub const BURST_BEATS: u64 = 16;
/// No burst crosses a multiple of this many bytes of the device's address space.
pub const BURST_BOUNDARY: u64 = 4096;
/// Words of one requantisation entry.
pub const ENTRY_WORDS: u32 = 8;
/// Words that the parameter memory of a PV takes per cycle.
pub const PARAMETER_WORDS_PER_CYCLE: u32 = ENTRY_WORDS;
/// Table slots of a PV.
pub const TABLE_SLOTS: u32 = 2;
/// Words of one table slot; the table fills the first [`crate::numerics::TABLE_ENTRIES`] of them.
pub const TABLE_SLOT_WORDS: u32 = 520;
