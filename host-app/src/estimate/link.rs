//! What lies between the host's memory and the memory that the accelerator works in.
//!
//! Rates are those of the line after its coding: headers of packets, software and interrupts are not in them, but for the
//! commands of a LiteX bridge, which take a good part of its line.

use boards::{Board, HostLink, Shell, Transport};
use serde::Serialize;

/// Bytes of data in one command of UARTBone, and of its header (LiteX, `Stream2Wishbone`).
const UART_DATA: u64 = 255 * 4;
const UART_HEADER: u64 = 6;
/// Bits on a serial line for one byte.
const UART_BITS: u64 = 10;
/// Line rate that is assumed of a board with Etherbone, in bits per second.
const ETHERNET_BITS: u64 = 100_000_000;
/// Bytes of data in one packet of Etherbone, and of everything that the line carries for it: preamble, Ethernet, IPv4, UDP
/// and Etherbone headers, checksum, gap.
const ETHERBONE_DATA: u64 = 60;
const ETHERBONE_FRAME: u64 = ETHERBONE_DATA + 16 + 8 + 20 + 14 + 4 + 8 + 12;

/// The way of a job's images.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it is, and how its rate follows.
    pub what: String,
    /// Bytes per second each way; none where nothing is sent before the accelerator reads it.
    pub bytes_per_second: Option<u64>,
}

impl Link {
    /// Of a board.
    pub fn of(board: &Board) -> Self {
        match (&board.transport, &board.shell) {
            (Transport::Xdma(_), Shell::Xdma(shell)) => pcie(shell.lanes, &shell.link_speed),
            (Transport::Litex(litex), _) => bridge(&litex.link),
            (Transport::Vfio(_), _) => Self {
                what: "none of its own: the accelerator reads and writes the host's memory, which is in its bandwidth".into(),
                bytes_per_second: None,
            },
            _ => Self {
                what: "none: processors and accelerator share the memory".into(),
                bytes_per_second: None,
            },
        }
    }

    /// Microseconds for so many bytes; 0 where nothing is sent.
    pub fn microseconds(&self, bytes: u64) -> f64 {
        self.bytes_per_second.map_or(0.0, |rate| bytes as f64 * 1e6 / rate as f64)
    }
}

/// Lanes at a speed such as `8.0_GT/s`: 8b/10b up to 5 GT/s, 128b/130b above (PCI Express Base Specification).
fn pcie(lanes: u32, speed: &str) -> Link {
    let digits = speed.split(['_', ' ', 'G']).next().unwrap_or_default();
    let Ok(giga) = digits.parse::<f64>() else {
        return Link {
            what: format!("PCIe x{lanes} at {speed}: its rate is not known"),
            bytes_per_second: None,
        };
    };
    let (coding, share) = if giga > 5.0 { ("128/130", 128.0 / 130.0) } else { ("8/10", 0.8) };
    let rate = f64::from(lanes) * giga * 1e9 * share / 8.0;
    Link {
        what: format!("PCIe, {lanes} lanes x {giga} GT/s x {coding}, before packet headers"),
        bytes_per_second: Some(rate as u64),
    }
}

fn bridge(link: &HostLink) -> Link {
    match link {
        HostLink::Uartbone { baud } => Link {
            what: format!("UARTBone at {baud} baud, {UART_HEADER} bytes of command for {UART_DATA} of data"),
            bytes_per_second: Some(u64::from(*baud) / UART_BITS * UART_DATA / (UART_DATA + UART_HEADER)),
        },
        HostLink::Etherbone { .. } => Link {
            what: format!(
                "Etherbone over assumed {} Mbit/s, {ETHERBONE_DATA} bytes of data in {ETHERBONE_FRAME} of a frame",
                ETHERNET_BITS / 1_000_000
            ),
            bytes_per_second: Some(ETHERNET_BITS / 8 * ETHERBONE_DATA / ETHERBONE_FRAME),
        },
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn rates_follow_from_lanes_and_coding() {
        assert_eq!(pcie(4, "5.0_GT/s").bytes_per_second, Some(2_000_000_000));
        assert_eq!(pcie(16, "8.0_GT/s").bytes_per_second, Some(15_753_846_153));
        assert_eq!(pcie(4, "fast").bytes_per_second, None);
    }

    #[test]
    fn a_serial_line_sends_ten_bits_a_byte() {
        let link = bridge(&HostLink::Uartbone { baud: 1_000_000 });
        assert_eq!(link.bytes_per_second, Some(99_415));
        assert!((link.microseconds(99_415) - 1e6).abs() < 1e-3);
    }

    #[test]
    fn every_board_with_a_link_has_a_rate() {
        for board in boards::all() {
            let link = Link::of(board);
            let sends = matches!(board.transport, Transport::Xdma(_) | Transport::Litex(_));
            assert_eq!(link.bytes_per_second.is_some(), sends, "{}: {}", board.name, link.what);
        }
    }
}
