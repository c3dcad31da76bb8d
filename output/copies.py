"""One report published several times, as a page, a PDF and a Word file: which documents are copies, and where they differ.

Copies are annual reports of one agency and year, and the files that such a report has attached.  Their
standard forms are held against each other cell by cell: a blank is no figure, so that it differs from
every figure but 0, and money may be rounded differently.  Tables of no standard form are compared where
two copies have one with the same labels; what only one of the two has is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import ColumnElement, Connection, Select, select

from normalize.rounding import slack
from output import tables
from output.formulas import Number
from output.measures import Place
from output.reports import REPORT

NAMES = {
    "text/html": "网页",
    "multipart/related": "网页",
    "application/pdf": "PDF",
    "application/ofd": "OFD",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
}
"""What a copy is called by its media type; any other is 附件."""

OTHER = "other"
"""The form of tables that are no standard form."""

ALIKE = 0.5
"""Share of their places that two tables have to have in common to be copies of one."""

_d, _a = tables.documents.c, tables.children["attachments"].c
_t, _c = tables.children["tables"].c, tables.cells.c


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that may be one copy of a report among several."""

    id: str
    uri: str
    media_type: str
    kind: str
    agency: str | None
    agency_code: str | None
    year: int | None

    @property
    def name(self) -> str:
        """What a statement calls it."""
        return NAMES.get(self.media_type, "附件")

    def may_be(self, other: Copy) -> bool:
        """Whether what this attached file says of itself lets it be the same report."""
        same_agency = None in (self.agency, other.agency) or self.agency_key == other.agency_key
        return same_agency and self.year in (None, other.year)

    @property
    def agency_key(self) -> str | None:
        """What tells one agency from another."""
        return self.agency_code or self.agency


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed cell: its value (None where it is blank) and by how much rounding may have moved it."""

    value: Number | None
    slack: float = 0.0

    def differs(self, other: Figure) -> bool:
        """Whether no one true number explains both."""
        return abs((self.value or 0) - (other.value or 0)) > self.slack + other.slack + 1e-6


Figures = dict[Place, Figure]
"""The figures of a table by form, row and column."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies' cells of one table: how many they share, and the places where they differ.

    `form` is its code, or the name that a table of no standard form gets here; `apart`: how many cells of
    such a table only the first has, and how many only the other.
    """

    report: Copy
    other: Copy
    form: str
    shared: int
    different: Mapping[Place, tuple[Figure, Figure]]
    apart: tuple[int, int] = (0, 0)


def compare_copies(connection: Connection) -> Iterator[Comparison]:
    """For every report that is stored more than once, each further copy of a table beside the first, form by form."""
    for copies in _reports(connection):
        forms: dict[str, tuple[Copy, Figures]] = {}
        others: tuple[Copy, list[Figures]] | None = None
        for copy in copies:
            for form, figures in _forms(connection, copy.id).items():
                if form in forms:
                    yield _compared(*forms[form], copy, figures, form)
                else:
                    forms[form] = copy, figures
            if found := _others(connection, copy.id):
                yield from _others_compared(*others, copy, found) if others else ()
                others = others or (copy, found)


def _others_compared(first: Copy, tables: Sequence[Figures], other: Copy, others: Sequence[Figures]) -> Iterator[Comparison]:
    """The tables of no standard form, each beside the one of the other copy that has most of its labels."""
    left = list(others)
    for number, figures in enumerate(tables, 1):
        best = max(left, key=lambda found: _alike(figures, found), default={})
        name = f"其他表{number}"
        if _alike(figures, best) < ALIKE:
            yield Comparison(first, other, name, 0, {}, (len(figures), 0))
            continue
        left.remove(best)
        shared = figures.keys() & best.keys()
        named = [{(name, *place[1:]): table[place] for place in table if place in shared} for table in (figures, best)]
        apart = len(figures) - len(shared), len(best) - len(shared)
        yield replace(_compared(first, named[0], other, named[1], name), apart=apart)
    for number, figures in enumerate(left, len(tables) + 1):
        yield Comparison(first, other, f"其他表{number}", 0, {}, (0, len(figures)))


def _alike(one: Figures, other: Figures) -> float:
    """The share of the places of two tables that both have."""
    return len(one.keys() & other.keys()) / max(len(one.keys() | other.keys()), 1)


def _compared(first: Copy, figures: Figures, other: Copy, others: Figures, form: str) -> Comparison:
    blank = Figure(None)
    pairs = {place: (figures.get(place, blank), others.get(place, blank)) for place in {**figures, **others}}
    different = {place: pair for place, pair in pairs.items() if pair[0].differs(pair[1])}
    return Comparison(first, other, form, len(figures.keys() & others.keys()), different)


def _reports(connection: Connection) -> Iterator[Sequence[Copy]]:
    """The reports of which there is more than one copy; pages and what came first stand first."""
    columns = (_d.id, _d.source_uri, _d.source_media_type, _d.kind, _d.issuer_name, _d.issuer_code, _d.year)
    documents = [Copy(*row) for row in connection.execute(select(*columns).order_by(_d.source_uri))]
    by_address = {_address(copy.uri): copy for copy in documents}
    attached = _attached(connection)
    reports: dict[tuple[str | None, int], dict[str, Copy]] = {}
    for copy in documents:
        if copy.kind != REPORT or copy.year is None or copy.agency is None:
            continue
        files = (by_address.get(_address(url)) for url in attached.get(copy.id, ()))
        found = [copy, *(file for file in files if file is not None and file.may_be(copy))]
        reports.setdefault((copy.agency_key, copy.year), {}).update((c.id, c) for c in found)
    for copies in reports.values():
        if len(copies) > 1:
            yield sorted(copies.values(), key=lambda copy: (copy.kind != REPORT, copy.name != "网页", copy.uri))


def _attached(connection: Connection) -> dict[str, list[str]]:
    """The addresses of what each document has attached."""
    found: dict[str, list[str]] = {}
    query = select(_a.document_id, _a.url).where(_a.url.is_not(None)).order_by(_a.document_id, _a.position)
    for document_id, url in connection.execute(query):
        found.setdefault(document_id, []).append(url)
    return found


def _address(url: str) -> str:
    """The same string for the spellings of one address: scheme, fragment and escapes make no difference."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower()}{unquote(parts.path)}?{parts.query}"


def _forms(connection: Connection, document_id: str) -> dict[str, Figures]:
    """The printed cells of a document's standard forms; of two at one place the first counts."""
    query = _cells(document_id, _t.form, _c.row_code, _c.column_code).where(_t.form != OTHER)
    found: dict[str, Figures] = {}
    for form, row, column, *printed in connection.execute(query):
        found.setdefault(form, {}).setdefault((form, row, column), _figure(*printed))
    return found


def _others(connection: Connection, document_id: str) -> list[Figures]:
    """The figures of a document's tables of no standard form, by their labels; those under the same ones are numbered."""
    query = _cells(document_id, _c.table_position, _c.row_label, _c.column_label).where(_t.form == OTHER)
    found: dict[int, Figures] = {}
    for position, row, column, *printed in connection.execute(query.where(_c.value.is_not(None))):
        figures = found.setdefault(position, {})
        row, column = ("".join((label or "").split()) for label in (row, column))
        names = chain((column,), (f"{column}（{n}）" for n in count(2)))
        place = next(place for name in names if (place := (OTHER, row, name)) not in figures)
        figures[place] = _figure(*printed)
    return list(found.values())


def _cells(document_id: str, *columns: ColumnElement[Any]) -> Select[Any]:
    """The cells of a document's tables in order: these columns, then value, unit and what is printed."""
    same = (_t.document_id == _c.document_id) & (_t.position == _c.table_position)
    joined = select(*columns, _c.value, _c.unit, _c.raw).join_from(tables.cells, tables.children["tables"], same)
    return joined.where(_c.document_id == document_id).order_by(_c.table_position, _c.position)


def _figure(value: Number | None, unit: str | None, raw: str) -> Figure:
    return Figure(value, slack(value, raw) if value is not None and unit == "元" else 0.0)
