"""Frames as Parquet files, written batch by batch.  Needs pyarrow (extra `tables`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer

from output import jsonl
from output.columns import Row
from output.frames import Frame
from output.tables import VERSION

_BATCH = 2_000
_CHARACTERS = 2_000_000
"""Rows and characters of a group at most: documents with their whole texts must fit in memory."""


def write_parquet(frames: Sequence[Frame], folder: Path) -> list[Path]:
    """Write one Parquet file a frame, each column with its description; gives the files written."""
    from pyarrow.parquet import ParquetWriter

    paths = []
    for frame in frames:
        schema, path = _schema(frame), folder / f"{frame.name}.parquet"
        with jsonl.atomic(path) as file, ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in _batches(frame, schema):
                writer.write_table(batch)
        paths.append(path)
    return paths


def _schema(frame: Frame) -> Any:
    import pyarrow

    fields = [
        pyarrow.field(column.name, _type(column), bool(column.nullable), {"description": str(column.comment)})
        for column in frame.columns
    ]
    about = {"description": frame.description, "haiguan.schema_version": str(VERSION)}
    return pyarrow.schema(fields, about)


def _type(column: Column[Any]) -> Any:
    import pyarrow

    if isinstance(column.type, Boolean):
        return pyarrow.bool_()
    if isinstance(column.type, Integer):
        return pyarrow.int64()
    return pyarrow.float64() if isinstance(column.type, Float) else pyarrow.string()


def _batches(frame: Frame, schema: Any) -> Iterator[Any]:
    import pyarrow

    floats = [i for i, field in enumerate(schema) if field.type == pyarrow.float64()]
    for page in _pages(frame.rows()):
        columns: list[Any] = list(zip(*page, strict=True))
        for i in floats:
            columns[i] = [None if value is None else float(value) for value in columns[i]]
        arrays = [pyarrow.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
        yield pyarrow.Table.from_arrays(arrays, schema=schema)


def _pages(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows in groups that are no longer than `_BATCH` and hold little more than `_CHARACTERS`."""
    page: list[Row] = []
    characters = 0
    for row in rows:
        page.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(page) == _BATCH or characters >= _CHARACTERS:
            yield page
            page, characters = [], 0
    if page:
        yield page
