# Block design for a Zynq UltraScale+: registers behind @REGISTER_PORT@, memory through S_AXI_HP0_FPD, interrupt at
# pl_ps_irq0[0].

set ps [create_bd_cell -type ip -vlnv xilinx.com:ip:zynq_ultra_ps_e:3.5 ps]
apply_bd_automation -rule xilinx.com:bd_rule:zynq_ultra_ps_e -config {apply_board_preset "1"} $ps
set_property -dict [list \
    CONFIG.PSU__USE__M_AXI_GP0 {1} \
    CONFIG.PSU__MAXIGP0__DATA_WIDTH {128} \
    CONFIG.PSU__USE__M_AXI_GP1 {0} \
    CONFIG.PSU__USE__M_AXI_GP2 {0} \
    CONFIG.PSU__USE__S_AXI_GP2 {1} \
    CONFIG.PSU__SAXIGP2__DATA_WIDTH {128} \
    CONFIG.PSU__USE__IRQ0 {1} \
    CONFIG.PSU__FPGA_PL0_ENABLE {1} \
    CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ {@CORE_MHZ@}] $ps

set accelerator [create_bd_cell -type module -reference @MODULE@_axi accelerator]
set reset [create_bd_cell -type ip -vlnv xilinx.com:ip:proc_sys_reset:5.0 reset]
set to_registers [create_bd_cell -type ip -vlnv xilinx.com:ip:smartconnect:1.0 to_registers]
set_property -dict [list CONFIG.NUM_SI {1} CONFIG.NUM_MI {1} CONFIG.NUM_CLKS {1}] $to_registers
set to_memory [create_bd_cell -type ip -vlnv xilinx.com:ip:smartconnect:1.0 to_memory]
set_property -dict [list CONFIG.NUM_SI {1} CONFIG.NUM_MI {1} CONFIG.NUM_CLKS {1}] $to_memory

connect_bd_net [get_bd_pins ps/pl_clk0] \
    [get_bd_pins ps/maxihpm0_fpd_aclk] [get_bd_pins ps/saxihp0_fpd_aclk] [get_bd_pins reset/slowest_sync_clk] \
    [get_bd_pins accelerator/aclk] [get_bd_pins to_registers/aclk] [get_bd_pins to_memory/aclk]
connect_bd_net [get_bd_pins ps/pl_resetn0] [get_bd_pins reset/ext_reset_in]
connect_bd_net [get_bd_pins reset/peripheral_aresetn] [get_bd_pins accelerator/aresetn]
connect_bd_net [get_bd_pins reset/interconnect_aresetn] \
    [get_bd_pins to_registers/aresetn] [get_bd_pins to_memory/aresetn]

connect_bd_intf_net [get_bd_intf_pins ps/@REGISTER_PORT@] [get_bd_intf_pins to_registers/S00_AXI]
connect_bd_intf_net [get_bd_intf_pins to_registers/M00_AXI] [get_bd_intf_pins accelerator/s_axi]
connect_bd_intf_net [get_bd_intf_pins accelerator/m_axi] [get_bd_intf_pins to_memory/S00_AXI]
connect_bd_intf_net [get_bd_intf_pins to_memory/M00_AXI] [get_bd_intf_pins ps/S_AXI_HP0_FPD]
connect_bd_net [get_bd_pins accelerator/interrupt] [get_bd_pins ps/pl_ps_irq0]

# The rate that the processing system really makes, which is not always the one that it was asked for.
set rate [get_property CONFIG.FREQ_HZ [get_bd_pins ps/pl_clk0]]
set_property CONFIG.FREQ_HZ $rate [get_bd_intf_pins accelerator/s_axi]
set_property CONFIG.FREQ_HZ $rate [get_bd_intf_pins accelerator/m_axi]

assign_bd_address -offset @REGISTERS_BASE@ -range @REGISTERS_BYTES@ \
    -target_address_space [get_bd_addr_spaces ps/Data] [get_bd_addr_segs accelerator/s_axi/reg0] -force
assign_bd_address -offset @MEMORY_BASE@ -range @MEMORY_BYTES@ \
    -target_address_space [get_bd_addr_spaces accelerator/m_axi] \
    [get_bd_addr_segs ps/SAXIGP2/HP0_DDR_LOW] -force
# What else the port leads to is not for the accelerator.
foreach segment [get_bd_addr_segs ps/SAXIGP2/*] {
    if {[file tail $segment] ne "HP0_DDR_LOW"} {
        exclude_bd_addr_seg -target_address_space [get_bd_addr_spaces accelerator/m_axi] $segment
    }
}
