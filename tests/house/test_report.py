"""`haiguan report`: one file that stands alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.record import Issuer
from haiguan import exits
from tests.haiguan.command import run
from tests.house.houses import HOSTILE, database, failing, report


@pytest.fixture
def written(tmp_path: Path) -> str:
    path = database(
        tmp_path, [report(2018), failing(report(2020, 30, title=HOSTILE)), report(2021, 9, Issuer("x", None))]
    )
    result = run("report", path, "--agency", "9990", "--output", tmp_path / "r.html")
    assert result.exit_code == exits.OK
    return (tmp_path / "r.html").read_text("utf-8")


def test_it_has_the_figures_the_gaps_the_documents_and_the_failed_checks(written: str) -> None:
    for expected in (
        "收到信息公开申请",
        "applications received",
        '<img class="chart" src="data:image/svg+xml;base64,',
        "<b>2019</b>",
        "澜州海关2018年",
        "1 ≠ 12",
    ):
        assert expected in written


def test_it_loads_nothing_and_runs_nothing(written: str) -> None:
    assert not re.search(r"<(link|iframe|object|script)\b|@import|url\(|src=\"(?!data:)", written)
    assert "default-src 'none'" in written


def test_what_a_document_says_is_never_markup(written: str) -> None:
    assert "&lt;script&gt;" in written


def test_an_unknown_agency_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    result = run("report", database(tmp_path, [report(2018)]), "--agency", "1234")
    assert result.exit_code == exits.FAILED
    assert "no document in the database is issued by 1234" in result.output


def test_the_file_is_named_after_the_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(tmp_path, [report(2018)])
    monkeypatch.chdir(tmp_path)
    run("report", path, "--agency", "9990")
    assert (tmp_path / "9990.html").exists()
