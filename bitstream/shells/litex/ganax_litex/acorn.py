"""SQRL Acorn CLE-215+ in a PCIe slot: LitePCIe around the FPGA's hard block, memory of the host, no vendor IP beside it.

    PCIe --+-- BAR0 --- main bus (Wishbone, 32 bits) --- registers of the core at offset 0
           +-- requests --- HostMemory --- core, AXI4 128 bits
           +-- MSI --- interrupt of the core

Pins and clocks are those of litex-boards. The card's own DDR3 is not used.
"""

from litepcie.core import LitePCIeEndpoint
from litepcie.frontend.wishbone import LitePCIeWishboneMaster
from litepcie.phy.s7pciephy import S7PCIEPHY
from litex.gen import LiteXModule
from litex.soc.cores.clock import S7PLL
from litex.soc.integration.soc import SoCRegion
from litex.soc.integration.soc_core import SoCMini
from litex_boards.platforms import sqrl_acorn
from migen import ClockDomain

from .core import Ganax
from .host_memory import HostMemory, MessageOnRise

VARIANT = "cle-215+"
BAR_BYTES = 0x20000


class Clocks(LiteXModule):
    """One clock for core and LitePCIe's user side; the hard block makes its own."""

    def __init__(self, platform, clock_hz):
        self.cd_sys = ClockDomain()
        self.pll = S7PLL()
        self.pll.register_clkin(platform.request("clk200"), 200e6)
        self.pll.create_clkout(self.cd_sys, clock_hz)


class AcornSoC(SoCMini):
    """The system on the card."""

    # Behind the registers in BAR0, which begins at the register block.
    CSR_OFFSET = 0x10000

    def __init__(self, platform, parameters):
        self.mem_map = {**self.mem_map, "csr": parameters.register_base + self.CSR_OFFSET}
        SoCMini.__init__(self, platform, parameters.clock_hz, ident=parameters.ident, ident_version=False)
        self.crg = Clocks(platform, parameters.clock_hz)
        self._add_pcie(platform, parameters)
        self._add_core(platform, parameters)
        platform.add_false_path_constraints(self.crg.cd_sys.clk, self.pcie_phy.cd_pcie.clk)

    def _add_pcie(self, platform, parameters):
        self.comb += platform.request("pcie_clkreq_n").eq(0)
        self.pcie_phy = S7PCIEPHY(
            platform, platform.request("pcie_x4"), data_width=128, bar0_size=BAR_BYTES)
        self.pcie_phy.update_config(
            {
                "Bar0_Scale": "Kilobytes",
                "Bar0_Size": BAR_BYTES // 1024,
                "Vendor_ID": f"{parameters.pci.vendor:04X}",
                "Device_ID": f"{parameters.pci.device:04X}",
                "Subsystem_Vendor_ID": f"{parameters.pci.subsystem_vendor:04X}",
                "Subsystem_ID": f"{parameters.pci.subsystem_device:04X}",
            })
        self.pcie_endpoint = LitePCIeEndpoint(
            self.pcie_phy, max_pending_requests=8, endianness=self.pcie_phy.endianness, address_width=64)
        bar = LitePCIeWishboneMaster(self.pcie_endpoint, base_address=parameters.register_base)
        self.pcie_bar = bar
        self.bus.add_master("pcie_bar", bar.wishbone)

    def _add_core(self, platform, parameters):
        self.ganax = Ganax(platform, parameters.source, parameters.module)
        region = SoCRegion(origin=parameters.register_base, size=0x1000, cached=False)
        self.bus.add_slave("ganax", self.ganax.registers, region)
        crossbar = self.pcie_endpoint.crossbar
        self.host_memory = HostMemory(
            crossbar.get_master_port(read_only=True),
            crossbar.get_master_port(read_only=True),
            crossbar.get_master_port(write_only=True),
            self.pcie_phy.id)
        self.comb += self.ganax.memory.connect(self.host_memory.axi)
        self.message = MessageOnRise(self.ganax.interrupt)
        self.comb += self.message.source.connect(self.pcie_phy.msi)


def build(parameters):
    """The system, ready to be written out."""
    platform = sqrl_acorn.Platform(variant=VARIANT)
    return AcornSoC(platform, parameters)
