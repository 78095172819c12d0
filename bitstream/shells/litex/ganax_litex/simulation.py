"""The same system for a simulator: LiteDRAM's controller with a model of the SDRAM behind it, the serial line on ports."""

import os

from litedram.modules import AS4C16M16
from litedram.phy.model import SDRAMPHYModel
from litex.build.generic_platform import GenericPlatform, Pins, Subsignal
from litex.gen import LiteXModule
from migen import ClockDomain

from .soc import GanaxSoC

IO = [
    ("sys_clk", 0, Pins(1)),
    ("sys_rst", 0, Pins(1)),
    ("serial", 0, Subsignal("tx", Pins(1)), Subsignal("rx", Pins(1))),
]


class Platform(GenericPlatform):
    """A platform without tools: what is written is read by whoever simulates it."""

    def build(self, fragment, build_dir, build_name, **_):
        verilog = self.get_verilog(fragment, name=build_name)
        # The contents of memories are written beside it, by names without a folder.
        os.chdir(build_dir)
        verilog.write(f"{build_name}.v")
        return verilog.ns


class Clocks(LiteXModule):
    """Clock and reset come from outside."""

    def __init__(self, platform):
        self.cd_sys = ClockDomain()
        self.comb += [
            self.cd_sys.clk.eq(platform.request("sys_clk")),
            self.cd_sys.rst.eq(platform.request("sys_rst")),
        ]


def build(parameters):
    """The system, ready to be written out."""
    platform = Platform("SIM", IO, name="simulation")
    module = AS4C16M16(parameters.clock_hz, "1:1")
    phy = SDRAMPHYModel(module, data_width=16, clk_freq=parameters.clock_hz)
    soc = GanaxSoC(platform, parameters, platform.request("serial"), phy, module)
    soc.crg = Clocks(platform)
    soc.sdrphy = phy
    return soc
