"""One report published several times, as a page, a PDF and a Word file: which documents are copies, and where they differ.

Copies are annual reports of one agency and year, and the files that such a report has attached.  Their
standard forms are held against each other cell by cell: a blank is no figure, so that it differs from
every figure but 0, and money may be rounded differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, select

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies' cells of one form: how many they share, and the places where they differ."""

    report: Copy
    other: Copy
    form: str
    shared: int
    different: Mapping[Place, tuple[Figure, Figure]]


def compare_copies(connection: Connection) -> Iterator[Comparison]:
    """For every report that is stored more than once, each further copy of a form beside the first, form by form."""
    for copies in _reports(connection):
        forms: dict[str, tuple[Copy, dict[Place, Figure]]] = {}
        for copy in copies:
            for form, figures in _forms(connection, copy.id).items():
                if form in forms:
                    yield _compared(*forms[form], copy, figures, form)
                else:
                    forms[form] = copy, figures


def _compared(
    first: Copy, figures: dict[Place, Figure], other: Copy, others: dict[Place, Figure], form: str
) -> Comparison:
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


def _forms(connection: Connection, document_id: str) -> dict[str, dict[Place, Figure]]:
    """The printed cells of a document's standard forms; of two at one place the first counts."""
    joined = select(_t.form, _c.row_code, _c.column_code, _c.value, _c.unit, _c.raw).join_from(
        tables.cells, tables.children["tables"], (_t.document_id == _c.document_id) & (_t.position == _c.table_position)
    )
    query = joined.where(_c.document_id == document_id, _t.form != "other")
    found: dict[str, dict[Place, Figure]] = {}
    for form, row, column, value, unit, raw in connection.execute(query.order_by(_c.table_position, _c.position)):
        figure = Figure(value, slack(value, raw) if value is not None and unit == "元" else 0.0)
        found.setdefault(form, {}).setdefault((form, row, column), figure)
    return found
