//! A test bench for ports of up to 128 bits: plays rows of inputs and compares the outputs.

use crate::support::tools::Tool;
use bitstream::verilog::Design;
use bitstream::verilog::module::Port;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;

/// One clock cycle: a value for every input, and the outputs that mean something.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub inputs: BTreeMap<&'static str, u128>,
    pub outputs: BTreeMap<&'static str, u128>,
}

/// Lints the design and runs `rows` through it, or skips the test where Verilator is not installed.
///
/// # Panics
/// At a warning, or in the first cycle in which an output differs.
pub fn run_under_verilator(design: &Design, rows: &[Row]) {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    let directory = tempfile::tempdir().expect("a directory for the simulation");
    let write = |name: &str, text: String| {
        std::fs::write(directory.path().join(name), text).expect("files of the simulation");
    };
    let ports: Vec<&Port> = design.modules[0].ports.iter().filter(|port| port.name != "clock").collect();
    write("design.v", design.to_string());
    write("bench.v", bench(&design.modules[0].name, &ports, rows.len()));
    write("vectors.txt", rows.iter().map(|row| vector(&ports, row) + "\n").collect());
    let mut lint = verilator.command();
    lint.args(["--lint-only", "-Wall", "-Wno-WIDTH", "-Wno-UNUSED", "-Wno-UNOPTFLAT", "-Wno-DECLFILENAME"]);
    Tool::run(lint.arg("design.v").current_dir(&directory));
    let mut compile = verilator.command();
    compile.args([
        "--binary",
        "--timing",
        "-Wno-fatal",
        "-Wno-lint",
        "-CFLAGS",
        "-O0",
        "--top-module",
        "bench",
    ]);
    Tool::run(compile.args(["bench.v", "design.v"]).current_dir(&directory));
    let mut simulate = Command::new(directory.path().join("obj_dir/Vbench"));
    let output = Tool::run(simulate.current_dir(&directory));
    assert!(output.contains(&format!("PASS {} rows", rows.len())), "{output}");
}

/// Values of all ports, and for outputs a mask of what is judged, the first port in the highest bits.
fn vector(ports: &[&Port], row: &Row) -> String {
    let mut text = String::new();
    for port in ports {
        let values = if port.is_input { &row.inputs } else { &row.outputs };
        let value = values.get(&*port.name);
        assert!(value.is_some() || !port.is_input, "the row has no input {}", port.name);
        let _ = write!(text, "{:0width$b}", value.copied().unwrap_or(0), width = port.width_bits);
        if !port.is_input {
            text.push_str(&if value.is_some() { "1" } else { "0" }.repeat(port.width_bits));
        }
    }
    text
}

fn bench(top: &str, ports: &[&Port], rows: usize) -> String {
    let mut above: usize =
        ports.iter().map(|port| if port.is_input { port.width_bits } else { 2 * port.width_bits }).sum();
    let width = above;
    let (mut wires, mut connections, mut checks) = (String::new(), String::new(), String::new());
    for port in ports {
        let (name, bits) = (&port.name, port.width_bits);
        above -= bits;
        if port.is_input {
            let _ = write!(connections, ",\n        .{name}(row[{above} +: {bits}])");
            continue;
        }
        let expected = above;
        above -= bits;
        let _ = writeln!(wires, "    wire [{}:0] {name};", bits - 1);
        let _ = write!(connections, ",\n        .{name}({name})");
        let _ = writeln!(
            checks,
            "            if ((({name} ^ row[{expected} +: {bits}]) & row[{above} +: {bits}]) !== 0) begin\n                \
             $display(\"FAIL row %0d: {name} is %h, not %h\", count, {name}, row[{expected} +: {bits}]);\n                \
             failed = 1;\n            end"
        );
    }
    format!(
        "`timescale 1ns/1ps
module bench;
    reg [{top_bit}:0] rows [0:{rows} - 1];
    reg [{top_bit}:0] row;
    reg clock, failed;
    integer count;
{wires}
    {top} dut(
        .clock(clock){connections}
    );
    initial begin
        $readmemb(\"vectors.txt\", rows);
        clock = 0;
        failed = 0;
        for (count = 0; count < {rows} && !failed; count = count + 1) begin
            row = rows[count];
            #4;
{checks}
            #1 clock = 1;
            #5 clock = 0;
        end
        if (!failed) $display(\"PASS %0d rows\", count);
        $finish(0);
    end
endmodule
",
        top_bit = width - 1,
    )
}
