"""Who issued the documents: agencies by code or name, their documents, and what is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from normalize.agencies import agencies, resolve
from output import tables

_documents, _checks, _problems = (
    tables.documents.c,
    tables.children["checks"].c,
    tables.children["problems"].c,
)

KEY: ColumnElement[str] = func.coalesce(_documents.issuer_code, _documents.issuer_name)
"""An agency as pages and addresses name it: its code, or its name where it has none."""

REPORT = "annual_report"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as the records name it; `english` where the list of agencies has it."""

    key: str
    name: str
    code: str | None
    english: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list: what it is, and what fails in it."""

    id: str
    title: str | None
    uri: str
    kind: str
    year: int | None
    issued_on: str | None
    failed: int
    problems: int


def agency(connection: Connection, key: str) -> Agency:
    """The agency of a code or a name; raises LookupError where no document is its."""
    listed = resolve(key)
    wanted = [key, *([listed.code, listed.name] if listed else [])]
    matches = or_(_documents.issuer_code.in_(wanted), _documents.issuer_name.in_(wanted))
    query = select(KEY.label("key"), _documents.issuer_name, _documents.issuer_code).where(matches)
    row = connection.execute(query.order_by(_documents.issuer_code.desc(), _documents.issuer_name)).first()
    if row is None:
        raise LookupError(
            f"no document in the database is issued by {key}; see the overview for those that are"
        )
    return named(row.key, row.issuer_name, row.issuer_code)


def named(key: str, name: str | None, code: str | None) -> Agency:
    """An agency with its English name, where the list of agencies has one."""
    listed = resolve(name or "")
    return Agency(key, name or key, code, listed.english if listed else None)


def listed_as(key: str) -> Agency:
    """An agency of a code or a name that no document names, as the list of agencies has it."""
    found = resolve(key) or next((agency for agency in agencies() if agency.code == key), None)
    return Agency(key, found.name, found.code, found.english) if found else Agency(key, key, None, None)


def is_of(key: str) -> ColumnElement[bool]:
    """The condition that a document is an agency's."""
    return or_(
        _documents.issuer_code == key, and_(_documents.issuer_code.is_(None), _documents.issuer_name == key)
    )


def documents_of(connection: Connection, key: str) -> list[Listed]:
    """An agency's documents, the newest year first."""
    failed = select(func.count()).where(_checks.document_id == _documents.id, _checks.holds.is_(False))
    problems = select(func.count()).where(_problems.document_id == _documents.id)
    query = select(
        _documents.id,
        _documents.title,
        _documents.source_uri,
        _documents.kind,
        _documents.year,
        _documents.issued_on,
        failed.scalar_subquery(),
        problems.scalar_subquery(),
    ).where(is_of(key))
    rows = connection.execute(query.order_by(_documents.year.desc(), _documents.kind, _documents.source_uri))
    return [Listed(*row) for row in rows]


def gaps(documents: Iterable[Listed], newest: int | None = None, refused: Iterable[int] = ()) -> list[int]:
    """The years without an annual report between the first and the last that is there (or `newest`).

    The first may be one of the years of which a report was `refused`: it is known to exist.
    """
    years = {d.year for d in documents if d.kind == REPORT and d.year is not None}
    if not years:
        return []
    return [year for year in range(min(*years, *refused, 9999), max(newest or 0, *years) + 1) if year not in years]
