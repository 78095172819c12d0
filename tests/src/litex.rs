//! Bridges of LiteX in software: they speak the wire protocols of UARTBone and Etherbone in front of a software device.
//!
//! Written from LiteX' gateware (`Stream2Wishbone`, `LiteEthEtherbone`), not from the driver's side of the protocol. A
//! bridge serves until its [`Served`] is dropped.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::UdpSocket;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use driver::transport::{Transport, WaitBudget};
use isa::litex::{COMMAND_TIMEOUT_MS, MEMORY_BASE, REGISTER_BASE};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::pty::openpty;
use nix::sys::termios::{SetArg, cfmakeraw, tcgetattr, tcsetattr};

/// Device cycles that pass between two looks at the line.
const SLICE: WaitBudget = WaitBudget { wall: Duration::from_millis(1), cycles: 50_000 };

/// A bridge at work, and where a client finds it.
#[derive(Debug)]
pub struct Served<Place> {
    /// The serial port, or the UDP port on this machine.
    pub place: Place,
    _wanted: Arc<()>,
}

impl<Place> Served<Place> {
    /// Starts a thread that carries out one step of a bridge after the other.
    fn start(place: Place, mut step: impl FnMut() -> io::Result<()> + Send + 'static) -> Self {
        let wanted = Arc::new(());
        let asked: Weak<()> = Arc::downgrade(&wanted);
        thread::spawn(move || while asked.strong_count() > 0 && step().is_ok() {});
        Self { place, _wanted: wanted }
    }
}

/// The bus behind a bridge: words of the device's memory and registers. What nothing answers to reads as all ones.
struct Bus {
    device: Box<dyn Transport>,
}

impl Bus {
    fn read(&mut self, address: u32) -> u32 {
        let mut bytes = [0xff; 4];
        let found = match address {
            MEMORY_BASE..REGISTER_BASE => self.device.read_memory(address.into(), &mut bytes).ok(),
            _ => self.register(address).and_then(|offset| {
                bytes = self.device.read_register(offset).ok()?.to_le_bytes();
                Some(())
            }),
        };
        found.map_or(u32::MAX, |()| u32::from_le_bytes(bytes))
    }

    /// A bus takes a write that nothing answers to as well as any other.
    fn write(&mut self, address: u32, value: u32) {
        let _ = match self.register(address) {
            Some(offset) => self.device.write_register(offset, value),
            None => self.device.write_memory(address.into(), &value.to_le_bytes()),
        };
    }

    fn register(&self, address: u32) -> Option<u32> {
        address.checked_sub(REGISTER_BASE)
    }

    /// Lets the device's time pass.
    fn run(&mut self) {
        let _ = self.device.wait(SLICE);
    }
}

/// Starts a UARTBone in front of a device.
///
/// # Errors
/// The system has no pseudo-terminals left.
pub fn uart(device: Box<dyn Transport>) -> io::Result<Served<PathBuf>> {
    let pair = openpty(None, None)?;
    let mut settings = tcgetattr(&pair.slave)?;
    cfmakeraw(&mut settings);
    tcsetattr(&pair.slave, SetArg::TCSANOW, &settings)?;
    let path = nix::unistd::ttyname(&pair.slave)?;
    let mut bridge = Uart {
        line: File::from(pair.master),
        _port: pair.slave,
        bus: Bus { device },
        command: vec![],
        began: Instant::now(),
    };
    Ok(Served::start(path, move || bridge.serve()))
}

struct Uart {
    line: File,
    /// Open, so that the line stays when a client leaves.
    _port: OwnedFd,
    bus: Bus,
    /// What has come of a command.
    command: Vec<u8>,
    began: Instant,
}

impl Uart {
    fn serve(&mut self) -> io::Result<()> {
        self.bus.run();
        if poll(&mut [PollFd::new(self.line.as_fd(), PollFlags::POLLIN)], PollTimeout::from(1u8))? == 0 {
            // Hardware takes what has come at once: bytes that wait for this thread are not late.
            if self.began.elapsed() > Duration::from_millis(COMMAND_TIMEOUT_MS) {
                self.command.clear();
            }
            return Ok(());
        }
        let mut bytes = [0; 4096];
        let count = self.line.read(&mut bytes)?;
        for &byte in &bytes[..count] {
            if self.command.is_empty() {
                self.began = Instant::now();
            }
            self.command.push(byte);
            self.step()?;
        }
        Ok(())
    }

    /// Carries out what is whole.
    fn step(&mut self) -> io::Result<()> {
        let &[kind, words, a, b, c, d, ref data @ ..] = self.command.as_slice() else { return Ok(()) };
        let words = u32::from(words);
        let first = u32::from_be_bytes([a, b, c, d]).wrapping_mul(4);
        match kind {
            1 if data.len() < 4 * words as usize => return Ok(()),
            1 => {
                for (index, word) in (0..).zip(data.chunks_exact(4)) {
                    let value = u32::from_be_bytes([word[0], word[1], word[2], word[3]]);
                    self.bus.write(first.wrapping_add(4 * index), value);
                }
            }
            2 => {
                let found =
                    (0..words).flat_map(|index| self.bus.read(first.wrapping_add(4 * index)).to_be_bytes());
                let answer: Vec<u8> = found.collect();
                self.line.write_all(&answer)?;
            }
            _ => {}
        }
        self.command.clear();
        Ok(())
    }
}

/// Starts an Etherbone bridge in front of a device. `lose` is asked for every packet
/// whether it gets lost on its way to the bridge.
///
/// # Errors
/// The system's refusal of a socket.
pub fn etherbone(
    device: Box<dyn Transport>,
    mut lose: impl FnMut(&[u8]) -> bool + Send + 'static,
) -> io::Result<Served<u16>> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.set_read_timeout(Some(Duration::from_millis(1)))?;
    let port = socket.local_addr()?.port();
    let mut bus = Bus { device };
    let mut bytes = [0; 2048];
    Ok(Served::start(port, move || {
        bus.run();
        let Ok((length, client)) = socket.recv_from(&mut bytes) else { return Ok(()) };
        let packet = &bytes[..length];
        let answer = if lose(packet) { None } else { answer(&mut bus, packet) };
        answer.map_or(Ok(()), |answer| socket.send_to(&answer, client).map(drop))
    }))
}

/// Carries out a packet; the answer, if it asks for one.
fn answer(bus: &mut Bus, packet: &[u8]) -> Option<Vec<u8>> {
    if packet.get(..2)? != b"\x4e\x6f" || *packet.get(3)? != 0x44 {
        return None;
    }
    if packet.get(2)? & 1 == 1 {
        return Some(vec![0x4e, 0x6f, 0x12, 0x44, 0, 0, 0, 0]);
    }
    let (writes, reads) = (usize::from(*packet.get(10)?), usize::from(*packet.get(11)?));
    let word = |index: usize| {
        let bytes = packet.get(12 + 4 * index..16 + 4 * index)?;
        Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    };
    // Of a record with both, LiteEth takes the number of the answer for the first address.
    assert!(writes == 0 || reads == 0, "no record with writes and reads");
    assert!(writes.max(reads) < 16, "LiteX has room for 16 words");
    if writes > 0 {
        for index in 0..writes {
            bus.write(word(0)?.wrapping_add(4 * index as u32), word(1 + index)?);
        }
        return None;
    }
    let mut answer = vec![0x4e, 0x6f, 0x10, 0x44, 0, 0, 0, 0, 0, 0x0f, reads as u8, 0];
    answer.extend(word(0)?.to_be_bytes());
    for index in 0..reads {
        answer.extend(bus.read(word(1 + index)?).to_be_bytes());
    }
    Some(answer)
}
