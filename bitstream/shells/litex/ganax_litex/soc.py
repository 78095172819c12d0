"""The system around the core where the host comes over a serial line and memory is SDRAM of the board.

    UARTBone --+-- main bus (Wishbone, 32 bits) --+-- registers of the core (AXI4-Lite)
               |                                  +-- SDRAM, uncached
    core, AXI4 128 bits ------------------------- LiteDRAM port

Host and core reach the SDRAM at the same addresses, through ports of one LiteDRAM crossbar and with no cache between, so
each sees what the other has written. LiteDRAM ignores the address bits above the SDRAM's size: what keeps a program in
its place is the core's own check of segments.
"""

from dataclasses import dataclass

from litedram.frontend.axi import LiteDRAMAXI2Native
from litex.soc.cores.uart import RS232PHY, Stream2Wishbone
from litex.soc.integration.soc import SoCRegion
from litex.soc.integration.soc_core import SoCMini
from litex.soc.interconnect import axi, stream
from migen import ResetInserter

from .core import DATA_WIDTH, Ganax
from .sdram import InitialisedPHY

# Bytes that may wait for the bus: a whole write command of the wire protocol, 255 words.
UART_FIFO_BYTES = 1024


@dataclass
class PciId:
    """How a PCI function names itself."""

    vendor: int
    device: int
    subsystem_vendor: int
    subsystem_device: int


@dataclass
class Parameters:
    """What a shell is made from. Addresses are those of `isa::litex`, passed in by whoever generates."""

    source: str
    module: str
    clock_hz: int
    baud: int
    register_base: int
    memory_base: int
    ident: str
    pci: PciId | None = None


class GanaxSoC(SoCMini):
    """`sdram_phy` is a PHY for `sdram_module`; the clock domain `sys` is the caller's."""

    def __init__(self, platform, parameters, serial, sdram_phy, sdram_module):
        self.mem_map = {**self.mem_map, "main_ram": parameters.memory_base}
        SoCMini.__init__(self, platform, parameters.clock_hz, ident=parameters.ident, ident_version=False)
        self._add_memory(parameters, sdram_phy, sdram_module)
        self._add_core(platform, parameters)
        self._add_host_link(parameters, serial)

    def _add_memory(self, parameters, phy, module):
        self.ready_phy = InitialisedPHY(phy, module.timing_settings)
        self.add_sdram("sdram", phy=self.ready_phy, module=module, l2_cache_size=0)

    def _add_core(self, platform, parameters):
        self.ganax = Ganax(platform, parameters.source, parameters.module, reset=~self.ready_phy.ready)
        region = SoCRegion(origin=parameters.register_base, size=0x1000, cached=False)
        self.bus.add_slave("ganax", self.ganax.registers, region)
        port = self.sdram.crossbar.get_port(data_width=DATA_WIDTH)
        self.ganax_memory = LiteDRAMAXI2Native(
            self._narrow(self.ganax.memory), port, w_buffer_depth=32, r_buffer_depth=32,
            base_address=parameters.memory_base)

    def _narrow(self, memory):
        """The core's memory port with the address bits of this bus."""
        narrow = axi.AXIInterface(data_width=DATA_WIDTH, address_width=32, id_width=1)
        self.comb += memory.connect(narrow)
        return narrow

    def _add_host_link(self, parameters, serial):
        """UARTBone with room for a whole command, as the line cannot be told to wait."""
        self.uart_phy = RS232PHY(serial, parameters.clock_hz, parameters.baud)
        self.uart_fifo = stream.SyncFIFO([("data", 8)], UART_FIFO_BYTES, buffered=True)
        held = ResetInserter()
        self.uartbone = held(Stream2Wishbone(clk_freq=parameters.clock_hz, address_width=32))
        self.comb += [
            self.uartbone.reset.eq(~self.ready_phy.ready),
            self.uart_phy.source.connect(self.uart_fifo.sink),
            self.uart_fifo.source.connect(self.uartbone.sink),
            self.uartbone.source.connect(self.uart_phy.sink),
        ]
        self.bus.add_master("uartbone", self.uartbone.wishbone)
