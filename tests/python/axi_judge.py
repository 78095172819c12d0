"""Judges the accelerator's two AXI ports with the bus models of cocotbext-axi, under Verilator.

`axi_cosim.py` compiles the Verilog and runs these tests in the simulator. What the jobs do is in a file that `bus_jobs` writes. Everything about the bus is judged by the bus models and by
`axi_monitor.py`, neither of which knows the accelerator.
"""

import json
import os
import random
import re
import struct
from pathlib import Path

import cocotb
from axi_monitor import Memory, Monitor
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, RisingEdge, with_timeout
from cocotbext.axi import AxiBus, AxiLiteBus, AxiLiteMaster, AxiSlave

CONTROL, GLOBAL_ENABLE, ENABLE, STATUS = 0x000, 0x004, 0x008, 0x00C
MAGIC, ABI, FINGERPRINT, SCRATCH, RESET, WATCHDOG = 0x010, 0x014, 0x018, 0x02C, 0x030, 0x034
ERROR_CAUSE, ERROR_SEQUENCE, FAULT_ADDRESS, FAULT_SEGMENT = 0x040, 0x044, 0x048, 0x050
SUBMISSION, SUBMISSION_HEAD, DOORBELL = 0x080, 0x08C, 0x090
COMPLETION, TAIL, HEAD = 0x0A0, 0x0AC, 0x0B0
PVS, PES, SEGMENTS = 0x180, 0x184, 0x200
IDLE = 4
PROGRAM, CONSTANTS, INPUT, OUTPUT, SCRATCH_SEGMENT = range(5)
SEGMENT_VIOLATION, MEMORY_ERROR = 3, 8

# Device memory lies across the border of 4 GiB, so that every carry of an address shows.
BYTES = 1 << 20
SEGMENT_BYTES = 0x18000
BASE = (1 << 32) - BYTES // 2
SUBMISSIONS, COMPLETIONS, ENTRIES = BASE + 0x100, BASE + 0x8C0, 4
PATIENCE_MICROSECONDS = 1500
# A design that never answers would otherwise keep a test waiting for ever.
LONGEST_MICROSECONDS = 3 * PATIENCE_MICROSECONDS
# A quarter of the global micro-op buffer, in bytes.
FETCHED_AHEAD = 512 // 4 * 8

# What the monitor is shown in place of the bus, by the number that `axi_judge.v` knows it by, and what it must say.
FAULTS = {
    1: r"read burst of \d+ beats at 0x\w+ crosses 4 KiB",
    2: "AR changed while it waited",
    3: "ARVALID fell without READY",
    4: r"write burst of \d+ beats at 0x\w+ crosses 4 KiB",
    5: "AW changed while it waited",
    6: "AWVALID fell without READY",
    7: "W changed while it waited",
    8: "WVALID fell without READY",
    9: "WLAST is 0 with 0 beats to come",
    10: r"\d+ bytes written, not \d+",
    11: "read burst of type 0, size 4",
    12: "write burst of type 1, size 3",
    13: r"read of 0x\w+, outside everything allowed",
    14: r"write of 0x\w+, outside everything allowed",
    15: "read burst of 17 beats",
    16: "register R changed while it waited",
    17: "register BVALID fell without READY",
    18: "a response before its burst",
    19: "a read beat before its burst",
    20: "RLAST at the wrong beat",
}


def described():
    """The jobs, with their bytes as bytes."""
    document = json.loads(Path(os.environ["AXI_JUDGE_JOBS"]).read_text())
    for job in document["jobs"]:
        for part in ("program", "constants", "input", "output"):
            job[part] = bytes.fromhex(job[part])
    return document


def pauses(rng, most):
    """Pauses of a channel: stretches in which it stalls seldom, often or nearly always."""
    while True:
        share = rng.random() * most
        for _ in range(rng.randint(1, 60)):
            yield rng.random() < share


class Bench:
    """The accelerator out of reset, with a master at its registers and memory at its memory port."""

    def __init__(self, dut, seed, back_pressure):
        self.dut = dut
        self.rng = random.Random(seed)
        self.document = described()
        self.registers = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axi"), dut.aclk, dut.aresetn, False)
        self.memory = Memory(dut.aclk, self.rng, BASE, BYTES)
        self.slave = AxiSlave(AxiBus.from_prefix(dut, "m_axi"), dut.aclk, dut.aresetn, self.memory, False)
        self.submitted = 0
        self.next_free = BASE + 0x1000
        read, write = self.slave.read_if, self.slave.write_if
        for channel in (read.ar_channel, write.aw_channel):
            channel.queue_occupancy_limit = self.rng.choice([1, 2, 8, 16]) if back_pressure else 16
        if back_pressure:
            self.memory.most_delay = self.rng.choice([4, 40])
            masters = (self.registers.read_if, self.registers.write_if)
            for channel in (read.ar_channel, read.r_channel, write.aw_channel, write.w_channel, write.b_channel):
                channel.set_pause_generator(pauses(self.rng, 0.9))
            for port in masters:
                for name in ("ar_channel", "r_channel", "aw_channel", "w_channel", "b_channel"):
                    if hasattr(port, name):
                        getattr(port, name).set_pause_generator(pauses(self.rng, 0.7))

    async def start(self):
        """Resets, and begins to watch."""
        self.dut.fault.value = 0
        self.dut.aresetn.value = 0
        # Driven from here: an edge of the design's own making is seen only after the registers behind it have changed.
        Clock(self.dut.aclk, 10, unit="ns").start()
        await ClockCycles(self.dut.aclk, 5)
        self.dut.aresetn.value = 1
        await RisingEdge(self.dut.aclk)
        self.monitor = Monitor(self.dut)
        self.monitor.completions = range(COMPLETIONS, COMPLETIONS + 64 * ENTRIES)
        return self

    async def get(self, offset):
        """Reads a register."""
        return await self.registers.read_dword(offset)

    async def put(self, offset, value):
        """Writes a register."""
        await self.registers.write_dword(offset, value)

    async def put_wide(self, offset, value):
        """Writes a pair of registers."""
        await self.put(offset, value & 0xFFFFFFFF)
        await self.put(offset + 4, value >> 32)

    async def configure(self):
        """Segments that share no byte, queues, interrupts."""
        self.submitted = 0
        self.segments = []
        for segment in range(5):
            base = self.place(SEGMENT_BYTES + 0x1000)
            self.segments.append(base)
            await self.put_wide(SEGMENTS + 16 * segment, base)
            await self.put_wide(SEGMENTS + 16 * segment + 8, SEGMENT_BYTES)
        self.used = [0] * 5
        await self.put_wide(SUBMISSION, SUBMISSIONS)
        await self.put(SUBMISSION + 8, ENTRIES)
        await self.put_wide(COMPLETION, COMPLETIONS)
        await self.put(COMPLETION + 8, ENTRIES)
        await self.put(ENABLE, 3)
        await self.put(GLOBAL_ENABLE, 1)
        self.monitor.forbid_all()
        self.monitor.allow(SUBMISSIONS, 128 * ENTRIES)

    def place(self, size):
        """Room in memory at an address that is aligned to a cache line, and to nothing more."""
        address = self.next_free
        self.next_free += size
        if self.next_free > BASE + BYTES:
            self.next_free, address = BASE + 0x1000 + size, BASE + 0x1000
        return address + 64 * self.rng.randrange(16)

    def window(self, segment, size):
        """A window across a border of 4 KiB, if it has two lines; returns its offset in the segment."""
        base = self.segments[segment]
        lines = -(-size // 64)
        behind = self.used[segment] + 64 * min(lines - 1, 63)
        border = behind + -(base + behind) % 4096
        offset = border - 64 * self.rng.randrange(min(lines, 64))
        self.used[segment] = offset + 64 * lines
        assert self.used[segment] <= SEGMENT_BYTES
        return offset

    def submit(self, job, shrunk=None, size=0):
        """Writes a descriptor and what it needs into memory; a window may be made too small."""
        contents = [job["program"], job["constants"], job["input"], bytes(len(job["output"])), None]
        windows = []
        for segment, data in enumerate(contents):
            length = job["scratch_bytes"] if data is None else len(data)
            offset = self.window(segment, length)
            address = self.segments[segment] + offset
            if data is not None:
                self.memory.store(address, data)
            windows.append((offset, size if segment == shrunk else length))
            self.monitor.allow(address, windows[-1][1], write=segment in (OUTPUT, SCRATCH_SEGMENT))
        sequence, cookie = self.rng.getrandbits(32), self.rng.getrandbits(64)
        entry = struct.pack("<4I", 1, sequence, job["batch"], 0)
        entry += b"".join(struct.pack("<2Q", *window) for window in windows) + struct.pack("<Q", cookie)
        self.memory.store(SUBMISSIONS + self.submitted % ENTRIES * 128, entry.ljust(128, b"\0"))
        self.monitor.expected.append(job["bytes_written"] if shrunk is None else None)
        index = self.submitted
        self.submitted += 1
        return {"job": job, "index": index, "sequence": sequence, "cookie": cookie, "windows": windows}

    async def wait(self, count):
        """Sleeps until so many completions were written; the interrupt must say so each time."""
        while True:
            if not int(self.dut.interrupt.value):
                await with_timeout(RisingEdge(self.dut.interrupt), PATIENCE_MICROSECONDS, "us")
            status = await self.get(STATUS)
            assert status & 1, f"interrupt with status {status}"
            await self.put(STATUS, status)
            tail = await self.get(TAIL)
            await self.put(HEAD, tail)
            assert tail <= count
            if tail == count:
                assert not int(self.dut.interrupt.value), "the line stays up"
                return

    def completion(self, handle):
        """The completion of a job, after checking what every completion has."""
        data = bytes(self.memory.view(COMPLETIONS + handle["index"] % ENTRIES * 64, 64))
        fields = ("sequence", "cause", "segment", "zero", "address", "cycles", "macs", "read", "written", "cookie")
        found = dict(zip(fields, struct.unpack("<4I6Q", data)))
        assert (found["sequence"], found["cookie"]) == (handle["sequence"], handle["cookie"]), found
        assert found["zero"] == 0
        return found

    def output(self, handle):
        """The bytes of the whole output, whatever its window is."""
        offset = handle["windows"][OUTPUT][0]
        return bytes(self.memory.view(self.segments[OUTPUT] + offset, len(handle["job"]["output"])))

    def check_success(self, handle):
        """Values and figures of a job that must have gone well.

        How many micro-ops were fetched in vain, ahead of a jump or behind the end, depends on the memory's latency; nothing else does.
        """
        job, found = handle["job"], self.completion(handle)
        assert found["cause"] == 0, found
        figures = (found["macs"], found["written"])
        assert figures == (job["macs"], job["bytes_written"]), figures
        assert abs(found["read"] - job["bytes_read"]) <= FETCHED_AHEAD, found
        assert 0.5 * job["cycles"] < found["cycles"] < PATIENCE_MICROSECONDS * 100, found
        assert self.output(handle) == job["output"], f"output of {job['name']} differs"

    async def good_job(self, job):
        """One job from doorbell to output."""
        handle = self.submit(job)
        await self.put(DOORBELL, self.submitted)
        await self.wait(self.submitted)
        self.check_success(handle)

    def finish(self):
        """The bus is quiet and was legal."""
        self.monitor.finish()
        log = self.dut._log
        log.info("%d read bursts, %d stalled beats", self.monitor.read_bursts, self.monitor.stalls)


@cocotb.test(timeout_time=LONGEST_MICROSECONDS, timeout_unit="us")
@cocotb.parametrize(seed=[1, 2])
async def registers(dut, seed):
    """Identity, and random reads and writes with any bytes enabled, against a model that is a dictionary."""
    bench = await Bench(dut, seed, True).start()
    document, rng = bench.document, bench.rng
    fingerprint = await bench.get(FINGERPRINT) | await bench.get(FINGERPRINT + 4) << 32
    assert fingerprint == document["fingerprint"]
    assert await bench.get(MAGIC) == int.from_bytes(b"GNAX", "little")
    assert await bench.get(ABI) >> 16 == 1
    assert (await bench.get(PVS), await bench.get(PES)) == (document["pvs"], document["pes"])
    assert await bench.get(CONTROL) == IDLE
    fixed = [MAGIC, ABI, FINGERPRINT, FINGERPRINT + 4, 0x20, 0x24, 0x28, ERROR_CAUSE, SUBMISSION_HEAD, TAIL]
    fixed += [0x100, 0x110, PVS, PES, 0x190, 0x1B4, FAULT_SEGMENT]
    model = {offset: await bench.get(offset) for offset in fixed}
    held = [SCRATCH, WATCHDOG] + list(range(SEGMENTS, SEGMENTS + 80, 4))
    model.update(dict.fromkeys(held, 0))
    for _ in range(250):
        offset = rng.choice(held * 3 + fixed)
        first = rng.randrange(4)
        data = rng.randbytes(rng.randint(1, 4 - first))
        await bench.registers.write(offset + first, data)
        if offset in held:
            old = model[offset].to_bytes(4, "little")
            model[offset] = int.from_bytes(old[:first] + data + old[first + len(data) :], "little")
        other = rng.choice([offset, rng.choice(list(model))])
        assert await bench.get(other) == model[other], f"register {other:#x}"
    # Reads and writes at once: several masters' worth of tasks on one port.
    writes = [cocotb.start_soon(bench.put(offset, 3 * offset)) for offset in held]
    reads = [cocotb.start_soon(bench.get(offset)) for offset in fixed]
    assert [await read for read in reads] == [model[offset] for offset in fixed]
    for write in writes:
        await write
    assert [await bench.get(offset) for offset in held] == [3 * offset for offset in held]
    await bench.put(RESET, int.from_bytes(b"RSET", "little"))
    assert await bench.get(SCRATCH) == 3 * SCRATCH
    assert [await bench.get(offset) for offset in held[1:]] == [0] * (len(held) - 1)
    bench.finish()


@cocotb.test(timeout_time=LONGEST_MICROSECONDS, timeout_unit="us")
@cocotb.parametrize(seed=[0, 1, 2, 3])
async def two_jobs_in_flight(dut, seed):
    """Two jobs behind one doorbell; every seed but 0 has back-pressure and a slow memory."""
    bench = await Bench(dut, seed, seed > 0).start()
    await bench.configure()
    jobs = bench.document["jobs"]
    handles = [bench.submit(job) for job in (jobs if seed % 2 else jobs[::-1])]
    await bench.put(DOORBELL, 2)
    await bench.wait(2)
    for handle in handles:
        bench.check_success(handle)
    assert not bench.monitor.expected
    assert await bench.get(CONTROL) & IDLE
    bench.finish()


@cocotb.test(timeout_time=LONGEST_MICROSECONDS, timeout_unit="us")
@cocotb.parametrize(segment=[CONSTANTS, INPUT, OUTPUT])
async def violation(dut, segment):
    """A window that is too small: the job fails, the bytes behind the window stay, the next job runs."""
    bench = await Bench(dut, 7 + segment, True).start()
    await bench.configure()
    job = bench.document["jobs"][0]
    whole = len(job[("", "constants", "input", "output")[segment]])
    size = whole // 128 * 64
    handle = bench.submit(job, segment, size)
    await bench.put(DOORBELL, 1)
    await bench.wait(1)
    found = bench.completion(handle)
    assert (found["cause"], found["segment"]) == (SEGMENT_VIOLATION, segment), found
    # The address is that of an access, which may begin inside and end outside.
    assert size - 256 < found["address"] < whole, found
    if segment == OUTPUT:
        assert not any(bench.output(handle)[size:]), "bytes behind the window were written"
    assert await bench.get(ERROR_CAUSE) == SEGMENT_VIOLATION
    assert await bench.get(ERROR_SEQUENCE) == handle["sequence"]
    assert await bench.get(FAULT_SEGMENT) == segment
    assert await bench.get(FAULT_ADDRESS) == found["address"]
    await bench.good_job(bench.document["jobs"][1])
    bench.finish()


@cocotb.test(timeout_time=LONGEST_MICROSECONDS, timeout_unit="us")
async def memory_error(dut):
    """Memory that answers a read of the input with an error."""
    bench = await Bench(dut, 11, True).start()
    await bench.configure()
    handle = bench.submit(bench.document["jobs"][0])
    bench.monitor.expected = [None]
    begin = bench.segments[INPUT] + handle["windows"][INPUT][0]
    bench.memory.broken = range(begin + 64, begin + 128)
    await bench.put(DOORBELL, 1)
    await bench.wait(1)
    found = bench.completion(handle)
    assert (found["cause"], found["segment"]) == (MEMORY_ERROR, INPUT), found
    bench.memory.broken = range(0)
    await bench.good_job(bench.document["jobs"][1])
    bench.finish()


@cocotb.test(timeout_time=LONGEST_MICROSECONDS, timeout_unit="us")
@cocotb.parametrize(seed=[21, 22, 23])
async def soft_reset_in_mid_job(dut, seed):
    """The reset comes while bursts are under way: they end as they must, and a job runs afterwards."""
    bench = await Bench(dut, seed, True).start()
    await bench.configure()
    await bench.put(SCRATCH, seed)
    bench.submit(bench.document["jobs"][0])
    await bench.put(DOORBELL, 1)
    bursts = bench.rng.randint(4, 60)
    while bench.monitor.read_bursts < bursts or bench.monitor.idle():
        await RisingEdge(dut.aclk)
    await bench.put(RESET, int.from_bytes(b"RSET", "little"))
    while not await bench.get(CONTROL) & IDLE:
        pass
    assert await bench.get(SCRATCH) == seed
    assert (await bench.get(TAIL), await bench.get(DOORBELL)) == (0, 0)
    await bench.configure()
    await bench.good_job(bench.document["jobs"][1])
    bench.finish()


@cocotb.test(timeout_time=LONGEST_MICROSECONDS, timeout_unit="us")
@cocotb.parametrize(fault=list(FAULTS))
async def monitor_catches(dut, fault):
    """A job whose bus is shown wrongly to the monitor: it must say what is wrong."""
    bench = await Bench(dut, 40 + fault, True).start()
    await bench.configure()
    monitor = bench.monitor
    bench.submit(bench.document["jobs"][0])
    assert not monitor.violations, monitor.violations[:3]
    dut.fault.value = fault
    doorbell = cocotb.start_soon(bench.put(DOORBELL, 1))
    polls = cocotb.start_soon(poll(bench))
    wanted = re.compile(f"cycle \\d+: {FAULTS[fault]}$")
    for _ in range(PATIENCE_MICROSECONDS):
        await ClockCycles(dut.aclk, 16)
        if any(wanted.match(violation) for violation in monitor.violations):
            break
    else:
        raise AssertionError(f"not caught: {FAULTS[fault]}; but {monitor.violations[:3]}")
    dut.fault.value = 0
    monitor.task.cancel()
    polls.cancel()
    doorbell.cancel()


async def poll(bench):
    """Register accesses without end."""
    while True:
        await bench.get(STATUS)
        await bench.put(SCRATCH, bench.rng.getrandbits(32))
