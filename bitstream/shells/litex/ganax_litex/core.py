"""The accelerator as a LiteX module: its Verilog, an AXI-Lite slave for registers and an AXI master for memory."""

from litex.gen import LiteXModule
from litex.soc.interconnect import axi
from migen import ClockSignal, Instance, ResetSignal, Signal

# Of the memory port: `bus_bytes` of the array is 16 in hardware.
DATA_WIDTH = 128
ADDRESS_WIDTH = 64
# Of the register block, in bits of a byte address.
REGISTER_ADDRESS_WIDTH = 12

REQUESTS = ("addr", "len", "size", "burst", "cache", "prot")


class Ganax(LiteXModule):
    """`registers` is AXI4-Lite (32 bits), `memory` AXI4 (128 bits, one ID), `interrupt` a level."""

    def __init__(self, platform, source, module, reset=0):
        self.registers = axi.AXILiteInterface(data_width=32, address_width=32)
        self.memory = axi.AXIInterface(data_width=DATA_WIDTH, address_width=ADDRESS_WIDTH, id_width=1)
        self.interrupt = Signal()
        platform.add_source(source)
        ports = {
            "i_aclk": ClockSignal("sys"),
            "i_aresetn": ~(ResetSignal("sys") | reset),
            "o_interrupt": self.interrupt,
            **self._register_ports(),
            **self._memory_ports(),
        }
        self.specials += Instance(module, **ports)

    def _register_ports(self):
        slave = self.registers
        ports = {}
        for channel in ("aw", "ar"):
            stream = getattr(slave, channel)
            ports[f"i_s_axi_{channel}addr"] = stream.addr[:REGISTER_ADDRESS_WIDTH]
            ports[f"i_s_axi_{channel}prot"] = 0
        for channel in ("aw", "w", "ar"):
            ports[f"i_s_axi_{channel}valid"] = getattr(slave, channel).valid
            ports[f"o_s_axi_{channel}ready"] = getattr(slave, channel).ready
        for channel in ("b", "r"):
            ports[f"o_s_axi_{channel}valid"] = getattr(slave, channel).valid
            ports[f"o_s_axi_{channel}resp"] = getattr(slave, channel).resp
            ports[f"i_s_axi_{channel}ready"] = getattr(slave, channel).ready
        ports["i_s_axi_wdata"] = slave.w.data
        ports["i_s_axi_wstrb"] = slave.w.strb
        ports["o_s_axi_rdata"] = slave.r.data
        return ports

    def _memory_ports(self):
        master = self.memory
        ports = {}
        for channel in ("aw", "ar"):
            stream = getattr(master, channel)
            for name in REQUESTS:
                ports[f"o_m_axi_{channel}{name}"] = getattr(stream, name)
        for channel in ("aw", "w", "ar"):
            ports[f"o_m_axi_{channel}valid"] = getattr(master, channel).valid
            ports[f"i_m_axi_{channel}ready"] = getattr(master, channel).ready
        for channel in ("b", "r"):
            ports[f"i_m_axi_{channel}valid"] = getattr(master, channel).valid
            ports[f"i_m_axi_{channel}resp"] = getattr(master, channel).resp
            ports[f"o_m_axi_{channel}ready"] = getattr(master, channel).ready
        ports["o_m_axi_wdata"] = master.w.data
        ports["o_m_axi_wstrb"] = master.w.strb
        ports["o_m_axi_wlast"] = master.w.last
        ports["i_m_axi_rdata"] = master.r.data
        ports["i_m_axi_rlast"] = master.r.last
        return ports
