"""Judges quality: every network of the zoo on `ganax` against onnxruntime in float32.

For each network: the exported file passes `onnx.checker`. Its outputs on seeded inputs reach the PSNR floor (peak =
range of the float output), run as it is, which calibrates on the inputs at hand, and as a program that was compiled
with other inputs for calibration. What `--reference` reports is what this judge measures. And a second run, with
another number of threads, writes the same bytes.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime

from ganax import Ganax, Word, read_npz, write_npz, zoo_entries
from measure import Error, error_of
from report import Tally, print_table
from samples import samples_for

PSNR_FLOOR_DB = 60.0
"""The quality that every generator must reach."""
REPORT_TOLERANCE_DB = 0.05
"""How far the tool's own figure may be from this judge's: rounding of a printed number."""
MACS_PER_MODEL = 2.0e9
"""Work that one float run may cost; heavy networks are judged on fewer images."""
MOST_IMAGES = 8


@dataclass(frozen=True)
class Row:
    """The figures of one network."""

    name: str
    images: int
    own_psnr_db: float
    unseen_psnr_db: float
    max_abs: float
    seconds: float

    def cells(self) -> list[str]:
        """As a line of the table."""
        quality = [f"{self.own_psnr_db:.1f}", f"{self.unseen_psnr_db:.1f}", f"{self.max_abs:.1e}"]
        return [self.name, str(self.images), *quality, f"{self.seconds:.1f}"]


class QualityJudge:
    """Judges networks one after the other and keeps count."""

    def __init__(self, ganax: Ganax, scratch: Path, threads: int) -> None:
        self.ganax = ganax
        self.scratch = scratch
        self.threads = threads
        self.tally = Tally()

    def judge(self, entry: dict[str, Any]) -> Row | None:
        """Judges one network; None if it could not be judged to the end."""
        name = entry["name"]
        start = time.monotonic()
        directory = self.scratch / name.replace("/", "-")
        directory.mkdir(parents=True)
        try:
            row = self._judge_in(name, count_for(entry), directory, start)
        except Exception as error:  # noqa: BLE001 - whatever stops one network must not stop the others
            self.tally.judge(name, f"{type(error).__name__}: {error}")
            row = None
        for path in directory.iterdir():
            path.unlink()  # hundreds of megabytes of weights
        return row

    def _judge_in(self, name: str, images: int, directory: Path, start: float) -> Row:
        model = directory / "model.onnx"
        exported = self.ganax.call("zoo", "export", name, "-o", model)
        if exported.code != 0:
            raise ValueError(exported.last_words)
        onnx.checker.check_model(str(model), full_check=True)
        self.tally.judge(f"{name} is valid ONNX", None)

        session = float_session(model, self.threads)
        inputs, others = (samples_for(session, name, images, part) for part in range(2))
        expected = dict(zip([port.name for port in session.get_outputs()], session.run(None, inputs), strict=True))
        del session
        for part, arrays in {"inputs": inputs, "expected": expected, "others": others}.items():
            write_npz(directory / f"{part}.npz", arrays)
        program = self._compile(model, directory / "others.npz")

        own = self._judge_source(f"{name} as it is", model, expected)
        unseen = self._judge_source(f"{name} compiled", program, expected)
        return Row(name, images, own.psnr_db, unseen.psnr_db, unseen.max_abs, time.monotonic() - start)

    def _compile(self, model: Path, calibration: Path) -> Path:
        program = model.with_suffix(".gnx")
        outcome = self.ganax.call("compile", model, "-o", program, "--calibrate", calibration)
        if outcome.code != 0:
            raise ValueError(outcome.last_words)
        return program

    def _judge_source(self, what: str, source: Path, expected: dict[str, np.ndarray]) -> Error:
        """Judges runs of a model or a program; the error of its worst output."""
        first, again = (source.with_name(f"{which}.npz") for which in ("first", "again"))
        report = self._run(source, first, self.threads)
        self._run(source, again, 1 if self.threads > 1 else 2)
        same = first.read_bytes() == again.read_bytes()
        self.tally.judge(f"{what}, again", None if same else "the output file differs")

        results = read_npz(first)
        if results.keys() != expected.keys():
            raise ValueError(f"{what}: outputs {sorted(results)}, expected {sorted(expected)}")
        errors = {output: error_of(results[output], expected[output]) for output in expected}
        for output, error in errors.items():
            below = f"{error.psnr_db:.1f} dB, at least {PSNR_FLOOR_DB:.0f} dB are due"
            self.tally.judge(f"{what}, quality of {output}", None if error.psnr_db >= PSNR_FLOOR_DB else below)
        reported = {entry["name"]: entry["psnr_db"] for entry in report["quality"]}
        self.tally.judge(f"{what}, reported quality", disagreement(reported, errors))
        return min(errors.values(), key=lambda error: error.psnr_db)

    def _run(self, source: Path, output: Path, threads: int) -> dict[str, Any]:
        feed, reference = (source.with_name(f"{part}.npz") for part in ("inputs", "expected"))
        arguments: list[Word] = ["--input", feed, "--reference", reference, "--output", output]
        return self.ganax.call("run", source, *arguments, "--threads", str(threads), "--json").json


def float_session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    """onnxruntime as its users run it on a CPU, with a fixed number of threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def count_for(entry: dict[str, Any]) -> int:
    """How many images of a network are affordable."""
    macs = sum(layer["macs_effective"] for layer in entry["layers"])
    return int(np.clip(MACS_PER_MODEL / macs, 1, MOST_IMAGES))


def disagreement(reported: dict[str, float | None], measured: dict[str, Error]) -> str | None:
    """What differs between the tool's quality figures and those measured here."""
    for name, error in measured.items():
        if name not in reported:
            return f"nothing reported for {name}"
        # JSON has no infinity: a perfect result is reported as null.
        stated = reported[name]
        figure = float("inf") if stated is None else stated
        if figure != error.psnr_db and abs(figure - error.psnr_db) > REPORT_TOLERANCE_DB:
            return f"{figure:.2f} dB reported for {name}, {error.psnr_db:.2f} dB measured"
    return None


def main() -> int:
    """Judges the networks asked for, by default all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ganax", type=Path, required=True, help="the program to judge")
    parser.add_argument("--scratch", type=Path, required=True, help="an empty directory to work in")
    parser.add_argument("--threads", type=int, default=2, help="threads of either side")
    parser.add_argument("--only", action="append", help="judge this network; may be repeated")
    arguments = parser.parse_args()

    judge = QualityJudge(Ganax(arguments.ganax), arguments.scratch, arguments.threads)
    rows = []
    for entry in zoo_entries(judge.ganax):
        if arguments.only and entry["name"] not in arguments.only:
            continue
        row = judge.judge(entry)
        if row is not None:
            rows.append(row.cells())
    print_table(["network", "images", "PSNR dB as it is", "compiled", "max abs", "seconds"], rows)
    return judge.tally.finish()


if __name__ == "__main__":
    sys.exit(main())
