"""Any grid rendered to HTML or to text and read back is the grid, or is flagged (PDF, Word, Excel, OFD: in their files)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import open_document
from extract.forms import read_forms
from extract.forms.other import other_tables
from extract.readers import read
from tests.generator.measure import Score, add
from tests.generator.publish import publish
from tests.generator.render.grids import tables
from tests.generator.render.html import Markup, render_html
from tests.generator.render.model import Cell, Table, compact, in_order, read_back

MARKUPS = st.builds(
    Markup,
    characters=st.booleans(),
    paragraphs=st.booleans(),
    blank=st.sampled_from(["", "&nbsp;", "<p>&nbsp;</p>", "<br>"]),
    nested=st.booleans(),
    charset=st.sampled_from(["utf-8", "gb18030"]),
)


def plain(cells: list[Cell]) -> list[Cell]:
    """The cells with their white space as a page shows it."""
    return [Cell(c.row, c.column, " ".join(c.text.split()), c.rowspan, c.colspan) for c in cells]


@given(table=tables(), markup=MARKUPS)
@settings(max_examples=60, deadline=None)
def test_a_grid_comes_back_from_html_however_it_is_marked_up(table: Table, markup: Markup) -> None:
    reading = read(render_html(["主动公开情况", table, "以上。"], markup), uri="a.html")
    if not reading.problems and len({cell.column for cell in table.cells}) > 1:
        assert [plain(read_back(reading, grid)) for grid in reading.grids] == [plain(in_order(compact(table)))]


def unmerged(table: Table) -> list[list[str]]:
    """The rows of a table, a merged cell's text in its first place."""
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


@given(table=tables())
@settings(max_examples=60, deadline=None)
def test_a_grid_comes_back_from_text_with_tabs(table: Table) -> None:
    lines = ["\t".join(row) for row in unmerged(table)]
    reading = read(("主动公开情况\n" + "\n".join(lines) + "\n以上。").encode(), uri="a.txt")
    assert [line.split("\t") for line in reading.text.splitlines()[1:-1]] == [line.split("\t") for line in lines]


@given(table=tables(), markup=MARKUPS)
@settings(max_examples=30, deadline=None)
def test_the_numbers_of_a_grid_that_is_no_form_are_those_printed(table: Table, markup: Markup) -> None:
    document = open_document(read(render_html([table], markup), uri="a.html"))
    printed = {(cell.row, cell.column): cell.text for cell in table.cells}
    for found, _ in other_tables(document, ()):
        cells = [cell for row in found.rows for cell in row.cells]
        assert all("".join(cell.raw.split()) == "".join(printed[int(cell.row), int(cell.column)].split()) for cell in cells)


@given(st.integers(2_000_000, 9_000_000), st.sampled_from(["text", "html"]))
@settings(max_examples=20, deadline=None)
def test_a_form_comes_back_from_text_and_html_or_its_wrong_cells_are_marked(seed: int, form: str) -> None:
    published, score = publish(form, seed), Score()
    reading = read(published.data, uri=published.name)
    add(score, published.report, read_forms(open_document(reading)), reading.problems)
    assert score.silent == []
