"""pdfplumber reads the pages with tables, PDFium proves them: what both say stands, the rest is marked."""

from __future__ import annotations

import pytest

from extract.readers.context import Context
from extract.readers.layout.doubt import CROSSING, UNSURE, Doubt
from extract.readers.layout.marks import Char, PageMarks, Ruling
from extract.readers.layout.page import PageLayout
from extract.readers.layout.table import PageTable, TableCell
from extract.readers.pdf.plumber_marks import PlumberSource
from extract.readers.pdf.proof import is_doubtful, is_same, proved
from extract.readers.pdf.reader import read_pdf
from tests.generator.render.model import Document, table_of

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from tests.generator.render.pdf import Style, render_pdf

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


def test_the_reading_with_more_cells_stands_and_those_that_the_other_lacks_are_marked() -> None:
    few, many = page(("12", CROSSING)), page(("12", None), ("3", None))
    assert doubts(proved(few, many)) == doubts(proved(many, few)) == ["", "low_confidence"]
    assert doubts(proved(few, PageLayout(1, 100, 100, ()))) == ["low_confidence"]
    assert doubts(proved(PageLayout(1, 100, 100, ()), few)) == ["low_confidence"]


def marks(*chars: tuple[str, float, float], rulings: tuple[Ruling, ...] = ()) -> PageMarks:
    """Characters of ten points by their left edge and baseline."""
    made = tuple(Char(text, x, y - 8, x + 10, y + 2, y) for text, x, y in chars)
    return PageMarks(1, 100, 100, made, rulings)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (marks(("7", 30, 50), ("数", 10, 50), (" ", 20, 50), rulings=(Ruling(0, 9, 90, 9), Ruling(0, 5, 90, 5))), True),
        (marks(("数", 11, 51), ("7", 30, 50), rulings=(Ruling(0, 5, 90, 5), Ruling(0, 9, 90.4, 9))), True),
        (marks(("数", 10, 50), ("1", 30, 50), rulings=(Ruling(0, 5, 90, 5), Ruling(0, 9, 90, 9))), False),
        (marks(("数", 10, 50), ("7", 40, 50), rulings=(Ruling(0, 5, 90, 5), Ruling(0, 9, 90, 9))), False),
        (marks(("数", 10, 50), rulings=(Ruling(0, 5, 90, 5), Ruling(0, 9, 90, 9))), False),
        (marks(("数", 10, 50), ("7", 30, 50), rulings=(Ruling(0, 5, 90, 5),)), False),
        (marks(("数", 10, 50), ("7", 30, 50), rulings=(Ruling(0, 5, 90, 5), Ruling(0, 19, 90, 19))), False),
    ],
    ids=["another order", "a little aside", "another digit", "another place", "one lacks", "a line lacks", "a line elsewhere"],
)
def test_two_readings_are_the_same_where_every_character_and_line_is(other: PageMarks, same: bool) -> None:
    one = marks(("数", 10, 50), ("7", 30, 50), rulings=(Ruling(0, 5, 90, 5), Ruling(0, 9, 90, 9)))
    assert is_same(one, other) is is_same(other, one) is same


def test_a_page_in_doubt_is_one_whose_characters_stand_badly_not_one_read_from_a_picture() -> None:
    assert is_doubtful(page(("12", CROSSING)))
    assert not is_doubtful(page(("12", UNSURE)))
    assert not is_doubtful(page(("12", None)))


@pytest.mark.parametrize(
    ("document", "style", "asked"),
    [
        ([table_of([["项目", "数"], ["规章", "1"]])], Style(), [1]),
        ([table_of([["项目", "制发", "废止"], ["规章", "1", "2"], ["规范性文件", "3", "4"]])], Style("none"), [1]),
        (["主动公开政府信息。"], Style(), []),
    ],
    ids=["ruled", "without lines", "prose"],
)
def test_pdfplumber_reads_the_pages_that_have_a_table(
    document: Document, style: Style, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[int] = []
    monkeypatch.setattr(PlumberSource, "marks", lambda _, number, turn: pages.append(number))
    read_pdf(render_pdf(document, style), Context("a.pdf", "application/pdf"))
    assert pages == asked


def test_numbers_that_run_over_their_cells_are_read_twice_and_marked() -> None:
    table = table_of([["一", "二", "三"], ["1234567", "7654321", "5"]], (1, 1, 12))
    reading = read_pdf(render_pdf([table]), Context("a.pdf", "application/pdf"))
    assert {problem.code for problem in reading.problems} <= {"merged_cells", "low_confidence"}
    assert reading.problems
