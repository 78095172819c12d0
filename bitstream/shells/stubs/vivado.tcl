# Stand-ins for the Vivado commands that the scripts of this folder use, for `tclsh`.
#
# They know which options a command takes, and keep the block design as a graph: cells with the pins, interfaces and properties
# of catalogue.tcl, nets, addresses. What Vivado would refuse is an error here. They build nothing.
# `stub::report` prints what came out, one fact a line, for a comparison with board.toml.

source [file join [file dirname [info script]] catalogue.tcl]

namespace eval stub {
    variable version 0
    variable project {}
    variable part {}
    variable board_parts {}
    variable files {}
    variable cells [dict create]
    variable external_pins [dict create]
    variable external_interfaces [dict create]
    variable nets [dict create]
    variable links [dict create]
    variable addresses [dict create]
    variable excluded [dict create]
    variable runs [dict create synth_1 0% impl_1 0%]
    variable files_written {}
    variable validated 0
}

# Defines a command with the options that it takes: {-name} is a switch, {-name value} has a value. The body sees an array
# `option` and a list `arguments`.
proc stub::command {name options least most body} {
    proc ::$name args "
        array set option {}
        set arguments \[stub::parse $name {$options} $least $most \$args option\]
        $body"
}

proc stub::parse {name options least most given variable} {
    upvar 1 $variable option
    set arguments {}
    for {set i 0} {$i < [llength $given]} {incr i} {
        set word [lindex $given $i]
        if {![regexp {^-[a-z_]+$} $word]} {
            lappend arguments $word
            continue
        }
        set known 0
        foreach candidate $options {
            if {[lindex $candidate 0] eq $word} {
                set known 1
                if {[llength $candidate] == 2} {
                    incr i
                    if {$i >= [llength $given]} { error "$name: $word has no value" }
                    set option($word) [lindex $given $i]
                } else {
                    set option($word) 1
                }
            }
        }
        if {!$known} { error "$name: there is no option $word" }
    }
    set count [llength $arguments]
    if {$count < $least || $count > $most} {
        error "$name: $count arguments, but it takes $least to $most"
    }
    return $arguments
}

proc stub::option {name default} {
    upvar 1 option option
    return [expr {[info exists option($name)] ? $option($name) : $default}]
}

# ---- project -------------------------------------------------------------------------------------------------------------

stub::command version {{-short}} 0 0 { return $::stub::version }
stub::command create_project {{-force} {-part value}} 1 2 {
    set ::stub::project [lindex $arguments 0]
    set ::stub::part [stub::option -part {}]
}
stub::command current_project {{-quiet}} 0 0 { return project }
stub::command get_board_parts {{-quiet} {-latest_file_version}} 1 1 {
    foreach found $::stub::board_parts {
        if {[string match [lindex $arguments 0] $found]} { return $found }
    }
    return {}
}
stub::command get_filesets {{-quiet}} 1 1 { return [lindex $arguments 0] }
stub::command add_files {{-norecurse} {-fileset value}} 1 1 {
    foreach path [lindex $arguments 0] {
        # Vivado writes the wrapper; everything else must be there.
        if {![file exists $path] && ![string match *_wrapper.v $path]} { error "add_files: $path does not exist" }
        lappend ::stub::files $path
    }
}
stub::command get_files {{-quiet}} 1 1 {
    set pattern [lindex $arguments 0]
    foreach path [concat $::stub::files design.bd] {
        if {$path eq $pattern || [file tail $path] eq $pattern} { return $path }
    }
    error "get_files: no file $pattern"
}
stub::command update_compile_order {{-fileset value}} 0 0 {}
stub::command generate_target {{-force}} 2 2 {}
stub::command make_wrapper {{-files value} {-top}} 0 0 {
    if {!$::stub::validated} { error "make_wrapper: the block design has not been validated" }
    return [file join vivado design_wrapper.v]
}
stub::command launch_runs {{-jobs value} {-to_step value}} 1 1 {
    if {![dict exists $::stub::runs [lindex $arguments 0]]} { error "launch_runs: no run [lindex $arguments 0]" }
    dict set ::stub::runs [lindex $arguments 0] 100%
}
stub::command wait_on_runs {{-timeout value}} 1 1 { get_runs [lindex $arguments 0] }
stub::command get_runs {{-quiet}} 1 1 {
    if {![dict exists $::stub::runs [lindex $arguments 0]]} { error "get_runs: no run [lindex $arguments 0]" }
    return run:[lindex $arguments 0]
}
stub::command open_run {} 1 1 {
    if {[dict get $::stub::runs [lindex $arguments 0]] ne "100%"} { error "open_run: [lindex $arguments 0] has not run" }
}
stub::command report_utilization {{-file value}} 0 0 {}
stub::command report_timing_summary {{-file value}} 0 0 {}
stub::command get_timing_paths {{-setup} {-hold}} 0 0 { return timing_path }
stub::command write_bitstream {{-force} {-bin_file}} 1 1 { lappend ::stub::files_written [lindex $arguments 0] }
stub::command write_cfgmem {{-force} {-format value} {-interface value} {-size value} {-loadbit value} {-disablebitswap} {-file value}} 0 1 {
    set bit [lindex [stub::option -loadbit {}] end]
    if {$bit ni $::stub::files_written} { error "write_cfgmem: $bit has not been written" }
    if {[stub::option -format {}] ni {mcs bin MCS BIN}} { error "write_cfgmem: no format [stub::option -format {}]" }
    if {[stub::option -interface {}] ni {SPIx1 SPIx2 SPIx4 SPIx8 SMAPx8 SMAPx16 SMAPx32 BPIx16}} {
        error "write_cfgmem: no interface [stub::option -interface {}]"
    }
    lappend ::stub::files_written [expr {[llength $arguments] ? [lindex $arguments 0] : [stub::option -file {}]}]
}

# ---- block design: objects -----------------------------------------------------------------------------------------------

stub::command create_bd_design {} 1 1 {}
stub::command save_bd_design {} 0 0 {}
stub::command create_bd_cell {{-type value} {-vlnv value} {-reference value}} 1 1 {
    set name [lindex $arguments 0]
    if {[dict exists $::stub::cells $name]} { error "create_bd_cell: there is a cell $name" }
    switch [stub::option -type {}] {
        ip { set kind [stub::option -vlnv {}] }
        module {
            set kind module
            set found 0
            foreach path $::stub::files {
                if {[file rootname [file tail $path]] eq [stub::option -reference {}]} { set found 1 }
            }
            if {!$found} { error "create_bd_cell: no module [stub::option -reference {}] among the sources" }
        }
        default { error "create_bd_cell: no type [stub::option -type {}]" }
    }
    if {![info exists ::catalogue::properties($kind)]} { error "create_bd_cell: no IP $kind in the catalogue" }
    dict set ::stub::cells $name [dict create kind $kind properties $::catalogue::properties($kind)]
    return $name
}
stub::command apply_bd_automation {{-rule value} {-config value}} 1 1 {
    set cell [lindex $arguments 0]
    set rule [lindex [split [stub::option -rule {}] :] end]
    if {$rule ni [split [dict get $::stub::cells $cell kind] :]} { error "apply_bd_automation: $rule is no rule for $cell" }
    if {$rule eq "processing_system7"} {
        # make_external: the memory and the fixed pins leave the design.
        foreach interface {DDR FIXED_IO} {
            dict set ::stub::external_interfaces $interface [dict create mode Master protocol any]
            stub::link $cell/$interface port:$interface
        }
    }
}
stub::command create_bd_port {{-dir value} {-type value} {-from value} {-to value}} 1 1 {
    set direction [stub::option -dir {}]
    if {$direction ni {I O}} { error "create_bd_port: no direction $direction" }
    dict set ::stub::external_pins [lindex $arguments 0] \
        [dict create direction $direction type [stub::option -type data] properties {CONFIG.POLARITY {}}]
    return port:[lindex $arguments 0]
}
stub::command create_bd_intf_port {{-mode value} {-vlnv value}} 1 1 {
    set protocol [lindex [split [stub::option -vlnv {}] :] 2]
    if {$protocol ni {diff_clock_rtl pcie_7x_mgt_rtl ddrx_rtl}} { error "create_bd_intf_port: no interface $protocol" }
    if {[stub::option -mode {}] ni {Master Slave}} { error "create_bd_intf_port: no mode [stub::option -mode {}]" }
    dict set ::stub::external_interfaces [lindex $arguments 0] \
        [dict create mode [stub::option -mode {}] protocol $protocol properties {CONFIG.FREQ_HZ 0}]
    return port:[lindex $arguments 0]
}

# The pins (or interfaces) that a cell has with its present properties: name -> facts.
proc stub::pins {cell} {
    set facts [dict get $::stub::cells $cell]
    return [catalogue::pins [dict get $facts kind] [dict get $facts properties]]
}
proc stub::interfaces {cell} {
    set facts [dict get $::stub::cells $cell]
    return [catalogue::interfaces [dict get $facts kind] [dict get $facts properties]]
}
proc stub::split_pin {path} {
    set path [string trimleft $path /]
    set cell [lindex [split $path /] 0]
    return [list $cell [string range $path [expr {[string length $cell] + 1}] end]]
}

stub::command get_bd_cells {{-quiet}} 0 1 {
    foreach cell $arguments {
        if {![dict exists $::stub::cells $cell]} { error "get_bd_cells: no cell $cell" }
    }
    return $arguments
}
stub::command get_bd_pins {{-quiet}} 1 1 {
    lassign [stub::split_pin [lindex $arguments 0]] cell pin
    if {![dict exists $::stub::cells $cell]} { error "get_bd_pins: no cell $cell" }
    if {![dict exists [stub::pins $cell] $pin]} {
        error "get_bd_pins: $cell ([dict get $::stub::cells $cell kind]) has no pin $pin with its present properties"
    }
    return $cell/$pin
}
stub::command get_bd_intf_pins {{-quiet}} 1 1 {
    lassign [stub::split_pin [lindex $arguments 0]] cell pin
    if {![dict exists $::stub::cells $cell]} { error "get_bd_intf_pins: no cell $cell" }
    if {![dict exists [stub::interfaces $cell] $pin]} {
        error "get_bd_intf_pins: $cell ([dict get $::stub::cells $cell kind]) has no interface $pin with its present properties"
    }
    return $cell/$pin
}
stub::command get_bd_ports {{-quiet}} 1 1 {
    if {![dict exists $::stub::external_pins [lindex $arguments 0]]} { error "get_bd_ports: no port [lindex $arguments 0]" }
    return port:[lindex $arguments 0]
}
stub::command get_bd_intf_ports {{-quiet}} 1 1 {
    if {![dict exists $::stub::external_interfaces [lindex $arguments 0]]} {
        error "get_bd_intf_ports: no interface [lindex $arguments 0]"
    }
    return port:[lindex $arguments 0]
}
stub::command get_ips {{-quiet}} 1 1 { return ip:[lindex $arguments 0] }

# ---- properties ----------------------------------------------------------------------------------------------------------

stub::command set_property {{-dict value} {-quiet}} 1 3 {
    if {[info exists option(-dict)]} {
        set pairs $option(-dict)
        set target [lindex $arguments 0]
    } else {
        if {[llength $arguments] != 3} { error "set_property: a name, a value and an object" }
        set pairs [lrange $arguments 0 1]
        set target [lindex $arguments 2]
    }
    if {[llength $pairs] % 2} { error "set_property: -dict has a name without a value" }
    foreach {name value} $pairs { stub::set_one $name $value $target }
}

proc stub::set_one {name value target} {
    if {$target in {project sources_1 current_design} || $target in $::stub::files || [string match cells:* $target]} {
        if {![info exists ::catalogue::known($name)]} { error "set_property: no property $name" }
        return
    }
    if {[dict exists $::stub::cells $target]} {
        if {![dict exists $::stub::cells $target properties $name]} {
            error "set_property: $target ([dict get $::stub::cells $target kind]) has no property $name"
        }
        dict set ::stub::cells $target properties $name $value
        return
    }
    foreach table {external_pins external_interfaces} {
        upvar #0 ::stub::$table ports
        set port [string range $target 5 end]
        if {[string match port:* $target] && [dict exists $ports $port properties]
            && [dict exists [dict get $ports $port properties] $name]} {
            dict set ports $port properties $name $value
            return
        }
    }
    if {$name eq "CONFIG.FREQ_HZ" && [string match */* $target]} {
        lassign [split_pin $target] cell interface
        if {[dict exists [interfaces $cell] $interface]} { return }
    }
    if {[string match hw:* $target] || [string match xdc:* $target]} {
        if {![info exists ::catalogue::known($name)]} { error "set_property: no property $name" }
        return
    }
    error "set_property: no property $name of $target"
}

stub::command get_property {{-quiet}} 2 2 {
    lassign $arguments name target
    if {[string match run:* $target] && $name eq "PROGRESS"} { return [dict get $::stub::runs [string range $target 4 end]] }
    if {$target eq "timing_path" && $name eq "SLACK"} { return 0.1 }
    if {[string match hw:* $target]} { return hw:$name }
    if {[string match ip:* $target] && $name eq "IP_DIR"} { return [file join $::stub::scratch ip] }
    if {$name eq "CONFIG.FREQ_HZ"} { return [stub::rate $target {}] }
    if {$name eq "CONFIG.Component_Name"} { return design_${target}_0 }
    if {[dict exists $::stub::cells $target properties $name]} { return [dict get $::stub::cells $target properties $name] }
    error "get_property: no property $name of $target"
}

# ---- nets ----------------------------------------------------------------------------------------------------------------

proc stub::pin_facts {pin} {
    if {[string match port:* $pin]} {
        set facts [dict get $::stub::external_pins [string range $pin 5 end]]
        # Seen from inside, an input drives.
        set direction [expr {[dict get $facts direction] eq "I" ? "O" : "I"}]
        set type [dict get $facts type]
        if {$type eq "rst" && [dict get $facts properties CONFIG.POLARITY] eq "ACTIVE_LOW"} { set type rstn }
        return [list $direction $type]
    }
    lassign [split_pin $pin] cell name
    return [lrange [dict get [pins $cell] $name] 0 1]
}

stub::command connect_bd_net {{-net value}} 2 99 {
    set members {}
    foreach pin $arguments {
        # A net that a pin is on already takes in the others.
        set joined 0
        dict for {id present} $::stub::nets {
            if {$pin in $present} {
                lappend members {*}$present
                dict unset ::stub::nets $id
                set joined 1
                break
            }
        }
        if {!$joined} { lappend members $pin }
    }
    set members [lsort -unique $members]
    set drivers {}
    set types {}
    foreach pin $members {
        lassign [stub::pin_facts $pin] direction type
        if {$direction eq "O"} { lappend drivers $pin }
        if {$type ne "data" && $type ne "any"} { lappend types $type }
    }
    if {[llength $drivers] > 1} { error "connect_bd_net: driven by [join $drivers { and by }]" }
    if {[llength [lsort -unique $types]] > 1} {
        error "connect_bd_net: kinds that do not go together ([join [lsort -unique $types] {, }]): [join $members {, }]"
    }
    dict set ::stub::nets [lindex $members 0] $members
}

proc stub::driver {pin} {
    dict for {id members} $::stub::nets {
        if {$pin in $members} {
            foreach member $members {
                if {[lindex [pin_facts $member] 0] eq "O"} { return $member }
            }
        }
    }
    return {}
}

# The rate in Hz of the clock at a pin, through buffers.
proc stub::rate {pin seen} {
    if {$pin in $seen} { error "a clock that drives itself: $pin" }
    if {[string match port:* $pin]} {
        set name [string range $pin 5 end]
        foreach table {external_pins external_interfaces} {
            set ports [set ::stub::$table]
            if {[dict exists $ports $name properties]} {
                return [dict get [dict get $ports $name properties] CONFIG.FREQ_HZ]
            }
        }
    }
    lassign [split_pin $pin] cell name
    set facts [dict get $::stub::cells $cell]
    if {[lindex [pin_facts $pin] 0] eq "I"} {
        set driver [driver $pin]
        if {$driver eq {}} { error "no clock at $pin" }
        return [rate $driver [concat $seen $pin]]
    }
    lassign [catalogue::rate [dict get $facts kind] $name [dict get $facts properties]] how value
    switch $how {
        hz { return $value }
        interface { return [rate [peer $cell/$value] [concat $seen $pin]] }
        default { error "no rate known of $pin" }
    }
}

# ---- interfaces ----------------------------------------------------------------------------------------------------------

proc stub::interface_facts {end} {
    if {[string match port:* $end]} {
        set facts [dict get $::stub::external_interfaces [string range $end 5 end]]
        # A port faces outwards: seen from inside, a master port is fed by a master.
        return [list [expr {[dict get $facts mode] eq "Master" ? "Slave" : "Master"}] [dict get $facts protocol]]
    }
    lassign [split_pin $end] cell name
    return [lrange [dict get [interfaces $cell] $name] 0 1]
}

proc stub::link {a b} {
    foreach end [list $a $b] {
        if {[dict exists $::stub::links $end]} { error "connect_bd_intf_net: $end is connected to [dict get $::stub::links $end]" }
    }
    lassign [interface_facts $a] mode_a protocol_a
    lassign [interface_facts $b] mode_b protocol_b
    if {$mode_a eq $mode_b} { error "connect_bd_intf_net: $a and $b are both $mode_a" }
    if {$protocol_a ne $protocol_b && "any" ni [list $protocol_a $protocol_b]} {
        error "connect_bd_intf_net: $a is $protocol_a, $b is $protocol_b"
    }
    dict set ::stub::links $a $b
    dict set ::stub::links $b $a
}
stub::command connect_bd_intf_net {{-intf_net value} {-boundary_type value}} 2 2 { stub::link {*}$arguments }

proc stub::peer {end} {
    if {![dict exists $::stub::links $end]} { error "$end is not connected" }
    return [dict get $::stub::links $end]
}

source [file join [file dirname [info script]] addresses.tcl]
source [file join [file dirname [info script]] hardware.tcl]
