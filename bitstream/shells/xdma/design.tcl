# Block design for a PCIe card with AMD's XDMA core: registers behind its AXI-Lite master, memory shared by its DMA and the
# accelerator, interrupt at user interrupt @USER_INTERRUPT@.

set reference [create_bd_intf_port -mode Slave -vlnv xilinx.com:interface:diff_clock_rtl:1.0 pcie_reference]
set_property CONFIG.FREQ_HZ {@REFERENCE_HZ@} $reference
set lanes [create_bd_intf_port -mode Master -vlnv xilinx.com:interface:pcie_7x_mgt_rtl:1.0 pcie_mgt]
set pcie_reset [create_bd_port -dir I -type rst pcie_reset_n]
set_property CONFIG.POLARITY {ACTIVE_LOW} $pcie_reset

set buffer [create_bd_cell -type ip -vlnv xilinx.com:ip:util_ds_buf:2.2 buffer]
set_property CONFIG.C_BUF_TYPE {IBUFDSGTE} $buffer
set xdma [create_bd_cell -type ip -vlnv xilinx.com:ip:xdma:4.1 xdma]
set_property -dict [list \
    CONFIG.mode_selection {Advanced} \
    CONFIG.xdma_axi_intf_mm {AXI_Memory_Mapped} \
    CONFIG.pl_link_cap_max_link_width {X@LANES@} \
    CONFIG.pl_link_cap_max_link_speed {@LINK_SPEED@} \
    CONFIG.axi_data_width {@AXI_BITS@_bit} \
    CONFIG.axisten_freq {@AXI_MHZ@} \
    CONFIG.plltype {QPLL1} \
    CONFIG.vendor_id {@PCI_VENDOR@} \
    CONFIG.pf0_device_id {@PCI_DEVICE@} \
    CONFIG.pf0_subsystem_vendor_id {@PCI_SUBSYSTEM_VENDOR@} \
    CONFIG.pf0_subsystem_id {@PCI_SUBSYSTEM_DEVICE@} \
    CONFIG.axilite_master_en {true} \
    CONFIG.axilite_master_scale {Megabytes} \
    CONFIG.axilite_master_size {1} \
    CONFIG.pciebar2axibar_axil_master {@REGISTERS_BASE@} \
    CONFIG.xdma_rnum_chnl {@CHANNELS@} \
    CONFIG.xdma_wnum_chnl {@CHANNELS@} \
    CONFIG.xdma_num_usr_irq {1} \
    CONFIG.pf0_msi_enabled {false} \
    CONFIG.pf0_msix_enabled {true} \
    CONFIG.cfg_mgmt_if {false}] $xdma
@XDMA_FAMILY@

connect_bd_intf_net [get_bd_intf_ports pcie_reference] [get_bd_intf_pins buffer/CLK_IN_D]
connect_bd_intf_net [get_bd_intf_ports pcie_mgt] [get_bd_intf_pins xdma/pcie_mgt]
connect_bd_net [get_bd_ports pcie_reset_n] [get_bd_pins xdma/sys_rst_n]
@XDMA_CLOCK@

set accelerator [create_bd_cell -type module -reference @MODULE@_axi accelerator]
set reset [create_bd_cell -type ip -vlnv xilinx.com:ip:proc_sys_reset:5.0 reset]
set to_registers [create_bd_cell -type ip -vlnv xilinx.com:ip:smartconnect:1.0 to_registers]
set_property -dict [list CONFIG.NUM_SI {1} CONFIG.NUM_MI {1} CONFIG.NUM_CLKS {@REGISTER_CLOCKS@}] $to_registers
set to_memory [create_bd_cell -type ip -vlnv xilinx.com:ip:smartconnect:1.0 to_memory]
set_property -dict [list CONFIG.NUM_SI {2} CONFIG.NUM_MI {1} CONFIG.NUM_CLKS {2}] $to_memory
connect_bd_net [get_bd_pins xdma/axi_aclk] [get_bd_pins to_registers/aclk] [get_bd_pins to_memory/aclk]
connect_bd_net [get_bd_pins xdma/axi_aresetn] \
    [get_bd_pins reset/ext_reset_in] [get_bd_pins to_registers/aresetn] [get_bd_pins to_memory/aresetn]

@CORE_CLOCK@
connect_bd_net [get_bd_pins reset/peripheral_aresetn] [get_bd_pins accelerator/aresetn]
connect_bd_net [get_bd_pins accelerator/interrupt] [get_bd_pins xdma/usr_irq_req]

connect_bd_intf_net [get_bd_intf_pins xdma/M_AXI_LITE] [get_bd_intf_pins to_registers/S00_AXI]
connect_bd_intf_net [get_bd_intf_pins to_registers/M00_AXI] [get_bd_intf_pins accelerator/s_axi]
connect_bd_intf_net [get_bd_intf_pins xdma/M_AXI] [get_bd_intf_pins to_memory/S00_AXI]
connect_bd_intf_net [get_bd_intf_pins accelerator/m_axi] [get_bd_intf_pins to_memory/S01_AXI]

# Signals of the card that this design leaves low, such as a request for the reference clock.
set tied_low {@TIED_LOW@}
if {[llength $tied_low] > 0} {
    set low [create_bd_cell -type ip -vlnv xilinx.com:ip:xlconstant:1.1 low]
    set_property -dict [list CONFIG.CONST_WIDTH {1} CONFIG.CONST_VAL {0}] $low
    foreach name $tied_low {
        create_bd_port -dir O $name
        connect_bd_net [get_bd_pins low/dout] [get_bd_ports $name]
    }
}

set rate [get_property CONFIG.FREQ_HZ [get_bd_pins @CORE_CLOCK_PIN@]]
set_property CONFIG.FREQ_HZ $rate [get_bd_intf_pins accelerator/s_axi]
set_property CONFIG.FREQ_HZ $rate [get_bd_intf_pins accelerator/m_axi]
assign_bd_address -offset @REGISTERS_BASE@ -range @REGISTERS_BYTES@ \
    -target_address_space [get_bd_addr_spaces xdma/M_AXI_LITE] [get_bd_addr_segs accelerator/s_axi/reg0] -force

source [file join $here memory.tcl]
