"""Judges the accelerator's Verilog beside the model: every ONNX backend test that is in scope runs on level `rtl` and on level `cycle`.

Both go through the same driver. Every byte of the outputs and the number of cycles must be equal. Whether the values are right is `conformance.py`'s business.
"""

import argparse
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conformance import run_case
from ganax import Ganax
from node_cases import Case, load_cases
from report import Tally, print_table
from scope import Scope


class LevelsJudge:
    """Runs cases on both levels; keeps no count, so that cases can run side by side."""

    def __init__(self, ganax: Ganax, scratch: Path, array: str) -> None:
        self.ganax = ganax
        self.scratch = scratch
        self.array = array

    def judge(self, case: Case) -> tuple[int, str | None]:
        """Cycles of one case on level `cycle`, and what is wrong on level `rtl`; nothing if both are equal."""
        directory = self.scratch / case.name
        directory.mkdir(parents=True)
        try:
            expected, cycles = self._run(case, directory, "cycle")
            found, found_cycles = self._run(case, directory, "rtl")
        except (ValueError, OSError) as error:
            return 0, str(error)
        if found_cycles != cycles:
            return cycles, f"{found_cycles} cycles on the RTL, {cycles} in the model"
        return cycles, None if found == expected else "another output on the RTL"

    def _run(self, case: Case, directory: Path, level: str) -> tuple[bytes, int]:
        """What one level wrote, and its cycles.

        Raises ValueError if it fails, OSError if it succeeds without writing.
        """
        output = directory / f"{level}.npz"
        options = ("--device", level, "--array", self.array, "--batch", "1", "--json")
        cycles = run_case(self.ganax, case, directory, output, *options).json["cycles"]
        return output.read_bytes(), int(cycles)


def main() -> int:
    """Judges all cases that are in scope."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ganax", type=Path, required=True, help="the program to judge")
    parser.add_argument("--scratch", type=Path, required=True, help="an empty directory to work in")
    parser.add_argument("--array", default="2x2", help="geometry of the array")
    parser.add_argument("--jobs", type=int, default=2, help="cases that run side by side")
    arguments = parser.parse_args()

    # The first run compiles the model of the Verilog; the limit is for that one.
    judge = LevelsJudge(Ganax(arguments.ganax, timeout_s=1800), arguments.scratch, arguments.array)
    scope, tally = Scope.read(), Tally()
    cases = [case for case in load_cases() if scope.exemption(case.name) is None]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for case, (cycles, problem) in zip(cases, pool.map(judge.judge, cases)):
            tally.judge(case.name, problem)
            counts[case.operator]["different" if problem else "equal"] += 1
            counts[case.operator]["cycles"] += cycles
    columns = ("equal", "different", "cycles")
    rows = [[operator, *[str(counts[operator][column]) for column in columns]] for operator in sorted(counts)]
    print_table(["operator", *columns], rows)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
