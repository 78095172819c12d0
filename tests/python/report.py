"""What a judge prints: tables, failures, and the last line that `cargo xtask` adds up."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """How many things were judged."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = field(default_factory=list)

    def judge(self, what: str, problem: str | None) -> None:
        """Counts one thing; `problem` says what is wrong with it, None that nothing is."""
        if problem is None:
            self.passed += 1
        else:
            self.failed += 1
            self.failures.append(f"{what}: {problem}")

    def finish(self) -> int:
        """Prints the failures and the last line; returns the exit code of the judge."""
        for failure in self.failures:
            print(f"FAILED {failure}")
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}")
        sys.stdout.flush()
        return 1 if self.failed else 0


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints rows in columns; the first column to the left, the others to the right."""
    lines = [list(header), *[list(row) for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for index, line in enumerate(lines):
        cells = [line[0].ljust(widths[0]), *[cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]]
        print("  ".join(cells).rstrip())
        if index == 0:
            print("  ".join("-" * width for width in widths))
