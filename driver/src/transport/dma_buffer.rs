//! Contiguous memory on Zynq boards: a u-dma-buf device, or reserved memory that UIO maps.
//!
//! u-dma-buf appears in `/sys/class/u-dma-buf`, older versions of it in `/sys/class/udmabuf`. A buffer that is not
//! coherent with the processor's caches is synchronised around every copy, by ioctl where the module has it (one call,
//! free of races) and by its files in `/sys` otherwise. Memory that UIO maps is uncached and needs none of that.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;

use nix::errno::Errno;

use super::DeviceAddress;
use super::connect::ConnectError;
use super::system::System;
use crate::sys::SharedMemory;
use crate::sys::udmabuf::{Owner, synchronise};

/// Names of the module's class, the current one first.
const CLASSES: [&str; 2] = ["u-dma-buf", "udmabuf"];

/// How caches are kept in step with the device.
#[derive(Debug)]
enum Caches {
    /// Coherent, or not cached: nothing to do.
    Coherent,
    /// By ioctl on the buffer's node.
    Ioctl(File),
    /// By the buffer's files in this directory.
    Files(PathBuf),
}

/// Memory that processor and device share, at an address that the device uses as it is.
#[derive(Debug)]
pub(super) struct DmaBuffer {
    memory: SharedMemory,
    address: DeviceAddress,
    caches: Caches,
}

impl DmaBuffer {
    /// Uncached memory at a physical address.
    pub(super) fn uncached(memory: SharedMemory, address: DeviceAddress) -> Self {
        Self { memory, address, caches: Caches::Coherent }
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
        Ok(Self { memory, address, caches })
    }

    pub(super) fn address(&self) -> DeviceAddress {
        self.address
    }

    pub(super) fn bytes(&self) -> u64 {
        self.memory.bytes() as u64
    }

    /// Copies from `offset` on. False if part of it is outside.
    pub(super) fn read(&self, offset: usize, bytes: &mut [u8]) -> io::Result<bool> {
        if !self.contains(offset, bytes.len()) {
            return Ok(false);
        }
        self.synchronise(offset, bytes.len(), Owner::Processor)?;
        Ok(self.memory.read(offset, bytes))
    }

    /// Copies to `offset` and on. False if part of it is outside.
    pub(super) fn write(&self, offset: usize, bytes: &[u8]) -> io::Result<bool> {
        let written = self.memory.write(offset, bytes);
        if written {
            self.synchronise(offset, bytes.len(), Owner::Device)?;
        }
        Ok(written)
    }

    fn contains(&self, offset: usize, bytes: usize) -> bool {
        offset.checked_add(bytes).is_some_and(|end| end <= self.memory.bytes())
    }

    fn synchronise(&self, offset: usize, bytes: usize, next: Owner) -> io::Result<()> {
        match &self.caches {
            Caches::Coherent => Ok(()),
            _ if bytes == 0 => Ok(()),
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
            let buffer = DmaBuffer::open(&System::below(root.path()), "uio:x", None).expect("opens");
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
        let buffer = DmaBuffer::open(&System::below(root.path()), "uio:x", None).expect("opens");
        assert!(matches!(buffer.caches, Caches::Files(_)), "a plain file has no ioctl");
        let text = |file: &str| {
            fs::read_to_string(root.path().join("sys/class/udmabuf/udmabuf0").join(file)).unwrap_or_default()
        };
        assert!(buffer.write(16, &[1; 32]).expect("writes"));
        assert_eq!((text("sync_offset"), text("sync_size")), ("16".into(), "32".into()));
        assert_eq!((text("sync_for_device"), text("sync_for_cpu")), ("1".into(), String::new()));
        assert!(buffer.read(0, &mut [0; 8]).expect("reads"));
        assert_eq!((text("sync_size"), text("sync_for_cpu")), ("8".into(), "1".into()));
    }
}
