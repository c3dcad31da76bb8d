"""Running heads and feet, and page numbers: on the page, but no part of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.readers.layout.lines import TextLine
from extract.readers.layout.page import PageLayout
from extract.readers.layout.pagenumber import is_at_edge, is_page_number

EDGE_LINES = 3
"""How many lines from the edge inwards are looked at."""

_DIGITS = re.compile(r"\d+|\s+")


def running_lines(pages: Sequence[PageLayout]) -> set[tuple[int, TextLine]]:
    """Page number (from 1) and line of all that is running: numbered, or the same on most pages."""
    edges = {page.number: list(_edge_lines(page)) for page in pages}
    heights = {page.number: page.height for page in pages}
    seen = Counter(_likeness(line) for lines in edges.values() for line in lines)
    often = max(2, len(pages) // 3)
    return {
        (number, line)
        for number, lines in edges.items()
        for line in lines
        if is_page_number(line.text, line.box, heights[number]) or seen[_likeness(line)] >= often
    }


def _edge_lines(page: PageLayout) -> Iterator[TextLine]:
    """The outermost lines of a page's head and foot, as far as prose goes there."""
    for outermost in page.items[:EDGE_LINES], reversed(page.items[-EDGE_LINES:]):
        for item in outermost:
            if not isinstance(item, TextLine):
                break
            if not (is_at_edge(item.box, page.height) or is_page_number(item.text, item.box, page.height)):
                break
            yield item


def _likeness(line: TextLine) -> tuple[str, int, int]:
    """What the same running line has in common on every page: words, height on the page, size."""
    return _DIGITS.sub("", line.text), round(line.box[1] / 8), round(line.size)
