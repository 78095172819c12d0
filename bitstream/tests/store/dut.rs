//! The emitted Verilog as a process under Verilator: inputs go in, outputs come back, cycle by cycle.

use std::collections::BTreeMap;
use std::io::{BufReader, BufWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use bitstream::verilog::Design;

/// Where a port lies among the 32-bit words that go over the pipe.
#[derive(Clone, Copy)]
struct Place {
    first: usize,
    words: usize,
}

/// A running simulation.
pub struct Dut {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
    inputs: BTreeMap<String, Place>,
    outputs: BTreeMap<String, Place>,
    values: Vec<u32>,
    results: Vec<u8>,
    _directory: tempfile::TempDir,
}

impl Dut {
    /// Builds and starts the design; `None` where Verilator is not installed.
    pub fn start(design: &Design) -> Option<Self> {
        let found = Command::new("verilator").arg("--version").stdout(Stdio::null()).status();
        if found.is_err() {
            let required = std::env::var("GANAX_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
            assert!(!required, "verilator is not installed and GANAX_REQUIRE_TOOLS=1 is set");
            let _ = writeln!(std::io::stderr(), "skipped: verilator is not installed");
            return None;
        }
        let directory = tempfile::tempdir().expect("a directory for the simulation");
        let top = &design.modules[0];
        let (mut inputs, mut outputs) = (BTreeMap::new(), BTreeMap::new());
        let (mut input_words, mut output_words) = (0, 0);
        let (mut reads, mut writes) = (String::new(), String::new());
        for port in top.ports.iter().filter(|port| port.name != "clock") {
            let words = port.width_bits.div_ceil(32).max(1);
            let (places, total) = match port.is_input {
                true => (&mut inputs, &mut input_words),
                false => (&mut outputs, &mut output_words),
            };
            let (name, first) = (&port.name, *total);
            places.insert(name.clone(), Place { first, words });
            *total += words;
            // A word of C++ gets a prefix from Verilator.
            let name = if name == "abort" { format!("__SYM__{name}") } else { name.clone() };
            let one = |word: usize| match (port.width_bits > 64, port.is_input) {
                (true, true) => format!("t->{name}[{word}] = in[{}];\n", first + word),
                (true, false) => format!("out[{}] = t->{name}[{word}];\n", first + word),
                (false, true) if words == 2 => {
                    format!("t->{name} = in[{first}] | (uint64_t)in[{}] << 32;\n", first + 1)
                }
                (false, true) => format!("t->{name} = in[{first}];\n"),
                (false, false) => format!("out[{}] = (uint64_t)t->{name} >> {};\n", first + word, 32 * word),
            };
            let text: String = match !port.is_input || port.width_bits > 64 {
                true => (0..words).map(one).collect(),
                false => one(0),
            };
            if port.is_input {
                reads += &text
            } else {
                writes += &text
            };
        }
        let main = format!(
            r#"#include "Vtop.h"
#include "verilated.h"
#include <cstdio>
int main() {{
    Vtop* t = new Vtop;
    static uint32_t in[{input_words}], out[{output_words}];
    for (int c; (c = getchar()) != EOF;) {{
        if (c == 'e') {{
            if (fread(in, 4, {input_words}, stdin) != {input_words}) return 1;
            {reads}
            t->clock = 0; t->eval();
            {writes}
            fwrite(out, 4, {output_words}, stdout); fflush(stdout);
        }} else {{ t->clock = 1; t->eval(); t->clock = 0; t->eval(); }}
    }}
    return 0;
}}
"#
        );
        let write = |name: &str, text: String| {
            std::fs::write(directory.path().join(name), text).expect("files of the simulation");
        };
        write("design.v", design.to_string());
        write("main.cpp", main);
        let built = Command::new("verilator")
            .args([
                "--cc",
                "--exe",
                "--build",
                "-Wno-fatal",
                "-Wno-lint",
                "-O3",
                "-CFLAGS",
                "-O1",
                "--prefix",
                "Vtop",
            ])
            .args(["--top-module", &top.name, "main.cpp", "design.v"])
            .current_dir(directory.path())
            .output()
            .expect("verilator runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let mut child = Command::new(directory.path().join("obj_dir/Vtop"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulation runs");
        let to = BufWriter::new(child.stdin.take().expect("a pipe"));
        let from = BufReader::new(child.stdout.take().expect("a pipe"));
        let (values, results) = (vec![0; input_words], vec![0; 4 * output_words]);
        Some(Self { child, to, from, inputs, outputs, values, results, _directory: directory })
    }

    /// Sets an input, the low 64 bits first.
    pub fn set_wide(&mut self, name: &str, value: &[u32]) {
        let place = self.inputs[name];
        for word in 0..place.words {
            self.values[place.first + word] = value.get(word).copied().unwrap_or(0);
        }
    }

    /// Sets an input of up to 64 bits.
    pub fn set(&mut self, name: &str, value: u64) {
        self.set_wide(name, &[value as u32, (value >> 32) as u32]);
    }

    /// Lets the inputs take effect, without a clock edge.
    pub fn settle(&mut self) {
        self.to.write_all(b"e").expect("the simulation listens");
        for value in &self.values {
            self.to.write_all(&value.to_le_bytes()).expect("the simulation listens");
        }
        self.to.flush().expect("the simulation listens");
        self.from.read_exact(&mut self.results).expect("the simulation answers");
    }

    /// A clock edge.
    pub fn tick(&mut self) {
        self.to.write_all(b"t").expect("the simulation listens");
    }

    fn word(&self, index: usize) -> u32 {
        let bytes = &self.results[4 * index..4 * index + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }

    /// An output, 32 bits a word.
    pub fn get_wide(&self, name: &str) -> Vec<u32> {
        let place = self.outputs[name];
        (0..place.words).map(|word| self.word(place.first + word)).collect()
    }

    /// An output of up to 64 bits.
    pub fn get(&self, name: &str) -> u64 {
        let words = self.get_wide(name);
        u64::from(words[0]) | u64::from(words.get(1).copied().unwrap_or(0)) << 32
    }

    /// An output of one bit.
    pub fn is(&self, name: &str) -> bool {
        self.get(name) != 0
    }
}

impl Drop for Dut {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
