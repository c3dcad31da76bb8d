"""Page numbers: what they look like, and where on a page they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Box
from extract.readers.layout.lines import PrintedLine

EDGE = 0.13
"""Share of the page's height, above and below, in which running lines stand."""

WIDE_EDGE = 0.2
"""The same for a number that is plainly a page's: the margins of a small page are as wide."""

_PLAIN = re.compile(r"[-—–－―~·].*[-—–－―~·]|.*页.*|Page.*", re.IGNORECASE)

_PAGE_NUMBER = re.compile(
    r"[-—–－―~·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–－―~·.\s]*"
    r"|第?\s*\d{1,4}\s*[页,，/／共][,，/／共\s]*\d{1,4}\s*页?"
    r"|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE,
)


def is_page_number(text: str, box: Box, height: float) -> bool:
    """Whether a line is a page's number; one that may be a figure is so only at the very edge."""
    share = WIDE_EDGE if _PLAIN.fullmatch(text) else EDGE
    return is_at_edge(box, height, share) and _PAGE_NUMBER.fullmatch(text) is not None


def is_at_edge(box: Box, height: float, share: float = EDGE) -> bool:
    """Whether a line stands at the head or the foot of a page, which are this share of its height each."""
    return box[3] <= share * height or box[1] >= (1 - share) * height


def split_numbers(lines: Sequence[PrintedLine], height: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The page's number, where its first or its last line is one, and the other lines: no table has it for a row."""
    outermost = [*lines[:1], *lines[1:][-1:]]
    numbers = [line for line in outermost if is_page_number(line.text, line.box, height)]
    return numbers, [line for line in lines if line not in numbers]
