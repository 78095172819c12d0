//! Device names of hardware transports, and what can go wrong on the way to a device.
//!
//! A name is `SCHEME:PLACE`, with `?memory=SIZE` where the transport brings memory of the host. Opening a transport
//! touches no register; who is there is for [`crate::Device::open`] to find out. Nothing here tries one transport
//! after another.

use std::path::PathBuf;
use std::str::FromStr;

use super::litex::{self, Bridge, LitexTransport};
use super::pci;
use super::system::{System, is_file_name};
use super::uio::{self, UioTransport};
#[cfg(target_pointer_width = "64")]
use super::vfio_user::ProtocolError;
use super::xdma::{self, XdmaTransport};
use super::{Transport, TransportError};

/// A transport that could not be opened. Each message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// There is no such thing.
    #[error("{device}: {what} does not exist; `ganax setup {device}` says what to do", what = .what.display())]
    NotFound {
        /// The name that was asked for.
        device: String,
        /// What is missing.
        what: PathBuf,
    },
    /// Another process has it.
    #[error("{device}: in use by {}; end it, or use another device", holder_text(.holder))]
    InUse {
        /// The name that was asked for.
        device: String,
        /// The process that has it, where the system tells.
        holder: Option<u32>,
    },
    /// The file permissions do not allow it.
    #[error("{device}: no permission for {what}; `ganax setup {device}` shows the rule that gives it", what = .what.display())]
    Permission {
        /// The name that was asked for.
        device: String,
        /// The file.
        what: PathBuf,
    },
    /// Another kernel driver has the card, or none.
    #[error("{device}: bound to {}, not to {expected}; `ganax setup {device}` shows how to bind it", .found.as_deref().unwrap_or("no driver"))]
    Binding {
        /// The name that was asked for.
        device: String,
        /// The driver it must be bound to.
        expected: &'static str,
        /// The driver that it is bound to.
        found: Option<String>,
    },
    /// The card is in no IOMMU group: the machine has no IOMMU, or it is off.
    #[error(
        "{device}: no IOMMU group; enable VT-d or AMD-Vi in the firmware and boot Linux with intel_iommu=on (AMD: amd_iommu=on)"
    )]
    NoIommu {
        /// The name that was asked for.
        device: String,
    },
    /// Other drivers have cards of the same IOMMU group.
    #[error("{device}: IOMMU group {group} is not viable: other drivers have {}; unbind them, or move the card to another slot", .others.join(", "))]
    GroupNotViable {
        /// The name that was asked for.
        device: String,
        /// The group.
        group: u32,
        /// Those cards, with their drivers.
        others: Vec<String>,
    },
    /// The kernel lets no user near interrupts that the IOMMU does not remap.
    #[error(
        "{device}: the platform does not remap interrupts, so the kernel refuses; enable interrupt remapping in the firmware, or, where all users are trusted, give the kernel's module {module} the parameter allow_unsafe_interrupts=1"
    )]
    NoInterruptRemapping {
        /// The name that was asked for.
        device: String,
        /// The module that refuses.
        module: &'static str,
    },
    /// DMA memory is locked, and the limit for that is lower.
    #[error(
        "{device}: {needed} bytes of DMA memory cannot be locked, the limit is {limit}; raise it (`ulimit -l`, or memlock in /etc/security/limits.d), or ask for less with {device}?memory=SIZE"
    )]
    LockedMemory {
        /// The name that was asked for.
        device: String,
        /// Bytes of DMA memory.
        needed: u64,
        /// `RLIMIT_MEMLOCK` of this process, in bytes.
        limit: u64,
    },
    /// The card has no register block where one should be.
    #[error(
        "{device}: {bytes} bytes where a register block of {needed} that can be mapped should be; this is no GANAX card, or its bitstream is not loaded"
    )]
    RegisterBlock {
        /// The name that was asked for.
        device: String,
        /// Bytes found.
        bytes: u64,
        /// Bytes needed.
        needed: u32,
    },
    /// A file of `/sys` that describes the device is missing or holds no number.
    #[error("{device}: {what} holds no number; is the kernel module of another version?", what = .what.display())]
    Attribute {
        /// The name that was asked for.
        device: String,
        /// The file.
        what: PathBuf,
    },
    /// No u-dma-buf device of that name, or none or several where none is named.
    #[error("{device}: which u-dma-buf device is its memory? there are [{}]; load the module, or name one with {device}?buffer=NAME", .found.join(", "))]
    Buffer {
        /// The name that was asked for.
        device: String,
        /// Those that there are.
        found: Vec<String>,
    },
    /// A bit rate that serial ports of this system do not have.
    #[error("{device}: no serial port has {baud} baud; there are {}", known_rates())]
    BaudRate {
        /// The name that was asked for.
        device: String,
        /// The rate.
        baud: u32,
    },
    /// A host whose address is not known.
    #[error("{device}: the address of {host} is not known: {source}")]
    Host {
        /// The name that was asked for.
        device: String,
        /// The host.
        host: String,
        /// What the resolver said.
        source: std::io::Error,
    },
    /// This build has no such transport.
    #[error("PCIe cards and device servers need a driver that is built for a 64-bit host")]
    Platform,
    /// An illegal size of memory.
    #[error("{device}: {bytes} bytes of memory: a multiple of 4096 that fits the address space is needed")]
    MemoryBytes {
        /// The name that was asked for.
        device: String,
        /// The size.
        bytes: u64,
    },
    /// The device server did not do its part.
    #[cfg(target_pointer_width = "64")]
    #[error("{device}: {source}")]
    VfioUser {
        /// The name that was asked for.
        device: String,
        /// What went wrong.
        source: ProtocolError,
    },
    /// The operating system refused something else.
    #[error("{device}: {action}: {source}")]
    Os {
        /// The name that was asked for.
        device: String,
        /// What was tried.
        action: &'static str,
        /// What it said.
        source: std::io::Error,
    },
    /// The transport failed while it was set up.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

fn holder_text(holder: &Option<u32>) -> String {
    holder.map_or_else(|| "another process".into(), |process| format!("process {process}"))
}

fn known_rates() -> String {
    let rates: Vec<String> = litex::uart::BAUD_RATES.iter().map(u32::to_string).collect();
    rates.join(", ")
}

/// A name that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// No transport has this scheme.
    #[error("`{0}` names no transport of this driver; there are {names}", names = SCHEMES.join(", "))]
    Scheme(String),
    /// The place is not written as this transport wants it.
    #[error("`{0}` is no address of a PCI card, as in vfio:0000:01:00.0; `lspci -D` lists them")]
    Address(String),
    /// The place is not written as this transport wants it.
    #[error("vfio-user needs the path of a device server's socket, as in vfio-user:card.sock")]
    Path,
    /// The place is not written as this transport wants it.
    #[error("`{0}` is no number of an XDMA card, as in xdma:0")]
    Index(String),
    /// The place is not written as this transport wants it.
    #[error(
        "`{0}` is no name of a UIO device or buffer, as in uio:ganax?buffer=udmabuf0; `ls /sys/class/uio` lists the nodes"
    )]
    Uio(String),
    /// The place is not written as this transport wants it.
    #[error("`{0}` is no LiteX bridge; there are uart:/dev/ttyUSB0[@BAUD] and etherbone:HOST[:PORT]")]
    Bridge(String),
    /// An option that the transport does not have.
    #[error(
        "`{0}` is no option of this device; memory=SIZE (as in memory=64M) is one of all but uio, buffer=NAME of uio"
    )]
    Option(String),
}

/// Bytes of DMA memory behind VFIO if nothing else is said. They are locked in RAM.
pub const VFIO_MEMORY_BYTES: u64 = 256 << 20;
/// The prefix of names of PCIe cards bound to `vfio-pci`.
pub const VFIO_SCHEME: &str = "vfio";

/// Bytes of DMA memory of a device behind a device server. Pages that are never written cost nothing.
pub const VFIO_USER_MEMORY_BYTES: u64 = 2 << 30;
/// The prefix of names of devices behind a device server.
pub const VFIO_USER_SCHEME: &str = "vfio-user";

/// Prefixes of the names that [`DeviceName`] knows.
pub const SCHEMES: [&str; 5] = [VFIO_SCHEME, xdma::SCHEME, uio::SCHEME, litex::SCHEME, VFIO_USER_SCHEME];

/// A parsed device name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceName {
    /// `vfio:BDF`: a PCIe card bound to `vfio-pci`.
    Vfio {
        /// Domain, bus, device and function, as in `0000:01:00.0`.
        address: String,
        /// Bytes of DMA memory.
        memory_bytes: u64,
    },
    /// `xdma:N`: a PCIe card behind the XDMA driver.
    Xdma {
        /// Number of the card.
        index: u32,
        /// Bytes of card memory.
        memory_bytes: u64,
    },
    /// `uio:NAME`: a device behind UIO.
    Uio {
        /// Its name, or that of its node.
        place: String,
        /// Its u-dma-buf device, where it must be named.
        buffer: Option<String>,
    },
    /// `litex:BRIDGE`: a device behind a LiteX bridge.
    Litex {
        /// The bridge.
        bridge: Bridge,
        /// Bytes of the board's memory.
        memory_bytes: u64,
    },
    /// `vfio-user:PATH`: the socket of a device server.
    VfioUser {
        /// The socket.
        path: PathBuf,
        /// Bytes of DMA memory.
        memory_bytes: u64,
    },
}

impl FromStr for DeviceName {
    type Err = NameError;

    fn from_str(name: &str) -> Result<Self, NameError> {
        let (scheme, rest) = name.split_once(':').ok_or_else(|| NameError::Scheme(name.into()))?;
        let (place, option) = match rest.split_once('?') {
            Some((place, option)) => (place, Some(option)),
            None => (rest, None),
        };
        let memory = |default| option.map_or(Ok(default), memory_option);
        match scheme {
            VFIO_SCHEME if !pci::is_address(place) => Err(NameError::Address(place.into())),
            VFIO_SCHEME => Ok(Self::Vfio { address: place.into(), memory_bytes: memory(VFIO_MEMORY_BYTES)? }),
            xdma::SCHEME => Ok(Self::Xdma {
                index: place.parse().map_err(|_| NameError::Index(place.into()))?,
                memory_bytes: memory(xdma::DEFAULT_MEMORY_BYTES)?,
            }),
            // Names of files in `/sys`, and no paths to others.
            uio::SCHEME if !is_file_name(place) => Err(NameError::Uio(place.into())),
            uio::SCHEME => {
                let buffer = option.map(|option| {
                    option.strip_prefix("buffer=").ok_or_else(|| NameError::Option(option.into()))
                });
                match buffer.transpose()? {
                    Some(buffer) if !is_file_name(buffer) => Err(NameError::Uio(buffer.into())),
                    buffer => Ok(Self::Uio { place: place.into(), buffer: buffer.map(Into::into) }),
                }
            }
            litex::SCHEME => Ok(Self::Litex {
                bridge: Bridge::parse(place).ok_or_else(|| NameError::Bridge(place.into()))?,
                memory_bytes: memory(isa::litex::MEMORY_BYTES)?,
            }),
            VFIO_USER_SCHEME if place.is_empty() => Err(NameError::Path),
            VFIO_USER_SCHEME => {
                let memory_bytes = memory(VFIO_USER_MEMORY_BYTES)?;
                Ok(Self::VfioUser { path: place.into(), memory_bytes })
            }
            _ => Err(NameError::Scheme(scheme.into())),
        }
    }
}

impl DeviceName {
    /// Opens the transport of this name, and no other.
    ///
    /// # Errors
    /// As the transport says.
    pub fn open(&self) -> Result<Box<dyn Transport>, ConnectError> {
        self.open_on(&System::default())
    }

    /// The same on a copy of the kernel's file trees; cards behind VFIO, bridges and servers have no such copy.
    ///
    /// # Errors
    /// As the transport says.
    pub fn open_on(&self, system: &System) -> Result<Box<dyn Transport>, ConnectError> {
        Ok(match self {
            Self::Xdma { index, memory_bytes } => {
                Box::new(XdmaTransport::open(system, *index, *memory_bytes)?)
            }
            Self::Uio { place, buffer } => Box::new(UioTransport::open(system, place, buffer.as_deref())?),
            Self::Litex { bridge, memory_bytes } => Box::new(LitexTransport::open(bridge, *memory_bytes)?),
            #[cfg(target_pointer_width = "64")]
            Self::Vfio { address, memory_bytes } => {
                Box::new(super::vfio::VfioTransport::open(address, *memory_bytes)?)
            }
            #[cfg(target_pointer_width = "64")]
            Self::VfioUser { path, memory_bytes } => {
                Box::new(super::vfio_user::VfioUserTransport::open(path, *memory_bytes)?)
            }
            #[cfg(not(target_pointer_width = "64"))]
            Self::Vfio { .. } | Self::VfioUser { .. } => return Err(ConnectError::Platform),
        })
    }
}

/// The bytes in `memory=64M`: a number with K, M, G or nothing behind it, whole pages and not none.
fn memory_option(option: &str) -> Result<u64, NameError> {
    let illegal = || NameError::Option(option.into());
    let size = option.strip_prefix("memory=").ok_or_else(illegal)?;
    let (digits, shift) = match size.as_bytes().last() {
        Some(b'K') => (&size[..size.len() - 1], 10),
        Some(b'M') => (&size[..size.len() - 1], 20),
        Some(b'G') => (&size[..size.len() - 1], 30),
        _ => (size, 0),
    };
    let number: u64 = digits.parse().map_err(|_| illegal())?;
    let bytes = number.checked_mul(1 << shift).ok_or_else(illegal)?;
    Some(bytes).filter(|&bytes| bytes > 0 && bytes.is_multiple_of(4096)).ok_or_else(illegal)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn names_are_parsed_with_their_options() {
        let parse = |name: &str| name.parse::<DeviceName>();
        let user = |path: &str, memory_bytes| Ok(DeviceName::VfioUser { path: path.into(), memory_bytes });
        assert_eq!(parse("vfio-user:/tmp/a.sock"), user("/tmp/a.sock", VFIO_USER_MEMORY_BYTES));
        assert_eq!(parse("vfio-user:a:b?memory=64M"), user("a:b", 64 << 20));
        let address = "0000:01:00.0".to_owned();
        let memory_bytes = VFIO_MEMORY_BYTES;
        assert_eq!(parse("vfio:0000:01:00.0"), Ok(DeviceName::Vfio { address, memory_bytes }));
        assert_eq!(parse("xdma:2?memory=4G"), Ok(DeviceName::Xdma { index: 2, memory_bytes: 4 << 30 }));
        assert_eq!(parse("vfio:01:00.0"), Err(NameError::Address("01:00.0".into())));
        assert_eq!(parse("vfio-user:?memory=64M"), Err(NameError::Path));
        assert_eq!(parse("xdma:x"), Err(NameError::Index("x".into())));
        let uio =
            |buffer: Option<&str>| DeviceName::Uio { place: "g".into(), buffer: buffer.map(Into::into) };
        assert_eq!((parse("uio:g"), parse("uio:g?buffer=b")), (Ok(uio(None)), Ok(uio(Some("b")))));
        for (name, part) in
            [("uio:../../x", "../../x"), ("uio:", ""), ("uio:..", ".."), ("uio:g?buffer=../b", "../b")]
        {
            assert_eq!(parse(name), Err(NameError::Uio(part.into())));
        }
        let bridge = Bridge::Uart { path: "/dev/ttyUSB0".into(), baud: 115_200 };
        let litex = DeviceName::Litex { bridge, memory_bytes: 64 << 20 };
        assert_eq!(parse("litex:uart:/dev/ttyUSB0@115200?memory=64M"), Ok(litex));
        assert_eq!(parse("litex:/dev/ttyUSB0"), Err(NameError::Bridge("/dev/ttyUSB0".into())));
        assert_eq!(parse("uio:g?memory=1M"), Err(NameError::Option("memory=1M".into())));
        for name in ["", "sim", "scsi:1", "vfio-user"] {
            assert!(matches!(parse(name), Err(NameError::Scheme(_))), "{name}");
        }
        for option in [
            "",
            "memory",
            "memory=",
            "memory=M",
            "memory=-1",
            "memory=99999999999G",
            "memory=0",
            "memory=1",
            "size=1",
        ] {
            let found = parse(&format!("vfio-user:a?{option}"));
            assert_eq!(found, Err(NameError::Option(option.into())));
        }
    }
}
