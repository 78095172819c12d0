//! `vfio-user:PATH`: a software device behind a Unix socket, with no virtual machine in between.
//!
//! What the driver does here is what it does on VFIO (BAR 0, DMA memory mapped at device addresses, MSI-X, bus
//! master, reset), in messages to the device server instead of system calls. The memory is shared with the server, so
//! the device works on it in place. The protocol is in [`connection`].

mod connection;

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

use isa::csr::{BLOCK_BYTES, Csr};
use isa::program::ALIGNMENT;
use nix::sys::eventfd::{EfdFlags, EventFd};
use vfio_bindings::bindings::vfio::{
    VFIO_DEVICE_FLAGS_PCI, VFIO_IRQ_SET_ACTION_TRIGGER, VFIO_IRQ_SET_DATA_EVENTFD,
    VFIO_PCI_BAR0_REGION_INDEX, VFIO_PCI_CONFIG_REGION_INDEX, VFIO_PCI_MSIX_IRQ_INDEX,
};

use super::connect::{ConnectError, VFIO_USER_SCHEME};
use super::interrupt::{line_is_up, wait_for_line, wait_readable};
use super::{DMA_BASE, DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake, lock, pci};
use crate::sys::{SharedMemory, sealed_file};
use connection::Connection;
pub use connection::ProtocolError;

/// A device behind a device server.
#[derive(Debug)]
pub struct VfioUserTransport {
    info: TransportInfo,
    path: PathBuf,
    /// Keeps other drivers out; the server itself serves one client at a time.
    _lock: File,
    memory: SharedMemory,
    /// The memory as the server is given it.
    memory_file: File,
    event: EventFd,
    /// None after a reset that found no server.
    connection: Option<Connection>,
    interrupt: bool,
}

impl VfioUserTransport {
    /// Connects to the server at `path` and gives it `memory_bytes` bytes of memory to work on, a multiple of the
    /// page size.
    ///
    /// # Errors
    /// No server, one that is in use or hangs, or a device that is no GANAX card on a PCI bus.
    pub fn open(path: &Path, memory_bytes: u64) -> Result<Self, ConnectError> {
        let name = format!("{VFIO_USER_SCHEME}:{}", path.display());
        let os = |action| {
            let name = name.clone();
            move |source| ConnectError::Os { device: name, action, source }
        };
        if !path.exists() {
            return Err(ConnectError::NotFound { device: name, what: path.into() });
        }
        let lock_path = path.with_added_extension("lock");
        let lock_file = File::options()
            .create(true)
            .append(true)
            .open(&lock_path)
            .map_err(os("cannot create the lock beside the socket"))?;
        if let Err(in_use) = lock::lock(&lock_file).map_err(os("cannot lock the device"))? {
            return Err(ConnectError::InUse { device: name, holder: in_use.holder });
        }
        let memory_file = sealed_file(memory_bytes).map_err(os("cannot make DMA memory"))?;
        let bytes = usize::try_from(memory_bytes)
            .map_err(|_| ConnectError::MemoryBytes { device: name.clone(), bytes: memory_bytes })?;
        let memory = SharedMemory::map(&memory_file, 0, bytes).map_err(os("cannot map DMA memory"))?;
        let event = EventFd::from_flags(EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC)
            .map_err(|error| os("cannot make an event")(error.into()))?;
        let mut transport = Self {
            info: TransportInfo {
                name: name.clone(),
                location: path.display().to_string(),
                memory_base: DMA_BASE,
                memory_bytes,
                alignment: ALIGNMENT as u64,
            },
            path: path.into(),
            _lock: lock_file,
            memory,
            memory_file,
            event,
            connection: None,
            interrupt: false,
        };
        transport.connect().map_err(|source| ConnectError::VfioUser { device: name, source })?;
        Ok(transport)
    }

    /// Connects and sets the device up for DMA and interrupts. Changes no register of the device.
    fn connect(&mut self) -> Result<(), ProtocolError> {
        let mut connection = Connection::open(&self.path)?;
        let (flags, ..) = connection.device_info()?;
        let bar_bytes = connection.region_bytes(VFIO_PCI_BAR0_REGION_INDEX)?;
        if flags & VFIO_DEVICE_FLAGS_PCI == 0 || bar_bytes < u64::from(BLOCK_BYTES) {
            return Err(ProtocolError::Malformed { command: "DEVICE_GET_INFO" });
        }
        connection.map(DMA_BASE, self.info.memory_bytes, self.memory_file.as_fd())?;
        self.interrupt = connection.interrupt_vectors(VFIO_PCI_MSIX_IRQ_INDEX)? > 0;
        if self.interrupt {
            let flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER;
            connection.set_interrupt(VFIO_PCI_MSIX_IRQ_INDEX, flags, self.event.as_fd())?;
        }
        enable_bus_master(&mut connection)?;
        self.connection = Some(connection);
        Ok(())
    }

    /// Does something over the connection and gives its failure the transport's name.
    fn with<T>(
        &mut self,
        action: &'static str,
        ask: impl FnOnce(&mut Connection) -> Result<T, ProtocolError>,
    ) -> Result<T, TransportError> {
        let result = self.connection.as_mut().ok_or(ProtocolError::Gone).and_then(ask);
        result.map_err(|source| self.failed(action, source))
    }

    fn failed(&mut self, action: &'static str, source: ProtocolError) -> TransportError {
        let transport = self.info.name.clone();
        match source {
            ProtocolError::Gone => TransportError::Disconnected { transport },
            // An answer that comes after all would be taken for that of a later message.
            ProtocolError::NoAnswer => {
                self.connection = None;
                TransportError::NoAnswer { transport, action, deadline: connection::ANSWER_DEADLINE }
            }
            other => TransportError::Os { transport, action, source: io::Error::other(other) },
        }
    }

    fn check_offset(&self, offset: u32) -> Result<(), TransportError> {
        match offset < BLOCK_BYTES && offset.is_multiple_of(4) {
            true => Ok(()),
            false => Err(TransportError::RegisterOffset { transport: self.info.name.clone(), offset }),
        }
    }

    fn outside(&self, address: DeviceAddress, bytes: usize) -> TransportError {
        let transport = self.info.name.clone();
        TransportError::MemoryRange { transport, address, bytes: bytes as u64 }
    }

    /// Where an address is in the memory; the memory itself refuses what is beyond its end.
    fn position(&self, address: DeviceAddress) -> Option<usize> {
        usize::try_from(address.checked_sub(DMA_BASE)?).ok()
    }
}

fn enable_bus_master(connection: &mut Connection) -> Result<(), ProtocolError> {
    let mut command = [0; 2];
    connection.read(VFIO_PCI_CONFIG_REGION_INDEX, pci::COMMAND, &mut command)?;
    let command = pci::enabled(u16::from_le_bytes(command)).to_le_bytes();
    connection.write(VFIO_PCI_CONFIG_REGION_INDEX, pci::COMMAND, &command)
}

impl Transport for VfioUserTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.check_offset(offset)?;
        let mut word = [0; 4];
        self.with("cannot read a register", |connection| {
            connection.read(VFIO_PCI_BAR0_REGION_INDEX, offset.into(), &mut word)
        })?;
        Ok(u32::from_le_bytes(word))
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.check_offset(offset)?;
        crate::sys::before_device_reads();
        self.with("cannot write a register", |connection| {
            connection.write(VFIO_PCI_BAR0_REGION_INDEX, offset.into(), &value.to_le_bytes())
        })
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        crate::sys::before_host_reads();
        match self.position(address).is_some_and(|position| self.memory.read(position, bytes)) {
            true => Ok(()),
            false => Err(self.outside(address, bytes.len())),
        }
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        match self.position(address).is_some_and(|position| self.memory.write(position, bytes)) {
            true => Ok(()),
            false => Err(self.outside(address, bytes.len())),
        }
    }

    fn memory_in_place(&self) -> bool {
        true
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        // Both closures need the transport, one after the other.
        let this = std::cell::RefCell::new(self);
        wait_for_line(
            budget.wall,
            || line_is_up(|csr: Csr| this.borrow_mut().read_register(csr.offset())),
            |wall| {
                let this = this.borrow();
                let os = |source| TransportError::Os {
                    transport: this.info.name.clone(),
                    action: "cannot wait for an interrupt",
                    source,
                };
                if !wait_readable(this.event.as_fd(), wall).map_err(os)? {
                    return Ok(false);
                }
                match this.event.read() {
                    Ok(_) | Err(nix::errno::Errno::EAGAIN) => Ok(true),
                    Err(error) => Err(os(error.into())),
                }
            },
        )
    }

    /// Resets the device; connects again if the server was gone and has come back.
    fn reset(&mut self) -> Result<(), TransportError> {
        let result = match self.connection.as_mut().map(Connection::reset) {
            Some(Ok(())) => self.connection.as_mut().map_or(Ok(()), enable_bus_master),
            None | Some(Err(ProtocolError::Gone)) => {
                self.connection = None;
                self.connect()
            }
            Some(Err(error)) => Err(error),
        };
        match result {
            // No server at the path is the same to the caller as one that has gone.
            Err(ProtocolError::Os(error))
                if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) =>
            {
                Err(self.failed("cannot reset the device", ProtocolError::Gone))
            }
            result => result.map_err(|source| self.failed("cannot reset the device", source)),
        }
    }
}
