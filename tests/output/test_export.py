"""Exports: every table and record, as other programs read them, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyarrow.parquet as parquet
import pytest

from extract.isolated import Failure
from output import jsonl, spreadsheet
from output.export import BOM, harmless, write_csv, write_jsonl
from output.frames import snapshot
from output.parquet import write_parquet
from output.spreadsheet import write_xlsx
from output.store import Store
from tests.output.records import as_json, many, sample

TABLES = ["documents", "attachments", "sections", "statistics", "tables", "cells", "checks", "document_references",
          "measures", "deadlines", "entities", "problems", "failures"]  # fmt: skip


@pytest.fixture
def full(store: Store) -> Store:
    store.write([sample()])
    return store


def exported(store: Store, folder: Path, head: bytes = b"") -> list[Path]:
    with snapshot(store) as shot:
        return write_csv(shot.frames(), folder, head)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_json_lines_hold_the_records(full: Store, tmp_path: Path) -> None:
    with snapshot(full) as shot:
        (path,) = write_jsonl(shot, tmp_path / "out")
    assert path.name == "documents.jsonl"
    assert list(jsonl.read(path)) == [as_json(sample())]


def test_every_table_is_a_file(full: Store, tmp_path: Path) -> None:
    paths = exported(full, tmp_path / "out")
    assert sorted(path.stem for path in paths) == sorted(TABLES)
    assert all(path.exists() for path in paths)


def test_values_are_as_they_are_in_the_database(full: Store, tmp_path: Path) -> None:
    exported(full, tmp_path)
    first, second = table(tmp_path, "statistics")
    assert (float(first["value"]), first["unit"], second["value"], second["scope"]) == (12, "条", "0.5", "")
    assert table(tmp_path, "checks")[1]["refs"] == '["s1","s2"]'
    assert table(tmp_path, "documents")[0]["text"] == sample().text


@pytest.mark.parametrize("text", ["a\rb", "a\nb", "a\r\nb", 'a"b', "a,b"])
def test_text_comes_back_whatever_is_in_it(full: Store, tmp_path: Path, text: str) -> None:
    full.write([sample(title=text)])
    exported(full, tmp_path)
    assert table(tmp_path, "documents")[0]["title"] == text


def test_items_keep_the_record_s_order(full: Store, tmp_path: Path) -> None:
    statistics = tuple(replace(sample().statistics[0], id=f"s{i}") for i in range(12))
    full.write([sample(statistics=statistics)])
    exported(full, tmp_path)
    assert [row["id"] for row in table(tmp_path, "statistics")] == [f"s{i}" for i in range(12)]


def test_the_packed_record_is_left_out(full: Store, tmp_path: Path) -> None:
    exported(full, tmp_path)
    assert "record" not in table(tmp_path, "documents")[0]


def test_failures_are_exported(full: Store, tmp_path: Path) -> None:
    full.write_failures([Failure("u", "=cmd()", "wait", "time")])
    exported(full, tmp_path)
    assert table(tmp_path, "failures")[0]["reason"] == "'=cmd()"


def test_more_documents_than_one_fetch_brings_are_all_exported(full: Store, tmp_path: Path) -> None:
    full.write(many(400))
    exported(full, tmp_path)
    assert len(table(tmp_path, "cells")) == 401 * 5


def test_all_tables_are_of_one_moment(full: Store, tmp_path: Path) -> None:
    with snapshot(full) as shot:
        frames = shot.frames()
        write_csv(frames[:1], tmp_path)
        full.write(many(3))
        write_csv(frames, tmp_path)
    assert len(table(tmp_path, "documents")) == 1
    assert len(table(tmp_path, "statistics")) == 2


def test_excel_gets_its_byte_order_mark_where_it_is_asked_for(full: Store, tmp_path: Path) -> None:
    assert all(path.read_bytes().startswith(BOM + b"") for path in exported(full, tmp_path, BOM))
    assert not any(path.read_bytes().startswith(BOM) for path in exported(full, tmp_path))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -0.5, 12, None, True, "公告", "a=b", "", "1-2"])
def test_other_values_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value


# Excel


def sheets(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(folder / "haiguan.xlsx", read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def written_xlsx(store: Store, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with snapshot(store) as shot:
        write_xlsx(shot.frames(), folder)
    return sheets(folder)


def test_a_workbook_has_a_sheet_a_table(full: Store, tmp_path: Path) -> None:
    found = written_xlsx(full, tmp_path)
    assert sorted(found) == sorted(TABLES)
    heading, first, _ = found["statistics"]
    row = dict(zip(heading, first, strict=True))
    assert (row["value"], row["unit"], row["label"]) == (12, "条", "公告")


def test_a_workbook_runs_nothing_and_links_nowhere(full: Store, tmp_path: Path) -> None:
    full.write([sample(title="=1+1")])
    heading, row = written_xlsx(full, tmp_path)["documents"]
    assert dict(zip(heading, row, strict=True))["title"] == "=1+1"
    with zipfile.ZipFile(tmp_path / "haiguan.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert not any("_rels/sheet" in name for name in archive.namelist())


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(full: Store, tmp_path: Path) -> None:
    full.write([sample(text=sample().text + "長" * 40_000)])
    heading, row = written_xlsx(full, tmp_path)["documents"]
    text = str(dict(zip(heading, row, strict=True))["text"])
    assert len(text) == 32_767 and "cut here" in text


def test_rows_too_many_for_a_sheet_go_on_in_another(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 3)
    found = written_xlsx(full, tmp_path)
    assert [len(found[name]) for name in ("cells", "cells_2", "cells_3")] == [3, 3, 2]
    assert found["cells"][0] == found["cells_3"][0]
    assert "statistics_2" not in found


# Parquet


def test_parquet_keeps_types_and_descriptions(full: Store, tmp_path: Path) -> None:
    with snapshot(full) as shot:
        paths = write_parquet(shot.frames(), tmp_path)
    assert sorted(path.stem for path in paths) == sorted(TABLES)
    found = parquet.read_table(tmp_path / "statistics.parquet")
    assert found.column("value").to_pylist() == [12.0, 0.5]
    assert found.column("scope").to_pylist() == [None, None]
    assert b"The number, expanded" in found.schema.field("value").metadata[b"description"]
    assert parquet.read_table(tmp_path / "checks.parquet").column("holds").to_pylist() == [True, False]
    assert parquet.read_table(tmp_path / "failures.parquet").num_rows == 0
