"""The columns that a record type's fields become, and how each is read out of an item.

Objects and spans become columns of their owner (`issuer_code`, `span_start`), lists of plain values
become JSON, lists of records have tables of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import JSON, Boolean, Column, Double, Integer, Text
from sqlalchemy.types import TypeEngine, UserDefinedType

from extract.fields import FieldSpec, RecordType, dictionary
from output.jsonl import Json

Row = tuple[Any, ...]
"""A row to insert: values in the order of the table's columns, as a database driver takes them."""

_Read = Callable[[Json], Any]
_Pair = tuple[Column[Any], _Read]


class _Numeric(UserDefinedType[float]):
    """SQLite's NUMERIC: 5 stays an integer and 5.5 a float."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type that SQLite stores whole numbers and fractions in, each as what it is."""
        return "NUMERIC"


_TYPES: dict[str, TypeEngine[Any]] = {
    "integer": Integer(),
    "number": Double().with_variant(_Numeric(), "sqlite"),
    "boolean": Boolean(),
}
_INTEGER_LIMIT = 2**63


@dataclass(frozen=True, slots=True)
class Columns:
    """A record type as columns, and the row that an item of it makes."""

    columns: tuple[Column[Any], ...]
    reads: tuple[_Read, ...]

    def values(self, item: Json) -> list[Any]:
        """The values of the item's columns; raises KeyError where the item lacks a field."""
        return [read(item) for read in self.reads]


def columns_of(record_type: RecordType) -> Columns:
    """The columns of a record type, in the order of its fields."""
    pairs = list(_pairs(record_type, "", optional=False))
    return Columns(tuple(c for c, _ in pairs), tuple(read for _, read in pairs))


def _pairs(record_type: RecordType, prefix: str, *, optional: bool) -> Iterator[_Pair]:
    for name, spec in record_type.fields.items():
        kind, column = spec.type, prefix + (spec.column or name)
        nullable = optional or kind.optional
        if not kind.is_record:
            yield from _scalar_pairs(column, name, spec, nullable)
        elif not kind.many:
            for inner, read in _pairs(dictionary()[kind.base], f"{column}_", optional=nullable):
                yield inner, _inside(name, read)


def _scalar_pairs(column: str, name: str, spec: FieldSpec, nullable: bool) -> Iterator[_Pair]:
    comment = spec.description + (f" Unit: {spec.unit}." if spec.unit else "")

    def pair(suffix: str, sql_type: TypeEngine[Any], read: _Read, note: str = "") -> _Pair:
        """A column of the field and how to read it from an item."""
        about = {"unit": spec.unit, "values": list(spec.values or ())}
        return Column(column + suffix, sql_type, nullable=nullable, comment=comment + note, info=about), read

    if spec.type.many or spec.type.base == "box":
        yield pair("", JSON(none_as_null=True), lambda item: _json(item[name]))
    elif spec.type.base == "span":
        yield pair("_start", Integer(), _end_of(name, 0), " First character.")
        yield pair("_end", Integer(), _end_of(name, 1), " After the last character.")
    elif spec.type.base == "number":
        yield pair("", _TYPES["number"], lambda item: _storable(item[name]))
    else:
        yield pair("", _TYPES.get(spec.type.base, Text()), itemgetter(name))


def _inside(name: str, read: _Read) -> _Read:
    return lambda item: None if item[name] is None else read(item[name])


def _end_of(name: str, end: int) -> _Read:
    return lambda item: None if item[name] is None else item[name][end]


def _json(value: list[Any] | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _storable(value: int | float | None) -> int | float | None:
    """A number as a database can hold it: integers of more than 64 bits become floats."""
    return value if value is None or -_INTEGER_LIMIT <= value < _INTEGER_LIMIT else float(value)
