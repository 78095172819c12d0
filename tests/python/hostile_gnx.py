"""Compiled programs that must be refused, or run without harm. Bytes only, no files.

Layout as `isa` defines it: a 64-byte header (magic, version, number of sections, contract fingerprint, file size,
checksum at byte 40 over header and table), a table of 24-byte entries (kind, CRC-32, offset, size), the sections.
"""

import struct
import zlib
from collections.abc import Iterator

import numpy as np

HEADER_BYTES = 64
ENTRY_BYTES = 24
CHECKSUM_AT = 40
SECTIONS = 5
TABLE_END = HEADER_BYTES + ENTRY_BYTES * SECTIONS


def hostile_programs(valid: bytes) -> Iterator[tuple[str, bytes]]:
    """Name of what is wrong, and the bytes of the file."""
    yield "empty", b""
    yield "text", b"this is no program\n" * 20
    yield "only the signature", valid[:8]
    yield "one byte too many", valid + b"\0"
    for eighths in range(1, 8):
        yield f"cut at {eighths}/8", valid[: len(valid) * eighths // 8]
    for what, at in {
        "signature": 0,
        "version": 8,
        "sections": 12,
        "fingerprint": 16,
        "size": 24,
        "checksum": 40,
    }.items():
        yield f"damaged {what}", flipped(valid, at, 1)
    for entry in range(SECTIONS):
        at = HEADER_BYTES + ENTRY_BYTES * entry
        for what, field in {"kind": 0, "checksum": 4, "offset": 8, "size": 16}.items():
            yield f"damaged {what} of section {entry}", flipped(valid, at + field, 1)
        offset, size = struct.unpack_from("<QQ", valid, at + 8)
        if size:
            yield f"damaged section {entry}", flipped(valid, offset + size // 2, 1)
        for what, field, value in [("offset", 8, 1 << 63), ("size", 16, (1 << 64) - 1), ("size", 16, 1 << 40)]:
            spoiled = bytearray(valid)
            struct.pack_into("<Q", spoiled, at + field, value)
            yield f"{what} {value:#x} of section {entry}, resealed", reseal(bytes(spoiled))


def mutated_programs(valid: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    """Programs with random damage inside the sections whose checksums are right: they reach the decoder, or run."""
    random = np.random.default_rng(3)
    for index in range(count):
        spoiled = bytearray(valid)
        for _ in range(random.integers(1, 5)):
            # Every section equally often: the weights are most of the file, and harmless.
            at = HEADER_BYTES + ENTRY_BYTES * int(random.integers(SECTIONS))
            offset, size = struct.unpack_from("<QQ", valid, at + 8)
            if size:
                spoiled[offset + int(random.integers(size))] = int(random.choice([0, 1, 0x7F, 0x80, 0xFF]))
        yield f"mutation {index}", reseal(bytes(spoiled))


def flipped(valid: bytes, at: int, bit: int) -> bytes:
    """One bit is another."""
    return valid[:at] + bytes([valid[at] ^ bit]) + valid[at + 1 :]


def reseal(spoiled: bytes) -> bytes:
    """Makes all checksums right, of sections that lie inside the file and of the header."""
    sealed = bytearray(spoiled)
    for at in range(HEADER_BYTES, TABLE_END, ENTRY_BYTES):
        offset, size = struct.unpack_from("<QQ", sealed, at + 8)
        if offset + size <= len(sealed):
            struct.pack_into("<I", sealed, at + 4, zlib.crc32(sealed[offset : offset + size]))
    struct.pack_into("<I", sealed, CHECKSUM_AT, header_checksum(bytes(sealed)))
    return bytes(sealed)


def header_checksum(file: bytes) -> int:
    """CRC-32 of header and table, the checksum itself taken as zero."""
    return zlib.crc32(file[:CHECKSUM_AT] + bytes(4) + file[CHECKSUM_AT + 4 : TABLE_END])
