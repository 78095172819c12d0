//! Mistakes that the check of the Tcl must find: each is made in a copy of a project, which must then fail for that reason.

use super::tcl;
use anyhow::{Context, Result, bail, ensure};
use boards::Board;
use std::path::Path;

/// One mistake.
pub struct Mutation {
    /// What is wrong.
    pub name: &'static str,
    file: &'static str,
    old: &'static str,
    new: &'static str,
    /// Part of the message that must come.
    message: &'static str,
}

const fn mutation(
    name: &'static str,
    [file, old, new]: [&'static str; 3],
    message: &'static str,
) -> Mutation {
    Mutation { name, file, old, new, message }
}

/// Mistakes in the scripts that all shells share.
const COMMON: [Mutation; 7] = [
    mutation(
        "unknown command",
        ["build.tcl", "save_bd_design", "safe_bd_design"],
        "no command safe_bd_design",
    ),
    mutation(
        "unknown option",
        ["build.tcl", "-fileset constrs_1", "-file_set constrs_1"],
        "no option -file_set",
    ),
    mutation("no validation", ["build.tcl", "validate_bd_design\n", ""], "has not been validated"),
    mutation(
        "unknown IP",
        ["design.tcl", "proc_sys_reset:5.0", "proc_sys_reset:6.0"],
        "no IP xilinx.com:ip:proc_sys_reset:6.0",
    ),
    mutation("another module", ["design.tcl", "_axi accelerator]", "_axis accelerator]"], "no module"),
    mutation(
        "unknown property of the bitstream",
        ["constraints/board.xdc", "USR_ACCESS", "USER_ACCESS"],
        "no property BITSTREAM.CONFIG.USER_ACCESS",
    ),
    mutation(
        "unknown pin",
        ["design.tcl", "accelerator/aresetn", "accelerator/areset_n"],
        "has no pin areset_n",
    ),
];

/// Mistakes in block designs with a processing system.
const ZYNQ: [Mutation; 6] = [
    mutation(
        "interrupt not connected",
        [
            "design.tcl",
            "connect_bd_net [get_bd_pins accelerator/interrupt]",
            "list [get_bd_pins accelerator/interrupt]",
        ],
        "accelerator/interrupt goes nowhere",
    ),
    mutation(
        "registers not connected",
        [
            "design.tcl",
            "connect_bd_intf_net [get_bd_intf_pins to_registers/M00_AXI]",
            "list [get_bd_intf_pins to_registers/M00_AXI]",
        ],
        "does not lead to accelerator/s_axi/reg0",
    ),
    mutation(
        "clock not connected",
        ["design.tcl", "[get_bd_pins to_memory/aclk]\n", "\n"],
        "nothing drives to_memory/aclk",
    ),
    mutation(
        "reset of the wrong polarity",
        ["design.tcl", "reset/peripheral_aresetn", "reset/peripheral_reset"],
        "kinds that do not go together",
    ),
    mutation(
        "net with two drivers",
        [
            "design.tcl",
            "[get_bd_pins reset/peripheral_aresetn] [get",
            "[get_bd_pins reset/interconnect_aresetn] [get_bd_pins reset/peripheral_aresetn] [get",
        ],
        "driven by",
    ),
    mutation(
        "registers at another address",
        ["design.tcl", "assign_bd_address -offset 0x", "assign_bd_address -offset 0x1"],
        "the design does not have: segment ps/Data",
    ),
];

/// Mistakes in block designs around XDMA.
const XDMA: [Mutation; 6] = [
    mutation(
        "interrupt not connected",
        [
            "design.tcl",
            "connect_bd_net [get_bd_pins accelerator/interrupt]",
            "list [get_bd_pins accelerator/interrupt]",
        ],
        "nothing drives xdma/usr_irq_req",
    ),
    mutation(
        "memory port not connected",
        [
            "design.tcl",
            "connect_bd_intf_net [get_bd_intf_pins accelerator/m_axi]",
            "list [get_bd_intf_pins accelerator/m_axi]",
        ],
        "accelerator/m_axi does not lead to",
    ),
    mutation(
        "interface connected twice",
        ["design.tcl", "to_memory/S01_AXI", "to_memory/S00_AXI"],
        "is connected to",
    ),
    mutation(
        "two masters joined",
        ["design.tcl", "[get_bd_intf_pins accelerator/s_axi]\n", "[get_bd_intf_pins accelerator/m_axi]\n"],
        "are both Master",
    ),
    mutation(
        "another device",
        ["design.tcl", "CONFIG.pf0_device_id {", "CONFIG.pf0_device_id {0"],
        "CONFIG.pf0_device_id",
    ),
    mutation(
        "constraint on a port that is not there",
        ["constraints/board.xdc", "[get_ports pcie_reset_n]", "[get_ports pcie_perst_n]"],
        "no port pcie_perst_n",
    ),
];

/// The mistakes that are made in a board's project.
pub fn of(board: &Board) -> impl Iterator<Item = &'static Mutation> {
    let own: &'static [Mutation] = if board.transport.pci().is_some() { &XDMA } else { &ZYNQ };
    COMMON.iter().chain(own)
}

/// Makes the mistake in a copy of a project and sees it found.
///
/// # Errors
/// It is not found, or something else is said.
pub fn is_caught(board: &Board, project: &Path, mutation: &Mutation) -> Result<()> {
    let copy = project.with_file_name("mutated");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    copy_folder(project, &copy)?;
    let path = copy.join(mutation.file);
    let text = std::fs::read_to_string(&path)?;
    ensure!(text.contains(mutation.old), "{} does not have `{}`", mutation.file, mutation.old);
    std::fs::write(&path, text.replacen(mutation.old, mutation.new, 1))?;
    match tcl::check(board, &copy) {
        Err(error) if format!("{error:#}").contains(mutation.message) => Ok(()),
        Err(error) => bail!("found for another reason: {error:#}"),
        Ok(()) => bail!("not found"),
    }
}

/// Copies a project, without the Verilog's text: the scripts only ask whether it is there.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "v") {
            std::fs::write(target, "")?;
        } else {
            std::fs::copy(&path, target)?;
        }
    }
    Ok(())
}
