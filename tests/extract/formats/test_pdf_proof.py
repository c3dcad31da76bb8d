"""Where PDFium is in doubt of a cell, pdfplumber reads the page too: what both say stands, the rest is marked."""

from __future__ import annotations

import pytest

from extract.readers.context import Context
from extract.readers.layout.doubt import CROSSING, UNSURE, Doubt
from extract.readers.layout.page import PageLayout
from extract.readers.layout.table import PageTable, TableCell
from extract.readers.pdf.plumber_marks import PlumberSource
from extract.readers.pdf.proof import is_doubtful, proved
from extract.readers.pdf.reader import read_pdf
from tests.generator.render.model import table_of

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from tests.generator.render.pdf import render_pdf

BOX = (0.0, 0.0, 10.0, 10.0)


def page(*cells: tuple[str, Doubt | None], columns: int = 2) -> PageLayout:
    """A page with one table of one row."""
    made = tuple(TableCell(0, n, 1, 1, text, 1, BOX, doubt) for n, (text, doubt) in enumerate(cells))
    return PageLayout(1, 100, 100, (PageTable((0.0,) * (columns + 1), BOX, 1, made),))


def doubts(layout: PageLayout) -> list[str]:
    """The code of each cell's doubt, "" for none."""
    (table,) = layout.items
    assert isinstance(table, PageTable)
    return [cell.doubt.code if cell.doubt else "" for cell in table.cells]


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (("12", CROSSING), ("12", None), ""),
        (("12", CROSSING), ("12", CROSSING), "merged_cells"),
        (("12", CROSSING), ("1", None), "low_confidence"),
        (("12", None), ("7", None), "low_confidence"),
        (("第 1 项", None), ("第1项", None), ""),
    ],
    ids=["settled", "both in doubt", "read otherwise", "the surer one read otherwise", "but for spaces"],
)
def test_a_doubt_goes_where_both_readings_agree(
    first: tuple[str, Doubt | None], second: tuple[str, Doubt | None], left: str
) -> None:
    assert doubts(proved(page(first, ("项", None)), page(second, ("项", None))))[0] == left


def test_tables_of_other_cells_prove_nothing() -> None:
    assert doubts(proved(page(("12", CROSSING)), page(("12", None), ("3", None)))) == ["merged_cells"]
    assert doubts(proved(page(("12", CROSSING)), PageLayout(1, 100, 100, ()))) == ["merged_cells"]


def test_a_page_in_doubt_is_one_whose_characters_stand_badly_not_one_read_from_a_picture() -> None:
    assert is_doubtful(page(("12", CROSSING)))
    assert not is_doubtful(page(("12", UNSURE)))
    assert not is_doubtful(page(("12", None)))


def test_a_page_without_doubts_costs_no_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[int] = []
    monkeypatch.setattr(PlumberSource, "marks", lambda _, number: pages.append(number))
    read_pdf(render_pdf([table_of([["项目", "数"], ["规章", "1"]])]), Context("a.pdf", "application/pdf"))
    assert pages == []


def test_numbers_that_run_over_their_cells_are_read_twice_and_marked() -> None:
    table = table_of([["一", "二", "三"], ["1234567", "7654321", "5"]], (1, 1, 12))
    reading = read_pdf(render_pdf([table]), Context("a.pdf", "application/pdf"))
    assert {problem.code for problem in reading.problems} <= {"merged_cells", "low_confidence"}
    assert reading.problems
