"""ULX3S with an ECP5-85F: pins and clocks from litex-boards, SDRAM of 32 MB or more, the FTDI chip's serial line."""

from litedram.modules import AS4C16M16
from litedram.phy import GENSDRPHY
from litex.build.io import DDROutput
from litex.gen import LiteXModule
from litex.soc.cores.clock import ECP5PLL
from litex_boards.platforms import radiona_ulx3s
from migen import ClockDomain, ClockSignal

from .soc import GanaxSoC

DEVICE = "LFE5U-85F"


class Clocks(LiteXModule):
    """The system's clock, and the SDRAM's a quarter of a period behind it, as in litex-boards."""

    def __init__(self, platform, clock_hz):
        self.cd_sys = ClockDomain()
        self.cd_sys_ps = ClockDomain()
        self.pll = ECP5PLL()
        self.comb += self.pll.reset.eq(platform.request("rst"))
        self.pll.register_clkin(platform.request("clk25"), 25e6)
        self.pll.create_clkout(self.cd_sys, clock_hz)
        self.pll.create_clkout(self.cd_sys_ps, clock_hz, phase=90)
        self.specials += DDROutput(1, 0, platform.request("sdram_clock"), ClockSignal("sys_ps"))
        # Keeps the board's ESP32 from taking the FPGA's configuration away.
        self.comb += platform.request("wifi_gpio0").eq(1)


def build(parameters):
    """The system, ready to be written out."""
    platform = radiona_ulx3s.Platform(device=DEVICE, toolchain="trellis")
    clocks = Clocks(platform, parameters.clock_hz)
    phy = GENSDRPHY(platform.request("sdram"), parameters.clock_hz)
    soc = GanaxSoC(
        platform, parameters, platform.request("serial"), phy, AS4C16M16(parameters.clock_hz, "1:1"))
    soc.crg = clocks
    soc.sdrphy = phy
    return soc
