"""The dictionary of fields, extract/fields.yaml, loaded and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

PATH = Path(__file__).with_name("fields.yaml")
SCALARS = ("string", "integer", "number", "boolean", "date", "datetime", "uri", "span", "box")
ROOT = "document"

_TYPE = re.compile(r"([a-z]+)(\[\])?(\?)?")


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field's type taken apart: `statistic[]` is many of `statistic`, `date?` an optional `date`."""

    base: str
    many: bool
    optional: bool

    @property
    def is_record(self) -> bool:
        """Whether the base is a record type of the dictionary."""
        return self.base not in SCALARS


class FieldSpec(BaseModel):
    """One field of a record type; see the head of fields.yaml for the meaning of each key."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    type_text: str = Field(alias="type")
    description: str = Field(min_length=1)
    unit: str | None = None
    values: dict[str, str] | None = None
    known: dict[str, str] | None = None
    example: Any = None
    column: str | None = None

    @property
    def type(self) -> FieldType:
        """The type taken apart; raises ValueError where it is not written as one."""
        match = _TYPE.fullmatch(self.type_text)
        if match is None:
            raise ValueError(f"type {self.type_text!r} is not NAME, NAME? or NAME[]")
        return FieldType(match[1], bool(match[2]), bool(match[3]))

    @model_validator(mode="after")
    def _complete(self) -> FieldSpec:
        if self.type.is_record == (self.example is not None):
            raise ValueError("a field has an example, unless its type is a record type")
        if self.values and self.example not in self.values:
            raise ValueError(f"example {self.example!r} is none of the values")
        return self


class RecordType(BaseModel):
    """A record type: its fields in order, and the table that its items fill, if any."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    description: str = Field(min_length=1)
    fields: dict[str, FieldSpec] = Field(min_length=1)
    table: str | None = None


Dictionary = dict[str, RecordType]
"""Record types by name, `document` first."""


@cache
def dictionary() -> Dictionary:
    """The project's dictionary; raises ValueError as `load` does."""
    return load(PATH)


def load(path: Path) -> Dictionary:
    """The dictionary in a YAML file; raises ValueError naming the file and the key at fault."""
    try:
        types = TypeAdapter(Dictionary).validate_python(yaml.safe_load(path.read_text("utf-8")))
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: expected YAML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{path}: {key or 'top level'}: {first['msg']}") from error
    for key, base in _unknown_types(types):
        raise ValueError(f"{path}: {key}: type {base!r} is neither a scalar nor a record type")
    return types


def _unknown_types(types: Dictionary) -> Iterator[tuple[str, str]]:
    if ROOT not in types:
        yield "top level", ROOT
    for name, record_type in types.items():
        for field_name, spec in record_type.fields.items():
            if spec.type.is_record and spec.type.base not in types:
                yield f"{name}.{field_name}", spec.type.base
