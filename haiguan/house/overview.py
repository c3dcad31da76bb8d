"""The overview: how many documents each agency has in each year, how many checks fail, and who refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from haiguan.house.agencies import KEY, REPORT, Agency, listed_as, named
from haiguan.house.refused import Refused
from normalize.agencies import agencies
from output import tables

_documents, _checks = tables.documents.c, tables.children["checks"].c

ROWS = 200
"""Agencies that one page shows; the others are counted."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """An agency's year; `refused` are pages about it that the site refused to a crawl."""

    documents: int = 0
    reports: int = 0
    failed: int = 0
    refused: int = 0

    @property
    def state(self) -> str:
        """`fails` where a check fails, `report` where there is an annual report, `refused`, or `other`."""
        if self.failed:
            return "fails"
        return "report" if self.reports else "refused" if self.refused else "other"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An agency with its years; `refused` are the pages that its site refused to a crawl."""

    agency: Agency
    documents: int
    refused: int
    cells: Mapping[int, HeatCell]


@dataclass(frozen=True, slots=True)
class Overview:
    """Agencies by years.

    `absent` are the listed customs of which there is nothing; `undated` and `unsigned` count the
    documents that have no place in the map.
    """

    years: Sequence[int]
    rows: Sequence[HeatRow]
    more: int
    absent: Sequence[Agency]
    documents: int
    undated: int
    unsigned: int
    failed: int
    failures: int
    refused: int


def overview(connection: Connection, refused: Mapping[str, Sequence[Refused]]) -> Overview:
    """The whole collection at one look; `refused` by agency, see `haiguan.house.refused`."""
    groups = connection.execute(_documents_by_year()).all()
    failing = {(r.key, r.year): r.failed for r in connection.execute(_failures_by_year())}
    rows = _rows(groups, failing, refused)
    years = sorted({year for row in rows for year in row.cells})
    known = {row.agency.key for row in rows}
    return Overview(
        years=range(years[0], years[-1] + 1) if years and years[-1] - years[0] < 60 else years,
        rows=rows[:ROWS],
        more=max(0, len(rows) - ROWS),
        absent=[listed_as(a.code) for a in agencies() if a.code and a.code not in known],
        documents=sum(g.documents for g in groups),
        undated=sum(g.documents for g in groups if g.year is None),
        unsigned=sum(g.documents for g in groups if g.key is None),
        failed=sum(failing.values()),
        failures=connection.scalar(select(func.count()).select_from(tables.failures)) or 0,
        refused=sum(map(len, refused.values())),
    )


def _rows(
    groups: Sequence[Any], failing: Mapping[Any, int], refused: Mapping[str, Sequence[Refused]]
) -> list[HeatRow]:
    """The agencies with documents or refusals: those with a code first, by code, then the others."""
    cells: dict[str, dict[int, HeatCell]] = defaultdict(dict)
    found: dict[str, Agency] = {key: listed_as(key) for key in refused}
    counts: dict[str, int] = defaultdict(int)
    for g in groups:
        if g.key is not None:
            found[g.key] = named(g.key, g.name, g.code)
            counts[g.key] += g.documents
            if g.year is not None:
                cells[g.key][g.year] = HeatCell(g.documents, g.reports, failing.get((g.key, g.year), 0))
    for key, pages in refused.items():
        for year, number in Counter(page.year for page in pages if page.year).items():
            cells[key][year] = replace(cells[key].get(year, HeatCell()), refused=number)
    rows = [HeatRow(a, counts[key], len(refused.get(key, ())), cells[key]) for key, a in found.items()]
    return sorted(rows, key=lambda row: (row.agency.code is None, row.agency.code or "", -row.documents, row.agency.name))


def choices(connection: Connection) -> tuple[list[Agency], list[int]]:
    """The agencies that have annual reports, and the years that these are about."""
    reports = _documents.kind == REPORT
    name, code = func.max(_documents.issuer_name), func.max(_documents.issuer_code)
    query = select(KEY, name, code).where(reports, KEY.is_not(None)).group_by(KEY).order_by(KEY).limit(1000)
    years = select(_documents.year).where(reports, _documents.year.is_not(None)).distinct()
    chosen = [named(*row) for row in connection.execute(query)]
    return chosen, sorted(connection.scalars(years))


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
