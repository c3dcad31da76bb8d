"""JSON Schema (2020-12) of `haiguan.document/1`, made from the dictionary of fields."""

from __future__ import annotations

from typing import Any

from extract.fields import ROOT, Dictionary, FieldSpec, RecordType, dictionary

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SCALARS: dict[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "datetime": {"type": "string", "format": "date-time"},
    "uri": {"type": "string", "minLength": 1},
    "span": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
    "box": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
}


def document_schema(types: Dictionary | None = None) -> Schema:
    """The schema of one record.  Every key is required; keys that a later version adds are allowed."""
    types = types or dictionary()
    return {
        "$schema": DIALECT,
        "$id": f"urn:{types[ROOT].fields['schema'].example.replace('/', ':').replace('.', ':')}",
        "$ref": f"#/$defs/{ROOT}",
        "$defs": {name: _record_schema(record_type) for name, record_type in types.items()},
    }


def _record_schema(record_type: RecordType) -> Schema:
    return {
        "type": "object",
        "description": record_type.description,
        "properties": {name: field_schema(spec) for name, spec in record_type.fields.items()},
        "required": list(record_type.fields),
    }


def field_schema(spec: FieldSpec) -> Schema:
    """The schema of one field's value."""
    kind = spec.type
    item: Schema = {"$ref": f"#/$defs/{kind.base}"} if kind.is_record else dict(_SCALARS[kind.base])
    if spec.values:
        item["enum"] = list(spec.values)
    schema: Schema = {"type": "array", "items": item} if kind.many else item
    if kind.optional:
        schema = {"anyOf": [schema, {"type": "null"}]}
    shown = {} if spec.example is None else {"examples": [[spec.example] if kind.many else spec.example]}
    unit = f" Unit: {spec.unit}." if spec.unit else ""
    return {"description": spec.description + unit, **schema, **shown}


def change_schema() -> Schema:
    """The schema of one line of `changes.jsonl`: a document that is new, changed or gone since the run before."""
    anything: Schema = {"type": ["string", "number", "null"]}
    value = {
        "type": "object",
        "description": "One value that changed.",
        "properties": {
            "value": {"type": "string", "description": "Name of the value: a field, or statistics/… or cells/…"},
            "old": {**anything, "description": "What it was; null where it was not there."},
            "new": {**anything, "description": "What it is; null where it is not there."},
        },
        "required": ["value", "old", "new"],
    }
    properties: dict[str, Schema] = {
        "schema": {"const": "haiguan.change/1"},
        "change": {
            "enum": ["new", "changed", "reread", "gone"],
            "description": "changed: its wording is another; reread: the same wording, read by another haiguan.",
        },
        "uri": {**_SCALARS["uri"], "description": "Address of the document."},
        "id": {"type": "string", "description": "Id of the document; of one that is gone, the id that it had."},
        "values": {"type": "array", "items": value, "description": "Empty for what is new or gone."},
    }
    return {
        "$schema": DIALECT,
        "$id": "urn:haiguan:change:1",
        "type": "object",
        "description": "What an export found changed in a document since the one before.",
        "properties": properties,
        "required": list(properties),
    }


def item_schemas() -> dict[str, Schema]:
    """A schema for each record type that has rows of its own (`statistic`, `cell`, `check` …), by name."""
    types = dictionary()
    return {
        name: {
            "$schema": DIALECT,
            "$id": f"urn:haiguan:{name}:1",
            "$ref": f"#/$defs/{name}",
            "$defs": {inner: _record_schema(types[inner]) for inner in _reachable(name, types)},
        }
        for name, kind in types.items()
        if kind.table and name != ROOT
    }


def _reachable(name: str, types: Dictionary) -> list[str]:
    """A record type and those that its fields are of."""
    found = [name]
    for inner in found:
        bases = (spec.type.base for spec in types[inner].fields.values() if spec.type.is_record)
        found += [base for base in bases if base not in found]
    return found
