# Stand-ins for the commands of constraint files and of the hardware manager. Part of vivado.tcl.

# The ports of the wrapper that Vivado makes of the block design, by the kind of each interface.
proc stub::wrapper_ports {} {
    set ports [dict keys $::stub::external_pins]
    dict for {name facts} $::stub::external_interfaces {
        switch [dict get $facts protocol] {
            diff_clock_rtl { lappend ports ${name}_clk_p ${name}_clk_n }
            pcie_7x_mgt_rtl {
                for {set lane 0} {$lane < $::stub::lanes} {incr lane} {
                    foreach wire {rxp rxn txp txn} { lappend ports ${name}_$wire\[$lane\] }
                }
            }
        }
    }
    return $ports
}

stub::command get_ports {{-quiet}} 1 1 {
    set name [lindex $arguments 0]
    if {$name ni [stub::wrapper_ports]} { error "get_ports: the design has no port $name" }
    lappend ::stub::constrained $name
    return xdc:$name
}
stub::command get_cells {{-hierarchical} {-filter value} {-quiet}} 0 1 { return xdc:cells }
stub::command current_design {{-quiet}} 0 0 { return current_design }
stub::command create_clock {{-name value} {-period value}} 1 1 {
    lappend ::stub::clocks [stub::option -name {}] [stub::option -period 0]
}
stub::command set_false_path {{-from value} {-to value}} 0 0 {}
stub::command set_operating_conditions {{-design_power_budget value}} 0 0 {}

namespace eval stub {
    variable lanes 0
    variable constrained {}
    variable clocks {}
    variable scratch .
}

stub::command open_hw_manager {} 0 0 {}
stub::command close_hw_manager {} 0 0 {}
stub::command connect_hw_server {{-url value} {-allow_non_jtag}} 0 0 {}
stub::command open_hw_target {} 0 1 {}
stub::command get_hw_devices {{-quiet}} 0 1 { return hw:[lindex $arguments 0] }
stub::command current_hw_device {} 1 1 {}
stub::command get_cfgmem_parts {} 1 1 { return hw:[lindex $arguments 0] }
stub::command create_hw_cfgmem {{-hw_device value}} 1 1 {}
stub::command create_hw_bitstream {{-hw_device value}} 1 1 {}
stub::command program_hw_devices {} 1 1 {}
stub::command program_hw_cfgmem {{-hw_cfgmem value}} 0 0 {}
