"""Records to look at: of a database, of a file of JSON Lines, of standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extract.record import SCHEMA
from output import jsonl
from output.jsonl import Json
from output.store import read_store

STANDARD_INPUT = "-"

_MAGIC = b"SQLite format 3\x00"


def records(where: str) -> Iterator[Json]:
    """All records; raises StoreError, OSError, and ValueError where a line holds none."""
    for found in _objects(where):
        if found.get("schema") != SCHEMA:
            raise ValueError(f"{where}: expected records of {SCHEMA}, found an object of another kind")
        yield found


def _objects(where: str) -> Iterator[Json]:
    if where == STANDARD_INPUT:
        yield from jsonl.read_stream(sys.stdin.buffer, "standard input")
    elif _is_database(where):
        with read_store(where) as store:
            yield from store.records()
    else:
        yield from jsonl.read(Path(where))


def record(where: str, prefix: str) -> Json:
    """The one record whose id starts with a prefix (empty: the only record); raises LookupError as well."""
    if where != STANDARD_INPUT and _is_database(where):
        with read_store(where) as store:
            ids = store.ids(prefix)
            return store.record(_only(ids, prefix, where))
    found = {record["id"]: record for record in records(where) if str(record["id"]).startswith(prefix)}
    return found[_only(list(found), prefix, where)]


def _only(ids: list[str], prefix: str, where: str) -> str:
    if len(ids) == 1:
        return ids[0]
    wanted = (
        f"id starts with {prefix}" if prefix else "item is meant: put a document's id and a colon before it"
    )
    found = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
    raise LookupError(f"{where}: {len(ids) or 'no'} documents whose {wanted}" + (f": {found}" if ids else ""))


def _is_database(where: str) -> bool:
    if "://" in where:
        return True
    path = Path(where)
    if not path.exists():
        return path.suffix != ".jsonl"  # the store's own message says how to write one
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
