"""`datapackage.json`: the CSV files of a run as a Frictionless data package, each column described.

The form is fixed by the Data Package standard, version 1 (https://specs.frictionlessdata.io).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, Integer

from output import jsonl
from output.frames import Frame

NO_LICENCE = "notspecified"
"""The licence's name where none was given (as the Open Definition's list of licences has it)."""

_DESCRIPTION = (
    "What China's customs disclose, read by haiguan with the very characters that each value came from."
    " In CSV, text that begins with = + - @ has a ' before it, so that no spreadsheet runs it."
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a package says of itself: its licence's name, when it was made, and where its documents came from."""

    licence: str
    created: str
    sources: tuple[str, ...]


def write_datapackage(frames: Sequence[Frame], files: Mapping[str, Path], about: Published, folder: Path) -> Path:
    """Write the descriptor of CSV files, given by the names of their frames; gives its path."""
    package = {
        "profile": "tabular-data-package",
        "name": "haiguan",
        "title": "Government-information disclosure of China's customs",
        "description": _DESCRIPTION,
        "created": about.created,
        "licenses": [{"name": about.licence}],
        "sources": [{"title": source, "path": source} for source in about.sources],
        "resources": [_resource(frame, files[frame.name]) for frame in frames],
    }
    path = folder / "datapackage.json"
    with jsonl.atomic(path) as file:
        file.write(json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n")
    return path


def _resource(frame: Frame, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": frame.name.replace("_", "-"),
        "path": path.name,
        "description": frame.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": _schema(frame),
    }


def _schema(frame: Frame) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in frame.columns],
        "missingValues": [""],
        "primaryKey": list(frame.key),
    }
    if frame.owner:
        inherited = list(frame.key[:-1])
        owner_key = {1: ["id"], 2: ["document_id", "position"]}[len(inherited)]
        reference = {"resource": frame.owner, "fields": owner_key}
        schema["foreignKeys"] = [{"fields": inherited, "reference": reference}]
    return schema


def _field(column: Column[Any]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _type(column), "description": str(column.comment)}
    if column.info.get("unit"):
        field["unit"] = column.info["unit"]
    constraints: dict[str, Any] = {}
    if not column.nullable and field["type"] != "string":
        constraints["required"] = True  # an empty text is a value, and CSV has no other way to write it
    if column.info.get("values") and field["type"] == "string":
        constraints["enum"] = column.info["values"]
    return {**field, "constraints": constraints} if constraints else field


def _type(column: Column[Any]) -> str:
    kinds = ((Boolean, "boolean"), (Integer, "integer"), (Float, "number"), (JSON, "array"))
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "string")


def hosts(uris: Iterable[str]) -> tuple[str, ...]:
    """The sites that documents came from; files of this machine are not named."""
    found = {uri.split("/")[2] for uri in uris if uri.startswith(("http://", "https://"))}
    return tuple(f"http://{host}" for host in sorted(found))
