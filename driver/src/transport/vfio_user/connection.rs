//! Messages of the vfio-user protocol, from the client's side, each with a deadline.
//!
//! Layouts are those of the protocol's specification 0.1 (QEMU, `docs/interop/vfio-user`), sections "Header" and
//! "Commands". Only the messages that a driver needs are here. An answer is checked before it is believed: the
//! server is another process.

use std::io::{self, IoSlice, Read, Write};
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use byteorder::{ByteOrder, LittleEndian as LE};
use nix::sys::socket::{ControlMessage, MsgFlags, sendmsg};

/// How long an answer may take. A software device answers between two slices of simulated time, of which the longest
/// is one layer of the functional level.
pub(super) const ANSWER_DEADLINE: Duration = Duration::from_secs(10);

const HEADER_BYTES: usize = 16;
/// More than any answer that a driver asks for.
const LARGEST_ANSWER: usize = 1 << 16;
const FLAG_REPLY: u32 = 1;
const FLAG_TYPE_MASK: u32 = 0xf;
const FLAG_ERROR: u32 = 1 << 5;
const MAP_READ_WRITE: u32 = 3;

/// Messages, by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
enum Command {
    Version = 1,
    DmaMap = 2,
    GetInfo = 4,
    GetRegionInfo = 5,
    GetInterruptInfo = 7,
    SetInterrupts = 8,
    RegionRead = 9,
    RegionWrite = 10,
    Reset = 13,
}

/// A conversation that went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// The server did not answer in time: it hangs, or serves another client.
    #[error(
        "the device server does not answer within {ANSWER_DEADLINE:?}: it hangs, or serves another client"
    )]
    NoAnswer,
    /// The path is no socket, or one that a server left behind.
    #[error("no device server listens there; `ganax serve-device --socket` starts one")]
    Nobody,
    /// The server has closed the connection or is gone.
    #[error("the device server is gone")]
    Gone,
    /// The server refused.
    #[error("the device server refuses {command} (error {errno})")]
    Refused {
        /// The message.
        command: &'static str,
        /// Its error number; 0 where it gave none.
        errno: u32,
    },
    /// The server's answer is not what the protocol says.
    #[error("the device server's answer to {command} is malformed")]
    Malformed {
        /// The message.
        command: &'static str,
    },
    /// The operating system refused.
    #[error(transparent)]
    Os(io::Error),
}

impl From<io::Error> for ProtocolError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::NoAnswer,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => {
                Self::Gone
            }
            io::ErrorKind::ConnectionRefused => Self::Nobody,
            _ => Self::Os(error),
        }
    }
}

impl Command {
    fn name(self) -> &'static str {
        match self {
            Self::Version => "VERSION",
            Self::DmaMap => "DMA_MAP",
            Self::GetInfo => "DEVICE_GET_INFO",
            Self::GetRegionInfo => "DEVICE_GET_REGION_INFO",
            Self::GetInterruptInfo => "DEVICE_GET_IRQ_INFO",
            Self::SetInterrupts => "DEVICE_SET_IRQS",
            Self::RegionRead => "REGION_READ",
            Self::RegionWrite => "REGION_WRITE",
            Self::Reset => "DEVICE_RESET",
        }
    }
}

/// A connection to a device server.
#[derive(Debug)]
pub(super) struct Connection {
    stream: UnixStream,
    next_message: u16,
}

impl Connection {
    /// Connects and agrees on the protocol's version.
    pub(super) fn open(path: &Path) -> Result<Self, ProtocolError> {
        let stream = UnixStream::connect(path)?;
        stream.set_read_timeout(Some(ANSWER_DEADLINE))?;
        stream.set_write_timeout(Some(ANSWER_DEADLINE))?;
        let mut connection = Self { stream, next_message: 0 };
        // Major 0, minor 1, and no capabilities beyond the defaults.
        let mut version = vec![0, 0, 1, 0];
        version.extend_from_slice(b"{\"capabilities\":{}}\0");
        let answer = connection.ask(Command::Version, &version, &[], 4)?;
        match LE::read_u16(&answer) {
            0 => Ok(connection),
            _ => Err(ProtocolError::Malformed { command: Command::Version.name() }),
        }
    }

    /// Flags of the device (`VFIO_DEVICE_FLAGS_*`), number of regions, number of interrupt indices.
    pub(super) fn device_info(&mut self) -> Result<(u32, u32, u32), ProtocolError> {
        let mut body = [0; 16];
        LE::write_u32(&mut body, 16);
        let answer = self.ask(Command::GetInfo, &body, &[], 16)?;
        Ok((LE::read_u32(&answer[4..]), LE::read_u32(&answer[8..]), LE::read_u32(&answer[12..])))
    }

    /// Bytes of a region.
    pub(super) fn region_bytes(&mut self, index: u32) -> Result<u64, ProtocolError> {
        let mut body = [0; 32];
        LE::write_u32(&mut body, 32);
        LE::write_u32(&mut body[8..], index);
        let answer = self.ask(Command::GetRegionInfo, &body, &[], 32)?;
        Ok(LE::read_u64(&answer[16..]))
    }

    /// Vectors of an interrupt index.
    pub(super) fn interrupt_vectors(&mut self, index: u32) -> Result<u32, ProtocolError> {
        let mut body = [0; 16];
        LE::write_u32(&mut body, 16);
        LE::write_u32(&mut body[8..], index);
        let answer = self.ask(Command::GetInterruptInfo, &body, &[], 16)?;
        Ok(LE::read_u32(&answer[12..]))
    }

    /// Has vector 0 of an interrupt index signal an event file descriptor. `flags` are `VFIO_IRQ_SET_*`.
    pub(super) fn set_interrupt(
        &mut self,
        index: u32,
        flags: u32,
        event: BorrowedFd<'_>,
    ) -> Result<(), ProtocolError> {
        let mut body = [0; 20];
        LE::write_u32_into(&[20, flags, index, 0, 1], &mut body);
        self.ask(Command::SetInterrupts, &body, &[event.as_raw_fd()], 0).map(drop)
    }

    /// Lets the device read and write all of a file at a device address.
    pub(super) fn map(
        &mut self,
        address: u64,
        bytes: u64,
        file: BorrowedFd<'_>,
    ) -> Result<(), ProtocolError> {
        let mut body = [0; 32];
        LE::write_u32_into(&[32, MAP_READ_WRITE], &mut body[..8]);
        LE::write_u64_into(&[0, address, bytes], &mut body[8..]);
        self.ask(Command::DmaMap, &body, &[file.as_raw_fd()], 0).map(drop)
    }

    /// Reads from a region, in one access.
    pub(super) fn read(&mut self, region: u32, offset: u64, bytes: &mut [u8]) -> Result<(), ProtocolError> {
        let body = access(region, offset, bytes.len());
        let answer = self.ask(Command::RegionRead, &body, &[], body.len() + bytes.len())?;
        bytes.copy_from_slice(&answer[body.len()..body.len() + bytes.len()]);
        Ok(())
    }

    /// Writes to a region, in one access. When this returns the device has it.
    pub(super) fn write(&mut self, region: u32, offset: u64, bytes: &[u8]) -> Result<(), ProtocolError> {
        let mut body = access(region, offset, bytes.len()).to_vec();
        body.extend_from_slice(bytes);
        self.ask(Command::RegionWrite, &body, &[], 0).map(drop)
    }

    /// Resets the device.
    pub(super) fn reset(&mut self) -> Result<(), ProtocolError> {
        self.ask(Command::Reset, &[], &[], 0).map(drop)
    }

    /// Sends a message and returns the body of its answer, which has at least `least` bytes.
    fn ask(
        &mut self,
        command: Command,
        body: &[u8],
        files: &[RawFd],
        least: usize,
    ) -> Result<Vec<u8>, ProtocolError> {
        let message = self.next_message;
        self.next_message = message.wrapping_add(1);
        self.send(message, command, body, files)?;
        let malformed = || ProtocolError::Malformed { command: command.name() };
        let mut header = [0; HEADER_BYTES];
        self.stream.read_exact(&mut header)?;
        let (bytes, flags) = (LE::read_u32(&header[4..]) as usize, LE::read_u32(&header[8..]));
        if LE::read_u16(&header) != message || flags & FLAG_TYPE_MASK != FLAG_REPLY {
            return Err(malformed());
        }
        if flags & FLAG_ERROR != 0 {
            let errno = LE::read_u32(&header[12..]);
            return Err(ProtocolError::Refused { command: command.name(), errno });
        }
        let body_bytes = bytes.checked_sub(HEADER_BYTES).filter(|&bytes| bytes <= LARGEST_ANSWER);
        let mut answer = vec![0; body_bytes.filter(|&bytes| bytes >= least).ok_or_else(malformed)?];
        self.stream.read_exact(&mut answer)?;
        Ok(answer)
    }

    fn send(
        &mut self,
        message: u16,
        command: Command,
        body: &[u8],
        files: &[RawFd],
    ) -> Result<(), ProtocolError> {
        let mut packet = vec![0; HEADER_BYTES];
        LE::write_u16(&mut packet, message);
        LE::write_u16(&mut packet[2..], command as u16);
        LE::write_u32(&mut packet[4..], (HEADER_BYTES + body.len()) as u32);
        packet.extend_from_slice(body);
        let rights = [ControlMessage::ScmRights(files)];
        let control = if files.is_empty() { &rights[..0] } else { &rights[..] };
        let parts = [IoSlice::new(&packet)];
        // A peer that is gone is an error here, not a signal that ends the process.
        let sent = sendmsg::<()>(self.stream.as_raw_fd(), &parts, control, MsgFlags::MSG_NOSIGNAL, None)
            .map_err(io::Error::from)?;
        Ok(self.stream.write_all(&packet[sent..])?)
    }
}

/// The fixed part of a region access: offset, region, count.
fn access(region: u32, offset: u64, bytes: usize) -> [u8; 16] {
    let mut body = [0; 16];
    LE::write_u64(&mut body, offset);
    LE::write_u32_into(&[region, bytes as u32], &mut body[8..]);
    body
}
