"""Compound files ([MS-CFB]): the container of .doc and .xls, a file of streams."""

from __future__ import annotations

import struct
from collections.abc import Collection
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY, _LAST, _ROOT = 128, 0xFFFF_FFFA, 5

DAMAGE = (struct.error, IndexError, KeyError, StopIteration, UnicodeDecodeError, ValueError)
"""What reading a damaged file raises."""


def streams(data: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """The streams of these names; what lies beyond the first 7 MB, where the table goes on elsewhere, is cut.

    Raises what DAMAGE names on bytes that are no compound file, or a damaged one.
    """
    if not data.startswith(SIGNATURE):
        raise ValueError("no compound file")
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    directory, cutoff, mini_start = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table: list[int] = []
    for number in struct.unpack_from("<109I", data, 76):
        if number < _LAST:
            table += struct.unpack_from(f"<{sector // 4}I", data, (number + 1) * sector)
    whole = _Sectors(data[sector:], sector, table)
    listed = whole.chain(directory)
    entries = [listed[i : i + _ENTRY] for i in range(0, len(listed) - _ENTRY + 1, _ENTRY)]
    root = next(entry for entry in entries if entry[66] == _ROOT)
    minis = whole.chain(mini_start)
    small = _Sectors(whole.chain(_start(root)), 64, list(struct.unpack(f"<{len(minis) // 4}I", minis)))
    named = {name: entry for entry in entries if (name := _name(entry)) in wanted}
    return {
        name: (small if _size(entry) < cutoff else whole).chain(_start(entry))[: _size(entry)]
        for name, entry in named.items()
    }


@dataclass(frozen=True, slots=True)
class _Sectors:
    data: bytes
    size: int
    table: list[int]

    def chain(self, number: int) -> bytes:
        """The sectors from one on, as the table links them; a circle ends where all have been seen."""
        found: list[bytes] = []
        while number < _LAST and len(found) <= len(self.table):
            found.append(self.data[number * self.size : (number + 1) * self.size])
            number = self.table[number]
        return b"".join(found)


def _name(entry: bytes) -> str:
    return entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")


def _start(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 116)[0])


def _size(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 120)[0])
