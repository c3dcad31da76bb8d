"""The overview: how many documents each agency has in each year, and how many checks fail in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from haiguan.house.agencies import KEY, REPORT, Agency, named
from output import tables

_documents, _checks = tables.documents.c, tables.children["checks"].c

ROWS = 200
"""Agencies that one page shows; the others are counted."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """An agency's year."""

    documents: int
    reports: int
    failed: int

    @property
    def state(self) -> str:
        """`fails` where a check fails, `report` where there is an annual report, else `other`."""
        return "fails" if self.failed else "report" if self.reports else "other"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An agency with its years."""

    agency: Agency
    documents: int
    cells: Mapping[int, HeatCell]


@dataclass(frozen=True, slots=True)
class Overview:
    """Agencies by years; `undated` and `unsigned` count the documents that have no place in the map."""

    years: Sequence[int]
    rows: Sequence[HeatRow]
    more: int
    documents: int
    undated: int
    unsigned: int
    failed: int
    failures: int


def overview(connection: Connection) -> Overview:
    """The whole collection at one look."""
    groups = connection.execute(_documents_by_year()).all()
    failing = {(r.key, r.year): r.failed for r in connection.execute(_failures_by_year())}
    cells: dict[str, dict[int, HeatCell]] = defaultdict(dict)
    agencies: dict[str, Agency] = {}
    counts: dict[str, int] = defaultdict(int)
    for g in groups:
        if g.key is not None:
            agencies[g.key] = named(g.key, g.name, g.code)
            counts[g.key] += g.documents
            if g.year is not None:
                cells[g.key][g.year] = HeatCell(g.documents, g.reports, failing.get((g.key, g.year), 0))
    rows = [HeatRow(a, counts[key], cells[key]) for key, a in agencies.items()]
    rows.sort(
        key=lambda row: (row.agency.code is None, row.agency.code or "", -row.documents, row.agency.name)
    )
    years = sorted({g.year for g in groups if g.year is not None})
    return Overview(
        years=range(years[0], years[-1] + 1) if years and years[-1] - years[0] < 60 else years,
        rows=rows[:ROWS],
        more=max(0, len(rows) - ROWS),
        documents=sum(g.documents for g in groups),
        undated=sum(g.documents for g in groups if g.year is None),
        unsigned=sum(g.documents for g in groups if g.key is None),
        failed=sum(failing.values()),
        failures=connection.scalar(select(func.count()).select_from(tables.failures)) or 0,
    )


def choices(connection: Connection) -> tuple[list[Agency], list[int]]:
    """The agencies that have annual reports, and the years that these are about."""
    reports = _documents.kind == REPORT
    name, code = func.max(_documents.issuer_name), func.max(_documents.issuer_code)
    query = select(KEY, name, code).where(reports, KEY.is_not(None)).group_by(KEY).order_by(KEY).limit(1000)
    years = select(_documents.year).where(reports, _documents.year.is_not(None)).distinct()
    agencies = [named(*row) for row in connection.execute(query)]
    return agencies, sorted(connection.scalars(years))


def newest_year(connection: Connection) -> int | None:
    """The newest year that an annual report is about."""
    year: int | None = connection.scalar(select(func.max(_documents.year)).where(_documents.kind == REPORT))
    return year


def _documents_by_year() -> Select[Any]:
    return select(
        KEY.label("key"),
        func.max(_documents.issuer_name).label("name"),
        func.max(_documents.issuer_code).label("code"),
        _documents.year,
        func.count().label("documents"),
        func.sum(case((_documents.kind == REPORT, 1), else_=0)).label("reports"),
    ).group_by(KEY, _documents.year)


def _failures_by_year() -> Select[Any]:
    return (
        select(KEY.label("key"), _documents.year, func.count().label("failed"))
        .join(tables.children["checks"], _checks.document_id == _documents.id)
        .where(_checks.holds.is_(False))
        .group_by(KEY, _documents.year)
    )
