"""The same system for a simulator: LiteDRAM's controller with a model of the SDRAM behind it, the serial line on ports."""

from litedram.modules import AS4C16M16
from litedram.phy.model import SDRAMPHYModel
from litex.build.generic_platform import Pins, Subsignal
from litex.build.sim import SimPlatform
from litex.gen import LiteXModule
from migen import ClockDomain

from .soc import GanaxSoC

IO = [
    ("sys_clk", 0, Pins(1)),
    ("sys_rst", 0, Pins(1)),
    ("serial", 0, Subsignal("tx", Pins(1)), Subsignal("rx", Pins(1))),
]


class Clocks(LiteXModule):
    def __init__(self, platform):
        self.cd_sys = ClockDomain()
        self.comb += [
            self.cd_sys.clk.eq(platform.request("sys_clk")),
            self.cd_sys.rst.eq(platform.request("sys_rst")),
        ]


def build(parameters):
    """The system, ready to be written out."""
    platform = SimPlatform("SIM", IO)
    module = AS4C16M16(parameters.clock_hz, "1:1")
    phy = SDRAMPHYModel(module, data_width=16, clk_freq=parameters.clock_hz)
    soc = GanaxSoC(platform, parameters, platform.request("serial"), phy, module)
    soc.crg = Clocks(platform)
    soc.sdrphy = phy
    return soc
