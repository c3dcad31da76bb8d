"""Frames and records as files that other programs load: JSON Lines and CSV; the other formats beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from output import jsonl
from output.frames import Frame, Snapshot

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = b"\xef\xbb\xbf"
"""What Excel wants at the head of a CSV file to read it as UTF-8."""


def write_jsonl(snapshot: Snapshot, folder: Path) -> list[Path]:
    """Write `documents.jsonl`, a record a line; gives the files written."""
    path = folder / "documents.jsonl"
    jsonl.write((jsonl.encode(record) for record in snapshot.records()), path)
    return [path]


def write_csv(frames: Sequence[Frame], folder: Path, head: bytes = b"") -> list[Path]:
    """Write one CSV file a frame (UTF-8, `head` before the heading line); gives the files written.

    Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a return) gets
    a ' before it.  Numbers stay as they are.
    """
    paths = []
    for frame in frames:
        path = folder / f"{frame.name}.csv"
        with jsonl.atomic(path) as file:
            file.write(head)
            file.writelines(_lines(frame))
        paths.append(path)
    return paths


def _lines(frame: Frame) -> Iterator[bytes]:
    yield _line(frame.names)
    for row in frame.rows():
        yield _line(harmless(value) for value in row)


def _line(values: Iterable[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().encode()


def harmless(value: Any) -> Any:
    """A cell's value that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
