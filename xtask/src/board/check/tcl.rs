//! The project's Tcl, run by `tclsh` against stand-ins for Vivado's commands, and what came out beside `board.toml`.

use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use boards::{Board, Shell, Transport};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Runs the scripts of a project; the facts that the stand-ins report, one a line.
///
/// # Errors
/// The first thing that Vivado would have refused.
pub fn run(board: &Board, project: &Path) -> Result<BTreeSet<String>> {
    let (vivado, board_part, lanes) = match &board.shell {
        Shell::Zynq7(shell) | Shell::Zynqmp(shell) => (&shell.vivado, format!("{}:1.0", shell.board_part), 0),
        Shell::Xdma(shell) => (&shell.vivado, String::new(), shell.lanes),
        Shell::Litex(_) => bail!("LiteX writes Tcl of its own"),
    };
    let script = workspace::root().join("bitstream/shells/stubs/check.tcl");
    let mut command = Command::new("tclsh");
    command.arg(script).arg(std::path::absolute(project)?).args([
        vivado.as_str(),
        &board_part,
        &lanes.to_string(),
    ]);
    command.arg(std::path::absolute(project)?.join("scratch"));
    let output = command.output().context("tclsh cannot be started")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

/// Runs the scripts and compares part, addresses, clock, interrupt and identity with `board.toml`.
///
/// # Errors
/// What does not agree.
pub fn check(board: &Board, project: &Path) -> Result<()> {
    let found = run(board, project)?;
    let missing: Vec<String> = expected(board).into_iter().filter(|fact| !found.contains(fact)).collect();
    ensure!(
        missing.is_empty(),
        "the design does not have: {}; it has: {}",
        missing.join(", "),
        shown(&found)
    );
    let segments = found.iter().filter(|fact| fact.starts_with("segment ")).count();
    let wanted = expected(board).iter().filter(|fact| fact.starts_with("segment ")).count();
    ensure!(segments == wanted, "{segments} address segments, {wanted} in board.toml: {}", shown(&found));
    Ok(())
}

fn shown(facts: &BTreeSet<String>) -> String {
    let interesting = |fact: &&String| !fact.starts_with("constrained ");
    facts.iter().filter(interesting).cloned().collect::<Vec<_>>().join(", ")
}

/// The facts that `board.toml` asks for.
fn expected(board: &Board) -> Vec<String> {
    let clock = u64::from(board.clock.core_khz) * 1000;
    let mut facts = vec![format!("part {}", board.part.name), format!("clock {clock}")];
    let (registers, memory) = (board.transport.registers(), &board.memory);
    let mut segment = |space: &str, slave: &str, base: u64, bytes: u64| {
        facts.push(format!("segment {space} {slave} {base:#x} {bytes:#x}"));
    };
    match &board.shell {
        Shell::Zynq7(_) | Shell::Zynqmp(_) => {
            let slave = if matches!(board.shell, Shell::Zynq7(_)) {
                "ps/S_AXI_HP0/HP0_DDR_LOWOCM"
            } else {
                "ps/SAXIGP2/HP0_DDR_LOW"
            };
            segment("ps/Data", "accelerator/s_axi/reg0", registers.base, registers.bytes);
            segment("accelerator/m_axi", slave, memory.base, memory.bytes);
        }
        Shell::Xdma(_) => {
            segment("xdma/M_AXI_LITE", "accelerator/s_axi/reg0", registers.base, registers.bytes);
            for space in ["xdma/M_AXI", "accelerator/m_axi"] {
                for (slave, base, bytes) in card_memory(board) {
                    segment(space, &slave, base, bytes);
                }
            }
        }
        Shell::Litex(_) => {}
    }
    match &board.transport {
        Transport::Uio(uio) => {
            let pin = if matches!(board.shell, Shell::Zynq7(_)) { "ps/IRQ_F2P" } else { "ps/pl_ps_irq0" };
            facts.push(format!("interrupt {pin} {}", uio.interrupt.shared_peripheral));
        }
        Transport::Xdma(xdma) => {
            facts.push(format!("interrupt xdma/usr_irq_req {}", xdma.user_interrupt));
            facts.push(format!("property xdma CONFIG.vendor_id {:04X}", xdma.pci.vendor));
            facts.push(format!("property xdma CONFIG.pf0_device_id {:04X}", xdma.pci.device));
            facts.push(format!("property xdma CONFIG.pf0_subsystem_id {:04X}", xdma.pci.subsystem_device));
        }
        Transport::Vfio(_) | Transport::Litex(_) => {}
    }
    facts
}

/// The segments of a card's memory: one of DDR3, one for each pseudo channel of HBM2 (256 MiB, PG276).
fn card_memory(board: &Board) -> Vec<(String, u64, u64)> {
    const CHANNEL: u64 = 1 << 28;
    let memory = &board.memory;
    match memory.kind.as_str() {
        "HBM2" => (0..memory.bytes / CHANNEL)
            .map(|channel| {
                (format!("hbm/SAXI_00/HBM_MEM{channel:02}"), memory.base + channel * CHANNEL, CHANNEL)
            })
            .collect(),
        _ => vec![("mig/memmap/memaddr".into(), memory.base, memory.bytes)],
    }
}
