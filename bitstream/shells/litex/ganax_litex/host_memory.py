"""Host memory behind PCIe as an AXI4 slave: what the core's memory port needs and LitePCIe's own front end lacks.

LitePCIe's front end (`litepcie.frontend.axi`) ignores write strobes, has 32-bit addresses and answers a write before it has
been sent. Here:

- Reads and writes go out in requests of at most 128 bytes, which every slot takes.
- A beat with some of its strobes low is read, merged and written: LitePCIe's requests have no byte enables. Nobody else may
  write to the other bytes of these 16 at the same time.
- A write is answered when its last request has been handed to the transmitter. Requests leave in order, and so do answers
  to the host's reads of registers behind them, so a host that has read a register sees what was written before.

Bursts are of the kind INCR with 16 bytes a beat, do not cross 4 KiB, and have one ID. A request that the host refuses is
never answered; the core's watchdog ends such a job.
"""

from litex.gen import LiteXModule
from litex.soc.interconnect import axi, stream
from migen import Array, Cat, FSM, If, Mux, NextState, NextValue, Replicate, Signal

DATA_WIDTH = 128
BEAT_BYTES = DATA_WIDTH // 8
REQUEST_BEATS = 128 // BEAT_BYTES
# Read bursts that may be on their way.
PENDING_BURSTS = 16


class HostMemory(LiteXModule):
    """`axi` is the slave; `read_port`, `merge_port` and `write_port` are master ports of LitePCIe's crossbar."""

    def __init__(self, read_port, merge_port, write_port, requester):
        self.axi = axi.AXIInterface(data_width=DATA_WIDTH, address_width=64, id_width=1)
        self._requester = requester
        self._add_reads(read_port)
        self._add_writes(merge_port, write_port)

    def _request(self, port, address, beats, write):
        """What the request of a port says, apart from its handshake."""
        return [
            port.source.channel.eq(port.channel),
            port.source.req_id.eq(self._requester),
            port.source.we.eq(write),
            port.source.adr.eq(Cat(Replicate(0, 4), address)),
            # In words of 32 bits.
            port.source.len.eq(beats << 2),
        ]

    def _add_reads(self, port):
        ar, r = self.axi.ar, self.axi.r
        address = Signal(60)
        left = Signal(9)
        beats = Signal(9)
        self.bursts = bursts = stream.SyncFIFO([("length", 8)], PENDING_BURSTS, buffered=True)
        self.comb += [
            beats.eq(Mux(left > REQUEST_BEATS, REQUEST_BEATS, left)),
            self._request(port, address, beats, 0),
            port.source.first.eq(1),
            port.source.last.eq(1),
            bursts.sink.length.eq(ar.len),
        ]
        self.read_fsm = fsm = FSM(reset_state="IDLE")
        fsm.act(
            "IDLE",
            ar.ready.eq(bursts.sink.ready),
            bursts.sink.valid.eq(ar.valid),
            If(
                ar.valid & ar.ready,
                NextValue(address, ar.addr[4:]),
                NextValue(left, ar.len + 1),
                NextState("REQUEST"),
            ),
        )
        fsm.act(
            "REQUEST",
            port.source.valid.eq(1),
            If(
                port.source.ready,
                NextValue(address, address + beats),
                NextValue(left, left - beats),
                If(left == beats, NextState("IDLE")),
            ),
        )

        beat = Signal(8)
        self.comb += [
            r.valid.eq(port.sink.valid & bursts.source.valid),
            port.sink.ready.eq(r.ready & bursts.source.valid),
            r.data.eq(port.sink.dat),
            r.resp.eq(Mux(port.sink.err, axi.RESP_SLVERR, axi.RESP_OKAY)),
            r.last.eq(beat == bursts.source.length),
            bursts.source.ready.eq(r.valid & r.ready & r.last),
        ]
        self.sync += If(r.valid & r.ready, beat.eq(Mux(r.last, 0, beat + 1)))

    def _add_writes(self, merge_port, port):
        aw, w, b = self.axi.aw, self.axi.w, self.axi.b
        address = Signal(60)
        buffer = Array(Signal(DATA_WIDTH) for _ in range(REQUEST_BEATS))
        count = Signal(max=REQUEST_BEATS + 1)
        sent = Signal(max=REQUEST_BEATS)
        ends = Signal()
        mask = Cat(*(Replicate(w.strb[byte], 8) for byte in range(BEAT_BYTES)))
        self.comb += [
            self._request(port, address, count, 1),
            port.source.first.eq(sent == 0),
            port.source.last.eq(sent == count - 1),
            port.source.dat.eq(buffer[sent]),
            self._request(merge_port, address, 1, 0),
            merge_port.source.first.eq(1),
            merge_port.source.last.eq(1),
        ]
        self.write_fsm = fsm = FSM(reset_state="IDLE")
        fsm.act(
            "IDLE",
            aw.ready.eq(1),
            NextValue(count, 0),
            NextValue(sent, 0),
            If(aw.valid, NextValue(address, aw.addr[4:]), NextState("COLLECT")),
        )
        fsm.act(
            "COLLECT",
            If(
                w.valid & (w.strb == 2**BEAT_BYTES - 1),
                w.ready.eq(1),
                NextValue(buffer[count], w.data),
                NextValue(count, count + 1),
                NextValue(ends, w.last),
                If(w.last | (count == REQUEST_BEATS - 1), NextState("SEND")),
            ).Elif(
                w.valid & (count != 0),
                NextValue(ends, 0),
                NextState("SEND"),
            ).Elif(
                w.valid & (w.strb == 0),
                w.ready.eq(1),
                NextValue(address, address + 1),
                If(w.last, NextState("ANSWER")),
            ).Elif(w.valid, NextState("MERGE-REQUEST")),
        )
        fsm.act(
            "MERGE-REQUEST",
            merge_port.source.valid.eq(1),
            If(merge_port.source.ready, NextState("MERGE")),
        )
        fsm.act(
            "MERGE",
            merge_port.sink.ready.eq(1),
            If(
                merge_port.sink.valid,
                w.ready.eq(1),
                NextValue(buffer[0], (merge_port.sink.dat & ~mask) | (w.data & mask)),
                NextValue(count, 1),
                NextValue(ends, w.last),
                NextState("SEND"),
            ),
        )
        fsm.act(
            "SEND",
            port.source.valid.eq(1),
            If(
                port.source.ready,
                NextValue(sent, sent + 1),
                If(
                    port.source.last,
                    NextValue(sent, 0),
                    NextValue(count, 0),
                    NextValue(address, address + count),
                    If(ends, NextState("ANSWER")).Else(NextState("COLLECT")),
                ),
            ),
        )
        fsm.act("ANSWER", b.valid.eq(1), If(b.ready, NextState("IDLE")))


class MessageOnRise(LiteXModule):
    """An MSI each time `line` rises. The driver looks at the core's registers before it sleeps, so none is missed."""

    def __init__(self, line):
        self.source = stream.Endpoint([("dat", 8)])
        before = Signal()
        self.sync += [
            before.eq(line),
            If(self.source.ready, self.source.valid.eq(0)),
            If(line & ~before, self.source.valid.eq(1)),
        ]
