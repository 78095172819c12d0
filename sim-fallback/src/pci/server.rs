//! The vfio-user server: one client after the other on a Unix socket, each with the card to itself.
//!
//! Messages and their meaning are those of the vfio-user protocol 0.1 (QEMU, `docs/interop/vfio-user`); the crate
//! `vfio_user` speaks it. A client that disconnects, or dies, leaves a card that is reset and has no memory mapped.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use isa::csr::{BLOCK_BYTES, Csr};
use vfio_bindings::bindings::vfio::{
    VFIO_IRQ_INFO_EVENTFD, VFIO_IRQ_INFO_NORESIZE, VFIO_IRQ_SET_DATA_EVENTFD, VFIO_PCI_BAR0_REGION_INDEX,
    VFIO_PCI_BAR2_REGION_INDEX, VFIO_PCI_CONFIG_REGION_INDEX, VFIO_PCI_MSIX_IRQ_INDEX, VFIO_PCI_NUM_IRQS,
    VFIO_PCI_NUM_REGIONS, VFIO_REGION_INFO_FLAG_MMAP, VFIO_REGION_INFO_FLAG_READ,
    VFIO_REGION_INFO_FLAG_WRITE, vfio_region_info, vfio_region_sparse_mmap_area,
};
use vfio_user::{DmaMapFlags, DmaUnmapFlags, IrqInfo, Server, ServerBackend, ServerRegion, SparseArea};

use super::config_space::{CONFIG_BYTES, ConfigSpace, Effect};
use super::hardware::{Design, Engine, Hardware};
use super::worker::{Function, Worker};
use super::{ADDRESS_BITS, BAR0_BYTES};
use crate::card::{Card, Memory};
use crate::faults::{FaultyCard, Plan};
use crate::rtl::{RtlCard, RtlError};
use isa::ArchConfig;

/// A card that cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The card cannot be built.
    #[error("cannot build the card: {0}")]
    Card(#[source] io::Error),
    /// There is no design, or it cannot be compiled.
    #[error(transparent)]
    Rtl(#[from] RtlError),
    /// Somebody else serves at this path.
    #[error("{path}: a server listens there already", path = .0.display())]
    InUse(PathBuf),
    /// What is at the path is no socket, and stays.
    #[error("{path}: there is something else than a socket; choose another path", path = .0.display())]
    NoSocket(PathBuf),
    /// The socket of a server that ended cannot be removed.
    #[error("{path}: cannot make way for the socket: {source}", path = .path.display())]
    Occupied {
        /// The path.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A client sent what is no message of the protocol, and was hung up on.
    #[error("{path}: a client broke the protocol; it is disconnected, and the next one can come", path = .0.display())]
    Nonsense(PathBuf),
    /// The socket cannot be used.
    #[error("{path}: {source}", path = .path.display())]
    Socket {
        /// The path.
        path: PathBuf,
        /// What the protocol's implementation said.
        source: vfio_user::Error,
    },
}

/// What kind of card is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardOptions {
    /// Array parameters that the device shows.
    pub arch: ArchConfig,
    /// What `BUILD_ID` shows; a design has its own.
    pub build_id: u32,
    /// Bytes of memory of its own, whole pages, at device address 0 and in BAR 2; none for a card that works on its
    /// host's memory.
    pub memory_bytes: Option<u64>,
    /// What goes wrong; nothing with a design.
    pub faults: Plan,
}

impl Default for CardOptions {
    /// The reference array on its host's memory, without faults.
    fn default() -> Self {
        Self { arch: ArchConfig::REFERENCE, build_id: 0, memory_bytes: None, faults: Plan::default() }
    }
}

/// A card waiting for clients at a socket.
pub struct DeviceServer {
    path: PathBuf,
    server: Server,
    backend: Backend,
}

impl DeviceServer {
    /// Puts a card with this engine to work and listens at `path`. A socket that a dead server left there is replaced;
    /// a live one is not.
    ///
    /// # Errors
    /// The path is taken, or the operating system's refusal.
    pub fn listen(path: &Path, options: &CardOptions, engine: impl Into<Engine>) -> Result<Self, ServeError> {
        let mut memory = Memory::of_host(1 << ADDRESS_BITS).map_err(ServeError::Card)?;
        let own = options.memory_bytes.map(|bytes| own_memory(&mut memory, bytes)).transpose();
        let own = own.map_err(ServeError::Card)?;
        let card: Box<dyn Hardware> = match engine.into() {
            Engine::Level(level) => {
                let card = Card::new(options.arch, options.build_id, memory, level);
                Box::new(FaultyCard::new(card, options.faults.clone()))
            }
            Engine::Rtl(rtl) => Box::new(Design::new(RtlCard::open(&options.arch, memory, &rtl)?)),
        };
        let worker = Worker::start(card, own.is_some()).map_err(ServeError::Card)?;
        make_way(path)?;
        let server = Server::new(path, true, interrupts(), regions(own.as_ref()))
            .map_err(|source| ServeError::Socket { path: path.into(), source })?;
        let backend = Backend { config: ConfigSpace::new(own.is_some()), worker, own };
        Ok(Self { path: path.into(), server, backend })
    }

    /// Serves one client until it disconnects.
    ///
    /// # Errors
    /// The socket failed, or the client sent nonsense. The next client can be served all the same.
    pub fn serve_client(&mut self) -> Result<(), ServeError> {
        // The crate takes lengths and texts of a client as they come and panics at some. That is the client's fault and
        // ends its connection, nothing else: what it can leave half done is put right below.
        let served = catch_unwind(AssertUnwindSafe(|| self.server.run(&mut self.backend)));
        let result = served.unwrap_or(Err(vfio_user::Error::InvalidInput));
        self.backend.power_up();
        if let Err(error) = self.backend.worker.call(Function::disconnect) {
            log::error!("{error}");
        }
        result.map_err(|source| match source {
            vfio_user::Error::InvalidInput => ServeError::Nonsense(self.path.clone()),
            source => ServeError::Socket { path: self.path.clone(), source },
        })
    }
}

/// Removes a socket at which nobody listens.
fn make_way(path: &Path) -> Result<(), ServeError> {
    match std::fs::symlink_metadata(path) {
        Err(_) => return Ok(()),
        // Somebody's file is not to be lost by a mistyped name.
        Ok(found) if !found.file_type().is_socket() => {
            return Err(ServeError::NoSocket(path.into()));
        }
        Ok(_) => {}
    }
    match UnixStream::connect(path) {
        Ok(_) => Err(ServeError::InUse(path.into())),
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            std::fs::remove_file(path).map_err(|source| ServeError::Occupied { path: path.into(), source })
        }
        Err(source) => Err(ServeError::Occupied { path: path.into(), source }),
    }
}

/// One MSI-X vector, which is an event file descriptor of the client.
fn interrupts() -> Vec<IrqInfo> {
    let msix = |index| index == VFIO_PCI_MSIX_IRQ_INDEX;
    let info = |index| IrqInfo {
        index,
        flags: if msix(index) { VFIO_IRQ_INFO_EVENTFD | VFIO_IRQ_INFO_NORESIZE } else { 0 },
        count: msix(index).into(),
    };
    (0..VFIO_PCI_NUM_IRQS).map(info).collect()
}

/// Memory of the card's own, in a file that a client can map as BAR 2.
struct OwnMemory {
    file: File,
    bytes: u64,
}

/// Gives the card memory at address 0.
fn own_memory(memory: &mut Memory, bytes: u64) -> io::Result<OwnMemory> {
    let file = driver::sys::sealed_file(bytes)?;
    let host = memory.host_mut().expect("the memory was made as a host's");
    host.map(0, bytes, &file, 0, true).map_err(io::Error::other)?;
    Ok(OwnMemory { file, bytes })
}

/// Bytes of a region; 0 for one that the card does not have.
fn region_bytes(index: u32, own: Option<&OwnMemory>) -> u64 {
    match index {
        VFIO_PCI_BAR0_REGION_INDEX => BAR0_BYTES,
        VFIO_PCI_BAR2_REGION_INDEX => own.map_or(0, |own| own.bytes),
        VFIO_PCI_CONFIG_REGION_INDEX => CONFIG_BYTES as u64,
        _ => 0,
    }
}

/// BAR 0, which cannot be mapped since registers have side effects, the configuration space, and BAR 2 for memory.
fn regions(own: Option<&OwnMemory>) -> Vec<ServerRegion> {
    let bytes = |index| region_bytes(index, own);
    let info = |index| vfio_region_info {
        argsz: size_of::<vfio_region_info>() as u32,
        index,
        size: bytes(index),
        flags: if bytes(index) > 0 { VFIO_REGION_INFO_FLAG_READ | VFIO_REGION_INFO_FLAG_WRITE } else { 0 },
        ..vfio_region_info::default()
    };
    let region = |index| match own.filter(|_| index == VFIO_PCI_BAR2_REGION_INDEX) {
        Some(own) => {
            let mut region_info = info(index);
            region_info.flags |= VFIO_REGION_INFO_FLAG_MMAP;
            // QEMU asks for the file of regions that list what of them can be mapped, and of no others.
            let area = vfio_region_sparse_mmap_area { offset: 0, size: own.bytes };
            let (sparse_areas, mmap_fd) = (vec![SparseArea { area }], Some(own.file.as_raw_fd()));
            ServerRegion { region_info, sparse_areas, mmap_fd }
        }
        None => ServerRegion { region_info: info(index), sparse_areas: Vec::new(), mmap_fd: None },
    };
    (0..VFIO_PCI_NUM_REGIONS).map(region).collect()
}

/// Carries out a client's messages.
struct Backend {
    config: ConfigSpace,
    worker: Worker,
    /// Keeps the file of BAR 2 open; `None` for a card on its host's memory.
    own: Option<OwnMemory>,
}

impl Backend {
    /// The configuration space as after power-up.
    fn power_up(&mut self) {
        self.config = ConfigSpace::new(self.own.is_some());
    }

    /// Refuses an access beyond a region before anything is done for it: lengths are the client's.
    fn check(&self, region: u32, offset: u64, bytes: usize) -> io::Result<()> {
        let end = offset.checked_add(bytes as u64);
        match end.is_some_and(|end| end <= region_bytes(region, self.own.as_ref())) {
            true => Ok(()),
            false => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// Reads whole registers and takes the bytes that were asked for: reads have no side effects.
    fn read_bar(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(0);
        let first = offset & !3;
        for word in (first..offset.saturating_add(bytes.len() as u64)).step_by(4) {
            let Some(csr) = register(word) else { continue };
            let value = self.worker.call(move |function| function.card.read_register(csr))?.to_le_bytes();
            for (at, byte) in (word..).zip(value) {
                let index = at.checked_sub(offset).and_then(|index| usize::try_from(index).ok());
                if let Some(slot) = index.and_then(|index| bytes.get_mut(index)) {
                    *slot = byte;
                }
            }
        }
        Ok(())
    }

    /// Writes a register; anything but one aligned word is no access that the card has.
    fn write_bar(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let (Some(csr), Ok(word)) = (register(offset), <[u8; 4]>::try_from(bytes)) else {
            log::debug!("{} bytes written at {offset:#x} of BAR 0 reach no register", bytes.len());
            return Ok(());
        };
        let value = u32::from_le_bytes(word);
        self.worker.call(move |function| function.card.write_register(csr, value))
    }

    fn apply(&self, effect: Effect) -> io::Result<()> {
        log::debug!("configuration space: {effect:?}");
        match effect {
            Effect::BusMaster(enabled) => self.worker.call(move |function| function.bus_master = enabled),
            Effect::Reset => self.worker.call(Function::reset),
        }
    }
}

/// The register at a byte offset in BAR 0.
fn register(offset: u64) -> Option<Csr> {
    let offset = u32::try_from(offset).ok().filter(|&offset| offset < BLOCK_BYTES)?;
    Csr::at(offset)
}

impl ServerBackend for Backend {
    fn region_read(&mut self, region: u32, offset: u64, data: &mut [u8]) -> io::Result<()> {
        self.check(region, offset, data.len())?;
        match region {
            VFIO_PCI_BAR0_REGION_INDEX => self.read_bar(offset, data),
            VFIO_PCI_CONFIG_REGION_INDEX => {
                self.config.read(offset, data);
                Ok(())
            }
            VFIO_PCI_BAR2_REGION_INDEX if self.own.is_some() => {
                let length = data.len() as u64;
                let bytes = self
                    .worker
                    .call(move |function| function.card.memory().read(offset, length).map(<[u8]>::to_vec))?;
                data.copy_from_slice(&bytes.map_err(io::Error::other)?);
                Ok(())
            }
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn region_write(&mut self, region: u32, offset: u64, data: &[u8]) -> io::Result<()> {
        self.check(region, offset, data.len())?;
        match region {
            VFIO_PCI_BAR0_REGION_INDEX => self.write_bar(offset, data),
            VFIO_PCI_CONFIG_REGION_INDEX => {
                let effects = self.config.write(offset, data);
                if effects.contains(&Effect::Reset) {
                    self.power_up();
                }
                effects.into_iter().try_for_each(|effect| self.apply(effect))
            }
            VFIO_PCI_BAR2_REGION_INDEX if self.own.is_some() => {
                let bytes = data.to_vec();
                let write = move |function: &mut Function| function.card.memory_mut().write(offset, &bytes);
                self.worker.call(write)?.map_err(io::Error::other)
            }
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn dma_map(
        &mut self,
        flags: DmaMapFlags,
        offset: u64,
        address: u64,
        size: u64,
        fd: Option<File>,
    ) -> io::Result<()> {
        log::trace!("map {size:#x} bytes at {address:#x}, {flags:?}");
        if self.own.is_some() {
            return Ok(());
        }
        let Some(file) = fd else {
            // QEMU maps its ROMs this way. An access will be refused as by an IOMMU.
            log::debug!("{size:#x} bytes at {address:#x} come without a file: the card does not reach them");
            return Ok(());
        };
        let writable = flags.contains(DmaMapFlags::WRITE);
        self.worker.call(move |function| {
            let host = function.card.memory_mut().host_mut().expect("a PCI card's memory is its host's");
            host.map(address, size, &file, offset, writable).map_err(io::Error::other)
        })?
    }

    fn dma_unmap(&mut self, flags: DmaUnmapFlags, address: u64, size: u64) -> io::Result<()> {
        log::trace!("unmap {size:#x} bytes at {address:#x}, {flags:?}");
        if self.own.is_some() {
            return Ok(());
        }
        self.worker.call(move |function| {
            let host = function.card.memory_mut().host_mut().expect("a PCI card's memory is its host's");
            match flags.contains(DmaUnmapFlags::UNMAP_ALL) {
                true => host.unmap_all().map_err(io::Error::other),
                false => host.unmap(address, size).map_err(io::Error::other),
            }
        })?
    }

    /// A reset of the bus. Mappings belong to the bus and stay.
    fn reset(&mut self) -> io::Result<()> {
        self.power_up();
        self.worker.call(Function::reset)
    }

    fn set_irqs(&mut self, index: u32, flags: u32, start: u32, count: u32, fds: Vec<File>) -> io::Result<()> {
        log::trace!("interrupts {index}: flags {flags:#x}, vectors {start}..+{count}, {} files", fds.len());
        if index != VFIO_PCI_MSIX_IRQ_INDEX {
            return Ok(());
        }
        let vector = if flags & VFIO_IRQ_SET_DATA_EVENTFD != 0 { fds.into_iter().next() } else { None };
        match (start, count) {
            // No vectors: the interrupt is switched off.
            (0, 0) => self.worker.call(|function| function.set_vector(None)),
            (0, _) => self.worker.call(move |function| function.set_vector(vector)),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }
}
