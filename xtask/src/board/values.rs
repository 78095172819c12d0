//! What the marks of the templates stand for, all of it from `board.toml` and the contract.

use super::template::Values;
use boards::{Board, ClockSource, Flash, Shell, Transport, XdmaShell, ZynqShell};
use std::path::Path;

/// The values of a board.
pub fn of(board: &Board) -> Values {
    let (registers, memory) = (board.transport.registers(), &board.memory);
    let mut values = Values::from([
        ("BOARD", board.name.clone()),
        ("TITLE", board.title.clone()),
        ("PART", board.part.name.clone()),
        ("MODULE", board.module()),
        ("CORE_KHZ", board.clock.core_khz.to_string()),
        ("CORE_HZ", (u64::from(board.clock.core_khz) * 1000).to_string()),
        ("CORE_MHZ", megahertz(board.clock.core_khz)),
        ("REFERENCE_HZ", (u64::from(board.clock.reference_khz) * 1000).to_string()),
        ("REGISTERS_BASE", format!("{:#x}", registers.base)),
        ("REGISTERS_UNIT", format!("{:x}", registers.base)),
        ("REGISTERS_BYTES", format!("{:#x}", registers.bytes)),
        ("MEMORY_BASE", format!("{:#x}", memory.base)),
        ("MEMORY_BYTES", format!("{:#x}", memory.bytes)),
        ("FINGERPRINT_LOW", format!("{:#010x}", isa::FINGERPRINT as u32)),
        ("FINGERPRINT_HIGH", format!("{:#010x}", isa::FINGERPRINT >> 32)),
        ("AT", "@".into()),
        ("WRITE_IMAGE", write_image(board)),
    ]);
    shell(board, &mut values);
    transport(&board.transport, &mut values);
    flash(board, &mut values);
    values
}

/// A rate in MHz as Tcl and Vivado write it: `100`, `33.333`.
fn megahertz(khz: u32) -> String {
    let text = format!("{}.{:03}", khz / 1000, khz % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn shell(board: &Board, values: &mut Values) {
    match &board.shell {
        Shell::Zynq7(shell) | Shell::Zynqmp(shell) => zynq(shell, values),
        Shell::Xdma(shell) => xdma(board, shell, values),
        Shell::Litex(_) => {}
    }
}

fn zynq(shell: &ZynqShell, values: &mut Values) {
    values.insert("VIVADO", shell.vivado.clone());
    values.insert("REGISTER_PORT", shell.register_port.clone());
    let part = &shell.board_part;
    values.insert(
        "SELECT_BOARD_PART",
        format!(
            "set board_part [get_board_parts -quiet -latest_file_version {{{part}:*}}]\n\
             if {{$board_part eq \"\"}} {{\n    \
                 error \"the board files of {part} are not installed; without them the processing system has no presets\"\n\
             }}\n\
             set_property board_part $board_part [current_project]"
        ),
    );
}

fn xdma(board: &Board, shell: &XdmaShell, values: &mut Values) {
    values.insert("VIVADO", shell.vivado.clone());
    values
        .insert("SELECT_BOARD_PART", "# No board files: pins and presets are those of this project.".into());
    values.insert("LANES", shell.lanes.to_string());
    values.insert("LINK_SPEED", shell.link_speed.clone());
    values.insert("AXI_BITS", shell.axi_bits.to_string());
    values.insert("AXI_MHZ", shell.axi_mhz.to_string());
    values.insert("TIED_LOW", shell.tied_low.join(" "));
    let properties: Vec<String> =
        shell.properties.iter().map(|(name, value)| format!("CONFIG.{name} {{{value}}}")).collect();
    values.insert(
        "XDMA_FAMILY",
        match properties.is_empty() {
            true => String::new(),
            false => format!("set_property -dict [list {}] $xdma", properties.join(" ")),
        },
    );
    // UltraScale+ cores take the reference twice: for the transceivers, and divided for logic (PG195, "Clocking").
    values.insert(
        "XDMA_CLOCK",
        match board.part.family {
            boards::Family::Xc7 => "connect_bd_net [get_bd_pins buffer/IBUF_OUT] [get_bd_pins xdma/sys_clk]",
            _ => {
                "connect_bd_net [get_bd_pins buffer/IBUF_OUT] [get_bd_pins xdma/sys_clk_gt]\n\
                 connect_bd_net [get_bd_pins buffer/IBUF_DS_ODIV2] [get_bd_pins xdma/sys_clk]"
            }
        }
        .into(),
    );
    core_clock(board, shell, values);
}

/// The accelerator's clock: that of the PCIe core, or a clock manager behind it.
fn core_clock(board: &Board, shell: &XdmaShell, values: &mut Values) {
    let divided = board.clock.source == ClockSource::PcieDivided;
    values.insert("REGISTER_CLOCKS", if divided { "2" } else { "1" }.into());
    let pin = if divided { "divider/clk_out1" } else { "xdma/axi_aclk" };
    values.insert("CORE_CLOCK_PIN", pin.into());
    let loads = "[get_bd_pins reset/slowest_sync_clk] [get_bd_pins accelerator/aclk]";
    let text = match divided {
        false => format!("connect_bd_net [get_bd_pins xdma/axi_aclk] {loads}"),
        true => format!(
            "set divider [create_bd_cell -type ip -vlnv xilinx.com:ip:clk_wiz:6.0 divider]\n\
             set_property -dict [list CONFIG.PRIM_SOURCE {{No_buffer}} CONFIG.PRIM_IN_FREQ {{{}}} \\\n    \
                 CONFIG.CLKOUT1_REQUESTED_OUT_FREQ {{{}}} CONFIG.RESET_TYPE {{ACTIVE_LOW}}] $divider\n\
             connect_bd_net [get_bd_pins xdma/axi_aclk] [get_bd_pins divider/clk_in1]\n\
             connect_bd_net [get_bd_pins xdma/axi_aresetn] [get_bd_pins divider/resetn]\n\
             connect_bd_net [get_bd_pins divider/locked] [get_bd_pins reset/dcm_locked]\n\
             connect_bd_net [get_bd_pins divider/clk_out1] [get_bd_pins to_registers/aclk1] \\\n    {loads}",
            shell.axi_mhz,
            megahertz(board.clock.core_khz)
        ),
    };
    values.insert("CORE_CLOCK", text);
}

fn transport(transport: &Transport, values: &mut Values) {
    match transport {
        Transport::Uio(uio) => {
            values.insert("NODE", uio.node.clone());
            values.insert("INTERRUPT", uio.interrupt.shared_peripheral.to_string());
            values.insert("TRIGGER", uio.interrupt.trigger.cell().to_string());
            values.insert("DMA_BUFFER", uio.dma.buffer.clone());
            values.insert("DMA_BYTES", format!("{:#x}", uio.dma.bytes));
            values.insert("DMA_BITS", uio.dma.address_bits.to_string());
        }
        Transport::Xdma(xdma) => {
            values.insert("USER_INTERRUPT", xdma.user_interrupt.to_string());
            values.insert("CHANNELS", xdma.channels.to_string());
            values.insert("PCI_VENDOR", format!("{:04X}", xdma.pci.vendor));
            values.insert("PCI_DEVICE", format!("{:04X}", xdma.pci.device));
            values.insert("PCI_SUBSYSTEM_VENDOR", format!("{:04X}", xdma.pci.subsystem_vendor));
            values.insert("PCI_SUBSYSTEM_DEVICE", format!("{:04X}", xdma.pci.subsystem_device));
        }
        Transport::Vfio(_) | Transport::Litex(_) => {}
    }
}

fn flash(board: &Board, values: &mut Values) {
    match &board.flash {
        Flash::FpgaManager { firmware, .. } => {
            values.insert("FIRMWARE", firmware.clone());
        }
        Flash::DfxMgr { package } => {
            values.insert("FIRMWARE", format!("{package}.bit.bin"));
        }
        Flash::VivadoHardwareManager { device, flash_part, .. } => {
            values.insert("JTAG_DEVICE", device.clone());
            values.insert("FLASH_PART", flash_part.clone());
        }
        Flash::OpenFpgaLoader { .. } | Flash::Openocd { .. } => {}
    }
}

/// The file that goes into the board beside the `.bit`.
fn write_image(board: &Board) -> String {
    let write = |options: &str, offset: u64, file: &str| {
        format!(
            "write_cfgmem -force {options} \\\n    -loadbit [list up {offset:#x} [file join $here {}.bit]] \\\n    [file join $here {file}]",
            board.module()
        )
    };
    match &board.flash {
        Flash::FpgaManager { firmware, .. } => {
            write("-format bin -interface SMAPx32 -disablebitswap", 0, firmware)
        }
        Flash::DfxMgr { package } => write(
            "-format bin -interface SMAPx32 -disablebitswap",
            0,
            &Path::new("package").join(package).join(format!("{package}.bit.bin")).display().to_string(),
        ),
        Flash::VivadoHardwareManager { flash_mbytes, flash_offset, interface, .. } => write(
            &format!("-format mcs -interface {interface} -size {flash_mbytes}"),
            *flash_offset,
            &format!("{}.mcs", board.module()),
        ),
        Flash::OpenFpgaLoader { .. } | Flash::Openocd { .. } => {
            write("-format bin -interface SPIx4 -size 16", 0, &format!("{}.bin", board.module()))
        }
    }
}

#[cfg(test)]
mod test {
    use super::megahertz;

    #[test]
    fn rates_have_no_trailing_zeros() {
        assert_eq!([100_000, 133_333, 62_500].map(megahertz), ["100", "133.333", "62.5"]);
    }
}
