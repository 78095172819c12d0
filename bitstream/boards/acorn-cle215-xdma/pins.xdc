# Pins of the SQRL Acorn CLE-215+ that this design uses.
# Sources: litex-boards 2023.12, platforms/sqrl_acorn.py (pins, standards, configuration); the project NiteFury-and-LiteFury of
# RHSResearchLLC, whose sample for the xc7a200t-3 has the same pins. The pins of the DDR3 are in mig.prj.

create_clock -name pcie_reference -period 10.000 [get_ports pcie_reference_clk_p]
set_property PACKAGE_PIN F6 [get_ports pcie_reference_clk_p]
set_property PACKAGE_PIN E6 [get_ports pcie_reference_clk_n]

set_property -dict {PACKAGE_PIN J1 IOSTANDARD LVCMOS33 PULLUP true} [get_ports pcie_reset_n]
set_false_path -from [get_ports pcie_reset_n]
set_property -dict {PACKAGE_PIN G1 IOSTANDARD LVCMOS33} [get_ports pcie_clkreq_n]
set_false_path -to [get_ports pcie_clkreq_n]

# Flash: four lanes, so that the card answers before the host looks for it.
set_property BITSTREAM.CONFIG.SPI_BUSWIDTH 4 [current_design]
set_property BITSTREAM.CONFIG.CONFIGRATE 16 [current_design]
set_property CFGBVS VCCO [current_design]
set_property CONFIG_VOLTAGE 3.3 [current_design]
