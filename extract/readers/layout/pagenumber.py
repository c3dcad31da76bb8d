"""Page numbers: what they look like, and where on a page they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Box
from extract.readers.layout.lines import PrintedLine

FOOT = 0.2
"""Share of the page's height, above and below, in which its number stands: the margins of a small page are as wide."""

_PAGE_NUMBER = re.compile(
    r"[-—–－―~·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–－―~·.\s]*"
    r"|第?\s*\d{1,4}\s*页?\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?"
    r"|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Whether a line's text is a page number."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def split_numbers(lines: Sequence[PrintedLine], height: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The page's number, where its first or its last line is one, and the other lines: no table has it for a row."""
    outermost = [*lines[:1], *lines[1:][-1:]]
    numbers = [line for line in outermost if is_page_number(line.text) and is_at_edge(line.box, height, FOOT)]
    return numbers, [line for line in lines if line not in numbers]


def is_at_edge(box: Box, height: float, share: float) -> bool:
    """Whether a line stands at the head or the foot of a page, which are this share of its height each."""
    return box[3] <= share * height or box[1] >= (1 - share) * height
