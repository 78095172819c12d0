# Block design for a Zynq-7000: registers behind @REGISTER_PORT@, memory through S_AXI_HP0, interrupt at IRQ_F2P[0].

set ps [create_bd_cell -type ip -vlnv xilinx.com:ip:processing_system7:5.5 ps]
apply_bd_automation -rule xilinx.com:bd_rule:processing_system7 \
    -config {make_external "FIXED_IO, DDR" apply_board_preset "1" Master "Disable" Slave "Disable"} $ps
set_property -dict [list \
    CONFIG.PCW_USE_M_AXI_GP0 {1} \
    CONFIG.PCW_USE_S_AXI_HP0 {1} \
    CONFIG.PCW_S_AXI_HP0_DATA_WIDTH {64} \
    CONFIG.PCW_USE_FABRIC_INTERRUPT {1} \
    CONFIG.PCW_IRQ_F2P_INTR {1} \
    CONFIG.PCW_EN_CLK0_PORT {1} \
    CONFIG.PCW_EN_RST0_PORT {1} \
    CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ {@CORE_MHZ@}] $ps

set accelerator [create_bd_cell -type module -reference @MODULE@_axi accelerator]
set reset [create_bd_cell -type ip -vlnv xilinx.com:ip:proc_sys_reset:5.0 reset]
set to_registers [create_bd_cell -type ip -vlnv xilinx.com:ip:smartconnect:1.0 to_registers]
set_property -dict [list CONFIG.NUM_SI {1} CONFIG.NUM_MI {1} CONFIG.NUM_CLKS {1}] $to_registers
set to_memory [create_bd_cell -type ip -vlnv xilinx.com:ip:smartconnect:1.0 to_memory]
set_property -dict [list CONFIG.NUM_SI {1} CONFIG.NUM_MI {1} CONFIG.NUM_CLKS {1}] $to_memory

connect_bd_net [get_bd_pins ps/FCLK_CLK0] \
    [get_bd_pins ps/M_AXI_GP0_ACLK] [get_bd_pins ps/S_AXI_HP0_ACLK] [get_bd_pins reset/slowest_sync_clk] \
    [get_bd_pins accelerator/aclk] [get_bd_pins to_registers/aclk] [get_bd_pins to_memory/aclk]
connect_bd_net [get_bd_pins ps/FCLK_RESET0_N] [get_bd_pins reset/ext_reset_in]
connect_bd_net [get_bd_pins reset/peripheral_aresetn] [get_bd_pins accelerator/aresetn]
connect_bd_net [get_bd_pins reset/interconnect_aresetn] \
    [get_bd_pins to_registers/aresetn] [get_bd_pins to_memory/aresetn]

connect_bd_intf_net [get_bd_intf_pins ps/@REGISTER_PORT@] [get_bd_intf_pins to_registers/S00_AXI]
connect_bd_intf_net [get_bd_intf_pins to_registers/M00_AXI] [get_bd_intf_pins accelerator/s_axi]
connect_bd_intf_net [get_bd_intf_pins accelerator/m_axi] [get_bd_intf_pins to_memory/S00_AXI]
connect_bd_intf_net [get_bd_intf_pins to_memory/M00_AXI] [get_bd_intf_pins ps/S_AXI_HP0]
connect_bd_net [get_bd_pins accelerator/interrupt] [get_bd_pins ps/IRQ_F2P]

# The rate that the processing system really makes, which is not always the one that it was asked for.
set rate [get_property CONFIG.FREQ_HZ [get_bd_pins ps/FCLK_CLK0]]
set_property CONFIG.FREQ_HZ $rate [get_bd_intf_pins accelerator/s_axi]
set_property CONFIG.FREQ_HZ $rate [get_bd_intf_pins accelerator/m_axi]

assign_bd_address -offset @REGISTERS_BASE@ -range @REGISTERS_BYTES@ \
    -target_address_space [get_bd_addr_spaces ps/Data] [get_bd_addr_segs accelerator/s_axi/reg0] -force
assign_bd_address -offset @MEMORY_BASE@ -range @MEMORY_BYTES@ \
    -target_address_space [get_bd_addr_spaces accelerator/m_axi] \
    [get_bd_addr_segs ps/S_AXI_HP0/HP0_DDR_LOWOCM] -force
