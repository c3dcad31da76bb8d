"""An agency's figures by year: of each metric the value that its annual reports give.

Where a standard form's table gives the metric, the table's cell is the value; otherwise the first
statement of the text that is nobody's part and counts no other period.  Where both are there and
differ, the figure is marked as conflicting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from extract.narrative.metrics import Metric, metrics
from haiguan.house.agencies import REPORT, is_of
from output import tables

_documents, _tables = tables.documents.c, tables.children["tables"].c
_cells, _statistics = tables.cells.c, tables.children["statistics"].c

MAIN = (
    "applications_received",
    "applications_answered",
    "applications_granted",
    "applications_denied",
    "announcements",
    "reconsiderations_foi",
    "items_disclosed_website",
    "items_on_new_media",
)
"""The metrics that come first on an agency's page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value in a year; `item` names the statistic or the cell's mark in the document."""

    metric: str
    year: int
    value: float | int
    unit: str
    quality: str
    document_id: str
    item: str


Series = Mapping[str, Mapping[int, Figure]]
"""Figures by metric and year."""


def figures(connection: Connection, key: str) -> Series:
    """The figures of an agency."""
    told = _told(connection, key)
    found: dict[str, dict[int, Figure]] = defaultdict(dict)
    for figure in [*_tabled(connection, key), *told]:
        first = found[figure.metric].setdefault(figure.year, figure)
        if first.quality == "table" and figure.quality == "text" and first.value != figure.value:
            found[figure.metric][figure.year] = replace(first, quality="conflicting")
    order = list(dict.fromkeys((*MAIN, *(metric.code for metric in metrics()), *found)))
    return {code: found[code] for code in order if code in found}


def _told(connection: Connection, key: str) -> list[Figure]:
    s = _statistics
    query = (
        select(s.metric, _documents.year, s.value, s.unit, s.document_id, s.id)
        .join(tables.documents, _documents.id == s.document_id)
        .where(is_of(key), _documents.kind == REPORT, _documents.year.is_not(None), s.metric.is_not(None))
        .where(s.part_of.is_(None), s.period.is_(None), s.share_of.is_(None), s.change_of.is_(None))
        .order_by(s.document_id, s.position)
    )
    return [
        Figure(r.metric, r.year, r.value, r.unit, "text", r.document_id, r.id)
        for r in connection.execute(query)
    ]  # fmt: skip


def _tabled(connection: Connection, key: str) -> list[Figure]:
    places = {metric.cell: metric for metric in metrics() if metric.cell}
    wanted = [
        and_(_tables.form == form, _cells.row_code == row, _cells.column_code == column)
        for form, row, column in (place.split("/") for place in places)
    ]
    same_table = and_(_tables.document_id == _cells.document_id, _tables.position == _cells.table_position)
    query = (
        select(
            _tables.form, _cells.row_code, _cells.column_code, _cells.value, _cells.unit, _cells.state,
            _cells.document_id, _cells.table_position, _cells.position, _documents.year,
        )
        .select_from(tables.cells)
        .join(tables.children["tables"], same_table)
        .join(tables.documents, _documents.id == _cells.document_id)
        .where(is_of(key), _documents.kind == REPORT, _documents.year.is_not(None))
        .where(_cells.value.is_not(None), or_(*wanted))
        .order_by(_cells.document_id, _cells.table_position, _cells.position)
    )  # fmt: skip
    return [
        _of_cell(row, places[f"{row.form}/{row.row_code}/{row.column_code}"])
        for row in connection.execute(query)
    ]


def _of_cell(row: Any, metric: Metric) -> Figure:
    quality = {"read": "table", "conflict": "conflicting"}.get(row.state, row.state)
    return Figure(
        metric.code, row.year, row.value, row.unit or metric.unit, quality,
        row.document_id, f"c{row.table_position}-{row.position}",
    )  # fmt: skip


def years_of(series: Iterable[Mapping[int, Figure]]) -> list[int]:
    """All years that have a figure, in order."""
    return sorted({year for by_year in series for year in by_year})
