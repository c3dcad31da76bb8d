"""What a run changed since the one before: documents that are new, changed (old and new values) or gone.

Each run keeps `state.jsonl`, a document a line by URI: its id, hash and values.  Two such files are
compared line by line, so that memory stays flat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from output import jsonl
from output.frames import Snapshot
from output.jsonl import Json
from output.packing import content_hash

SCHEMA = "haiguan.change/1"
STATE = "state.jsonl"
CHANGES = "changes.jsonl"

_FIELDS = ("title", "kind", "document_number", "issued_on", "year")


def write_changes(snapshot: Snapshot, folder: Path, previous: Path | None) -> list[Path]:
    """Write `state.jsonl` and `changes.jsonl` against an earlier run's folder; gives the files written."""
    state, changes = folder / STATE, folder / CHANGES
    jsonl.write((jsonl.encode(document_state(record)) for record in snapshot.records()), state)
    old = jsonl.read(previous / STATE) if previous and (previous / STATE).exists() else iter(())
    jsonl.write(map(jsonl.encode, compared(old, jsonl.read(state))), changes)
    return [state, changes]


def document_state(record: Json) -> Json:
    """A document's line in `state.jsonl`: what a change is told by."""
    return {
        "uri": record["source"]["uri"],
        "id": record["id"],
        "hash": content_hash(record),
        "values": dict(_values(record)),
    }


def _values(record: Json) -> Iterator[tuple[str, Any]]:
    """Each value with a name that stays when others come or go; those of one name are numbered."""
    for field in _FIELDS:
        yield field, record[field]
    yield "issuer", record["issuer"]["name"]
    seen: Counter[str] = Counter()
    for name, value in _numbers(record):
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}", value


def _numbers(record: Json) -> Iterator[tuple[str, Any]]:
    for s in record["statistics"]:
        yield "/".join(("statistics", s["label"], s["scope"] or "", s["unit"])), s["value"]
    for table in record["tables"]:
        for cell in table["cells"]:
            yield "/".join(("cells", table["form"], cell["row"], cell["column"])), cell["value"]


def compared(old: Iterable[Json], new: Iterable[Json]) -> Iterator[Json]:
    """The changes between two states, each in the order of its URIs."""
    befores, afters = iter(old), iter(new)
    before, after = next(befores, None), next(afters, None)
    while before or after:
        if after is None or (before is not None and before["uri"] < after["uri"]):
            assert before is not None
            yield _change("gone", before, [])
            before = next(befores, None)
        elif before is None or after["uri"] < before["uri"]:
            yield _change("new", after, [])
            after = next(afters, None)
        else:
            if before["hash"] != after["hash"]:
                yield _change("changed", after, list(_differences(before["values"], after["values"])))
            before, after = next(befores, None), next(afters, None)


def _differences(old: Json, new: Json) -> Iterator[Json]:
    for name in {**old, **new}:
        if (name in old, old.get(name)) != (name in new, new.get(name)):
            yield {"value": name, "old": old.get(name), "new": new.get(name)}


def _change(kind: str, document: Json, values: list[Json]) -> Json:
    return {"schema": SCHEMA, "change": kind, "uri": document["uri"], "id": document["id"], "values": values}
