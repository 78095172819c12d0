//! The way to one device: registers, memory, interrupt, reset, and nothing else.
//!
//! A transport moves bytes. It knows no micro-op, no queue and no register's meaning; those live above it in
//! [`crate::Device`], which is one code path for boards and simulators alike. Implementations of hardware
//! transports live in this crate, those of simulators in the crate that has the simulator.

#[cfg(target_os = "linux")]
pub mod connect;
#[cfg(target_os = "linux")]
mod dma_buffer;
#[cfg(target_os = "linux")]
mod interrupt;
#[cfg(target_os = "linux")]
pub mod litex;
#[cfg(target_os = "linux")]
mod lock;
#[cfg(target_os = "linux")]
pub(crate) mod pci;
#[cfg(target_os = "linux")]
pub mod system;
#[cfg(target_os = "linux")]
pub mod uio;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
pub mod vfio;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
pub mod vfio_user;
#[cfg(target_os = "linux")]
pub mod xdma;

use std::time::Duration;

/// An address in device-visible memory, as the device's memory port sees it.
pub type DeviceAddress = u64;

/// Where DMA memory of the host lies in the address space of a device behind an IOMMU. Above 4 GiB, clear of the
/// window for interrupt messages, and far from address 0, so that a device that forgets to add a base is caught.
pub const DMA_BASE: DeviceAddress = 1 << 32;

/// What a transport is and what its memory looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportInfo {
    /// The name that opened it, such as `sim` or `vfio:0000:01:00.0`.
    pub name: String,
    /// Where it is, for people: a path, a bus address, or `in process`.
    pub location: String,
    /// First byte of the memory that the driver may use.
    pub memory_base: DeviceAddress,
    /// Bytes of that memory.
    pub memory_bytes: u64,
    /// Alignment in bytes that the memory's allocations must have.
    pub alignment: u64,
}

/// How long a wait may take. Whichever bound the transport understands ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitBudget {
    /// Wall-clock bound. Hardware obeys it.
    pub wall: Duration,
    /// Bound in device cycles. Simulators obey it, so that tests do not depend on the host's speed.
    pub cycles: u64,
}

/// Why a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The device raised its interrupt line.
    Interrupt,
    /// The budget was used up.
    TimedOut,
}

/// A transport that did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// A register offset outside the block or not a multiple of four.
    #[error("{transport}: register offset {offset:#x} is outside the block or not aligned")]
    RegisterOffset {
        /// Name of the transport.
        transport: String,
        /// The offset.
        offset: u32,
    },
    /// A memory range outside the device's memory.
    #[error("{transport}: memory {address:#x}..+{bytes:#x} is outside the device's memory")]
    MemoryRange {
        /// Name of the transport.
        transport: String,
        /// First byte.
        address: DeviceAddress,
        /// Number of bytes.
        bytes: u64,
    },
    /// What stood between driver and device is gone: a device server has ended, a bridge does not listen, a cable is out.
    #[error(
        "{transport}: nobody answers there: the device server, bridge or cable is gone; bring it back and reset the device"
    )]
    Disconnected {
        /// Name of the transport.
        transport: String,
    },
    /// An access was not answered in time.
    #[error("{transport}: {action}: no answer within {deadline:?}")]
    NoAnswer {
        /// Name of the transport.
        transport: String,
        /// What was tried.
        action: &'static str,
        /// How long the answer was waited for.
        deadline: Duration,
    },
    /// The device broke the rules of its bus.
    #[error("{transport}: the device broke the protocol of its bus: {message}")]
    Protocol {
        /// Name of the transport.
        transport: String,
        /// What it did.
        message: String,
    },
    /// The operating system refused.
    #[error("{transport}: {action}: {source}")]
    Os {
        /// Name of the transport.
        transport: String,
        /// What was tried.
        action: &'static str,
        /// What it said.
        source: std::io::Error,
    },
}

/// Moves bytes to and from one device.
///
/// What callers rely on, and the conformance suite tests on every implementation:
/// 1. Everything written by an earlier [`write_memory`](Self::write_memory) is visible to the device before a
///    later [`write_register`](Self::write_register) is (the doorbell rule).
/// 2. [`read_memory`](Self::read_memory) after [`Wake::Interrupt`] sees what the device wrote before it raised
///    the line; after a register read, what it wrote before the register took the value that was read.
/// 3. A register access is exactly one aligned 32-bit access, never merged, repeated or torn.
/// 4. After an error only [`reset`](Self::reset) is meaningful.
/// 5. [`wait`](Self::wait) returns within its budget, always.
pub trait Transport: Send {
    /// Name, place and memory. Constant over the transport's life.
    fn info(&self) -> &TransportInfo;

    /// Reads the register at a byte offset.
    ///
    /// # Errors
    /// An offset outside the block, or the operating system's refusal.
    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError>;

    /// Writes the register at a byte offset.
    ///
    /// # Errors
    /// An offset outside the block, or the operating system's refusal.
    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError>;

    /// Copies device memory into `bytes`.
    ///
    /// # Errors
    /// A range outside the device's memory, or the operating system's refusal.
    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError>;

    /// Copies `bytes` into device memory.
    ///
    /// # Errors
    /// A range outside the device's memory, or the operating system's refusal.
    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError>;

    /// Whether copies to and from memory are loads and stores of the processor into memory that it caches, so that any
    /// size is cheap: then inputs are built there, and outputs read there, a few bytes at a time.
    fn memory_in_place(&self) -> bool {
        false
    }

    /// Says that a range is about to be read, perhaps in many pieces, before any register is accessed or anything is waited
    /// for. A transport that must do something before the processor sees what the device wrote does it here, once;
    /// [`read_memory`](Self::read_memory) is as right without.
    ///
    /// # Errors
    /// A range outside the device's memory, or the operating system's refusal.
    fn announce_reads(&mut self, _address: DeviceAddress, _bytes: u64) -> Result<(), TransportError> {
        Ok(())
    }

    /// Waits until the interrupt line is up or the budget is used up. Returns at once if it is up already.
    /// In a simulator the device's time passes here.
    ///
    /// # Errors
    /// The operating system's refusal.
    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError>;

    /// Brings the device back to its state after power-up, by whatever the bus offers (function-level reset,
    /// soft reset register). Device memory may keep its contents.
    ///
    /// # Errors
    /// The operating system's refusal.
    fn reset(&mut self) -> Result<(), TransportError>;
}

/// The state after power-up over a bus that has no reset: the soft reset register, and the one register that outlives it.
#[cfg(target_os = "linux")]
fn soft_reset(transport: &mut dyn Transport) -> Result<(), TransportError> {
    use isa::csr::{Csr, RESET_KEY};
    transport.write_register(Csr::Reset.offset(), RESET_KEY)?;
    transport.write_register(Csr::Scratch.offset(), 0)
}
