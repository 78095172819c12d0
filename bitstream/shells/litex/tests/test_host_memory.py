"""`HostMemory` against a model of host memory: random bursts, strobes and delays of a fixed seed, under migen's simulator.

The model stands at LitePCIe's master ports. Prints `N passed, N failed`.
"""

import random
import sys
import traceback

from ganax_litex.host_memory import BEAT_BYTES, HostMemory
from litepcie.core.common import LitePCIeMasterInternalPort, LitePCIeMasterPort
from migen import Signal, run_simulation

MEMORY_BYTES = 1 << 14
BASE = 0x1_2345_0000
REQUESTER = 0x1234
LIMIT = 40_000


def port(channel):
    return LitePCIeMasterPort(LitePCIeMasterInternalPort(128, 64, channel=channel))


class Bench:
    """A device under test, the memory behind it, and what has been seen."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ports = [port(channel) for channel in range(3)]
        self.dut = HostMemory(*self.ports, Signal(16, reset=REQUESTER))
        self.memory = bytearray(self.random.randbytes(MEMORY_BYTES))
        self.writes_sent = 0
        self.done = False

    def pause(self):
        while self.random.random() < 0.3:
            yield

    def check_request(self, port, address, words):
        assert (yield port.source.req_id) == REQUESTER
        assert (yield port.source.channel) == port.channel
        assert 1 <= words <= 32 and words % 4 == 0, words
        assert address % BEAT_BYTES == 0
        assert address // 4096 == (address + 4 * words - 1) // 4096, "crosses 4 KiB"

    def host_reads(self, port):
        """Takes read requests, and answers them in order after a while."""
        waiting = []
        while not self.done:
            yield port.source.ready.eq(self.random.random() < 0.7)
            yield
            if (yield port.source.valid) and (yield port.source.ready):
                address, words = (yield port.source.adr), (yield port.source.len)
                assert not (yield port.source.we)
                yield from self.check_request(port, address, words)
                waiting.append((address - BASE, 4 * words))
            if waiting and self.random.random() < 0.5:
                yield port.source.ready.eq(0)
                yield from self.complete(port, *waiting.pop(0))

    def complete(self, port, start, length):
        # The bytes are those of now: what was sent before has landed.
        data = bytes(self.memory[start : start + length])
        for index in range(0, length, BEAT_BYTES):
            yield from self.pause()
            yield port.sink.dat.eq(int.from_bytes(data[index : index + BEAT_BYTES], "little"))
            yield port.sink.last.eq(index + BEAT_BYTES == length)
            yield port.sink.valid.eq(1)
            yield
            while not (yield port.sink.ready):
                yield
            yield port.sink.valid.eq(0)

    def host_writes(self, port):
        """Takes write requests, whose words come without another's between."""
        expected, position = 0, 0
        while not self.done:
            yield port.source.ready.eq(self.random.random() < 0.7)
            yield
            if not ((yield port.source.valid) and (yield port.source.ready)):
                continue
            assert (yield port.source.we)
            if (yield port.source.first):
                assert expected == position
                address, words = (yield port.source.adr), (yield port.source.len)
                yield from self.check_request(port, address, words)
                position, expected = address - BASE, address - BASE + 4 * words
            data = (yield port.source.dat).to_bytes(BEAT_BYTES, "little")
            self.memory[position : position + BEAT_BYTES] = data
            position += BEAT_BYTES
            assert bool((yield port.source.last)) == (position == expected)
            if position == expected:
                self.writes_sent += 1

    def burst(self):
        """First byte and beats of a burst that stays in its 4 KiB."""
        beats = self.random.randint(1, 16)
        page = self.random.randrange(MEMORY_BYTES // 4096) * 4096
        return page + self.random.randrange(256 - beats + 1) * BEAT_BYTES, beats

    def core_writes(self, bursts):
        axi, expected = self.dut.axi, bytearray(self.memory)
        for _ in range(bursts):
            start, beats = self.burst()
            yield from self.send(axi.aw, addr=BASE + start, len=beats - 1)
            for beat in range(beats):
                data = self.random.randbytes(BEAT_BYTES)
                strobes = self.random.choice([0xFFFF] * 6 + [0, 0x00FF, 0x0003, 0xFFFC, self.random.getrandbits(16)])
                at = start + beat * BEAT_BYTES
                for byte in range(BEAT_BYTES):
                    if strobes >> byte & 1:
                        expected[at + byte] = data[byte]
                last = beat == beats - 1
                yield from self.send(axi.w, data=int.from_bytes(data, "little"), strb=strobes, last=last)
            yield from self.answer(axi.b)
            # All of it has been handed over when the answer comes.
            assert self.memory == expected, f"burst of {beats} beats at {start:#x}"

    def core_reads(self, bursts):
        axi = self.dut.axi
        plan = [self.burst() for _ in range(bursts)]
        yield from self.request_and_receive(axi, plan)

    def request_and_receive(self, axi, plan):
        asked, beat, taken = 0, 0, 0
        while taken < len(plan):
            if asked < len(plan):
                start, beats = plan[asked]
                # Bursts begin at any even byte; the beats are those of whole 16 bytes.
                yield axi.ar.addr.eq(BASE + start + 2 * (asked % 8))
                yield axi.ar.len.eq(beats - 1)
            yield axi.ar.valid.eq(asked < len(plan))
            yield axi.r.ready.eq(self.random.random() < 0.7)
            yield
            if (yield axi.ar.valid) and (yield axi.ar.ready):
                asked += 1
            if (yield axi.r.valid) and (yield axi.r.ready):
                start, beats = plan[taken]
                at = start + beat * BEAT_BYTES
                found = (yield axi.r.data).to_bytes(BEAT_BYTES, "little")
                assert found == self.memory[at : at + BEAT_BYTES], f"beat {beat} of burst {taken}"
                assert (yield axi.r.resp) == 0
                assert bool((yield axi.r.last)) == (beat == beats - 1)
                taken, beat = (taken + 1, 0) if beat == beats - 1 else (taken, beat + 1)

    def send(self, channel, **values):
        yield from self.pause()
        for name, value in values.items():
            yield getattr(channel, name).eq(int(value))
        yield channel.valid.eq(1)
        yield
        while not (yield channel.ready):
            yield
        yield channel.valid.eq(0)

    def answer(self, channel):
        yield channel.ready.eq(1)
        yield
        while not (yield channel.valid):
            yield
        assert (yield channel.resp) == 0
        yield channel.ready.eq(0)
        yield

    def run(self, core):
        def watched():
            yield from core
            self.done = True

        def watchdog():
            for _ in range(LIMIT):
                yield
                if self.done:
                    return
            raise AssertionError("no end")

        read, merge, write = self.ports
        run_simulation(
            self.dut,
            [watched(), watchdog(), self.host_reads(read), self.host_reads(merge), self.host_writes(write)])


def writes_land_as_their_strobes_say():
    bench = Bench(1)
    bench.run(bench.core_writes(60))
    assert bench.writes_sent > 60


def reads_come_in_order_and_whole():
    bench = Bench(2)
    bench.run(bench.core_reads(60))


def main():
    passed = failed = 0
    for test in (writes_land_as_their_strobes_say, reads_come_in_order_and_whole):
        try:
            test()
            passed += 1
            print(f"{test.__name__}: ok")
        except Exception:
            failed += 1
            print(f"{test.__name__}: FAILED")
            traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
