"""What each page shows: asked of the database, ready for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from extract.fields import ROOT, dictionary
from haiguan.house import agencies, comparison, findings, labels, overview, refused
from haiguan.house.charts import Dot, Line, drawn
from haiguan.house.figures import MAIN, Figure, Series, figures, variables, years_of
from haiguan.house.house import House
from haiguan.house.marks import Mark, Marked, Span, all_cells, marked, metric_names, number
from haiguan.house.notes import VERDICTS, read_notes, refs_key
from haiguan.house.pictures import DPI, pages_of
from haiguan.house.segments import segments
from output.connect import reading
from output.jsonl import Json

Context = dict[str, Any]

HITS = 50
"""Documents that a search shows."""

CHARTS = 8
"""Charts on an agency's page."""

LISTED = 300
"""Documents that an agency's page lists."""

LONGEST_TEXT = 400_000
"""Characters of a text that its page shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A metric of an agency: its names, and its figures by year, and its line where it is a main one."""

    code: str
    zh: str
    en: str
    unit: str
    figures: dict[int, Figure]
    chart: Line | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the page shows it again: headings, and rows of a label and the cells' marks (None: no cell)."""

    heading: str
    columns: list[str]
    rows: list[tuple[str, list[Mark | None]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: the marks that cover it, those that start with it, the sentences that it is of."""

    text: str
    marks: tuple[str, ...]
    starts: tuple[str, ...]
    sentences: tuple[str, ...]


def kinds() -> dict[str, str]:
    """What each kind of document is, from the dictionary of fields."""
    return dictionary()[ROOT].fields["kind"].values or {}


def overview_context(house: House) -> Context:
    """The overview."""
    with reading(house.store.engine) as connection:
        return {"overview": overview.overview(connection, refused.refusals(connection, house.archive))}


def agency_context(house: House, key: str) -> Context:
    """An agency's page."""
    with reading(house.store.engine) as connection:
        return agency_contents(connection, key, house.archive)


def agency_contents(connection: Connection, key: str, archive: Path | None) -> Context:
    """An agency's documents, figures, gaps and refusals; raises LookupError."""
    agency = agencies.agency(connection, key)
    documents = agencies.documents_of(connection, agency.key)
    series = figures(connection, agency.key)
    years = years_of(series.values())
    pages = refused.refusals(connection, archive).get(agency.key, ())
    refused_years = refused.report_years(pages)
    return {
        "agency": agency,
        "documents": documents,
        "listed": LISTED,
        "years": years,
        "rows": list(_rows(series, years)),
        "gaps": agencies.gaps(documents, overview.newest_year(connection), refused_years),
        "refused_years": refused_years,
        "refused": [*pages, *refused.failures_of(connection, documents)],
        "number": number,
        "kinds": kinds(),
        "kind_label": labels.kind,
    }


def _rows(series: Series, years: list[int]) -> Iterator[Row]:
    """A row for each metric; the main ones, and others where there are few, with a line over all years."""
    main = [code for code in series if code in MAIN and len(series[code]) > 1]
    charted = (main + [code for code in series if code not in main and len(series[code]) > 2])[:CHARTS]
    for code, by_year in series.items():
        known, found = variables()[code], sorted(by_year.items())
        dots = tuple(Dot(year, figure.value, figure.quality == "conflicting") for year, figure in found)
        line = Line(years[0], years[-1], dots) if code in charted else None
        yield Row(code, known.zh, known.en, known.unit, dict(by_year), line)


def chart(code: str, line: Line) -> bytes:
    """The chart of a metric as SVG; raises LookupError where there is no such metric."""
    if code not in variables():
        raise LookupError(f"there is no metric {code}")
    known = variables()[code]
    return drawn(known.zh, known.en, known.unit, line)


def document_context(house: House, document_id: str) -> Context:
    """A document's evidence; raises LookupError."""
    try:
        record = house.store.record(document_id)
    except KeyError:
        raise LookupError(f"no document in the database has the id {document_id}") from None
    found = marked(record)
    notes = read_notes(house.notes)
    pages = pages_of(record)
    return {
        "record": record,
        "agency_key": record["issuer"]["code"] or record["issuer"]["name"],
        "found": found,
        "by_id": {mark.id: mark for mark in found.marks},
        "pieces": list(pieces(record["text"][:LONGEST_TEXT], found)),
        "sentences": _sentences(found),
        "kinds": kinds(),
        "kind_label": labels.kind,
        "fact_label": labels.fact,
        "unseen": max(0, len(record["text"]) - LONGEST_TEXT),
        "grids": [grid(table, t, found) for t, table in enumerate(record["tables"])],
        "notes": {
            c.id: notes.get((record["source"]["uri"], c.rule, refs_key(c.names))) for c in found.checks if not c.holds
        },
        "refs_key": refs_key,
        "verdicts": VERDICTS,
        "pages": pages,
        "dpi": DPI,
        "boxes": {page: [m for m in found.marks if m.page == page and m.bbox] for page in pages},
    }


def pieces(text: str, found: Marked) -> Iterator[Piece]:
    """The text cut at its marks and at the sentences of its statistics."""
    sentences = _sentences(found)
    items = [(mark.id, *mark.span) for mark in found.marks if mark.span]
    items += [(name, *span) for span, name in sentences.items()]
    names = frozenset(sentences.values())
    for segment in segments(text, items):
        yield Piece(
            segment.text,
            tuple(name for name in segment.marks if name not in names),
            tuple(name for name in segment.starts if name not in names),
            tuple(name for name in segment.marks if name in names),
        )


def _sentences(found: Marked) -> dict[Span, str]:
    """The sentences that statistics stand in, each with a name of its own."""
    spans = dict.fromkeys(mark.sentence for mark in found.marks if mark.sentence)
    return {span: f"q{i}" for i, span in enumerate(spans)}


def grid(table: Json, position: int, found: Marked) -> Grid:
    """A table's cells in rows and columns: of a form by its codes, of a grid as they stand."""
    prefix = f"c{position}-"
    marks = [mark for mark in found.marks if mark.kind == "cell" and mark.id.startswith(prefix)]
    heading = f"{table['form']} {table['edition'] or ''} {table['title']}".strip()
    if not table["cells"]:
        rows: list[tuple[str, list[Mark | None]]] = []
        at = 0
        for row in table["rows"]:
            rows.append(("", list(marks[at : at + len(row["cells"])])))
            at += len(row["cells"])
        return Grid(heading, [], rows)
    columns = {cell["column"]: cell["column_label"] for cell in table["cells"]}
    labels = {cell["row"]: cell["row_label"] for cell in table["cells"]}
    placed = {(cell["row"], cell["column"]): mark for cell, mark in zip(all_cells(table), marks, strict=True)}
    shown = [(label, [placed.get((row, column)) for column in columns]) for row, label in labels.items()]
    return Grid(heading, list(columns.values()), shown)


def compare_context(house: House, left: str, right: str) -> Context:
    """Two sides, where both are named; and whom one can choose."""
    with reading(house.store.engine) as connection:
        choices, years = overview.choices(connection)
        compared = comparison.compare(connection, left, right) if left and right else None
    return {
        "choices": choices,
        "years": years,
        "compared": compared,
        "names": metric_names(),
        "number": number,
    }


def search_context(house: House, query: str) -> Context:
    """What a search found, or why it was none."""
    if not query.strip():
        return {"query": "", "hits": [], "complaint": ""}
    try:
        return {"query": query, "hits": house.store.search(query, HITS), "complaint": ""}
    except ValueError as error:
        return {"query": query, "hits": [], "complaint": str(error)}


def findings_context(house: House, page: int, agency: str) -> Context:
    """A page of failed checks, of one agency where one is named, with their notes; raises LookupError."""
    notes = read_notes(house.notes)
    with reading(house.store.engine) as connection:
        whose = agencies.agency(connection, agency) if agency else None
        found = findings.findings(connection, notes, page, whose.key if whose else None)
    return {"findings": found, "agency": whose, "verdicts": VERDICTS}
