//! The table `[transport]`: how the driver reaches the accelerator, and at which addresses.

use serde::Deserialize;
use std::fmt;

/// How the driver reaches the accelerator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Transport {
    /// The kernel's UIO on a Zynq board.
    Uio(UioTransport),
    /// AMD's XDMA core behind the kernel module `xdma`.
    Xdma(XdmaTransport),
    /// A PCIe function behind VFIO.
    Vfio(VfioTransport),
    /// A LiteX design behind a bridge that is not PCIe.
    Litex(LitexTransport),
}

/// A range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First address: of the bus on a Zynq, in the BAR behind PCIe.
    pub base: u64,
    /// Length.
    pub bytes: u64,
}

impl Window {
    /// The address behind the last one, `None` if that is no number.
    pub fn end(&self) -> Option<u64> {
        self.base.checked_add(self.bytes)
    }
}

/// `uio:NAME`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UioTransport {
    /// Name of the node in the device tree.
    pub node: String,
    /// The register block on the bus.
    pub registers: Window,
    /// Its interrupt.
    pub interrupt: Interrupt,
    /// Memory that is kept for the accelerator.
    pub dma: DmaMemory,
}

/// An interrupt of the ARM cores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interrupt {
    /// Number among the shared peripheral interrupts: what stands in the second cell of `interrupts`, 32 less than the
    /// number of the interrupt controller.
    pub shared_peripheral: u32,
    /// When it is pending.
    pub trigger: Trigger,
}

/// When an interrupt is pending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// As long as the line is high.
    LevelHigh,
}

impl Trigger {
    /// The third cell of `interrupts` (the kernel's `dt-bindings/interrupt-controller/irq.h`).
    pub fn cell(self) -> u32 {
        match self {
            Self::LevelHigh => 4,
        }
    }
}

/// Memory that the kernel gives to the accelerator when the overlay is applied, from its contiguous allocator: an overlay
/// comes too late for `reserved-memory`, which the kernel reads while it boots.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DmaMemory {
    /// Name of the u-dma-buf device that shows it.
    pub buffer: String,
    /// Its length.
    pub bytes: u64,
    /// Bits of the addresses that it may lie at.
    pub address_bits: u32,
}

/// How a PCI function names itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PciId {
    /// Vendor.
    pub vendor: u16,
    /// Device.
    pub device: u16,
    /// Vendor of the board.
    pub subsystem_vendor: u16,
    /// The board: chosen by this project, one for each board, so that a card says which one it is.
    pub subsystem_device: u16,
}

impl fmt::Display for PciId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}:{:04x}", self.vendor, self.device)
    }
}

/// `xdma:N`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct XdmaTransport {
    /// The function's identity.
    pub pci: PciId,
    /// The register block in the user BAR.
    pub registers: Window,
    /// Number of the user interrupt.
    pub user_interrupt: u32,
    /// DMA channels in each direction.
    pub channels: u32,
}

/// `vfio:BDF`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VfioTransport {
    /// The function's identity.
    pub pci: PciId,
    /// Number of the BAR with the register block.
    pub bar: u32,
    /// Length of that BAR.
    pub bar_bytes: u64,
    /// The register block in it.
    pub registers: Window,
    /// Number of the MSI vector.
    pub interrupt_vector: u32,
}

/// `litex:...`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LitexTransport {
    /// The bridge between host and bus.
    pub link: HostLink,
    /// The register block on the bus.
    pub registers: Window,
}

/// A LiteX bridge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum HostLink {
    /// A serial line.
    Uartbone {
        /// Its rate.
        baud: u32,
    },
    /// UDP.
    Etherbone {
        /// The board's address.
        address: String,
        /// Port.
        port: u16,
    },
}

impl Transport {
    /// The register block.
    pub fn registers(&self) -> Window {
        match self {
            Self::Uio(uio) => uio.registers,
            Self::Xdma(xdma) => xdma.registers,
            Self::Vfio(vfio) => vfio.registers,
            Self::Litex(litex) => litex.registers,
        }
    }

    /// The identity on the PCI bus, where there is one.
    pub fn pci(&self) -> Option<PciId> {
        match self {
            Self::Xdma(xdma) => Some(xdma.pci),
            Self::Vfio(vfio) => Some(vfio.pci),
            Self::Uio(_) | Self::Litex(_) => None,
        }
    }

    /// What `--device` begins with: `uio`, `xdma`, `vfio`, `litex`.
    pub fn scheme(&self) -> &'static str {
        match self {
            Self::Uio(_) => "uio",
            Self::Xdma(_) => "xdma",
            Self::Vfio(_) => "vfio",
            Self::Litex(_) => "litex",
        }
    }
}
