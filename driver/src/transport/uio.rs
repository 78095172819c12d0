//! `uio:NAME`: the device on a Zynq board (or any AXI bus) behind the kernel's UIO.
//!
//! Registers are map 0. Memory is map 1 where the device has one (reserved memory), otherwise a u-dma-buf device; its
//! physical addresses are the device's. Without an IOMMU nothing but the device's own segment check keeps a wrong
//! program out of the rest of memory. The interrupt is a count that is read from the node and enabled by writing 1 to
//! it (kernel documentation, `driver-api/uio-howto`).
//!
//! There is no reset over UIO: only the soft reset register, which [`crate::Device`] always uses.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::thread;
use std::time::Duration;

use isa::csr::{BLOCK_BYTES, Csr};
use isa::program::ALIGNMENT;
use nix::unistd::{SysconfVar, sysconf};

use super::connect::ConnectError;
use super::dma_buffer::DmaBuffer;
use super::interrupt::{line_is_up, wait_for_line, wait_readable};
use super::system::System;
use super::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake, lock, soft_reset};
use crate::sys::{RegisterBlock, SharedMemory, before_device_reads, before_host_reads};

/// The prefix of names that open this transport.
pub const SCHEME: &str = "uio";

/// A device behind UIO.
#[derive(Debug)]
pub struct UioTransport {
    info: TransportInfo,
    registers: RegisterBlock,
    memory: DmaBuffer,
    node: File,
    /// Whether the node takes the command to enable the interrupt; otherwise waits are polling intervals.
    has_interrupt: bool,
}

/// One map of a UIO device, from its files in `/sys`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Map {
    index: u64,
    address: u64,
    bytes: u64,
    /// Of its first byte in its first page.
    offset: u64,
}

impl Map {
    fn read(system: &System, node: &str, index: u64) -> Option<Self> {
        let number = |file| system.number(format!("sys/class/uio/{node}/maps/map{index}/{file}"));
        Some(Self {
            index,
            address: number("addr")?,
            bytes: number("size")?,
            offset: number("offset").unwrap_or(0),
        })
    }

    /// Where the map is in the node: map K begins at page K, in the pages of this kernel.
    fn position(&self) -> u64 {
        let page_bytes = sysconf(SysconfVar::PAGE_SIZE).ok().flatten();
        let page_bytes = page_bytes.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or(4096);
        self.index * page_bytes + self.offset
    }
}

impl UioTransport {
    /// Opens the device whose name in the device tree, or whose node, is `place`. `buffer` names the u-dma-buf device
    /// for one that has no memory of its own; it need not be named where there is only one.
    ///
    /// # Errors
    /// No such device, one in use, no permission, no register block, or no memory.
    pub fn open(system: &System, place: &str, buffer: Option<&str>) -> Result<Self, ConnectError> {
        let name = format!("{SCHEME}:{place}");
        let node_name = find(system, place).ok_or_else(|| ConnectError::NotFound {
            device: name.clone(),
            what: system.path("sys/class/uio").join(place),
        })?;
        let os = |action| {
            let device = name.clone();
            move |source| ConnectError::Os { device, action, source }
        };
        let node = system.open_node(&name, &format!("dev/{node_name}"))?;
        if let Err(in_use) = lock::lock(&node).map_err(os("cannot lock the device"))? {
            return Err(ConnectError::InUse { device: name, holder: in_use.holder });
        }
        let block = Map::read(system, &node_name, 0).filter(|map| map.bytes >= BLOCK_BYTES.into());
        let Some(block) = block else {
            let bytes = Map::read(system, &node_name, 0).map_or(0, |map| map.bytes);
            return Err(ConnectError::RegisterBlock { device: name, bytes, needed: BLOCK_BYTES });
        };
        let registers = RegisterBlock::map(&node, block.position(), BLOCK_BYTES as usize)
            .map_err(os("cannot map the registers"))?;
        let reserved = Map::read(system, &node_name, 1).filter(|_| buffer.is_none());
        let memory = match reserved {
            Some(map) => {
                let bytes = usize::try_from(map.bytes)
                    .map_err(|_| ConnectError::MemoryBytes { device: name.clone(), bytes: map.bytes })?;
                let memory = SharedMemory::map(&node, map.position(), bytes)
                    .map_err(os("cannot map the reserved memory"))?;
                DmaBuffer::uncached(memory, map.address)
            }
            None => DmaBuffer::open(system, &name, buffer)?,
        };
        let info = TransportInfo {
            location: system.path(format!("dev/{node_name}")).display().to_string(),
            memory_base: memory.address(),
            memory_bytes: memory.bytes(),
            alignment: ALIGNMENT as u64,
            name,
        };
        Ok(Self { info, registers, memory, node, has_interrupt: true })
    }

    fn offset_error(&self, offset: u32) -> TransportError {
        TransportError::RegisterOffset { transport: self.info.name.clone(), offset }
    }

    fn failed(&self, action: &'static str) -> impl Fn(std::io::Error) -> TransportError {
        let transport = self.info.name.clone();
        move |source| TransportError::Os { transport: transport.clone(), action, source }
    }

    fn position(&self, address: DeviceAddress) -> Option<usize> {
        usize::try_from(address.checked_sub(self.memory.address())?).ok()
    }

    /// The result of a copy of `bytes` bytes: an error of the system, or a range that is no memory.
    fn check(
        &self,
        copied: std::io::Result<Option<bool>>,
        action: &'static str,
        address: DeviceAddress,
        bytes: usize,
    ) -> Result<(), TransportError> {
        match copied.map_err(self.failed(action))? {
            Some(true) => Ok(()),
            _ => {
                let transport = self.info.name.clone();
                Err(TransportError::MemoryRange { transport, address, bytes: bytes as u64 })
            }
        }
    }
}

/// The node of a UIO device, by its node name or the name its driver gave it.
fn find(system: &System, place: &str) -> Option<String> {
    let nodes = system.names("sys/class/uio");
    let named = |node: &&String| {
        *node == place || system.read(format!("sys/class/uio/{node}/name")).as_deref() == Some(place)
    };
    nodes.iter().find(named).cloned()
}

/// Enables the interrupt and sleeps until it comes; true if it did. `None` if the node has no interrupt to enable.
///
/// The handler has masked the interrupt when it came; a line that is still up raises it again at once.
fn sleep(mut node: &File, wall: Duration) -> std::io::Result<Option<bool>> {
    if node.write_all(&1u32.to_ne_bytes()).is_err() {
        return Ok(None);
    }
    if !wait_readable(node.as_fd(), wall)? {
        return Ok(Some(false));
    }
    node.read_exact(&mut [0; 4])?;
    Ok(Some(true))
}

impl Transport for UioTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.memory.device_may_have_written();
        self.registers.read(offset).ok_or_else(|| self.offset_error(offset))
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.memory.hand_over().map_err(self.failed("cannot hand memory over to the device"))?;
        self.memory.device_may_have_written();
        before_device_reads();
        self.registers.write(offset, value).ok_or_else(|| self.offset_error(offset))
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        before_host_reads();
        let length = bytes.len();
        let copied = self.position(address).map(|position| self.memory.read(position, bytes)).transpose();
        self.check(copied, "cannot read device memory", address, length)
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        let copied = self.position(address).map(|position| self.memory.write(position, bytes)).transpose();
        self.check(copied, "cannot write device memory", address, bytes.len())
    }

    /// Reserved memory is not cached: it is better read and written in whole words and in order.
    fn memory_in_place(&self) -> bool {
        self.memory.is_cached()
    }

    fn announce_reads(&mut self, address: DeviceAddress, bytes: u64) -> Result<(), TransportError> {
        let length = usize::try_from(bytes).unwrap_or(usize::MAX);
        let taken = self.position(address).map(|position| self.memory.take_back(position, length));
        self.check(taken.transpose(), "cannot take memory back from the device", address, length)
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        self.memory.device_may_have_written();
        let has_interrupt = std::cell::Cell::new(self.has_interrupt);
        let read =
            |csr: Csr| self.registers.read(csr.offset()).ok_or_else(|| self.offset_error(csr.offset()));
        let wake = wait_for_line(
            budget.wall,
            || line_is_up(read),
            |wall| {
                let failed = self.failed("cannot wait for an interrupt");
                if has_interrupt.get() {
                    match sleep(&self.node, wall).map_err(failed)? {
                        Some(woken) => return Ok(woken),
                        None => has_interrupt.set(false),
                    }
                }
                thread::sleep(wall);
                Ok(false)
            },
        );
        self.has_interrupt = has_interrupt.get();
        wake
    }

    /// The soft reset is all that UIO offers.
    fn reset(&mut self) -> Result<(), TransportError> {
        soft_reset(self)
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use std::fs;
    use std::os::unix::fs::FileExt;

    /// A device with a register block in page 0 and two pages of reserved memory from page 1 on.
    fn tree(maps: &[(&str, &str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a directory");
        fs::create_dir_all(root.path().join("dev")).expect("is made");
        let class = root.path().join("sys/class/uio/uio3");
        for (index, (address, bytes, offset)) in maps.iter().enumerate() {
            let map = class.join(format!("maps/map{index}"));
            fs::create_dir_all(&map).expect("is made");
            for (file, text) in [("addr", address), ("size", bytes), ("offset", offset)] {
                fs::write(map.join(file), format!("{text}\n")).expect("writes");
            }
        }
        fs::create_dir_all(&class).expect("is made");
        fs::write(class.join("name"), "ganax\n").expect("writes");
        File::create(root.path().join("dev/uio3")).and_then(|node| node.set_len(5 << 12)).expect("a node");
        root
    }

    const TWO_MAPS: [(&str, &str, &str); 2] =
        [("0xa0000000", "0x1000", "0x0"), ("0x7ff00000", "0x2000", "0x10")];

    #[test]
    fn a_device_is_found_by_name_and_by_node_and_mapped_where_the_kernel_says() {
        for place in ["ganax", "uio3"] {
            let root = tree(&TWO_MAPS);
            let system = System::below(root.path());
            let mut device = UioTransport::open(&system, place, None).expect("opens");
            let info = device.info().clone();
            assert_eq!((info.memory_base, info.memory_bytes), (0x7ff0_0000, 0x2000));
            device.write_register(Csr::Scratch.offset(), 0x1122_3344).expect("a register");
            device.write_memory(0x7ff0_0003, &[9; 7]).expect("memory");
            let node = File::open(root.path().join("dev/uio3")).expect("opens");
            let mut bytes = [0; 4];
            node.read_exact_at(&mut bytes, Csr::Scratch.offset().into()).expect("reads");
            assert_eq!(bytes, [0x44, 0x33, 0x22, 0x11]);
            node.read_exact_at(&mut bytes, 0x1013).expect("reads");
            assert_eq!(bytes, [9; 4], "page 1, offset 16, byte 3");
            assert!(matches!(
                device.read_memory(0x7ff0_1fff, &mut [0; 2]),
                Err(TransportError::MemoryRange { .. })
            ));
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let root = tree(&TWO_MAPS);
        let system = System::below(root.path());
        let open = |place, buffer| UioTransport::open(&system, place, buffer).expect_err("is refused");
        assert!(matches!(open("other", None), ConnectError::NotFound { .. }));
        assert!(matches!(open("ganax", Some("udmabuf0")), ConnectError::Buffer { .. }));
        let small = tree(&[("0xa0000000", "0x800", "0x0")]);
        let error = UioTransport::open(&System::below(small.path()), "ganax", None).expect_err("too small");
        assert!(matches!(error, ConnectError::RegisterBlock { bytes: 0x800, .. }), "{error}");
    }

    #[test]
    fn a_second_user_is_refused() {
        let root = tree(&TWO_MAPS);
        let system = System::below(root.path());
        let _first = UioTransport::open(&system, "ganax", None).expect("opens");
        let second = UioTransport::open(&system, "uio3", None).expect_err("in use");
        assert!(matches!(second, ConnectError::InUse { holder: Some(pid), .. } if pid == std::process::id()));
    }
}
