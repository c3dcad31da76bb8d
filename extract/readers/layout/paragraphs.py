"""Lines of prose into paragraphs, by indent, right margin and white between lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.layout.lines import TextLine
from extract.readers.layout.page import PageLayout

INDENT = 0.9
"""Ems to the right of the margin from which a line begins a paragraph."""

RAGGED = 1.8
"""Ems that a full line may end before the right margin (a sign that may not begin a line moves down)."""

RAGGED_INSIDE = 5.0
"""The same for a line that ends inside a sentence, before a word or number that did not fit."""

SENTENCE_ENDS = "。！？；：.!?;:"

_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、]")

LEADING = 1.6
"""Ems of white between lines of one paragraph, at most."""

LONG_LINE = 12
"""Characters from which a line tells where the margins are."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of a page's prose."""

    left: float
    right: float


def margins(page: PageLayout, before: Margins | None) -> Margins:
    """The page's margins from its long lines; those of the page before where it has too few."""
    lines = [item for item in page.items if isinstance(item, TextLine) and len(item.text) >= LONG_LINE]
    if len(lines) < 3 and before is not None:
        return before
    if not lines:
        return Margins(0.0, page.width)
    return Margins(min(line.box[0] for line in lines), max(line.box[2] for line in lines))


def continues(above: TextLine, below: TextLine, above_margins: Margins, below_margins: Margins) -> bool:
    """Whether `below` goes on with the paragraph of `above`; the two may stand on different pages."""
    if "\t" in above.text or "\t" in below.text:
        return False  # columns, which are read row by row
    if above.text[-1] in SENTENCE_ENDS and _HEADING.match(below.text):
        return False
    em = above.size
    same_size = abs(below.size - em) <= 0.15 * em
    ragged = RAGGED if above.text[-1] in SENTENCE_ENDS else RAGGED_INSIDE
    full = above.box[2] >= above_margins.right - ragged * em
    flush = below.box[0] < below_margins.left + INDENT * em
    return same_size and full and flush


def is_near(above: TextLine, below: TextLine) -> bool:
    """Whether two lines of one page stand as close as lines of one paragraph do."""
    return below.box[1] - above.box[3] <= LEADING * above.size


def by_page(pages: Sequence[PageLayout]) -> dict[int, Margins]:
    """The margins of every page, by its number."""
    found: dict[int, Margins] = {}
    last: Margins | None = None
    for page in pages:
        last = found[page.number] = margins(page, last)
    return found
