"""Records of an older haiguan, completed with the fields that have come since."""

from __future__ import annotations

from typing import Any

from extract.fields import ROOT, dictionary
from output.jsonl import Json


def completed(record: Json, kind: str = ROOT) -> Json:
    """The record with every field of today, in today's order: null or an empty list where it had none."""
    fields = dictionary()[kind].fields
    found = {}
    for name, spec in fields.items():
        value = record.get(name, [] if spec.type.many else None)
        found[name] = _completed(value, spec.type.base) if spec.type.is_record else value
    return {**found, **{name: value for name, value in record.items() if name not in fields}}


def _completed(value: Any, kind: str) -> Any:
    if isinstance(value, list):
        return [completed(item, kind) for item in value]
    return completed(value, kind) if isinstance(value, dict) else value
