"""The tables hold every field of the dictionary, under names and comments that work in SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, SetColumnComment

from extract.fields import RecordType, dictionary
from output import tables

STORED = {name: kind for name, kind in dictionary().items() if kind.table}
ALL_TABLES = list(tables.metadata.tables.values())


def expected_columns(kind: RecordType, prefix: str = "") -> Iterator[str]:
    for name, spec in kind.fields.items():
        column = prefix + (spec.column or name)
        if spec.type.is_record and not spec.type.many:
            yield from expected_columns(dictionary()[spec.type.base], f"{column}_")
        elif spec.type.base == "span":
            yield from (f"{column}_start", f"{column}_end")
        elif not spec.type.is_record:
            yield column


@pytest.mark.parametrize("name", STORED)
def test_every_field_has_its_column_in_the_dictionary_s_order(name: str) -> None:
    kind = STORED[name]
    columns = tables.metadata.tables[str(kind.table)].columns.keys()
    wanted = list(expected_columns(kind))
    assert [column for column in columns if column in wanted] == wanted


def test_every_list_of_the_record_has_a_table() -> None:
    lists = {
        name
        for name, spec in dictionary()["document"].fields.items()
        if spec.type.many and spec.type.is_record
    }
    assert set(tables.children) == lists


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_no_name_is_a_word_of_sql(table: Table) -> None:
    reserved = sqlite.dialect().preparer.reserved_words | postgresql.dialect().preparer.reserved_words
    # SQLAlchemy quotes what SQLite reserves only in places; these are the ones that hurt there.
    reserved |= {"order", "group", "index", "references", "check", "end", "column", "row", "left", "right"}
    assert not {table.name, *table.columns.keys()} & (reserved - {"schema"})


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_every_table_and_column_says_what_it_holds(table: Table) -> None:
    assert table.comment
    assert all(column.comment for column in table.columns)


def test_the_comments_are_rows_for_databases_that_keep_none() -> None:
    comments = {(row["table_name"], row["column_name"]): row["comment"] for row in tables.comments()}
    assert comments["cells", ""] == dictionary()["cell"].description
    assert comments["cells", "row_code"] == dictionary()["cell"].fields["row"].description
    assert (
        comments["tables", "bbox"]
        == "Where it stands on the page. Unit: points from the page's upper left corner."
    )


@pytest.mark.parametrize("table", [*tables.children.values(), tables.cells], ids=lambda table: table.name)
def test_rows_go_with_the_document_that_owns_them(table: Table) -> None:
    (key,) = table.foreign_key_constraints
    assert key.ondelete == "CASCADE"
    assert key.column_keys == table.primary_key.columns.keys()[:-1]
    assert table.primary_key.columns.keys()[0] == "document_id"


def test_what_has_an_id_is_keyed_by_it() -> None:
    assert tables.children["statistics"].primary_key.columns.keys() == ["document_id", "id"]


def test_what_has_none_is_keyed_by_its_position() -> None:
    assert tables.cells.primary_key.columns.keys() == ["document_id", "table_position", "position"]


@pytest.mark.parametrize(("table", "columns"), [(name, columns) for name, *columns in tables.INDEXES])
def test_what_researchers_look_for_is_indexed(table: str, columns: list[str]) -> None:
    assert columns in [index.columns.keys() for index in tables.metadata.tables[table].indexes]


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_the_same_tables_can_be_made_in_both_databases(table: Table, dialect: postgresql.dialect) -> None:
    statements = [CreateTable(table), *map(CreateIndex, table.indexes)]
    assert all(str(statement.compile(dialect=dialect)) for statement in statements)


def test_postgresql_keeps_the_comments_itself() -> None:
    statement = SetColumnComment(tables.documents.c.year).compile(dialect=postgresql.dialect())
    assert str(statement) == "COMMENT ON COLUMN documents.year IS 'The year that the document is about.'"


def test_numbers_are_floats_in_postgresql_and_as_written_in_sqlite() -> None:
    value = tables.children["statistics"].c.value.type
    assert value.compile(postgresql.dialect()) == "DOUBLE PRECISION"
    assert value.compile(sqlite.dialect()) == "NUMERIC"
