//! Loading a bitstream: what is in its file, the kernel's FPGA manager, device-tree overlays, accelerator packages, and
//! a PCI bus that must look again.
//!
//! A transport needs none of this: it opens a device that is there. Nothing here knows what the bitstream does; whether
//! it is the right one [`crate::Device::open`] finds out.

mod bitstream;
mod lattice;
mod manager;
mod package;

pub use bitstream::{Bitstream, BitstreamError, Family};
pub use lattice::{LatticeError, check_lattice_part, lattice_part};
pub use manager::{ProgramError, Programmer};
pub use package::write_package;
