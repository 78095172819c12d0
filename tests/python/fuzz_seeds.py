"""Writes small valid files of the three formats, for fuzzers to start from. Judges nothing."""

import argparse
import sys
from pathlib import Path

import onnx

from ganax import Ganax, Word, write_npz
from node_cases import Case, load_cases
from valid_files import write_valid_files

LARGEST_BYTES = 16 << 10
"""Fuzzers mutate small files more often than large ones."""


def main() -> int:
    """Writes `onnx/`, `gnx/` and `npz/` below the output directory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ganax", type=Path, required=True, help="the program that compiles the models")
    parser.add_argument("--output", type=Path, required=True, help="directory of the seed files")
    arguments = parser.parse_args()

    ganax, output = Ganax(arguments.ganax), arguments.output
    for kind in ("onnx", "gnx", "npz"):
        (output / kind).mkdir(parents=True, exist_ok=True)
    for path in write_valid_files(ganax, output):
        path.rename(output / path.suffix[1:] / path.name)
    seen = set()
    for case in load_cases():
        # One case of each operator with each number of constants is enough variety.
        key = case.operator, len(case.bound), len(case.data)
        if key in seen or case.model.ByteSize() > LARGEST_BYTES:
            continue
        seen.add(key)
        write_seed(ganax, output, case)
    return 0


def write_seed(ganax: Ganax, output: Path, case: Case) -> None:
    """Writes the model of a case and its tensors, and the program where `ganax` compiles it."""
    name = case.name.replace("/", "-")
    model = output / "onnx" / f"{name}.onnx"
    onnx.save(case.model, model)
    arrays = {**case.data, **case.bound}
    feed = write_npz(output / "npz" / f"{name}.npz", arrays)
    binding: list[Word] = ["--bind", write_npz(output / "bound.npz", case.bound)] if case.bound else []
    ganax.call("compile", model, "-o", output / "gnx" / f"{name}.gnx", *binding)
    for path in (feed, output / "gnx" / f"{name}.gnx"):
        if path.exists() and path.stat().st_size > LARGEST_BYTES:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
