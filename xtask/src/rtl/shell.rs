//! A shell around an accelerator whose ports outnumber the pins of a package: shift registers drive its inputs and
//! catch its outputs. For timing and area only; what is packed with it computes nothing that anyone can use.

use anyhow::{Context, Result, ensure};
use std::fmt::Write as _;

/// Name of the shell's module.
pub const NAME: &str = "shell";

struct Port<'a> {
    name: &'a str,
    width: usize,
}

/// The shell's Verilog for module `top` of `source`, whose clock is `aclk`.
///
/// # Errors
/// `top` is not in `source`, or a port of it is not declared in the style of the generator.
pub fn verilog(source: &str, top: &str) -> Result<String> {
    let (_, rest) =
        source.split_once(&format!("module {top}(")).with_context(|| format!("no module {top}"))?;
    let (header, _) = rest.split_once(");").context("a module's header ends")?;
    let mut inputs = Vec::new();
    let mut outputs = Vec::new();
    for line in header.split(',').map(str::trim) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (direction, width, name) = match words.as_slice() {
            [direction, _, name] => (*direction, Some(1), *name),
            [direction, _, range, name] => (*direction, width(range), *name),
            _ => ("", None, ""),
        };
        let width = width.with_context(|| format!("port `{line}`"))?;
        match direction {
            "input" if name == "aclk" => {}
            "input" => inputs.push(Port { name, width }),
            _ => outputs.push(Port { name, width }),
        }
    }
    let (stimulus, response) = (bits(&inputs), bits(&outputs));
    ensure!(stimulus > 1 && response > 1, "module {top} has too few ports for a shell");
    let mut text = format!(
        "// For timing only.
module {NAME}(input wire aclk, input wire serial_in, input wire capture, output wire serial_out);
    reg [{}:0] stimulus;
    reg [{}:0] response;
    wire [{}:0] outputs;
    always @(posedge aclk) begin
        stimulus <= {{stimulus[{}:0], serial_in}};
        response <= capture ? outputs : {{response[{}:0], 1'b0}};
    end
    assign serial_out = response[{}];
    {top} accelerator(
        .aclk(aclk)",
        stimulus - 1,
        response - 1,
        response - 1,
        stimulus - 2,
        response - 2,
        response - 1
    );
    connect(&mut text, &inputs, "stimulus")?;
    connect(&mut text, &outputs, "outputs")?;
    text.push_str("\n    );\nendmodule\n");
    Ok(text)
}

fn bits(ports: &[Port<'_>]) -> usize {
    ports.iter().map(|port| port.width).sum()
}

fn connect(text: &mut String, ports: &[Port<'_>], bus: &str) -> Result<()> {
    let mut low = 0;
    for Port { name, width } in ports {
        write!(text, ",\n        .{name}({bus}[{low} +: {width}])")?;
        low += width;
    }
    Ok(())
}

/// Width of a range such as `[11:0]`.
fn width(range: &str) -> Option<usize> {
    let high: usize = range.strip_prefix('[')?.strip_suffix(":0]")?.parse().ok()?;
    Some(high + 1)
}
