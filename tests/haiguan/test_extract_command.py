"""`haiguan extract`, on files good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from haiguan import exits
from output import jsonl
from output.store import read_store
from tests.haiguan.command import run, spawn

REPORT = "澜州海关2020年政府信息公开年报\n一、总体情况\n全年发布公告12条，收到申请6.8万件。\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "2020").mkdir(parents=True)
    (folder / "2020" / "澜州.txt").write_text(REPORT, "utf-8")
    (folder / "2021.txt").write_text(REPORT.replace("2020", "2021"), "utf-8")
    return folder


def test_as_a_process_it_writes_lines_and_says_what_failed(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").touch()
    (reports / "program.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8)
    done = spawn("extract", "reports", "none.txt", "--failures", "failed.jsonl", "--jobs", 2, cwd=tmp_path)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    failures = list(jsonl.read(tmp_path / "failed.jsonl"))
    listed = done.stderr.decode()
    assert done.returncode == exits.INCOMPLETE
    assert "澜州.txt" in [record["source"]["uri"].rsplit("/")[-1] for record in records]
    assert {failure["uri"].rsplit("/")[-1] for failure in failures} >= {"none.txt", "program.txt"}
    assert all(failure["uri"] in listed and failure["reason"] and failure["advice"] for failure in failures)
    assert len(records) + len(failures) == 5
    assert "Traceback" not in listed


def test_every_number_is_where_its_span_says(reports: Path) -> None:
    result = run("extract", reports / "2020")
    (record,) = (json.loads(line) for line in result.stdout.splitlines())
    printed = {record["text"][slice(*s["span"])]: s["value"] for s in record["statistics"]}
    assert result.exit_code == exits.OK
    assert printed == {"12": 12, "6.8万": 68000}


def test_the_same_files_again_change_nothing_in_the_database(reports: Path, tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite"
    first, again = (run("extract", reports, "--database", database) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (exits.OK, exits.OK)
    assert first.stdout == again.stdout == ""
    assert "2 new, 0 changed, 0 unchanged" in first.stderr
    assert "0 new, 0 changed, 2 unchanged" in again.stderr


def test_a_changed_file_replaces_its_document(reports: Path, tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite"
    run("extract", reports, "-d", database)
    (reports / "2021.txt").write_text(REPORT.replace("12条", "13条"), "utf-8")
    assert "0 new, 1 changed, 1 unchanged" in run("extract", reports, "-d", database).stderr
    with read_store(database) as store:
        assert len(store.ids("")) == 2


def test_a_file_and_a_database_can_be_written_together(reports: Path, tmp_path: Path) -> None:
    result = run("extract", reports, "-d", tmp_path / "a.sqlite", "-o", tmp_path / "a.jsonl", "--quiet")
    assert (result.exit_code, result.output) == (exits.OK, "")
    with read_store(tmp_path / "a.sqlite") as store:
        assert list(store.records()) == list(jsonl.read(tmp_path / "a.jsonl"))


def test_records_come_in_the_order_of_their_files(reports: Path) -> None:
    result = run("extract", reports / "2021.txt", reports / "2020" / "澜州.txt", "--jobs", 2)
    assert [json.loads(line)["year"] for line in result.stdout.splitlines()] == [2021, 2020]


def test_one_slow_document_is_a_failure_with_advice(reports: Path) -> None:
    (reports / "2021.txt").write_text(REPORT * 20_000, "utf-8")
    result = run("extract", reports / "2021.txt", "--timeout", 0.2)
    assert result.exit_code == exits.FAILED
    assert "took more than 0.2 seconds" in result.stderr and "raise the limit" in result.stderr


def test_where_nothing_can_be_read_the_run_has_failed(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "none.txt")
    assert result.exit_code == exits.FAILED
    assert "No such file" in result.stderr


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    result = run("extract", tmp_path)
    assert result.exit_code == exits.FAILED
    assert "there is nothing to read" in result.stderr


def test_a_database_that_is_none_is_said_before_any_work(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("小说" * 1000)
    result = run("extract", reports, "-d", tmp_path / "a.sqlite")
    assert result.exit_code == exits.FAILED
    assert "expected an SQLite database" in result.stderr and "Traceback" not in result.stderr


def test_an_output_that_cannot_be_written_is_said(reports: Path) -> None:
    result = run("extract", reports, "-o", reports)
    assert result.exit_code == exits.FAILED
    assert "Is a directory" in result.stderr


def test_a_broken_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_text("小说" * 1000)
    result = run("extract", tmp_path)
    assert result.exit_code == exits.FAILED and result.stderr.startswith("Error: ")
