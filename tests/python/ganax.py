"""The command line under judgement: starts it, bounds it, reads what it says. Judges nothing."""

import json
import os
import resource
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Arrays = Mapping[str, np.ndarray]
Word = str | Path
"""Of a command."""


@dataclass(frozen=True)
class Outcome:
    """How one process ended."""

    arguments: list[str]
    code: int
    """Exit code; negative: the signal that killed it."""
    stdout: str
    stderr: str
    peak_bytes: int
    """Most memory that was resident at one time."""
    timed_out: bool

    @property
    def json(self) -> dict[str, Any]:
        """The one object that `--json` prints.

        Raises ValueError if the process failed or printed something else.
        """
        if self.code != 0:
            raise ValueError(f"{self.command} failed: {self.last_words}")
        result = json.loads(self.stdout)
        if not isinstance(result, dict):
            raise ValueError(f"{self.command} printed {type(result).__name__}, not one object")
        return result

    @property
    def command(self) -> str:
        """The command as it would be typed."""
        return " ".join(["ganax", *self.arguments])

    @property
    def last_words(self) -> str:
        """The last line on stderr, or how it died."""
        lines = self.stderr.strip().splitlines()
        ending = "timed out" if self.timed_out else f"exit code {self.code}"
        return lines[-1] if lines else ending


@dataclass(frozen=True)
class Ganax:
    """The `ganax` program at `path`."""

    path: Path
    timeout_s: float = 300.0
    address_space_bytes: int | None = None
    """Limit of the address space, a backstop against swallowing the machine."""

    def call(self, *arguments: Word) -> Outcome:
        """Runs `ganax` with these arguments to its end or to the time limit."""
        words = [str(argument) for argument in arguments]
        process = subprocess.Popen(
            [self.path, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # The judges read errors; logs that somebody's environment asks for are not theirs.
            env={**os.environ, "RUST_LOG": "error"},
            preexec_fn=self._limit,
        )
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.timeout_s, stop)
        timer.start()
        try:
            streams = _drain(process)
            # Not `process.wait`: only `wait4` tells the memory of this one child.
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            timer.cancel()
        stdout, stderr = (stream.decode("utf-8", "replace") for stream in streams)
        return Outcome(words, process.returncode, stdout, stderr, usage.ru_maxrss * 1024, late.is_set())

    def _limit(self) -> None:
        if self.address_space_bytes is not None:
            resource.setrlimit(resource.RLIMIT_AS, (self.address_space_bytes, self.address_space_bytes))


def _drain(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Reads both streams to their ends; one of them in a thread, lest a full pipe stops the process."""
    assert process.stdout is not None and process.stderr is not None
    errors: list[bytes] = []
    with process.stdout, process.stderr:
        reader = threading.Thread(target=lambda stream: errors.append(stream.read()), args=(process.stderr,))
        reader.start()
        output = process.stdout.read()
        reader.join()
    return output, errors[0]


def write_npz(path: Path, arrays: Arrays) -> Path:
    """Writes arrays under their names."""
    np.savez(path, **dict(arrays))
    return path


def read_npz(path: Path) -> dict[str, np.ndarray]:
    """Reads all arrays of a file."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def zoo_entries(ganax: Ganax) -> list[dict[str, Any]]:
    """The networks of the zoo as `zoo list --json` describes them, discriminators (`.../d`) too.

    Raises ValueError if `ganax` prints something else.
    """
    listed = json.loads(ganax.call("zoo", "list", "--json").stdout)
    if not isinstance(listed, list) or not listed:
        raise ValueError("`ganax zoo list --json` does not list networks")
    return listed
