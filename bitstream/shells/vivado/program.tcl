# @TITLE@: writes the design into the card's flash over JTAG. After it: power cycle, or a cold reboot of the host.
#
#     vivado -mode batch -source program.tcl

set here [file dirname [file normalize [info script]]]
open_hw_manager
connect_hw_server
open_hw_target
set device [lindex [get_hw_devices @JTAG_DEVICE@] 0]
current_hw_device $device
create_hw_cfgmem -hw_device $device [lindex [get_cfgmem_parts {@FLASH_PART@}] 0]
set memory [get_property PROGRAM.HW_CFGMEM $device]
set_property PROGRAM.FILES [list [file join $here @MODULE@.mcs]] $memory
set_property PROGRAM.ADDRESS_RANGE {use_file} $memory
set_property PROGRAM.ERASE 1 $memory
set_property PROGRAM.CFG_PROGRAM 1 $memory
set_property PROGRAM.VERIFY 1 $memory
create_hw_bitstream -hw_device $device [get_property PROGRAM.HW_CFGMEM_BITFILE $device]
program_hw_devices $device
program_hw_cfgmem -hw_cfgmem $memory
close_hw_manager
