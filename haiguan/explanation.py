"""Where a number came from: the printed characters, what was normalised, and the checks that it passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalize.aligned import AlignedText
from normalize.clean import clean
from output.jsonl import Json

Span = tuple[int, int]

_BEFORE, _AFTER = 80, 20
"""Characters that are shown around a cell."""


@dataclass(frozen=True, slots=True)
class Change:
    """Characters of the source and what they were normalised to, empty where they were dropped."""

    printed: str
    normalised: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statistic or a cell with its evidence.

    `name` is how checks refer to it; `table` the table that a cell stands in, None for a statistic;
    `context` the sentence or line around it; `normalised` the number's own characters after
    normalisation; the spans count in the record's text, and are None where the source gives none.
    """

    item: Json
    name: str
    table: Json | None
    span: Span | None
    context: Span | None
    normalised: str
    changes: tuple[Change, ...]
    section: str
    checks: tuple[Json, ...]
    problems: tuple[Json, ...]


def explain(record: Json, name: str) -> Explanation:
    """Explain a statistic by its id, or a cell by `form/row/column`; raises LookupError."""
    if "/" in name:
        table, item = _find_cell(record, name)
        name = f"{item['row']}/{item['column']}"
    else:
        table, item = None, _find_statistic(record, name)
    span = _span(item["span"])
    context = _span(item.get("sentence")) or (_around(record["text"], span) if span else None)
    aligned = clean(record["text"]).aligned
    return Explanation(
        item=item,
        name=name,
        table=table,
        span=span,
        context=context,
        normalised=_normalised(aligned, span),
        changes=tuple(dict.fromkeys(changes(record["text"], aligned, context))) if context else (),
        section=_section_path(record, item.get("section")),
        checks=tuple(check for check in record["checks"] if name in check["refs"]),
        problems=tuple(p for p in record["problems"] if context and _overlaps(p["span"], context)),
    )


def _find_statistic(record: Json, name: str) -> Json:
    for statistic in record["statistics"]:
        if statistic["id"] == name:
            return dict(statistic)
    ids = [statistic["id"] for statistic in record["statistics"]]
    known = f"it has {ids[0]} to {ids[-1]}" if ids else "it has none"
    raise LookupError(f"document {record['id']} has no statistic {name}: {known}; a cell is FORM/ROW/COLUMN")


def _find_cell(record: Json, name: str) -> tuple[Json, Json]:
    form, _, place = name.partition("/")
    row, _, column = place.rpartition("/")
    tables = [table for table in record["tables"] if table["form"] == form]
    for table in tables:
        for cell in (*table["cells"], *(cell for grid_row in table["rows"] for cell in grid_row["cells"])):
            if (cell["row"], cell["column"]) == (row, column):
                return table, cell
    forms = ", ".join(sorted({table["form"] for table in record["tables"]})) or "no table"
    known = f"its {form} has no row {row} with a column {column}" if tables else f"it has {forms}"
    raise LookupError(f"document {record['id']} has no cell {name}: {known}")


def changes(source: str, aligned: AlignedText, span: Span) -> Iterator[Change]:
    """What normalisation did to a span of the source, in order."""
    at = span[0]
    printed = normalised = ""
    for start, end, new in _pieces(aligned, span):
        if source[at:end] == new:
            if printed:
                yield Change(printed, normalised)
            printed = normalised = ""
        elif source[start:end] == new:
            yield Change(printed + source[at:start], normalised)
            printed = normalised = ""
        else:
            printed, normalised = printed + source[at:end], normalised + new
        at = end
    if printed or at < span[1]:
        yield Change(printed + source[at : span[1]], normalised)


def _pieces(aligned: AlignedText, span: Span) -> Iterator[tuple[int, int, str]]:
    """The clean text piece by piece, each with the span of the source that it stands for."""
    at, stop = aligned.text_span(*span)
    while at < stop:
        start, end = aligned.starts[at], aligned.ends[at]
        after = at + 1
        while after < stop and (aligned.starts[after], aligned.ends[after]) == (start, end):
            after += 1
        yield start, end, aligned.text[at:after]
        at = after


def _normalised(aligned: AlignedText, span: Span | None) -> str:
    if span is None:
        return ""
    start, end = aligned.text_span(*span)
    return aligned.text[start:end]


def _around(text: str, span: Span) -> Span:
    """A cell's surroundings: a grid that lost its lines has its labels before the value."""
    return max(0, span[0] - _BEFORE), min(len(text), span[1] + _AFTER)


def _section_path(record: Json, section: str | None) -> str:
    by_id = {s["id"]: s for s in record["sections"]}
    path: list[str] = []
    while section in by_id and len(path) < len(by_id):
        path.insert(0, by_id[section]["number"] + by_id[section]["title"])
        section = by_id[section]["parent"]
    return " > ".join(path)


def _span(value: list[int] | None) -> Span | None:
    return (value[0], value[1]) if value else None


def _overlaps(span: list[int] | None, other: Span) -> bool:
    return span is not None and max(span[0], other[0]) < min(span[1], other[1])
