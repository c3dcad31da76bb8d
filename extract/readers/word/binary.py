"""What a .doc says of its own text ([MS-DOC]), to hold a conversion against: its characters, its cells."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.compound import DAMAGE, streams

CELL_MARK = "\x07"
"""Ends every cell of a table, and every row."""

_FIB_IDENT, _ENCRYPTED, _TABLE_1 = 0xA5EC, 0x0100, 0x0200
_COMPRESSED = 0x4000_0000
_FIELD_BEGINS, _FIELD_RESULT, _FIELD_ENDS = "\x13\x14\x15"
_DEEPEST = 20
_WANTED = frozenset({"WordDocument", "0Table", "1Table"})


class NotADoc(ValueError):
    """Bytes that are no Word 97–2003 document, or are damaged."""


@dataclass(frozen=True, slots=True)
class Doc:
    """The main text with its cell marks, without field codes; empty where the file is `encrypted`."""

    text: str
    encrypted: bool = False


def read_doc(data: bytes) -> Doc:
    """The text of a .doc.  Raises NotADoc."""
    try:
        return _doc(streams(data, _WANTED))
    except DAMAGE as error:
        raise NotADoc(str(error)) from error


def _doc(streams: dict[str, bytes]) -> Doc:
    main = streams["WordDocument"]
    ident, flags = struct.unpack_from("<H", main, 0)[0], struct.unpack_from("<H", main, 0x0A)[0]
    if ident != _FIB_IDENT:
        raise NotADoc(f"the file information block begins with {ident:#x}")
    if flags & _ENCRYPTED:
        return Doc("", encrypted=True)
    table = streams["1Table" if flags & _TABLE_1 else "0Table"]
    length, (start, size) = struct.unpack_from("<i", main, 0x4C)[0], struct.unpack_from("<II", main, 0x01A2)
    return Doc(_without_field_codes(_pieces(main, table[start : start + size])[: max(length, 0)]))


def _pieces(main: bytes, clx: bytes) -> str:
    """The text that the piece table puts together."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    if places[-1] > len(main) or any(first > end for first, end in pairwise(places)):
        raise NotADoc("a piece table that goes back, or beyond the file")
    text = []
    for i, (first, end) in enumerate(pairwise(places)):
        offset = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * i + 2)[0]
        if offset & _COMPRESSED:
            begin = (offset & ~_COMPRESSED) // 2
            text.append(main[begin : begin + end - first].decode("cp1252", "replace"))
        else:
            text.append(main[offset : offset + 2 * (end - first)].decode("utf-16-le", "replace"))
    return "".join(text)


def _without_field_codes(text: str) -> str:
    """The text without the instructions of fields, which are not printed."""
    kept: list[str] = []
    in_code: list[bool] = []
    for char in text:
        if char == _FIELD_BEGINS:
            in_code.append(True)
        elif char in (_FIELD_RESULT, _FIELD_ENDS):
            in_code[-1:] = [False] if in_code and char == _FIELD_RESULT else []
        elif True not in in_code[-_DEEPEST:]:
            kept.append(char)
    return "".join(kept)
