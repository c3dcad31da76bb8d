"""`haiguan check`: failing checks are findings, not failures of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from haiguan import exits
from output.store import open_store
from tests.haiguan.command import records_file, run
from tests.output.records import sample
from tests.output.test_panel import report, total


def test_failing_checks_are_listed_under_their_document(tmp_path: Path) -> None:
    result = run("check", records_file(tmp_path))
    assert result.output.splitlines() == [
        f"{sample().id}  澜州海关2020年政府信息公开年报: 1 hold, 1 fail",
        "  FAILS  narrative.sum: 1 = 12  [s1 s2]",
        "1 documents: 1 checks hold, 1 fail",
    ]
    assert result.exit_code == exits.OK


def test_all_shows_those_that_hold_too(tmp_path: Path) -> None:
    result = run("check", records_file(tmp_path), "--all")
    assert "  holds  row_total: 3 + 4 = 7  [granted/person granted/firm granted/total]" in result.output


@pytest.mark.parametrize(
    ("checks", "code"), [(sample().checks, exits.INCOMPLETE), (sample().checks[:1], exits.OK)]
)
def test_strict_exits_with_2_where_a_check_fails(tmp_path: Path, checks: object, code: int) -> None:
    path = records_file(tmp_path, sample(checks=checks))
    assert run("check", path, "--strict").exit_code == code


def test_a_database_is_checked_as_well(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample()])
    assert "1 documents: 1 checks hold, 1 fail" in run("check", tmp_path / "a.sqlite").output


def test_standard_input_is_checked_as_well(tmp_path: Path) -> None:
    stdin = records_file(tmp_path).read_bytes()
    assert "1 documents: 1 checks hold, 1 fail" in run("check", "-", stdin=stdin).output


def test_a_document_without_title_is_named_by_its_address(tmp_path: Path) -> None:
    assert (
        "http://lanzhou.example/1.html: 1 hold"
        in run("check", records_file(tmp_path, sample(title=None))).output
    )


def test_what_a_document_says_steers_no_terminal(tmp_path: Path) -> None:
    result = run("check", records_file(tmp_path, sample(title="\x1b[2J年报")))
    assert "\x1b" not in result.output and "\ufffd[2J年报" in result.output


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("none.sqlite", None, "there is no such file"),
        ("none.jsonl", None, "No such file"),
        ("poem.jsonl", "床前明月光".encode(), "poem.jsonl, line 1: expected one record as JSON"),
        ("other.jsonl", b'{"a": 1}\n', "other.jsonl: expected records"),
    ],
)
def test_what_holds_no_records_is_said(
    tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("check", tmp_path / name)
    assert result.exit_code == exits.FAILED
    assert complaint in result.stderr


def test_documents_are_held_against_each_other(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([report(2020, total(carried_forward=3)), report(2021, total(carried_over=4))])
    result = run("check", "--across", tmp_path / "a.sqlite", "--strict")
    assert result.exit_code == exits.INCOMPLETE
    assert "中华人民共和国澜州海关  FAILS  carried_over: total：2021年上年结转4，2020年结转下年度3" in result.output
    assert result.output.endswith("across documents: 0 checks hold, 1 fail\n")


def test_a_file_of_json_lines_cannot_be_checked_across(tmp_path: Path) -> None:
    result = run("check", "--across", records_file(tmp_path))
    assert result.exit_code == exits.FAILED and "expected an SQLite database" in result.stderr
