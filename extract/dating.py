"""When a document was issued: its signature, its properties, what its page declares; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.document import Document, Line
from extract.model import Problem, Span
from extract.numbering import read_numbering
from extract.properties import Properties, Property, declared_values
from extract.title import Title, head_lines
from normalize.dates import DateMatch, find_dates
from normalize.document_numbers import find_document_numbers

SHORTEST_SIGNATURE, LONGEST_SIGNATURE = 6, 60
"""Characters of a line of a signature: a date, or the agency's name and the date."""
NEAR_END = 12
"""A line of its own with a date counts as a signature's among so many last lines."""

_AROUND = re.compile(r"[\s()（）【】\[\]]*(?:印发|发布|公布|通过)?[\s()（）]*")
_LAST = frozenset("日号0123456789)）发布过】]")
"""With what a line of a signature ends."""
_SIGNER = re.compile(r"[一-鿿()（）、\s]{2,40}?[关局厅署委府部院室会处]")


@dataclass(frozen=True, slots=True)
class Signature:
    """The line that ends a document: who signs (None where only the date stands there), and when."""

    signer: str | None
    day: DateMatch
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The day of issue, ISO, or None; and what is wrong with the dates that were found."""

    day: str | None
    problems: tuple[Problem, ...] = ()


def find_signature(doc: Document, title: Title | None) -> Signature | None:
    """The signature under a document without boilerplate; None where no line has its shape.

    A date on a line of its own below an agency's name, or behind one, wherever it stands after the
    head (an annex may follow); a date alone only near the end, as that of printing (X办公室 2016年3月4日印发).
    """
    head = len(list(head_lines(doc))) if title else 0
    alone = None
    for i in range(head, len(doc.lines)):
        found = _signature(doc, i)
        if found and found.signer:
            return found
        if found and i >= len(doc.lines) - NEAR_END:
            alone = found
    return alone


def _signature(doc: Document, index: int) -> Signature | None:
    line = doc.lines[index]
    text = doc.line_text(line)
    if not SHORTEST_SIGNATURE <= len(text) <= LONGEST_SIGNATURE or text[-1] not in _LAST or line.kind == "cell":
        return None
    day = _last_day(text)
    if day is None or not _AROUND.fullmatch(text[day.end :]) or read_numbering(text):
        return None
    before = text[: day.start].strip(" (（")
    if not before:
        above = doc.line_text(doc.lines[index - 1]) if index else ""
        signer = above if len(above) <= LONGEST_SIGNATURE and _SIGNER.fullmatch(above) else None
    elif _SIGNER.fullmatch(before):
        signer = None if text.endswith("印发") else before
    else:
        return None
    return Signature(signer, day, (line.start + day.start, line.start + day.end))


def _last_day(text: str) -> DateMatch | None:
    """The last date of a text that names a day."""
    days = [found for found in find_dates(text) if found.precision == "day"]
    return days[-1] if days else None


def find_issue_date(
    body: Document,
    title: Title | None,
    signature: Signature | None,
    properties: Properties,
    declared: Mapping[str, str],
    as_of: date,
) -> IssueDate:
    """The day of issue by the first source that gives a possible one: the signature, 成文日期, a line
    with a date under the title, 发布日期, the page's own declaration."""
    problems: list[Problem] = []
    for day, span in _candidates(body, title, signature, properties, declared):
        problem = _problem(day, span, as_of)
        if problem is None:
            return IssueDate(day.value, tuple(problems))
        problems.append(problem)
    return IssueDate(None, tuple(problems))


def _candidates(
    body: Document,
    title: Title | None,
    signature: Signature | None,
    properties: Properties,
    declared: Mapping[str, str],
) -> Iterator[tuple[DateMatch, Span | None]]:
    if signature:
        yield signature.day, body.span(*signature.span)
    yield from _printed(body, properties.get("signed", ()))
    for line in head_lines(body):
        day = _alone(body, line)
        if day and (title is None or line.start >= title.end):
            yield day, body.span(line.start, line.end)
    yield from _printed(body, properties.get("published", ()))
    for value in declared_values(declared, "published"):
        day = _last_day(value)
        if day:
            yield day, None


def _printed(doc: Document, values: Sequence[Property]) -> Iterator[tuple[DateMatch, Span | None]]:
    for found in values:
        day = next((d for d in find_dates(found.value) if d.precision == "day"), None)
        if day:
            yield day, doc.span(found.start, found.end)


def _alone(doc: Document, line: Line) -> DateMatch | None:
    """The date that has its line to itself, but for the document's number before it."""
    text = doc.line_text(line)
    day = _last_day(text) if len(text) <= LONGEST_SIGNATURE else None
    if day is None or not _AROUND.fullmatch(text[day.end :]):
        return None
    before = text[: day.start]
    number = next(iter(find_document_numbers(before)), None)
    return day if _AROUND.fullmatch(before[: number.start] + before[number.end :] if number else before) else None


def _problem(day: DateMatch, span: Span | None, as_of: date) -> Problem | None:
    if day.value is None:
        printed = f"{day.year}-{day.month}-{day.day}"
        return Problem("impossible_date", span, f"no calendar has {printed}: not taken as the day of issue")
    if day.value > as_of.isoformat():
        return Problem("future_date", span, f"{day.value} is later than {as_of}, when the document was had: not taken as the day of issue")
    return None
