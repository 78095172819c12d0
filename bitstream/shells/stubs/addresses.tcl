# Stand-ins for the address commands, validation of the block design, and the report. Part of vivado.tcl.

# The slave segments that a master's address space leads to, through interconnects.
proc stub::reachable {master} {
    lassign [split_pin $master] cell name
    if {![dict exists $::stub::links $master]} { return {} }
    set slave [dict get $::stub::links $master]
    if {[string match port:* $slave]} { return {} }
    lassign [split_pin $slave] cell name
    set kind [dict get $::stub::cells $cell kind]
    if {![string match *:smartconnect:* $kind]} {
        set segments {}
        foreach segment [catalogue::segments $kind $name] { lappend segments $cell/$segment }
        return $segments
    }
    set found {}
    dict for {port facts} [interfaces $cell] {
        if {[lindex $facts 0] eq "Master"} { lappend found {*}[reachable $cell/$port] }
    }
    return [lsort -unique $found]
}

# The interface that an address space belongs to.
proc stub::space_master {space} {
    lassign [split_pin $space] cell name
    if {![dict exists $::stub::cells $cell]} { error "no cell $cell" }
    set kind [dict get $::stub::cells $cell kind]
    dict for {port facts} [interfaces $cell] {
        if {[lrange $facts 0 1] eq "Master aximm" && [catalogue::space $kind $port] eq $name} { return $cell/$port }
    }
    error "no address space $space"
}

stub::command get_bd_addr_spaces {{-quiet}} 1 1 {
    stub::space_master [lindex $arguments 0]
    return [lindex $arguments 0]
}
stub::command get_bd_addr_segs {{-quiet}} 1 1 {
    set pattern [string trimleft [lindex $arguments 0] /]
    set found {}
    dict for {cell facts} $::stub::cells {
        foreach interface [dict keys [stub::interfaces $cell]] {
            foreach segment [catalogue::segments [dict get $facts kind] $interface] {
                if {[string match $pattern $cell/$segment]} { lappend found $cell/$segment }
            }
        }
    }
    if {$found eq {}} { error "get_bd_addr_segs: no segment $pattern" }
    return $found
}
stub::command assign_bd_address {{-offset value} {-range value} {-target_address_space value} {-force}} 1 1 {
    set segment [lindex $arguments 0]
    set space [stub::option -target_address_space {}]
    if {$segment ni [stub::reachable [stub::space_master $space]]} {
        error "assign_bd_address: $space does not lead to $segment"
    }
    foreach name {-offset -range} {
        if {![string is entier -strict [stub::option $name {}]]} { error "assign_bd_address: $name is no number" }
    }
    set offset [expr {[stub::option -offset {}] + 0}]
    set range [expr {[stub::option -range {}] + 0}]
    if {$range < 4096 || ($range & ($range - 1))} { error "assign_bd_address: a range of $range bytes" }
    if {$offset % $range} { error "assign_bd_address: offset $offset is no multiple of the range $range" }
    dict for {other where} $::stub::addresses {
        lassign $other other_space other_segment
        lassign $where other_offset other_range
        if {$other_space eq $space && $other_segment ne $segment
            && $offset < $other_offset + $other_range && $other_offset < $offset + $range} {
            error "assign_bd_address: $segment overlaps $other_segment in $space"
        }
    }
    dict set ::stub::addresses [list $space $segment] [list $offset $range]
}
stub::command exclude_bd_addr_seg {{-target_address_space value}} 1 1 {
    dict set ::stub::excluded [list [stub::option -target_address_space {}] [lindex $arguments 0]] 1
}

stub::command validate_bd_design {{-force}} 0 0 {
    set problems {}
    dict for {cell facts} $::stub::cells {
        set kind [dict get $facts kind]
        dict for {pin pin_facts} [stub::pins $cell] {
            lassign $pin_facts direction type required
            if {$required && $direction eq "I" && [stub::driver $cell/$pin] eq {}} {
                lappend problems "nothing drives $cell/$pin"
            }
            if {$required && $direction eq "O" && [stub::driver $cell/$pin] eq {}} {
                lappend problems "$cell/$pin goes nowhere"
            }
        }
        dict for {interface interface_facts} [stub::interfaces $cell] {
            lassign $interface_facts mode protocol required
            if {$required && ![dict exists $::stub::links $cell/$interface]} {
                lappend problems "$cell/$interface is not connected"
            }
            if {$mode ne "Master" || $protocol ne "aximm" || [string match *:smartconnect:* $kind]} { continue }
            set space $cell/[catalogue::space $kind $interface]
            foreach segment [stub::reachable $cell/$interface] {
                if {![dict exists $::stub::addresses [list $space $segment]]
                    && ![dict exists $::stub::excluded [list $space $segment]]} {
                    lappend problems "$segment has no address in $space"
                }
            }
        }
    }
    foreach {name facts} $::stub::external_pins {
        set pin port:$name
        if {[stub::driver $pin] eq {}} { lappend problems "nothing drives port $name" }
    }
    foreach name [dict keys $::stub::external_interfaces] {
        if {![dict exists $::stub::links port:$name]} { lappend problems "port $name is not connected" }
    }
    if {$problems ne {}} { error "validate_bd_design: [join $problems {; }]" }
    set ::stub::validated 1
}

# One fact a line: the part, address segments of every space, the accelerator's clock, where its interrupt goes, ports.
proc stub::report {} {
    puts "part $::stub::part"
    dict for {where what} $::stub::addresses {
        puts [format {segment %s %s 0x%llx 0x%llx} {*}$where {*}$what]
    }
    puts "clock [rate accelerator/aclk {}]"
    foreach interface {s_axi m_axi} {
        # What is on the other side of the interconnect must have a clock as well, or it would never answer.
        set slave [peer accelerator/$interface]
        puts "peer $interface $slave"
    }
    dict for {id members} $::stub::nets {
        if {"accelerator/interrupt" in $members} {
            foreach member $members {
                if {$member eq "accelerator/interrupt"} { continue }
                lassign [split_pin $member] cell pin
                puts "interrupt $member [catalogue::interrupt [dict get $::stub::cells $cell kind] $pin]"
            }
        }
    }
    dict for {cell facts} $::stub::cells {
        dict for {name value} [dict get $facts properties] {
            if {[string match CONFIG.*_id $name] || $name eq "CONFIG.pciebar2axibar_axil_master"} {
                puts "property $cell $name $value"
            }
        }
    }
    foreach file $::stub::files_written { puts "written [file tail $file]" }
}
