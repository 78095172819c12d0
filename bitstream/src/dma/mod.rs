//! DMA: the channels between memory and the processing vectors.
//!
//! [`Channel`] is what loads and stores share: micro-ops, registers, rows. [`Loads`] is the read side as a whole, [`Store`]
//! the output channel with the write side.

mod arbiter;
mod burst;
mod channel;
mod delivery;
mod head_fifo;
mod lane_merge;
mod loads;
mod read_engine;
mod registers;
mod store;
mod walk;
mod write_engine;
mod write_merge;

pub use channel::Channel;
pub use loads::Loads;
pub use store::Store;
