"""SDRAM that is ready after power-up without a CPU: the sequence that LiteX's BIOS would play, in hardware.

The sequence itself is LiteDRAM's (`litedram.init`). It is played between the controller and the PHY; until it has ended
`ready` is low, and nothing may ask for memory.
"""

from litedram.init import get_sdram_phy_init_sequence
from litedram.phy.dfi import Interface
from litex.gen import LiteXModule
from migen import Array, Constant, If, Signal

# The bits of LiteDRAM's `DFII_COMMAND_*`, which its sequences name.
COMMANDS = {"CS": 1, "WE": 2, "CAS": 4, "RAS": 8}
# Cycles after a command for which LiteDRAM gives no delay: software takes longer than that between two writes.
SMALLEST_DELAY = 16


def command_bits(text):
    """The bits of `DFII_COMMAND_RAS|DFII_COMMAND_WE|...`; none for the words that only raise CKE."""
    names = [word.removeprefix("DFII_COMMAND_") for word in text.split("|") if word.startswith("DFII_COMMAND_")]
    return sum(COMMANDS[name] for name in names)


class InitialisedPHY(LiteXModule):
    """A PHY with the same `settings` and `dfi` as `phy`, which initialises the SDRAM before anyone else gets at it."""

    def __init__(self, phy, timing_settings):
        assert phy.settings.memtype == "SDR" and phy.settings.nphases == 1
        self.settings = phy.settings
        inner = phy.dfi.phases[0]
        self.dfi = Interface(len(inner.address), len(inner.bank), len(inner.cs_n), len(inner.wrdata), 1)
        self.ready = Signal()

        sequence, _ = get_sdram_phy_init_sequence(phy.settings, timing_settings)
        step = Signal(max=len(sequence) + 1)
        wait = Signal(max=2 * max(delay for *_, delay in sequence))
        issue = Signal()

        def column(values, width):
            return Array([Constant(value, width) for value in values])[step]

        commands = column([command_bits(command) for *_, command, _ in sequence], 4)
        self.sync += [
            issue.eq(0),
            If(wait != 0, wait.eq(wait - 1)).Elif(~self.ready & ~issue, issue.eq(1)),
            If(
                issue,
                wait.eq(column([max(delay, SMALLEST_DELAY) for *_, delay in sequence], len(wait))),
                step.eq(step + 1),
            ),
        ]
        self.comb += self.ready.eq((step == len(sequence)) & (wait == 0))
        self.comb += If(self.ready, self.dfi.connect(phy.dfi)).Else(
            inner.cke.eq(1),
            inner.address.eq(column([address for _, address, *_ in sequence], len(inner.address))),
            inner.bank.eq(column([bank for _, _, bank, *_ in sequence], len(inner.bank))),
            inner.cs_n.eq(~(issue & commands[0])),
            inner.we_n.eq(~(issue & commands[1])),
            inner.cas_n.eq(~(issue & commands[2])),
            inner.ras_n.eq(~(issue & commands[3])),
        )
