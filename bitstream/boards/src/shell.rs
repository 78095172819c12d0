//! The table `[shell]`: what stands around the accelerator, and what that takes.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What stands around the accelerator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Shell {
    /// Processing system of a Zynq-7000.
    Zynq7(ZynqShell),
    /// Processing system of a Zynq UltraScale+.
    Zynqmp(ZynqShell),
    /// AMD's XDMA core with a memory controller.
    Xdma(XdmaShell),
    /// LiteX.
    Litex(LitexShell),
}

/// Resources that are kept for the shell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// Look-up tables.
    pub lut: u64,
    /// Flip-flops.
    pub ff: u64,
    /// DSP slices or multipliers.
    pub dsp: u64,
    /// Block RAMs of the family's kind.
    pub block_ram: u64,
    /// Where the figures are from: measured with a command, a document, or an assumption that says so.
    pub source: String,
}

/// A shell around a processing system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZynqShell {
    /// Version of Vivado that the script is for.
    pub vivado: String,
    /// Board file that presets the processing system, without its revision; it must be installed.
    pub board_part: String,
    /// Port of the processing system that masters the registers: `M_AXI_GP0`, `M_AXI_HPM0_LPD`, ...
    pub register_port: String,
    /// What is kept for interconnect and reset.
    pub allowance: Allowance,
}

/// A shell around AMD's XDMA core.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct XdmaShell {
    /// Version of Vivado that the script is for.
    pub vivado: String,
    /// PCIe lanes.
    pub lanes: u32,
    /// Gigatransfers per second and lane, as the core's property has it: `5.0_GT/s`.
    pub link_speed: String,
    /// Width of the core's AXI ports in bits.
    pub axi_bits: u32,
    /// Rate of the core's AXI clock in MHz.
    pub axi_mhz: u32,
    /// Outputs of the card that the design drives low.
    #[serde(default)]
    pub tied_low: Vec<String>,
    /// Further properties of the core.
    #[serde(default)]
    pub properties: BTreeMap<String, String>,
    /// What is kept for XDMA, memory controller, interconnect and reset.
    pub allowance: Allowance,
}

/// A shell of LiteX.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LitexShell {
    /// Platform of `litex-boards`: the name of its Python module.
    pub platform: String,
    /// Variant or device that the platform is made with.
    pub device: String,
    /// `vivado` or `trellis`.
    pub toolchain: String,
    /// Version of Vivado that the script is for; empty for open tools.
    #[serde(default)]
    pub vivado: String,
    /// What is kept for the LiteX part.
    pub allowance: Allowance,
}

impl Shell {
    /// Name of its folder in `bitstream/shells`.
    pub fn folder(&self) -> &'static str {
        match self {
            Self::Zynq7(_) => "zynq7",
            Self::Zynqmp(_) => "zynqmp",
            Self::Xdma(_) => "xdma",
            Self::Litex(_) => "litex",
        }
    }

    /// What is kept for it.
    pub fn allowance(&self) -> &Allowance {
        match self {
            Self::Zynq7(shell) | Self::Zynqmp(shell) => &shell.allowance,
            Self::Xdma(shell) => &shell.allowance,
            Self::Litex(shell) => &shell.allowance,
        }
    }
}
