# @TITLE@: from Verilog to a bitstream, without a question and without the GUI.
#
#     vivado -mode batch -source build.tcl                   # everything
#     vivado -mode batch -source build.tcl -tclargs project  # project and block design only
#
# Filled in by `cargo xtask board @BOARD@ project` from bitstream/boards/@BOARD@/board.toml; edit that file, not this one.

set here [file dirname [file normalize [info script]]]
set vivado_expected @VIVADO@
if {[string first $vivado_expected [version -short]] != 0} {
    error "this project is for Vivado $vivado_expected, this is [version -short]: IP versions and names of properties differ"
}
set last_step [expr {[llength $argv] > 0 ? [lindex $argv 0] : "bitstream"}]

create_project -force -part @PART@ @MODULE@ [file join $here vivado]
set_property target_language Verilog [current_project]
@SELECT_BOARD_PART@
add_files -norecurse [list \
    [file join $here rtl @MODULE@.v] \
    [file join $here rtl @MODULE@_axi.v]]
add_files -fileset constrs_1 -norecurse [file join $here constraints board.xdc]
if {[file exists [file join $here constraints early.xdc]]} {
    # Before the constraints of the IP, whose placement these replace.
    add_files -fileset constrs_1 -norecurse [file join $here constraints early.xdc]
    set_property PROCESSING_ORDER EARLY [get_files [file join $here constraints early.xdc]]
}
update_compile_order -fileset sources_1

create_bd_design design
source [file join $here design.tcl]
validate_bd_design
save_bd_design

set design_file [get_files design.bd]
generate_target all $design_file
add_files -norecurse [make_wrapper -files $design_file -top]
set_property top design_wrapper [get_filesets sources_1]
update_compile_order -fileset sources_1
if {$last_step eq "project"} {
    return
}

launch_runs synth_1 -jobs 4
wait_on_runs synth_1
if {[get_property PROGRESS [get_runs synth_1]] ne "100%"} {
    error "synthesis failed; see vivado/@MODULE@.runs/synth_1/runme.log"
}
launch_runs impl_1 -jobs 4
wait_on_runs impl_1
if {[get_property PROGRESS [get_runs impl_1]] ne "100%"} {
    error "implementation failed; see vivado/@MODULE@.runs/impl_1/runme.log"
}

open_run impl_1
report_utilization -file [file join $here utilization.txt]
report_timing_summary -file [file join $here timing.txt]
set slack [get_property SLACK [get_timing_paths -setup]]
if {$slack < 0} {
    error "the clock of @CORE_KHZ@ kHz is missed by [expr {-$slack}] ns; see timing.txt"
}
write_bitstream -force [file join $here @MODULE@.bit]
@WRITE_IMAGE@
