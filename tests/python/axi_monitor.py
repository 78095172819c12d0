"""Memory behind the accelerator's AXI port, and a monitor that looks at the port's signals in every cycle.

For `axi_judge.py`. The monitor knows the AXI rules and which bytes may be touched, and nothing about the accelerator.
"""

import cocotb
from cocotb.triggers import ClockCycles, RisingEdge

BEAT = 16
PAGE = 4096
MOST_BEATS = 16
CANARY = 0xA5


class Memory:
    """Bytes that are slow at random; outside them, and where told so, accesses fail."""

    def __init__(self, clock, rng, base, size):
        self.clock, self.rng, self.base = clock, rng, base
        self.bytes = bytearray([CANARY]) * size
        self.most_delay = 0
        self.broken = range(0)

    def view(self, address, length):
        """The bytes at an address, which must exist."""
        begin = address - self.base
        assert 0 <= begin <= begin + length <= len(self.bytes), f"no memory at {address:#x}"
        return memoryview(self.bytes)[begin : begin + length]

    def store(self, address, data):
        """Sets bytes, at once."""
        self.view(address, len(data))[:] = data

    async def delay(self):
        """Mostly nothing, now and then a wait."""
        if self.most_delay and self.rng.random() < 0.15:
            await ClockCycles(self.clock, self.rng.randint(1, self.most_delay))

    async def read(self, address, length):
        """As the bus model wants it."""
        await self.delay()
        if address in self.broken:
            raise ValueError("broken on purpose")
        return bytes(self.view(address, length))

    async def write(self, address, data):
        """As the bus model wants it."""
        await self.delay()
        self.store(address, data)


class Monitor:
    """Collects what breaks the rules; `finish` tells."""

    def __init__(self, dut):
        self.dut = dut
        self.violations = []
        self.readable, self.writable, self.completions = [], [], range(0)
        self.read_beats_due = []
        self.write_bursts, self.write_beats, self.responses_due = [], [], 0
        self.bytes_written = self.read_bursts = self.stalls = self.cycles = 0
        # Bytes that each coming job must write before its completion; None where nobody can say.
        self.expected = []
        self.held = {}
        self.task = cocotb.start_soon(self.watch())

    def allow(self, begin, size, write=False):
        """Lets the accelerator read, and perhaps write, these bytes."""
        self.readable.append(range(begin, begin + size))
        if write:
            self.writable.append(range(begin, begin + size))

    def forbid_all(self):
        """Takes all permissions back, and expects nothing."""
        self.readable, self.writable = [], []
        self.expected, self.bytes_written = [], 0

    def idle(self):
        """Whether every transaction has ended."""
        return not (self.read_beats_due or self.write_bursts or self.write_beats or self.responses_due)

    def finish(self):
        """Raises what was found."""
        if not self.idle():
            self.complain("transactions have not ended")
        self.task.cancel()
        assert not self.violations, f"{len(self.violations)} violations: " + "; ".join(self.violations[:5])

    def complain(self, what):
        """Notes a violation."""
        self.violations.append(f"cycle {self.cycles}: {what}")

    async def watch(self):
        """One look at the signals just before every edge."""
        dut = self.dut
        edge = RisingEdge(dut.aclk)
        while True:
            await edge
            self.cycles += 1
            self.channels(int(dut.handshakes.value))
            self.register_answers(int(dut.register_handshakes.value))

    def channels(self, handshakes):
        """All five channels of the memory port."""
        if self.taken("AR", handshakes & 3, self.dut.read_address):
            self.read_burst(int(self.dut.read_address.value))
        if handshakes >> 2 & 3 == 3:
            self.read_beat(int(self.dut.read_last.value))
        if self.taken("AW", handshakes >> 4 & 3, self.dut.write_address):
            self.write_burst(int(self.dut.write_address.value))
        if self.taken("W", handshakes >> 6 & 3, self.dut.write_data):
            self.write_beats.append(int(self.dut.write_data.value))
        self.match_writes()
        if handshakes >> 8 & 3 == 3:
            self.responses_due -= 1
            if self.responses_due < 0:
                self.complain("a response before its burst")

    def register_answers(self, handshakes):
        """The answers of the registers' port."""
        for name, pair in (("register R", handshakes & 3), ("register B", handshakes >> 2)):
            self.taken(name, pair, self.dut.register_answers)

    def taken(self, name, pair, payload):
        """Whether a beat is handed over; checks that one which waits stays as it is."""
        valid, ready = pair & 1, pair >> 1
        waiting = self.held.pop(name, None)
        if waiting is not None:
            if not valid:
                self.complain(f"{name}VALID fell without READY")
            elif waiting != self.part(name, payload):
                self.complain(f"{name} changed while it waited")
        if valid and not ready:
            self.stalls += 1
            self.held[name] = self.part(name, payload)
        return bool(valid and ready)

    @staticmethod
    def part(name, payload):
        """What must not change: the two answers of the registers share a signal."""
        value = int(payload.value)
        if name == "register R":
            return value & (1 << 34) - 1
        return value >> 34 if name == "register B" else value

    def burst(self, name, fields):
        """Address and beats of a burst, after checking its form."""
        address, beats = fields & (1 << 64) - 1, (fields >> 64 & 0xFF) + 1
        size, kind = fields >> 72 & 7, fields >> 75
        if (kind, size) != (1, 4):
            self.complain(f"{name} burst of type {kind}, size {size}")
        if beats > MOST_BEATS:
            self.complain(f"{name} burst of {beats} beats")
        # An address may lie inside its first beat; what counts is where that beat begins.
        address -= address % BEAT
        if address % PAGE + beats * BEAT > PAGE:
            self.complain(f"{name} burst of {beats} beats at {address:#x} crosses 4 KiB")
        return address, beats

    def read_burst(self, fields):
        """A read that begins: every beat has at least one byte that may be read."""
        address, beats = self.burst("read", fields)
        self.read_bursts += 1
        self.read_beats_due.append(beats)
        for beat in range(address, address + beats * BEAT, BEAT):
            if not any(r.start < beat + BEAT and beat < r.stop for r in self.readable):
                self.complain(f"read of {beat:#x}, outside everything allowed")

    def read_beat(self, last):
        """The model's own beat: too many would mean that the model and this monitor disagree."""
        if not self.read_beats_due:
            self.complain("a read beat before its burst")
            return
        self.read_beats_due[0] -= 1
        if (self.read_beats_due[0] == 0) != bool(last):
            self.complain("RLAST at the wrong beat")
        if self.read_beats_due[0] == 0:
            self.read_beats_due.pop(0)

    def write_burst(self, fields):
        """A write that begins; a completion must not overtake the data it tells of."""
        address, beats = self.burst("write", fields)
        if address in self.completions and (self.responses_due or self.write_bursts):
            self.complain("the completion is written before the data have arrived")
        if address in self.completions and self.expected:
            expected = self.expected.pop(0)
            if expected not in (None, self.bytes_written):
                self.complain(f"{self.bytes_written} bytes written, not {expected}")
            self.bytes_written = 0
        self.write_bursts.append([address, beats])

    def match_writes(self):
        """Gives beats to the bursts they belong to, whichever came first."""
        while self.write_bursts and self.write_beats:
            burst, beat = self.write_bursts[0], self.write_beats.pop(0)
            strobes, last = beat >> 128 & 0xFFFF, beat >> 144
            burst[1] -= 1
            if bool(last) != (burst[1] == 0):
                self.complain(f"WLAST is {last} with {burst[1]} beats to come")
            data = burst[0] not in self.completions
            for lane in range(BEAT):
                if strobes >> lane & 1:
                    self.bytes_written += data
                    byte = burst[0] + lane
                    if byte not in self.completions and not any(byte in r for r in self.writable):
                        self.complain(f"write of {byte:#x}, outside everything allowed")
            burst[0] += BEAT
            if burst[1] == 0:
                self.write_bursts.pop(0)
                self.responses_due += 1
