"""A database that an older haiguan wrote is brought up to date, its data kept, whole or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from output import migrations, tables, versions
from output.connect import connect
from output.migrations.completion import completed
from output.migrations.versions.v0004_steps import ADDED
from output.store import StoreError, Written, open_store, read_store
from tests.output.records import as_json, sample

FIRST = Path(__file__).with_name("store-1.sql")
"""A database of schema version 1, as the haiguan of that version wrote it, with two documents.

It is never edited: a field that has come since is a step in output/migrations/versions."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(FIRST.read_text("utf-8"))
    return path


def schema(engine: Engine) -> dict[str, set[tuple[str, str, bool]]]:
    found = inspect(engine)
    names = [*found.get_table_names(), *found.get_view_names()]
    columns = {name: found.get_columns(name) for name in names if not name.startswith("search_index")}
    return {n: {(c["name"], str(c["type"]), bool(c["nullable"])) for c in cs} for n, cs in columns.items()}


def test_an_older_database_keeps_its_documents(old: Path) -> None:
    with open_store(old) as store:
        assert store.record(sample().id) == as_json(sample())
        assert len(list(store.documents())) == 2
        assert [failure.uri for failure in store.failures()] == ["u"]
        assert store.write([sample()]) == Written(unchanged=1)


def test_what_it_held_is_found(old: Path) -> None:
    with open_store(old) as store:
        assert len(store.search("海關")) == 2


def test_fields_that_have_come_since_are_unknown() -> None:
    whole = as_json(sample())
    without = {**whole, "statistics": [{k: v for k, v in s.items() if k != "direction"} for s in whole["statistics"]]}
    assert completed(without) == whole
    assert list(completed(without)["statistics"][0]) == list(whole["statistics"][0])
    assert completed({**whole, "later": 1})["later"] == 1


def test_it_gets_the_schema_of_a_new_one(old: Path, tmp_path: Path) -> None:
    with open_store(old) as migrated, open_store(tmp_path / "new.sqlite") as new:
        assert schema(migrated.engine) == schema(new.engine)


def indexes(engine: Engine) -> set[tuple[object, ...]]:
    found = inspect(engine)
    return {
        (table, index["name"], *index["column_names"], str(index.get("dialect_options", {}).get("postgresql_using")))
        for table in found.get_table_names()
        for index in found.get_indexes(table)
    }


def test_it_gets_the_indexes_of_a_new_one(old: Path, tmp_path: Path) -> None:
    with open_store(old) as migrated, open_store(tmp_path / "new.sqlite") as new:
        assert indexes(migrated.engine) == indexes(new.engine)


def test_its_documents_find_each_other(old: Path) -> None:
    with sqlite3.connect(old) as db:
        db.execute("UPDATE attachments SET url = (SELECT max(source_uri) FROM documents)")
    with open_store(old) as store, store.engine.begin() as connection:
        linked = connection.execute(text("SELECT count(*) FROM attachments WHERE attached_document_id IS NOT NULL"))
        assert linked.scalar() == 1


def test_it_is_brought_up_to_date_once(old: Path) -> None:
    open_store(old).close()
    before = old.read_bytes()
    open_store(old).close()
    assert old.read_bytes() == before


def test_reading_changes_nothing_and_says_what_to_do(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"schema version 1, this haiguan reads 4\. `haiguan upgrade .*old\.sqlite`"):
        read_store(old)
    assert old.read_bytes() == before


def test_a_step_that_fails_leaves_the_database_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(versions, "_read_again", broken)
    with pytest.raises(InterruptedError):
        open_store(old)
    with sqlite3.connect(old) as db:
        assert db.execute("SELECT version FROM schema_version").fetchall() == [(1,)]
        assert db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search%'").fetchall() == []


def test_postgresql_is_brought_up_to_date_too(postgresql_url: str) -> None:
    with open_store(postgresql_url) as store:
        store.write([sample()])
    engine = connect(postgresql_url, mode="rwc")
    with engine.begin() as connection:
        new = indexes(engine)
        connection.execute(text("DROP TABLE search_texts"))
        for table, column in (("statistics", "direction"), *ADDED):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        for name in ("checks_by_holds_document_id", "documents_by_title", "attachments_by_url", "statistics_by_label"):
            connection.execute(text(f"DROP INDEX {name}"))
        connection.execute(text("CREATE INDEX statistics_by_label ON statistics (label)"))
        connection.execute(text("UPDATE schema_version SET version = 1"))
    engine.dispose()
    with open_store(postgresql_url) as store:
        assert [hit.document_id for hit in store.search("海关")] == [sample().id]
        assert indexes(store.engine) == new


def test_every_version_has_a_step() -> None:
    steps = sorted(path.name[:5] for path in migrations.VERSIONS.glob("v*.py"))
    assert steps == [f"v{number:04d}" for number in range(1, tables.VERSION + 1)]


def test_comments_are_the_database_s_own_in_postgresql(postgresql_url: str) -> None:
    with open_store(postgresql_url) as store:
        columns = {column["name"]: column for column in inspect(store.engine).get_columns("documents")}
        assert columns["year"]["comment"] == "The year that the document is about."
        assert inspect(store.engine).get_table_comment("cells")["text"] == "One cell of a table."


