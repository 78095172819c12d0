//! UARTBone: commands on a serial line (LiteX, `litex/soc/cores/uart.py`, `Stream2Wishbone`).
//!
//! A command is a byte (1 writes, 2 reads, at rising addresses), a number of words (1..=255) and the address of the first
//! word counted in words, then the words when it writes; the answer to a read is its words. Numbers of several bytes have
//! their high byte first. A write has no answer, so a read of the last word follows what is written to memory, several
//! times a second where much is written. A command that has not ended after 100 ms is forgotten, which is how a bridge is
//! got back in step.
//!
//! The line has no checksum: a flipped bit in data shows in the results, one in a command ends in a missing answer.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use isa::litex::COMMAND_TIMEOUT_MS;
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::poll::{PollFd, PollFlags, ppoll};
use nix::sys::termios::{BaudRate, ControlFlags, FlushArg, SetArg, cfmakeraw, tcflush, tcgetattr, tcsetattr};
use nix::sys::time::TimeSpec;

use super::super::connect::ConnectError;
use super::super::system::node_error;
use super::super::{TransportError, lock};
use super::Words;

const WRITE: u8 = 1;
const READ: u8 = 2;
const HEADER_BYTES: usize = 6;
const MOST_WORDS: usize = 255;
/// Bits on the line for one byte.
const BITS_PER_BYTE: u64 = 10;
/// What an answer may take beyond its time on the line: USB adapters alone hold bytes back for 16 ms.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much of the line's time is written without an answer.
const STRETCH_MS: u64 = 250;
/// Silence after which a bridge has forgotten the command that it was in the middle of.
const SILENCE: Duration = Duration::from_millis(COMMAND_TIMEOUT_MS + COMMAND_TIMEOUT_MS / 2);

/// A bridge on a serial port, which is locked as long as this lives.
#[derive(Debug)]
pub(super) struct Uart {
    name: String,
    port: File,
    baud: u32,
    /// Words of one command: all of it must be over before the bridge forgets it.
    burst: usize,
    /// When the line has carried everything that was sent: the system keeps some of it back.
    sent: Instant,
}

impl Uart {
    /// Opens a serial port, and waits until a command that somebody else had begun is forgotten.
    pub(super) fn open(name: &str, path: &Path, baud: u32) -> Result<Self, ConnectError> {
        let os = |action| move |source| ConnectError::Os { device: name.to_owned(), action, source };
        let rate = rate(baud).ok_or_else(|| ConnectError::BaudRate { device: name.to_owned(), baud })?;
        let flags = (OFlag::O_NOCTTY | OFlag::O_NONBLOCK).bits();
        let port = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(flags)
            .open(path)
            .map_err(|error| node_error(name, path.to_owned(), error))?;
        if let Err(in_use) = lock::lock(&port).map_err(os("cannot lock the serial port"))? {
            return Err(ConnectError::InUse { device: name.to_owned(), holder: in_use.holder });
        }
        configure(&port, rate).map_err(os("cannot set up the serial port"))?;
        let mut uart = Self { name: name.to_owned(), port, baud, burst: burst(baud), sent: Instant::now() };
        uart.resynchronise()?;
        Ok(uart)
    }

    fn failed(&self, action: &'static str) -> impl Fn(io::Error) -> TransportError {
        let transport = self.name.clone();
        move |source| TransportError::Os { transport: transport.clone(), action, source }
    }

    /// What an error of the port means: one that has been taken away answers with EIO.
    fn lost(&self, action: &'static str, error: io::Error) -> TransportError {
        match error.raw_os_error().map(Errno::from_raw) {
            Some(Errno::EIO) => TransportError::Disconnected { transport: self.name.clone() },
            _ => self.failed(action)(error),
        }
    }

    /// Until when `bytes` more bytes must have passed.
    fn deadline(&self, bytes: usize) -> (Instant, Duration) {
        let now = Instant::now();
        let limit = self.sent.saturating_duration_since(now) + self.line_time(bytes) + PATIENCE;
        (now + limit, limit)
    }

    fn line_time(&self, bytes: usize) -> Duration {
        Duration::from_micros(bytes as u64 * BITS_PER_BYTE * 1_000_000 / u64::from(self.baud))
    }

    fn send(&mut self, mut bytes: &[u8]) -> Result<(), TransportError> {
        let (end, limit) = self.deadline(bytes.len());
        self.sent = self.sent.max(Instant::now()) + self.line_time(bytes.len());
        while !bytes.is_empty() {
            match self.port.write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.ready(PollFlags::POLLOUT, end, limit, "send a command")?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.lost("cannot write to the serial port", error)),
            }
        }
        Ok(())
    }

    fn receive(&mut self, bytes: &mut [u8]) -> Result<(), TransportError> {
        let (end, limit) = self.deadline(bytes.len());
        let mut received = 0;
        while received < bytes.len() {
            match self.port.read(&mut bytes[received..]) {
                // A port that can be read and has no bytes has been taken away.
                Ok(0) => return Err(TransportError::Disconnected { transport: self.name.clone() }),
                Ok(count) => received += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.ready(PollFlags::POLLIN, end, limit, "read words over the serial line")?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.lost("cannot read from the serial port", error)),
            }
        }
        Ok(())
    }

    /// Sleeps until the port can be read or written.
    fn ready(
        &self,
        what: PollFlags,
        end: Instant,
        limit: Duration,
        action: &'static str,
    ) -> Result<(), TransportError> {
        let left = end.saturating_duration_since(Instant::now());
        let mut files = [PollFd::new(self.port.as_fd(), what)];
        match ppoll(&mut files, Some(TimeSpec::from_duration(left)), None) {
            Ok(0) => {
                let transport = self.name.clone();
                Err(TransportError::NoAnswer { transport, action, deadline: limit })
            }
            Ok(_) | Err(Errno::EINTR) => Ok(()),
            Err(error) => Err(self.failed("cannot wait for the serial port")(error.into())),
        }
    }

    /// Words that are written before the line is asked whether they have arrived.
    fn stretch(&self) -> usize {
        let bytes = u64::from(self.baud) / BITS_PER_BYTE * STRETCH_MS / 1000;
        (bytes as usize / 4).max(self.burst)
    }

    /// Writes words, and reads the last of them back.
    fn write_stretch(&mut self, address: u32, words: &[u32]) -> Result<(), TransportError> {
        let mut next = address;
        for words in words.chunks(self.burst) {
            let mut command = header(WRITE, next, words.len()).to_vec();
            command.extend(words.iter().flat_map(|word| word.to_be_bytes()));
            self.send(&command)?;
            next += 4 * words.len() as u32;
        }
        let Some(&last) = words.last() else { return Ok(()) };
        let mut found = [0];
        self.read_burst(next - 4, &mut found)?;
        match found[0] == last {
            true => Ok(()),
            false => Err(TransportError::Protocol {
                transport: self.name.clone(),
                message: format!("{last:#010x} was written to {:#x}, {:#010x} is there", next - 4, found[0]),
            }),
        }
    }

    fn read_burst(&mut self, address: u32, words: &mut [u32]) -> Result<(), TransportError> {
        self.send(&header(READ, address, words.len()))?;
        let mut bytes = vec![0; 4 * words.len()];
        self.receive(&mut bytes)?;
        for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(4)) {
            *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        Ok(())
    }
}

impl Words for Uart {
    fn read(&mut self, address: u32, words: &mut [u32]) -> Result<(), TransportError> {
        let mut address = address;
        for words in words.chunks_mut(self.burst) {
            self.read_burst(address, words)?;
            address += 4 * words.len() as u32;
        }
        Ok(())
    }

    fn write(&mut self, address: u32, words: &[u32]) -> Result<(), TransportError> {
        let mut address = address;
        for words in words.chunks(self.stretch()) {
            self.write_stretch(address, words)?;
            address += 4 * words.len() as u32;
        }
        Ok(())
    }

    fn write_register(&mut self, address: u32, value: u32) -> Result<(), TransportError> {
        let mut command = header(WRITE, address, 1).to_vec();
        command.extend(value.to_be_bytes());
        self.send(&command)
    }

    fn resynchronise(&mut self) -> Result<(), TransportError> {
        thread::sleep(self.sent.saturating_duration_since(Instant::now()) + SILENCE);
        tcflush(&self.port, FlushArg::TCIOFLUSH)
            .map_err(|error| self.failed("cannot empty the serial port")(error.into()))
    }
}

fn header(command: u8, address: u32, words: usize) -> [u8; HEADER_BYTES] {
    let [a, b, c, d] = (address / 4).to_be_bytes();
    [command, words as u8, a, b, c, d]
}

/// Words of one command that are on the line for half the time after which it is forgotten.
fn burst(baud: u32) -> usize {
    let bytes = u64::from(baud) * COMMAND_TIMEOUT_MS / 2 / 1000 / BITS_PER_BYTE;
    (bytes as usize).saturating_sub(HEADER_BYTES).div_euclid(4).clamp(1, MOST_WORDS)
}

/// Raw bytes, eight bits, no parity, no flow control.
fn configure(port: &File, rate: BaudRate) -> io::Result<()> {
    let mut settings = tcgetattr(port)?;
    cfmakeraw(&mut settings);
    settings.control_flags |= ControlFlags::CLOCAL | ControlFlags::CREAD;
    settings.control_flags &= !(ControlFlags::CRTSCTS | ControlFlags::CSTOPB);
    // The kernel reads the rate from these bits. `cfsetspeed` does no more, but it is a versioned symbol that static
    // binaries cannot have.
    settings.control_flags &= !ControlFlags::CBAUD;
    settings.control_flags |= ControlFlags::from_bits_retain(rate as u32);
    Ok(tcsetattr(port, SetArg::TCSANOW, &settings)?)
}

macro_rules! define_rates {
    ($($baud:literal: $rate:ident),+) => {
        /// Bit rates that the system's interface has.
        pub const BAUD_RATES: &[u32] = &[$($baud),+];

        fn rate(baud: u32) -> Option<BaudRate> {
            match baud {
                $($baud => Some(BaudRate::$rate),)+
                _ => None,
            }
        }
    };
}

define_rates!(
    4800: B4800, 9600: B9600, 19200: B19200, 38400: B38400, 57600: B57600, 115_200: B115200, 230_400: B230400, 460_800: B460800,
    500_000: B500000, 576_000: B576000, 921_600: B921600, 1_000_000: B1000000, 1_152_000: B1152000,
    1_500_000: B1500000, 2_000_000: B2000000, 2_500_000: B2500000, 3_000_000: B3000000, 3_500_000: B3500000,
    4_000_000: B4000000
);

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn a_command_is_over_before_it_is_forgotten() {
        for &baud in BAUD_RATES {
            let bits = (HEADER_BYTES + 4 * burst(baud)) as u64 * BITS_PER_BYTE;
            assert!(bits * 1000 / u64::from(baud) <= COMMAND_TIMEOUT_MS / 2, "{baud}");
        }
        assert_eq!(burst(1_000_000), 255);
        assert_eq!(burst(115_200), 142);
        assert_eq!(burst(1), 1);
    }

    #[test]
    fn headers_count_words_with_the_high_byte_first() {
        assert_eq!(header(READ, 0x8000_0014, 3), [2, 3, 0x20, 0, 0, 5]);
    }

    #[test]
    fn what_is_no_serial_port_is_refused() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let error = Uart::open("litex:uart:x", file.path(), 1_000_000).expect_err("no serial port");
        assert!(matches!(error, ConnectError::Os { action: "cannot set up the serial port", .. }), "{error}");
        let error = Uart::open("litex:uart:x", Path::new("no/such/port"), 1_000_000).expect_err("not there");
        assert!(matches!(error, ConnectError::NotFound { .. }), "{error}");
        let error = Uart::open("litex:uart:x", file.path(), 12345).expect_err("no bit rate");
        assert!(matches!(error, ConnectError::BaudRate { baud: 12345, .. }), "{error}");
    }
}
