//! The ioctl calls of u-dma-buf, the module that hands out contiguous memory on Zynq boards.
//!
//! Numbers and structures are those of its `u-dma-buf-ioctl.h` (ioctl version 1 and later). Older modules know none of
//! them and answer ENOTTY; its files in `/sys` serve those.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

const MAGIC: u8 = b'U';
const COMMAND_FOR_CPU: u64 = 1;
const COMMAND_FOR_DEVICE: u64 = 3;

/// `u_dma_buf_ioctl_sync_args`: flags (bits 0-1 command, 2-3 direction with 0 for both), size and offset in bytes.
#[repr(C)]
struct SyncArguments {
    flags: u64,
    size: u64,
    offset: u64,
}

nix::ioctl_write_ptr!(set_sync, MAGIC, 9, SyncArguments);

/// Whose the buffer is to be next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The processor: what the device wrote is seen by it afterwards.
    Processor,
    /// The device: what the processor wrote is seen by it afterwards.
    Device,
}

/// Writes back or invalidates the caches over part of a buffer.
///
/// # Errors
/// The operating system's refusal: ENOTTY for modules that have no such call.
pub(crate) fn synchronise(file: &File, offset: u64, size: u64, next: Owner) -> io::Result<()> {
    let command = match next {
        Owner::Processor => COMMAND_FOR_CPU,
        Owner::Device => COMMAND_FOR_DEVICE,
    };
    let arguments = SyncArguments { flags: command, size, offset };
    // SAFETY: the descriptor is open, and the structure has the layout that this call reads; it keeps no pointer.
    unsafe { set_sync(file.as_raw_fd(), &raw const arguments) }?;
    Ok(())
}
