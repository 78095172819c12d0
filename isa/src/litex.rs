//! Where host and accelerator find each other behind a LiteX bridge (UARTBone, Etherbone).
//!
//! The shells in `bitstream/shells/litex` are generated with these addresses, and the driver's transport uses them. They
//! belong to a board, not to the contract: they are not part of the fingerprint.

/// Bus address of the register block.
pub const REGISTER_BASE: u32 = 0x8000_0000;
/// Address of the first byte of device memory, for the bridge and for the accelerator.
pub const MEMORY_BASE: u32 = 0x4000_0000;
/// Bytes of device memory if nothing else is said: what the smallest supported board has.
pub const MEMORY_BYTES: u64 = 32 << 20;
/// Bits per second of the serial line.
pub const BAUD: u32 = 1_000_000;
/// UDP port of Etherbone.
pub const ETHERBONE_PORT: u16 = 1234;
/// Milliseconds after which a UARTBone forgets a command that has not ended (LiteX' `Stream2Wishbone`).
pub const COMMAND_TIMEOUT_MS: u64 = 100;
