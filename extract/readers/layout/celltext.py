"""The text of one cell: lines in reading order, joined where the cell's width broke them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.model import Box
from extract.readers.layout.doubt import STACKED, SURE, UNSURE, Doubt
from extract.readers.layout.lines import PrintedLine, join_lines, lines_of
from extract.readers.layout.marks import Char

NUMBER_SIGNS = frozenset("0123456789.,%-−０１２３４５６７８９")
_STACK = re.compile(r"\d[ \t]*\n[ \t]*\d")


def cell_text(chars: Iterable[Char], box: Box) -> tuple[str, Doubt | None]:
    """A cell's text in reading order, wrapped lines joined, and what is doubtful about it.

    A number broken at the cell's right edge is joined; numbers set one above the other stay apart
    by a line break, with a doubt, since nothing says that they are one.
    """
    parts: list[str] = []
    doubt: Doubt | None = None
    before: PrintedLine | None = None
    for line in lines_of(chars):
        if line.sureness < SURE:
            doubt = doubt or UNSURE
        if before is None or not (before.text[-1].isdigit() and line.text[0].isdigit()):
            parts.append(line.text)
        elif _fills(before, box):
            parts[-1] += line.text
        else:
            parts[-1] += "\n" + line.text
            doubt = STACKED
        before = line
    return join_lines(parts), doubt


def is_stacked(text: str) -> bool:
    """Whether a line break stands between two numbers."""
    return _STACK.search(text) is not None


def number_runs(chars: Iterable[Char]) -> Iterator[Sequence[Char]]:
    """Characters one by one, but the digits of a number together: no line may cut a number."""
    run: list[Char] = []
    for char in chars:
        if run and not _continues(run[-1], char):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _continues(before: Char, char: Char) -> bool:
    if char.text not in NUMBER_SIGNS or before.text not in NUMBER_SIGNS:
        return False
    near = -0.3 * char.size <= char.x0 - before.x1 <= 0.12 * char.size
    return near and abs(char.baseline - before.baseline) < 0.2 * char.size


def _fills(line: PrintedLine, box: Box) -> bool:
    """Whether one more digit of the line's size would not have fitted into the cell."""
    digit = line.chars[-1].x1 - line.chars[-1].x0
    return (box[2] - box[0]) - (line.box[2] - line.box[0]) < 2.5 * digit
