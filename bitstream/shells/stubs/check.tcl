# Runs the scripts of one board project against the stand-ins:
#
#     tclsh check.tcl PROJECT VERSION BOARD_PART LANES SCRATCH
#
# and prints the report of vivado.tcl; the first error ends it with its message on standard error and exit code 1.

if {[llength $argv] != 5} {
    puts stderr "usage: tclsh check.tcl PROJECT VERSION BOARD_PART LANES SCRATCH"
    exit 2
}
lassign $argv directory version board_part lanes scratch
source [file join [file dirname [file normalize [info script]]] vivado.tcl]
set stub::version $version
set stub::board_parts [list $board_part]
set stub::lanes $lanes
set stub::scratch [file normalize $scratch]
set argv {}
# A command that nobody defined is an error with its name, never a program of the operating system.
proc unknown {args} { error "there is no command [lindex $args 0]" }

if {[catch {
    source [file join $directory build.tcl]
    foreach file [lsort [glob [file join $directory constraints *.xdc]]] {
        # Brackets are part of names there.
        namespace eval :: [list source $file]
    }
    if {[file exists [file join $directory program.tcl]]} { source [file join $directory program.tcl] }
    stub::report
    foreach port [lsort -unique $stub::constrained] { puts "constrained $port" }
} message]} {
    puts stderr $message
    exit 1
}
