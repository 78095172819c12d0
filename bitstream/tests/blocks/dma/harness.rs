//! A simulation under Verilator that a test drives cycle by cycle, so that models of the surroundings may answer what the
//! design does.
//!
//! The design runs in a process of its own: inputs go in through its standard input, outputs come back.

use crate::support::tools::Tool;
use bitstream::verilog::Design;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A running simulation.
pub struct Simulation {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
    inputs: HashMap<String, Place>,
    outputs: HashMap<String, Place>,
    sent: Vec<u32>,
    received: Vec<u32>,
    _directory: tempfile::TempDir,
}

/// Where a port lies in a frame.
#[derive(Clone, Copy)]
struct Place {
    word: usize,
    words: usize,
}

impl Simulation {
    /// Builds and starts the design; `None` where Verilator is not installed.
    pub fn start(design: &Design) -> Option<Self> {
        let verilator = Tool::VERILATOR.find()?;
        let directory = tempfile::tempdir().expect("a directory for the simulation");
        let top = &design.modules[0];
        let mut source = String::new();
        let (mut inputs, mut outputs) = (HashMap::new(), HashMap::new());
        let (mut sent, mut received) = (0, 0);
        let (mut before, mut after) = (String::new(), String::new());
        for port in top.ports.iter().filter(|port| port.name != "clock") {
            let words = port.width_bits.div_ceil(32);
            let (name, map, at, text) = match port.is_input {
                true => (&*port.name, &mut inputs, &mut sent, &mut before),
                false => (&*port.name, &mut outputs, &mut received, &mut after),
            };
            // Verilator renames what is a function of C.
            let name = if name == "abort" { "__SYM__abort" } else { name };
            for word in 0..words {
                let here = *at + word;
                let line = match (port.is_input, words) {
                    (true, 1) => format!("top.{name} = in[{here}];"),
                    (true, 2) if word == 0 => {
                        format!("top.{name} = in[{here}] | (uint64_t)in[{here} + 1] << 32;")
                    }
                    (true, 2) => String::new(),
                    (true, _) => format!("top.{name}[{word}] = in[{here}];"),
                    (false, 1) => format!("out[{here}] = top.{name};"),
                    (false, 2) => format!("out[{here}] = (uint64_t)top.{name} >> {};", 32 * word),
                    (false, _) => format!("out[{here}] = top.{name}[{word}];"),
                };
                writeln!(text, "        {line}").expect("a string");
            }
            map.insert(port.name.to_string(), Place { word: *at, words });
            *at += words;
        }
        write!(
            source,
            "#include \"Vdesign.h\"\n#include <unistd.h>\n#include <stdint.h>\n\
             double sc_time_stamp() {{ return 0; }}\n\
             static bool all(int fd, char *at, size_t n, bool in) {{\n    while (n) {{ ssize_t k = in ? read(fd, at, n) : write(fd, at, n); \
             if (k <= 0) return false; at += k; n -= k; }}\n    return true;\n}}\n\
             int main() {{\n    static Vdesign top;\n    static uint32_t in[{} + 1], out[{} + 1];\n    top.clock = 0; top.eval();\n    \
             while (all(0, (char *)in, sizeof in, true)) {{\n{before}        top.eval();\n{after}        \
             if (!all(1, (char *)out, sizeof out, false)) break;\n        \
             if (in[{sent}]) {{ top.clock = 1; top.eval(); top.clock = 0; top.eval(); }}\n    }}\n    return 0;\n}}\n",
            sent, received
        )
        .expect("a string");
        let write = |name: &str, text: &str| {
            std::fs::write(directory.path().join(name), text).expect("files of the simulation");
        };
        write("design.v", &design.to_string());
        write("main.cpp", &source);
        let mut compile = verilator.command();
        compile.args([
            "--cc",
            "--exe",
            "--build",
            "-O3",
            "-Wno-fatal",
            "-Wno-lint",
            "-CFLAGS",
            "-O1",
            "--prefix",
            "Vdesign",
        ]);
        compile.args(["--top-module", &top.name, "design.v", "main.cpp"]);
        Tool::run(compile.current_dir(&directory));
        let mut child = Command::new(directory.path().join("obj_dir/Vdesign"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulation was built");
        let (to, from) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        let (sent, received) = (vec![0; sent + 1], vec![0; received + 1]);
        Some(Self { child, to, from, inputs, outputs, sent, received, _directory: directory })
    }

    /// Sets an input.
    pub fn set(&mut self, name: &str, value: u128) {
        let place = *self.inputs.get(name).unwrap_or_else(|| panic!("no input {name}"));
        for word in 0..place.words {
            self.sent[place.word + word] = value.checked_shr(32 * word as u32).unwrap_or(0) as u32;
        }
    }

    /// An output as it was at the latest evaluation.
    pub fn get(&self, name: &str) -> u64 {
        let words = self.wide(name);
        words.iter().rev().fold(0, |value, &word| value << 32 | u64::from(word))
    }

    /// The same for an output of any width.
    pub fn wide(&self, name: &str) -> &[u32] {
        let place = *self.outputs.get(name).unwrap_or_else(|| panic!("no output {name}"));
        &self.received[place.word..place.word + place.words]
    }

    /// Evaluates with the inputs as they are.
    pub fn evaluate(&mut self) {
        self.exchange(0);
    }

    /// Evaluates, and lets a clock cycle pass; outputs are those before the edge.
    pub fn cycle(&mut self) {
        self.exchange(1);
    }

    fn exchange(&mut self, edge: u32) {
        *self.sent.last_mut().expect("the edge") = edge;
        let bytes: Vec<u8> = self.sent.iter().flat_map(|word| word.to_ne_bytes()).collect();
        self.to.write_all(&bytes).expect("the simulation runs");
        let mut bytes = vec![0; 4 * self.received.len()];
        self.from.read_exact(&mut bytes).expect("the simulation runs");
        for (word, bytes) in self.received.iter_mut().zip(bytes.chunks_exact(4)) {
            *word = u32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
