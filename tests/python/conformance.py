"""Judges operators: the ONNX backend tests that concern generators, each compiled, run and compared.

A case in scope must run and be right within the 16-bit tolerance. A case out of scope (`out_of_scope.toml` says why)
must be refused with the error that the list names: running it to a wrong result is as much a failure as refusing a case in scope.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path

import numpy as np
import onnx

from ganax import Ganax, Outcome, Word, read_npz, write_npz
from measure import error_of
from node_cases import Case, load_cases
from report import Tally, print_table
from scope import Exemption, Scope

TOLERANCE = 2.0**-13
"""Largest error as a share of what a tensor's scale spans: the range of the output, or its largest magnitude where
that is more, because scales are symmetric around zero. Calibration leaves one of 16 bits above the largest magnitude,
so one step is 2^-14 of it. Inputs and outputs are rounded by half a step each, tables and multipliers add as much."""


class Verdict(Enum):
    """How one case went."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"


class ConformanceJudge:
    """Runs cases; keeps no count, so that cases can run side by side."""

    def __init__(self, ganax: Ganax, scratch: Path) -> None:
        self.ganax = ganax
        self.scratch = scratch

    def judge(self, case: Case) -> tuple[Verdict, str]:
        """Runs one case and says how it went, with a word to it."""
        directory = self.scratch / case.name
        directory.mkdir(parents=True)
        outcome = self._run(case, directory)
        if outcome.code == 1 and outcome.last_words.startswith("error: ") and "panicked" not in outcome.stderr:
            return Verdict.REFUSED, outcome.last_words
        if outcome.code != 0:
            return Verdict.WRONG, outcome.last_words
        if not (directory / "result.npz").exists():
            return Verdict.WRONG, "succeeds without writing its output"
        try:
            return compare(case, directory / "result.npz")
        except ValueError as error:
            return Verdict.WRONG, str(error)

    def _run(self, case: Case, directory: Path) -> Outcome:
        return run_case(self.ganax, case, directory, directory / "result.npz", "--json")


def run_case(ganax: Ganax, case: Case, directory: Path, output: Path, *options: Word) -> Outcome:
    """Runs one case with its own inputs, also for calibration; its files go to `directory`."""
    model = directory / "model.onnx"
    onnx.save(case.model, model)
    arguments: list[Word] = ["--output", output, "--threads", "1", *options]
    if case.data:
        feed = write_npz(directory / "data.npz", case.data)
        arguments += ["--input", feed, "--calibrate", feed]
    if case.bound:
        # Flags as numbers: a truth value is no type of the tool's arrays.
        numbers = {name: value + np.uint8(0) if value.dtype == bool else value for name, value in case.bound.items()}
        arguments += ["--bind", write_npz(directory / "bound.npz", numbers)]
    return ganax.call("run", model, *arguments)


def compare(case: Case, result: Path) -> tuple[Verdict, str]:
    """Compares what was written with what the case expects.

    Raises ValueError if shapes or names differ.
    """
    results = read_npz(result)
    if results.keys() != case.expected.keys():
        raise ValueError(f"outputs {sorted(results)}, expected {sorted(case.expected)}")
    for name, expected in case.expected.items():
        error = error_of(results[name], expected)
        share = error.max_abs / error.span
        if share > TOLERANCE:
            return Verdict.WRONG, f"{name}: largest error {share:.1e} of what the scale spans, at most {TOLERANCE:.1e}"
    return Verdict.RIGHT, ""


def problem_with(verdict: Verdict, word: str, exemption: Exemption | None) -> str | None:
    """What is wrong with a verdict, given why the case is out of scope, if it is."""
    if exemption is None:
        return None if verdict is Verdict.RIGHT else f"{verdict.value}: {word}"
    match verdict:
        case Verdict.REFUSED:
            return None if exemption.says in word else f"refused, but not with {exemption.says!r}: {word}"
        case Verdict.RIGHT:
            return f"passes, but is listed as out of scope ({exemption.reason})"
        case Verdict.WRONG:
            return f"out of scope, but not refused: {word}"


def print_operators(counts: dict[str, Counter[str]]) -> None:
    """One line per operator: how many cases passed, are out of scope, failed."""
    columns = ("passed", "out of scope", "failed")
    rows = [[operator, *[str(counts[operator][column]) for column in columns]] for operator in sorted(counts)]
    print_table(["operator", *columns], rows)


def judge_all(judge: ConformanceJudge, cases: Iterable[Case], jobs: int, verbose: bool) -> Tally:
    """Judges cases side by side and prints the table."""
    scope, tally = Scope.read(), Tally()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    cases = list(cases)
    with ThreadPoolExecutor(jobs) as pool:
        for case, (verdict, word) in zip(cases, pool.map(judge.judge, cases)):
            exemption = scope.exemption(case.name)
            problem = problem_with(verdict, word, exemption)
            if verbose:
                print(f"{case.name}: {verdict.value} {word}")
            if problem is None and exemption is not None:
                tally.skipped += 1
            else:
                tally.judge(case.name, problem)
            column = "failed" if problem else "passed" if exemption is None else "out of scope"
            counts[case.operator][column] += 1
    print_operators(counts)
    for pattern in scope.idle():
        tally.judge(pattern, "is listed as out of scope, but there is no such case")
    return tally


def main() -> int:
    """Judges all cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ganax", type=Path, required=True, help="the program to judge")
    parser.add_argument("--scratch", type=Path, required=True, help="an empty directory to work in")
    parser.add_argument("--jobs", type=int, default=2, help="cases that run side by side")
    parser.add_argument("--verbose", action="store_true", help="one line for every case")
    arguments = parser.parse_args()

    judge = ConformanceJudge(Ganax(arguments.ganax, timeout_s=60), arguments.scratch)
    return judge_all(judge, load_cases(), arguments.jobs, arguments.verbose).finish()


if __name__ == "__main__":
    sys.exit(main())
