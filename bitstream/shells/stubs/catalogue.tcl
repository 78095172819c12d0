# What the stand-ins know of the IP that the designs use: properties with their defaults, pins, interfaces, address segments.
#
# A pin is {direction type required}, with types clk, rst (active high), rstn (active low), intr, data, any. An interface is
# {mode protocol required}. Only what the designs may touch is listed, so a name that is not here is an error until somebody
# looks it up. Sources: AMD's product guides PG082 (processing_system7), PG201 (zynq_ultra_ps_e), PG247 (smartconnect), PG164
# (proc_sys_reset), PG195 (xdma), UG586 (mig_7series), PG276 (hbm), PG065 (clk_wiz), PG361 (util_ds_buf), and published designs
# with the same IP. None of it has been compared with an installed Vivado.

namespace eval catalogue {
    variable properties
    variable known
}

foreach name {
    target_language board_part top PROCESSING_ORDER LOC PACKAGE_PIN IOSTANDARD PULLUP CFGBVS CONFIG_VOLTAGE CONFIG_MODE
    BITSTREAM.GENERAL.COMPRESS BITSTREAM.CONFIG.USR_ACCESS BITSTREAM.CONFIG.SPI_BUSWIDTH BITSTREAM.CONFIG.CONFIGRATE
    BITSTREAM.CONFIG.EXTMASTERCCLK_EN BITSTREAM.CONFIG.SPI_32BIT_ADDR BITSTREAM.CONFIG.SPI_FALL_EDGE
    BITSTREAM.CONFIG.CONFIGFALLBACK BITSTREAM.CONFIG.UNUSEDPIN PROGRAM.FILES PROGRAM.ADDRESS_RANGE PROGRAM.ERASE
    PROGRAM.CFG_PROGRAM PROGRAM.VERIFY
} { set catalogue::known($name) 1 }

set catalogue::properties(module) {}
set catalogue::properties(xilinx.com:ip:processing_system7:5.5) {
    CONFIG.PCW_USE_M_AXI_GP0 1 CONFIG.PCW_USE_S_AXI_HP0 0 CONFIG.PCW_S_AXI_HP0_DATA_WIDTH 64
    CONFIG.PCW_USE_FABRIC_INTERRUPT 0 CONFIG.PCW_IRQ_F2P_INTR 0 CONFIG.PCW_EN_CLK0_PORT 1 CONFIG.PCW_EN_RST0_PORT 1
    CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ 50
}
set catalogue::properties(xilinx.com:ip:zynq_ultra_ps_e:3.5) {
    CONFIG.PSU__USE__M_AXI_GP0 1 CONFIG.PSU__MAXIGP0__DATA_WIDTH 128 CONFIG.PSU__USE__M_AXI_GP1 1
    CONFIG.PSU__USE__M_AXI_GP2 0 CONFIG.PSU__USE__S_AXI_GP2 0 CONFIG.PSU__SAXIGP2__DATA_WIDTH 128 CONFIG.PSU__USE__IRQ0 1
    CONFIG.PSU__FPGA_PL0_ENABLE 1 CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ 100
}
set catalogue::properties(xilinx.com:ip:smartconnect:1.0) { CONFIG.NUM_SI 2 CONFIG.NUM_MI 1 CONFIG.NUM_CLKS 1 }
set catalogue::properties(xilinx.com:ip:proc_sys_reset:5.0) {}
set catalogue::properties(xilinx.com:ip:xlconstant:1.1) { CONFIG.CONST_WIDTH 1 CONFIG.CONST_VAL 1 }
set catalogue::properties(xilinx.com:ip:util_vector_logic:2.0) { CONFIG.C_OPERATION and CONFIG.C_SIZE 8 }
set catalogue::properties(xilinx.com:ip:util_ds_buf:2.2) { CONFIG.C_BUF_TYPE IBUFDS }
set catalogue::properties(xilinx.com:ip:clk_wiz:6.0) {
    CONFIG.PRIM_SOURCE Single_ended_clock_capable_pin CONFIG.PRIM_IN_FREQ 100.000 CONFIG.CLKOUT1_REQUESTED_OUT_FREQ 100.000
    CONFIG.RESET_TYPE ACTIVE_HIGH CONFIG.USE_LOCKED true CONFIG.USE_RESET true
}
set catalogue::properties(xilinx.com:ip:xdma:4.1) {
    CONFIG.mode_selection Basic CONFIG.xdma_axi_intf_mm AXI_Memory_Mapped CONFIG.pl_link_cap_max_link_width X1
    CONFIG.pl_link_cap_max_link_speed 2.5_GT/s CONFIG.axi_data_width 64_bit CONFIG.axisten_freq 125 CONFIG.plltype CPLL
    CONFIG.vendor_id 10EE CONFIG.pf0_device_id 9011 CONFIG.pf0_subsystem_vendor_id 10EE CONFIG.pf0_subsystem_id 0007
    CONFIG.axilite_master_en false CONFIG.axilite_master_scale Megabytes CONFIG.axilite_master_size 1
    CONFIG.pciebar2axibar_axil_master 0x0 CONFIG.xdma_rnum_chnl 1 CONFIG.xdma_wnum_chnl 1 CONFIG.xdma_num_usr_irq 1
    CONFIG.pf0_msi_enabled true CONFIG.pf0_msix_enabled false CONFIG.cfg_mgmt_if true CONFIG.disable_gt_loc false
    CONFIG.pcie_blk_locn X0Y0 CONFIG.select_quad {} CONFIG.en_gt_selection false
}
set catalogue::properties(xilinx.com:ip:mig_7series:4.2) {
    CONFIG.BOARD_MIG_PARAM Custom CONFIG.MIG_DONT_TOUCH_PARAM Custom CONFIG.RESET_BOARD_INTERFACE Custom
    CONFIG.XML_INPUT_FILE {}
}
set catalogue::properties(xilinx.com:ip:hbm:1.0) {
    CONFIG.USER_HBM_DENSITY 4GB CONFIG.USER_APB_EN true CONFIG.USER_AXI_CLK_FREQ 450 CONFIG.USER_AXI_INPUT_CLK_FREQ 450
    CONFIG.USER_HBM_REF_CLK_0 100 CONFIG.USER_HBM_REF_CLK_1 100 CONFIG.USER_CLK_SEL_LIST0 AXI_00_ACLK
}
for {set port 0} {$port < 32} {incr port} {
    lappend catalogue::properties(xilinx.com:ip:hbm:1.0) [format CONFIG.USER_SAXI_%02d $port] true
}

proc catalogue::is_7_series {} { return [string match xc7* $::stub::part] }

proc catalogue::pins {kind properties} {
    dict with properties {}
    switch -glob $kind {
        module { return {aclk {I clk 1} aresetn {I rstn 1} interrupt {O intr 1}} }
        *:processing_system7:* {
            set pins {}
            if {${CONFIG.PCW_EN_CLK0_PORT}} { lappend pins FCLK_CLK0 {O clk 0} }
            if {${CONFIG.PCW_EN_RST0_PORT}} { lappend pins FCLK_RESET0_N {O rstn 0} }
            if {${CONFIG.PCW_USE_M_AXI_GP0}} { lappend pins M_AXI_GP0_ACLK {I clk 1} }
            if {${CONFIG.PCW_USE_S_AXI_HP0}} { lappend pins S_AXI_HP0_ACLK {I clk 1} }
            if {${CONFIG.PCW_USE_FABRIC_INTERRUPT} && ${CONFIG.PCW_IRQ_F2P_INTR}} { lappend pins IRQ_F2P {I intr 1} }
            return $pins
        }
        *:zynq_ultra_ps_e:* {
            set pins {pl_resetn0 {O rstn 0}}
            if {${CONFIG.PSU__FPGA_PL0_ENABLE}} { lappend pins pl_clk0 {O clk 0} }
            if {${CONFIG.PSU__USE__M_AXI_GP0}} { lappend pins maxihpm0_fpd_aclk {I clk 1} }
            if {${CONFIG.PSU__USE__M_AXI_GP1}} { lappend pins maxihpm1_fpd_aclk {I clk 1} }
            if {${CONFIG.PSU__USE__M_AXI_GP2}} { lappend pins maxihpm0_lpd_aclk {I clk 1} }
            if {${CONFIG.PSU__USE__S_AXI_GP2}} { lappend pins saxihp0_fpd_aclk {I clk 1} }
            if {${CONFIG.PSU__USE__IRQ0}} { lappend pins pl_ps_irq0 {I intr 1} }
            return $pins
        }
        *:smartconnect:* {
            set pins {aclk {I clk 1} aresetn {I rstn 1}}
            for {set i 1} {$i < ${CONFIG.NUM_CLKS}} {incr i} { lappend pins aclk$i {I clk 1} }
            return $pins
        }
        *:proc_sys_reset:* {
            return {slowest_sync_clk {I clk 1} ext_reset_in {I any 1} aux_reset_in {I any 0} dcm_locked {I data 0}
                mb_reset {O rst 0} bus_struct_reset {O rst 0} peripheral_reset {O rst 0} interconnect_aresetn {O rstn 0}
                peripheral_aresetn {O rstn 0}}
        }
        *:xlconstant:* { return {dout {O any 1}} }
        *:util_vector_logic:* {
            set pins {Op1 {I data 1} Res {O data 1}}
            if {${CONFIG.C_OPERATION} ne "not"} { lappend pins Op2 {I data 1} }
            return $pins
        }
        *:util_ds_buf:* {
            switch ${CONFIG.C_BUF_TYPE} {
                IBUFDS { return {IBUF_OUT {O clk 1}} }
                IBUFDSGTE { return {IBUF_OUT {O clk 1} IBUF_DS_ODIV2 {O clk 0}} }
            }
            error "util_ds_buf: no kind ${CONFIG.C_BUF_TYPE}"
        }
        *:clk_wiz:* {
            set pins {clk_in1 {I clk 1} clk_out1 {O clk 1}}
            if {${CONFIG.USE_LOCKED}} { lappend pins locked {O data 0} }
            if {${CONFIG.USE_RESET}} {
                if {${CONFIG.RESET_TYPE} eq "ACTIVE_LOW"} {
                    lappend pins resetn {I rstn 1}
                } else {
                    lappend pins reset {I rst 1}
                }
            }
            return $pins
        }
        *:xdma:* {
            set pins {sys_clk {I clk 1} sys_rst_n {I rstn 1} axi_aclk {O clk 1} axi_aresetn {O rstn 1} user_lnk_up {O data 0}
                usr_irq_req {I any 1} usr_irq_ack {O data 0}}
            if {![is_7_series]} { lappend pins sys_clk_gt {I clk 1} }
            return $pins
        }
        *:mig_7series:* {
            return {ui_clk {O clk 1} ui_clk_sync_rst {O rst 1} mmcm_locked {O data 0} aresetn {I rstn 1} sys_rst {I any 1}
                init_calib_complete {O data 0}}
        }
        *:hbm:* {
            set pins {HBM_REF_CLK_0 {I clk 1} APB_0_PCLK {I clk 1} APB_0_PRESET_N {I rstn 1} DRAM_0_STAT_CATTRIP {O data 1}
                apb_complete_0 {O data 0}}
            if {${CONFIG.USER_HBM_DENSITY} eq "8GB"} {
                lappend pins HBM_REF_CLK_1 {I clk 1} APB_1_PCLK {I clk 1} APB_1_PRESET_N {I rstn 1} \
                    DRAM_1_STAT_CATTRIP {O data 1} apb_complete_1 {O data 0}
            }
            for {set i 0} {$i < 32} {incr i} {
                set port [format %02d $i]
                if {[dict get $properties CONFIG.USER_SAXI_$port]} {
                    lappend pins AXI_${port}_ACLK {I clk 1} AXI_${port}_ARESET_N {I rstn 1}
                }
            }
            return $pins
        }
    }
    error "no pins known of $kind"
}

proc catalogue::interfaces {kind properties} {
    dict with properties {}
    switch -glob $kind {
        module { return {s_axi {Slave aximm 1} m_axi {Master aximm 1}} }
        *:processing_system7:* {
            set interfaces {DDR {Master any 1} FIXED_IO {Master any 1}}
            if {${CONFIG.PCW_USE_M_AXI_GP0}} { lappend interfaces M_AXI_GP0 {Master aximm 1} }
            if {${CONFIG.PCW_USE_S_AXI_HP0}} { lappend interfaces S_AXI_HP0 {Slave aximm 1} }
            return $interfaces
        }
        *:zynq_ultra_ps_e:* {
            set interfaces {}
            if {${CONFIG.PSU__USE__M_AXI_GP0}} { lappend interfaces M_AXI_HPM0_FPD {Master aximm 1} }
            if {${CONFIG.PSU__USE__M_AXI_GP1}} { lappend interfaces M_AXI_HPM1_FPD {Master aximm 1} }
            if {${CONFIG.PSU__USE__M_AXI_GP2}} { lappend interfaces M_AXI_HPM0_LPD {Master aximm 1} }
            if {${CONFIG.PSU__USE__S_AXI_GP2}} { lappend interfaces S_AXI_HP0_FPD {Slave aximm 1} }
            return $interfaces
        }
        *:smartconnect:* {
            set interfaces {}
            for {set i 0} {$i < ${CONFIG.NUM_SI}} {incr i} { lappend interfaces [format S%02d_AXI $i] {Slave aximm 1} }
            for {set i 0} {$i < ${CONFIG.NUM_MI}} {incr i} { lappend interfaces [format M%02d_AXI $i] {Master aximm 1} }
            return $interfaces
        }
        *:util_ds_buf:* { return {CLK_IN_D {Slave diff_clock_rtl 1}} }
        *:xdma:* {
            set interfaces {M_AXI {Master aximm 1} pcie_mgt {Master pcie_7x_mgt_rtl 1}}
            if {${CONFIG.axilite_master_en}} { lappend interfaces M_AXI_LITE {Master aximm 1} }
            return $interfaces
        }
        *:mig_7series:* {
            if {${CONFIG.XML_INPUT_FILE} eq {}} {
                return {DDR3 {Master ddrx_rtl 1} SYS_CLK {Slave diff_clock_rtl 1}}
            }
            return {DDR3 {Master ddrx_rtl 1} SYS_CLK {Slave diff_clock_rtl 1} S_AXI {Slave aximm 1}}
        }
        *:hbm:* {
            set interfaces {}
            for {set i 0} {$i < 32} {incr i} {
                if {[dict get $properties [format CONFIG.USER_SAXI_%02d $i]]} {
                    lappend interfaces [format SAXI_%02d $i] {Slave aximm 1}
                }
            }
            if {${CONFIG.USER_APB_EN}} { lappend interfaces SAPB_0 {Slave apb 1} }
            return $interfaces
        }
        default { return {} }
    }
}

# The segments of a slave interface, below the cell.
proc catalogue::segments {kind interface} {
    switch -glob $kind:$interface {
        module:s_axi { return s_axi/reg0 }
        *:processing_system7:*:S_AXI_HP0 { return S_AXI_HP0/HP0_DDR_LOWOCM }
        *:zynq_ultra_ps_e:*:S_AXI_HP0_FPD {
            return {SAXIGP2/HP0_DDR_LOW SAXIGP2/HP0_DDR_HIGH SAXIGP2/HP0_LPS_OCM SAXIGP2/HP0_QSPI}
        }
        *:mig_7series:*:S_AXI { return memmap/memaddr }
        *:hbm:*:SAXI_* {
            set segments {}
            for {set i 0} {$i < 32} {incr i} { lappend segments $interface/[format HBM_MEM%02d $i] }
            return $segments
        }
        default { return {} }
    }
}

# The address space of a master interface, below the cell.
proc catalogue::space {kind interface} {
    switch -glob $kind {
        *:processing_system7:* - *:zynq_ultra_ps_e:* { return Data }
        default { return $interface }
    }
}

# The rate of a clock output: {hz N}, or {interface NAME} where it is that of the clock at an interface.
proc catalogue::rate {kind pin properties} {
    dict with properties {}
    switch -glob $kind:$pin {
        *:processing_system7:*:FCLK_CLK0 { return [list hz [hz ${CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ}]] }
        *:zynq_ultra_ps_e:*:pl_clk0 { return [list hz [hz ${CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ}]] }
        *:clk_wiz:*:clk_out1 { return [list hz [hz ${CONFIG.CLKOUT1_REQUESTED_OUT_FREQ}]] }
        *:xdma:*:axi_aclk { return [list hz [hz ${CONFIG.axisten_freq}]] }
        *:util_ds_buf:*:* { return {interface CLK_IN_D} }
        default { return unknown }
    }
}
proc catalogue::hz {mhz} { return [expr {round($mhz * 1000000)}] }

# What an interrupt is called behind a pin: a shared peripheral interrupt of the ARM cores (UG585, table 7-4; UG1085, table
# 13-1), or a user interrupt of XDMA.
proc catalogue::interrupt {kind pin} {
    switch -glob $kind:$pin {
        *:processing_system7:*:IRQ_F2P { return 29 }
        *:zynq_ultra_ps_e:*:pl_ps_irq0 { return 89 }
        *:xdma:*:usr_irq_req { return 0 }
        default { error "$pin of $kind takes no interrupt" }
    }
}
