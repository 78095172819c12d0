//! A board: part, clock, array and memory.

use crate::array::Array;
use crate::check::{self, BoardError};
use crate::flash::Flash;
use crate::shell::Shell;
use crate::transport::{HostLink, Transport};
use isa::ArchConfig;
use serde::Deserialize;
use std::fmt;

/// Everything that is known of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Short name, also that of its folder: lower case, digits, hyphens.
    pub name: String,
    /// Maker and product, for people.
    pub title: String,
    /// The FPGA.
    pub part: Part,
    /// The clock of the accelerator.
    pub clock: Clock,
    /// The memory that the accelerator works in.
    pub memory: Memory,
    /// How the driver reaches the accelerator.
    pub transport: Transport,
    /// What stands around the accelerator in the FPGA.
    pub shell: Shell,
    /// How a bitstream gets into the FPGA.
    pub flash: Flash,
    arch: ArchConfig,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: String,
    part: Part,
    clock: Clock,
    array: Array,
    memory: Memory,
    transport: Transport,
    shell: Shell,
    flash: Flash,
}

impl Board {
    /// Reads and checks the text of a `board.toml` that lies in folder `folder`.
    ///
    /// # Errors
    /// What is wrong, with the name of the file and the key.
    pub fn parse(folder: &str, text: &str) -> Result<Self, BoardError> {
        let file: File = toml::from_str(text)
            .map_err(|problem| BoardError::Malformed { board: folder.into(), problem: Box::new(problem) })?;
        let File { name, title, part, clock, array, memory, transport, shell, flash } = file;
        let arch = array.into();
        let board = Self { name, title, part, clock, memory, transport, shell, flash, arch };
        check::board(folder, &board)?;
        Ok(board)
    }

    /// Geometry and buffers of the array.
    pub fn arch(&self) -> ArchConfig {
        self.arch
    }

    /// What `BUILD_ID` of a design for this board shows: the 32-bit FNV-1a hash of its name, so that a device says which board
    /// it is.
    pub fn build_id(&self) -> u32 {
        let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.name.bytes().fold(0x811c_9dc5, fold)
    }

    /// What `--device` takes for this board. `place` is what only the machine knows: the number of an XDMA card, the address
    /// on the PCI bus, the serial port, the host; UIO finds its device by the name in the overlay.
    pub fn device(&self, place: &str) -> String {
        let bytes = self.memory.bytes;
        match &self.transport {
            Transport::Uio(uio) => format!("uio:{}?buffer={}", uio.node, uio.dma.buffer),
            Transport::Xdma(_) => format!("xdma:{place}?memory={bytes}"),
            Transport::Vfio(_) => format!("vfio:{place}"),
            Transport::Litex(litex) => match &litex.link {
                HostLink::Uartbone { baud } => format!("litex:uart:{place}@{baud}?memory={bytes}"),
                HostLink::Etherbone { port, .. } => format!("litex:etherbone:{place}:{port}?memory={bytes}"),
            },
        }
    }

    /// Name of the top module, of its file and of everything that is installed under a name: `ganax_pynq_z2`.
    pub fn module(&self) -> String {
        format!("ganax_{}", self.name.replace('-', "_"))
    }
}

/// What yosys calls the architecture of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// 7 series and Zynq-7000.
    Xc7,
    /// UltraScale+ of all kinds.
    Xcup,
    /// Lattice ECP5.
    Ecp5,
}

impl Family {
    /// What [`Limits::block_ram`] counts: `RAMB36` (36 Kbit) or `DP16KD` (18 Kbit).
    pub fn block_ram(self) -> &'static str {
        match self {
            Self::Xc7 | Self::Xcup => "RAMB36",
            Self::Ecp5 => "DP16KD",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xc7 => "xc7",
            Self::Xcup => "xcup",
            Self::Ecp5 => "ecp5",
        })
    }
}

/// An FPGA.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Full name, as the vendor's tool has it.
    pub name: String,
    /// Its architecture.
    pub family: Family,
    /// What it has.
    pub limits: Limits,
}

/// Resources of a part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Look-up tables: with six inputs (AMD), with four (ECP5).
    pub lut: u64,
    /// Flip-flops.
    pub ff: u64,
    /// DSP slices; 18x18 multipliers on ECP5.
    pub dsp: u64,
    /// Block RAMs, see [`Family::block_ram`].
    pub block_ram: u64,
    /// UltraRAMs.
    pub uram: u64,
    /// Document that the figures are from.
    pub source: String,
}

/// The accelerator's clock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Its rate in kHz: what `CLOCK_KHZ` shows, what constraints ask for.
    pub core_khz: u32,
    /// Where it comes from.
    pub source: ClockSource,
    /// Rate of the source in kHz: the processing system's PLL reference, the PCIe reference, the oscillator.
    pub reference_khz: u32,
    /// Pins of the source, positive first; none where it does not enter by pins of the logic.
    #[serde(default)]
    pub pins: Vec<String>,
    /// Why this rate, and what is known of it.
    pub note: String,
}

/// Where the accelerator's clock comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockSource {
    /// The processing system's clock 0 for the logic.
    ProcessingSystem,
    /// The AXI clock of the PCIe core, as it is.
    Pcie,
    /// A clock manager behind the AXI clock of the PCIe core.
    PcieDivided,
    /// A PLL behind an oscillator on the board.
    Oscillator,
}

/// The memory that the accelerator's master port works in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// `DDR3`, `DDR4`, `HBM2`, `SDRAM`, or `host` for that of the machine that the card is in.
    pub kind: String,
    /// Lowest address that the accelerator may use.
    pub base: u64,
    /// Bytes from there on that it can reach.
    pub bytes: u64,
    /// What the memory moves at most, both directions together unless the derivation says otherwise.
    pub peak_bytes_per_second: u64,
    /// How that follows from width and rate, and the document.
    pub derivation: String,
    /// The port between accelerator and memory.
    pub port: MemoryPort,
}

/// The narrowest place between accelerator and memory.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoryPort {
    /// What it is called.
    pub name: String,
    /// Bytes that it moves per cycle of its clock and direction.
    pub bytes_per_cycle: u32,
    /// Its clock in kHz.
    pub clock_khz: u32,
}

impl Memory {
    /// What reaches the accelerator at most in one direction, in bytes per second: the least of memory, port and the
    /// accelerator's own bus at the clock `core_khz`.
    pub fn usable_bytes_per_second(&self, arch: &ArchConfig, core_khz: u32) -> u64 {
        let rate = |bytes: u32, khz: u32| u64::from(bytes) * u64::from(khz) * 1000;
        self.peak_bytes_per_second
            .min(rate(self.port.bytes_per_cycle, self.port.clock_khz))
            .min(rate(arch.bus_bytes, core_khz))
    }
}
