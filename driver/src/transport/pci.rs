//! The few bits of PCI configuration space that a driver changes (PCI Local Bus Specification 3.0, section 6.2.2).

/// Byte offset of the command register, 16 bits.
pub(super) const COMMAND: u64 = 0x04;
const MEMORY_SPACE: u16 = 1 << 1;
const BUS_MASTER: u16 = 1 << 2;

/// The command register with BARs decoded and DMA allowed; the rest as it was.
pub(super) const fn enabled(command: u16) -> u16 {
    command | MEMORY_SPACE | BUS_MASTER
}
