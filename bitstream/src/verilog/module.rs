//! One Verilog module as text, taken apart as far as merging and test benches need it.
//!
//! This reads what rust-hdl writes; it is no general Verilog parser.

use super::VerilogError;
use std::fmt;

/// What rust-hdl makes of the beginning of `comment!("block NAME")`: the macro call, without its closing end.
const BLOCK_MARK: &str = "// comment! (\"block ";

/// A port of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// Name.
    pub name: String,
    /// Width in bits.
    pub width_bits: usize,
    /// Whether the module reads it.
    pub is_input: bool,
    /// Declaration, such as `input wire [3:0] x`.
    declaration: String,
}

/// A module, without the `module` and `endmodule` around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// Module name.
    pub name: String,
    /// What the block calls itself, with `comment!("block NAME")`.
    pub block: Option<String>,
    /// Ports in the order of their declaration.
    pub ports: Vec<Port>,
    /// Everything behind the ports, one line each.
    pub body: Vec<String>,
    /// Child modules.
    pub instances: Vec<Instance>,
}

/// The first line of an instantiation, `kind name(`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Index of that line in [`Module::body`].
    pub line: usize,
    /// Name of the child's module.
    pub kind: String,
    /// Name of the instance.
    pub name: String,
}

/// Takes the text that rust-hdl emits for `block` apart.
///
/// # Errors
/// [`VerilogError::Unexpected`] at text outside of modules (black boxes, vendor cores), malformed ports and a
/// missing end.
pub fn parse(block: &str, text: &str) -> Result<Vec<Module>, VerilogError> {
    let unexpected = |index: usize, expected, found: &str| VerilogError::Unexpected {
        block: block.into(),
        line: index + 1,
        expected,
        found: found.into(),
    };
    let mut modules = vec![];
    let mut open: Option<Module> = None;
    for (index, raw) in text.lines().enumerate() {
        let line = raw.trim();
        match &mut open {
            None if line.is_empty() => {}
            None => {
                let header = line.strip_prefix("module ").and_then(|rest| rest.split_once('('));
                let (name, _) = header.ok_or_else(|| unexpected(index, "`module NAME(`", raw))?;
                open = Some(Module { name: name.into(), ..Module::default() });
            }
            Some(_) if line.starts_with("endmodule") => modules.extend(open.take()),
            Some(module) if Port::is_declaration(line) => {
                module.ports.push(Port::parse(line).ok_or_else(|| unexpected(index, "a port", raw))?);
            }
            // rust-hdl breaks a long comment into lines of which only the first is one.
            Some(_) if line.starts_with("(\"") => {
                return Err(unexpected(index, "a comment that is short enough for one line", raw));
            }
            Some(module) => module.push(raw),
        }
    }
    match open {
        Some(module) => Err(unexpected(text.lines().count(), "`endmodule`", &module.name)),
        None => Ok(modules),
    }
}

impl Port {
    fn is_declaration(line: &str) -> bool {
        ["input ", "output ", "inout "].iter().any(|direction| line.starts_with(direction))
    }

    /// Reads `input wire signed [3:0] x;`.
    fn parse(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.strip_suffix(';')?.split_whitespace().collect();
        let range = words.iter().find_map(|word| word.strip_prefix('[')?.strip_suffix(":0]"));
        let width_bits = match range {
            Some(top) => top.parse::<usize>().ok()?.checked_add(1)?,
            None => 1,
        };
        Some(Self {
            name: words.last()?.to_string(),
            width_bits,
            is_input: words.first() == Some(&"input"),
            declaration: words.join(" "),
        })
    }
}

impl Module {
    /// Puts a line before the body.
    pub fn prepend(&mut self, line: &str) {
        self.body.insert(0, line.into());
        for instance in &mut self.instances {
            instance.line += 1;
        }
    }

    /// Appends a line of the body: block name and instances noted, spaces inside a line reduced, empty lines
    /// never doubled.
    fn push(&mut self, raw: &str) {
        let line = raw.trim();
        if let Some(block) = line.strip_prefix(BLOCK_MARK) {
            self.block = Some(block.into());
            return;
        }
        let repeated_empty = line.is_empty() && self.body.last().is_none_or(String::is_empty);
        if repeated_empty || line == "// Module arguments" {
            return;
        }
        // A child's module is named by its path: the parent's, `$`, and the name of the instance.
        let instance = line.strip_suffix('(').and_then(|head| head.split_once(' '));
        if let Some((kind, name)) = instance
            && kind.strip_prefix(&self.name).and_then(|rest| rest.strip_prefix('$')) == Some(name)
        {
            self.instances.push(Instance { line: self.body.len(), kind: kind.into(), name: name.into() });
        }
        let indentation = if line.is_empty() { "" } else { &raw[..raw.len() - raw.trim_start().len()] };
        let words: Vec<&str> = line.split_whitespace().collect();
        self.body.push(format!("{indentation}{}", words.join(" ")));
    }
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "module {}(", self.name)?;
        for (index, port) in self.ports.iter().enumerate() {
            let separator = if index + 1 < self.ports.len() { "," } else { "" };
            writeln!(f, "    {}{separator}", port.declaration)?;
        }
        writeln!(f, ");")?;
        let body =
            self.body.iter().rposition(|line| !line.is_empty()).map_or(&[][..], |last| &self.body[..=last]);
        for line in body {
            writeln!(f, "{line}")?;
        }
        writeln!(f, "endmodule")
    }
}

#[cfg(test)]
mod test {
    use super::*;

    const RAW: &str = "\n\nmodule top(clock,x,y);\n    \n    // Module arguments\n    input wire  clock;\n    \
        input wire signed [3:0] x;\n    output reg  y;\n    \n    // Stub signals\n    reg  a$d;\n    top$a a(\n        \
        .d(a$d)\n    );\nendmodule // top\n";

    #[test]
    fn ports_instances_and_body_are_told_apart() {
        let modules = parse("top", RAW).unwrap();
        let [module] = &modules[..] else { panic!("one module, found {modules:?}") };
        let ports: Vec<_> = module.ports.iter().map(|p| (&*p.name, p.width_bits, p.is_input)).collect();
        assert_eq!(ports, [("clock", 1, true), ("x", 4, true), ("y", 1, false)]);
        assert_eq!(module.instances.len(), 1);
        assert_eq!(module.body[module.instances[0].line], "    top$a a(");
    }

    #[test]
    fn display_declares_ports_in_the_header() {
        let text = parse("top", RAW).unwrap()[0].to_string();
        assert!(
            text.starts_with(
                "module top(\n    input wire clock,\n    input wire signed [3:0] x,\n    output reg y\n);\n"
            ),
            "{text}"
        );
        assert!(text.ends_with("    );\nendmodule\n"), "{text}");
    }

    #[test]
    fn text_outside_modules_is_refused_with_its_line() {
        let error = parse("top", "module a();\nendmodule\n(* blackbox *)\n").unwrap_err();
        assert!(matches!(error, VerilogError::Unexpected { line: 3, .. }), "{error}");
    }

    #[test]
    fn comment_that_was_broken_into_lines_is_refused() {
        let raw = "module a();\n    // comment!\n    (\"so long that it was broken\nendmodule\n";
        let error = parse("top", raw).unwrap_err();
        assert!(matches!(error, VerilogError::Unexpected { line: 3, .. }), "{error}");
    }

    #[test]
    fn missing_end_is_refused() {
        assert!(matches!(parse("top", "module a();\n"), Err(VerilogError::Unexpected { line: 2, .. })));
    }
}
