//! The table `[flash]`: the board's way in for a bitstream.

use serde::Deserialize;

/// How a bitstream gets into the FPGA.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Flash {
    /// The kernel's FPGA manager, on the board itself.
    FpgaManager {
        /// The manager, such as `fpga0`.
        manager: String,
        /// File in `/lib/firmware` that the overlay names.
        firmware: String,
    },
    /// `dfx-mgrd`, on the board itself.
    DfxMgr {
        /// Name of the package: its folder in `/lib/firmware/xilinx` and what `dfx-mgr-client -load` takes.
        package: String,
    },
    /// Vivado's hardware manager over JTAG; the card's flash keeps the design.
    VivadoHardwareManager {
        /// Device on the JTAG chain.
        device: String,
        /// The flash, as Vivado lists it.
        flash_part: String,
        /// Length of the flash in Mbyte, as `write_cfgmem -size` counts.
        flash_mbytes: u32,
        /// Where in the flash the design begins.
        flash_offset: u64,
        /// Its interface, as `write_cfgmem -interface` has it.
        interface: String,
    },
    /// openFPGALoader over JTAG.
    #[serde(rename = "openfpgaloader")]
    OpenFpgaLoader {
        /// What `--board` takes, or empty.
        #[serde(default)]
        board: String,
        /// What `--cable` takes, or empty where the board says it.
        #[serde(default)]
        cable: String,
        /// What `--fpga-part` takes, or empty where the board says it.
        #[serde(default)]
        fpga_part: String,
        /// Whether a flash keeps the design.
        flash: bool,
    },
    /// OpenOCD over JTAG.
    Openocd {
        /// Configuration file.
        config: String,
        /// Bitstream between JTAG and the flash.
        proxy: String,
    },
}

impl Flash {
    /// Its name, as in the file.
    pub fn method(&self) -> &'static str {
        match self {
            Self::FpgaManager { .. } => "fpga-manager",
            Self::DfxMgr { .. } => "dfx-mgr",
            Self::VivadoHardwareManager { .. } => "vivado-hardware-manager",
            Self::OpenFpgaLoader { .. } => "openfpgaloader",
            Self::Openocd { .. } => "openocd",
        }
    }
}
