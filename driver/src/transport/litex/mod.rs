//! `litex:`: the device behind a bridge of LiteX that turns messages into accesses of its bus.
//!
//! | name | bridge |
//! |---|---|
//! | `litex:uart:/dev/ttyUSB0@1000000` | UARTBone on a serial port ([`uart`]) |
//! | `litex:etherbone:192.168.1.50:1234` | Etherbone over UDP ([`etherbone`]) |
//!
//! Registers and device memory are at the addresses of [`isa::litex`]. The bus has words of 32 bits, low byte first; what
//! is written to a part of a word is a read and a write of the word, so nobody else may write to the rest of it at the
//! same time. The driver's buffers are apart by more than that. There is no interrupt: a wait polls.
//!
//! A bridge carries out one message after the other, so memory that was written before a register is there when the
//! register is written.

pub mod etherbone;
pub mod uart;

use std::thread;
use std::time::Duration;

use isa::csr::{BLOCK_BYTES, Csr};
use isa::litex::{MEMORY_BASE, REGISTER_BASE};
use isa::program::ALIGNMENT;

use super::connect::ConnectError;
use super::interrupt::{line_is_up, wait_for_line};
use super::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake, soft_reset};

/// The prefix of names that open this transport.
pub const SCHEME: &str = "litex";

/// Longest pause between two looks at the interrupt registers.
const LONGEST_PAUSE: Duration = Duration::from_millis(5);
/// First pause: short jobs end within it.
const SHORTEST_PAUSE: Duration = Duration::from_micros(100);

/// Which bridge, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bridge {
    /// A serial port.
    Uart {
        /// Its device node.
        path: std::path::PathBuf,
        /// Bits per second.
        baud: u32,
    },
    /// A host on the network.
    Etherbone {
        /// Its name or address.
        host: String,
        /// UDP port.
        port: u16,
    },
}

impl Bridge {
    /// Reads `uart:PATH[@BAUD]` or `etherbone:HOST[:PORT]`; `None` if it is neither.
    pub fn parse(place: &str) -> Option<Self> {
        let (kind, place) = place.split_once(':')?;
        match kind {
            "uart" => {
                let (path, baud) = match place.rsplit_once('@') {
                    Some((path, baud)) => (path, baud.parse().ok().filter(|&baud| baud > 0)?),
                    None => (place, isa::litex::BAUD),
                };
                (!path.is_empty()).then(|| Self::Uart { path: path.into(), baud })
            }
            "etherbone" => {
                // An address of IPv6 stands in brackets, as in a URL.
                let (host, port) = match place.rsplit_once(':') {
                    Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
                        (host, port.parse().ok().filter(|&port| port > 0)?)
                    }
                    _ => (place, isa::litex::ETHERBONE_PORT),
                };
                let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
                (!host.is_empty()).then(|| Self::Etherbone { host: host.into(), port })
            }
            _ => None,
        }
    }
}

/// What a bridge does: words at byte addresses of its bus, in order. Addresses are multiples of four.
trait Words: Send + std::fmt::Debug {
    fn read(&mut self, address: u32, words: &mut [u32]) -> Result<(), TransportError>;

    /// Writes words to memory and returns when they have arrived.
    fn write(&mut self, address: u32, words: &[u32]) -> Result<(), TransportError>;

    /// Writes one register, once.
    fn write_register(&mut self, address: u32, value: u32) -> Result<(), TransportError>;

    /// Gets in step with a bridge that may be in the middle of a message.
    fn resynchronise(&mut self) -> Result<(), TransportError>;
}

/// A device behind a bridge.
#[derive(Debug)]
pub struct LitexTransport {
    info: TransportInfo,
    bridge: Box<dyn Words>,
}

impl LitexTransport {
    /// Opens the device behind a bridge, which has `memory_bytes` bytes of memory.
    ///
    /// # Errors
    /// No such port or host, one in use, no permission, an unknown bit rate, more memory than the bus has room for.
    pub fn open(bridge: &Bridge, memory_bytes: u64) -> Result<Self, ConnectError> {
        let (name, location) = match bridge {
            Bridge::Uart { path, baud } => {
                (format!("{SCHEME}:uart:{}", path.display()), format!("{}, {baud} baud", path.display()))
            }
            Bridge::Etherbone { host, port } => {
                (format!("{SCHEME}:etherbone:{host}:{port}"), format!("UDP port {port} of {host}"))
            }
        };
        if memory_bytes > u64::from(REGISTER_BASE - MEMORY_BASE) {
            return Err(ConnectError::MemoryBytes { device: name, bytes: memory_bytes });
        }
        let bridge: Box<dyn Words> = match bridge {
            Bridge::Uart { path, baud } => Box::new(uart::Uart::open(&name, path, *baud)?),
            Bridge::Etherbone { host, port } => Box::new(etherbone::Etherbone::open(&name, host, *port)?),
        };
        let memory_base = MEMORY_BASE.into();
        let info = TransportInfo { name, location, memory_base, memory_bytes, alignment: ALIGNMENT as u64 };
        Ok(Self { info, bridge })
    }

    /// The bus address of a register.
    fn register(&self, offset: u32) -> Result<u32, TransportError> {
        match offset < BLOCK_BYTES && offset.is_multiple_of(4) {
            true => Ok(REGISTER_BASE + offset),
            false => Err(TransportError::RegisterOffset { transport: self.info.name.clone(), offset }),
        }
    }

    /// The words that hold a range of memory.
    fn span(&self, address: DeviceAddress, bytes: usize) -> Result<Span, TransportError> {
        let offset = address.checked_sub(self.info.memory_base);
        let end = offset.and_then(|offset| offset.checked_add(bytes as u64));
        match end {
            Some(end) if end <= self.info.memory_bytes => Ok(Span::of(address, bytes)),
            _ => {
                let transport = self.info.name.clone();
                Err(TransportError::MemoryRange { transport, address, bytes: bytes as u64 })
            }
        }
    }

    fn word(&mut self, address: u32) -> Result<u32, TransportError> {
        let mut word = [0];
        self.bridge.read(address, &mut word)?;
        Ok(word[0])
    }
}

/// Whole words around a range of bytes. The range lies in the bus' 32 bits of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    /// Byte address of the first word.
    first: u32,
    words: usize,
    /// Bytes before the range in the first word.
    before: usize,
}

impl Span {
    fn of(address: DeviceAddress, bytes: usize) -> Self {
        let before = (address % 4) as usize;
        let words = if bytes == 0 { 0 } else { (before + bytes).div_ceil(4) };
        Self { first: (address - before as u64) as u32, words, before }
    }

    fn last(&self) -> u32 {
        self.first + 4 * (self.words as u32 - 1)
    }
}

impl Transport for LitexTransport {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        let address = self.register(offset)?;
        self.word(address)
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        let address = self.register(offset)?;
        self.bridge.write_register(address, value)
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        let span = self.span(address, bytes.len())?;
        let mut words = vec![0; span.words];
        self.bridge.read(span.first, &mut words)?;
        let found = words.iter().flat_map(|word| word.to_le_bytes()).skip(span.before);
        bytes.iter_mut().zip(found).for_each(|(byte, found)| *byte = found);
        Ok(())
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        let span = self.span(address, bytes.len())?;
        if span.words == 0 {
            return Ok(());
        }
        let mut padded = vec![0; 4 * span.words];
        let after = span.before + bytes.len();
        if span.before > 0 {
            padded[..4].copy_from_slice(&self.word(span.first)?.to_le_bytes());
        }
        if after < padded.len() {
            let last = self.word(span.last())?.to_le_bytes();
            padded[after..].copy_from_slice(&last[after % 4..]);
        }
        padded[span.before..after].copy_from_slice(bytes);
        let words: Vec<u32> = padded
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        self.bridge.write(span.first, &words)
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        let mut pause = SHORTEST_PAUSE;
        let is_up = || line_is_up(|csr: Csr| self.word(REGISTER_BASE + csr.offset()));
        wait_for_line(budget.wall, is_up, |left| {
            thread::sleep(pause.min(left));
            pause = (2 * pause).min(LONGEST_PAUSE);
            Ok(true)
        })
    }

    /// Gets in step with the bridge, then the soft reset is all that there is.
    fn reset(&mut self) -> Result<(), TransportError> {
        self.bridge.resynchronise()?;
        soft_reset(self)
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn places_are_parsed_and_nothing_else_is() {
        let uart = |path: &str, baud| Some(Bridge::Uart { path: path.into(), baud });
        assert_eq!(Bridge::parse("uart:/dev/ttyUSB0"), uart("/dev/ttyUSB0", isa::litex::BAUD));
        assert_eq!(
            Bridge::parse("uart:/dev/serial/by-id/a:b@3000000"),
            uart("/dev/serial/by-id/a:b", 3_000_000)
        );
        let host = |host: &str, port| Some(Bridge::Etherbone { host: host.into(), port });
        assert_eq!(Bridge::parse("etherbone:board.local"), host("board.local", 1234));
        assert_eq!(Bridge::parse("etherbone:192.168.1.50:99"), host("192.168.1.50", 99));
        assert_eq!(Bridge::parse("etherbone:[fe80::1]:99"), host("fe80::1", 99));
        assert_eq!(Bridge::parse("etherbone:fe80::1"), host("fe80::1", 1234));
        for place in [
            "",
            "uart",
            "uart:",
            "uart:@9600",
            "uart:/dev/x@0",
            "uart:/dev/x@fast",
            "etherbone:",
            "etherbone:a:b",
            "etherbone:a:0",
            "etherbone:a:65536",
            "jtag:0",
        ] {
            assert_eq!(Bridge::parse(place), None, "{place}");
        }
    }

    #[test]
    fn spans_hold_every_byte_and_no_word_more() {
        assert_eq!(Span::of(0x4000_0000, 0), Span { first: 0x4000_0000, words: 0, before: 0 });
        assert_eq!(Span::of(0x4000_0003, 1), Span { first: 0x4000_0000, words: 1, before: 3 });
        assert_eq!(Span::of(0x4000_0003, 2), Span { first: 0x4000_0000, words: 2, before: 3 });
        assert_eq!(Span::of(0x4000_0004, 8), Span { first: 0x4000_0004, words: 2, before: 0 });
        assert_eq!(Span::of(0x4000_0003, 2).last(), 0x4000_0004);
    }
}
