"""Any grid that is rendered to HTML, however it is marked up, comes back, or a problem says that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Reading
from extract.readers import read
from tests.extract.formats.forms import applications, disclosure
from tests.generator.render.grids import tables
from tests.generator.render.html import Markup, render_html
from tests.generator.render.model import Cell, Document, Table, in_order, read_back, table_of

MARKUPS = st.builds(
    Markup,
    characters=st.booleans(),
    paragraphs=st.booleans(),
    boxed=st.booleans(),
    blank=st.sampled_from(["", "&nbsp;", " ", "<p>&nbsp;</p>", "<br>", "\u3000", "<span></span>"]),
)


def opened(document: Document, markup: Markup) -> Reading:
    return read(render_html(document, markup), uri="http://x.example/a.html")


def cells(reading: Reading, index: int = 0) -> list[Cell]:
    return read_back(reading, reading.grids[index])


@given(table=tables(), markup=MARKUPS)
@settings(max_examples=150, deadline=None)
def test_any_grid_comes_back_or_is_flagged(table: Table, markup: Markup) -> None:
    reading = opened(["主动公开情况", table, "以上。"], markup)
    if not reading.problems:
        assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


@given(markup=MARKUPS)
@settings(max_examples=40, deadline=None)
def test_a_standard_form_comes_back_however_it_is_marked_up(markup: Markup) -> None:
    assert cells(opened(["年报", applications()], markup)) == in_order(applications())


@pytest.mark.parametrize("head", [1, 2, 3])
def test_a_head_apart_from_its_body_is_one_grid_with_it(head: int) -> None:
    assert cells(opened([disclosure()], Markup(head=head))) == in_order(disclosure())


def test_the_same_table_twice_is_two_grids() -> None:
    table = table_of([["规章", "1"], ["文件", "2"]])
    reading = opened([table, "（续）", table], Markup())
    assert cells(reading, 0) == cells(reading, 1) == in_order(table)
