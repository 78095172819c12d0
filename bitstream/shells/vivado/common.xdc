# @TITLE@: what every design of this board has.
# The clocks come with their IP, which constrains them; the accelerator has one clock of @CORE_KHZ@ kHz, no pin and no path to
# another clock: crossings lie in SmartConnect, which constrains its own.

# Shown by JTAG and ICAP: the low half of the contract fingerprint.
set_property BITSTREAM.CONFIG.USR_ACCESS @FINGERPRINT_LOW@ [current_design]
set_property BITSTREAM.GENERAL.COMPRESS TRUE [current_design]
