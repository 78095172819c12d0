"""The list of test cases that are out of scope, each with its reason: `out_of_scope.toml`."""

import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

LIST = Path(__file__).with_name("out_of_scope.toml")


@dataclass(frozen=True)
class Exemption:
    """Why cases are out of scope."""

    reason: str
    """For people."""
    says: str
    """What the refusal must contain."""


@dataclass
class Scope:
    """What is out of scope, and which patterns were needed."""

    exemptions: dict[str, Exemption]
    """By pattern of case names."""
    needed: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path = LIST) -> "Scope":
        """Reads the list.

        Raises ValueError if a pattern is listed twice, KeyError if a part is missing.
        """
        exemptions: dict[str, Exemption] = {}
        for entry in tomllib.loads(path.read_text())["out_of_scope"]:
            for pattern in entry["cases"]:
                if pattern in exemptions:
                    raise ValueError(f"{path}: {pattern} is listed twice")
                exemptions[pattern] = Exemption(entry["reason"], entry["says"])
        return cls(exemptions)

    def exemption(self, case: str) -> Exemption | None:
        """Why a case is out of scope; None if it must pass."""
        matching = [pattern for pattern in self.exemptions if fnmatchcase(case, pattern)]
        self.needed.update(matching)
        return self.exemptions[matching[0]] if matching else None

    def idle(self) -> list[str]:
        """Patterns that matched no case so far: relics."""
        return sorted(self.exemptions.keys() - self.needed)
