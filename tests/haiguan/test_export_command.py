"""`haiguan export`: a database as files."""

from __future__ import annotations

import sys
from pathlib import Path

import frictionless
import pytest

from crawler.index import Fetch, Index
from haiguan import exits
from haiguan.commands.export import _FORMATS
from haiguan.refusals import refused_agencies
from output import jsonl
from output.export import BOM
from output.runs import FORMATS
from output.store import open_store
from tests.haiguan.command import run
from tests.house import houses
from tests.output.records import as_json, sample


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample()])
    return tmp_path / "a.sqlite"


def test_tables_are_written_and_named(database: Path, tmp_path: Path) -> None:
    result = run("export", database, "--output", tmp_path / "out")
    assert result.exit_code == exits.OK
    latest = (tmp_path / "out" / "latest").resolve()
    assert str(latest / "statistics.csv") in result.output.splitlines()
    assert (latest / "cells.csv").read_text("utf-8").count("granted") == 3


def test_records_are_written(database: Path, tmp_path: Path) -> None:
    assert run("export", database, "-f", "jsonl", "-o", tmp_path / "out").exit_code == exits.OK
    assert list(jsonl.read(tmp_path / "out" / "latest" / "documents.jsonl")) == [as_json(sample())]


def test_more_than_one_format_may_be_wanted(database: Path, tmp_path: Path) -> None:
    assert run("export", database, "-f", "jsonl", "-f", "package", "-o", tmp_path).exit_code == exits.OK
    names = {path.name for path in (tmp_path / "latest").iterdir()}
    assert {"documents.jsonl", "documents.csv", "datapackage.json"} <= names


def test_csv_for_excel_begins_with_a_byte_order_mark(database: Path, tmp_path: Path) -> None:
    assert run("export", database, "--bom", "-o", tmp_path).exit_code == exits.OK
    assert (tmp_path / "latest" / "cells.csv").read_bytes().startswith(BOM)


def test_the_formats_offered_are_those_there_are() -> None:
    assert set(_FORMATS) == set(FORMATS)


def test_a_library_that_is_absent_is_named(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = run("export", database, "-f", "parquet", "-o", tmp_path / "out")
    assert result.exit_code == exits.FAILED
    assert "haiguan[tables]" in result.stderr


def test_the_database_may_be_named_by_the_environment(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAIGUAN_DATABASE", str(database))
    assert run("export", "-o", tmp_path / "out").exit_code == exits.OK


def test_a_database_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = run("export", tmp_path / "none.sqlite", "-o", tmp_path / "out")
    assert result.exit_code == exits.FAILED
    assert "there is no such file" in result.stderr


def test_a_folder_that_cannot_be_made_is_said(database: Path) -> None:
    result = run("export", database, "-o", database / "out")
    assert result.exit_code == exits.FAILED and "Traceback" not in result.output


@pytest.mark.parametrize("more", [[], ["--bom"]])
def test_the_panel_is_added_in_every_format(database: Path, tmp_path: Path, more: list[str]) -> None:
    formats = ["-f", "package", "-f", "parquet", "-f", "xlsx"]
    result = run("export", database, "--panel", *formats, *more, "-o", tmp_path / "out")
    assert result.exit_code == exits.OK, result.output
    latest = tmp_path / "out" / "latest"
    assert "\n9990,中华人民共和国澜州海关,2020" in (latest / "panel.csv").read_text("utf-8")
    assert {"panel_long.parquet", "coverage.csv"} <= {path.name for path in latest.iterdir()}
    report = frictionless.validate(str(latest / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def archive(folder: Path, *outcomes: tuple[str, str]) -> Path:
    """An archive's index in which sites were asked, in order, with these outcomes."""
    folder.mkdir()
    index = Index(folder / "index.sqlite")
    for site, outcome in outcomes:
        url = f"http://{site}.example/"
        index.add(Fetch(None, "r", site, url, url, "list", None, None, None, "2022-01-01T00:00:00Z", 200, outcome))
    index.close()
    return folder


def test_coverage_names_who_refused(database: Path, tmp_path: Path) -> None:
    asked = archive(tmp_path / "archive", ("chongqing", "ok"), ("chongqing", "blocked"), ("beijing", "ok"))
    assert run("export", database, "--panel", "--archive", asked, "-o", tmp_path / "out").exit_code == exits.OK
    lines = (tmp_path / "out" / "latest" / "coverage.csv").read_text("utf-8").splitlines()
    assert "8000,重庆海关,2020,refused,0,0,0" in lines
    assert "0100,北京海关,2020,missing,0,0,0" in lines


def test_coverage_names_the_report_that_was_refused(tmp_path: Path) -> None:
    path = houses.database(tmp_path, [houses.report(2018), houses.report(2021)])
    address = houses.report(2018).source.uri
    answers = [("own", address, "ok"), ("own", "http://customs.example/2019.html", "blocked"), ("own", address, "ok")]
    asked = houses.asked_archive(tmp_path / "crawl", answers)
    assert run("export", path, "--panel", "--archive", asked, "-o", tmp_path / "out").exit_code == exits.OK
    lines = (tmp_path / "out" / "latest" / "coverage.csv").read_text("utf-8").splitlines()
    statuses = {line.split(",")[2]: line.split(",")[3] for line in lines if line.startswith("9990,")}
    assert statuses == {"2018": "present", "2019": "refused", "2020": "missing", "2021": "present"}


def test_a_site_that_is_not_listed_is_known_by_its_own_name(tmp_path: Path) -> None:
    assert refused_agencies(archive(tmp_path / "archive", ("elsewhere", "blocked"))) == {"elsewhere"}


def test_a_folder_that_is_no_archive_is_said(database: Path, tmp_path: Path) -> None:
    result = run("export", database, "--panel", "--archive", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == exits.FAILED and "found no index.sqlite" in result.stderr
