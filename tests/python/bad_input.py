"""Judges bad input: hostile `.onnx`, `.gnx` and `.npz` files, and wrong arguments.

What must be refused ends with exit code 1, one line on stderr that names the file, and nothing left where the output
would be. What is damaged at random may run as well. Either way: no panic, no signal, in time, within bounded memory.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ganax import Ganax, Outcome, Word
from hostile_gnx import hostile_programs, mutated_programs
from hostile_npz import bomb, hostile_archives
from hostile_onnx import hostile_models
from report import Tally, print_table
from valid_files import write_valid_files

MEMORY_LIMIT_BYTES = 256 << 20
"""Most that may be resident. The network and its inputs take kilobytes; the rest is the program itself."""
ADDRESS_SPACE_BYTES = 8 << 30
"""Backstop for the machine that judges, far above the limit."""
TIMEOUT_S = 20.0
MUTATIONS = 60
"""Randomly damaged files of each format."""


@dataclass(frozen=True)
class Trial:
    """One call of `ganax` with something wrong."""

    name: str
    kind: str
    arguments: list[Word]
    file: Path | None
    """The file at fault, which the error must name."""
    exit_codes: frozenset[int] = frozenset({1})
    """How it may end."""


class BadInputJudge:
    """Makes the files and the calls, and judges how they end."""

    def __init__(self, ganax: Ganax, scratch: Path) -> None:
        self.ganax = ganax
        self.scratch = scratch
        self.model, self.program, self.latents = write_valid_files(ganax, scratch)

    def trials(self) -> Iterator[Trial]:
        """Everything that is tried."""
        # 1 and 0: damage may go unnoticed where it does no harm.
        harmless = frozenset({0, 1})
        for name, content in hostile_models():
            yield self._trial("onnx", name, content)
        for name, content in hostile_programs(self.program.read_bytes()):
            yield self._trial("gnx", name, content)
        for name, content in hostile_archives():
            yield self._trial("npz", name, content)
        yield self._trial("npz", "bomb", bomb(), harmless)
        for name, content in mutated_programs(self.program.read_bytes(), MUTATIONS):
            yield self._trial("gnx", name, content, harmless)
        for kind, valid in [("onnx", self.model), ("gnx", self.program), ("npz", self.latents)]:
            for name, content in damaged_at_random(valid.read_bytes(), MUTATIONS):
                yield self._trial(kind, name, content, harmless)
        yield from self._wrong_arguments()

    def _trial(self, kind: str, name: str, content: bytes, codes: frozenset[int] = frozenset({1})) -> Trial:
        """Writes the file and feeds it to `ganax run` in its place."""
        slug = "".join(character if character.isalnum() else "-" for character in name)
        path = self.scratch / kind / f"{slug}.{kind}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        model, feed = (self.model, path) if kind == "npz" else (path, self.latents)
        return Trial(name, kind, ["run", model, "--input", feed], path, codes)

    def _wrong_arguments(self) -> Iterator[Trial]:
        """Files that are missing, of the wrong kind or for another place, and words that mean nothing."""
        missing = self.scratch / "missing.onnx"
        latents: list[Word] = ["--input", self.latents]
        yield Trial("missing model", "arguments", ["run", missing, *latents], missing)
        yield Trial("folder as model", "arguments", ["run", self.scratch, *latents], self.scratch)
        yield Trial("inputs as model", "arguments", ["run", self.latents, *latents], self.latents)
        yield Trial("model as inputs", "arguments", ["run", self.model, "--input", self.model], self.model)
        for option in ("--input", "--calibrate", "--bind", "--reference"):
            words: list[Word] = ["run", self.model, *([] if option == "--input" else latents), option, missing]
            yield Trial(f"missing file of {option}", "arguments", words, missing)
        yield Trial("unknown network", "arguments", ["run", "zoo:nothing"], None)
        yield Trial("unknown device", "arguments", ["run", self.model, *latents, "--device", "toaster"], None)
        usage = frozenset({2})
        yield Trial("unknown option", "arguments", ["run", self.model, "--frobnicate"], None, usage)
        yield Trial("unknown command", "arguments", ["frobnicate"], None, usage)
        for array in ("0x16", "17x16", "16", "16x", "-1x4"):
            words = ["run", self.model, *latents, f"--array={array}"]
            yield Trial(f"array {array}", "arguments", words, None, usage)

    def judge(self, trial: Trial, index: int) -> str | None:
        """Makes one call; what is wrong with how it ended, if anything."""
        place = self.scratch / "outputs" / str(index)
        place.mkdir(parents=True)
        output: list[Word] = ["--output", place / "result.npz"] if trial.arguments[0] == "run" else []
        outcome = self.ganax.call(*trial.arguments, *output)
        return problem_with(trial, outcome, sorted(path.name for path in place.iterdir()))


def problem_with(trial: Trial, outcome: Outcome, left: list[str]) -> str | None:
    """What is wrong with how a call ended, `left` being what it left in the output folder."""
    if outcome.timed_out:
        return f"still running after {TIMEOUT_S:.0f} s"
    if outcome.code not in trial.exit_codes:
        return f"exit code {outcome.code}: {outcome.last_words}"
    if outcome.peak_bytes > MEMORY_LIMIT_BYTES:
        return f"{outcome.peak_bytes >> 20} MiB resident"
    if "panicked" in outcome.stderr or "RUST_BACKTRACE" in outcome.stderr:
        return f"panic: {outcome.stderr.strip()}"
    if outcome.code == 0:
        return None
    if left:
        return f"left behind: {', '.join(left)}"
    return problem_with_error(trial, outcome)


def problem_with_error(trial: Trial, outcome: Outcome) -> str | None:
    """What is wrong with an error message."""
    lines = outcome.stderr.strip().splitlines()
    if not lines or not lines[0].startswith("error: "):
        return f"no error on stderr: {outcome.stderr.strip()!r}"
    if outcome.code == 2:
        return None  # usage is explained in several lines
    if len(lines) > 1:
        return f"{len(lines)} lines on stderr: {' | '.join(lines)}"
    if trial.file is not None and trial.file.name not in lines[0]:
        return f"the file is not named: {lines[0]}"
    return None


def damaged_at_random(valid: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    """Copies with bits flipped, bytes overwritten, pieces lost or doubled; the same ones in every run."""
    random = np.random.default_rng(4)
    for index in range(count):
        content = bytearray(valid)
        for _ in range(random.integers(1, 4)):
            at = int(random.integers(len(content)))
            length = int(random.integers(1, 64))
            match random.integers(4):
                case 0:
                    content[at] ^= 1 << int(random.integers(8))
                case 1:
                    content[at : at + length] = random.bytes(length)
                case 2:
                    del content[at : at + length]
                case _:
                    content[at:at] = content[at : at + length]
        yield f"random damage {index}", bytes(content)


def main() -> int:
    """Tries everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ganax", type=Path, required=True, help="the program to judge")
    parser.add_argument("--scratch", type=Path, required=True, help="an empty directory to work in")
    parser.add_argument("--jobs", type=int, default=2, help="calls that run side by side")
    parser.add_argument("--verbose", action="store_true", help="one line for every trial")
    arguments = parser.parse_args()

    ganax = Ganax(arguments.ganax, timeout_s=TIMEOUT_S, address_space_bytes=ADDRESS_SPACE_BYTES)
    judge, tally, counts = BadInputJudge(ganax, arguments.scratch), Tally(), Counter[tuple[str, bool]]()
    trials = list(judge.trials())
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for trial, problem in zip(trials, pool.map(judge.judge, trials, range(len(trials)))):
            tally.judge(f"{trial.kind}, {trial.name}", problem)
            counts[trial.kind, problem is None] += 1
            if arguments.verbose:
                print(f"{trial.kind}, {trial.name}: {problem or 'as it should be'}")
    rows = [[kind, str(counts[kind, True]), str(counts[kind, False])] for kind in ("onnx", "gnx", "npz", "arguments")]
    print_table(["input", "passed", "failed"], rows)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
