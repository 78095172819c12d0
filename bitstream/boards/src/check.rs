//! What must hold in a `board.toml` beyond its types.

use crate::board::{Board, Family};
use crate::shell::Shell;
use crate::transport::Transport;
use isa::ArchConfig;
use isa::csr::BLOCK_BYTES;
use isa::litex;

/// Why a text is no board, or a name none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BoardError {
    /// No TOML, a key that does not exist, or a value of another type.
    #[error("{board}/board.toml: {problem}")]
    Malformed {
        /// The board's folder.
        board: String,
        /// What is wrong and where, in several lines.
        problem: Box<toml::de::Error>,
    },
    /// A parameter of the array cannot be.
    #[error("{board}/board.toml: {problem}")]
    Array {
        /// The board's folder.
        board: String,
        /// Which one.
        problem: isa::arch::ArchError,
    },
    /// A value does not go together with another.
    #[error("{board}/board.toml: {key}: {problem}")]
    Value {
        /// The board's folder.
        board: String,
        /// The key.
        key: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// There is no such board.
    #[error("there is no board `{name}`; the boards are: {names}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// All names.
        names: String,
    },
}

/// Checks a board that lies in `folder`.
pub fn board(folder: &str, board: &Board) -> Result<(), BoardError> {
    let arch = board.arch();
    arch.validate().map_err(|problem| BoardError::Array { board: folder.into(), problem })?;
    let rules: [(&'static str, Option<String>); 10] = [
        ("name", name(folder, board)),
        ("array", bus_width(&arch)),
        ("part.limits", limits(board)),
        ("clock.core_khz", wrong(board.clock.core_khz == 0, "a clock of 0 kHz")),
        ("clock.pins", wrong(board.clock.pins.len() > 2, "more than two pins")),
        ("memory", memory(board)),
        ("transport.registers", registers(board)),
        ("transport.dma", dma(board)),
        ("transport.interrupt", interrupt(board)),
        ("shell", shell(board)),
    ];
    match rules.into_iter().find_map(|(key, problem)| Some((key, problem?))) {
        Some((key, problem)) => Err(BoardError::Value { board: folder.into(), key, problem }),
        None => Ok(()),
    }
}

fn wrong(condition: bool, problem: &str) -> Option<String> {
    condition.then(|| problem.to_owned())
}

fn name(folder: &str, board: &Board) -> Option<String> {
    let legal =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    if board.name != folder {
        return Some(format!("`{}` lies in folder `{folder}`", board.name));
    }
    wrong(
        !board.name.starts_with(|first: char| first.is_ascii_lowercase()) || !board.name.chars().all(legal),
        "lower-case letters, digits and hyphens only",
    )
}

/// Buses are laid out for one width of the memory port.
fn bus_width(arch: &ArchConfig) -> Option<String> {
    wrong(arch.bus_bytes != ArchConfig::REFERENCE.bus_bytes, "bus_bytes is 16 in hardware")
}

fn limits(board: &Board) -> Option<String> {
    let (limits, kept) = (&board.part.limits, board.shell.allowance());
    let pairs = [
        ("LUTs", kept.lut, limits.lut),
        ("flip-flops", kept.ff, limits.ff),
        ("DSPs", kept.dsp, limits.dsp),
        ("block RAMs", kept.block_ram, limits.block_ram),
    ];
    let over = pairs.into_iter().find(|(_, kept, limit)| kept >= limit);
    over.map(|(what, kept, limit)| format!("the shell is allowed {kept} {what} of {limit}"))
}

fn memory(board: &Board) -> Option<String> {
    let memory = &board.memory;
    if memory.base.checked_add(memory.bytes.saturating_sub(1)).is_none() || memory.bytes == 0 {
        return Some("base and bytes are no range of addresses".into());
    }
    wrong(
        memory.peak_bytes_per_second == 0 || memory.port.bytes_per_cycle == 0 || memory.port.clock_khz == 0,
        "a bandwidth of 0",
    )
}

fn registers(board: &Board) -> Option<String> {
    let window = board.transport.registers();
    let Some(end) = window.end() else { return Some("base and bytes are no range of addresses".into()) };
    if window.bytes < u64::from(BLOCK_BYTES) || !window.bytes.is_power_of_two() {
        return Some(format!("{} bytes; a power of two of at least {BLOCK_BYTES}", window.bytes));
    }
    if !window.base.is_multiple_of(window.bytes) {
        return Some(format!("base {:#x} is no multiple of {:#x} bytes", window.base, window.bytes));
    }
    match &board.transport {
        Transport::Vfio(vfio) => wrong(end > vfio.bar_bytes, "reaches beyond the BAR"),
        // The driver asks no board for them.
        Transport::Litex(_) => wrong(
            (window.base, board.memory.base) != (litex::REGISTER_BASE.into(), litex::MEMORY_BASE.into()),
            "registers and memory are where `isa::litex` says",
        ),
        _ => None,
    }
}

/// Memory of the driver lies where the accelerator can reach it, in whole pages.
fn dma(board: &Board) -> Option<String> {
    let Transport::Uio(uio) = &board.transport else { return None };
    let (dma, memory) = (&uio.dma, &board.memory);
    if dma.bytes == 0 || dma.bytes > memory.bytes || !dma.bytes.is_multiple_of(4096) {
        return Some(format!("{:#x} bytes; whole pages of 4096, at most those of `memory`", dma.bytes));
    }
    wrong(!(20..=64).contains(&dma.address_bits), "address_bits is between 20 and 64")
}

fn interrupt(board: &Board) -> Option<String> {
    match &board.transport {
        // 16 user interrupts (PG195, "Interrupts").
        Transport::Xdma(xdma) => wrong(xdma.user_interrupt > 15, "XDMA has user interrupts 0 to 15"),
        Transport::Vfio(vfio) => wrong(vfio.interrupt_vector > 31, "MSI has vectors 0 to 31"),
        Transport::Uio(uio) => {
            wrong(uio.interrupt.shared_peripheral > 987, "the interrupt controller has no such number")
        }
        Transport::Litex(_) => None,
    }
}

/// Shell, transport and part are of one kind.
fn shell(board: &Board) -> Option<String> {
    let family = board.part.family;
    let fits = match (&board.shell, &board.transport) {
        (Shell::Zynq7(_), Transport::Uio(_)) => family == Family::Xc7,
        (Shell::Zynqmp(_), Transport::Uio(_)) => family == Family::Xcup,
        (Shell::Xdma(_), Transport::Xdma(_)) => family != Family::Ecp5,
        (Shell::Litex(_), Transport::Vfio(_) | Transport::Litex(_)) => true,
        _ => false,
    };
    wrong(
        !fits,
        &format!("`{}` does not go with `{}` on {family}", board.shell.folder(), board.transport.scheme()),
    )
}

#[cfg(test)]
mod test {
    use crate::Board;

    const TEXT: &str = include_str!("../pynq-z2/board.toml");

    #[test]
    fn what_does_not_go_together_is_named() {
        for (old, new, expected) in [
            ("pv_count = 4", "pv_cuont = 4", "pv_cuont"),
            ("pv_count = 4", "pv_count = 17", "pv_count = 17"),
            ("pv_count = 4", "bus_bytes = 32", "bus_bytes"),
            ("name = \"pynq-z2\"", "name = \"pynq-z1\"", "folder `pynq-z2`"),
            ("core_khz = 100000", "core_khz = 0", "clock.core_khz"),
            ("base = 0x43c00000\nbytes = 0x1000", "base = 0x43c00000\nbytes = 0x800", "transport.registers"),
            ("base = 0x43c00000", "base = 0x43c00800", "0x43c00800 is no multiple"),
            ("bytes = 0x04000000", "bytes = 0x04000001", "transport.dma"),
            ("bytes = 0x04000000", "bytes = 0x40000000", "transport.dma"),
            ("shared_peripheral = 29", "shared_peripheral = 1020", "transport.interrupt"),
            ("kind = \"zynq7\"", "kind = \"zynqmp\"", "`zynqmp` does not go with `uio` on xc7"),
            ("lut = 6000", "lut = 60000", "the shell is allowed 60000 LUTs"),
            ("peak_bytes_per_second = 2100000000", "peak_bytes_per_second = 0", "bandwidth"),
            ("trigger = \"level-high\"", "trigger = \"edge\"", "edge"),
        ] {
            assert!(TEXT.contains(old), "{old}");
            let error = Board::parse("pynq-z2", &TEXT.replacen(old, new, 1)).expect_err(new).to_string();
            assert!(error.starts_with("pynq-z2/board.toml: ") && error.contains(expected), "{new}: {error}");
        }
    }

    #[test]
    fn addresses_behind_a_bridge_are_the_drivers() {
        let text = include_str!("../ulx3s-85f/board.toml");
        for (old, new) in [("base = 0x80000000", "base = 0x30000000"), ("base = 0x40000000", "base = 0x0")] {
            assert!(text.contains(old), "{old}");
            let error = Board::parse("ulx3s-85f", &text.replacen(old, new, 1)).expect_err(new).to_string();
            assert!(error.contains("isa::litex"), "{error}");
        }
    }

    #[test]
    fn bandwidth_is_that_of_the_narrowest_place() {
        let board = Board::parse("pynq-z2", TEXT).expect("legal");
        let usable = |khz| board.memory.usable_bytes_per_second(&board.arch(), khz);
        assert_eq!(usable(100_000), 800_000_000, "8 bytes at 100 MHz");
        assert_eq!(usable(10_000), 160_000_000, "16 bytes at 10 MHz");
    }
}
