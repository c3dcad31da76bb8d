"""What a database has besides its tables: the views that other programs build on, and the search index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import Connection

PATH = Path(__file__).with_name("views.yaml")


class View(BaseModel):
    """A view: what its rows are, what each column means, and how it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    description: str = Field(min_length=1)
    columns: dict[str, str] = Field(min_length=1)
    sql: str = Field(min_length=1)


_CHECK_REFS = {
    "sqlite": "SELECT document_id, checks.position AS check_position, ref.value AS ref"
    " FROM checks, json_each(checks.refs) AS ref",
    "postgresql": "SELECT document_id, checks.position AS check_position, ref.value AS ref"
    " FROM checks, json_array_elements_text(checks.refs) AS ref",
}
"""One row for each statistic or cell that takes part in a check."""

_INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(title_pairs, pairs,"
        " content='search_texts', content_rowid='id', tokenize='ascii', detail=column)",
        "CREATE TRIGGER IF NOT EXISTS search_texts_come AFTER INSERT ON search_texts BEGIN"
        " INSERT INTO search_index (rowid, title_pairs, pairs) VALUES (new.id, new.title_pairs, new.pairs); END",
        "CREATE TRIGGER IF NOT EXISTS search_texts_go AFTER DELETE ON search_texts BEGIN"
        " INSERT INTO search_index (search_index, rowid, title_pairs, pairs)"
        " VALUES ('delete', old.id, old.title_pairs, old.pairs); END",
    ),
    "postgresql": tuple(
        f"CREATE INDEX IF NOT EXISTS search_texts_by_{column} ON search_texts"
        f" USING gin (string_to_array({column}, ' '))"
        for column in ("title_pairs", "pairs")
    ),
}
"""The index of search; in SQLite triggers keep it in step with its table, whoever deletes."""


@cache
def views() -> dict[str, View]:
    """The views by name; raises ValueError naming the file and the key at fault."""
    try:
        return TypeAdapter(dict[str, View]).validate_python(yaml.safe_load(PATH.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise ValueError(f"{PATH}: {error}") from error


def create(connection: Connection) -> None:
    """Make the search index where there is none, and the views anew."""
    for statement in _statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _statements(dialect: str) -> Iterator[str]:
    yield from _INDEX[dialect]
    made = {"check_refs": _CHECK_REFS[dialect], **{name: view.sql for name, view in views().items()}}
    for name, sql in made.items():
        yield f"DROP VIEW IF EXISTS {name}"
        yield f"CREATE VIEW {name} AS {sql}"
