"""Records as JSON Lines: UTF-8, not ASCII-escaped, one object a line, keys in the contract's order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from extract.record import Record, to_json

Json = dict[str, Any]
"""A record, or another object, as JSON has it."""

_LINE_BREAKS = {char.encode(): f"\\u{ord(char):04x}".encode() for char in "\x85\u2028\u2029"}


def dumps(record: Record | Json) -> bytes:
    """The object as JSON; raises ValueError where it has no such form (half a surrogate pair, say)."""
    try:
        return orjson.dumps(record)
    except TypeError:
        return _dumps_slowly(record)


def encode(record: Record | Json) -> bytes:
    """One line without its line feed; raises ValueError as `dumps` does.

    Characters that some readers take for the end of a line (NEL, U+2028, U+2029) are escaped.
    """
    line = dumps(record)
    for raw, escaped in _LINE_BREAKS.items():
        line = line.replace(raw, escaped)
    return line


def _dumps_slowly(record: Record | Json) -> bytes:
    """The standard library's encoder: slower, but its integers may have more than 64 bits."""
    try:
        plain = to_json(record) if isinstance(record, Record) else record
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise ValueError(f"a record cannot be written as JSON: {error}") from error


def decode(line: bytes) -> Json:
    """The object of one line; raises ValueError where it holds none."""
    value = json.loads(line)
    if not isinstance(value, dict):
        raise ValueError(f"expected a JSON object, found {type(value).__name__}")
    return value


def read(path: Path) -> Iterator[Json]:
    """The objects of a file, one at a time; raises ValueError naming file and line."""
    with path.open("rb") as file:
        yield from read_stream(file, str(path))


def read_stream(stream: Iterable[bytes], name: str) -> Iterator[Json]:
    """The objects of a stream of lines; empty lines are passed over."""
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield decode(line)
        except ValueError as error:
            raise ValueError(f"{name}, line {number}: expected one record as JSON: {error} "
                             f"(haiguan extract makes records of documents)") from error  # fmt: skip


def write(lines: Iterable[bytes], path: Path) -> int:
    """Write encoded lines to a file, whole or not at all; gives how many."""
    count = 0
    with atomic(path) as file:
        for line in lines:
            file.write(line + b"\n")
            count += 1
    return count


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes its name only when all is written; until then the old one stays.

    A device or a pipe cannot be replaced and is written to as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
