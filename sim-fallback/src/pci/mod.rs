//! The software device as a PCI card, served to other processes over the vfio-user protocol.
//!
//! A client is the driver of this project itself, with no virtual machine, or QEMU (10.1 and later, `-device
//! vfio-user-pci`), which shows the card to a Linux guest. The card has registers in BAR 0, one MSI-X vector,
//! function-level reset, and no memory of its own: it reaches what its client maps for DMA. Or, as boards with DDR do, it
//! has memory of its own, which its client reaches through BAR 2, and masters no bus. What executes its jobs is any
//! [`crate::level::Level`], or the generated Verilog with registers and queues of its own ([`Engine`]).
//!
//! Limits: one client at a time; no migration; no client memory that arrives without a file descriptor, since the
//! card reads and writes memory in place.

mod config_space;
mod hardware;
mod server;
mod worker;

pub use config_space::{DEVICE_ID, VENDOR_ID};
pub use hardware::Engine;
pub use server::{CardOptions, DeviceServer, ServeError};

/// Bytes of BAR 0: the register block, then the MSI-X table and its pending bits.
pub const BAR0_BYTES: u64 = 0x4000;
/// Where the MSI-X table is in BAR 0. Behind the register block and in a page of its own.
pub const MSIX_TABLE_OFFSET: u32 = 0x2000;
/// Where the MSI-X pending bits are in BAR 0.
pub const MSIX_PENDING_OFFSET: u32 = 0x3000;
/// Address bits of the card's memory port: it reaches 256 GiB of its host's addresses.
pub const ADDRESS_BITS: u32 = 38;
