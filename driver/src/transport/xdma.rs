//! `xdma:N`: a PCIe card behind AMD's XDMA driver (`dma_ip_drivers`), through its character devices.
//!
//! Registers are the user BAR, mapped from `xdmaN_user`. Memory is the card's own, at its AXI addresses: `xdmaN_h2c_C`
//! and `xdmaN_c2h_C` copy with positioned I/O, large copies over all channels at once. The interrupt line comes as
//! events of `xdmaN_events_0`. What the driver does where its documentation is silent is noted at each place, from its
//! source (`XDMA/linux-kernel/xdma`).
//!
//! There is no reset over this driver: only the soft reset register, which [`crate::Device`] always uses.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::FileExt;
use std::thread;
use std::time::Duration;

use isa::csr::{BLOCK_BYTES, Csr};
use isa::program::ALIGNMENT;

use super::connect::ConnectError;
use super::interrupt::{line_is_up, wait_for_line, wait_readable};
use super::system::System;
use super::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake, lock, soft_reset};
use crate::sys::{RegisterBlock, before_device_reads};

/// The prefix of names that open this transport.
pub const SCHEME: &str = "xdma";
/// Bytes of card memory if nothing else is said: what the smallest supported board has.
pub const DEFAULT_MEMORY_BYTES: u64 = 1 << 30;

/// The engine has at most four channels each way (PG195, "Features").
const MOST_CHANNELS: usize = 4;
/// Less than this is not worth a thread.
const SMALLEST_SHARE: usize = 1 << 20;
/// One call moves no more than this, so that no call takes the ten seconds after which the driver gives up.
const LARGEST_CALL: usize = 64 << 20;

/// A card behind the XDMA driver.
#[derive(Debug)]
pub struct XdmaTransport {
    info: TransportInfo,
    registers: RegisterBlock,
    /// The user BAR's node, locked.
    _user: File,
    to_card: Vec<File>,
    from_card: Vec<File>,
    events: File,
}

impl XdmaTransport {
    /// Opens card number `index`, whose memory has `memory_bytes` bytes from AXI address 0 on.
    ///
    /// # Errors
    /// No such card, one in use, no permission, or nodes that cannot be mapped.
    pub fn open(system: &System, index: u32, memory_bytes: u64) -> Result<Self, ConnectError> {
        let name = format!("{SCHEME}:{index}");
        let node = |part: &str| format!("dev/xdma{index}_{part}");
        let os = |action| {
            let device = name.clone();
            move |source| ConnectError::Os { device, action, source }
        };
        let user = system.open_node(&name, &node("user"))?;
        if let Err(in_use) = lock::lock(&user).map_err(os("cannot lock the device"))? {
            return Err(ConnectError::InUse { device: name, holder: in_use.holder });
        }
        let registers =
            RegisterBlock::map(&user, 0, BLOCK_BYTES as usize).map_err(os("cannot map the user BAR"))?;
        let to_card = channels(system, &name, |channel| node(&format!("h2c_{channel}")))?;
        let from_card = channels(system, &name, |channel| node(&format!("c2h_{channel}")))?;
        let events = system.open_node(&name, &node("events_0"))?;
        let info = TransportInfo {
            location: format!("{} and its siblings", system.path(node("user")).display()),
            memory_base: 0,
            memory_bytes,
            alignment: ALIGNMENT as u64,
            name,
        };
        Ok(Self { info, registers, _user: user, to_card, from_card, events })
    }

    fn check_range(&self, address: DeviceAddress, bytes: usize) -> Result<(), TransportError> {
        match address.checked_add(bytes as u64).is_some_and(|end| end <= self.info.memory_bytes) {
            true => Ok(()),
            false => {
                let transport = self.info.name.clone();
                Err(TransportError::MemoryRange { transport, address, bytes: bytes as u64 })
            }
        }
    }

    fn offset_error(&self, offset: u32) -> TransportError {
        TransportError::RegisterOffset { transport: self.info.name.clone(), offset }
    }

    fn failed(&self, action: &'static str) -> impl Fn(io::Error) -> TransportError {
        let transport = self.info.name.clone();
        move |source| match source.raw_os_error().map(nix::errno::Errno::from_raw) {
            // An error that raises no interrupt ends this way, after ten seconds.
            Some(nix::errno::Errno::ETIMEDOUT) => TransportError::NoAnswer {
                transport: transport.clone(),
                action,
                deadline: Duration::from_secs(10),
            },
            _ => TransportError::Os { transport: transport.clone(), action, source },
        }
    }

    /// Sleeps until an event; true if there was one.
    fn sleep(&self, wall: Duration) -> Result<bool, TransportError> {
        let failed = self.failed("cannot wait for an interrupt");
        if !wait_readable(self.events.as_fd(), wall).map_err(&failed)? {
            return Ok(false);
        }
        // Exactly four bytes, or the driver answers EPROTO. The read takes the count back to zero.
        (&self.events).read_exact(&mut [0; 4]).map_err(failed)?;
        Ok(true)
    }
}

/// The channels of one direction, at least one.
fn channels(
    system: &System,
    device: &str,
    node: impl Fn(usize) -> String,
) -> Result<Vec<File>, ConnectError> {
    let mut files = vec![system.open_node(device, &node(0))?];
    for channel in 1..MOST_CHANNELS {
        if system.path(node(channel)).exists() {
            files.push(system.open_node(device, &node(channel))?);
        }
    }
    Ok(files)
}

/// How much each channel moves of a copy.
fn share(bytes: usize, channels: usize) -> usize {
    let shares = (bytes / SMALLEST_SHARE).clamp(1, channels);
    bytes.div_ceil(shares).max(1)
}

/// Runs one piece of work for each part, in threads of their own where there are several.
fn in_parallel<Part: Send>(
    parts: impl Iterator<Item = Part>,
    work: impl Fn(Part) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let mut parts: Vec<Part> = parts.collect();
    let last = parts.pop();
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        let mut result = last.map_or(Ok(()), work);
        for thread in threads {
            let part = thread.join().unwrap_or_else(|_| Err(io::Error::other("a copying thread ended")));
            result = result.and(part);
        }
        result
    })
}

impl Transport for XdmaTransport {
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
        self.check_range(address, bytes.len())?;
        let share = share(bytes.len(), self.from_card.len());
        let parts = bytes.chunks_mut(share).enumerate().zip(&self.from_card);
        let copy = |((index, part), file): ((usize, &mut [u8]), &File)| {
            let start = address + (index * share) as u64;
            for (call, bytes) in part.chunks_mut(LARGEST_CALL).enumerate() {
                file.read_exact_at(bytes, start + (call * LARGEST_CALL) as u64)?;
            }
            Ok(())
        };
        in_parallel(parts, copy).map_err(self.failed("cannot read card memory"))
    }

    /// The driver pins the bytes for reading and writing, whatever the direction, so bytes of a read-only mapping end
    /// in EFAULT; those are copied first.
    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        self.check_range(address, bytes.len())?;
        let share = share(bytes.len(), self.to_card.len());
        let parts = bytes.chunks(share).enumerate().zip(&self.to_card);
        let copy = |((index, part), file): ((usize, &[u8]), &File)| {
            let start = address + (index * share) as u64;
            for (call, bytes) in part.chunks(LARGEST_CALL).enumerate() {
                let at = start + (call * LARGEST_CALL) as u64;
                match file.write_all_at(bytes, at) {
                    Err(error) if error.raw_os_error() == Some(nix::errno::Errno::EFAULT as i32) => {
                        let writable = bytes.to_vec();
                        file.write_all_at(&writable, at)?;
                    }
                    result => result?,
                }
            }
            Ok(())
        };
        in_parallel(parts, copy).map_err(self.failed("cannot write card memory"))
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        let read =
            |csr: Csr| self.registers.read(csr.offset()).ok_or_else(|| self.offset_error(csr.offset()));
        wait_for_line(budget.wall, || line_is_up(read), |wall| self.sleep(wall))
    }

    /// The soft reset is all that this driver's devices offer.
    fn reset(&mut self) -> Result<(), TransportError> {
        soft_reset(self)
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn every_byte_belongs_to_one_channel() {
        for channels in 1..=4 {
            for bytes in [0, 1, 4096, SMALLEST_SHARE, 3 * SMALLEST_SHARE + 5, 64 * SMALLEST_SHARE + 1] {
                let share = share(bytes, channels);
                assert!(bytes.div_ceil(share) <= channels, "{bytes} bytes over {channels} channels");
                assert!(bytes <= share * channels);
            }
        }
        assert_eq!(share(SMALLEST_SHARE, 4), SMALLEST_SHARE, "small copies stay on one channel");
        assert_eq!(share(8 * SMALLEST_SHARE, 4), 2 * SMALLEST_SHARE);
    }

    #[test]
    fn an_error_of_any_part_is_the_error_of_the_whole() {
        for bad in 0..4 {
            let work = |part| if part == bad { Err(io::ErrorKind::InvalidData.into()) } else { Ok(()) };
            assert_eq!(in_parallel(0..4, work).expect_err("one fails").kind(), io::ErrorKind::InvalidData);
        }
        in_parallel(0..4, |_| Ok(())).expect("none fails");
        in_parallel(0..0, |_: i32| Ok(())).expect("nothing to do");
    }
}
