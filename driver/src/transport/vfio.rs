//! `vfio:BDF`: a PCIe card through the kernel's VFIO, with no kernel module of this project.
//!
//! Registers are BAR 0, mapped. Memory is this process's, locked and mapped through the IOMMU (type 1, version 2), so
//! the card moves data without copies and reaches nothing else. Interrupts are MSI-X messages as events, or MSI where
//! the card has no MSI-X. Reset is the function-level reset. Structures and order of calls: kernel documentation,
//! `driver-api/vfio`.
//!
//! The card is opened by its own node with an iommufd where the kernel has them, and by group and container elsewhere
//! ([`interface`]); binding it to `vfio-pci` is the administrator's step (`ganax setup`).

pub(crate) mod interface;

use std::io;
use std::path::Path;
use std::time::Duration;

use interface::{IOMMU_NODE, Interface};
use iommufd_ioctls::IommufdError;

use isa::csr::{BLOCK_BYTES, Csr};
use isa::program::ALIGNMENT;
use nix::errno::Errno;
use nix::sys::resource::{Resource, getrlimit};
use vfio_bindings::bindings::vfio::{
    VFIO_PCI_BAR0_REGION_INDEX, VFIO_PCI_CONFIG_REGION_INDEX, VFIO_PCI_MSI_IRQ_INDEX,
    VFIO_PCI_MSIX_IRQ_INDEX, VFIO_REGION_INFO_FLAG_MMAP,
};
use vfio_ioctls::{VfioDevice, VfioError};
use vmm_sys_util::eventfd::{EFD_NONBLOCK, EventFd};

use super::connect::{ConnectError, VFIO_SCHEME};
use super::interrupt::{line_is_up, wait_for_line, wait_readable};
use super::system::{System, node_error};
use super::{DMA_BASE, DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake, pci};
use crate::sys::event;
use crate::sys::vfio_dma::DmaMapping;
use crate::sys::{RegisterBlock, SharedMemory, before_device_reads, before_host_reads};

/// The driver a card must be bound to.
const KERNEL_DRIVER: &str = "vfio-pci";
const CONTAINER_NODE: &str = "/dev/vfio/vfio";

/// A card behind VFIO.
pub struct VfioTransport {
    info: TransportInfo,
    registers: RegisterBlock,
    /// Before the device, so that the card has lost the memory when its file closes.
    memory: DmaMapping,
    device: VfioDevice,
    event: EventFd,
    has_interrupt: bool,
}

impl VfioTransport {
    /// Opens the card at a PCI address such as `0000:01:00.0`, with `memory_bytes` bytes of DMA memory.
    ///
    /// # Errors
    /// Each thing that commonly is not ready (no card, other driver, no IOMMU, group shared with other drivers,
    /// group in use, no interrupt remapping, limit of locked memory) has an error of its own.
    pub fn open(address: &str, memory_bytes: u64) -> Result<Self, ConnectError> {
        let name = format!("{VFIO_SCHEME}:{address}");
        let system = System::default();
        let group = check_binding(&system, &name, address)?;
        let interface = Interface::choose(&system, address, group);
        let place = Place { system: &system, name: &name, group, interface: &interface, memory_bytes };
        let explain = |error| explain(&place, error);
        let space = interface.address_space().map_err(explain)?;
        let path = system.path(format!("sys/bus/pci/devices/{address}"));
        let device = VfioDevice::new(&path, space.clone(), true).map_err(explain)?;
        let registers = map_registers(&name, &device)?;
        let bytes = usize::try_from(memory_bytes)
            .map_err(|_| ConnectError::MemoryBytes { device: name.clone(), bytes: memory_bytes })?;
        let os = |action| {
            let device = name.clone();
            move |source| ConnectError::Os { device, action, source }
        };
        let memory = SharedMemory::anonymous(bytes).map_err(os("cannot make DMA memory"))?;
        let memory = DmaMapping::new(space, memory, DMA_BASE).map_err(explain)?;
        let event = EventFd::new(EFD_NONBLOCK).map_err(os("cannot make an event"))?;
        let has_interrupt = enable_messages(&device, &event).map_err(explain)?;
        enable(&device);
        let info = TransportInfo {
            location: format!("PCI {address}, IOMMU group {group}, by {interface}"),
            memory_base: memory.address(),
            memory_bytes,
            alignment: ALIGNMENT as u64,
            name,
        };
        Ok(Self { info, registers, memory, device, event, has_interrupt })
    }

    fn outside(&self, address: DeviceAddress, bytes: usize) -> TransportError {
        let transport = self.info.name.clone();
        TransportError::MemoryRange { transport, address, bytes: bytes as u64 }
    }

    fn offset_error(&self, offset: u32) -> TransportError {
        TransportError::RegisterOffset { transport: self.info.name.clone(), offset }
    }

    /// Where an address is in the memory; the memory itself refuses what is beyond its end.
    fn position(&self, address: DeviceAddress) -> Option<usize> {
        usize::try_from(address.checked_sub(self.memory.address())?).ok()
    }

    /// Sleeps until a message arrives; true if one did.
    fn sleep(&self, wall: Duration) -> Result<bool, TransportError> {
        if !self.has_interrupt {
            std::thread::sleep(wall);
            return Ok(false);
        }
        let os = |source| TransportError::Os {
            transport: self.info.name.clone(),
            action: "cannot wait for an interrupt",
            source,
        };
        if !wait_readable(event::borrow(&self.event), wall).map_err(os)? {
            return Ok(false);
        }
        match self.event.read() {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(true),
            Err(error) => Err(os(error)),
        }
    }
}

/// Has the card's first message raise `event`: MSI-X where the card has it, else MSI. False if it has neither.
fn enable_messages(device: &VfioDevice, event: &EventFd) -> Result<bool, VfioError> {
    let has = |index| device.get_irq_info(index).is_some_and(|irq| irq.count > 0);
    if has(VFIO_PCI_MSIX_IRQ_INDEX) {
        device.enable_msix(vec![event])?;
    } else if has(VFIO_PCI_MSI_IRQ_INDEX) {
        device.enable_msi(vec![event])?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// The IOMMU group of a card that is there and bound to `vfio-pci`.
fn check_binding(system: &System, name: &str, address: &str) -> Result<u32, ConnectError> {
    let card = format!("sys/bus/pci/devices/{address}");
    let device = || name.to_owned();
    if !system.path(&card).exists() {
        return Err(ConnectError::NotFound { device: device(), what: system.path(&card) });
    }
    let bound = system.link_name(format!("{card}/driver"));
    if bound.as_deref() != Some(KERNEL_DRIVER) {
        return Err(ConnectError::Binding { device: device(), expected: KERNEL_DRIVER, found: bound });
    }
    let group = system.link_name(format!("{card}/iommu_group")).and_then(|group| group.parse().ok());
    group.ok_or_else(|| ConnectError::NoIommu { device: device() })
}

/// What was to be opened, and how.
struct Place<'a> {
    system: &'a System,
    name: &'a str,
    group: u32,
    interface: &'a Interface,
    memory_bytes: u64,
}

/// What an error of the kernel means and what can be done about it.
fn explain(place: &Place<'_>, error: VfioError) -> ConnectError {
    let &Place { system, name, group, interface, memory_bytes } = place;
    let device = name.to_owned();
    let is = |error: vmm_sys_util::errno::Error, wanted: Errno| error.errno() == wanted as i32;
    match error {
        VfioError::OpenContainer(error) => node_error(name, CONTAINER_NODE.into(), error),
        VfioError::OpenGroup(error, group) => node_error(name, Path::new("/dev/vfio").join(group), error),
        VfioError::GroupViable => {
            ConnectError::GroupNotViable { device, group, others: others(system, group) }
        }
        VfioError::NewVfioIommufd(IommufdError::OpenIommufd(error)) => {
            node_error(name, system.path(IOMMU_NODE), error)
        }
        VfioError::OpenDeviceCdev(error) => node_error(name, interface.node(system), error),
        VfioError::ContainerSetIOMMU(error) | VfioError::VfioDeviceBindIommufd(error)
            if is(error, Errno::EPERM) =>
        {
            ConnectError::NoInterruptRemapping { device, module: interface.module() }
        }
        // A node can be opened twice, but only the first one has the card.
        VfioError::VfioDeviceBindIommufd(error) if is(error, Errno::EINVAL) || is(error, Errno::EBUSY) => {
            ConnectError::InUse { device, holder: system.process_with(&interface.node(system)) }
        }
        VfioError::IommuDmaMap(error) | VfioError::IommufdIoctlError(IommufdError::IommuIoasMap(error))
            if is(error, Errno::ENOMEM) || is(error, Errno::EPERM) =>
        {
            let limit = getrlimit(Resource::RLIMIT_MEMLOCK).map_or(0, |(soft, _)| soft);
            ConnectError::LockedMemory { device, needed: memory_bytes, limit }
        }
        other => ConnectError::Os { device, action: "VFIO refuses", source: io::Error::other(other) },
    }
}

/// Cards of a group that another driver has.
fn others(system: &System, group: u32) -> Vec<String> {
    let cards = system.names(format!("sys/kernel/iommu_groups/{group}/devices"));
    let driver = |card: &String| system.link_name(format!("sys/bus/pci/devices/{card}/driver"));
    let other = |card: String| match driver(&card) {
        Some(driver) if driver != KERNEL_DRIVER && driver != "pcieport" => Some(format!("{card} ({driver})")),
        _ => None,
    };
    cards.into_iter().filter_map(other).collect()
}

fn map_registers(name: &str, device: &VfioDevice) -> Result<RegisterBlock, ConnectError> {
    let bytes = device.get_region_size(VFIO_PCI_BAR0_REGION_INDEX);
    let mappable = device.get_region_flags(VFIO_PCI_BAR0_REGION_INDEX) & VFIO_REGION_INFO_FLAG_MMAP != 0;
    if bytes < u64::from(BLOCK_BYTES) || !mappable {
        return Err(ConnectError::RegisterBlock { device: name.into(), bytes, needed: BLOCK_BYTES });
    }
    let offset = device.get_region_offset(VFIO_PCI_BAR0_REGION_INDEX);
    RegisterBlock::map(device, offset, BLOCK_BYTES as usize).map_err(|source| ConnectError::Os {
        device: name.into(),
        action: "cannot map BAR 0",
        source,
    })
}

/// Has BARs decoded and DMA allowed.
fn enable(device: &VfioDevice) {
    let mut command = [0; 2];
    device.region_read(VFIO_PCI_CONFIG_REGION_INDEX, &mut command, pci::COMMAND);
    let command = pci::enabled(u16::from_le_bytes(command)).to_le_bytes();
    device.region_write(VFIO_PCI_CONFIG_REGION_INDEX, &command, pci::COMMAND);
}

impl Transport for VfioTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.registers.read(offset).ok_or_else(|| self.offset_error(offset))
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        before_device_reads();
        self.registers.write(offset, value).ok_or_else(|| self.offset_error(offset))
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        before_host_reads();
        match self.position(address).is_some_and(|position| self.memory.memory().read(position, bytes)) {
            true => Ok(()),
            false => Err(self.outside(address, bytes.len())),
        }
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        match self.position(address).is_some_and(|position| self.memory.memory().write(position, bytes)) {
            true => Ok(()),
            false => Err(self.outside(address, bytes.len())),
        }
    }

    fn memory_in_place(&self) -> bool {
        true
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        let read =
            |csr: Csr| self.registers.read(csr.offset()).ok_or_else(|| self.offset_error(csr.offset()));
        wait_for_line(budget.wall, || line_is_up(read), |wall| self.sleep(wall))
    }

    /// Function-level reset where the card has one. One that has not is left to the soft reset that the driver
    /// always does.
    fn reset(&mut self) -> Result<(), TransportError> {
        self.device.reset();
        enable(&self.device);
        Ok(())
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use vmm_sys_util::errno::Error;

    /// Errors as the kernel gives them to the calls of either interface.
    #[test]
    fn what_commonly_goes_wrong_says_what_to_do() {
        let system = System::default();
        let said = |interface: Interface, error: VfioError| {
            let (name, memory_bytes) = ("vfio:0000:01:00.0", 1 << 28);
            let place = Place { system: &system, name, group: 7, interface: &interface, memory_bytes };
            explain(&place, error).to_string()
        };
        let errno = |errno: Errno| Error::new(errno as i32);
        let (group, node) = (Interface::Group(7), Interface::Device("vfio0".into()));
        let mapped = |errno| VfioError::IommufdIoctlError(IommufdError::IommuIoasMap(errno));
        let denied = || io::Error::from_raw_os_error(Errno::EACCES as i32);
        for (interface, error, part) in [
            (&group, VfioError::ContainerSetIOMMU(errno(Errno::EPERM)), "module vfio_iommu_type1 the"),
            (&node, VfioError::VfioDeviceBindIommufd(errno(Errno::EPERM)), "module iommufd the"),
            (&group, VfioError::IommuDmaMap(errno(Errno::ENOMEM)), "ulimit -l"),
            (&node, mapped(errno(Errno::ENOMEM)), "ulimit -l"),
            (&node, VfioError::VfioDeviceBindIommufd(errno(Errno::EINVAL)), "in use by"),
            (&node, VfioError::OpenDeviceCdev(denied()), "no permission for /dev/vfio/devices/vfio0"),
            (
                &node,
                VfioError::NewVfioIommufd(IommufdError::OpenIommufd(denied())),
                "no permission for /dev/iommu",
            ),
        ] {
            let text = said(interface.clone(), error);
            assert!(text.contains(part) && text.lines().count() == 1, "{text}");
        }
    }
}
