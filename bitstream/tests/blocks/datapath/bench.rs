//! A Verilog bench that plays the inputs of the datapath and compares what is drained.

use super::reference::Inputs;
use crate::support::tools::Tool;
use bitstream::verilog::Design;
use std::fmt::Write;
use std::process::Command;

/// Ports in the order of a vector, with their widths.
const INPUTS: [(&str, usize); 15] = [
    ("reset", 1),
    ("load_words", 256),
    ("load_banks", 16),
    ("load_lines", 256),
    ("input_write", 1),
    ("weight_write", 1),
    ("operate", 1),
    ("input_address", 16),
    ("weight_address", 16),
    ("output_address", 16),
    ("operation", 4),
    ("flags", 4),
    ("first", 1),
    ("last", 1),
    ("drain_address", 16),
];

/// Runs the design under Verilator, or skips the test where that is not installed.
///
/// # Panics
/// At the first word that differs.
pub fn run_under_verilator(design: &Design, inputs: &[Inputs], outputs: &[Option<u64>]) {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    let directory = tempfile::tempdir().expect("a directory for the simulation");
    let write = |name: &str, text: String| {
        std::fs::write(directory.path().join(name), text).expect("files of the simulation");
    };
    write("design.v", design.to_string());
    write("bench.v", bench(inputs.len()));
    write(
        "vectors.txt",
        inputs.iter().zip(outputs).map(|(inputs, output)| vector(inputs, *output)).collect(),
    );
    let mut compile = verilator.command();
    compile.args(["--binary", "--timing", "-Wno-fatal", "-Wno-lint", "--top-module", "bench"]);
    Tool::run(compile.args(["bench.v", "design.v"]).current_dir(&directory));
    let mut simulate = Command::new(directory.path().join("obj_dir/Vbench"));
    let said = Tool::run(simulate.current_dir(&directory));
    assert!(said.contains(&format!("PASS {} rows", inputs.len())), "{said}");
}

/// Runs Verilator's linter over the design.
///
/// # Panics
/// If it finds anything that rust-hdl's output could avoid.
pub fn lint(design: &Design) {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    let directory = tempfile::tempdir().expect("a directory for the linter");
    std::fs::write(directory.path().join("design.v"), design.to_string()).expect("the file");
    let mut lint = verilator.command();
    lint.args(["--lint-only", "-Wall", "-Wno-WIDTH", "-Wno-UNUSED", "-Wno-UNOPTFLAT", "-Wno-DECLFILENAME"]);
    let output = lint.arg("design.v").current_dir(&directory).output().expect("verilator runs");
    let findings = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && findings.is_empty(), "{findings}");
}

/// Binary digits: inputs, whether the output is judged, and the output.
fn vector(inputs: &Inputs, output: Option<u64>) -> String {
    let mut text = String::new();
    let mut put = |value: u64, bits: usize| write!(text, "{value:0bits$b}").expect("a string takes all");
    put(inputs.reset.into(), 1);
    for word in inputs.load_words.iter().rev() {
        put((*word as u16).into(), 16);
    }
    put(inputs.load_banks.into(), 16);
    for bank in (0..16).rev() {
        let wrapped = inputs.load_wrapped >> bank & 1 != 0;
        put(if wrapped { inputs.load_next_line } else { inputs.load_line }.into(), 16);
    }
    put(inputs.input_write.into(), 1);
    put(inputs.weight_write.into(), 1);
    put(inputs.operate.into(), 1);
    for word in [inputs.input_address, inputs.weight_address, inputs.output_address] {
        put(word.into(), 16);
    }
    put(inputs.operation as u64, 4);
    put(inputs.flags.into(), 4);
    put(inputs.first.into(), 1);
    put(inputs.last.into(), 1);
    put(inputs.drain_address.into(), 16);
    put(output.is_some().into(), 1);
    put(output.unwrap_or(0), 48);
    text + "\n"
}

fn bench(rows: usize) -> String {
    let width: usize = INPUTS.iter().map(|(_, bits)| bits).sum();
    let mut above = width;
    let connections: String = INPUTS
        .iter()
        .map(|(name, bits)| {
            above -= bits;
            format!("        .{name}(inputs[{above} +: {bits}]),\n")
        })
        .collect();
    format!(
        r#"`timescale 1ns/1ps
module bench;
    reg [{top}:0] rows [0:{rows} - 1];
    reg [{width} - 1:0] inputs;
    reg judged, clock;
    reg [47:0] expected;
    wire [47:0] drain_word;
    integer row;
    datapath dut(
{connections}        .drain_word(drain_word),
        .clock(clock)
    );
    initial begin
        $readmemb("vectors.txt", rows);
        clock = 0;
        for (row = 0; row < {rows}; row = row + 1) begin
            {{inputs, judged, expected}} = rows[row];
            #4;
            if (judged && drain_word !== expected) begin
                $display("FAIL row %0d: drained %h, expected %h", row, drain_word, expected);
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
        top = width + 48,
    )
}
