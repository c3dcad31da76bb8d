"""Which agencies and years the collection has, which it lacks, and which were refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from sqlalchemy import Column, Connection, Integer, Text, func, select

from normalize.agencies import agencies
from output import tables
from output.columns import Row
from output.frames import Frame, Snapshot
from output.reports import reports

STATUSES = {
    "present": "an annual report is there",
    "missing": "none is there",
    "refused": "none is there: the agency's site refused the crawl, or that report",
}
_COLUMNS = (
    Column("agency_key", Text, comment="Customs district code, or the name of an agency that has none."),
    Column("agency", Text, comment="Name of the agency."),
    Column("year", Integer, comment="Year."),
    Column("status", Text, comment="What there is.", info={"values": list(STATUSES)}),
    Column("reports", Integer, comment="Annual reports of the year."),
    Column("documents", Integer, comment="All documents of the year."),
    Column("checks_failed", Integer, comment="Failed checks in them."),
)


Refusal = str | tuple[str, int]
"""An agency (code, or the name of one without) whose site refuses the crawl, or its report of a year."""


def coverage_frames(snapshot: Snapshot, refused: Collection[Refusal] = ()) -> list[Frame]:
    """The frame `coverage`: every listed agency with a code, every other that is there or refused, every year
    between the first and the last report.  `refused` are agencies whose site refuses the crawl, or their reports."""
    rows: Callable[[], Iterator[Row]] = partial(_rows, snapshot.connection, refused)
    description = "One row per agency and year: whether its annual report is there, missing or refused."
    return [Frame("coverage", description, _COLUMNS, rows, ("agency_key", "year"))]


def _rows(connection: Connection, refused: Collection[Refusal]) -> Iterator[Row]:
    found = reports(connection)
    if not found:
        return
    counts = _counts(connection)
    names = {agency.code: agency.name for agency in agencies() if agency.code}
    listed = {*names, *names.values()}
    names |= {report.key: report.agency for report in found if report.key not in names}
    listed |= {report.agency for report in found}
    refusing = {refusal if isinstance(refusal, str) else refusal[0] for refusal in refused}
    names |= {agency: agency for agency in refusing - listed}
    present = {(report.key, report.year): report.reports for report in found}
    years = range(min(report.year for report in found), max(report.year for report in found) + 1)
    for key, name in sorted(names.items()):
        for year in years:
            at = (key, year)
            known = at in refused or key in refused or name in refused
            status = "present" if at in present else "refused" if known else "missing"
            yield key, name, year, status, present.get(at, 0), *counts.get(at, (0, 0))


def _counts(connection: Connection) -> dict[tuple[str, int], tuple[int, int]]:
    """Documents, and failed checks in them, by agency and year."""
    d, checks = tables.documents.c, tables.children["checks"].c
    key = func.coalesce(d.issuer_code, d.issuer_name)
    failed = select(func.count()).where(checks.document_id == d.id, checks.holds.is_(False)).scalar_subquery()
    query = select(key, d.year, func.count(), func.sum(failed)).where(key.is_not(None), d.year.is_not(None))
    rows = connection.execute(query.group_by(key, d.year))
    return {(agency, year): (count, int(failing)) for agency, year, count, failing in rows}
