"""The views that others build on keep their names and columns, in both databases, and say what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from output import views
from output.store import Store
from tests.output.records import sample

PROMISED = {
    "v_documents": "document_id uri kind title agency agency_code year issued_on document_number script sha256"
    " retrieved_at checks_failed problems",
    "v_statistics": "document_id statistic_id agency agency_code year label metric value unit bound scope period"
    " part_of share printed sentence",
    "v_cells": "document_id agency agency_code year form edition row_code column_code row_label column_label value"
    " unit raw state table_position position",
    "v_checks": "document_id agency agency_code year position rule statement left_value right_value holds",
    "v_problems": "document_id agency year code message printed",
    "v_references": "document_id agency year title number target",
}
"""What other programs rely on: never take a name away here; add at the end."""


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.engine.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.parametrize("name", PROMISED)
def test_a_promised_view_begins_with_the_promised_columns(store: Store, name: str) -> None:
    columns = [column["name"] for column in inspect(store.engine).get_columns(name)]
    promised = PROMISED[name].split()
    assert columns[: len(promised)] == promised


@pytest.mark.parametrize(("name", "view"), views.views().items())
def test_each_column_is_described_in_its_order(store: Store, name: str, view: views.View) -> None:
    columns = [column["name"] for column in inspect(store.engine).get_columns(name)]
    assert columns == list(view.columns)


def test_a_statistic_stands_beside_its_document_and_sentence(store: Store) -> None:
    store.write([sample()])
    found = rows(store, "SELECT agency_code, year, label, value, printed, sentence FROM v_statistics ORDER BY label")
    assert found[0] == ("9990", 2020, "公告", 12, "12", "全年發布公告12條。")


def test_a_cell_stands_beside_its_form(store: Store) -> None:
    store.write([sample()])
    found = rows(store, "SELECT form, row_code, column_code, value FROM v_cells WHERE state = 'read' AND value = 7")
    assert found == [("applications", "granted", "total", 7)]


def test_failed_checks_are_counted(store: Store) -> None:
    store.write([sample()])
    assert rows(store, "SELECT checks_failed, problems FROM v_documents") == [(1, 1)]
    assert [row[0] for row in rows(store, "SELECT rule FROM v_checks WHERE NOT holds")] == ["narrative.sum"]


def test_what_is_cited_and_what_to_distrust_have_views(store: Store) -> None:
    store.write([sample()])
    assert rows(store, "SELECT title, number FROM v_references") == [("信息公开办法", "澜办发〔2020〕3号")]
    assert rows(store, "SELECT code, printed FROM v_problems") == [("check_failed", None)]


@pytest.mark.parametrize("content", ["- a", "v_a: {sql: SELECT 1}", "v_a: [", "v_a: {sql: 1, description: a, columns: {}}"])
def test_a_file_of_another_shape_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "views.yaml").write_text(content, "utf-8")
    monkeypatch.setattr(views, "PATH", tmp_path / "views.yaml")
    with pytest.raises(ValueError, match=r"views\.yaml"):
        views.views.__wrapped__()
