"""Any grid rendered to PDF and read back is the grid, or is flagged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.pdf.reader import read_pdf
from tests.generator.render.grids import tables
from tests.generator.render.model import Table, in_order, read_back

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from tests.generator.render.pdf import PLAIN, Style, render_pdf

CONTEXT = Context("generated.pdf", "application/pdf")


def read(document: list[str | Table], style: Style = PLAIN) -> Reading:
    return read_pdf(render_pdf(document, style), CONTEXT)


def assert_kept_or_flagged(reading: Reading, table: Table) -> None:
    if reading.problems:
        return
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


@given(table=tables(), rules=st.sampled_from(["lines", "boxes", "fills", "path"]), shades=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_ruled_grid_comes_back_however_its_lines_are_drawn(table: Table, rules: str, shades: bool) -> None:
    assert_kept_or_flagged(read(["主动公开情况", table, "以上。"], Style(rules, shades)), table)


@given(table=tables(), turned=st.sampled_from(["page", "text"]))
@settings(max_examples=30, deadline=None)
def test_a_grid_on_a_turned_page_comes_back(table: Table, turned: str) -> None:
    assert_kept_or_flagged(read(["主动公开情况", table], Style(turned=turned)), table)
