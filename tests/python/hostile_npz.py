"""`.npz` files that must be refused as inputs of the small generator, or do no harm. Bytes only, no files."""

import io
import struct
import zipfile
from collections.abc import Iterator

import numpy as np

from valid_files import LATENTS, small_latents

NPY_MAGIC = b"\x93NUMPY\x01\x00"


def hostile_archives() -> Iterator[tuple[str, bytes]]:
    """Name of what is wrong, and the bytes of the file."""
    good = small_latents()["z"]
    yield from wrong_arrays(good)
    yield from wrong_headers()
    valid = archive({"z.npy": npy(good)})
    yield "empty", b""
    yield "text", b"these are no arrays\n" * 20
    yield "no array", archive({})
    yield "cut", valid[: len(valid) // 2]
    yield "damaged", damaged(valid)


def wrong_arrays(good: np.ndarray) -> Iterator[tuple[str, bytes]]:
    """Arrays that are in order but not what the network takes."""
    wrong: dict[str, dict[str, np.ndarray]] = {
        "wrong name": {"latents": good},
        "wrong extent": {"z": np.zeros((2, LATENTS + 1, 1, 1), np.float32)},
        "wrong rank": {"z": np.zeros((2, LATENTS), np.float32)},
        "no images": {"z": np.zeros((0, LATENTS, 1, 1), np.float32)},
        "no axes": {"z": np.array(1, np.float32)},
        "not a number": {"z": np.full_like(good, np.nan)},
        "infinite": {"z": np.full_like(good, np.inf)},
        "complex": {"z": good.astype(np.complex64)},
        "strings": {"z": good.astype(str)},
    }
    for what, arrays in wrong.items():
        yield what, archive({f"{name}.npy": npy(array) for name, array in arrays.items()})


def wrong_headers() -> Iterator[tuple[str, bytes]]:
    """Arrays whose header lies or is none."""
    for what, shape in {
        "huge": (1 << 40, LATENTS, 1, 1),
        "overflowing": (1 << 32, 1 << 32, 1 << 32),
        "longer than its data": (1000, LATENTS, 1, 1),
        "negative": (-2, LATENTS, 1, 1),
        "of many axes": (1,) * 5000,
    }.items():
        yield f"shape {what}", archive({"z.npy": header("<f4", shape) + bytes(32)})
    yield "pickled objects", archive({"z.npy": header("|O", (2, LATENTS, 1, 1)) + b"cos\nsystem\n(S'true'\ntR."})
    yield "no header", archive({"z.npy": b"these are no numbers"})
    yield "header without end", archive({"z.npy": NPY_MAGIC + b"\xff\xff{"})
    yield "header of garbage", archive({"z.npy": NPY_MAGIC + struct.pack("<H", 64) + b"(" * 64})


def npy(array: np.ndarray) -> bytes:
    """An array as numpy writes it."""
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def header(descr: str, shape: tuple[int, ...]) -> bytes:
    """The header of an array that need not exist."""
    text = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return NPY_MAGIC + struct.pack("<H", len(text)) + text


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """The members as a ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as writer:
        for name, content in members.items():
            writer.writestr(zipfile.ZipInfo(name), content, compression)
    return stream.getvalue()


def damaged(valid: bytes) -> bytes:
    """One bit of the data is another than the checksum says."""
    at = valid.index(b"NUMPY") + 140  # behind the 128 bytes of the header
    return valid[:at] + bytes([valid[at] ^ 4]) + valid[at + 1 :]


def bomb() -> bytes:
    """A quarter of a megabyte that unpacks to two images and 256 MiB that nobody asked for."""
    content = npy(small_latents(2)["z"]) + bytes(1 << 28)
    return archive({"z.npy": content}, zipfile.ZIP_DEFLATED)
