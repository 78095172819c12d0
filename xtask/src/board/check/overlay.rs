//! Device-tree overlays: compiled with `dtc`, applied by `fdtoverlay` to a tree with the labels of the kernel's own, and what
//! is then in the tree beside `board.toml`.

use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use boards::{Board, Flash, Shell, Transport};
use std::path::Path;
use std::process::Command;

/// Compiles and applies an overlay, and compares.
///
/// # Errors
/// What the tools say, or what does not agree.
pub fn check(board: &Board, overlay: &Path) -> Result<()> {
    let folder = overlay.parent().context("a file lies in a folder")?;
    let base = workspace::root().join(format!("bitstream/shells/stubs/{}.dts", board.shell.folder()));
    let (blob, tree, merged) =
        (folder.join("overlay.dtbo"), folder.join("base.dtb"), folder.join("merged.dtb"));
    run(Command::new("dtc").args(["-@", "-I", "dts", "-O", "dtb", "-o"]).arg(&blob).arg(overlay))?;
    run(Command::new("dtc").args(["-@", "-I", "dts", "-O", "dtb", "-o"]).arg(&tree).arg(base))?;
    run(Command::new("fdtoverlay").arg("-i").arg(&tree).arg("-o").arg(&merged).arg(&blob))?;
    let text = run(Command::new("dtc").args(["-q", "-I", "dtb", "-O", "dts"]).arg(&merged))?;
    for (node, properties) in expected(board)? {
        let body = body(&text, &node).with_context(|| format!("the tree has no node {node}"))?;
        for (property, value) in properties {
            let line = format!("{property} = {value};");
            ensure!(body.contains(&line), "node {node} does not have `{line}` but:\n{body}");
        }
    }
    Ok(())
}

/// Sees that [`check`] finds registers of another length.
///
/// # Errors
/// It does not, or finds something else.
pub fn finds_another_length(board: &Board, overlay: &Path) -> Result<()> {
    let text = std::fs::read_to_string(overlay)?;
    let bytes = board.transport.registers().bytes;
    let (old, new) = (format!("{bytes:#x}>;"), format!("{:#x}>;", 2 * bytes));
    ensure!(text.contains(&old), "the overlay does not have `{old}`");
    let mutated = overlay.with_file_name("mutated.dtso");
    std::fs::write(&mutated, text.replacen(&old, &new, 1))?;
    let found = check(board, &mutated);
    std::fs::remove_file(&mutated)?;
    match found {
        Err(error) if error.to_string().contains("does not have `reg = ") => Ok(()),
        Err(error) => bail!("found for another reason: {error:#}"),
        Ok(()) => bail!("not found"),
    }
}

/// Runs a tool; its warnings are errors here.
fn run(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    let messages = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}", messages.trim());
    ensure!(!messages.contains("Warning"), "{}", messages.trim());
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The properties of a node, up to its first child or its end.
fn body(text: &str, node: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\t{node} {{\n"))?;
    let lines = rest.lines().map(str::trim).take_while(|line| *line != "};" && !line.ends_with('{'));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

type Node = (String, Vec<(&'static str, String)>);

/// What must be in the tree, as `dtc` prints it.
fn expected(board: &Board) -> Result<Vec<Node>> {
    let Transport::Uio(uio) = &board.transport else { bail!("only Zynq boards have overlays") };
    let firmware = match &board.flash {
        Flash::FpgaManager { firmware, .. } => firmware.clone(),
        Flash::DfxMgr { package } => format!("{package}.bit.bin"),
        other => bail!("an overlay does not go with flash method {}", other.method()),
    };
    // Addresses have one cell on Zynq-7000 and two on UltraScale+.
    let wide = matches!(board.shell, Shell::Zynqmp(_));
    let cell = |value: u64| {
        if wide {
            format!("{:#04x} {:#04x}", value >> 32, value & 0xffff_ffff)
        } else {
            format!("{value:#04x}")
        }
    };
    let registers = uio.registers;
    let interrupt = uio.interrupt;
    Ok(vec![
        ("fpga-full".into(), vec![("firmware-name", format!("\"{firmware}\""))]),
        (
            format!("{}@{:x}", uio.node, registers.base),
            vec![
                ("compatible", "\"generic-uio\"".into()),
                ("reg", format!("<{} {}>", cell(registers.base), cell(registers.bytes))),
                (
                    "interrupts",
                    format!("<0x00 {:#04x} {:#04x}>", interrupt.shared_peripheral, interrupt.trigger.cell()),
                ),
                ("ganax,board", format!("\"{}\"", board.name)),
                (
                    "ganax,fingerprint",
                    format!("<{:#04x} {:#04x}>", isa::FINGERPRINT >> 32, isa::FINGERPRINT as u32),
                ),
            ],
        ),
        (
            format!("{}-memory", uio.node),
            vec![
                ("compatible", "\"ikwzm,u-dma-buf\"".into()),
                ("device-name", format!("\"{}\"", uio.dma.buffer)),
                ("size", format!("<{:#04x}>", uio.dma.bytes)),
            ],
        ),
        (
            "clock-0".into(),
            vec![("assigned-clock-rates", format!("<{:#04x}>", u64::from(board.clock.core_khz) * 1000))],
        ),
    ])
}

#[cfg(test)]
mod test {
    use super::body;

    #[test]
    fn body_ends_at_the_first_child() {
        let text = "/ {\n\tsoc {\n\t\ta = <1>;\n\n\t\tchild {\n\t\t\tb = <2>;\n\t\t};\n\t};\n};\n";
        assert_eq!(body(text, "soc").unwrap(), "a = <1>;\n");
        assert_eq!(body(text, "child").unwrap(), "b = <2>;");
        assert!(body(text, "other").is_none());
    }
}
