//! DMA: the channels between memory and the processing vectors.
//!
//! [`Channel`] is what loads and stores share: micro-ops, registers, rows. [`Loads`] is the read side as a whole.

mod arbiter;
mod burst;
mod channel;
mod delivery;
mod head_fifo;
mod loads;
mod read_engine;
mod registers;
mod walk;

pub use channel::Channel;
pub use loads::Loads;
