"""One report published several times: its copies are found, and held against each other cell by cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.record import Attachment, Cell, Issuer, Record, Row, Source, Table
from haiguan import exits
from output.crosschecks import across
from output.store import Store
from tests.generator.render.docx import render_docx
from tests.generator.render.html import render_html
from tests.generator.render.model import table_of
from tests.haiguan.command import run
from tests.output.test_panel import Figures, report, total

PDF = "http://lanzhou.example/附件/report.pdf"
MEDIA = {"pdf": "application/pdf", "ofd": "application/ofd", "html": "text/html"}


def page(figures: Figures, *urls: str, **changes: Any) -> Record:
    return report(2021, figures, attachments=tuple(Attachment("年报", url) for url in urls), **changes)


def copy(figures: Figures, uri: str = PDF, **changes: Any) -> Record:
    """A file as its reader sees it, which may find neither issuer nor year in it."""
    source = Source(uri, MEDIA[uri.rpartition(".")[2]], "cd" * 32)
    found = report(2021, figures, issuer=Issuer(None, None), kind="other", source=source, id=f"id-{uri[-20:]}")
    return replace(found, **changes)


def said(store: Store) -> list[tuple[str, bool]]:
    return [(check.statement, check.holds) for check in across(store) if check.rule == "copies"]


def test_copies_that_say_the_same_hold(store: Store) -> None:
    figures = total(new_received=5, granted=0)
    store.write([page(figures, PDF), copy(figures)])
    assert said(store) == [("applications：2021年报告网页与PDF2格相同", True)]


def test_each_cell_in_which_copies_differ_is_a_check_that_fails(store: Store) -> None:
    store.write([page(total(new_received=5, granted=4), PDF), copy(total(new_received=6, granted=4))])
    (check,) = across(store)
    assert (check.statement, check.holds) == ("applications/new_received/total：2021年报告网页5，PDF6", False)
    assert (check.left, check.right, check.year, len(check.documents)) == (5, 6, 2021, 2)


@pytest.mark.parametrize(("printed", "expected"), [(0, []), (3, [("applications/granted/total：2021年报告网页空白，PDF3", False)])])
@pytest.mark.parametrize("there", [True, False])
def test_a_blank_or_missing_cell_differs_from_a_figure_but_not_from_nothing(
    store: Store, printed: int, there: bool, expected: list[object]
) -> None:
    blank: Figures = {**total(new_received=5), **(total(granted=None) if there else {})}
    store.write([page(blank, PDF), copy(total(new_received=5, granted=printed))])
    assert [found for found in said(store) if not found[1]] == expected


def test_a_page_of_links_alone_lets_its_files_be_compared(store: Store) -> None:
    ofd = "http://lanzhou.example/b.ofd"
    store.write([page({}, PDF, ofd, tables=()), copy(total(granted=1)), copy(total(granted=2), ofd)])
    assert said(store) == [("applications/granted/total：2021年报告OFD2，PDF1", False)]


def test_a_link_is_known_in_any_spelling(store: Store) -> None:
    link = "https://Lanzhou.example/%E9%99%84%E4%BB%B6/report.pdf#page=1"
    store.write([page(total(granted=1), link), copy(total(granted=2))])
    assert len(said(store)) == 1


def test_two_reports_of_one_agency_and_year_are_copies_without_a_link(store: Store) -> None:
    store.write([page(total(granted=1)), report(2021, total(granted=2), name="b", id="other")])
    assert said(store) == [("applications/granted/total：2021年报告网页1，网页2", False)]


@pytest.mark.parametrize(
    "changes",
    [{"year": 2020}, {"issuer": Issuer("另一海关", "9991")}],
    ids=["another year", "another agency"],
)
def test_a_file_that_says_it_is_another_report_is_none_of_the_copies(store: Store, changes: dict[str, Any]) -> None:
    store.write([page(total(granted=1), PDF), copy(total(granted=2), **changes)])
    assert said(store) == []


@pytest.mark.parametrize(("raw", "value", "differs"), [("1.23", 12_300, False), ("1.24", 12_400, True)])
def test_money_may_be_rounded_and_counts_may_not(store: Store, raw: str, value: int, differs: bool) -> None:
    def fees(value: int, raw: str) -> tuple[Table, ...]:
        cell = Cell("administrative_fees", "amount", "", "", value, raw, "read", unit="元")
        return (Table("active_disclosure", 2021, "", None, (cell,)),)

    store.write([page({}, PDF, tables=fees(12_345, "12345")), copy({}, tables=fees(value, raw))])
    assert [not holds for _, holds in said(store)] == [differs]


def other_table(*rows: tuple[str, str, float | None], column: str = "数量") -> Table:
    """A table of no standard form: (row's label, what is printed, its value)."""
    printed = [
        Row((Cell(str(i), "0", label, "项目", None, label, "read"), Cell(str(i), "1", label, column, value, raw, "read" if raw else "blank")))
        for i, (label, raw, value) in enumerate(rows)
    ]
    return Table("other", None, "", (0, 1), rows=tuple(printed))


ONE = ("公告", "12", 12.0), ("问答", "3", 3.0), ("视频", "无", None)


@pytest.mark.parametrize(
    ("there", "statements"),
    [
        ([other_table(*ONE)], [("其他表1：2021年报告网页与PDF2格相同", True)]),
        ([other_table(("公 告", "12", 12.0), *ONE[1:])], [("其他表1：2021年报告网页与PDF2格相同", True)]),
        ([other_table(("公告", "21", 21.0), *ONE[1:])], [("其他表1/公告/数量：2021年报告网页12，PDF21", False)]),
        (
            [other_table(*ONE, ("图解", "5", 5.0))],
            [("其他表1：2021年报告网页与PDF形状不同，比较了2格，PDF多1格", False)],
        ),
        (
            [other_table(*ONE, column="件数")],
            [
                ("其他表1：2021年报告网页与PDF形状不同，比较了0格，网页多2格", False),
                ("其他表2：2021年报告网页与PDF形状不同，比较了0格，PDF多2格", False),
            ],
        ),
        (
            [other_table(("会议", "7", 7.0)), other_table(*ONE)],
            [("其他表1：2021年报告网页与PDF2格相同", True), ("其他表2：2021年报告网页与PDF形状不同，比较了0格，PDF多1格", False)],
        ),
        ([], []),
    ],
    ids=["alike", "spaced apart", "one differs", "one more", "other labels", "in another order", "none"],
)
def test_tables_of_no_standard_form_are_compared_by_their_labels(
    store: Store, there: list[Table], statements: list[tuple[str, bool]]
) -> None:
    store.write([page({}, PDF, tables=(other_table(*ONE),)), copy({}, tables=tuple(there))])
    assert said(store) == statements


def test_figures_under_the_same_labels_are_compared_in_their_order(store: Store) -> None:
    twice = other_table(("公告", "1", 1.0), ("公告", "2", 2.0)), other_table(("公告", "1", 1.0), ("公告", "3", 3.0))
    store.write([page({}, PDF, tables=twice[:1]), copy({}, tables=twice[1:])])
    assert said(store) == [("其他表1/公告/数量（2）：2021年报告网页2，PDF3", False)]


def test_a_page_and_its_word_file_are_compared_from_their_bytes(tmp_path: Path) -> None:
    def printed(licences: str) -> list[Any]:
        band = [["第二十条第（一）项", "<", "<", "<"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
        rows = [["规章", "0", "0", "0"], ["行政规范性文件", "3", "1", "7"]]
        licensing = [["第二十条第（五）项", "<", "<", "<"], ["信息内容", "本年处理决定数量", "<", "<"], ["行政许可", licences, "<", "<"]]
        title = "重庆海关2023年政府信息公开工作年度报告"
        return [title, "一、总体情况", "二、主动公开政府信息情况", table_of([*band, *rows, *licensing])]

    link = '<p><a href="年报.docx">附件：年报.docx</a></p></body>'.encode()
    (tmp_path / "index.html").write_bytes(render_html(printed("550")).replace(b"</body>", link))
    (tmp_path / "年报.docx").write_bytes(render_docx(printed("505")))
    database = tmp_path / "a.sqlite"
    assert run("extract", tmp_path / "index.html", tmp_path / "年报.docx", "--database", database).exit_code == exits.OK
    shown = run("check", "--across", database).output
    assert "FAILS  copies: active_disclosure/administrative_licences/decisions：2023年报告网页550，Word505" in shown
    assert shown.endswith("across documents: 0 checks hold, 1 fail\n")
