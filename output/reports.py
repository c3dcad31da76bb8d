"""The annual reports that count, and what their forms and checks say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, exists, func, or_, select

from output import tables
from output.measures import Place
from output.readings import Quality, Said

REPORT = "annual_report"

_STATES: dict[str, Quality] = {"inferred": "inferred", "conflict": "conflicting"}
"""What a cell's state says of it, where it says anything."""

_d = tables.documents.c
_s, _t, _c = tables.children["statistics"].c, tables.children["tables"].c, tables.cells.c


@dataclass(frozen=True, slots=True)
class Report:
    """The annual report that counts for an agency and year; `reports` is how many there are of that year."""

    agency: str
    agency_code: str | None
    year: int
    document_id: str
    reports: int

    @property
    def key(self) -> str:
        """What tells one agency from another."""
        return self.agency_code or self.agency


def reports(connection: Connection, agency: str | None = None) -> list[Report]:
    """The annual reports that count, by agency and year; of one agency where its `key` is given.

    Of several the one issued last counts, among those that hold any figure: a page may only lead to its PDF.
    """
    holds = or_(exists().where(_s.document_id == _d.id), exists().where(_c.document_id == _d.id))
    columns = (_d.issuer_name, _d.issuer_code, _d.year, _d.issued_on, _d.source_uri, _d.id, holds.label("holds"))
    query = select(*columns).where(_d.kind == REPORT, _d.issuer_name.is_not(None), _d.year.is_not(None))
    if agency is not None:
        query = query.where(or_(_d.issuer_code == agency, and_(_d.issuer_code.is_(None), _d.issuer_name == agency)))
    found = sorted(connection.execute(query), key=lambda d: (*_place(d), d.holds, d.issued_on or "", d.source_uri))
    groups = groupby(found, key=_place)
    kept = [(members[-1], len(members)) for members in (list(group) for _, group in groups)]
    return [Report(d.issuer_name, d.issuer_code, d.year, d.id, count) for d, count in kept]


def _place(document: Any) -> tuple[str, int]:
    return document.issuer_code or document.issuer_name, document.year


def proofs(connection: Connection, document_id: str) -> dict[str, Quality]:
    """What a document's checks say of the cells (row/column) and statistics that take part in them."""
    checks = tables.children["checks"].c
    found: dict[str, Quality] = {}
    query = select(checks.holds, checks.refs).where(checks.document_id == document_id)
    for holds, refs in connection.execute(query.order_by(checks.holds.desc())):
        found.update(dict.fromkeys(refs, "proved" if holds else "conflicting"))
    return found


def cells(connection: Connection, document_id: str, known: dict[str, Quality]) -> dict[Place, Said]:
    """The cells of a document's standard forms that have a value; of two at one place the first counts.

    `known` is what `proofs` says of the document.
    """
    columns = (_t.form, _c.row_code, _c.column_code, _c.value, _c.unit, _c.state, _c.table_position, _c.position)
    joined = select(*columns).join_from(
        tables.cells, tables.children["tables"], (_t.document_id == _c.document_id) & (_t.position == _c.table_position)
    )
    query = joined.where(_c.document_id == document_id, _c.value.is_not(None), _t.form != "other")
    found: dict[Place, Said] = {}
    for form, row, column, value, unit, state, *place in connection.execute(query.order_by(_c.table_position, _c.position)):
        ref = f"{row}/{column}"
        quality = _STATES.get(state) or known.get(ref, "read")
        found.setdefault((form, row, column), Said(value, unit, "exact", quality, ref, (place[0], place[1])))
    return found


def disputed(connection: Connection, document_id: str) -> set[Place]:
    """The places where a document's tables of one form have different figures: two agencies', or two years'."""
    joined = select(_t.form, _c.row_code, _c.column_code).join_from(
        tables.cells, tables.children["tables"], (_t.document_id == _c.document_id) & (_t.position == _c.table_position)
    )
    query = joined.where(_c.document_id == document_id, _t.form != "other")
    several = query.group_by(_t.form, _c.row_code, _c.column_code).having(func.min(_c.value) != func.max(_c.value))
    return {(form, row, column) for form, row, column in connection.execute(several)}
