//! DMA: the channels between memory and the processing vectors.

mod channel;
mod lane_merge;
mod registers;
mod store;
mod walk;
mod write_engine;
mod write_merge;

pub use channel::Channel;
pub use store::Store;
pub use write_engine::WriteEngine;
