"""The commands that an SDRAM sees after power-up, against what its data sheet asks for. Prints `N passed, N failed`.

AS4C16M16SA, "Power-up and initialization": at least 200 us without a command, all banks precharged, the mode register set
and at least two refreshes after it or before it; tRP 18 ns, tRFC 63 ns, two clocks behind a mode register set.
"""

import sys
import traceback
from types import SimpleNamespace

from ganax_litex.sdram import InitialisedPHY
from litedram.modules import AS4C16M16
from litedram.phy.dfi import Interface
from migen import Module, run_simulation

CLOCK_HZ = 50_000_000
CYCLE_NS = 1e9 / CLOCK_HZ
NAMES = {(0, 1, 0): "precharge", (0, 0, 1): "refresh", (0, 0, 0): "mode"}


class FakePHY(Module):
    """Settings and DFI of LiteDRAM's `GENSDRPHY` at this clock."""

    def __init__(self):
        self.settings = SimpleNamespace(memtype="SDR", nphases=1, cl=2)
        self.dfi = Interface(13, 2, 1, 16, 1)


def trace():
    """(cycle, command, address) of every command until the PHY is ready, and the cycle of that."""
    phy = FakePHY()
    dut = InitialisedPHY(phy, AS4C16M16(CLOCK_HZ, "1:1").timing_settings)
    dut.submodules += phy
    inner, outer, seen, ready = phy.dfi.phases[0], dut.dfi.phases[0], [], []

    def watch():
        # The controller has something to say all the time; nobody hears it yet.
        for signal in (outer.cs_n, outer.ras_n):
            yield signal.eq(0)
        for cycle in range(40_000):
            yield
            if (yield dut.ready):
                ready.append(cycle)
                assert (yield inner.ras_n) == 0 and (yield inner.cas_n) == 1, "the controller is not heard"
                return
            assert (yield inner.cke) == 1
            if not (yield inner.cs_n):
                pins = ((yield inner.ras_n), (yield inner.cas_n), (yield inner.we_n))
                seen.append((cycle, NAMES[pins], (yield inner.address)))

    run_simulation(dut, watch())
    assert ready, "never ready"
    return seen, ready[0]


def commands_are_those_of_the_data_sheet():
    seen, ready = trace()
    names = [name for _, name, _ in seen]
    assert seen[0][0] * CYCLE_NS >= 200_000, f"first command after {seen[0][0] * CYCLE_NS} ns"
    assert names[0] == "precharge" and names.count("refresh") >= 2 and names[-1] == "mode", names
    assert all(address & 1 << 10 for _, name, address in seen if name == "precharge"), "one bank alone"
    # Burst length 1, sequential, CAS latency 2.
    assert seen[-1][2] == 0x020, hex(seen[-1][2])
    needed = {"precharge": 18, "refresh": 63, "mode": 2 * CYCLE_NS}
    for (cycle, name, _), following in zip(seen, [cycle for cycle, *_ in seen[1:]] + [ready]):
        assert (following - cycle) * CYCLE_NS >= needed[name], f"{name} at {cycle}, next at {following}"


def main():
    try:
        commands_are_those_of_the_data_sheet()
        print("commands_are_those_of_the_data_sheet: ok\n1 passed, 0 failed")
        return 0
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print("commands_are_those_of_the_data_sheet: FAILED\n0 passed, 1 failed")
        return 1


if __name__ == "__main__":
    sys.exit(main())
