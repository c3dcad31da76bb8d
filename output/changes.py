"""What a run changed since the one before: documents that are new, changed (old and new values), reread or gone.

Each run keeps `state.jsonl`, a document a line by URI: its id, the digest of its wording, its values.
Two such files are compared line by line, so that memory stays flat.  A document has changed where its
wording has: other bytes that say the same (a counter, a time stamp) are no change.  It is reread where
the same wording gave other values, because haiguan itself has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from output import jsonl
from output.frames import Snapshot
from output.jsonl import Json
from output.wording import wording_digest

SCHEMA = "haiguan.change/1"
STATE = "state.jsonl"
CHANGES = "changes.jsonl"
KINDS = ("new", "changed", "reread", "gone")

_FIELDS = ("title", "kind", "document_number", "issued_on", "year")


def write_changes(
    snapshot: Snapshot, folder: Path, previous: Path | None, gone: Collection[str] = ()
) -> list[Path]:
    """Write `state.jsonl` and `changes.jsonl` against an earlier run's folder; gives the files written.

    `gone` are the addresses of documents that their site no longer has.
    """
    before = previous / STATE if previous and (previous / STATE).exists() else None
    state, changes = folder / STATE, folder / CHANGES
    records = (record for record in snapshot.records() if record["source"]["uri"] not in gone)
    jsonl.write(map(jsonl.encode, _states(records, _read(before))), state)
    jsonl.write(map(jsonl.encode, compared(_read(before), jsonl.read(state))), changes)
    return [state, changes]


def _read(state: Path | None) -> Iterator[Json]:
    return jsonl.read(state) if state else iter(())


def _states(records: Iterable[Json], previous: Iterable[Json]) -> Iterator[Json]:
    """The state of each document; one whose bytes are those of the run before keeps its digest."""
    befores = iter(previous)
    before = next(befores, None)
    for record in records:
        while before is not None and before["uri"] < record["source"]["uri"]:
            before = next(befores, None)
        same = before is not None and before["id"] == record["id"]
        yield document_state(record, before.get("wording") if before is not None and same else None)


def document_state(record: Json, wording: str | None = None) -> Json:
    """A document's line in `state.jsonl`: what a change is told by."""
    return {
        "uri": record["source"]["uri"],
        "id": record["id"],
        "wording": wording or wording_digest(record["text"]),
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
            differences = list(_differences(before["values"], after["values"]))
            if before.get("wording", after["wording"]) != after["wording"]:
                yield _change("changed", after, differences)
            elif differences:
                yield _change("reread", after, differences)
            before, after = next(befores, None), next(afters, None)


def _differences(old: Json, new: Json) -> Iterator[Json]:
    for name in {**old, **new}:
        if (name in old, old.get(name)) != (name in new, new.get(name)):
            yield {"value": name, "old": old.get(name), "new": new.get(name)}


def _change(kind: str, document: Json, values: list[Json]) -> Json:
    return {"schema": SCHEMA, "change": kind, "uri": document["uri"], "id": document["id"], "values": values}
