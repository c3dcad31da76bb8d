"""Three lines give documents and data frames."""

from __future__ import annotations

import sys

import pytest

from haiguan import open_store as open_to_read
from normalize.agencies import agencies
from output.store import Store, StoreError
from tests.output.records import many, sample


@pytest.fixture
def full(store: Store) -> Store:
    store.write(many(2))
    return store


def test_documents_are_there_too(full: Store) -> None:
    with open_to_read(full.where) as collection:
        assert len(list(collection.documents())) == 2
        assert len(collection.search("海關")) == 2


@pytest.mark.parametrize(
    ("name", "rows", "column"),
    [
        ("documents", 2, "title"),
        ("statistics", 4, "sentence"),
        ("cells", 10, "form"),
        ("panel", 1, "applications_granted"),
        ("panel_long", 1, "variable"),
        ("coverage", 1 + sum(agency.code is not None for agency in agencies()), "status"),
    ],
)
def test_polars_frames(full: Store, name: str, rows: int, column: str) -> None:
    with open_to_read(full.where) as collection:
        frame = collection.frame(name)
    assert type(frame).__module__.startswith("polars")
    assert frame.height == rows and column in frame.columns


def test_pandas_frames(full: Store) -> None:
    with open_to_read(full.where) as collection:
        frame = collection.pandas("statistics")
    assert list(frame[frame.label == "公告"].value) == [12, 12]


def test_pandas_is_taken_where_polars_is_not_installed(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with open_to_read(full.where) as collection:
        assert type(collection.frame("checks")).__module__.startswith("pandas")


def test_a_name_that_is_none_is_said(full: Store) -> None:
    with open_to_read(full.where) as collection, pytest.raises(KeyError, match="expected one of documents, "):
        collection.frame("poems")


def test_nothing_is_written(full: Store) -> None:
    if full.engine.dialect.name == "sqlite":
        with open_to_read(full.where) as collection, pytest.raises(StoreError):
            collection.write([sample()])


def test_a_database_that_is_not_there_is_not_made() -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        open_to_read("none.sqlite")
