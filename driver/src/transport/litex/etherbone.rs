//! Etherbone over UDP (CERN's specification 1.0 as LiteEth has it, `liteeth/frontend/etherbone.py`).
//!
//! A packet is a header of 8 bytes and one record: a header of 4 bytes, then either writes (address of the first word,
//! words) or reads (a number that comes back with the answer, addresses of the words). Numbers have their high byte first.
//! The answer to a read is a record of writes to that number.
//!
//! UDP loses packets, and a write has no answer. Every packet that writes memory is therefore followed by one that reads
//! the same words, which are compared; one that writes a register by one that reads `MAGIC`, which keeps the order but
//! does not tell whether the write was lost: a lost doorbell ends in the deadline of its job. Nothing is sent twice but
//! reads of memory.

use std::io;
use std::net::{ToSocketAddrs, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::time::{Duration, Instant};

use isa::csr::Csr;
use isa::litex::{MEMORY_BASE, REGISTER_BASE};

use super::super::TransportError;
use super::super::connect::ConnectError;
use super::Words;

/// Magic, version 1, addresses and words of 4 bytes, padding.
const HEADER: [u8; 8] = [0x4e, 0x6f, 0x10, 0x44, 0, 0, 0, 0];
/// Bit of the third byte: asks who is there.
const PROBE: u8 = 1;
/// Bit of the third byte: an answer to that.
const PROBE_REPLY: u8 = 2;
const BYTE_ENABLE: u8 = 0x0f;
/// Where data begin: after the two headers and an address.
const DATA: usize = 16;
/// Words of one record. LiteX gives a bridge room for 16 with the address before them.
const BURST: usize = 15;
/// How long one answer is waited for.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often a read of memory is sent.
const ATTEMPTS: u32 = 4;

/// A bridge on the network. No other process of this machine has it.
#[derive(Debug)]
pub(super) struct Etherbone {
    name: String,
    socket: UdpSocket,
    /// Number of the last read: answers to earlier ones are thrown away.
    sequence: u32,
    /// Keeps the name that others of this machine find taken.
    _lock: UnixListener,
}

impl Etherbone {
    /// Finds a bridge and asks whether it is there.
    pub(super) fn open(name: &str, host: &str, port: u16) -> Result<Self, ConnectError> {
        let os = |action| move |source| ConnectError::Os { device: name.to_owned(), action, source };
        let unknown = |source| ConnectError::Host { device: name.to_owned(), host: host.to_owned(), source };
        let address = (host, port).to_socket_addrs().map_err(unknown)?.next();
        let address = address.ok_or_else(|| unknown(io::ErrorKind::NotFound.into()))?;
        let lock = claim(&format!("ganax-etherbone-{address}")).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => ConnectError::InUse { device: name.to_owned(), holder: None },
            _ => os("cannot lock the device")(error),
        })?;
        // LiteEth answers to the port that it listens at itself; where that is taken here, the bridge must be another's.
        let any = if address.is_ipv4() { "0.0.0.0" } else { "::" };
        let local = if address.ip().is_loopback() { 0 } else { port };
        let socket = UdpSocket::bind((any, local)).map_err(os("cannot open a UDP port"))?;
        socket.connect(address).map_err(os("cannot open a UDP port"))?;
        let mut etherbone = Self { name: name.to_owned(), socket, sequence: 0, _lock: lock };
        etherbone.probe()?;
        Ok(etherbone)
    }

    fn probe(&mut self) -> Result<(), TransportError> {
        let mut packet = HEADER.to_vec();
        packet[2] |= PROBE;
        packet.extend([0; 4]);
        let is_reply = |packet: &[u8]| packet.get(2).is_some_and(|flags| flags & PROBE_REPLY != 0);
        self.ask(&packet, ATTEMPTS, "ask whether the bridge is there", |packet| {
            is_reply(packet).then_some(())
        })
    }

    fn failed(&self, action: &'static str) -> impl Fn(io::Error) -> TransportError {
        let transport = self.name.clone();
        move |source| match source.kind() {
            io::ErrorKind::ConnectionRefused => TransportError::Disconnected { transport: transport.clone() },
            _ => TransportError::Os { transport: transport.clone(), action, source },
        }
    }

    fn send(&self, packet: &[u8]) -> Result<(), TransportError> {
        self.socket.send(packet).map_err(self.failed("cannot send to the bridge"))?;
        Ok(())
    }

    /// Sends a packet, up to `attempts` times, until `accept` takes an answer.
    fn ask<T>(
        &self,
        packet: &[u8],
        attempts: u32,
        action: &'static str,
        mut accept: impl FnMut(&[u8]) -> Option<T>,
    ) -> Result<T, TransportError> {
        for _ in 0..attempts {
            self.send(packet)?;
            let end = Instant::now() + PATIENCE;
            while let Some(answer) = self.receive(end)? {
                if let Some(found) = accept(&answer) {
                    return Ok(found);
                }
            }
        }
        Err(TransportError::NoAnswer { transport: self.name.clone(), action, deadline: PATIENCE * attempts })
    }

    /// The next packet, if one comes before `end`.
    fn receive(&self, end: Instant) -> Result<Option<Vec<u8>>, TransportError> {
        let failed = self.failed("cannot receive from the bridge");
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        self.socket.set_read_timeout(Some(left)).map_err(&failed)?;
        let mut packet = vec![0; 2048];
        match self.socket.recv(&mut packet) {
            Ok(length) => {
                packet.truncate(length);
                Ok(Some(packet))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                Ok(None)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Some(vec![])),
            Err(error) => Err(failed(error)),
        }
    }

    fn read_burst(&mut self, address: u32, words: &mut [u32]) -> Result<(), TransportError> {
        self.sequence = self.sequence.wrapping_add(1);
        let packet = read_packet(self.sequence, address, words.len());
        // A register is read once, whatever that costs: reading may have an effect.
        let attempts = if is_memory(address) { ATTEMPTS } else { 1 };
        let found = self.ask(&packet, attempts, "read words over Etherbone", |answer| {
            parse_answer(answer, self.sequence, words.len())
        })?;
        words.copy_from_slice(&found);
        Ok(())
    }
}

impl Words for Etherbone {
    fn read(&mut self, address: u32, words: &mut [u32]) -> Result<(), TransportError> {
        let mut address = address;
        for words in words.chunks_mut(BURST) {
            self.read_burst(address, words)?;
            address += 4 * words.len() as u32;
        }
        Ok(())
    }

    fn write(&mut self, address: u32, words: &[u32]) -> Result<(), TransportError> {
        let mut address = address;
        for words in words.chunks(BURST) {
            self.send(&write_packet(address, words))?;
            let mut found = [0; BURST];
            self.read_burst(address, &mut found[..words.len()])?;
            if found[..words.len()] != *words {
                let message = format!("{} words written to {address:#x} are not what is there", words.len());
                return Err(TransportError::Protocol { transport: self.name.clone(), message });
            }
            address += 4 * words.len() as u32;
        }
        Ok(())
    }

    fn write_register(&mut self, address: u32, value: u32) -> Result<(), TransportError> {
        self.send(&write_packet(address, &[value]))?;
        self.read_burst(REGISTER_BASE + Csr::Magic.offset(), &mut [0])
    }

    /// Every packet stands for itself; what is still on its way has another number.
    fn resynchronise(&mut self) -> Result<(), TransportError> {
        self.probe()
    }
}

fn is_memory(address: u32) -> bool {
    (MEMORY_BASE..REGISTER_BASE).contains(&address)
}

fn record(writes: usize, reads: usize) -> Vec<u8> {
    let mut packet = HEADER.to_vec();
    packet.extend([0, BYTE_ENABLE, writes as u8, reads as u8]);
    packet
}

fn write_packet(address: u32, words: &[u32]) -> Vec<u8> {
    let mut packet = record(words.len(), 0);
    packet.extend(address.to_be_bytes());
    packet.extend(words.iter().flat_map(|word| word.to_be_bytes()));
    packet
}

fn read_packet(sequence: u32, address: u32, words: usize) -> Vec<u8> {
    let mut packet = record(0, words);
    packet.extend(sequence.to_be_bytes());
    packet.extend((0..words as u32).flat_map(|index| (address + 4 * index).to_be_bytes()));
    packet
}

/// The words of the answer to read number `sequence`; `None` if this is another packet.
fn parse_answer(packet: &[u8], sequence: u32, words: usize) -> Option<Vec<u32>> {
    let is_answer = packet.get(..2)? == &HEADER[..2] && usize::from(*packet.get(10)?) == words;
    if !is_answer || packet.get(12..DATA)? != sequence.to_be_bytes() {
        return None;
    }
    let data = packet.get(DATA..DATA + 4 * words)?;
    Some(data.chunks_exact(4).map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]])).collect())
}

/// Takes a name that only one process of this machine can have. It is free again when that process has ended.
fn claim(name: &str) -> io::Result<UnixListener> {
    UnixListener::bind_addr(&SocketAddr::from_abstract_name(name)?)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn packets_are_those_of_litex() {
        // What `litex/tools/remote/etherbone.py` of LiteX 2024.12 encodes for the same.
        let written = write_packet(0x4000_0010, &[0x1122_3344]);
        assert_eq!(written, b"\x4e\x6f\x10\x44\0\0\0\0\0\x0f\x01\0\x40\0\0\x10\x11\x22\x33\x44");
        let read = read_packet(7, 0x8000_0000, 2);
        assert_eq!(read, b"\x4e\x6f\x10\x44\0\0\0\0\0\x0f\0\x02\0\0\0\x07\x80\0\0\0\x80\0\0\x04");
    }

    #[test]
    fn answers_are_known_by_their_number() {
        let answer = write_packet(7, &[1, 2]);
        assert_eq!(parse_answer(&answer, 7, 2), Some(vec![1, 2]));
        assert_eq!(parse_answer(&answer, 6, 2), None);
        assert_eq!(parse_answer(&answer, 7, 1), None);
        for length in 0..answer.len() {
            assert_eq!(parse_answer(&answer[..length], 7, 2), None, "{length} bytes");
        }
    }

    #[test]
    fn nobody_there_is_an_error_in_time() {
        let silent = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let port = silent.local_addr().expect("an address").port();
        let start = Instant::now();
        let error = Etherbone::open("litex:etherbone:x", "127.0.0.1", port).expect_err("nobody answers");
        assert!(matches!(error, ConnectError::Transport(TransportError::NoAnswer { .. })), "{error}");
        assert!(start.elapsed() < Duration::from_secs(4));
    }
}
