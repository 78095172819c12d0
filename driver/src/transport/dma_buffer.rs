//! Contiguous memory on Zynq boards: a u-dma-buf device, or reserved memory that UIO maps.
//!
//! u-dma-buf appears in `/sys/class/u-dma-buf`, older versions of it in `/sys/class/udmabuf`. A buffer that is not
//! coherent with the processor's caches is synchronised by ioctl where the module has it (one call, free of races) and by
//! its files in `/sys` otherwise: what was written, in one piece, before the device hears of it ([`DmaBuffer::hand_over`]);
//! what is read, before it is read, in one piece where that was announced ([`DmaBuffer::take_back`]). Memory that UIO maps is
//! uncached and needs none of that.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::PathBuf;

use nix::errno::Errno;

use super::DeviceAddress;
use super::connect::ConnectError;
use super::system::System;
use crate::sys::SharedMemory;
use crate::sys::udmabuf::{Owner, synchronise};

/// Names of the module's class, the current one first.
const CLASSES: [&str; 2] = ["u-dma-buf", "udmabuf"];

/// Writes that are not farther apart than this are handed over together. Between them lies nothing that the device writes:
/// what is written between two doorbells is a program, the inputs of a job, or an entry of the submission queue.
const GAP_BYTES: usize = 4096;
/// As many pieces of memory wait to be handed over.
const PIECES: usize = 16;

/// How caches are kept in step with the device.
#[derive(Debug)]
enum Caches {
    /// There are none: every access goes to the memory.
    Uncached,
    /// The hardware does it.
    Coherent,
    /// By ioctl on the buffer's node.
    Ioctl(File),
    /// By the buffer's files in this directory.
    Files(PathBuf),
    /// Not at all, but on record: next owner, offset and bytes.
    #[cfg(test)]
    Recorded(std::cell::RefCell<Vec<(Owner, usize, usize)>>),
}

/// Memory that processor and device share, at an address that the device uses as it is.
#[derive(Debug)]
pub(super) struct DmaBuffer {
    memory: SharedMemory,
    address: DeviceAddress,
    caches: Caches,
    /// Written by the processor and not handed over yet.
    written: Vec<Range<usize>>,
    /// Read by the processor as it is, until the device may have written again.
    taken: Range<usize>,
}

impl DmaBuffer {
    /// Uncached memory at a physical address.
    pub(super) fn uncached(memory: SharedMemory, address: DeviceAddress) -> Self {
        Self::new(memory, address, Caches::Uncached)
    }

    fn new(memory: SharedMemory, address: DeviceAddress, caches: Caches) -> Self {
        Self { memory, address, caches, written: Vec::new(), taken: 0..0 }
    }

    /// Opens the u-dma-buf device `buffer`, or the only one there is.
    pub(super) fn open(system: &System, device: &str, buffer: Option<&str>) -> Result<Self, ConnectError> {
        let (class, name) = find(system, device, buffer)?;
        let directory = format!("sys/class/{class}/{name}");
        let attribute = |file: &str| {
            let path = format!("{directory}/{file}");
            system
                .number(&path)
                .ok_or_else(|| ConnectError::Attribute { device: device.into(), what: system.path(&path) })
        };
        let (address, bytes) = (attribute("phys_addr")?, attribute("size")?);
        let node = system.open_node(device, &format!("dev/{name}"))?;
        let length =
            usize::try_from(bytes).map_err(|_| ConnectError::MemoryBytes { device: device.into(), bytes })?;
        let memory = SharedMemory::map(&node, 0, length).map_err(|source| ConnectError::Os {
            device: device.into(),
            action: "cannot map the u-dma-buf device",
            source,
        })?;
        // An old module has no such file, and no coherent buffers that it could tell of.
        let coherent = system.number(format!("{directory}/dma_coherent")) == Some(1);
        let caches = if coherent { Caches::Coherent } else { caches(node, system.path(directory)) };
        Ok(Self::new(memory, address, caches))
    }

    /// Where the device reaches it.
    pub(super) fn address(&self) -> DeviceAddress {
        self.address
    }

    /// Its size in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.memory.bytes() as u64
    }

    /// Whether accesses of any size are cheap.
    pub(super) fn is_cached(&self) -> bool {
        !matches!(self.caches, Caches::Uncached)
    }

    fn is_synchronised(&self) -> bool {
        !matches!(self.caches, Caches::Uncached | Caches::Coherent)
    }

    /// Copies from `offset` on. False if part of it is outside.
    pub(super) fn read(&mut self, offset: usize, bytes: &mut [u8]) -> io::Result<bool> {
        if !self.contains(offset, bytes.len()) {
            return Ok(false);
        }
        if offset < self.taken.start || offset + bytes.len() > self.taken.end {
            self.synchronise_for_processor(offset, bytes.len())?;
        }
        Ok(self.memory.read(offset, bytes))
    }

    /// Copies to `offset` and on. False if part of it is outside. The device sees it after [`Self::hand_over`].
    pub(super) fn write(&mut self, offset: usize, bytes: &[u8]) -> io::Result<bool> {
        let written = self.memory.write(offset, bytes);
        if !written || bytes.is_empty() || !self.is_synchronised() {
            return Ok(written);
        }
        let end = offset + bytes.len();
        match self.written.last_mut() {
            Some(last) if (last.start..=last.end.saturating_add(GAP_BYTES)).contains(&offset) => {
                last.end = last.end.max(end);
            }
            _ => {
                if self.written.len() == PIECES {
                    self.hand_over()?;
                }
                self.written.push(offset..end);
            }
        }
        Ok(true)
    }

    /// Before the device may read: gives it what was written.
    pub(super) fn hand_over(&mut self) -> io::Result<()> {
        while let Some(piece) = self.written.last() {
            self.synchronise(piece.start, piece.len(), Owner::Device)?;
            self.written.pop();
        }
        Ok(())
    }

    /// Before reads within a range: has them see what the device wrote. False if part of it is outside.
    pub(super) fn take_back(&mut self, offset: usize, bytes: usize) -> io::Result<bool> {
        if !self.contains(offset, bytes) {
            return Ok(false);
        }
        self.synchronise_for_processor(offset, bytes)?;
        self.taken = offset..offset + bytes;
        Ok(true)
    }

    /// The device may have written since a range was taken back.
    pub(super) fn device_may_have_written(&mut self) {
        self.taken = 0..0;
    }

    /// What was written goes first: to drop a range from the caches would drop it.
    fn synchronise_for_processor(&mut self, offset: usize, bytes: usize) -> io::Result<()> {
        self.hand_over()?;
        self.synchronise(offset, bytes, Owner::Processor)
    }

    fn contains(&self, offset: usize, bytes: usize) -> bool {
        offset.checked_add(bytes).is_some_and(|end| end <= self.memory.bytes())
    }

    fn synchronise(&self, offset: usize, bytes: usize, next: Owner) -> io::Result<()> {
        match &self.caches {
            Caches::Uncached | Caches::Coherent => Ok(()),
            _ if bytes == 0 => Ok(()),
            #[cfg(test)]
            Caches::Recorded(record) => {
                record.borrow_mut().push((next, offset, bytes));
                Ok(())
            }
            Caches::Ioctl(node) => synchronise(node, offset as u64, bytes as u64, next),
            Caches::Files(directory) => {
                let set = |file: &str, value: usize| fs::write(directory.join(file), value.to_string());
                set("sync_offset", offset)?;
                set("sync_size", bytes)?;
                set("sync_direction", 0)?;
                let file = if next == Owner::Device { "sync_for_device" } else { "sync_for_cpu" };
                set(file, 1)
            }
        }
    }
}

/// Ioctl calls if the module answers to one that changes nothing.
fn caches(node: File, directory: PathBuf) -> Caches {
    match synchronise(&node, 0, 0, Owner::Device) {
        Err(error) if error.raw_os_error() == Some(Errno::ENOTTY as i32) => Caches::Files(directory),
        _ => Caches::Ioctl(node),
    }
}

/// Class and name of a u-dma-buf device.
fn find(system: &System, device: &str, buffer: Option<&str>) -> Result<(&'static str, String), ConnectError> {
    let all: Vec<(&str, String)> = CLASSES
        .into_iter()
        .flat_map(|class| {
            system.names(format!("sys/class/{class}")).into_iter().map(move |name| (class, name))
        })
        .collect();
    let names = || all.iter().map(|(_, name)| name.clone()).collect();
    let wanted = |name: &str| buffer.is_none_or(|buffer| buffer == name);
    let mut fitting = all.iter().filter(|(_, name)| wanted(name));
    match (fitting.next(), fitting.next()) {
        (Some((class, name)), None) => Ok((class, name.clone())),
        _ => Err(ConnectError::Buffer { device: device.into(), found: names() }),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    /// A tree with buffers of one page, each with its node as a plain file.
    fn tree(class: &str, buffers: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a directory");
        fs::create_dir_all(root.path().join("dev")).expect("is made");
        for (name, coherent) in buffers {
            let directory = root.path().join("sys/class").join(class).join(name);
            fs::create_dir_all(&directory).expect("is made");
            let files = [("phys_addr", "0x1f000000"), ("size", "4096"), ("dma_coherent", coherent)];
            for (file, text) in files {
                fs::write(directory.join(file), format!("{text}\n")).expect("writes");
            }
            File::create(root.path().join("dev").join(name))
                .and_then(|file| file.set_len(4096))
                .expect("node");
        }
        root
    }

    #[test]
    fn both_class_names_are_found() {
        for class in CLASSES {
            let root = tree(class, &[("udmabuf0", "1")]);
            let mut buffer = DmaBuffer::open(&System::below(root.path()), "uio:x", None).expect("opens");
            assert_eq!((buffer.address(), buffer.bytes()), (0x1f00_0000, 4096));
            assert!(buffer.write(4090, &[1, 2, 3, 4, 5, 6]).expect("writes"));
            assert!(!buffer.write(4091, &[0; 6]).expect("no error"), "outside");
            let mut bytes = [0; 3];
            assert!(buffer.read(4093, &mut bytes).expect("reads"));
            assert_eq!(bytes, [4, 5, 6]);
        }
    }

    #[test]
    fn a_buffer_must_be_named_where_there_are_several() {
        let root = tree("u-dma-buf", &[("a", "1"), ("b", "1")]);
        let system = System::below(root.path());
        let error = DmaBuffer::open(&system, "uio:x", None).expect_err("two");
        assert!(matches!(&error, ConnectError::Buffer { found, .. } if found == &["a", "b"]), "{error}");
        DmaBuffer::open(&system, "uio:x", Some("b")).expect("opens");
        assert!(DmaBuffer::open(&system, "uio:x", Some("c")).is_err());
    }

    #[test]
    fn an_old_module_is_synchronised_by_its_files() {
        let root = tree("udmabuf", &[("udmabuf0", "0")]);
        let mut buffer = DmaBuffer::open(&System::below(root.path()), "uio:x", None).expect("opens");
        assert!(matches!(buffer.caches, Caches::Files(_)), "a plain file has no ioctl");
        let text = |file: &str| {
            fs::read_to_string(root.path().join("sys/class/udmabuf/udmabuf0").join(file)).unwrap_or_default()
        };
        assert!(buffer.write(16, &[1; 32]).expect("writes"));
        assert_eq!(text("sync_offset"), "", "not before the device may read");
        buffer.hand_over().expect("is synchronised");
        assert_eq!((text("sync_offset"), text("sync_size")), ("16".into(), "32".into()));
        assert_eq!((text("sync_for_device"), text("sync_for_cpu")), ("1".into(), String::new()));
        assert!(buffer.read(0, &mut [0; 8]).expect("reads"));
        assert_eq!((text("sync_size"), text("sync_for_cpu")), ("8".into(), "1".into()));
    }

    /// A buffer of four pages, and what was synchronised since this was last asked.
    fn recorded() -> (DmaBuffer, impl Fn(&DmaBuffer) -> Vec<(Owner, usize, usize)>) {
        let memory = SharedMemory::anonymous(1 << 14).expect("maps");
        let log = |buffer: &DmaBuffer| match &buffer.caches {
            Caches::Recorded(record) => std::mem::take(&mut *record.borrow_mut()),
            _ => Vec::new(),
        };
        (DmaBuffer::new(memory, 1 << 20, Caches::Recorded(Default::default())), log)
    }

    #[test]
    fn what_is_written_in_many_pieces_is_handed_over_in_one() {
        let (mut buffer, log) = recorded();
        for sample in 0..64 {
            assert!(buffer.write(512 + 6 * sample, &[1; 2]).expect("writes"));
        }
        assert!(buffer.write(0, &[2; 128]).expect("writes"), "an entry of the queue");
        assert_eq!(log(&buffer), []);
        buffer.hand_over().expect("is synchronised");
        buffer.hand_over().expect("nothing is left");
        assert_eq!(log(&buffer), [(Owner::Device, 0, 128), (Owner::Device, 512, 63 * 6 + 2)]);
        for piece in 0..=PIECES {
            assert!(buffer.write((PIECES - piece) * 512, &[3; 4]).expect("writes"));
        }
        assert_eq!(log(&buffer).len(), PIECES, "more pieces than are remembered");
    }

    #[test]
    fn what_is_read_in_many_pieces_is_taken_back_once_and_again_after_the_device() {
        let (mut buffer, log) = recorded();
        let read = |buffer: &mut DmaBuffer| assert!(buffer.read(4100, &mut [0; 8]).expect("reads"));
        assert!(buffer.take_back(4096, 8192).expect("is synchronised"));
        (0..4).for_each(|_| read(&mut buffer));
        assert_eq!(log(&buffer), [(Owner::Processor, 4096, 8192)]);
        assert!(buffer.read(4095, &mut [0; 8]).expect("reads"), "partly outside of what was taken");
        assert_eq!(log(&buffer), [(Owner::Processor, 4095, 8)]);
        buffer.device_may_have_written();
        read(&mut buffer);
        assert_eq!(log(&buffer), [(Owner::Processor, 4100, 8)]);
        assert!(!buffer.take_back(8192, 8193).expect("no error"), "outside");
    }

    #[test]
    fn what_is_written_is_not_lost_where_a_range_is_taken_back() {
        let (mut buffer, log) = recorded();
        assert!(buffer.write(100, &[1; 8]).expect("writes"));
        assert!(buffer.read(64, &mut [0; 64]).expect("reads"));
        assert_eq!(log(&buffer), [(Owner::Device, 100, 8), (Owner::Processor, 64, 64)]);
    }
}
