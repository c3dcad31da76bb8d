"""Exports: every table and record, as other programs read them, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.isolated import Failure
from output import jsonl
from output.export import export_csv, export_jsonl, harmless
from output.store import Store, open_store
from tests.output.records import as_json, many, sample


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.sqlite") as opened:
        opened.write([sample()])
        yield opened


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_json_lines_hold_the_records(store: Store, tmp_path: Path) -> None:
    (path,) = export_jsonl(store, tmp_path / "out")
    assert path.name == "documents.jsonl"
    assert list(jsonl.read(path)) == [as_json(sample())]


def test_every_table_is_a_file(store: Store, tmp_path: Path) -> None:
    paths = export_csv(store, tmp_path / "out")
    assert sorted(path.stem for path in paths) == sorted(
        ["documents", "attachments", "sections", "statistics", "tables", "cells", "checks", "document_references",
         "measures", "deadlines", "entities", "problems", "failures"])  # fmt: skip
    assert all(path.exists() for path in paths)


def test_values_are_as_they_are_in_the_database(store: Store, tmp_path: Path) -> None:
    export_csv(store, tmp_path)
    first, second = table(tmp_path, "statistics")
    assert (first["value"], first["unit"], second["value"], second["scope"]) == ("12", "条", "0.5", "")
    assert table(tmp_path, "checks")[1]["refs"] == '["s1","s2"]'
    assert table(tmp_path, "documents")[0]["text"] == sample().text


@pytest.mark.parametrize("text", ["a\rb", "a\nb", "a\r\nb", 'a"b', "a,b"])
def test_text_comes_back_whatever_is_in_it(store: Store, tmp_path: Path, text: str) -> None:
    store.write([sample(title=text)])
    export_csv(store, tmp_path)
    assert table(tmp_path, "documents")[0]["title"] == text


def test_items_keep_the_record_s_order(store: Store, tmp_path: Path) -> None:
    statistics = tuple(replace(sample().statistics[0], id=f"s{i}") for i in range(12))
    store.write([sample(statistics=statistics)])
    export_csv(store, tmp_path)
    assert [row["id"] for row in table(tmp_path, "statistics")] == [f"s{i}" for i in range(12)]


def test_the_packed_record_is_left_out(store: Store, tmp_path: Path) -> None:
    export_csv(store, tmp_path)
    assert "record" not in table(tmp_path, "documents")[0]


def test_failures_are_exported(store: Store, tmp_path: Path) -> None:
    store.write_failures([Failure("u", "=cmd()", "wait", "time")])
    export_csv(store, tmp_path)
    assert table(tmp_path, "failures")[0]["reason"] == "'=cmd()"


def test_more_documents_than_one_fetch_brings_are_all_exported(store: Store, tmp_path: Path) -> None:
    store.write(many(400))
    export_csv(store, tmp_path)
    assert len(table(tmp_path, "cells")) == 401 * 5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -0.5, 12, None, True, "公告", "a=b", "", "1-2"])
def test_other_values_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value
