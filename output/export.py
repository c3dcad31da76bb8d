"""A store's content as files that other programs load."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Table, select

from output import jsonl, tables
from output.connect import explained
from output.store import Store

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EXPORTED = (tables.documents, *tables.children.values(), tables.cells, tables.failures)


def export_jsonl(store: Store, folder: Path) -> list[Path]:
    """Write `documents.jsonl`, a record a line; gives the files written."""
    path = folder / "documents.jsonl"
    jsonl.write((jsonl.encode(record) for record in store.records()), path)
    return [path]


def export_csv(store: Store, folder: Path) -> list[Path]:
    """Write one CSV file a table (UTF-8, a heading line), all of one moment; gives the files written.

    Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a return) gets
    a ' before it.  Numbers stay as they are.
    """
    paths = []
    with explained(store.where), store.engine.begin() as connection:
        for table in _EXPORTED:
            path = folder / f"{table.name}.csv"
            with jsonl.atomic(path) as file:
                file.writelines(_lines(connection, table))
            paths.append(path)
    return paths


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    columns = [column for column in table.columns if column is not tables.documents.c.record]
    query = select(*columns).order_by(*_order(table))
    yield _line([column.name for column in columns])
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield _line(harmless(value) for value in row)


def _order(table: Table) -> list[Column[Any]]:
    """Documents by id, and what they own in the order of the record."""
    keys = [table.c[name] for name in ("document_id", "table_position", "position") if name in table.c]
    return keys or list(table.primary_key)


def _line(values: Iterable[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().encode()


def harmless(value: Any) -> Any:
    """A cell's value that no spreadsheet runs; lists become JSON."""
    if isinstance(value, list):
        value = orjson.dumps(value).decode()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
