//! DMA: the channels between memory and the processing vectors.
//!
//! [`Channel`] is what loads and stores share: micro-ops, registers, rows. [`Loads`] is the read side as a whole, [`Store`]
//! the output channel with the write side.

pub(crate) mod arbiter;
pub(crate) mod burst;
mod channel;
mod delivery;
pub(crate) mod head_fifo;
mod lane_merge;
mod loads;
pub(crate) mod read_engine;
mod registers;
mod store;
mod walk;
pub(crate) mod write_engine;
mod write_merge;

pub use channel::Channel;
pub use loads::Loads;
pub use store::Store;
