//! DMA: the channels between memory and the processing vectors.

mod channel;
mod registers;
mod walk;

pub use channel::Channel;
