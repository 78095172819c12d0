//! The Verilog of a board's array, and what stands in it: ports, and the registers that never change.

use crate::rtl;
use anyhow::{Context, Result, ensure};
use boards::Board;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The description of the array, as `emit-verilog --config` reads it.
pub fn configuration(board: &Board) -> String {
    let mut text = format!(
        "# The array of {}, from bitstream/boards/{}/board.toml.\n\nclock_khz = {}\n\n[array]\n",
        board.title, board.name, board.clock.core_khz
    );
    for parameter in board.arch().parameters() {
        let _ = writeln!(text, "{} = {}", parameter.name, parameter.value);
    }
    text
}

/// Writes `MODULE.toml`, `MODULE.v` and `MODULE.ports.txt` into a folder.
pub fn write(board: &Board, directory: &Path) -> Result<()> {
    let file = directory.join(format!("{}.toml", board.module()));
    std::fs::write(&file, configuration(board))
        .with_context(|| format!("{} cannot be written", file.display()))?;
    rtl::emit_configuration(&file, board.build_id(), directory)
}

/// A port of the accelerator.
pub struct Port {
    name: String,
    direction: String,
    width: u32,
}

/// Reads a list of ports.
///
/// # Errors
/// A line that is not `NAME input|output WIDTH`.
pub fn ports(text: &str) -> Result<Vec<Port>> {
    let read = |line: &str| {
        let mut words = line.split_whitespace();
        let (name, direction, width) = (words.next()?, words.next()?, words.next()?.parse().ok()?);
        (matches!(direction, "input" | "output") && words.next().is_none()).then(|| Port {
            name: name.into(),
            direction: direction.into(),
            width,
        })
    };
    text.lines().map(|line| read(line).with_context(|| format!("`{line}` is no port"))).collect()
}

/// Declarations and connections of the buses, for the module around the accelerator.
pub fn bus_ports(ports: &[Port]) -> (String, String) {
    let buses: Vec<&Port> = ports
        .iter()
        .filter(|port| port.name.starts_with("s_axi_") || port.name.starts_with("m_axi_"))
        .collect();
    let declare = |port: &&Port| {
        let range = if port.width == 1 { String::new() } else { format!("[{}:0] ", port.width - 1) };
        format!("    {} wire {range}{}", port.direction, port.name)
    };
    let connect = |port: &&Port| format!("        .{0}({0})", port.name);
    let join = |lines: Vec<String>| lines.join(",\n");
    (join(buses.iter().map(declare).collect()), join(buses.iter().map(connect).collect()))
}

/// Registers that hold a constant, by name, as the Verilog has them in lines such as
/// `10'd6: word = 32'd1428007499; // FINGERPRINT_LOW`.
pub fn constants(verilog: &str) -> BTreeMap<String, u32> {
    let read = |line: &str| {
        let (assignment, name) = line.split_once("; // ")?;
        let (_, value) = assignment.split_once("word = 32'd")?;
        Some((name.trim().to_owned(), value.parse().ok()?))
    };
    verilog.lines().filter_map(read).collect()
}

/// What of the Verilog does not agree with the board and the contract; empty if everything does.
///
/// # Errors
/// A register that is not there.
pub fn disagreements(board: &Board, verilog: &str) -> Result<Vec<String>> {
    let found = constants(verilog);
    ensure!(!found.is_empty(), "the Verilog has no table of constant registers");
    let mut problems = Vec::new();
    for (name, value) in identity(board) {
        match found.get(&name) {
            Some(shown) if *shown == value => {}
            Some(shown) => problems.push(format!("{name} shows {shown:#x}, not {value:#x}")),
            None => problems.push(format!("{name} is not among the constant registers")),
        }
    }
    Ok(problems)
}

/// The registers by which a design for a board is known, by name, with their values.
pub fn identity(board: &Board) -> Vec<(String, u32)> {
    let mut expected = vec![
        ("FINGERPRINT_LOW".to_owned(), isa::FINGERPRINT as u32),
        ("FINGERPRINT_HIGH".to_owned(), (isa::FINGERPRINT >> 32) as u32),
        ("BUILD_ID".to_owned(), board.build_id()),
        ("CLOCK_KHZ".to_owned(), board.clock.core_khz),
        ("MAGIC".to_owned(), isa::csr::MAGIC),
    ];
    expected.extend(board.arch().parameters().iter().map(|parameter| {
        // The latency is what the compiler assumes; a device whose memory is real shows 0.
        let shown = if parameter.name == "memory_latency_cycles" { 0 } else { parameter.value };
        (format!("ARCH_{}", parameter.name.to_uppercase()), shown)
    }));
    expected
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn buses_are_declared_and_connected() {
        let ports =
            ports("aclk          input    1\ns_axi_wdata   input   32\nm_axi_wlast   output   1\n").unwrap();
        let (declarations, connections) = bus_ports(&ports);
        assert_eq!(declarations, "    input wire [31:0] s_axi_wdata,\n    output wire m_axi_wlast");
        assert_eq!(connections, "        .s_axi_wdata(s_axi_wdata),\n        .m_axi_wlast(m_axi_wlast)");
        assert!(super::ports("aclk inout 1").is_err());
    }

    #[test]
    fn another_fingerprint_is_found() {
        let board = boards::find("pynq-z2").unwrap();
        let line = |name: &str, value: u32| format!("            10'd6: word = 32'd{value}; // {name}\n");
        let mut verilog = line("FINGERPRINT_LOW", isa::FINGERPRINT as u32);
        verilog += &line("FINGERPRINT_HIGH", (isa::FINGERPRINT >> 32) as u32);
        verilog += &line("BUILD_ID", board.build_id());
        verilog += &line("CLOCK_KHZ", board.clock.core_khz);
        verilog += &line("MAGIC", isa::csr::MAGIC);
        for parameter in board.arch().parameters() {
            let shown = if parameter.name == "memory_latency_cycles" { 0 } else { parameter.value };
            verilog += &line(&format!("ARCH_{}", parameter.name.to_uppercase()), shown);
        }
        assert_eq!(disagreements(board, &verilog).unwrap(), Vec::<String>::new());
        let other = verilog.replace("// FINGERPRINT_LOW", "// OTHER");
        assert_eq!(disagreements(board, &other).unwrap().len(), 1);
    }
}
