"""`haiguan explain`: the printed explanation, and the ways to name what is to be explained."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from haiguan import exits
from haiguan.commands import explain as module
from haiguan.commands.explain import marked, split_name
from output.store import open_store
from tests.haiguan.command import records_file, run
from tests.output.records import many, sample


def test_a_statistic_s_explanation_says_all(tmp_path: Path) -> None:
    result = run("explain", "s2", "--from", records_file(tmp_path))
    start, end = sample().statistics[1].span
    assert result.exit_code == exits.OK
    for said in (
        "0.5 元  公告金额",
        "全年發布公告【12】條。",
        "bound     about",
        "part of   s1, 公告 12 条",
        "printed   12 → 0.5",
        f"http://lanzhou.example/1.html, characters {start} to {end}",
        "條 → 条",
        "FAILS  1 = 12",
    ):
        assert said in result.output


def test_a_cell_s_explanation_says_all(tmp_path: Path) -> None:
    result = run("explain", "applications/granted/total", "--from", records_file(tmp_path))
    assert result.exit_code == exits.OK
    for said in (
        "7  予以公开 / total",
        "table     applications, edition 2021",
        "state     read",
        "【7】",
        "holds  3 + 4 = 7",
    ):
        assert said in result.output


def test_a_cell_without_place_in_the_text_says_its_page(tmp_path: Path) -> None:
    cell = replace(sample().tables[0].cells[0], span=None, page=4)
    path = records_file(tmp_path, sample(tables=(replace(sample().tables[0], cells=(cell,)),)))
    assert "1.html, page 4" in run("explain", "applications/granted/person", "--from", path).output


def test_on_a_terminal_the_number_is_marked_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "on_terminal", lambda: True)
    assert marked("公告12条", (0, 5), (2, 4)) == "公告\x1b[30m\x1b[43m12\x1b[0m条"


def test_what_a_document_says_steers_no_terminal(tmp_path: Path) -> None:
    path = records_file(tmp_path, sample(title="\x1b[2J", text=sample().text.replace("條。", "\x1b\u202e")))
    output = run("explain", "s1", "--from", path).output
    assert "\x1b" not in output and "\u202e" not in output


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("s12", ("", "s12")),
        ("5afc:s12", ("5afc", "s12")),
        ("5afc:applications/granted/total", ("5afc", "applications/granted/total")),
        ("applications/other:撤销/total", ("", "applications/other:撤销/total")),
        ("5afc:applications/other:撤销/total", ("5afc", "applications/other:撤销/total")),
    ],
)
def test_an_id_is_a_document_and_an_item(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.fixture(params=["database", "lines"])
def two_documents(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    first, second = (replace(record, id=f"{name}{name}") for record, name in zip(many(2), "ab", strict=True))
    if request.param == "lines":
        return records_file(tmp_path, first, second)
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([first, second])
    return tmp_path / "a.sqlite"


def test_a_document_is_named_by_the_beginning_of_its_id(two_documents: Path) -> None:
    assert "document  bb" in run("explain", "b:s1", "--from", two_documents).output


def test_among_several_the_document_must_be_named(two_documents: Path) -> None:
    result = run("explain", "s1", "--from", two_documents)
    assert result.exit_code == exits.FAILED
    assert "2 documents" in result.stderr and "aa, bb" in result.stderr


@pytest.mark.parametrize("name", ["c:s1", "a:s99", "a:applications/x/y"])
def test_what_is_not_there_is_said(two_documents: Path, name: str) -> None:
    result = run("explain", name, "--from", two_documents)
    assert result.exit_code == exits.FAILED
    assert result.stderr.startswith("Error: ") and "Traceback" not in result.stderr


def test_records_can_come_from_standard_input(tmp_path: Path) -> None:
    stdin = records_file(tmp_path).read_bytes()
    assert "【12】" in run("explain", "s1", "--from", "-", stdin=stdin).output
