//! Registers by name over a transport, with every access counted and every all-ones read checked.
//!
//! The only place of the driver that calls the transport. It gives registers no meaning.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use isa::csr::{ALL_ONES, Csr, MAGIC};

use crate::error::AccessError;
use crate::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};

/// What went over the transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// Register reads.
    pub register_reads: u64,
    /// Register writes.
    pub register_writes: u64,
    /// Bytes written to device memory.
    pub bytes_to_device: u64,
    /// Bytes read from device memory.
    pub bytes_from_device: u64,
    /// Bytes of inputs, outputs and programs that were copied from one buffer to another on their way. What is converted
    /// straight into the device's memory, or from it, is not.
    pub bytes_copied: u64,
    /// Waits for the interrupt line.
    pub waits: u64,
    /// Wall time spent in those waits.
    pub waited: Duration,
}

impl Traffic {
    /// The sum of what went over two transports.
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            register_reads: self.register_reads.saturating_add(other.register_reads),
            register_writes: self.register_writes.saturating_add(other.register_writes),
            bytes_to_device: self.bytes_to_device.saturating_add(other.bytes_to_device),
            bytes_from_device: self.bytes_from_device.saturating_add(other.bytes_from_device),
            bytes_copied: self.bytes_copied.saturating_add(other.bytes_copied),
            waits: self.waits.saturating_add(other.waits),
            waited: self.waited.saturating_add(other.waited),
        }
    }

    /// What was added since `earlier`.
    pub fn since(&self, earlier: &Self) -> Self {
        Self {
            register_reads: self.register_reads.saturating_sub(earlier.register_reads),
            register_writes: self.register_writes.saturating_sub(earlier.register_writes),
            bytes_to_device: self.bytes_to_device.saturating_sub(earlier.bytes_to_device),
            bytes_from_device: self.bytes_from_device.saturating_sub(earlier.bytes_from_device),
            bytes_copied: self.bytes_copied.saturating_sub(earlier.bytes_copied),
            waits: self.waits.saturating_sub(earlier.waits),
            waited: self.waited.saturating_sub(earlier.waited),
        }
    }
}

impl std::fmt::Display for Traffic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { register_reads, register_writes, bytes_to_device, bytes_from_device, .. } = self;
        let Self { bytes_copied, waits, waited, .. } = self;
        write!(f, "{register_reads} register reads, {register_writes} writes, ")?;
        write!(
            f,
            "{bytes_to_device} bytes to the device, {bytes_from_device} from it, {bytes_copied} of them copied, "
        )?;
        write!(f, "{waits} waits of {waited:?}")
    }
}

/// How many accesses a post-mortem remembers.
const TRACE: usize = 64;

/// One access to a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterAccess {
    /// The register.
    pub csr: Csr,
    /// What was read or written.
    pub value: u32,
    /// Whether it was written.
    pub is_write: bool,
}

impl std::fmt::Display for RegisterAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { csr, value, is_write } = self;
        write!(f, "{} {csr} = {value:#010x}", if *is_write { "write" } else { "read" })
    }
}

/// The transport with its counters.
pub(crate) struct Link {
    transport: Box<dyn Transport>,
    traffic: Traffic,
    /// Last accesses, oldest first.
    trace: VecDeque<RegisterAccess>,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("name", &self.info().name).field("traffic", &self.traffic).finish()
    }
}

impl Link {
    pub(crate) fn new(transport: Box<dyn Transport>) -> Self {
        Self { transport, traffic: Traffic::default(), trace: VecDeque::with_capacity(TRACE) }
    }

    /// See [`Transport::info`].
    pub(crate) fn info(&self) -> &TransportInfo {
        self.transport.info()
    }

    /// What went over the transport so far.
    pub(crate) fn traffic(&self) -> Traffic {
        self.traffic
    }

    /// The last register accesses, oldest first.
    pub(crate) fn trace(&self) -> impl Iterator<Item = RegisterAccess> {
        self.trace.iter().copied()
    }

    fn remember(&mut self, csr: Csr, value: u32, is_write: bool) {
        let access = RegisterAccess { csr, value, is_write };
        log::trace!("{access}");
        if self.trace.len() == TRACE {
            self.trace.pop_front();
        }
        self.trace.push_back(access);
    }

    /// The transport itself, for what comes before there is a device to speak of.
    pub(crate) fn transport_mut(&mut self) -> &mut dyn Transport {
        self.transport.as_mut()
    }

    /// Reads a register and takes the value as it is. For identification and post-mortems.
    pub(crate) fn read_unchecked(&mut self, csr: Csr) -> Result<u32, TransportError> {
        self.traffic.register_reads += 1;
        let value = self.transport.read_register(csr.offset())?;
        self.remember(csr, value, false);
        Ok(value)
    }

    /// Reads a register. All ones is what a device that left the bus returns; `MAGIC` tells whether it did.
    pub(crate) fn read(&mut self, csr: Csr) -> Result<u32, AccessError> {
        let value = self.read_unchecked(csr)?;
        if value == ALL_ONES && self.read_unchecked(Csr::Magic)? != MAGIC {
            return Err(AccessError::DeviceLost { device: self.info().name.clone(), register: csr });
        }
        Ok(value)
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, csr: Csr, value: u32) -> Result<(), AccessError> {
        self.traffic.register_writes += 1;
        self.remember(csr, value, true);
        Ok(self.transport.write_register(csr.offset(), value)?)
    }

    /// Writes a 64-bit value to a pair of registers.
    pub(crate) fn write_wide(&mut self, low: Csr, high: Csr, value: u64) -> Result<(), AccessError> {
        self.write(low, value as u32)?;
        self.write(high, (value >> 32) as u32)
    }

    /// See [`Transport::memory_in_place`].
    pub(crate) fn memory_in_place(&self) -> bool {
        self.transport.memory_in_place()
    }

    /// See [`Transport::announce_reads`].
    pub(crate) fn announce_reads(&mut self, address: DeviceAddress, bytes: u64) -> Result<(), AccessError> {
        Ok(self.transport.announce_reads(address, bytes)?)
    }

    /// Reads memory into a buffer on the way to its user.
    pub(crate) fn copy_from(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), AccessError> {
        self.traffic.bytes_copied += bytes.len() as u64;
        self.read_memory(address, bytes)
    }

    /// Writes memory from a buffer on the way from its user.
    pub(crate) fn copy_to(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), AccessError> {
        self.traffic.bytes_copied += bytes.len() as u64;
        self.write_memory(address, bytes)
    }

    /// Reads device memory straight to its user.
    pub(crate) fn read_memory(
        &mut self,
        address: DeviceAddress,
        bytes: &mut [u8],
    ) -> Result<(), AccessError> {
        self.traffic.bytes_from_device += bytes.len() as u64;
        Ok(self.transport.read_memory(address, bytes)?)
    }

    /// Writes device memory straight from its user.
    pub(crate) fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), AccessError> {
        self.traffic.bytes_to_device += bytes.len() as u64;
        Ok(self.transport.write_memory(address, bytes)?)
    }

    /// Waits and says how long that took.
    pub(crate) fn wait(&mut self, budget: WaitBudget) -> Result<(Wake, Duration), AccessError> {
        let start = Instant::now();
        let wake = self.transport.wait(budget);
        let elapsed = start.elapsed();
        self.traffic.waits += 1;
        self.traffic.waited += elapsed;
        Ok((wake?, elapsed))
    }

    /// See [`Transport::reset`].
    pub(crate) fn reset(&mut self) -> Result<(), AccessError> {
        log::debug!("reset {}", self.info().name);
        Ok(self.transport.reset()?)
    }
}
