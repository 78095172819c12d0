"""The list of test cases that are out of scope, each with its reason: `out_of_scope.toml`."""

import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

LIST = Path(__file__).with_name("out_of_scope.toml")


@dataclass
class Scope:
    """What is out of scope, and which patterns were needed."""

    reasons: dict[str, str]
    """Pattern of case names -> why the accelerator does not run them."""
    needed: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path = LIST) -> "Scope":
        """Reads the list.

        Raises ValueError if a pattern is listed twice or has no reason.
        """
        reasons: dict[str, str] = {}
        for entry in tomllib.loads(path.read_text())["out_of_scope"]:
            for pattern in entry["cases"]:
                if pattern in reasons:
                    raise ValueError(f"{path}: {pattern} is listed twice")
                reasons[pattern] = entry["reason"].strip()
                if not reasons[pattern]:
                    raise ValueError(f"{path}: {pattern} has no reason")
        return cls(reasons)

    def reason(self, case: str) -> str | None:
        """Why a case is out of scope; None if it must pass."""
        matching = [pattern for pattern in self.reasons if fnmatchcase(case, pattern)]
        self.needed.update(matching)
        return self.reasons[matching[0]] if matching else None

    def idle(self) -> list[str]:
        """Patterns that matched no case so far: relics."""
        return sorted(self.reasons.keys() - self.needed)
