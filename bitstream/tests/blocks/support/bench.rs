//! A Verilog test bench for any block with one clock: plays rows of inputs and compares the outputs.
//!
//! The vectors come from a reference in Rust; bench and simulators know nothing of rust-hdl, so that they
//! judge the emitted text alone.

use super::tools::Tool;
use bitstream::verilog::Design;
use bitstream::verilog::module::Port;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// One clock cycle. Every port but `clock` has a value.
pub struct Row {
    pub inputs: BTreeMap<&'static str, u64>,
    /// `None` where the value means nothing in this cycle.
    pub outputs: BTreeMap<&'static str, Option<u64>>,
}

/// Runs `rows` through the design under Icarus, or skips the test where that is not installed.
///
/// # Panics
/// At the first row whose outputs differ.
pub fn run_under_icarus(design: &Design, rows: &[Row]) {
    let Some(icarus) = Tool::ICARUS.find() else { return };
    let directory = prepare(design, rows);
    let mut compile = icarus.command();
    compile.args(["-Wall", "-g2005", "-o", "bench.vvp", "bench.v", "design.v"]);
    Tool::run(compile.current_dir(&directory));
    judge(&Tool::run(Command::new("vvp").arg("bench.vvp").current_dir(&directory)), rows.len());
}

/// As [`run_under_icarus`], under Verilator.
pub fn run_under_verilator(design: &Design, rows: &[Row]) {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    let directory = prepare(design, rows);
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
    judge(&Tool::run(simulate.current_dir(&directory)), rows.len());
}

fn judge(output: &str, rows: usize) {
    assert!(output.contains(&format!("PASS {rows} rows")), "{output}");
}

/// A directory with bench, design and vectors.
fn prepare(design: &Design, rows: &[Row]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory for the simulation");
    let write = |name: &str, text: String| {
        std::fs::write(Path::join(directory.path(), name), text).expect("files of the simulation");
    };
    let ports = Ports::of(design);
    write("design.v", design.to_string());
    write("bench.v", ports.bench(&design.modules[0].name, rows.len()));
    write("vectors.txt", rows.iter().map(|row| ports.vector(row) + "\n").collect());
    directory
}

/// The ports of the top module that vectors are about.
struct Ports<'a> {
    inputs: Vec<&'a Port>,
    outputs: Vec<&'a Port>,
}

impl<'a> Ports<'a> {
    fn of(design: &'a Design) -> Self {
        let ports = design.modules[0].ports.iter().filter(|port| port.name != "clock");
        let (inputs, outputs) = ports.partition(|port| port.is_input);
        Self { inputs, outputs }
    }

    /// Binary digits of a row: inputs, expected outputs, and a mask of the outputs that are judged.
    fn vector(&self, row: &Row) -> String {
        let digits = |port: &Port, value: u64| format!("{value:0width$b}", width = port.width_bits);
        let expected = |port: &Port| {
            *row.outputs.get(&*port.name).unwrap_or_else(|| panic!("the row has no output {}", port.name))
        };
        let input = |port: &Port| {
            *row.inputs.get(&*port.name).unwrap_or_else(|| panic!("the row has no input {}", port.name))
        };
        let mut text: String = self.inputs.iter().map(|port| digits(port, input(port))).collect();
        text.extend(self.outputs.iter().map(|port| digits(port, expected(port).unwrap_or(0))));
        text.extend(self.outputs.iter().map(|port| {
            let judged = if expected(port).is_some() { "1" } else { "0" };
            judged.repeat(port.width_bits)
        }));
        text
    }

    /// The test bench. Outputs are judged just before the rising edge, so that they may depend on the inputs
    /// of the same cycle.
    fn bench(&self, top: &str, rows: usize) -> String {
        let width = |ports: &[&Port]| ports.iter().map(|port| port.width_bits).sum::<usize>();
        let (inputs, outputs) = (width(&self.inputs), width(&self.outputs));
        let connections =
            connections(&self.inputs, inputs, "inputs") + &connections(&self.outputs, outputs, "outputs");
        format!(
            r#"`timescale 1ns/1ps
module bench;
    reg [{row_top}:0] rows [0:{rows} - 1];
    reg [{input_top}:0] inputs;
    wire [{output_top}:0] outputs;
    reg [{output_top}:0] expected, judged;
    reg clock;
    integer row;
    {top} dut(
        .clock(clock){connections}
    );
    initial begin
        $readmemb("vectors.txt", rows);
        clock = 0;
        for (row = 0; row < {rows}; row = row + 1) begin
            {{inputs, expected, judged}} = rows[row];
            #4;
            if (((outputs ^ expected) & judged) !== 0) begin
                $display("FAIL row %0d: inputs %b, outputs %b,", row, inputs, outputs);
                $display("    expected %b, judged %b", expected, judged);
                $finish(0);
            end
            #1 clock = 1;
            #5 clock = 0;
        end
        $display("PASS %0d rows", row);
        $finish(0);
    end
endmodule
"#,
            row_top = inputs + 2 * outputs - 1,
            input_top = inputs - 1,
            output_top = outputs - 1,
        )
    }
}

/// Port connections to slices of a vector, the first port in the highest bits.
fn connections(ports: &[&Port], width: usize, vector: &str) -> String {
    let mut above = width;
    let slice = |port: &&Port| {
        above -= port.width_bits;
        format!(",\n        .{}({vector}[{above} +: {}])", port.name, port.width_bits)
    };
    ports.iter().map(slice).collect()
}
