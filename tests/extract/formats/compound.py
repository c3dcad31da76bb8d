"""Compound files ([MS-CFB]) as small as the format allows, and workbooks of Excel 97 ([MS-XLS]) in them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR = 512


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    """An entry of the directory."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return (head + b"\xff" * 12).ljust(116, b"\0") + struct.pack("<II", start, size) + b"\0" * 4


def compound(streams: dict[str, bytes]) -> bytes:
    """A file of up to three streams, each of at least 4096 bytes and a whole number of sectors."""
    chain, directory, at = [FAT, END], entry("Root Entry", 5, END, 0), 2
    for name, data in streams.items():
        count = len(data) // SECTOR
        chain += [*range(at + 1, at + count), END]
        directory += entry(name, 2, at, len(data))
        at += count
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, END, 0, END, 0, 0)
    sectors = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain))) + directory.ljust(SECTOR, b"\0")
    return header.ljust(SECTOR, b"\xff") + sectors + b"".join(streams.values())


def record(kind: int, *parts: bytes) -> bytes:
    """A record of a workbook."""
    body = b"".join(parts)
    return struct.pack("<HH", kind, len(body)) + body


def at(row: int, column: int, style: int = 0) -> bytes:
    """The head of a cell's record."""
    return struct.pack("<HHH", row, column, style)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell that holds a number."""
    return record(0x0203, at(row, column, style), struct.pack("<d", value))


def label(row: int, column: int, text: str) -> bytes:
    """A cell that holds a text."""
    return record(0x0204, at(row, column), struct.pack("<HB", len(text), 1), text.encode("utf-16-le"))


def error(row: int, column: int, code: int) -> bytes:
    """A cell that holds an error."""
    return record(0x0205, at(row, column), bytes([code, 1]))


def formula(row: int, column: int, result: bytes) -> bytes:
    """A cell with a formula (a number), and its stored result of eight bytes."""
    return record(0x0006, at(row, column), result, struct.pack("<HI", 0, 0), struct.pack("<H", 3), b"\x1e\x01\x00")


BEGIN = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)
BEGIN_BOOK = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
STOP = record(0x000A)


def workbook(*cells: bytes, formats: Sequence[str] = ()) -> bytes:
    """An .xls of one sheet; style `i + 1` has the `i`th of the formats."""
    codes = b"".join(
        record(0x041E, struct.pack("<HHB", 164 + i, len(code), 1), code.encode("utf-16-le")) for i, code in enumerate(formats)
    )
    styles = b"".join(record(0x00E0, struct.pack("<HH", 0, n).ljust(20, b"\0")) for n in (0, *range(164, 164 + len(formats))))
    sheet = record(0x0809, BEGIN) + b"".join(cells) + STOP
    name = "数据".encode("utf-16-le")
    length = 4 + len(BEGIN_BOOK) + len(codes) + len(styles) + 4 + 8 + len(name) + len(STOP)
    place = record(0x0085, struct.pack("<IBBBB", length, 0, 0, 2, 1), name)
    book = record(0x0809, BEGIN_BOOK) + codes + styles + place + STOP + sheet
    return compound({"Workbook": book.ljust(-(-max(len(book), 4096) // SECTOR) * SECTOR, b"\0")})
