//! Memory that is shared with devices and with other processes: the only unsafe code of this crate.
//!
//! Each type owns one mapping and offers safe accesses to it, bounds-checked, with the widths that hardware wants.
//! What the registers and bytes mean is the business of the transports above.

#![allow(unsafe_code)]

mod barrier;
#[cfg(target_pointer_width = "64")]
pub(crate) mod event;
mod registers;
mod sealed_file;
mod shared_memory;
mod shared_window;
pub(crate) mod udmabuf;
#[cfg(target_pointer_width = "64")]
pub(crate) mod vfio_dma;

pub use barrier::{before_device_reads, before_host_reads};
pub use registers::RegisterBlock;
pub use sealed_file::sealed_file;
pub use shared_memory::SharedMemory;
pub use shared_window::{SharedWindow, WindowError};
