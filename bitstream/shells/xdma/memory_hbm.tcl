# HBM2, both stacks, through one port: the switch in the controller leads from it to every pseudo channel.

set oscillator [create_bd_intf_port -mode Slave -vlnv xilinx.com:interface:diff_clock_rtl:1.0 oscillator]
set_property CONFIG.FREQ_HZ {100000000} $oscillator
set oscillator_buffer [create_bd_cell -type ip -vlnv xilinx.com:ip:util_ds_buf:2.2 oscillator_buffer]
set_property CONFIG.C_BUF_TYPE {IBUFDS} $oscillator_buffer

set hbm [create_bd_cell -type ip -vlnv xilinx.com:ip:hbm:1.0 hbm]
set properties [list \
    CONFIG.USER_HBM_DENSITY {8GB} \
    CONFIG.USER_APB_EN {false} \
    CONFIG.USER_AXI_CLK_FREQ {@AXI_MHZ@} \
    CONFIG.USER_AXI_INPUT_CLK_FREQ {@AXI_MHZ@} \
    CONFIG.USER_HBM_REF_CLK_0 {100} \
    CONFIG.USER_HBM_REF_CLK_1 {100} \
    CONFIG.USER_CLK_SEL_LIST0 {AXI_00_ACLK} \
    CONFIG.USER_SAXI_00 {true}]
for {set port 1} {$port < 32} {incr port} {
    lappend properties [format CONFIG.USER_SAXI_%02d $port] false
}
set_property -dict $properties $hbm
set memory_reset [create_bd_cell -type ip -vlnv xilinx.com:ip:proc_sys_reset:5.0 memory_reset]
set hot [create_bd_cell -type ip -vlnv xilinx.com:ip:util_vector_logic:2.0 hot]
set_property -dict [list CONFIG.C_OPERATION {or} CONFIG.C_SIZE {1}] $hot
create_bd_port -dir O hbm_cattrip

connect_bd_intf_net [get_bd_intf_ports oscillator] [get_bd_intf_pins oscillator_buffer/CLK_IN_D]
connect_bd_net [get_bd_pins oscillator_buffer/IBUF_OUT] \
    [get_bd_pins hbm/HBM_REF_CLK_0] [get_bd_pins hbm/HBM_REF_CLK_1] \
    [get_bd_pins hbm/APB_0_PCLK] [get_bd_pins hbm/APB_1_PCLK] [get_bd_pins memory_reset/slowest_sync_clk]
connect_bd_net [get_bd_ports pcie_reset_n] [get_bd_pins memory_reset/ext_reset_in]
connect_bd_net [get_bd_pins memory_reset/peripheral_aresetn] \
    [get_bd_pins hbm/APB_0_PRESET_N] [get_bd_pins hbm/APB_1_PRESET_N]
connect_bd_net [get_bd_pins xdma/axi_aclk] [get_bd_pins hbm/AXI_00_ACLK]
connect_bd_net [get_bd_pins xdma/axi_aresetn] [get_bd_pins hbm/AXI_00_ARESET_N]
# The card's power management switches off when a stack is too hot.
connect_bd_net [get_bd_pins hbm/DRAM_0_STAT_CATTRIP] [get_bd_pins hot/Op1]
connect_bd_net [get_bd_pins hbm/DRAM_1_STAT_CATTRIP] [get_bd_pins hot/Op2]
connect_bd_net [get_bd_pins hot/Res] [get_bd_ports hbm_cattrip]

connect_bd_net [get_bd_pins @CORE_CLOCK_PIN@] [get_bd_pins to_memory/aclk1]
connect_bd_intf_net [get_bd_intf_pins to_memory/M00_AXI] [get_bd_intf_pins hbm/SAXI_00]

# 32 pseudo channels of 256 MiB, one behind the other.
foreach space {xdma/M_AXI accelerator/m_axi} {
    for {set channel 0} {$channel < 32} {incr channel} {
        assign_bd_address -offset [format 0x%x [expr {@MEMORY_BASE@ + $channel * 0x10000000}]] -range 0x10000000 \
            -target_address_space [get_bd_addr_spaces $space] \
            [get_bd_addr_segs [format hbm/SAXI_00/HBM_MEM%02d $channel]] -force
    }
}
