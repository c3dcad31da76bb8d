"""Running heads and feet, and page numbers: on the page, but no part of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.readers.layout.lines import TextLine
from extract.readers.layout.page import PageLayout
from extract.readers.layout.pagenumber import FOOT, is_at_edge, is_page_number

ZONE = 0.13
"""Share of the page's height, above and below, in which running lines stand."""

EDGE_LINES = 3
"""How many lines from the edge inwards are looked at."""

_DIGITS = re.compile(r"\d+|\s+")


def running_lines(pages: Sequence[PageLayout]) -> set[tuple[int, TextLine]]:
    """Page number (from 1) and line of all that is running: numbered, or the same on most pages."""
    edges = {page.number: list(_edge_lines(page)) for page in pages}
    seen = Counter(_likeness(line) for lines in edges.values() for line in lines)
    often = max(2, len(pages) // 3)
    return {
        (number, line)
        for number, lines in edges.items()
        for line in lines
        if is_page_number(line.text) or seen[_likeness(line)] >= often
    }


def _edge_lines(page: PageLayout) -> Iterator[TextLine]:
    """The outermost lines of a page's head and foot, as far as prose goes there."""
    for outermost in page.items[:EDGE_LINES], reversed(page.items[-EDGE_LINES:]):
        for item in outermost:
            if not isinstance(item, TextLine) or not _is_running_place(item, page.height):
                break
            yield item


def _is_running_place(line: TextLine, height: float) -> bool:
    return is_at_edge(line.box, height, FOOT if is_page_number(line.text) else ZONE)


def _likeness(line: TextLine) -> tuple[str, int, int]:
    """What the same running line has in common on every page: words, height on the page, size."""
    return _DIGITS.sub("", line.text), round(line.box[1] / 8), round(line.size)
