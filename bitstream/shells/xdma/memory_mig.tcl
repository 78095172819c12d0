# DDR3 behind the 7-series memory controller; its settings are in mig.prj.

set ddr [create_bd_intf_port -mode Master -vlnv xilinx.com:interface:ddrx_rtl:1.0 ddr3]
set oscillator [create_bd_intf_port -mode Slave -vlnv xilinx.com:interface:diff_clock_rtl:1.0 oscillator]
set_property CONFIG.FREQ_HZ {200000000} $oscillator

set mig [create_bd_cell -type ip -vlnv xilinx.com:ip:mig_7series:4.2 mig]
set folder [get_property IP_DIR [get_ips [get_property CONFIG.Component_Name $mig]]]
file mkdir $folder
file copy -force [file join $here mig.prj] [file join $folder mig_a.prj]
set_property -dict [list \
    CONFIG.BOARD_MIG_PARAM {Custom} \
    CONFIG.MIG_DONT_TOUCH_PARAM {Custom} \
    CONFIG.RESET_BOARD_INTERFACE {Custom} \
    CONFIG.XML_INPUT_FILE {mig_a.prj}] $mig
set memory_reset [create_bd_cell -type ip -vlnv xilinx.com:ip:proc_sys_reset:5.0 memory_reset]
set high [create_bd_cell -type ip -vlnv xilinx.com:ip:xlconstant:1.1 high]
set_property -dict [list CONFIG.CONST_WIDTH {1} CONFIG.CONST_VAL {1}] $high

connect_bd_intf_net [get_bd_intf_ports ddr3] [get_bd_intf_pins mig/DDR3]
connect_bd_intf_net [get_bd_intf_ports oscillator] [get_bd_intf_pins mig/SYS_CLK]
connect_bd_net [get_bd_pins high/dout] [get_bd_pins mig/sys_rst]
connect_bd_net [get_bd_pins mig/ui_clk_sync_rst] [get_bd_pins memory_reset/ext_reset_in]
connect_bd_net [get_bd_pins mig/mmcm_locked] [get_bd_pins memory_reset/dcm_locked]
connect_bd_net [get_bd_pins memory_reset/peripheral_aresetn] [get_bd_pins mig/aresetn]

connect_bd_net [get_bd_pins mig/ui_clk] [get_bd_pins to_memory/aclk1] [get_bd_pins memory_reset/slowest_sync_clk]
connect_bd_intf_net [get_bd_intf_pins to_memory/M00_AXI] [get_bd_intf_pins mig/S_AXI]

foreach space {xdma/M_AXI accelerator/m_axi} {
    assign_bd_address -offset @MEMORY_BASE@ -range @MEMORY_BYTES@ \
        -target_address_space [get_bd_addr_spaces $space] [get_bd_addr_segs mig/memmap/memaddr] -force
}
