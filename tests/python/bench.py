"""Measures images per second of `ganax` on the software device beside onnxruntime in float32.

Same model, same inputs, same number of threads, one machine: each round runs one side, then the other, and the median
of the rounds counts. `ganax` reports the time of its job itself (`host_us`: inputs in, results out); onnxruntime is
timed around `run`. Loading, compiling and a first run to warm up count for neither.
"""

import argparse
import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from ganax import Ganax, Word, write_npz
from quality import float_session
from report import print_table
from samples import samples_for

MODELS = ["dcgan-pytorch", "3d-gan", "fashion"]
BATCHES = [1, 16]
THREADS = [1, 2]
RUN_S = 0.3
"""One measurement repeats the job for about this long."""
MOST_REPEATS = 200


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    model: str
    batch: int
    threads: int
    ganax_images_per_s: float
    onnxruntime_images_per_s: float

    @property
    def ratio(self) -> float:
        """Above 1 where `ganax` is faster."""
        return self.ganax_images_per_s / self.onnxruntime_images_per_s

    def cells(self) -> list[str]:
        """As a line of the table."""
        speeds = [f"{self.ganax_images_per_s:.1f}", f"{self.onnxruntime_images_per_s:.1f}", f"{self.ratio:.2f}"]
        return [self.model, str(self.batch), str(self.threads), *speeds]


class Bench:
    """Measures both sides on one model."""

    def __init__(self, ganax: Ganax, scratch: Path, model: str, rounds: int) -> None:
        self.ganax, self.model, self.rounds = ganax, model, rounds
        stem = scratch / model.replace("/", "-")
        self.onnx, self.program, self.feed = (stem.with_suffix(f".{kind}") for kind in ("onnx", "gnx", "npz"))
        self._demand("zoo", "export", model, "-o", self.onnx)
        self._demand("compile", f"zoo:{model}", "-o", self.program)

    def measure(self, batch: int, threads: int) -> Figure:
        """Runs both sides in turn, `rounds` times."""
        session = float_session(self.onnx, threads)
        inputs = samples_for(session, self.model, batch)
        write_npz(self.feed, inputs)
        once = self._onnxruntime_s(session, inputs, 2)
        repeats = int(np.clip(RUN_S / once, 1, MOST_REPEATS))
        ours, theirs = [], []
        for _ in range(self.rounds):
            ours.append(self._ganax_s(batch, threads, repeats))
            theirs.append(self._onnxruntime_s(session, inputs, repeats))
        speeds = [batch / statistics.median(side) for side in (ours, theirs)]
        return Figure(self.model, batch, threads, *speeds)

    def _ganax_s(self, batch: int, threads: int, repeats: int) -> float:
        """Time of one job as `ganax` reports it: the median of its repetitions."""
        output = self.feed.with_name("result.npz")
        numbers = ["--batch", str(batch), "--threads", str(threads), "--repeat", str(repeats + 1)]
        outcome = self.ganax.call("run", self.program, "--input", self.feed, "-o", output, *numbers, "--json")
        return outcome.json["host_us"] * 1e-6

    @staticmethod
    def _onnxruntime_s(session: onnxruntime.InferenceSession, inputs: dict[str, np.ndarray], repeats: int) -> float:
        """Median time of one run, after one to warm up."""
        session.run(None, inputs)
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            session.run(None, inputs)
            times.append(time.perf_counter() - start)
        return statistics.median(times)

    def _demand(self, *arguments: Word) -> None:
        outcome = self.ganax.call(*arguments)
        if outcome.code != 0:
            raise SystemExit(f"{outcome.command}: {outcome.last_words}")


def main() -> int:
    """Measures and prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ganax", type=Path, required=True, help="the program to measure")
    parser.add_argument("--scratch", type=Path, required=True, help="a directory to work in")
    parser.add_argument("--model", action="append", help=f"network of the zoo [default: {', '.join(MODELS)}]")
    parser.add_argument("--batch", action="append", type=int, help=f"images per job [default: {BATCHES}]")
    parser.add_argument("--threads", action="append", type=int, help=f"of either side [default: {THREADS}]")
    parser.add_argument("--rounds", type=int, default=5, help="runs of either side [default: 5]")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    arguments = parser.parse_args()

    figures = []
    for model in arguments.model or MODELS:
        bench = Bench(Ganax(arguments.ganax), arguments.scratch, model, arguments.rounds)
        for batch in arguments.batch or BATCHES:
            for threads in arguments.threads or THREADS:
                figures.append(bench.measure(batch, threads))
                print(f"{model}, batch {batch}, {threads} threads: ratio {figures[-1].ratio:.2f}", file=sys.stderr)
    header = ["network", "batch", "threads", "ganax images/s", "onnxruntime images/s", "ratio"]
    print_table(header, [figure.cells() for figure in figures])
    if arguments.json is not None:
        rows = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
