"""The database's tables, made from the dictionary of fields, and the rows that a record fills.

`documents` has one row a document; each list of the record has a table of its own, whose rows carry
the document's id and their `position` in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from extract.fields import ROOT, dictionary
from output.columns import Row, columns_of
from output.jsonl import Json

VERSION = 4
"""Version of the database's schema; a change of any table raises it, with a step in output/migrations."""

INDEXES = (
    ("documents", "issuer_code", "year"),
    ("documents", "issuer_code", "issuer_name", "year", "kind"),
    ("statistics", "metric"),
    ("tables", "form"),
    ("cells", "row_code", "column_code"),
    ("checks", "holds", "document_id"),
    ("document_references", "target"),
    ("attachments", "attached_document_id"),
    ("problems", "code"),
)
"""What is looked for: a table and columns of it."""

TEXT_INDEXES = (
    ("documents", "document_number"),
    ("documents", "title"),
    ("statistics", "label"),
    ("document_references", "title"),
    ("document_references", "number"),
    ("attachments", "url"),
)
"""Texts of any length that are looked for as a whole: PostgreSQL's trees hold none beyond 2,700 bytes, its hashes do."""

metadata = MetaData()

_TYPES = dictionary()
_COLUMNS = {name: columns_of(kind) for name, kind in _TYPES.items() if kind.table}
_LISTS = {
    name: spec.type.base
    for name, spec in _TYPES[ROOT].fields.items()
    if spec.type.many and spec.type.base in _COLUMNS
}
"""The record's lists that have tables of their own, each with its record type."""


def _key(name: str, comment: str) -> Column[Any]:
    return Column(name, Text if name == "document_id" else Integer, nullable=False, comment=comment)


def _items_table(name: str, owner: Table, owner_key: list[Column[Any]], extra: list[Column[Any]]) -> Table:
    """The table of a record type's items: their owner's key, then their own id or position."""
    kind, fields = _TYPES[name], _COLUMNS[name].columns
    inherited = [column.name for column in owner_key]
    return Table(
        str(kind.table),
        metadata,
        *owner_key,
        _key("position", f"Place among the {kind.table} of its owner, from 0."),
        *extra,
        *fields,
        PrimaryKeyConstraint(*inherited, "id" if "id" in kind.fields else "position"),
        ForeignKeyConstraint(inherited, list(owner.primary_key), ondelete="CASCADE"),
        comment=kind.description,
    )


documents = Table(
    str(_TYPES[ROOT].table),
    metadata,
    *_COLUMNS[ROOT].columns,
    Column("content_hash", Text, nullable=False, comment="SHA-256 of the record without its retrieval."),
    Column("record", LargeBinary, nullable=False, comment="The record as JSON without its text, in zlib."),
    PrimaryKeyConstraint("id"),
    Index("documents_by_source_uri", "source_uri", unique=True),
    comment=_TYPES[ROOT].description,
)
children = {
    name: _items_table(base, documents, [_key("document_id", "Id of the document.")], [])
    for name, base in _LISTS.items()
}
cells = _items_table(
    "cell",
    children["tables"],
    [_key("document_id", "Id of the document."), _key("table_position", "Position of the table.")],
    [Column("row_position", Integer, comment="Row of the grid, from 0; null in a standard form.")],
)
failures = Table(
    str(_TYPES["failure"].table),
    metadata,
    *_COLUMNS["failure"].columns,
    PrimaryKeyConstraint("uri"),
    comment=_TYPES["failure"].description,
)
search_texts = Table(
    "search_texts",
    metadata,
    Column("id", Integer, primary_key=True, comment="Number that the search index knows the document by."),
    Column("document_id", Text, nullable=False, unique=True, comment="Id of the document."),
    *(
        Column(name, Text, nullable=False, comment=comment)
        for name, comment in (
            ("title", "Its title, plain: simplified, half-width, lower case, without spaces."),
            ("sections", "The titles of its sections, plain, a line each."),
            ("statistics", "The labels and sentences of its statistics, plain, a line each."),
            ("body", "Its text, plain."),
            ("title_pairs", "Every two neighbouring characters of the title, once each."),
            ("pairs", "Every two neighbouring characters of all of these, once each."),
        )
    ),
    ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    comment="What search looks in, one row a document; made anew from the records when the schema changes.",
)
schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, comment="Version of this database's schema."),
    comment="The version of the schema, one row.",
)
column_comments = Table(
    "column_comments",
    metadata,
    Column("table_name", Text, primary_key=True, comment="Name of the table."),
    Column("column_name", Text, primary_key=True, comment="Name of the column; empty for the table itself."),
    Column("comment", Text, nullable=False, comment="What it holds."),
    comment="What each table and column holds, as the dictionary of fields says.",
)
for _table, *_names in (*INDEXES, *TEXT_INDEXES):
    Index(
        "_by_".join((_table, "_".join(_names))),
        *(metadata.tables[_table].c[name] for name in _names),
        postgresql_using="hash" if (_table, *_names) in TEXT_INDEXES else None,
    )


def rows(record: Json, content_hash: str, packed: bytes) -> Iterator[tuple[Table, list[Row]]]:
    """Each table with the rows that a record fills, owners before what they own.

    `content_hash` and `packed` are the document's own last columns.  Raises KeyError or TypeError
    where the record is not of the contract's shape.
    """
    document_id = record["id"]
    yield documents, [(*_COLUMNS[ROOT].values(record), content_hash, packed)]
    for name, base in _LISTS.items():
        values = _COLUMNS[base].values
        yield children[name], [(document_id, i, *values(item)) for i, item in enumerate(record[name])]
    yield cells, list(_cell_rows(record))


def _cell_rows(record: Json) -> Iterator[Row]:
    document_id, values = record["id"], _COLUMNS["cell"].values
    for number, table in enumerate(record["tables"]):
        placed: list[tuple[int | None, Json]] = [(None, cell) for cell in table["cells"]]
        placed += [(i, cell) for i, grid_row in enumerate(table["rows"]) for cell in grid_row["cells"]]
        for position, (row_position, cell) in enumerate(placed):
            yield (document_id, number, position, row_position, *values(cell))


def comments() -> list[dict[str, str | None]]:
    """The rows of `column_comments`."""
    return [
        {"table_name": table.name, "column_name": name, "comment": comment}
        for table in metadata.sorted_tables
        for name, comment in [("", table.comment), *((c.name, c.comment) for c in table.columns)]
    ]
