"""Documents cited: every 《…》 with the document number behind it, and numbers that stand alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from extract.document import Document
from extract.document_number import stands_alone
from extract.intervals import within
from extract.properties import begins_with_label
from extract.record import Reference
from extract.rules import Rules, either, load_rules
from extract.title import read_title
from normalize.document_numbers import DocumentNumber, find_document_numbers

_LETTER = r"(?:[^《》。\n]|\n(?=[一-鿿])(?![一二三四五六七八九十第]))"
_TITLE = re.compile(rf"《({_LETTER}{{1,120}}(?:《{_LETTER}{{1,80}}》{_LETTER}{{0,80}}){{0,3}})》")
"""A title in 《》, one of another document inside it or not; an unclosed 《 ends at its sentence."""

_ISSUES = re.compile(r"\d\s?[期档集]$")
"""What counts the issues of a programme: 4期《…》."""
_OPENING = re.compile(r"\s*[(（]\s*")
_CLOSING = re.compile(r"\s*[)）]")


class _Words(Rules):
    periodicals: list[str]
    periodical_words: list[str]


@cache
def _periodical() -> re.Pattern[str]:
    """Matches at 《 where the title is that of a newspaper, a magazine or a programme."""
    words = load_rules(_Words, Path(__file__).with_name("references.yaml"))
    return re.compile(rf"《[^《》]*(?:{either(words.periodicals)}》|》\s*等?{either(words.periodical_words)})")


def find_references(doc: Document) -> tuple[Reference, ...]:
    """The documents that a document without boilerplate cites, in order, once for each citation.

    A number in parentheses behind a title is the title's, and the span reaches to the closing one.
    Periodicals are no documents; the document's own number in its head is no citation.
    """
    inside = within((line.start, line.end) for line in doc.lines)
    numbers = [n for n in find_document_numbers(doc.text) if inside(n.start)]
    cited, taken = _titled(doc, inside, numbers)
    own = _own_numbers(doc, numbers)
    alone = [(n.start, n.end, None, n.value) for n in numbers if n not in taken and n not in own]
    found = sorted([*cited, *alone], key=lambda item: item[0])
    return tuple(Reference(doc.span(start, end), title, number) for start, end, title, number in found)


_Found = tuple[int, int, str | None, str | None]
"""start, end, title, number."""


def _titled(
    doc: Document, inside: Callable[[int], bool], numbers: list[DocumentNumber]
) -> tuple[list[_Found], set[DocumentNumber]]:
    """The titles in 《》, and the numbers that belong to them."""
    own = read_title(doc)
    by_start = {n.start: n for n in numbers}
    found: list[_Found] = []
    taken: set[DocumentNumber] = set()
    for m in _TITLE.finditer(doc.text):
        title = "".join(m[1].split())
        if not title or not inside(m.start()) or (own and own.start <= m.start() < own.end and title == own.text):
            continue
        within = list(_between(numbers, m.start(), m.end()))
        taken.update(within)
        if _periodical().match(doc.text, m.start()) or _ISSUES.search(doc.text, max(0, m.start() - 4), m.start()):
            continue
        opening = _OPENING.match(doc.text, m.end())
        behind = by_start.get(opening.end()) if opening else None
        if behind:
            taken.add(behind)
        closing = _CLOSING.match(doc.text, behind.end) if behind else None
        end = closing.end() if closing else behind.end if behind else m.end()
        number = behind or next(iter(within), None)
        found.append((m.start(), end, title, number.value if number else None))
    return found, taken


def _between(numbers: list[DocumentNumber], start: int, end: int) -> Iterator[DocumentNumber]:
    """The numbers inside `[start, end)`, of a list in order."""
    first = bisect_right(numbers, start, key=lambda n: n.start)
    for n in numbers[first:]:
        if n.start >= end:
            return
        yield n


def _own_numbers(doc: Document, numbers: list[DocumentNumber]) -> set[DocumentNumber]:
    """The numbers that stand in the document's title, alone on a line, or in its properties."""
    title = read_title(doc)
    own = {n for n in numbers if title and title.start <= n.start < title.end}
    starts = [line.start for line in doc.lines]
    for n in numbers:
        line = doc.lines[bisect_right(starts, n.start) - 1]
        text = doc.line_text(line)
        if stands_alone(text, n.start - line.start, n.end - line.start) or begins_with_label(text):
            own.add(n)
    return own
